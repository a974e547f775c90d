"""The life of a session: opened once, begun, closed, cancelled (rules 3, 4)."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from formats.specs import REGISTRY
from rakorcam import actions
from rakorcam.models import Kind, Rakorcam, SessionState
from tests import factories
from tests.factories import AT
from tests.rakorcam.sesi import DAY, LATER, open_session, plan, refusal

# --- One per kecamatan, period and kind -----------------------------------------------------------


def test_a_second_session_for_the_same_period_is_refused_in_words(session, tanjung, periode, camat):
    assert refusal(open_session, tanjung, periode, camat) == [
        "Kecamatan Tanjung sudah punya Rakorcam Perencanaan Kegiatan LABD untuk periode Juni 2026. "
        "Satu periode hanya satu; batalkan dahulu yang ada."
    ]
    assert Rakorcam.unscoped.count() == 1


def test_the_database_itself_keeps_one_session_that_is_not_cancelled(session):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.RakorcamFactory(kecamatan=session.kecamatan, period=session.period)
    factories.RakorcamFactory(
        kecamatan=session.kecamatan, period=session.period, state=SessionState.DIBATALKAN
    )


def test_another_kind_period_or_kecamatan_has_its_own(session, tanjung, gangga, klu, periode, ptpd):
    november = factories.PeriodFactory(kabupaten=klu, code="2026-11", label="November 2026")

    open_session(tanjung, periode, ptpd, Kind.EVALUASI)
    open_session(tanjung, november, ptpd)
    open_session(gangga, periode, ptpd)

    assert Rakorcam.unscoped.count() == 4


def test_after_cancelling_another_may_be_opened(session, tanjung, periode, ptpd):
    cancelled = actions.cancel_session(session, reason="Banjir", by=ptpd, at=LATER)

    assert cancelled.state == SessionState.DIBATALKAN
    assert open_session(tanjung, periode, ptpd).state == SessionState.PERSIAPAN
    last = cancelled.history.first()
    assert (str(last.history_user), last.history_change_reason) == ("Ptpd", "Banjir")


def test_the_kind_is_chosen_not_read_from_the_month(tanjung, klu, ptpd):
    november = factories.PeriodFactory(kabupaten=klu, code="2026-11", label="November 2026")

    session = open_session(tanjung, november, ptpd, Kind.EVALUASI, date=datetime.date(2026, 12, 10))

    assert (session.kind, session.period.code, session.date.month) == ("evaluasi", "2026-11", 12)


def test_another_kabupatens_period_is_refused(tanjung, lotim, ptpd):
    theirs = factories.PeriodFactory(kabupaten=lotim, label="Juni 2026")

    assert refusal(open_session, tanjung, theirs, ptpd) == [
        "Periode Juni 2026 (2026-06) bukan milik Lombok Utara (52.08)."
    ]


def test_sixteen_digits_in_the_place_are_refused(tanjung, periode, ptpd):
    sentences = refusal(open_session, tanjung, periode, ptpd, place="Rumah 5208010101900001")

    assert sentences[0].startswith("Ada 16 angka berurutan")
    assert not Rakorcam.unscoped.exists()


# --- States ---------------------------------------------------------------------------------------


def test_it_does_not_start_before_its_data_are_frozen(session, camat):
    assert refusal(actions.start, session, by=camat, at=AT) == [
        "Bekukan data dahulu; lembar kerja dicetak dari data yang dibekukan."
    ]


def test_it_starts_once(running, camat):
    assert refusal(actions.start, running, by=camat, at=AT) == ["Rakorcam ini sudah berlangsung."]


def test_once_started_its_data_are_frozen_no_more(running, ptpd):
    assert refusal(actions.freeze, running, by=ptpd, at=LATER, reason="Angka salah") == [
        "Data hanya dapat dibekukan sebelum Rakorcam dimulai."
    ]
    assert running.snapshots.count() == 1


def test_it_closes_only_when_every_worksheet_is_agreed(running, ptpd, camat):
    plan(running, ptpd)
    actions.agree_worksheet(running, REGISTRY[6], by=camat, at=AT)

    assert refusal(actions.close, running, by=camat, at=AT) == ["Belum disepakati: Format 7."]


def test_an_agreed_session_closes_and_closes_once(agreed, camat):
    assert actions.close(agreed, by=camat, at=LATER).state == SessionState.SELESAI
    assert refusal(actions.close, agreed, by=camat, at=LATER) == [
        "Hanya Rakorcam yang berlangsung dapat ditutup."
    ]


def test_a_session_of_which_nothing_is_agreed_is_not_closed(tanjung, periode, ptpd, camat):
    session = open_session(tanjung, periode, ptpd, Kind.EVALUASI)
    actions.freeze(session, by=ptpd, at=AT)
    running = actions.start(session, by=camat, at=AT)

    assert refusal(actions.close, running, by=camat, at=AT) == [
        "Rakorcam ini belum punya lembar kerja yang disepakati."
    ]


@pytest.mark.parametrize("state", [SessionState.SELESAI, SessionState.DIBATALKAN])
def test_what_is_over_is_neither_cancelled_nor_moved(session, ptpd, state):
    Rakorcam.unscoped.update(state=state)

    assert refusal(actions.cancel_session, session, reason="Banjir", by=ptpd, at=AT) == [
        f"Rakorcam ini sudah {state}, jadi tidak dapat dibatalkan."
    ]
    assert refusal(
        actions.change_session, session, date=DAY, time=None, place="", by=ptpd, at=AT
    ) == [f"Rakorcam ini sudah {state}; jadwalnya tidak diubah lagi."]


def test_cancelling_needs_a_reason(session, ptpd):
    assert refusal(actions.cancel_session, session, reason=" ", by=ptpd, at=AT) == [
        "Tulis alasan membatalkan."
    ]


def test_a_schedule_is_changed_with_its_history(session, notulis):
    actions.change_session(
        session, date=datetime.date(2026, 6, 20), time=datetime.time(8, 30), place="Pendopo",
        by=notulis, at=LATER,
    )  # fmt: skip

    rows = session.history.all()
    assert [(str(row.history_user), row.date.day, row.place) for row in rows] == [
        ("Notulis", 20, "Pendopo"),
        ("Ptpd", 18, ""),
    ]
