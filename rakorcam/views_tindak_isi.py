"""Filling in the follow-up: progress, RKP Desa and APBDes, a state set, an amendment."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render

from desa import history, waktu
from desa.access import access, fetch, holds
from desa.models import Desa
from rakorcam.actions_plans import amend_item
from rakorcam.actions_progress import (
    record_budget_entry,
    record_progress,
    reportable,
    return_budget_entry,
    return_progress,
    set_item_state,
)
from rakorcam.followup import follow
from rakorcam.forms_tindak import (
    FOLLOWS,
    AmendForm,
    BudgetForm,
    ProgressForm,
    ReturnForm,
    StateForm,
)
from rakorcam.models import Amendment, BudgetDocument, BudgetEntry, PlanItem, Progress
from rakorcam.tindak import Reach
from rakorcam.tindak_baris import Lines, budget_rows, row_labels
from rakorcam.tindak_rencana import require_agreed
from rakorcam.views import warn_above
from rakorcam.views_rows import new_id
from rakorcam.views_tindak import page_of, today_in, way_back
from rakorcam.worksheets import stand_of

STORED = "Kemajuan tersimpan."
WAITING = "Kemajuan tersimpan. Dihitung setelah PTPD membenarkannya."


def _tell(form, error):
    """Put the sentences of a refusal beside their fields, those of no field above the form."""
    told = (
        error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    )
    for name, sentences in told.items():
        form.add_error(name if name in form.fields else None, ValidationError(sentences))


def _attempt(request, form, act, done, item):
    """Carry out a valid form and go to the item's page; return None when it was refused."""
    try:
        act(by=request.user, at=waktu.now())
    except ValidationError as error:
        _tell(form, error)
        return None
    messages.success(request, done)
    return redirect(way_back(request, item))


# --- Progress -------------------------------------------------------------------------------------


@access("progress.edit", item=PlanItem)
def tindak_catat(request, item):
    """Report on an item of the kecamatan itself; one that names desa is told desa by desa."""
    if page_of(request, item).line.desa:
        return redirect("tindak_rencana", item=item.pk)
    return _record(request, item, None)


@access("progress.edit", desa=Desa)
def tindak_catat_desa(request, desa, item):
    """Report on an item in one desa."""
    return _record(request, _item_of(request, desa, item), desa)


def _item_of(request, desa, key):
    """Return the item `key` of the desa's kecamatan; raises Http404 for another's."""
    item = fetch(PlanItem, request.user, "progress.read", pk=key)
    if item.session.kecamatan_id != desa.kecamatan_id:
        raise Http404
    require_agreed(item)
    request.konteks = (desa.kecamatan, None)
    return item


def _record(request, item, desa):
    """Show the short form of one report, or store it."""
    kecamatan = item.session.kecamatan
    line = _line(request, item, desa)
    files = request.FILES or None
    form = ProgressForm(_posted(request), files, line=line, today=today_in(kecamatan))
    if request.method == "POST" and form.is_valid():
        confirmed = holds(request.user, "confirming.decide", kecamatan)
        act = partial(
            record_progress, form.entry(), confirmed=confirmed, photo=form.cleaned_data["photo"]
        )
        if answer := _attempt(request, form, act, STORED if confirmed else WAITING, item):
            terms = line.terms
            warn_above(request, form.cleaned_data["number"], terms.target_number, terms.target_unit)
            return answer
    context = {"line": line, "form": form, "kecamatan": kecamatan, "refusal": _refusal(item, desa)}
    return render(request, "rakorcam/tindak/catat.html", context)


def _line(request, item, desa):
    """Return the Line of an item in one desa, or of the item itself."""
    kecamatan = item.session.kecamatan
    made = Lines(
        Reach.of(request.user, kecamatan),
        today_in(kecamatan),
        row_labels(kecamatan),
        budget_rows([item]),
    )
    return made.line(follow(item), (desa,) if desa else (), alone=bool(desa))


