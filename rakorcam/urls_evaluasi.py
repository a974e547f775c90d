"""Looking back and ahead in the worksheets of a Rakorcam Evaluasi."""

from django.urls import path

from rakorcam import views_tinjau as views

_ROW = "<uuid:rakorcam>/format/<int:number>/<str:row>/"

urlpatterns = [
    path("tinjauan/<uuid:progress>/hapus/", views.tinjau_hapus, name="tinjau_hapus"),
    path(f"{_ROW}tinjau/<uuid:item>/", views.tinjau_catat, name="tinjau_catat"),
    path(f"{_ROW}tinjau/<uuid:item>/lanjut/", views.rencana_lanjut, name="rencana_lanjut"),
    path(f"{_ROW}target-juni/", views.target_juni, name="target_juni"),
]
