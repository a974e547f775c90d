"""Sheets as an Excel workbook: real numbers, the guide's merged head, ready to print.

A Sheet of several tables has a worksheet for each. Figures that a number cannot carry beside it
(the people behind a percentage, n dari m desa) stand as lines under the table; cells of text keep
theirs inside. A Sheet to work in becomes a file to type in (formats.render.edaran).
"""

import io
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from formats.render import cells
from formats.render.edaran import make_working
from formats.render.paper import paper_named
from formats.render.xlsx_page import PageWriter, set_up
from formats.render.xlsx_style import Styles
from formats.sheet import Cell, Head, Row, Sheet, SheetColumn
from formats.spec import Kind

CONTENTS = "Daftar isi"


def sheet_xlsx(sheet, paper="F4", *, printed):
    """Return a Sheet as the bytes of a workbook set up for `paper`; raises UnknownPaper.

    `printed` is a PrintStamp: its zone is the one in which all moments are written.
    """
    paper, workbook = paper_named(paper), _empty()
    with timezone.override(ZoneInfo(printed.zone)):
        styles = Styles()
        # In the others people type, and rows without a height of their own grow with the text.
        looks_back = any(one.paired or one.kind is Kind.REPLY for one in sheet.columns)
        fits_rows = bool(sheet.parts) or looks_back
        for one in sheet.parts or (sheet,):
            writer = _add(workbook, one, styles, paper, printed, fits_rows=fits_rows)
            if one.working:
                make_working(workbook, writer, paper, printed)
    return _saved(workbook, cells.title(sheet), printed)


@dataclass(frozen=True, slots=True)
class Book:
    """Several Sheets under one title, as one file."""

    title: str
    sheets: tuple


def book_xlsx(book, paper="F4", *, printed):
    """Return a Book as a workbook: a page of contents with links, then each Sheet as it prints.

    It is for reading and printing: nothing in it is a file to type in. Raises UnknownPaper.
    """
    paper, workbook, styles = paper_named(paper), _empty(), Styles()
    with timezone.override(ZoneInfo(printed.zone)):
        contents = _contents(book)
        writer = _add(workbook, contents, styles, paper, printed, fits_rows=True)
        for number, row in enumerate(contents.rows, writer.first_row):
            cell = writer.page[f"{writer.letter(_NAME)}{number}"]
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{row.key}'!A1")
        for sheet in book.sheets:
            for one in sheet.parts or (sheet,):
                one = replace(one, working=None)
                _add(workbook, one, styles, paper, printed, fits_rows=True)
    return _saved(workbook, book.title, printed)


# Where the names of the sheets stand in the contents.
_NAME = 2
_COLUMNS = (
    SheetColumn("number", Kind.ORDINAL, 0.45, discussion=False),
    SheetColumn("label", Kind.LABEL, 1.3, discussion=False),
    SheetColumn("title", Kind.TEXT, 5.2, discussion=False),
    SheetColumn("data", Kind.TEXT, 4.2, discussion=False),
)


def _contents(book):
    """Return the page of contents, itself a Sheet: one row per worksheet, its key the name."""
    rows = []
    for sheet in book.sheets:
        for one in sheet.parts or (sheet,):
            title = f"{one.title}: {one.subtitle}" if sheet.parts else one.title
            texts = (f"{len(rows) + 1}.", one.name, title, cells.foot(one))
            made = (Cell(c.kind, text) for c, text in zip(_COLUMNS, texts, strict=True))
            rows.append(Row(one.name, tuple(made), "link"))
    return Sheet(
        number=0,
        name=CONTENTS,
        title=book.title,
        subtitle="",
        landscape=True,
        header=(),
        head=(tuple(Head(text) for text in ("No.", "Lembar", "Isi", "Data")),),
        columns=_COLUMNS,
        rows=tuple(rows),
        notes=(),
        footnote="",
        foot=(),
        place=book.sheets[0].place,
        meeting=(),
        is_sample=any(sheet.is_sample for sheet in book.sheets),
        is_draft=any(sheet.is_draft for sheet in book.sheets),
    )


def _empty():
    workbook = Workbook()
    workbook.remove(workbook.active)
    return workbook


def _add(workbook, sheet, styles, paper, printed, *, fits_rows):
    """Write a Sheet on a worksheet of its own, set up for paper; return its PageWriter."""
    writer = PageWriter(sheet, workbook.create_sheet(sheet.name), styles, fits_rows=fits_rows)
    writer.write(printed)
    set_up(writer, paper, printed)
    return writer


def _saved(workbook, title, printed):
    properties = workbook.properties
    properties.title, properties.language = title, "id"
    properties.creator = properties.lastModifiedBy = printed.by
    properties.created = properties.modified = printed.at.astimezone(ZoneInfo("UTC")).replace(
        tzinfo=None
    )
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
