"""A workbook written again by openpyxl alone, from a recording of it: what Excel must cost.

The bare side knows every value, style, merge, measure, rule of validation and lock beforehand, on
every worksheet, the hidden one too, and shares its style records between cells just as
formats.render.xlsx does: no dearer way of writing is compared with.
"""

import io
from copy import copy
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook

_STYLE = ("font", "fill", "border", "alignment", "number_format", "quotePrefix", "protection")
_PAGE = ("orientation", "paperSize", "fitToWidth", "fitToHeight")
_MARGINS = ("left", "right", "top", "bottom", "header", "footer")
_PROPERTIES = ("title", "language", "creator", "lastModifiedBy", "created", "modified")


@dataclass(frozen=True, slots=True)
class Writes:
    """Everything one worksheet holds, ready to be written again.

    `cells` are (row, column, value, data type, style number or None), `styles` the finished style
    objects; `hidden` are the numbers of hidden rows.
    """

    title: str
    state: str
    cells: list
    styles: list
    merges: list
    widths: dict
    heights: dict
    hidden: list
    page: dict
    margins: dict
    fit: object
    header: str
    footers: tuple
    freeze: str
    titles: str
    area: str
    rules: list
    lock: object
    columns: int


@dataclass(frozen=True, slots=True)
class Recording:
    """The Writes of every worksheet of a workbook, in order, and what is known of the whole."""

    pages: tuple
    properties: dict

    @property
    def columns(self):
        """Return how many columns the first worksheet has."""
        return self.pages[0].columns


def recorded(content):
    """Return the Recording of a workbook given as bytes."""
    workbook = load_workbook(io.BytesIO(content))
    return Recording(
        tuple(_writes(page) for page in workbook.worksheets),
        {name: getattr(workbook.properties, name) for name in _PROPERTIES},
    )


def _writes(page):
    numbers, styles, found = {}, [], []
    merged = {place for area in page.merged_cells.ranges for place in list(area.cells)[1:]}
    for row in page.iter_rows():
        for cell in row:
            if (cell.row, cell.column) in merged or not (cell.has_style or cell.value is not None):
                continue
            key = tuple(cell._style) if cell.has_style else None
            if key and key not in numbers:
                numbers[key] = len(styles)
                styles.append({name: copy(getattr(cell, name)) for name in _STYLE})
            found.append((cell.row, cell.column, cell.value, cell.data_type, numbers.get(key)))
    rows = page.row_dimensions.items()
    return Writes(
        title=page.title,
        state=page.sheet_state,
        cells=found,
        styles=styles,
        merges=[str(area) for area in page.merged_cells.ranges],
        widths={name: one.width for name, one in page.column_dimensions.items()},
        heights={row: one.height for row, one in rows if one.height},
        hidden=[row for row, one in rows if one.hidden],
        page={name: getattr(page.page_setup, name) for name in _PAGE},
        margins={name: getattr(page.page_margins, name) for name in _MARGINS},
        fit=page.sheet_properties.pageSetUpPr,
        header=page.oddHeader.center.text,
        footers=(page.oddFooter.left.text, page.oddFooter.right.text),
        freeze=page.freeze_panes,
        titles=page.print_title_rows,
        area=page.print_area,
        rules=list(page.data_validations.dataValidation),
        lock=page.protection,
        columns=page.max_column,
    )


def replay(recording):
    """Return the bytes of a workbook with the same cells, styles, merges, locks and set-up."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for writes in recording.pages:
        _replay(writes, workbook.create_sheet(writes.title))
    for name, value in recording.properties.items():
        setattr(workbook.properties, name, value)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _replay(writes, page):
    page.sheet_state = writes.state
    made = [None] * len(writes.styles)
    for row, column, value, kind, number in writes.cells:
        cell = page.cell(row, column)
        if value is not None:
            cell.value = value
            cell.data_type = kind
        if number is None:
            continue
        if made[number] is None:
            for name, style in writes.styles[number].items():
                setattr(cell, name, style)
            made[number] = cell._style
        else:
            cell._style = made[number]
    for area in writes.merges:
        page.merge_cells(area)
    for name, width in writes.widths.items():
        page.column_dimensions[name].width = width
    for row, height in writes.heights.items():
        page.row_dimensions[row].height = height
    for row in writes.hidden:
        page.row_dimensions[row].hidden = True
    for name, value in writes.page.items():
        setattr(page.page_setup, name, value)
    for name, value in writes.margins.items():
        setattr(page.page_margins, name, value)
    for rule in writes.rules:
        page.add_data_validation(rule)
    page.protection = writes.lock
    page.sheet_properties.pageSetUpPr = writes.fit
    page.oddHeader.center.text = writes.header
    page.oddFooter.left.text, page.oddFooter.right.text = writes.footers
    page.oddFooter.left.size = page.oddFooter.right.size = 8
    page.freeze_panes, page.print_title_rows = writes.freeze, writes.titles
    page.print_area = writes.area
