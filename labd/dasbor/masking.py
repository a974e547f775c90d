"""What may go outside: counts of 1 to 4 people are masked, and whatever would give them back.

Plain values in, plain values out. One column is one document over the desa that reported it, and
their sum. Published of each are wajib, memiliki, those without, coverage, gap in points and in
people. Where one of the counts is 1 to 4, memiliki is masked and with it everything computed from
it; where wajib itself is 1 to 4, everything. Then further cells of the column are masked, the
smallest first and the sum last, until what is published no longer tells a masked count.

The reader is taken to know all of this: the totals, the targets, what each mark means, and that
nobody has a document who need not have it. docs/adr/0012 says what is guarded against and what not.
"""

from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from functools import lru_cache
from itertools import product

FEWEST_SHOWN = 5
SMALL = range(1, FEWEST_SHOWN)
# The other values that have to stay possible for a masked count: for a <5 the other three.
_OTHERS = 3
_STEPS = tuple(step for step in range(-2 * FEWEST_SHOWN, 2 * FEWEST_SHOWN + 1) if step)


class Mark(StrEnum):
    """What stands in place of a masked number: FEW of 1 to 4 people, HIDDEN of any number."""

    FEW = "<5"
    HIDDEN = "disamarkan"


class Veil(Enum):
    """How much of one place is masked."""

    OPEN = "tidak ada"
    MEMILIKI = "memiliki dan yang dihitung darinya"
    ALL = "semua"
    # Not even <5 is written: what belongs beside it is not all shown.
    SHUT = "semua, tanpa tanda <5"


