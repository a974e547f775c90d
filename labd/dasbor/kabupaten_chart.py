"""The chart of a kabupaten: one document, a line per kecamatan from its coverage to its target.

pygal places the points, labd.dasbor.charts dresses them. A dot is a target reached, an open square
one that is not; the upright stroke is the target.
"""

from dataclasses import dataclass
from xml.etree import ElementTree

import pygal

from formats.render import cells
from formats.values import Hundredths, Ratio
from labd.dasbor.charts import (
    GRID,
    INK,
    LETTERS,
    SOFT,
    WHOLE,
    WORST,
    Canvas,
    Line,
    all_of,
    drawn,
    framed,
    guides_of,
    is_series,
    mark,
    scale,
)

_ROW, _AROUND = 38, 56
# Rows, coverage and targets are three series of points, told apart by their number.
_ROWS, _COVERAGE, _TARGETS = "serie-0", "serie-1", "serie-2"


@dataclass(frozen=True, slots=True)
class Sides:
    """The room of a chart beside its points in px: names to the left, figures to the right."""

    width: int
    left: int
    right: int


WIDE, NARROW = Sides(720, 150, 190), Sides(360, 92, 112)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document in every kecamatan: (name, Standing) pairs in the order they are shown.

    `whole` is the kabupaten's own pair, which stands under them in the table.
    """

    document: object
    period: str
    rows: tuple
    whole: tuple

    @property
    def all_rows(self):
        """Return the pairs of the table."""
        return (*self.rows, self.whole)

    @property
    def height(self):
        """Return how high the chart is in px."""
        return _AROUND + _ROW * len(self.rows)

    @property
    def title(self):
        """Return the name of the chart."""
        return f"Cakupan {self.document.label} per kecamatan, {self.period}"

    @property
    def description(self):
        """Return in one sentence what the chart shows, for those who do not see it."""
        told = [f"{name} {_figure(one)}" for name, one in self.rows]
        return f"Cakupan terhadap target: {'; '.join(told)}."

    @property
    def is_drawable(self):
        """Return whether any kecamatan has a figure to show."""
        return any(_percent(one) is not None for _name, one in self.rows)

    @property
    def starts_at(self):
        """Return the percent at which the axis begins, 0 or more."""
        return self._scale()[0]

    def _scale(self):
        told = [figure for _name, one in self.rows for figure in (_percent(one), _target(one))]
        return scale([Line("", tuple(told), WHOLE)])

    def svg(self, sides=WIDE):
        """Return the SVG text, `sides` wide and as high as its rows need."""
        canvas = Canvas(sides.width, self.height, 0, 0)
        svg = framed(canvas, self.title, self.description)
        if self.is_drawable:
            self._draw(svg, canvas, sides)
        else:
            svg.append(drawn("text", "Belum ada angka.", x=20, y=40, fill=SOFT, **LETTERS))
        return ElementTree.tostring(svg, encoding="unicode")

    def _draw(self, svg, canvas, sides):
        low, high, step = self._scale()
        if sides is NARROW and (high - low) // step > 3:
            step = high - low
        chart = pygal.XY(
            width=canvas.width, height=canvas.height, margin_left=sides.left, margin_top=8,
            margin_right=sides.right, margin_bottom=8, stroke=False, show_legend=False, js=(),
            xrange=(low, high), range=(0.5, len(self.rows) + 0.5), no_prefix=True,
            x_labels=range(low, high + 1, step), show_y_labels=False, disable_xml_declaration=True,
            x_value_formatter=lambda number: f"{cells.decimal(number, 0)}%",
        )  # fmt: skip
        places = range(len(self.rows), 0, -1)
        chart.add("", [(low, place) for place in places])
        for of in (_percent, _target):
            told = [(of(one), place) for (_name, one), place in zip(self.rows, places, strict=True)]
            chart.add("", [(float(one), place) for one, place in told if one is not None])
        self._dress(svg, chart.render_tree(), sides)

    def _dress(self, svg, root, sides):
        plot = next(one for one in all_of(root, "g") if one.get("class") == "plot")
        inside = drawn("g", transform=plot.get("transform"), fill="none", **LETTERS)
        svg.append(inside)
        inside.extend(_axis(plot))
        dots = next(one for one in all_of(root, "g") if one.get("class") == "plot overlay")
        points = {one.get("class").split()[1]: _places(one) for one in all_of(dots, "g")
                  if is_series(one)}  # fmt: skip
        wide = float(all_of(plot, "rect")[0].get("width"))
        figures = iter(points[_COVERAGE])
        targets = iter(points[_TARGETS])
        for (name, one), (_left, y) in zip(self.rows, points[_ROWS], strict=True):
            x = next(figures)[0] if _percent(one) is not None else None
            goal = next(targets)[0] if _target(one) is not None else None
            inside.extend(_row(one, y, x, goal, wide))
            beside = {"y": y + 4.5, "fill": INK}
            inside.append(drawn("text", name, x=-14.0, **beside, **{"text-anchor": "end"}))
            inside.append(drawn("text", _figure(one, short=sides is NARROW), x=wide + 12, **beside))


def _places(series):
    return [(float(one.get("cx")), float(one.get("cy"))) for one in all_of(series, "circle")]


def _axis(plot):
    for guide in guides_of(plot, "axis x"):
        for path in all_of(guide, "path"):
            yield drawn("path", d=path.get("d"), stroke=GRID)
        for text in all_of(guide, "text"):
            x, y = float(text.get("x")), float(text.get("y")) + 5
            yield drawn("text", text.text, x=x, y=y, fill=SOFT, **{"text-anchor": "middle"})


def _row(one, y, x, goal, wide):
    """Yield the rule of a row, the way from coverage to target, the target and the point."""
    yield drawn("path", d=f"M0 {y:.1f}h{wide:.1f}", stroke=GRID)
    if x is not None and goal is not None:
        style = WORST if one.is_below else WHOLE
        way = {
            "stroke": style.colour,
            "stroke-width": 3,
            "stroke-dasharray": style.dashes or "none",
        }
        yield drawn("path", d=f"M{x:.1f} {y:.1f}H{goal:.1f}", **way)
    if goal is not None:
        yield drawn("path", d=f"M{goal:.1f} {y - 10:.1f}v20", stroke=INK, **{"stroke-width": 2.5})
    if x is not None:
        yield mark(x, y, WORST if one.is_below else WHOLE)


def _percent(one):
    ratio = one.coverage.value
    return ratio.percent if isinstance(ratio, Ratio) else None


def _target(one):
    return None if one.facts.target is None else Hundredths(one.facts.target).percent


def _figure(one, *, short=False):
    """Return what stands beside a row: coverage, and how far it is from the target."""
    told = cells.text(one.coverage.value) or "belum diisi"
    if _percent(one) is None:
        return "wajib 0" if one.facts.is_filled else "belum diisi"
    if one.is_below:
        points = cells.text(one.points)
        return f"{told} ({points})" if short else f"{told}, {points} poin"
    if one.has_gap:
        return f"{told} ✓" if short else f"{told}, tercapai"
    return told if short else f"{told}, tanpa target"


def comparisons(board):
    """Return the Comparison of each document of a KabupatenBoard, in its order of kecamatan."""
    return [
        Comparison(
            document,
            board.period.label,
            tuple((row.kecamatan.name, row.heat.standings[place]) for row in board.rows),
            ("Kabupaten", board.standings.standings[place]),
        )
        for place, document in enumerate(board.documents)
    ]
