"""History: one row per write, by django-simple-history, with reason and source (rules.md 26)."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import receiver
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record
from simple_history.utils import bulk_create_with_history, bulk_update_with_history


class Source(models.TextChoices):
    """Where a write came from."""

    TYPED = "ketik", "diketik"
    PASTED = "tempel", "ditempel"
    IMPORTED = "impor", "diimpor"
    LINK = "tautan", "lewat tautan"
    OFFLINE = "luring", "dari antrean luring"
    HALL = "aula", "dari aula"


class SourcedHistory(models.Model):
    """What every history row carries beside simple-history's who, when and reason."""

    history_source = models.CharField(
        "sumber", max_length=8, choices=Source.choices, default=Source.TYPED, editable=False
    )

    class Meta:
        abstract = True


def records(**kwargs):
    """Return the HistoricalRecords every model of ours declares; ids are UUIDs (rules.md 25)."""
    return HistoricalRecords(
        bases=[SourcedHistory],
        history_id_field=models.UUIDField(default=uuid.uuid4),
        history_change_reason_field=models.TextField(null=True),
        **kwargs,
    )


@receiver(pre_create_historical_record)
def _carry_source(sender, instance=None, history_instance=None, **kwargs):
    history_instance.history_source = getattr(instance, "_history_source", Source.TYPED)


GONE = "Isian ini sudah dihapus orang lain selagi Anda mengetik."


def held(row):
    """Return `row` as it is stored now, locked until the transaction ends.

    What a form replaces is compared with this (rules.md 24). Raises ValidationError when the row
    is gone.
    """
    related = [path for path in type(row).scope.lookups.values() if path != "pk"]
    found = type(row).unscoped.select_related(*related).select_for_update(of=("self",))
    found = found.filter(pk=row.pk).first()
    if found is None:
        raise ValidationError(GONE)
    return found


def save(obj, *, by, at, reason="", source=Source.TYPED):
    """Validate and save one row with its history row; raises ValidationError with the sentences."""
    obj.full_clean()
    _sign(obj, by=by, at=at, reason=reason, source=source)
    obj.save()
    return obj


def delete(obj, *, by, at, reason="", source=Source.TYPED):
    """Delete one row; its history keeps what it was and who removed it."""
    _sign(obj, by=by, at=at, reason=reason, source=source)
    obj.delete()


def bulk_save(model, *, new=(), changed=(), fields=(), by, at, reason="", source=Source.TYPED):
    """Create `new` rows and update `fields` of `changed` ones, each with its history row."""
    signature = {
        "default_user": by,
        "default_date": at,
        "default_change_reason": reason or None,
        "custom_historical_attrs": {"history_source": source},
    }
    if new:
        bulk_create_with_history(list(new), model, batch_size=200, **signature)
    if changed:
        bulk_update_with_history(
            list(changed), model, list(fields), batch_size=200, manager=model.unscoped, **signature
        )


def _sign(obj, *, by, at, reason, source):
    obj._history_user = by
    obj._history_date = at
    obj._change_reason = reason or None
    obj._history_source = source
