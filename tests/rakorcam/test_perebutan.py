"""Two people at the same moment: one of two wins, the other is told, nothing is stored twice."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from formats.actions import Edit, save_coverage
from formats.models import Collection, Coverage
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS_BY_KEY
from rakorcam import actions
from rakorcam.actions import agree_worksheet, freeze, open_session, start
from rakorcam.models import Kind, PlanItem, Rakorcam, Snapshot, Worksheet
from rakorcam.pages import WorksheetPage
from tests import factories
from tests.bersamaan import at_once, meet
from tests.factories import AT
from tests.pages import form_with
from tests.rakorcam.sesi import plan

pytestmark = pytest.mark.django_db(transaction=True)
KIA = str(DOCUMENTS_BY_KEY["kia"].id)


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


def test_a_plan_item_changed_while_its_worksheet_is_agreed_waits_its_turn(
    monkeypatch, tanjung, periode, ptpd, camat
):
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    freeze(session, by=ptpd, at=AT)
    start(session, by=camat, at=AT)
    url = reverse("rencana_ubah", args=[plan(session, ptpd).pk])
    typist = factories.masuk(Client(), ptpd)
    form = {**form_with(typist.get(url), "what"), "what": "Menerbitkan SK dan SOP"}
    # One holds the item and the other the session, if ever they can at the same time.
    meet(monkeypatch, (WorksheetPage, "plan_form"), (actions, "is_agreed"))

    answer, agreed = at_once(
        lambda: typist.post(url, form),
        lambda: agree_worksheet(session, REGISTRY[6], by=camat, at=AT),
    )

    assert isinstance(agreed, Worksheet)
    assert answer.status_code in (200, 302)
    # Too late, it is told so; in time, it is what was agreed.
    assert (PlanItem.unscoped.get().what == form["what"]) == (answer.status_code == 302)
