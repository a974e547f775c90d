"""Half-year reports: every figure is the data's, what people typed stays, files can be opened."""

import io
import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from rakorcam.actions_laporan import save_report
from rakorcam.actions_plans import carry_over
from rakorcam.actions_progress import set_item_state
from rakorcam.actions_visits import record_visit
from rakorcam.laporan import half_facts
from rakorcam.laporan_isi import blocks_of
from rakorcam.laporan_teks import proposals
from rakorcam.models import HalfYearReport, PersonMet, PlanItem, Visit
from rakorcam.semester import Half, half_named, half_of
from tests import factories
from tests.factories import guide_type
from tests.pages import form_with, words
from tests.rakorcam.siklus import DAYS, add, hold, moment, prepare, report

FIRST, SECOND, NEXT = Half(2026, 1), Half(2026, 2), Half(2027, 1)
NIK = "5208010101900001"


def told(kecamatan, half, today=None):
    """Return the proposals for a half-year, as of its last day unless told otherwise."""
    return proposals(half_facts(kecamatan, half, today or half.end))


@pytest.fixture
def june(tanjung, sokong, jenggala, ptpd):
    """Return June's closed meeting: an isbat of two desa, a meeting of the kecamatan itself."""
    session = prepare(tanjung, "2026-06", ptpd)
    add(
        session, 7, str(guide_type("akta-nikah").pk), by=ptpd, desa=[sokong, jenggala],
        what="Isbat nikah", target_number=40, target_unit="pasangan", in_charge="KUA",
    )  # fmt: skip
    add(session, 6, "pokja", by=ptpd, what="Rapat Pokja", in_charge="KUA")
    return hold(session, ptpd)


@pytest.fixture
def isbat(june):
    return PlanItem.unscoped.get(what="Isbat nikah")


def visit(desa, day, by, **more):
    """Record a visit on a day."""
    made = Visit(desa=desa, date=day, by_whom="PTPD", findings="Loket sudah dipakai", **more)
    people = [PersonMet(name="Inaq Sri", office="Kepala Dusun", sex="P")]
    return record_visit(made, people=people, by=by, at=moment(day))


# --- Half-years -----------------------------------------------------------------------------------


def test_half_years_follow_one_another_without_a_gap():
    assert half_of(date(2026, 6, 30)) == FIRST and half_of(date(2026, 7, 1)) == SECOND
    assert (FIRST.start, FIRST.end) == (date(2026, 1, 1), date(2026, 6, 30))
    assert (SECOND.start, SECOND.end) == (date(2026, 7, 1), date(2026, 12, 31))
    assert (SECOND.before, FIRST.before) == (FIRST, Half(2025, 2))
    assert (FIRST.label, SECOND.months) == ("Semester I 2026", "Juli–Desember 2026")
    assert [half_named(code) for code in ("2026-S1", "2026-S3", "26-S1", "x")] == [
        FIRST,
        *[None] * 3,
    ]


# --- What is proposed -----------------------------------------------------------------------------


def test_meetings_are_those_closed_in_the_half_year(tanjung, june):
    assert told(tanjung, FIRST)["meetings"].splitlines() == [
        "Rakorcam yang diselenggarakan: 1.",
        "- Rakorcam Perencanaan Kegiatan LABD, Kamis, 18 Juni 2026; data periode Juni 2026.",
    ]
    assert told(tanjung, SECOND)["meetings"].startswith("Tidak ada Rakorcam yang selesai")


def test_coverage_says_sums_target_gap_and_change(tanjung, klu, desa_tanjung):
    june = factories.PeriodFactory(kabupaten=klu)
    november = factories.PeriodFactory(
        kabupaten=klu, code="2026-11", label="November 2026", reference_date=date(2026, 11, 15)
    )
    for place, desa in enumerate(desa_tanjung):
        factories.CoverageFactory(desa=desa, period=june, wajib=100, memiliki=60 + place)
        if place:
            factories.CoverageFactory(desa=desa, period=november, wajib=110, memiliki=80 + place)
    factories.TargetFactory(period=november, hundredths=9500)

    lines = told(tanjung, SECOND)["coverage"].splitlines()

    assert lines[0] == (
        "Cakupan kecamatan pada November 2026, dibanding target dan periode sebelumnya:"
    )
    # 81 + 82 of 220 now; of the two desa told in both rounds 61 + 62 of 200 then.
    assert (
        "- KIA: 74,1% · 163 dari 220 anak · 2 dari 3 desa; target 95,0%, kurang 20,9 poin, 46 anak;"
        " dibanding Juni 2026: +12,6 poin, +40 anak (2 dari 3 desa yang terisi di kedua periode)."
    ) in lines
    assert "- Kartu Keluarga: belum diisi." in lines
    june_lines = told(tanjung, FIRST)["coverage"]
    assert "- KIA: 61,0% · 183 dari 300 anak · 3 dari 3 desa; belum ada target." in june_lines


