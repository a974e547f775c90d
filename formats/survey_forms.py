"""Crispy forms of Formats 4 and 5, made from their specs: one question, or the whole sheet.

What is typed is read back as a Reply; each question carries, in a hidden field, the Reply its page
showed (rules.md 24).
"""

import json
from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject
from django import forms
from django.core.validators import MaxLengthValidator
from django.template.loader import render_to_string

from desa.forms import TOO_LONG, PlainForm
from desa.nik import refuse_nik
from formats.forms import DateField
from formats.render.answers import in_words
from formats.replies import EMPTY, Reply, mistakes, option_key
from formats.spec import Answer
from formats.survey_actions import ReplyEdit
from formats.survey_fields import (
    BASE,
    NOTHING,
    OTHERS,
    fields_of,
    first_name,
    name_of,
    names_of,
    read_reply,
    shown_base,
)

CONFLICT = (
    "Diubah orang lain selagi Anda mengetik; kini tersimpan “{stored}”. Simpan sekali lagi untuk "
    "memakai isian Anda."
)


class SurveyForm(PlainForm):
    """Some questions of a lembar isian; `edits` is what it stores once it is valid."""

    def __init__(self, *args, questions, replies, numbers=None, carried=(), **kwargs):
        """Ask `questions`; `replies` is question key -> stored Reply.

        `numbers` is question key -> its number on the form, `carried` the keys of answers copied
        from the last period and not confirmed.
        """
        super().__init__(*args, **kwargs)
        self.questions, self.replies, self.carried = questions, replies, carried
        self.numbers = numbers or {}
        self.leaves = [leaf for question in questions for leaf in question.leaves]
        for leaf in self.leaves:
            reply = replies.get(leaf.key, EMPTY)
            for name, field, initial in fields_of(leaf, reply):
                self.fields[name] = field
                self.initial[name] = initial
            self.fields[name_of(leaf, BASE)] = forms.CharField(
                widget=forms.HiddenInput, required=False
            )
            self.initial[name_of(leaf, BASE)] = shown_base(reply)
        for field in self.fields.values():
            for validator in field.validators:
                if isinstance(validator, MaxLengthValidator):
                    validator.message = TOO_LONG

    def clean(self):
        """Refuse, under the question they belong to, replies that cannot be."""
        told = super().clean()
        self._replies = {}
        for leaf in self.leaves:
            if any(name in self.errors for name in names_of(leaf)):
                continue
            reply = read_reply(leaf, told)
            self._replies[leaf.key] = reply
            for sentence in mistakes(leaf, reply):
                self.add_error(first_name(leaf), sentence)
        return told

    @property
    def edits(self):
        """Return a ReplyEdit per question; of a valid form only."""
        return [
            ReplyEdit(leaf.key, self._base(leaf), self._replies[leaf.key]) for leaf in self.leaves
        ]

    def _base(self, leaf):
        try:
            told = json.loads(self.cleaned_data[name_of(leaf, BASE)] or "{}")
            return Reply.from_json(told)
        except (ValueError, TypeError, AttributeError, RecursionError):
            return EMPTY

    def tell_stale(self, stored):
        """Put under each stale question what is stored now, and mean it on the next save."""
        self.data = self.data.copy()
        for leaf in self.leaves:
            if leaf.key in stored:
                reply = stored[leaf.key]
                self.data[name_of(leaf, BASE)] = shown_base(reply)
                words = CONFLICT.format(stored=in_words(leaf, reply))
                self.add_error(first_name(leaf), words)

    @property
    def helper(self):
        """Return the crispy helper: one block per question."""
        helper = FormHelper(self)
        helper.form_tag, helper.disable_csrf = False, True
        helper.layout = Layout(*(QuestionBlock(one) for one in self.questions))
        return helper

    def part(self, leaf):
        """Return the LeafView of one question or part of one."""
        return LeafView(
            leaf,
            {name: self[name] for name in (*names_of(leaf), name_of(leaf, BASE))},
            leaf.key in self.carried,
        )


