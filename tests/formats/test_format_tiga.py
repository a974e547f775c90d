"""Format 3: who has which element, what the answers come to, the challenges by what they are about.

golden/format_03.txt is the sheet of three desa, of which one has only begun: its answers count in
no line, and nowhere as *belum*.
"""

import io
import re
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from formats.data import gather, gather_for
from formats.models import SurveyState
from formats.proposals import SurveyFacts
from formats.render.paper import UnknownPaper
from formats.render.pdf import sheet_pdf
from formats.render.xlsx import sheet_xlsx
from formats.replies import EMPTY, Reply, option_key
from formats.specs import REGISTRY
from formats.survey_actions import check_survey, correct_reply, return_survey, tag_challenge
from formats.survey_data import Quote
from formats.survey_recaps import (
    Answers,
    Sum,
    budget_by_source,
    challenge_groups,
    documents_by_kind,
    fact_lines,
    officers_by_status,
    returned,
)
from formats.tables import sheet_of
from formats.values import Missing, Said, State, Tally
from rakorcam.models import Kind
from rakorcam.worksheets import stand_before, worksheet_sheet
from tests import factories
from tests.factories import AT, guide_type
from tests.factories_surveys import (
    AnswerFactory,
    ChallengeTagFactory,
    SurveyFactory,
    ThemeFactory,
    put,
    sent,
    ticked,
)
from tests.formats.as_text import sheet_as_text
from tests.formats.made import PRINTED

GOLDEN = Path(__file__).parent / "golden" / "format_03.txt"
NOTHING = Reply(nothing=True)
QUERIES = 20
FAR = "Pengadilan Agama di Gerung jauh"
PERDES, SOP = "Perdes Prioritas Penggunaan ADD", "Tata baku laksana fasilitasi dokumen kependudukan"


def counted(*, others=(), **numbers):
    """Return the Reply that counts documents: keyword kk, lahir, mati; others as pairs."""
    names = {"kk": "Kartu Keluarga", "lahir": "Akta Kelahiran", "mati": "Akta Kematian"}
    return Reply(
        numbers=tuple((option_key(names[key]), number) for key, number in numbers.items()),
        others=tuple(others),
    )


@pytest.fixture
def answers(desa_tanjung, periode, klu, ptpd):
    """Return Tanjung's three desa as they answered: checked, corrected, only begun."""
    whole, corrected, begun = desa_tanjung
    told = {
        "dasar_hukum": ticked(PERDES),
        "sop": ticked(SOP),
        "anggaran_total": Reply(amount=36_000_000),
        "anggaran_sumber": ticked("ADD", "DD"),
        "tantangan": Reply(text=f"{FAR}\nBlangko KIA sering habis"),
    }
    form = sent(whole, periode, 4, told)
    check_survey(form, by=ptpd, at=AT)
    theme = ThemeFactory(kabupaten=klu, name="Jarak dan biaya")
    tag_challenge(
        form, question="tantangan", text=FAR, elements=["petugas"],
        documents=[guide_type("akta-nikah")], themes=[theme], by=ptpd, at=AT,
    )  # fmt: skip
    sent(whole, periode, 5, {
        "status": ticked("Aparatur Desa"),
        "difasilitasi": counted(kk=112, lahir=80, mati=0, others=[("KIA", 35)]),
        "tantangan": Reply(text=FAR),
    })  # fmt: skip
    form = sent(corrected, periode, 4, {
        "dasar_hukum": NOTHING,
        "sop": ticked(SOP),
        "anggaran_total": Reply(amount=24_000_000),
        "anggaran_sumber": ticked("ADD", others=["PAD desa"]),
        "tantangan": Reply(text="Petugas merangkap tugas lain"),
    })  # fmt: skip
    correct_reply(
        form, question="anggaran_total", reply=Reply(amount=26_400_000), base=None,
        reason="Menurut APBDes perubahan", by=ptpd, at=AT,
    )  # fmt: skip
    sent(corrected, periode, 5, {
        "status": ticked("Pihak lain", others=["Kader Posyandu"]),
        "difasilitasi": counted(kk=40, others=[("kia", 5)]),
    })  # fmt: skip
    put(begun, periode, 4, told | {"anggaran_total": Reply(amount=99_000_000)})
    for desa, key, state, note in (
        (whole, "ruang", "sudah", ""),
        (corrected, "ruang", "belum", ""),
        (begun, "pokja", "sebagian", "SK belum ada"),
    ):
        factories.ElementStateFactory(
            desa=desa, period=periode, element=key, state=state, note=note
        )
    return desa_tanjung


