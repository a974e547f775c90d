"""The page of one desa, its charts, and the paper to take along on a visit."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Desa
from formats.periods import period_shown
from formats.render.download import hand_over, paper_asked, stamp_of
from labd.dasbor.charts import NARROW, WIDE
from labd.dasbor.desa_board import desa_board
from labd.dasbor.desa_gather import desa_story, desa_warnings, facts_of
from labd.dasbor.desa_history import ALL, MOST, history_of
from labd.dasbor.desa_paper import visit_pdf
from labd.dasbor.desa_trend import desa_trend
from labd.dasbor.files import hand_over_svg


@require_safe
@access("recap.read", desa=Desa)
def dasbor_desa(request, desa, periode):
    """Show what a person who visits the desa, or leads it, needs to know."""
    period = period_shown(request, desa.kecamatan, periode)
    board = desa_board(request.user, desa, period, waktu.now())
    document = board.data.document(request.GET.get("dokumen")) or board.neediest
    may = {
        "dasbor": holds(request.user, "dashboard.read", desa.kecamatan),
        "peringatan": holds(request.user, "warnings.read", desa),
        "riwayat": holds(request.user, "history.read", desa),
        "bina": holds(request.user, "visits.edit", desa),
        "isi": holds(request.user, "coverage.edit", desa) and period.is_open(waktu.now()),
    }
    context = {
        "papan": board,
        "desa": desa,
        "kecamatan": desa.kecamatan,
        "period": period,
        "dokumen": document,
        "tren": board.trend(document) if document else None,
        "boleh": may,
    }
    return render(request, "labd/dasbor/desa.html", context)


@require_safe
@access("warnings.read", desa=Desa)
def dasbor_desa_peringatan(request, desa, periode):
    """Return the early warnings that name the desa, without a frame: the page fetches them."""
    period = period_shown(request, desa.kecamatan, periode)
    today = waktu.today(desa.kecamatan.kabupaten, waktu.now())
    context = {
        "peringatan": desa_warnings(desa, period, today),
        "kecamatan": desa.kecamatan,
        "period": period,
        "boleh_tanggapi": holds(request.user, "warnings.edit", desa.kecamatan),
    }
    return render(request, "labd/dasbor/_desa_peringatan.html", context)


@require_safe
@access("history.read", desa=Desa)
def dasbor_desa_riwayat(request, desa, periode):
    """Show who changed what of the desa; with ?bagian=1 the newest lines without a frame."""
    period = period_shown(request, desa.kecamatan, periode)
    part = bool(request.GET.get("bagian"))
    context = {
        "riwayat": history_of(request.user, desa, period, MOST if part else ALL),
        "desa": desa,
        "kecamatan": desa.kecamatan,
        "period": period,
        "bagian": part,
    }
    name = "_desa_riwayat" if part else "desa_riwayat"
    return render(request, f"labd/dasbor/{name}.html", context)


@require_safe
@access("recap.read", desa=Desa)
def dasbor_desa_grafik(request, desa, periode, document):
    """Hand over the trend of one document as SVG: ?sempit=1 for a phone, ?unduh=1 to keep it."""
    period = period_shown(request, desa.kecamatan, periode)
    story = desa_story(request.user, desa, period)
    document = story.data.document(str(document))
    if document is None or not story.periods:
        raise Http404
    made = desa_trend(story, document, facts_of(desa), is_whole=story.data.is_whole)
    canvas = NARROW if request.GET.get("sempit") else WIDE
    name = f"cakupan-{document.label}-desa-{desa.name}-{period.code}"
    return hand_over_svg(request, made.svg(canvas), name)


@require_safe
@access("recap.read", desa=Desa)
def dasbor_desa_berkas(request, desa, periode):
    """Hand over the paper of a visit as PDF of one page on the paper asked for."""
    period, paper = period_shown(request, desa.kecamatan, periode), paper_asked(request)
    board = desa_board(request.user, desa, period, waktu.now())
    content = visit_pdf(board, paper, printed=stamp_of(request, desa.kecamatan.kabupaten))
    return hand_over(content, "pdf", f"kunjungan-desa-{desa.name}-{period.code}-{paper}")
