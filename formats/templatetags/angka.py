"""Template filters for numbers and dates; they only ask formats.render.cells."""

from datetime import datetime

from django import template

from formats.render import cells
from formats.values import Hundredths, Missing

register = template.Library()


@register.filter
def angka(value):
    """Write a count with dots: 6.415; None and "" stay empty."""
    return "" if value in (None, "") else cells.text(value)


@register.filter
def persen(value):
    """Write a Ratio, or a target in hundredths of a percent, as percent; without one a dash."""
    if value in (None, ""):
        return cells.text(Missing.NO_TARGET)
    return cells.text(Hundredths(value) if type(value) is int else value)


@register.filter
def tulis(value):
    """Write any value of formats.values on one line."""
    return cells.text(value)


@register.filter
def baris(value):
    """Write any value as its lines, for a loop."""
    return cells.lines(value)


@register.filter
def tanggal(value):
    """Write a date, or the local date of a moment: 8 Juni 2026."""
    if value in (None, ""):
        return ""
    return cells.text(cells.local_date(value) if isinstance(value, datetime) else value)


@register.filter
def hari(value):
    """Write a date with its weekday: Kamis, 18 Juni 2026."""
    return cells.long_date(value) if value else ""


@register.filter
def pukul(value):
    """Write the time of a moment with its zone: 09.42 WITA."""
    return cells.clock(value) if value else ""
