"""A sheet sent round as a workbook to type in (lembar kerja edaran), fit to be brought back.

The page is locked, without a password, but for what people type; Excel itself refuses what is no
count. A sheet *Petunjuk* says how to fill it in. A hidden sheet keeps what the file is and every
value that stood in it when it was made, which an import compares with (rules.md 24). Each of its
rows begins with what it is:

    fakta  | name | value                   which format, kecamatan, period, versions; when made
    kepala | field | label | cell | value   a header field that may be typed
    kolom  | key | words | letter           a column that may be typed, as the hidden row names it
    asal   | code | value ...               a row of the table: its values in the kolom's order

No formula is written anywhere: figures are values, those that follow from others are locked.
"""

from datetime import UTC, date

from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.protection import SheetProtection

from formats.models import MAX_COUNT
from formats.numbers import allowed
from formats.render import cells
from formats.render.html import leaves
from formats.render.measure import line_count
from formats.render.xlsx_page import column_names, safe_key, set_paper
from formats.render.xlsx_style import put_value
from formats.spec import Kind

MARK, VERSION = "labd-edaran", 1
GUIDE, MEMORY = "Petunjuk", "_labd"
_FIRST_DAY = date(2000, 1, 1)
# The width of a step in Excel's unit and in em, and the height of its lines in pt.
_STEP_WIDTH, _STEP_EM, _STEP_HEIGHT = 88, 42, 15


def make_working(workbook, writer, paper, printed):
    """Turn the written page of `writer`, whose sheet has `working`, into a file to type in."""
    columns = [
        (place, column) for place, column in enumerate(writer.sheet.columns, 1) if column.entered
    ]
    _lock(writer.page)
    _validate(writer, columns)
    _guide(workbook, writer, columns, paper, printed)
    _remember(workbook, writer, columns, printed)


def _lock(page):
    # Widths and heights stay free; what may be typed is open cell by cell. No password: this keeps
    # a hand from slipping, and nobody out.
    page.protection = SheetProtection(sheet=True, formatColumns=False, formatRows=False)


def _validate(writer, columns):
    last = writer.first_row + sum(row.role == "body" for row in writer.sheet.rows) - 1
    counted = [place for place, column in columns if column.kind is Kind.COUNT]
    if counted and last >= writer.first_row:
        areas = (
            f"{writer.letter(first)}{writer.first_row}:{writer.letter(end)}{last}"
            for first, end in _runs(counted)
        )
        writer.page.add_data_validation(
            _rule(
                " ".join(areas),
                "Angka tidak diterima",
                f"{allowed()} Kosongkan bila datanya belum ada.",
                type="whole", formula1="0", formula2=str(MAX_COUNT),
            )
        )  # fmt: skip
    for label in _typed_fields(writer.sheet):
        writer.page.add_data_validation(_field_rule(writer, label))


def _field_rule(writer, label):
    area, longest = writer.fields[label], writer.sheet.working.fields[label].longest
    if longest is None:
        # Excel reads dates as its computer is set up: what it does not know may be kept as text.
        return _rule(
            area, "Bukan tanggal", "Tulis tanggal seperti 31/05/2026.", style="warning",
            type="date", operator="greaterThanOrEqual", formula1=str(int(to_excel(_FIRST_DAY))),
        )  # fmt: skip
    return _rule(
        area, "Terlalu panjang", f"Paling panjang {longest} huruf.",
        type="textLength", operator="lessThanOrEqual", formula1=str(longest),
    )  # fmt: skip


def _rule(area, title, sentence, *, style="stop", **rule):
    return DataValidation(
        sqref=area, allow_blank=True, showErrorMessage=True, errorStyle=style,
        errorTitle=title, error=sentence, **rule,
    )  # fmt: skip


def _runs(places):
    """Yield (first, last) of every run of neighbouring places."""
    first = before = places[0]
    for place in (*places[1:], None):
        if place != before + 1:
            yield first, before
            first = place
        before = place


