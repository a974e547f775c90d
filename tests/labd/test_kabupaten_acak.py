"""Random kabupaten: every number of their dashboard agrees with plain SQL over the same rows.

Twelve kabupaten of up to four kecamatan each time, the rest of a hundred in `make drill` only.
"""

from fractions import Fraction

import pytest
from django.db import connection

from desa.rights import Role
from formats.values import Gap
from labd.dasbor.kabupaten_board import kabupaten_board
from tests.factories import AT, TODAY, make_user
from tests.labd.kabupaten_acak import made_kabupaten

# The second way is told in the SQL of SQLite.
pytestmark = pytest.mark.sekali

SEEDS = range(12)

# What counts on the period's reference date, 15 June 2026.
LIVING = """
WITH living AS (
  SELECT d.id, k.code AS place FROM desa_desa d JOIN desa_kecamatan k ON k.id = d.kecamatan_id
  WHERE (d.valid_from IS NULL OR d.valid_from <= '2026-06-15')
    AND (d.valid_to IS NULL OR d.valid_to >= '2026-06-15')
), round AS (SELECT id FROM formats_period WHERE code = '2026-06')
"""
COVERAGE = f"""{LIVING}
SELECT l.place, t.key, SUM(c.wajib), SUM(c.memiliki), COUNT(*),
  (SELECT o.hundredths FROM formats_targetoverride o JOIN desa_kecamatan k ON k.id = o.kecamatan_id
   WHERE k.code = l.place AND o.document_id = t.id AND o.period_id = r.id),
  (SELECT g.hundredths FROM formats_target g WHERE g.document_id = t.id AND g.period_id = r.id)
FROM formats_coverage c JOIN living l ON l.id = c.desa_id JOIN round r ON r.id = c.period_id
JOIN formats_documenttype t ON t.id = c.document_id
WHERE c.wajib IS NOT NULL AND c.memiliki IS NOT NULL AND t.kecamatan_id IS NULL
GROUP BY l.place, t.id, t.key
"""
ELEMENTS = f"""{LIVING}
SELECT l.place, e.element, SUM(e.state = 'sudah'), SUM(e.state = 'sebagian'), SUM(e.state = 'belum')
FROM formats_elementstate e JOIN living l ON l.id = e.desa_id JOIN round r ON r.id = e.period_id
GROUP BY l.place, e.element
"""
COMPLETE = f"""{LIVING}
SELECT l.place, SUM((SELECT COUNT(*) FROM formats_coverage c JOIN round r ON r.id = c.period_id
  WHERE c.desa_id = l.id AND c.wajib IS NOT NULL AND c.memiliki IS NOT NULL) =
  (SELECT COUNT(*) FROM formats_documenttype t LEFT JOIN desa_kecamatan k ON k.id = t.kecamatan_id
   WHERE k.code IS NULL OR k.code = l.place)),
  SUM((SELECT COUNT(*) FROM formats_elementstate e JOIN round r ON r.id = e.period_id
  WHERE e.desa_id = l.id AND e.state <> '') = 5),
  SUM(EXISTS(SELECT 1 FROM formats_survey s JOIN round r ON r.id = s.period_id
  WHERE s.desa_id = l.id AND s.number = 4 AND s.state IN ('terkirim', 'diperiksa'))),
  SUM(EXISTS(SELECT 1 FROM formats_survey s JOIN round r ON r.id = s.period_id
  WHERE s.desa_id = l.id AND s.number = 5 AND s.state IN ('terkirim', 'diperiksa'))), COUNT(*)
FROM living l GROUP BY l.place
"""
# Items of closed sessions that are open, or agreed on or after the day of the last evaluation.
PLANS = """
WITH item AS (
  SELECT i.id, k.code AS place, s.kind, s.date, i.from_month, i.to_month, i.budget_source AS source,
    CASE WHEN i.state_set <> '' THEN i.state_set
         WHEN EXISTS(SELECT 1 FROM rakorcam_progress p WHERE p.item_id = i.id
                     AND p.confirmed_at IS NOT NULL) THEN 'berjalan'
         ELSE 'direncanakan' END AS state
  FROM rakorcam_planitem i JOIN rakorcam_rakorcam s ON s.id = i.session_id
  JOIN desa_kecamatan k ON k.id = s.kecamatan_id WHERE s.state = 'selesai'
), standing AS (
  SELECT * FROM item i WHERE state NOT IN ('selesai', 'dibatalkan') OR date >= COALESCE(
    (SELECT MAX(r.date) FROM rakorcam_rakorcam r JOIN desa_kecamatan k ON k.id = r.kecamatan_id
     WHERE k.code = i.place AND r.kind = 'evaluasi' AND r.state = 'selesai'), '1900-01-01')
), asked AS (
  SELECT i.id, i.place, i.state, i.kind, i.source, i.from_month, i.to_month, d.desa_id
  FROM standing i
  LEFT JOIN rakorcam_planitem_desa d ON d.planitem_id = i.id
), entered AS (
  SELECT a.place, a.kind, b.document FROM asked a JOIN rakorcam_budgetentry b
  ON b.item_id = a.id AND b.desa_id = a.desa_id
  WHERE b.included AND b.confirmed_at IS NOT NULL AND a.source NOT IN ('apbd', 'tanpa', 'lainnya')
)
SELECT place, COUNT(*), SUM(state = 'selesai'),
  SUM(state NOT IN ('selesai', 'dibatalkan') AND to_month < '2026-06-01'),
  (SELECT COUNT(DISTINCT a.id) FROM asked a WHERE a.place = s.place
   AND a.state NOT IN ('selesai', 'dibatalkan') AND a.from_month <= '2026-06-10'
   AND a.to_month >= '2026-06-01'
   AND NOT EXISTS(SELECT 1 FROM rakorcam_progress p WHERE p.item_id = a.id
     AND (p.desa_id = a.desa_id OR a.desa_id IS NULL)
     AND p.date BETWEEN '2026-04-01' AND '2026-06-30')),
  (SELECT COUNT(*) FROM entered e WHERE e.place = s.place AND e.kind = 'perencanaan'
   AND e.document = 'rkp'),
  (SELECT COUNT(desa_id) FROM asked a WHERE a.place = s.place AND a.kind = 'perencanaan'
   AND a.source NOT IN ('apbd', 'tanpa', 'lainnya')),
  (SELECT COUNT(*) FROM entered e WHERE e.place = s.place AND e.document = 'apbdes'),
  (SELECT COUNT(desa_id) FROM asked a WHERE a.place = s.place
   AND a.source NOT IN ('apbd', 'tanpa', 'lainnya'))
FROM standing s GROUP BY place
"""
MEETINGS = """
SELECT k.code, s.kind, MAX(s.date), MAX(s.state) FROM rakorcam_rakorcam s
JOIN desa_kecamatan k ON k.id = s.kecamatan_id JOIN formats_period p ON p.id = s.period_id
WHERE s.state <> 'dibatalkan' AND p.code = '2026-06' GROUP BY k.code, s.kind
"""


