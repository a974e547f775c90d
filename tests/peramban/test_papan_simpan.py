"""A grid saved in place: the good is stored, the rest stays, and nobody loses their place."""

import re

import pytest
from playwright.sync_api import expect

from formats.models import Collection, Coverage, ElementState
from tests.factories import (
    DESA_TANJUNG,
    CollectionFactory,
    CoverageFactory,
    PeriodFactory,
    guide_type,
    make_desa,
)
from tests.peramban.papan import CLIPBOARD, cell, open_grid, paste, save, status, tsv

pytestmark = pytest.mark.peramban

SCROLLED = "() => [document.querySelector('.table-responsive').scrollTop, scrollY]"


@pytest.fixture
def page(open_page, ptpd, tanjung, periode, desa_tanjung):
    """Return the grid of Tanjung, open for its PTPD."""
    page = open_page(ptpd, permissions=CLIPBOARD)
    open_grid(page, tanjung, periode)
    return page


def state(page, *place):
    """Return the state of a cell: its class without the prefix."""
    classes = cell(page, *place).locator("xpath=..").get_attribute("class") or ""
    found = re.search(r"sel-(\w+)", classes)
    return found.group(1) if found else ""


def test_every_state_has_its_sign_its_word_and_its_sentence(page, desa_tanjung):
    _tanjung, sokong, jenggala = desa_tanjung
    assert state(page, sokong, "wajib") == "kosong"
    cell(page, sokong, "wajib").fill("100")
    assert state(page, sokong, "wajib") == "berubah"
    cell(page, sokong).fill("120")
    cell(page, jenggala, "wajib").fill("1.10")
    page.keyboard.press("Enter")
    assert state(page, jenggala, "wajib") == "ditolak"
    expect(status(page)).to_have_text("3 isian berubah, belum disimpan. 1 ditolak.")

    cell(page, jenggala, "wajib").focus()
    save(page)

    expect(page.get_by_text("2 isian tersimpan")).to_be_visible()
    assert [state(page, sokong, one) for one in ("wajib", "memiliki")] == [
        "tersimpan",
        "peringatan",
    ]
    assert state(page, jenggala, "wajib") == "ditolak"
    expect(cell(page, sokong, "wajib")).to_have_accessible_name("Sokong, KIA, wajib, tersimpan")
    expect(cell(page, sokong)).to_have_accessible_name("Sokong, KIA, memiliki, peringatan")
    expect(cell(page, sokong)).to_have_accessible_description(
        "memiliki 120 lebih besar dari wajib 100 (120,0%). Sudah tersimpan; tulis catatannya."
    )
    expect(page.locator("[data-bilah]")).to_contain_text("“1.10” bisa berarti 1,10 atau 110.")
    expect(status(page)).to_have_text("1 isian berubah, belum disimpan. 1 ditolak.")
    # The signs are drawn, each another.
    signs = [
        cell(page, *one).locator("xpath=..").evaluate("e => getComputedStyle(e, '::after').content")
        for one in ((sokong, "wajib"), (sokong,), (jenggala, "wajib"))
    ]
    assert [sign.split('"')[1] for sign in signs] == ["✓", "!", "×"]


def test_focus_and_scroll_stay_over_a_save(page, tanjung, periode):
    make_desa(tanjung, 30)
    page.reload()
    inputs = page.locator("table.grid tbody input")
    target = inputs.nth(14 * 28 + 13)
    target.fill("200")
    before, name = page.evaluate(SCROLLED), target.get_attribute("id")

    page.keyboard.press("Escape")
    target.fill("201")
    page.evaluate("() => document.querySelector('form[data-grid]').requestSubmit()")

    expect(page.get_by_text("1 isian tersimpan")).to_be_visible()
    assert page.evaluate("() => document.activeElement.id") == name
    assert page.evaluate(SCROLLED)[0] == before[0]
    assert Coverage.unscoped.get().memiliki == 201


def test_undo_reaches_back_over_a_save(page, desa_tanjung):
    sokong = desa_tanjung[1]
    cell(page, sokong, "wajib").fill("100")
    save(page)
    expect(page.get_by_text("1 isian tersimpan")).to_be_visible()

    cell(page, sokong, "wajib").focus()
    page.keyboard.press("Control+Z")

    expect(cell(page, sokong, "wajib")).to_have_value("")
    expect(status(page)).to_contain_text("1 isian berubah, belum disimpan.")
    save(page)
    assert Coverage.unscoped.get().wajib is None


def test_batalkan_gives_back_what_is_stored_and_can_be_undone(page, periode, desa_tanjung):
    CoverageFactory(desa=desa_tanjung[1], period=periode)
    page.reload()
    cell(page, desa_tanjung[1]).fill("90")
    cell(page, desa_tanjung[2]).fill("dua")
    page.get_by_role("button", name="Batalkan perubahan").click()

    expect(cell(page, desa_tanjung[1])).to_have_value("80")
    expect(cell(page, desa_tanjung[2])).to_have_value("")
    expect(status(page)).to_contain_text("Tidak ada yang berubah.")
    cell(page, desa_tanjung[1]).focus()
    page.keyboard.press("Control+Z")
    expect(cell(page, desa_tanjung[1])).to_have_value("90")


