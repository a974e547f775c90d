"""How the rows of a wall sheet share its height: which stand on which sheet, and how high.

Plain numbers in one unit, no layout; formats.render.plano measures the rows and draws the result.
"""


def pages(rows, free, notes=0.0):
    """Return the rows' heights page by page: as few pages as hold them, evenly filled.

    No row is higher than `free`; the last page also holds `notes`.
    """
    found = _fill(rows, free, notes)
    if len(found) < 2:
        return found
    lengths = {sum(rows[a:b]) for a in range(len(rows)) for b in range(a + 1, len(rows) + 1)}
    for limit in sorted(one + below for one in lengths for below in (0, notes)):
        if max(rows, default=0) <= limit < free:
            tried = _fill(rows, limit, notes)
            if len(tried) == len(found):
                return tried
    return found


def _fill(rows, limit, notes):
    found, page = [], []
    for place, height in enumerate(rows):
        below = notes if place == len(rows) - 1 else 0
        if page and sum(page) + height + below > limit:
            found.append(page)
            page = []
        page.append(height)
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
