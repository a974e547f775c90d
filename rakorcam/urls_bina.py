"""Visits to desa between the meetings (pembinaan)."""

from django.urls import path

from rakorcam import views_bina as views

urlpatterns = [
    path("kecamatan/<uuid:kecamatan>/", views.pembinaan_daftar, name="pembinaan_daftar"),
    path("desa/<uuid:desa>/baru/", views.pembinaan_baru, name="pembinaan_baru"),
    path("foto/<uuid:visit_photo>/", views.pembinaan_foto, name="pembinaan_foto"),
    path("<uuid:visit>/", views.pembinaan, name="pembinaan"),
    path("<uuid:visit>/ubah/", views.pembinaan_ubah, name="pembinaan_ubah"),
    path("<uuid:visit>.pdf", views.pembinaan_berkas, name="pembinaan_berkas"),
]
