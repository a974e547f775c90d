"""Evidence of an element: photos and PDF, listed, added, taken away, and served after a check."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.berkas import serve
from desa.models import Desa
from desa.uploads import clean_upload
from formats.actions import Edit, attach, confirm_element, detach, save_elements
from formats.element_grid import EMPTY, sources_of, stored_cells
from formats.models import Attachment, ElementState
from formats.periods import find_period
from formats.specs._shared import ELEMENTS_BY_KEY
from formats.survey_data import survey_book
from formats.tables import live_specs


def _found(request, desa, periode, element):
    period = find_period(desa.kecamatan.kabupaten, periode)
    request.konteks = (desa.kecamatan, period)
    if element not in ELEMENTS_BY_KEY:
        raise Http404
    return period


@require_safe
@access("elements.read", desa=Desa)
def bukti_elemen(request, desa, periode, element):
    """List the evidence of one element in one desa, with who changed its state and when."""
    return _page(request, desa, _found(request, desa, periode, element), element)


def _page(request, desa, period, element, error=""):
    state = ElementState.unscoped.filter(desa=desa, period=period, element=element).first()
    proposal = survey_book([desa.pk], period).proposals(str(desa.pk)).get(element)
    is_set = bool(proposal and state and state.state)
    context = {
        "proposal": proposal,
        "sources": sources_of(proposal) if proposal else [],
        "is_set": is_set,
        "has_moved": is_set and proposal.stored != state.proposed,
        "may_set": holds(request.user, "overriding.edit", desa) and period.is_open(waktu.now()),
        "desa": desa,
        "kecamatan": desa.kecamatan,
        "period": period,
        "spec": next(spec for spec in live_specs() if spec.source == "elements"),
        "element": ELEMENTS_BY_KEY[element],
        "state": state,
        "attachments": state.attachments.order_by("added_at", "pk") if state else (),
        "may_edit": holds(request.user, "elements.edit", desa) and period.is_open(waktu.now()),
        "error": error,
    }
    return render(request, "formats/bukti.html", context)


@access("overriding.edit", desa=Desa)
def elemen_tegaskan(request, desa, periode, element):
    """Keep what the team set, or follow the proposal again; a mere visit is sent to the list."""
    period = _found(request, desa, periode, element)
    if request.method == "POST":
        act = _follow if request.POST.get("pilihan") == "ikuti" else confirm_element
        try:
            act(desa=desa, period=period, element=element, by=request.user, at=waktu.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, "Ketetapan tersimpan.")
    return redirect("bukti_elemen", desa=desa.pk, periode=periode, element=element)


def _follow(*, desa, period, element, by, at):
    """Give up what the team set, so that the proposal counts again."""
    row = (str(desa.pk), element)
    stored = stored_cells([desa.pk], period)[0].get(row, EMPTY)
    save_elements(
        kecamatan=desa.kecamatan, period=period, desa=[desa], by=by, at=at, overriding=True,
        edits=[Edit(row, "cell", stored, EMPTY)],
    )  # fmt: skip


@access("elements.edit", desa=Desa)
def bukti_unggah(request, desa, periode, element):
    """Store one uploaded photo or PDF; a mere visit is sent to the list."""
    period = _found(request, desa, periode, element)
    if request.method != "POST":
        return redirect("bukti_elemen", desa=desa.pk, periode=periode, element=element)
    try:
        attach(
            desa=desa, period=period, element=element,
            upload=clean_upload(request.FILES.get("berkas")), by=request.user, at=waktu.now(),
        )  # fmt: skip
    except ValidationError as error:
        return _page(request, desa, period, element, error.messages[0])
    messages.success(request, "Berkas tersimpan.")
    return redirect("bukti_elemen", desa=desa.pk, periode=periode, element=element)


@require_safe
@access("elements.read", attachment=Attachment)
def bukti(request, attachment):
    """Serve one stored file to those who may read its element; it is never run as a page."""
    return serve(attachment.file, attachment.content_type, attachment.name)


@access("elements.edit", attachment=Attachment)
def bukti_hapus(request, attachment):
    """Take one file away after asking."""
    state = attachment.element_state
    back = {"desa": state.desa_id, "periode": state.period.code, "element": state.element}
    if request.method != "POST":
        context = {"attachment": attachment, "back": reverse("bukti_elemen", kwargs=back)}
        return render(request, "formats/bukti_hapus.html", context)
    try:
        detach(attachment, by=request.user, at=waktu.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Berkas dihapus.")
    return redirect("bukti_elemen", **back)
