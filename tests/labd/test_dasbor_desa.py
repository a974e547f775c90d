"""A desa's page: what it says, to whom, and of desa that were split or are no more."""

import re
from datetime import date

import pytest
from django.urls import reverse

from desa import history
from formats.models import Complaint
from formats.replies import Reply
from formats.values import Amount
from rakorcam.models import BudgetEntry, SessionState
from tests import factories
from tests.factories import AT, guide_type
from tests.factories_surveys import AnswerFactory, SurveyFactory

pytestmark = pytest.mark.sekali


@pytest.fixture
def page(client, masuk):
    """Return the function that gives a person's page of a desa as DesaBoard and as text."""

    def ask(user, desa, code="2026-06", **query):
        response = masuk(client, user).get(reverse("dasbor_desa", args=[desa.pk, code]), query)
        assert response.status_code == 200
        return response.context["papan"], words(response)

    return ask


@pytest.fixture
def part(client, masuk):
    """Return the function that gives a part of the page, which the browser fetches, as text."""

    def ask(name, user, desa, code="2026-06", **query):
        response = masuk(client, user).get(reverse(name, args=[desa.pk, code]), query)
        assert response.status_code == 200
        return words(response)

    return ask


def words(response):
    text = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text)


def told(desa, period, key="kia", target=9500, **counts):
    factories.TargetFactory._meta.model.unscoped.get_or_create(
        period=period, document=guide_type(key), defaults={"hundredths": target}
    )
    return factories.CoverageFactory(desa=desa, period=period, document=guide_type(key), **counts)


# --- What matters most ----------------------------------------------------------------------------


def test_nobody_who_must_have_one_is_told_apart_from_no_target(sokong, periode, ptpd, page):
    told(sokong, periode, "kia", wajib=0, memiliki=0)
    assert page(ptpd, sokong)[0].headline[0] == "Wajib 0 pada yang terisi (KIA),"
    nikah = guide_type("akta-nikah")
    factories.CoverageFactory(desa=sokong, period=periode, document=nikah)
    assert page(ptpd, sokong)[0].headline[0] == "Target Akta Nikah belum ditetapkan,"
    factories.TargetFactory._meta.model.unscoped.all().delete()
    assert page(ptpd, sokong)[0].headline[0] == "Target Juni 2026 belum ditetapkan,"


def test_the_document_that_lacks_most_people_stands_first(sokong, periode, ptpd, page):
    told(sokong, periode, "kia", wajib=10, memiliki=1)
    told(sokong, periode, "akta-nikah", wajib=1000, memiliki=900)
    _board, text = page(ptpd, sokong)
    assert "Akta Nikah paling jauh di bawah target: kurang 50 orang (5,0 poin; 900 dari" in text
    assert "Di bawah target: 2 dari 2 dokumen." in text
    assert "Format 1 belum diisi : Perekaman KTP," in text
    assert "Perkembangan Akta Nikah" in text


def test_reached_targets_no_targets_and_nothing_filled_in_are_told_apart(
    sokong, jenggala, periode, ptpd, page
):
    _board, text = page(ptpd, sokong)
    assert "Format 1 belum diisi untuk Juni 2026." in text
    assert "Cakupan muncul di sini begitu angkanya diisi PTPD. Buka Format 1" in text
    factories.CoverageFactory(desa=sokong, period=periode)
    _board, text = page(ptpd, sokong)
    assert "Target Juni 2026 belum ditetapkan, jadi jaraknya belum dapat dihitung." in text
    told(jenggala, periode, wajib=100, memiliki=99)
    _board, text = page(ptpd, jenggala)
    assert "Target tercapai pada KIA." in text


def test_a_change_is_counted_from_the_period_before(sokong, klu, periode, ptpd, page):
    before = factories.PeriodFactory(
        kabupaten=klu, code="2025-11", label="November 2025", reference_date=date(2025, 10, 31)
    )
    told(sokong, before, memiliki=70)
    told(sokong, periode, memiliki=80)
    board, text = page(ptpd, sokong)
    assert board.before == "November 2025"
    assert "+10,0 poin" in text
    rows = board.trend(board.neediest).rows
    assert [(one.label, one.coverage, one.gap) for one in rows] == [
        ("November 2025", "70,0%", "kurang 25,0 poin, 25 anak"),
        ("Juni 2026", "80,0%", "kurang 15,0 poin, 15 anak"),
    ]


# --- Elements, answers ----------------------------------------------------------------------------


