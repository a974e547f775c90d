"""A wall sheet as its PDF draws it: cells, rows, letters and guide lines, read from their boxes."""

import io
import re
from dataclasses import dataclass

import pdfplumber

POINTS = 72 / 25.4
INK, GUIDE = (0.101961, 0.137255, 0.188235), (0.603922, 0.643137, 0.690196)
WATERMARK = 100


@dataclass(frozen=True)
class Box:
    """A rectangle in points from the left top of its page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, char, slack=0.8):
        """Return whether a letter stands wholly inside."""
        return (
            self.x0 - slack <= char["x0"]
            and char["x1"] <= self.x1 + slack
            and self.top - slack <= char["top"]
            and char["bottom"] <= self.bottom + slack
        )


class Wall:
    """One page of a plano."""

    def __init__(self, page):
        """Read its boxes and letters; `around` are the letters that stand in no cell."""
        self.width, self.height = page.width / POINTS, page.height / POINTS
        letters = [char for char in page.chars if char["text"].strip()]
        self.watermark = "".join(c["text"] for c in letters if c["size"] > WATERMARK)
        self.chars = [char for char in letters if char["size"] <= WATERMARK]
        self.smallest = min(char["size"] for char in letters)
        cells = _outer(_boxes(page, INK))
        self.left = min(box.x0 for box in cells)
        first = sorted((box for box in cells if box.x0 - self.left < 1), key=lambda box: box.top)
        self.head = first[0]
        self.table = Box(
            self.left,
            self.head.top,
            max(box.x1 for box in cells),
            max(box.bottom for box in cells),
        )
        self.head_cells = [box for box in cells if box.top < self.head.bottom - 1]
        self.rows = [
            sorted(
                (box for box in cells if abs(box.top - one.top) < 1 and box.bottom > one.top + 2),
                key=lambda box: box.x0,
            )
            for one in first[1:]
        ]
        self.guides = _boxes(page, GUIDE)
        boxes = [*self.head_cells, *(box for row in self.rows for box in row)]
        self._letters, self.around = {box: [] for box in boxes}, []
        for char in self.chars:
            box = next((one for one in boxes if one.holds(char)), None)
            (self.around if box is None else self._letters[box]).append(char)

    @property
    def heights(self):
        """Return the height of each row in points."""
        return [row[0].bottom - row[0].top for row in self.rows]

    def inside(self, box):
        """Return the letters of a cell."""
        return self._letters[box]


def walls(content):
    """Return the Walls of a plano given as bytes."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [Wall(page) for page in pdf.pages]


def written(chars):
    """Return letters as text in the order they are read, without any space."""
    return "".join(lines_of(chars))


def lines_of(chars):
    """Return the lines of text that letters stand in, from above, without any space."""
    lines = []
    for char in sorted(chars, key=lambda one: (one["bottom"], one["x0"])):
        if lines and abs(lines[-1][0]["bottom"] - char["bottom"]) < char["size"] / 3:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [
        "".join(one["text"] for one in sorted(line, key=lambda char: char["x0"])) for line in lines
    ]


def line_feet(chars):
    """Return (foot, size) of each line of text, from above."""
    feet = []
    for char in sorted(chars, key=lambda one: one["bottom"]):
        if not feet or char["bottom"] - feet[-1][0] > char["size"] / 3:
            feet.append((char["bottom"], char["size"]))
    return feet


def bare(text):
    """Return a text without any space, as `written` gives it."""
    return re.sub(r"\s", "", text)


def _boxes(page, colour):
    found = {
        tuple(round(one, 1) for one in (rect["x0"], rect["top"], rect["x1"], rect["bottom"]))
        for rect in page.rects
        if rect["fill"] and tuple(rect["non_stroking_color"] or ()) == colour
    }
    return [Box(*one) for one in sorted(found)]


def _outer(boxes):
    """Return the boxes of whole cells: WeasyPrint also paints each one without its rules."""
    return [
        box
        for box in boxes
        if not any(
            other != box
            and other.x0 <= box.x0 + 0.2
            and other.top <= box.top + 0.2
            and other.x1 >= box.x1 - 0.2
            and other.bottom >= box.bottom - 0.2
            and (other.x1 - other.x0) - (box.x1 - box.x0) < 8
            and (other.bottom - other.top) - (box.bottom - box.top) < 8
            for other in boxes
        )
    ]
