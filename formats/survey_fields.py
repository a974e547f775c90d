"""The fields of Formats 4 and 5, question by question: made from the spec, read back as a Reply."""

import json

from django import forms
from django.core.validators import MaxLengthValidator
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from desa.forms import TOO_LONG
from desa.nik import MESSAGE as NIK
from desa.nik import has_nik, refuse_nik
from formats.forms import NumberField
from formats.numbers import NotACount, read_count
from formats.render import cells
from formats.replies import EMPTY, MOST_LINES, MOST_NUMBER, Reply, option_key
from formats.spec import LINE_ROOM, NARRATIVE_ROOM, Answer

PREFIX = "q"
BASE, OTHERS, FIGURES, NOTHING = "dasar", "lain", "angka", "nihil"
ASK_RUPIAH = "angka rupiah saja, misalnya 12.000.000"
ASK_COUNT = "bilangan bulat, misalnya 200"


class LinesWidget(forms.Widget):
    """Several one-line texts under one name, each with its number when `figure` names one."""

    template_name = "formats/widgets/daftar.html"

    def __init__(self, *, label, rows, figure="", unit=""):
        super().__init__()
        self.label, self.rows, self.figure, self.unit = label, rows, figure, unit

    def get_context(self, name, value, attrs):
        """Return what the template draws: as many rows as are filled, and empty ones to fill."""
        pairs = list(value or ())
        empty = max(1, self.rows - len(pairs))
        pairs += [("", "")] * min(empty, max(0, MOST_LINES - len(pairs)))
        told = {
            "rows": pairs,
            "most": MOST_LINES,
            "label": self.label,
            "figure": self.figure,
            "unit": self.unit,
        }
        told |= {"figure_name": figures_name(name)}
        return super().get_context(name, value, attrs) | {"daftar": told}

    def _render(self, template_name, context, renderer=None):
        # The form renderer knows Django's own templates only; this one lies with the pages'.
        return mark_safe(render_to_string(template_name, context))

    def value_from_datadict(self, data, files, name):
        """Return the (text, number text) pairs of all rows that say something."""
        get = getattr(data, "getlist", lambda key: list(data.get(key, ())))
        texts = get(name)
        figures = get(figures_name(name)) if self.figure else [""] * len(texts)
        figures += [""] * (len(texts) - len(figures))
        pairs = [
            (text.strip(), figure.strip()) for text, figure in zip(texts, figures, strict=False)
        ]
        return [pair for pair in pairs if any(pair)]

    def value_omitted_from_data(self, data, files, name):
        """Return whether the form had no rows at all."""
        return name not in data


def figures_name(name):
    """Return the form name of the numbers beside the rows called `name`."""
    return f"{name}-{FIGURES}"


class LinesField(forms.Field):
    """Named others, or a plain list; its value is a tuple of (text, number or None)."""

    def __init__(self, *, label, rows, figure="", unit="", ask=ASK_COUNT, **kwargs):
        self.figure, self.ask = figure, ask
        widget = LinesWidget(label=label, rows=rows, figure=figure, unit=unit)
        help_text = f"Paling banyak {MOST_LINES} baris, {LINE_ROOM} huruf satu baris."
        super().__init__(widget=widget, required=False, label=label, help_text=help_text, **kwargs)

    def prepare_value(self, value):
        """Show stored numbers with dots; typed ones as they came."""
        return [
            (text, cells.text(figure) if isinstance(figure, int) else figure or "")
            for text, figure in value or ()
        ]

    def clean(self, value):
        """Return the pairs; a sentence for every row that cannot be read, else."""
        found, errors = [], []
        for text, figure in value or ():
            if has_nik(text):
                errors.append(NIK)
            elif len(text) > LINE_ROOM:
                limits = {"show_value": len(text), "limit_value": LINE_ROOM}
                errors.append(TOO_LONG % limits)
            try:
                number = read_count(figure, MOST_NUMBER, self.ask) if self.figure else None
            except NotACount as error:
                errors.append(str(error))
                continue
            if self.figure and not text:
                errors.append(f"Angka {cells.text(number)} belum punya nama; sebutkan apa.")
            elif self.figure and number is None:
                errors.append(f"“{text}” belum punya angka. Tulis {self.ask}.")
            found.append((text, number))
        if errors:
            raise forms.ValidationError(list(dict.fromkeys(errors)))
        return tuple(found)


def name_of(leaf, part=""):
    """Return the form name of a question, or of one part of its answer."""
    return "-".join(filter(None, (PREFIX, leaf.key, part)))