CALENDAR = """
SELECT k.code, s.kind, s.date FROM rakorcam_rakorcam s
JOIN desa_kecamatan k ON k.id = s.kecamatan_id
WHERE s.state <> 'dibatalkan' AND s.date BETWEEN '2026-01-01' AND '2026-12-31'
"""
GOALS = """
SELECT t.key, g.hundredths FROM formats_target g JOIN formats_documenttype t ON t.id = g.document_id
JOIN formats_period p ON p.id = g.period_id WHERE p.code = '2026-06'
"""


def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.fixture(params=SEEDS)
def board(request, db):
    """Return the KabupatenBoard of a random kabupaten."""
    area, period = made_kabupaten(request.param)
    admin = make_user("admin", (Role.AK, area))
    return kabupaten_board(admin, area, period, AT)


def test_every_number_agrees_with_plain_sql(board):
    agrees_with_plain_sql(board)
    worst_first(board)


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(12, 100))
def test_every_number_of_many_more_kecamatan_agrees_with_plain_sql(seed, db):
    area, period = made_kabupaten(seed)
    agrees_with_plain_sql(kabupaten_board(make_user("admin", (Role.AK, area)), area, period, AT))


def agrees_with_plain_sql(board, *, is_entered=True):
    """Compare a KabupatenBoard with the rows it is made from.

    Elements and plans only where `is_entered`, as in test_camat_acak.
    """
    same_coverage(board)
    same_completeness(board, [0, 1, 2, 3] if is_entered else [0, 2, 3])
    if is_entered:
        same_elements(board)
        same_plans(board)
    same_meetings(board)


