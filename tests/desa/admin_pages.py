"""Addresses and form data of the admin, for its tests."""

from django.urls import reverse


def page(model, view="changelist", pk=None):
    """Return the address of a model's admin page."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}"
    return reverse(name, args=[pk] if pk else [])


def posts(*rows, initial=0):
    """Return the form data of assignment rows: (role, level, region[, assignment])."""
    data = {
        "assignments-TOTAL_FORMS": len(rows),
        "assignments-INITIAL_FORMS": initial,
        "assignments-MIN_NUM_FORMS": 0,
        "assignments-MAX_NUM_FORMS": 1000,
    }
    for number, (role, region, *known) in enumerate(rows):
        prefix = f"assignments-{number}-"
        data |= {prefix + "role": role, prefix + type(region).__name__.lower(): region.pk}
        if known:
            data |= {prefix + "id": known[0].pk}
    return data
