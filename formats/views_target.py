"""Targets: the kabupaten's per period, and a kecamatan's own with its reason (rules.md 8)."""

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Kabupaten, Kecamatan
from formats.actions import StaleTargets, save_override, save_targets
from formats.data import gather_for
from formats.forms import OverrideForm
from formats.models import DocumentType, TargetOverride
from formats.periods import find_period, period_shown
from formats.targets import TargetGrid, read_targets


@require_safe
@access("targets.read", kecamatan=Kecamatan)
def target(request, kecamatan, periode):
    """Show the targets a kecamatan is measured by, and where each came from."""
    period = period_shown(request, kecamatan, periode)
    return _kecamatan_page(request, kecamatan, period, _override_form(kecamatan, period))


@access("override.edit", kecamatan=Kecamatan)
def target_khusus(request, kecamatan, periode):
    """Set a kecamatan's own target of one type, or take it back."""
    period = period_shown(request, kecamatan, periode)
    form = _override_form(kecamatan, period, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            save_override(
                kecamatan=kecamatan, period=period, document=told["document"],
                hundredths=told["percent"], reason=told["reason"], base=form.base,
                by=request.user, at=waktu.now(),
            )  # fmt: skip
        except ValidationError as error:
            form = _override_form(kecamatan, period, _forgetting_base(request.POST))
            form.is_valid()
            form.add_error(None, error)
        else:
            messages.success(request, f"Target {told['document']} tersimpan.")
            return redirect("target", kecamatan=kecamatan.pk, periode=period.code)
    return _kecamatan_page(request, kecamatan, period, form)


def _forgetting_base(post):
    """Return the post without the values it meant to replace: the next save has seen the new."""
    post = post.copy()
    post.pop("dasar", None)
    return post


def _override_form(kecamatan, period, post=None):
    stored = TargetOverride.unscoped.filter(kecamatan=kecamatan, period=period)
    shown = {str(kind): value for kind, value in stored.values_list("document_id", "hundredths")}
    documents = DocumentType.unscoped.used_by(kecamatan)
    if post is not None and "dasar" not in post:
        post = post.copy()
        post["dasar"] = json.dumps(shown)
    return OverrideForm(post, documents=documents, overrides=shown)


def _kecamatan_page(request, kecamatan, period, form):
    context = {
        "kecamatan": kecamatan,
        "period": period,
        "data": gather_for(request.user, "targets", kecamatan, period),
        "form": form,
        "may_read_reason": holds(request.user, "override.read", kecamatan),
        "may_override": holds(request.user, "override.edit", kecamatan),
    }
    return render(request, "formats/target.html", context)


@require_safe
@access("targets.read", kabupaten=Kabupaten)
def target_kabupaten(request, kabupaten, periode):
    """Show the kabupaten's targets of one period, typed in place by those who keep them."""
    period = find_period(kabupaten, periode)
    request.konteks = (None, period)
    return _kabupaten_page(request, kabupaten, period, TargetGrid(period))


@access("targets.edit", kabupaten=Kabupaten)
def target_kabupaten_simpan(request, kabupaten, periode):
    """Save the kabupaten's targets, all or nothing; a mere visit is sent to their page."""
    period = find_period(kabupaten, periode)
    if request.method != "POST":
        return redirect("target_kabupaten", kabupaten=kabupaten.pk, periode=period.code)
    request.konteks = (None, period)
    typed = read_targets(request.POST)
    if typed.errors:
        return _kabupaten_page(request, kabupaten, period, TargetGrid(period, typed))
    try:
        save_targets(
            period=period, values=typed.values, base=typed.base, by=request.user, at=waktu.now()
        )
    except StaleTargets as error:
        typed.stale = error.keys
        return _kabupaten_page(request, kabupaten, period, TargetGrid(period, typed))
    messages.success(request, "Target tersimpan.")
    return redirect("target_kabupaten", kabupaten=kabupaten.pk, periode=period.code)


def _kabupaten_page(request, kabupaten, period, grid):
    context = {
        "kabupaten": kabupaten,
        "period": period,
        "grid": grid,
        "may_edit": holds(request.user, "targets.edit", kabupaten),
    }
    return render(request, "formats/target_kabupaten.html", context)
