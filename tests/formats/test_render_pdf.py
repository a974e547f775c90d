"""Papers as PDF: sizes, repeated heads, marks on every page, and nothing fetched from elsewhere."""

import io
import re

import pdfplumber
import pytest
from pypdf import PdfReader

from formats.render.paper import UnknownPaper
from formats.render.pdf import FETCHER, RefusedFetch, printable, sheet_pdf
from tests.formats.made import (
    PRINTED,
    desa_named,
    every_kind_sheet,
    make_data,
    make_sheet,
    pdf_of,
)

POINTS_PER_MM = 72 / 25.4


def printed(sheet, paper="F4"):
    """Return a sheet's PDF as pypdf reads it."""
    return PdfReader(io.BytesIO(pdf_of(sheet, paper)))


def flat(page):
    """Return a page's text with single spaces."""
    return re.sub(r"\s+", " ", page.extract_text())


def sizes(reader):
    """Return the (width, height) of every page in mm."""
    return [
        tuple(float(side) / POINTS_PER_MM for side in (page.mediabox.width, page.mediabox.height))
        for page in reader.pages
    ]


@pytest.fixture(scope="module")
def long_paper():
    """Return a sheet of every kind of cell on three pages of F4, as a draft."""
    return printed(every_kind_sheet(12, is_draft=True))


PAPERS = [("F4", 330, 215), ("A4", 297, 210), ("A3", 420, 297)]


@pytest.mark.parametrize(("paper", "width", "height"), PAPERS)
def test_a_paper_has_its_size_to_half_a_millimetre(paper, width, height):
    for page in sizes(printed(make_sheet(7), paper)):
        assert page == pytest.approx((width, height), abs=0.5)


def test_a_paper_that_does_not_exist_is_refused_in_words():
    with pytest.raises(UnknownPaper, match=r"Kertas “F5” tidak dikenal\. Pilih salah satu: F4, A4"):
        sheet_pdf(make_sheet(7), "F5", printed=PRINTED)


def test_header_repeats_on_every_page(long_paper):
    assert len(long_paper.pages) == 3
    for page in long_paper.pages:
        assert "Cakupan" in flat(page)
        assert "Kesenjangan" in flat(page)


def test_every_page_carries_data_date_reach_printer_and_page(long_paper):
    for number, page in enumerate(long_paper.pages, 1):
        text = flat(page)
        assert "Data per 31 Mei 2026 · UPTD Dukcapil Tanjung · 7 dari 8 desa lengkap" in text
        assert "data contoh, bukan data resmi" in text
        assert "Dicetak Siti Aisyah, 18 Juni 2026 pukul 08.10 WITA" in text
        assert f"Halaman {number} dari 3" in text


def test_a_draft_says_so_large_on_every_page_and_stays_readable(long_paper):
    for page in long_paper.pages:
        assert "DRAF, data belum dibekukan" in flat(page)
        assert re.search(r"DRAF(?!,)", flat(page))
    with pdfplumber.open(io.BytesIO(pdf_of(make_sheet(6, is_draft=True)))) as pdf:
        mark = [char for char in pdf.pages[0].chars if char["size"] > 100]
        assert "".join(char["text"] for char in mark) == "DRAF"
        # Pale, and drawn before the text it lies behind.
        assert all(min(char["non_stroking_color"]) > 0.85 for char in mark)
        assert pdf.pages[0].chars.index(mark[-1]) < len(pdf.pages[0].chars) - 200


def test_a_frozen_sheet_is_no_draft():
    assert "DRAF" not in flat(printed(make_sheet(6)).pages[0])


def test_every_row_is_printed_once_and_no_row_is_cut_in_two(long_paper):
    text = " ".join(flat(page) for page in long_paper.pages)
    for number in range(1, 13):
        assert text.count(f"Desa {number} ") == 1
    for page in long_paper.pages:
        assert flat(page).count("1) Perekaman keliling") == flat(page).count("2) Isbat nikah")


