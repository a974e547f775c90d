"""Two people who set the same target at the same moment: one is told, none is written over."""

import pytest

from desa import history
from formats.actions import STALE_TARGET, save_override, save_targets
from formats.models import Target, TargetOverride
from tests.bersamaan import at_once, meet
from tests.factories import AT, guide_type

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def both_about_to_store(monkeypatch):
    """Bring both as far as the storing, if nothing keeps the second away from it."""
    meet(monkeypatch, (history, "save"))


def test_two_first_targets_of_a_type_are_one_and_the_other_is_told(
    periode, dukcapil, admin_kabupaten
):
    kia = str(guide_type().pk)

    results = at_once(
        *(
            lambda by=by, value=value: save_targets(
                period=periode, values={kia: value}, base={}, by=by, at=AT
            )
            for by, value in ((dukcapil, 8500), (admin_kabupaten, 9000))
        )
    )

    assert sorted(results, key=str) == [
        None,
        ["Target ini diubah orang lain selagi Anda mengetik."],
    ]
    first = (8500, 9000)[results.index(None)]
    assert Target.unscoped.get().hundredths == first
    assert Target.history.count() == 1


def test_two_first_overrides_of_a_type_are_one_and_the_other_is_told(tanjung, periode, camat, ptpd):
    results = at_once(
        *(
            lambda by=by, value=value: save_override(
                kecamatan=tanjung, period=periode, document=guide_type(), hundredths=value,
                reason="Banyak dusun jauh", base=None, by=by, at=AT,
            )
            for by, value in ((camat, 8500), (ptpd, 9000))
        )
    )  # fmt: skip

    assert sorted(results, key=str) == [None, [STALE_TARGET]]
    assert TargetOverride.unscoped.get().hundredths == (8500, 9000)[results.index(None)]
    assert TargetOverride.history.count() == 1
