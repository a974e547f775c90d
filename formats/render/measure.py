"""How wide text is, and how a paper's width is shared among the columns of a sheet.

Widths are the advance widths of Liberation Sans, in em. Numbers, words and the figures under a
percentage are never broken, so a column is at least as wide as its longest.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from formats.spec import Kind

MM_PER_POINT = 25.4 / 72
NO_BREAK = "\u00a0"

_REGULAR = {
    222: "'ijl",
    260: "|",
    278: " \u00a0!,./:;I[\\]ft·",
    333: "()-`r{}“”",
    389: '"*^',
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~−",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_BOLD = {
    238: "'",
    278: " \u00a0,./I\\ijl·|",
    333: "!()-:;[]`ft",
    389: "*r{}",
    474: '"',
    500: "z“”",
    556: "#$0123456789J_aceksvxy–",
    584: "+<=>^~−",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
}
_FONTS = tuple(
    {letter: width for width, letters in groups.items() for letter in letters}
    for groups in (_REGULAR, _BOLD)
)
_SPACE = 0.278
# A line may also begin behind a dash, and behind a hyphen between words.
_AFTER_DASH = re.compile(r"(?<=[^\W_]–)(?=.)|(?<=[^\W\d_]-)(?=[^\W\d_])")
_STATE_SHAPE = 1.4
# What a warning adds behind a figure: the mark and the space before it.
_WARNING = " !"
_ORDINAL_AIR = 0.15
# A word longer than this many em may break, rather than take the room of the whole row.
_LONGEST = 9.0
_LONGEST_FIGURES = 13.0


@lru_cache(maxsize=8192)
def width(text, bold=False):
    """Return the width of a text in em."""
    letters = _FONTS[bold]
    return sum(letters.get(letter, 722) for letter in text) / 1000


def line_count(text, room, *, bold=False):
    """Return on how many lines a text falls in `room` em, filled word by word.

    Words joined by a no-break space stay together; one wider than the room is broken.
    """
    return sum(_filled(line, room, bold) for line in text.split("\n"))


def _filled(line, room, bold):
    found, used = 1, 0.0
    for gap, wide in _pieces(line, bold):
        if used and used + gap + wide > room:
            found, used = found + 1, wide
        else:
            used += wide + (gap if used and wide else 0)
        if used > room:
            # One line more than the width asks for: a piece is as wide as its letters allow.
            found, used = found + int(used / room), room
    return found


@lru_cache(maxsize=4096)
def _pieces(line, bold):
    """Return for each piece that may begin a line the space before it and its width, in em."""
    return tuple(
        (0.0 if place else _SPACE, width(piece, bold))
        for word in line.split(" ")
        for place, piece in enumerate(_AFTER_DASH.split(word))
    )


@dataclass(frozen=True, slots=True)
class Padding:
    """What a cell's sides take: each so many em, and both a fixed part in the room's unit."""

    em: float
    fixed: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Text size, padding, and the width of every column, in the unit of the room.

    It `holds` when no column is narrower than its longest word or number.
    """

    size: float
    padding: Padding
    widths: tuple[float, ...]
    holds: bool = True


def fit(view, room, choices, *, half=0.0, needs=None):
    """Return the Fit of a SheetView in `room` with the first of the (size, Padding) that holds it.

    Columns that repeat under each group get equal widths where that costs no size. With `half` the
    discussion columns together get that part of the room, if the others can spare it. `needs` are
    those of the view, where they are known. When not even the last choice holds, widths shrink in
    proportion and long words break.
    """
    needs = needs or column_needs(view)
    size, padding, least = _first(room, choices, (_equal(view.columns, needs), needs))
    # A number needs its width and no more: the rest goes to words.
    shares = [0.0 if one.kind is Kind.ORDINAL else one.width for one in view.columns]
    talked = [column.discussion for column in view.columns]
    if sum(least) > room:
        widths = [one * room / sum(least) for one in least]
    elif half and any(talked) and not all(talked):
        widths = _halved(shares, least, talked, room, half)
    else:
        widths = _share(shares, least, room)
    return Fit(size, padding, tuple(widths), sum(least) <= room)


def _first(room, choices, wishes):
    for size, padding in choices:
        for needs in wishes:
            least = [(need + 2 * padding.em) * size + padding.fixed for need in needs]
            if sum(least) <= room:
                return size, padding, least
    return size, padding, least


def _equal(columns, needs):
    """Return the needs, raised to the greatest among the columns of the same repeated heading."""
    repeated = [one.key.rpartition(":")[2] if ":" in one.key else one.key for one in columns]
    greatest = {}
    for key, need in zip(repeated, needs, strict=True):
        greatest[key] = max(greatest.get(key, 0.0), need)
    return [greatest[key] for key in repeated]


def _halved(shares, least, talked, room, half):
    spare = room - sum(one for one, talks in zip(least, talked, strict=True) if not talks)
    discussion = min(room * half, spare)
    found = list(least)
    for part, total in ((True, discussion), (False, room - discussion)):
        places = [place for place, talks in enumerate(talked) if talks is part]
        given = _share([shares[p] for p in places], [least[p] for p in places], total)
        for place, one in zip(places, given, strict=True):
            found[place] = one
    return found


def _share(shares, least, room):
    """Share `room` in proportion, but give no column less than it needs."""
    fixed = {place for place, share in enumerate(shares) if not share}
    while True:
        free = [place for place in range(len(shares)) if place not in fixed]
        rest = room - sum(least[place] for place in fixed)
        scale = rest / sum(shares[place] for place in free) if free else 0
        short = {place for place in free if shares[place] * scale < least[place]}
        if not short:
            return [
                least[place] if place in fixed else shares[place] * scale
                for place in range(len(shares))
            ]
        fixed |= short


def row_lines(row, found):
    """Return on how many lines the fullest cell of a RowView falls, with the widths of a Fit."""
    lines = 1
    for cell, wide in zip(row.cells, found.widths, strict=True):
        if len(cell.lines) > 1 or (cell.lines and len(cell.lines[0].text) > 20):
            room = (wide - found.padding.fixed) / found.size - 2 * found.padding.em
            lines = max(lines, sum(line_count(line.text, room) for line in cell.lines))
    return lines


def column_needs(view, names=1.0):
    """Return for each column the em of its longest unbreakable piece.

    `names` is how much larger the names of rows are written.
    """
    needs = [
        min(_LONGEST, max((width(word, True) for word in heading.split()), default=0.0))
        for heading in view.leaves
    ]
    for place, column in enumerate(view.columns):
        if column.kind is Kind.ORDINAL:
            needs[place] = max(needs[place], width("00.", True)) + _ORDINAL_AIR
    for row in view.rows:
        for place, cell in enumerate(row.cells):
            if cell.lines:
                need = _need(cell, view.is_worksheet)
                needs[place] = max(needs[place], need * names if cell.is_head else need)
    return needs


def _need(cell, is_worksheet):
    if cell.kind is Kind.COUNT:
        return width(cell.lines[0].text, True)
    if cell.kind is Kind.PERCENT:
        figures = cell.lines if is_worksheet else cell.lines[:1]
        mark = width(_WARNING, True) if cell.warning else 0.0
        widest = max(width(line.text, line is figures[0]) for line in figures)
        return min(_LONGEST_FIGURES, widest) + mark
    shape = _STATE_SHAPE if cell.state else 0.0
    words = [word for line in cell.lines for word in line.text.split()]
    return min(_LONGEST, shape + max((width(word, cell.is_head) for word in words), default=0.0))
