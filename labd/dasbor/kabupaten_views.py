"""The kabupaten's dashboard: its page, its charts and its paper."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Kabupaten
from formats.periods import find_period, framed_period
from formats.render.download import hand_over, paper_asked, stamp_of
from labd.dasbor.files import hand_over_svg
from labd.dasbor.kabupaten import MONTHS, desa_rows
from labd.dasbor.kabupaten_board import kabupaten_board
from labd.dasbor.kabupaten_chart import NARROW, WIDE, comparisons
from labd.dasbor.kabupaten_paper import kabupaten_pdf

FIRST_YEAR, LAST_YEAR = 2000, 2100


def _board(request, kabupaten, period):
    """Return the KabupatenBoard of a period, in the order and with the year a URL asks for."""
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    order = request.GET.get("urut", "")
    return kabupaten_board(request.user, kabupaten, period, waktu.now(), order=order, year=year)


def _comparison(board, asked):
    """Return the Comparison of the document with the id `asked`, or None without it."""
    return next((one for one in comparisons(board) if one.document.id == asked), None)


@require_safe
@access("comparison.read", kabupaten=Kabupaten)
def dasbor_kabupaten(request, kabupaten, periode):
    """Show the kecamatan of a kabupaten side by side, and when they meet."""
    period = framed_period(request, kabupaten, periode)
    request.konteks = (None, period)
    board = _board(request, kabupaten, period)
    chosen = board.row(request.GET.get("kecamatan", ""))
    asked = _comparison(board, request.GET.get("dokumen"))
    context = {
        "papan": board,
        "period": board.period,
        "kabupaten": kabupaten,
        "banding": asked or _comparison(board, board.neediest),
        "pilihan": chosen,
        "desa": desa_rows(chosen) if chosen else (),
        "bulan": [date(board.year, month, 1) for month in MONTHS],
        "may_set": holds(request.user, "targets.edit", kabupaten),
    }
    return render(request, "labd/dasbor/kabupaten.html", context)


@require_safe
@access("comparison.read", kabupaten=Kabupaten)
def dasbor_kabupaten_grafik(request, kabupaten, periode, document):
    """Hand over the chart of one document as SVG: ?sempit=1 for a phone, ?unduh=1 to keep it."""
    board = _board(request, kabupaten, find_period(kabupaten, periode))
    comparison = _comparison(board, str(document))
    if comparison is None:
        raise Http404
    return hand_over_svg(
        request,
        comparison.svg(NARROW if request.GET.get("sempit") else WIDE),
        f"kecamatan-{comparison.document.label}-{kabupaten.name}-{board.period.code}",
    )


@require_safe
@access("comparison.read", kabupaten=Kabupaten)
def dasbor_kabupaten_berkas(request, kabupaten, periode):
    """Hand over the dashboard as PDF on the paper asked for, sorted as the page was."""
    period, paper = find_period(kabupaten, periode), paper_asked(request)
    board = _board(request, kabupaten, period)
    content = kabupaten_pdf(board, paper, printed=stamp_of(request, kabupaten))
    return hand_over(content, "pdf", f"dasbor-{kabupaten.name}-{board.period.code}-{paper}")
