"""One Sheet on one worksheet of a workbook: its cells from the top down, and its print set-up."""

from itertools import product, zip_longest

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties

from formats.render import cells, rich
from formats.render.html import leaves
from formats.render.measure import line_count
from formats.render.pairs import PAIR, paired
from formats.render.paper import BOTTOM, LEFT, RIGHT, TOP
from formats.render.xlsx_style import LOCKED, TYPED, WRAPPED
from formats.spec import Kind
from formats.values import Missing

_MM_PER_INCH = 25.4
# Excel knows no F4; its Folio (8,5 × 13 inch = 216 × 330 mm) is F4 to the millimetre. Wall papers
# have no number at all: such a sheet is set on A3 and fitted to its width.
_PAPER_CODES = {"F4": 14, "A4": 9, "A3": 8}
_A3 = 8

# Column widths in Excel's unit, of which one em of our text takes about two; heights in pt.
_NARROWEST, _PER_SHARE, PER_EM, _CODE = 6.5, 11, 2.0, 13.5
# More exactly, and with what a cell's sides take, in em.
_UNITS_PER_EM, _SIDES = 1.9, 0.4
_HEADER_COLUMN, _HEADER_LAST = 3, 6
LINE_HEIGHT = rich.LINE_HEIGHT
_LARGER = 1.4
_TO_WRITE = "…" * 30
CODE_HEADING, KEY_MARK = "Kode", "kode"
SHUT_NOTE = (
    "Sel abu-abu terkunci: isinya dari saat berkas ini dibuat dan tidak ikut berubah bila angka "
    "diganti. Cara mengisi ada di lembar Petunjuk."
)


class PageWriter:
    """Writes one Sheet on one worksheet, from the top down.

    A Sheet to work in (`sheet.working`) has its codes in a column before the table, outside what
    is printed, and the keys of its columns in a hidden row above the head. Columns are counted
    from the table's first; `left` is how many stand before it.
    """

    def __init__(self, sheet, page, styles, *, fits_rows):
        """Begin on an empty page; `styles` are the Styles of the workbook.

        Rows that `fits_rows` are as high as their texts; the others grow as people type in them.
        """
        self.sheet, self.page, self.styles, self.fits_rows = paired(sheet), page, styles, fits_rows
        self.widths = [_width(column) for column in sheet.columns]
        self.left = int(sheet.working is not None)
        self.row = 1
        self.asides, self.fields = [], {}

    def write(self, printed):
        """Write everything."""
        self._above()
        if self.sheet.working:
            self._keys()
        self._head()
        self._body()
        self._below(printed)

    def letter(self, place):
        """Return the letter of a column of the table, counted from 1."""
        return get_column_letter(place + self.left)

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
        typed = sheet.working.fields if sheet.working else ()
        for label, value in sheet.header:
            written = cells.excel(_TO_WRITE if value is Missing.NOT_FILLED else value)
            # Excel lets one type into merged cells only where all of them are open.
            style, under = ("typed", "typed") if label in typed else ("strong", None)
            self._put(self.row, 1, label, "quiet")
            self._put(self.row, first, written.value, style, written.number_format)
            self._merge(self.row, first, 1, last - first + 1, under)
            self.fields[label] = f"{self.letter(first)}{self.row}:{self.letter(last)}{self.row}"
            self.row += 1
        self.row += 1

    def _keys(self):
        """Write which column is which, for whoever reads the file back."""
        self.key_row = self.row
        self._put(self.row, 0, KEY_MARK, "code")
        for place, column in enumerate(self.sheet.columns, 1):
            self._put(self.row, place, safe_key(column.key), "code")
        self.page.row_dimensions[self.row].hidden = True
        self.row += 1

    def _head(self):
        self.head_row, taken = self.row, set()
        if self.sheet.working:
            self._put(self.row, 0, CODE_HEADING, "head")
            self._merge(self.row, 0, len(self.sheet.head), 1, "head")
        for row, heads in enumerate(self.sheet.head, self.row):
            column, lines = 1, 1
            for head in heads:
                while (row, column) in taken:
                    column += 1
                taken |= {(row + 1, column + one) for one in range(head.columns * (head.rows > 1))}
                self._put(row, column, head.text, "head")
                self._merge(row, column, head.rows, head.columns, "head")
                room = sum(self.widths[column - 1 : column - 1 + head.columns]) / PER_EM
                lines = max(lines, -(-line_count(head.text, room, bold=True) // head.rows))
                column += head.columns
            self.page.row_dimensions[row].height = lines * LINE_HEIGHT + 5
        self.row += len(self.sheet.head)
        self.first_row = self.row

    def _body(self):
        sheet, names = self.sheet, column_names(self.sheet)
        columns = sheet.columns
        open_locks = [TYPED if column.entered else LOCKED for column in columns]
        shut_locks = [LOCKED] * len(columns)
        for row, after in zip_longest(sheet.rows, sheet.rows[1:]):
            seams = row.role == PAIR, after is not None and after.role == PAIR
            locks = open_locks if row.role == "body" else shut_locks
            label = next((c.value for c in row.cells if c.kind is Kind.LABEL), "")
            high = 0
            if sheet.working:
                self._put(self.row, 0, sheet.working.codes.get(row.key), "code")
            for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True), 1):
                value, number_format, aside = _excel(cell)
                style = (cell.kind, row.role, column.ends_group, cell.warning)
                if sheet.working:
                    style += (locks[place - 1],)
                elif any(seams):
                    style += ("", tuple(column.paired if goes_on else None for goes_on in seams))
                self._put(self.row, place, value, style, number_format)
                if aside:
                    self.asides.append(f"{names[place - 1]}, {label}: {cells.DOT.join(aside)}")
                if self.fits_rows and isinstance(value, str | list):
                    high = max(high, self._height(value, place, style))
            if high:
                self.page.row_dimensions[self.row].height = high
            self.row += 1

    def _height(self, value, place, style):
        kind, role, *_rest = style
        room = self.widths[place - 1] / _UNITS_PER_EM - _SIDES
        return rich.height(str(value), room, bold=kind is Kind.LABEL or role == "total")

    def _below(self, printed):
        self.row += 1
        if self.sheet.working:
            self._line(SHUT_NOTE, "note")
        for text in (*self.asides, *cells.notes(self.sheet), cells.foot(self.sheet)):
            self._line(text, "note")
        self._line(cells.SAMPLE if self.sheet.is_sample else "", "strong")
        self._line(cells.text(printed), "note")

    def _line(self, text, style):
        if not text:
            return
        room, high = sum(self.widths) / PER_EM, LINE_HEIGHT
        if style == "title" and line_count(text, room / _LARGER, bold=True) > 1:
            style, room, high = "long title", room / _LARGER, LINE_HEIGHT * _LARGER
        self._put(self.row, 1, text, style)
        if style in WRAPPED:
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
        self.page.merged_cells.add(
            CellRange(None, column + self.left, row, last_column + self.left, last_row)
        )
        if style:
            for place in product(range(row, last_row + 1), range(column, last_column + 1)):
                if place != (row, column):
                    self._put(*place, None, style)

    def _put(self, row, column, value, style, number_format="General"):
        self.styles.put(self.page, row, column + self.left, value, style, number_format)


