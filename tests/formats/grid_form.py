"""Names of the cells of Format 1's grid, and all that is stored behind it."""

from formats.models import Collection, Coverage
from tests.formats.edits import KIA


def cell(desa, field, kind=KIA):
    """Return the form name of a cell."""
    return f"s:{desa.pk}:{kind}:{field}"


def figures():
    """Return everything stored in Format 1, to compare before and after."""
    return [list(model.unscoped.order_by("pk").values()) for model in (Coverage, Collection)] + [
        model.history.count() for model in (Coverage, Collection)
    ]
