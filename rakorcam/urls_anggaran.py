"""What the plans need: the recap of a kecamatan's agreed items, and of one session's."""

from django.urls import path

from rakorcam import views_anggaran as views

urlpatterns = [
    path("rapat/<uuid:rakorcam>/", views.anggaran_sesi, name="anggaran_sesi"),
    path(
        "rapat/<uuid:rakorcam>/rekap.<str:ext>",
        views.anggaran_sesi_berkas,
        name="anggaran_sesi_berkas",
    ),
    path("<uuid:kecamatan>/", views.anggaran, name="anggaran"),
    path("<uuid:kecamatan>/rekap.<str:ext>", views.anggaran_berkas, name="anggaran_berkas"),
]
