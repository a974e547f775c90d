"""What a dashboard puts on top: the most serious early warnings, and complaints by their gap."""

from dataclasses import dataclass

from desa.access import holds
from formats.complaints import ComplaintFacts, complaint_lines, complaints_of, summed
from labd.dasbor.warnings_gather import warnings_of

# How many of each stand on the dashboard; the rest is one link away.
MOST = 5


@dataclass(frozen=True, slots=True)
class Attention:
    """The first warnings and how many there are; the first complaint lines and their sums.

    `warnings` is None for whoever may not read them.
    """

    warnings: list | None
    count: int
    may_answer: bool
    lines: list
    complaints: ComplaintFacts


def attention_of(user, kecamatan, period, today, data):
    """Return the Attention of a person; `data` is the Data of the desa they may read.

    One query more than the warnings take.
    """
    found = None
    if holds(user, "warnings.read", kecamatan):
        found = warnings_of(kecamatan, period, today)
    complaints = complaints_of([desa.id for desa in data.desa], period)
    return Attention(
        warnings=None if found is None else found[:MOST],
        count=len(found or ()),
        may_answer=holds(user, "warnings.edit", kecamatan),
        lines=complaint_lines(data, complaints)[:MOST],
        complaints=summed(complaints),
    )
