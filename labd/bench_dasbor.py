"""What the dashboard is measured on: a kecamatan of 12 desa with 8 documents over 20 periods."""

from datetime import date

from django.urls import reverse

from desa import history
from desa.models import Desa
from formats.models import Coverage, DocumentType, Period

PERIODS = 20


def dashboard_address(world):
    """Lay figures for the kecamatan of twelve until 20 periods are told; return its dashboard."""
    period, kecamatan = world.period, world.twelve
    known = set(Period.unscoped.filter(kabupaten=period.kabupaten).values_list("code", flat=True))
    codes = [f"{2015 + n // 2}-{('06', '11')[n % 2]}" for n in range(2 * PERIODS)]
    earlier = [code for code in codes if code < period.code][-(PERIODS - 1) :]
    made = [_period(period, code) for code in earlier if code not in known]
    history.bulk_save(Period, new=made, by=None, at=world.at)
    told = Coverage.unscoped.filter(period=period, desa__kecamatan=kecamatan)
    desa = list(Desa.unscoped.filter(kecamatan=kecamatan))
    kinds = list(DocumentType.unscoped.used_by(kecamatan))
    full = set(told.values_list("desa_id", "document_id"))
    rows = [
        Coverage(desa=one, period=each, document=kind, wajib=900 + place, memiliki=700 + place)
        for each in Period.unscoped.filter(code__in=earlier, kabupaten=period.kabupaten)
        for place, one in enumerate(desa)
        for kind in kinds
        if (one.pk, kind.pk) in full
    ]
    have = set(
        Coverage.unscoped.filter(desa__in=desa).values_list("desa_id", "period_id", "document_id")
    )
    new = [one for one in rows if (one.desa_id, one.period_id, one.document_id) not in have]
    history.bulk_save(Coverage, new=new, by=None, at=world.at)
    return reverse("dasbor", args=[kecamatan.pk, period.code])


def _period(newest, code):
    year, month = map(int, code.split("-"))
    return Period(
        kabupaten=newest.kabupaten, code=code, label=code,
        reference_date=date(year, month, 1), opens=date(year, month, 1),
        closes=date(year, month, 28),
    )  # fmt: skip
