"""What was done about it: progress entries, and whether desa budgeted for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from desa import history
from desa.access import Scope
from desa.fields import SafeCharField, SafeTextField
from desa.models import Desa
from desa.rights import Level
from formats.models import Row
from formats.spec import NARRATIVE_ROOM
from rakorcam.models.plans import ItemState, PlanItem
from rakorcam.models.sessions import Rakorcam
from rakorcam.models.visits import Visit

# What an entry may say of its item.
REPORTED = (ItemState.BERJALAN, ItemState.SELESAI, ItemState.TERHAMBAT, ItemState.DIBATALKAN)


class Confirmed(Row):
    """Something a desa may enter and PTPD confirms, or returns with a reason.

    Unconfirmed it is shown as such; returned it neither waits nor counts.
    """

    confirmed_at = models.DateTimeField("dibenarkan", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    returned_at = models.DateTimeField("dikembalikan", null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = SafeCharField("alasan dikembalikan", max_length=200, blank=True)

    class Meta(Row.Meta):
        abstract = True

    @property
    def is_confirmed(self):
        """Return whether it counts."""
        return self.confirmed_at is not None

    @property
    def is_returned(self):
        """Return whether PTPD gave it back, and nothing was said anew in its place."""
        return self.returned_at is not None

    @property
    def is_waiting(self):
        """Return whether PTPD has neither confirmed nor returned it."""
        return not (self.is_confirmed or self.is_returned)


def _returned(name):
    """Return the constraint that a returned row of a model says why, and is not confirmed."""
    is_told = ~Q(return_reason="") & Q(confirmed_at=None)
    return models.CheckConstraint(
        name=f"{name}_returned_says_why",
        condition=Q(returned_at=None) | is_told,
        violation_error_message="Tulis alasan mengembalikannya.",
    )


class Progress(Confirmed):
    """One report on a plan item in one desa, or on the whole item when it names none (rules.md 21).

    `number` is what has been reached so far, in the unit of the item's target; `session` is the
    meeting in which it was typed (*dalam rapat*), `visit` the pembinaan that found it.
    """

    scope = Scope(Level.DESA, "desa", above="item__session__kecamatan")

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="progress")
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True, related_name="+")
    date = models.DateField("tanggal")
    state = models.CharField(
        "keadaan", max_length=12, choices=[(one.value, one.label) for one in REPORTED]
    )
    number = models.PositiveIntegerField("capaian, angka", null=True, blank=True)
    done = SafeTextField("yang sudah dikerjakan", max_length=NARRATIVE_ROOM, blank=True)
    obstacle = SafeTextField("kendala", max_length=NARRATIVE_ROOM, blank=True)
    photo = models.FileField("foto", blank=True)
    photo_name = SafeCharField("nama foto", max_length=120, blank=True)
    session = models.ForeignKey(
        Rakorcam,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="dalam rapat",
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="progress",
        verbose_name="dari pembinaan",
    )  # fmt: skip
    recorded_at = models.DateTimeField("dicatat", editable=False)
    history = history.records()

    class Meta(Confirmed.Meta):
        verbose_name = "kemajuan"
        verbose_name_plural = "kemajuan"
        constraints = [
            _returned("progress"),
            models.CheckConstraint(
                name="progress_obstructed_says_why",
                condition=~Q(state=ItemState.TERHAMBAT) | ~Q(obstacle=""),
                violation_error_message="Tulis kendalanya: apa yang menghambat.",
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()}: {self.item}"


class BudgetDocument(models.TextChoices):
    """The two documents in which a desa budgets for a plan item."""

    RKP = "rkp", "RKP Desa"
    APBDES = "apbdes", "APBDes"


class BudgetEntry(Confirmed):
    """Whether one desa has put a plan item into one document, with the document's number."""

    scope = Scope(Level.DESA, "desa")

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="budget_entries")
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="+")
    document = models.CharField("dokumen", max_length=8, choices=BudgetDocument)
    included = models.BooleanField("sudah masuk", default=False)
    document_number = SafeCharField("nomor dokumen", max_length=120, blank=True)
    history = history.records()

    class Meta(Confirmed.Meta):
        verbose_name = "penganggaran rencana"
        verbose_name_plural = "penganggaran rencana"
        constraints = [
            _returned("budget_entry"),
            models.UniqueConstraint(name="budget_entry_once", fields=["item", "desa", "document"]),
            models.CheckConstraint(
                name="budget_entry_included_has_number",
                condition=Q(included=False) | ~Q(document_number=""),
                violation_error_message="Tulis nomor dokumen yang sudah memuat rencana ini.",
            ),
        ]

    def __str__(self):
        return f"{self.get_document_display()} {self.desa}: {self.item}"
