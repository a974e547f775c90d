"""A Sheet as an Excel workbook: real numbers, the guide's merged head, ready to print.

A Sheet of several tables has a worksheet for each.
Figures that a number cannot carry beside it (the people behind a percentage, n dari m desa) stand
as lines under the table; cells of text keep theirs inside.
"""

import io
from itertools import product
from zoneinfo import ZoneInfo

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties

from formats.render import cells, rich
from formats.render.html import leaves
from formats.render.measure import line_count
from formats.render.paper import BOTTOM, LEFT, RIGHT, TOP, paper_named
from formats.spec import Kind
from formats.values import Missing

_MM_PER_INCH = 25.4
# Excel knows no F4; its Folio (8,5 × 13 inch = 216 × 330 mm) is F4 to the millimetre. Wall papers
# have no number at all: such a sheet is set on A3 and fitted to its width.
_PAPER_CODES = {"F4": 14, "A4": 9, "A3": 8}
_A3 = 8

_FONT, _INK, _GREY = rich.FONT, rich.INK, rich.GREY
_HEAD, _SUM, _AMBER = "E8ECF0", "F3F5F7", "FCEFCB"
_THIN, _THICK = Side(style="thin", color=_INK), Side(style="medium", color=_INK)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = (Kind.COUNT, Kind.PERCENT, Kind.GAP)
# Column widths in Excel's unit, of which one em of our text takes about two; heights in pt.
_NARROWEST, _PER_SHARE, _PER_EM = 6.5, 11, 2.0
# More exactly, and with what a cell's sides take, in em.
_UNITS_PER_EM, _SIDES = 1.9, 0.4
_HEADER_COLUMN, _HEADER_LAST = 3, 6
_LINE_HEIGHT = rich.LINE_HEIGHT
_TO_WRITE = "…" * 30


def sheet_xlsx(sheet, paper="F4", *, printed):
    """Return a Sheet as the bytes of a workbook set up for `paper`; raises UnknownPaper.

    `printed` is a PrintStamp: its zone is the one in which all moments are written.
    """
    paper = paper_named(paper)
    workbook, styles = Workbook(), {}
    workbook.remove(workbook.active)
    with timezone.override(ZoneInfo(printed.zone)):
        for one in sheet.parts or (sheet,):
            page = workbook.create_sheet(one.name)
            writer = _Writer(one, page, styles, fits_rows=bool(sheet.parts) or _has_answers(sheet))
            writer.write(printed)
            _set_up(writer.page, writer, paper, printed)
    _describe(workbook, sheet, printed)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _has_answers(sheet):
    return any(column.kind is Kind.REPLY for column in sheet.columns)


def _describe(workbook, sheet, printed):
    properties = workbook.properties
    properties.title, properties.language = cells.title(sheet), "id"
    properties.creator = properties.lastModifiedBy = printed.by
    properties.created = properties.modified = printed.at.astimezone(ZoneInfo("UTC")).replace(
        tzinfo=None
    )


