"""200 made-up kecamatan: every number of the dashboard agrees with plain SQL over the same rows."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from formats.specs._shared import ELEMENTS
from formats.values import Gap, Missing, Ratio
from labd.dasbor import figures
from tests.labd.acak_dasbor import as_rows, made_data

SEEDS = range(200)

ONE = """
SELECT wajib, memiliki, target, below, people FROM told WHERE desa = ? AND document = ?
"""
WHOLE = """
SELECT SUM(wajib), SUM(memiliki), COUNT(*), MAX(target),
       MAX(target) * SUM(wajib) - 10000 * SUM(memiliki),
       MAX(0, (MAX(target) * SUM(wajib) + 9999) / 10000 - SUM(memiliki))
FROM told WHERE document = ?
"""
SHORT = """
SELECT COALESCE(SUM(people), 0), COUNT(*) FROM told
WHERE document = ? AND below > 0 AND wajib > 0
"""
STEP = """
SELECT CASE WHEN below <= 0 THEN 'p0' WHEN below <= 200 * wajib THEN 'p1'
            WHEN below <= 1000 * wajib THEN 'p2' WHEN below <= 2000 * wajib THEN 'p3' ELSE 'p4' END
FROM told WHERE desa = ? AND document = ? AND wajib > 0 AND target IS NOT NULL
"""
ORDER = """
SELECT d.id, COUNT(t.desa) = 0 AS silent,
       COALESCE(SUM(CASE WHEN t.below > 0 AND t.wajib > 0
                    THEN 0.01 * t.below / t.wajib END), 0) AS points
FROM desa d LEFT JOIN told t ON t.desa = d.id GROUP BY d.id
"""
TALLY = """
SELECT (SELECT COUNT(*) FROM element WHERE element = :e AND state = 'sudah'),
       (SELECT COUNT(*) FROM element WHERE element = :e AND state = 'sebagian'),
       (SELECT COUNT(*) FROM element WHERE element = :e AND state = 'belum'),
       (SELECT COUNT(*) FROM desa) -
       (SELECT COUNT(*) FROM element WHERE element = :e AND state <> 'belum diisi')
"""
COMPLETE = """
SELECT COUNT(*) FROM desa d WHERE (SELECT COUNT(*) FROM told t WHERE t.desa = d.id)
    = (SELECT COUNT(*) FROM document)
"""
TOLD = """
SELECT COUNT(*) FROM desa d WHERE
    (SELECT COUNT(*) FROM element e WHERE e.desa = d.id AND e.state <> 'belum diisi') = 5
