"""Complaints of residents, as counts: never who complained (Kegiatan 3.2 asks for feedback)."""

from django.core.validators import MaxValueValidator
from django.db import models

from desa import history
from desa.access import Scope
from desa.fields import SafeCharField
from desa.models import Desa
from desa.rights import Level
from formats.models.documents import DocumentType
from formats.models.periods import Period, Row

MOST = 99_999


def _count(label):
    return models.PositiveIntegerField(label, default=0, validators=[MaxValueValidator(MOST)])


class Complaint(Row):
    """How many complaints of one desa about one document type stand where, and what was done.

    Each complaint is counted in one state only. No row is not recorded; zeros are none received.
    """

    scope = Scope(Level.DESA, "desa")
    STATES = ("waiting", "in_hand", "settled")

    desa = models.ForeignKey(Desa, models.PROTECT)
    period = models.ForeignKey(Period, models.PROTECT, verbose_name="periode")
    document = models.ForeignKey(DocumentType, models.PROTECT, verbose_name="jenis dokumen")
    waiting = _count("diterima, belum ditangani")
    in_hand = _count("sedang ditangani")
    settled = _count("selesai")
    done = SafeCharField("yang dilakukan", max_length=300, blank=True)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "pengaduan"
        verbose_name_plural = "pengaduan"
        constraints = [
            models.UniqueConstraint(name="complaint_once", fields=["desa", "period", "document"])
        ]

    def __str__(self):
        return f"{self.document} {self.desa} {self.period}"