@pytest.fixture
def data(answers, tanjung, periode):
    """Return the Data of Tanjung with those answers."""
    factories.CollectionFactory(kecamatan=tanjung, period=periode)
    return gather(tanjung, periode, tanjung.desa_set.all())


@pytest.fixture
def sheet(data):
    """Return Format 3 of Tanjung."""
    return sheet_of(REGISTRY[3], data)


def rows(sheet, letter):
    """Return label -> values of the other cells, of one part of the sheet."""
    part = next(one for one in sheet.parts if one.name.endswith(letter))
    return {
        next(cell.value for cell in row.cells if cell.kind.name == "LABEL"): [
            cell.value for cell in row.cells if cell.kind.name not in ("ORDINAL", "LABEL")
        ]
        for row in part.rows
    }


def test_format_3_matches_its_golden(sheet):
    with timezone.override(ZoneInfo("Asia/Makassar")):
        assert sheet_as_text(sheet) == GOLDEN.read_text("utf-8")


def test_a_draft_is_belum_diisi_and_never_belum(sheet):
    matrix = rows(sheet, "a")
    assert matrix["Jenggala"][0] is Missing.NOT_TOLD
    assert matrix["Jumlah Kecamatan"] == [
        Tally(1, 1, 0, 1),
        Tally(1, 0, 1, 1),
        Tally(2, 0, 0, 1),
        Tally(0, 1, 0, 2),
        Tally(2, 0, 0, 1),
    ]


def test_the_numbers_of_an_element_are_those_of_its_names(sheet):
    for have, have_names, lack, lack_names, unknown in rows(sheet, "b").values():
        assert (have, lack) == (len(have_names.names), len(lack_names.names))
        assert have + lack + len(unknown.names) == 3


def test_a_returned_form_counts_no_longer(data, answers, tanjung, periode, ptpd):
    form = data.surveys.rows[str(answers[1].pk), 4]
    return_survey(form, note="Sumbernya belum cocok", by=ptpd, at=AT)

    again = gather(tanjung, periode, tanjung.desa_set.all())

    assert again.element(again.desa[1], "anggaran").state is State.BELUM_DIISI
    budget = rows(sheet_of(REGISTRY[3], again), "c")
    assert budget["Anggaran LABD tahun berjalan, menurut sumber"][0].amount == 36_000_000


# --- The sums, one by one -------------------------------------------------------------------------


def told(desa=None, officer=None):
    """Return the Answers of one desa from question key -> Reply."""
    return Answers(
        SurveyFacts(SurveyState.TERKIRIM if desa else "", desa or {}),
        SurveyFacts(SurveyState.TERKIRIM if officer else "", officer or {}),
    )


def budget(amount, sources=EMPTY):
    return told({"anggaran_total": Reply(amount=amount), "anggaran_sumber": sources})


def test_a_budget_stands_under_the_exact_combination_of_its_sources():
    found = budget_by_source([
        budget(10, ticked("ADD")),
        budget(20, ticked("DD", "ADD")),
        budget(30, ticked("ADD", "DD")),
        budget(40, ticked("ADD", others=["PAD", "Bagi hasil"])),
        budget(50, ticked("Lainnya, sebutkan")),
        budget(60, ticked(others=["pad"])),
        budget(70),
        budget(80, NOTHING),
        budget(0, ticked("DD")),
        told({"anggaran_total": NOTHING}),
        told({"anggaran_sumber": ticked("ADD")}),
        told(),
    ])  # fmt: skip
    assert found.parts == (
        Sum("ADD", 10, 1),
        Sum("ADD dan DD", 50, 2),
        Sum("Lainnya", 110, 2, ("pad",)),
        Sum("ADD dan lainnya", 40, 1, ("PAD", "Bagi hasil")),
        Sum("Sumber: tidak ada", 80, 1),
        Sum("Sumber belum dijawab", 70, 1),
    )
    assert found.number == sum(part.number for part in found.parts) == 360
    assert found.told == 10


