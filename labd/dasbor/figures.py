"""What the dashboard shows, computed from one kecamatan's Data: plain values in, plain values out.

Cards per document, the heat table of gaps, elements, completeness; formats.recaps computes each
coverage and gap, here they are only put in order.
"""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from formats.changes import change_points
from formats.recaps import CoverageFacts, gap, percent, sum_coverage, tally, target
from formats.render import cells
from formats.specs._shared import ELEMENTS
from formats.values import Amount, Content, Gap, Missing, Ratio, Share, State

# Steps of the heat table: the class of a gap in points up to and including the bound.
STEPS = ((0, "p0"), (2, "p1"), (10, "p2"), (20, "p3"))
FURTHEST, EMPTY, PLAIN = "p4", "p-nihil", ""
BY_GAP, BY_NAME = "jarak", "desa"


@dataclass(frozen=True)
class Standing:
    """Coverage of one document, in one desa or summed over the kecamatan, against its target.

    `change` is the CoverageChange since the round before, None where nobody asked or there is none.
    """

    document: object
    facts: CoverageFacts
    change: object = None

    @cached_property
    def coverage(self):
        """Return the coverage as `percent` tells it."""
        return percent(self.facts)

    @property
    def target(self):
        """Return the target as `target` tells it."""
        return target(self.facts)

    @cached_property
    def gap(self):
        """Return the Gap, or the Missing that says why there is none."""
        return gap(self.facts).value

    @cached_property
    def has_gap(self):
        """Return whether coverage and target are both there to be compared."""
        return isinstance(self.gap, Gap)

    @cached_property
    def is_below(self):
        """Return whether the target is not reached."""
        return self.has_gap and self.gap.exact.numerator > 0

    @cached_property
    def missing(self):
        """Return how many points are missing to its target, below zero above it, or None."""
        return self.gap.exact * 100 if self.has_gap else None

    @property
    def points(self):
        """Return by how many points it lies above (+) or below (−) its target, or None."""
        return -self.missing if self.has_gap else None

    @property
    def shift(self):
        """Return the change in points as `change_points` tells it, or None."""
        return self.change and change_points(self.change).value

    @property
    def short(self):
        """Return the people missing as an Amount, or None."""
        return Amount(self.gap.people, self.gap.unit) if self.is_below else None

    @property
    def is_reached(self):
        """Return whether the target is there and reached."""
        return self.has_gap and not self.is_below

    @cached_property
    def words(self):
        """Return what its cell of the heat table says, and under it what that stands for."""
        if self.is_below:
            return cells.text(self.points), cells.text(self.short)
        if self.is_reached:
            return cells.text(self.coverage.value), "tercapai"
        if isinstance(self.coverage.value, Ratio):
            return cells.text(self.coverage.value), "tanpa target"
        return cells.NONE, "belum diisi" if not self.facts.is_filled else "wajib 0"

    @property
    def share(self):
        """Return n of m people."""
        return Share(self.facts.memiliki, self.facts.wajib, self.facts.unit)

    @property
    def reach(self):
        """Return from how many desa it was counted."""
        return Share(self.facts.reported, self.facts.of, "desa")

    @cached_property
    def step(self):
        """Return the class of its place in the heat table: darker the further below."""
        if not self.has_gap:
            return PLAIN if self.facts.is_filled else EMPTY
        part, whole = self.missing.as_integer_ratio()
        return next((name for bound, name in STEPS if part <= bound * whole), FURTHEST)

    @property
    def bar(self):
        """Return the length of its bar, 0 to 100, as an SVG attribute."""
        ratio = self.coverage.value
        return _length(ratio.percent if isinstance(ratio, Ratio) else 0)

    @property
    def tick(self):
        """Return where the target stands beside the bar, kept inside, as an SVG attribute."""
        return _length(min(Fraction(self.facts.target, 100), Fraction(986, 10)))


def _length(number):
    return f"{min(float(number), 100):.1f}"


@dataclass(frozen=True)
class HeatRow:
    """One desa of the heat table with a Standing per document."""

    desa: object
    standings: tuple

    @cached_property
    def points(self):
        """Return the sum of its gaps in points: what the table is sorted by."""
        return sum((one.missing for one in self.standings if one.is_below), Fraction(0))

    @property
    def cells(self):
        """Return its cells, written: (class, whether reached, what it says, what that means)."""
        return [(one.step, one.is_reached, *one.words) for one in self.standings]

    @property
    def is_empty(self):
        """Return whether nothing of it was filled in."""
        return not any(one.facts.reported for one in self.standings)


@dataclass(frozen=True, slots=True)
class Heat:
    """Desa × document: the gap to the target, the kecamatan's own, and what is short together.

    `shortfalls` is per document the sum of the people missing in the desa below their target: not
    the kecamatan's gap, in which desa above make up for others (rules.md 9).
    """

    rows: tuple
    totals: HeatRow
    shortfalls: tuple
    order: str


def totals(data, rounds=None):
    """Return the kecamatan's Standing of every document, with its change over `rounds`."""
    if rounds is None:
        return tuple(Standing(one, data.total(one)) for one in data.documents)
    changes = ((one, rounds.of_kecamatan(one)) for one in data.documents)
    return tuple(Standing(one, change.after, change) for one, change in changes)


def heat(data, totals, order=BY_GAP):
    """Return the Heat of a kecamatan with the Standings `totals` of the whole, furthest desa first.

    `order` is BY_GAP (the sum of the gaps), BY_NAME, or a document's id; another word is BY_GAP.
    """
    rows = [
        HeatRow(desa, tuple(Standing(one, data.coverage(desa, one)) for one in data.documents))
        for desa in data.desa
    ]
    places = {document.id: place for place, document in enumerate(data.documents)}
    if order == BY_NAME:
        rows.sort(key=lambda row: (row.desa.name, row.desa.code))
    elif order in places:
        rows.sort(key=lambda row: _worst_first(row.standings[places[order]]))
    else:
        order = BY_GAP
        rows.sort(key=lambda row: (row.is_empty, -row.points))
    return Heat(tuple(rows), HeatRow(None, totals), tuple(_shortfalls(rows, data.documents)), order)


