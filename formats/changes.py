"""What changed between two rounds: coverage and elements of two Data side by side.

Plain values in, plain values out. A change is told only of what can be compared: figures given in
both rounds, flows between two windows of twelve months (rules.md 11), a family of desa that was
split in between taken together (rules.md 29). Missing is never zero.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from formats.recaps import CoverageFacts, computed, percent, sum_coverage, tally
from formats.specs._shared import ELEMENTS
from formats.values import Content, Missing, Share, Shift, State

SPLIT = "pemekaran"
BETTER, WORSE = "membaik", "menurun"
NEWLY_TOLD, NO_LONGER_TOLD = "baru terdata", "tidak terdata lagi"
_RANK = {State.BELUM: 0, State.SEBAGIAN: 1, State.SUDAH: 2}


@dataclass(frozen=True, slots=True)
class Unit:
    """What is compared as one: a desa, or a family of desa split between the rounds.

    `before` and `after` are the DesaFacts it had in each round. Of a family that the reader sees
    only in part, each desa is a unit of its own whose change is not told (`is_alone`).
    """

    before: tuple
    after: tuple
    is_split: bool = False
    is_alone: bool = False

    @property
    def key(self):
        """Return the id of its first desa."""
        return (self.after or self.before)[0].id

    @property
    def label(self):
        """Return the names of its desa: as they are now, else as they were."""
        return " dan ".join(desa.name for desa in self.after or self.before)

    @property
    def code(self):
        """Return the code by which it is put in order."""
        return min(desa.code for desa in (*self.before, *self.after))


@dataclass(frozen=True, slots=True)
class CoverageChange:
    """Coverage of one type in two rounds; `why` says why the change is not told, "" if it is.

    The change itself is between `compared`, two CoverageFacts: of the kecamatan those desa that
    gave figures in both rounds, of which `shared` tells how many (None: all of them).
    """

    before: CoverageFacts
    after: CoverageFacts
    compared: tuple = ()
    why: str = ""
    shared: Share | None = None
    before_memiliki = property(lambda self: self.before.memiliki)
    before_wajib = property(lambda self: self.before.wajib)
    after_memiliki = property(lambda self: self.after.memiliki)
    after_wajib = property(lambda self: self.after.wajib)

    @property
    def people(self):
        """Return by how many more have the document, or None where that is not told."""
        if self.why:
            return None
        then, now = self.compared
        return now.memiliki - then.memiliki

    @property
    def points(self):
        """Return the change of coverage in exact points of percent, or None."""
        if self.why or not all(facts.wajib for facts in self.compared):
            return None
        then, now = (Fraction(100 * one.memiliki, one.wajib) for one in self.compared)
        return now - then


@dataclass(frozen=True, slots=True)
class ElementChange:
    """One element of one unit that is not in the same state as before; `way` says how it went.

    `before` and `after` are (desa name, State) pairs, several only in a split family.
    """

    unit: Unit
    element: str
    before: tuple
    after: tuple
    way: str


@dataclass(frozen=True, slots=True)
class ElementSums:
    """One element of the kecamatan: the Tally of each round, and how many units went which way."""

    before: object
    after: object
    better: int
    worse: int
    before_sudah = property(lambda self: self.before.sudah)
    before_sebagian = property(lambda self: self.before.sebagian)
    before_belum = property(lambda self: self.before.belum)
    before_unknown = property(lambda self: self.before.belum_diisi)
    after_sudah = property(lambda self: self.after.sudah)
    after_sebagian = property(lambda self: self.after.sebagian)
    after_belum = property(lambda self: self.after.belum)
    after_unknown = property(lambda self: self.after.belum_diisi)


@dataclass(frozen=True)
class Rounds:
    """Two Data of one kecamatan, the earlier first, and the families split in between (id sets)."""

    before: object
    after: object
    families: tuple = ()

    @property
    def is_whole(self):
        """Return whether the reader sees all desa, so that sums of the kecamatan are shown."""
        return self.before.is_whole and self.after.is_whole

    @property
    def labels(self):
        """Return the names of both rounds."""
        return self.before.header.period, self.after.header.period

    def units(self):
        """Return the Units in the order of their codes."""
        return self._units

    @cached_property
    def _units(self):
        then = {desa.id: desa for desa in self.before.desa}
        now = {desa.id: desa for desa in self.after.desa}
        made, seen = [], set()
        for one in {**then, **now}:
            family = next((ids for ids in self.families if one in ids), None)
            members = family if family and self.is_whole else {one}
            if one in seen:
                continue
            seen |= members
            made.append(
                Unit(
                    tuple(desa for key, desa in then.items() if key in members),
                    tuple(desa for key, desa in now.items() if key in members),
                    is_split=family is not None,
                    is_alone=family is not None and not self.is_whole,
                )
            )
        return tuple(sorted(made, key=lambda unit: unit.code))

    def flow_apart(self, kind):
        """Return why a type cannot be compared because it is a flow, "" when it can."""
        if not kind.flow:
            return ""
        return flows_apart(self.before.header.day, self.after.header.day, *self.labels)

    def of_unit(self, unit, kind):
        """Return the CoverageChange of one unit and one type."""
        then = _sum(self.before, unit.before, kind)
        now = _sum(self.after, unit.after, kind)
        return CoverageChange(then, now, (then, now), self._why(unit, kind, then, now))

    def of_kecamatan(self, kind):
        """Return the CoverageChange of the kecamatan: over the desa told in both rounds."""
        then, now = self.before.total(kind), self.after.total(kind)
        if why := self.flow_apart(kind):
            return CoverageChange(then, now, why=why)
        told = [(u, c) for u in self.units() if not (c := self.of_unit(u, kind)).why]
        if not told:
            why = "tidak ada desa yang terisi di kedua periode"
            return CoverageChange(then, now, why=why)
        compared = tuple(
            sum_coverage(
                [getattr(change, side) for _unit, change in told], of=len(told), unit=kind.unit
            )
            for side in ("before", "after")
        )
        number, of = sum(len(unit.after) for unit, _change in told), len(self.after.desa)
        is_all = number == of and len(told) == len(self.units())
        shared = None if is_all else Share(number, of, "desa yang terisi di kedua periode")
        return CoverageChange(then, now, compared, shared=shared)

    def _why(self, unit, kind, then, now):
        if unit.is_alone:
            return SPLIT
        first, last = self.labels
        if not unit.before:
            return f"belum ada pada {first}"
        if not unit.after:
            return f"tidak ada lagi pada {last}"
        if then.reported < then.of or now.reported < now.of:
            rounds = ((first, then), (last, now))
            empty = [label for label, facts in rounds if facts.reported < facts.of]
            return f"belum diisi {' dan '.join(empty)}"
        return self.flow_apart(kind)

    def element_changes(self):
        """Return the ElementChanges, by desa in order and by element within."""
        return tuple(
            change
            for unit in self.units()
            for element in ELEMENTS
            if (change := self._element(unit, element.key))
        )

    def _element(self, unit, key):
        if not (unit.before and unit.after):
            return None
        then = tuple((one.name, self.before.element(one, key).state) for one in unit.before)
        now = tuple((one.name, self.after.element(one, key).state) for one in unit.after)
        if {state for _name, state in then} == {state for _name, state in now}:
            return None
        way = SPLIT if unit.is_split else way_of(then[0][1], now[0][1])
        return ElementChange(unit, key, then, now, way)

    def element_sums(self, changes):
        """Return element key -> ElementSums; `changes` are this comparison's ElementChanges."""
        return {
            element.key: ElementSums(
                *(
                    tally(data.element(desa, element.key).state for desa in data.desa)
                    for data in (self.before, self.after)
                ),
                *(
                    sum(one.element == element.key and one.way == way for one in changes)
                    for way in (BETTER, WORSE)
                ),
            )
            for element in ELEMENTS
        }


