"""The kabupaten's list of themes, under which challenges are grouped; kept in each kecamatan."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Kecamatan
from formats.forms import ThemeForm
from formats.models import Theme
from formats.survey_actions import save_theme


@require_safe
@access("own_types.read", kecamatan=Kecamatan)
def tema(request, kecamatan):
    """List the themes of the kecamatan's kabupaten."""
    context = {
        "kecamatan": kecamatan,
        "themes": Theme.unscoped.filter(kabupaten=kecamatan.kabupaten).order_by("name"),
        "may_edit": holds(request.user, "own_types.edit", kecamatan),
    }
    return render(request, "formats/tema.html", context)


@access("own_types.edit", kecamatan=Kecamatan)
def tema_tambah(request, kecamatan):
    """Add a theme to the kabupaten's list."""
    return _edit(request, kecamatan, Theme(kabupaten=kecamatan.kabupaten))


@access("own_types.edit", kecamatan=Kecamatan)
def tema_ubah(request, kecamatan, theme):
    """Rename a theme of the kabupaten's list, or stop using it."""
    found = Theme.unscoped.filter(kabupaten=kecamatan.kabupaten, pk=theme).first()
    if found is None:
        raise Http404
    return _edit(request, kecamatan, found)


def _edit(request, kecamatan, theme):
    form = ThemeForm(request.POST or None, instance=theme)
    if request.method == "POST" and form.is_valid():
        try:
            save_theme(form.instance, by=request.user, at=waktu.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Tema {theme.name} tersimpan.")
            return redirect("tema", kecamatan=kecamatan.pk)
    context = {"kecamatan": kecamatan, "form": form, "theme": theme}
    return render(request, "formats/tema_formulir.html", context)