def _worst_first(standing):
    """Return the key that puts the widest gap first and what is not known last."""
    return (not standing.has_gap, standing.points if standing.has_gap else 0)


def _shortfalls(rows, documents):
    for place, document in enumerate(documents):
        below = [row.standings[place] for row in rows if row.standings[place].is_below]
        yield Content(
            Amount(sum(one.gap.people for one in below), document.unit),
            (Share(len(below), len(rows), "desa"),),
        )


def furthest(rows, document):
    """Return the DesaFacts furthest below its target of a document among HeatRows, else None."""
    found = furthest_standing(rows, document)
    return found and found[0]


def furthest_standing(rows, document):
    """Return (DesaFacts, Standing) of the desa furthest below its target in points, else None."""
    below = [
        (row.desa, one)
        for row in rows
        for one in row.standings
        if one.document.id == document.id and one.is_below
    ]
    return max(below, key=lambda found: found[1].gap.exact, default=None)


def neediest(totals):
    """Return the document furthest below target in the kecamatan, else the first, else None."""
    known = [one for one in totals if one.has_gap]
    if known:
        return max(known, key=lambda one: one.gap.exact).document
    return totals[0].document if totals else None


# --- Elements and completeness --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ElementColumn:
    """One element over all desa, with its Tally."""

    element: object
    tally: object


def element_columns(data):
    """Return an ElementColumn for each of the five elements."""
    return tuple(
        ElementColumn(one, tally(data.element(desa, one.key).state for desa in data.desa))
        for one in ELEMENTS
    )


def element_rows(data):
    """Return (desa, (shape, word, note) per element) for every desa."""
    return tuple(
        (desa, tuple(_state_words(data.element(desa, one.key)) for one in ELEMENTS))
        for desa in data.desa
    )


def _state_words(facts):
    if facts.state is State.BELUM_DIISI:
        return "terdata", cells.text(Missing.NOT_TOLD), facts.note
    return facts.state.value, cells.text(facts.state), facts.note


@dataclass(frozen=True, slots=True)
class Filled:
    """How many desa gave something whole, and the DesaFacts of those that did not."""

    label: str
    share: Share
    lacking: tuple

    @property
    def missing(self):
        """Return the names of the desa that did not."""
        return tuple(desa.name for desa in self.lacking)


def completeness(data, questionnaires=()):
    """Return a Filled for Formats 1 and 2 and for each questionnaire.

    `questionnaires` are (label, ids of the desa that have not sent it).
    """
    types = len(data.documents)
    return (
        _filled("Format 1 lengkap", data, [
            desa for desa in data.desa if not types or data.filled_types(desa) < types
        ]),
        _filled("Format 2 terdata", data, [
            desa for desa in data.desa if data.filled_elements(desa) < data.element_count
        ]),
        *(
            _filled(f"{label} terkirim", data, [desa for desa in data.desa if desa.id in late])
            for label, late in questionnaires
        ),
    )  # fmt: skip


def _filled(label, data, lacking):
    whole = len(data.desa)
    return Filled(label, Share(whole - len(lacking), whole, "desa"), tuple(lacking))


# --- Laki-laki and perempuan ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BySex:
    """The kecamatan's Standing of one document for each sex, over the desa that recorded all."""

    document: object
    men: Standing
    women: Standing

    @property
    def sexes(self):
        """Return both, laki-laki first."""
        return self.men, self.women


def by_sex(data, documents=None):
    """Return a BySex for each document (of `documents`, else all) any desa recorded by L and P.

    A desa counts when all four counts are there.
    """
    found, parts = [], data.parts
    for document in data.documents if documents is None else documents:
        told = [
            parts[desa.id, document.id]
            for desa in data.desa
            if None not in parts.get((desa.id, document.id), (None,))
        ]
        if told:
            men, women = (_of_sex(document, told, place, len(data.desa)) for place in (0, 1))
            found.append(BySex(document, men, women))
    return tuple(found)


def _of_sex(document, told, place, of):
    facts = [CoverageFacts(one[place], one[place + 2], 1) for one in told]
    return Standing(
        document, sum_coverage(facts, of=of, target=document.target, unit=document.unit)
    )


# --- Plans ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """One agreed item: its state, whether late, which desa did not report, which are `left`."""

    key: str
    number: int
    row: str
    what: str
    places: tuple
    months: object
    state: str
    is_late: bool = False
    silent: tuple = ()
    left: tuple = ()


@dataclass(frozen=True, slots=True)
class PlanCount:
    """How many items are in a state (an ItemState), and how many of those are late."""

    state: str
    share: Share
    late: int


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """The agreed items counted by state, and those that are late or unreported, by name."""

    counts: tuple
    late: tuple
    silent: tuple
    total: int


def plan_progress(items, states):
    """Return the PlanProgress of PlanFacts; `states` gives the order in which they are counted."""
    numbers = Counter(one.state for one in items)
    late = Counter(one.state for one in items if one.is_late)
    return PlanProgress(
        counts=tuple(
            PlanCount(state, Share(numbers[state], len(items), "rencana"), late[state])
            for state in states
            if numbers[state]
        ),
        late=tuple(one for one in items if one.is_late),
        silent=tuple(one for one in items if one.silent and not one.is_late),
        total=len(items),
    )
