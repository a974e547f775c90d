"""With the keyboard alone: every stop is seen, and everything can be reached, typed and saved."""

import datetime
import re

import pytest
from playwright.sync_api import expect

from formats.models import Coverage
from tests.factories import PeriodFactory, guide_type
from tests.peramban.conftest import PASSWORD

pytestmark = pytest.mark.peramban

# More stops than any page of ours has before the thing one looks for.
MANY = 90
# What a focused control shows: how wide the outline drawn around it is, and whether the control
# itself stands on the screen with nothing lying over it, such as the bar or a frozen column.
FOCUS = """
() => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
  const there = document.elementFromPoint(x, y);
  return {
    name: focused.tagName + " " + (focused.getAttribute("aria-label") || focused.innerText || ""),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    seen: Boolean(there) && (focused.contains(there) || there.contains(focused)),
  };
}
"""


def assert_focus_is_seen(page):
    """Fail unless the focused control is outlined and uncovered; the browser's bar is not ours."""
    told = page.evaluate(FOCUS)
    if told is None:
        return
    assert told["outline"] >= 2, told
    assert told["seen"], told


def tab_to(page, target):
    """Press Tab until `target` has the focus; every stop on the way is seen."""
    for _press in range(MANY):
        if target.evaluate("element => element === document.activeElement"):
            assert_focus_is_seen(page)
            return
        page.keyboard.press("Tab")
        assert_focus_is_seen(page)
    raise AssertionError(f"{target} is not reached by Tab")


def count(page, desa, field, label="Perekaman KTP"):
    return page.get_by_role("textbox", name=re.compile(rf"^{desa.name}, {label}, {field}\b"))


@pytest.fixture
def page(open_page, with_password, ptpd, periode, desa_tanjung):
    """Return a page on which the PTPD has logged in with the keyboard."""
    with_password(ptpd)
    page = open_page()
    page.goto("/masuk/")
    tab_to(page, page.get_by_label("Nama pengguna"))
    page.keyboard.type(ptpd.username)
    tab_to(page, page.get_by_label("Kata sandi"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Yang menunggu Anda")
    return page


def jump_to_content(page):
    """Take the skip link, which is the first stop of every page."""
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Lompat ke isi")).to_be_focused()
    assert_focus_is_seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_format_1_is_reached_typed_and_saved(page, desa_tanjung):
    tanjung, sokong, jenggala = desa_tanjung

    jump_to_content(page)
    tab_to(page, page.get_by_role("link", name="Buka Format 1"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Format 1")

    jump_to_content(page)
    tab_to(page, count(page, tanjung, "wajib"))
    page.keyboard.type("1.000")
    page.keyboard.press("ArrowDown")
    expect(count(page, sokong, "wajib")).to_be_focused()
    assert_focus_is_seen(page)
    page.keyboard.type("2000")
    page.keyboard.press("Enter")
    expect(count(page, jenggala, "wajib")).to_be_focused()
    page.keyboard.type("3 000")
    # The last desa is the end of the way down.
    page.keyboard.press("ArrowDown")
    expect(count(page, jenggala, "wajib")).to_be_focused()
    page.keyboard.press("Tab")
    expect(count(page, jenggala, "memiliki")).to_be_focused()
    page.keyboard.type("2400")
    page.keyboard.press("ArrowUp")
    expect(count(page, sokong, "memiliki")).to_be_focused()
    page.keyboard.type("1500")

    tab_to(page, page.get_by_role("button", name="Simpan 5 isian"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("5 isian tersimpan")).to_be_visible()

    rows = Coverage.unscoped.filter(document=guide_type("perekaman-ktp"))
    assert {row.desa.name: (row.wajib, row.memiliki) for row in rows.select_related("desa")} == {
        "Tanjung": (1000, None),
        "Sokong": (2000, 1500),
        "Jenggala": (3000, 2400),
    }


def test_the_period_is_changed_in_the_switch(page, periode, klu):
    PeriodFactory(
        kabupaten=klu,
        code="2025-11",
        label="November 2025",
        reference_date=datetime.date(2025, 11, 15),
        opens=datetime.date(2025, 10, 1),
    )
    page.reload()

    switch = page.locator("details.konteks > summary")
    tab_to(page, switch)
    expect(switch).to_contain_text(periode.label)
    page.keyboard.press("Enter")
    choice = page.get_by_label("Periode data")
    tab_to(page, choice)
    page.keyboard.press("ArrowDown")
    expect(choice).to_have_value("2025-11")
    tab_to(page, page.get_by_role("button", name="Buka", exact=True))
    page.keyboard.press("Enter")

    expect(switch).to_contain_text("November 2025")
    expect(page.get_by_text("Untuk November 2025 belum ada Rakorcam")).to_be_visible()


def test_escape_closes_the_switch_and_gives_the_focus_back(page):
    switch = page.locator("details.konteks > summary")
    tab_to(page, switch)
    page.keyboard.press("Space")
    expect(page.get_by_label("Periode data")).to_be_visible()
    tab_to(page, page.get_by_label("Periode data"))

    page.keyboard.press("Escape")

    expect(page.get_by_label("Periode data")).to_be_hidden()
    expect(switch).to_be_focused()
    assert_focus_is_seen(page)
