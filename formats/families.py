"""Families of desa: an induk with those split from it (rules.md 29)."""

from desa.models import Desa


def split_families(kecamatan, before, after):
    """Return the families, as sets of desa ids, whose members are not the same on both days.

    One query. A family of which nobody was split between the days is not among them.
    """
    all_desa = Desa.unscoped.filter(kecamatan=kecamatan)
    rows = all_desa.values_list("pk", "induk_id", "valid_from", "valid_to")
    return split_among(list(rows), before, after)


def split_among(rows, before, after):
    """Return what `split_families` does of (id, induk's id, first day, last day) rows."""
    parents = {pk: induk for pk, induk, _from, _to in rows}
    then, now = (
        {pk for pk, _induk, first, last in rows if lives(first, last, day)}
        for day in (before, after)
    )
    families = {}
    for one in parents:
        families.setdefault(root_of(one, parents), set()).add(one)
    return [
        {str(one) for one in family}
        for family in families.values()
        if len(family) > 1 and family & then != family & now
    ]


def lives(first, last, day):
    """Return whether a desa that is valid from `first` to `last`, either None, is so on `day`."""
    return (first is None or first <= day) and (last is None or last >= day)


def root_of(desa, parents):
    """Return the first of a desa's family; `parents` is desa id -> id of its induk or None."""
    seen = {desa}
    while (parent := parents.get(desa)) in parents and parent not in seen:
        seen.add(parent)
        desa = parent
    return desa
