"""Reading shared files back: CSV as Excel does, and cells of each kind against a Sheet's."""

import csv
import io
from datetime import date
from decimal import Decimal

from formats.render import cells
from formats.render.plain import number_of
from formats.values import Missing
from labd.dasbor.masking import Mark


def read_csv(content):
    """Return (what the figures are, heading, rows, notes) of a CSV file, as Excel reads it."""
    assert content.startswith(b"\xef\xbb\xbf")
    blocks, lines = [[]], csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    for line in lines:
        if line:
            blocks[-1].append(line)
        else:
            blocks.append([])
    about, (heading, *rows), notes = blocks
    return dict(about), heading, rows, [line[0] for line in notes]


def as_number(text):
    return Decimal(text.replace(",", "."))


def same_in_csv(cell, text):
    number = number_of(cell.value)
    if number is not None:
        return as_number(text) == number
    if isinstance(cell.value, Missing):
        return text == cells.text(cell.value) if cell.value is Missing.NOT_TOLD else text == ""
    if isinstance(cell.value, date):
        return text == cell.value.isoformat()
    return text.removeprefix("'") == cells.text(cell.value)


def same_in_excel(cell, value):
    number = number_of(cell.value)
    if number is None:
        if isinstance(cell.value, date):
            return value.date() == cell.value
        return (value or "") == cells.text(cell.value)
    scale = 100 if "%" in cells.text(cell.value) else 1
    return abs(Decimal(str(value)) * scale - number) <= Decimal("0.051")


def same_in_json(column, cell, record):
    value, number = record[column.key], number_of(cell.value)
    if number is not None:
        return Decimal(str(value)) == number
    if isinstance(cell.value, Mark):
        return value is None and record["tanda"][column.key] == cell.value
    if isinstance(cell.value, Missing):
        return value is None and record["tanda"][column.key] == cell.value.value
    if isinstance(cell.value, date):
        return value == cell.value.isoformat()
    return value == cells.text(cell.value)


def assert_reads_back(table, sheet, rows, lines, records):
    """Find every cell of a Sheet equal in the rows of its CSV, its Excel and its JSON."""
    for row, text, line, record in zip(sheet.rows, rows, lines, records, strict=False):
        for column, cell, *found in zip(table.columns, row.cells, text, line, strict=True):
            assert same_in_csv(cell, found[0]), (table.name, cell, found[0])
            assert same_in_excel(cell, found[1]), (table.name, cell, found[1])
            assert same_in_json(column, cell, record), (table.name, cell, record)