def test_an_element_says_what_it_rests_on(sokong, periode, ptpd, page):
    sheet = SurveyFactory(desa=sokong, period=periode, state="terkirim")
    AnswerFactory(survey=sheet, question="anggaran_total", value=Reply(amount=7_000_000).to_json())
    factories.ElementStateFactory(desa=sokong, period=periode, evidence="Loket di aula")
    board, text = page(ptpd, sokong)
    assert "usulan dari Format 4, belum diperiksa kecamatan" in text
    assert "Sudah Loket di aula Rincian dan berkas : Ruang/Loket Pelayanan diisi tim" in text
    rules, _ruang, officer, *_rest = [one.origin for one in board.told.elements]
    assert (rules, officer) == ("belum terjawab di Format 4", "menunggu Format 5")
    sheet.state = "diperiksa"
    sheet.save()
    assert "usulan dari Format 4, sudah diperiksa kecamatan" in page(ptpd, sokong)[1]


def test_what_the_kecamatan_set_is_told_with_its_reason_and_what_moved(sokong, periode, ptpd, page):
    sheet = SurveyFactory(desa=sokong, period=periode)
    AnswerFactory(survey=sheet, question="anggaran_total", value=Reply(amount=7_000_000).to_json())
    factories.ElementStateFactory(
        desa=sokong, period=periode, element="anggaran", state="belum", reason="Belum cair",
        proposed="belum",
    )  # fmt: skip
    _board, text = page(ptpd, sokong)
    assert "ditetapkan kecamatan: Belum cair" in text
    assert "Usulan berubah : jawaban desa sekarang mengusulkan sudah" in text
    assert "Elemen LABD yang belum ada : Anggaran Pendukung Pelaksanaan LABD" in text


def test_only_answers_that_were_handed_in_are_read(sokong, periode, ptpd, page):
    sheet = SurveyFactory(desa=sokong, period=periode, state="draf")
    AnswerFactory(survey=sheet)
    AnswerFactory(survey=sheet, question="anggaran_total", value=Reply(amount=7_000_000).to_json())
    _board, text = page(ptpd, sokong)
    assert "Belum dikirim : Format 4 dan Format 5" in text
    assert "Pengadilan Agama" not in text
    assert "Rp7.000.000" not in text
    sheet.state = "terkirim"
    sheet.save()
    _board, text = page(ptpd, sokong)
    assert "“Pengadilan Agama di Gerung jauh”" in text
    assert "Rp7.000.000" in text
    assert "Belum dikirim : Format 5" in text


# --- Complaints, plans, visits, history -----------------------------------------------------------


def test_complaints_none_and_unrecorded_are_told_apart(sokong, periode, ptpd, kepala_desa, page):
    assert "Belum dicatat untuk Juni 2026. Catat pengaduan" in page(ptpd, sokong)[1]
    text = page(kepala_desa, sokong)[1]
    assert "Belum dicatat untuk Juni 2026." in text
    assert "Catat pengaduan" not in text
    row = Complaint.unscoped.create(desa=sokong, period=periode, document=guide_type())
    assert "Tidak ada pengaduan pada Juni 2026." in page(ptpd, sokong)[1]
    row.waiting, row.settled, row.done = 3, 1, "Dijemput bola"
    row.save()
    text = page(ptpd, sokong)[1]
    assert "KIA: 3 belum ditangani dari 4 pengaduan, 1 selesai. Dijemput bola" in text
    assert "Pengaduan warga : 3 belum ditangani" in text


@pytest.fixture
def agreed(tanjung, periode):
    """Return the function that makes an item agreed in June for some desa."""
    session = factories.RakorcamFactory(
        kecamatan=tanjung, period=periode, state=SessionState.SELESAI
    )

    def make(*desa, **told):
        item = factories.PlanItemFactory(session=session, all_desa=False, **told)
        item.desa.set(desa)
        return item

    return make


def test_plans_are_those_that_name_the_desa_as_far_as_they_concern_it(
    sokong, jenggala, ptpd, page, agreed
):
    first, last = date(2025, 7, 1), date(2025, 9, 1)
    both = agreed(sokong, jenggala, what="Sidang isbat", from_month=first, to_month=last)
    agreed(jenggala, what="Loket Jenggala")
    done = agreed(sokong, what="Perdes LABD")
    factories.ProgressFactory(item=both, desa=jenggala, state="selesai")
    factories.ProgressFactory(item=done, desa=sokong, state="selesai")
    BudgetEntry.unscoped.create(
        item=both, desa=sokong, document="rkp", included=True, document_number="Perdes 1",
        confirmed_at=AT,
    )  # fmt: skip
    board, text = page(ptpd, sokong)
    assert [(one.terms.what, one.state, one.is_late) for one in board.plans.waiting] == [
        ("Sidang isbat", "direncanakan", True)
    ]
    assert [one.terms.what for one in board.plans.done] == ["Perdes LABD"]
    assert "1 belum selesai, 1 terlambat" in text
    assert "Loket Jenggala" not in text
    assert "RKP Desa 1 dari 2 rencana" in text
    assert "1 rencana sudah selesai atau dibatalkan" in text
    assert "Rencana : 1 terlambat" in text


