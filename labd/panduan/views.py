"""The user guide, for everybody who is logged in."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desa.access import personal
from labd.konteks import konteks_of
from labd.panduan.links import links_for
from labd.panduan.pages import BY_SLUG, PAGES, pages_for


@require_safe
@personal
def panduan(request):
    """Show the guide of the person's one role; who has several, or none, chooses from the list."""
    own = pages_for(request.user)
    if len(own) == 1:
        return _page(request, own[0])
    others = [page for page in PAGES if page not in own]
    return render(request, "panduan/daftar.html", {"own": own, "others": others})


@require_safe
@personal
def panduan_peran(request, peran):
    """Show the guide of any role: people help each other."""
    if peran not in BY_SLUG:
        raise Http404
    return _page(request, BY_SLUG[peran])


def _page(request, page):
    shown = {
        "page": page,
        "others": [one for one in PAGES if one is not page],
        "tautan": links_for(request.user, konteks_of(request)),
    }
    return render(request, page.template, shown)
