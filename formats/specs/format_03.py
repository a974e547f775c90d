"""Format 3: the recap of Format 2 and of the answers to Formats 4 and 5.

The parts and their columns are ours (see the footnote); part d is not in the guide's list at all.
"""

from dataclasses import replace

from formats.spec import Axis, Column, FormatSpec, Kind, Repeat
from formats.specs._shared import DERIVED, DESA, ELEMENT, NUMBER

_HAVE, _LACK = "Desa yang sudah punya", "Desa yang belum punya"
_BY = "sistem, dari Format 2"


def _part(title, rows, source, *columns, **more):
    """Return one table of the format."""
    return FormatSpec(
        number=3, title=title, filled_by=_BY, rows=rows, source=source, columns=columns, **more
    )


SPEC = FormatSpec(
    number=3,
    title="Format Rekapitulasi Realisasi Penyelenggaraan LABD di Setiap Desa",
    filled_by=_BY,
    rows=Axis.DESA,
    source="recap",
    footnote=DERIVED,
    parts=(
        _part(
            "Elemen utama per desa",
            Axis.DESA,
            "recap_desa",
            NUMBER,
            DESA,
            Repeat(
                axis=Axis.ELEMENTS,
                columns=(
                    Column(
                        key="state",
                        heading="",
                        kind=Kind.STATE,
                        compute="standing",
                        total=True,
                        width=2.6,
                    ),
                ),
            ),
            last_row="Jumlah Kecamatan",
        ),
        _part(
            "Rekap per elemen, bahan Format 6",
            Axis.ELEMENTS,
            "recap_elements",
            NUMBER,
            replace(ELEMENT, width=2.2),
            Column(
                key="have", heading="Jumlah", kind=Kind.COUNT, group=_HAVE, compute="count_having",
                width=0.75,
            ),
            Column(
                key="have_names", heading="Nama desa", kind=Kind.NAMES, group=_HAVE,
                compute="list_having", width=3.6,
            ),
            Column(
                key="lack", heading="Jumlah", kind=Kind.COUNT, group=_LACK,
                compute="count_lacking", width=0.75,
            ),
            Column(
                key="lack_names", heading="Nama desa", kind=Kind.NAMES, group=_LACK,
                compute="list_lacking", width=4.4,
            ),
            Column(
                key="unknown", heading="Belum terdata", kind=Kind.NAMES, compute="list_unknown",
                width=2.2,
            ),
        ),
        _part(
            "Jumlah kecamatan",
            Axis.FACTS,
            "recap_sums",
            Column(key="label", heading="Uraian", kind=Kind.LABEL, width=5.0),
            Column(key="value", heading="Jumlah", kind=Kind.COUNT, width=2.0),
            span=0.66,
        ),
        _part(
            "Tantangan menurut kelompok",
            Axis.FACTS,
            "recap_challenges",
            Column(key="label", heading="Kelompok", kind=Kind.LABEL, width=2.2),
            Column(key="desa", heading="Jumlah desa", kind=Kind.COUNT, width=0.9),
            Column(key="said", heading="Tantangan", kind=Kind.LINES, width=7.0),
        ),
    ),
)  # fmt: skip
