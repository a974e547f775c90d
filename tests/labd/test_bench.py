"""`make bench` runs as a whole, prints every line, and compares with nothing that costs more."""

import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from openpyxl import load_workbook

from formats.data import gather
from formats.render.paper import PrintStamp
from formats.render.xlsx import sheet_xlsx
from formats.specs import REGISTRY
from formats.tables import sheet_of
from labd import bench_plano
from labd.bench import OVER, Pair, line, measure
from labd.bench_excel import recorded, replay
from labd.bench_run import main
from tests.factories import AT, CoverageFactory, make_desa
from tests.formats.made import every_kind_sheet

pytestmark = pytest.mark.sekali

LINES = (
    "Beranda PTPD : halaman kosong",
    "Beranda kabupaten : halaman kosong",
    "Halaman Rakorcam : halaman kosong",
    "Format 4, satu langkah : halaman kosong",
    "Format 4, semua pertanyaan : halaman kosong",
    "Format 3, 8 desa : halaman kosong",
    "Format 1, 12 desa × 7 jenis : halaman kosong",
    "Format 1, 12 desa × 8 jenis : halaman kosong",
    "Format 1, 43 desa × 8 jenis : halaman kosong",
    "Dasbor camat, 12 desa × 8 jenis × 20 periode : halaman kosong",
    "Dasbor kabupaten : halaman kosong",
    "Format 6 PDF F4 : WeasyPrint saja",
    "Format 7 PDF F4 : WeasyPrint saja",
    "Format 6 plano A1 : WeasyPrint saja",
    "Format 7 plano A1 : WeasyPrint saja",
    "Format 6 plano A1 : LibreOffice baru dimulai, dari Excel kita",
    "Format 7 plano A1 : LibreOffice baru dimulai, dari Excel kita",
    "Format 8, 60 rencana : halaman kosong",
    "Format 8, 60 rencana, PDF F4 : WeasyPrint saja",
    "Format 10, 60 rencana : halaman kosong",
    "Format 10, 60 rencana, PDF F4 : WeasyPrint saja",
    "Format 1 Excel, 43 desa × 27 kolom : openpyxl saja",
)


