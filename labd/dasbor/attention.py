"""What a dashboard puts on top: the most serious early warnings, and complaints by their gap."""

from collections import Counter
from dataclasses import dataclass

from desa import waktu
from desa.access import holds
from formats.complaints import ComplaintFacts, complaint_lines, complaints_of, summed
from labd.dasbor.warnings_gather import warnings_of

# How many of each stand on the dashboard; the rest is one link away.
MOST = 5
# Of one rule at most so many come first: five desa with one trouble hide nothing else.
OF_ONE_RULE = 2


@dataclass(frozen=True, slots=True)
class Attention:
    """The first warnings and how many there are; the first complaint lines and their sums.

    `warnings` is None for whoever may not read them; `rules` are (Rule, how many) of all of them.
    `recorded` counts the desa of `desa` that recorded complaints, be it that there are none.
    """

    warnings: list | None
    count: int
    rules: tuple
    may_answer: bool
    lines: list
    complaints: ComplaintFacts
    recorded: int
    desa: int
    may_record: bool


def attention_of(user, kecamatan, period, today, data):
    """Return the Attention of a person; `data` is the Data of the desa they may read.

    One query more than the warnings take.
    """
    found = None
    if holds(user, "warnings.read", kecamatan):
        found = warnings_of(kecamatan, period, today)
    complaints = complaints_of([desa.id for desa in data.desa], period)
    return Attention(
        warnings=None if found is None else first_of(found),
        count=len(found or ()),
        rules=tuple(Counter(one.rule for one in found or ()).items()),
        may_answer=holds(user, "warnings.edit", kecamatan),
        lines=complaint_lines(data, complaints)[:MOST],
        complaints=summed(complaints),
        recorded=len({desa for desa, _kind in complaints}),
        desa=len(data.desa),
        may_record=holds(user, "coverage.edit", kecamatan) and period.is_open(waktu.now()),
    )


def first_of(found, most=MOST):
    """Return the warnings that stand on top, the most serious first, and not all of one rule."""
    met, first, rest = Counter(), [], []
    for one in found:
        met[one.rule] += 1
        (first if met[one.rule] <= OF_ONE_RULE else rest).append(one)
    top = [*first, *rest][:most]
    return [one for one in found if one in top]
