"""An evaluation on paper: pairs on one line, later changes only when asked for, June as it was."""

import datetime
import io
import re

import pdfplumber
import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from formats.render.paper import PrintStamp
from formats.render.pdf import sheet_pdf
from rakorcam import actions
from rakorcam.actions_plans import amend_item, carry_over
from rakorcam.models import Amendment, Discussion, PlanItem, Rakorcam
from tests.pages import words
from tests.rakorcam.siklus import (
    DAYS,
    hold,
    lay_items,
    lay_reports,
    moment,
    month,
    prepare,
    sheet,
)
from tests.shared import from_world, laid_once, lay_tanjung

pytestmark = pytest.mark.sekali

DAY = datetime.date
JUNE, NOVEMBER = "2026-06", "2026-11"
AT = moment(DAYS[NOVEMBER])
NUMBERS = ("8", "9", "10", "11")
# So many plans in one row of Format 8 that it takes more than a page.
MANY = 14


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Lay down June's closed session with many plans about the Pokja, each reported in its own
    words, and November's frozen one."""
    with laid_once(django_db_blocker):
        world = lay_tanjung()
        world.sokong = sokong = world.desa[1]
        world.june = prepare(world.tanjung, JUNE, world.ptpd)
        laid = lay_items(
            world.june, [(6, "pokja")], MANY, desa=[sokong], what="Rencana{:02}",
            in_charge="Kepala desa",
            from_month=month("2026-07"), to_month=month("2026-12"),
        )  # fmt: skip
        for n, item in enumerate(laid):
            told = {"done": f"Hasil{n:02}", "obstacle": f"Kendala{n:02}"}
            lay_reports([item], DAY(2026, 9, 1), desa=sokong, **told)
        hold(world.june, world.ptpd)
        world.november = prepare(world.tanjung, NOVEMBER, world.ptpd)
        actions.freeze(world.november, by=world.ptpd, at=AT)
        yield world


klu, ptpd, sokong = map(from_world, ("klu", "ptpd", "sokong"))


@pytest.fixture
def june(world, db):
    """Return June's session as it is laid down."""
    return Rakorcam.unscoped.get(pk=world.june.pk)


@pytest.fixture
def november(world, db):
    """Return November's session as it is laid down."""
    return Rakorcam.unscoped.get(pk=world.november.pk)


def items():
    return PlanItem.unscoped.filter(number=6).order_by("what")


def pdf(session, number, paper="F4", at=AT):
    return sheet_pdf(sheet(session, number), paper, printed=PrintStamp("Siti", at, "Asia/Makassar"))


def text_of(content):
    """Return the text of a PDF outside the stamp of who printed it when."""
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return [re.sub(r"Dicetak .*?WITA", "", text, flags=re.DOTALL) for text in pages]


# --- Pairs ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["F4", "A4", "A1"])
def test_plan_realisation_and_obstacle_of_an_item_begin_on_one_line(november, paper):
    with pdfplumber.open(io.BytesIO(pdf(november, 8, paper))) as file:
        tops = {
            word["text"]: (number, round(word["top"]))
            for number, page in enumerate(file.pages)
            for word in page.extract_words()
        }

    for n in range(MANY):
        assert tops[f"Rencana{n:02}"] == tops[f"Kendala{n:02}"]


def test_where_nobody_reported_the_obstacle_says_so_and_only_a_wall_sheet_leaves_room(
    gangga, ptpd_gangga, client, masuk
):
    june, (gondang, *_others) = prepare(gangga, JUNE, ptpd_gangga), gangga.desa_set.all()
    lay_items(june, [(6, "pokja")], 1, desa=[gondang], what="Diam")
    told = lay_items(june, [(6, "pokja")], 1, desa=[gondang], what="Lancar")
    hold(june, ptpd_gangga)
    lay_reports(told, DAY(2026, 9, 1), desa=gondang, done="Rapat desa")
    session = prepare(gangga, NOVEMBER, ptpd_gangga)
    actions.freeze(session, by=ptpd_gangga, at=AT)

    def told_of(paper):
        """Return how often a paper says that nobody reported, and that nothing is in the way."""
        with pdfplumber.open(io.BytesIO(pdf(session, 8, paper))) as file:
            rows = [row for page in file.pages for row in page.extract_table()]
        (row,) = [row for row in rows if "Diam" in row[2]]
        (other,) = [row for row in rows if "Lancar" in row[2]]
        return [row[3], row[4].strip(), other[4].strip()]

    untold = "belum dilaporkan"
    assert told_of("F4") == told_of("A4") == [untold, untold, "–"]
    assert told_of("A1") == [untold, "", "–"]
    masuk(client, ptpd_gangga)
    page = words(client.get(reverse("lembar_kerja", args=[session.pk, 8])))
    heading = "Kendala dan Permasalahan:"
    assert f"{heading} {untold}" in page
    assert f"{heading} –" in page


def test_a_page_that_begins_within_a_row_says_whose_it_is(november):
    first, second, *_rest = text_of(pdf(november, 8))

    assert "Pokja Adminduk Desa (lanjutan)" not in first
    assert "Pokja Adminduk Desa (lanjutan)" in second


