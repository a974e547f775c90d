"""What earlier sessions left open stands again where new plans are made, one click from going on.

Beside Formats 8 and 10 (test_tinjau_halaman), which review what they find: a planning session
reviews nothing, and an evaluation not what an earlier one has reviewed.
"""

import datetime
import re

import pytest
from django.urls import reverse

from formats.specs import REGISTRY
from rakorcam import actions
from rakorcam.actions_plans import add_paper_item, carry_over
from rakorcam.actions_progress import record_in_meeting
from rakorcam.models import PlanItem
from tests.factories import guide_type
from tests.pages import words
from tests.rakorcam.siklus import (
    DAYS,
    add,
    hold,
    lay_carriers,
    lay_items,
    lay_reports,
    moment,
    month,
    prepare,
    report,
    text,
)

JUNE, NOVEMBER, NEXT_JUNE, NEXT_NOVEMBER = DAYS
LEFT = "Belum selesai dari Rakorcam terdahulu"
ISBAT = "Isbat nikah terpadu"


@pytest.fixture
def nikah():
    """Return the key of the row of Akta Nikah."""
    return str(guide_type("akta-nikah").pk)


@pytest.fixture
def isbat(tanjung, sokong, nikah, ptpd):
    """Return June's isbat, agreed beside an SK, begun, reviewed in November and left open.

    What November agrees anew in the first rows of Formats 9 and 11 is left open too.
    """
    june = prepare(tanjung, JUNE, ptpd)
    item = add(
        june, 7, nikah, by=ptpd, desa=[sokong], what=ISBAT, in_charge="Kasi Pemerintahan",
        target_number=40, target_unit="pasangan", from_month=month("2026-07"),
        to_month=month("2026-09"),
    )  # fmt: skip
    add(june, 6, "pokja", by=ptpd, desa=[sokong], what="SK Pokja")
    hold(june, ptpd)
    report(item, datetime.date(2026, 9, 20), by=ptpd, desa=sokong, number=12)
    hold(prepare(tanjung, NOVEMBER, ptpd), ptpd)
    return item


@pytest.fixture
def next_june(tanjung, isbat, ptpd):
    """Return the next June's frozen session."""
    session = prepare(tanjung, NEXT_JUNE, ptpd)
    actions.freeze(session, by=ptpd, at=moment(session.date))
    return session


@pytest.fixture
def typist(client, masuk, notulis):
    """Return the client of the notulis of Tanjung."""
    return masuk(client, notulis)


@pytest.fixture
def row(next_june, nikah):
    """Return the address of the row of Akta Nikah in the next June's Format 7."""
    return reverse("lembar_kerja_baris", args=[next_june.pk, 7, nikah])


@pytest.fixture
def going_on(next_june, nikah, isbat):
    """Return the address that goes on with the isbat there."""
    return reverse("rencana_lanjut", args=[next_june.pk, 7, nikah, isbat.pk])


def test_what_november_left_open_stands_folded_in_its_row_next_june(typist, row):
    page = typist.get(row)

    assert f"{LEFT} (1)" in words(page)
    told = words(page).split(LEFT)[1]
    for said in (
        ISBAT, "Sokong · Kasi Pemerintahan · 40 pasangan", "Juli–September 2026",
        "Rakorcam Perencanaan, Juni 2026", "Berjalan · 12 dari 40 pasangan", f"Lanjutkan: {ISBAT}",
    ):  # fmt: skip
        assert said in told
    assert "SK Pokja" not in told
    assert re.search(r'<details class="sisa[^>]*open', page.content.decode()) is None


def test_the_worksheet_counts_them_in_each_row(typist, next_june):
    seven = words(typist.get(reverse("lembar_kerja", args=[next_june.pk, 7])))

    assert seven.count("1 rencana terdahulu belum selesai") == 2
    assert ISBAT not in seven


def test_a_row_in_which_nothing_is_left_says_nothing(typist, next_june):
    page = words(typist.get(reverse("lembar_kerja_baris", args=[next_june.pk, 6, "ruang"])))

    assert LEFT not in page
    assert page.count("1 rencana terdahulu belum selesai") == 2


