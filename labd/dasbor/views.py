"""The pages of the dashboard, its charts and its paper."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Kecamatan
from formats.periods import framed_period, period_shown
from formats.render.download import hand_over, paper_asked, stamp_of
from labd.dasbor import figures, gather
from labd.dasbor.attention import attention_of
from labd.dasbor.board import board_of
from labd.dasbor.charts import NARROW, WIDE
from labd.dasbor.files import hand_over_svg
from labd.dasbor.paper import dashboard_pdf


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor(request, kecamatan, periode):
    """Show what to say and whom to call before a meeting."""
    period = framed_period(request, kecamatan.kabupaten, periode)
    request.konteks = (kecamatan, period)
    order = request.GET.get("urut", "")
    known = request.periods
    board = board_of(request.user, kecamatan, period, waktu.now(), order=order, known=known)
    document = board.data.document(request.GET.get("dokumen"))
    document = document or figures.neediest(board.standings)
    context = {"papan": board, "kecamatan": kecamatan, "period": period, "dokumen": document}
    context["boleh_peringatan"] = holds(request.user, "warnings.read", kecamatan)
    return render(request, "labd/dasbor/camat.html", context)


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor_grafik(request, kecamatan, periode, document):
    """Hand over the trend of one document as SVG: ?sempit=1 for a phone, ?unduh=1 to keep it."""
    period = period_shown(request, kecamatan, periode)
    story = gather.story(request.user, kecamatan, period)
    document = story.data.document(str(document))
    if document is None:
        raise Http404
    trend, _desa = story.trend_of(document)
    canvas = NARROW if request.GET.get("sempit") else WIDE
    name = f"cakupan-{document.label}-{kecamatan.name}-{period.code}"
    return hand_over_svg(request, trend.svg(canvas), name)


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor_berkas(request, kecamatan, periode):
    """Hand over the dashboard as PDF on the paper asked for, sorted as the page was."""
    period, paper = period_shown(request, kecamatan, periode), paper_asked(request)
    order = request.GET.get("urut", "")
    board = board_of(request.user, kecamatan, period, waktu.now(), order=order)
    top = attention_of(request.user, kecamatan, period, board.today, board.data)
    content = dashboard_pdf(board, paper, top, printed=stamp_of(request, kecamatan.kabupaten))
    return hand_over(content, "pdf", f"dasbor-{kecamatan.name}-{period.code}-{paper}")