class _Writer:
    """Writes one Sheet on one worksheet, from the top down."""

    def __init__(self, sheet, page, styles, *, fits_rows):
        """Begin on an empty page; `styles` are shared by the pages of a workbook.

        Rows that `fits_rows` are as high as their texts; the others grow as people type in them.
        """
        self.sheet, self.page, self.styles, self.fits_rows = sheet, page, styles, fits_rows
        self.widths = [_width(column) for column in sheet.columns]
        self.row = 1
        self.asides = []

    def write(self, printed):
        """Write everything."""
        self._above()
        self._head()
        self._body()
        self._below(printed)

    def _above(self):
        sheet = self.sheet
        self._line(cells.DRAFT if sheet.is_draft else "", "warn")
        self._line(cells.title(sheet), "title")
        self._line(sheet.subtitle, "strong")
        self._line(cells.meeting(sheet), "quiet")
        self._line("" if sheet.header else ", ".join(cells.place(sheet)), "strong")
        # A table of few columns has no room beside the second.
        first = min(_HEADER_COLUMN, len(self.widths))
        last = max(first, min(_HEADER_LAST, len(self.widths)))
        for label, value in sheet.header:
            written = cells.excel(_TO_WRITE if value is Missing.NOT_FILLED else value)
            self._put(self.row, 1, label, "quiet")
            self._put(self.row, first, written.value, "strong", written.number_format)
            self._merge(self.row, first, 1, last - first + 1)
            self.row += 1
        self.row += 1

    def _head(self):
        self.head_row, taken = self.row, set()
        for row, heads in enumerate(self.sheet.head, self.row):
            column, lines = 1, 1
            for head in heads:
                while (row, column) in taken:
                    column += 1
                taken |= {(row + 1, column + one) for one in range(head.columns * (head.rows > 1))}
                self._put(row, column, head.text, "head")
                self._merge(row, column, head.rows, head.columns, "head")
                room = sum(self.widths[column - 1 : column - 1 + head.columns]) / _PER_EM
                lines = max(lines, -(-line_count(head.text, room, bold=True) // head.rows))
                column += head.columns
            self.page.row_dimensions[row].height = lines * _LINE_HEIGHT + 5
        self.row += len(self.sheet.head)
        self.first_row = self.row

    def _body(self):
        columns, names = self.sheet.columns, self._column_names()
        for row in self.sheet.rows:
            label = next((c.value for c in row.cells if c.kind is Kind.LABEL), "")
            high = 0
            for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True), 1):
                value, number_format, aside = _excel(cell)
                style = (cell.kind, row.role, column.ends_group, cell.warning)
                self._put(self.row, place, value, style, number_format)
                if aside:
                    self.asides.append(f"{names[place - 1]}, {label}: {cells.DOT.join(aside)}")
                if self.fits_rows and value is not None:
                    high = max(high, self._height(value, place, style))
            if high:
                self.page.row_dimensions[self.row].height = high
            self.row += 1

    def _height(self, value, place, style):
        kind, role, *_rest = style
        room = self.widths[place - 1] / _UNITS_PER_EM - _SIDES
        return rich.height(str(value), room, bold=kind is Kind.LABEL or role == "total")

    def _column_names(self):
        """Return what each column is called in a sentence: "Realisasi", "Perekaman KTP %"."""
        groups = [head.text for head in self.sheet.head[0] for _ in range(head.columns)]
        return [
            leaf if ":" not in column.key or leaf == group else f"{group.partition('. ')[2]} {leaf}"
            for group, leaf, column in zip(
                groups, leaves(self.sheet), self.sheet.columns, strict=True
            )
        ]

    def _below(self, printed):
        self.row += 1
        for text in (*self.asides, *cells.notes(self.sheet), cells.foot(self.sheet)):
            self._line(text, "note")
        self._line(cells.SAMPLE if self.sheet.is_sample else "", "strong")
        self._line(cells.text(printed), "note")

    def _line(self, text, style):
        if not text:
            return
        room, high = sum(self.widths) / _PER_EM, _LINE_HEIGHT
        if style == "title" and line_count(text, room / _LARGER, bold=True) > 1:
            style, room, high = "long title", room / _LARGER, _LINE_HEIGHT * _LARGER
        self._put(self.row, 1, text, style)
        if style in _WRAPPED:
            self._merge(self.row, 1, 1, len(self.widths))
            lines = line_count(text, room, bold=style != "note")
            self.page.row_dimensions[self.row].height = lines * high
        self.row += 1

    def _merge(self, row, column, rows, columns, style=None):
        """Merge cells; with a `style` those under the first have it too, for its borders.

        openpyxl's own merging works the borders out cell by cell, at the price of a fifth of the
        workbook.
        """
        if rows == columns == 1:
            return
        last_row, last_column = row + rows - 1, column + columns - 1
        self.page.merged_cells.add(CellRange(None, column, row, last_column, last_row))
        if style:
            for place in product(range(row, last_row + 1), range(column, last_column + 1)):
                if place != (row, column):
                    self._put(*place, None, style)

    def _put(self, row, column, value, style, number_format="General"):
        cell = self.page.cell(row, column)
        quoted = False
        if isinstance(value, str):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            # Whatever it looks like to Excel, a formula or an error code: text stays text.
            cell.data_type = "s"
            quoted = value.startswith(_FORMULA_STARTS)
        elif value is not None:
            cell.value = value
        key = (style, number_format, quoted)
        made = self.styles.get(key)
        if made is None:
            _dress(cell, style, number_format, quoted)
            # Style records are shared: to build fonts and borders again for every cell would take
            # longer than all the rest.
            self.styles[key] = cell._style
        else:
            cell._style = made


