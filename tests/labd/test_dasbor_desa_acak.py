"""A desa's page on made-up worlds: its figures agree with plain SQL over the same rows."""

import random
from datetime import date
from fractions import Fraction

import pytest
from django.db import connection

from desa.rights import Role
from formats.models import Complaint, Coverage, Target
from formats.specs._shared import DOCUMENTS
from formats.values import Gap, Ratio
from labd.dasbor import desa_words, figures
from labd.dasbor.desa_board import desa_board
from tests import factories
from tests.factories import AT, guide_type, make_user
from tests.labd.acak_dasbor import as_rows, made_data

FURTHEST = """
SELECT document FROM told WHERE desa = ? AND target IS NOT NULL AND wajib > 0 AND below > 0
ORDER BY people DESC, 1.0 * below / wajib DESC
"""
BELOW = """
SELECT COUNT(*), SUM(below > 0) FROM told WHERE desa = ? AND target IS NOT NULL AND wajib > 0
"""


@pytest.mark.sekali
def test_the_sentence_names_the_document_that_lacks_most_people():
    for seed in range(200):
        data = made_data(seed)
        rows = as_rows(data)
        for desa in data.desa[:5]:
            standings = [figures.Standing(one, data.coverage(desa, one)) for one in data.documents]
            expected = rows.execute(FURTHEST, (desa.id,)).fetchone()
            worst = desa_words.furthest(standings)
            assert (worst.document.id if worst else None) == (expected[0] if expected else None)
            known, below = rows.execute(BELOW, (desa.id,)).fetchone()
            head, rest = desa_words.headline(standings, "Juni 2026")
            if worst:
                assert head.startswith(f"{worst.document.label} paling jauh di bawah target")
                assert (f"Di bawah target: {below} dari {known} dokumen." in rest) == (below > 1)
            else:
                assert "paling jauh" not in head


PERIODS = (("2025-06", date(2025, 5, 31)), ("2025-11", date(2025, 10, 31)),
           ("2026-06", date(2026, 5, 31)))  # fmt: skip


def made_world(seed, kabupaten):
    """Lay a kecamatan of four desa, the last split off; return (kecamatan, desa, periods)."""
    dice = random.Random(seed)
    kecamatan = factories.KecamatanFactory(kabupaten=kabupaten)
    desa = factories.make_desa(kecamatan, 3)
    split = dice.choice((date(2025, 8, 1), date(2026, 1, 1)))
    desa.append(factories.DesaFactory(kecamatan=kecamatan, induk=desa[0], valid_from=split))
    if dice.random() < 0.5:
        desa[1].valid_to = date(2025, 12, 31)
        desa[1].save()
    kinds = [guide_type(one.key) for one in DOCUMENTS[:3]]
    periods = [
        factories.PeriodFactory(kabupaten=kabupaten, code=code, label=code, reference_date=day)
        for code, day in PERIODS
    ]
    Target.unscoped.bulk_create(
        Target(period=period, document=kind, hundredths=dice.randint(1, 10_000))
        for period in periods for kind in kinds if dice.random() < 0.9
    )  # fmt: skip
    Coverage.unscoped.bulk_create(
        Coverage(desa=place, period=period, document=kind, wajib=wajib, memiliki=memiliki)
        for place in desa for period in periods for kind in kinds
        for wajib, memiliki in [_cell(dice)]
    )  # fmt: skip
    Complaint.unscoped.bulk_create(
        Complaint(desa=place, period=periods[-1], document=kind, waiting=dice.randint(0, 3),
                  settled=dice.randint(0, 3))
        for place in desa for kind in kinds if dice.random() < 0.6
    )  # fmt: skip
    return kecamatan, desa, periods


def _cell(dice):
    wajib = dice.choice((0, 1, 7, dice.randint(1, 9_999)))
    kind = dice.random()
    if kind < 0.15:
        return (wajib, None) if kind < 0.05 else (None, None)
    return wajib, wajib + 3 if kind < 0.25 else dice.randint(0, wajib)


HERE = """
SELECT t.key, c.wajib, c.memiliki, g.hundredths FROM formats_coverage c
JOIN formats_documenttype t ON t.id = c.document_id
LEFT JOIN formats_target g ON g.period_id = c.period_id AND g.document_id = c.document_id
WHERE c.desa_id = %s AND c.period_id = %s AND c.wajib IS NOT NULL AND c.memiliki IS NOT NULL
"""
COMPLAINTS = """
SELECT COALESCE(SUM(waiting), 0), COALESCE(SUM(settled), 0) FROM formats_complaint
WHERE desa_id = %s AND period_id = %s
"""


def asked(sql, *rows):
    keys = [row._meta.pk.get_db_prep_value(row.pk, connection) for row in rows]
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        return cursor.fetchall()


def lives(desa, period):
    first, last = desa.valid_from or date.min, desa.valid_to or date.max
    return first <= period.reference_date <= last


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_the_figures_of_every_desa_and_period(seed):
    kabupaten = factories.KabupatenFactory()
    kecamatan, desa, periods = made_world(seed, kabupaten)
    camat = make_user("camat", (Role.CA, kecamatan))
    keys = {str(one.id): one.key for one in DOCUMENTS}
    place = desa[seed % 4]
    there = [one for one in periods if lives(place, one)]
    for period in periods:
        board = desa_board(camat, place, period, AT)
        told = {key: rest for key, *rest in asked(HERE, place, period)}
        assert len(board.standings) == (len(DOCUMENTS) if period in there else 0)
        before = there[there.index(period) - 1] if period in there[1:] else None
        earlier = {key: rest for key, *rest in asked(HERE, place, before)} if before else {}
        for one in board.standings:
            key = keys[one.document.id]
            agrees(one, told.get(key))
            changes(one, told.get(key), earlier.get(key), desa, place, before, period)
        waiting, settled = asked(COMPLAINTS, place, period)[0]
        if period in there:
            total = board.complaints.total
            assert (total.waiting, total.settled) == (waiting, settled)


def agrees(one, told):
    """Check coverage and gap of a Standing against a row of SQL, or None."""
    if told is None:
        assert not one.facts.is_filled
        return
    wajib, memiliki, goal = told
    assert (one.facts.wajib, one.facts.memiliki, one.facts.target) == (wajib, memiliki, goal)
    if wajib:
        assert one.coverage.value == Ratio(memiliki, wajib)
        if goal is not None:
            exact = Fraction(goal, 10_000) - Fraction(memiliki, wajib)
            short = max(0, -(-goal * wajib // 10_000) - memiliki)
            assert one.gap == Gap(exact, short, one.document.unit)


def changes(one, told, earlier, desa, place, before, period):
    """Check the change of a Standing: told only of the same desa, filled in both periods."""
    induk, *_others, new = desa
    family = place in (induk, new) and before and not lives(new, before) and lives(new, period)
    points = one.change and one.change.points
    if before is None:
        assert one.change is None
    elif family or told is None or earlier is None or not (told[0] and earlier[0]):
        assert points is None
    else:
        assert points == Fraction(100 * told[1], told[0]) - Fraction(100 * earlier[1], earlier[0])