class Clock:
    """A clock that a side moves by what it is said to take."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def side(self, *seconds):
        """Return a side that takes these seconds, one after the other."""
        left = iter(seconds)

        def run():
            self.now += next(left)

        return run


@pytest.fixture
def one_connection():
    """Let pages asked for through the server's door share the test's transaction."""
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield
    for signal in ends:
        signal.connect(close_old_connections)


def test_every_line_is_printed_with_its_ratio_bar_and_milliseconds(
    demo, one_connection, settings, monkeypatch
):
    # Whether this machine has an office program is nothing that tests depend on.
    monkeypatch.setenv("PATH", "")
    settings.ROOT_URLCONF = "labd.bench_urls"
    out = io.StringIO()
    main(1, 0, out=out)
    assert_all_lines(out.getvalue())


@pytest.mark.drill
def test_the_command_lays_its_own_data_and_prints_every_line(capfd, monkeypatch):
    monkeypatch.setenv("PATH", "")
    call_command("bench", putaran=1, pemanasan=0)
    said, errors = capfd.readouterr()
    assert_all_lines(said)
    assert errors == ""


def assert_all_lines(said):
    """Find the heading and every line in its order, each with its figures."""
    first, *rest = said.splitlines()
    pattern = re.compile(
        r"(.+?) +(?:\d+,\d\d×  batas +\d+,\d\d× +[\d.]+,\d ms : +[\d.]+,\d ms( {2}DI ATAS BATAS)?"
        r"|LibreOffice tidak terpasang, tidak diukur)$"
    )
    assert first.startswith("Median dari 1 ukuran setelah 0 pemanasan")
    assert [pattern.match(one)[1] for one in rest] == list(LINES)


def test_a_ratio_is_of_medians_after_the_warm_up():
    clock = Clock()
    ours, bare = clock.side(99, 3, 2, 90), clock.side(50, 1, 1, 1)
    result = measure(Pair("Uji", ours, bare, 4), rounds=3, warm_up=1, clock=clock)
    assert (result.ours, result.bare, result.ratio) == (3, 1, 3)
    assert not result.is_over


def test_a_line_over_its_bar_says_so():
    clock = Clock()
    slow = measure(
        Pair("Uji", clock.side(0.25), clock.side(0.2), 1.15), rounds=1, warm_up=0, clock=clock
    )
    assert " ".join(line(slow).split()) == f"Uji 1,25× batas 1,15× 250,0 ms : 200,0 ms {OVER}"


def test_a_pair_has_its_own_clock_and_may_be_taken_less_often():
    clock = Clock()
    ours, bare = clock.side(9, 1, 1, 1), clock.side(9, 10, 10, 10)
    pair = Pair("Uji", ours, bare, 0.2, clock=clock, most_rounds=3)
    result = measure(pair, rounds=30, warm_up=5)
    assert (result.ours, result.bare, result.is_over) == (1, 10, False)


def test_without_libreoffice_its_line_says_so(monkeypatch):
    monkeypatch.setenv("PATH", "")
    told = bench_plano._beside_office(None, REGISTRY[7], None)
    assert " ".join(str(told).split()) == (
        "Format 7 plano A1 : LibreOffice baru dimulai, dari Excel kita"
        " LibreOffice tidak terpasang, tidak diukur"
    )


def test_an_office_program_that_does_not_start_is_not_measured(monkeypatch, tmp_path):
    monkeypatch.setenv("LABD_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(bench_plano.shutil, "which", lambda name: "/bin/true")
    monkeypatch.setattr(bench_plano, "_sheet", lambda world, spec: every_kind_sheet())
    told = bench_plano._beside_office(None, REGISTRY[7], PrintStamp("bench", AT, "Asia/Makassar"))
    assert told.why == "LibreOffice tidak dapat dijalankan"


def test_an_office_program_that_writes_nothing_is_an_error(tmp_path):
    workbook = tmp_path / "lembar.xlsx"
    workbook.write_bytes(b"")
    with pytest.raises(RuntimeError, match=r"LibreOffice tidak menulis lembar\.pdf"):
        bench_plano.convert("/bin/true", workbook)


def test_both_sides_take_turns_at_going_first():
    went = []
    measure(
        Pair("Uji", lambda: went.append("kita"), lambda: went.append("pembanding"), 1),
        rounds=3, warm_up=0, clock=Clock(),
    )  # fmt: skip
    assert went == ["pembanding", "kita", "kita", "pembanding", "pembanding", "kita"]


@pytest.mark.parametrize("wrong", [{"putaran": 0}, {"pemanasan": -1}])
def test_nonsense_rounds_are_refused_in_words(wrong):
    with pytest.raises(CommandError, match="Putaran paling sedikit 1") as refused:
        call_command("bench", **wrong)
    assert refused.value.returncode == 2


def test_the_bare_workbook_holds_the_same_cells_styles_and_merges(tanjung, periode):
    for place, desa in enumerate(make_desa(tanjung, 3)):
        CoverageFactory(desa=desa, period=periode, wajib=100, memiliki=99 - place)
    data = gather(tanjung, periode, tanjung.desa_set.model.unscoped.filter(kecamatan=tanjung))
    stamp = PrintStamp("bench", AT, tanjung.kabupaten.zone)
    ours = sheet_xlsx(sheet_of(REGISTRY[1], data), "F4", printed=stamp)
    assert contents(replay(recorded(ours))) == contents(ours)


def contents(content):
    """Return all that a reader of the workbook can see, and what it holds out of sight."""
    return [told(page) for page in load_workbook(io.BytesIO(content)).worksheets]


def told(page):
    """Return all that one worksheet holds."""
    cells = {
        cell.coordinate: (cell.value, cell.data_type, cell.number_format, cell.quotePrefix,
                          repr(cell.font), repr(cell.fill), repr(cell.alignment),
                          repr(cell.border), repr(cell.protection))
        for row in page.iter_rows() for cell in row
    }  # fmt: skip
    return (
        cells,
        sorted(map(str, page.merged_cells.ranges)),
        {name: one.width for name, one in page.column_dimensions.items()},
        {row: (one.height, one.hidden) for row, one in page.row_dimensions.items()},
        (page.freeze_panes, page.print_title_rows, page.print_area, page.title, page.sheet_state),
        (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToHeight),
        (page.oddHeader.center.text, page.oddFooter.left.text, page.oddFooter.right.text),
        repr(page.page_margins),
        repr(page.protection),
        [repr(rule) for rule in page.data_validations.dataValidation],
    )
