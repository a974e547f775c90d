"""The site's addresses, and one more for measuring: a page with our frame and nothing in it."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from desa.access import personal
from labd.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]

EMPTY = engines["django"].from_string('{% extends "base.html" %}')


@personal
def kosong(request):
    """Show the base template to a person: navigation, session, account, no content."""
    return HttpResponse(EMPTY.render({}, request))


urlpatterns = [*urlpatterns, path("kosong/", kosong, name="beranda_kosong")]
