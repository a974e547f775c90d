"""Where the page of a desa is: all told, with what is lacking, long ago, and not yet begun."""

from django.urls import reverse

from desa.models import Desa
from formats.models import Period
from formats.specs._shared import DOCUMENTS_BY_KEY


def desa_addresses(kecamatan, period, before):
    """Return the pages of two desa of a kecamatan in a period, and of one in others."""
    places = {one.name: one for one in Desa.unscoped.filter(kecamatan=kecamatan)}
    sokong, teniga = places["Sokong"], places["Teniga"]
    empty = Period.unscoped.filter(kabupaten=kecamatan.kabupaten).order_by("code").last()
    here = [sokong.pk, period.code]
    return {
        "dasbor_desa": reverse("dasbor_desa", args=here),
        "dasbor_desa kurang": reverse("dasbor_desa", args=[teniga.pk, period.code]),
        "dasbor_desa lama": reverse("dasbor_desa", args=[teniga.pk, before.code]),
        "dasbor_desa kosong": reverse("dasbor_desa", args=[sokong.pk, empty.code]),
        **{
            name: reverse(name, args=here)
            for name in ("dasbor_desa_peringatan", "dasbor_desa_riwayat", "dasbor_desa_berkas")
        },
        "dasbor_desa_grafik": reverse(
            "dasbor_desa_grafik", args=[*here, DOCUMENTS_BY_KEY["kia"].id]
        ),
    }
