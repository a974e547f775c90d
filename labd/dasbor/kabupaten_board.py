"""The kabupaten's dashboard as one value, the same for the page and for its paper."""

from dataclasses import dataclass
from typing import NamedTuple

from desa import waktu
from formats.render import cells
from formats.specs._shared import ELEMENTS
from formats.values import Hundredths
from labd.dasbor import figures, kabupaten
from labd.dasbor.kabupaten_gather import rows_of, sessions_of
from rakorcam.models import BudgetDocument, Kind


class Head(NamedTuple):
    """What stands above a column: the key that sorts by it, its label, and what is under that."""

    key: str
    label: str
    is_number: bool = False
    under: str = ""


@dataclass(slots=True)
class KabupatenBoard:
    """Everything the dashboard of a kabupaten in a period shows; the calendar is of one `year`.

    `documents` are those that all kecamatan share; `standings` the kabupaten's own of each.
    """

    kabupaten: object
    period: object
    today: object
    year: int
    documents: tuple
    rows: list
    standings: figures.HeatRow
    order: kabupaten.Order
    calendar: tuple

    @property
    def is_empty(self):
        """Return whether no kecamatan gave any figure or element yet."""
        return all(row.is_empty for row in self.rows)

    @property
    def neediest(self):
        """Return the id of the document furthest below target, else of the first, else None."""
        known = [one for one in self.standings.standings if one.has_gap]
        if known:
            return max(known, key=lambda one: one.gap.exact).document.id
        return self.documents[0].id if self.documents else None

    @property
    def desa_count(self):
        """Return how many desa the kecamatan have together."""
        return sum(len(row.data.desa) for row in self.rows)

    @property
    def boxes(self):
        """Return the kabupaten's own cells under the heat table."""
        return kabupaten.sum_boxes(self.standings.standings)

    @property
    def heads(self):
        """Return the Head of each document."""
        return [Head(one.id, one.label, True, _goal(one.target)) for one in self.documents]

    @property
    def element_heads(self):
        """Return the Head of each element."""
        return [Head(one.key, one.label) for one in ELEMENTS]

    @property
    def filled_heads(self):
        """Return the Head of each count of completeness."""
        return [Head(*one) for one in kabupaten.FILLED.items()]

    @property
    def plan_heads(self):
        """Return the Heads of meetings and plans."""
        return [
            *(Head(kind.value, f"Rakorcam {kind.value}") for kind in Kind),
            Head("rencana", "Rencana"),
            Head("lewat", "Terlambat", is_number=True),
            Head("lapor", "Belum lapor", is_number=True),
            *(Head(one.value, one.label, is_number=True) for one in BudgetDocument),
        ]

    def meetings(self, row):
        """Return (session or None, how it stands) for each kind of a KecamatanRow."""
        found = [row.sessions.get(kind) for kind in Kind]
        return [(one, kabupaten.session_words(one, self.today) if one else "") for one in found]

    @property
    def plan_rows(self):
        """Return (KecamatanRow, its meetings) in order."""
        return [(row, self.meetings(row)) for row in self.rows]

    @property
    def before(self):
        """Return the year before that of the calendar."""
        return self.year - 1

    @property
    def after(self):
        """Return the year after that of the calendar."""
        return self.year + 1

    def row(self, pk):
        """Return the KecamatanRow with this id as text, or None."""
        return next((one for one in self.rows if str(one.kecamatan.pk) == pk), None)


def _goal(target):
    """Return a target in 1/100 percent in words, also where there is none."""
    return "belum ada target" if target is None else f"target {cells.text(Hundredths(target))}"


def kabupaten_board(user, area, period, at, *, order="", year=None):
    """Return the KabupatenBoard of what a person may read of the Kabupaten `area`.

    `order` is a key of `kabupaten.orders`; another word stands for the first. Without `year` the
    calendar is of this one.
    """
    today = waktu.today(area, at)
    year = year or today.year
    sessions = sessions_of(user, area, period, year)
    told, rows = rows_of(area, period, today, sessions)
    documents = told.documents
    ways = kabupaten.orders(documents)
    way = ways.get(order) or ways[kabupaten.BY_GAP]
    rows.sort(key=way.first)
    return KabupatenBoard(
        kabupaten=area,
        period=period,
        today=today,
        year=year,
        documents=documents,
        rows=rows,
        standings=figures.HeatRow(area, kabupaten.whole(rows, documents)),
        order=way,
        calendar=kabupaten.calendar(
            [row.kecamatan for row in rows],
            [one for one in sessions if one.date.year == year],
            today,
        ),
    )
