"""The many small cells of the dashboard, written at once: a template takes much longer to."""

from html import escape

from django import template
from django.utils.safestring import mark_safe

from formats.render import cells

register = template.Library()

_REACHED = '<b class="capai"><svg class="ikon" aria-hidden="true"><use href="#t-capai"/></svg> '


@register.filter
def sel_panas(row):
    """Return the cells of a figures.HeatRow as HTML."""
    return mark_safe("".join(_heat(*one) for one in row.cells))


def _heat(step, reached, words, meaning):
    words = f"{_REACHED}{escape(words)}</b>" if reached else escape(words)
    return f'<td class="{step}">{words}<span>{escape(meaning)}</span></td>'


@register.filter
def sel_elemen(states):
    """Return the cells of one desa's elements, of figures.element_rows, as HTML."""
    return mark_safe("".join(f"<td>{_state(*one)}</td>" for one in states))


def _state(shape, word, note):
    note = f'<span class="bukti">{escape(note)}</span>' if note else ""
    shape_drawn = f'<svg class="ikon" aria-hidden="true"><use href="#t-{shape}"/></svg>'
    return f'<span class="k k-{shape}">{shape_drawn}{escape(word)}</span>{note}'


@register.filter
def baris_tren(trend):
    """Return the rows of a Trend's table as HTML."""
    return mark_safe("".join(_period(one, bool(trend.desa)) for one in trend.rows))


def _period(row, has_desa):
    label, figure, aside, beside, target, told = map(escape, row)
    aside = f'<span class="bukti">{aside}</span>' if aside else ""
    return _line(label, [figure + aside, *([beside] if has_desa else ()), target, told])


@register.filter
def baris_cakupan(board):
    """Return the rows of a Board's coverage table as HTML."""
    return mark_safe("".join(_coverage(one, bool(board.before)) for one in board.standings))


def _coverage(one, has_before):
    told = [
        cells.text(one.coverage.value) or "belum diisi",
        cells.text(one.share) if one.facts.is_filled else "",
        cells.text(one.target.value),
        cells.text(one.gap),
        *([cells.text(one.shift)] if has_before else ()),
        cells.text(one.reach),
    ]
    return _line(escape(one.document.label), map(escape, told))


def _line(name, told):
    numbers = "".join(f'<td class="angka">{one}</td>' for one in told)
    return f'<tr><th scope="row">{name}</th>{numbers}</tr>\n'