def same_coverage(board):
    told = {(place, key): rest for place, key, *rest in asked(COVERAGE)}
    assert len(board.documents) == len(order_of_keys())
    sums = {}
    goals = dict(asked(GOALS))
    for row in board.rows:
        for one, key in zip(row.heat.standings, order_of_keys(), strict=True):
            wajib, memiliki, count, own, goal = told.get((row.kecamatan.code, key), (None,) * 5)
            assert (one.facts.wajib, one.facts.memiliki) == (wajib, memiliki)
            assert one.facts.reported == (count or 0)
            assert one.facts.of == len(row.data.desa)
            if wajib is not None:
                same_gap(one, wajib, memiliki, own if own is not None else goal)
                held = sums.setdefault(key, [0, 0, 0])
                sums[key] = [a + b for a, b in zip(held, (wajib, memiliki, count), strict=True)]
    for one, key in zip(board.standings.standings, order_of_keys(), strict=True):
        wajib, memiliki, count = sums.get(key, (None, None, 0))
        assert (one.facts.wajib, one.facts.memiliki, one.facts.reported) == (wajib, memiliki, count)
        if wajib is not None:
            same_gap(one, wajib, memiliki, goals.get(key))


def order_of_keys():
    return [key for (key,) in asked("SELECT key FROM formats_documenttype WHERE kecamatan_id IS"
                                    " NULL ORDER BY position")]  # fmt: skip


def same_gap(one, wajib, memiliki, goal):
    if goal is None or not wajib:
        assert not isinstance(one.gap, Gap)
        return
    assert one.gap.exact == Fraction(goal, 10_000) - Fraction(memiliki, wajib)
    assert one.gap.people == max(0, -(-goal * wajib // 10_000) - memiliki)


def same_completeness(board, places):
    whole = {place: rest for place, *rest in asked(COMPLETE)}
    for row in board.rows:
        *filled, of = whole.get(row.kecamatan.code, (0, 0, 0, 0, 0))
        for place in places:
            share = row.filled[place].share
            assert (share.part, share.whole) == (filled[place], of)


def same_elements(board):
    tallies = {(place, key): tuple(rest) for place, key, *rest in asked(ELEMENTS)}
    for row in board.rows:
        of = len(row.data.desa)
        for head, (share, tally) in zip(board.element_heads, row.element_cells, strict=True):
            counted = tallies.get((row.kecamatan.code, head.key), (0, 0, 0))
            assert (tally.sudah, tally.sebagian, tally.belum) == counted
            assert tally.belum_diisi == of - sum(counted)
            assert (share.part, share.whole) == (tally.sudah, of)


def same_plans(board):
    told = {place: rest for place, *rest in asked(PLANS)}
    for row in board.rows:
        total, done, late, silent, *budgets = told.get(row.kecamatan.code, (0,) * 8)
        assert (row.plans.total, row.done.part) == (total, done)
        assert (len(row.plans.late), row.silent) == (late, silent)
        shown = [number for one in row.budgets for number in (one.share.part, one.share.whole)]
        assert shown == budgets


def same_meetings(board):
    told = {(place, kind): rest for place, kind, *rest in asked(MEETINGS)}
    for row in board.rows:
        shown = {kind: [str(one.date), one.state] for kind, one in row.sessions.items()}
        assert shown == {
            kind: [str(day), state]
            for (place, kind), (day, state) in told.items()
            if place == row.kecamatan.code
        }
    days = {
        (str(year.kecamatan.code), session.date.month, session.kind)
        for year in board.calendar
        for month, held in enumerate(year.months, 1)
        for session, _words in held
        if session.date.month == month
    }
    assert days == {(place, int(str(day)[5:7]), kind) for place, kind, day in asked(CALENDAR)}
    assert board.today == TODAY


def worst_first(board):
    assert [row.heat.points for row in board.rows if not row.heat.is_empty] == sorted(
        (row.heat.points for row in board.rows if not row.heat.is_empty), reverse=True
    )
