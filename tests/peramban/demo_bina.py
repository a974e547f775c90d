"""Visits and half-year reports in the world that the browser walks; see demo_world."""

from django.urls import reverse

from desa import waktu
from desa.models import Desa, User
from desa.uploads import clean_photo
from rakorcam.actions_laporan import save_report
from rakorcam.actions_visits import record_visit
from rakorcam.models import HalfYearReport, PersonMet, Visit
from rakorcam.semester import half_of


def visit_addresses(tanjung, gangga, photo, now):
    """Return the pages of visits: one with people and a photo, and a kecamatan without any."""
    sokong = Desa.unscoped.get(kecamatan=tanjung, name="Sokong")
    visit = Visit(
        desa=sokong, date=waktu.today(tanjung.kabupaten, now), place="Kantor desa",
        by_whom="Lalu Hadi", findings="Loket sudah dipakai", follow_up="Jemput bola",
        unit="Kaur Pelayanan",
    )  # fmt: skip
    people = [PersonMet(name="Inaq Sri", office="Kepala Dusun", sex="P")]
    by, photos = User.objects.get(username="ptpd.tanjung"), [clean_photo(photo)]
    record_visit(visit, people=people, photos=photos, by=by, at=now)
    return report_addresses(tanjung, visit.date, by, now) | {
        "pembinaan_daftar": reverse("pembinaan_daftar", args=[tanjung.pk]),
        "pembinaan_daftar kosong": reverse("pembinaan_daftar", args=[gangga.pk]),
        "pembinaan_baru": reverse("pembinaan_baru", args=[sokong.pk]),
        "pembinaan_foto": reverse("pembinaan_foto", args=[visit.photos.get().pk]),
        **{
            name: reverse(name, args=[visit.pk])
            for name in ("pembinaan", "pembinaan_ubah", "pembinaan_berkas")
        },
    }


def report_addresses(kecamatan, day, by, now):
    """Return the pages of two half-year reports: one stored, of before its visit, one proposed."""
    half = half_of(day)
    told = {"lessons": "Datang bersama", "recommendations": "- Satu formulir"}
    save_report(HalfYearReport(kecamatan=kecamatan, code=half.code, **told), by=by, at=now)
    here = [kecamatan.pk, half.code]
    return {
        "laporan_daftar": reverse("laporan_daftar", args=here[:1]),
        "laporan": reverse("laporan", args=here),
        "laporan usulan": reverse("laporan", args=[kecamatan.pk, half.before.code]),
        "laporan_ubah": reverse("laporan_ubah", args=here),
        "laporan_usulan": reverse("laporan_usulan", args=[*here, "visits"]),
        "laporan_berkas": reverse("laporan_berkas", args=[*here, "pdf"]),
    }
