"""The lines of a questionnaire's answer in one Excel cell: bold, italic, and high enough."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from formats.render.answers import OURS
from formats.render.measure import line_count

FONT, SIZE = "Arial", 10
INK, GREY = "1A2330", "485464"
# Points from line to line, and of a cell's air; Excel has no higher row than the last.
LINE_HEIGHT, _AIR, _HIGHEST = 13, 5, 409


def rich(lines):
    """Return Lines as the value of one cell, each on a line of its own.

    A line on which a hand writes has an empty one above it, since Excel knows no line spacing.
    """
    blocks = []
    for place, line in enumerate(lines):
        text = ILLEGAL_CHARACTERS_RE.sub("", line.plain)
        above = "\n" if line.rooms and place else ""
        below = "\n" if place < len(lines) - 1 else ""
        blocks.append(TextBlock(_font(line), f"{above}{text}{below}"))
    return CellRichText(blocks)


def height(text, room, *, bold=False):
    """Return the height in points that shows a text of several lines in a column `room` em wide."""
    lines = sum(line_count(line, room, bold=bold) for line in text.split("\n"))
    return min(_HIGHEST, lines * LINE_HEIGHT + _AIR)


def _font(line):
    roles = line.role.split()
    return InlineFont(
        rFont=FONT,
        sz=SIZE,
        b="utama" in roles,
        i=OURS in roles,
        color=GREY if {"rinci", "petunjuk"} & set(roles) else INK,
    )
