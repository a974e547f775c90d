"""What goes on of an unfinished plan: a suggestion of what is left, said in words."""

import datetime

import pytest
from django.urls import reverse

from desa import waktu
from rakorcam import actions
from rakorcam.actions_plans import carry_over
from rakorcam.actions_progress import set_item_state
from rakorcam.models import PlanItem
from rakorcam.monitoring import months_from
from tests.factories import DesaFactory, guide_type
from tests.pages import words
from tests.rakorcam.sesi import refusal
from tests.rakorcam.siklus import DAYS, add, hold, make_period, moment, month, prepare, report

DAY = datetime.date
NOVEMBER = DAYS["2026-11"]


@pytest.fixture
def isbat(tanjung, desa_tanjung, ptpd):
    """Return June's isbat for every desa, July to September."""
    session = prepare(tanjung, "2026-06", ptpd)
    add(
        session, 7, str(guide_type("akta-nikah").pk), by=ptpd, all_desa=True, what="Isbat nikah",
        from_month=month("2026-07"), to_month=month("2026-09"), target_number=40,
        target_unit="pasangan", budget=25_000_000, budget_source="apbdes",
    )  # fmt: skip
    hold(session, ptpd)
    return PlanItem.unscoped.get(what="Isbat nikah")


@pytest.fixture
def november(tanjung, isbat, ptpd):
    """Return November's session in preparation."""
    return prepare(tanjung, "2026-11", ptpd)


def carried(item, session, by):
    """Return what goes on of an item in a session."""
    return carry_over(item, session=session, by=by, at=moment(session.date))


def names(item):
    """Return the names of the desa of an item."""
    return {one.name for one in item.desa.all()}


def test_desa_that_are_done_with_it_stay_behind(isbat, november, sokong, jenggala, ptpd):
    report(isbat, DAY(2026, 8, 1), by=ptpd, desa=sokong, state="selesai", number=12)
    report(isbat, DAY(2026, 8, 1), by=ptpd, desa=jenggala, number=3)

    carrier = carried(isbat, november, ptpd)

    assert (carrier.all_desa, names(carrier)) == (False, {"Tanjung", "Jenggala"})
    # What Sokong reached goes on counting, so the number to be reached stays whole.
    assert (carrier.target_number, carrier.budget) == (40, 25_000_000)


def test_an_item_for_all_desa_of_which_none_is_done_stays_for_all(isbat, november, ptpd):
    carrier = carried(isbat, november, ptpd)

    assert (carrier.all_desa, names(carrier)) == (True, set())


def test_an_item_that_ptpd_keeps_open_keeps_its_desa(isbat, november, desa_tanjung, ptpd):
    set_item_state(
        isbat, state="terhambat", reason="SK ditolak", by=ptpd, at=moment(DAY(2026, 9, 1))
    )
    for desa in desa_tanjung:
        report(isbat, DAY(2026, 9, 2), by=ptpd, desa=desa, state="selesai")

    assert carried(isbat, november, ptpd).all_desa


@pytest.fixture
def split(tanjung, sokong):
    """Return the two desa that Sokong became on the first of October."""
    sokong.valid_to = DAY(2026, 9, 30)
    sokong.save()
    return [
        DesaFactory(kecamatan=tanjung, name=name, induk=sokong, valid_from=DAY(2026, 10, 1))
        for name in ("Sokong Barat", "Sokong Timur")
    ]


def click(item, session, client):
    """Carry an item over in a worksheet and return the page that tells of it, in words."""
    place = [session.pk, 10, item.row, item.pk]
    return words(client.post(reverse("rencana_lanjut", args=place), follow=True))


def test_a_desa_that_is_no_more_does_not_go_on(
    isbat, sokong, jenggala, split, tanjung, ptpd, client, masuk
):
    report(isbat, DAY(2026, 8, 1), by=ptpd, desa=jenggala, state="selesai")
    november = prepare(tanjung, "2026-11", ptpd)
    masuk(client, ptpd)

    page = click(isbat, november, client)

    assert names(PlanItem.unscoped.get(carried_from=isbat)) == {"Tanjung"}
    assert (
        "Yang sudah selesai tidak ikut: Jenggala. "
        "Tidak ada pada tanggal acuan November 2026, jadi tidak ikut: Sokong. "
        "Hasil pemekarannya belum ikut: Sokong Barat, Sokong Timur. "
        "Tambahkan bila rencana ini berlanjut di sana." in page
    )


def test_what_goes_on_in_all_desa_goes_on_in_those_that_were_split_too(
    isbat, split, tanjung, ptpd, client, masuk
):
    november = prepare(tanjung, "2026-11", ptpd)
    masuk(client, ptpd)

    page = click(isbat, november, client)

    assert PlanItem.unscoped.get(carried_from=isbat).all_desa
    assert "semua desa, November 2026–Januari 2027. Tidak ada pada tanggal acuan" in page
    assert "Hasil pemekarannya" not in page


def test_an_item_whose_desa_are_all_gone_is_not_made_one_of_the_kecamatan(
    isbat, desa_tanjung, sokong, split, tanjung, ptpd
):
    for desa in desa_tanjung:
        if desa != sokong:
            report(isbat, DAY(2026, 8, 1), by=ptpd, desa=desa, state="selesai")
    november = prepare(tanjung, "2026-11", ptpd)

    assert refusal(carried, isbat, november, ptpd) == [
        "Desa rencana ini tidak ada pada tanggal acuan November 2026: Sokong. "
        "Hasil pemekarannya: Sokong Barat, Sokong Timur. "
        "PTPD mengubah dahulu desanya di Tindak lanjut, atau ketik rencana baru."
    ]
    assert not PlanItem.unscoped.filter(carried_from=isbat).exists()