def test_a_half_year_without_a_round_says_so(tanjung, periode):
    assert told(tanjung, NEXT)["coverage"] == "Tidak ada pengumpulan data dalam semester ini."


def test_plans_stand_as_they_stood_on_the_last_day(tanjung, sokong, jenggala, isbat, ptpd):
    report(isbat, date(2026, 8, 3), by=ptpd, desa=sokong, number=12)
    report(isbat, date(2026, 9, 3), by=ptpd, desa=jenggala, number=5, confirmed=False)
    report(isbat, date(2026, 10, 3), by=ptpd, desa=jenggala, number=7)
    report(isbat, date(2027, 1, 5), by=ptpd, desa=sokong, number=30, state="selesai")
    set_item_state(isbat, state="dibatalkan", reason="x", by=ptpd, at=moment(date(2027, 2, 1)))

    assert told(tanjung, FIRST)["plans"].splitlines() == [
        "Pada 30 Juni 2026 ada 2 rencana: 2 direncanakan.",
        "- Rapat Pokja (kecamatan): direncanakan.",
        "- Isbat nikah (Sokong, Jenggala): direncanakan, target 40 pasangan, capaian belum "
        "dilaporkan.",
    ]
    assert told(tanjung, SECOND)["plans"].splitlines() == [
        "Pada 31 Desember 2026 ada 2 rencana: 1 direncanakan, 1 berjalan. Terlambat: 2.",
        "- Rapat Pokja (kecamatan): direncanakan, terlambat.",
        "- Isbat nikah (Sokong, Jenggala): berjalan, terlambat, 19 dari 40 pasangan.",
    ]
    assert "dibatalkan, 37 dari 40 pasangan" in told(tanjung, NEXT)["plans"]
    assert "Isbat" not in told(tanjung, Half(2027, 2))["plans"]


def test_a_carried_item_is_told_as_carried_once_and_then_as_its_carrier(
    tanjung, sokong, isbat, ptpd
):
    report(isbat, date(2026, 8, 3), by=ptpd, desa=sokong, number=12)
    november = prepare(tanjung, "2026-11", ptpd)
    carry_over(isbat, session=november, by=ptpd, at=moment(DAYS["2026-11"]))
    hold(november, ptpd)

    plans = [line for line in told(tanjung, SECOND)["plans"].splitlines() if "Isbat" in line]
    assert [line.split(": ")[1] for line in plans] == [
        "dilanjutkan, 12 dari 40 pasangan.",
        "berjalan, terlambat, 12 dari 40 pasangan.",
    ]
    after = [line for line in told(tanjung, NEXT)["plans"].splitlines() if "Isbat" in line]
    assert len(after) == 1 and "dilanjutkan" not in after[0]