def _refusal(item, desa):
    """Return why nothing can be reported here at all, or ""."""
    try:
        reportable(item, desa)
    except ValidationError as error:
        return error.messages[0]
    return ""


# --- RKP Desa and APBDes --------------------------------------------------------------------------


@access("confirming.edit", desa=Desa)
@transaction.atomic
def tindak_dokumen(request, desa, item, document):
    """Say whether a desa has put an item into its RKP Desa or APBDes."""
    if document not in BudgetDocument.values:
        raise Http404
    item = _item_of(request, desa, item)
    rows = BudgetEntry.objects.allowed(request.user, "confirming.read")
    row = rows.filter(item=item, desa=desa, document=document).first()
    form = BudgetForm(_posted(request), row=row)
    if request.method == "POST" and form.is_valid():
        act = partial(
            record_budget_entry, item, desa=desa, document=document,
            confirmed=holds(request.user, "confirming.decide", desa), **form.told,
        )  # fmt: skip
        if answer := _attempt(request, form, act, "Catatan dokumen tersimpan.", item):
            return answer
    title = f"{BudgetDocument(document).label} Desa {desa.name}"
    return _show(request, item, form, title, "Simpan")


# --- What PTPD decides ----------------------------------------------------------------------------


@access("confirming.decide", item=PlanItem)
@transaction.atomic
def tindak_keadaan(request, item):
    """Set an item's state against its progress, or let it follow the progress again."""
    page_of(request, item)
    item = history.held(item)
    form = StateForm(_posted(request), initial={"state": item.state_set or FOLLOWS})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("state", "reason")}
        act = partial(set_item_state, item, **told)
        if answer := _attempt(request, form, act, "Keadaan rencana ditetapkan.", item):
            return answer
    return _show(request, item, form, "Tetapkan keadaan rencana", "Tetapkan keadaan")


@access("confirming.decide", progress=Progress)
def kemajuan_kembalikan(request, progress):
    """Give a wrong report back with a reason."""
    return _give_back(request, progress, return_progress)


@access("confirming.decide", budget_entry=BudgetEntry)
def dokumen_kembalikan(request, budget_entry):
    """Give back with a reason what was said of an RKP Desa or APBDes."""
    return _give_back(request, budget_entry, return_budget_entry)


def _give_back(request, row, act):
    """Ask why a row is returned, showing what it says; one that was answered has nothing to ask."""
    item = row.item
    page, back = page_of(request, item), way_back(request, item)
    if not row.is_waiting and request.method != "POST":
        return redirect(back)
    form = ReturnForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        act = partial(act, row, **form.cleaned_data)
        if answer := _attempt(request, form, act, "Laporan dikembalikan.", item):
            return answer
    context = {"page": page, "line": page.line, "kecamatan": page.kecamatan, "form": form}
    context |= {"row": row, "back": back}
    return render(request, "rakorcam/tindak/kembalikan.html", context)


@access("amendment.edit", item=PlanItem)
@transaction.atomic
def tindak_ubah(request, item):
    """Amend an agreed item; the agreed wording stays."""
    page_of(request, item)
    item, key = history.held(item), new_id(request)
    data = stand_of(item.session).data
    form = AmendForm(_posted(request), data_of_sheet=data, item=follow(item).terms)
    if request.method == "POST" and form.is_valid():
        amendment = Amendment(pk=key, item=item, reason=form.cleaned_data["reason"])
        amendment, desa = form.fill(amendment)
        act = partial(amend_item, amendment, desa=desa)
        if answer := _attempt(request, form, act, "Perubahan tersimpan.", item):
            return answer
    title = "Ubah rencana yang disepakati"
    return _show(request, item, form, title, "Simpan perubahan", kunci=key)


def _posted(request):
    return request.POST if request.method == "POST" else None


def _show(request, item, form, title, button, **context):
    context |= {"item": item, "terms": follow(item).terms, "form": form}
    context |= {"kecamatan": item.session.kecamatan, "judul": title, "tombol": button}
    return render(request, "rakorcam/tindak/formulir.html", context)
