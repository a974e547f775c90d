"""Two people on the same cell of Format 1: nobody overwrites anybody, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from formats.models import Coverage
from tests.factories import CoverageFactory, guide_type
from tests.peramban.papan import CLIPBOARD, cell, open_grid, paste, save, tsv

pytestmark = pytest.mark.peramban

# Sokong, KIA, memiliki.
TYPE_MEANWHILE = """
() => {
  const input = document.querySelectorAll("table.grid tbody tr")[1].querySelectorAll("input")[13];
  input.value = "85";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}
"""


def stored(desa):
    row = Coverage.unscoped.filter(desa=desa, document=guide_type()).first()
    return (row.wajib, row.memiliki) if row else None


@pytest.fixture
def collided(open_page, ptpd, pendamping, periode, desa_tanjung):
    """Return the page of the pendamping, whose save met one the PTPD had made meanwhile.

    Both opened the grid at 80 of 100 in Sokong; the PTPD stored 90, the pendamping typed 85, a good
    figure for Jenggala, and letters for Tanjung.
    """
    tanjung, sokong, jenggala = desa_tanjung
    CoverageFactory(desa=sokong, period=periode)
    address = f"/data/{sokong.kecamatan_id}/{periode.code}/format/1/"
    first, second = open_page(ptpd), open_page(pendamping)
    for page in (first, second):
        page.goto(address)
    cell(first, sokong).fill("90")
    save(first)
    expect(first.get_by_text("1 isian tersimpan")).to_be_visible()
    cell(second, sokong).fill("85")
    cell(second, jenggala, "wajib").fill("1.250")
    cell(second, tanjung).fill("dua ratus")
    save(second)
    expect(second.get_by_role("heading", name="dua isi berbeda")).to_be_visible()
    return second


def panel(page):
    return page.get_by_role("region", name="Sokong, KIA, memiliki: dua isi berbeda")


def test_the_later_save_is_refused_for_that_cell_only(collided, ptpd, desa_tanjung):
    tanjung, sokong, jenggala = desa_tanjung

    assert stored(sokong) == (100, 90)
    assert stored(jenggala) == (1250, None)
    assert stored(tanjung) is None
    expect(collided.get_by_text("1 isian tersimpan")).to_be_visible()

    # Both values are there to choose from, with who and when.
    told = panel(collided).inner_text()
    assert re.search(r"Anda mengetik\s+85\b", told)
    assert re.search(rf"{ptpd.name} menyimpan, \d\d\.\d\d WITA\s+90\b", told)
    assert "Sebelumnya: 80." in told

    # What was typed stays in its cell, and the cell says what became of it.
    expect(cell(collided, sokong)).to_have_value("85")
    expect(cell(collided, sokong)).to_have_accessible_name(re.compile("diubah orang lain$"))
    expect(cell(collided, tanjung)).to_have_value("dua ratus")
    expect(cell(collided, tanjung)).to_have_accessible_name(re.compile("ditolak$"))
    expect(cell(collided, tanjung)).to_have_accessible_description(
        re.compile("Tertulis “dua ratus”. Tulis bilangan bulat, misalnya 200.")
    )


def test_pakai_saya_stores_my_value_on_purpose(collided, desa_tanjung):
    tanjung, sokong, jenggala = desa_tanjung

    panel(collided).get_by_role("button", name="Pakai 85 (saya)").click()
    expect(panel(collided)).to_have_count(0)

    assert stored(sokong) == (100, 85)
    assert stored(jenggala) == (1250, None)
    # The letters of another cell are still there to be mended, and then go in with the rest.
    expect(cell(collided, tanjung)).to_have_value("dua ratus")
    cell(collided, tanjung).fill("200")
    save(collided)
    expect(collided.get_by_text("isian tersimpan")).to_be_visible()
    expect(collided.get_by_role("alert")).to_have_count(0)
    assert stored(tanjung) == (None, 200)


def test_pakai_orang_lain_gives_my_value_up(collided, ptpd, desa_tanjung):
    tanjung, sokong, _jenggala = desa_tanjung

    panel(collided).get_by_role("button", name=f"Pakai 90 ({ptpd.name})").click()
    expect(panel(collided)).to_have_count(0)

    assert stored(sokong) == (100, 90)
    expect(cell(collided, sokong)).to_have_value("90")
    expect(cell(collided, tanjung)).to_have_value("dua ratus")


def test_two_blocks_pasted_over_each_other_lose_nothing(
    open_page, ptpd, pendamping, tanjung, periode, desa_tanjung
):
    """Both opened the empty grid; the second block shares one desa with the first."""
    first, second = (open_page(who, permissions=CLIPBOARD) for who in (ptpd, pendamping))
    for page in (first, second):
        open_grid(page, tanjung, periode)
    top, middle, _bottom = desa_tanjung
    paste(first, cell(first, top, "wajib"), tsv([[100, 90], [200, 150]]))
    paste(second, cell(second, middle, "wajib"), tsv([[200, 180], [300, 250]]))
    save(first)
    expect(first.get_by_text("4 isian tersimpan")).to_be_visible()

    save(second)

    # Equal figures are one; what differs is shown with both, and nothing of either is gone.
    expect(second.get_by_text("3 isian tersimpan")).to_be_visible()
    assert [stored(one) for one in desa_tanjung] == [(100, 90), (200, 150), (300, 250)]
    place = second.get_by_role("region", name="Sokong, KIA, memiliki: dua isi berbeda")
    told = place.inner_text()
    assert re.search(r"Anda mengetik\s+180\b", told)
    assert re.search(rf"{ptpd.name} menyimpan, \d\d\.\d\d WITA\s+150\b", told)
    expect(cell(second, middle)).to_have_value("180")
    expect(cell(second, middle)).to_have_accessible_name(re.compile("diubah orang lain$"))
    # The other's figures are on this page now, too.
    expect(cell(second, top, "wajib")).to_have_value("100")

    place.get_by_role("button", name="Pakai 180 (saya)").click()
    expect(place).to_have_count(0)
    assert stored(middle) == (200, 180)
    expect(cell(second, middle)).to_be_focused()


def test_who_types_on_while_others_save_still_meets_their_value(
    open_page, ptpd, pendamping, tanjung, periode, desa_tanjung
):
    """A save brings the others' figures, but never under a value that is being typed."""
    CoverageFactory(desa=desa_tanjung[1], period=periode)
    first, second = open_page(ptpd), open_page(pendamping)
    for page in (first, second):
        open_grid(page, tanjung, periode)
    cell(first, desa_tanjung[1]).fill("90")
    save(first)
    expect(first.get_by_text("1 isian tersimpan")).to_be_visible()

    # While the answer to this save is under way, the other's cell is typed in.
    second.route("**/simpan/", lambda route: second.evaluate(TYPE_MEANWHILE) and route.continue_())
    cell(second, desa_tanjung[2], "wajib").fill("7")
    save(second)
    second.unroute("**/simpan/")
    expect(second.get_by_text("1 isian tersimpan")).to_be_visible()
    expect(cell(second, desa_tanjung[1])).to_have_value("85")
    assert stored(desa_tanjung[1]) == (100, 90)

    save(second)
    told = panel(second).inner_text()
    assert re.search(r"Anda mengetik\s+85\b", told)
    assert "Sebelumnya: 80." in told
    assert stored(desa_tanjung[1]) == (100, 90)
