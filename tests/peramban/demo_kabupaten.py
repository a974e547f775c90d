"""Where the kabupaten's dashboard is: as it opens, sorted with a kecamatan's desa, and empty."""

from django.urls import reverse

from formats.models import Period
from formats.specs._shared import DOCUMENTS_BY_KEY


def kabupaten_addresses(kabupaten, chosen, period, before):
    """Return the pages of the kabupaten in a period, with the desa of `chosen`, and long ago."""
    whole = reverse("dasbor_kabupaten", args=[kabupaten.pk, period.code])
    first = Period.unscoped.filter(kabupaten=kabupaten).order_by("code").first()
    return {
        "dasbor_kabupaten": whole,
        "dasbor_kabupaten desa": f"{whole}?urut=kecamatan&kecamatan={chosen.pk}",
        "dasbor_kabupaten tahun": f"{whole}?tahun=2027",
        "dasbor_kabupaten lama": reverse("dasbor_kabupaten", args=[kabupaten.pk, before.code]),
        "dasbor_kabupaten kosong": reverse("dasbor_kabupaten", args=[kabupaten.pk, first.code]),
        "bagikan_kabupaten": f"{whole}bagikan/",
        "bagikan_kabupaten_dalam": f"{whole}bagikan/cakupan.json",
        "dasbor_kabupaten_berkas": f"{whole}dasbor.pdf",
        "dasbor_kabupaten_grafik": reverse(
            "dasbor_kabupaten_grafik",
            args=[kabupaten.pk, period.code, DOCUMENTS_BY_KEY["kia"].id],
        ),
    }
