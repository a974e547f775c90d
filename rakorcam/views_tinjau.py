"""Looking back in a Rakorcam Evaluasi, and ahead: what is said of a plan, going on, targets."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from desa import waktu
from desa.access import access
from formats.models import DocumentType
from rakorcam.actions_plans import carry_over
from rakorcam.actions_progress import record_in_meeting, remove_in_meeting
from rakorcam.actions_targets import set_agreed_target
from rakorcam.carrying import told_of
from rakorcam.followup import follow
from rakorcam.forms_evaluasi import AheadForm, ReviewForm
from rakorcam.models import PlanItem, Progress, Rakorcam
from rakorcam.review import axis_of
from rakorcam.views import remember, warn_above
from rakorcam.views_rows import new_id, row_page, show_row
from rakorcam.worksheets import review_sheet


def _to_row(session, number, row, query=""):
    place = {"rakorcam": session.pk, "number": number, "row": row}
    return redirect(reverse("lembar_kerja_baris", kwargs=place) + f"{query}#baris")


def _pair_page(request, rakorcam, number, row, item):
    """Return the ReviewPage with its row open at an item; raises Http404 for another."""
    page = row_page(request, rakorcam, number, row)
    page.open_item = page.pair(item) if page.looks_back else None
    if page.open_item is None:
        raise Http404
    return page


def _show(request, page, **context):
    return show_row(request, page, page.plan_form(data_of_sheet=page.stand.data), **context)


@access("worksheet.edit", rakorcam=Rakorcam)
def tinjau_catat(request, rakorcam, number, row, item):
    """Say in the meeting what became of one reviewed item."""
    page = _pair_page(request, rakorcam, number, row, item)
    posted = request.POST if request.method == "POST" else None
    form = ReviewForm(posted, item=page.open_item.item, names=page.stand.review.names)
    if posted is not None and form.is_valid():
        try:
            record_in_meeting(
                rakorcam, PlanItem(pk=item), key=new_id(request), by=request.user,
                at=waktu.now(), **form.told,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Catatan rapat tersimpan.")
            told = page.open_item.item
            warn_above(request, form.told["number"], told.target, told.unit)
            return _to_row(rakorcam, number, row)
    return _show(request, page, review_form=form, is_kept=form.is_bound)


@access("worksheet.edit", progress=Progress)
def tinjau_hapus(request, progress):
    """Remove what was said of a reviewed item in a meeting, after asking."""
    session, item = progress.session, progress.item
    spec = session and review_sheet(session, axis_of(item.number))
    if spec is None:
        raise Http404
    remember(request, session)
    back = _to_row(session, spec.number, item.row)
    if request.method != "POST":
        where = f" ({progress.desa.name})" if progress.desa else ""
        text = f"{progress.item.what}{where}: {progress.get_state_display()}"
        context = {"rakorcam": session, "word": "catatan rapat", "text": text, "back": back.url}
        return render(request, "rakorcam/hapus.html", context)
    try:
        remove_in_meeting(progress, by=request.user, at=waktu.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Catatan rapat dihapus.")
    return back


@access("worksheet.edit", rakorcam=Rakorcam)
def rencana_lanjut(request, rakorcam, number, row, item):
    """Go on with an unfinished item in this session; a mere visit is sent to its row.

    From a review it goes on in the worksheet ahead, from a worksheet with new plans in that one.
    """
    page = row_page(request, rakorcam, number, row)
    if page.pair(item) is None:
        raise Http404
    # Who goes through what earlier sessions left open finds the list open again.
    back = _to_row(rakorcam, number, row, "" if page.looks_back else "?sisa=buka")
    if request.method != "POST":
        return back
    try:
        carried = carry_over(PlanItem(pk=item), session=rakorcam, by=request.user, at=waktu.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, told_of(carried, follow(carried.carried_from, meeting=rakorcam)))
    return back


@access("worksheet.edit", rakorcam=Rakorcam)
def target_juni(request, rakorcam, number, row):
    """Store the target the group agrees for the next June; a mere visit is sent to its row."""
    page = row_page(request, rakorcam, number, row)
    if not page.looks_ahead:
        raise Http404
    if request.method != "POST":
        return _to_row(rakorcam, number, row)
    form = AheadForm(request.POST, stored=page.stored)
    if form.is_valid():
        try:
            set_agreed_target(
                session=rakorcam, document=DocumentType(pk=row),
                hundredths=form.cleaned_data["percent"], base=form.base, by=request.user,
                at=waktu.now(),
            )  # fmt: skip
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, "Target tersimpan.")
            return _to_row(rakorcam, number, row)
    return _show(request, page, target_form=form, is_kept=True)