def test_one_click_goes_on_and_the_printed_plan_says_from_where(
    typist, row, going_on, isbat, next_june
):
    back = typist.post(going_on)
    typist.post(going_on)

    carried = PlanItem.unscoped.get(carried_from=isbat)
    assert (carried.session, carried.number, carried.row) == (next_june, 7, isbat.row)
    assert (carried.from_month, carried.to_month) == (month("2027-06"), month("2027-08"))
    page = words(typist.get(back.url))
    assert "Rencana dilanjutkan di Format 7: Sokong, Juni–Agustus 2027." in page
    assert LEFT not in page
    assert f"{ISBAT} / Sokong" in text(next_june, 7)
    assert "lanjutan dari Rakorcam Perencanaan, Juni 2026" in text(next_june, 7)


def test_who_removes_the_new_plan_finds_it_left_open_again(typist, row, going_on, isbat):
    typist.post(going_on)
    carried = PlanItem.unscoped.get(carried_from=isbat)
    typist.post(reverse("rencana_hapus", args=[carried.pk]))

    assert f"{LEFT} (1)" in words(typist.get(row))


def test_a_mere_visit_goes_on_with_nothing(typist, going_on, row, isbat):
    assert typist.get(going_on).url.startswith(row)
    assert not isbat.carriers.exists()


def test_what_is_finished_meanwhile_is_left_open_no_more(
    typist, row, going_on, isbat, sokong, ptpd
):
    report(isbat, datetime.date(2027, 3, 1), by=ptpd, desa=sokong, state="selesai")

    assert LEFT not in words(typist.get(row))
    refused = words(typist.get(typist.post(going_on).url))
    assert "Rencana ini sudah selesai, jadi tidak dilanjutkan." in refused
    assert not isbat.carriers.exists()


def test_an_item_of_another_row_or_kecamatan_is_not_found(
    typist, masuk, next_june, nikah, isbat, gangga, ptpd_gangga
):
    there = prepare(gangga, NEXT_JUNE, ptpd_gangga)
    elsewhere = reverse("rencana_lanjut", args=[next_june.pk, 7, str(guide_type().pk), isbat.pk])
    foreign = reverse("rencana_lanjut", args=[there.pk, 7, nikah, isbat.pk])

    assert typist.post(elsewhere).status_code == 404
    assert masuk(typist, ptpd_gangga).post(foreign).status_code == 404
    assert not isbat.carriers.exists()


def test_an_agreed_sheet_offers_nothing_and_refuses_in_words(
    typist, row, going_on, next_june, nikah, ptpd, isbat
):
    add(next_june, 7, nikah, by=ptpd, what="Penyuluhan di KUA")
    actions.start(next_june, by=ptpd, at=moment(next_june.date))
    actions.agree_worksheet(next_june, REGISTRY[7], by=ptpd, at=moment(next_june.date))

    assert "belum selesai" not in words(typist.get(row))
    assert "Format 7 sudah disepakati" in words(typist.get(typist.post(going_on).url))
    assert not isbat.carriers.exists()


def test_an_evaluation_reviews_what_is_new_and_offers_what_an_earlier_one_left(
    typist, tanjung, next_june, nikah, ptpd
):
    add(next_june, 7, nikah, by=ptpd, what="Penyuluhan di KUA")
    hold(next_june, ptpd)
    last = prepare(tanjung, NEXT_NOVEMBER, ptpd)

    ten = words(typist.get(reverse("lembar_kerja_baris", args=[last.pk, 10, nikah])))
    assert ISBAT not in ten
    assert "Penyuluhan di KUA" in ten
    eleven = words(typist.get(reverse("lembar_kerja_baris", args=[last.pk, 11, nikah])))
    left = eleven.split(LEFT)[1]
    assert left.startswith(" (1)")
    assert ISBAT in left
    assert "Penyuluhan di KUA" not in left


# --- Queries --------------------------------------------------------------------------------------

PAGES = {"lembar_kerja 6": 20, "lembar_kerja_baris 6": 20, "lembar_kerja 7": 20}


