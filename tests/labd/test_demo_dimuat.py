"""Loading the demo: on any day, from the command line, with its accounts printed once."""

import pytest
from django.core.management import CommandError, call_command

from desa.models import User
from formats.models import Period
from labd.demo import RealData, load
from labd.demo_accounts import PEOPLE
from rakorcam.models import Rakorcam
from tests.factories import AT

PASSWORD = "rahasia-contoh-1"


# That of 2026 is the one all other tests read.
@pytest.mark.parametrize("year", [2024, 2031])
def test_the_demo_can_be_tried_on_any_day(db, year):
    at = AT.replace(year=year)

    assert load(at=at, password=PASSWORD) is True

    newest, before, *earlier = Period.unscoped.newest_first()
    assert newest.is_open(at)
    assert before.is_open(at)
    assert len(earlier) == 4
    assert Rakorcam.unscoped.count() == 2


def test_the_command_prints_its_accounts_and_a_made_up_password_once(db, capsys, monkeypatch):
    monkeypatch.delenv("LABD_DEMO_PASSWORD", raising=False)

    call_command("demo")
    first = capsys.readouterr().out
    call_command("demo")
    second = capsys.readouterr().out

    password = first.split("(dicetak sekali ini): ")[1].split()[0]
    for person in PEOPLE:
        assert person.username in first
        assert person.username in second
        assert User.objects.get(username=person.username).check_password(password)
    assert password not in second
    assert "Data contoh sudah ada; tetap." in second


def test_the_demo_keeps_away_from_the_real_lombok_utara(klu):
    with pytest.raises(RealData, match="sesungguhnya"):
        load(at=AT, password=PASSWORD)

    assert not User.objects.exists()


def test_the_command_wants_to_be_told_that_this_is_the_demo(db, settings):
    settings.LABD_DEMO = False

    with pytest.raises(CommandError, match="LABD_DEMO=1"):
        call_command("demo")

    assert not User.objects.exists()
