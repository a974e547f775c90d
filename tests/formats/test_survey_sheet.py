"""The answers of one desa to Formats 4 and 5 on paper, on the page and in Excel."""

from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from formats.render import cells
from formats.render.html import sheet_html
from formats.render.lines import TICK
from formats.render.pdf import printable
from formats.replies import Reply, option_key
from formats.specs import REGISTRY
from formats.survey_actions import check_survey, correct_reply, return_survey
from formats.survey_tables import survey_sheet
from formats.surveys import find_survey
from tests.factories import AT
from tests.factories_surveys import put, sent, ticked
from tests.formats.isian import everything, lines, plain, workbook
from tests.formats.made import PRINTED

NOTHING = Reply(nothing=True)


@pytest.fixture
def filled(sokong, periode):
    """Return the function that hands answers in for Sokong and makes the sheet of them."""

    def filled(number, replies):
        return survey_sheet(
            REGISTRY[number], desa=sokong, period=periode,
            survey=sent(sokong, periode, number, replies),
        )  # fmt: skip

    return filled


def test_ticks_named_others_amounts_and_texts_are_shown_with_all_that_was_not_ticked(filled):
    sheet = filled(4, {
        "dasar_hukum": ticked("Perdes Pengelolaan Keuangan Desa", others=["Perdes 3/2024"]),
        "anggaran_total": Reply(amount=12_000_000),
        "anggaran_penggunaan": ticked(others=["Honor petugas"]),
        "anggaran_sumber": ticked("ADD", others=["PAD desa", "Bagi hasil"]),
        "sop": NOTHING,
        "tantangan": Reply(text="Jauh dari Tanjung\n\nSinyal lemah"),
        "petugas": ticked("Tidak ada petugas"),
    })  # fmt: skip
    assert plain(sheet, "dasar_hukum") == [
        "☐ Perdes Kewenangan Lokal Skala Desa",
        "☑ Perdes Pengelolaan Keuangan Desa",
        "☐ Perdes Prioritas Penggunaan ADD",
        "☐ Perdes Percepatan Dokumen Kependudukan",
        "☑ Perdes atau aturan Lainnya, sebutkan: Perdes 3/2024",
        "☐ Tidak ada",
    ]
    assert plain(sheet, "anggaran")[1:] == [
        "Rp12.000.000",
        "☐ Tidak ada anggaran tahun ini",
        "2. Anggaran tersebut digunakan untuk (sebutkan)",
        "☑ Honor petugas",
        "3. Sumber Anggaran penyelenggaraan LABD",
        "☑ ADD",
        "☐ DD",
        "☑ Lainnya, sebutkan",
        "☑ PAD desa",
        "☑ Bagi hasil",
        "☐ Tidak ada",
    ]
    assert plain(sheet, "sop")[-1] == "☑ Tidak ada"
    assert plain(sheet, "tantangan") == ["(jelaskan)", "Jauh dari Tanjung", "Sinyal lemah"]
    assert plain(sheet, "petugas")[1] == "☑ Tidak ada petugas"


def test_figures_have_dots_and_zero_is_told_with_an_open_box(filled):
    numbers = ((option_key("Kartu Keluarga"), 1200), (option_key("Akta Kematian"), 0))
    money = ((option_key("Honor bulanan (Rp)"), 750_000),)
    sheet = filled(5, {
        "difasilitasi": Reply(numbers=numbers, others=(("KIA", 35),)),
        "insentif": Reply(numbers=money, others=(("Pulsa", 50_000), ("Seragam", None))),
    })  # fmt: skip
    assert plain(sheet, "difasilitasi") == [
        "☑ Kartu Keluarga: 1.200",
        "☐ Akta Kelahiran",
        "☐ Akta Kematian: 0",
        "☑ Lainnya, sebutkan",
        "☑ KIA: 35",
        "☐ Tidak ada",
    ]
    assert plain(sheet, "insentif") == [
        "☑ Honor bulanan (Rp): 750.000",
        "☐ Biaya perjalanan (Rp)",
        "☐ Ongkos per dokumen (Rp)",
        "☑ Lainnya, sebutkan",
        "☑ Pulsa: Rp50.000",
        "☑ Seragam",
        "☐ Tidak ada",
    ]