def fields_of(leaf, reply):
    """Yield (form name, field, initial value) for all that one question asks."""
    if leaf.kind is Answer.CHECKS:
        choices = [(option_key(option), option) for option in leaf.options]
        field = forms.MultipleChoiceField(
            label=leaf.label, choices=choices, required=False,
            widget=forms.CheckboxSelectMultiple,
        )  # fmt: skip
        yield name_of(leaf), field, list(reply.options)
    elif leaf.kind is Answer.CHOICE:
        choices = [(option_key(option), option) for option in leaf.options]
        field = forms.ChoiceField(
            label=leaf.label, choices=choices, required=False, widget=forms.RadioSelect
        )
        yield name_of(leaf), field, next(iter(reply.options), "")
    elif leaf.kind is Answer.RUPIAH:
        yield name_of(leaf), _rupiah(leaf.label, leaf.help), reply.amount
    elif leaf.kind is Answer.NARRATIVE:
        yield name_of(leaf), _narrative(leaf), reply.text
    elif leaf.kind in (Answer.COUNTS, Answer.AMOUNTS):
        for option in leaf.named:
            key = option_key(option)
            make = _rupiah if leaf.kind is Answer.AMOUNTS else _count
            yield name_of(leaf, key), make(option), reply.number_of(key)
    if leaf.other_lines or leaf.kind is Answer.TEXTS:
        yield name_of(leaf, OTHERS), _others(leaf), list(reply.others)
    if leaf.has_nothing:
        field = forms.BooleanField(label=leaf.nothing, required=False)
        field.widget.attrs["data-nihil"] = ""
        yield name_of(leaf, NOTHING), field, reply.nothing


def _rupiah(label, help_text=""):
    field = NumberField(
        label=label, required=False, most=MOST_NUMBER, ask=ASK_RUPIAH, help_text=help_text
    )
    field.widget.attrs["data-rupiah"] = ""
    return field


def _count(label):
    return NumberField(label=label, required=False, ask=ASK_COUNT)


def _narrative(leaf):
    return forms.CharField(
        label=leaf.label, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        # No maxlength in the browser, which would cut what is pasted without a word.
        validators=[refuse_nik, MaxLengthValidator(NARRATIVE_ROOM)],
        help_text=f"Tulis satu hal satu baris; paling banyak {cells.text(NARRATIVE_ROOM)} huruf.",
    )  # fmt: skip


def _others(leaf):
    figure = {Answer.COUNTS: "jumlah", Answer.AMOUNTS: "rupiah"}.get(leaf.kind, "")
    return LinesField(
        label=leaf.other or leaf.label,
        rows=leaf.other_lines or 3,
        figure=figure,
        unit="Rp" if leaf.kind is Answer.AMOUNTS else "",
        ask=ASK_RUPIAH if leaf.kind is Answer.AMOUNTS else ASK_COUNT,
    )


def names_of(leaf):
    """Return the form names of all fields of a question, in order."""
    return [name for name, _field, _initial in fields_of(leaf, EMPTY)]


def first_name(leaf):
    """Return the form name under which a question's mistakes stand."""
    return names_of(leaf)[0]


def read_reply(leaf, told):
    """Return the Reply that cleaned form data hold for one question."""
    value = told.get(name_of(leaf))
    numbers = ()
    if leaf.kind in (Answer.COUNTS, Answer.AMOUNTS):
        keys = map(option_key, leaf.named)
        pairs = ((key, told.get(name_of(leaf, key))) for key in keys)
        numbers = tuple((key, number) for key, number in pairs if number is not None)
    options = value or () if leaf.kind in (Answer.CHECKS, Answer.CHOICE) else ()
    others = tuple(told.get(name_of(leaf, OTHERS)) or ())
    options = (options,) if isinstance(options, str) else tuple(options)
    other = option_key(leaf.other)
    if leaf.kind is Answer.CHECKS and others and other and other not in options:
        options = (*options, other)
    return Reply(
        options=options,
        others=others,
        numbers=numbers,
        amount=value if leaf.kind is Answer.RUPIAH else None,
        text=(value or "").strip().replace("\r\n", "\n") if leaf.kind is Answer.NARRATIVE else "",
        nothing=bool(told.get(name_of(leaf, NOTHING))),
    )


def shown_base(reply):
    """Return a Reply as the text that its page carries."""
    return json.dumps(reply.to_json(), ensure_ascii=False, separators=(",", ":"))