"""


def expected(wajib, memiliki, target, below, people):
    """Return (coverage, gap) as plain values from a row of SQL; a word where there is none."""
    if wajib is None:
        return "kosong", "tanpa target" if target is None else "kosong"
    coverage = Fraction(memiliki, wajib) if wajib else "penyebut"
    if target is None:
        return coverage, "tanpa target"
    return coverage, (Fraction(below, 10_000 * wajib), people) if wajib else "penyebut"


WORDS = {
    Missing.NOT_FILLED: "kosong",
    Missing.NO_DENOMINATOR: "penyebut",
    Missing.NO_TARGET: "tanpa target",
}


def shown(standing):
    """Return (coverage, gap) of a Standing as plain values."""
    coverage, gap = standing.coverage.value, standing.gap
    return (
        coverage.exact if isinstance(coverage, Ratio) else WORDS[coverage],
        (gap.exact, gap.people) if isinstance(gap, Gap) else WORDS[gap],
    )


@pytest.fixture(scope="module")
def worlds():
    return [(data, as_rows(data)) for data in map(made_data, SEEDS)]


def test_every_cell_of_the_heat_table(worlds):
    for data, rows in worlds:
        for row in figures.heat(data, ()).rows:
            for one in row.standings:
                told = rows.execute(ONE, (row.desa.id, one.document.id)).fetchone()
                blank = (None, None, one.document.target, None, None)
                assert shown(one) == expected(*(told or blank))
                step = rows.execute(STEP, (row.desa.id, one.document.id)).fetchone()
                assert one.step == (step[0] if step else "" if told else "p-nihil")


def test_every_card_of_the_kecamatan(worlds):
    for data, rows in worlds:
        for one in figures.totals(data):
            wajib, memiliki, told, _target, below, people = rows.execute(
                WHOLE, (one.document.id,)
            ).fetchone()
            goal = one.document.target
            assert shown(one) == expected(wajib, memiliki, goal, below, people)
            assert (one.reach.part, one.reach.whole) == (told, len(data.desa))


def test_what_is_short_in_the_desa_below_their_target(worlds):
    for data, rows in worlds:
        for document, one in zip(data.documents, figures.heat(data, ()).shortfalls, strict=True):
            people, places = rows.execute(SHORT, (document.id,)).fetchone()
            assert (one.value.number, one.detail[0].part) == (people, places)


def test_the_worst_desa_stands_first_and_the_silent_last(worlds):
    for data, rows in worlds:
        known = {desa: (silent, -points) for desa, silent, points in rows.execute(ORDER)}
        keys = [known[row.desa.id] for row in figures.heat(data, ()).rows]
        assert all(a[0] < b[0] or a[1] <= b[1] + 1e-9
                   for a, b in pairwise(keys))  # fmt: skip


def test_sorting_by_one_document_puts_its_widest_gap_first(worlds):
    for seed, (data, rows) in enumerate(worlds):
        for document in data.documents[seed % 7 : seed % 7 + 2]:
            shown_first = [row.desa.id for row in figures.heat(data, (), document.id).rows]
            told = dict(rows.execute(
                "SELECT desa, 1.0 * below / wajib FROM told WHERE document = ? AND wajib > 0"
                " AND target IS NOT NULL", (document.id,),
            ))  # fmt: skip
            known = [told[one] for one in shown_first if one in told]
            assert shown_first[: len(known)] == [one for one in shown_first if one in told]
            assert all(a >= b - 1e-9 for a, b in pairwise(known))
            worst = figures.furthest(figures.heat(data, (), document.id).rows, document)
            assert (worst.id if worst else None) == (
                shown_first[0] if known and known[0] > 0 else None
            )


def test_elements_and_completeness(worlds):
    for data, rows in worlds:
        for column in figures.element_columns(data):
            counted = rows.execute(TALLY, {"e": column.element.key}).fetchone()
            tally = column.tally
            assert (tally.sudah, tally.sebagian, tally.belum, tally.belum_diisi) == counted
        first, second = figures.completeness(data)
        assert first.share.part == rows.execute(COMPLETE).fetchone()[0]
        assert second.share.part == rows.execute(TOLD).fetchone()[0]
        assert len(first.missing) == len(data.desa) - first.share.part
        assert [len(states) for _desa, states in figures.element_rows(data)] == [
            len(ELEMENTS)
        ] * len(data.desa)


def test_both_sexes_are_summed_over_the_desa_that_recorded_both(worlds):
    for data, rows in worlds[:60]:
        parts = {
            key: (wajib // 2, wajib - wajib // 2, memiliki // 3, memiliki - memiliki // 3)
            if memiliki is not None
            else (wajib, None, None, None)
            for key, (wajib, memiliki, _note) in data.counts.items()
        }
        for one in figures.by_sex(replace(data, parts=parts)):
            men = rows.execute(
                "SELECT SUM(wajib / 2), SUM(memiliki / 3), COUNT(*) FROM told WHERE document = ?",
                (one.document.id,),
            ).fetchone()
            women = rows.execute(
                "SELECT SUM(wajib - wajib / 2), SUM(memiliki - memiliki / 3), COUNT(*) FROM told"
                " WHERE document = ?", (one.document.id,),
            ).fetchone()  # fmt: skip
            for sex, counted in zip(one.sexes, (men, women), strict=True):
                facts = sex.facts
                assert (facts.wajib, facts.memiliki, facts.reported) == counted
                assert facts.target == one.document.target
