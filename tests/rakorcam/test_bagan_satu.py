"""The guide's yearly cycle (Bagan 1): where a kecamatan stands, what is done, what is late."""

import io
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from desa import waktu
from desa.rights import Role
from rakorcam.actions_progress import set_item_state
from rakorcam.cycle import STEPS, Agreement, Meeting, Round, Visits, Year, position, steps
from rakorcam.cycle_facts import sessions_of, standing, year_of
from rakorcam.models import SessionState
from rakorcam.tindak import FollowUp
from tests import factories
from tests.factories import make_user
from tests.pages import words
from tests.rakorcam.siklus import add, hold, moment, prepare, report

MAY, JULY, OCTOBER, JANUARY = (
    date(2026, 5, 20), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 2),
)  # fmt: skip


def planning(state="persiapan", frozen=None, day=date(2026, 6, 18)):
    """Return June's meeting."""
    return Meeting("perencanaan", state, day, frozen, day if state == "selesai" else None)


def evaluation(state="persiapan", day=date(2026, 11, 24)):
    """Return November's meeting."""
    return Meeting("evaluasi", state, day, None)


def collected(complete=3, told=3):
    """Return June's collection in three desa."""
    return Round(
        "2026-06", "Juni 2026", date(2026, 5, 1), date(2026, 6, 30), complete, told, 3, 6, 6
    )


def states(today, **known):
    """Return the six states of 2026 in words."""
    return [step.state.value for step in steps(Year(2026, **known), today)]


# --- Where the year stands ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("june", "november", "step"),
    [
        (None, None, 1),
        (planning(), None, 1),
        (planning(frozen=date(2026, 6, 15)), None, 2),
        (planning("berlangsung"), None, 2),
        (planning("selesai"), None, 3),
        (planning("selesai"), evaluation(), 5),
        (None, evaluation("berlangsung"), 5),
        (planning("selesai"), evaluation("selesai"), 6),
    ],
)
def test_the_meetings_say_at_which_step_a_year_stands(june, november, step):
    assert position(june, november) == step


def test_the_six_steps_are_worded_as_the_guide_words_them():
    assert [step.title for step in steps(Year(2026), MAY)] == list(STEPS)
    assert STEPS[0] == "Survei dan pendataan realisasi pelaksanaan LABD"
    assert STEPS[4] == "Pelaksanaan Rakorcam Tematik – 2. Evaluasi Pelaksanaan LABD"


# --- How each step stands -------------------------------------------------------------------------


def test_a_year_begins_with_nothing_done():
    assert states(date(2026, 2, 1), first=collected(0, 0)) == ["belum"] * 6


def test_the_collection_is_under_way_until_it_is_frozen():
    assert states(MAY, first=collected())[0] == "berjalan"
    frozen = planning(frozen=date(2026, 6, 15))
    assert states(MAY, first=collected(), planning=frozen)[:2] == ["sudah", "berjalan"]


def test_what_june_did_not_see_is_late_in_july():
    assert states(JULY, first=collected())[:2] == ["terlambat", "terlambat"]
    assert states(JULY, first=collected(), planning=planning())[:2] == ["terlambat", "terlambat"]


def test_a_meeting_set_for_a_later_day_is_not_late_before_that_day():
    later = planning(frozen=date(2026, 6, 29), day=date(2026, 7, 20))
    assert states(JULY, first=collected(), planning=later)[1] == "berjalan"
    assert states(date(2026, 7, 21), first=collected(), planning=later)[1] == "terlambat"


def test_no_evaluation_is_late_only_after_the_year():
    assert states(date(2026, 12, 31))[4] == "belum"
    assert states(JANUARY)[4] == "terlambat"


@pytest.mark.parametrize(
    ("agreed", "state"),
    [
        (Agreement(count=4), "berjalan"),
        (Agreement(count=4, closed=4), "sudah"),
        (Agreement(count=4, closed=3, late=1), "terlambat"),
    ],
)
def test_carrying_out_follows_the_items_agreed(agreed, state):
    known = {"planning": planning("selesai"), "agreed": agreed}
    assert states(OCTOBER, **known)[2] == state


