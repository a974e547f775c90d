"""What they agree: texts and plan items of a worksheet's rows, amendments, targets."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from desa import history
from desa.access import Scope
from desa.fields import SafeCharField, SafeTextField
from desa.models import Desa
from desa.rights import Level
from formats.models import DocumentType, Row
from formats.spec import NARRATIVE_ROOM
from rakorcam.models.sessions import Rakorcam, SessionState


class SheetRow(Row):
    """What is typed into one row of one worksheet; `row` is an element key or a type's UUID."""

    session = models.ForeignKey(Rakorcam, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("format")
    row = models.CharField("baris", max_length=40)
    position = models.PositiveSmallIntegerField("urutan", default=1)

    class Meta(Row.Meta):
        abstract = True


class Discussion(SheetRow):
    """One text of a discussion column that is not a plan item: a problem, a solution.

    Taken over from a desa's own words, it names the desa and the format it was written in.
    """

    scope = Scope(Level.KECAMATAN, "session__kecamatan", Q(session__state=SessionState.SELESAI))

    column = models.CharField("kolom", max_length=20)
    text = SafeTextField("isi", max_length=NARRATIVE_ROOM)
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True, related_name="+")
    quoted_from = models.PositiveSmallIntegerField("dikutip dari format", null=True, blank=True)
    history = history.records()

    class Meta(SheetRow.Meta):
        verbose_name = "catatan pembahasan"
        verbose_name_plural = "catatan pembahasan"

    def __str__(self):
        return self.text


class BudgetSource(models.TextChoices):
    """Where the money of a plan item comes from."""

    RKP = "rkp", "RKP Desa"
    APBDES = "apbdes", "APBDes"
    APBD = "apbd", "APBD"
    NONE = "tanpa", "Tanpa anggaran"
    OTHER = "lainnya", "Lainnya"


class ItemState(models.TextChoices):
    """How far a plan item is (rules.md 21); *dilanjutkan* comes only of carrying over."""

    DIRENCANAKAN = "direncanakan", "Direncanakan"
    BERJALAN = "berjalan", "Berjalan"
    SELESAI = "selesai", "Selesai"
    TERHAMBAT = "terhambat", "Terhambat"
    DIBATALKAN = "dibatalkan", "Dibatalkan"
    DILANJUTKAN = "dilanjutkan", "Dilanjutkan"


# What PTPD may set with a reason.
SETTABLE = [choice for choice in ItemState.choices if choice[0] != ItemState.DILANJUTKAN]


def _month(label):
    return models.DateField(label, help_text="Hari pertama bulan itu.")


def _content_rules(name):
    return [
        models.CheckConstraint(
            name=f"{name}_months_in_order",
            condition=Q(to_month__gte=F("from_month")),
            violation_error_message="Bulan sampai mendahului bulan mulai.",
        ),
        models.CheckConstraint(
            name=f"{name}_number_has_unit",
            condition=Q(target_number__isnull=True, target_unit="")
            | Q(target_number__isnull=False) & ~Q(target_unit=""),
            violation_error_message=(
                "Target ditulis dengan angka dan satuannya, misalnya 40 pasangan."
            ),
        ),
    ]


