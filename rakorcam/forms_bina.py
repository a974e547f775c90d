"""Forms of a visit (pembinaan): the visit, the people met, what it found of each plan item."""

import uuid

from django import forms
from django.core.exceptions import ValidationError

from desa.forms import GuardedFormMixin, PlainForm, speak_plainly
from desa.nik import refuse_nik
from desa.uploads import PHOTO_KINDS, clean_photo
from formats.forms import DateField, NumberField
from formats.render import cells
from formats.spec import NARRATIVE_ROOM
from formats.values import MonthSpan
from rakorcam.bina import NARRATIVES
from rakorcam.goals import goal_words
from rakorcam.models import REPORTED, ItemState, PersonMet, Progress, Visit

# What fits one paper beside the texts.
MOST_PEOPLE, MOST_PHOTOS = 8, 4
# So many rows for people are open from the start.
PEOPLE_OPEN = 3
HELP = {
    "by_whom": "Nama dan jabatan, pisahkan dengan koma.",
    "looked_at": "Misalnya berkas permohonan, ruang layanan, papan pengumuman.",
    "follow_up": "Apa yang perlu dilakukan menurut orang yang ditemui.",
    "unit": "Sebut bagiannya, misalnya Kaur Keuangan Desa, bukan Desa saja.",
    "recommendation": "Saran Anda sendiri setelah melihat dan mendengar semuanya.",
}


def _area(rows=3):
    return forms.Textarea(attrs={"rows": rows, "maxlength": NARRATIVE_ROOM})


class PhotosField(forms.FileField):
    """Up to MOST_PHOTOS photos chosen at once; its value is a list of CleanUpload."""

    class Input(forms.FileInput):
        """The browser's own chooser, for several files."""

        allow_multiple_selected = True

    def __init__(self, **kwargs):
        super().__init__(
            widget=self.Input(attrs={"accept": "image/jpeg,image/png,image/webp"}), **kwargs
        )

    def clean(self, data, initial=None):
        """Return the photos made clean; raises ValidationError for one that is none."""
        chosen = [one for one in data or () if one]
        if len(chosen) > MOST_PHOTOS:
            raise ValidationError(f"Terpilih {len(chosen)} foto. Paling banyak {MOST_PHOTOS}.")
        return [clean_photo(one) for one in chosen]


class VisitForm(forms.ModelForm):
    """A new visit to a desa."""

    date = DateField(label="Tanggal")
    photos = PhotosField(
        label="Foto",
        required=False,
        help_text=f"Paling banyak {MOST_PHOTOS} {PHOTO_KINDS}. Lokasi di dalam foto dibuang.",
    )

    class Meta:
        model = Visit
        fields = [
            "date", "place", "by_whom", "looked_at", "findings", "challenges", "follow_up", "unit",
            "recommendation",
        ]  # fmt: skip
        widgets = {name: _area() for name in NARRATIVES}
        help_texts = HELP

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields)


class VisitTextsForm(GuardedFormMixin, forms.ModelForm):
    """The texts of a visit, changed; its day stays, since what it found of plans counts from it."""

    class Meta(VisitForm.Meta):
        fields = [name for name in VisitForm.Meta.fields if name != "date"]

    helper = PlainForm.helper


class PersonForm(forms.ModelForm):
    """Somebody met."""

    class Meta:
        model = PersonMet
        fields = ["name", "office", "sex"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields)
        self.fields["sex"].choices = [("", "–"), ("L", "L"), ("P", "P")]


class _PeopleRows(forms.BaseFormSet):
    """Rows of which each may stay or become empty, filled beforehand or not."""

    def initial_form_count(self):
        """Return that no row has to be filled."""
        return 0


PeopleForms = forms.formset_factory(
    PersonForm, formset=_PeopleRows, extra=MOST_PEOPLE, max_num=MOST_PEOPLE, validate_max=True
)


