"""What every desa has: periods, collections, document types, targets, coverage, elements."""

from formats.models.documents import DocumentType, Target, TargetOverride
from formats.models.entries import MAX_COUNT, Attachment, Coverage, ElementState
from formats.models.periods import Collection, Period, Row

__all__ = [
    "MAX_COUNT",
    "Attachment",
    "Collection",
    "Coverage",
    "DocumentType",
    "ElementState",
    "Period",
    "Row",
    "Target",
    "TargetOverride",
]