class PlanContent(models.Model):
    """What an activity is (rules.md 20), as it was agreed or as it was amended.

    Months are stored as their first day; budget in whole rupiah; no desa named means the
    kecamatan as a whole, `all_desa` every desa of the snapshot.
    """

    what = SafeTextField("apa yang dikerjakan", max_length=500)
    all_desa = models.BooleanField("semua desa", default=True)
    from_month = _month("mulai")
    to_month = _month("sampai")
    in_charge = SafeCharField("penanggung jawab", max_length=120)
    target_number = models.PositiveIntegerField(
        "target, angka", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    target_unit = SafeCharField("satuan", max_length=40, blank=True)
    budget = models.PositiveBigIntegerField(
        "anggaran", null=True, blank=True, validators=[MaxValueValidator(10**12)]
    )
    budget_source = models.CharField(
        "sumber anggaran", max_length=8, choices=BudgetSource, blank=True
    )

    class Meta:
        abstract = True

    CONTENT = (
        "what", "all_desa", "from_month", "to_month", "in_charge", "target_number", "target_unit",
        "budget", "budget_source",
    )  # fmt: skip

    @property
    def content(self):
        """Return the fields of the content by name, without the desa."""
        return {name: getattr(self, name) for name in self.CONTENT}


class PlanItem(PlanContent, SheetRow):
    """One agreed, or proposed, activity of a row; its wording stays what was agreed.

    `carried_from` is the item of an earlier session that this one goes on with; `from_paper` marks
    a plan of before the first session, typed from paper (rules.md 23). `state_set` is what PTPD
    says of it against the progress, with a reason (rules.md 21).
    """

    scope = Scope(Level.KECAMATAN, "session__kecamatan", Q(session__state=SessionState.SELESAI))

    desa = models.ManyToManyField(Desa, blank=True, related_name="+", verbose_name="desa")
    from_paper = models.BooleanField("dari kertas", default=False)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carriers",
        verbose_name="lanjutan dari",
    )  # fmt: skip
    state_set = models.CharField(
        "keadaan yang ditetapkan", max_length=12, choices=SETTABLE, blank=True
    )
    state_reason = SafeCharField("alasan penetapan", max_length=200, blank=True)
    history = history.records(m2m_fields=[desa])

    class Meta(SheetRow.Meta):
        verbose_name = "rencana"
        verbose_name_plural = "rencana"
        constraints = [
            *_content_rules("plan_item"),
            models.CheckConstraint(
                name="plan_item_state_set_has_reason",
                condition=Q(state_set="") | ~Q(state_reason=""),
                violation_error_message="Tulis alasan menetapkan keadaan rencana.",
            ),
        ]

    def __str__(self):
        return self.what


class Amendment(PlanContent, Row):
    """A later change of an agreed item: the whole content as it is from then on, and why."""

    scope = Scope(
        Level.KECAMATAN, "item__session__kecamatan", Q(item__session__state=SessionState.SELESAI)
    )

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="amendments")
    desa = models.ManyToManyField(Desa, blank=True, related_name="+", verbose_name="desa")
    reason = SafeCharField("alasan", max_length=200)
    amended_at = models.DateTimeField("diubah")
    amended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    history = history.records(m2m_fields=[desa])

    class Meta(Row.Meta):
        verbose_name = "perubahan rencana"
        verbose_name_plural = "perubahan rencana"
        constraints = _content_rules("amendment")

    def __str__(self):
        return f"perubahan {self.item}"


class AgreedTarget(Row):
    """What the group agrees as target of a document type for the next June (rules.md 12).

    In hundredths of a percent; at *selesai* it becomes the kecamatan's override for that June.
    """

    scope = Scope(Level.KECAMATAN, "session__kecamatan", Q(session__state=SessionState.SELESAI))

    session = models.ForeignKey(Rakorcam, models.PROTECT, related_name="agreed_targets")
    document = models.ForeignKey(DocumentType, models.PROTECT, verbose_name="jenis dokumen")
    hundredths = models.PositiveIntegerField(
        "target (perseratus persen)",
        validators=[MinValueValidator(1), MaxValueValidator(10_000)],
        help_text="9940 berarti 99,40%.",
    )
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "target yang disepakati"
        verbose_name_plural = "target yang disepakati"
        constraints = [
            models.UniqueConstraint(name="agreed_target_once", fields=["session", "document"]),
            models.CheckConstraint(
                name="agreed_target_within_percent",
                condition=Q(hundredths__gte=1, hundredths__lte=10_000),
            ),
        ]

    def __str__(self):
        return f"{self.document} {self.session}"
