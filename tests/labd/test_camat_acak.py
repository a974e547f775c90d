"""Random kecamatan in the database: every number of the camat's dashboard, counted a second way.

The second way reads plain rows and knows neither Data nor Story. Four kabupaten of up to four
kecamatan each time, the rest of a hundred in `make drill` only. What stands per desa and document
in one period is counted again in test_dasbor_acak.py.
"""

from collections import Counter
from fractions import Fraction

import pytest

from desa.models import Kecamatan
from desa.rights import Role
from formats.specs._shared import ELEMENTS
from formats.values import Gap
from labd.dasbor.board import board_of
from tests.factories import AT, make_user
from tests.labd.kabupaten_acak import made_kabupaten
from tests.labd.test_kabupaten_acak import COMPLETE, PLANS, asked
from tests.labd.test_kabupaten_acak import ELEMENTS as STATES

# The second way is told in the SQL of SQLite.
pytestmark = pytest.mark.sekali

NOW = "2026-06"
DESA = "SELECT id, induk_id, valid_from, valid_to FROM desa_desa WHERE kecamatan_id = '{}'"
TYPES = """
SELECT id, own_flow OR key = 'akta-kematian' FROM formats_documenttype
WHERE kecamatan_id IS NULL OR kecamatan_id = '{0}' ORDER BY position, own_label
"""
COUNTS = """
SELECT p.code, c.desa_id, c.document_id, c.wajib, c.memiliki,
  c.wajib_l, c.wajib_p, c.memiliki_l, c.memiliki_p
FROM formats_coverage c JOIN formats_period p ON p.id = c.period_id
JOIN desa_desa d ON d.id = c.desa_id WHERE d.kecamatan_id = '{}'
"""
TARGETS = """
SELECT p.code, t.document_id, t.hundredths FROM formats_target t
JOIN formats_period p ON p.id = t.period_id
"""
OWN_TARGETS = """
SELECT p.code, t.document_id, t.hundredths FROM formats_targetoverride t
JOIN formats_period p ON p.id = t.period_id WHERE t.kecamatan_id = '{}'
"""
DAYS = """
SELECT p.code, p.reference_date, c.data_date FROM formats_period p
LEFT JOIN formats_collection c ON c.period_id = p.id AND c.kecamatan_id = '{}'
"""
NEXT = """
SELECT MIN(date) FROM rakorcam_rakorcam
WHERE kecamatan_id = '{}' AND state IN ('persiapan', 'berlangsung')
"""
EVALUATED = """
SELECT MAX(date) FROM rakorcam_rakorcam
WHERE kecamatan_id = '{}' AND state = 'selesai' AND kind = 'evaluasi'
"""
STATE = """
SELECT CASE WHEN i.state_set <> '' THEN i.state_set
  WHEN EXISTS(SELECT 1 FROM rakorcam_progress p WHERE p.item_id = i.id
              AND p.confirmed_at IS NOT NULL) THEN 'berjalan' ELSE 'direncanakan' END, s.date,
  i.to_month < '2026-06-01'
FROM rakorcam_planitem i JOIN rakorcam_rakorcam s ON s.id = i.session_id
WHERE s.state = 'selesai' AND s.kecamatan_id = '{}'
"""


class Rows:
    """The plain rows of one kecamatan."""

    def __init__(self, place):
        """Read them."""
        key = place.pk.hex
        self.desa = asked(DESA.format(key))
        self.types = asked(TYPES.format(key))
        self.days = {code: (ref, day) for code, ref, day in asked(DAYS.format(key))}
        self.counts = {
            (code, *ids): rest
            for code, *ids, rest in (
                (one[0], one[1], one[2], one[3:]) for one in asked(COUNTS.format(key))
            )
        }
        self.targets = {
            (code, kind): number
            for sql in (TARGETS, OWN_TARGETS.format(key))
            for code, kind, number in asked(sql)
        }

    def living(self, code):
        """Return the ids of the desa on the period's reference date."""
        day = str(self.days[code][0])
        return [
            one
            for one, _induk, first, last in self.desa
            if (first is None or str(first) <= day) and (last is None or str(last) >= day)
        ]

    def told(self, code, kind, desa):
        """Return (wajib, memiliki) of a desa, or None where one of them is missing."""
        pair = self.counts.get((code, desa, kind), (None, None))[:2]
        return None if None in pair else pair

    def sums(self, code, kind):
        """Return (wajib, memiliki, reported, of)."""
        desa = self.living(code)
        found = [pair for one in desa if (pair := self.told(code, kind, one))]
        sides = [sum(side) for side in zip(*found, strict=True)] or [None, None]
        return *sides, len(found), len(desa)

    def change(self, before, kind):
        """Return (wajib, memiliki) before and now over what can be compared, or None."""
        parents = {one: induk for one, induk, _first, _last in self.desa}
        units = {}
        for one in parents:
            units.setdefault(parents[one] or one, []).append(one)
        sides = []
        for members in units.values():
            pairs = [
                [self.told(code, kind, one) for one in members if one in self.living(code)]
                for code in (before, NOW)
            ]
            if all(side and None not in side for side in pairs):
                sides.append([n for side in pairs for n in map(sum, zip(*side, strict=True))])
        return [sum(column) for column in zip(*sides, strict=True)] or None


