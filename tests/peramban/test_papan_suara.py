"""With the keyboard alone, and as the accessibility tree reads: every cell says where it is."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import CoverageFactory
from tests.peramban.papan import (
    CLIPBOARD,
    cell,
    open_grid,
    paste,
    put_on_clipboard,
    save,
    texts,
    tsv,
)

pytestmark = pytest.mark.peramban

LABEL = "Perekaman KTP"


@pytest.fixture
def page(open_page, ptpd, tanjung, periode, desa_tanjung):
    """Return the grid in which Sokong told 80 of 100 for KIA."""
    CoverageFactory(desa=desa_tanjung[1], period=periode)
    page = open_page(ptpd, permissions=CLIPBOARD)
    open_grid(page, tanjung, periode)
    return page


def place(page):
    """Return [row, column] of the focused input."""
    return page.evaluate(
        """() => {
          const all = [...document.querySelectorAll("table.grid tbody tr")]
            .map((row) => [...row.querySelectorAll("input")]);
          const row = all.findIndex((one) => one.includes(document.activeElement));
          return [row, row < 0 ? -1 : all[row].indexOf(document.activeElement)];
        }"""
    )


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


# --- What is read out -----------------------------------------------------------------------------


def test_a_cell_announces_desa_document_column_value_and_state(page, desa_tanjung):
    tree = page.locator("table.grid").aria_snapshot()

    assert '- textbox "Sokong, KIA, wajib, tersimpan": "100"' in tree
    assert '- textbox "Sokong, KIA, memiliki, tersimpan": "80"' in tree
    assert '- textbox "Jenggala, Akta Nikah, memiliki, belum diisi"' in tree
    assert '- rowheader "Sokong"' in tree
    assert re.search(r'- cell "80,0%"', tree)

    cell(page, desa_tanjung[1]).focus()
    page.keyboard.type("120")
    cell(page, desa_tanjung[2], "wajib", LABEL).focus()
    page.keyboard.type("1.10")
    press(page, "Tab")
    tree = page.locator("table.grid").aria_snapshot()
    assert 'textbox "Sokong, KIA, memiliki, berubah, belum disimpan": "120"' in tree
    assert 'textbox "Jenggala, Perekaman KTP, wajib, ditolak" [invalid]: "1.10"' in tree

    save(page)
    tree = page.locator("table.grid").aria_snapshot()
    assert 'textbox "Sokong, KIA, memiliki, peringatan": "120"' in tree
    assert 'textbox "Jenggala, Perekaman KTP, wajib, ditolak" [invalid]: "1.10"' in tree


def test_a_paste_and_a_selection_are_told_in_live_regions(page):
    paste(page, page.locator("table.grid tbody input").first, tsv([["1.10", 5], [7, 6]]))

    statuses = page.get_by_role("status")
    expect(statuses.filter(has_text="4 sel ditempel, 1 perlu dilihat.")).to_have_count(1)
    expect(statuses.filter(has_text="2 baris × 2 kolom dipilih")).to_have_count(1)
    press(page, "Control+Z")
    expect(statuses.filter(has_text="4 isian dikembalikan.")).to_have_count(1)


# --- Keys -----------------------------------------------------------------------------------------


def test_arrows_tab_enter_home_and_end_move_as_in_a_spreadsheet(page):
    page.locator("table.grid tbody input").first.focus()
    steps = [
        ("ArrowRight", [0, 1]),
        ("ArrowRight", [0, 2]),
        ("ArrowDown", [1, 2]),
        ("ArrowLeft", [1, 1]),
        ("Tab", [1, 2]),
        ("Shift+Tab", [1, 1]),
        ("Enter", [2, 1]),
        ("Enter", [2, 1]),
        ("Shift+Enter", [1, 1]),
        ("End", [1, 13]),
        ("ArrowRight", [1, 13]),
        ("Home", [1, 0]),
        ("Control+End", [2, 13]),
        ("Control+Home", [0, 0]),
        ("ArrowUp", [0, 0]),
        ("ArrowLeft", [0, 0]),
        ("Control+ArrowDown", [2, 0]),
        ("Control+ArrowRight", [2, 13]),
    ]
    found = []
    for key, _where in steps:
        press(page, key)
        found.append((key, place(page)))
    assert found == steps


def test_typing_replaces_and_f2_or_a_double_click_edits_inside(page, desa_tanjung):
    sokong = cell(page, desa_tanjung[1])
    sokong.click()
    page.keyboard.type("7")
    expect(sokong).to_have_value("7")
    press(page, "Escape")
    expect(sokong).to_have_value("80")

    press(page, "F2")
    page.keyboard.type("1")
    expect(sokong).to_have_value("801")
    press(page, "ArrowLeft", "Backspace")
    expect(sokong).to_be_focused()
    expect(sokong).to_have_value("81")
    press(page, "Enter")
    assert place(page) == [2, 13]

    sokong.dblclick()
    page.keyboard.type("2")
    expect(sokong).to_have_value("812")
    press(page, "Escape")
    expect(sokong).to_have_value("81")


def test_shift_and_the_mouse_select_a_block(page):
    inputs = page.locator("table.grid tbody input")
    chosen = page.locator("table.grid .dipilih")
    inputs.first.focus()
    press(page, "Shift+ArrowDown", "Shift+ArrowRight")
    expect(chosen).to_have_count(4)
    press(page, "Shift+End")
    expect(chosen).to_have_count(2 * 21)
    press(page, "ArrowDown")
    expect(chosen).to_have_count(0)

    press(page, "Control+a")
    expect(chosen).to_have_count(3 * 21)
    inputs.nth(0).click()
    expect(chosen).to_have_count(0)
    inputs.nth(15).click(modifiers=["Shift"])
    expect(chosen).to_have_count(4)

    inputs.nth(2).hover()
    page.mouse.down()
    inputs.nth(17).hover()
    page.mouse.up()
    expect(chosen).to_have_count(4)
    expect(inputs.nth(2)).to_be_focused()
    page.keyboard.type("9")
    expect(inputs.nth(2)).to_have_value("9")


def test_one_value_fills_the_block_that_is_selected(page):
    page.locator("table.grid tbody input").first.focus()
    press(page, "Shift+ArrowDown", "Shift+ArrowRight")
    put_on_clipboard(page, "1 234")
    press(page, "Control+V")

    assert [row[:2] for row in texts(page)] == [["1.234"] * 2, ["1.234"] * 2, [""] * 2]


def test_leaving_with_typed_figures_asks_first(page, desa_tanjung):
    cell(page, desa_tanjung[1]).fill("90")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()

    assert asked == ["beforeunload"]
