"""A Sheet as a workbook, read back with openpyxl: numbers are numbers, text stays text."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook

from formats.render import cells
from formats.render.html import table_html, view
from formats.render.xlsx import sheet_xlsx
from tests.formats.made import PRINTED, every_kind_sheet, make_data, make_sheet
from tests.formats.test_render_html import Table, texts

MM_PER_INCH = 25.4


def page_of(sheet, paper="F4"):
    """Return the worksheet of a sheet's workbook, read back."""
    return load_workbook(io.BytesIO(sheet_xlsx(sheet, paper, printed=PRINTED))).active


def find(page, value):
    """Return the first cell that holds `value`."""
    return next(cell for row in page.iter_rows() for cell in row if cell.value == value)


def below(page, heading, step=2):
    """Return the cell `step` rows under a heading."""
    head = find(page, heading)
    return page.cell(head.row + step, head.column)


def everything(page):
    """Return all texts of the page, one per line."""
    return "\n".join(
        str(cell.value) for row in page.iter_rows() for cell in row if cell.value is not None
    )


def test_numbers_are_numbers_with_their_formats():
    page = page_of(every_kind_sheet())
    count, percent, gap = (below(page, heading, 1) for heading in ("Wajib", "%", "Kesenjangan"))
    assert (count.value, count.number_format) == (6415, "#,##0")
    assert (percent.value, percent.number_format) == (6362 / 6415, "0.0%")
    assert gap.value == pytest.approx(4.5)
    assert gap.number_format == '"kurang "0.0" poin";"melampaui "0.0" poin";"tercapai"'
    number = below(page, "No.")
    assert (number.value, number.number_format) == (1, '0"."')


def test_a_date_in_the_header_is_a_date():
    page = page_of(every_kind_sheet())
    day = page.cell(find(page, "Tanggal Data").row, 3)
    assert day.value.date() == date(2026, 5, 31)
    assert day.number_format == "[$-421]d mmmm yyyy"


