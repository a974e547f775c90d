"""The home page names what waits in the follow-up: to confirm, late, unheard of, to report."""

import datetime

import pytest
from django.urls import reverse

from desa import waktu
from labd.tugas_tindak import follow_tasks, follow_words
from rakorcam.models import PlanItem
from tests.factories import guide_type
from tests.rakorcam.siklus import add, hold, moment, month, prepare, report

DAY = datetime.date
NOW = DAY(2026, 11, 10)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Let it be 10 November 2026."""
    monkeypatch.setattr(waktu, "now", lambda: moment(NOW))


@pytest.fixture
def june(tanjung, sokong, jenggala, ptpd):
    """Return June's closed session: one item late for two desa, one of Sokong's under way."""
    session = prepare(tanjung, "2026-06", ptpd)
    add(session, 6, "pokja", by=ptpd, desa=[sokong, jenggala], what="SK Pokja")
    add(
        session, 6, "ruang", by=ptpd, desa=[sokong], what="Papan nama",
        from_month=month("2026-10"), to_month=month("2026-12"),
    )  # fmt: skip
    add(
        session, 7, str(guide_type().pk), by=ptpd, desa=[jenggala], what="Sosialisasi",
        from_month=month("2027-01"), to_month=month("2027-02"),
    )  # fmt: skip
    return hold(session, ptpd)


def tasks(user, kecamatan):
    """Return (title, words, button) of what waits for a person."""
    return [(one.title, one.words, one.button) for one in follow_tasks(user, kecamatan, NOW)]


def test_ptpd_is_told_what_waits_is_late_and_unheard_of(june, tanjung, sokong, ptpd, kepala_desa):
    item = PlanItem.unscoped.get(what="SK Pokja")
    report(item, DAY(2026, 11, 2), by=kepala_desa, desa=sokong, confirmed=False, done="Draf")

    assert [title for title, _words, _button in tasks(ptpd, tanjung)] == ["Tindak lanjut rencana"]
    assert follow_words(ptpd, tanjung, NOW) == (
        "1 laporan menunggu Anda benarkan, 1 rencana terlambat, "
        "2 rencana belum dilaporkan triwulan ini."
    )


def test_a_pendamping_is_not_asked_to_confirm(june, tanjung, sokong, pendamping, kepala_desa):
    item = PlanItem.unscoped.get(what="SK Pokja")
    report(item, DAY(2026, 11, 2), by=kepala_desa, desa=sokong, confirmed=False, done="Draf")

    assert follow_words(pendamping, tanjung, NOW) == (
        "1 rencana terlambat, 2 rencana belum dilaporkan triwulan ini."
    )


def test_before_anything_is_agreed_nobody_is_sent_to_follow_up(tanjung, ptpd):
    assert tasks(ptpd, tanjung) == []
    assert follow_words(ptpd, tanjung, NOW) == "Tidak ada yang terlambat atau belum dilaporkan."


def test_the_home_page_asks_for_the_words_a_moment_later(june, client, masuk, ptpd, tanjung):
    home = masuk(client, ptpd).get(reverse("beranda")).content.decode()
    assert f'data-nanti="{reverse("beranda_nanti")}"' in home and 'data-kunci="tindak"' in home
    assert "terlambat" in client.get(reverse("beranda_nanti")).json()["tindak"]


def test_a_desa_is_asked_for_its_own_unreported_items(
    june, tanjung, sokong, kepala_desa, petugas_desa, kepala_jenggala
):
    both = ("Laporkan kemajuan 2 rencana",
            "SK Pokja, Papan nama. Belum ada laporan triwulan ini.", "Buka rencana")  # fmt: skip
    assert tasks(kepala_desa, tanjung) == [both]
    assert tasks(petugas_desa, tanjung) == [both]
    assert tasks(kepala_jenggala, tanjung) == [
        ("Laporkan kemajuan: SK Pokja",
         "Juni 2026. Belum ada laporan Desa Jenggala triwulan ini.", "Catat kemajuan"),
    ]  # fmt: skip

    for item in PlanItem.unscoped.filter(desa=sokong):
        report(item, DAY(2026, 10, 2), by=kepala_desa, desa=sokong, confirmed=False, done="Draf")
    assert tasks(kepala_desa, tanjung) == []


def test_who_only_reads_is_asked_nothing_at_no_cost(
    june, tanjung, camat, notulis, django_assert_num_queries
):
    for user in (camat, notulis):
        assert user.current_assignments
        with django_assert_num_queries(0):
            assert tasks(user, tanjung) == []
