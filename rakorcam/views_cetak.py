"""Printing for the wall: the page that shows what will come out, and the file."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from desa.access import access
from formats.render.download import hand_over, stamp_of
from rakorcam.models import Rakorcam
from rakorcam.printing import PrintForm, printed, printout
from rakorcam.views import remember
from rakorcam.worksheets import worksheets_of


@require_safe
@access("printing.read", rakorcam=Rakorcam)
def rakorcam_cetak(request, rakorcam):
    """Show in a picture and in numbers what the chosen wall sheets are printed on."""
    remember(request, rakorcam)
    form, out = PrintForm(request.GET, worksheets_of(rakorcam)), None
    if form.is_valid():
        out = printout(rakorcam, form, stamp_of(request, rakorcam.kecamatan.kabupaten))
    context = {"rakorcam": rakorcam, "form": form, "hasil": out}
    return render(request, "rakorcam/cetak.html", context)


@require_safe
@access("printing.read", rakorcam=Rakorcam)
def rakorcam_cetak_berkas(request, rakorcam):
    """Hand over the chosen wall sheets as one PDF; what cannot be printed is asked for again."""
    form = PrintForm(request.GET, worksheets_of(rakorcam))
    if not form.is_valid():
        again = reverse("rakorcam_cetak", args=[rakorcam.pk])
        return redirect(f"{again}?{request.GET.urlencode()}")
    content = printed(rakorcam, form, stamp_of(request, rakorcam.kecamatan.kabupaten))
    numbers = "-".join(str(spec.number) for spec in form.specs)
    place = f"{rakorcam.kecamatan.name}-{rakorcam.period.code}"
    parts = ("plano", numbers, place, form.paper.name, form.tile, "kosong" * form.is_blank)
    return hand_over(content, "pdf", "-".join(part for part in parts if part))
