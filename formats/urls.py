"""Data desa: the formats per kecamatan and period, own document types, targets, evidence."""

from django.urls import path

from formats import (
    views_banding,
    views_bukti,
    views_daftar,
    views_lembar,
    views_papan,
    views_pengaduan,
    views_periksa,
    views_target,
    views_tema,
    views_types,
)
from formats.views import data_desa, format_berkas, format_page, format_simpan, semua_format

PERIOD = [
    ("", data_desa, "data_desa"),
    ("format/<int:number>/", format_page, "format"),
    ("format/<int:number>/simpan/", format_simpan, "format_simpan"),
    ("format/<int:number>/riwayat/", views_papan.format_riwayat, "format_riwayat"),
    ("format/<int:number>.<str:ext>", format_berkas, "format_berkas"),
    ("semua.xlsx", semua_format, "semua_format"),
    ("banding/", views_banding.banding, "banding"),
    ("banding.<str:ext>", views_banding.banding_berkas, "banding_berkas"),
    ("lembar/", views_daftar.lembar_daftar, "lembar_daftar"),
    ("lembar/<int:number>.<str:ext>", views_lembar.lembar_kosong, "lembar_kosong"),
    ("pengaduan/", views_pengaduan.pengaduan, "pengaduan"),
    ("target/", views_target.target, "target"),
    ("target/khusus/", views_target.target_khusus, "target_khusus"),
]

KABUPATEN = [
    ("target/", views_target.target_kabupaten, "target_kabupaten"),
    ("target/simpan/", views_target.target_kabupaten_simpan, "target_kabupaten_simpan"),
]

SURVEY = [
    ("", views_lembar.lembar, "lembar"),
    ("isi/", views_lembar.lembar_semua, "lembar_semua"),
    ("isi/<slug:question>/", views_lembar.lembar_langkah, "lembar_langkah"),
    ("kirim/", views_lembar.lembar_kirim, "lembar_kirim"),
    ("salin/", views_lembar.lembar_salin, "lembar_salin"),
    ("periksa/", views_periksa.lembar_periksa, "lembar_periksa"),
    ("kembalikan/", views_periksa.lembar_kembalikan, "lembar_kembalikan"),
    ("koreksi/<slug:question>/", views_periksa.lembar_koreksi, "lembar_koreksi"),
    ("koreksi/<slug:question>/cabut/", views_periksa.koreksi_cabut, "koreksi_cabut"),
    (
        "tantangan/<slug:question>/<int:place>/",
        views_periksa.tantangan_tandai,
        "tantangan_tandai",
    ),
]

THEMES = [
    ("", views_tema.tema, "tema"),
    ("tambah/", views_tema.tema_tambah, "tema_tambah"),
    ("<uuid:theme>/", views_tema.tema_ubah, "tema_ubah"),
]

EVIDENCE = [
    ("", views_bukti.bukti_elemen, "bukti_elemen"),
    ("ketetapan/", views_bukti.elemen_tegaskan, "elemen_tegaskan"),
    ("unggah/", views_bukti.bukti_unggah, "bukti_unggah"),
]


def _under(prefix, routes):
    return [path(f"{prefix}{route}", view, name=name) for route, view, name in routes]


urlpatterns = [
    path(
        "data/jenis-dokumen/<uuid:document>/",
        views_types.jenis_dokumen_ubah,
        name="jenis_dokumen_ubah",
    ),
    path(
        "data/<uuid:kecamatan>/jenis-dokumen/",
        views_types.jenis_dokumen,
        name="jenis_dokumen",
    ),
    path(
        "data/<uuid:kecamatan>/jenis-dokumen/tambah/",
        views_types.jenis_dokumen_tambah,
        name="jenis_dokumen_tambah",
    ),
    *_under("data/<uuid:kecamatan>/tema/", THEMES),
    *_under("data/kabupaten/<uuid:kabupaten>/<str:periode>/", KABUPATEN),
    *_under("data/<uuid:kecamatan>/<str:periode>/", PERIOD),
    *_under("lembar/<uuid:desa>/<str:periode>/<int:number>/", SURVEY),
    path(
        "lembar/<uuid:desa>/<str:periode>/<int:number>.<str:ext>",
        views_lembar.lembar_berkas,
        name="lembar_berkas",
    ),
    path(
        "pengaduan/<uuid:desa>/<str:periode>/", views_pengaduan.pengaduan_isi, name="pengaduan_isi"
    ),
    path("bukti/<uuid:attachment>/", views_bukti.bukti, name="bukti"),
    path("bukti/<uuid:attachment>/hapus/", views_bukti.bukti_hapus, name="bukti_hapus"),
    *_under("bukti/<uuid:desa>/<str:periode>/<slug:element>/", EVIDENCE),
]
