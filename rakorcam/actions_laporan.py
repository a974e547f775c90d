"""Writes of half-year reports: keyword-only, one transaction, by whom and when."""

from django.core.exceptions import ValidationError
from django.db import transaction

from desa import history, waktu
from rakorcam.models import HalfYearReport
from rakorcam.semester import half_named


@transaction.atomic
def save_report(report, *, by, at):
    """Store a HalfYearReport as it was typed; raises ValidationError with the sentences.

    A half-year that has not begun has nothing to report.
    """
    half = half_named(report.code)
    if half and half.start > waktu.today(report.kecamatan.kabupaten, at):
        raise ValidationError(f"{half.label} belum mulai.")
    return history.save(report, by=by, at=at)


@transaction.atomic
def refill_section(report, *, section, text, by, at):
    """Put a new proposal in the place of one section; what stood there stays in the history."""
    if section not in HalfYearReport.SECTIONS:
        raise ValidationError("Laporan ini tidak punya bagian itu.")
    report = history.held(report)
    setattr(report, section, text)
    return history.save(report, by=by, at=at, reason="usulan baru dari data")
