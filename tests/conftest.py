"""The cast: Lombok Utara in June 2026, and the people who work there, named by what they do."""

import os

import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from desa.rights import Role
from formats.models import DocumentType
from formats.specs._shared import DOCUMENTS
from tests import demo_file, factories
from tests.factories import DESA_TANJUNG, make_desa, make_user


@pytest.fixture
def at():
    """Return a fixed moment: Wednesday 10 June 2026, 10.00 WITA."""
    return factories.AT


@pytest.fixture
def today():
    """Return the local date of that moment."""
    return factories.TODAY


@pytest.fixture
def masuk():
    """Return the function `masuk(client, user)` that logs in and returns the client."""
    return factories.masuk


def pytest_collection_modifyitems(config, items):
    """Leave out of the round on PostgreSQL what asks no database, and what is marked `sekali`.

    So is what stands in the demo poured in as a file, which SQLite alone can do.
    """
    if connection.vendor == "sqlite":
        return
    asking = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
    items[:] = asking


def _asks_a_database(item):
    if item.get_closest_marker("sekali") or "demo_made_once" in item.fixturenames:
        return False
    fixtures = {"db", "transactional_db"}.intersection(item.fixturenames)
    return bool(fixtures or item.get_closest_marker("django_db"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Put the guide's seven types back after a test that committed for real.

    Django empties every table after such a test, also of what the migrations laid down.
    """
    result = yield
    marker = item.get_closest_marker("django_db")
    committed = bool({"live_server", "transactional_db"}.intersection(item.fixturenames))
    committed |= bool(marker and marker.kwargs.get("transaction"))
    if committed and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            # A test that failed before it began left them where they were.
            DocumentType.unscoped.bulk_create(
                (
                    DocumentType(id=one.id, key=one.key, position=number, own_unit="")
                    for number, one in enumerate(DOCUMENTS, 1)
                ),
                ignore_conflicts=True,
            )
    return result


# --- The demo -------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def demo_made_once(tmp_path_factory, django_db_setup, django_db_blocker):
    """Return the file that holds the demo, one for all processes of this run."""
    folder = tmp_path_factory.getbasetemp()
    with django_db_blocker.unblock():
        is_one_of_many = "PYTEST_XDIST_WORKER" in os.environ
        return demo_file.made_once(folder.parent if is_one_of_many else folder)


@pytest.fixture
def demo_in_place(demo_made_once, django_db_blocker):
    """Let the database hold the demo until the test's own transaction is over."""
    with django_db_blocker.unblock(), demo_file.poured_in(demo_made_once):
        yield


@pytest.fixture
def demo(demo_in_place, db):
    """Let a test see the demo as of `at`; what it changes is undone."""


# --- Where ----------------------------------------------------------------------------------------


@pytest.fixture
def klu(db):
    """Return Kabupaten Lombok Utara."""
    return factories.KabupatenFactory(code="52.08", name="Lombok Utara")


@pytest.fixture
def tanjung(klu):
    """Return Kecamatan Tanjung with three of its desa: Tanjung, Sokong, Jenggala."""
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    make_desa(kecamatan, 3, DESA_TANJUNG)
    return kecamatan


@pytest.fixture
def desa_tanjung(tanjung):
    """Return the three desa of Tanjung in the order of their codes."""
    return list(tanjung.desa_set.order_by("code"))


@pytest.fixture
def sokong(desa_tanjung):
    """Return desa Sokong in Tanjung."""
    return desa_tanjung[1]


@pytest.fixture
def jenggala(desa_tanjung):
    """Return desa Jenggala, the neighbour of Sokong."""
    return desa_tanjung[2]


@pytest.fixture
def gangga(klu):
    """Return Kecamatan Gangga, the neighbour of Tanjung, with two desa."""
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.02", name="Gangga")
    make_desa(kecamatan, 2, ("Gondang", "Bentek"))
    return kecamatan


@pytest.fixture
def lotim(db):
    """Return Kabupaten Lombok Timur, where nobody of the cast but the strangers works."""
    return factories.KabupatenFactory(code="52.03", name="Lombok Timur")


@pytest.fixture
def keruak(lotim):
    """Return Kecamatan Keruak in Lombok Timur with one desa."""
    kecamatan = factories.KecamatanFactory(kabupaten=lotim, code="52.03.01", name="Keruak")
    make_desa(kecamatan, 1, ("Sepit",))
    return kecamatan


@pytest.fixture
def periode(klu):
    """Return Lombok Utara's period 2026-06, open whatever the real clock says."""
    return factories.PeriodFactory(kabupaten=klu)


# --- Who ------------------------------------------------------------------------------------------


@pytest.fixture
def admin_kabupaten(klu):
    """Return the admin of Lombok Utara (Bagian Tata Pemerintahan)."""
    return make_user("admin_kabupaten", (Role.AK, klu))


@pytest.fixture
def dukcapil(klu):
    """Return the officer of Dinas Dukcapil Lombok Utara."""
    return make_user("dukcapil", (Role.DU, klu))


@pytest.fixture
def camat(tanjung):
    """Return the camat of Tanjung."""
    return make_user("camat", (Role.CA, tanjung))


@pytest.fixture
def sekcam(tanjung):
    """Return the sekcam of Tanjung."""
    return make_user("sekcam", (Role.SE, tanjung))


@pytest.fixture
def ptpd(tanjung):
    """Return the PTPD of Tanjung."""
    return make_user("ptpd", (Role.PT, tanjung))


@pytest.fixture
def pendamping(tanjung):
    """Return the pendamping desa of Tanjung."""
    return make_user("pendamping", (Role.PD, tanjung))


@pytest.fixture
def notulis(tanjung):
    """Return the notulis of Tanjung."""
    return make_user("notulis", (Role.NO, tanjung))


@pytest.fixture
def kepala_desa(sokong):
    """Return the account of the pemerintah desa of Sokong."""
    return make_user("kepala_desa", (Role.DS, sokong))


@pytest.fixture
def petugas_desa(sokong):
    """Return the petugas Disdukcapil in desa Sokong."""
    return make_user("petugas_desa", (Role.PE, sokong))


@pytest.fixture
def kepala_jenggala(jenggala):
    """Return the account of the pemerintah desa next door to Sokong."""
    return make_user("kepala_jenggala", (Role.DS, jenggala))


@pytest.fixture
def ptpd_gangga(gangga):
    """Return the PTPD of the neighbouring kecamatan."""
    return make_user("ptpd_gangga", (Role.PT, gangga))


@pytest.fixture
def rangkap(tanjung, gangga):
    """Return one person with two assignments: PTPD in Tanjung, notulis in Gangga."""
    return make_user("rangkap", (Role.PT, tanjung), (Role.NO, gangga))


@pytest.fixture
def ptpd_keruak(keruak):
    """Return the PTPD of a kecamatan in another kabupaten."""
    return make_user("ptpd_keruak", (Role.PT, keruak))


@pytest.fixture
def admin_lotim(lotim):
    """Return the admin of another kabupaten."""
    return make_user("admin_lotim", (Role.AK, lotim))


@pytest.fixture
def tanpa_tugas(db):
    """Return an account without any assignment."""
    return make_user("tanpa_tugas")


@pytest.fixture
def pemilik(db):
    """Return a superuser, who keeps the installation itself."""
    return factories.UserFactory(username="pemilik", is_superuser=True)
