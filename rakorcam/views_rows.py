"""Typing in a worksheet row: plan items and texts, in place."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from desa import waktu
from desa.access import access
from rakorcam import actions
from rakorcam.forms import DiscussionForm, PlanItemForm
from rakorcam.models import Discussion, PlanItem, Rakorcam
from rakorcam.pages import WorksheetPage
from rakorcam.views import remember, worksheet_spec


def _row_page(request, rakorcam, number, row):
    """Return the WorksheetPage with `row` open; raises Http404 for a row it does not have."""
    remember(request, rakorcam)
    page = WorksheetPage(rakorcam, worksheet_spec(rakorcam, number), request.user, open_row=row)
    if page.row(row) is None:
        raise Http404
    return page


def _back(typed):
    place = {"rakorcam": typed.session_id, "number": typed.number, "row": typed.row}
    return redirect(reverse("lembar_kerja_baris", kwargs=place) + "#baris")


def _text_forms(page, bad=None):
    """Return (column, empty form) of every discussion column; the refused one as it came."""
    forms = [(column, DiscussionForm(prefix=column.key)) for column in page.text_columns]
    return [(column, bad if bad and bad.prefix == column.key else form) for column, form in forms]


def _show(request, page, form, bad_text=None, **context):
    context = {
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
    page = _row_page(request, rakorcam, number, row)
    posted = request.POST if request.method == "POST" else None
    form = PlanItemForm(posted, data_of_sheet=page.stand.data)
    if posted is not None and form.is_valid():
        item, desa = form.fill(PlanItem(session=rakorcam, number=number, row=row))
        try:
            actions.add_plan_item(item, desa=desa, by=request.user, at=waktu.now())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Rencana tersimpan.")
            return _back(item)
    return _show(request, page, form)


@access("worksheet.edit", plan_item=PlanItem)
def rencana_ubah(request, plan_item):
    """Change one plan item in its row."""
    page = _row_page(request, plan_item.session, plan_item.number, plan_item.row)
    posted = request.POST if request.method == "POST" else None
    form = PlanItemForm(posted, data_of_sheet=page.stand.data, item=plan_item)
    if posted is not None and form.is_valid():
        item, desa = form.fill(plan_item)
        try:
            actions.change_plan_item(item, desa=desa, by=request.user, at=waktu.now())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Rencana tersimpan.")
            return _back(item)
    return _show(request, page, form, editing=plan_item)


@require_POST
@access("worksheet.edit", plan_item=PlanItem)
def rencana_hapus(request, plan_item):
    """Remove one plan item."""
    back = _back(plan_item)
    _try(request, actions.remove_plan_item, plan_item, "Rencana dihapus.")
    return back


@require_POST
@access("worksheet.edit", rakorcam=Rakorcam)
def catatan_tambah(request, rakorcam, number, row, column):
    """Store one text of a discussion column."""
    page = _row_page(request, rakorcam, number, row)
    if column not in {one.key for one in page.text_columns}:
        raise Http404
    text = Discussion(session=rakorcam, number=number, row=row, column=column)
    form = DiscussionForm(request.POST, instance=text, prefix=column)
    if form.is_valid():
        try:
            actions.add_discussion(text, by=request.user, at=waktu.now())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Catatan tersimpan.")
            return _back(text)
    return _show(request, page, PlanItemForm(data_of_sheet=page.stand.data), bad_text=form)


@require_POST
@access("worksheet.edit", discussion=Discussion)
def catatan_hapus(request, discussion):
    """Remove one text of a discussion column."""
    back = _back(discussion)
    _try(request, actions.remove_discussion, discussion, "Catatan dihapus.")
    return back


def _try(request, act, row, done):
    try:
        act(row, by=request.user, at=waktu.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, done)
