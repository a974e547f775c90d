"""Rounds of data collection of a kabupaten, and a kecamatan's part in one."""

import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from desa import history, waktu
from desa.access import Scope, ScopedManager, ScopedModel, ScopedQuerySet
from desa.fields import SafeCharField
from desa.models import Kabupaten, Kecamatan
from desa.rights import Level


class Row(ScopedModel):
    """Every row that could be made offline: a client-made UUID is its key (rules.md 25)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta(ScopedModel.Meta):
        abstract = True


class PeriodQuerySet(ScopedQuerySet):
    """Filters on periods that compose with scoping."""

    def newest_first(self):
        """Return the periods from the latest reference date on."""
        return self.order_by("-code")


class PeriodManager(ScopedManager):
    """The front door to periods."""

    _queryset_class = PeriodQuerySet


class Period(Row):
    """A round of data collection of a kabupaten; not a meeting (rules.md 1)."""

    scope = Scope(Level.KABUPATEN, "kabupaten")

    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, related_name="periods")
    code = models.CharField(
        "kode",
        max_length=7,
        validators=[
            RegexValidator(r"^\d{4}-(0[1-9]|1[0-2])$", "Kode periode ditulis tahun-bulan: 2026-06.")
        ],
    )
    label = SafeCharField("nama", max_length=40)
    reference_date = models.DateField("tanggal acuan")
    opens = models.DateField("dibuka")
    closes = models.DateField("ditutup", help_text="Isian ditutup pukul 24.00 pada tanggal ini.")
    history = history.records()

    unscoped = PeriodQuerySet.as_manager()
    objects = PeriodManager()

    class Meta(Row.Meta):
        verbose_name = "periode"
        verbose_name_plural = "periode"
        constraints = [
            models.UniqueConstraint(
                name="period_once_per_kabupaten",
                fields=["kabupaten", "code"],
                violation_error_message="Periode dengan kode ini sudah ada di kabupaten ini.",
            ),
            models.CheckConstraint(
                name="period_closes_after_opening",
                condition=Q(closes__gte=F("opens")),
                violation_error_message="Tanggal tutup tidak boleh mendahului tanggal buka.",
            ),
        ]

    def __str__(self):
        return f"{self.label} ({self.code})"

    def is_open(self, at):
        """Return whether entry is possible at the moment `at`, on the kabupaten's clock."""
        return self.opens <= waktu.today(self.kabupaten, at) <= self.closes


class Collection(Row):
    """A kecamatan's collection in a period: Format 1's header (rules.md 2)."""

    scope = Scope(Level.KECAMATAN, "kecamatan")

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode")
    data_date = models.DateField("tanggal data", null=True, blank=True)
    source = SafeCharField("sumber data", max_length=120, blank=True)
    filled_by = SafeCharField("diisi oleh", max_length=120, blank=True)
    records_lp = models.BooleanField("dicatat menurut L dan P", default=False)
    history = history.records()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                name="collection_once_per_period", fields=["kecamatan", "period"]
            )
        ]

    def __str__(self):
        return f"{self.kecamatan} {self.period}"

    def put(self, field, value):
        """Set one field of the header; raises ValidationError with a sentence, leaving it unset."""
        setattr(self, field, self._meta.get_field(field).clean(value, self))
