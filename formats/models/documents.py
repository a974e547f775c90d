"""Document types, the guide's and the kecamatan's own, and their targets."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from desa import history
from desa.access import Scope, ScopedManager, ScopedQuerySet
from desa.fields import SafeCharField
from desa.models import Kecamatan
from desa.rights import Level
from formats.models.periods import Period, Row
from formats.specs._shared import DOCUMENTS_BY_KEY


class DocumentTypeQuerySet(ScopedQuerySet):
    """Filters on document types that compose with scoping."""

    def used_by(self, kecamatan, also=()):
        """Return the guide's seven, then the active types of `kecamatan`, in printing order.

        `also` are ids of types to keep although they are not used any more.
        """
        return self.filter(
            Q(kecamatan__isnull=True) | Q(kecamatan=kecamatan), Q(is_active=True) | Q(pk__in=also)
        ).order_by("position", "own_label", "pk")


class DocumentTypeManager(ScopedManager):
    """The front door to document types."""

    _queryset_class = DocumentTypeQuerySet


class DocumentType(Row):
    """One of the guide's seven types (worded in the specs), or a kecamatan's own (Dst)."""

    scope = Scope(Level.KECAMATAN, "kecamatan")
    FIRST_OWN = 100

    key = models.CharField(max_length=40, blank=True, editable=False)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True)
    position = models.PositiveSmallIntegerField("urutan", default=FIRST_OWN)
    own_label = SafeCharField("nama dokumen", max_length=60, blank=True)
    own_wajib = SafeCharField("siapa yang wajib memiliki", max_length=160, blank=True)
    own_memiliki = SafeCharField("apa yang dihitung memiliki", max_length=160, blank=True)
    own_unit = SafeCharField("satuan", max_length=20, blank=True, default="orang")
    own_flow = models.BooleanField("dihitung 12 bulan sampai tanggal data", default=False)
    is_active = models.BooleanField("dipakai", default=True)
    history = history.records()

    unscoped = DocumentTypeQuerySet.as_manager()
    objects = DocumentTypeManager()

    class Meta(Row.Meta):
        verbose_name = "jenis dokumen"
        verbose_name_plural = "jenis dokumen"
        constraints = [
            models.CheckConstraint(
                name="document_type_guide_or_own",
                condition=Q(kecamatan__isnull=True, own_label="") & ~Q(key="")
                | Q(kecamatan__isnull=False, key="") & ~Q(own_label=""),
                violation_error_message="Tulis nama dokumennya.",
            ),
            models.UniqueConstraint(
                "kecamatan",
                models.functions.Lower("own_label"),
                name="document_type_once_per_kecamatan",
                condition=Q(kecamatan__isnull=False),
                violation_error_message="Jenis dokumen dengan nama ini sudah ada.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def guide(self):
        """Return the guide's wording of this type, or None for an own type."""
        return DOCUMENTS_BY_KEY.get(self.key)

    @property
    def label(self):
        """Return the name as printed."""
        return self.guide.label if self.guide else self.own_label

    @property
    def wajib(self):
        """Return the written definition of who must have it."""
        return self.guide.wajib if self.guide else self.own_wajib

    @property
    def memiliki(self):
        """Return the written definition of who has it."""
        return self.guide.memiliki if self.guide else self.own_memiliki

    @property
    def unit(self):
        """Return what is counted: orang, KK, anak, peristiwa."""
        return self.guide.unit if self.guide else self.own_unit

    @property
    def flow(self):
        """Return whether it counts events of twelve months instead of a stock."""
        return self.guide.flow if self.guide else self.own_flow

    def clean(self):
        """Refuse an own type named like one of the guide's."""
        taken = {document.label.casefold() for document in DOCUMENTS_BY_KEY.values()}
        if self.kecamatan_id and self.own_label.casefold() in taken:
            raise ValidationError(
                {"own_label": f"{self.own_label} sudah ada di antara tujuh jenis panduan."}
            )


def _hundredths(**kwargs):
    return models.PositiveIntegerField(
        "target (perseratus persen)",
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        **kwargs,
    )


class Target(Row):
    """The kabupaten's target of a type, to be reached by that period (rules.md 8)."""

    scope = Scope(Level.KABUPATEN, "period__kabupaten")

    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode")
    document = models.ForeignKey(DocumentType, models.PROTECT, verbose_name="jenis dokumen")
    hundredths = _hundredths(help_text="9940 berarti 99,40%.")
    history = history.records()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(name="target_once", fields=["period", "document"]),
            models.CheckConstraint(
                name="target_within_percent",
                condition=Q(hundredths__gte=1, hundredths__lte=10_000),
            ),
        ]

    def __str__(self):
        return f"{self.document} {self.period}"


class TargetOverride(Row):
    """A kecamatan's own target in place of the kabupaten's, with its reason (rules.md 8)."""

    scope = Scope(Level.KECAMATAN, "kecamatan")

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode")
    document = models.ForeignKey(DocumentType, models.PROTECT, verbose_name="jenis dokumen")
    hundredths = _hundredths(help_text="9940 berarti 99,40%.")
    reason = SafeCharField("alasan", max_length=200)
    history = history.records()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                name="target_override_once", fields=["kecamatan", "period", "document"]
            ),
            models.CheckConstraint(
                name="target_override_within_percent",
                condition=Q(hundredths__gte=1, hundredths__lte=10_000),
            ),
        ]

    def __str__(self):
        return f"{self.document} {self.kecamatan} {self.period}"
