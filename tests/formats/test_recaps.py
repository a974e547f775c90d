"""Coverage, targets, gaps and element recaps: the arithmetic of rules 6 to 12 and 17."""

import decimal
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats import recaps
from formats.recaps import CoverageFacts, ElementFacts, people_at_target, sum_coverage
from formats.render import cells
from formats.values import (
    Amount,
    Content,
    Gap,
    Missing,
    Name,
    Names,
    Ratio,
    Share,
    State,
    Window,
    half_up,
)

COUNTS = st.integers(0, 9_999_999)
TARGETS = st.integers(1, 10_000)


def told(wajib, memiliki, **more):
    """Return the facts of one desa that gave both counts."""
    return CoverageFacts(wajib, memiliki, reported=1, **more)


def written(content):
    """Return a computed cell as the lines a sheet prints."""
    return cells.lines(content)


# --- Sums -----------------------------------------------------------------------------------------


def test_a_kecamatan_is_the_sum_over_the_sum_and_never_the_mean_of_percentages():
    large, small = told(1000, 500), told(10, 10)

    total = sum_coverage([large, small], of=2)

    assert recaps.percent(total).value == Ratio(510, 1010)
    mean_of_percentages = (Fraction(1, 2) + 1) / 2
    assert recaps.percent(total).value.exact != mean_of_percentages


def test_only_desa_that_gave_both_counts_are_summed():
    half_told = CoverageFacts(wajib=400, memiliki=None)
    other_half = CoverageFacts(wajib=None, memiliki=7)

    total = sum_coverage([told(100, 80), half_told, other_half, CoverageFacts()], of=4)

    assert (total.wajib, total.memiliki, total.reported, total.of) == (100, 80, 1, 4)


def test_missing_is_never_zero():
    nobody_told = sum_coverage([CoverageFacts(), CoverageFacts()], of=2)

    assert (nobody_told.wajib, nobody_told.memiliki) == (None, None)
    assert recaps.percent(nobody_told) == Content(Missing.NOT_FILLED)
    assert written(recaps.realisation(nobody_told)) == ("0 dari 2 desa",)
    zero = sum_coverage([told(5, 0), told(5, 0)], of=2)
    assert written(recaps.realisation(zero)) == ("0,0%", "0 dari 10 orang", "2 dari 2 desa")


@given(st.lists(st.tuples(st.none() | COUNTS, st.none() | COUNTS), max_size=12))
def test_the_sum_over_any_desa_counts_each_report_once(pairs):
    facts = [CoverageFacts(*pair) for pair in pairs]
    reports = [pair for pair in pairs if None not in pair]

    total = sum_coverage(facts, of=len(pairs))

    assert total.reported == len(reports)
    assert total.wajib == (sum(wajib for wajib, _ in reports) if reports else None)
    assert total.memiliki == (sum(memiliki for _, memiliki in reports) if reports else None)


# --- One coverage ---------------------------------------------------------------------------------


def test_nobody_who_must_have_a_document_leaves_no_percentage():
    assert recaps.percent(told(0, 0)) == Content(Missing.NO_DENOMINATOR)
    assert written(recaps.percent(told(0, 0))) == ("–",)


@pytest.mark.parametrize(("wajib", "memiliki"), [(1213, 1226), (0, 3)])
def test_more_documents_than_people_warn_until_a_note_is_given(wajib, memiliki):
    assert recaps.percent(told(wajib, memiliki)).warning
    assert not recaps.percent(told(wajib, memiliki, note="Keluarga pindah masuk")).warning


def test_a_coverage_above_one_hundred_percent_is_shown_as_it_is():
    assert written(recaps.percent(told(1213, 1226))) == ("101,1%",)


def test_a_sum_above_one_hundred_percent_is_explained_when_each_of_its_desa_is():
    noted = told(100, 130, note="Pindah masuk")

    assert recaps.percent(sum_coverage([noted, told(10, 12)], of=2)).warning
    assert not recaps.percent(sum_coverage([noted, told(10, 10)], of=2)).warning
    assert not recaps.percent(sum_coverage([told(100, 101), told(10, 5)], of=2)).warning


def test_near_one_hundred_percent_the_people_missing_stand_beside_it():
    assert written(recaps.percent(told(3287, 3286, unit="KK"))) == ("100,0%", "kurang 1 KK")
    assert written(recaps.percent(told(3287, 3285, unit="KK"))) == ("99,9%",)
    assert written(recaps.percent(told(3287, 3287, unit="KK"))) == ("100,0%",)