def test_an_unanswered_question_says_so_quietly(filled):
    sheet = filled(4, {"monev": Reply(text="Rapat")})
    assert "belum dijawab" not in plain(sheet, "monev")
    silent = [row.key for row in sheet.rows if row.key != "monev"]
    for key in silent:
        told = [line for line in lines(sheet, key) if line.text == "belum dijawab"]
        assert len(told) == len(REGISTRY[4].question(key).leaves)
        assert all("rinci" in line.role for line in told)


def test_a_correction_stands_under_the_desas_own_answer_with_its_reason(sokong, periode, ptpd):
    form = sent(sokong, periode, 4, {
        "anggaran_total": Reply(amount=24_000_000),
        "sop": NOTHING,
        "monev": Reply(text="Rapat"),
    })  # fmt: skip
    for question, reply, reason in (
        ("anggaran_total", Reply(amount=26_400_000), "Menurut APBDes perubahan"),
        (
            "sop",
            ticked("Tata baku laksana fasilitasi dokumen kependudukan", others=["Keliling"]),
            "Berkasnya ada",
        ),
        ("monev", Reply(text="Belum ada"), "Bukan jawaban desa ini"),
    ):
        correct_reply(
            form, question=question, reply=reply, base=None, reason=reason, by=ptpd, at=AT
        )
    sheet = survey_sheet(REGISTRY[4], desa=sokong, period=periode, survey=form)
    budget = plain(sheet, "anggaran")
    assert budget[1] == "Rp24.000.000"
    assert budget[3] == "Koreksi kecamatan: Rp26.400.000 (Menurut APBDes perubahan)"
    assert plain(sheet, "sop")[-2:] == [
        "☑ Tidak ada",
        "Koreksi kecamatan: Tata baku laksana fasilitasi dokumen kependudukan; Keliling "
        "(Berkasnya ada)",
    ]
    assert plain(sheet, "monev")[1:] == [
        "Rapat",
        "Koreksi kecamatan: Belum ada (Bukan jawaban desa ini)",
    ]


def test_the_foot_says_where_the_form_stands(sokong, periode, ptpd):
    def foot(survey):
        sheet = survey_sheet(REGISTRY[4], desa=sokong, period=periode, survey=survey)
        with timezone.override(ZoneInfo("Asia/Makassar")):
            return cells.foot(sheet).removeprefix("Periode Juni 2026 · ")

    answer = {"monev": Reply(text="Rapat")}
    assert foot(None) == "Belum diisi"
    assert foot(put(sokong, periode, 4, answer)) == "Draf"
    form = sent(sokong, periode, 4, {}, by_kecamatan=True)
    assert foot(form) == "Terkirim 10 Juni 2026 · diisikan tim kecamatan"
    form.by_kecamatan = False
    form.save()
    assert foot(check_survey(form, by=ptpd, at=AT)) == "Terkirim 10 Juni 2026 · Diperiksa"
    returned = return_survey(form, note="Sumber belum cocok", by=ptpd, at=AT)
    assert foot(returned) == "Dikembalikan: Sumber belum cocok"


def test_the_answers_take_two_queries(filled, sokong, periode, django_assert_num_queries):
    filled(4, {"monev": Reply(text="Rapat")})
    form = find_survey(sokong, periode, REGISTRY[4])
    with django_assert_num_queries(2):
        survey_sheet(REGISTRY[4], desa=form.desa, period=periode, survey=form)


def test_paper_excel_and_page_tell_a_tick_from_an_open_box(filled):
    sheet = filled(5, {"status": ticked("Pihak lain")})
    paper = printable(sheet, printed=PRINTED).html
    assert paper.count('class="kotak centang"') == 1
    assert sheet_html(sheet).count('<span class="visually-hidden">dicentang:</span>') == 1
    cell = next(
        cell.value
        for row in workbook(sheet).iter_rows()
        for cell in row
        if cell.value and "Pihak lain" in str(cell.value)
    )
    assert "☐ Aparatur Desa\n☑ Pihak lain\n" in str(cell)
    bold = {block.text.strip(): block.font.b for block in cell}
    assert bold["☑ Pihak lain"] and not bold["☐ Aparatur Desa"]
    assert next(block for block in cell if "Tidak ada petugas" in block.text).font.i
    assert [line.mark for line in lines(sheet, "status")].count(TICK) == 1


def test_markup_in_an_answer_stays_text(filled):
    sheet = filled(4, {"monev": Reply(text="<img src=x> =1+1")})
    assert "&lt;img src=x&gt; =1+1" in sheet_html(sheet)
    assert "<img src=x> =1+1" in everything(workbook(sheet))