def test_visits_challenges_people_and_recommendations_come_from_what_was_typed(
    tanjung, sokong, jenggala, isbat, ptpd
):
    report(
        isbat, date(2026, 8, 3), by=ptpd, desa=sokong, state="terhambat", obstacle="Hakim\npenuh"
    )
    visit(sokong, date(2026, 10, 7), ptpd, challenges="Warga jauh", follow_up="Jemput bola",
          unit="Kaur Pelayanan", recommendation="Satu formulir")  # fmt: skip
    visit(sokong, date(2026, 12, 1), ptpd)
    visit(jenggala, date(2027, 1, 7), ptpd)

    text = told(tanjung, SECOND)

    assert text["visits"].splitlines() == [
        "Pembinaan: 2 kunjungan ke 1 dari 3 desa.",
        "- 7 Oktober 2026, Desa Sokong: Loket sudah dipakai.",
        "- 1 Desember 2026, Desa Sokong: Loket sudah dipakai.",
    ]
    assert text["challenges"].splitlines() == [
        "Kendala yang dilaporkan dalam kemajuan rencana: 1.",
        "- Isbat nikah (Sokong): Hakim penuh.",
        "Tantangan yang ditemukan dalam pembinaan: 1.",
        "- 7 Oktober 2026, Desa Sokong: Warga jauh. Tindak lanjut: Jemput bola. Penanggung jawab: "
        "Kaur Pelayanan.",
    ]
    assert text["stakeholders"].splitlines() == [
        "Penanggung jawab rencana:", "- KUA: 2 rencana",
        "Orang yang ditemui dalam pembinaan: 2.", "- Kepala Dusun: 2 orang",
    ]  # fmt: skip
    assert text["recommendations"] == "- Satu formulir. (7 Oktober 2026, Desa Sokong)"
    assert text["documents"].count("Catatan pembinaan") == 2
    assert text["lessons"] == ""


def test_the_neighbours_facts_are_not_told(tanjung, gangga, june, ptpd):
    visit(gangga.desa_set.first(), date(2026, 6, 20), ptpd)
    assert "Tidak ada pembinaan" in told(tanjung, FIRST)["visits"]
    assert "Tidak ada rencana" in told(gangga, FIRST)["plans"]


def test_points_that_follow_one_another_are_one_list():
    blocks = blocks_of("Pembuka\n- satu\n- dua\n\nPenutup\n-\n- tiga")
    assert [(one.lines, one.is_list) for one in blocks] == [
        (("Pembuka",), False), (("satu", "dua"), True), (("Penutup",), False), (("-",), False),
        (("tiga",), True),
    ]  # fmt: skip


# --- Typing ---------------------------------------------------------------------------------------


def address(name, kecamatan, code="2026-S1", *more):
    return reverse(name, args=[kecamatan.pk, code, *more])


def type_in(client, kecamatan, **told):
    """Open the form, type into it and send it."""
    url = address("laporan_ubah", kecamatan)
    return client.post(url, form_with(client.get(url), "lessons") | told)


def test_what_was_typed_is_kept_when_the_data_change(client, masuk, ptpd, tanjung, june, sokong):
    masuk(client, ptpd)
    assert "Semua bagian masih usulan" in words(client.get(address("laporan", tanjung)))
    type_in(client, tanjung, lessons="Datang bersama\r\n- satu kali", visits="Belum sempat")

    stored = HalfYearReport.unscoped.get()
    assert (stored.lessons, stored.visits) == ("Datang bersama\n- satu kali", "Belum sempat")
    assert (stored.meetings, stored.made_by) == (told(tanjung, FIRST)["meetings"], "Ptpd")
    visit(sokong, date(2026, 6, 20), ptpd)

    page = client.get(address("laporan", tanjung))
    assert "Belum sempat" in words(page) and "1 kunjungan ke 1 dari 3 desa" in words(page)
    client.post(address("laporan_usulan", tanjung, "2026-S1", "visits"))

    stored.refresh_from_db()
    assert stored.visits == told(tanjung, FIRST)["visits"]
    assert stored.lessons == "Datang bersama\n- satu kali"
    before = HalfYearReport.history.order_by("history_date").first()
    assert (before.visits, str(before.history_user)) == ("Belum sempat", "Ptpd")


def test_a_section_is_not_filled_before_the_report_is_stored(client, masuk, ptpd, tanjung, june):
    client = masuk(client, ptpd)
    client.post(address("laporan_usulan", tanjung, "2026-S1", "visits"))
    assert not HalfYearReport.unscoped.exists()
    assert client.post(address("laporan_usulan", tanjung, "2026-S1", "nama")).status_code == 404


def test_a_nik_is_refused_and_nothing_typed_is_lost(client, masuk, ptpd, tanjung, june):
    masuk(client, ptpd)
    answer = type_in(client, tanjung, lessons=f"Bu Sri {NIK}", recommendations="Terus jalan")
    assert "Ada 16 angka berurutan" in words(answer)
    assert form_with(answer, "lessons")["recommendations"] == "Terus jalan"
    assert not HalfYearReport.unscoped.exists()


