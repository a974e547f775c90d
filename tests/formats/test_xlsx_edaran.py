"""Format 1 as a file to send round: what may be typed, what is kept, what it says of itself."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from desa.nik import has_nik
from formats.data import DesaFacts
from formats.models import MAX_COUNT
from formats.numbers import NotACount, allowed, read_count
from formats.render.xlsx import sheet_xlsx
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS
from formats.tables import sheet_of
from formats.values import Missing
from tests.formats.edaran import formulas, read_edaran, typed_cells
from tests.formats.made import PRINTED, desa_named, make_data, make_sheet

SPEC = REGISTRY[1]
TYPED = ("wajib", "memiliki")


def coded(data):
    """Return the Data with codes as Kemendagri gives them."""
    desa = [replace(one, code=f"52.08.01.{2001 + n}") for n, one in enumerate(data.desa)]
    return replace(data, desa=tuple(desa))


def made(data=None, **more):
    """Return (Sheet, bytes) of Format 1."""
    sheet = sheet_of(SPEC, coded(data or make_data()), **more)
    return sheet, sheet_xlsx(sheet, "F4", printed=PRINTED)


@pytest.fixture(scope="module")
def file():
    """Return the bytes of Format 1 of three desa; nobody there has counted KIA yet."""
    return made()[1]


@pytest.fixture
def book(file):
    """Return the workbook, read back."""
    return load_workbook(io.BytesIO(file))


def entered(sheet):
    """Return (code, column key) -> value of every cell that people type, from the Sheet."""
    return {
        (sheet.working.codes[row.key], column.key): (
            None if isinstance(cell.value, Missing) else cell.value
        )
        for row in sheet.rows
        if row.role == "body"
        for column, cell in zip(sheet.columns, row.cells, strict=True)
        if column.entered
    }


# --- What may be typed ----------------------------------------------------------------------------


def test_only_the_counts_of_desa_and_three_header_fields_are_open(book, file):
    page, told = book.active, read_edaran(file)
    opened = {
        cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked
    }
    counts = {cell.coordinate for cell in told.cells.values()}
    heads = {f"{letter}{row}" for letter in "DEFG" for row in (5, 6, 7)}
    assert opened == counts | heads
    assert len(counts) == 3 * len(DOCUMENTS) * len(TYPED)
    assert [page[f"B{row}"].value for row in (5, 6, 7)] == [
        "Tanggal Data", "Sumber Data", "Diisi oleh",
    ]  # fmt: skip


def test_all_of_a_merged_field_is_open_in_the_file(file):
    # openpyxl forgets the cells under a merged one when it reads; Excel asks them all.
    xml = zipfile.ZipFile(io.BytesIO(file)).read("xl/worksheets/sheet1.xml").decode()
    styles = {re.search(rf'<c r="{letter}6" s="(\d+)"', xml)[1] for letter in "DEFG"}
    assert len(styles) == 1


def test_the_page_is_locked_without_a_password_and_widths_stay_free(book):
    lock = book.active.protection
    assert lock.sheet
    assert lock.password is None
    assert not (lock.formatColumns or lock.formatRows)
    assert not (lock.selectLockedCells or lock.selectUnlockedCells)
    for kept in (
        "sort", "autoFilter", "insertRows", "insertColumns", "deleteRows", "deleteColumns",
        "formatCells",
    ):  # fmt: skip
        assert getattr(lock, kept), kept
    assert book.active.auto_filter.ref is None


def test_excel_takes_whole_numbers_from_0_and_refuses_others_in_our_words(book, file):
    whole, *fields = book.active.data_validations.dataValidation
    assert (whole.type, whole.operator) == ("whole", None)
    assert (whole.formula1, whole.formula2) == ("0", str(MAX_COUNT))
    assert whole.showErrorMessage
    assert whole.allow_blank
    assert whole.errorStyle in (None, "stop")
    assert whole.error == f"{allowed()} Kosongkan bila datanya belum ada."
    covered = {
        book.active.cell(row, column).coordinate
        for area in whole.sqref.ranges
        for row, column in area.cells
    }
    assert covered == {cell.coordinate for cell in read_edaran(file).cells.values()}
    assert [(one.type, str(one.sqref), one.errorStyle) for one in fields] == [
        ("date", "D5:G5", "warning"),
        ("textLength", "D6:G6", "stop"),
        ("textLength", "D7:G7", "stop"),
    ]
    assert [one.formula1 for one in fields] == ["36526", "120", "120"]


def test_every_refusal_fits_in_excels_window(book):
    for rule in book.active.data_validations.dataValidation:
        assert len(rule.errorTitle) <= 32
        assert len(rule.error) <= 225


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "Jumlah tidak boleh kurang dari 0."),
        ("tiga", "Tulis bilangan bulat, misalnya 200."),
        (str(MAX_COUNT + 1), "Paling besar 9.999.999; periksa lagi angkanya."),
    ],
)
def test_the_words_of_excel_are_those_of_the_grid(typed, sentence):
    with pytest.raises(NotACount) as refused:
        read_count(typed)
    assert sentence in str(refused.value)
    assert sentence in allowed()


# --- What is on the page --------------------------------------------------------------------------


def test_the_codes_stand_before_the_table_and_are_not_printed(book):
    page = book.active
    head = next(cell for cell in page["A"] if cell.value == "Kode")
    codes = [cell for cell in page["A"][head.row :] if cell.value]
    assert [cell.value for cell in codes] == [f"52.08.01.{2001 + n}" for n in range(3)]
    assert {cell.data_type for cell in codes} == {"s"}
    assert all(cell.protection.locked for cell in codes)
    assert page.column_dimensions["A"].width < 15
    assert page.print_area == f"'Format 1'!$B$1:$X${page.max_row}"
    assert page.freeze_panes == f"D{head.row + 2}"


def test_the_keys_of_the_columns_stand_in_a_hidden_row_above_the_head(book):
    page = book.active
    mark = next(cell for cell in page["A"] if cell.value == "kode")
    assert page.row_dimensions[mark.row].hidden
    assert page.cell(mark.row + 1, 1).value == "Kode"
    keys = [cell.value.replace("_", "-") for cell in page[mark.row][3:]]
    assert keys == [f"{one.id}:{key}" for one in DOCUMENTS for key in (*TYPED, "percent")]


def test_figures_are_values_empty_stays_empty_and_zero_is_zero():
    sheet, content = made()
    told = read_edaran(content)
    assert told.now == entered(sheet)
    kia, cerai = (str(DOCUMENTS[place].id) for place in (6, 4))
    assert told.now["52.08.01.2001", f"{kia}:wajib"] is None
    assert told.now["52.08.01.2002", f"{cerai}:wajib"] == 0
    assert {type(value) for value in told.now.values()} == {int, type(None)}
    assert formulas(content) == []


def test_percentages_and_sums_are_values_that_are_locked_and_grey(book):
    page = book.active
    last = next(cell for cell in page["C"] if cell.value == "Jumlah Kecamatan").row
    assert (page[f"D{last}"].value, page[f"E{last}"].value) == (20426, 20339)
    assert page[f"F{last}"].value == pytest.approx(20339 / 20426)
    percent = page[f"F{last - 3}"]
    assert percent.value == pytest.approx(6362 / 6415)
    assert (percent.number_format, percent.fill.fgColor.rgb) == ("0.0%", "00E8ECF0")
    for cell in (*page[last], percent):
        assert cell.protection.locked


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_text_that_looks_like_a_formula_stays_text_on_every_sheet(start):
    text = f"{start}HYPERLINK(1)"
    data = make_data(own=(text,))
    header = replace(data.header, source=text, filled_by=text)
    desa = (DesaFacts("Tanjung", "52.08.01.2001", text), *data.desa[1:])
    content = made(replace(data, header=header, desa=desa))[1]
    book = load_workbook(io.BytesIO(content))
    found = [
        (page.title, cell.data_type)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.strip("\t").startswith(text.strip("\t"))
    ]
    assert {"Format 1", "_labd"} == {title for title, _kind in found}
    assert {kind for _title, kind in found} == {"s"}
    assert formulas(content) == []


def test_no_text_holds_what_looks_like_a_nik():
    clumsy = "a1234567-1234-4234-1abc-abcdefabcdef"
    assert has_nik(clumsy)
    data = make_data(own=("Surat",))
    documents = (*data.documents[:-1], replace(data.documents[-1], id=clumsy))
    content = made(replace(data, documents=documents))[1]
    texts = [
        cell.value
        for page in load_workbook(io.BytesIO(content)).worksheets
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert [text for text in texts if has_nik(text)] == []
    assert f"{clumsy}:wajib" in read_edaran(content).columns


# --- What it says of itself -----------------------------------------------------------------------


def test_it_says_which_format_kecamatan_and_period_it_is_and_when_it_was_made(book, file):
    assert read_edaran(file).facts == {
        "berkas": "labd-edaran",
        "versi berkas": 1,
        "lembar": "Format 1",
        "format": 1,
        "versi format": SPEC.version,
        "kecamatan": "52.08.01",
        "periode": "2026-06",
        "tanggal acuan": "2026-06-01",
        "dibuat": "2026-06-18T00:10:00+00:00",
        "dibuat oleh": "Siti Aisyah",
    }
    assert book["_labd"].sheet_state == "veryHidden"


def test_it_says_where_each_column_and_header_field_stands(book, file):
    told, page = read_edaran(file), book.active
    ktp = str(DOCUMENTS[0].id)
    assert told.columns[f"{ktp}:wajib"] == ("Perekaman KTP Wajib", "D")
    for key, (_words, letter) in told.columns.items():
        assert all(cell.column_letter == letter for at, cell in told.cells.items() if at[1] == key)
    assert told.fields == {
        "data_date": ("Tanggal Data", "D5", datetime(2026, 5, 31)),  # noqa: DTZ001
        "source": ("Sumber Data", "D6", "UPTD Dukcapil Tanjung"),
        "filled_by": ("Diisi oleh", "D7", "Baiq Nurhayati"),
    }
    for _label, place, value in told.fields.values():
        assert page[place].value == value
    assert page["D5"].value.date() == date(2026, 5, 31)


@given(st.lists(st.tuples(*[st.none() | st.integers(0, MAX_COUNT)] * 2), min_size=21, max_size=21))
@settings(max_examples=15, deadline=None, phases=[Phase.generate])
def test_the_hidden_copy_equals_the_sheet(pairs):
    data = make_data()
    places = [(desa.id, kind.id) for desa in data.desa for kind in data.documents]
    counts = {place: (*pair, "") for place, pair in zip(places, pairs, strict=True)}
    sheet, content = made(replace(data, counts=counts))
    told = read_edaran(content)
    assert told.base == told.now == entered(sheet)


def test_the_copy_keeps_what_was_there_when_somebody_types(book, file):
    before = read_edaran(file)
    ktp = f"{DOCUMENTS[0].id}:memiliki"
    page = book.active
    cells = typed_cells(page, set(before.columns))
    cells["52.08.01.2003", ktp].value = 7270
    # Somebody takes the lock off and shifts the table (openpyxl leaves merged cells in place).
    for area in list(page.merged_cells.ranges):
        page.unmerge_cells(str(area))
    page.insert_cols(4)
    page.insert_rows(3)
    stream = io.BytesIO()
    book.save(stream)
    after = read_edaran(stream.getvalue())
    changed = {at: value for at, value in after.now.items() if value != after.base[at]}
    assert changed == {("52.08.01.2003", ktp): 7270}
    assert after.base == before.base


def test_43_desa_and_fourteen_types_are_all_there():
    own = tuple(f"Surat {number}" for number in range(7))
    sheet, content = made(make_data(desa_named(43), own))
    told = read_edaran(content)
    assert len(told.base) == 43 * 14 * len(TYPED)
    assert told.base == told.now == entered(sheet)


def test_a_reader_of_one_desa_gets_its_row_alone():
    data = make_data(("Sokong",))
    _sheet, content = made(replace(data, is_whole=False))
    told = read_edaran(content)
    assert {code for code, _key in told.now} == {"52.08.01.2001"}
    whole = load_workbook(io.BytesIO(content)).active.data_validations.dataValidation[0]
    assert {area.max_row - area.min_row for area in whole.sqref.ranges} == {0}


def test_the_blank_form_is_a_file_to_type_in_too():
    told = read_edaran(made(blank=True)[1])
    assert set(told.base.values()) == set(told.now.values()) == {None}
    assert [value for _label, _place, value in told.fields.values()] == [None, None, None]


def test_a_kecamatan_without_desa_has_nothing_to_type():
    _sheet, content = made(make_data(()))
    rules = load_workbook(io.BytesIO(content)).active.data_validations.dataValidation
    assert [one.type for one in rules] == ["date", "textLength", "textLength"]


# --- The sheet beside it --------------------------------------------------------------------------


def test_petunjuk_says_how_to_fill_it_in_and_cannot_be_typed_in(book):
    assert book.sheetnames == ["Format 1", "Petunjuk", "_labd"]
    assert book.active.title == "Format 1"
    page = book["Petunjuk"]
    told = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    assert "Petunjuk mengisi Format 1" in told
    assert "Kecamatan Tanjung · Kabupaten Lombok Utara · Periode Juni 2026" in told
    assert (
        "Isi sel yang putih di kolom “Wajib” dan “Memiliki”, serta “Tanggal Data”, “Sumber Data”, "
        "“Diisi oleh” di atas tabel."
    ) in told
    assert "dari 0 sampai 9.999.999" in told
    assert "NIK" in told
    assert page.protection.sheet
    assert int(page.page_setup.paperSize) == 14
    assert page.page_setup.orientation == "portrait"


def test_the_page_says_that_grey_cells_do_not_follow(book):
    notes = [cell.value for cell in book.active["B"] if isinstance(cell.value, str)]
    assert any(note.startswith("Sel abu-abu terkunci") for note in notes)


@pytest.mark.parametrize("number", [2, 6, 7])
def test_other_formats_are_not_to_be_sent_round(number):
    book = load_workbook(io.BytesIO(sheet_xlsx(make_sheet(number), printed=PRINTED)))
    assert book.sheetnames == [f"Format {number}"]
    assert not book.active.protection.sheet
    assert book.active.data_validations.dataValidation == []
