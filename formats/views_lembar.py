"""Filling in a lembar isian (Formats 4 and 5): its page, its steps, sending, starting from last."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access
from desa.models import Desa, Kecamatan
from formats.lembar import Lembar, questionnaire
from formats.periods import find_period
from formats.render import cells
from formats.render.download import download
from formats.survey_actions import (
    NO_ANSWER,
    StaleReplies,
    copy_last,
    save_replies,
    send_survey,
)
from formats.survey_fields import BASE, name_of, shown_base
from formats.survey_forms import SendForm
from formats.survey_tables import survey_sheet
from formats.surveys import unanswered

# What a page sends that only stores a draft and stays.
QUIETLY = "otomatis"
NOT_NOW = "Lembar isian ini tidak dapat diisi sekarang."
SENT_ALREADY = f"{NOT_NOW} Yang Anda ketik masih ada di bawah."


def asks(verb):
    """Return the function that names the right a lembar isian asks, from its URL."""

    def capability(kwargs):
        return f"{questionnaire(kwargs['number']).right}.{verb}"

    return capability


@require_safe
@access(asks("read"), desa=Desa)
def lembar(request, desa, periode, number):
    """Show one lembar isian: how far it is to those who fill it, its answers to all others."""
    page = Lembar(request, desa, periode, number)
    sheet = survey_sheet(page.spec, desa=desa, period=page.period, survey=page.survey)
    return render(request, "formats/lembar_isian.html", {"page": page, "sheet": sheet})


@access(asks("edit"), desa=Desa)
def lembar_langkah(request, desa, periode, number, question):
    """Fill in one question, and go on to the next; also stores quietly while one types."""
    page = Lembar(request, desa, periode, number)
    asked = page.question(question)
    after = page.step(asked, 1) or _end(page)
    return _fill(request, page, [asked], after, asked=asked, before=page.step(asked, -1))


@access(asks("edit"), desa=Desa)
def lembar_semua(request, desa, periode, number):
    """Fill in all questions on one page, as when typing from paper."""
    page = Lembar(request, desa, periode, number)
    return _fill(request, page, page.spec.questions, _end(page))


def _end(page):
    """Return where filling ends: at sending, or at the sheet that the team sent already."""
    return page.url("lembar" if page.survey and page.survey.counts else "lembar_kirim")


def _fill(request, page, questions, after, **context):
    if request.method != "POST":
        if not page.filling.allowed:
            return redirect(page.url("lembar"))
        return _show(request, page, page.form(questions), **context)
    only = request.POST.get(QUIETLY)
    if only is not None:
        return _save_quietly(request, page, page.leaf(only))
    form = page.form(questions, request.POST)
    if not page.filling.allowed:
        return _show(request, page, form, refusal=SENT_ALREADY, **context)
    if "tambah" in request.POST:
        return _show(request, page, form, **context)
    if form.is_valid() and _save(request, page, form):
        return redirect(after)
    return _show(request, page, form, **context)


def _save(request, page, form):
    """Store a valid form; return whether it was, with the reasons in the form when not."""
    try:
        save_replies(
            desa=page.desa, period=page.period, spec=page.spec, edits=form.edits,
            by=request.user, at=page.at, by_kecamatan=page.filling.for_desa,
        )  # fmt: skip
    except StaleReplies as error:
        form.tell_stale(error.stored)
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
    else:
        return True
    return False


def _save_quietly(request, page, leaf):
    """Store one answer while the person types on; the answer says when, or why not."""
    if not page.filling.allowed:
        return JsonResponse({"galat": [NOT_NOW]}, status=409)
    form = page.form([leaf], request.POST)
    if not (form.is_valid() and _save(request, page, form)):
        told = [sentence for errors in form.errors.values() for sentence in errors]
        # A conflict was told: the next save replaces the other answer on purpose.
        base = form.data[name_of(leaf, BASE)]
        return JsonResponse({"galat": told, "dasar": base})
    stored = form.edits[0].reply
    return JsonResponse({"pukul": cells.clock(page.at), "dasar": shown_base(stored)})


def _show(request, page, form, asked=None, before=None, refusal=""):
    context = {"page": page, "form": form, "asked": asked, "before": before, "refusal": refusal}
    context["nomor"] = page.numbers[asked.key] if asked else None
    return render(request, "formats/lembar_langkah.html", context)


@access(asks("edit"), desa=Desa)
def lembar_kirim(request, desa, periode, number):
    """List what is unanswered, and hand the lembar isian in."""
    page = Lembar(request, desa, periode, number)
    day = waktu.today(page.kecamatan.kabupaten, page.at)
    told = page.survey.filled_on if page.survey else None
    form = SendForm(request.POST or None, initial={"day": told or day})
    if not page.filling.allowed or (page.survey and page.survey.counts):
        return redirect(page.url("lembar"))
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, page, form.cleaned_data["day"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{page.spec.name} terkirim ke kecamatan.")
            return redirect(page.url("lembar"))
    missing = [(leaf, page.step_of(leaf)) for leaf in unanswered(page.spec, page.replies)]
    context = {
        "page": page,
        "form": form,
        "missing": missing,
        "has_nothing": any(leaf.has_nothing for leaf, _url in missing),
        "carried": [line for line in page.lines if line.carried],
    }
    return render(request, "formats/lembar_kirim.html", context)


def _send(request, page, day):
    if page.survey is None:
        raise ValidationError(NO_ANSWER)
    send_survey(
        page.survey, by=request.user, at=page.at, day=day, by_kecamatan=page.filling.for_desa
    )


@access(asks("edit"), desa=Desa)
def lembar_salin(request, desa, periode, number):
    """Start from the last period's answers; a mere visit is sent to the sheet."""
    page = Lembar(request, desa, periode, number)
    if request.method == "POST" and page.earlier:
        try:
            copy_last(
                desa=desa, period=page.period, spec=page.spec, earlier=page.earlier,
                by=request.user, at=page.at,
            )  # fmt: skip
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(
                request, f"Jawaban {page.earlier.period.label} disalin. Periksa satu per satu."
            )
    return redirect(page.url("lembar"))


@require_safe
@access(asks("read"), desa=Desa)
def lembar_berkas(request, desa, periode, number, ext):
    """Hand over a lembar isian as PDF or Excel: filled in, or (?kosong=1) to be filled by hand."""
    page = Lembar(request, desa, periode, number)
    blank = "kosong" in request.GET
    sheet = survey_sheet(page.spec, desa=desa, period=page.period, survey=page.survey, blank=blank)
    name = f"format-{number}-{desa.name}-{page.period.code}{'-kosong' if blank else ''}"
    return download(request, sheet, ext, name, page.kecamatan.kabupaten)


@require_safe
@access(asks("read"), kecamatan=Kecamatan)
def lembar_kosong(request, kecamatan, periode, number, ext):
    """Hand over the empty form of a lembar isian for any desa of a kecamatan."""
    period = find_period(kecamatan.kabupaten, periode)
    spec = questionnaire(number)
    sheet = survey_sheet(spec, kecamatan=kecamatan, period=period, blank=True)
    name = f"format-{number}-{kecamatan.name}-kosong"
    return download(request, sheet, ext, name, kecamatan.kabupaten)
