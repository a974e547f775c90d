"""Data desa: the formats per kecamatan and period, own document types, targets, evidence."""

from django.urls import path

from formats import views_bukti, views_target, views_types
from formats.views import data_desa, format_berkas, format_page, format_simpan

PERIOD = [
    ("", data_desa, "data_desa"),
    ("format/<int:number>/", format_page, "format"),
    ("format/<int:number>/simpan/", format_simpan, "format_simpan"),
    ("format/<int:number>.<str:ext>", format_berkas, "format_berkas"),
    ("target/", views_target.target, "target"),
    ("target/khusus/", views_target.target_khusus, "target_khusus"),
]

KABUPATEN = [
    ("target/", views_target.target_kabupaten, "target_kabupaten"),
    ("target/simpan/", views_target.target_kabupaten_simpan, "target_kabupaten_simpan"),
]

EVIDENCE = [
    ("", views_bukti.bukti_elemen, "bukti_elemen"),
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
    *_under("data/kabupaten/<uuid:kabupaten>/<str:periode>/", KABUPATEN),
    *_under("data/<uuid:kecamatan>/<str:periode>/", PERIOD),
    path("bukti/<uuid:attachment>/", views_bukti.bukti, name="bukti"),
    path("bukti/<uuid:attachment>/hapus/", views_bukti.bukti_hapus, name="bukti_hapus"),
    *_under("bukti/<uuid:desa>/<str:periode>/<slug:element>/", EVIDENCE),
]
