"""The form of the complaints about one document type."""

from django import forms

from desa.forms import GuardedFormMixin
from desa.nik import refuse_nik
from formats.forms import NumberField
from formats.models import Complaint
from formats.models.complaints import MOST


class ComplaintForm(GuardedFormMixin, forms.Form):
    """Counts per state and what was done; all empty is not recorded."""

    waiting = NumberField(label="Belum ditangani", most=MOST, required=False)
    in_hand = NumberField(label="Sedang ditangani", most=MOST, required=False)
    settled = NumberField(label="Selesai", most=MOST, required=False)
    done = forms.CharField(
        label="Yang dilakukan", max_length=300, required=False, validators=[refuse_nik]
    )

    def __init__(self, *args, row=None, **kwargs):
        """Show the stored Complaint `row`, if there is one."""
        names = (*Complaint.STATES, "done")
        initial = {name: getattr(row, name) for name in names} if row else {}
        super().__init__(*args, initial=initial, **kwargs)

    @property
    def is_touched(self):
        """Return whether this person changed anything; else what is stored stays (rules.md 24)."""
        base = self._base()
        return any(self._typed(name) != base.get(name, "") for name in self._stored)

    def _typed(self, name):
        """Read an empty count as 0 once anything of its row is filled in, as it is stored."""
        typed = super()._typed(name)
        if typed or name not in Complaint.STATES:
            return typed
        return "0" if any(super(ComplaintForm, self)._typed(one) for one in self._stored) else ""

    @property
    def told(self):
        """Return the fields of a Complaint; None when nothing was filled in.

        Beside a count that was given an empty one is none.
        """
        given = {name: self.cleaned_data[name] for name in Complaint.STATES}
        done = self.cleaned_data["done"]
        if not done and all(number is None for number in given.values()):
            return None
        return {name: number or 0 for name, number in given.items()} | {"done": done}
