"""The one place that decides who sees and does what.

Net 1 is login by default, net 2 `@access` on every view (refused by AccessMiddleware when
missing), net 3 the scoped manager below, net 4 the URL x role test generated from desa.rights.
Outside one's area the answer is 404, inside it without the right 403.
"""

from dataclasses import dataclass
from functools import reduce, wraps

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from desa.rights import READ, Level, grant

# The only views that need no login, by URL name.
PUBLIC = ("masuk", "healthz")
# Views every logged-in person may open: they show only what the person's own rights give.
PERSONAL = (
    "beranda",
    "beranda_nanti",
    "pilih",
    "keluar",
    "kata_sandi",
    "kata_sandi_selesai",
    "panduan",
    "panduan_peran",
)

_ORDER = (Level.DESA, Level.KECAMATAN, Level.KABUPATEN)


@dataclass(frozen=True, slots=True)
class Area:
    """Where one assignment holds: its level and the ids of itself and all above it."""

    level: str
    ids: dict

    @classmethod
    def of(cls, assignment):
        """Return the area of an assignment whose desa and kecamatan are already loaded."""
        desa = assignment.desa
        kecamatan = assignment.kecamatan or (desa and desa.kecamatan)
        kabupaten_id = assignment.kabupaten_id or kecamatan.kabupaten_id
        ids = {Level.KABUPATEN: kabupaten_id}
        if kecamatan:
            ids[Level.KECAMATAN] = kecamatan.pk
        if desa:
            ids[Level.DESA] = desa.pk
        return cls(min(ids, key=_ORDER.index), ids)


class Scope:
    """How rows of a model lie in the areas: the lookup that leads to each level.

    `Scope(Level.DESA, "desa")` says that a row belongs to a desa through its field `desa`.
    `published` is the Q of rows that footnote-4 grants may see: plain equalities, all of them to
    hold. Where the desa may be missing, `above` is the way to the row's kecamatan.
    """

    def __init__(self, level, path="", published=None, above=""):
        self.level = level
        self.published = published
        steps = {
            Level.DESA: ("", "kecamatan", "kecamatan__kabupaten"),
            Level.KECAMATAN: ("", "kabupaten"),
            Level.KABUPATEN: ("",),
        }[level]
        levels = _ORDER[_ORDER.index(level) :]
        self.lookups = {
            at: "__".join(part for part in (path, step) if part) or "pk"
            for at, step in zip(levels, steps, strict=True)
        }
        if above:
            self.lookups |= {Level.KECAMATAN: above, Level.KABUPATEN: f"{above}__kabupaten"}

    def q(self, area, *, upward):
        """Return the Q of rows inside `area`; with `upward` also the rows the area lies in."""
        if area.level in self.lookups:
            return Q(**{self.lookups[area.level]: area.ids[area.level]})
        if upward:
            return Q(**{self.lookups[self.level]: area.ids[self.level]})
        return None

    def is_published(self, obj):
        """Return whether the row itself is one that footnote-4 grants may see (no query)."""
        if self.published is None:
            return False
        return all(
            reduce(getattr, lookup.split("__"), obj) == value
            for lookup, value in self.published.children
        )


class ScopedQuerySet(models.QuerySet):
    """A queryset that knows how to narrow itself to what a principal may see or do."""

    def allowed(self, principal, capability):
        """Return the rows on which `principal` holds `capability` ("right.verb")."""
        scope, found = self.model.scope, Q(pk__in=[])
        for assignment in principal.current_assignments:
            given = grant(assignment.role, capability)
            if given is None:
                continue
            q = scope.q(assignment.area, upward=capability.endswith(READ))
            if q is None:
                continue
            if given.published_only:
                q &= scope.published if scope.published is not None else Q(pk__in=[])
            found |= q
        return self.filter(found)

    def visible(self, principal):
        """Return the rows inside, or around, any area of `principal`, whatever the right."""
        found = Q(pk__in=[])
        for assignment in principal.current_assignments:
            found |= self.model.scope.q(assignment.area, upward=True)
        return self.filter(found)


class NamedMissing(Http404):
    """Something does not exist, for a reason that the page may tell in its own sentence."""


class UnscopedQueryRefused(RuntimeError):
    """Somebody asked `Model.objects` for rows without saying for whom."""


class ScopedManager(models.Manager):
    """The front door: only `allowed` and `visible` open it; every query of Django's raises."""

    _queryset_class = ScopedQuerySet

    def allowed(self, principal, capability):
        """Return the rows on which `principal` holds `capability`."""
        return self.get_queryset().allowed(principal, capability)

    def visible(self, principal):
        """Return the rows inside, or around, any area of `principal`."""
        return self.get_queryset().visible(principal)


