"""What is taken from the kabupaten's dashboard: its tables, for inside only."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desa.access import access
from desa.models import Kabupaten
from formats.periods import find_period, framed_period
from formats.render.download import share, stamp_of
from labd.dasbor.kabupaten_board import kabupaten_board
from labd.dasbor.kabupaten_gather import places_of
from labd.dasbor.kabupaten_tables import TABLES, sheet_of


@require_safe
@access("comparison.read", kabupaten=Kabupaten)
def bagikan_kabupaten(request, kabupaten, periode):
    """Show what can be taken along of all kecamatan, and where to take what goes outside."""
    period = framed_period(request, kabupaten, periode)
    request.konteks = (None, period)
    context = {
        "kabupaten": kabupaten,
        "period": period,
        "tables": TABLES.values(),
        "places": places_of(kabupaten, period),
    }
    return render(request, "labd/dasbor/bagikan_kabupaten.html", context)


@require_safe
@access("comparison.read", kabupaten=Kabupaten)
def bagikan_kabupaten_dalam(request, kabupaten, periode, table, ext):
    """Hand over a table with all its numbers, for those inside."""
    period = find_period(kabupaten, periode)
    if table not in TABLES:
        raise Http404
    stamp = stamp_of(request, kabupaten)
    board = kabupaten_board(request.user, kabupaten, period, stamp.at)
    name = f"{table}-kabupaten-{kabupaten.name}-{period.code}-dalam"
    return share(sheet_of(TABLES[table], board, stamp.at), ext, name, stamp)