def test_two_people_do_not_overwrite_each_other_unseen(client, masuk, ptpd, tanjung, june):
    masuk(client, ptpd)
    type_in(client, tanjung, lessons="Pertama")
    url = address("laporan_ubah", tanjung)
    fields = form_with(client.get(url), "lessons")
    HalfYearReport.unscoped.update(lessons="Dari orang lain")

    answer = client.post(url, fields | {"lessons": "Kedua"})

    assert "berubah selagi Anda mengetik" in words(answer)
    assert HalfYearReport.unscoped.get().lessons == "Dari orang lain"


def test_a_half_year_that_has_not_begun_has_no_report(client, masuk, ptpd, tanjung):
    masuk(client, ptpd)
    for code in ("2098-S1", "2026-S3", "x"):
        assert client.get(address("laporan", tanjung, code)).status_code == 404
    early = HalfYearReport(kecamatan=tanjung, code="2027-S1")
    with pytest.raises(ValidationError, match="Semester I 2027 belum mulai"):
        save_report(early, by=ptpd, at=moment(date(2026, 12, 31)))


def test_a_desa_reads_no_report_since_it_tells_of_all(client, masuk, kepala_desa, tanjung, june):
    masuk(client, kepala_desa)
    assert client.get(address("laporan", tanjung)).status_code == 403


# --- Files ----------------------------------------------------------------------------------------

HEADINGS = [
    "1. Kemajuan dan Tantangan dalam Periode Pelaporan", "2. Pemetaan Pemangku Kepentingan",
    "3. Pembelajaran dan Rekomendasi", "4. Dokumen Pendukung", "Informasi Pelaporan",
    "Informasi Penyerahan Laporan",
]  # fmt: skip


@pytest.mark.sekali
def test_both_files_say_what_the_page_says(client, masuk, ptpd, tanjung, june, sokong):
    visit(sokong, date(2026, 6, 20), ptpd, recommendation="Satu formulir & <satu> loket\x0b")
    masuk(client, ptpd)
    type_in(client, tanjung, lessons="Datang bersama", office="Ketua PTPD")

    pdf = client.get(address("laporan_berkas", tanjung, "2026-S1", "pdf"))
    docx = client.get(address("laporan_berkas", tanjung, "2026-S1", "docx"))

    pages = PdfReader(io.BytesIO(pdf.content)).pages
    paper = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    document = Document(io.BytesIO(docx.content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert [one.text for one in document.paragraphs if one.style.name == "Heading 1"] == HEADINGS
    for line in HEADINGS:
        assert line in paper
    for text in told(tanjung, FIRST).values():
        for block in blocks_of(text):
            for line in block.lines:
                clean = line.replace("\x0b", " ")
                assert re.sub(r"\s+", " ", clean) in paper
                assert line.replace("\x0b", "") in lines
    assert "Datang bersama" in lines and "Datang bersama" in paper
    assert "Jabatan\t: Ketua PTPD" in lines
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (215, 330)
    assert 'filename="laporan-tanjung-2026-s1-f4.docx"' in docx["Content-Disposition"]
    assert client.get(address("laporan_berkas", tanjung, "2026-S1", "xlsx")).status_code == 404


# --- Queries --------------------------------------------------------------------------------------


@pytest.mark.sekali
@pytest.mark.parametrize("count", [3, 20])
def test_a_report_asks_as_often_for_20_items_and_visits_as_for_3(
    count, client, masuk, ptpd, tanjung, sokong, june, django_assert_num_queries
):
    factories.make_desa(tanjung, count)
    for place in range(count):
        item = factories.PlanItemFactory(session=june, what=f"Rencana {place}", desa=[sokong])
        factories.ProgressFactory(item=item, desa=sokong, date=date(2026, 6, 20))
        visit(sokong, date(2026, 6, 20), ptpd)
    masuk(client, ptpd)
    for url, queries in (
        (reverse("laporan_daftar", args=[tanjung.pk]), 9),
        (address("laporan", tanjung), 27),
        (address("laporan_ubah", tanjung), 31),
    ):
        client.get(url)
        with django_assert_num_queries(queries):
            assert client.get(url).status_code == 200
