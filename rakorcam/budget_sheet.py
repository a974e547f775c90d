"""The recap of what plan items need as a Sheet: by source, by desa or kecamatan, and by year."""

from dataclasses import dataclass
from itertools import groupby

from formats.recaps import computed
from formats.render import cells
from formats.sheet import RowFacts, Table, build_sheet, with_parts
from formats.spec import Axis, Column, FormatSpec, Kind
from formats.values import Content, MonthSpan, Rupiah
from rakorcam.monitoring import budget_needs

UNKNOWN, FREE = "belum ada angka", "tanpa anggaran"
SHARED = "Kecamatan dan gabungan desa"
_NOTES = (
    "Rencana dihitung pada tahun mulainya. Rencana beberapa desa, atau semua desa, tidak dibagi "
    "per desa: jumlahnya ada di “Kecamatan dan gabungan desa”, desanya disebut di rincian. Yang "
    "belum ada angka tidak dihitung nol.",
)


@dataclass(frozen=True, slots=True)
class Sum:
    """What several Costs need together."""

    costs: tuple
    source: str = ""

    @property
    def count(self):
        """Return how many plan items there are."""
        return len(self.costs)

    @property
    def unpriced(self):
        """Return how many of them need money of which nobody said how much."""
        return sum(cost.is_unpriced for cost in self.costs)


@computed
def needed(total):
    """Return the rupiah of a Sum, or in words that none is known or none is needed."""
    priced = [cost.budget for cost in total.costs if cost.budget is not None]
    if priced:
        return Content(Rupiah(sum(priced)))
    return Content(UNKNOWN if total.unpriced else FREE)


def _count(key, heading, width=1.0, compute=""):
    return Column(
        key=key, heading=heading, kind=Kind.COUNT, width=width, compute=compute, total=True
    )


_UNPRICED = _count("unpriced", "Belum ada angka")
_NEEDED = _count("needed", "Kebutuhan", 1.5, "needed")
_SUMS = (_count("count", "Jumlah rencana"), _UNPRICED, _NEEDED)


def _part(title, label, *columns, **more):
    first = Column(key="label", heading=label, kind=Kind.LABEL, width=2.6)
    return FormatSpec(
        number=0, title=title, filled_by="sistem", rows=Axis.FACTS, source="budget",
        columns=(first, *columns), **more,
    )  # fmt: skip


SPEC = FormatSpec(
    number=0,
    label="Rekap kebutuhan anggaran",
    title="Rencana kegiatan LABD menurut sumber, tempat dan tahun",
    filled_by="sistem",
    rows=Axis.FACTS,
    source="budget",
    parts=(
        _part("Menurut sumber anggaran", "Sumber anggaran", *_SUMS, span=0.72),
        _part("Menurut desa atau kecamatan", "Desa atau kecamatan", *_SUMS, span=0.72),
        _part(
            "Rincian rencana",
            "Desa atau kecamatan",
            Column(key="source", heading="Sumber anggaran", kind=Kind.TEXT, width=1.4, total=True),
            Column(key="plans", heading="Rencana kegiatan", kind=Kind.LINES, width=5.5, total=True),
            _UNPRICED,
            _NEEDED,
        ),
    ),
)


def budget_sheet(costs, kecamatan, meeting):
    """Return the Sheet of the Costs of a Kecamatan; `meeting` says in words whose plans they are.

    Each year stands above what is in it, with its sum.
    """
    needs = budget_needs(costs)
    place = (kecamatan.name, kecamatan.kabupaten.name)
    around = Table(
        rows=(), place=place, is_sample=kecamatan.kabupaten.is_sample, meeting=(meeting,)
    )
    tables = (
        Table(rows=_by_year(needs, lambda need: need.source)),
        Table(rows=_by_year(needs, place_of)),
        Table(rows=_by_year(needs, lambda need: (place_of(need), need.source)), notes=_NOTES),
    )
    return with_parts(SPEC, build_sheet(SPEC, around), tables)


def place_of(need):
    """Return the name of a Need's place as the sheet writes it."""
    return need.place or SHARED


def _by_year(needs, key):
    """Return, for each year, its sum and then a row for each value of `key`."""
    rows = []
    for year, group in groupby(needs, key=lambda need: need.year):
        group = sorted(group, key=lambda need: _order(need, key))
        rows.append(RowFacts(str(year), f"Tahun {year}", _sum(group), role="total"))
        rows += [
            _row(f"{year}:{found}", found, list(inside))
            for found, inside in groupby(group, key=key)
        ]
    return tuple(rows)


def _order(need, key):
    """Put desa before what they share, which stands last."""
    return (SHARED in str(key(need)), key(need))


def _row(key, found, needs):
    label, source = found if isinstance(found, tuple) else (found, "")
    total = _sum(needs, source)
    return RowFacts(key, label, total, discussion={"plans": [_line(c) for c in total.costs]})


def _sum(needs, source=""):
    return Sum(tuple(cost for need in needs for cost in need.costs), source)


def _line(cost):
    """Return one plan item: what, and under it when, where and how much."""
    if cost.budget is None:
        money = FREE if cost.is_free else UNKNOWN
    else:
        money = cells.text(Rupiah(cost.budget))
    months = cells.text(MonthSpan(*cost.months)) if cost.months else ""
    where = "" if cost.place else cost.where
    return Content(cost.what, (cells.DOT.join(one for one in (months, where, money) if one),))
