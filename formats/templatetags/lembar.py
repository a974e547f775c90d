"""The table of a Sheet inside a page."""

from django import template

from formats.render import cells
from formats.render.html import sheet_html

register = template.Library()


@register.simple_tag
def tabel(sheet, css="table", tautan=None):
    """Return the table of `sheet`, as the paper shows it; `css` names its classes.

    `tautan` gives the address behind a state from a row's key and a column's.
    """
    return sheet_html(sheet, css=css, link=tautan)


@register.simple_tag
def catatan(sheet):
    """Return the lines under a sheet: definitions, warnings explained, the footnote."""
    return cells.notes(sheet)