def test_officers_are_counted_by_desa_under_every_status_ticked():
    found = officers_by_status([
        told(officer={"status": ticked("Aparatur Desa", "Pihak lain")}),
        told(officer={"status": ticked("Pihak lain", others=["Kader  Posyandu"])}),
        told(officer={"status": ticked(others=["kader posyandu", "KADER POSYANDU"])}),
        told(officer={"status": ticked("Lainnya, sebutkan")}),
        told(officer={"status": NOTHING}),
        told(desa={"petugas": ticked("Tidak ada petugas")}),
        told(desa={"petugas": ticked("Ada; petugas mengisi Format 5")}),
        told(),
    ])  # fmt: skip
    assert {part.label: part.number for part in found.parts} == {
        "Aparatur Desa": 1,
        "Pihak lain": 2,
        "Kader Posyandu": 2,
        "Lainnya": 1,
        "Tidak ada petugas": 2,
    }
    assert found.told == 6


def test_documents_add_up_by_kind_and_tidak_ada_is_zero_of_each_printed_kind():
    found = documents_by_kind([
        told(officer={"difasilitasi": counted(kk=10, others=[("KIA", 3), ("kia", 4)])}),
        told(officer={"difasilitasi": counted(kk=5, others=[("Kartu keluarga", 1)])}),
        told(officer={"difasilitasi": NOTHING}),
        told(officer={"difasilitasi": counted(others=[("SKCK", None)])}),
        told(),
    ])  # fmt: skip
    assert found.parts == (
        Sum("Kartu Keluarga", 16, 3),
        Sum("Akta Kelahiran", 0, 1),
        Sum("Akta Kematian", 0, 1),
        Sum("KIA", 7, 1),
        Sum("SKCK", None, 0),
    )
    assert (found.number, found.told) == (23, 4)


def test_what_nobody_answered_is_missing_and_not_zero():
    lines = {line.label: line.value for line in fact_lines([told(), told()])}
    assert lines.pop("Format 4 kembali").part == lines.pop("Format 5 kembali").part == 0
    assert lines.pop("Petugas Disdukcapil di Desa, menurut status").part == 0
    assert set(lines.values()) == {Missing.NOT_FILLED}


def test_a_form_came_back_once_it_counts():
    assert returned([told({"monev": Reply(text="Ada")}), told()]) == {4: 1, 5: 0}


def test_challenges_stand_under_all_they_are_about_and_the_rest_apart():
    quotes = [
        Quote("1", "Tanjung", 4, "tantangan", "Jauh", ("pokja",), ("nikah",), ("Jarak",)),
        Quote("2", "Sokong", 4, "tantangan", "Mahal", (), (), ("Biaya",)),
        Quote("2", "Sokong", 5, "tantangan", "Sinyal", ("pokja",), (), ()),
        Quote("1", "Tanjung", 5, "tantangan", "Sepi", (), ("jenis yang tak dipakai",), ()),
    ]
    found = challenge_groups(quotes, [("ktp", "Perekaman KTP"), ("nikah", "Akta Nikah")])
    assert [(one.label, one.desa, one.said) for one in found] == [
        ("Pokja Adminduk Desa", 2, (Said("Tanjung", "Jauh"), Said("Sokong", "Sinyal"))),
        ("Akta Nikah", 1, (Said("Tanjung", "Jauh"),)),
        ("Biaya", 1, (Said("Sokong", "Mahal"),)),
        ("Jarak", 1, (Said("Tanjung", "Jauh"),)),
        ("Belum ditandai", 1, (Said("Tanjung", "Sepi"),)),
    ]


# --- Who gets what, and on what -------------------------------------------------------------------


def test_a_reader_of_one_desa_gets_its_row_and_challenges_and_no_sum(
    answers, kepala_desa, tanjung, periode
):
    sheet = sheet_of(REGISTRY[3], gather_for(kepala_desa, "recap", tanjung, periode))
    assert [part.name for part in sheet.parts] == ["Format 3a", "Format 3d"]
    assert list(rows(sheet, "a")) == ["Sokong"]
    assert "hanya Desa Sokong" in sheet_as_text(sheet)
    assert FAR not in sheet_as_text(sheet)


def test_a_blank_format_3_has_its_headings_and_no_answer(data):
    sheet = sheet_of(REGISTRY[3], data, blank=True)
    text = sheet_as_text(sheet)
    assert "Sokong" in text and "Uraian | Jumlah" in text and "Aparatur Desa" in text
    assert "Sudah" not in text and "Rp" not in text and "Kader" not in text and FAR not in text


