"""The dashboards ask the database as often for 43 desa and 20 periods as for 3 and 2."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desa.rights import Role
from formats.specs._shared import DOCUMENTS_BY_KEY
from tests.factories import KabupatenFactory, make_user
from tests.labd.dunia_penuh import full_kabupaten
from tests.shared import laid_once

pytestmark = [pytest.mark.sekali, pytest.mark.django_db]

SIZES = [(3, 2), (43, 2), (3, 20), (43, 20)]
CAMAT = {
    "dasbor": 20, "dasbor_grafik": 19, "dasbor_perhatian": 36, "dasbor_rencana": 12,
    "dasbor_perkembangan": 21, "peringatan": 25, "bagikan": 27,
}  # fmt: skip
DUKCAPIL = {
    "dasbor_kabupaten": 24, "dasbor_kabupaten ?kecamatan": 24, "dasbor_kabupaten_grafik": 23,
}  # fmt: skip
OF_DESA = {
    "dasbor_desa": 38, "dasbor_desa_grafik": 19, "dasbor_desa_peringatan": 25,
    "dasbor_desa_riwayat": 15,
}  # fmt: skip
# A paper is slow to make: the smallest and the largest tell as much.
PAPERS = {"dasbor_berkas": 45, "paparan": 26}
PAPER_OF_ALL = {"dasbor_kabupaten_berkas": 23}


@pytest.fixture(scope="module", params=SIZES, ids=str)
def full(request, django_db_setup, django_db_blocker):
    """Lay a kabupaten of two kecamatan down, all told, as many desa and periods as asked."""
    with laid_once(django_db_blocker):
        klu = KabupatenFactory(code="52.08", name="Lombok Utara")
        (kecamatan, _other), _periods = full_kabupaten(klu, *request.param)
        is_edge = request.param in (SIZES[0], SIZES[-1])
        yield SimpleNamespace(kabupaten=klu, kecamatan=kecamatan, is_edge=is_edge)


def asked(client, area, names):
    """Return how many queries each page of these names asks, when it is opened again."""
    kia, found = DOCUMENTS_BY_KEY["kia"].id, {}
    for told in names:
        name, _, query = told.partition(" ?")
        url = reverse(name, args=[area.pk, "2026-11", *([kia] if "grafik" in name else [])])
        more = {query: str(area.kecamatan_set.first().pk)} if query else {}
        assert client.get(url, more).status_code == 200
        with CaptureQueriesContext(connection) as queries:
            client.get(url, more)
        found[told] = len(queries)
    return found


def test_the_camats_pages_ask_the_same_number_of_queries(full, client, masuk):
    masuk(client, make_user("camat", (Role.CA, full.kecamatan)))
    wanted = CAMAT | (PAPERS if full.is_edge else {})
    assert asked(client, full.kecamatan, wanted) == wanted


def test_the_kabupatens_pages_ask_the_same_number_of_queries(full, client, masuk):
    masuk(client, make_user("dukcapil", (Role.DU, full.kabupaten)))
    wanted = DUKCAPIL | (PAPER_OF_ALL if full.is_edge else {})
    assert asked(client, full.kabupaten, wanted) == wanted


def test_a_desas_pages_ask_the_same_number_of_queries(full, client, masuk):
    masuk(client, make_user("camat", (Role.CA, full.kecamatan)))
    desa = full.kecamatan.desa_set.order_by("code").first()
    assert asked(client, desa, OF_DESA) == OF_DESA
