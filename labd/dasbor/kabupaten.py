"""The kecamatan of a kabupaten side by side, from plain values: figures, their order, the calendar.

labd.dasbor.figures computes each figure of a kecamatan; here they are set beside each other, summed
for the kabupaten, and put in the order that the reader asks for.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from formats.recaps import CoverageFacts
from formats.render import cells
from formats.specs._shared import ELEMENTS
from formats.values import Hundredths, Share
from labd.dasbor.figures import HeatRow, PlanProgress, Standing
from labd.dasbor.window import APART, window_words
from rakorcam.models import BudgetDocument, ItemState, Kind, SessionState

BY_GAP, BY_NAME = "jarak", "kecamatan"
MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Budgeted:
    """In how many places one document was to take up a plan item, and in how many it did.

    A place is one desa of one item; what PTPD has not confirmed does not count.
    """

    document: BudgetDocument
    share: Share


@dataclass(frozen=True, slots=True)
class KecamatanRow:
    """One kecamatan in one period: the guide's documents, elements, completeness, meetings, plans.

    `elements` has a Tally per element, `filled` what `figures.completeness` gives, `sessions` the
    period's session of each Kind.
    """

    kecamatan: object
    data: object
    heat: HeatRow
    elements: tuple
    filled: tuple
    sessions: dict
    plans: PlanProgress
    budgets: tuple

    @property
    def silent(self):
        """Return how many items in time nobody reported on this quarter (PlanProgress)."""
        return len(self.plans.silent)

    @property
    def boxes(self):
        """Return its cells of the heat table."""
        return boxes(self.heat.standings)

    @property
    def element_cells(self):
        """Return (how many desa have it, its Tally) for each element."""
        return list(zip(self.have, self.elements, strict=True))

    @property
    def have(self):
        """Return per element how many of the desa have it."""
        of = len(self.data.desa)
        return tuple(Share(tally.sudah, of, "desa") for tally in self.elements)

    @property
    def is_empty(self):
        """Return whether no desa of it gave any figure or element yet."""
        untold = all(one.belum_diisi == len(self.data.desa) for one in self.elements)
        return self.heat.is_empty and untold

    @property
    def done(self):
        """Return how many of the plan items are *selesai*."""
        count = next((one for one in self.plans.counts if one.state == ItemState.SELESAI), None)
        return Share(count.share.part if count else 0, self.plans.total, "rencana")


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a heat table, written: its step, what it says, and under it what that means.

    `own` is the target that the kecamatan set itself, "" where the kabupaten's holds; `window` the
    twelve months of a flow, told of sums.
    """

    step: str
    reached: bool
    says: str
    means: str
    own: str = ""
    window: str = ""


def boxes(standings, *, tell_own=True):
    """Return a Box for each Standing; `tell_own` names a target that the kecamatan set itself."""
    return [
        Box(
            one.step,
            one.is_reached,
            *one.words,
            _own_target(one) if tell_own else "",
        )
        for one in standings
    ]


def sum_boxes(standings):
    """Return a Box for each Standing of the kabupaten; of a flow it tells the window."""
    found = zip(boxes(standings), standings, strict=True)
    return [replace(box, window=window_words(one, APART)) for box, one in found]


def _own_target(standing):
    document = standing.document
    return cells.text(Hundredths(document.target)) if document.target_reason else ""


def whole(rows, documents):
    """Return the kabupaten's Standing of each document against its own target.

    Sums over all desa that reported (rules.md 7), whatever target their kecamatan set itself.
    """
    return tuple(
        Standing(document, _summed([row.heat.standings[place].facts for row in rows], document))
        for place, document in enumerate(documents)
    )


def _summed(facts, document):
    told = [one for one in facts if one.is_filled]
    windows = {one.flow_until for one in told}
    return CoverageFacts(
        wajib=sum(one.wajib for one in told) if told else None,
        memiliki=sum(one.memiliki for one in told) if told else None,
        reported=sum(one.reported for one in told),
        of=sum(one.of for one in facts),
        target=document.target,
        unit=document.unit,
        note="; ".join(one.note for one in told if one.is_above and one.note),
        flow_until=windows.pop() if len(windows) == 1 else None,
    )


