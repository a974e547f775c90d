"""Addresses of a desa's page."""

from django.urls import path

from labd.dasbor import desa_views as views

HERE = "<uuid:desa>/<str:periode>"

urlpatterns = [
    path(f"{HERE}/", views.dasbor_desa, name="dasbor_desa"),
    path(f"{HERE}/peringatan/", views.dasbor_desa_peringatan, name="dasbor_desa_peringatan"),
    path(f"{HERE}/riwayat/", views.dasbor_desa_riwayat, name="dasbor_desa_riwayat"),
    path(f"{HERE}/kunjungan.pdf", views.dasbor_desa_berkas, name="dasbor_desa_berkas"),
    path(
        f"{HERE}/grafik/<uuid:document>.svg",
        views.dasbor_desa_grafik,
        name="dasbor_desa_grafik",
    ),
]
