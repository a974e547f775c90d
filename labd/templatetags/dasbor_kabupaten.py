"""The many small cells of the kabupaten's dashboard, each table's written at once."""

from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe

from formats.render import cells
from formats.values import Share
from labd.dasbor.kabupaten import BY_NAME
from labd.dasbor.kabupaten_board import Head
from labd.dasbor.window import APART, window_words
from labd.templatetags.dasbor import aside, gap_cell, line, state

register = template.Library()


@register.simple_tag(takes_context=True)
def judul_kolom(context, heads, bagian):
    """Return the cells above a table of kecamatan, each a way to sort by it.

    `heads` are kabupaten_board.Heads, `bagian` is the table's id; what else the address asks for is
    kept.
    """
    kept = context["request"].GET.copy()
    kept.pop("urut", None)
    before, now = f"{kept.urlencode()}&" if kept else "", context["papan"].order.key
    heads = (Head(BY_NAME, "Kecamatan"), *heads)
    return mark_safe("".join(_head(one, f"?{before}urut={one.key}#{bagian}", now) for one in heads))


def _head(one, address, now):
    number = ' class="angka"' if one.is_number else ""
    sorted_by, arrow = "", ""
    if one.key == now:
        sorted_by, arrow = ' aria-sort="other"', '<span aria-hidden="true"> ▾</span>'
    under = f'<br><span class="rinci">{escape(one.under)}</span>' if one.under else ""
    return (
        f'<th scope="col"{number}{sorted_by}><a href="{escape(address)}">{escape(one.label)}'
        f'<span class="visually-hidden">, urutkan</span></a>{arrow}{under}</th>'
    )


@register.filter
def sel_kotak(boxes):
    """Return the cells of a heat table from its kabupaten.Boxes as HTML."""
    return mark_safe("".join(map(_box, boxes)))


def _box(one):
    own = f"<span>target sendiri {escape(one.own)}</span>" if one.own else ""
    window = f'<span class="jendela">{escape(one.window)}</span>' if one.window else ""
    return gap_cell(one.step, one.reached, one.says, one.means, own + window)


@register.filter
def sel_desa_elemen(row):
    """Return the cells of a KecamatanRow's elements as HTML: how many desa have each."""
    told = (f"<td>{_counted(share, _rest(tally))}</td>" for share, tally in row.element_cells)
    return mark_safe("".join(told))


@register.filter
def sel_lengkap(filled):
    """Return the cells of figures.Filled as HTML: how many desa gave each whole."""
    return mark_safe("".join(f"<td>{_counted(one.share)}</td>" for one in filled))


def _counted(share, note=""):
    if not share.whole:
        return cells.NONE
    shape = "sudah" if share.part == share.whole else "sebagian" if share.part else "terdata"
    return state(shape, cells.text(Share(share.part, share.whole, "")).strip(), note)


def _rest(tally):
    told = ((tally.sebagian, "sebagian"), (tally.belum_diisi, "belum terdata"))
    return ", ".join(f"{number} {word}" for number, word in told if number)


@register.filter
def baris_banding(comparison):
    """Return the rows of a Comparison's table as HTML."""
    rows = (_compared(name, one, window_words(one)) for name, one in comparison.rows)
    name, whole = comparison.whole
    return mark_safe("".join(rows) + _compared(name, whole, jendela_jumlah(whole)))


@register.filter
def jendela_jumlah(standing):
    """Return the twelve months that a flow's sum counts, or that those of its parts differ."""
    return window_words(standing, APART)


def _compared(name, one, window):
    detail = "".join(aside(cells.text(value)) for value in one.coverage.detail) + aside(window)
    reason = one.document.target_reason
    return line(
        escape(name),
        [
            escape(cells.text(one.coverage.value) or "belum diisi") + detail,
            escape(cells.text(one.share)) if one.facts.is_filled else "",
            escape(cells.text(one.target.value))
            + (aside(f"target sendiri: {reason}") if reason else ""),
            escape(cells.text(one.gap)),
            escape(cells.text(one.reach)),
        ],
    )


@register.filter
def sel_bulan(year):
    """Return the twelve months of a kabupaten.Year as cells of HTML, with their sessions."""
    return mark_safe(
        "".join(f"<td>{''.join(_session(*one) for one in month)}</td>" for month in year.months)
    )


def _session(session, words):
    address, kind = reverse("rakorcam", args=[session.pk]), session.kind.capitalize()
    return (
        f'<a class="hari hari-{session.state}" href="{address}">'
        f"<strong>{escape(cells.text(session.date))}</strong>{aside(f'{kind}, {words}')}</a>"
    )
