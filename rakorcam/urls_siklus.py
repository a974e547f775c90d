"""The yearly cycle of a kecamatan."""

from django.urls import path

from rakorcam import views_siklus as views

urlpatterns = [
    path("<uuid:kecamatan>/<int:tahun>/", views.siklus, name="siklus"),
    path("<uuid:kecamatan>/<int:tahun>.<str:ext>", views.siklus_berkas, name="siklus_berkas"),
]
