"""Visits to desa between the meetings: list, record, show, change, print, and their photos."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import history, waktu
from desa.access import access, holds
from desa.berkas import serve
from desa.models import Desa, Kecamatan
from formats.render.download import hand_over, paper_asked, stamp_of
from formats.render.naskah import naskah_pdf
from rakorcam.actions_visits import change_visit, record_visit
from rakorcam.bina import VisitList, VisitPage, open_items, photos_by_name
from rakorcam.forms_bina import VisitEntry
from rakorcam.forms_bina_ubah import VisitChange
from rakorcam.models import Visit, VisitPhoto
from rakorcam.views import warn_above


def _remember(request, kecamatan):
    """Let the navigation show the kecamatan; a visit belongs to no period."""
    request.konteks = (kecamatan, None)


@require_safe
@access("visits.read", kecamatan=Kecamatan)
def pembinaan_daftar(request, kecamatan):
    """List the visits of one year, and the desa with their last visit."""
    _remember(request, kecamatan)
    asked = {"year": request.GET.get("tahun", ""), "desa": request.GET.get("desa", "")}
    page = VisitList(kecamatan, request.user, **asked)
    return render(request, "rakorcam/bina/daftar.html", {"kecamatan": kecamatan, "page": page})


@access("visits.edit", desa=Desa)
def pembinaan_baru(request, desa):
    """Record a visit to a desa, with what it found of the desa's open plan items."""
    _remember(request, desa.kecamatan)
    key, items = _key(request), open_items(desa)
    if request.method != "POST":
        today = waktu.today(desa.kecamatan.kabupaten)
        entry = VisitEntry(items, initial={"date": today, "by_whom": str(request.user)})
        return _form_page(request, desa, entry, key)
    entry = VisitEntry(items, request.POST, request.FILES)
    if entry.is_valid():
        visit, parts = entry.parts(desa, key)
        may_confirm = holds(request.user, "confirming.decide", desa)
        try:
            visit = record_visit(
                visit, confirmed=may_confirm, by=request.user, at=waktu.now(), **parts
            )
        except ValidationError as error:
            entry.refuse(error)
        else:
            messages.success(request, f"Pembinaan Desa {desa.name} tersimpan.")
            for number, terms in entry.numbers:
                warn_above(request, number, terms.target_number, terms.target_unit)
            return redirect("pembinaan", visit=visit.pk)
    return _form_page(request, desa, entry, key)


def _key(request):
    """Return the id the page gave its new row: sent twice it is stored once (rules.md 25)."""
    try:
        return uuid.UUID(request.POST.get("kunci", ""))
    except ValueError:
        return uuid.uuid4()


def _form_page(request, desa, entry, key):
    context = {
        "desa": desa,
        "kecamatan": desa.kecamatan,
        "entry": entry,
        "kunci": key,
        "confirms": holds(request.user, "confirming.decide", desa),
    }
    return render(request, "rakorcam/bina/baru.html", context)


@require_safe
@access("visits.read", visit=Visit)
def pembinaan(request, visit):
    """Show one visit."""
    _remember(request, visit.desa.kecamatan)
    context = {
        "visit": visit,
        "kecamatan": visit.desa.kecamatan,
        "page": VisitPage(visit),
        "may_edit": holds(request.user, "visits.edit", visit),
    }
    return render(request, "rakorcam/bina/pembinaan.html", context)


@access("visits.edit", visit=Visit)
def pembinaan_ubah(request, visit):
    """Change what a visit says: its texts, the people met, its photos."""
    _remember(request, visit.desa.kecamatan)
    with transaction.atomic():
        visit = history.held(visit)
        page = VisitPage(visit)
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        entry = VisitChange(visit, page.people, page.photos, *sent)
        if sent and entry.is_valid():
            visit, parts = entry.parts()
            try:
                change_visit(visit, by=request.user, at=waktu.now(), **parts)
            except ValidationError as error:
                entry.refuse(error)
            else:
                messages.success(request, "Catatan pembinaan tersimpan.")
                return redirect("pembinaan", visit=visit.pk)
    context = {"visit": visit, "kecamatan": visit.desa.kecamatan, "entry": entry, "page": page}
    return render(request, "rakorcam/bina/ubah.html", context)


@require_safe
@access("visits.read", visit=Visit)
def pembinaan_berkas(request, visit):
    """Hand over one visit as a PDF of one page."""
    paper, kecamatan, page = paper_asked(request), visit.desa.kecamatan, VisitPage(visit)
    photos = photos_by_name(page.photos)
    context = {
        "visit": visit,
        "page": page,
        "kecamatan": kecamatan,
        "photos": [(photo, str(photo.pk) in photos) for photo in page.photos],
    }
    content = naskah_pdf(
        "rakorcam/bina/cetak.html", context, paper, photos=photos, on_one_page=True,
        printed=stamp_of(request, kecamatan.kabupaten), is_sample=kecamatan.kabupaten.is_sample,
    )  # fmt: skip
    name = f"pembinaan-{visit.desa.name}-{visit.date:%Y-%m-%d}-{paper}"
    return hand_over(content, "pdf", name)


@require_safe
@access("visits.read", visit_photo=VisitPhoto)
def pembinaan_foto(request, visit_photo):
    """Serve one photo to those who may read its visit."""
    return serve(visit_photo.file, "image/jpeg", visit_photo.name)
