"""What goes outside tells no count of 1 to 4 people, also not by its totals."""

import random

import pytest

from labd.dasbor.masking import SMALL, Count, Mark, Veil, column, halves, shown, total_of
from tests.labd.penyerang import FEW, HIDDEN, found_out, halves_found_out, possible_pairs


def row(told):
    return told.wajib, told.memiliki, told.lacking, told.short


def published(counts):
    """Return the rows and the sum of a column as they go outside, and its Column."""
    veils = column(counts)
    rows = [shown(one, veil) for one, veil in zip(counts, veils.places, strict=True)]
    return [row(one) for one in rows], row(shown(total_of(counts), veils.total)), veils


def plain(*pairs, target=9000):
    return [Count(wajib, memiliki, target) for wajib, memiliki in pairs]


def test_large_counts_stay_as_they_are():
    counts = plain((100, 60), (200, 150))
    rows, total, veils = published(counts)
    assert veils.is_open
    assert rows == [(100, 60, 40, 30), (200, 150, 50, 30)]
    assert total == (300, 210, 90, 60)


def test_few_people_are_written_as_few_and_another_desa_covers_them():
    rows, total, veils = published(plain((100, 3), (200, 150), (120, 80)))
    assert rows[0] == (100, Mark.FEW, Mark.HIDDEN, Mark.HIDDEN)
    # Without this the sum would tell the 3; the smaller desa is taken.
    assert rows[2] == (120, Mark.HIDDEN, Mark.HIDDEN, Mark.HIDDEN)
    assert rows[1] == (200, 150, 50, 30)
    assert total == (420, 233, 187, 145)
    assert not veils.is_open


def test_few_people_without_the_document_are_masked_as_well():
    rows, _total, _veils = published(plain((100, 98), (200, 150), (120, 80)))
    assert rows[0] == (100, Mark.HIDDEN, Mark.FEW, Mark.HIDDEN)


def test_few_people_short_of_the_target_are_masked_as_well():
    rows, _total, _veils = published(plain((100, 87), (200, 150), (120, 80)))
    assert rows[0] == (100, Mark.HIDDEN, Mark.HIDDEN, Mark.FEW)


def test_a_small_wajib_masks_everything_of_its_desa():
    rows, total, _veils = published(plain((3, 3), (200, 150), (120, 80)))
    assert rows[0] == (Mark.FEW,) * 4
    assert rows[2] == (Mark.HIDDEN,) * 4
    assert total == (323, 233, 90, 58)


def test_a_mark_is_not_written_where_it_would_tell_the_number():
    # With six who must have it, "<5 without" could only be one.
    rows, _total, _veils = published(plain((6, 5), (200, 150)))
    assert rows[0] == (6, Mark.HIDDEN, Mark.HIDDEN, Mark.HIDDEN)


def test_the_only_desa_that_reported_takes_its_sum_with_it():
    rows, total, _veils = published(plain((100, 3)))
    assert rows[0] == total == (100, Mark.FEW, Mark.HIDDEN, Mark.HIDDEN)


def test_two_documents_for_the_same_people_mask_wajib_at_the_same_desa():
    first = column(plain((3, 2), (90, 50), (80, 79), (200, 100)))
    second = column(plain((3, 0), (90, 89), (80, 40), (200, 190)))
    assert [one is Veil.ALL for one in first.places] == [one is Veil.ALL for one in second.places]


def test_nothing_reported_is_nothing_to_mask():
    assert column([]).is_open


def test_zero_is_told():
    rows, _total, veils = published(plain((40, 0), (0, 0), (50, 20)))
    assert veils.is_open
    assert rows[:2] == [(40, 0, 40, 36), (0, 0, 0, None)]


def made(seed):
    """Return a small column with many small counts, few enough for all worlds to be tried."""
    dice = random.Random(seed)
    target = dice.choice((None, 5000, 8500, 9000, 10_000))
    counts = []
    for _place in range(dice.randint(1, 4)):
        wajib = dice.choice((0, dice.randint(1, 4), dice.randint(5, 9), dice.randint(5, 13)))
        low = dice.choice((0, max(0, wajib - 4)))
        counts.append(Count(wajib, dice.randint(low, wajib), target))
    return counts


@pytest.mark.parametrize("block", range(20))
def test_no_masked_count_can_be_computed_from_what_is_published(block):
    for seed in range(block * 20, block * 20 + 20):
        not_to_be_computed(made(seed))


def not_to_be_computed(counts):
    rows, total, _veils = published(counts)
    numbers = [one for told in (*rows, total) for one in told]
    assert not [one for one in numbers if isinstance(one, int) and one in SMALL], counts
    if not any(isinstance(one, str) for one in numbers):
        return
    possible = possible_pairs(rows, total, counts[0].target)
    for told, pairs, truth in zip(rows, possible, counts, strict=True):
        assert (truth.wajib, truth.memiliki) in pairs
        found = {w for w, _m in pairs}, {m for _w, m in pairs}, {w - m for w, m in pairs}
        for number, values in zip(told[:3], found, strict=True):
            if isinstance(number, str):
                assert len(values) >= 2, (counts, rows, total, truth)


def public(pairs, target):
    """Return what the second attacker asks of pairs: rows, row of the sum, target."""
    rows, total, _veils = published(plain(*pairs, target=target))
    return rows, total, target


