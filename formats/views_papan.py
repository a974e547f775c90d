"""What the script of a grid asks for beside the page: who changed a cell, and when."""

from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.views.decorators.http import require_safe

from desa.access import access
from desa.models import Desa, Kecamatan
from formats import grid_aside
from formats.views import place_of

# What the form name of a cell is made of: a letter, the desa, the type or element, the field.
NAME_PARTS = 4
HISTORIES = {
    "coverage": grid_aside.coverage_history,
    "elements": grid_aside.element_history,
}


@require_safe
@access("history.read", kecamatan=Kecamatan)
def format_riwayat(request, kecamatan, periode, number):
    """Return who changed one cell and when; `sel` is the form name of one of its inputs."""
    place = place_of(request, kecamatan, periode, number)
    history, parts = HISTORIES.get(place.spec.source), request.GET.get("sel", "").split(":")
    if history is None or len(parts) != NAME_PARTS:
        return JsonResponse({"riwayat": []})
    _prefix, desa_id, item, field_name = parts
    mine = Desa.objects.allowed(request.user, "history.read").filter(kecamatan=kecamatan)
    try:
        desa = mine.get(pk=desa_id)
        return JsonResponse({"riwayat": history(desa, place.period, item, field_name)})
    except (Desa.DoesNotExist, ValidationError) as error:
        raise Http404 from error