def test_exactly_half_a_tenth_below_one_hundred_rounds_up_and_names_the_missing():
    assert written(recaps.percent(told(2000, 1999))) == ("100,0%", "kurang 1 orang")


@given(wajib=COUNTS.filter(bool), memiliki=COUNTS)
def test_whoever_reads_100_percent_is_told_of_anyone_missing(wajib, memiliki):
    lines = written(recaps.percent(told(wajib, memiliki)))

    if lines[0] == "100,0%":
        assert (len(lines) == 2) == (memiliki < wajib)
    else:
        assert len(lines) == 1


def test_realisation_carries_people_and_how_many_desa_reported():
    facts = sum_coverage([told(3094, 3075), told(3287, 3276), CoverageFacts()], of=3, unit="KK")

    assert recaps.realisation(facts) == Content(
        Ratio(6351, 6381), (Share(6351, 6381, "KK"), Share(2, 3, "desa"))
    )


def test_akta_kematian_prints_the_twelve_months_it_was_counted_in():
    flow = sum_coverage([told(51, 28)], of=1, unit="peristiwa", flow_until=date(2026, 5, 31))

    assert recaps.realisation(flow).detail[-1] == Window(date(2026, 5, 31))
    assert written(recaps.realisation(flow))[-1] == "12 bulan s.d. 31 Mei 2026"
    stock = sum_coverage([told(51, 28)], of=1)
    assert not any(isinstance(one, Window) for one in recaps.realisation(stock).detail)


# --- Targets and gaps -----------------------------------------------------------------------------


def test_the_people_of_a_target_are_rounded_up():
    assert people_at_target(9940, 1000) == 994
    assert people_at_target(9940, 1001) == 995
    assert people_at_target(10_000, 43) == 43
    assert people_at_target(1, 1) == 1


@given(target=TARGETS, wajib=COUNTS)
def test_people_at_a_target_is_the_smallest_number_that_reaches_it(target, wajib):
    people = people_at_target(target, wajib)

    assert people * 10_000 >= target * wajib
    assert people == 0 or (people - 1) * 10_000 < target * wajib


def test_a_target_is_shown_with_the_people_it_stands_for():
    facts = told(6415, 6362, target=9940)

    assert written(recaps.target(facts)) == ("99,4%", "6.377 orang")
    assert written(recaps.target(CoverageFacts(target=9945))) == ("99,45%",)


def test_without_a_target_there_is_a_dash_and_no_gap_and_no_warning():
    facts = told(100, 20)

    assert written(recaps.target(facts)) == ("–",)
    assert recaps.gap(facts) == Content(Missing.NO_TARGET)
    assert not recaps.percent(facts).warning


def test_a_gap_is_exact_and_its_people_are_whole():
    facts = told(3000, 2000, target=6667)

    assert recaps.gap(facts).value == Gap(Fraction(6667, 10_000) - Fraction(2, 3), 1, "orang")


@pytest.mark.parametrize(
    ("wajib", "memiliki", "target", "text"),
    [
        (1000, 900, 9450, "kurang 4,5 poin, 45 orang"),
        # 0,25 points: the half goes up, and it is the exact gap that is rounded, once.
        (400, 399, 10_000, "kurang 0,3 poin, 1 orang"),
        # Rounding both first would give 66,7 − 33,3 = 33,4.
        (3, 1, 6667, "kurang 33,3 poin, 2 orang"),
        (1000, 985, 9800, "melampaui 0,5 poin"),
        (1000, 980, 9800, "tercapai"),
        (10_000, 9799, 9800, "kurang 0,0 poin, 1 orang"),
    ],
)
def test_a_gap_reads_in_points_and_people(wajib, memiliki, target, text):
    assert cells.text(recaps.gap(told(wajib, memiliki, target=target)).value) == text


@given(wajib=COUNTS.filter(bool), memiliki=COUNTS, target=TARGETS)
def test_people_are_missing_exactly_when_the_target_is_not_reached(wajib, memiliki, target):
    gap = recaps.gap(told(wajib, memiliki, target=target)).value

    assert (gap.people > 0) == (gap.exact > 0)
    assert gap.people == max(0, people_at_target(target, wajib) - memiliki)


