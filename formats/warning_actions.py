"""Every write about early warnings: thresholds and what was answered to a warning."""

from django.core.exceptions import ValidationError
from django.db import transaction

from desa import history
from desa.models import Kabupaten
from formats.models import Acknowledgement, Threshold
from formats.thresholds import DEFAULTS

OTHER_NOTE = "Tanggapan ini sudah tersimpan dengan isi lain. Muat ulang halaman, lalu tulis lagi."


@transaction.atomic
def save_thresholds(*, kabupaten, values, by, at):
    """Store thresholds by key, all or nothing; one set to its default has no row."""
    # Two who save at the same moment take turns: there may be no row yet that could be locked.
    Kabupaten.unscoped.select_for_update(no_key=True).get(pk=kabupaten.pk)
    rows = {row.key: row for row in Threshold.unscoped.filter(kabupaten=kabupaten)}
    for key, number in values.items():
        row, default = rows.get(key), DEFAULTS[key]
        in_force = row.number if row else default
        if in_force == number:
            continue
        if default == number:
            history.delete(row, by=by, at=at)
            continue
        row = row or Threshold(kabupaten=kabupaten, key=key)
        row.number = number
        history.save(row, by=by, at=at)


@transaction.atomic
def acknowledge(*, kecamatan, rule, subject, level, note, key, by, at):
    """Store that a warning of this `level` was taken up with a note; return the Acknowledgement.

    `key` is the id the page made: sent again it is the same save (rules.md 25). Raises
    ValidationError when that id already holds something else.
    """
    told = {"kecamatan": kecamatan, "rule": rule, "subject": subject, "level": level, "note": note}
    again = Acknowledgement.unscoped.filter(pk=key).first()
    if again:
        if any(getattr(again, name) != value for name, value in told.items()):
            raise ValidationError(OTHER_NOTE)
        return again
    row = Acknowledgement(pk=key, **told, acknowledged_at=at, acknowledged_by=by)
    return history.save(row, by=by, at=at)


@transaction.atomic
def withdraw(*, kecamatan, key, by, at):
    """Take back what was answered by mistake: the warning shows again, history keeps the answer.

    Return whether it was still there.
    """
    row = Acknowledgement.unscoped.select_for_update().filter(pk=key, kecamatan=kecamatan).first()
    if row:
        history.delete(row, by=by, at=at)
    return row is not None