def desa_rows(row):
    """Return (desa, its boxes) of a KecamatanRow over all its documents, the furthest first."""
    found = [
        HeatRow(
            desa, tuple(Standing(one, row.data.coverage(desa, one)) for one in row.data.documents)
        )
        for desa in row.data.desa
    ]
    found.sort(key=lambda one: (one.is_empty, -one.points))
    return [(one.desa, boxes(one.standings, tell_own=False)) for one in found]


# --- Order ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort the rows: the word in the address, how it is told, what comes first."""

    key: str
    label: str
    first: object


def orders(documents):
    """Return every Order by its key, the one that holds when nobody asks first."""
    found = [
        Order(BY_GAP, "jumlah jarak semua dokumen, terbesar di atas", _furthest),
        Order(BY_NAME, "nama kecamatan", lambda row: row.kecamatan.name),
    ]
    for place, document in enumerate(documents):
        label = f"jarak {document.label}, terbesar di atas"
        found.append(Order(document.id, label, partial(_gap, place)))
    for place, element in enumerate(ELEMENTS):
        label = f"desa yang sudah punya {element.label}, paling sedikit di atas"
        found.append(Order(element.key, label, partial(_fewest, lambda row, n=place: row.have[n])))
    for place, key in enumerate(FILLED):
        label = f"{FILLED[key]}, paling sedikit di atas"
        share = partial(_fewest, lambda row, n=place: row.filled[n].share)
        found.append(Order(key, label, share))
    for kind in Kind:
        label = f"Rakorcam {kind.value}, yang belum ada di atas"
        found.append(Order(kind.value, label, partial(_meeting, kind)))
    found += [
        Order("rencana", "rencana selesai, paling sedikit di atas",
              partial(_fewest, lambda row: row.done)),
        Order("lewat", "rencana terlambat, terbanyak di atas", lambda row: -len(row.plans.late)),
        Order("lapor", "rencana belum dilaporkan, terbanyak di atas", lambda row: -row.silent),
    ]  # fmt: skip
    for place, document in enumerate(BudgetDocument):
        label = f"masuk {document.label}, paling sedikit di atas"
        share = partial(_fewest, lambda row, n=place: row.budgets[n].share)
        found.append(Order(document.value, label, share))
    return {one.key: one for one in found}


# What completeness counts, in its order, by the word that sorts by it.
FILLED = {
    "format-1": "Format 1 lengkap",
    "format-2": "Format 2 terdata",
    "format-4": "Format 4 terkirim",
    "format-5": "Format 5 terkirim",
}


def _furthest(row):
    return row.heat.is_empty, -row.heat.points


def _gap(place, row):
    standing = row.heat.standings[place]
    return not standing.has_gap, standing.points if standing.has_gap else 0


def _fewest(share_of, row):
    share = share_of(row)
    return share.whole == 0, Fraction(share.part, share.whole or 1)


def _meeting(kind, row):
    session = row.sessions.get(kind)
    return session is not None, session.date if session else None


# --- Meetings -------------------------------------------------------------------------------------


def session_words(session, today):
    """Return how a session stands on a day, in a word or two."""
    days = (session.date - today).days
    if session.state != SessionState.PERSIAPAN:
        return session.get_state_display().lower()
    if days < 0:
        return "tanggal lewat, belum dimulai"
    return f"{cells.text(days)} hari lagi" if days else "hari ini"


@dataclass(frozen=True, slots=True)
class Year:
    """One kecamatan in the calendar: its sessions month by month, and which kinds it lacks."""

    kecamatan: object
    months: tuple
    lacking: tuple


def calendar(places, sessions, today):
    """Return a Year for each kecamatan; `sessions` are those of one year, in order of their days.

    Each month holds (session, how it stands) pairs.
    """
    return tuple(_year(one, [s for s in sessions if s.kecamatan_id == one.pk], today)
                 for one in places)  # fmt: skip


def _year(kecamatan, sessions, today):
    months = tuple(
        tuple((one, session_words(one, today)) for one in sessions if one.date.month == month)
        for month in MONTHS
    )
    held = {one.kind for one in sessions}
    return Year(kecamatan, months, tuple(kind for kind in Kind if kind not in held))
