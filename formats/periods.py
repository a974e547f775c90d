"""Finding the period a page or command is about, and the one before it."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from desa.access import NamedMissing
from formats.models import Collection, Coverage, ElementState, Period, Survey


class PeriodMissing(NamedMissing):
    """The page named a period its kabupaten does not have; the message says so to people."""


def period_of(kabupaten, code):
    """Return the kabupaten's Period `code`, or None, also for what is not written like a code."""
    try:
        # PostgreSQL cannot even be asked about a letter that an address may hold: NUL.
        Period._meta.get_field("code").run_validators(code)
    except ValidationError:
        return None
    return Period.unscoped.filter(kabupaten=kabupaten, code=code).first()


def find_period(kabupaten, code):
    """Return the Period `code` of the kabupaten; raises PeriodMissing with a sentence."""
    period = period_of(kabupaten, code)
    if period is None:
        known = Period.unscoped.filter(kabupaten=kabupaten).newest_first()
        codes = ", ".join(known.values_list("code", flat=True)[:6]) or "belum ada"
        raise PeriodMissing(
            f"Periode “{code}” tidak ada di Kabupaten {kabupaten.name}. Yang ada: {codes}. "
            "Ganti periode lewat tombol kecamatan di atas."
        )
    period.kabupaten = kabupaten
    return period


def period_shown(request, kecamatan, code):
    """Return the Period that a page of the kecamatan shows; the page's frame keeps to both.

    Raises PeriodMissing with a sentence.
    """
    period = find_period(kecamatan.kabupaten, code)
    request.konteks = (kecamatan, period)
    return period


def framed_period(request, kabupaten, code):
    """Return what `find_period` returns, out of all periods of the kabupaten.

    They stay with the request, whose page names them in its frame anyway.
    """
    request.periods = list(Period.unscoped.filter(kabupaten=kabupaten).newest_first())
    period = next((one for one in request.periods if one.code == code), None)
    if period is None:
        return find_period(kabupaten, code)
    period.kabupaten = kabupaten
    return period


def earlier_period(period):
    """Return the kabupaten's Period before this one, or None."""
    before = Period.unscoped.filter(kabupaten=period.kabupaten_id, code__lt=period.code)
    return before.newest_first().first()


def told_periods(kecamatan, besides):
    """Return the kabupaten's periods in which the kecamatan told something, newest first.

    All but one; told is a figure of Format 1, an element of Format 2, or a lembar isian.
    """
    found = Period.unscoped.filter(_told_by(kecamatan), kabupaten=kecamatan.kabupaten_id)
    return list(found.exclude(pk=besides.pk).newest_first())


def _told_by(kecamatan):
    here = {"desa__kecamatan": kecamatan, "period": OuterRef("pk")}
    told = [model.unscoped.filter(**here) for model in (Coverage, ElementState, Survey)]
    return Exists(told[0]) | Exists(told[1]) | Exists(told[2])


def up_to(kecamatan, period, day):
    """Return (the kabupaten's periods up to `period`, newest first; whether it is the newest).

    No later one had begun on `day`, or was told something by the kecamatan: what stands today, as
    agreed plans do, belongs to that period alone. One query.
    """
    every = Period.unscoped.filter(kabupaten=kecamatan.kabupaten_id).newest_first()
    every = list(every.annotate(is_told=_told_by(kecamatan)))
    later = [one for one in every if one.code > period.code]
    newest = not any(one.is_told or one.opens <= day for one in later)
    return every[len(later) :], newest


def records_lp(kecamatan, period):
    """Return whether the kecamatan records L and P: as said for this period, else as before it."""
    told = Collection.unscoped.filter(kecamatan=kecamatan, period__code__lte=period.code)
    return bool(told.order_by("-period__code").values_list("records_lp", flat=True).first())
