"""Sessions: list, open, show, and their worksheets as pages and papers."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import history, waktu
from desa.access import access, holds_whole
from desa.models import Kecamatan
from formats.render.download import OFFICE, download
from formats.render.paper import PAPERS
from rakorcam.actions import change_session, open_session
from rakorcam.forms import OpenForm, ScheduleForm
from rakorcam.goals import above_words
from rakorcam.models import Rakorcam
from rakorcam.pages import SessionPage
from rakorcam.pages_evaluasi import page_of
from rakorcam.snapshot import differences
from rakorcam.worksheets import stand_of, worksheet_sheet, worksheets_of

PLANO = tuple(paper.name for paper in PAPERS.values() if paper.is_plano)


def remember(request, rakorcam):
    """Let the navigation show the session's kecamatan and period."""
    request.konteks = (rakorcam.kecamatan, rakorcam.period)


def warn_above(request, number, target, unit):
    """Say calmly that a stored number is above its target: it stays, and may be mended."""
    if told := above_words(number, target, unit):
        messages.warning(request, told)


def worksheet_spec(rakorcam, number):
    """Return the spec of one of the session's worksheets; raises Http404 for another format."""
    for spec in worksheets_of(rakorcam):
        if spec.number == number:
            return spec
    raise Http404


@require_safe
@access("worksheet.read")
def rakorcam_daftar(request):
    """List the sessions this person may read, newest first, and the way to the year's cycles."""
    sessions = Rakorcam.objects.allowed(request.user, "worksheet.read").select_related(
        "kecamatan__kabupaten", "period"
    )
    places = Kecamatan.objects.allowed(request.user, "session.edit").order_by("code")
    cycles = Kecamatan.objects.allowed(request.user, "dashboard.read").order_by("code")
    context = {
        "sessions": sessions.order_by("-period__code", "-date", "pk"),
        "places": places,
        "cycles": [
            (place, waktu.today(place.kabupaten).year)
            for place in cycles.select_related("kabupaten")
        ],
    }
    return render(request, "rakorcam/daftar.html", context)


@access("session.edit", kecamatan=Kecamatan)
def rakorcam_baru(request, kecamatan):
    """Open a session."""
    form = OpenForm(request.POST or None, kabupaten=kecamatan.kabupaten)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in OpenForm.field_order}
        try:
            session = open_session(kecamatan=kecamatan, by=request.user, at=waktu.now(), **told)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Rakorcam dibuat. Langkah berikutnya: bekukan data.")
            return redirect("rakorcam", rakorcam=session.pk)
    return render(request, "rakorcam/formulir.html", {"kecamatan": kecamatan, "form": form})


def schedule_of(rakorcam):
    """Return when and where a session meets."""
    return {name: getattr(rakorcam, name) for name in ("date", "time", "place")}


@access("session.edit", rakorcam=Rakorcam)
def rakorcam_ubah(request, rakorcam):
    """Change when and where a session meets."""
    remember(request, rakorcam)
    with transaction.atomic():
        rakorcam = history.held(rakorcam)
        form = ScheduleForm(request.POST or None, initial=schedule_of(rakorcam))
        if request.method == "POST" and form.is_valid():
            told = {name: form.cleaned_data[name] for name in schedule_of(rakorcam)}
            try:
                change_session(rakorcam, by=request.user, at=waktu.now(), **told)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Jadwal Rakorcam tersimpan.")
                return redirect("rakorcam", rakorcam=rakorcam.pk)
    context = {"kecamatan": rakorcam.kecamatan, "form": form, "rakorcam": rakorcam}
    return render(request, "rakorcam/formulir.html", context)


@require_safe
@access("worksheet.read", rakorcam=Rakorcam)
def rakorcam_detail(request, rakorcam):
    """Show where a session stands, its worksheets, and what can be done next."""
    remember(request, rakorcam)
    page = SessionPage(rakorcam, request.user)
    return render(request, "rakorcam/detail.html", {"rakorcam": rakorcam, "page": page})


@require_safe
@access("worksheet.read", rakorcam=Rakorcam)
def bekuan(request, rakorcam):
    """List the session's bekuan, newest first, each with what changed since the one before.

    The changes name figures of every desa: only those who read the whole kecamatan see them.
    """
    remember(request, rakorcam)
    whole = holds_whole(request.user, "coverage.read", rakorcam.kecamatan)
    frozen = list(rakorcam.snapshots.select_related("frozen_by").order_by("number"))
    earlier = [None, *frozen][: len(frozen)]
    changes = [
        (now, differences(before.payload, now.payload) if before and whole else None)
        for before, now in zip(earlier, frozen, strict=True)
    ]
    context = {"rakorcam": rakorcam, "frozen": changes[::-1], "is_whole": whole}
    return render(request, "rakorcam/bekuan.html", context)


@require_safe
@access("worksheet.read", rakorcam=Rakorcam)
def lembar_kerja(request, rakorcam, number):
    """Show one worksheet: data columns from the bekuan, discussion columns as typed."""
    remember(request, rakorcam)
    page = page_of(rakorcam, worksheet_spec(rakorcam, number), request.user)
    return render(request, "rakorcam/lembar_kerja.html", {"rakorcam": rakorcam, "page": page})


@require_safe
@access("printing.read", rakorcam=Rakorcam)
def lembar_kerja_berkas(request, rakorcam, number, ext):
    """Hand over one worksheet as PDF, plano or Excel, as agreed or with its later changes."""
    spec = worksheet_spec(rakorcam, number)
    paper = PAPERS.get(request.GET.get("kertas", OFFICE[0]))
    changed = request.GET.get("isi") == "perubahan"
    stand = replace(stand_of(rakorcam), with_changes=changed)
    sheet = worksheet_sheet(spec, stand, tail=bool(paper and paper.is_plano))
    name = f"format-{number}-{rakorcam.kecamatan.name}-{rakorcam.period.code}"
    name += "-dengan-perubahan" * changed
    offered = (*OFFICE, *PLANO) if ext == "pdf" else OFFICE
    return download(request, sheet, ext, name, rakorcam.kecamatan.kabupaten, offered)
