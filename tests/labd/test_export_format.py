"""`export_format`: the sheets of the pages as files, and one sentence for whatever is wrong."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from pypdf import PdfReader

from formats.replies import Reply
from formats.specs import REGISTRY
from rakorcam.actions import cancel_session, freeze
from tests.factories import (
    CollectionFactory,
    CoverageFactory,
    DesaFactory,
    ElementStateFactory,
    PlanItemFactory,
    RakorcamFactory,
    TargetFactory,
    guide_type,
)
from tests.factories_surveys import sent, ticked

pytestmark = pytest.mark.sekali

ROOT = Path(__file__).resolve().parent.parent.parent
GOOD = {"kecamatan": "52.08.01", "period": "2026-06"}


@pytest.fixture
def figures(periode, sokong, jenggala, tanjung):
    """Return the period in which Sokong and Jenggala told of KIA, and Sokong of its room."""
    CollectionFactory(kecamatan=tanjung, period=periode)
    TargetFactory(period=periode)
    CoverageFactory(desa=sokong, period=periode, wajib=2916, memiliki=2800)
    CoverageFactory(desa=jenggala, period=periode, wajib=1000, memiliki=900)
    ElementStateFactory(desa=sokong, period=periode)
    return periode


@pytest.fixture
def session(figures, tanjung, ptpd, at):
    """Return a frozen session with one plan item."""
    session = RakorcamFactory(kecamatan=tanjung, period=figures)
    PlanItemFactory(session=session)
    freeze(session, by=ptpd, at=at)
    return session


def export(number, path, **options):
    out = io.StringIO()
    call_command("export_format", str(number), output=str(path), stdout=out, **GOOD | options)
    return out.getvalue()


def seldom(*cases):
    """Return cases that only the drill takes: they differ from the others by a size alone."""
    as_tuples = [one if isinstance(one, tuple) else (one,) for one in cases]
    return [pytest.param(*one, marks=pytest.mark.drill) for one in as_tuples]


def words(path):
    """Return the text of a PDF with single spaces."""
    pages = PdfReader(path).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def values(path):
    """Return every value of a workbook."""
    page = load_workbook(path).active
    return [cell for row in page.iter_rows(values_only=True) for cell in row if cell is not None]


@pytest.mark.parametrize("number", [1, 2, 3, *range(6, 12)])
def test_each_format_is_written_as_pdf_and_as_excel(session, tmp_path, number):
    title = REGISTRY[number].title
    for name in ("lembar.pdf", "lembar.xlsx"):
        path = tmp_path / name
        assert export(number, path) == f"Format {number} ditulis ke {path}.\n"
        text = words(path) if path.suffix == ".pdf" else " ".join(map(str, values(path)))
        assert title in text
        assert "Dicetak perintah di server, " in text
        assert " WITA" in text


def test_format_1_holds_the_figures_and_the_sum_of_the_desa(figures, tmp_path):
    export(1, tmp_path / "f1.pdf")
    text = words(tmp_path / "f1.pdf")
    assert "2.800 96,0%" in text
    assert "3.916 3.700 94,5%" in text
    export(1, tmp_path / "f1.xlsx")
    assert {2916, 2800, 3916, 3700, 3700 / 3916} <= set(values(tmp_path / "f1.xlsx"))


def test_one_desa_alone_has_no_sum_of_the_kecamatan(figures, tmp_path):
    export(1, tmp_path / "f1.pdf", desa="52.08.01.2002")
    text = words(tmp_path / "f1.pdf")
    assert "Sokong 2.916 2.800" in text.replace(" – ", " ")
    assert "Jenggala" not in text
    assert "Jumlah Kecamatan" not in text


def test_format_2_of_one_desa_names_no_other(figures, tmp_path):
    export(2, tmp_path / "f2.xlsx", desa="52.08.01.2002")
    found = values(tmp_path / "f2.xlsx")
    assert "Sokong" in found and "Sudah" in found
    assert not {"Tanjung", "Jenggala"} & {one for one in found if one != "Kecamatan Tanjung"}


def test_a_worksheet_prints_what_was_frozen_and_what_the_meeting_typed(session, sokong, tmp_path):
    sokong.coverage_set.update(wajib=5000, memiliki=5000)
    export(7, tmp_path / "f7.pdf")
    assert "3.700 dari 3.916 anak" in words(tmp_path / "f7.pdf")
    export(6, tmp_path / "f6.pdf")
    text = words(tmp_path / "f6.pdf")
    assert "Menyusun perdes bersama BPD" in text
    assert "bekuan ke-1" in text
    assert "DRAF" not in text


def test_a_session_that_is_not_frozen_prints_a_draft(figures, tanjung, tmp_path):
    RakorcamFactory(kecamatan=tanjung, period=figures)
    export(7, tmp_path / "f7.pdf")
    text = words(tmp_path / "f7.pdf")
    assert "DRAF, data belum dibekukan" in text
    assert "Kamis, 18 Juni 2026" in text


def test_without_any_session_a_worksheet_is_a_draft_without_a_date(figures, tmp_path):
    export(7, tmp_path / "f7.pdf")
    text = words(tmp_path / "f7.pdf")
    assert "DRAF, data belum dibekukan" in text
    assert "Rakorcam Perencanaan Kegiatan LABD · Kelompok 2" in text
    assert "3.700 dari 3.916 anak" in text


def test_a_cancelled_session_is_not_the_one_that_is_printed(session, tmp_path, at):
    cancel_session(session, reason="Camat berhalangan", by=None, at=at)
    export(6, tmp_path / "f6.pdf")
    text = words(tmp_path / "f6.pdf")
    assert "DRAF" in text
    assert "Menyusun perdes bersama BPD" not in text


@pytest.mark.parametrize(
    ("paper", "width", "height"),
    [("F4", 330, 215), ("A1", 841, 594), ("79x109", 1090, 790),
     *seldom(("A4", 297, 210), ("A3", 420, 297), ("A0", 1189, 841), ("65x100", 1000, 650))],
)  # fmt: skip
def test_every_paper_can_be_asked_for(session, tmp_path, paper, width, height):
    export(7, tmp_path / "f7.pdf", paper=paper)
    box = PdfReader(tmp_path / "f7.pdf").pages[0].mediabox
    size = (float(box.width) * 25.4 / 72, float(box.height) * 25.4 / 72)
    assert size == pytest.approx((width, height), abs=0.5)


@pytest.mark.parametrize(
    ("paper", "tile", "pages", "width", "height"),
    [("A1", "F4", 11, 215, 330), ("79x109", "A3", 10, 420, 297),
     *seldom(("A1", "A4", 16, 210, 297), ("A0", "F4", 21, 330, 215),
             ("65x100", "F4", 17, 330, 215))],
)  # fmt: skip
def test_a_plano_is_cut_into_tiles_after_a_plan(session, tmp_path, paper, tile, pages, width,
                                                height):  # fmt: skip
    export(6, tmp_path / "f6.pdf", paper=paper, tile=tile)
    printed = PdfReader(tmp_path / "f6.pdf").pages
    assert len(printed) == pages
    for page in printed:
        size = (float(page.mediabox.width) * 25.4 / 72, float(page.mediabox.height) * 25.4 / 72)
        assert size == pytest.approx((width, height), abs=0.5)
    assert "Petunjuk rakit" in printed[0].extract_text()
    assert "baris 1, kolom 1 · Format 6, Kecamatan Tanjung" in printed[1].extract_text()


def test_tiles_of_a_blank_plano_hold_no_figure(session, tmp_path):
    export(7, tmp_path / "f7.pdf", paper="A1", tile="F4", blank=True)
    text = words(tmp_path / "f7.pdf")
    assert "Dst" in text
    assert "3.700" not in text and "bekuan" not in text


@pytest.mark.parametrize("paper", ["A1", "F4"])
def test_tiles_are_no_workbook(session, tmp_path, paper):
    sentence = refused(6, tmp_path / "f6.xlsx", paper=paper, tile="F4")
    assert sentence == "Ubin hanya dibuat sebagai PDF; tulis --output BERKAS.pdf."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("paper", ["F4", "A1"])
def test_a_blank_worksheet_has_the_rows_and_dst_and_no_figure(session, tmp_path, paper):
    export(7, tmp_path / "f7.pdf", paper=paper, blank=True)
    text = words(tmp_path / "f7.pdf")
    assert "KIA" in text and "8. Dst" in text
    assert "3.700" not in text and "DRAF" not in text and "bekuan" not in text


def test_a_blank_format_1_names_the_desa_and_leaves_its_header_to_the_hand(figures, tmp_path):
    export(1, tmp_path / "f1.pdf", blank=True)
    text = words(tmp_path / "f1.pdf")
    assert "Sokong" in text and "Periode Juni 2026" in text and "Tanggal Data" in text
    assert "2.916" not in text and "31 Mei 2026" not in text and "Buku induk" not in text


@pytest.fixture
def answers(figures, sokong):
    """Return Sokong's answers to Formats 4 and 5, handed in."""
    sent(sokong, figures, 5, {"status": ticked("Aparatur Desa")})
    return sent(sokong, figures, 4, {"anggaran_total": Reply(amount=36_000_000)})


