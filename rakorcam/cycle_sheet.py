"""The cycle of a year on one F4: the six steps, how each stands, its day, what is known of it."""

from dataclasses import dataclass

from formats.render import cells
from formats.sheet import RowFacts, Table, build_sheet
from formats.spec import Axis, Column, FormatSpec, Kind
from formats.specs._shared import NUMBER
from formats.values import Content

SPEC = FormatSpec(
    number=0,
    label="Bagan 1",
    title="Siklus Koordinasi, Pembinaan dan Monev Pelaksanaan LABD",
    filled_by="sistem",
    rows=Axis.FACTS,
    source="cycle",
    landscape=False,
    columns=(
        NUMBER,
        Column(key="label", heading="Kegiatan pokok", kind=Kind.LABEL, width=3.2),
        Column(key="state", heading="Keadaan", kind=Kind.TEXT, width=1.1),
        Column(key="day", heading="Tanggal", kind=Kind.TEXT, width=1.6),
        Column(key="facts", heading="Keterangan", kind=Kind.LINES, width=3.4),
    ),
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A Step as its row shows it."""

    state: str
    day: object


def cycle_sheet(kecamatan, year, steps, current):
    """Return the Sheet of a year's Steps; `current` is the number of the one it stands at."""
    rows = tuple(
        RowFacts(
            str(step.number),
            step.title,
            _Told(step.state.value.capitalize(), _day(step)),
            discussion={"facts": [_facts(step)] if step.facts else []},
            detail=("tahun ini di sini",) if step.number == current else (),
        )
        for step in steps
    )
    table = Table(
        rows=rows,
        place=(kecamatan.name, kecamatan.kabupaten.name),
        meeting=(f"Tahun {year}, langkah {current} dari {len(steps)}",),
        is_sample=kecamatan.kabupaten.is_sample,
    )
    return build_sheet(SPEC, table)


def _day(step):
    return Content(cells.text(step.day), (step.about,)) if step.day else cells.NONE


def _facts(step):
    """Return what is known of a step, one small line each."""
    return Content("", tuple(f"{label}: {cells.text(value)}" for label, value in step.facts))