def test_nothing_is_carried_out_before_it_is_agreed():
    assert states(MAY, planning=planning(), agreed=Agreement(count=4))[2] == "belum"


@pytest.mark.parametrize(
    ("visits", "today", "state"),
    [
        (Visits(0, 0, 3), OCTOBER, "berjalan"),
        (Visits(2, 2, 3), OCTOBER, "berjalan"),
        (Visits(4, 3, 3, OCTOBER), OCTOBER, "sudah"),
        (Visits(2, 2, 3), JANUARY, "terlambat"),
    ],
)
def test_pembinaan_is_done_when_every_desa_was_visited(visits, today, state):
    assert states(today, planning=planning("selesai"), visits=visits)[3] == state


# --- From the database ----------------------------------------------------------------------------


@pytest.fixture
def lived(tanjung, sokong, jenggala, ptpd):
    """Hold June's meeting with two plans, one of them done, and visit one desa."""
    june = prepare(tanjung, "2026-06", ptpd)
    done = add(june, 6, "pokja", by=ptpd, desa=[sokong], what="SK Pokja")
    add(june, 6, "pokja", by=ptpd, desa=[jenggala], what="SK kedua")
    june = hold(june, ptpd)
    report(done, date(2026, 8, 3), by=ptpd, desa=sokong, state="selesai", done="SK terbit")
    factories.VisitFactory(desa=sokong, date=date(2026, 9, 2))
    return june


def test_a_lived_year_tells_its_days_and_counts(tanjung, lived):
    told = year_of(tanjung, 2026, sessions_of(tanjung, 2026), date(2026, 9, 10))
    made = steps(told, date(2026, 9, 10))

    assert [step.state.value for step in made] == [
        "sudah", "sudah", "terlambat", "berjalan", "belum", "belum",
    ]  # fmt: skip
    assert [step.day for step in made[:4]] == [
        date(2026, 6, 18), date(2026, 6, 18), date(2026, 8, 3), date(2026, 9, 2),
    ]  # fmt: skip
    agreed = told.agreed
    assert (agreed.closed, agreed.waiting, agreed.reported) == (1, agreed.count - 1, 0)
    assert (told.visits.desa, told.visits.of) == (1, 3)


def test_the_cycle_counts_what_is_done_and_reported_as_the_follow_up_does(
    tanjung, sokong, jenggala, ptpd
):
    june, day = prepare(tanjung, "2026-06", ptpd), date(2026, 9, 10)
    dropped = add(june, 6, "pokja", by=ptpd, desa=[sokong], what="SK Pokja")
    half = add(june, 6, "ruang", by=ptpd, desa=[sokong, jenggala], what="Loket")
    hold(june, ptpd)
    set_item_state(dropped, state="dibatalkan", reason="Tidak perlu lagi", by=ptpd, at=factories.AT)
    report(half, date(2026, 8, 3), by=ptpd, desa=sokong, state="berjalan", done="Meja dibeli")

    agreed = year_of(tanjung, 2026, sessions_of(tanjung, 2026), day).agreed

    assert (agreed.closed, agreed.finished) == (1, 0)
    assert (agreed.reported, agreed.waiting) == FollowUp(ptpd, tanjung, day).reported
    report(half, date(2026, 8, 4), by=ptpd, desa=jenggala, state="berjalan", done="Meja dipesan")
    agreed = year_of(tanjung, 2026, sessions_of(tanjung, 2026), day).agreed
    assert (agreed.reported, agreed.waiting) == FollowUp(ptpd, tanjung, day).reported
    assert agreed.reported == 1


def test_a_session_that_was_called_off_leaves_no_trace(tanjung, periode):
    factories.RakorcamFactory(kecamatan=tanjung, period=periode, state=SessionState.DIBATALKAN)
    assert sessions_of(tanjung, 2026) == {}


def test_a_december_meeting_on_novembers_data_belongs_to_its_year(tanjung, ptpd):
    late = prepare(tanjung, "2026-11", ptpd)
    late.date = date(2027, 1, 8)
    late.save()
    assert list(sessions_of(tanjung, 2026)) == ["evaluasi"]
    assert sessions_of(tanjung, 2027) == {}


