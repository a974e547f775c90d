"""What is taken from the dashboard: its page, tables for inside, masked tables for outside."""

from django.urls import path

from labd.dasbor import share_views as views

HERE = "<uuid:kecamatan>/<str:periode>"

urlpatterns = [
    path(f"{HERE}/", views.bagikan, name="bagikan"),
    path(f"{HERE}/paparan.pdf", views.paparan, name="paparan"),
    path(f"{HERE}/dalam/<slug:table>.<str:ext>", views.bagikan_dalam, name="bagikan_dalam"),
    path(f"{HERE}/terbuka/<slug:table>.<str:ext>", views.bagikan_terbuka, name="bagikan_terbuka"),
]
