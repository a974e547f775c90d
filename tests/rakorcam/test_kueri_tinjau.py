"""Pages of an evaluation ask the database as often for 20 reviewed items as for 3."""

import datetime

import pytest
from django.urls import reverse

from rakorcam import actions
from rakorcam.models import PlanItem
from tests.factories import guide_type
from tests.rakorcam.siklus import (
    DAYS,
    hold,
    lay_carriers,
    lay_items,
    lay_reports,
    moment,
    prepare,
)

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


@pytest.fixture(params=[3, 20], ids=["3 items", "20 items"])
def november(request, tanjung, sokong, jenggala, ptpd):
    """Return November's frozen session after so many items: reported, said of, gone on with."""
    june = prepare(tanjung, "2026-06", ptpd)
    places = ((6, "pokja"), (7, str(guide_type().pk)))
    items = lay_items(june, places, request.param, desa=[sokong, jenggala])
    hold(june, ptpd)
    lay_reports(items, datetime.date(2026, 9, 1), desa=sokong, done="Rapat desa")
    session = prepare(tanjung, "2026-11", ptpd)
    actions.freeze(session, by=ptpd, at=AT)
    lay_reports(items, session.date, desa=jenggala, session=session, done="Berkas siap")
    lay_carriers(items, session, desa=[sokong, jenggala])
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


def test_pages_ask_the_same_number_of_queries_for_3_and_20_items(
    addresses, client, masuk, ptpd, django_assert_num_queries
):
    masuk(client, ptpd)
    for page, queries in PAGES.items():
        # The first visit remembers the chosen kecamatan and period in the session.
        assert client.get(addresses[page]).status_code == 200
        with django_assert_num_queries(queries, info=page):
            client.get(addresses[page])
