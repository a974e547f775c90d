"""Table of contents of the site."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from labd import views

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("beranda/nanti/", views.beranda_nanti, name="beranda_nanti"),
    path("pilih/", views.pilih, name="pilih"),
    path("healthz", views.healthz, name="healthz"),
    path("masuk/", auth.LoginView.as_view(redirect_authenticated_user=True), name="masuk"),
    path("keluar/", auth.LogoutView.as_view(), name="keluar"),
    path(
        "akun/kata-sandi/",
        views.PasswordChange.as_view(),
        name="kata_sandi",
    ),
    path(
        "akun/kata-sandi/selesai/",
        auth.PasswordChangeDoneView.as_view(),
        name="kata_sandi_selesai",
    ),
    path("dasbor/bagikan/", include("labd.dasbor.urls_bagikan")),
    path("dasbor/peringatan/", include("labd.dasbor.urls_peringatan")),
    path("", include("formats.urls")),
    path("dasbor/kabupaten/", include("labd.dasbor.urls_kabupaten")),
    path("dasbor/desa/", include("labd.dasbor.urls_desa")),
    path("dasbor/", include("labd.dasbor.urls")),
    path("rakorcam/siklus/", include("rakorcam.urls_siklus")),
    path("rakorcam/", include("rakorcam.urls")),
    path("tindak-lanjut/anggaran/", include("rakorcam.urls_anggaran")),
    path("tindak-lanjut/", views.tindak_lanjut, name="tindak_lanjut"),
    path("tindak-lanjut/", include("rakorcam.urls_tindak")),
    path("pembinaan/", include("rakorcam.urls_bina")),
    path("laporan/", include("rakorcam.urls_laporan")),
    path("panduan/", include("labd.panduan.urls")),
    path("admin/", admin.site.urls),
]

handler400 = views.bad_request
handler404 = views.not_found
handler500 = views.server_error