def _typed_fields(sheet):
    """Return the labels of the header fields that may be typed and stand on the sheet."""
    return [label for label, _value in sheet.header if label in sheet.working.fields]


def _guide(workbook, writer, columns, paper, printed):
    """Write the sheet that says how to fill in the other."""
    sheet, page = writer.sheet, workbook.create_sheet(GUIDE)
    put, typed = writer.styles.put, sheet.working.fields
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 4, _STEP_WIDTH
    put(page, 1, 1, f"Petunjuk mengisi {sheet.name}", "title")
    about = (f"{name} {told}" for name, told in cells.header(sheet) if told and name not in typed)
    put(page, 2, 1, cells.DOT.join(about), "strong")
    for number, step in enumerate(_steps(sheet, columns), 1):
        row = number + 3
        put(page, row, 1, number, "step", '0"."')
        put(page, row, 2, step, "step")
        page.row_dimensions[row].height = _STEP_HEIGHT * line_count(step, _STEP_EM) + 4
    page.protection = SheetProtection(sheet=True)
    page.print_area = f"A1:B{row}"
    set_paper(page, sheet, paper, printed, upright=True)


def _steps(sheet, columns):
    heads = leaves(sheet)
    typed = " dan ".join(dict.fromkeys(f"“{heads[place - 1]}”" for place, _column in columns))
    fields = ", ".join(f"“{label}”" for label in _typed_fields(sheet))
    yield f"Isi sel yang putih di kolom {typed}" + (
        f", serta {fields} di atas tabel." if fields else "."
    )
    yield (
        f"Tulis bilangan bulat dari 0 sampai {cells.text(MAX_COUNT)}. Kosongkan sel yang datanya "
        "belum ada; 0 berarti memang tidak ada."
    )
    yield (
        "Sel abu-abu, kode, dan nama desa terkunci. Persen dan jumlah berasal dari saat berkas ini "
        "dibuat dan tidak ikut berubah bila angka diganti; keduanya dihitung lagi dari isian."
    )
    yield "Bila menyalin dari berkas lain, tempel sebagai nilai saja (Paste Values)."
    yield (
        "Jangan menambah, menghapus, atau mengurutkan baris dan kolom. Lembar dikunci tanpa kata "
        "sandi, hanya agar tidak salah ketik."
    )
    yield "Tulis jumlah saja: jangan menulis nama penduduk, NIK, atau nomor KK."
    yield "Simpan sebagai berkas Excel (.xlsx), lalu kirim kembali kepada yang mengedarkannya."


def _remember(workbook, writer, columns, printed):
    """Write the hidden sheet: what the file is, and the values it was made with."""
    sheet, page = writer.sheet, workbook.create_sheet(MEMORY)
    page.sheet_state = "veryHidden"
    names = column_names(sheet)
    places = [place - 1 for place, _column in columns]
    rows = [("fakta", *fact) for fact in _facts(sheet, printed)]
    values = dict(sheet.header)
    rows += [
        (
            "kepala",
            sheet.working.fields[label].name,
            label,
            writer.fields[label].partition(":")[0],
            cells.excel(values[label]).value,
        )
        for label in _typed_fields(sheet)
    ]
    rows += [
        ("kolom", safe_key(column.key), names[place - 1], writer.letter(place))
        for place, column in columns
    ]
    rows += [
        (
            "asal",
            sheet.working.codes[row.key],
            *(cells.excel(row.cells[place].value).value for place in places),
        )
        for row in sheet.rows
        if row.role == "body"
    ]
    for number, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                put_value(page.cell(number, column), value)


def _facts(sheet, printed):
    return (
        ("berkas", MARK),
        ("versi berkas", VERSION),
        ("lembar", sheet.name),
        *sheet.working.facts,
        ("dibuat", printed.at.astimezone(UTC).isoformat(timespec="seconds")),
        ("dibuat oleh", printed.by),
    )
