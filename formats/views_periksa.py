"""Checking a lembar isian: mark it, give it back, correct beside it, tag its challenges."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render

from desa.access import access
from desa.models import Desa
from formats.lembar import Lembar
from formats.models import DocumentType, Theme
from formats.render.answers import in_words
from formats.replies import EMPTY
from formats.specs._shared import ELEMENTS
from formats.survey_actions import (
    check_survey,
    correct_reply,
    return_survey,
    tag_challenge,
)
from formats.survey_forms import CorrectionForm, ReturnForm, TagForm


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One question on the checking page: the desa's answer in words, and its correction."""

    leaf: object
    title: str
    answered: bool
    words: str
    correction: object
    corrected: str
    challenges: list


@dataclass(frozen=True, slots=True)
class ChallengeLine:
    """One challenge on the checking page, with the form of its tags."""

    place: int
    text: str
    form: object
    is_tagged: bool


class CheckPage:
    """Everything on the checking page of one lembar isian."""

    def __init__(self, page, bad=None):
        """Gather; `bad` is (question key, place, TagForm) of tags that were refused."""
        self.page, self.bad = page, bad
        self.corrections = {one.question: one for one in page.survey.corrections.all()}
        tags = page.survey.tags.prefetch_related("documents", "themes")
        self.tags = {(one.question, one.text): one for one in tags}
        self.offer = tag_choices(page.kecamatan, self.tags.values())
        self.lines = [self._line(leaf) for leaf in page.spec.leaves]

    def _line(self, leaf):
        reply = self.page.replies.get(leaf.key, EMPTY)
        found = self.corrections.get(leaf.key)
        counting = found.reply if found else reply
        return AnswerLine(
            leaf, leaf.short or leaf.label, reply.is_answered, _words(leaf, reply), found,
            _words(leaf, found.reply) if found else "",
            [self._challenge(leaf, place, text) for place, text in enumerate(counting.points)]
            if leaf.challenge else [],
        )  # fmt: skip

    def _challenge(self, leaf, place, text):
        tag = self.tags.get((leaf.key, text))
        form = TagForm(self.offer, tag, prefix=f"{leaf.key}-{place}")
        if self.bad and self.bad[:2] == (leaf.key, place):
            form = self.bad[2]
        tied = tag and (tag.elements or tag.documents.all() or tag.themes.all())
        return ChallengeLine(place, text, form, bool(tied))


def _words(leaf, reply):
    """Return an answer for reading: sentences as they were written, all else on one line."""
    return reply.text or in_words(leaf, reply)


def tag_choices(kecamatan, tags=()):
    """Return what challenges of a kecamatan can be tagged with, as choices by field name.

    What `tags` already name stays on offer although it is not used any more.
    """
    tied = [one.pk for tag in tags for one in (*tag.documents.all(), *tag.themes.all())]
    types = DocumentType.unscoped.used_by(kecamatan, tied)
    themes = Theme.unscoped.filter(
        Q(is_active=True) | Q(pk__in=tied), kabupaten=kecamatan.kabupaten_id
    )
    return {
        "elements": [(one.key, one.label) for one in ELEMENTS],
        "documents": [(str(one.pk), one.label) for one in types],
        "themes": [(str(one.pk), one.name) for one in themes.order_by("name")],
    }


def _handed_in(request, desa, periode, number):
    """Return the Lembar of a sheet that was handed in; raises Http404 before that."""
    page = Lembar(request, desa, periode, number)
    if page.survey is None or not page.survey.counts:
        raise Http404
    return page


def _try(request, act, done):
    """Carry a decision out and say so, or say why not; go back to the checking page."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, done)


@access("checking.decide", desa=Desa)
def lembar_periksa(request, desa, periode, number):
    """Show a handed-in lembar isian for checking; a POST marks it as checked."""
    page = Lembar(request, desa, periode, number)
    if page.survey is None or not page.survey.counts:
        return redirect(page.url("lembar"))
    if request.method == "POST":
        _try(
            request, lambda: check_survey(page.survey, by=request.user, at=page.at),
            f"{page.spec.name} Desa {desa.name} diperiksa.",
        )  # fmt: skip
        return redirect("lembar_daftar", kecamatan=page.kecamatan.pk, periode=page.period.code)
    return render(request, "formats/lembar_periksa.html", {"page": page, "check": CheckPage(page)})


@access("checking.decide", desa=Desa)
def lembar_kembalikan(request, desa, periode, number):
    """Give a lembar isian back to the desa with a note."""
    page = _handed_in(request, desa, periode, number)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return_survey(page.survey, by=request.user, at=page.at, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, f"{page.spec.name} dikembalikan ke Desa {desa.name}.")
            return redirect(page.url("lembar"))
    return render(request, "formats/lembar_kembalikan.html", {"page": page, "form": form})


@access("checking.decide", desa=Desa)
def lembar_koreksi(request, desa, periode, number, question):
    """Set, change or take back the koreksi kecamatan beside one sent answer."""
    page = _handed_in(request, desa, periode, number)
    leaf = page.leaf(question)
    found = page.survey.corrections.filter(question=leaf.key).first()
    answer = page.replies.get(leaf.key, EMPTY)
    form = CorrectionForm(request.POST or None, leaf=leaf, answer=answer, found=found)
    if request.method == "POST" and "tambah" not in request.POST and form.is_valid():
        try:
            correct_reply(
                page.survey, question=leaf.key, base=form.base, reply=form.edits[0].reply,
                reason=form.cleaned_data["reason"], by=request.user, at=page.at,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, "Koreksi tersimpan.")
            return redirect(f"{page.url('lembar_periksa')}#t-{leaf.key}")
    context = {
        "page": page, "form": form, "leaf": leaf, "found": found, "told": in_words(leaf, answer),
    }  # fmt: skip
    return render(request, "formats/lembar_koreksi.html", context)


@access("checking.decide", desa=Desa)
def koreksi_cabut(request, desa, periode, number, question):
    """Take a koreksi kecamatan back after asking: the desa's own answer counts again."""
    page = _handed_in(request, desa, periode, number)
    leaf = page.leaf(question)
    found = page.survey.corrections.filter(question=leaf.key).first()
    if request.method == "POST" and found:
        _try(
            request,
            lambda: correct_reply(
                page.survey, question=leaf.key, base=found.reply, reply=None, reason="",
                by=request.user, at=page.at,
            ),
            "Koreksi dicabut.",
        )  # fmt: skip
    return redirect(f"{page.url('lembar_periksa')}#t-{leaf.key}")


@access("checking.decide", desa=Desa)
def tantangan_tandai(request, desa, periode, number, question, place):
    """Store the tags of one challenge; a mere visit is sent to the checking page."""
    page = _handed_in(request, desa, periode, number)
    leaf, check = page.leaf(question), CheckPage(page)
    line = next(one for one in check.lines if one.leaf is leaf)
    if place >= len(line.challenges):
        raise Http404
    if request.method == "POST":
        form = TagForm(check.offer, None, request.POST, prefix=f"{leaf.key}-{place}")
        if not form.is_valid():
            check = CheckPage(page, (leaf.key, place, form))
            context = {"page": page, "check": check}
            return render(request, "formats/lembar_periksa.html", context)
        text = line.challenges[place].text
        _try(
            request,
            lambda: tag_challenge(
                page.survey, question=leaf.key, text=text, by=request.user, at=page.at,
                **form.cleaned_data,
            ),
            "Tanda tersimpan.",
        )  # fmt: skip
    return redirect(f"{page.url('lembar_periksa')}#t-{leaf.key}")
