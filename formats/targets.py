"""The kabupaten's target page: one percent per document type, typed in place."""

import json
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from formats.forms import PercentField
from formats.grid_post import read_base
from formats.models import DocumentType, Target
from formats.render import cells
from formats.values import Hundredths


@dataclass(slots=True)
class TypedTargets:
    """What was typed: type id -> 1/100 percent or None, with sentences for the bad ones.

    `stale` are the ids of types whose target somebody else changed meanwhile.
    """

    values: dict = field(default_factory=dict)
    base: dict = field(default_factory=dict)
    texts: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    stale: list = field(default_factory=list)


def read_targets(post):
    """Return the TypedTargets of a post; unknown types are left out."""
    typed, reader = TypedTargets(base=read_base(post)), PercentField()
    for kind in guide_types():
        key = str(kind.pk)
        text = post.get(f"t-{key}")
        if text is None:
            continue
        typed.texts[key] = text
        try:
            typed.values[key] = reader.clean(text)
        except ValidationError as error:
            typed.errors[key] = f"{kind.label}: {error.messages[0]}"
    return typed


def guide_types():
    """Return the seven types of the guide, for which a kabupaten sets targets."""
    return DocumentType.unscoped.filter(kecamatan__isnull=True).order_by("position")


class TargetGrid:
    """The rows of the page."""

    def __init__(self, period, typed=None):
        """Lay out the stored targets of `period`, or what was typed when it was refused."""
        stored = {
            str(kind): hundredths
            for kind, hundredths in Target.unscoped.filter(period=period).values_list(
                "document_id", "hundredths"
            )
        }
        kinds = list(guide_types())
        self.errors = dict(typed.errors) if typed else {}
        for kind in kinds:
            if typed and str(kind.pk) in typed.stale:
                self.errors[str(kind.pk)] = _stale(kind, stored.get(str(kind.pk)))
        # Whoever was told of a stored value replaces it on purpose; nobody else does.
        base = typed.base if typed and not typed.stale else stored
        self.base = json.dumps(base, separators=(",", ":"))
        self.rows = [self._row(kind, stored, typed) for kind in kinds]
        self.is_empty = not stored

    def _row(self, kind, stored, typed):
        key = str(kind.pk)
        shown = as_text(stored.get(key))
        return {
            "kind": kind,
            "name": f"t-{key}",
            "text": typed.texts.get(key, shown) if typed else shown,
            "stored": shown,
            "error": self.errors.get(key, ""),
        }


def _stale(kind, hundredths):
    now = f"{as_text(hundredths)}%" if hundredths else "tanpa target"
    return (
        f"{kind.label}: diubah orang lain selagi Anda mengetik; kini tersimpan {now}. Simpan "
        "sekali lagi untuk memakai isian Anda."
    )


def as_text(hundredths):
    """Return a target as it is typed (99,4), without the percent sign; empty for none."""
    return "" if hundredths is None else cells.text(Hundredths(hundredths)).removesuffix("%")
