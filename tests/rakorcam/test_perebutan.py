"""Two people at the same moment: one of two wins, the other is told, nothing is stored twice."""

import datetime
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from formats.actions import Edit, save_coverage
from formats.models import Collection, Coverage
from formats.specs._shared import DOCUMENTS_BY_KEY
from rakorcam.actions import freeze, open_session
from rakorcam.models import Kind, Rakorcam, Snapshot
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db(transaction=True)
KIA = str(DOCUMENTS_BY_KEY["kia"].id)


def at_once(*acts):
    """Run `acts` in threads that start together; return their results, refusals as sentences."""
    results, gate = [None] * len(acts), threading.Barrier(len(acts))

    def run(place, act):
        try:
            gate.wait(timeout=10)
            results[place] = act()
        except ValidationError as error:
            results[place] = error.messages
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.fixture
def people(ptpd, notulis):
    """Return two people of Tanjung."""
    return ptpd, notulis


def test_two_who_open_the_same_session_get_one(tanjung, periode, people):
    results = at_once(
        *(
            lambda by=by: open_session(
                kecamatan=tanjung, period=periode, kind=Kind.PERENCANAAN,
                date=datetime.date(2026, 6, 18), by=by, at=AT,
            )
            for by in people
        )
    )  # fmt: skip

    assert Rakorcam.unscoped.count() == 1
    (told,) = (one for one in results if isinstance(one, list))
    assert "Satu periode hanya satu; batalkan dahulu yang ada." in told[0]


def test_two_who_freeze_the_same_session_get_one_first_bekuan(tanjung, periode, people):
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)

    results = at_once(*(lambda by=by: freeze(session, by=by, at=AT) for by in people))

    assert Snapshot.unscoped.get().number == 1
    assert ["Tulis alasan membekukan ulang."] in results


def test_two_who_type_the_same_empty_cell_find_each_other(tanjung, periode, people, sokong):
    results = at_once(
        *(
            lambda by=by, value=value: save_coverage(
                kecamatan=tanjung, period=periode, desa=[sokong],
                edits=[Edit((str(sokong.pk), KIA), "wajib", None, value)], by=by, at=AT,
            )
            for by, value in zip(people, (100, 200), strict=True)
        )
    )  # fmt: skip

    first = Coverage.unscoped.get()
    assert sorted(len(one.stale) for one in results) == [0, 1]
    (stale,) = (stale for one in results for stale in one.stale)
    assert stale.current == first.wajib
    assert stale.by == str(first.history.get().history_user)
    assert Collection.unscoped.count() == 1
