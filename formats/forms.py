"""Ordinary forms of the data pages; grids read their own posts."""

import json

from django import forms

from desa.forms import GuardedFormMixin, PlainForm
from desa.nik import refuse_nik
from formats.models import MAX_COUNT, DocumentType, Theme
from formats.numbers import NotACount, read_count
from formats.render import cells

# Dates of figures and meetings; anything else is a slip of the finger.
YEARS = range(2000, 2100)
DATE_INPUTS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


class DateField(forms.DateField):
    """A date typed as hari/bulan/tahun."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "hari/bulan/tahun")
        super().__init__(
            input_formats=DATE_INPUTS,
            widget=forms.DateInput(
                format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}
            ),
            **kwargs,
        )

    def clean(self, value):
        """Return the date; a sentence with what was found and what is allowed, else."""
        try:
            day = super().clean(value)
        except forms.ValidationError as error:
            if error.code != "invalid":
                raise
            raise forms.ValidationError(
                f"Tertulis “{value}”. Tulis tanggal seperti 31/05/2026.", code="invalid"
            ) from error
        if day and day.year not in YEARS:
            raise forms.ValidationError(
                f"Tertulis tahun {day.year}. Tahunnya antara {YEARS[0]} dan {YEARS[-1]}."
            )
        return day


class HeaderForm(PlainForm):
    """Format 1's header: date, source, who filled it in."""

    data_date = DateField(label="Tanggal Data", required=False)
    source = forms.CharField(
        label="Sumber Data", max_length=120, required=False, validators=[refuse_nik]
    )
    filled_by = forms.CharField(
        label="Diisi oleh", max_length=120, required=False, validators=[refuse_nik]
    )


class NumberField(forms.CharField):
    """A whole number typed as offices write it; its value is an int or None."""

    def __init__(self, *, least=0, most=MAX_COUNT, ask="bilangan bulat, misalnya 200", **kwargs):
        self.least, self.most, self.ask = least, most, ask
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **kwargs
        )

    def prepare_value(self, value):
        """Show a stored number with dots."""
        return cells.text(value) if isinstance(value, int) else value

    def clean(self, value):
        """Return the number; a sentence with what was found and what is allowed, else."""
        text = (super().clean(value) or "").strip()
        try:
            number = read_count(text, self.most, self.ask)
        except NotACount as error:
            raise forms.ValidationError(str(error), code="invalid") from error
        if number is not None and number < self.least:
            raise forms.ValidationError(f"Tertulis {number}. Paling kecil {self.least}.")
        return number


class PercentField(forms.CharField):
    """A target typed as percent; its value is in 1/100 percent, or None."""

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value):
        """Return 1/100 percent for “99,4”, “99.45” or “100%”; refuse the rest in words."""
        text = (super().clean(value) or "").strip().removesuffix("%").strip()
        if not text:
            return None
        whole, _comma, rest = text.replace(".", ",").partition(",")
        if not (
            whole.isdecimal() and len(whole) <= 3 and len(rest) <= 2 and (rest + "0").isdecimal()
        ):
            raise forms.ValidationError(
                f"Tertulis “{value}”. Tulis persen dengan paling banyak dua desimal, misalnya 99,4."
            )
        hundredths = int(whole) * 100 + int(rest.ljust(2, "0"))
        if not 1 <= hundredths <= 10_000:
            raise forms.ValidationError(
                f"Tertulis “{value}”. Target paling kecil 0,01% dan paling besar 100%."
            )
        return hundredths


class OverrideForm(PlainForm):
    """A kecamatan's own target of one type, with its reason; empty takes it back.

    `dasar` keeps the targets the page showed, so that nobody's newer one is overwritten unseen.
    """

    dasar = forms.CharField(widget=forms.HiddenInput, required=False)

    document = forms.ModelChoiceField(
        label="Jenis dokumen", queryset=DocumentType.unscoped.none(), empty_label="Pilih…"
    )
    percent = PercentField(
        label="Target kecamatan (%)", help_text="Kosongkan untuk kembali ke target kabupaten."
    )
    reason = forms.CharField(label="Alasan", max_length=200, validators=[refuse_nik])

    def __init__(self, *args, documents, overrides, **kwargs):
        """Offer `documents`; `overrides` is type id -> the stored override in 1/100 percent."""
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents
        self.initial["dasar"] = json.dumps(overrides)

    @property
    def base(self):
        """Return the override the page showed for the chosen type, or None."""
        try:
            shown = json.loads(self.cleaned_data["dasar"] or "{}")
        except (ValueError, RecursionError):
            shown = {}
        chosen = str(self.cleaned_data["document"].pk)
        return shown.get(chosen) if isinstance(shown, dict) else None


class DocumentTypeForm(GuardedFormMixin, forms.ModelForm):
    """A kecamatan's own document type (Dst)."""

    class Meta:
        model = DocumentType
        fields = ["own_label", "own_wajib", "own_memiliki", "own_unit", "own_flow", "is_active"]
        help_texts = {
            "own_label": "Dicetak sebagai kepala kolom sesudah KIA.",
            "own_unit": "Apa yang dihitung: orang, KK, anak, peristiwa.",
            "is_active": "Yang tidak dipakai hilang dari isian baru; angkanya tetap tersimpan.",
        }

    def offer(self):
        """Ask for the definitions; a new type is in use."""
        for name in ("own_label", "own_wajib", "own_memiliki", "own_unit"):
            self.fields[name].required = True
        if self.instance._state.adding:
            del self.fields["is_active"]

    helper = PlainForm.helper


class ThemeForm(GuardedFormMixin, forms.ModelForm):
    """A theme of the kabupaten's list."""

    class Meta:
        model = Theme
        fields = ["name", "is_active"]
        help_texts = {"is_active": "Yang tidak dipakai hilang dari pilihan; tandanya tetap."}

    def offer(self):
        """A new theme is in use."""
        if self.instance._state.adding:
            del self.fields["is_active"]

    helper = PlainForm.helper
