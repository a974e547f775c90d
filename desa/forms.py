"""Forms that carry the value they replace (rules.md 24)."""

import json

from crispy_forms.helper import FormHelper
from django import forms
from django.core.validators import MaxLengthValidator

# In place of Django's own sentences: found, then allowed.
MESSAGES = {
    "required": "Belum diisi.",
    "invalid_choice": "Pilihan ini tidak ada dalam daftar. Pilih salah satu yang ditawarkan.",
    "invalid_list": "Pilih dari daftar.",
}
TOO_LONG = "Tertulis %(show_value)d huruf. Paling banyak %(limit_value)d huruf."
_DJANGOS = {
    id(sentence)
    for kind in (forms.Field, forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField)
    for sentence in kind.default_error_messages.values()
}


def speak_plainly(fields):
    """Give every field our sentences where it still has Django's."""
    for field in fields.values():
        for code, sentence in MESSAGES.items():
            if id(field.error_messages.get(code)) in _DJANGOS:
                field.error_messages[code] = sentence
        for validator in field.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = TOO_LONG


class PlainForm(forms.Form):
    """A form whose <form> tag, token and buttons stand in its page, and whose refusals are ours."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields)

    @property
    def helper(self):
        """Return the crispy helper."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


class GuardedFormMixin(forms.Form):
    """Refuse to overwrite what somebody else stored while this form was open.

    A hidden field keeps every value the form showed. A field that was changed here and stored
    otherwise meanwhile is refused with the stored value named; saving once more then replaces it
    on purpose, since the form that comes back shows it.
    """

    dasar = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_plainly(self.fields)
        self.offer()
        self._stored = {name: self._raw(name) for name in self.fields if name != "dasar"}
        shown = json.dumps(self._stored, ensure_ascii=False)
        # A copy: the dict belongs to the caller.
        self.initial = {**self.initial, "dasar": shown}

    def offer(self):
        """Fill choices that depend on the page; called before any value is read."""

    def _raw(self, name):
        """Return a field's stored value as the browser would send it back."""
        value = self.fields[name].prepare_value(self.get_initial_for_field(self.fields[name], name))
        if isinstance(value, (list, tuple)):
            return sorted(str(one) for one in value)
        return "" if value in (None, False) else str(value)

    def _base(self):
        try:
            base = json.loads(self.data.get(self.add_prefix("dasar")) or "{}")
        except (ValueError, RecursionError):
            return {}
        return base if isinstance(base, dict) else {}

    def clean(self):
        """Add a sentence to every field that somebody else changed meanwhile."""
        cleaned = super().clean()
        base = self._base()
        for name, stored in self._stored.items():
            if name in base and base[name] != stored and self._typed(name) != stored:
                self.add_error(name, self._stale(name, stored))
        if self.errors:
            self.data = self.data.copy()
            self.data[self.add_prefix("dasar")] = self.initial["dasar"]
        return cleaned

    def _typed(self, name):
        value = self[name].value()
        if isinstance(value, (list, tuple)):
            return sorted(str(one) for one in value)
        return "" if value in (None, False) else str(value)

    def _stale(self, name, stored):
        choices = dict(getattr(self.fields[name], "choices", ()))
        many = stored if isinstance(stored, list) else [stored]
        shown = ", ".join(str(choices.get(one, one)) for one in many if one) or "kosong"
        return (
            f"Diubah orang lain selagi Anda mengetik; kini tersimpan “{shown}”. Simpan sekali lagi "
            "untuk memakai isian Anda."
        )
