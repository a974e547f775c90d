"""Attackers on masked columns, written apart from labd.dasbor.masking: they try all worlds.

The first knows what is published and what the marks mean, and asks which numbers are possible in a
table of whole numbers that would be published the same. It does not look beyond `HIGHEST`, so what
it finds possible is possible. The second knows also how it is chosen what is masked: it masks each
possible world itself, and strikes out those that would look otherwise.
"""

import random
from itertools import product

FEW, HIDDEN = "<5", "disamarkan"
HIGHEST = 14


def possible_pairs(published, total, target):
    """Return for each row of a column the set of (wajib, memiliki) it may stand for.

    A row is (wajib, memiliki, lacking, short), each a number, a mark or None; `total` is that of
    the sum, `target` in 1/100 percent or None.
    """
    choices = [set(candidates(row, target)) for row in published]
    before, after = [{(0, 0)}], [{(0, 0)}]
    for found in choices:
        before.append(added(before[-1], found, total))
    for found in reversed(choices):
        after.append(added(after[-1], found, total))
    after.reverse()
    possible = []
    for place, found in enumerate(choices):
        others = added(before[place], after[place + 1], total)
        possible.append(
            {one for one in found if any(fits(whole, total, target)
                                         for whole in added(others, {one}, total))}
        )  # fmt: skip
    return possible


def added(some, more, total):
    """Return all sums of two pairs that do not already exceed what is told of the total."""
    most = [one if isinstance(one, int) else float("inf") for one in total[:2]]
    return {
        (w, m)
        for a, b in some
        for c, d in more
        if (w := a + c) <= most[0] and (m := b + d) <= most[1]
    }


def candidates(row, target):
    """Yield the pairs (wajib, memiliki) that a row may stand for."""
    wajib, memiliki = row[0], row[1]
    for w in [wajib] if isinstance(wajib, int) else range(HIGHEST + 1):
        for m in [memiliki] if isinstance(memiliki, int) else range(w + 1):
            if fits((w, m), row, target):
                yield w, m


def fits(pair, row, target):
    """Return whether a pair of counts agrees with a published row."""
    w, m = pair
    goal = None if target is None or not w else -(-target * w // 10_000)
    truth = (w, m, max(0, w - m), None if goal is None else max(0, goal - m))
    # Of a place whose wajib is below five, <5 stands for nobody as well.
    lowest = 0 if row[0] == FEW else 1
    return all(
        agrees(told, number, low)
        for told, number, low in zip(row, truth, (1, lowest, lowest, lowest), strict=True)
    )


def agrees(told, number, lowest):
    """Return whether a number may stand behind what is told of it."""
    if told == HIDDEN:
        return True
    if told == FEW:
        return number is None or lowest <= number <= 4
    return told == number


def found_out(counts, publish, *, most=400):
    """Return the (place, name) of the masked counts of 1 to 4 that the second attacker tells.

    `counts` are (wajib, memiliki) pairs; `publish` gives for such pairs (rows, row of the sum,
    target), as they go outside. None where more than `most` worlds would have to be tried.
    """
    rows, total, target = public = publish(counts)
    asked = {
        (place, name)
        for place, (row, truth) in enumerate(zip(rows, numbers(counts, target), strict=True))
        for name, told in enumerate(row)
        if told in (FEW, HIDDEN) and truth[name] in (1, 2, 3, 4)
    }
    left = most
    for world in worlds(rows, target, random.Random(1)) if asked else ():
        if not left:
            return None
        left -= 1
        whole = sum(w for w, _m in world), sum(m for _w, m in world)
        if not fits(whole, total, target):
            continue
        pairs = zip(numbers(world, target), numbers(counts, target), strict=True)
        other = {
            (place, name)
            for place, (one, truth) in enumerate(pairs)
            for name in range(4)
            if one[name] != truth[name]
        }
        if asked & other and publish(world) == public:
            asked -= other
        if not asked:
            break
    return asked


def numbers(pairs, target):
    """Return (wajib, memiliki, lacking, short) of each pair."""
    return [
        (w, m, w - m, None if target is None or not w else max(0, -(-target * w // 10_000) - m))
        for w, m in pairs
    ]


def worlds(rows, target, dice):
    """Yield all columns of pairs that the rows allow, in an order as diced."""
    choices = [sorted(candidates(row, target)) for row in rows]
    for one in choices:
        dice.shuffle(one)
    return product(*choices)


def halves_found_out(desa, publish, *, most=300):
    """Return the masked counts of 1 to 4 by sex that the second attacker tells.

    `desa` are (wajib L, wajib P, memiliki L, memiliki P); `publish` gives for such desa (rows, row
    of the sum, the two rows by sex, target). None as `found_out`.
    """
    rows, total, sexes, target = public = publish(desa)
    truth = by_sex(desa)
    asked = {
        (place, name)
        for place, one in enumerate(truth)
        for name, number in enumerate(one)
        if number in (1, 2, 3, 4)
    }
    choices = [sorted(splits(candidates(row, target))) for row in rows]
    dice = random.Random(1)
    for one in choices:
        dice.shuffle(one)
    for tried, world in enumerate(product(*choices) if asked else ()):
        if tried == most:
            return None
        w_l, w_p, m_l, m_p = (sum(one[place] for one in world) for place in range(4))
        if not fits((w_l + w_p, m_l + m_p), total, target):
            continue
        if not all(map(fits, ((w_l, m_l), (w_p, m_p)), sexes, (target, target))):
            continue
        other = {
            (place, name)
            for place, (one, true) in enumerate(zip(by_sex(world), truth, strict=True))
            for name in range(3)
            if one[name] != true[name]
        }
        if asked & other and publish(world) == public:
            asked -= other
        if not asked:
            break
    return asked


def splits(pairs):
    """Yield (wajib L, wajib P, memiliki L, memiliki P) for all pairs (wajib, memiliki)."""
    for w, m in pairs:
        for w_l in range(w + 1):
            for m_l in range(max(0, m - w + w_l), min(m, w_l) + 1):
                yield w_l, w - w_l, m_l, m - m_l


def by_sex(desa):
    """Return (wajib, memiliki, lacking) of L and P of each desa, and of their sums."""
    whole = tuple(sum(one[place] for one in desa) for place in range(4))
    return [
        (one[sex], one[sex + 2], one[sex] - one[sex + 2])
        for one in (*desa, whole)
        for sex in (0, 1)
    ]
