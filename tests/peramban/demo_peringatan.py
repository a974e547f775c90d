"""Early warnings and complaints in the demo, and where each of their pages is.

One of Tanjung's warnings is answered, the others are open; Sokong has recorded complaints.
"""

import uuid

from django.urls import reverse

from desa import waktu
from formats.complaint_actions import save_complaints
from formats.models import DocumentType
from formats.warning_actions import acknowledge
from labd.dasbor.warnings_gather import warnings_of


def warning_addresses(kabupaten, answered, without, period, by, at):
    """Return the pages of `answered`, with one warning answered, and of `without` long ago."""
    first, second, *_rest = warnings_of(answered, period, waktu.today(kabupaten, at))
    answer = acknowledge(
        kecamatan=answered, rule=first.rule.key, subject=first.subject, level=first.level,
        note="PTPD menghubungi kepala desa", key=uuid.uuid4(), by=by, at=at,
    )  # fmt: skip
    first_round = kabupaten.periods.order_by("code").first()
    here = [answered.pk, period.code]
    whole = reverse("peringatan", args=here)
    return {
        "peringatan": whole,
        "peringatan aturan": f"{whole}?menurut=aturan",
        "peringatan kosong": reverse("peringatan", args=[without.pk, first_round.code]),
        "peringatan_tanggapi": reverse(
            "peringatan_tanggapi", args=[*here, second.rule.key, second.subject]
        ),
        "peringatan_cabut": reverse("peringatan_cabut", args=[*here, answer.pk]),
        "ambang": reverse("ambang", args=[kabupaten.pk]),
        "ambang_simpan": reverse("ambang_simpan", args=[kabupaten.pk]),
    }


def complaint_addresses(kecamatan, period, before, by, at):
    """Return the pages of complaints, some recorded, and of a round that is closed."""
    sokong = kecamatan.desa_set.get(name="Sokong")
    told = {"waiting": 12, "in_hand": 3, "settled": 40, "done": "Blangko KIA diminta ke Dukcapil"}
    kia = DocumentType.unscoped.get(key="kia")
    save_complaints(desa=sokong, period=period, values={kia: told}, by=by, at=at)
    return {
        "pengaduan": reverse("pengaduan", args=[kecamatan.pk, period.code]),
        "pengaduan lama": reverse("pengaduan", args=[kecamatan.pk, before.code]),
        "pengaduan_isi": reverse("pengaduan_isi", args=[sokong.pk, period.code]),
        "pengaduan_isi lama": reverse("pengaduan_isi", args=[sokong.pk, before.code]),
    }