MONTHS = [
    # The last month is past: as long as it was to take.
    (("2026-07", "2026-09"), ("2026-11", "2027-01")),
    (("2026-07", "2026-07"), ("2026-11", "2026-11")),
    # Not past: as agreed, but never before the meeting.
    (("2026-08", "2026-12"), ("2026-11", "2026-12")),
    (("2027-02", "2027-03"), ("2027-02", "2027-03")),
    # Never longer than a plan may reach.
    (("2023-01", "2026-10"), ("2026-11", "2028-10")),
]


@pytest.mark.sekali
@pytest.mark.parametrize(("agreed", "left"), MONTHS)
def test_months_begin_with_the_meeting_and_keep_their_length(agreed, left):
    found = months_from(month("2026-11"), *map(month, agreed))

    assert found == tuple(map(month, left))


def test_months_never_begin_before_a_meeting_held_after_its_periods_month(
    tanjung, isbat, ptpd, klu
):
    session = actions.open_session(
        kecamatan=tanjung, period=make_period(klu, "2026-11"), date=DAY(2026, 12, 3),
        kind="evaluasi", by=ptpd, at=moment(DAY(2026, 11, 20)),
    )  # fmt: skip

    carrier = carried(isbat, session, ptpd)

    assert (carrier.from_month, carrier.to_month) == (month("2026-12"), month("2027-02"))


def test_the_click_says_what_went_on_and_what_stayed(
    isbat, november, sokong, jenggala, ptpd, client, masuk
):
    report(isbat, DAY(2026, 8, 1), by=ptpd, desa=sokong, state="selesai", number=12)
    report(isbat, DAY(2026, 8, 1), by=ptpd, desa=jenggala, number=3)
    masuk(client, ptpd)

    page = client.post(
        reverse("rencana_lanjut", args=[november.pk, 10, isbat.row, isbat.pk]), follow=True
    )

    assert (
        "Rencana dilanjutkan di Format 11: Tanjung, Jenggala, November 2026–Januari 2027. "
        "Yang sudah selesai tidak ikut: Sokong. "
        "Target tetap 40 pasangan, dihitung dari awal: sudah 15, tinggal 25. "
        "Anggaran Rp25.000.000 ikut utuh. "
        "Ini usulan: ubah bila perlu sebelum lembar kerja disepakati." in words(page)
    )
    carrier = PlanItem.unscoped.get(carried_from=isbat)
    form = words(client.get(reverse("rencana_ubah", args=[carrier.pk])))
    assert "Dihitung dari awal, termasuk yang tercapai sebelum rencana ini dilanjutkan." in form


def test_who_is_done_and_who_cancelled_are_told_apart_from_whom_the_notulis_took_out(
    isbat, november, desa_tanjung, ptpd, client, masuk
):
    _first, second, third = desa_tanjung
    report(isbat, DAY(2026, 8, 1), by=ptpd, desa=second, state="dibatalkan", obstacle="Pindah")
    masuk(client, ptpd)
    page = click(isbat, november, client)
    assert f"Yang dibatalkan tidak ikut: {second.name}." in page
    assert "Yang sudah selesai" not in page

    PlanItem.unscoped.get(carried_from=isbat).desa.set([third])
    report(isbat, DAY(2026, 8, 2), by=ptpd, desa=second, state="selesai")
    page = click(isbat, november, client)
    assert f"Yang sudah selesai tidak ikut: {second.name}. Target" in page
    assert "Yang dibatalkan" not in page


def test_carrying_over_twice_is_once_and_what_is_done_stays(isbat, november, desa_tanjung, ptpd):
    first = carried(isbat, november, ptpd)
    assert carried(isbat, november, ptpd) == first

    actions.remove_plan_item(first, by=ptpd, at=moment(november.date))
    for desa in desa_tanjung:
        report(isbat, DAY(2026, 11, 20), by=ptpd, desa=desa, state="selesai")
    assert refusal(carried, isbat, november, ptpd) == [
        "Rencana ini sudah selesai, jadi tidak dilanjutkan."
    ]


# --- Afterwards -----------------------------------------------------------------------------------


def test_a_desa_that_goes_on_alone_is_asked_for_its_own_number_of_the_shared_target(
    isbat, november, desa_tanjung, ptpd, kepala_jenggala, client, masuk, monkeypatch
):
    *done, jenggala = desa_tanjung
    for desa in done:
        report(isbat, DAY(2026, 8, 1), by=ptpd, desa=desa, state="selesai", number=10, done="Dua")
    carrier = carried(isbat, november, ptpd)
    hold(november, ptpd)
    monkeypatch.setattr(waktu, "now", lambda: moment(DAY(2026, 12, 1)))
    report(carrier, DAY(2026, 11, 30), by=ptpd, desa=jenggala, number=4)

    for user in (ptpd, kepala_jenggala):
        masuk(client, user)
        ask = words(client.get(reverse("tindak_catat_desa", args=[jenggala.pk, carrier.pk])))
        assert "Target 40 pasangan bersama 3 desa." in ask
        assert "Laporan terakhir 30 November 2026: Berjalan, 4 pasangan" in ask

    told = words(client.get(reverse("tindak_rencana", args=[carrier.pk])))
    assert "4 pasangan dari target bersama 40 pasangan" in told
    masuk(client, ptpd)
    told = words(client.get(reverse("tindak_rencana", args=[carrier.pk])))
    assert "24 dari 40 pasangan" in told
    assert "Desa yang tidak disebut lagi" in told
