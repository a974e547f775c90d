"""Forms of a Rakorcam Evaluasi: what a group says of a plan, and the target it looks ahead to."""

from django import forms

from desa.forms import PlainForm
from desa.models import Desa
from desa.nik import refuse_nik
from formats.forms import NumberField, PercentField
from formats.render import cells
from formats.spec import NARRATIVE_ROOM
from formats.values import Hundredths
from rakorcam.forms import PlanItemForm, months_around
from rakorcam.models import REPORTED, ItemState


class PaperItemForm(PlanItemForm):
    """A plan of before the first Rakorcam, typed from paper: its months may be long past."""

    months = staticmethod(months_around)


def _narrative(label, **more):
    return forms.CharField(
        label=label,
        required=False,
        max_length=NARRATIVE_ROOM,
        validators=[refuse_nik],
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": NARRATIVE_ROOM}),
        **more,
    )


class ReviewForm(PlainForm):
    """What a group says in the meeting of one reviewed item, in the desa it chooses."""

    desa = forms.MultipleChoiceField(
        label="Di desa mana",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih paling sedikit satu desa."},
    )
    state = forms.ChoiceField(
        label="Keadaannya",
        choices=[("", "Pilih…"), *((one.value, one.label) for one in REPORTED)],
    )
    number = NumberField(label="Capaian", required=False)
    done = _narrative("Yang sudah dikerjakan")
    obstacle = _narrative("Kendala")

    def __init__(self, *args, item, names, **kwargs):
        """Ask about a Reviewed; `names` are desa id -> name. One desa alone is chosen already."""
        super().__init__(*args, **kwargs)
        if item.desa:
            self.fields["desa"].choices = [(one, names.get(one, one)) for one in item.desa]
            self.initial.setdefault("desa", item.desa if len(item.desa) == 1 else ())
        else:
            del self.fields["desa"]
        if item.unit:
            self.fields["number"].label = f"Capaian sampai sekarang ({item.unit})"
            self.fields["number"].help_text = "Angka satu desa; jumlah semua desa dihitung sendiri."
        else:
            del self.fields["number"]

    def clean(self):
        """Refuse a number for several desa, and an obstruction without a word on it."""
        told = super().clean()
        if told.get("number") is not None and len(told.get("desa", ())) > 1:
            self.add_error(
                "number", "Angka dicatat per desa. Pilih satu desa, atau kosongkan angkanya."
            )
        if told.get("state") == ItemState.TERHAMBAT and not told.get("obstacle"):
            self.add_error("obstacle", "Tulis kendalanya: apa yang menghambat.")
        return told

    @property
    def told(self):
        """Return what record_in_meeting takes, once the form is valid."""
        chosen = self.cleaned_data.get("desa", ())
        words = {name: self.cleaned_data.get(name) for name in ("state", "number")}
        words |= {name: self.cleaned_data[name] for name in ("done", "obstacle")}
        return {"desa": list(Desa.unscoped.filter(pk__in=chosen).order_by("code")), **words}


class AheadForm(PlainForm):
    """The target of one type that the group agrees for the next June; empty takes it back."""

    dasar = forms.CharField(widget=forms.HiddenInput, required=False)

    percent = PercentField(label="Target yang disepakati (%)")

    def __init__(self, *args, stored, **kwargs):
        """Show the `stored` target in 1/100 percent, or None, as the one that is replaced."""
        self._stored = "" if stored is None else str(stored)
        shown = "" if stored is None else cells.text(Hundredths(stored)).removesuffix("%")
        super().__init__(*args, initial={"percent": shown, "dasar": self._stored}, **kwargs)

    @property
    def base(self):
        """Return the target the page showed in 1/100 percent, or None."""
        told = self.cleaned_data["dasar"]
        return int(told) if told.isdecimal() and len(told) < 6 else None

    def refuse(self, error):
        """Show why nothing was stored; saving once more replaces what the page shows now."""
        self.add_error(None, error.messages)
        self.data = {**self.data.dict(), "dasar": self._stored}
