"""Small words that templates of forms and lists need."""

from django import template

from formats.render import cells
from formats.values import Share

register = template.Library()


@register.filter
def dari(part, whole):
    """Return "3 dari 7"; `whole` may be a list."""
    whole = whole if isinstance(whole, int) else len(whole)
    return cells.text(Share(part, whole, "")).strip()


@register.filter
def ambil(mapping, key):
    """Return mapping[key], for keys a template cannot write."""
    return mapping[key]


@register.filter
def sama(one, other):
    """Return whether two values are the same, for a `with`."""
    return one == other


@register.filter
def pada(sequence, place):
    """Return sequence[place]."""
    return sequence[place]


@register.filter
def rincian(plan):
    """Return where, who, how much and from what a plan item is done, on one line."""
    return cells.DOT.join(cells.lines(plan)[1:])
