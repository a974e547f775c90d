"""How large a wall sheet is written: as large as its rows leave room for, never below 24 pt on A1.

Laying a sheet out is dear, so sizes and widths are tried on the printed letters' widths alone
(formats.render.measure); only the one chosen is laid out and measured. All lengths are in plano
units.
"""

from dataclasses import dataclass, replace
from math import ceil

from formats.render.measure import NO_BREAK, Fit, Padding, column_needs, fit, line_count, width
from formats.render.sharing import evenness, pages
from formats.spec import Kind

SMALLEST, LEADING = 8.6, 1.28
# Above this the table would shout its own title down.
_LARGEST, _STEP = 11.4, 0.2
_LARGEST_HEAD = 9.4
# How much larger the names of a worksheet's rows are written than the rest, and their leading.
_NAMES, _NAMES_LEADING = 10.5 / SMALLEST, 1.2
# What a cell has above and below its text, and a heading; the rule under each; and what sets the
# desa that told nothing apart.
PADDING, _HEAD_PADDING, RULE, _APART = 3.0, 2.5, 0.6, 4.9
# From one guide line to the next: a hand with a marker writes 18 mm high on A1.
PITCH = 18.0
# What printed letters may be wider than their own measure, by rounding.
SLACK = 0.4
# Sides of a cell; a table of many columns gives them up first, and its size only at the end.
_ROOMY = Padding(0, 8 + RULE + SLACK)
_NARROW = [
    (SMALLEST, Padding(0, 4.6)),
    *((size, Padding(0, 2.6)) for size in (SMALLEST, 8, 7.4, 6.8, 6)),
]
_HALF = 0.505
# Rows that are equal in the smallest size stay so when the text grows; where one needs more than
# its share anyway, the lowest keeps this part of what it had.
_EQUAL, _EVEN = 1 - 1e-9, 0.97
# How the two lists of desa may divide their width: the first one's part.
_DIVISIONS = (0.3, 0.36, 0.4, 0.5, 0.55, 0.62)
# One sheet, and no row that flows over.
_ONE = (0, 1)
# What the rows' names keep of their width when the lists do not fit beside them on one sheet.
_SLIM = 0.65
# Text so much larger is worth more than names that stand together with their notes.
_CLEARLY = 1.0


@dataclass(frozen=True, slots=True)
class Lettering:
    """A SheetView and the Fit of its columns, with the heights its letters are expected to need.

    It `holds` when nothing is broken that should stay whole.
    """

    view: object
    fit: Fit
    head: float
    rows: tuple[float, ...]
    holds: bool

    def ends(self):
        """Return for each row where the print ends in each of its cells, from the row's top."""
        return tuple(
            tuple(
                _end(cell, wide - self.fit.padding.fixed, self.fit.size, self.view.is_worksheet)
                for cell, wide in zip(row.cells, self.fit.widths, strict=True)
            )
            for row in self.view.rows
        )

    @property
    def names(self):
        """Return the size of the rows' names, in proportion to the text."""
        return self.fit.size * _NAMES

    @property
    def heads(self):
        """Return the size of the headings, which need not grow as far as the text."""
        return min(self.fit.size, _LARGEST_HEAD)


@dataclass(frozen=True, slots=True)
class Room:
    """What a wall sheet has for its table: width, height, and what notes take below it."""

    wide: float
    high: float
    notes: float = 0.0

    def sheets(self, letters):
        """Return (rows that flow over, sheets) that a Lettering is expected to take.

        A row that is torn in two is worse than a sheet more.
        """
        free = self.high - letters.head
        rows = [row for row in letters.rows if row <= free]
        torn = [ceil(row / free) for row in letters.rows if row > free]
        return len(torn), sum(torn) + len(pages(rows, free, self.notes))

    def evenness(self, letters):
        """Return how high its lowest row will stand against an equal share, from 0 to 1."""
        return evenness(letters.rows, self.high - letters.head, self.notes)


def lettering(views, room):
    """Return the Lettering of one of several SheetViews of the same table in a Room.

    It takes as few sheets as any view at the smallest size, and of those sizes the largest that
    leaves every row nearly its equal share. The views come the most readable first; a later one is
    taken only to save a sheet or to be written clearly larger.
    """
    texts = [_Text.of(view) for view in views]
    if views[0].is_narrow:
        return texts[-1].written(room, _NARROW)
    found = []
    for text in texts:
        letters = _largest(text, room)
        found += [letters] if letters else []
        if letters and letters.fit.size >= _LARGEST - _CLEARLY and room.sheets(letters) == _ONE:
            break
    if not found:
        return texts[-1].written(room, [(SMALLEST, _ROOMY)])
    fewest = min(map(room.sheets, found))
    found = [one for one in found if room.sheets(one) == fewest]
    top = max(one.fit.size for one in found)
    return next(one for one in found if one.fit.size >= top - _CLEARLY)


def notes_height(notes, wide):
    """Return how high the lines under a table stand."""
    lines = sum(line_count(one, wide / SMALLEST) for one in notes)
    return PADDING + lines * SMALLEST * LEADING if notes else 0.0


