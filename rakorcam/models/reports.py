"""What the kecamatan reports of half a year."""

from django.core.validators import RegexValidator
from django.db import models

from desa import history
from desa.access import Scope
from desa.fields import SafeCharField, SafeTextField
from desa.models import Kecamatan
from desa.rights import Level
from formats.models import Row

# Letters of one section: sixty plan items with their progress, or thirty visits.
SECTION_ROOM = 60_000


def _section(label):
    return SafeTextField(label, max_length=SECTION_ROOM, blank=True)


class HalfYearReport(Row):
    """A kecamatan's report of half a year, as somebody left it; proposed from the data before.

    After annex 11 of Bappenas' strategy for the front line (2017). A section is text: lines that
    begin with "- " are points.
    """

    scope = Scope(Level.KECAMATAN, "kecamatan")
    SECTIONS = (
        "meetings", "coverage", "plans", "visits", "challenges", "stakeholders", "lessons",
        "recommendations", "documents",
    )  # fmt: skip
    ABOUT = ("made_by", "office", "submitted_to", "submitted_on")

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="+")
    code = models.CharField(
        "kode semester",
        max_length=7,
        validators=[RegexValidator(r"^20\d\d-S[12]$", "Semester ditulis tahun-S1 atau tahun-S2.")],
    )
    meetings = _section("Rakorcam")
    coverage = _section("cakupan dokumen")
    plans = _section("kemajuan rencana")
    visits = _section("pembinaan")
    challenges = _section("tantangan dan cara mengatasinya")
    stakeholders = _section("pemetaan pemangku kepentingan")
    lessons = _section("pembelajaran")
    recommendations = _section("rekomendasi")
    documents = _section("dokumen pendukung")
    made_by = SafeCharField("dibuat oleh", max_length=120, blank=True)
    office = SafeCharField("jabatan", max_length=120, blank=True)
    submitted_to = SafeCharField("diserahkan ke", max_length=120, blank=True)
    submitted_on = models.DateField("tanggal penyerahan", null=True, blank=True)
    history = history.records()

    class Meta(Row.Meta):
        verbose_name = "laporan semester"
        verbose_name_plural = "laporan semester"
        constraints = [
            models.UniqueConstraint(name="half_year_report_once", fields=["kecamatan", "code"])
        ]

    def __str__(self):
        return f"Laporan {self.code} {self.kecamatan.name}"