def test_of_a_shared_target_the_page_tells_what_this_desa_reached_whoever_reads(
    sokong, jenggala, ptpd, kepala_desa, page, agreed
):
    shared = {"target_number": 40, "target_unit": "pasangan"}
    item = agreed(sokong, jenggala, **shared)
    for desa, number in ((sokong, 5), (jenggala, 20)):
        factories.ProgressFactory(item=item, desa=desa, number=number)
    # Jenggala is done with it, so it goes on in Sokong alone.
    agreed(sokong, carried_from=item, **shared)
    for user in (ptpd, kepala_desa):
        board, text = page(user, sokong)
        assert [one.number for one in board.plans.waiting] == [Amount(5, "pasangan")]
        assert "25 dari 40" not in text


def test_a_visit_is_told_with_what_was_agreed(sokong, jenggala, periode, ptpd, page):
    factories.VisitFactory(desa=jenggala, findings="Bukan Sokong")
    assert "Belum pernah dikunjungi. Bawa lembar kunjungan" in page(ptpd, sokong)[1]
    factories.VisitFactory(desa=sokong, follow_up="Loket dibuka Senin", unit="Kasi Pelayanan")
    text = page(ptpd, sokong)[1]
    assert "Rabu, 7 Oktober 2026 PTPD Berkas permohonan belum lengkap" in text
    assert "Disepakati: Loket dibuka Senin (Kasi Pelayanan)" in text
    assert "Bukan Sokong" not in text


def test_history_tells_what_one_person_stored_at_one_moment_in_one_line(
    sokong, periode, ptpd, camat, part
):
    kinds = ("kia", "akta-nikah", "akta-cerai", "perekaman-ktp")
    rows = [factories.CoverageFactory.build(desa=sokong, period=periode, document=guide_type(one))
            for one in kinds]  # fmt: skip
    history.bulk_save(type(rows[0]), new=rows, by=ptpd, at=AT)
    rows[0].memiliki = 90
    history.bulk_save(type(rows[0]), changed=rows[:1], fields=["memiliki"], by=camat, at=AT)
    text = part("dasbor_desa_riwayat", ptpd, sokong)
    assert "Format 1, KIA: 90 dari 100 anak Camat 10 Juni 2026, 10.00 WITA" in text
    assert "dan 1 isian lain Ptpd 10 Juni 2026" in text
    assert text.count("10 Juni 2026") == 2


# --- Who reads what -------------------------------------------------------------------------------


def test_each_part_is_shown_to_whom_it_concerns(
    client, masuk, sokong, periode, camat, notulis, pendamping, kepala_desa, petugas_desa
):
    told(sokong, periode)
    asked = {
        "Peringatan dini": {camat},
        "Pembinaan": {camat, pendamping, kepala_desa, petugas_desa},
        "Riwayat": {camat, kepala_desa},
        "Rencana yang menyebut desa ini": {camat, notulis, pendamping, kepala_desa, petugas_desa},
    }
    for user in (camat, notulis, pendamping, kepala_desa, petugas_desa):
        response = masuk(client, user).get(reverse("dasbor_desa", args=[sokong.pk, "2026-06"]))
        titles = re.findall(r"<h2[^>]*>(.*?)</h2>", response.content.decode())
        for title, readers in asked.items():
            assert (title in titles) == (user in readers), (title, user)


def test_the_desa_itself_reads_no_figure_of_its_kecamatan(
    client, masuk, sokong, jenggala, periode, klu, camat, kepala_desa, page
):
    before = factories.PeriodFactory(
        kabupaten=klu, code="2025-11", label="November 2025", reference_date=date(2025, 10, 31)
    )
    for period in (before, periode):
        told(sokong, period, memiliki=60)
        told(jenggala, period, memiliki=99)
    chart = [sokong.pk, "2026-06", guide_type().pk]
    for user, reads in ((camat, True), (kepala_desa, False)):
        text = page(user, sokong)[1]
        svg = client.get(reverse("dasbor_desa_grafik", args=chart)).content.decode()
        for found in (text, svg):
            assert ("Kec. Tanjung" in found) == reads
            assert ("79,5%" in found) == reads
        assert "Sokong 60,0%" in svg
        assert "Unduh grafik (SVG) . Angka lengkap, untuk di dalam pemerintahan." in text


def test_a_warning_names_the_desa_or_is_not_shown(sokong, jenggala, periode, camat, part):
    for desa in (sokong, jenggala):
        told(desa, periode, wajib=100, memiliki=103 if desa == jenggala else 90)
    assert "Tidak ada peringatan tentang desa ini" in part("dasbor_desa_peringatan", camat, sokong)
    text = part("dasbor_desa_peringatan", camat, jenggala)
    assert "KIA di Desa Jenggala: memiliki lebih besar dari wajib" in text


