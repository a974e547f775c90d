"""How a wall sheet is cut into tiles that an office printer takes: plain arithmetic in mm.

Every tile keeps the printer's unprintable edge empty, has a strip inside it for marks and numbers,
and shows again the last 10 mm of its neighbours, on which the next one is glued. All tiles have the
same window, in whole mm and in the middle of the paper: a stack is cut in one go.
"""

from dataclasses import dataclass
from math import ceil

from formats.render.paper import UnknownPaper, paper_named

TILE_PAPERS = ("F4", "A4", "A3")
UNPRINTABLE, STRIP, OVERLAP = 8, 4, 10


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: its place from 1, and its window on the wall sheet in mm from the top left."""

    row: int
    column: int
    left: int
    top: int
    width: int
    height: int

    @property
    def name(self):
        """Return "baris 2, kolom 3"."""
        return f"baris {self.row}, kolom {self.column}"


@dataclass(frozen=True, slots=True)
class Tiling:
    """A wall sheet of `sheet` (width, height) mm on so many rows and columns of `paper` mm.

    `window` is what a tile shows; those of the last row and column show no more than is left.
    """

    name: str
    sheet: tuple[int, int]
    paper: tuple[int, int]
    rows: int
    columns: int
    window: tuple[int, int]

    @property
    def count(self):
        """Return how many papers one wall sheet takes."""
        return self.rows * self.columns

    @property
    def margin(self):
        """Return (left, top) mm between the edge of a paper and its window."""
        return tuple((side - part) / 2 for side, part in zip(self.paper, self.window, strict=True))

    @property
    def tiles(self):
        """Return the tiles, row by row."""
        return tuple(
            self._tile(row, column)
            for row in range(1, self.rows + 1)
            for column in range(1, self.columns + 1)
        )

    def _tile(self, row, column):
        wide, high = self.window
        left, top = (column - 1) * (wide - OVERLAP), (row - 1) * (high - OVERLAP)
        right, foot = min(left + wide, self.sheet[0]), min(top + high, self.sheet[1])
        return Tile(row, column, left, top, right - left, foot - top)


def tiling(wall, paper):
    """Return the Tiling of a plano Paper on the paper called `paper`, upright or on its side.

    The way that takes fewer papers wins, the upright one of two alike. Raises UnknownPaper for a
    paper that is no plano, or one that tiles are not printed on.
    """
    if not wall.is_plano:
        raise UnknownPaper(f"Hanya plano yang dibagi menjadi ubin, bukan {wall.name}.")
    if paper not in TILE_PAPERS:
        raise UnknownPaper(
            f"Kertas ubin “{paper}” tidak dikenal; pilih salah satu: {', '.join(TILE_PAPERS)}."
        )
    office, sheet = paper_named(paper), wall.size(landscape=True)
    ways = [_way(paper, sheet, office.size(landscape)) for landscape in (False, True)]
    return min(ways, key=lambda one: one.count)


def _way(name, sheet, paper):
    edge = 2 * (UNPRINTABLE + STRIP)
    columns, rows = (
        ceil((side - OVERLAP) / (room - edge - OVERLAP))
        for side, room in zip(sheet, paper, strict=True)
    )
    window = tuple(
        ceil((side + (count - 1) * OVERLAP) / count)
        for side, count in zip(sheet, (columns, rows), strict=True)
    )
    return Tiling(name, sheet, paper, rows, columns, window)