@pytest.mark.parametrize("paper", ["F4", *seldom("A4", "A3")])
def test_format_3_prints_all_its_tables_and_excel_has_a_page_for_each(answers, tmp_path, paper):
    export(3, tmp_path / "f3.pdf", paper=paper)
    text = words(tmp_path / "f3.pdf")
    assert "Anggaran LABD tahun berjalan, menurut sumber 1 dari 3 desa menjawab" in text
    assert "Rp36.000.000" in text
    assert "d. Tantangan menurut kelompok" in text
    export(3, tmp_path / "f3.xlsx", paper=paper)
    assert load_workbook(tmp_path / "f3.xlsx").sheetnames == [f"Format 3{one}" for one in "abcd"]


def test_format_3_of_one_desa_sums_up_nothing(answers, tmp_path):
    export(3, tmp_path / "f3.pdf", desa="52.08.01.2002")
    text = words(tmp_path / "f3.pdf")
    assert "Sokong" in text and "Jenggala" not in text
    assert "Jumlah" not in text.replace("Jumlah desa", "")


@pytest.mark.parametrize(("number", "told"), [(4, "Rp36.000.000"), (5, "Aparatur Desa")])
def test_the_answers_of_a_desa_are_written_as_pdf_and_as_excel(answers, tmp_path, number, told):
    for name in ("lembar.pdf", "lembar.xlsx"):
        path = tmp_path / name
        export(number, path, desa="52.08.01.2002")
        text = words(path) if path.suffix == ".pdf" else " ".join(map(str, values(path)))
        assert told in text and "Sokong" in text
        assert "Periode Juni 2026 · Terkirim 10 Juni 2026" in text


