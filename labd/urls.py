"""Table of contents of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("desa.urls")),
    path("admin/", admin.site.urls),
]
