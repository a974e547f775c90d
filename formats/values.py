"""The values a cell may hold, before any formatting (formats.render.cells writes them).

Zero, not filled in, and no denominator are three different values.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction


class Missing(Enum):
    """Why there is no number, or (NOT_TOLD, in a recap) no state."""

    NOT_FILLED = "belum diisi"
    NOT_TOLD = "belum terdata"
    NO_DENOMINATOR = "tanpa penyebut"
    NO_TARGET = "tanpa target"
    NOT_COMPARED = "tidak dibandingkan"


class State(Enum):
    """The state of an element of LABD in a desa (rules.md 16)."""

    SUDAH = "sudah"
    SEBAGIAN = "sebagian"
    BELUM = "belum"
    BELUM_DIISI = "belum diisi"


@dataclass(frozen=True, slots=True)
class Ratio:
    """An exact part of a whole, shown as percent; `whole` is above zero."""

    part: int
    whole: int

    @property
    def exact(self):
        """Return the ratio as a Fraction (1 = 100 percent)."""
        return Fraction(self.part, self.whole)

    @property
    def percent(self):
        """Return the ratio as a Fraction of percent."""
        return Fraction(100 * self.part, self.whole)


@dataclass(frozen=True, slots=True)
class Hundredths:
    """A target as it is stored: 9940 hundredths of a percent are 99,4 percent (rules.md 8)."""

    number: int

    @property
    def exact(self):
        """Return the target as a Fraction (1 = 100 percent)."""
        return Fraction(self.number, 10_000)

    @property
    def percent(self):
        """Return the target as a Fraction of percent."""
        return Fraction(self.number, 100)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many: 41.268 dari 41.579 orang, 8 dari 8 desa."""

    part: int
    whole: int
    unit: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A count with its unit, and a word before it: kurang 3 orang."""

    number: int
    unit: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Target minus coverage: exact (a Fraction of one), and people missing (rules.md 9)."""

    exact: Fraction
    people: int
    unit: str


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much something changed: a count in `unit`, or points of percent as a Fraction."""

    by: int | Fraction
    unit: str


@dataclass(frozen=True, slots=True)
class Window:
    """The twelve months to `until` in which a flow is counted (rules.md 11)."""

    until: date


@dataclass(frozen=True, slots=True)
class Foot:
    """The date the figures stand for, who gave them, and where no header says so, in which round
    and by whom they were filled in; printed under every page (rules.md 2).
    """

    data_date: date | None
    source: str = ""
    period: str = ""
    filled_by: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """When a worksheet's data were frozen, and for the how-manieth time."""

    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Definition:
    """One line under Format 1: a type, who must have it, what counts, how many desa reported."""

    label: str
    wajib: str
    memiliki: str
    reach: Share


@dataclass(frozen=True, slots=True)
class Name:
    """A desa's name with the note that stands in parentheses behind it."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """Desa names under a count; with a `label` they stand apart as "label: ...".

    Not `counted` where the count has a column of its own.
    """

    names: tuple[Name, ...]
    label: str = ""
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Tally:
    """How many desa of a kecamatan have an element, have it in part, lack it, or did not tell."""

    sudah: int
    sebagian: int
    belum: int
    belum_diisi: int


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote, in their own words: a desa's name and a challenge."""

    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Rupiah:
    """Money in whole rupiah."""

    amount: int


@dataclass(frozen=True, slots=True)
class MonthSpan:
    """From a month to a month, both given by their first day: Juli\N{EN DASH}September 2026."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan item as one line: what, where, who, how much, paid from what (rules.md 20).

    `origin` says what it goes on with, "" for a new one.
    """

    what: str
    places: tuple[str, ...]
    in_charge: str
    target: Amount | None = None
    budget: Rupiah | None = None
    budget_source: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A later change of an agreed activity: its content from `day` on, and why."""

    plan: Plan
    months: MonthSpan
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """An activity under review: what was agreed and when it was to be done.

    `origin` are the sessions it came through, and words like *dari kertas*; `changes` come after.
    """

    plan: Plan
    months: MonthSpan
    origin: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something told of an activity on a day; `note` says of it what the reader must know."""

    words: str
    day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What one desa, or several that say the same, told of an activity; none for the kecamatan.

    `state` is a word, "" where only remarks are shown; `number` what has been reached.
    """

    places: tuple[str, ...]
    state: str = ""
    number: Amount | None = None
    remarks: tuple[Remark, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an activity: its state, the sum reached, each desa's report, who is silent.

    `state` is a word, "" while nothing is known. `reached` is a Share of the target, an Amount
    without one, or None; `reason` is why PTPD set the state.
    """

    state: str
    reached: object = None
    reports: tuple[Report, ...] = ()
    silent: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What stood in the way of an activity; `is_known` is False while nobody reported on it."""

    reports: tuple[Report, ...] = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class Lines:
    """Several texts or values in one cell, numbered when there is more than one."""

    texts: tuple


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of a questionnaire (formats.spec.Question) with its Reply (formats.replies).

    Without a reply it is the form to be filled by hand. A `correction` of the kecamatan, also a
    Reply, stands beside what the desa answered, with its `reason` (rules.md 15).
    """

    question: object
    reply: object = None
    correction: object = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of several parts, each Answered, in printed order."""

    question: object
    parts: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class SurveyStanding:
    """Where a lembar isian stands: the word for its state, when it was handed in, and a note.

    `sent_at` is an aware moment, or None while nobody sent it.
    """

    state: str
    sent_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A value with the smaller values that belong under it, and a mark for a warning."""

    value: object
    detail: tuple = ()
    warning: bool = False


def half_up(number, places=1):
    """Return an exact Fraction as Decimal, rounded half up away from zero to `places` decimals."""
    return Decimal(rounded(number, places)).scaleb(-places)


def rounded(number, places=1):
    """Return how many units of the last of `places` decimals `half_up` rounds a number to."""
    number = number if type(number) is Fraction else Fraction(number)
    scaled, rest = divmod(abs(number.numerator) * 10**places, number.denominator)
    scaled += 2 * rest >= number.denominator
    return -scaled if number.numerator < 0 else scaled
