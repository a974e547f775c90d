"""What every page's frame shows: who, where, when, and the ways to go."""

from dataclasses import dataclass

from django.urls import reverse

from desa.access import has_anywhere, holds, holds_whole
from desa.middleware import home_kabupaten
from desa.models import Kabupaten
from labd.konteks import konteks_of


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the bar."""

    url: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Situs:
    """The frame of one page."""

    nav: list
    konteks: object
    nama: str
    peran: str
    kabupaten: str
    data_contoh: bool
    boleh_admin: bool = False


def situs(request):
    """Return the frame for the base template; a page for strangers has no ways to go."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"situs": Situs([], None, "", "", "", _any_sample())}
    konteks = konteks_of(request)
    kabupaten = konteks.kecamatan.kabupaten if konteks else home_kabupaten(user)
    return {
        "situs": Situs(
            nav=list(_nav(request, user, konteks)),
            konteks=konteks,
            nama=str(user),
            peran=", ".join(map(str, user.current_assignments)),
            kabupaten=f"Kabupaten {kabupaten.name}" if kabupaten else "",
            data_contoh=kabupaten.is_sample if kabupaten else _any_sample(),
            boleh_admin=user.is_superuser or has_anywhere(user, "accounts.edit"),
        )
    }


def _any_sample():
    """Return whether this site holds sample data at all; for pages of no kabupaten."""
    return Kabupaten.unscoped.filter(is_sample=True).exists()


def _nav(request, user, konteks):
    """Yield the entries this person has a right to, most used first."""
    name = request.resolver_match.url_name if request.resolver_match else ""
    yield NavItem(reverse("beranda"), "Beranda", name == "beranda")
    if konteks and konteks.period and has_anywhere(user, "coverage.read"):
        place = {"kecamatan": konteks.kecamatan.pk, "periode": konteks.period.code}
        asks = answers_for_a_desa(user)
        sees_dashboard = holds(user, "dashboard.read", konteks.kecamatan)
        here = name in DATA or (name in SURVEY and not asks)
        here |= name in DESA_PAGES and not sees_dashboard
        yield NavItem(reverse("data_desa", kwargs=place), "Data desa", here)
        if asks:
            yield NavItem(reverse("lembar_daftar", kwargs=place), "Lembar isian", name in SURVEY)
    if has_anywhere(user, "worksheet.read"):
        yield NavItem(reverse("rakorcam_daftar"), "Rakorcam", name in SESSION)
    if konteks and holds(user, "progress.read", konteks.kecamatan):
        url = reverse("tindak_daftar", args=[konteks.kecamatan.pk])
        yield NavItem(url, "Tindak lanjut", name in TINDAK)
    if konteks and konteks.period and holds(user, "dashboard.read", konteks.kecamatan):
        yield NavItem(_dashboard(user, konteks), "Dasbor", name in DASBOR or name in DESA_PAGES)
    if konteks and konteks.period and holds(user, "targets.edit", konteks.kecamatan.kabupaten):
        place = {"kabupaten": konteks.kecamatan.kabupaten_id, "periode": konteks.period.code}
        url = reverse("target_kabupaten", kwargs=place)
        yield NavItem(url, "Target", name in TARGETS)


def _dashboard(user, konteks):
    """Return the address of the kabupaten's dashboard for its people, else the kecamatan's."""
    kabupaten, code = konteks.kecamatan.kabupaten, konteks.period.code
    if holds_whole(user, "comparison.read", kabupaten):
        return reverse("dasbor_kabupaten", args=[kabupaten.pk, code])
    return reverse("dasbor", args=[konteks.kecamatan.pk, code])


def answers_for_a_desa(user):
    """Return whether the person answers lembar isian of their own desa."""
    return any(one.desa_id for one in user.current_assignments)


TINDAK = frozenset({
    "tindak_daftar", "tindak_rencana", "tindak_catat", "tindak_catat_desa", "tindak_dokumen",
    "tindak_keadaan", "tindak_ubah", "kemajuan_kembalikan", "dokumen_kembalikan", "anggaran",
    "pembinaan_daftar", "pembinaan_baru", "pembinaan", "pembinaan_ubah",
    "laporan_daftar", "laporan", "laporan_ubah",
})  # fmt: skip
DASBOR = frozenset({
    "dasbor", "dasbor_kabupaten", "peringatan", "peringatan_tanggapi", "peringatan_cabut",
    "ambang", "ambang_simpan", "bagikan", "bagikan_kabupaten", "dasbor_perkembangan",
})  # fmt: skip
# Under Dasbor; for those who have none, as a desa's own account, under Data desa.
DESA_PAGES = frozenset({"dasbor_desa", "dasbor_desa_riwayat"})
TARGETS = frozenset({"target_kabupaten", "target_kabupaten_simpan"})
DATA = frozenset({
    "data_desa", "format", "format_simpan", "jenis_dokumen", "jenis_dokumen_tambah",
    "jenis_dokumen_ubah", "target", "target_khusus", "bukti_elemen", "bukti_unggah", "tema",
    "tema_tambah", "tema_ubah", "banding", "pengaduan", "pengaduan_isi",
})  # fmt: skip
SURVEY = frozenset({
    "lembar_daftar", "lembar", "lembar_semua", "lembar_langkah", "lembar_kirim", "lembar_periksa",
    "lembar_kembalikan", "lembar_koreksi",
})  # fmt: skip
SESSION = frozenset({
    "rakorcam_daftar", "rakorcam_baru", "rakorcam", "rakorcam_ubah", "rakorcam_batal",
    "rakorcam_bekukan", "bekuan", "rakorcam_mulai", "rakorcam_tutup", "rakorcam_buka_kembali",
    "lembar_kerja", "lembar_kerja_baris", "catatan_tambah", "rencana_ubah", "sepakati",
    "rakorcam_cetak", "anggaran_sesi", "siklus", "tinjau_catat", "tinjau_hapus",
})  # fmt: skip