def _sum(data, desa, kind):
    """Return the CoverageFacts of a unit: of a single desa its own, with its note."""
    facts = [data.coverage(one, kind) for one in desa]
    if len(facts) == 1:
        return facts[0]
    return sum_coverage(facts, of=len(facts), unit=kind.unit)


def flows_apart(then, now, before, after):
    """Return why counts of twelve months to two data dates cannot be compared, "" when they can.

    `then` and `now` are the data dates (None while nobody wrote them) of the rounds named `before`
    and `after` (rules.md 11).
    """
    if now is None:
        return f"tanggal data {after} belum diisi"
    if then is None:
        return f"tanggal data {before} belum diisi"
    if then >= now:
        return f"tanggal datanya tidak sesudah tanggal data {before}"
    return ""


def way_of(before, after):
    """Return how an element went from one State to another, "" when it stayed."""
    if before is after:
        return ""
    if before is State.BELUM_DIISI:
        return NEWLY_TOLD
    if after is State.BELUM_DIISI:
        return NO_LONGER_TOLD
    return BETTER if _RANK[after] > _RANK[before] else WORSE


# --- The columns ----------------------------------------------------------------------------------


@computed
def percent_before(change):
    """Return the coverage of the earlier round, with n dari m desa where some are missing."""
    return _percent(change.before)


@computed
def percent_after(change):
    """Return the coverage of the later round, with n dari m desa where some are missing."""
    return _percent(change.after)


def _percent(facts):
    """Return what `percent` says; a figure above its whole is flagged where it is typed."""
    content = percent(facts)
    is_partial = 0 < facts.reported < facts.of
    told = (Share(facts.reported, facts.of, "desa"),) if is_partial else ()
    return Content(content.value, (*content.detail, *told))


@computed
def change_people(change):
    """Return by how many more have the document as a Shift, or NOT_COMPARED with the reason."""
    if change.people is None:
        return Content(Missing.NOT_COMPARED, (change.why,))
    return Content(
        Shift(change.people, change.after.unit), (change.shared,) if change.shared else ()
    )


@computed
def change_points(change):
    """Return the change of coverage in points, NO_DENOMINATOR where a wajib is zero."""
    if change.why:
        return Content(Missing.NOT_COMPARED)
    if change.points is None:
        return Content(Missing.NO_DENOMINATOR, ("wajib 0",))
    return Content(Shift(change.points, "poin"))
