"""Early warnings in the demo: one of Tanjung's answered, the others open; where each page is."""

import uuid

from django.urls import reverse

from desa import waktu
from formats.warning_actions import acknowledge
from labd.dasbor.warnings_gather import warnings_of


def warning_addresses(kabupaten, answered, without, period, by, at):
    """Return the pages of `answered`, with one warning answered, and of `without` long ago."""
    first, second, *_rest = warnings_of(answered, period, waktu.today(kabupaten, at))
    acknowledge(
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
        "ambang": reverse("ambang", args=[kabupaten.pk]),
        "ambang_simpan": reverse("ambang_simpan", args=[kabupaten.pk]),
    }
