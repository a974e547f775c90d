"""A Sheet for other programs: CSV as Excel in Indonesia opens it, and JSON.

CSV: UTF-8 with BOM, semicolons between cells and a comma before decimals, which is what an Excel
set to Indonesian reads without asking. First what the figures are (label; value), an empty line,
the heading and the rows, an empty line, the notes. JSON: numbers as numbers; where there is none
null, and under `tanda` what stands in its place.
"""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

from formats.render import cells
from formats.render.html import leaves
from formats.spec import Kind
from formats.values import Definition, Hundredths, Missing, Ratio, half_up

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBERS = (Kind.COUNT, Kind.PERCENT)


def number_of(value):
    """Return a cell's value as an int or (percent and points, half up) a Decimal, else None."""
    match value:
        case int():
            return value
        case Ratio():
            return half_up(value.percent)
        case Hundredths():
            return half_up(value.percent, 2)
        case Fraction():
            return half_up(value)
    return None


def _text(value):
    if isinstance(value, date):
        return value.isoformat()
    return cells.text(value)


def _csv_cell(value):
    number = number_of(value)
    if number is not None:
        return str(number).replace(".", ",")
    if isinstance(value, Missing) and value is not Missing.NOT_TOLD:
        return ""
    return _harmless(_text(value))


def _harmless(text):
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def sheet_csv(sheet, paper="F4", *, printed=None):
    """Return a Sheet as the bytes of a CSV file."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Judul", _harmless(sheet.title)])
    writer.writerows([label, _csv_cell(value)] for label, value in sheet.header)
    if sheet.is_sample:
        writer.writerow(["Catatan", cells.SAMPLE])
    writer.writerow([])
    writer.writerow(leaves(sheet))
    writer.writerows([_csv_cell(cell.value) for cell in row.cells] for row in sheet.rows)
    writer.writerow([])
    writer.writerows([_harmless(line)] for line in cells.notes(sheet))
    return stream.getvalue().encode("utf-8-sig")


def sheet_json(sheet, paper="F4", *, printed=None):
    """Return a Sheet as the bytes of a JSON file."""
    about = {"judul": sheet.title} | {label: _json_cell(value) for label, value in sheet.header}
    found = {
        "keterangan": about | ({"catatan": cells.SAMPLE} if sheet.is_sample else {}),
        "definisi": [
            {"dokumen": one.label, "wajib": one.wajib, "memiliki": one.memiliki}
            for one in sheet.notes
            if isinstance(one, Definition)
        ],
        "catatan": [one for one in sheet.notes if isinstance(one, str)],
        "kolom": [
            {"nama": column.key, "judul": heading}
            for column, heading in zip(sheet.columns, leaves(sheet), strict=True)
        ],
        "data": [_record(sheet.columns, row) for row in sheet.rows],
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _record(columns, row):
    found, marks = {"baris": "jumlah" if row.role == "total" else "rinci"}, {}
    for column, cell in zip(columns, row.cells, strict=True):
        value = _json_cell(cell.value)
        if column.kind in _NUMBERS and isinstance(value, str):
            marks[column.key], value = value, None
        elif isinstance(cell.value, Missing):
            marks[column.key] = cell.value.value
        found[column.key] = value
    return found | ({"tanda": marks} if marks else {})


def _json_cell(value):
    number = number_of(value)
    if number is not None:
        return float(number) if isinstance(number, Decimal) else number
    return None if isinstance(value, Missing) else _text(value)
