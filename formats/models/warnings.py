"""Early warnings: what the kabupaten sets for them, and which of them a kecamatan has taken up."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from desa import history
from desa.access import Scope
from desa.fields import SafeCharField
from desa.models import Kabupaten, Kecamatan
from desa.rights import Level
from formats.models.periods import Row
from formats.thresholds import THRESHOLDS

_BY_KEY = {spec.key: spec for spec in THRESHOLDS}


class Threshold(Row):
    """A threshold the kabupaten set otherwise than the default; no row is the default.

    `number` is in hundredths of a percentage point, or a count (formats.thresholds).
    """

    scope = Scope(Level.KABUPATEN, "kabupaten")

    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, related_name="thresholds")
    key = models.CharField(
        "ambang", max_length=20, choices=[(spec.key, spec.label) for spec in THRESHOLDS]
    )
    number = models.PositiveIntegerField("nilai")
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "ambang peringatan"
        verbose_name_plural = "ambang peringatan"
        constraints = [
            models.UniqueConstraint(name="threshold_once", fields=["kabupaten", "key"]),
        ]

    def __str__(self):
        return f"{self.get_key_display()} {self.number}"

    def clean(self):
        """Refuse a number outside what this threshold may be."""
        spec = _BY_KEY.get(self.key)
        if spec and self.number is not None and not spec.least <= self.number <= spec.most:
            raise ValidationError({"number": "Nilai ini di luar batas ambangnya."})


class Acknowledgement(Row):
    """A warning somebody took up: which, how bad it was then (`level`), and what is done about it.

    `rule` and `subject` name the warning as labd.dasbor.warnings does. It shows again as soon as
    its level is above the one that was taken up.
    """

    scope = Scope(Level.KECAMATAN, "kecamatan")

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT)
    rule = models.CharField("aturan", max_length=20)
    subject = models.CharField("tentang", max_length=120)
    level = models.PositiveBigIntegerField("tingkat saat ditanggapi")
    note = SafeCharField("tanggapan", max_length=200)
    acknowledged_at = models.DateTimeField("ditanggapi", editable=False)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "tanggapan peringatan"
        verbose_name_plural = "tanggapan peringatan"
        indexes = [models.Index(name="acknowledgement_of", fields=["kecamatan", "subject"])]

    def __str__(self):
        return f"{self.rule} {self.subject}"