def test_not_filled_in_is_empty_and_no_denominator_is_a_dash():
    page = page_of(make_sheet(1))
    names = find(page, "Desa").column
    rows = {page.cell(row, names).value: row for row in range(1, page.max_row + 1)}
    kia, cerai = (find(page, name).column for name in ("7. KIA", "5. Akta Cerai"))
    assert page.cell(rows["Sokong"], kia).value is None
    assert [page.cell(rows["Sokong"], cerai + step).value for step in range(3)] == [0, 0, "–"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_text_that_looks_like_a_formula_stays_text(start):
    typed = f"{start}HYPERLINK(1)"
    cell = below(page_of(every_kind_sheet(text=typed)), "Keterangan")
    assert (cell.value.strip("\t"), cell.data_type) == (typed.strip("\t"), "s")
    assert cell.quotePrefix


@pytest.mark.parametrize("typed", ["#N/A", "#REF!", "naskah\x0bdengan\x00kendali"])
def test_text_that_excel_would_refuse_or_misread_stays_text(typed):
    cell = below(page_of(every_kind_sheet(text=typed)), "Keterangan")
    assert cell.data_type == "s"
    assert cell.value == typed.replace("\x0b", "").replace("\x00", "")


def test_ordinary_text_is_not_quoted():
    assert not below(page_of(every_kind_sheet(text="SK 12/2024")), "Keterangan").quotePrefix


def test_the_head_is_merged_as_the_guide_prints_it():
    page = page_of(make_sheet(7))
    merged = {str(one) for one in page.merged_cells.ranges}
    top = find(page, "No.").row
    assert {f"{letter}{top}:{letter}{top + 1}" for letter in "ABEFG"} <= merged
    assert f"C{top}:D{top}" in merged
    assert [page.cell(top + 1, column).value for column in (3, 4)] == ["Target", "Realisasi"]


def test_cells_under_a_merged_heading_keep_its_borders_in_the_file():
    content = sheet_xlsx(make_sheet(7), "F4", printed=PRINTED)
    top = find(load_workbook(io.BytesIO(content)).active, "No.").row
    # openpyxl draws such borders anew when it reads; Excel takes what is in the file.
    xml = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    rows = [re.search(f'<row r="{row}".*?</row>', xml)[0] for row in (top, top + 1)]
    styles = [re.findall(r'<c r="[A-Z]+\d+" s="(\d+)"', row) for row in rows]
    assert [len(found) for found in styles] == [7, 7]
    assert len({style for found in styles for style in found}) == 1


def test_head_and_names_stay_in_view_and_repeat_on_every_printed_page():
    page = page_of(make_sheet(1))
    top = find(page, "No.").row
    assert page.freeze_panes == f"D{top + 2}"
    assert page.print_title_rows == f"${top}:${top + 1}"


@pytest.mark.parametrize(("paper", "code"), [("F4", 14), ("A4", 9), ("A3", 8), ("A1", 8)])
def test_the_page_is_set_up_for_its_paper(paper, code):
    page = page_of(make_sheet(6), paper)
    assert int(page.page_setup.paperSize) == code
    assert page.page_setup.orientation == "landscape"
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (int(page.page_setup.fitToWidth), int(page.page_setup.fitToHeight)) == (1, 0)
    margins = page.page_margins
    assert [
        round(side * MM_PER_INCH)
        for side in (margins.left, margins.right, margins.top, margins.bottom)
    ] == [30, 20, 20, 25]


def test_every_print_says_sample_date_reach_who_and_when():
    page = page_of(make_sheet(1))
    told = everything(page)
    assert "Data per 31 Mei 2026 · UPTD Dukcapil Tanjung · 0 dari 3 desa lengkap" in told
    assert "data contoh, bukan data resmi" in told
    assert "Dicetak Siti Aisyah, 18 Juni 2026 pukul 08.10 WITA" in told
    assert "1. Perekaman KTP: wajib = Penduduk wajib KTP" in told
    assert page.oddFooter.left.text == (
        "data contoh, bukan data resmi · Dicetak Siti Aisyah, 18 Juni 2026 pukul 08.10 WITA"
    )
    assert page.oddFooter.right.text == "Halaman &P dari &N"


def test_a_draft_says_so_above_and_on_every_page():
    page = page_of(make_sheet(6, is_draft=True))
    assert page["A1"].value == page.oddHeader.center.text == cells.DRAFT


def test_what_a_number_cannot_carry_stands_under_the_table():
    told = everything(page_of(make_sheet(7)))
    assert "Realisasi, Perekaman KTP: 20.339 dari 20.426 orang · 3 dari 3 desa" in told
    assert "Target, Perekaman KTP: 20.314 orang" in told
    assert "Perekaman KTP %, Sokong" not in told
    assert "Kartu Keluarga %, Sokong: kurang 1 KK" in everything(page_of(make_sheet(1)))


def test_what_belongs_to_a_text_stands_in_its_cell():
    page = page_of(make_sheet(6))
    row = find(page, "Petugas Disdukcapil di Desa").row
    assert page.cell(row, 3).value == "2 desa\nTanjung, Sokong"
    assert page.cell(row, 4).value == "–\nBelum terdata: Jenggala"
    assert page.cell(row, 4).alignment.wrap_text


def test_several_plans_are_numbered_lines_in_one_cell():
    page = page_of(make_sheet(6))
    assert page.cell(find(page, "Perdes dan SOP LABD").row, 5).value == (
        "1) Perekaman keliling\nSokong, Jenggala · Kasi Pemerintahan\n"
        "2) Isbat nikah terpadu\nsemua desa · Camat · 40 pasangan · Rp25.000.000, APBDes"
    )


def test_a_count_above_its_whole_is_coloured_and_explained():
    page = page_of(make_sheet(1))
    warned = [
        cell for row in page.iter_rows() for cell in row if cell.fill.fgColor.rgb == "00FCEFCB"
    ]
    assert [cell.value for cell in warned] == [pytest.approx(7300 / 7272)]
    assert "! memiliki lebih besar dari wajib; catatannya belum ditulis." in everything(page)


def test_the_workbook_knows_its_title_and_author():
    book = load_workbook(io.BytesIO(sheet_xlsx(make_sheet(6), printed=PRINTED)))
    assert book.sheetnames == ["Format 6"]
    assert book.properties.title.startswith("Format 6. Rencana Kerja Penguatan")
    assert book.properties.creator == "Siti Aisyah"


@pytest.mark.parametrize("number", [1, 2, 6, 7])
def test_excel_and_html_show_the_same_numbers(number):
    sheet = make_sheet(number, make_data(own=("Surat Pindah",)))
    page = page_of(sheet)
    top = find(page, "No.")
    first, left = top.row + len(sheet.head), top.column
    rows = Table(table_html(view(sheet))).rows[len(sheet.head) :]
    for step, row in enumerate(rows):
        for column, shown in enumerate(texts(row), left):
            assert in_excel(page.cell(first + step, column), shown), (step, column, shown)


def in_excel(cell, shown):
    """Return whether an Excel cell, formatted, begins what HTML shows in its place."""
    shown = shown.removesuffix("belum diisi").removesuffix("!")
    if cell.value is None:
        return shown == ""
    if isinstance(cell.value, str):
        return re.sub(r"\s", "", cell.value) == re.sub(r"\s", "", shown)
    if "%" in cell.number_format:
        places = cell.number_format.count("0") - 1
        percent = f"{cell.value * 100:.{places}f}%".replace(".", ",")
        return shown.startswith(percent)
    if cell.number_format == '0"."':
        return shown == f"{cell.value}."
    return shown == f"{cell.value:,}".replace(",", ".")
