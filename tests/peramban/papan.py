"""The grid of Format 1 as a person with a spreadsheet uses it: cells, keys, the real clipboard."""

import re

from playwright.sync_api import expect

from formats.models import Coverage
from formats.numbers import NotACount, read_count

CLIPBOARD = ["clipboard-read", "clipboard-write"]
SAVE = re.compile(r"^Simpan( [\d.]+ isian)?$")
# Every input of the grid as [[text, ...], ...], row by row.
TEXTS = """
() => [...document.querySelectorAll("table.grid tbody tr")].map((row) =>
  [...row.querySelectorAll("td:not([hidden]) input")].map((input) => input.value))
"""


def open_grid(page, kecamatan, period, query=""):
    """Open Format 1 of a kecamatan."""
    page.goto(f"/data/{kecamatan.pk}/{period.code}/format/1/{query}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Format 1")


def cell(page, desa, field="memiliki", label="KIA"):
    """Return one input of the grid by the words it is read out with."""
    return page.get_by_role("textbox", name=re.compile(rf"^{desa.name}, {label}, {field}(?! \w)"))


def texts(page):
    """Return what stands in the inputs, row by row."""
    return page.evaluate(TEXTS)


def counts(page):
    """Return what stands in the inputs as numbers, None where no count does."""
    return [[read(one) for one in row] for row in texts(page)]


def read(text):
    """Return the count in a text, or None."""
    try:
        return read_count(text)
    except NotACount:
        return None


def stored(kecamatan, period, types):
    """Return what the database holds, in the order of the grid."""
    rows = {
        (row.desa_id, row.document_id): [row.wajib, row.memiliki]
        for row in Coverage.unscoped.filter(desa__kecamatan=kecamatan, period=period)
    }
    return [
        [one for kind in types for one in rows.get((desa.pk, kind.pk), [None, None])]
        for desa in kecamatan.desa_set.order_by("code")
    ]


def tsv(rows, end="\r\n"):
    """Return rows of texts as a spreadsheet puts them on the clipboard."""
    return "".join("\t".join(str(one) for one in row) + end for row in rows)


def put_on_clipboard(page, text):
    """Let the person have copied `text` elsewhere."""
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


def clipboard(page):
    """Return what lies on the clipboard."""
    return page.evaluate("() => navigator.clipboard.readText()")


def paste(page, target, text):
    """Paste `text` with the cell `target` active, by the keys."""
    put_on_clipboard(page, text)
    target.focus()
    page.keyboard.press("Control+V")


def save(page):
    """Press Simpan and wait until the answer is on the page."""
    page.get_by_role("button", name=SAVE).last.click()
    expect(page.locator("form[aria-busy]")).to_have_count(0)


def status(page):
    """Return the sentence beside the button."""
    return page.locator("[data-hitungan]")


def fits_shown_totals(page):
    """Return whether sums and percents follow from the figures on the page, plainly worked out."""
    rows = counts(page)
    sums = page.locator("table.grid tfoot tr").first.locator("td:not([hidden])").all_inner_texts()
    for kind in range(len(rows[0]) // 2):
        pairs = [row[2 * kind : 2 * kind + 2] for row in rows]
        told = [pair for pair in pairs if None not in pair]
        wajib, memiliki = (sum(pair[side] for pair in told) for side in (0, 1))
        shown = sums[3 * kind : 3 * kind + 2]
        dotted = [f"{one:,}".replace(",", ".") if told else "" for one in (wajib, memiliki)]
        if shown != dotted:
            return False
    return True