@dataclass(frozen=True, slots=True)
class _Text:
    """A SheetView that is tried in sizes and widths.

    In em, for each column: the `longest` tie, and what its longest word or number `needs`.
    """

    view: object
    longest: tuple[float, ...]
    needs: tuple[float, ...]

    @classmethod
    def of(cls, view):
        """Return the text of a SheetView."""
        names = _NAMES if view.is_worksheet else 1.0
        return cls(view, _longest(view), tuple(column_needs(view, names)))

    def written(self, room, choices):
        """Return the Lettering with the first of the (size, Padding) that holds the columns."""
        view = self.view
        found = fit(view, room.wide, choices, half=_HALF, needs=self.needs)
        rooms = [one - found.padding.fixed for one in found.widths]
        whole = all(tie * found.size <= free for tie, free in zip(self.longest, rooms, strict=True))
        rows = tuple(
            max(
                _cell(cell, column, free, found.size, view.is_worksheet)
                for cell, column, free in zip(row.cells, view.columns, rooms, strict=True)
            )
            for row in view.rows
        )
        return Lettering(view, found, _head(view, rooms, found.size), rows, found.holds and whole)

    def divided(self, slim=1.0):
        """Yield the text as it is, and with other widths of its two lists of desa.

        They also get what the rows' names leave when these take only `slim` of their width.
        """
        yield self
        columns = self.view.columns
        lists = [place for place, one in enumerate(columns) if one.kind is Kind.NAMES]
        names = [place for place, one in enumerate(columns) if one.kind is Kind.LABEL]
        if len(lists) != 2 or len(names) != 1:
            return
        label = columns[names[0]].width
        both = sum(columns[place].width for place in lists) + label * (1 - slim)
        for part in _DIVISIONS:
            widths = (label * slim, both * part, both * (1 - part))
            given = dict(zip((*names, *lists), widths, strict=True))
            changed = [replace(one, width=given.get(n, one.width)) for n, one in enumerate(columns)]
            yield replace(self, view=replace(self.view, columns=tuple(changed)))


def _longest(view):
    found = [0.0] * len(view.columns)
    for row in view.rows:
        for place, cell in enumerate(row.cells):
            for line in cell.lines:
                if NO_BREAK in line.text:
                    found[place] = max(found[place], *map(width, line.text.split(" ")))
    return tuple(found)


def _largest(text, room):
    """Return the largest Lettering of a text, however its lists of desa divide their width.

    None when something that should stay whole is wider than its column.
    """
    small, fewest = [], None
    for slim in (1.0, _SLIM):
        small += [(one, one.written(room, [(SMALLEST, _ROOMY)])) for one in text.divided(slim)]
        small = [(one, letters) for one, letters in small if letters.holds]
        fewest = min((room.sheets(letters) for _one, letters in small), default=None)
        if fewest == _ONE:
            break
    best = None
    for one, letters in small:
        if room.sheets(letters) == fewest:
            grown = _grown(one, letters, room, best.fit.size if best else SMALLEST)
            best = grown if best is None or grown.fit.size > best.fit.size else best
    return best


def _grown(text, letters, room, least):
    """Return a Lettering in the largest size that takes no sheet more and leaves rows even.

    One step above `least` is tried first: below it, another division is written larger anyway.
    """
    fewest, even = room.sheets(letters), room.evenness(letters)
    even = _EQUAL if even >= _EQUAL else _EVEN * even
    low, top = round((least - SMALLEST) / _STEP), round((_LARGEST - SMALLEST) / _STEP)
    middle = low + 1 if low else (top + 1) // 2
    while even and low < top:
        tried = text.written(room, [(SMALLEST + _STEP * middle, _ROOMY)])
        fits = tried.holds and room.sheets(tried) == fewest
        if fits and room.evenness(tried) >= even:
            low, letters = middle, tried
        else:
            top = middle - 1
        middle = (low + top + 1) // 2
    return letters


def _cell(cell, column, room, size, is_worksheet):
    """Return how high a cell is: its lines, and below what was typed a line for the hand."""
    high = _end(cell, room, size, is_worksheet) + PADDING + RULE
    return high + PITCH if is_worksheet and column.discussion and cell.lines else high


def _end(cell, room, size, is_worksheet):
    """Return where the print of a cell ends, from its top."""
    large = is_worksheet and (cell.is_head or cell.kind is Kind.ORDINAL)
    size, leading = (size * _NAMES, _NAMES_LEADING) if large else (size, LEADING)
    high = PADDING
    for line in cell.lines:
        bold = cell.is_head or "utama" in line.role
        high += line_count(line.text, room / size, bold=bold) * size * leading
        high += _APART if "terpisah" in line.role else 0
    return high


def _head(view, rooms, size):
    """Return how high the head is: its one row or two, or a heading that spans both."""
    upper, lower, spanning = 0.0, 0.0, 0.0
    leaves, place = iter(view.leaves), 0
    for head in view.head[0]:
        under = rooms[place : place + head.columns]
        words = [next(leaves) for _ in under]
        if head.rows > 1 or len(view.head) == 1:
            spanning = max(spanning, _heading(head.text, under[0], size))
        else:
            upper = max(upper, _heading(head.text, sum(under), size))
            told = zip(words, under, strict=True)
            lower = max(lower, *(_heading(word, room, size) for word, room in told))
        place += head.columns
    return max(spanning, upper + lower) + RULE


def _heading(text, room, size):
    size = min(size, _LARGEST_HEAD)
    return line_count(text, room / size, bold=True) * size * 1.2 + 2 * _HEAD_PADDING + RULE