def test_escape_gives_back_what_stood_there_before_typing(page, periode, desa_tanjung):
    CoverageFactory(desa=desa_tanjung[1], period=periode)
    page.reload()
    cell(page, desa_tanjung[1]).focus()
    page.keyboard.type("12")
    page.keyboard.press("Escape")

    expect(cell(page, desa_tanjung[1])).to_have_value("80")
    expect(page.get_by_role("button", name="Simpan", exact=True)).to_be_visible()


def test_the_header_is_saved_in_place_too(page, tanjung):
    page.get_by_label("Tanggal Data").fill("kemarin")
    page.get_by_label("Sumber Data").fill("SIAK")
    save(page)

    expect(page.get_by_text("Tertulis “kemarin”")).to_be_visible()
    assert Collection.unscoped.get().source == "SIAK"
    page.get_by_label("Tanggal Data").fill("31/05/2026")
    save(page)
    expect(page.get_by_text("Tertulis “kemarin”")).to_have_count(0)
    assert str(Collection.unscoped.get().data_date) == "2026-05-31"


# --- Note and history -----------------------------------------------------------------------------


def test_a_note_is_written_and_the_history_read_from_the_keyboard(page, desa_tanjung):
    sokong = desa_tanjung[1]
    paste(page, cell(page, sokong, "wajib"), tsv([[100, 80]]))
    save(page)
    expect(page.get_by_text("2 isian tersimpan")).to_be_visible()

    cell(page, sokong).focus()
    page.keyboard.press("Shift+F2")
    box = page.get_by_role("dialog", name="Sokong, KIA, memiliki")
    expect(box.get_by_label("Catatan")).to_be_focused()
    expect(box.get_by_role("listitem")).to_have_text(
        re.compile(r"^80: Ptpd, \d+ \w+ \d{4} pukul \d\d\.\d\d WITA, ditempel$")
    )
    page.keyboard.type("Hasil pendataan ulang")
    page.keyboard.press("Enter")

    expect(box).to_be_hidden()
    expect(cell(page, sokong)).to_be_focused()
    expect(status(page)).to_contain_text("1 isian berubah, belum disimpan.")
    assert Coverage.unscoped.get().note == ""
    save(page)
    expect(page.get_by_text("1 isian tersimpan")).to_be_visible()
    assert Coverage.unscoped.get().note == "Hasil pendataan ulang"
    expect(cell(page, sokong)).to_have_accessible_name(
        "Sokong, KIA, memiliki, ada catatan, tersimpan"
    )


def test_a_note_given_up_changes_nothing_and_one_taken_back_is_undone(page, desa_tanjung):
    cell(page, desa_tanjung[1]).focus()
    page.get_by_role("button", name="Catatan dan riwayat").click()
    page.get_by_label("Catatan").fill("Salah tulis")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Simpan", exact=True)).to_be_visible()

    page.keyboard.press("Shift+F2")
    expect(page.get_by_label("Catatan")).to_have_value("")
    page.keyboard.type("Pindahan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Simpan 1 isian")).to_be_visible()
    page.keyboard.press("Control+Z")
    expect(page.get_by_role("button", name="Simpan", exact=True)).to_be_visible()


def test_sixteen_digits_in_a_note_stay_on_the_page_and_out_of_the_database(page, desa_tanjung):
    cell(page, desa_tanjung[1]).focus()
    page.keyboard.press("Shift+F2")
    page.keyboard.type("Bu Siti 5208010101900001")
    page.keyboard.press("Enter")
    save(page)

    expect(page.get_by_role("alert")).to_contain_text("Ada 16 angka berurutan")
    expect(page.get_by_label("Catatan Sokong, KIA, catatan")).to_have_value(
        "Bu Siti 5208010101900001"
    )
    assert not Coverage.unscoped.exclude(note="").exists()


# --- Views: the earlier period, L and P -----------------------------------------------------------


@pytest.fixture
def november(klu, desa_tanjung):
    """Return the period before, in which Sokong told 80 of 100 for KIA."""
    before = PeriodFactory(
        kabupaten=klu, code="2025-11", label="November 2025", reference_date="2025-11-15"
    )
    CoverageFactory(desa=desa_tanjung[1], period=before)
    return before


