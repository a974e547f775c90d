"""Typing in a worksheet row: plan items and texts, in place."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from desa import history, waktu
from desa.access import access
from rakorcam import actions
from rakorcam.actions_plans import add_paper_item
from rakorcam.forms import DiscussionForm
from rakorcam.models import Discussion, PlanItem, Rakorcam
from rakorcam.pages_evaluasi import page_of
from rakorcam.views import remember, worksheet_spec


def row_page(request, rakorcam, number, row):
    """Return the WorksheetPage with `row` open; raises Http404 for a row it does not have."""
    remember(request, rakorcam)
    page = page_of(rakorcam, worksheet_spec(rakorcam, number), request.user, open_row=row)
    if page.row(row) is None:
        raise Http404
    return page


def back_to(typed):
    """Return the way back to the row of something typed."""
    place = {"rakorcam": typed.session_id, "number": typed.number, "row": typed.row}
    return redirect(reverse("lembar_kerja_baris", kwargs=place) + "#baris")


def _text_forms(page, bad=None):
    """Return (column, empty form) of every discussion column; the refused one as it came."""
    forms = [(column, DiscussionForm(prefix=column.key)) for column in page.text_columns]
    return [(column, bad if bad and bad.prefix == column.key else form) for column, form in forms]


def new_id(request):
    """Return the id the page gave its new row: sent twice it is stored once (rules.md 25)."""
    try:
        return uuid.UUID(request.POST.get("kunci", ""))
    except ValueError:
        return uuid.uuid4()


def show_row(request, page, form, bad_text=None, **context):
    """Show a worksheet with one row open; `context` replaces what is told of its other forms."""
    context = {
        "kunci": new_id(request),
        "target_form": page.target_form(),
        "is_kept": form.is_bound or bad_text is not None,
        "rakorcam": page.session,
        "page": page,
        "form": form,
        "text_forms": _text_forms(page, bad_text),
        **context,
    }
    return render(request, "rakorcam/lembar_kerja.html", context)


@access("worksheet.edit", rakorcam=Rakorcam)
def lembar_kerja_baris(request, rakorcam, number, row):
    """Open one row of a worksheet, and store a new plan item in it."""
    page = row_page(request, rakorcam, number, row)
    posted = request.POST if request.method == "POST" else None
    form = page.plan_form(posted, data_of_sheet=page.stand.data)
    if posted is not None and form.is_valid():
        item, desa = form.fill(
            PlanItem(pk=new_id(request), session=rakorcam, number=number, row=row)
        )
        add = add_paper_item if page.looks_back else actions.add_plan_item
        try:
            add(item, desa=desa, by=request.user, at=waktu.now())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Rencana tersimpan.")
            return back_to(item)
    return show_row(request, page, form)


@access("worksheet.edit", plan_item=PlanItem)
def rencana_ubah(request, plan_item):
    """Change one plan item in its row."""
    page = row_page(request, plan_item.session, plan_item.number, plan_item.row)
    if request.method == "POST":
        return _change(request, page, plan_item)
    form = page.plan_form(data_of_sheet=page.stand.data, item=plan_item)
    return show_row(request, page, form, editing=plan_item)


@transaction.atomic
def _change(request, page, plan_item):
    """Compare what was typed with the locked row, then store it or show why not."""
    data, editing = page.stand.data, plan_item
    # The session before its rows, as every action locks them: else two people wait for each other.
    history.held(page.session)
    try:
        plan_item = history.held(plan_item)
    except ValidationError as error:
        form, editing = page.plan_form(request.POST, data_of_sheet=data), None
        form.is_valid()
        form.add_error(None, error)
        return show_row(request, page, form)
    form = page.plan_form(request.POST, data_of_sheet=data, item=plan_item)
    if form.is_valid():
        item, desa = form.fill(plan_item)
        try:
            actions.change_plan_item(item, desa=desa, by=request.user, at=waktu.now())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Rencana tersimpan.")
            return back_to(item)
    return show_row(request, page, form, editing=editing)


@access("worksheet.edit", plan_item=PlanItem)
def rencana_hapus(request, plan_item):
    """Remove one plan item after asking."""
    return remove_row(request, plan_item, actions.remove_plan_item, "rencana", plan_item.what)


@access("worksheet.edit", rakorcam=Rakorcam)
def catatan_tambah(request, rakorcam, number, row, column):
    """Store one text of a discussion column; a mere visit is sent to its row."""
    page = row_page(request, rakorcam, number, row)
    if column not in {one.key for one in page.text_columns}:
        raise Http404
    place = {"session": rakorcam, "number": number, "row": row, "column": column}
    text = Discussion(pk=new_id(request), **place)
    if request.method != "POST":
        return back_to(text)
    form = DiscussionForm(request.POST, instance=text, prefix=column)
    if form.is_valid():
        try:
            actions.add_discussion(text, by=request.user, at=waktu.now())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Catatan tersimpan.")
            return back_to(text)
    return show_row(request, page, page.plan_form(data_of_sheet=page.stand.data), bad_text=form)


@access("worksheet.edit", rakorcam=Rakorcam)
def kutipan_pakai(request, rakorcam, number, row):
    """Take a desa's own words over into the row, its name with them; a visit goes to the row."""
    page = row_page(request, rakorcam, number, row)
    column = page.quote_column
    found = next((q for q, _taken in page.quotes if q.id == request.POST.get("kutipan")), None)
    if column is None:
        raise Http404
    place = {"session": rakorcam, "number": number, "row": row, "column": column.key}
    text = Discussion(pk=new_id(request), **place)
    if request.method != "POST":
        return back_to(text)
    if found is None:
        messages.error(request, "Kutipan ini tidak ada lagi di bahan Rakorcam ini.")
        return back_to(text)
    text.text, text.desa_id, text.quoted_from = found.text, found.desa, found.number
    try:
        actions.add_discussion(text, by=request.user, at=waktu.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"Kutipan Desa {found.name} dipakai.")
    return back_to(text)


@access("worksheet.edit", discussion=Discussion)
def catatan_hapus(request, discussion):
    """Remove one text of a discussion column after asking."""
    return remove_row(request, discussion, actions.remove_discussion, "catatan", discussion.text)


def remove_row(request, row, act, word, text):
    """Show what is about to be removed, or remove it and go back to its row."""
    remember(request, row.session)
    back = back_to(row)
    if request.method != "POST":
        context = {"rakorcam": row.session, "word": word, "text": text, "back": back.url}
        return render(request, "rakorcam/hapus.html", context)
    try:
        act(row, by=request.user, at=waktu.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"{word.capitalize()} dihapus.")
    return back
