"""Early warnings: their page per kecamatan and period, answers, the kabupaten's thresholds."""

from django.urls import path

from labd.dasbor import warning_views as views

urlpatterns = [
    path("ambang/<uuid:kabupaten>/", views.ambang, name="ambang"),
    path("ambang/<uuid:kabupaten>/simpan/", views.ambang_simpan, name="ambang_simpan"),
    path("<uuid:kecamatan>/<str:periode>/", views.peringatan, name="peringatan"),
    path(
        "<uuid:kecamatan>/<str:periode>/cabut/<uuid:answer>/",
        views.peringatan_cabut,
        name="peringatan_cabut",
    ),
    path(
        "<uuid:kecamatan>/<str:periode>/<slug:rule>/<str:subject>/",
        views.peringatan_tanggapi,
        name="peringatan_tanggapi",
    ),
]