def test_without_challenges_the_sheet_says_so(tanjung, periode):
    sheet = sheet_of(REGISTRY[3], gather(tanjung, periode, tanjung.desa_set.all()))
    assert sheet.parts[-1].notes == ("Belum ada tantangan yang ditulis desa.",)


@pytest.mark.parametrize("number", [2, 3])
def test_the_foot_counts_forms_not_yet_checked_and_is_silent_without_any(data, number):
    words = "lembar isian belum diperiksa"
    assert f"3 {words}" in sheet_as_text(sheet_of(REGISTRY[number], data))
    for none in (0, None):
        checked = replace(data, unchecked=none)
        assert words not in sheet_as_text(sheet_of(REGISTRY[number], checked))


def test_the_foot_of_a_worksheet_counts_them_too(answers, tanjung, periode):
    stand = stand_before(tanjung, periode, Kind.PERENCANAAN)
    assert "3 lembar isian belum diperiksa" in sheet_as_text(worksheet_sheet(REGISTRY[6], stand))


@pytest.mark.parametrize("paper", ["F4", "A4", "A3"])
def test_all_parts_follow_one_another_on_paper_under_their_headings(sheet, paper):
    pages = PdfReader(io.BytesIO(sheet_pdf(sheet, paper, printed=PRINTED))).pages
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    places = [text.index(part.subtitle) for part in sheet.parts]
    assert places == sorted(places)
    assert text.count("Susunan kolom disesuaikan; tabel asli panduan tidak terbaca.") == 1
    for words in ("Rp62.400.000", "2 dari 3 desa menjawab", f"Tanjung: {FAR}", "SK belum ada"):
        assert words in text


def test_a_wall_paper_is_refused(sheet):
    with pytest.raises(UnknownPaper, match="Format 3 tidak dibuat sebagai plano"):
        sheet_pdf(sheet, "A1", printed=PRINTED)


def test_excel_has_a_worksheet_for_each_part_ready_to_print(sheet):
    book = load_workbook(io.BytesIO(sheet_xlsx(sheet, "F4", printed=PRINTED)))
    assert book.sheetnames == ["Format 3a", "Format 3b", "Format 3c", "Format 3d"]
    assert book.properties.title == f"Format 3. {REGISTRY[3].title}"
    for page, part in zip(book, sheet.parts, strict=True):
        told = [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]
        assert part.subtitle in told
        assert "Susunan kolom disesuaikan; tabel asli panduan tidak terbaca." in told
        assert (int(page.page_setup.paperSize), page.page_setup.orientation) == (14, "landscape")
        assert page.freeze_panes and page.print_title_rows
    sums = {row[0]: row[1] for row in book["Format 3c"].iter_rows(values_only=True)}
    assert sums["ADD dan DD\n1 dari 3 desa"] == 36_000_000
    assert sums["Aparatur Desa"] == 1
    assert "Jumlah, " not in str(sums)


def test_an_excel_row_is_high_enough_for_its_fullest_cell(sheet):
    page = load_workbook(io.BytesIO(sheet_xlsx(sheet, "F4", printed=PRINTED)))["Format 3d"]
    untagged = next(row for row in page.iter_rows() if row[0].value == "Belum ditandai")
    lines = untagged[2].value.count("\n") + 1
    assert lines == 3
    assert page.row_dimensions[untagged[0].row].height >= lines * 13


def test_the_page_shows_every_part_under_a_heading(answers, client, masuk, camat, tanjung, periode):
    masuk(client, camat)
    page = client.get(reverse("format", args=[tanjung.pk, periode.code, 3])).content.decode()
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == [
        "a. Elemen utama per desa",
        "b. Rekap per elemen, bahan Format 6",
        "c. Jumlah kecamatan",
        "d. Tantangan menurut kelompok",
    ]
    assert page.count('role="region"') == 4
    assert '<p class="rinci">SK belum ada</p>' in page


def test_the_page_asks_as_often_for_3_answering_desa_as_for_23(
    answers, client, masuk, camat, tanjung, periode, django_assert_num_queries
):
    masuk(client, camat)
    address = reverse("format", args=[tanjung.pk, periode.code, 3])
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for desa in factories.make_desa(tanjung, 20):
        form = SurveyFactory(desa=desa, period=periode)
        AnswerFactory(survey=form)
        ChallengeTagFactory(survey=form)
    with django_assert_num_queries(QUERIES):
        client.get(address)
