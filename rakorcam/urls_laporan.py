"""Half-year reports of a kecamatan."""

from django.urls import path

from rakorcam import views_laporan as views

urlpatterns = [
    path("<uuid:kecamatan>/", views.laporan_daftar, name="laporan_daftar"),
    path("<uuid:kecamatan>/<str:code>.<str:ext>", views.laporan_berkas, name="laporan_berkas"),
    path("<uuid:kecamatan>/<str:code>/", views.laporan, name="laporan"),
    path("<uuid:kecamatan>/<str:code>/ubah/", views.laporan_ubah, name="laporan_ubah"),
    path(
        "<uuid:kecamatan>/<str:code>/usulan/<slug:section>/",
        views.laporan_usulan,
        name="laporan_usulan",
    ),
]