def _refuse(manager, *args, **kwargs):
    raise UnscopedQueryRefused(
        f"{manager.model.__name__}.objects answers only allowed(principal, capability) and "
        "visible(principal)."
    )


for _name in dir(models.QuerySet):
    if not _name.startswith("_") and hasattr(models.Manager, _name):
        setattr(ScopedManager, _name, _refuse)


class ScopedModel(models.Model):
    """A model whose rows lie in an area; subclasses set `scope`."""

    unscoped = ScopedQuerySet.as_manager()
    objects = ScopedManager()

    class Meta:
        abstract = True
        default_manager_name = "unscoped"
        base_manager_name = "unscoped"


def holds(principal, capability, obj):
    """Return whether `principal` holds `capability` on the very row `obj` (no query)."""
    return grant_on(principal, capability, obj) is not None


def holds_whole(principal, capability, obj):
    """Return whether `principal` holds `capability` on all that lies in `obj`, not on a part."""
    area = area_of(obj)
    return any(
        grant(one.role, capability) and _covers(one.area, area, upward=False)
        for one in principal.current_assignments
    )


def grant_on(principal, capability, obj):
    """Return the strongest Grant of `principal` for `capability` on `obj`, or None.

    A grant without "atas nama camat" is stronger than one with it.
    """
    area, grants = area_of(obj), []
    for assignment in principal.current_assignments:
        given = grant(assignment.role, capability)
        if given is None or (given.published_only and not type(obj).scope.is_published(obj)):
            continue
        if _covers(assignment.area, area, upward=capability.endswith(READ)):
            grants.append(given)
    return min(grants, key=lambda given: (given.published_only, given.on_behalf), default=None)


def _covers(area, of_row, *, upward):
    """Return whether `area` contains the row's area, or (upward) lies in it."""
    if area.level in of_row.ids:
        return of_row.ids[area.level] == area.ids[area.level]
    return upward and area.ids[of_row.level] == of_row.ids[of_row.level]


def area_of(obj):
    """Return the Area of a region or of a row that declares `scope`."""
    ids = {}
    for level, lookup in type(obj).scope.lookups.items():
        value = reduce(getattr, lookup.split("__"), obj)
        ids[level] = getattr(value, "pk", value)
    return Area(min(ids, key=_ORDER.index), ids)


def accounts_within(principal, capability):
    """Return the accounts whose every assignment lies where `principal` holds `capability`.

    Superusers and accounts without assignments are not among them.
    """
    inside, scopes = Q(pk__in=[]), [Scope(level, level.value) for level in _ORDER]
    for one in principal.current_assignments:
        if grant(one.role, capability):
            for scope in scopes:
                inside |= scope.q(one.area, upward=False) or Q(pk__in=[])
    posts = apps.get_model("desa.Assignment").unscoped.filter(user=OuterRef("pk"))
    return get_user_model().objects.filter(
        Exists(posts.filter(inside)), ~Exists(posts.exclude(inside)), is_superuser=False
    )


def has_anywhere(principal, capability):
    """Return whether any assignment of `principal` gives `capability`."""
    return any(grant(one.role, capability) for one in principal.current_assignments)


def fetch(model, principal, capability, **lookup):
    """Return the one row of `model` on which `principal` holds `capability`.

    Raises Http404 outside the principal's area, PermissionDenied inside it without the right.
    """
    related = [path for path in model.scope.lookups.values() if path != "pk"]
    queryset = model.objects.get_queryset().select_related(*related)
    row = queryset.allowed(principal, capability).filter(**lookup).first()
    if row is not None:
        return row
    if queryset.visible(principal).filter(**lookup).exists():
        raise PermissionDenied
    raise Http404


def access(capability, **models_by_kwarg):
    """Decorate a view: fetch its one scoped object by UUID and check `capability` on it.

    `@access("coverage.edit", kecamatan=Kecamatan)` turns the URL's `kecamatan` UUID into the row.
    Without an object the right must be held somewhere; the view then scopes its own rows.
    `capability` may be a function of the URL's arguments where they decide which right is asked;
    it may raise Http404.
    """
    if len(models_by_kwarg) > 1:
        raise TypeError("One object leads to its area; take the others from it.")

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            asked = capability(kwargs) if callable(capability) else capability
            for name, model in models_by_kwarg.items():
                kwargs[name] = fetch(model, request.user, asked, pk=kwargs[name])
            if not models_by_kwarg and not has_anywhere(request.user, asked):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = capability
        return guarded

    return decorate


def personal(view):
    """Mark a view that shows only the logged-in person's own things."""
    view.access = "personal"
    return view