def test_a_desa_that_has_not_begun_gets_a_sheet_that_says_so(answers, tmp_path):
    export(4, tmp_path / "f4.pdf", desa="52.08.01.2001")
    assert "Periode Juni 2026 · Belum diisi" in words(tmp_path / "f4.pdf")


@pytest.mark.parametrize(("number", "desa", "name"), [(4, "", ""), (5, "52.08.01.2002", " Sokong")])
def test_an_empty_form_is_for_any_desa_or_for_one(answers, tmp_path, number, desa, name):
    export(number, tmp_path / "kosong.pdf", desa=desa, blank=True)
    text = words(tmp_path / "kosong.pdf")
    assert f"Desa{name} Kecamatan Tanjung Kabupaten Lombok Utara" in text
    assert "(jelaskan)" in text
    assert "Rp36.000.000" not in text and "Terkirim" not in text


WRONG = [
    (12, {}, "Format “12” tidak ada; panduan memuat Format 1 sampai 11."),
    ("satu", {}, "Format “satu” tidak ada; panduan memuat Format 1 sampai 11."),
    *((number, {}, f"Format {number} dibuat per desa; tulis --desa, atau --blank untuk formulir "
       "kosong.") for number in (4, 5)),
    *((number, {"paper": "A1", "blank": True}, f"Format {number} tidak dibuat sebagai plano; pilih "
       "salah satu: F4, A4, A3.") for number in (3, 4, 5)),
    (5, {"desa": "52.08.02.2001"}, "Desa Gondang (52.08.02.2001) di luar Kecamatan Tanjung "
     "(52.08.01)."),
    (6, {"tile": "A5"}, "Kertas ubin “A5” tidak dikenal; pilih salah satu: F4, A4, A3."),
    *((6, {"tile": "F4", "paper": paper}, f"Hanya plano yang dibagi menjadi ubin, bukan {paper}; "
       "tulis juga --paper, pilih salah satu: A1, A0, 79x109, 65x100.") for paper in ("F4", "A3")),
    (1, {"tile": "A4"}, "Hanya plano yang dibagi menjadi ubin, bukan F4; tulis juga --paper, pilih "
     "salah satu: A1, A0, 79x109, 65x100."),
    (6, {"paper": "A5"}, "Kertas “A5” tidak dikenal; pilih salah satu: F4, A4, A3, A1, A0, "
     "79x109, 65x100."),
    (1, {"kecamatan": "52.08.99"}, "Kecamatan “52.08.99” tidak ada; tulis kodenya seperti "
     "52.08.01."),
    (1, {"period": "2027-06"}, "Periode “2027-06” tidak ada di Kabupaten Lombok Utara; yang ada: "
     "2026-06."),
    (1, {"desa": "52.08.01.2999"}, "Desa “52.08.01.2999” tidak ada; tulis kodenya seperti "
     "52.08.01.2001."),
    (1, {"desa": "52.08.02.2001"}, "Desa Gondang (52.08.02.2001) di luar Kecamatan Tanjung "
     "(52.08.01)."),
    (6, {"desa": "52.08.01.2002"}, "Format 6 tidak dibuat per desa; hilangkan --desa."),
]  # fmt: skip