def held(seeds, *, most):
    """Return in how many columns the second attacker tried to the end and told nothing."""
    tried = 0
    for seed in seeds:
        counts = made(seed)
        target = counts[0].target
        pairs = [(one.wajib, one.memiliki) for one in counts]
        told = found_out(pairs, lambda world, goal=target: public(world, goal), most=most)
        assert not told, (seed, counts, published(counts), told)
        tried += told is not None
    return tried


def test_who_knows_how_it_is_masked_cannot_tell_either():
    assert held(range(120), most=150) > 80


@pytest.mark.drill
@pytest.mark.parametrize("block", range(20))
def test_who_knows_how_it_is_masked_cannot_tell_either_at_length(block):
    assert held(range(block * 100, block * 100 + 100), most=1500) > 70


@pytest.mark.parametrize("target", [None, 5000, 8500, 9000, 9800, 9900, 10_000])
def test_no_mark_of_a_desa_that_stands_alone_tells_its_number(target):
    for wajib in (*range(5, 21), 40, 100):
        for memiliki in range(wajib + 1):
            assert found_out([(wajib, memiliki)], lambda one: public(one, target)) == set()


# --- Laki-laki and perempuan ----------------------------------------------------------------------


def by_sex(desa, target=9000):
    """Return (rows, sum, the two rows by sex, target) of desa all of which recorded L and P."""
    counts = plain(*((one[0] + one[1], one[2] + one[3]) for one in desa), target=target)
    rows, total, veils = published(counts)
    sexes = plain(*(tuple(map(sum, zip(*((one[at], one[at + 2]) for one in desa), strict=True)))
                    for at in (0, 1)), target=target)  # fmt: skip
    found = halves(sexes, total_of(counts), veils)
    return rows, total, [row(shown(*one)) for one in zip(sexes, found, strict=True)], target


def test_both_sexes_are_told_where_neither_is_few():
    _rows, _total, sexes, _target = by_sex([(60, 50, 40, 30), (70, 80, 50, 60)])
    assert sexes == [(130, 90, 40, 27), (130, 90, 40, 27)]


def test_few_of_one_sex_mask_the_other_which_its_sum_would_give_back():
    _rows, total, sexes, _target = by_sex([(60, 50, 3, 30), (70, 80, 0, 60)])
    assert total == (260, 93, 167, 141)
    assert sexes == [
        (130, Mark.FEW, Mark.HIDDEN, Mark.HIDDEN), (130, Mark.HIDDEN, Mark.HIDDEN, Mark.HIDDEN),
    ]  # fmt: skip


def test_a_masked_sum_is_not_told_by_its_two_sexes():
    _rows, total, sexes, _target = by_sex([(60, 50, 59, 48)])
    assert total[1] is Mark.HIDDEN
    assert sexes == [(Mark.HIDDEN,) * 4] * 2


def test_sexes_of_only_some_desa_are_not_told_where_another_desa_is_masked():
    counts = plain((100, 60), (200, 150), (90, 3), (70, 20))
    some = plain((50, 30), (50, 30))
    assert set(halves(some, total_of(counts), column(counts))) == {Veil.SHUT}
    counts = plain((100, 60), (200, 150))
    assert set(halves(some, total_of(counts), column(counts))) == {Veil.OPEN}


def made_by_sex(seed):
    dice = random.Random(seed)
    desa = []
    for _place in range(dice.randint(1, 3)):
        wajib = [dice.choice((0, dice.randint(1, 4), dice.randint(4, 9))) for _sex in range(2)]
        few = dice.random() < 0.5
        desa.append((*wajib, *(dice.randint(0, one) if few else max(0, one - dice.randint(0, 2))
                               for one in wajib)))  # fmt: skip
    return desa, dice.choice((None, 5000, 9000, 10_000))


def held_by_sex(seeds, *, most):
    tried = 0
    for seed in seeds:
        desa, target = made_by_sex(seed)
        rows, _total, sexes, _target = by_sex(desa, target)
        told = [one for each in (*rows, *sexes) for one in each[:3]]
        assert not [one for one in told if isinstance(one, int) and one in SMALL], desa
        found = halves_found_out(desa, lambda world, goal=target: by_sex(world, goal), most=most)
        assert not found, (seed, desa, target, by_sex(desa, target), found)
        tried += found is not None
    return tried


def test_no_count_by_sex_can_be_computed_from_sums_and_desa():
    assert held_by_sex(range(80), most=200) > 30


@pytest.mark.drill
@pytest.mark.parametrize("block", range(10))
def test_no_count_by_sex_can_be_computed_at_length(block):
    assert held_by_sex(range(block * 100, block * 100 + 100), most=3000) > 60


def test_the_attacker_finds_what_is_badly_masked():
    rows = [(100, FEW, HIDDEN, HIDDEN), (200, 150, 50, 30)]
    assert possible_pairs(rows, (300, 153, 147, 117), 9000)[0] == {(100, 3)}


def test_a_large_column_hides_its_few_without_hiding_its_sum():
    dice = random.Random(7)
    for _round in range(60):
        counts = [
            Count(wajib, wajib - dice.randint(0, 40), 9900)
            for wajib in (dice.randint(60, 9000) for _desa in range(dice.randint(3, 43)))
        ]
        veils = column(counts)
        if all(one.wajib - one.memiliki >= 5 for one in [total_of(counts)]):
            hidden = [one for one in veils.places if one is not Veil.OPEN]
            assert len(hidden) != 1 or veils.total is not Veil.OPEN
