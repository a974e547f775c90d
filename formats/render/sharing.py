"""How the rows of a wall sheet share its height: which stand on which sheet, and how high.

Plain numbers in one unit, no layout; formats.render.plano measures the rows and draws the result.
"""

from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate


def pages(rows, free, notes=0.0):
    """Return the rows' heights page by page: as few pages as hold them, evenly filled.

    No row is higher than `free`; the last page also holds `notes`.
    """
    return _pages(tuple(rows), free, notes)


# A size of text is asked several times how its rows would stand.
@lru_cache(maxsize=256)
def _pages(rows, free, notes):
    found = _fill(rows, free, notes)
    if len(found) < 2:
        return found
    lengths = {one for first in range(len(rows)) for one in accumulate(rows[first:])}
    limits = sorted(
        limit
        for limit in {one + below for one in lengths for below in (0, notes)}
        if max(rows) <= limit < free
    )
    # The lower the limit, the more pages: the lowest that takes no page more is found by halves.
    low = bisect_left(limits, -len(found), key=lambda limit: -len(_fill(rows, limit, notes)))
    return _fill(rows, limits[low], notes) if low < len(limits) else found


def _fill(rows, limit, notes):
    found, page, filled, last = [], [], 0.0, len(rows) - 1
    for place, height in enumerate(rows):
        below = notes if place == last else 0
        if page and filled + height + below > limit:
            found.append(page)
            page, filled = [], 0.0
        page.append(height)
        filled += height
    return [*found, page] if page else found


def level(rows, free):
    """Return the heights of rows on one page raised from below until together they fill it."""
    if sum(rows) >= free:
        return list(rows)
    fixed = set()
    while True:
        rest = free - sum(rows[place] for place in fixed)
        share = rest / (len(rows) - len(fixed))
        over = {p for p, need in enumerate(rows) if p not in fixed and need > share}
        if not over:
            return [rows[p] if p in fixed else share for p in range(len(rows))]
        fixed |= over


def runs(rows, free):
    """Return (first, last, flows) of the rows that go together, last not included.

    A row higher than a whole sheet flows over several, alone; those between are shared out.
    """
    found, first = [], 0
    for place, height in enumerate([*rows, None]):
        flows = height is not None and height > free
        if (flows or height is None) and first < place:
            found.append((first, place, False))
        if flows:
            found.append((place, place + 1, True))
        if flows or height is None:
            first = place + 1
    return found


def evenness(rows, free, notes=0.0):
    """Return how high the lowest row stands against an equal share, from 0 to 1.

    0 when a row is higher than a sheet.
    """
    if max(rows, default=0) > free:
        return 0.0
    least, laid = 1.0, pages(rows, free, notes)
    for number, page in enumerate(laid, 1):
        room = free - (notes if number == len(laid) else 0)
        least = min(least, min(level(page, room)) * len(page) / room)
    return least
