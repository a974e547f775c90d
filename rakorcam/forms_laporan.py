"""The form of a half-year report."""

from django import forms

from desa.forms import GuardedFormMixin, PlainForm
from formats.forms import DateField
from rakorcam.laporan_isi import heading_of
from rakorcam.models import SECTION_ROOM, HalfYearReport

_HELP = {
    "challenges": "Sebut juga bagaimana tantangan itu diatasi.",
    "stakeholders": "Siapa yang terlibat, dan seberapa besar pengaruhnya pada pelaksanaan.",
    "lessons": "Apa yang dipelajari dari kemajuan dan tantangan semester ini.",
    "recommendations": "Apa yang perlu diperbaiki pada pelaksanaan berikutnya.",
}
# Lines of a box for a section, and the letters that one line of it takes.
_LEAST, _MOST, _LETTERS = 4, 20, 130


class ReportForm(GuardedFormMixin, forms.ModelForm):
    """All sections of a report, the proposals standing in those that nobody typed yet."""

    submitted_on = DateField(label="Tanggal penyerahan", required=False)

    class Meta:
        model = HalfYearReport
        fields = [*HalfYearReport.SECTIONS, *HalfYearReport.ABOUT]
        help_texts = _HELP

    helper = PlainForm.helper

    def offer(self):
        """Give every section room for what stands in it."""
        for name in HalfYearReport.SECTIONS:
            lines = str(self.get_initial_for_field(self.fields[name], name)).splitlines()
            rows = sum(1 + len(line) // _LETTERS for line in lines) + 1
            rows = max(_LEAST, min(_MOST, rows))
            self.fields[name].label = heading_of(name)
            self.fields[name].widget = forms.Textarea(
                attrs={"rows": rows, "maxlength": SECTION_ROOM}
            )

    def clean(self):
        """Keep lines as they are stored, whatever the browser ends them with."""
        told = super().clean()
        return {
            name: value.replace("\r\n", "\n") if isinstance(value, str) else value
            for name, value in told.items()
        }

    def _typed(self, name):
        typed = super()._typed(name)
        return typed.replace("\r\n", "\n") if isinstance(typed, str) else typed

    def _stale(self, name, stored):
        return (
            "Bagian ini, atau data asalnya, berubah selagi Anda mengetik. Simpan sekali lagi untuk "
            "memakai isian Anda."
        )