def _width(column):
    wide = 0 if column.kind is Kind.ORDINAL else column.width * _PER_SHARE
    return max(wide, _NARROWEST)


def _excel(cell):
    """Return (value, number format, lines the value cannot carry) of a cell."""
    if cell.kind is Kind.REPLY:
        return rich.rich(cells.written(cell.value)), "General", ()
    written = cells.excel(cell.value)
    value = written.value
    if cell.kind is Kind.ORDINAL and isinstance(value, str) and value[:-1].isdecimal():
        return int(value[:-1]), '0"."', ()
    if not cell.detail:
        return value, written.number_format, written.aside
    detail = tuple(line for one in cell.detail for line in cells.lines(one))
    if value is None or isinstance(value, str):
        return "\n".join([value, *detail] if value else detail), "General", ()
    return value, written.number_format, written.aside + detail


_LARGER = 1.4
_WRAPPED = ("note", "long title")
_TEXTS = {
    "warn": {"size": 14, "bold": True, "color": "8C2F0D"},
    "title": {"size": 14, "bold": True},
    "long title": {"size": 14, "bold": True},
    "strong": {"size": 10, "bold": True},
    "quiet": {"size": 10, "color": _GREY},
    "note": {"size": 9, "color": _GREY},
}


def _dress(cell, style, number_format, quoted):
    """Give a cell its style; called once per kind of cell, then shared."""
    cell.number_format, cell.quotePrefix = number_format, quoted
    if style in _TEXTS:
        cell.font = Font(name=_FONT, **{"color": _INK} | _TEXTS[style])
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=style in _WRAPPED)
    elif style == "head":
        cell.font = Font(name=_FONT, size=10, bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    else:
        _dress_body(cell, *style)


def _dress_body(cell, kind, role, ends_group, warning):
    is_total, is_name = role == "total", kind is Kind.LABEL and role != "detail"
    cell.font = Font(
        name=_FONT, size=10, bold=is_total or is_name, italic=role == "ours", color=_INK
    )
    if warning or is_total:
        cell.fill = PatternFill("solid", fgColor=_AMBER if warning else _SUM)
    side = "center" if kind is Kind.ORDINAL else "right" if kind in _NUMBERS else "left"
    cell.alignment = Alignment(
        horizontal=side,
        vertical="top",
        wrap_text=True,
        indent=int(role == "detail" and kind is Kind.LABEL),
    )
    cell.border = Border(
        left=_THIN,
        right=_THICK if ends_group else _THIN,
        top=_THICK if is_total else _THIN,
        bottom=_THIN,
    )


def _set_up(page, writer, paper, printed):
    """Set widths, frozen panes, the repeated head, paper, margins and foot."""
    sheet = writer.sheet
    for place, wide in enumerate(writer.widths, 1):
        page.column_dimensions[get_column_letter(place)].width = wide
    names = [place for place, one in enumerate(sheet.columns, 1) if one.kind is Kind.LABEL]
    page.freeze_panes = page.cell(writer.first_row, max(names, default=0) + 1)
    page.print_title_rows = f"{writer.head_row}:{writer.first_row - 1}"
    page.print_area = f"A1:{get_column_letter(len(writer.widths))}{writer.row - 1}"
    page.page_setup.paperSize = _PAPER_CODES.get(paper.name, _A3)
    upright = not (sheet.landscape or paper.is_plano)
    page.page_setup.orientation = "portrait" if upright else "landscape"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    for side, millimetres in (("left", LEFT), ("right", RIGHT), ("top", TOP), ("bottom", BOTTOM)):
        setattr(page.page_margins, side, millimetres / _MM_PER_INCH)
    page.oddHeader.center.text = cells.DRAFT if sheet.is_draft else None
    page.oddFooter.left.text = cells.marks(sheet, printed).replace("&", "&&")
    page.oddFooter.right.text = "Halaman &P dari &N"
    page.oddFooter.left.size = page.oddFooter.right.size = 8
