"""Following up what was agreed: plan items, progress, what desa budgeted."""

from django.urls import path

from rakorcam import views_tindak, views_tindak_isi

urlpatterns = [
    path("<uuid:kecamatan>/", views_tindak.tindak_daftar, name="tindak_daftar"),
    path("rencana/<uuid:item>/", views_tindak.tindak_rencana, name="tindak_rencana"),
    path("rencana/<uuid:item>/catat/", views_tindak_isi.tindak_catat, name="tindak_catat"),
    path(
        "rencana/<uuid:item>/keadaan/",
        views_tindak_isi.tindak_keadaan,
        name="tindak_keadaan",
    ),
    path("rencana/<uuid:item>/ubah/", views_tindak_isi.tindak_ubah, name="tindak_ubah"),
    path(
        "desa/<uuid:desa>/<uuid:item>/catat/",
        views_tindak_isi.tindak_catat_desa,
        name="tindak_catat_desa",
    ),
    path(
        "desa/<uuid:desa>/<uuid:item>/dokumen/<slug:document>/",
        views_tindak_isi.tindak_dokumen,
        name="tindak_dokumen",
    ),
    path(
        "kemajuan/<uuid:progress>/benarkan/",
        views_tindak.kemajuan_benarkan,
        name="kemajuan_benarkan",
    ),
    path(
        "kemajuan/<uuid:progress>/kembalikan/",
        views_tindak_isi.kemajuan_kembalikan,
        name="kemajuan_kembalikan",
    ),
    path("kemajuan/<uuid:progress>/foto/", views_tindak.kemajuan_foto, name="kemajuan_foto"),
    path(
        "dokumen/<uuid:budget_entry>/benarkan/",
        views_tindak.dokumen_benarkan,
        name="dokumen_benarkan",
    ),
    path(
        "dokumen/<uuid:budget_entry>/kembalikan/",
        views_tindak_isi.dokumen_kembalikan,
        name="dokumen_kembalikan",
    ),
]
