"""Parts of the dashboard that static/js/situs.js puts in a moment after the page.

They read more than the page may wait for. Without script a link stands in their place.
"""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access
from desa.models import Kecamatan
from formats.data import gather_for
from formats.periods import find_period, period_shown
from labd.dasbor import figures, gather
from labd.dasbor.attention import attention_of
from labd.dasbor.board import plans_of


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor_perhatian(request, kecamatan, periode):
    """Return the warnings and complaints on top, without a frame."""
    period = find_period(kecamatan.kabupaten, periode)
    today = waktu.today(kecamatan.kabupaten, waktu.now())
    data = gather_for(request.user, gather.RIGHT, kecamatan, period)
    found = attention_of(request.user, kecamatan, period, today, data)
    context = {"perhatian": found, "kecamatan": kecamatan, "period": period}
    return render(request, "dasbor/_perlu_dibahas.html", context)


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor_rencana(request, kecamatan, periode):
    """Return how the agreed plans stand today, without a frame."""
    find_period(kecamatan.kabupaten, periode)
    today = waktu.today(kecamatan.kabupaten, waktu.now())
    return render(request, "labd/dasbor/_rencana.html", {"plans": plans_of(kecamatan, today)})


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def dasbor_perkembangan(request, kecamatan, periode):
    """Show the trend of the document ?dokumen=; with ?bagian=1 without a frame."""
    period = period_shown(request, kecamatan, periode)
    story = gather.story(request.user, kecamatan, period)
    document = story.data.document(request.GET.get("dokumen"))
    document = document or figures.neediest(figures.totals(story.data))
    context = {"kecamatan": kecamatan, "period": period, "dokumen": document, "data": story.data}
    if document is not None:
        tren, desa = story.trend_of(document)
        context |= {"tren": tren, "desa_tren": desa}
    part = "_tren" if request.GET.get("bagian") else "perkembangan"
    return render(request, f"labd/dasbor/{part}.html", context)
