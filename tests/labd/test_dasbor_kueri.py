"""The dashboard asks the database as often for 43 desa and 20 periods as for 3 and 2."""

from datetime import date

import pytest
from django.urls import reverse

from desa.rights import Role
from formats.models import Collection, Coverage, ElementState, Period, Target
from formats.specs._shared import DOCUMENTS, DOCUMENTS_BY_KEY, ELEMENTS
from rakorcam.models import SessionState
from tests import factories
from tests.factories import guide_type, make_user

pytestmark = pytest.mark.sekali

QUERIES = {
    "dasbor": 21, "dasbor_grafik": 18, "dasbor_perhatian": 32, "dasbor_rencana": 11,
    "dasbor_perkembangan": 20,
}  # fmt: skip


@pytest.fixture(params=[(3, 2), (43, 2), (3, 20)], ids=str)
def full(request, klu):
    """Return a kecamatan all told in all periods, with an agreed plan, and its newest period."""
    desa_count, period_count = request.param
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    desa = factories.make_desa(kecamatan, desa_count)
    types = [guide_type(one.key) for one in DOCUMENTS]
    periods = [
        factories.PeriodFactory(
            kabupaten=klu, code=f"{2026 - n // 2}-{('11', '06')[n % 2]}", label=f"Putaran {n}",
            reference_date=date(2026 - n // 2, (11, 6)[n % 2], 1),
        )
        for n in range(period_count)
    ]  # fmt: skip
    Collection.unscoped.bulk_create(
        factories.CollectionFactory.build(kecamatan=kecamatan, period=one, data_date=None)
        for one in periods
    )
    Target.unscoped.bulk_create(
        factories.TargetFactory.build(period=one, document=kind) for one in periods
        for kind in types
    )  # fmt: skip
    Coverage.unscoped.bulk_create(
        factories.CoverageFactory.build(
            desa=place, period=one, document=kind, wajib_l=50, wajib_p=50, memiliki_l=40,
            memiliki_p=40,
        )
        for one in periods for place in desa for kind in types
    )  # fmt: skip
    ElementState.unscoped.bulk_create(
        factories.ElementStateFactory.build(desa=place, period=periods[0], element=one.key)
        for place in desa for one in ELEMENTS
    )  # fmt: skip
    session = factories.RakorcamFactory(
        kecamatan=kecamatan, period=periods[-1], state=SessionState.SELESAI
    )
    for place in desa:
        item = factories.PlanItemFactory(session=session)
        item.desa.add(place)
    return kecamatan, Period.unscoped.get(code="2026-11")


@pytest.mark.parametrize("name", QUERIES)
def test_the_same_number_of_queries(name, full, client, masuk, django_assert_num_queries):
    kecamatan, period = full
    masuk(client, make_user("camat", (Role.CA, kecamatan)))
    chart = [DOCUMENTS_BY_KEY["kia"].id] if name == "dasbor_grafik" else []
    url = reverse(name, args=[kecamatan.pk, period.code, *chart])
    assert client.get(url).status_code == 200
    with django_assert_num_queries(QUERIES[name]):
        client.get(url)


OF_DESA = {
    "dasbor_desa": 34, "dasbor_desa_grafik": 18, "dasbor_desa_peringatan": 23,
    "dasbor_desa_riwayat": 15,
}  # fmt: skip


@pytest.mark.parametrize("name", OF_DESA)
def test_a_desa_page_asks_the_same_number_of_queries(
    name, full, client, masuk, django_assert_num_queries
):
    kecamatan, period = full
    desa = kecamatan.desa_set.order_by("code").first()
    masuk(client, make_user("camat", (Role.CA, kecamatan)))
    chart = [DOCUMENTS_BY_KEY["kia"].id] if name == "dasbor_desa_grafik" else []
    url = reverse(name, args=[desa.pk, period.code, *chart])
    assert client.get(url).status_code == 200
    with django_assert_num_queries(OF_DESA[name]):
        client.get(url)
