"""Every paper of the demo says that its figures are made up, and no paper of an office does."""

import dataclasses
import io
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from formats.render.paper import PAPERS
from formats.render.xlsx import sheet_xlsx
from tests.formats.made import PRINTED, make_data, make_sheet, pdf_of

MARK = "data contoh, bukan data resmi"


def real(data):
    """Return the data as those of an office: no sample."""
    return dataclasses.replace(data, header=dataclasses.replace(data.header, is_sample=False))


def pages(number, paper, data=None):
    """Return the text of every page of one format on one paper."""
    pdf = PdfReader(io.BytesIO(pdf_of(make_sheet(number, data), paper)))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pdf.pages]


@pytest.mark.parametrize(
    ("number", "paper"), [*((6, paper) for paper in PAPERS), (1, "F4"), (1, "A1"), (7, "A1")]
)
def test_every_page_of_every_paper_says_so(number, paper):
    assert all(MARK in page for page in pages(number, paper))


@pytest.mark.parametrize("paper", ["F4", "A1"])
def test_a_paper_of_an_office_does_not(paper):
    assert not any("contoh" in page for page in pages(7, paper, real(make_data())))


def workbook(number, data=None):
    """Return the page of one format's workbook."""
    book = load_workbook(io.BytesIO(sheet_xlsx(make_sheet(number, data), printed=PRINTED)))
    return book.worksheets[0]


def said(page):
    """Return (text of the cells, text of the printed foot) of a workbook's page."""
    cells = (cell.value for row in page.iter_rows() for cell in row)
    return " ".join(str(value) for value in cells if value), page.oddFooter.left.text


@pytest.mark.parametrize("number", [1, 2, 6, 7])
def test_a_workbook_says_so_on_screen_and_in_print(number):
    assert all(MARK in text for text in said(workbook(number)))


def test_a_workbook_of_an_office_does_not():
    assert not any("contoh" in text for text in said(workbook(7, real(make_data()))))