def test_the_earlier_period_comes_and_goes_while_what_is_typed_stays(
    page, november, periode, desa_tanjung
):
    CoverageFactory(desa=desa_tanjung[1], period=periode, memiliki=90)
    page.reload()
    cell(page, desa_tanjung[2], "wajib").fill("1.10")
    box = cell(page, desa_tanjung[1]).bounding_box()

    page.get_by_role("link", name="Bandingkan dengan November 2025").click()

    link = page.get_by_role("link", name="Tutup perbandingan")
    expect(link).to_be_visible()
    here = cell(page, desa_tanjung[1])
    expect(here).to_have_accessible_name(
        "Sokong, KIA, memiliki, November 2025 80, naik 10, tersimpan"
    )
    assert here.locator("xpath=..").get_attribute("data-lalu") == "80"
    assert here.locator("xpath=../following-sibling::td[1]").get_attribute("data-lalu") == "+10,0"
    assert (here.bounding_box()["width"], here.bounding_box()["height"]) == (
        box["width"], box["height"],
    )  # fmt: skip
    expect(cell(page, desa_tanjung[2], "wajib")).to_have_value("1.10")
    assert state(page, desa_tanjung[2], "wajib") == "ditolak"
    assert page.url.endswith("?banding=ya")

    link.click()
    expect(page.get_by_role("link", name="Bandingkan dengan November 2025")).to_be_visible()
    expect(cell(page, desa_tanjung[2], "wajib")).to_have_value("1.10")


def test_l_and_p_fill_the_total_and_a_block_of_totals_passes_them_by(page, desa_tanjung):
    sokong = desa_tanjung[1]
    page.get_by_role("button", name="Catat juga L dan P").click()
    page.get_by_role("link", name="Buka kolom L dan P").click()
    expect(cell(page, sokong, "wajib laki-laki")).to_be_visible()

    cell(page, sokong, "wajib laki-laki").fill("60")
    cell(page, sokong, "wajib perempuan").fill("50")
    expect(cell(page, sokong, "wajib")).to_have_value("110")
    page.keyboard.press("Control+Z")
    expect(cell(page, sokong, "wajib")).to_have_value("")
    page.keyboard.press("Control+Y")
    cell(page, sokong, "wajib").fill("100")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("wajib 100 tidak sama dengan L + P")
    assert state(page, sokong, "wajib") == "peringatan"

    paste(
        page,
        cell(page, sokong, "wajib", "Akta Nikah"),
        tsv([["40", "30", "75,0%", "9", "8", "88,9%"]]),
    )
    expect(cell(page, sokong, "memiliki", "Akta Nikah")).to_have_value("30")
    expect(cell(page, sokong, "memiliki", "Akta Cerai")).to_have_value("8")
    expect(cell(page, sokong, "wajib laki-laki", "Akta Nikah")).to_have_value("")

    page.get_by_role("link", name="Lipat kolom L dan P").click()
    expect(cell(page, sokong, "wajib laki-laki")).to_have_count(0)
    expect(cell(page, sokong, "memiliki", "Akta Cerai")).to_have_value("8")
    row = Coverage.unscoped.get(document=guide_type())
    assert (row.wajib, row.wajib_l, row.wajib_p) == (100, 60, 50)


# --- Format 2 -------------------------------------------------------------------------------------


def test_format_2_is_saved_undone_and_walked_in_place(page, tanjung, periode, desa_tanjung):
    CollectionFactory(kecamatan=tanjung, period=periode)
    page.goto(f"/data/{tanjung.pk}/{periode.code}/format/2/")
    pick = page.get_by_label("Sokong, Ruang/Loket Pelayanan, status")
    pick.select_option("sudah")
    proof = page.get_by_label("Sokong, Ruang/Loket Pelayanan, bukti")
    proof.fill("Loket di kantor desa")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Jenggala, Ruang/Loket Pelayanan, bukti")).to_be_focused()
    page.keyboard.press("Control+Z")
    expect(proof).to_have_value("")
    page.keyboard.press("Control+Y")
    page.get_by_label("Jenggala, Ruang/Loket Pelayanan, status").select_option("sebagian")

    save(page)

    expect(page.get_by_text("1 isian tersimpan")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Status sebagian perlu keterangan")
    assert ElementState.unscoped.get().evidence == "Loket di kantor desa"
    expect(page.get_by_label("Jenggala, Ruang/Loket Pelayanan, status")).to_have_value("sebagian")

    proof.focus()
    page.keyboard.press("Shift+F2")
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_contain_text(
        "sudah; Loket di kantor desa: Ptpd"
    )


def test_format_2_shows_both_to_two_who_typed_in_one_cell(
    open_page, page, pendamping, tanjung, periode, desa_tanjung
):
    other = open_page(pendamping)
    label = "Sokong, Ruang/Loket Pelayanan, status"
    for one in (page, other):
        one.goto(f"/data/{tanjung.pk}/{periode.code}/format/2/")
    page.get_by_label(label).select_option("sudah")
    save(page)
    other.get_by_label(label).select_option("belum")
    save(other)

    expect(other.get_by_text("Ptpd menyimpan: sudah")).to_be_visible()
    other.get_by_role("button", name="Pakai isian saya").click()
    expect(other.get_by_text("Ptpd menyimpan: sudah")).to_have_count(0)
    assert ElementState.unscoped.get().state == "belum"
    assert DESA_TANJUNG[1] == "Sokong"
