"""What desa answer to Formats 4 and 5, what the kecamatan team says of it, and its tags."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from desa import history
from desa.access import Scope
from desa.fields import SafeCharField, SafeJSONField
from desa.models import Desa, Kabupaten
from desa.rights import Level
from formats.models.documents import DocumentType
from formats.models.periods import Period, Row
from formats.replies import Reply, mistakes
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS_BY_KEY


class SurveyState(models.TextChoices):
    """Where a lembar isian stands; without a row it is *belum diisi* (rules.md 14)."""

    DRAF = "draf", "Draf"
    TERKIRIM = "terkirim", "Terkirim"
    DIPERIKSA = "diperiksa", "Diperiksa"
    DIKEMBALIKAN = "dikembalikan", "Dikembalikan"


COUNTING = (SurveyState.TERKIRIM, SurveyState.DIPERIKSA)


class Survey(Row):
    """One lembar isian: the answers of one desa to Format 4 or 5 in one period.

    `by_kecamatan` says that the kecamatan team sent it for the desa (rules.md 15).
    """

    scope = Scope(Level.DESA, "desa")

    desa = models.ForeignKey(Desa, models.PROTECT)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode")
    number = models.PositiveSmallIntegerField("format")
    state = models.CharField(
        "keadaan", max_length=12, choices=SurveyState, default=SurveyState.DRAF
    )
    filled_on = models.DateField("tanggal pengisian", null=True, blank=True)
    by_kecamatan = models.BooleanField("dikirim tim kecamatan", default=False)
    sent_at = models.DateTimeField("dikirim", null=True, blank=True)
    changed_at = models.DateTimeField("diubah", null=True, blank=True)
    note = SafeCharField("catatan pengembalian", max_length=500, blank=True)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "lembar isian"
        verbose_name_plural = "lembar isian"
        constraints = [
            models.UniqueConstraint(name="survey_once", fields=["desa", "period", "number"]),
            models.CheckConstraint(
                name="survey_sent_has_a_moment",
                condition=Q(state=SurveyState.DRAF) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="survey_returned_needs_note",
                condition=~Q(state=SurveyState.DIKEMBALIKAN) | ~Q(note=""),
                violation_error_message="Tulis catatan pengembalian.",
            ),
        ]

    def __str__(self):
        return f"{self.spec.name} {self.desa} {self.period}"

    @property
    def spec(self):
        """Return the questionnaire this answers."""
        return REGISTRY[self.number]

    @property
    def counts(self):
        """Return whether its answers count in recaps (rules.md 14)."""
        return self.state in COUNTING


class Replied(Row):
    """A reply to one question of a lembar isian."""

    question = models.CharField("pertanyaan", max_length=40)
    value = SafeJSONField("jawaban", default=dict, blank=True)

    class Meta(Row.Meta):
        abstract = True

    @property
    def reply(self):
        """Return the stored value as a Reply."""
        return Reply.from_json(self.value)

    def clean(self):
        """Raise ValidationError with sentences for what cannot be an answer here."""
        try:
            question = self.survey.spec.question(self.question)
        except KeyError:
            raise ValidationError("Pertanyaan ini tidak ada di lembar isian.") from None
        found = list(mistakes(question, self.reply))
        if found:
            raise ValidationError(found)


class Answer(Replied):
    """What the desa answered; `carried` until somebody confirms a copy of last period's."""

    scope = Scope(Level.DESA, "survey__desa")

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="answers")
    carried = models.BooleanField("sama seperti periode lalu", default=False)
    history = history.records()

    class Meta(Replied.Meta):
        verbose_name = "jawaban"
        verbose_name_plural = "jawaban"
        constraints = [models.UniqueConstraint(name="answer_once", fields=["survey", "question"])]

    def __str__(self):
        return f"{self.question} {self.survey}"


class Correction(Replied):
    """*Koreksi kecamatan*: what counts in place of a sent answer, with its reason (rules.md 15)."""

    scope = Scope(Level.DESA, "survey__desa")

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="corrections")
    reason = SafeCharField("alasan", max_length=200)
    history = history.records()

    class Meta(Replied.Meta):
        verbose_name = "koreksi kecamatan"
        verbose_name_plural = "koreksi kecamatan"
        constraints = [
            models.UniqueConstraint(name="correction_once", fields=["survey", "question"])
        ]

    def __str__(self):
        return f"koreksi {self.question} {self.survey}"


class Theme(Row):
    """A theme under which a kabupaten groups challenges."""

    scope = Scope(Level.KABUPATEN, "kabupaten")

    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, related_name="themes")
    name = SafeCharField("nama tema", max_length=60)
    is_active = models.BooleanField("dipakai", default=True)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "tema"
        verbose_name_plural = "tema"
        constraints = [
            models.UniqueConstraint(
                "kabupaten",
                models.functions.Lower("name"),
                name="theme_once_per_kabupaten",
                violation_error_message="Tema dengan nama ini sudah ada.",
            )
        ]

    def __str__(self):
        return self.name


def known_elements(keys):
    """Raise ValidationError when something else than keys of elements is listed."""
    if not isinstance(keys, list) or set(map(str, keys)) - set(ELEMENTS_BY_KEY):
        raise ValidationError("Elemen ini tidak ada di antara lima elemen LABD.")


class ChallengeTag(Row):
    """What PTPD says one challenge is about: elements, document types, themes (rules.md 18).

    `text` is the challenge as the desa wrote it; when the desa writes something else, the tag no
    longer applies and is kept for the history.
    """

    scope = Scope(Level.DESA, "survey__desa")

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="tags")
    question = models.CharField("pertanyaan", max_length=40)
    text = SafeCharField("tantangan", max_length=1000)
    elements = models.JSONField("elemen", default=list, blank=True, validators=[known_elements])
    documents = models.ManyToManyField(DocumentType, blank=True, related_name="+")
    themes = models.ManyToManyField(Theme, blank=True, related_name="+")
    history = history.records(m2m_fields=[documents, themes])

    class Meta(Row.Meta):
        verbose_name = "tanda tantangan"
        verbose_name_plural = "tanda tantangan"

    def __str__(self):
        return self.text
