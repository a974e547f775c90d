"""Every computation over what was done: states, sums, quarters, budget needs.

Plain values in, plain values out; no database, no formatting (rules.md 21 and 22).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from rakorcam.models.plans import ItemState

CLOSED = (ItemState.SELESAI, ItemState.DIBATALKAN, ItemState.DILANJUTKAN)
_DONE_WITH = (ItemState.SELESAI, ItemState.DIBATALKAN)
_MOVING = (ItemState.BERJALAN, ItemState.SELESAI)


@dataclass(frozen=True, slots=True)
class Entry:
    """One progress entry as a value, in the order it was made; `desa` is an id, "" for none.

    `number` is what has been reached so far; `meeting` names the session it was typed in, "" for
    an entry of between the meetings.
    """

    desa: str
    date: date
    state: str
    number: int | None = None
    done: str = ""
    obstacle: str = ""
    confirmed: bool = True
    meeting: str = ""


def last_confirmed(entries):
    """Return desa id -> its last confirmed Entry; `entries` come oldest first."""
    return {entry.desa: entry for entry in entries if entry.confirmed}


def waiting(entries):
    """Return the entries that PTPD has not confirmed, in their order: shown, counted nowhere."""
    return tuple(entry for entry in entries if not entry.confirmed)


def reached(entries):
    """Return the sum over desa of the last confirmed number, or None when nobody gave one.

    A later entry without a number does not take back what was reached before.
    """
    numbers = {
        entry.desa: entry.number
        for entry in entries
        if entry.confirmed and entry.number is not None
    }
    return sum(numbers.values()) if numbers else None


def item_state(desa, entries, state_set="", *, is_carried=False):
    """Return the ItemState of an item (rules.md 21).

    `desa` are the ids it names; without any its own entries, under "", stand for them. What PTPD
    set comes before what the entries say, carrying over before both.
    """
    if is_carried:
        return ItemState.DILANJUTKAN
    if state_set:
        return ItemState(state_set)
    told = last_confirmed(entries)
    states = [told[one].state if one in told else None for one in desa or ("",)]
    if all(state in _DONE_WITH for state in states):
        return ItemState.SELESAI
    if ItemState.TERHAMBAT in states:
        return ItemState.TERHAMBAT
    if any(state in _MOVING for state in states):
        return ItemState.BERJALAN
    return ItemState.DIRENCANAKAN


def unfinished(desa, entries):
    """Return those of `desa` (ids) that are not done with an item, in their order."""
    told = last_confirmed(entries)
    return tuple(one for one in desa if one not in told or told[one].state not in _DONE_WITH)


def is_open(state):
    """Return whether an item in this state still waits for something to be done."""
    return state not in CLOSED


# --- Quarters (rules.md 22) -----------------------------------------------------------------------

_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter; `number` runs from 1 to 4."""

    year: int
    number: int

    @property
    def start(self):
        """Return its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self):
        """Return its last day."""
        return self.next.start - timedelta(days=1)

    @property
    def next(self):
        """Return the quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def label(self):
        """Return "Triwulan III 2026"."""
        return f"Triwulan {_ROMAN[self.number - 1]} {self.year}"

    def holds(self, day):
        """Return whether `day` lies in it."""
        return quarter_of(day) == self


def quarter_of(day):
    """Return the Quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def month_after(month):
    """Return the first day of the month after the one that `month` lies in."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months_from(first, from_month, to_month):
    """Return the months of an activity that goes on from the month `first` at the earliest.

    One whose last month is past by then takes as long as it had, at most two years.
    """
    start = max(first, from_month)
    if to_month >= start:
        return start, to_month
    length = 12 * (to_month.year - from_month.year) + to_month.month - from_month.month
    years, month = divmod(start.month - 1 + min(length, 23), 12)
    return start, date(start.year + years, month + 1, 1)


def is_late(to_month, state, today):
    """Return whether an item is *terlambat*: its last month has ended and it is open."""
    return is_open(state) and today >= month_after(to_month)


def is_due(from_month, to_month, state, today):
    """Return whether an open item is carried out in the quarter of `today`."""
    quarter = quarter_of(today)
    begins, ends = from_month <= quarter.end, month_after(to_month) > quarter.start
    return is_open(state) and begins and ends


def silent(desa, from_month, state, entries, today):
    """Return the ids of the desa that are *belum lapor*: item open, started, no entry this quarter.

    An item without desa answers ("",) for itself. An entry counts as reported before PTPD confirms
    it; a desa that is done with the item has nothing to report any more.
    """
    if not is_open(state) or today < from_month:
        return ()
    quarter = quarter_of(today)
    heard = {entry.desa for entry in entries if quarter.holds(entry.date)}
    return tuple(one for one in unfinished(desa or ("",), entries) if one not in heard)


# --- What the plans need --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cost:
    """What one plan item needs: whole rupiah (None while nobody said), from where, when, for whom.

    `desa` are the names of its desa, `year` the year in which it begins: an item that goes on into
    the next year is counted once, where it starts. `where` says the desa in words, `months` from
    which to which first day of a month; `is_free` that it was said to need no money.
    """

    what: str
    budget: int | None
    source: str
    desa: tuple[str, ...]
    year: int
    where: str = ""
    months: tuple = ()
    is_free: bool = False

    @property
    def place(self):
        """Return the one desa it is for; "" for the kecamatan and for several desa together.

        What several desa share is not divided: nobody agreed how.
        """
        return self.desa[0] if len(self.desa) == 1 else ""

    @property
    def is_unpriced(self):
        """Return whether it needs money of which nobody said how much."""
        return self.budget is None and not self.is_free


@dataclass(frozen=True, slots=True)
class Need:
    """The money that plan items of one source, place and year need together.

    `place` is a desa's name, "" for the kecamatan: what several desa share cannot be split
    honestly. `unpriced` counts the items that name no amount although they need one.
    """

    year: int
    source: str
    place: str
    amount: int
    items: tuple[str, ...]
    unpriced: int
    costs: tuple[Cost, ...] = ()


def budget_needs(costs):
    """Return the Needs by year, source and place, in that order; their amounts add up to all."""
    groups = {}
    for cost in costs:
        groups.setdefault((cost.year, cost.source, cost.place), []).append(cost)
    return tuple(
        Need(
            *key,
            amount=sum(cost.budget or 0 for cost in group),
            items=tuple(cost.what for cost in group),
            unpriced=sum(cost.is_unpriced for cost in group),
            costs=tuple(group),
        )
        for key, group in sorted(groups.items())
    )
