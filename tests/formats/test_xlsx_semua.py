"""All formats in one workbook: what is in it, for whom, and how it prints."""

import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from formats import tables
from formats.render.xlsx import Book, book_xlsx
from formats.replies import Reply
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS
from formats.tables import Source, sheet_of
from tests.factories import CollectionFactory, CoverageFactory, guide_type
from tests.factories_surveys import AnswerFactory, SurveyFactory
from tests.formats.edaran import formulas, read_edaran
from tests.formats.made import PRINTED, make_data, make_sheet


@pytest.fixture
def told(sokong, jenggala, periode):
    """Let two desa of Tanjung have counted, and Sokong have answered what hinders it."""
    CollectionFactory(kecamatan=sokong.kecamatan, period=periode, source="=UPTD")
    for desa in (sokong, jenggala):
        CoverageFactory(
            desa=desa, period=periode, document=guide_type("kia"), wajib=200, memiliki=120
        )
    survey = SurveyFactory(desa=sokong, period=periode)
    AnswerFactory(survey=survey, value=Reply(text="=Sinyal hanya di kantor desa").to_json())


@pytest.fixture
def get(client, masuk, tanjung, periode):
    """Return the function that downloads a file of Tanjung as somebody."""

    def get(user, name, *rest):
        masuk(client, user)
        return client.get(reverse(name, args=[tanjung.pk, periode.code, *rest]))

    return get


def opened(response):
    """Return the workbook in an answer."""
    return load_workbook(io.BytesIO(response.content))


def everything(page):
    """Return all texts of a worksheet."""
    return "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)


def test_it_holds_every_format_of_the_kecamatan_and_is_named_after_it(told, get, ptpd):
    response = get(ptpd, "semua_format")
    assert response["Content-Disposition"] == (
        'attachment; filename="semua-format-tanjung-2026-06-f4.xlsx"'
    )
    assert response["Cache-Control"] == "private, no-store"
    book = opened(response)
    assert book.sheetnames == [
        "Daftar isi", "Format 1", "Format 2", "Format 3a", "Format 3b", "Format 3c", "Format 3d",
    ]  # fmt: skip
    assert book.active.title == "Daftar isi"
    assert book.properties.title == "Semua format, Juni 2026"
    assert "Sinyal hanya di kantor desa" in everything(book["Format 3d"])


def test_the_contents_lead_to_every_sheet_and_say_how_far_it_is(told, get, ptpd):
    book = opened(get(ptpd, "semua_format"))
    page = book["Daftar isi"]
    links = [cell for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert [cell.value for cell in links] == book.sheetnames[1:]
    assert [cell.hyperlink.location for cell in links] == [
        f"'{name}'!A1" for name in book.sheetnames[1:]
    ]
    assert {cell.hyperlink.target for cell in links} == {None}
    assert {cell.font.underline for cell in links} == {"single"}
    text = everything(page)
    assert "Kecamatan Tanjung, Kabupaten Lombok Utara" in text
    assert "Format Pendataan Cakupan Kepemilikan Dokumen Adminduk di Setiap Desa" in text
    assert "d. Tantangan menurut kelompok" in text
    assert "0 dari 3 desa lengkap" in text


def test_only_the_contents_look_like_links(told, get, ptpd):
    for page in opened(get(ptpd, "semua_format")).worksheets[1:]:
        assert {cell.font.underline for row in page.iter_rows() for cell in row} == {None}


def test_a_desa_gets_its_own_figures_alone(told, get, kepala_desa):
    book = opened(get(kepala_desa, "semua_format"))
    assert book.sheetnames == ["Daftar isi", "Format 1", "Format 2", "Format 3a", "Format 3d"]
    text = "\n".join(everything(page) for page in book.worksheets)
    assert "Sokong" in text
    assert "Jenggala" not in text


def test_each_format_asks_its_own_right(told, get, ptpd, monkeypatch):
    recap = tables.SOURCES["recap"]
    monkeypatch.setitem(tables.SOURCES, "recap", Source(recap.table, "accounts", answers=True))
    assert opened(get(ptpd, "semua_format")).sheetnames == ["Daftar isi", "Format 1", "Format 2"]


def test_every_sheet_is_ready_to_print_and_none_is_locked(told, get, ptpd):
    response = get(ptpd, "semua_format")
    for page in opened(response).worksheets:
        assert int(page.page_setup.paperSize) == 14
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows
        assert page.print_area.split("!")[1].startswith("$A$1:")
        assert "Dicetak" in page.oddFooter.left.text
        assert not page.protection.sheet
        assert page.sheet_state == "visible"
        assert page.data_validations.dataValidation == []
    assert formulas(response.content) == []


def test_the_paper_can_be_chosen(told, client, masuk, ptpd, tanjung, periode):
    masuk(client, ptpd)
    url = reverse("semua_format", args=[tanjung.pk, periode.code])
    response = client.get(url, {"kertas": "A4"})
    assert response["Content-Disposition"].endswith('-a4.xlsx"')
    assert {int(page.page_setup.paperSize) for page in opened(response).worksheets} == {9}
    assert client.get(url, {"kertas": "A0"}).status_code == 404


def test_rows_are_as_high_as_their_texts_and_no_higher():
    sheets = (make_sheet(1), make_sheet(2))
    book = load_workbook(io.BytesIO(book_xlsx(Book("Uji", sheets), printed=PRINTED)))
    first = next(cell for cell in book["Format 1"]["B"] if cell.value == "Tanjung").row
    # A percentage is one line, however many digits stand behind it.
    assert book["Format 1"].row_dimensions[first].height == 18
    long = next(cell for cell in book["Format 2"]["B"] if cell.value == "Jenggala").row
    assert book["Format 2"].row_dimensions[long].height >= 18


def test_format_1_alone_is_the_file_to_send_round(told, get, ptpd, sokong):
    response = get(ptpd, "format_berkas", 1, "xlsx")
    found = read_edaran(response.content)
    assert found.facts["kecamatan"] == sokong.kecamatan.code
    assert found.facts["periode"] == "2026-06"
    kia = str(next(one.id for one in DOCUMENTS if one.key == "kia"))
    assert found.base[sokong.code, f"{kia}:wajib"] == 200
    assert found.now == found.base
    assert found.fields["source"][2] == "=UPTD"
    assert re.fullmatch(r"[\d.]+", sokong.code)


def test_in_the_book_format_1_is_the_guides_alone():
    sheet = sheet_of(REGISTRY[1], make_data())
    assert sheet.working
    book = load_workbook(io.BytesIO(book_xlsx(Book("Uji", (sheet,)), printed=PRINTED)))
    assert book.sheetnames == ["Daftar isi", "Format 1"]
    heads = [cell.value for cell in book["Format 1"]["A"] if cell.value]
    assert "No." in heads
    assert "Kode" not in heads


def test_the_page_of_the_kecamatan_leads_to_it(told, get, ptpd, tanjung, periode):
    page = get(ptpd, "data_desa").content.decode()
    assert reverse("semua_format", args=[tanjung.pk, periode.code]) in page
    assert "Excel semua format" in page