def test_the_home_page_and_the_cycle_stand_at_the_same_step(tanjung, lived):
    number, of, title = standing(tanjung, date(2026, 9, 10))
    assert (number, of, title) == (3, 6, STEPS[2])


# --- The page -------------------------------------------------------------------------------------


def address(kecamatan, year=2026, name="siklus", *more):
    return reverse(name, args=[kecamatan.pk, year, *more])


def test_the_page_leads_on_from_each_step(client, masuk, camat, tanjung, lived):
    page = masuk(client, camat).get(address(tanjung))
    text, html = words(page), page.content.decode()

    assert "langkah 3 dari 6" in text
    assert "Rencana selesai 1 dari " in text
    assert reverse("data_desa", args=[tanjung.pk, "2026-06"]) in html
    assert reverse("rakorcam", args=[lived.pk]) in html
    assert reverse("tindak_daftar", args=[tanjung.pk]) in html
    assert html.count('aria-current="step"') == 1


def test_the_list_of_sessions_leads_everybody_who_may_read_it_to_the_cycle(
    client, masuk, tanjung, gangga, ptpd, admin_kabupaten, kepala_desa, monkeypatch
):
    monkeypatch.setattr(waktu, "now", lambda: moment(date(2027, 1, 4)))
    here, there = address(tanjung, 2027), address(gangga, 2027)

    def linked(user):
        html = masuk(client, user).get(reverse("rakorcam_daftar")).content.decode()
        return [url for url in (here, there) if f'href="{url}"' in html]

    assert linked(ptpd) == [here]
    assert linked(admin_kabupaten) == [here, there]
    # A desa reads no dashboard (hak-akses.md), so it is not sent to one.
    assert linked(kepala_desa) == []
    assert masuk(client, kepala_desa).get(here).status_code == 403


def test_a_year_without_anything_asks_for_a_meeting(client, masuk, ptpd, tanjung):
    page = masuk(client, ptpd).get(address(tanjung, 2031))
    assert "Periode pendataan belum dibuat" in words(page)
    assert reverse("rakorcam_baru", args=[tanjung.pk]) in page.content.decode()


def test_a_year_out_of_reach_is_not_there(client, masuk, ptpd, tanjung):
    assert masuk(client, ptpd).get(address(tanjung, 9999)).status_code == 404


@pytest.mark.sekali
def test_the_cycle_prints_on_one_f4(client, masuk, camat, tanjung, lived):
    file = masuk(client, camat).get(address(tanjung, 2026, "siklus_berkas", "pdf"))
    (page,) = PdfReader(io.BytesIO(file.content)).pages
    text = " ".join(page.extract_text().split())
    assert "Bagan 1. Siklus Koordinasi, Pembinaan dan Monev Pelaksanaan LABD" in text
    assert "Tahun 2026, langkah 3 dari 6" in text


def test_home_says_where_the_year_stands(client, masuk, ptpd, kepala_desa, tanjung, periode):
    year = waktu.today(tanjung.kabupaten).year
    page = masuk(client, ptpd).get(reverse("beranda"))
    assert "Tahun ini: langkah" in words(page)
    assert address(tanjung, year) in page.content.decode()
    assert "Tahun ini" not in words(masuk(client, kepala_desa).get(reverse("beranda")))


@pytest.mark.sekali
@pytest.mark.parametrize("count", [3, 43])
def test_the_page_asks_as_often_for_43_desa_as_for_3(
    count, klu, periode, client, masuk, django_assert_num_queries
):
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    desa = factories.make_desa(kecamatan, count)
    ptpd = make_user("ptpd", (Role.PT, kecamatan))
    session = prepare(kecamatan, "2026-06", ptpd)
    for one in desa:
        item = add(session, 6, "pokja", by=ptpd, desa=[one], what=f"SK {one.name}")
        factories.VisitFactory(desa=one)
    hold(session, ptpd)
    report(item, date(2026, 7, 1), by=ptpd, desa=one, done="Mulai")
    masuk(client, ptpd)
    client.get(address(kecamatan))

    with django_assert_num_queries(23):
        client.get(address(kecamatan))
