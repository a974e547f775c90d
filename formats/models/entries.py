"""What people type: coverage per desa (Format 1), elements per desa (Format 2), their evidence."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from desa import history
from desa.access import Scope
from desa.fields import SafeCharField
from desa.models import Desa
from desa.rights import Level
from formats.models.documents import DocumentType
from formats.models.periods import Period, Row
from formats.specs._shared import ELEMENTS, ELEMENTS_BY_KEY
from formats.values import State

# Largest count of people we take from a keyboard; a kecamatan has some tens of thousands.
MAX_COUNT = 9_999_999


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
    PARTS = ("wajib_l", "wajib_p", "memiliki_l", "memiliki_p")

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

    def put(self, field, value):
        """Set one field of the cell; raises ValidationError with a sentence, leaving it unset."""
        setattr(self, field, self._meta.get_field(field).clean(value, self))


class ElementState(Row):
    """What the kecamatan team entered of one element in one desa: Format 2 (rules.md 16).

    No row, or a blank state, is *belum diisi*. For surveyed elements the entered state stands in
    place of what the survey proposes, and `reason` says why. `proposed` is what the survey proposed
    when somebody last looked: when it proposes otherwise now, the cell says *usulan berubah*.
    """

    scope = Scope(Level.DESA, "desa")
    STATES = [(state.value, state.value.capitalize()) for state in State][:3]
    CELL = ("state", "evidence", "note", "reason")
    NEEDS_NOTE = (
        "Status sebagian perlu keterangan: apa yang sudah dan apa yang belum. "
        "Keterangan ini dicetak."
    )

    desa = models.ForeignKey(Desa, models.PROTECT)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode")
    element = models.CharField(
        "elemen", max_length=20, choices=[(element.key, element.label) for element in ELEMENTS]
    )
    state = models.CharField("status", max_length=8, choices=STATES, blank=True)
    evidence = SafeCharField("bukti", max_length=200, blank=True)
    note = SafeCharField("keterangan", max_length=200, blank=True)
    reason = SafeCharField("alasan", max_length=200, blank=True)
    proposed = models.CharField(
        "usulan saat ditetapkan", max_length=8, choices=STATES, blank=True, editable=False
    )
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
                violation_error_message="Status sebagian perlu keterangan.",
            ),
        ]

    def __str__(self):
        return f"{self.get_element_display()} {self.desa} {self.period}"

    @property
    def cell(self):
        """Return what the entry page shows of it, as one value."""
        return {name: getattr(self, name) for name in self.CELL}

    def put(self, field, value):
        """Set the whole cell from a dict; raises ValidationError with sentences (rules.md 16)."""
        before = self.cell
        for name in self.CELL:
            setattr(self, name, value[name])
        try:
            self.clean_fields(exclude=["desa", "period"])
            self.clean()
        except ValidationError:
            for name, old in before.items():
                setattr(self, name, old)
            raise

    def clean(self):
        """Raise ValidationError when state, evidence, note and reason do not fit together."""
        element = ELEMENTS_BY_KEY[self.element]
        if self.state == State.SEBAGIAN.value and not self.note:
            raise ValidationError(self.NEEDS_NOTE)
        if element.proof and self.state == State.SUDAH.value and not self.evidence:
            raise ValidationError(f"{element.label}: tulis nomor dan tanggal SK kepala desa.")
        if element.surveyed and self.state and not self.reason:
            raise ValidationError(
                "Elemen ini ditanyakan kepada desa di Format 4 dan 5. Tulis alasan kecamatan "
                "menetapkannya sendiri."
            )


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
