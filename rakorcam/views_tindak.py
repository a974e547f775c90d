"""Following up: the plans of a kecamatan, one plan, what waits to be confirmed, photos."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access
from desa.berkas import serve
from desa.models import Kecamatan
from rakorcam.actions_progress import PHOTO, confirm_budget_entry, confirm_progress
from rakorcam.models import BudgetEntry, PlanItem, Progress
from rakorcam.tindak import FollowUp
from rakorcam.tindak_rencana import ItemPage, NotFollowed

FIRST = FollowUp.FILTERS[0][0]


def today_in(kecamatan):
    """Return today's date where the kecamatan lies."""
    return waktu.today(kecamatan.kabupaten, waktu.now())


def page_of(request, item):
    """Return the ItemPage of an item for this person; raises NotFollowed for what is not theirs."""
    kecamatan = item.session.kecamatan
    request.konteks = (kecamatan, None)
    return ItemPage(request.user, item, today_in(kecamatan))


@require_safe
@access("progress.read", kecamatan=Kecamatan)
def tindak_daftar(request, kecamatan):
    """List the agreed plans, the most urgent first; `tampil` narrows them, `per` groups by desa."""
    request.konteks = (kecamatan, None)
    page = FollowUp(request.user, kecamatan, today_in(kecamatan))
    names = [name for name, _word in page.FILTERS]
    shown = request.GET.get("tampil")
    shown = shown if shown in names else FIRST
    per_desa = request.GET.get("per") == "desa" and len(page.reach.reads) > 1
    lines = page.parts if per_desa else page.items
    context = {
        "kecamatan": kecamatan,
        "page": page,
        "shown": shown,
        "per_desa": per_desa,
        "filters": page.counted(lines),
        "groups": page.by_desa(shown) if per_desa else [("", page.shown(lines, shown))],
        "back": request.get_full_path(),
    }
    return render(request, "rakorcam/tindak/daftar.html", context)


@require_safe
@access("progress.read", item=PlanItem)
def tindak_rencana(request, item):
    """Show one plan: its wording, where it comes from, what was done, what desa budgeted."""
    page = page_of(request, item)
    context = {"page": page, "kecamatan": page.kecamatan, "back": request.path}
    return render(request, "rakorcam/tindak/rencana.html", context)


@access("confirming.decide", progress=Progress)
def kemajuan_benarkan(request, progress):
    """Confirm one report; a mere visit is sent to its plan."""
    return _confirm(request, progress, confirm_progress, "Laporan dibenarkan.")


@access("confirming.decide", budget_entry=BudgetEntry)
def dokumen_benarkan(request, budget_entry):
    """Confirm what a desa said of its RKP Desa or APBDes; a mere visit is sent to its plan."""
    return _confirm(request, budget_entry, confirm_budget_entry, "Catatan dokumen dibenarkan.")


def _confirm(request, row, act, done):
    if request.method == "POST":
        try:
            act(row, by=request.user, at=waktu.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, done)
    return redirect(way_back(request, row.item))


def way_back(request, item):
    """Return the address of the list it was pressed in, if it was one, else of the plan's page."""
    path = request.POST.get("kembali") or request.GET.get("kembali", "")
    try:
        is_list = resolve(path.partition("?")[0]).url_name == "tindak_daftar"
    except Resolver404:
        is_list = False
    return path if is_list else reverse("tindak_rencana", args=[item.pk])


@require_safe
@access("progress.read", progress=Progress)
def kemajuan_foto(request, progress):
    """Serve the photo of one report to those who may read it."""
    if not progress.photo:
        raise NotFollowed("Laporan ini tidak berfoto.")
    return serve(progress.photo, PHOTO, progress.photo_name)
