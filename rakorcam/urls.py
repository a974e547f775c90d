"""Sessions, their worksheets and plan items."""

from django.urls import include, path

from rakorcam import views, views_buku, views_cetak, views_decisions, views_rows

SESSION = [
    ("", views.rakorcam_detail, "rakorcam"),
    ("ubah/", views.rakorcam_ubah, "rakorcam_ubah"),
    ("bekuan/", views.bekuan, "bekuan"),
    ("semua.xlsx", views_buku.lembar_kerja_semua, "lembar_kerja_semua"),
    ("cetak/", views_cetak.rakorcam_cetak, "rakorcam_cetak"),
    ("cetak/plano.pdf", views_cetak.rakorcam_cetak_berkas, "rakorcam_cetak_berkas"),
    ("batal/", views_decisions.rakorcam_batal, "rakorcam_batal"),
    ("bekukan/", views_decisions.rakorcam_bekukan, "rakorcam_bekukan"),
    ("mulai/", views_decisions.rakorcam_mulai, "rakorcam_mulai"),
    ("tutup/", views_decisions.rakorcam_tutup, "rakorcam_tutup"),
    ("buka-kembali/", views_decisions.rakorcam_buka_kembali, "rakorcam_buka_kembali"),
    ("format/<int:number>/", views.lembar_kerja, "lembar_kerja"),
    ("format/<int:number>.<str:ext>", views.lembar_kerja_berkas, "lembar_kerja_berkas"),
    ("format/<int:number>/sepakati/", views_decisions.sepakati, "sepakati"),
    ("format/<int:number>/<str:row>/", views_rows.lembar_kerja_baris, "lembar_kerja_baris"),
    ("format/<int:number>/<str:row>/kutipan/pakai/", views_rows.kutipan_pakai, "kutipan_pakai"),
    (
        "format/<int:number>/<str:row>/<slug:column>/",
        views_rows.catatan_tambah,
        "catatan_tambah",
    ),
]

urlpatterns = [
    # Before the rows: else they take these for columns.
    path("", include("rakorcam.urls_evaluasi")),
    path("", views.rakorcam_daftar, name="rakorcam_daftar"),
    path("baru/<uuid:kecamatan>/", views.rakorcam_baru, name="rakorcam_baru"),
    path("catatan/<uuid:discussion>/hapus/", views_rows.catatan_hapus, name="catatan_hapus"),
    path("rencana/<uuid:plan_item>/", views_rows.rencana_ubah, name="rencana_ubah"),
    path("rencana/<uuid:plan_item>/hapus/", views_rows.rencana_hapus, name="rencana_hapus"),
    *(path(f"<uuid:rakorcam>/{route}", view, name=name) for route, view, name in SESSION),
]
