"""The forms of the early warnings: an answer to one, and the kabupaten's thresholds."""

import re
from fractions import Fraction

from django import forms

from desa.forms import GuardedFormMixin, PlainForm, speak_plainly
from desa.nik import refuse_nik
from formats.forms import NumberField
from formats.thresholds import THRESHOLDS
from labd.dasbor.warning_words import points


class AnswerForm(PlainForm):
    """What is done about a warning."""

    note = forms.CharField(
        label="Tanggapan",
        max_length=200,
        validators=[refuse_nik],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Siapa mengerjakan apa, atau mengapa tidak perlu ditindaklanjuti. "
        "Paling banyak 200 huruf.",
    )


class PointsField(forms.CharField):
    """Percentage points with at most two decimals; the value is in whole hundredths."""

    def __init__(self, *, least, most, **kwargs):
        self.least, self.most = least, most
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )

    def prepare_value(self, value):
        """Show stored hundredths as points: 100 is 1,0."""
        return points(Fraction(value, 100)) if isinstance(value, int) else value

    def clean(self, value):
        """Return the hundredths; a sentence with what was found and what is allowed, else."""
        text = super().clean(value).strip()
        told = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?", text)
        if not told:
            raise forms.ValidationError(
                f"Tertulis “{text}”. Tulis poin dengan paling banyak dua desimal, misalnya 1,5."
            )
        hundredths = int(told[1]) * 100 + int((told[2] or "").ljust(2, "0"))
        if not self.least <= hundredths <= self.most:
            least, most = (points(Fraction(one, 100)) for one in (self.least, self.most))
            raise forms.ValidationError(f"Tertulis {text}. Antara {least} dan {most} poin.")
        return hundredths


class ThresholdForm(GuardedFormMixin, forms.Form):
    """Every threshold of a kabupaten in one form; `initial` holds those in force."""

    def offer(self):
        """Add a field per threshold."""
        for spec in THRESHOLDS:
            kind = PointsField if spec.is_points else NumberField
            label = f"{spec.label} ({spec.unit})" if spec.unit else spec.label
            default = points(Fraction(spec.default, 100)) if spec.is_points else spec.default
            self.fields[spec.key] = kind(
                label=label, least=spec.least, most=spec.most,
                help_text=f"{spec.help} Bawaan: {default}.".strip(),
            )  # fmt: skip
        speak_plainly(self.fields)

    helper = PlainForm.helper
