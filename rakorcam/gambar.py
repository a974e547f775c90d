"""The picture of what comes out of the printer: a wall sheet with the grid of its tiles over it.

Everything is in mm of the wall sheet, whole, as attributes of an inline SVG.
"""

from dataclasses import dataclass

from formats.render.paper import centimetres
from formats.render.tiles import OVERLAP

# Letters against the width of the sheet, room around it in letters, and what further sheets show.
_LETTER, _BEFORE, _ABOVE, _BEHIND, _BELOW = 20, 1.5, 1.5, 1.6, 1.6
_STACK, _MOST = 0.35, 3


@dataclass(frozen=True, slots=True)
class Text:
    """A word in the picture: where, what, and whether it is written upwards."""

    x: int
    y: int
    words: str
    upwards: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """One worksheet's wall sheet; rectangles are (x, y, width, height), lines (x1, y1, x2, y2)."""

    box: str
    letter: int
    behind: tuple
    sheet: tuple
    heads: tuple
    head: tuple
    lines: tuple
    overlaps: tuple
    cuts: tuple
    texts: tuple
    about: str


def picture(job):
    """Return the Picture of a Job (rakorcam.printing)."""
    wide, high = job.outline.size
    letter = round(wide / _LETTER)
    step = round(letter * _STACK)
    behind = [step * number for number in range(min(job.sheets, _MOST) - 1, 0, -1)]
    left, top = -letter * _BEFORE, -letter * _ABOVE - max(behind, default=0)
    right, foot = wide + letter * _BEHIND + max(behind, default=0), high + letter * _BELOW
    box = tuple(map(round, (left, top, right - left, foot - top)))
    said = [
        Text(round(wide / 2), round(high + letter * 1.2), f"{_cm(wide)} cm"),
        Text(round(right - letter * 0.4), round(high / 2), f"{_cm(high)} cm", upwards=True),
    ]
    return Picture(
        box=" ".join(map(str, box)),
        letter=letter,
        behind=tuple((one, -one, wide, high) for one in behind),
        sheet=(0, 0, wide, high),
        heads=_title(job.outline, letter),
        head=_head(job.outline),
        lines=_lines(job.outline),
        overlaps=_overlaps(job),
        cuts=_cuts(job),
        texts=(*said, *_places(job, letter)),
        about=_about(job),
    )


def _cm(side):
    return f"{side / 10:g}".replace(".", ",")


def _about(job):
    several = f"{job.sheets} lembar dinding, masing-masing" if job.sheets > 1 else "Lembar dinding"
    told = f"{several} {centimetres(job.outline.size)}"
    cut = job.tiling
    return f"{told}, dibagi {cut.rows} baris × {cut.columns} kolom {cut.name}" if cut else told


def _title(outline, letter):
    """Return the grey bars that stand for the title and the place."""
    first, last, top = outline.upright[0], outline.upright[-1], outline.level[0]
    bars = ((first, 0.3, 0.52, 0.5), (first, 0.68, 0.3, 0.28), (last, 0.3, -0.2, 0.35))
    return tuple(
        tuple(map(round, (min(x, x + part * outline.size[0]), top * down,
                          abs(part) * outline.size[0], letter * high)))
        for x, down, part, high in bars
    )  # fmt: skip


def _head(outline):
    first, last = outline.upright[0], outline.upright[-1]
    top, foot = outline.level[:2]
    return tuple(map(round, (first, top, last - first, foot - top)))


def _lines(outline):
    (first, *_, last), (top, *_, foot) = outline.upright, outline.level
    upright = [(x, top, x, foot) for x in outline.upright]
    level = [(first, y, last, y) for y in outline.level]
    return tuple(tuple(map(round, one)) for one in (*upright, *level))


def _ends(job):
    """Return where the columns and the rows of tiles end, but for the last ones."""
    tiles = job.tiling.tiles
    across = sorted({one.left + one.width for one in tiles})[:-1]
    down = sorted({one.top + one.height for one in tiles})[:-1]
    return across, down


def _overlaps(job):
    if not job.tiling:
        return ()
    wide, high = job.outline.size
    across, down = _ends(job)
    return (
        *((x - OVERLAP, 0, OVERLAP, high) for x in across),
        *((0, y - OVERLAP, wide, OVERLAP) for y in down),
    )


def _cuts(job):
    if not job.tiling:
        return ()
    wide, high = job.outline.size
    across, down = _ends(job)
    return (*((x, 0, x, high) for x in across), *((0, y, wide, y) for y in down))


def _places(job, letter):
    """Yield the numbers of the columns above the sheet and of the rows before it."""
    if not job.tiling:
        return
    wide, high = job.outline.size
    across, down = _ends(job)
    for ends, whole, name, upwards in ((across, wide, "kolom", False), (down, high, "baris", True)):
        for place, (first, last) in enumerate(zip((0, *ends), (*ends, whole), strict=True)):
            middle, words = round((first + last) / 2), str(place + 1) if place else f"{name} 1"
            beside = -round(letter * 0.45)
            yield Text(beside, middle, words, True) if upwards else Text(middle, beside, words)
