"""The coverage rules of the early warnings, counted a second way in whole numbers only."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from formats.thresholds import DEFAULTS
from labd.dasbor.families import Place
from labd.dasbor.warnings import Facts, Kind, Round, find_warnings
from tests.factories import TODAY

CODES = ("2026-06", "2025-11", "2025-06")
ROUNDS = tuple(Round(code, code) for code in CODES)
KIA = Kind("kia", "KIA", "anak")
# Small and round numbers on purpose: thresholds are met exactly more often.
pairs = st.none() | st.tuples(st.sampled_from([0, 1, 40, 50, 100, 200, 1000]), st.integers(0, 220))
kecamatan = st.lists(st.tuples(pairs, pairs, pairs), min_size=1, max_size=5)
goals = st.tuples(*[st.none() | st.integers(1, 10_000)] * 3)


def facts(desa, targets):
    """Return the Facts of as many desa as there are series of counts."""
    places = tuple(
        Place(str(n), f"{n:02}", f"D{n}", str(n), frozenset(CODES)) for n in range(len(desa))
    )
    counts = {
        (code, str(n), "kia"): (*pair, "ada")
        for n, series in enumerate(desa)
        for code, pair in zip(CODES, series, strict=True)
        if pair
    }
    wanted = {
        (code, "kia"): goal for code, goal in zip(CODES, targets, strict=True) if goal is not None
    }
    return Facts(ROUNDS, TODAY, DEFAULTS, places, (KIA,), counts, wanted)


def fired(made, key):
    """Return the numbers of the desa on which a rule fired."""
    return {int(one.desa[0]) for one in find_warnings(made) if one.rule.key == key}


def usable(series, rounds):
    """Return the first counts of a series, or None when one is missing or has nobody to count."""
    told = series[:rounds]
    return told if all(pair and pair[0] for pair in told) else None


def change(new, old):
    """Return (numerator, denominator) of new minus old coverage."""
    return new[1] * old[0] - old[1] * new[0], new[0] * old[0]


@settings(max_examples=200, deadline=None)
@given(kecamatan)
def test_falls_are_those_of_a_hundredth_of_all(desa):
    due = set()
    for n, series in enumerate(desa):
        if told := usable(series, 2):
            up, below = change(*told)
            if -up * 100 >= below:
                due.add(n)
    assert fired(facts(desa, (None,) * 3), "turun") == due


@settings(max_examples=200, deadline=None)
@given(kecamatan, goals)
def test_wider_gaps_are_those_that_grew_twice(desa, targets):
    due = set()
    for n, series in enumerate(desa):
        told = usable(series, 3)
        if not told or None in targets:
            continue
        # Every gap over one denominator: 10.000 times the three numbers that must have it.
        whole = told[0][0] * told[1][0] * told[2][0]
        gaps = [
            max(0, goal * whole - 10_000 * memiliki * whole // wajib)
            for goal, (wajib, memiliki) in zip(targets, told, strict=True)
        ]
        if all(new - old >= 50 * whole for new, old in pairwise(gaps)):
            due.add(n)
    assert fired(facts(desa, targets), "melebar") == due


@settings(max_examples=200, deadline=None)
@given(kecamatan)
def test_the_same_are_those_with_one_pair_of_counts(desa):
    due = {
        n
        for n, series in enumerate(desa)
        if series[0] and series[0][0] >= 50 and series[0] == series[1] == series[2]
    }
    assert fired(facts(desa, (None,) * 3), "sama_persis") == due


@settings(max_examples=200, deadline=None)
@given(kecamatan)
def test_jumps_are_those_beyond_ten_points_and_three_medians(desa):
    changes = {n: change(*told) for n, series in enumerate(desa) if (told := usable(series, 2))}
    whole = 2
    for _up, below in changes.values():
        whole *= below
    sizes = sorted(abs(up) * whole // below for up, below in changes.values())
    due = set()
    for n, (up, below) in changes.items():
        half = len(sizes) // 2
        middle = sizes[half] if len(sizes) % 2 else (sizes[half - 1] + sizes[half]) // 2
        if up * 10 > below and up * whole // below > 3 * middle:
            due.add(n)
    assert fired(facts(desa, (None,) * 3), "lonjakan") == due
