"""Forms of the follow-up: progress, budgeting, a state set, an amendment."""

import uuid

from django import forms

from desa.forms import GuardedFormMixin, PlainForm
from desa.nik import refuse_nik
from desa.uploads import clean_photo
from formats.forms import DateField, NumberField
from formats.render import cells
from formats.spec import NARRATIVE_ROOM
from rakorcam.forms import PlanItemForm, ReasonForm
from rakorcam.goals import goal_words
from rakorcam.models import REPORTED, SETTABLE, ItemState, Progress

FOLLOWS = "ikuti"
PHOTO_AGAIN = "Foto belum ikut tersimpan; pilih sekali lagi."


class KeyField(forms.UUIDField):
    """The id a page gives the row it is about to make: sent twice it is stored once (rules.md 25).

    Anything that is no id gives a new one.
    """

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, initial=uuid.uuid4)

    def clean(self, value):
        """Return the posted id, or a new one."""
        try:
            return super().clean(value) or uuid.uuid4()
        except forms.ValidationError:
            return uuid.uuid4()


class PhotoField(forms.FileField):
    """A photo, or nothing; its value is a CleanUpload (rules.md 30)."""

    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            allow_empty_file=True,
            widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
            help_text="JPEG, PNG atau WebP, paling besar 10 MB. Lokasi di dalam foto dibuang.",
            **kwargs,
        )

    def clean(self, data, initial=None):
        """Return the photo made small and upright, or None."""
        return clean_photo(data) if data else None


def _narrative(label):
    return forms.CharField(
        label=label, required=False, max_length=NARRATIVE_ROOM, validators=[refuse_nik],
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ProgressForm(PlainForm):
    """What one desa, or the kecamatan, has done of an item by a day; short enough for a phone."""

    kunci = KeyField()
    state = forms.ChoiceField(
        label="Keadaan sekarang",
        choices=[(one.value, one.label) for one in REPORTED],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keadaannya sekarang."},
    )
    number = NumberField(
        label="Sudah tercapai sampai sekarang", required=False, ask="bilangan bulat, misalnya 12"
    )
    done = _narrative("Apa yang sudah dikerjakan")
    obstacle = _narrative("Kendala")
    date = DateField(label="Tanggal keadaan")
    photo = PhotoField(label="Foto")

    def __init__(self, *args, line, today, **kwargs):
        """Ask about a Line; `today` is the date shown first."""
        self.line = line
        started = ItemState.BERJALAN if line.last is None else line.last.state
        initial = {"date": today, "state": started, **self._returned(line)}
        super().__init__(*args, initial=initial, **kwargs)
        agreed = cells.text(line.item.session.date)
        self.fields["date"].help_text = f"hari/bulan/tahun, tidak sebelum {agreed}"
        self.fields["obstacle"].help_text = "Perlu diisi kalau terhambat."
        self._ask_number(line)

    @staticmethod
    def _returned(line):
        """Return what PTPD gave back last, to be mended rather than typed again."""
        names = ("date", "state", "number", "done", "obstacle")
        return {name: getattr(line.sent_back[0], name) for name in names if line.sent_back}

    def _ask_number(self, line):
        field, unit = self.fields["number"], line.terms.target_unit
        if not unit:
            return
        field.label = f"{field.label}, {unit}"
        told = goal_words(line.one)
        field.help_text = f"{told}. Tulis jumlah seluruhnya, bukan tambahan."

    @property
    def asks_number(self):
        """Return whether the number is asked: there is a unit, or somebody typed one."""
        return bool(self.line.terms.target_unit or self["number"].value())

    @property
    def least(self):
        """Return what a report has to hold at the least, in words."""
        asked = "jumlah yang tercapai, " if self.asks_number else ""
        return f"Isi paling sedikit satu: {asked}apa yang sudah dikerjakan, atau kendala."

    @property
    def photo_again(self):
        """Return the sentence that a chosen photo has to be chosen once more, or ""."""
        lost = self.is_bound and self.errors and self.files.get("photo")
        return PHOTO_AGAIN if lost and "photo" not in self.errors else ""

    def clean(self):
        """Refuse a hindrance without its obstacle, and a report that says nothing."""
        told = super().clean()
        hindered = told.get("state") == ItemState.TERHAMBAT
        if hindered and not told.get("obstacle") and "obstacle" not in self.errors:
            self.add_error("obstacle", "Tulis kendalanya: apa yang menghambat.")
        elif not self.errors and not _says_anything(told):
            self.add_error("done", self.least)
        return told

    def entry(self):
        """Return the Progress that was typed, not yet stored."""
        told = self.cleaned_data
        desa = self.line.desa[0] if self.line.desa else None
        names = ("state", "number", "done", "obstacle", "date")
        return Progress(
            pk=told["kunci"], item=self.line.item, desa=desa, **{one: told[one] for one in names}
        )


def _says_anything(told):
    return told["done"] or told["obstacle"] or told["number"] is not None


class BudgetForm(GuardedFormMixin, PlainForm):
    """Whether one desa has put an item into its RKP Desa or APBDes."""

    included = forms.TypedChoiceField(
        label="Rencana ini",
        choices=[("ya", "Sudah masuk"), ("belum", "Belum masuk")],
        coerce=lambda value: value == "ya",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih sudah atau belum masuk."},
    )
    document_number = forms.CharField(
        label="Nomor dokumen",
        required=False,
        max_length=120,
        validators=[refuse_nik],
        help_text="Perlu diisi kalau sudah masuk, misalnya Perdes Nomor 5 Tahun 2026.",
    )

    def __init__(self, *args, row=None, **kwargs):
        """Show what is stored of the BudgetEntry `row`, if there is one."""
        if row is not None:
            kwargs["initial"] = {
                "included": "ya" if row.included else "belum",
                "document_number": row.document_number,
            }
        super().__init__(*args, **kwargs)

    def clean(self):
        """Ask for the number of a document that holds the item."""
        told = super().clean()
        if told.get("included") and not told.get("document_number") and not self.errors:
            self.add_error("document_number", "Tulis nomor dokumen yang sudah memuat rencana ini.")
        return told

    @property
    def told(self):
        """Return what was typed, by the names of the action."""
        return {name: self.cleaned_data[name] for name in ("included", "document_number")}


class StateForm(GuardedFormMixin, ReasonForm):
    """What PTPD says of an item against its progress, with a reason (rules.md 21)."""

    state = forms.ChoiceField(
        label="Keadaan rencana",
        choices=[(FOLLOWS, "Mengikuti laporan kemajuan"), *SETTABLE],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih keadaannya."},
    )
    field_order = ["state", "reason"]

    def clean_state(self):
        """Return the state, "" for one that follows the progress."""
        told = self.cleaned_data["state"]
        return "" if told == FOLLOWS else told


class ReturnForm(ReasonForm):
    """Why PTPD gives back what a desa reported."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        told = "Pelapor membaca alasan ini, lalu melaporkan lagi."
        self.fields["reason"].help_text = told


class AmendForm(PlanItemForm, ReasonForm):
    """The whole content of an agreed item as it is from now on, and why."""

    field_order = [*PlanItemForm.base_fields, "reason"]
