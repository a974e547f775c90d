"""Pages of an evaluation ask the database as often for 60 reviewed items as for 3."""

import datetime

import pytest
from django.urls import reverse

from rakorcam import actions
from rakorcam.actions_plans import carry_over
from rakorcam.actions_progress import record_in_meeting
from rakorcam.models import PlanItem
from tests.factories import guide_type
from tests.rakorcam.siklus import DAYS, add, hold, moment, prepare, report

pytestmark = pytest.mark.sekali

AT = moment(DAYS["2026-11"])
# Page -> how many queries it asks.
PAGES = {
    "worksheet 8": 20,
    "row of worksheet 8": 20,
    "saying something": 20,
    "worksheet 10": 20,
    "worksheet 11": 20,
    "Format 8 as Excel": 10,
    "session": 11,
}


@pytest.fixture(params=[3, 60], ids=["3 items", "60 items"])
def november(request, tanjung, sokong, jenggala, ptpd):
    """Return November's frozen session after so many items: reported, said of, gone on with."""
    june = prepare(tanjung, "2026-06", ptpd)
    kia = str(guide_type().pk)
    for number, row in ((6, "pokja"), (7, kia)):
        for n in range(request.param):
            item = add(june, number, row, by=ptpd, desa=[sokong, jenggala], what=f"Rencana {n}")
    hold(june, ptpd)
    items = PlanItem.unscoped.filter(session=june)
    for item in items:
        report(item, datetime.date(2026, 9, 1), by=ptpd, desa=sokong, done="Rapat desa")
    session = prepare(tanjung, "2026-11", ptpd)
    actions.freeze(session, by=ptpd, at=AT)
    for item in items:
        record_in_meeting(
            session, item, desa=[jenggala], state="berjalan", done="Berkas siap", by=ptpd, at=AT
        )
        carry_over(item, session=session, by=ptpd, at=AT)
    return session


@pytest.fixture
def addresses(november):
    """Return page -> address."""
    item = PlanItem.unscoped.filter(number=6).first()
    here = [november.pk, 8, "pokja"]
    return {
        "worksheet 8": reverse("lembar_kerja", args=here[:2]),
        "row of worksheet 8": reverse("lembar_kerja_baris", args=here),
        "saying something": reverse("tinjau_catat", args=[*here, item.pk]),
        "worksheet 10": reverse("lembar_kerja", args=[november.pk, 10]),
        "worksheet 11": reverse("lembar_kerja", args=[november.pk, 11]),
        "Format 8 as Excel": reverse("lembar_kerja_berkas", args=[*here[:2], "xlsx"]),
        "session": reverse("rakorcam", args=[november.pk]),
    }


def test_pages_ask_the_same_number_of_queries_for_3_and_60_items(
    addresses, client, masuk, ptpd, django_assert_num_queries
):
    masuk(client, ptpd)
    for page, queries in PAGES.items():
        # The first visit remembers the chosen kecamatan and period in the session.
        assert client.get(addresses[page]).status_code == 200
        with django_assert_num_queries(queries, info=page):
            client.get(addresses[page])