@dataclass(frozen=True, slots=True)
class LeafView:
    """One question that is answered, with its bound fields by form name."""

    leaf: object
    fields: dict
    carried: bool

    @property
    def main(self):
        """Return the field of ticks, of the amount or of the narrative; None without one."""
        return self.fields.get(name_of(self.leaf))

    @property
    def figures(self):
        """Return the fields of numbers by option."""
        named = {name_of(self.leaf, option_key(option)) for option in self.leaf.named}
        return [field for name, field in self.fields.items() if name in named]

    @property
    def others(self):
        """Return the field of what else is named; None without one."""
        return self.fields.get(name_of(self.leaf, OTHERS))

    @property
    def nothing(self):
        """Return the field of *Tidak ada*; None without one."""
        return self.fields.get(name_of(self.leaf, NOTHING))

    @property
    def base(self):
        """Return the hidden field of the reply that was shown."""
        return self.fields[name_of(self.leaf, BASE)]

    @property
    def is_ticked(self):
        """Return whether it is answered by ticking."""
        return self.leaf.kind in (Answer.CHECKS, Answer.CHOICE)

    @property
    def is_narrative(self):
        """Return whether it is answered in sentences."""
        return self.leaf.kind is Answer.NARRATIVE


class QuestionBlock(LayoutObject):
    """A crispy layout object: one question of the spec with all that answers it."""

    template = "formats/_pertanyaan.html"

    def __init__(self, question):
        self.question, self.fields = question, []

    def render(self, form, context, template_pack=None, **kwargs):
        """Return the block's markup."""
        told = {
            "tanya": self.question,
            "nomor": form.numbers.get(self.question.key),
            "bagian": [form.part(leaf) for leaf in self.question.leaves],
            "simpan_url": context.get("simpan_url", ""),
        }
        return render_to_string(self.template, told)


class SendForm(PlainForm):
    """The last step: the date the sheet was filled in."""

    day = DateField(label="Tanggal Pengisian")


class ReturnForm(PlainForm):
    """What the desa has to mend."""

    note = forms.CharField(
        label="Catatan untuk desa",
        max_length=500,
        validators=[refuse_nik],
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text="Sebutkan pertanyaan mana dan apa yang perlu diperbaiki.",
        error_messages={"required": "Tulis apa yang perlu diperbaiki desa."},
    )


class CorrectionForm(SurveyForm):
    """The koreksi kecamatan of one answer, with its reason."""

    reason = forms.CharField(
        label="Alasan koreksi",
        max_length=200,
        validators=[refuse_nik],
        error_messages={"required": "Tulis alasan koreksinya."},
    )
    # Whether the page showed a correction already, or the desa's own answer to start from.
    is_change = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, leaf, answer, found, **kwargs):
        """Ask `leaf` again, filled with the Correction `found`, else with the Reply `answer`."""
        shown = found.reply if found else answer
        super().__init__(*args, questions=[leaf], replies={leaf.key: shown}, **kwargs)
        self.initial |= {"reason": found.reason if found else "", "is_change": bool(found)}

    @property
    def base(self):
        """Return the correction the page showed, or None when it showed none."""
        return self.edits[0].base if self.cleaned_data["is_change"] else None


class TagForm(PlainForm):
    """What one challenge is about."""

    elements = forms.MultipleChoiceField(label="Elemen LABD")
    documents = forms.MultipleChoiceField(label="Jenis dokumen")
    themes = forms.MultipleChoiceField(label="Tema")

    def __init__(self, offer, tag, *args, **kwargs):
        """Offer the choices `offer` by field name; `tag` is the stored ChallengeTag or None."""
        if tag is not None:
            kwargs["initial"] = {
                "elements": tag.elements,
                "documents": [str(one.pk) for one in tag.documents.all()],
                "themes": [str(one.pk) for one in tag.themes.all()],
            }
        super().__init__(*args, **kwargs)
        for name, choices in offer.items():
            field = self.fields[name]
            field.choices, field.required = choices, False
            field.widget = forms.CheckboxSelectMultiple(choices=choices)
