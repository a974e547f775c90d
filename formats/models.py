"""What every desa has: periods, collections, document types, coverage, elements, targets."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from desa import history, waktu
from desa.access import Scope, ScopedManager, ScopedModel, ScopedQuerySet
from desa.fields import SafeCharField
from desa.models import Desa, Kabupaten, Kecamatan
from desa.rights import Level
from formats.specs._shared import DOCUMENTS_BY_KEY, ELEMENTS
from formats.values import State

# Largest count of people we take from a keyboard; a kecamatan has some tens of thousands.
MAX_COUNT = 9_999_999


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
    history = history.records()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(
                name="collection_once_per_period", fields=["kecamatan", "period"]
            )
        ]

    def __str__(self):
        return f"{self.kecamatan} {self.period}"


class DocumentTypeQuerySet(ScopedQuerySet):
    """Filters on document types that compose with scoping."""

    def used_by(self, kecamatan):
        """Return the guide's seven, then the active types of `kecamatan`, in printing order."""
        return self.filter(
            Q(kecamatan__isnull=True) | Q(kecamatan=kecamatan), is_active=True
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


def _count(label):
    return models.PositiveIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(MAX_COUNT)]
    )


class Coverage(Row):
    """How many must have a document, and how many have it: desa x period x type (rules.md 6).

    Counts of people, KK or events; None is not filled in, never zero.
    """

    scope = Scope(Level.DESA, "desa")
    COUNTS = ("wajib", "memiliki")

    desa = models.ForeignKey(Desa, models.PROTECT)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode")
    document = models.ForeignKey(DocumentType, models.PROTECT, verbose_name="jenis dokumen")
    wajib = _count("wajib")
    memiliki = _count("memiliki")
    wajib_l = _count("wajib, laki-laki")
    wajib_p = _count("wajib, perempuan")
    memiliki_l = _count("memiliki, laki-laki")
    memiliki_p = _count("memiliki, perempuan")
    note = SafeCharField("catatan", max_length=200, blank=True)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "cakupan"
        verbose_name_plural = "cakupan"
        constraints = [
            models.UniqueConstraint(name="coverage_once", fields=["desa", "period", "document"])
        ]

    def __str__(self):
        return f"{self.document} {self.desa} {self.period}"


class ElementState(Row):
    """What the kecamatan team entered of one element in one desa: Format 2 (rules.md 16).

    No row, or a blank state, is *belum diisi*. For surveyed elements the entered state stands in
    place of what the survey proposes, and `reason` says why.
    """

    scope = Scope(Level.DESA, "desa")
    STATES = [(state.value, state.value.capitalize()) for state in State][:3]

    desa = models.ForeignKey(Desa, models.PROTECT)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode")
    element = models.CharField(
        "elemen", max_length=20, choices=[(element.key, element.label) for element in ELEMENTS]
    )
    state = models.CharField("status", max_length=8, choices=STATES, blank=True)
    evidence = SafeCharField("bukti", max_length=200, blank=True)
    note = SafeCharField("keterangan", max_length=200, blank=True)
    reason = SafeCharField("alasan", max_length=200, blank=True)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "keadaan elemen"
        verbose_name_plural = "keadaan elemen"
        constraints = [
            models.UniqueConstraint(
                name="element_state_once", fields=["desa", "period", "element"]
            ),
            models.CheckConstraint(
                name="element_sebagian_needs_note",
                condition=~Q(state=State.SEBAGIAN.value) | ~Q(note=""),
                violation_error_message=(
                    "Status sebagian perlu keterangan: apa yang sudah dan apa yang belum. "
                    "Keterangan ini dicetak."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_element_display()} {self.desa} {self.period}"


class Attachment(Row):
    """A photo or PDF that proves an element; served only by a view that checks (rules.md 30)."""

    scope = Scope(Level.DESA, "element_state__desa")

    element_state = models.ForeignKey(ElementState, models.PROTECT, related_name="attachments")
    file = models.FileField("berkas")
    name = SafeCharField("nama berkas", max_length=120)
    content_type = models.CharField(max_length=40, editable=False)
    added_at = models.DateTimeField(editable=False)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "berkas bukti"
        verbose_name_plural = "berkas bukti"

    def __str__(self):
        return self.name
