"""The early warnings of a kecamatan, answers to them, and the thresholds the kabupaten keeps."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Kabupaten, Kecamatan
from formats.periods import period_shown
from formats.warning_actions import acknowledge, save_thresholds, withdraw
from labd.dasbor.warning_forms import AnswerForm, ThresholdForm
from labd.dasbor.warnings import RULES, rule_words
from labd.dasbor.warnings_gather import all_warnings, thresholds_of

WORSE = (
    "Peringatan ini memburuk selagi Anda membaca; angka barunya tertulis di atas. Simpan sekali "
    "lagi bila tanggapan Anda tetap berlaku."
)
SEVERAL, WHOLE = "Beberapa desa bersama", "Kecamatan"


@require_safe
@access("warnings.read", kecamatan=Kecamatan)
def peringatan(request, kecamatan, periode):
    """Show the warnings of a kecamatan, the most serious first, by desa or by rule."""
    period = period_shown(request, kecamatan, periode)
    by_rule = request.GET.get("menurut") == "aturan"
    waiting, answered = _warnings(kecamatan, period)
    context = {
        "kecamatan": kecamatan,
        "period": period,
        "by_rule": by_rule,
        "groups": _grouped(waiting, by_rule=by_rule),
        "count": len(waiting),
        "answered": answered,
        "may_answer": holds(request.user, "warnings.edit", kecamatan),
    }
    return render(request, "dasbor/peringatan.html", context)


def _warnings(kecamatan, period):
    return all_warnings(kecamatan, period, waktu.today(kecamatan.kabupaten))


def _grouped(found, *, by_rule):
    """Return (title, warnings) pairs, the group with the most serious warning first."""
    groups = {}
    for warning in found:
        groups.setdefault(warning.rule.title if by_rule else _place(warning), []).append(warning)
    return list(groups.items())


def _place(warning):
    if len(warning.names) == 1:
        return f"Desa {warning.names[0]}"
    return SEVERAL if warning.names else WHOLE


@access("warnings.edit", kecamatan=Kecamatan)
def peringatan_tanggapi(request, kecamatan, periode, rule, subject):
    """Answer one warning with a note; it shows again when it gets worse."""
    period = period_shown(request, kecamatan, periode)
    back = redirect("peringatan", kecamatan=kecamatan.pk, periode=period.code)
    waiting, _answered = _warnings(kecamatan, period)
    warning = next((one for one in waiting if (one.rule.key, one.subject) == (rule, subject)), None)
    if warning is None:
        messages.info(request, "Peringatan itu sudah tidak ada, atau sudah ditanggapi.")
        return back
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _store(request, kecamatan, warning, form):
        messages.success(request, "Tanggapan tersimpan. Peringatan muncul lagi bila memburuk.")
        return back
    context = {
        "kecamatan": kecamatan,
        "period": period,
        "warning": warning,
        "form": form,
        "key": _key(request),
    }
    return render(request, "dasbor/peringatan_tanggapi.html", context)


def _key(request):
    """Return the id the page gave its answer: sent twice it is stored once (rules.md 25)."""
    try:
        return uuid.UUID(request.POST.get("kunci", ""))
    except ValueError:
        return uuid.uuid4()


def _store(request, kecamatan, warning, form):
    """Store the answer and return True; or note in the form why not."""
    seen = request.POST.get("tingkat", "")
    if not (seen.isascii() and seen.isdigit() and warning.level <= int(seen[:18])):
        form.add_error(None, WORSE)
        return False
    try:
        acknowledge(
            kecamatan=kecamatan, rule=warning.rule.key, subject=warning.subject,
            level=warning.level, note=form.cleaned_data["note"], key=_key(request),
            by=request.user, at=waktu.now(),
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, ValidationError(error.messages))
        return False
    return True


@access("warnings.edit", kecamatan=Kecamatan)
def peringatan_cabut(request, kecamatan, periode, answer):
    """Take an answer back; a mere visit is sent to the warnings."""
    period = period_shown(request, kecamatan, periode)
    if request.method == "POST":
        if withdraw(kecamatan=kecamatan, key=answer, by=request.user, at=waktu.now()):
            messages.success(request, "Tanggapan dicabut. Peringatannya muncul lagi di bawah.")
        else:
            messages.info(request, "Tanggapan itu sudah dicabut.")
    return redirect("peringatan", kecamatan=kecamatan.pk, periode=period.code)


@require_safe
@access("regions.read", kabupaten=Kabupaten)
def ambang(request, kabupaten):
    """Show from when on the kabupaten wants to be warned, typed in place by who keeps it."""
    return _threshold_page(request, kabupaten, ThresholdForm(initial=thresholds_of(kabupaten)))


@access("regions.edit", kabupaten=Kabupaten)
def ambang_simpan(request, kabupaten):
    """Save the thresholds, all or nothing; a mere visit is sent to their page."""
    if request.method != "POST":
        return redirect("ambang", kabupaten=kabupaten.pk)
    form = ThresholdForm(request.POST, initial=thresholds_of(kabupaten))
    if not form.is_valid():
        return _threshold_page(request, kabupaten, form)
    values = {key: value for key, value in form.cleaned_data.items() if key != "dasar"}
    save_thresholds(kabupaten=kabupaten, values=values, by=request.user, at=waktu.now())
    messages.success(request, "Ambang peringatan tersimpan.")
    return redirect("ambang", kabupaten=kabupaten.pk)


def _threshold_page(request, kabupaten, form):
    thresholds = thresholds_of(kabupaten)
    context = {
        "kabupaten": kabupaten,
        "form": form,
        "rules": [(rule.title, rule_words(rule.key, thresholds)) for rule in RULES],
        "may_edit": holds(request.user, "regions.edit", kabupaten),
    }
    return render(request, "dasbor/ambang.html", context)
