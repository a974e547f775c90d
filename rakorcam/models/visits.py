"""Visits to a desa between the meetings (pembinaan): the guide's step 4."""

from django.db import models

from desa import history
from desa.access import Scope
from desa.fields import SafeCharField, SafeTextField
from desa.models import Desa
from desa.rights import Level
from formats.models import Row
from formats.spec import NARRATIVE_ROOM


def _narrative(label, **more):
    return SafeTextField(label, max_length=NARRATIVE_ROOM, blank=True, **more)


class Visit(Row):
    """One pembinaan: when, where, by whom, what was looked at and found, what follows.

    After annex 9 of Bappenas' strategy for the front line (2017).
    """

    scope = Scope(Level.DESA, "desa")

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="+")
    date = models.DateField("tanggal")
    place = SafeCharField("tempat", max_length=120, blank=True)
    by_whom = SafeCharField("dilakukan oleh", max_length=200)
    looked_at = _narrative("yang dilihat")
    findings = SafeTextField("temuan", max_length=NARRATIVE_ROOM)
    challenges = _narrative("tantangan")
    follow_up = _narrative("tindak lanjut")
    unit = SafeCharField("unit penanggung jawab", max_length=120, blank=True)
    recommendation = _narrative("rekomendasi")
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "pembinaan"
        verbose_name_plural = "pembinaan"

    def __str__(self):
        return f"Pembinaan {self.desa.name}"


class Sex(models.TextChoices):
    """L or P, as the guide's lists write it."""

    L = "L", "L"
    P = "P", "P"


class PersonMet(Row):
    """Somebody met at a visit: name, office, L or P."""

    scope = Scope(Level.DESA, "visit__desa")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="people")
    position = models.PositiveSmallIntegerField("urutan", default=1)
    name = SafeCharField("nama", max_length=120)
    office = SafeCharField("jabatan", max_length=120, blank=True)
    sex = models.CharField("L/P", max_length=1, choices=Sex, blank=True)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "orang yang ditemui"
        verbose_name_plural = "orang yang ditemui"

    def __str__(self):
        return self.name


class VisitPhoto(Row):
    """A photo taken at a visit; served only by a view that checks (rules.md 30)."""

    scope = Scope(Level.DESA, "visit__desa")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    file = models.FileField("foto")
    position = models.PositiveSmallIntegerField("urutan", default=1)
    name = SafeCharField("nama berkas", max_length=120)
    added_at = models.DateTimeField(editable=False)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "foto pembinaan"
        verbose_name_plural = "foto pembinaan"

    def __str__(self):
        return self.name
