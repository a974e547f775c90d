"""Forms of sessions, plan items and decisions."""

from datetime import date

from django import forms

from desa.forms import GuardedFormMixin, PlainForm, speak_plainly
from desa.models import Desa
from desa.nik import refuse_nik
from formats.forms import DateField, NumberField
from formats.models import Period
from formats.render import cells
from formats.values import MonthSpan
from rakorcam.models import BudgetSource, Discussion, Kind
from rakorcam.worksheets import worksheets_for

# How far ahead a plan may reach: two years from the period's month.
MONTHS_AHEAD = 24
MOST_RUPIAH = 10**12


class PeriodChoice(forms.ModelChoiceField):
    """Periods by their label; the posted value is the period's code."""

    def __init__(self, **kwargs):
        super().__init__(to_field_name="code", empty_label=None, **kwargs)

    def label_from_instance(self, obj):
        """Return "Juni 2026"."""
        return obj.label

    def to_python(self, value):
        """Return the Period; a sentence that names the code when there is none."""
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                f"Periode “{value}” tidak ada di kabupaten ini. Pilih salah satu dari daftar.",
                code="invalid_choice",
            ) from error


class ScheduleForm(GuardedFormMixin, PlainForm):
    """When and where a session meets."""

    date = DateField(label="Tanggal rapat")
    time = forms.TimeField(
        label="Pukul",
        required=False,
        input_formats=["%H.%M", "%H:%M"],
        widget=forms.TimeInput(format="%H.%M", attrs={"inputmode": "numeric"}),
        help_text="jam.menit, misalnya 08.30",
        error_messages={"invalid": "Tulis jam dan menit, misalnya 08.30."},
    )
    place = forms.CharField(label="Tempat", required=False, max_length=120, validators=[refuse_nik])


class OpenForm(ScheduleForm):
    """Everything a new session needs."""

    kind = forms.ChoiceField(label="Jenis")
    period = PeriodChoice(label="Periode data", queryset=Period.unscoped.none())
    field_order = ["kind", "period", "date", "time", "place"]

    def __init__(self, *args, kabupaten, **kwargs):
        self._periods = Period.unscoped.filter(kabupaten=kabupaten).newest_first()
        super().__init__(*args, **kwargs)

    def offer(self):
        """Offer the kabupaten's periods, and the kinds of meeting that have worksheets."""
        self.fields["kind"].choices = [
            choice for choice in Kind.choices if worksheets_for(choice[0])
        ]
        self.fields["period"].queryset = self._periods


class ReasonForm(PlainForm):
    """Why something is undone or done again."""

    reason = forms.CharField(
        label="Alasan",
        max_length=200,
        validators=[refuse_nik],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
        error_messages={"required": "Tulis alasannya."},
    )


