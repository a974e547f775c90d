"""Addresses of the kabupaten's dashboard."""

from django.urls import path

from labd.dasbor import kabupaten_share_views as shares
from labd.dasbor import kabupaten_views as views

HERE = "<uuid:kabupaten>/<str:periode>"

urlpatterns = [
    path(f"{HERE}/", views.dasbor_kabupaten, name="dasbor_kabupaten"),
    path(f"{HERE}/dasbor.pdf", views.dasbor_kabupaten_berkas, name="dasbor_kabupaten_berkas"),
    path(
        f"{HERE}/grafik/<uuid:document>.svg",
        views.dasbor_kabupaten_grafik,
        name="dasbor_kabupaten_grafik",
    ),
    path(f"{HERE}/bagikan/", shares.bagikan_kabupaten, name="bagikan_kabupaten"),
    path(
        f"{HERE}/bagikan/<slug:table>.<str:ext>",
        shares.bagikan_kabupaten_dalam,
        name="bagikan_kabupaten_dalam",
    ),
]
