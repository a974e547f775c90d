"""The demo's evaluation for the walk: something said in it, and where its pages are."""

from django.urls import reverse

from formats.specs._shared import DOCUMENTS_BY_KEY
from rakorcam.actions_progress import record_in_meeting
from rakorcam.models import Kind, PlanItem, Rakorcam
from rakorcam.review import axis_of
from rakorcam.worksheets import review_sheet, reviewed_items, stand_of

KIA = str(DOCUMENTS_BY_KEY["kia"].id)


def evaluation_addresses(kecamatan, first, by, at):
    """Return the pages of the kecamatan's newest evaluation, and of a `first` one elsewhere."""
    session = (
        Rakorcam.unscoped.filter(kecamatan=kecamatan, kind=Kind.EVALUASI)
        .select_related("kecamatan__kabupaten", "period")
        .latest("date")
    )
    told = max(reviewed_items(stand_of(session)), key=lambda one: len(one.entries))
    item = PlanItem.unscoped.get(pk=told.id)
    (entry, *_rest) = record_in_meeting(
        session, item, desa=list(item.desa.order_by("code")[:1]), state="terhambat",
        obstacle="Berkas belum lengkap", by=by, at=at,
    )  # fmt: skip
    number = review_sheet(session, axis_of(item.number)).number
    here = [session.pk, number, item.row]
    return {
        "rakorcam tinjau": reverse("rakorcam", args=[session.pk]),
        "rakorcam_tutup tinjau": reverse("rakorcam_tutup", args=[session.pk]),
        "lembar_kerja tinjau": reverse("lembar_kerja", args=here[:2]),
        "lembar_kerja_baris tinjau": reverse("lembar_kerja_baris", args=here),
        "lembar_kerja_baris ke depan": reverse("lembar_kerja_baris", args=[session.pk, 11, KIA]),
        "lembar_kerja_baris kertas": reverse("lembar_kerja_baris", args=[first.pk, 8, "pokja"]),
        "tinjau_catat tinjau": reverse("tinjau_catat", args=[*here, item.pk]),
        "rencana_lanjut tinjau": reverse("rencana_lanjut", args=[*here, item.pk]),
        "tinjau_hapus tinjau": reverse("tinjau_hapus", args=[entry.pk]),
        "target_juni tinjau": reverse("target_juni", args=[session.pk, 11, KIA]),
    }
