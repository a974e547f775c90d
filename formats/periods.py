"""Finding the period a page or command is about, and the one before it."""

from desa.access import NamedMissing
from formats.models import Collection, Period


class PeriodMissing(NamedMissing):
    """The page named a period its kabupaten does not have; the message says so to people."""


def find_period(kabupaten, code):
    """Return the Period `code` of the kabupaten; raises PeriodMissing with a sentence."""
    period = Period.unscoped.filter(kabupaten=kabupaten, code=code).first()
    if period is None:
        known = Period.unscoped.filter(kabupaten=kabupaten).newest_first()
        codes = ", ".join(known.values_list("code", flat=True)[:6]) or "belum ada"
        raise PeriodMissing(
            f"Periode “{code}” tidak ada di Kabupaten {kabupaten.name}. Yang ada: {codes}. "
            "Ganti periode lewat tombol kecamatan di atas."
        )
    period.kabupaten = kabupaten
    return period


def earlier_period(period):
    """Return the kabupaten's Period before this one, or None."""
    before = Period.unscoped.filter(kabupaten=period.kabupaten_id, code__lt=period.code)
    return before.newest_first().first()


def records_lp(kecamatan, period):
    """Return whether the kecamatan records L and P: as said for this period, else as before it."""
    told = Collection.unscoped.filter(kecamatan=kecamatan, period__code__lte=period.code)
    return bool(told.order_by("-period__code").values_list("records_lp", flat=True).first())
