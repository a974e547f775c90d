"""Two people on the same cell of Format 1: nobody overwrites anybody, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from formats.models import Coverage
from tests.factories import CoverageFactory, guide_type

pytestmark = pytest.mark.peramban


def cell(page, desa, field="memiliki", label="KIA"):
    """Return one input of the grid by the words it is read out with."""
    return page.get_by_role("textbox", name=re.compile(rf"^{desa.name}, {label}, {field}\b"))


def save(page):
    page.get_by_role("button", name=re.compile(r"^Simpan( \d+ isian)?$")).click()


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
