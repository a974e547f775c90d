"""The complaints of some desa in one period, as counts, and the gap they belong to."""

from dataclasses import dataclass

from formats.models import Complaint
from formats.recaps import gap


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """How many complaints wait, are in hand, are settled; and what was done, in words."""

    waiting: int = 0
    in_hand: int = 0
    settled: int = 0
    done: str = ""

    @property
    def total(self):
        """Return how many there are in all states."""
        return self.waiting + self.in_hand + self.settled


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """The complaints of one desa about one type, beside its gap (a value to write)."""

    desa: object
    document: object
    facts: ComplaintFacts
    gap: object


def complaints_of(desa_ids, period):
    """Return (desa id, type id) as text -> ComplaintFacts of desa the caller has scoped.

    One query. What was not recorded has no entry.
    """
    rows = Complaint.unscoped.filter(desa__in=list(desa_ids), period=period)
    told = rows.values_list("desa_id", "document_id", *Complaint.STATES, "done")
    return {(str(desa), str(kind)): ComplaintFacts(*rest) for desa, kind, *rest in told}


def complaint_lines(data, complaints):
    """Return a ComplaintLine where there are complaints, those waiting longest in number first.

    `data` is the formats.data.Data of the same desa and period, `complaints` of `complaints_of`.
    """
    lines = [
        ComplaintLine(desa, kind, facts, gap(data.coverage(desa, kind)).value)
        for desa in data.desa
        for kind in data.documents
        if (facts := complaints.get((desa.id, kind.id))) and facts.total
    ]
    return sorted(lines, key=lambda line: (-line.facts.waiting, -line.facts.in_hand))


def summed(complaints):
    """Return the ComplaintFacts of all `complaints` added up, without words."""
    every = list(complaints.values())
    return ComplaintFacts(*(sum(getattr(one, name) for one in every) for name in Complaint.STATES))
