"""When they meet, what they agree, what was done about it, and who went to look."""

from rakorcam.models.plans import (
    SETTABLE,
    AgreedTarget,
    Amendment,
    BudgetSource,
    Discussion,
    ItemState,
    PlanContent,
    PlanItem,
    SheetRow,
)
from rakorcam.models.progress import REPORTED, BudgetDocument, BudgetEntry, Progress
from rakorcam.models.reports import SECTION_ROOM, HalfYearReport
from rakorcam.models.sessions import (
    ImmutableRow,
    Kind,
    Rakorcam,
    SessionState,
    Snapshot,
    Worksheet,
)
from rakorcam.models.visits import PersonMet, Sex, Visit, VisitPhoto

__all__ = [
    "REPORTED",
    "SECTION_ROOM",
    "SETTABLE",
    "AgreedTarget",
    "Amendment",
    "BudgetDocument",
    "BudgetEntry",
    "BudgetSource",
    "Discussion",
    "HalfYearReport",
    "ImmutableRow",
    "ItemState",
    "Kind",
    "PersonMet",
    "PlanContent",
    "PlanItem",
    "Progress",
    "Rakorcam",
    "SessionState",
    "Sex",
    "SheetRow",
    "Snapshot",
    "Visit",
    "VisitPhoto",
    "Worksheet",
]
