"""A meeting that begins on another day than the one it was planned for asks whether it is meant."""

import datetime

import pytest
from django.urls import reverse

from desa import waktu
from rakorcam.actions import freeze
from rakorcam.models import Rakorcam, SessionState
from tests.factories import AT
from tests.pages import words
from tests.rakorcam.sesi import DAY
from tests.rakorcam.siklus import moment


@pytest.fixture
def clock(monkeypatch):
    """Let it be the day planned; return the function that sets another."""

    def set_day(day):
        monkeypatch.setattr(waktu, "now", lambda: moment(day))

    set_day(DAY)
    return set_day


@pytest.fixture
def frozen(session, ptpd):
    """Return the session with its data frozen."""
    freeze(session, by=ptpd, at=AT)
    return session


@pytest.fixture
def press(client, masuk):
    """Return the function that opens the page as somebody and presses its button."""

    def press(user, session, **typed):
        masuk(client, user)
        url = reverse("rakorcam_mulai", args=[session.pk])
        assert client.get(url).status_code == 200
        return client.post(url, typed)

    return press


def state_of(session):
    """Return the session's state as stored."""
    return Rakorcam.unscoped.get(pk=session.pk).state


def test_on_the_day_planned_a_meeting_begins_without_more(press, clock, frozen, camat):
    assert press(camat, frozen).status_code == 302
    assert state_of(frozen) == SessionState.BERLANGSUNG


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (datetime.date(2026, 6, 15), "18 Juni 2026, 3 hari lagi. Hari ini Senin, 15 Juni 2026."),
        (datetime.date(2026, 6, 19), "18 Juni 2026, 1 hari yang lalu. Hari ini Jumat, 19 Juni"),
    ],
)
def test_on_another_day_it_begins_only_when_that_is_said(
    press, clock, frozen, camat, ptpd, day, told
):
    clock(day)

    refused = words(press(camat, frozen))

    assert f"Rapat ini direncanakan Kamis, {told}" in refused
    assert "Ubah jadwal dahulu" in refused
    assert "Centang kalau rapat memang dimulai hari ini." in refused
    assert state_of(frozen) == SessionState.PERSIAPAN
    named = {"capacity": "atas nama camat"}
    assert press(ptpd, frozen, **named).status_code == 200
    assert press(ptpd, frozen, another_day="on").status_code == 200
    assert state_of(frozen) == SessionState.PERSIAPAN
    assert press(ptpd, frozen, another_day="on", **named).status_code == 302
    assert state_of(frozen) == SessionState.BERLANGSUNG


def test_the_day_is_the_kabupatens(press, monkeypatch, frozen, camat):
    # 17 June in the evening of Greenwich is the morning of the 18th in Lombok Utara.
    evening = datetime.datetime(2026, 6, 17, 23, tzinfo=datetime.UTC)
    monkeypatch.setattr(waktu, "now", lambda: evening)

    assert press(camat, frozen).status_code == 302
