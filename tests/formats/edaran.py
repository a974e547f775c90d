"""A file sent round, read back by its keys and codes alone, as an import will read it."""

import io
import re
import zipfile
from dataclasses import dataclass

from openpyxl import load_workbook

MARK, MEMORY, WIDEST = "kode", "_labd", 100
FORMULA = re.compile(rb"<f[ >/]")


@dataclass
class Edaran:
    """What a file says of itself: facts, header fields, columns, and the values it was made with.

    `base` and `now` are (code, key of the column) -> value, then and as it stands on the page;
    `cells` the same to the cell.
    """

    facts: dict
    fields: dict
    columns: dict
    base: dict
    now: dict
    cells: dict


def read_edaran(content):
    """Return the Edaran in the bytes of a workbook, wherever its rows and columns stand."""
    book = load_workbook(io.BytesIO(content))
    told = {"fakta": [], "kepala": [], "kolom": [], "asal": []}
    # A row ends with its last value; as many columns as any row has are read of each.
    for kind, *rest in book[MEMORY].iter_rows(values_only=True, max_col=WIDEST):
        told[kind].append(rest)
    keys = [key_of(row[0]) for row in told["kolom"]]
    base = {
        (code, key): value
        for code, *values in told["asal"]
        for key, value in zip(keys, values[: len(keys)], strict=True)
    }
    page = book[book.sheetnames[0]]
    cells = typed_cells(page, set(keys))
    return Edaran(
        facts={row[0]: row[1] for row in told["fakta"]},
        fields={row[0]: (row[1], row[2], row[3]) for row in told["kepala"]},
        columns={key: (row[1], row[2]) for key, row in zip(keys, told["kolom"], strict=True)},
        base=base,
        now={place: cell.value for place, cell in cells.items()},
        cells=cells,
    )


def key_of(written):
    """Return the key of a column as its Sheet has it."""
    return written.replace("_", "-")


def typed_cells(page, keys):
    """Return (code, key) -> cell, found by the hidden row of keys and the column of codes."""
    mark = next(cell for row in page.iter_rows() for cell in row if cell.value == MARK)
    columns = {
        cell.column: key_of(cell.value)
        for cell in page[mark.row]
        if isinstance(cell.value, str) and key_of(cell.value) in keys
    }
    return {
        (code.value, key): page.cell(code.row, column)
        for code in page[mark.column_letter]
        if isinstance(code.value, str) and re.fullmatch(r"[\d.]+", code.value)
        for column, key in columns.items()
    }


def formulas(content):
    """Return the worksheets of a file that hold a formula."""
    file = zipfile.ZipFile(io.BytesIO(content))
    sheets = [name for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
    return [name for name in sheets if FORMULA.search(file.read(name))]
