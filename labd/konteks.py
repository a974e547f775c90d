"""Which kecamatan and period a person is looking at: the page's own, else the last chosen."""

from dataclasses import dataclass

from desa import waktu
from desa.models import Kecamatan
from formats.models import Period

SESSION_KEY = "konteks"


@dataclass(frozen=True, slots=True)
class Konteks:
    """The chosen kecamatan and period, and what else this person may choose."""

    kecamatan: object
    period: object
    kecamatan_list: list
    period_list: list


def konteks_of(request):
    """Return the Konteks of a request in three queries at most, or None without any area.

    A view that is about a kecamatan and period sets `request.konteks` to the pair.
    """
    if hasattr(request, "_konteks"):
        return request._konteks
    request._konteks = _choose(request)
    return request._konteks


def _choose(request):
    places = list(
        Kecamatan.objects.visible(request.user).select_related("kabupaten").order_by("code")
    )
    set_by_view = getattr(request, "konteks", None)
    remembered = request.session.get(SESSION_KEY, {})
    if set_by_view:
        kecamatan, period = set_by_view
    else:
        period = None
        kecamatan = _pick(places, lambda one: str(one.pk) == remembered.get("kecamatan"))
    if kecamatan is None:
        return None
    periods = list(Period.unscoped.filter(kabupaten=kecamatan.kabupaten_id).newest_first())
    if period is None:
        period = _pick(periods, lambda one: one.code == remembered.get("periode"), _newest(periods))
        if period is not None:
            period.kabupaten = kecamatan.kabupaten
    if period is not None:
        _remember(request, kecamatan, period)
    return Konteks(kecamatan, period, places, periods)


def _pick(rows, wanted, default=None):
    chosen = next(filter(wanted, rows), None)
    return chosen or default or (rows[0] if rows else None)


def _newest(periods):
    """Return the newest period that has been opened, so that a prepared one does not hide it."""
    if not periods:
        return None
    day = waktu.now().date()
    return next((period for period in periods if period.opens <= day), None)


def _remember(request, kecamatan, period):
    chosen = {"kecamatan": str(kecamatan.pk), "periode": period.code}
    if request.session.get(SESSION_KEY) != chosen:
        request.session[SESSION_KEY] = chosen
