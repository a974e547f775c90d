"""A world that all tests of a module share: laid down once, thrown away after the last of them.

What a test changes in it is undone by the test's own transaction, so a test that commits for real
cannot share one. Rows that tests change are to be read anew by each of them.
"""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import transaction

from desa.rights import Role
from tests import factories


@contextmanager
def laid_once(blocker):
    """Let a fixture of a whole module lay rows down; `blocker` is its django_db_blocker."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def from_world(name):
    """Return the fixture that gives a test what its module's `world` holds under a name."""

    @pytest.fixture
    def held(world, db):
        return getattr(world, name)

    return held


def lay_tanjung():
    """Lay down Lombok Utara with Kecamatan Tanjung, its three desa and its PTPD, as the cast is."""
    klu = factories.KabupatenFactory(code="52.08", name="Lombok Utara")
    tanjung = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    desa = factories.make_desa(tanjung, 3, factories.DESA_TANJUNG)
    ptpd = factories.make_user("ptpd", (Role.PT, tanjung))
    return SimpleNamespace(klu=klu, tanjung=tanjung, desa=desa, ptpd=ptpd)