class OnBehalfForm(PlainForm):
    """A PTPD's statement that the camat decided, or that the PTPD is acting camat."""

    capacity = forms.ChoiceField(
        label="Anda bertindak",
        choices=[("atas nama camat", "Atas nama camat"), ("pelaksana", "Sebagai pelaksana")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih atas nama siapa Anda bertindak."},
    )


class AnotherDayForm(PlainForm):
    """That the meeting begins on another day than the one it was planned for."""

    another_day = forms.BooleanField(
        error_messages={"required": "Centang kalau rapat memang dimulai hari ini."}
    )

    def __init__(self, *args, told, **kwargs):
        """`told` says which day is meant."""
        super().__init__(*args, **kwargs)
        self.fields["another_day"].label = told


class OnBehalfAnotherDayForm(AnotherDayForm, OnBehalfForm):
    """The same of a PTPD, who says in whose name it is decided."""


class OnBehalfReasonForm(OnBehalfForm, ReasonForm):
    """The statement and the reason together."""

    field_order = ["reason", "capacity"]


def months_from(code):
    """Return (ISO first day, "Juli 2026") choices from a period's month on."""
    year, month = map(int, code.split("-"))
    for step in range(MONTHS_AHEAD + 1):
        extra, number = divmod(month - 1 + step, 12)
        day = date(year + extra, number + 1, 1)
        yield day.isoformat(), cells.text(MonthSpan(day, day))


def months_around(code):
    """Return the same choices for plans from paper: as many months before the period's as after."""
    year, month = map(int, code.split("-"))
    return [
        *months_from(f"{year - MONTHS_AHEAD // 12}-{month:02}"),
        *list(months_from(code))[1:],
    ]


class MonthField(forms.TypedChoiceField):
    """A month chosen from a list; its value is the first day."""

    def __init__(self, **kwargs):
        super().__init__(coerce=date.fromisoformat, empty_value=None, **kwargs)


SCOPES = [("semua", "Semua desa"), ("pilih", "Desa tertentu"), ("kecamatan", "Tingkat kecamatan")]


class PlanItemForm(GuardedFormMixin, PlainForm):
    """One plan item of a worksheet row, typed in place (rules.md 20)."""

    months = staticmethod(months_from)

    what = forms.CharField(
        label="Apa yang dikerjakan",
        max_length=500,
        validators=[refuse_nik],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
    )
    where = forms.ChoiceField(label="Di mana", choices=SCOPES)
    desa = forms.MultipleChoiceField(
        label="Desa", required=False, widget=forms.CheckboxSelectMultiple
    )
    from_month = MonthField(label="Mulai")
    to_month = MonthField(label="Sampai")
    in_charge = forms.CharField(label="Penanggung jawab", max_length=120, validators=[refuse_nik])
    target_number = NumberField(
        label="Target, angka", required=False, least=1, ask="bilangan bulat, misalnya 40"
    )
    target_unit = forms.CharField(
        label="Satuan", required=False, max_length=40, validators=[refuse_nik]
    )
    budget = NumberField(
        label="Anggaran (Rp)",
        required=False,
        most=MOST_RUPIAH,
        ask="angka rupiah saja, misalnya 12.000.000",
    )
    budget_source = forms.ChoiceField(
        label="Sumber anggaran",
        required=False,
        choices=[("", "Belum ditentukan"), *BudgetSource.choices],
    )

    def __init__(self, *args, data_of_sheet, item=None, **kwargs):
        """Offer the snapshot's desa and the months from its period on; show `item` if given."""
        if item is not None:
            kwargs.setdefault("initial", _initial(item))
        months = list(self.months(data_of_sheet.header.period_code))
        self._choices = {
            "from_month": months,
            "to_month": months,
            "desa": [(one.id, one.name) for one in data_of_sheet.desa],
        }
        super().__init__(*args, **kwargs)
        if getattr(item, "carried_from_id", None) and item.target_unit:
            told = "Dihitung dari awal, termasuk yang tercapai sebelum rencana ini dilanjutkan."
            self.fields["target_number"].help_text = told

    def offer(self):
        """Fill the lists that depend on the session before anything reads them."""
        for name, choices in self._choices.items():
            self.fields[name].choices = choices

    def clean(self):
        """Refuse what does not fit together: months, desa, number and unit."""
        told = super().clean()
        start, end = told.get("from_month"), told.get("to_month")
        if start and end and end < start:
            names = [cells.text(MonthSpan(day, day)) for day in (end, start)]
            self.add_error(
                "to_month", f"Bulan sampai ({names[0]}) mendahului bulan mulai ({names[1]})."
            )
        if told.get("where") == "pilih" and not told.get("desa"):
            self.add_error("desa", "Pilih paling sedikit satu desa.")
        if told.get("target_number") and not told.get("target_unit"):
            self.add_error("target_unit", "Tulis satuannya, misalnya pasangan atau anak.")
        if told.get("target_unit") and "target_number" in told and not told["target_number"]:
            self.add_error("target_number", "Tulis angkanya, misalnya 40.")
        return told

    def fill(self, item):
        """Put what was typed into a PlanItem and return (item, its list of Desa)."""
        told = self.cleaned_data
        item.all_desa = told["where"] == "semua"
        for name in (
            "what", "from_month", "to_month", "in_charge", "target_number", "target_unit",
            "budget", "budget_source",
        ):  # fmt: skip
            setattr(item, name, told[name])
        chosen = told["desa"] if told["where"] == "pilih" else []
        return item, list(Desa.unscoped.filter(pk__in=chosen))


def _initial(item):
    chosen = [str(desa.pk) for desa in item.desa.all()]
    where = "semua" if item.all_desa else "pilih" if chosen else "kecamatan"
    return {
        "what": item.what,
        "where": where,
        "desa": [] if item.all_desa else chosen,
        "from_month": item.from_month.isoformat(),
        "to_month": item.to_month.isoformat(),
        "in_charge": item.in_charge,
        "target_number": item.target_number,
        "target_unit": item.target_unit,
        "budget": item.budget,
        "budget_source": item.budget_source,
    }


class DiscussionForm(forms.ModelForm):
    """One text of a discussion column."""

    class Meta:
        model = Discussion
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields)

    helper = PlainForm.helper
