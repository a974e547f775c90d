"""The pages of the dashboard, its charts and its paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access
from desa.models import Kecamatan
from formats.periods import find_period
from formats.render.download import hand_over, paper_asked, stamp_of
from labd.dasbor import figures, gather
from labd.dasbor.board import board_of
from labd.dasbor.charts import NARROW, WIDE
from labd.dasbor.paper import dashboard_pdf


def _place(request, kecamatan, periode):
    """Return the Period a URL names, and remember both for the navigation."""
    period = find_period(kecamatan.kabupaten, periode)
    request.konteks = (kecamatan, period)
    return period


def _document(data, asked):
    """Return the document with the id `asked`, or None."""
    return next((one for one in data.documents if one.id == asked), None)


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor(request, kecamatan, periode):
    """Show what to say and whom to call before a meeting."""
    period = _place(request, kecamatan, periode)
    order = request.GET.get("urut", "")
    board = board_of(request.user, kecamatan, period, waktu.now(), order=order)
    document = _document(board.data, request.GET.get("dokumen"))
    document = document or figures.neediest(board.standings)
    context = {"papan": board, "kecamatan": kecamatan, "period": period, "dokumen": document}
    if document is not None:
        desa = figures.furthest(board.heat.rows, document)
        tren = board.story.trends([document], {document.id: desa})[document.id]
        context |= {"tren": tren, "desa_tren": desa}
    return render(request, "labd/dasbor/camat.html", context)


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor_grafik(request, kecamatan, periode, document):
    """Hand over the trend of one document as SVG: ?sempit=1 for a phone, ?unduh=1 to keep it."""
    period = _place(request, kecamatan, periode)
    story = gather.story(request.user, kecamatan, period)
    document = _document(story.data, str(document))
    if document is None:
        raise Http404
    desa = figures.furthest(figures.heat(story.data, ()).rows, document)
    trend = story.trends([document], {document.id: desa})[document.id]
    canvas = NARROW if request.GET.get("sempit") else WIDE
    response = HttpResponse(trend.svg(canvas), content_type="image/svg+xml; charset=utf-8")
    name = slugify(f"cakupan-{document.label}-{kecamatan.name}-{period.code}")
    place = "attachment" if request.GET.get("unduh") else "inline"
    response["Content-Disposition"] = f'{place}; filename="{name}.svg"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor_berkas(request, kecamatan, periode):
    """Hand over the dashboard as PDF on the paper asked for, sorted as the page was."""
    period, paper = _place(request, kecamatan, periode), paper_asked(request)
    order = request.GET.get("urut", "")
    board = board_of(request.user, kecamatan, period, waktu.now(), order=order)
    content = dashboard_pdf(board, paper, printed=stamp_of(request, kecamatan.kabupaten))
    return hand_over(content, "pdf", f"dasbor-{kecamatan.name}-{period.code}-{paper}")