def test_a_gap_without_figures_or_denominator_says_why():
    assert recaps.gap(CoverageFacts(target=9000)) == Content(Missing.NOT_FILLED)
    assert recaps.gap(told(0, 0, target=9000)) == Content(Missing.NO_DENOMINATOR)


def test_the_kecamatans_gap_stands_on_the_sums_not_on_the_desa_below_target():
    ahead, behind = told(100, 100, target=9000), told(100, 70, target=9000)

    total = sum_coverage([ahead, behind], of=2, target=9000)

    assert recaps.gap(total).value == Gap(Fraction(1, 20), 10, "orang")
    shortfalls = [recaps.gap(one).value.people for one in (ahead, behind)]
    assert sum(shortfalls) == 20


# --- Rounding -------------------------------------------------------------------------------------

NUMBERS = st.fractions(min_value=-1000, max_value=1000, max_denominator=100_000)


@given(NUMBERS, st.integers(0, 4))
def test_rounding_half_up_equals_decimals_own(number, places):
    with decimal.localcontext(prec=200, rounding=decimal.ROUND_HALF_UP):
        quotient = decimal.Decimal(number.numerator) / decimal.Decimal(number.denominator)
        # 200 digits tell every half apart from its neighbours at these denominators.
        expected = quotient.quantize(decimal.Decimal(1).scaleb(-places))

    assert half_up(number, places) == expected


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 20), 1, "-0.1"),
        (Fraction(25, 100), 1, "0.3"),
        (Fraction(249, 1000), 1, "0.2"),
        (Fraction(-1, 1000), 1, "0.0"),
        (Fraction(7), 1, "7.0"),
        (Fraction(5, 2), 0, "3"),
    ],
)
def test_a_half_goes_away_from_zero_and_no_zero_is_negative(number, places, expected):
    assert str(half_up(number, places)) == expected


# --- Elements -------------------------------------------------------------------------------------


def test_each_state_puts_a_desa_in_one_place_and_only_sebagian_brings_its_note():
    recap = recaps.recap_element(
        [
            ("Tanjung", ElementFacts(State.SUDAH, "SK 1/2025", "catatan yang tidak dicetak")),
            ("Sokong", ElementFacts(State.SEBAGIAN, "", "SK belum")),
            ("Jenggala", ElementFacts(State.BELUM, "", "masih dibahas")),
            ("Medana", ElementFacts()),
        ]
    )

    assert recap.have == (Name("Tanjung"),)
    assert recap.lack == (Name("Sokong", "SK belum"), Name("Jenggala"))
    assert recap.unknown == (Name("Medana"),)
    assert recap.of == 4


def test_desa_not_told_stand_apart_under_those_that_lack_the_element():
    recap = recaps.recap_element(
        [("Sokong", ElementFacts(State.BELUM)), ("Medana", ElementFacts())]
    )

    assert recaps.names_lacking(recap) == Content(
        Names((Name("Sokong"),)), (Names((Name("Medana"),), "Belum terdata"),)
    )
    assert written(recaps.names_lacking(recap)) == ("1 desa", "Sokong", "Belum terdata: Medana")
    assert written(recaps.names_having(recap)) == ("–",)


@given(st.lists(st.sampled_from(State), max_size=15))
def test_no_desa_is_lost_and_none_counted_twice(states):
    recap = recaps.recap_element((str(n), ElementFacts(one)) for n, one in enumerate(states))

    named = [one.name for one in (*recap.have, *recap.lack, *recap.unknown)]
    assert sorted(named) == sorted(str(n) for n in range(len(states)))
    assert recap.of == len(states)


def test_evidence_and_note_are_printed_as_one_text():
    assert recaps.evidence(ElementFacts(State.SUDAH, "SK 1/2025", "")).value == "SK 1/2025"
    assert recaps.evidence(ElementFacts(State.SEBAGIAN, "Perdes", "SOP belum")).value == (
        "Perdes; SOP belum"
    )
    assert recaps.evidence(ElementFacts()).value == ""


def test_reach_says_from_how_many_desa_a_figure_was_counted():
    assert recaps.reach(sum_coverage([told(1, 1)], of=8)).value == Share(1, 8, "desa")


def test_an_amount_missing_is_named_with_its_unit():
    assert recaps.percent(told(3287, 3286, unit="KK")).detail == (Amount(1, "KK", "kurang"),)
