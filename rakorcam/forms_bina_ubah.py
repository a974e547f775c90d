"""Forms that change a saved visit: its texts, the people met, its photos."""

from django import forms

from desa.uploads import PHOTO_KINDS
from rakorcam.forms_bina import MOST_PHOTOS, PEOPLE_OPEN, PeopleForms, PhotosField, VisitTextsForm


class VisitChangeForm(VisitTextsForm):
    """The texts of a saved visit, photos to add and to take away, and the people as shown.

    `people_shown` lets it notice that somebody else changed them meanwhile (rules.md 24).
    """

    people_shown = forms.CharField(
        label="Orang yang ditemui", required=False, widget=forms.HiddenInput
    )
    gone = forms.MultipleChoiceField(
        label="Hapus foto", required=False, widget=forms.CheckboxSelectMultiple
    )
    photos = PhotosField(
        label="Tambah foto",
        required=False,
        help_text=f"Semuanya paling banyak {MOST_PHOTOS} {PHOTO_KINDS}. "
        "Lokasi di dalam foto dibuang.",
    )

    def __init__(self, *args, people, photos, **kwargs):
        """`people` are the PersonMet and `photos` the VisitPhoto of the visit, in their order."""
        self._photos = [(str(photo.pk), photo.name) for photo in photos]
        shown = "; ".join(_named(one) for one in people)
        super().__init__(*args, initial={"people_shown": shown}, **kwargs)

    def offer(self):
        """Offer the stored photos to be taken away."""
        self.fields["gone"].choices = self._photos

    def clean(self):
        """Refuse more photos than fit one paper."""
        told = super().clean()
        left = len(self._photos) - len(told.get("gone", ()))
        if left + len(told.get("photos") or ()) > MOST_PHOTOS:
            self.add_error(
                "photos",
                f"Foto menjadi lebih dari {MOST_PHOTOS}. Tambah lebih sedikit, atau hapus dahulu.",
            )
        return told


def _named(person):
    return ", ".join(part for part in (person.name, person.office, person.sex) if part)


class VisitChange:
    """The forms of a saved visit together: all of it is stored, or nothing."""

    found = ()

    def __init__(self, visit, people, photos, data=None, files=None):
        """`people` and `photos` are what is stored, in order; they are shown until sent."""
        self.form = VisitChangeForm(data, files, instance=visit, people=people, photos=photos)
        rows = [{name: getattr(one, name) for name in ("name", "office", "sex")} for one in people]
        # What was sent is compared with empty rows, so that an emptied one is a person less.
        self.people = PeopleForms(data, prefix="orang", initial=None if data else rows)
        self._stored = len(people)

    @property
    def lost_photos(self):
        """Return whether photos have to be chosen once more, as browsers do not keep them."""
        return self.form.is_bound and bool(self.form.files)

    @property
    def people_open(self):
        """Return the rows for people that are open from the start: those filled, and some more."""
        return list(self.people)[: max(PEOPLE_OPEN, self._stored)]

    @property
    def people_more(self):
        """Return the rows for people that are folded away."""
        return list(self.people)[len(self.people_open) :]

    @property
    def has_more(self):
        """Return whether a folded row holds something."""
        return self.form.is_bound and any(one.has_changed() for one in self.people_more)

    @property
    def refused(self):
        """Return every form in which something has to be mended, in the order of the page."""
        if not self.form.is_bound:
            return []
        return [one for one in (self.form, *self.people) if one.errors]

    def is_valid(self):
        """Return whether every part can be stored; each is asked, so that all errors show."""
        return all([self.form.is_valid(), self.people.is_valid()])

    def parts(self):
        """Return (Visit, what change_visit takes beside it)."""
        told = self.form.cleaned_data
        return self.form.save(commit=False), {
            "people": [one.save(commit=False) for one in self.people if one.has_changed()],
            "photos": told["photos"],
            "gone": told["gone"],
        }

    def refuse(self, error):
        """Show what an action refused."""
        self.form.add_error(None, error.messages)
