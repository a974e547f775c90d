"""What stands on top of a dashboard: a few warnings, and not all of one kind."""

import pytest

from labd.dasbor.attention import MOST, first_of
from labd.dasbor.warnings import RULE, EarlyWarning


def warned(*keys):
    """Return a warning per rule key, the most serious first."""
    return [
        EarlyWarning(RULE[key], f"w{place}", (), (), "", 100 - place, f"{key} {place}", ".", "")
        for place, key in enumerate(keys)
    ]


@pytest.mark.parametrize(
    ("keys", "places"),
    [
        (["melebar"] * 4 + ["belum_kirim"] + ["lewat_waktu"] * 3, [0, 1, 4, 5, 6]),
        (["melebar"] * 7, [0, 1, 2, 3, 4]),
        (["turun", "melebar", "melebar", "melebar"], [0, 1, 2, 3]),
        ([], []),
    ],
    ids=["two of each kind", "one kind alone fills up", "few are all there", "none"],
)
def test_five_desa_with_one_trouble_hide_no_other(keys, places):
    found = warned(*keys)

    assert first_of(found) == [found[place] for place in places]
    assert len(first_of(found)) <= MOST
