"""What every desa has: periods, collections, document types, targets, coverage, elements."""

from formats.models.complaints import Complaint
from formats.models.documents import DocumentType, Target, TargetOverride
from formats.models.entries import MAX_COUNT, Attachment, Coverage, ElementState
from formats.models.periods import Collection, Period, Row
from formats.models.surveys import (
    COUNTING,
    Answer,
    ChallengeTag,
    Correction,
    Survey,
    SurveyState,
    Theme,
)
from formats.models.warnings import Acknowledgement, Threshold

__all__ = [
    "COUNTING",
    "MAX_COUNT",
    "Acknowledgement",
    "Answer",
    "Attachment",
    "ChallengeTag",
    "Collection",
    "Complaint",
    "Correction",
    "Coverage",
    "DocumentType",
    "ElementState",
    "Period",
    "Row",
    "Survey",
    "SurveyState",
    "Target",
    "TargetOverride",
    "Theme",
    "Threshold",
]