def safe_key(key):
    """Return the key of a column so that no UUID in it can look like a NIK (rules.md 27)."""
    return key.replace("-", "_")


def column_names(sheet):
    """Return what each column is called in a sentence: "Realisasi", "Perekaman KTP %"."""
    groups = [head.text for head in sheet.head[0] for _ in range(head.columns)]
    return [
        leaf if ":" not in column.key or leaf == group else f"{group.partition('. ')[2]} {leaf}"
        for group, leaf, column in zip(groups, leaves(sheet), sheet.columns, strict=True)
    ]


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


def set_up(writer, paper, printed):
    """Set widths, frozen panes, the repeated head, and what is printed of a written page."""
    sheet, page = writer.sheet, writer.page
    if writer.left:
        page.column_dimensions["A"].width = _CODE
    for place, wide in enumerate(writer.widths, 1):
        page.column_dimensions[writer.letter(place)].width = wide
    names = [place for place, one in enumerate(sheet.columns, 1) if one.kind is Kind.LABEL]
    page.freeze_panes = f"{writer.letter(max(names, default=0) + 1)}{writer.first_row}"
    page.print_title_rows = f"{writer.head_row}:{writer.first_row - 1}"
    # The codes are for reading the file back; paper shows the guide's columns alone.
    page.print_area = f"{writer.letter(1)}1:{writer.letter(len(writer.widths))}{writer.row - 1}"
    set_paper(page, sheet, paper, printed, upright=not (sheet.landscape or paper.is_plano))


def set_paper(page, sheet, paper, printed, *, upright):
    """Set paper, margins, and what stands above and under every page of a worksheet."""
    page.page_setup.paperSize = _PAPER_CODES.get(paper.name, _A3)
    page.page_setup.orientation = "portrait" if upright else "landscape"
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    for side, millimetres in (("left", LEFT), ("right", RIGHT), ("top", TOP), ("bottom", BOTTOM)):
        setattr(page.page_margins, side, millimetres / _MM_PER_INCH)
    page.oddHeader.center.text = cells.DRAFT if sheet.is_draft else None
    page.oddFooter.left.text = cells.marks(sheet, printed).replace("&", "&&")
    page.oddFooter.right.text = "Halaman &P dari &N"
    page.oddFooter.left.size = page.oddFooter.right.size = 8