# --- Split and gone -------------------------------------------------------------------------------


@pytest.fixture
def split(tanjung, klu, periode, sokong):
    """Return Sokong and what was split from it in August 2025, both told since."""
    new = factories.DesaFactory(
        kecamatan=tanjung, name="Sokong Utara", induk=sokong, valid_from=date(2025, 8, 1)
    )
    for code, day, memiliki in (
        ("2025-06", date(2025, 5, 31), 50), ("2025-11", date(2025, 10, 31), 60),
    ):  # fmt: skip
        period = factories.PeriodFactory(kabupaten=klu, code=code, label=code, reference_date=day)
        told(sokong, period, memiliki=memiliki)
    told(sokong, periode, memiliki=70)
    told(new, periode, memiliki=80)
    return sokong, new


def test_a_split_desa_is_compared_only_since_the_split(split, ptpd, page):
    induk, new = split
    board, text = page(ptpd, induk)
    rows = board.trend(board.neediest).rows
    assert [(one.coverage, one.aside) for one in rows] == [
        ("–", "sebelum pemekaran"), ("60,0%", ""), ("70,0%", ""),
    ]  # fmt: skip
    assert "Dimekarkan: Desa Sokong Utara sejak 1 Agustus 2025" in text
    assert "+10,0 poin" in text
    board, text = page(ptpd, induk, "2025-11")
    assert "perubahan tidak dihitung: pemekaran" in text
    board, text = page(ptpd, new)
    assert "Pemekaran dari Desa Sokong , berlaku sejak 1 Agustus 2025" in text
    assert [one.coverage for one in board.trend(board.neediest).rows] == ["belum diisi", "80,0%"]


def test_before_the_split_the_induk_keeps_its_own_story(split, ptpd, page):
    induk, new = split
    board, text = page(ptpd, induk, "2025-06")
    assert [one.coverage for one in board.trend(board.neediest).rows] == ["50,0%"]
    board, text = page(ptpd, new, "2025-06")
    assert "Desa Sokong Utara tidak ada pada tanggal acuan 2025-06" in text
    assert "Cakupan dan target" not in text


def test_a_desa_that_is_no_more_stays_readable(split, periode, kepala_desa, ptpd, page, client):
    gone, _new = split
    gone.valid_to = date(2025, 12, 31)
    gone.save()
    for user in (ptpd, kepala_desa):
        board, text = page(user, gone)
        assert "Desa Sokong tidak ada pada tanggal acuan Juni 2026" in text
        assert "Berlaku sampai 31 Desember 2025." in text
        assert board.nearest.code == "2025-11"
        assert [one.coverage for one in board.trend(board.neediest).rows][-1] == "60,0%"
        paper = client.get(reverse("dasbor_desa_berkas", args=[gone.pk, "2026-06"]))
        assert paper["Content-Type"] == "application/pdf"


# --- Ways in --------------------------------------------------------------------------------------


def test_every_list_of_desa_leads_to_the_page(
    client, masuk, sokong, periode, camat, admin_kabupaten, ptpd, kepala_desa, tanjung
):
    told(sokong, periode)
    url = reverse("dasbor_desa", args=[sokong.pk, "2026-06"])
    here, kabupaten = [tanjung.pk, "2026-06"], [tanjung.kabupaten_id, "2026-06"]
    below = reverse("dasbor_kabupaten", args=kabupaten) + f"?kecamatan={tanjung.pk}"
    visit = factories.VisitFactory(desa=sokong)
    for user, page in (
        (camat, reverse("dasbor", args=here)),
        (admin_kabupaten, below),
        (ptpd, reverse("data_desa", args=here)),
        (ptpd, reverse("pembinaan_baru", args=[sokong.pk])),
        (ptpd, reverse("pembinaan", args=[visit.pk])),
        (kepala_desa, "/"),
    ):
        assert f'href="{url}"' in masuk(client, user).get(page).content.decode(), page
    assert client.get(url).status_code == 200


def test_another_period_keeps_the_desa_and_another_kecamatan_lists_its_own(
    client, masuk, rangkap, sokong, gangga, tanjung, periode, klu
):
    factories.PeriodFactory(kabupaten=klu, code="2026-11", label="November 2026")
    masuk(client, rangkap)
    back = reverse("dasbor_desa", args=[sokong.pk, "2026-06"])
    for kecamatan, expected in (
        (tanjung, reverse("dasbor_desa", args=[sokong.pk, "2026-11"])),
        (gangga, reverse("data_desa", args=[gangga.pk, "2026-11"])),
    ):
        asked = {"kecamatan": kecamatan.pk, "periode": "2026-11", "kembali": back}
        assert client.get(reverse("pilih"), asked).url == expected