@pytest.fixture(params=[3, 20], ids=["3 items", "20 items"])
def many(request, tanjung, sokong, jenggala, ptpd):
    """Return the next June's session after so many items: reported on, a third gone on with."""
    june = prepare(tanjung, JUNE, ptpd)
    places = ((6, "pokja"), (7, str(guide_type().pk)))
    items = lay_items(june, places, request.param, desa=[sokong, jenggala])
    hold(june, ptpd)
    lay_reports(items, datetime.date(2026, 9, 1), desa=sokong, done="Rapat desa")
    session = prepare(tanjung, NEXT_JUNE, ptpd)
    lay_carriers(items[::3], session, desa=[sokong, jenggala])
    actions.freeze(session, by=ptpd, at=moment(session.date))
    return session


@pytest.mark.sekali
def test_pages_ask_the_same_number_of_queries_for_3_and_20_items(
    many, client, masuk, ptpd, django_assert_num_queries
):
    masuk(client, ptpd)
    for page, queries in PAGES.items():
        name, number = page.split()
        place = [many.pk, int(number), *(["pokja"] if name.endswith("baris") else [])]
        url = reverse(name, args=place)
        # The first visit remembers the chosen kecamatan and period in the session.
        assert client.get(url).status_code == 200
        with django_assert_num_queries(queries, info=page):
            client.get(url)


# --- Closing an evaluation ------------------------------------------------------------------------


def test_closing_an_evaluation_names_what_it_leaves_unfinished(
    client, masuk, tanjung, sokong, nikah, ptpd
):
    june = prepare(tanjung, JUNE, ptpd)
    done, carried, left = (
        add(june, 7, nikah, by=ptpd, desa=[sokong], what=what)
        for what in ("Penyuluhan di KUA", "Sidang keliling", ISBAT)
    )
    hold(june, ptpd)
    for item in PlanItem.unscoped.filter(session=june, number=6):
        report(item, datetime.date(2026, 9, 1), by=ptpd, state="selesai")
    november = prepare(tanjung, NOVEMBER, ptpd)
    at = moment(november.date)
    actions.freeze(november, by=ptpd, at=at)
    record_in_meeting(november, done, desa=[sokong], state="selesai", by=ptpd, at=at)
    carry_over(carried, session=november, by=ptpd, at=at)
    actions.start(november, by=ptpd, at=at)

    page = words(masuk(client, ptpd).get(reverse("rakorcam_tutup", args=[november.pk])))

    told = page.split("1 rencana yang ditinjau belum selesai dan tidak dilanjutkan")[1]
    assert f"{ISBAT} Direncanakan · Rakorcam Perencanaan, Juni 2026" in told
    assert "Rencana ini tetap terbuka di Tindak lanjut" in told
    assert "Penyuluhan di KUA" not in page
    assert "Sidang keliling" not in page

    carry_over(left, session=november, by=ptpd, at=at)
    page = words(client.get(reverse("rakorcam_tutup", args=[november.pk])))
    assert "Semua rencana yang ditinjau sudah selesai atau dilanjutkan." in page


def test_closing_a_first_evaluation_says_that_paper_is_not_followed(
    client, masuk, tanjung, sokong, ptpd
):
    session = prepare(tanjung, NOVEMBER, ptpd)
    paper = PlanItem(
        session=session, number=8, row="pokja", what="Membentuk Pokja", in_charge="Camat",
        all_desa=False, from_month=month("2026-01"), to_month=month("2026-06"),
    )  # fmt: skip
    add_paper_item(paper, desa=[sokong], by=ptpd, at=moment(session.date))
    actions.freeze(session, by=ptpd, at=moment(session.date))

    page = words(masuk(client, ptpd).get(reverse("rakorcam_tutup", args=[session.pk])))

    told = page.split("1 rencana dari kertas belum selesai dan tidak dilanjutkan")[1]
    assert "Membentuk Pokja" in told
    assert "hanya ikut di Tindak lanjut bila dilanjutkan" in told


def test_closing_a_planning_session_says_nothing_of_reviewing(client, masuk, next_june, ptpd):
    page = words(masuk(client, ptpd).get(reverse("rakorcam_tutup", args=[next_june.pk])))

    assert "ditinjau" not in page