def agrees(board, *, is_entered=True):
    """Compare a Board with the plain rows of its kecamatan.

    Elements and plans only where `is_entered`: what lembar isian propose and what reports of single
    desa make of a plan is settled by rules with tests of their own.
    """
    rows = Rows(board.kecamatan)
    codes = sorted({code for code, *_ids in rows.counts} | {NOW})
    codes = [code for code in codes if code <= NOW]
    assert [one.code for one in board.story.periods] == codes
    before = codes[-2] if len(codes) > 1 else None
    trends = board.story.trends(board.data.documents)
    assert len(board.standings) == len(rows.types)
    for one, (kind, flow) in zip(board.standings, rows.types, strict=True):
        same_standing(one, rows.sums(NOW, kind), rows.targets.get((NOW, kind)))
        same_change(one.change, rows, before, kind, flow)
        for point, code in zip(trends[one.document.id].points, codes, strict=True):
            same_standing(point, rows.sums(code, kind), rows.targets.get((code, kind)))
        same_cells(board, one.document, rows, kind)
        same_sexes(board, one.document, rows, kind)
    same_filled(board, [0, 1, 2, 3] if is_entered else [0, 2, 3])
    if is_entered:
        same_elements(board)
        same_plans(board)
    (day,) = asked(NEXT.format(board.kecamatan.pk.hex))[0]
    assert (day and str(day)) == (board.session and str(board.session.date))


def same_standing(one, sums, goal):
    wajib, memiliki, *_reach = sums
    facts = one.facts
    assert (facts.wajib, facts.memiliki, facts.reported, facts.of) == sums
    assert facts.target == goal
    gap = getattr(one, "gap", None)
    if wajib and goal is not None and gap is not None:
        assert gap.exact == Fraction(goal, 10_000) - Fraction(memiliki, wajib)
        assert gap.people == max(0, -(-goal * wajib // 10_000) - memiliki)
    elif gap is not None:
        assert not isinstance(gap, Gap)


def same_change(change, rows, before, kind, flow):
    if before is None:
        assert change is None
        return
    days = [rows.days[code][1] for code in (before, NOW)]
    found = rows.change(before, kind)
    if flow and (None in days or str(days[0]) >= str(days[1])):
        found = None
    if found is None:
        assert (change.people, change.points) == (None, None)
        return
    wajib, memiliki, wajib_now, memiliki_now = found
    assert change.people == memiliki_now - memiliki
    assert change.points == (
        Fraction(100 * memiliki_now, wajib_now) - Fraction(100 * memiliki, wajib)
        if wajib and wajib_now else None
    )  # fmt: skip


def same_cells(board, document, rows, kind):
    shown = {
        row.desa.id.replace("-", ""): one.facts
        for row in board.heat.rows
        for one in row.standings
        if one.document.id == document.id
    }
    assert sorted(shown) == sorted(rows.living(NOW))
    for desa, facts in shown.items():
        pair = rows.counts.get((NOW, desa, kind), (None, None))[:2]
        assert (facts.wajib, facts.memiliki) == tuple(pair)


def same_sexes(board, document, rows, kind):
    found = [
        rows.counts[NOW, one, kind][2:]
        for one in rows.living(NOW)
        if None not in rows.counts.get((NOW, one, kind), (None,) * 6)[2:]
    ]
    shown = [one for one in board.by_sex if one.document.id == document.id]
    assert bool(found) == bool(shown)
    for one in shown:
        sums = [sum(side) for side in zip(*found, strict=True)]
        for place, sex in enumerate(one.sexes):
            told = sums[place], sums[place + 2], len(found), len(rows.living(NOW))
            same_standing(sex, told, rows.targets.get((NOW, kind)))


def same_filled(board, places):
    code = board.kecamatan.code
    *filled, of = next((rest for place, *rest in asked(COMPLETE) if place == code), [0] * 5)
    for place in places:
        one = board.filled[place]
        assert (one.share.part, one.share.whole) == (filled[place], of)
        assert len(one.missing) == of - filled[place]


def same_elements(board):
    code, of = board.kecamatan.code, len(board.data.desa)
    told = {key: tuple(rest) for place, key, *rest in asked(STATES) if place == code}
    for one, element in zip(board.elements, ELEMENTS, strict=True):
        counted = told.get(element.key, (0, 0, 0))
        tally = one.tally
        assert (tally.sudah, tally.sebagian, tally.belum) == counted
        assert tally.belum_diisi == of - sum(counted)


def same_plans(board):
    code = board.kecamatan.code
    total, _done, late, *_rest = next(
        (rest for place, *rest in asked(PLANS) if place == code), (0, 0, 0)
    )
    assert (board.plans.total, len(board.plans.late)) == (total, late)
    items = asked(STATE.format(board.kecamatan.pk.hex))
    ((since,),) = asked(EVALUATED.format(board.kecamatan.pk.hex))
    standing = Counter(
        state for state, day, _late in items
        if state not in ("selesai", "dibatalkan") or since is None or str(day) >= str(since)
    )  # fmt: skip
    assert {str(one.state): one.share.part for one in board.plans.counts} == dict(standing)


def every_board_agrees(seed):
    area, period = made_kabupaten(seed)
    admin = make_user("admin", (Role.AK, area))
    for place in Kecamatan.unscoped.filter(kabupaten=area):
        agrees(board_of(admin, place, period, AT))


@pytest.mark.parametrize("seed", range(4))
def test_every_number_agrees_with_plain_rows(seed, db):
    every_board_agrees(seed)


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(4, 100))
def test_every_number_of_many_more_kecamatan_agrees_with_plain_rows(seed, db):
    every_board_agrees(seed)
