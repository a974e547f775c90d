"""Addresses of the dashboard."""

from django.urls import path

from labd.dasbor import views, views_bagian

HERE = "<uuid:kecamatan>/<str:periode>"

urlpatterns = [
    path(f"{HERE}/", views.dasbor, name="dasbor"),
    path(f"{HERE}/perhatian/", views_bagian.dasbor_perhatian, name="dasbor_perhatian"),
    path(f"{HERE}/rencana/", views_bagian.dasbor_rencana, name="dasbor_rencana"),
    path(f"{HERE}/perkembangan/", views_bagian.dasbor_perkembangan, name="dasbor_perkembangan"),
    path(f"{HERE}/dasbor.pdf", views.dasbor_berkas, name="dasbor_berkas"),
    path(f"{HERE}/grafik/<uuid:document>.svg", views.dasbor_grafik, name="dasbor_grafik"),
]