class FoundForm(PlainForm):
    """What the visit found of one plan item; nothing said, nothing stored."""

    state = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Tidak dicatat"), *((one.value, one.label) for one in REPORTED)],
    )
    number = NumberField(label="Capaian sampai hari itu", required=False)
    done = forms.CharField(
        label="Yang sudah dikerjakan", required=False, max_length=NARRATIVE_ROOM,
        validators=[refuse_nik], widget=_area(2),
    )  # fmt: skip
    obstacle = forms.CharField(
        label="Kendala", required=False, max_length=NARRATIVE_ROOM, validators=[refuse_nik],
        widget=_area(2),
    )  # fmt: skip

    def __init__(self, *args, told, **kwargs):
        """`told` is the Followed item; one without a number in its target is told in words."""
        self.told = told
        super().__init__(*args, prefix=f"kemajuan-{told.item.pk}", **kwargs)
        if told.terms.target_unit:
            self.fields["number"].help_text = told.terms.target_unit
        else:
            del self.fields["number"]

    def clean(self):
        """Refuse what has no state, and an obstacle without words."""
        told = super().clean()
        state, rest = told.get("state"), [told.get(one) for one in ("number", "done", "obstacle")]
        if not state and any(one not in (None, "") for one in rest):
            self.add_error("state", "Pilih keadaannya, supaya catatan ini tersimpan.")
        if state == ItemState.TERHAMBAT and not told.get("obstacle") and "obstacle" in told:
            self.add_error("obstacle", "Tulis kendalanya: apa yang menghambat.")
        return told

    @property
    def goal(self):
        """Return the number to be reached, in words, "" for an item without one."""
        return goal_words(self.told)

    @property
    def time(self):
        """Return when the item is to be carried out."""
        return MonthSpan(self.told.terms.from_month, self.told.terms.to_month)

    @property
    def is_told(self):
        """Return whether there is something to store."""
        return bool(self.cleaned_data.get("state"))

    @property
    def is_open(self):
        """Return whether the page shows it unfolded."""
        return self.is_bound and (self.has_changed() or bool(self.errors))

    def check_day(self, day):
        """Refuse a visit of before the item was agreed."""
        agreed = self.told.item.session.date
        if self.is_told and day < agreed:
            self.add_error(
                "state", f"Rencana ini disepakati {cells.text(agreed)}, sesudah pembinaan ini."
            )

    def entry(self, visit):
        """Return the Progress that says it."""
        told = {"number": None} | self.cleaned_data
        # The same visit sent again brings the same entries (rules.md 25).
        return Progress(
            pk=uuid.uuid5(visit.pk, str(self.told.item.pk)), item=self.told.item, **told
        )


class VisitEntry:
    """The forms of one new visit together: all of it is stored, or nothing."""

    def __init__(self, items, data=None, files=None, *, initial=None):
        """`items` are the Followed items that are open for the desa."""
        self.form = VisitForm(data, files, initial=initial)
        self.people = PeopleForms(data, prefix="orang")
        self.found = [FoundForm(data, told=told) for told in items]

    @property
    def is_bound(self):
        """Return whether something was sent."""
        return self.form.is_bound

    @property
    def lost_photos(self):
        """Return whether photos have to be chosen once more, as browsers do not keep them."""
        return self.is_bound and bool(self.form.files)

    @property
    def people_open(self):
        """Return the rows for people that are open from the start."""
        return list(self.people)[:PEOPLE_OPEN]

    @property
    def people_more(self):
        """Return the rows for people that are folded away."""
        return list(self.people)[PEOPLE_OPEN:]

    @property
    def has_more(self):
        """Return whether a folded row holds something."""
        return self.is_bound and any(one.has_changed() for one in self.people_more)

    @property
    def refused(self):
        """Return every form in which something has to be mended, in the order of the page."""
        if not self.is_bound:
            return []
        return [one for one in (self.form, *self.people, *self.found) if one.errors]

    def is_valid(self):
        """Return whether every part can be stored."""
        parts = [self.form, self.people, *self.found]
        for part in parts:
            # Each is asked, so that all that has to be mended is shown at once.
            part.is_valid()
        day = self.form.cleaned_data.get("date")
        for one in self.found if day else ():
            one.check_day(day)
        return all(part.is_valid() for part in parts)

    def parts(self, desa, key):
        """Return (Visit, what record_visit takes beside it); `key` is the id the page gave it."""
        visit = self.form.save(commit=False)
        visit.pk, visit.desa = key, desa
        return visit, {
            "people": [one.save(commit=False) for one in self.people if one.has_changed()],
            "photos": self.form.cleaned_data["photos"],
            "progress": [one.entry(visit) for one in self.found if one.is_told],
        }

    @property
    def numbers(self):
        """Return (number, content in force) of every item whose number was told."""
        told = [one for one in self.found if one.is_told]
        return [(one.cleaned_data.get("number"), one.told.terms) for one in told]

    def refuse(self, error):
        """Show what an action refused, at its field where there is one."""
        told = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, sentences in told.items():
            field = name if name in self.form.fields else None
            self.form.add_error(field, ValidationError(sentences))
