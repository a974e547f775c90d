"""Finding the period a page or command is about."""

from desa.access import NamedMissing
from formats.models import Period


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
