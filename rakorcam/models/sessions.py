"""When they meet: sessions, what they freeze, and the agreement on their worksheets."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Q

from desa import history
from desa.access import Scope, ScopedManager, ScopedQuerySet
from desa.fields import SafeCharField
from desa.models import Kecamatan
from desa.rights import Level
from formats.models import Period, Row


class Kind(models.TextChoices):
    """The guide's two meetings of a year."""

    PERENCANAAN = "perencanaan", "Rakorcam Perencanaan Kegiatan LABD"
    EVALUASI = "evaluasi", "Rakorcam Evaluasi Pelaksanaan Kegiatan LABD"


class SessionState(models.TextChoices):
    """Where a session stands (rules.md 3)."""

    PERSIAPAN = "persiapan", "Persiapan"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


class Rakorcam(Row):
    """One session of one kecamatan; it says which period it freezes (rules.md 3)."""

    scope = Scope(Level.KECAMATAN, "kecamatan", published=Q(state=SessionState.SELESAI))

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode data")
    kind = models.CharField("jenis", max_length=12, choices=Kind)
    state = models.CharField(
        "keadaan", max_length=12, choices=SessionState, default=SessionState.PERSIAPAN
    )
    date = models.DateField("tanggal rapat")
    time = models.TimeField("pukul", null=True, blank=True)
    place = SafeCharField("tempat", max_length=120, blank=True)
    on_behalf = SafeCharField("bertindak sebagai", max_length=120, blank=True)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "Rakorcam"
        verbose_name_plural = "Rakorcam"
        constraints = [
            models.UniqueConstraint(
                name="rakorcam_one_per_period_and_kind",
                fields=["kecamatan", "period", "kind"],
                condition=~Q(state=SessionState.DIBATALKAN),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.kecamatan.name}, {self.period.label}"

    @property
    def judul_pendek(self):
        """Return "Perencanaan, Juni 2026" for breadcrumbs."""
        return f"{self.kind.capitalize()}, {self.period.label}"

    @property
    def is_typable(self):
        """Return whether the discussion columns may be typed: before and during the meeting."""
        return self.state in (SessionState.PERSIAPAN, SessionState.BERLANGSUNG)


class ImmutableRow(RuntimeError):
    """Somebody tried to change a row that is never changed."""


class ImmutableQuerySet(ScopedQuerySet):
    """Rows that are stored once and read for ever."""

    def _refuse(self, *args, **kwargs):
        raise ImmutableRow(self.model._meta.verbose_name)

    update = bulk_update = delete = _raw_delete = _refuse


class ImmutableManager(ScopedManager):
    """The front door to rows that never change."""

    _queryset_class = ImmutableQuerySet


class Snapshot(Row):
    """A bekuan: all that a worksheet prints but the discussion columns, for ever (rules.md 5)."""

    scope = Scope(Level.KECAMATAN, "session__kecamatan")

    session = models.ForeignKey(Rakorcam, models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField("bekuan ke-")
    payload = models.JSONField()
    checksum = models.CharField(max_length=64)
    reason = SafeCharField("alasan", max_length=200, blank=True)
    frozen_at = models.DateTimeField("dibekukan")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)

    unscoped = ImmutableQuerySet.as_manager()
    objects = ImmutableManager()

    class Meta(Row.Meta):
        verbose_name = "bekuan"
        verbose_name_plural = "bekuan"
        constraints = [
            models.UniqueConstraint(name="snapshot_once", fields=["session", "number"]),
            models.CheckConstraint(
                name="snapshot_refreeze_needs_reason",
                condition=Q(number=1) | ~Q(reason=""),
                violation_error_message="Tulis alasan membekukan ulang.",
            ),
        ]

    def __str__(self):
        return f"bekuan ke-{self.number} {self.session}"

    @staticmethod
    def seal(payload):
        """Return the SHA-256 of the payload written canonically."""
        text = json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def is_intact(self):
        """Return whether the payload is still the one that was frozen."""
        return self.seal(self.payload) == self.checksum

    def save(self, *args, **kwargs):
        """Store once; raises ImmutableRow for a snapshot already stored."""
        if not self._state.adding:
            raise ImmutableRow(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Raise ImmutableRow: a snapshot is kept for ever."""
        raise ImmutableRow(str(self))


class Worksheet(Row):
    """The agreement on one worksheet of a session: by whom, when, in whose name."""

    scope = Scope(Level.KECAMATAN, "session__kecamatan", Q(session__state=SessionState.SELESAI))

    session = models.ForeignKey(Rakorcam, models.PROTECT, related_name="worksheets")
    number = models.PositiveSmallIntegerField("format")
    agreed_at = models.DateTimeField("disepakati")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    on_behalf = SafeCharField("bertindak sebagai", max_length=120, blank=True)
    history = history.records()

    class Meta(Row.Meta):
        constraints = [models.UniqueConstraint(name="worksheet_once", fields=["session", "number"])]

    def __str__(self):
        return f"Format {self.number} {self.session}"