def test_title_header_notes_and_footnote_are_printed():
    text = flat(printed(make_sheet(1)).pages[0])
    assert "Format 1. Format Pendataan Cakupan Kepemilikan Dokumen Adminduk" in text
    assert "Tanggal Data 31 Mei 2026" in text
    assert "7. KIA: wajib = Anak usia 0 sampai kurang dari 17 tahun" in text
    assert "Susunan kolom disesuaikan; tabel asli panduan tidak terbaca." in text


def test_a_worksheet_names_its_meeting_place_and_freezing():
    text = flat(printed(make_sheet(7)).pages[0])
    assert "Rakorcam Perencanaan Kegiatan LABD · Kamis, 18 Juni 2026 · Kelompok 2" in text
    assert "Kecamatan Tanjung" in text
    assert "Kabupaten Lombok Utara" in text
    assert "Data dibekukan 18 Juni 2026 pukul 08.05 WITA (bekuan ke-1)" in text
    assert "20.339 dari 20.426 orang" in text


def test_a_blank_sheet_keeps_headings_and_rows_and_nothing_else():
    text = flat(printed(make_sheet(7, tail=True, blank=True)).pages[0])
    assert "8. Dst" in text
    assert "%" not in text
    assert "Data per" not in text


def test_the_pdf_knows_its_title_and_language():
    reader = printed(make_sheet(6))
    assert reader.metadata.title == (
        "Format 6. Rencana Kerja Penguatan Pelaksanaan LABD di Setiap Desa · "
        "Kecamatan Tanjung, Kabupaten Lombok Utara"
    )
    assert reader.trailer["/Root"]["/Lang"] == "id"


@pytest.mark.parametrize("paper", ["A4", pytest.param("F4", marks=pytest.mark.drill)])
def test_eight_types_stay_readable_and_43_desa_flow_on(paper):
    sheet = make_sheet(1, make_data(desa_named(43), own=("Surat Pindah",)))
    with pdfplumber.open(io.BytesIO(pdf_of(sheet, paper))) as pdf:
        assert min(char["size"] for page in pdf.pages for char in page.chars) >= 6.99
        for page in pdf.pages[:2]:
            assert "Memiliki" in page.extract_text()
        words = [word for page in pdf.pages for word in page.extract_words()]
    # A number is never broken: what stands in the sums is found whole.
    assert {"6.415", "99,2%"} <= {word["text"] for word in words}


def test_format_2_flows_over_pages_too():
    reader = printed(make_sheet(2, make_data(desa_named(20))))
    assert len(reader.pages) >= 2
    assert all("Bukti/Keterangan" in flat(page) for page in reader.pages)


def test_the_same_sheet_prints_the_same_text():
    again = sheet_pdf(make_sheet(7), printed=PRINTED)
    first, second = printed(make_sheet(7)), PdfReader(io.BytesIO(again))
    assert [page.extract_text() for page in first.pages] == [
        page.extract_text() for page in second.pages
    ]


REFUSED = [
    "https://contoh.id/gaya.css",
    "http://127.0.0.1:8000/",
    "file:///etc/passwd",
    "data:text/css,body{}",
    "static:../manage.py",
    "static:css/tidak-ada.css",
]


@pytest.mark.parametrize("url", REFUSED)
def test_nothing_but_our_own_static_files_is_fetched(url):
    with pytest.raises(RefusedFetch):
        FETCHER.fetch(url)


def test_our_own_style_sheet_is_fetched():
    assert b".tabel-lembar" in FETCHER.fetch("static:css/cetak.css").read()


def test_the_final_html_asks_for_nothing():
    final = printable(make_sheet(7), printed=PRINTED)
    assert not re.search(r"\b(src|href)=|url\(|@import|<style|\sstyle=", final.html)
    assert '<html lang="id">' in final.html
