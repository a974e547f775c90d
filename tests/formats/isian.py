"""Reading a lembar isian back from its Sheet, its PDF and its workbook."""

import io
import re
from functools import cache

import pdfplumber
from openpyxl import load_workbook

from formats.render import cells
from formats.render.pdf import sheet_pdf
from formats.render.xlsx import sheet_xlsx
from tests.formats.made import PRINTED

MM = 72 / 25.4


def lines(sheet, key):
    """Return the Lines of the answer to one question of the sheet."""
    return cells.written(next(row.cells[1].value for row in sheet.rows if row.key == key))


def plain(sheet, key):
    """Return the answer to one question as text, line by line."""
    return [line.plain for line in lines(sheet, key)]


def flat(text):
    """Return a text without its spaces."""
    return re.sub(r"\s+", "", text)


@cache
def pages(sheet, paper="F4"):
    """Return the PDF of a sheet as pdfplumber reads it; equal sheets are printed once."""
    return pdfplumber.open(io.BytesIO(sheet_pdf(sheet, paper, printed=PRINTED))).pages


def column_text(page, place):
    """Return the text of the first or second column of a page, without spaces.

    By columns, since a question and its options break side by side.
    """
    middle = min(line["x0"] for line in page.rects if line["x0"] / MM > 70)
    left, right = ((0, middle), (middle, page.width))[place]
    return flat(page.crop((left, 0, right, page.height)).extract_text() or "")


def workbook(sheet):
    """Return the only page of a sheet's workbook."""
    book = load_workbook(io.BytesIO(sheet_xlsx(sheet, "F4", printed=PRINTED)), rich_text=True)
    return book.active


def everything(page):
    """Return all texts of a page of a workbook, one per line."""
    return "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
