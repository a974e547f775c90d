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

    A view about a kecamatan and period sets `request.konteks` to the pair; a page of a whole
    kabupaten sets (None, period).
    """
    if hasattr(request, "_konteks"):
        return request._konteks
    request._konteks = _choose(request)
    return request._konteks


def _choose(request):
    places = list(
        Kecamatan.objects.visible(request.user).select_related("kabupaten").order_by("code")
    )
    kecamatan, period = getattr(request, "konteks", (None, None))
    remembered = request.session.get(SESSION_KEY, {})
    if kecamatan is None:
        inside = [one for one in places if period and one.kabupaten_id == period.kabupaten_id]
        kecamatan = _pick(inside or places, lambda one: str(one.pk) == remembered.get("kecamatan"))
    if kecamatan is None:
        return None
    periods = _periods(request, kecamatan.kabupaten_id)
    if period is None:
        newest = _newest(periods, waktu.today(kecamatan.kabupaten))
        period = _pick(periods, lambda one: one.code == remembered.get("periode"), newest)
        if period is not None:
            period.kabupaten = kecamatan.kabupaten
    if period is not None:
        _remember(request, kecamatan, period)
    return Konteks(kecamatan, period, places, periods)


def _periods(request, kabupaten):
    """Return the periods of a kabupaten, newest first; a view may have read them already."""
    read = getattr(request, "periods", [])
    if read and read[0].kabupaten_id == kabupaten:
        return read
    return list(Period.unscoped.filter(kabupaten=kabupaten).newest_first())


def _pick(rows, wanted, default=None):
    chosen = next(filter(wanted, rows), None)
    return chosen or default or (rows[0] if rows else None)


def _newest(periods, day):
    """Return the newest period opened by `day`, so that a prepared one does not hide it."""
    return next((period for period in periods if period.opens <= day), None)


def _remember(request, kecamatan, period):
    chosen = {"kecamatan": str(kecamatan.pk), "periode": period.code}
    if request.session.get(SESSION_KEY) != chosen:
        request.session[SESSION_KEY] = chosen
