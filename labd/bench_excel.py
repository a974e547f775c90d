"""A workbook written again by openpyxl alone, from a recording of it: what Excel must cost.

The bare side knows every value, style, merge and measure beforehand, and shares its style records
between cells just as formats.render.xlsx does: no dearer way of writing is compared with.
"""

import io
from copy import copy
from dataclasses import dataclass

from openpyxl import Workbook, load_workbook

_STYLE = ("font", "fill", "border", "alignment", "number_format", "quotePrefix")
_PAGE = ("orientation", "paperSize", "fitToWidth", "fitToHeight")
_MARGINS = ("left", "right", "top", "bottom", "header", "footer")


@dataclass(frozen=True, slots=True)
class Writes:
    """Everything one worksheet holds, ready to be written again.

    `cells` are (row, column, value, data type, style number), `styles` the finished style objects.
    """

    title: str
    cells: list
    styles: list
    merges: list
    widths: dict
    heights: dict
    page: dict
    margins: dict
    fit: object
    header: str
    footers: tuple
    freeze: str
    titles: str
    area: str
    properties: dict
    columns: int


def recorded(content):
    """Return the Writes of a workbook given as bytes."""
    workbook = load_workbook(io.BytesIO(content))
    page = workbook.active
    numbers, styles, found = {}, [], []
    merged = {place for area in page.merged_cells.ranges for place in list(area.cells)[1:]}
    for row in page.iter_rows():
        for cell in row:
            if (cell.row, cell.column) in merged or not (cell.has_style or cell.value is not None):
                continue
            key = tuple(cell._style)
            if key not in numbers:
                numbers[key] = len(styles)
                styles.append({name: copy(getattr(cell, name)) for name in _STYLE})
            found.append((cell.row, cell.column, cell.value, cell.data_type, numbers[key]))
    return Writes(
        title=page.title,
        cells=found,
        styles=styles,
        merges=[str(area) for area in page.merged_cells.ranges],
        widths={name: one.width for name, one in page.column_dimensions.items()},
        heights={row: one.height for row, one in page.row_dimensions.items() if one.height},
        page={name: getattr(page.page_setup, name) for name in _PAGE},
        margins={name: getattr(page.page_margins, name) for name in _MARGINS},
        fit=page.sheet_properties.pageSetUpPr,
        header=page.oddHeader.center.text,
        footers=(page.oddFooter.left.text, page.oddFooter.right.text),
        freeze=page.freeze_panes,
        titles=page.print_title_rows,
        area=page.print_area,
        properties={
            name: getattr(workbook.properties, name)
            for name in ("title", "language", "creator", "lastModifiedBy", "created", "modified")
        },
        columns=page.max_column,
    )


def replay(writes):
    """Return the bytes of a workbook with the same cells, styles, merges and print set-up."""
    workbook = Workbook()
    page = workbook.active
    page.title = writes.title
    made = [None] * len(writes.styles)
    for row, column, value, kind, number in writes.cells:
        cell = page.cell(row, column)
        if value is not None:
            cell.value = value
            cell.data_type = kind
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
    for name, value in writes.page.items():
        setattr(page.page_setup, name, value)
    for name, value in writes.margins.items():
        setattr(page.page_margins, name, value)
    for name, value in writes.properties.items():
        setattr(workbook.properties, name, value)
    page.sheet_properties.pageSetUpPr = writes.fit
    page.oddHeader.center.text = writes.header
    page.oddFooter.left.text, page.oddFooter.right.text = writes.footers
    page.oddFooter.left.size = page.oddFooter.right.size = 8
    page.freeze_panes, page.print_title_rows = writes.freeze, writes.titles
    page.print_area = writes.area
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
