"""Rows whose cells list the same items in step: each item becomes a line of the table of its own.

In Formats 8 and 10 a row holds several plans, each with what became of it and what stood in its way
(`Column.paired`). Given a table row each, the three share their height on every paper.
"""

from dataclasses import replace

from formats.sheet import Row
from formats.spec import Kind
from formats.values import Lines

# The role of the rows after the first that one row of the sheet is drawn as.
PAIR = "pair"
CONTINUED = "lanjutan"


def paired(sheet):
    """Return the Sheet with a row for each item of the paired columns; another stays as it is.

    The further rows have the role PAIR. They repeat number and name, for whoever cannot see the row
    they belong to; what stands beside the pairs is said once, in the first.
    """
    if not any(column.paired for column in sheet.columns):
        return sheet
    rows = tuple(one for row in sheet.rows for one in _lines(sheet.columns, row))
    return replace(sheet, rows=rows)


def _lines(columns, row):
    cells = tuple(zip(row.cells, columns, strict=True))
    texts = (_texts(cell) for cell, column in cells if column.paired)
    yield replace(row, cells=tuple(_first(cell, column) for cell, column in cells))
    for place in range(1, max(map(len, texts))):
        yield Row(row.key, tuple(_further(cell, column, place) for cell, column in cells), PAIR)


def _texts(cell):
    return cell.value.texts if isinstance(cell.value, Lines) else ()


def _first(cell, column):
    if column.paired and _texts(cell):
        return replace(cell, value=Lines(cell.value.texts[:1]))
    return cell


def _further(cell, column, place):
    if column.paired:
        return replace(cell, value=Lines(_texts(cell)[place : place + 1]))
    if cell.kind is Kind.LABEL:
        return replace(cell, value=f"{cell.value} ({CONTINUED})", detail=())
    return cell if cell.kind is Kind.ORDINAL else replace(cell, value=Lines(()), detail=())