@dataclass(frozen=True, slots=True)
class Count:
    """One document in one place: counts in people, the target in 1/100 percent or None."""

    wajib: int
    memiliki: int
    target: int | None = None

    @property
    def lacking(self):
        """Return how many do not have it; below zero it would say the same of memiliki."""
        return self.wajib - self.memiliki

    @property
    def goal(self):
        """Return how many must have it at the target, or None (rules.md 9)."""
        if self.target is None or not self.wajib:
            return None
        return -(-self.target * self.wajib // 10_000)

    @property
    def short(self):
        """Return the gap in people, or None."""
        return None if self.goal is None else max(0, self.goal - self.memiliki)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is published of a Count: each an int, a Mark, or None where there is no target."""

    wajib: object
    memiliki: object
    lacking: object
    short: object

    @property
    def is_open(self):
        """Return whether coverage and gap, which follow from the counts, may be shown."""
        return not isinstance(self.memiliki, Mark)


@dataclass(frozen=True, slots=True)
class Column:
    """The Veil of each place of a column, and of their sum."""

    places: tuple[Veil, ...]
    total: Veil

    @property
    def is_open(self):
        """Return whether nothing is masked: only then may further sums be shown."""
        return {*self.places, self.total} == {Veil.OPEN}


def shown(count, veil):
    """Return the Shown of a Count under a Veil.

    A <5 is written only where, by what stands beside it, each of 1, 2, 3 and 4 is possible.
    """
    if veil is Veil.OPEN:
        return Shown(count.wajib, count.memiliki, max(0, count.lacking), count.short)
    if veil is Veil.ALL:
        return _all_masked(count)
    if veil is Veil.SHUT:
        return Shown(*[Mark.HIDDEN] * 3, None if count.target is None else Mark.HIDDEN)
    marks = [Mark.HIDDEN] * 3
    place = _telling(count)
    if place is not None:
        marks[place] = Mark.FEW
    if count.goal is None:
        marks[2] = None
    return Shown(count.wajib, *marks)


def _all_masked(count):
    aside = None if count.target is None else Mark.HIDDEN
    if count.wajib not in SMALL:
        return Shown(Mark.HIDDEN, Mark.HIDDEN, Mark.HIDDEN, aside)
    # Where wajib is that small, so is all the rest: no mark tells 0 from 1 to 4.
    memiliki = Mark.FEW if count.memiliki < FEWEST_SHOWN else Mark.HIDDEN
    return Shown(Mark.FEW, memiliki, Mark.FEW, aside and Mark.FEW)


def _telling(count):
    """Return which of memiliki, lacking and short is written as <5, or None.

    Only where its four numbers stand apart from those that would be masked for another reason:
    else who knows how the marks are chosen could tell from a mark, or from there being none.
    """
    goal = count.goal or 0
    spans = [set(range(top - FEWEST_SHOWN + 1, top)) for top in (FEWEST_SHOWN, count.wajib, goal)]
    place = next((n for n, span in enumerate(spans) if count.memiliki in span), None)
    if place is None or any(span & spans[place] not in (set(), spans[place]) for span in spans):
        return None
    return place


def total_of(counts):
    """Return the Count of the sum of `counts`, which have one target."""
    return Count(
        sum(one.wajib for one in counts),
        sum(one.memiliki for one in counts),
        counts[0].target if counts else None,
    )


def column(counts):
    """Return the Column for the Counts of one document, of every place that reported it."""
    counts = tuple(counts)
    veils = _chosen(counts)
    # So few people in all that even masked marks would tell: nothing of the column is shown.
    return veils if _leaves_doubt(counts, veils) else _closed(counts)


def halves(parts, whole, beside):
    """Return the Veils of the two parts of a sum (L and P) over the desa that recorded both.

    `whole` is the Count of all desa that reported, `beside` the Column it is published in. Nothing
    by desa is published of the parts. A sum over only some desa would tell of the others, unless
    each of them is shown; a part of a masked sum would narrow it.
    """
    is_told = beside.is_open or (beside.total is Veil.OPEN and total_of(parts) == whole)
    found = column(parts) if is_told else None
    if found is None or found.total is not Veil.OPEN:
        return Veil.SHUT, Veil.SHUT
    return found.places


def _closed(counts):
    return Column((Veil.ALL,) * len(counts), Veil.ALL)


def _chosen(counts):
    """Return the Column in which every masked number could be another with the same published."""
    if not counts:
        return Column((), Veil.OPEN)
    whole = [*counts, total_of(counts)]
    # By wajib alone, so that two documents for the same people are masked at the same desa.
    order = sorted(range(len(counts)), key=lambda place: (whole[place].wajib, place))
    order.append(len(counts))
    wide = {place for place, one in enumerate(whole) if one.wajib in SMALL}
    wide = _covered([_room_of_wajib(one) for one in whole], wide, order)
    narrow = wide | {place for place, one in enumerate(whole) if _is_small(one)}
    rooms = [
        _room_of_memiliki(one, Veil.ALL if place in wide else Veil.MEMILIKI)
        for place, one in enumerate(whole)
    ]
    narrow = _covered(rooms, narrow, order)
    if any(not _reached(place, narrow, rooms) for place in narrow):
        return _closed(counts)
    veils = tuple(
        Veil.ALL if place in wide else Veil.MEMILIKI if place in narrow else Veil.OPEN
        for place in range(len(whole))
    )
    return Column(veils[:-1], veils[-1])


def _is_small(count):
    return any(one in SMALL for one in (count.memiliki, count.lacking, count.short))


@lru_cache(4096)
def _room_of_wajib(count):
    """Return the steps by which wajib could be another with the same mark in its place."""
    is_few = count.wajib in SMALL
    return {
        step for step in _STEPS if (other := count.wajib + step) >= 0 and (other in SMALL) is is_few
    }


@lru_cache(4096)
def _room_of_memiliki(count, veil):
    """Return the steps by which memiliki could be another with all the same published."""
    highest = count.wajib if count.memiliki <= count.wajib else None
    told = shown(count, veil)
    return {
        step
        for step in _STEPS
        if (other := count.memiliki + step) >= 0
        and (highest is None or other <= highest)
        and shown(replace(count, memiliki=other), veil) == told
    }


def _covered(rooms, masked, order):
    """Return `masked` with as many further places as keep each of them from being computed.

    `rooms` are the steps each place can take, the sum's last; `order` says who is taken first.
    """
    masked = set(masked)
    while lonely := [place for place in masked if not _is_covered(place, masked, rooms)]:
        free = [place for place in order if place not in masked and rooms[place]]
        if not free:
            break
        masked.add(max(free, key=lambda one: (_helped(one, lonely, masked, rooms),
                                              -order.index(one))))  # fmt: skip
    return masked


def _helped(one, lonely, masked, rooms):
    """Return of how much use it is to mask `one` more place: how many others it covers."""
    more = masked | {one}
    covered = sum(_is_covered(place, more, rooms) for place in lonely)
    return covered + _is_covered(one, more, rooms)


def _is_covered(place, masked, rooms):
    return len(_reached(place, masked, rooms)) >= min(_OTHERS, len(rooms[place]))


def _reached(place, masked, rooms):
    """Return the steps a place can take that another masked one can balance.

    Two desa step against each other; a desa and the sum step together.
    """
    total, found = len(rooms) - 1, set()
    for other in masked - {place}:
        back = 1 if total in (place, other) else -1
        found |= {step for step in rooms[place] if back * step in rooms[other]}
    return found


# --- Against who knows how all this is chosen -----------------------------------------------------


def _leaves_doubt(counts, veils):
    """Return whether each small number could be another where the very same would be published.

    What is masked follows from the counts, so a reader who knows the rules can try which counts
    would have been masked just so.
    """
    if veils.is_open or veils == _closed(counts):
        return True
    told = _rows(counts, veils)
    asked = {
        (place, name)
        for place, one in enumerate(_with_total(counts))
        for name, mark in zip(_NUMBERS, told[place], strict=True)
        if isinstance(mark, Mark) and getattr(one, name) in SMALL
    }
    while asked:
        one = min(asked)
        for other in _neighbours(counts, veils, *one):
            found = _differing(counts, other)
            if one in found and _rows(other, veils) == told and _chosen(other) == veils:
                asked -= found
                break
        else:
            return False
    return True


_NUMBERS = ("lacking", "memiliki", "short", "wajib")
# By how many another of the four numbers behind a <5 differs.
_NEAR = sorted((step for step in range(-_OTHERS, _OTHERS + 1) if step), key=abs)


def _with_total(counts):
    return (*counts, total_of(counts))


def _differing(counts, other):
    """Return (place, name) of the numbers in which two columns differ."""
    pairs = enumerate(zip(_with_total(counts), _with_total(other), strict=True))
    return {
        (place, name)
        for place, (one, moved) in pairs
        for name in _NUMBERS
        if getattr(one, name) != getattr(moved, name)
    }


def _rows(counts, veils):
    """Return what is published of each place, and last of the sum."""
    pairs = zip(_with_total(counts), (*veils.places, veils.total), strict=True)
    told = [shown(one, veil) for one, veil in pairs]
    return [tuple(getattr(one, name) for name in _NUMBERS) for one in told]


def _neighbours(counts, veils, place, name):
    """Yield columns with a few people moved between masked places, or away, to change a number.

    `place` is that of the number; after the last place it is the sum's.
    """
    masked = [one for one, veil in enumerate(veils.places) if veil is not Veil.OPEN]
    away = [] if veils.total is Veil.OPEN else [None]
    if place == len(counts):
        ways = [(one, None) for one in masked]
    else:
        ways = [(place, other) for other in (*masked, *away) if other != place]
    kinds = ((1, 0), (1, 1)) if name == "wajib" else ((0, 1), (1, 1), (1, 0))
    for step, (one, other), kind in product(_NEAR, ways, kinds):
        moved = list(counts)
        moved[one] = _moved(counts[one], step, kind)
        if other is not None:
            moved[other] = _moved(counts[other], -step, kind)
        if all(
            0 <= now.memiliki <= now.wajib
            for now in (moved[one], moved[one if other is None else other])
        ):
            yield moved


def _moved(count, step, kind):
    wajib, memiliki = kind
    return replace(
        count, wajib=count.wajib + step * wajib, memiliki=count.memiliki + step * memiliki
    )
