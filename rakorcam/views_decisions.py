"""Decisions on a session: cancel, freeze, start, agree, close, reopen; each on its own page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from desa import waktu
from desa.access import access, holds
from formats.render import cells
from rakorcam import actions
from rakorcam.forms import (
    AnotherDayForm,
    OnBehalfAnotherDayForm,
    OnBehalfForm,
    OnBehalfReasonForm,
    PlainForm,
    ReasonForm,
)
from rakorcam.left_open import left_behind
from rakorcam.models import Rakorcam
from rakorcam.pages import SessionPage, acts_on_behalf
from rakorcam.review import reviews
from rakorcam.snapshot import differences, live_data, payload_of
from rakorcam.views import remember, worksheet_spec


def _decide(request, rakorcam, form, act, *, template, done, back=None, **context):
    """Show a decision's page, or carry it out and go back; refusals come back as sentences."""
    remember(request, rakorcam)
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, done)
            return redirect(*(back or ("rakorcam", rakorcam.pk)))
    context = {"rakorcam": rakorcam, "form": form, **context}
    return render(request, f"rakorcam/{template}.html", context)


def _posted(request):
    return request.POST if request.method == "POST" else None


@access("session.cancel", rakorcam=Rakorcam)
def rakorcam_batal(request, rakorcam):
    """Cancel a session with a reason."""

    def act(reason):
        actions.cancel_session(rakorcam, reason=reason, by=request.user, at=waktu.now())

    return _decide(
        request, rakorcam, ReasonForm(_posted(request)), act,
        template="keputusan", done="Rakorcam dibatalkan.",
        judul="Batalkan Rakorcam", tombol="Batalkan Rakorcam",
        kalimat="Rakorcam yang dibatalkan tetap tercatat, dan untuk periode yang sama dapat "
        "dibuat Rakorcam baru.",
    )  # fmt: skip


@access("freeze.decide", rakorcam=Rakorcam)
def rakorcam_bekukan(request, rakorcam):
    """Freeze the data, first or once more, after showing what goes in or what changed."""
    last = rakorcam.snapshots.order_by("-number").first()
    data = live_data(rakorcam)
    changes = differences(last.payload, payload_of(rakorcam, data)) if last else None
    form = (ReasonForm if last else PlainForm)(_posted(request))

    def act(reason=""):
        actions.freeze(rakorcam, reason=reason, by=request.user, at=waktu.now())

    return _decide(
        request, rakorcam, form, act,
        template="bekukan", done="Data dibekukan. Lembar kerja siap dicetak.",
        data=data, last=last, changes=changes,
    )  # fmt: skip


def _on_behalf_form(request, rakorcam):
    """Return the form a decision needs: who decides for the camat says so."""
    on_behalf = acts_on_behalf(request.user, "agree.decide", rakorcam)
    return (OnBehalfForm if on_behalf else PlainForm)(_posted(request))


def _start_form(request, rakorcam, days):
    """Return the form that begins a meeting; `days` after the planned day it asks whether to."""
    if not days:
        return _on_behalf_form(request, rakorcam)
    on_behalf = acts_on_behalf(request.user, "agree.decide", rakorcam)
    kind = OnBehalfAnotherDayForm if on_behalf else AnotherDayForm
    planned = cells.text(rakorcam.date)
    return kind(_posted(request), told=f"Ya, rapat dimulai hari ini, bukan pada {planned}.")


@access("agree.decide", rakorcam=Rakorcam)
def rakorcam_mulai(request, rakorcam):
    """Start the meeting; the data are not frozen again after this."""
    today = waktu.today(rakorcam.kecamatan.kabupaten)
    days = (today - rakorcam.date).days

    def act(capacity="", another_day=True):
        actions.start(rakorcam, on_behalf=capacity, by=request.user, at=waktu.now())

    return _decide(
        request, rakorcam, _start_form(request, rakorcam, days), act,
        template="keputusan", done="Rakorcam dimulai.",
        judul="Mulai Rakorcam", tombol="Mulai Rakorcam",
        kalimat="Sesudah dimulai, data tidak dapat dibekukan ulang. Kelompok mengetik rencana di "
        "lembar kerja, lalu setiap lembar kerja disepakati.",
        hari=days, jarak=abs(days), hari_ini=today,
        boleh_ubah=holds(request.user, "session.edit", rakorcam),
    )  # fmt: skip


@access("agree.decide", rakorcam=Rakorcam)
def rakorcam_tutup(request, rakorcam):
    """Close the meeting once every worksheet is agreed."""

    def act(capacity=""):
        actions.close(rakorcam, on_behalf=capacity, by=request.user, at=waktu.now())

    return _decide(
        request, rakorcam, _on_behalf_form(request, rakorcam), act,
        template="keputusan", done="Rakorcam selesai.",
        judul="Tutup Rakorcam", tombol="Tutup Rakorcam",
        kalimat="Sesudah ditutup, lembar kerja tetap seperti yang disepakati dan dibaca desa.",
        sisa=left_behind(rakorcam) if reviews(rakorcam.kind) else None,
    )  # fmt: skip


@access("reopen.decide", rakorcam=Rakorcam)
def rakorcam_buka_kembali(request, rakorcam):
    """Take agreements back with a reason."""
    on_behalf = acts_on_behalf(request.user, "reopen.decide", rakorcam)
    form = (OnBehalfReasonForm if on_behalf else ReasonForm)(_posted(request))

    def act(reason, capacity=""):
        actions.reopen(rakorcam, reason=reason, on_behalf=capacity, by=request.user, at=waktu.now())

    return _decide(
        request, rakorcam, form, act,
        template="keputusan", done="Kesepakatan dibuka kembali.",
        judul="Buka kembali kesepakatan", tombol="Buka kembali",
        kalimat="Semua lembar kerja Rakorcam ini dapat diketik lagi dan harus disepakati ulang.",
    )  # fmt: skip


@access("agree.decide", rakorcam=Rakorcam)
def sepakati(request, rakorcam, number):
    """Agree one worksheet."""
    spec = worksheet_spec(rakorcam, number)

    def act(capacity=""):
        actions.agree_worksheet(rakorcam, spec, on_behalf=capacity, by=request.user, at=waktu.now())

    return _decide(
        request, rakorcam, _on_behalf_form(request, rakorcam), act,
        template="sepakati", done=f"{spec.name} disepakati.",
        spec=spec, page=SessionPage(rakorcam, request.user),
    )  # fmt: skip
