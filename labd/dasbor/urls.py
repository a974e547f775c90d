"""Addresses of the dashboard."""

from django.urls import path

from labd.dasbor import views

HERE = "<uuid:kecamatan>/<str:periode>"

urlpatterns = [
    path(f"{HERE}/", views.dasbor, name="dasbor"),
    path(f"{HERE}/dasbor.pdf", views.dasbor_berkas, name="dasbor_berkas"),
    path(f"{HERE}/grafik/<uuid:document>.svg", views.dasbor_grafik, name="dasbor_grafik"),
]