def test_excel_gives_each_pair_a_row_of_its_own(november, client, masuk, ptpd):
    masuk(client, ptpd)
    got = client.get(reverse("lembar_kerja_berkas", args=[november.pk, 8, "xlsx"]))
    page = load_workbook(io.BytesIO(got.content)).active

    rows = [[str(cell.value or "") for cell in row] for row in page.iter_rows()]
    for n in range(MANY):
        (row,) = [row for row in rows if any(f"Rencana{n:02}" in cell for cell in row)]
        assert f"Hasil{n:02}" in row[3]
        assert f"Kendala{n:02}" in row[4]
        assert row[1] == "Pokja Adminduk Desa" + " (lanjutan)" * bool(n)


# What is written -> the options that ask for it.
WRITTEN = {
    "f4.pdf": {},
    "buku.xlsx": {},
    "plano.pdf": {"paper": "A1"},
    "ubin.pdf": {"paper": "A1", "tile": "F4"},
    "kosong.pdf": {"blank": True},
}
# A wall sheet takes seconds: these say enough beside the pairs of Format 8 on A1.
WALLS = [("plano.pdf", "10"), ("plano.pdf", "11"), ("ubin.pdf", "9")]
OFTEN = [(name, number) for name in ("f4.pdf", "buku.xlsx", "kosong.pdf") for number in NUMBERS]
SELDOM = [(name, number) for name in WRITTEN for number in NUMBERS
          if (name, number) not in [*OFTEN, *WALLS]]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "number"),
    [*OFTEN, *WALLS, *(pytest.param(*one, marks=pytest.mark.drill) for one in SELDOM)],
)
def test_the_shell_writes_every_sheet_of_an_evaluation(november, tmp_path, name, number):
    options = WRITTEN[name]
    path = tmp_path / name

    call_command(
        "export_format", number, output=str(path), kecamatan="52.08.01", period=NOVEMBER,
        stdout=io.StringIO(), **options,
    )  # fmt: skip

    if name.endswith("pdf"):
        told = "".join(page.extract_text() for page in PdfReader(path).pages)
        assert f"Format {number}." in told
        assert ("Rencana00" in told) is (number == "8" and "blank" not in options)
    else:
        assert f"Format {number}" in load_workbook(path).sheetnames


# --- What was agreed, and what was changed later --------------------------------------------------


def test_junes_sheets_print_the_same_after_november(june, november, ptpd, sokong):
    before = [(sheet(june, number), text_of(pdf(june, number))) for number in (6, 7)]

    item = items().first()
    amend_item(
        Amendment(item=item, reason="Dana ditambah", **{**item.content, "what": "Lain"}),
        desa=[sokong], by=ptpd, at=AT,
    )  # fmt: skip
    carry_over(items().last(), session=november, by=ptpd, at=AT)
    hold(november, ptpd)

    later = moment(DAY(2027, 3, 1))
    after = [(sheet(june, number), text_of(pdf(june, number, at=later))) for number in (6, 7)]
    assert after == before


@pytest.fixture
def changed(june, ptpd, sokong):
    """Return June's session after one of its plans was changed."""
    item = items().first()
    amend_item(
        Amendment(
            item=item, reason="Menunggu Perdes",
            **{**item.content, "what": "Rencana baru", "to_month": month("2027-02")},
        ),
        desa=[sokong], by=ptpd, at=moment(DAY(2026, 8, 3)),
    )  # fmt: skip
    return june


def printed(client, session, number=6, **asked):
    """Return the text of a worksheet's PDF as its page hands it over, and the file's name."""
    got = client.get(reverse("lembar_kerja_berkas", args=[session.pk, number, "pdf"]), asked)
    pages = PdfReader(io.BytesIO(got.content)).pages
    told = " ".join(" ".join(page.extract_text() for page in pages).split())
    return told, got["Content-Disposition"]


def test_later_changes_stand_only_on_the_print_that_is_called_so(changed, client, masuk, ptpd):
    masuk(client, ptpd)
    usual, usual_name = printed(client, changed)
    after, name = printed(client, changed, isi="perubahan")

    assert "diubah 3 Agustus 2026" not in usual
    assert "perubahan" not in usual + usual_name
    assert "Rencana00" in after
    assert (
        "diubah 3 Agustus 2026 menjadi: Rencana baru · Sokong · Kepala desa · "
        "Juli 2026–Februari 2027 (alasan: Menunggu Perdes)" in after
    )
    assert "dengan perubahan sesudah disepakati" in after
    assert "dengan-perubahan" in name


def test_the_print_with_changes_is_offered_where_there_are_some(changed, client, masuk, ptpd):
    masuk(client, ptpd)
    offered = {
        number: "dengan perubahan" in words(
            client.get(reverse("lembar_kerja", args=[changed.pk, number]))
        )
        for number in (6, 7)
    }  # fmt: skip

    assert offered == {6: True, 7: False}


def test_a_solution_stands_once_beside_all_pairs_of_its_row(november, ptpd):
    row = sheet(november, 10).rows[0].key
    text = Discussion(session=november, number=10, row=row, column="solutions", text="Sidang malam")
    actions.add_discussion(text, by=ptpd, at=AT)

    assert "".join(text_of(pdf(november, 10))).count("Sidang malam") == 1
