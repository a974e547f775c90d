"""The many small cells of the dashboard, written at once: a template takes much longer to."""

from html import escape

from django import template
from django.utils.safestring import mark_safe

from formats.render import cells
from labd.dasbor.window import window_words

register = template.Library()

_REACHED = '<b class="capai"><svg class="ikon" aria-hidden="true"><use href="#t-capai"/></svg> '


# What the mark at a figure says to those who do not know it, or do not see it (rules.md 10).
_WARNING = (
    ' <span class="tanda-ingat"><span aria-hidden="true">!</span><span class="visually-hidden">'
    "memiliki lebih besar dari wajib, tanpa catatan</span></span>"
)


@register.filter
def tanda_ingat(content):
    """Return the mark beside a figure with a warning as HTML, "" without one."""
    return mark_safe(_WARNING if content.warning else "")


@register.filter
def jendela(standing):
    """Return the twelve months that a flow's figure counts, in words, "" for anything else."""
    return window_words(standing)


@register.filter
def sel_panas(row):
    """Return the cells of a figures.HeatRow as HTML."""
    return mark_safe("".join(gap_cell(*one) for one in row.cells))


def gap_cell(step, reached, words, meaning, more=""):
    """Return a cell of a heat table: what it says, under it what that means, and `more` HTML."""
    words = f"{_REACHED}{escape(words)}</b>" if reached else escape(words)
    return f'<td class="{step}">{words}<span>{escape(meaning)}</span>{more}</td>'


@register.filter
def sel_elemen(states):
    """Return the cells of one desa's elements, of figures.element_rows, as HTML."""
    return mark_safe("".join(f"<td>{state(*one)}</td>" for one in states))


def state(shape, word, note=""):
    """Return a state as HTML: its shape from _tanda.html, its word, a note beside it."""
    shape_drawn = f'<svg class="ikon" aria-hidden="true"><use href="#t-{shape}"/></svg>'
    return f'<span class="k k-{shape}">{shape_drawn}{escape(word)}</span>{aside(note)}'


@register.filter
def baris_tren(trend):
    """Return the rows of a Trend's table as HTML."""
    return mark_safe("".join(_period(one, bool(trend.desa)) for one in trend.rows))


def _period(row, has_desa):
    label, figure, under, *rest = row
    beside, target, told = map(escape, rest)
    figure = escape(figure) + aside(under)
    return line(escape(label), [figure, *([beside] if has_desa else ()), target, told])


@register.filter
def kartu_cakupan(board):
    """Return the card of each document of a kecamatan's Board as HTML."""
    return mark_safe("".join(_card(*one) for one in board.cards))


def _card(one, furthest):
    name, reach = escape(one.document.label), escape(cells.text(one.reach))
    if not one.facts.is_filled:
        goal = "" if one.facts.target is None else f", target {cells.text(one.target.value)}"
        return (
            f'<li><h3>{name}</h3>\n<span class="besar text-secondary">–</span>'
            f"<p>belum diisi{escape(goal)}</p><p>{reach}</p></li>\n"
        )
    window = f"<p>{escape(window_words(one))}</p>\n" if window_words(one) else ""
    detail = "".join(f"{escape(cells.text(value))}, " for value in one.coverage.detail)
    change = f"{escape(_change(one.change, one.shift))} · " if one.change else ""
    return (
        f"<li><h3>{name}</h3>\n"
        f'<span class="besar">{escape(cells.text(one.coverage.value))}{tanda_ingat(one.coverage)}'
        f"</span>\n{_bar(one)}\n{window}<p>{detail}{_against_target(one)}</p>\n"
        f"<p>{escape(cells.text(one.share))}</p><p>{change}{reach}</p>"
        f"{_furthest(*furthest) if furthest else ''}</li>\n"
    )


def _furthest(desa, standing):
    points, people = standing.words
    return f"<p>Terjauh: <b>{escape(desa.name)}</b>, {escape(points)} poin, {escape(people)}</p>"


def _bar(one):
    goal = "" if one.facts.target is None else (
        f'<rect class="progress-target" x="{one.tick}" width="1.4" height="12"/>'
    )  # fmt: skip
    return (
        '<svg class="progress" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="progress-jalur" y="3" width="100" height="6"/>'
        f'<rect class="progress-isi" y="3" width="{one.bar}" height="6"/>{goal}</svg>'
    )


def _against_target(one):
    if one.facts.target is None:
        return "belum ada target"
    told = f"target {escape(cells.text(one.target.value))}, "
    if one.is_below:
        return f"{told}<strong>kurang {escape(cells.text(one.short))}</strong>"
    return told + ('<span class="capai">tercapai</span>' if one.has_gap else "wajib 0")


def _change(change, shift):
    told = f"perubahan tidak dihitung: {change.why}" if change.why else cells.text(shift)
    return f"{told} di {cells.text(change.shared)}" if change.shared else told


@register.filter
def baris_cakupan(board):
    """Return the rows of a Board's coverage table as HTML."""
    return mark_safe("".join(_coverage(one, bool(board.before)) for one in board.standings))


def _coverage(one, has_before):
    rest = [
        cells.text(one.share) if one.facts.is_filled else "",
        cells.text(one.target.value),
        cells.text(one.gap),
        *([cells.text(one.shift)] if has_before else ()),
        cells.text(one.reach),
    ]
    figure = escape(cells.text(one.coverage.value) or "belum diisi") + aside(window_words(one))
    return line(escape(one.document.label), (figure, *map(escape, rest)))


def aside(words):
    """Return words as the HTML of a small line under a figure, "" without words."""
    return f'<span class="bukti">{escape(words)}</span>' if words else ""


def line(name, told):
    """Return a row of a table of numbers from HTML: its name and its cells."""
    numbers = "".join(f'<td class="angka">{one}</td>' for one in told)
    return f'<tr><th scope="row">{name}</th>{numbers}</tr>\n'