@pytest.mark.parametrize(("number", "options", "sentence"), WRONG)
def test_what_there_is_not_gets_one_sentence(periode, tanjung, gangga, tmp_path, number, options,
                                             sentence):  # fmt: skip
    assert refused(number, tmp_path / "x.pdf", **options) == sentence
    assert list(tmp_path.iterdir()) == []


def refused(number, path, **options):
    """Return the sentence of a refusal, whose status is 2."""
    with pytest.raises(CommandError) as error:
        export(number, path, **options)
    assert error.value.returncode == 2
    return str(error.value)


def test_a_desa_that_was_not_yet_there_is_refused(periode, tanjung, tmp_path):
    DesaFactory(kecamatan=tanjung, code="52.08.01.2009", name="Baru", valid_from="2026-12-01")
    assert refused(1, tmp_path / "x.pdf", desa="52.08.01.2009") == (
        "Desa Baru (52.08.01.2009) tidak berlaku pada tanggal acuan periode 2026-06."
    )


def test_a_place_that_cannot_take_the_file_is_refused(figures, tmp_path):
    (tmp_path / "folder.pdf").mkdir()
    for name, word in (
        ("lembar.doc", "tidak berakhir .pdf atau .xlsx"),
        ("lembar", "tidak berakhir .pdf atau .xlsx"),
        ("tidak/ada/lembar.pdf", "tidak ada; buat dahulu"),
        ("folder.pdf", "adalah folder"),
        (f"{'a' * 300}.pdf", "tidak dapat ditulis"),
    ):
        assert word in refused(1, tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.pdf"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="tidak ada /proc")
def test_a_folder_that_takes_no_file_is_refused(figures):
    sentence = refused(1, "/proc/lembar.pdf")
    assert sentence.startswith("Berkas “/proc/lembar.pdf” tidak dapat ditulis")


def test_a_file_that_was_there_is_replaced_whole(figures, tmp_path):
    path = tmp_path / "f1.pdf"
    path.write_bytes(b"lama")
    export(1, path)
    assert path.read_bytes().startswith(b"%PDF")
    assert [one.name for one in tmp_path.iterdir()] == ["f1.pdf"]


def test_the_guides_types_and_own_ones_stand_in_the_order_of_the_page(figures, tmp_path):
    export(1, tmp_path / "f1.xlsx")
    heads = [one for one in values(tmp_path / "f1.xlsx") if re.match(r"\d\. ", str(one))][:7]
    assert heads[6] == f"7. {guide_type('kia').label}"


def shell(folder, *arguments):
    """Run manage.py as a person does, with the data in `folder`."""
    own = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, ROOT / "manage.py", "export_format", *arguments],
        env={**own, "LABD_DEMO": "1", "LABD_DATA_DIR": str(folder)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        (["6", "--kecamatan", "52.08.01", "--ukuran", "F4"],
         "Perintah tidak terbaca; tulis: manage.py export_format N --kecamatan"),
        (["6", "--kecamatan", "52.08.01", "--period", "2026-06", "--output", "x.pdf"],
         "Basis data tidak dapat dibaca; jalankan manage.py migrate"),
    ],
)  # fmt: skip
def test_from_the_shell_a_mistake_is_one_line_and_status_2(tmp_path, arguments, beginning):
    done = shell(tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(beginning)
    assert done.stderr.count("\n") == 1
