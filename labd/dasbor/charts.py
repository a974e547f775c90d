"""Charts as SVG, drawn by pygal: the same file in a page, in a PDF and as a download.

What pygal draws is dressed here: plain attributes in place of its style sheet and script, so that a
strict content policy, WeasyPrint and office programs all show the same; a line is told from another
by its dashes and the shape of its points, not by colour alone.
"""

import sys
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree

import pygal

from formats.render import cells

# pygal hooks into every import for the sake of its map plug-ins, of which we have none.
sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, pygal.PluginImportFixer)]

_FONT = '"Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif'
LETTERS = {"font-family": _FONT, "font-size": "13"}
INK, SOFT, GRID = "#1a2330", "#485464", "#d3dae1"
_APART = 17


@dataclass(frozen=True, slots=True)
class Canvas:
    """The room of a chart in px: its size, what the names at the line ends take, how many periods
    are named under it.
    """

    width: int
    height: int
    names: int
    labels: int


WIDE, NARROW = Canvas(720, 300, 176, 7), Canvas(360, 270, 140, 2)
# Four beside each other on office paper.
PRINTED = Canvas(360, 172, 132, 2)


@dataclass(frozen=True, slots=True)
class Style:
    """How a line is drawn: colour, width, dashes, and the shape of its points ("" for none)."""

    colour: str
    width: float
    dashes: str = ""
    point: str = ""


WHOLE = Style("#0e4a6f", 2.5, "", "bulat")
WORST = Style("#8c2f0d", 2.5, "7 4", "kotak")
GOAL = Style(INK, 1.5, "2 4")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, a percentage per period as a Fraction (None: no figure), its Style."""

    name: str
    percents: tuple
    style: Style

    @property
    def last(self):
        """Return the place of its last figure, or None without any."""
        return max((n for n, one in enumerate(self.percents) if one is not None), default=None)


def scale(lines):
    """Return (lowest, highest, step) of the axis: whole tens or fives around all figures."""
    told = [one for line in lines for one in line.percents if one is not None]
    low, high = min(told, default=0), max(told, default=100)
    step = next(size for size in (1, 2, 5, 10, 20, 50, 10**6) if (high - low) <= 5 * size)
    low, high = step * (low // step), -step * (-high // step)
    return int(low), int(max(high, low + step)), step


def line_chart(lines, periods, *, title, description, canvas=WIDE):
    """Return the SVG text of Lines over the names of `periods`, oldest first."""
    svg = framed(canvas, title, description)
    if not lines:
        svg.append(drawn("text", "Belum ada angka.", x=20, y=40, fill=SOFT, **LETTERS))
        return ElementTree.tostring(svg, encoding="unicode")
    low, high, step = scale(lines)
    every = max(1, -(-(len(periods) - 1) // (canvas.labels - 1)))
    # Counted from the end, so that the newest period is always named.
    shown = [name if (len(periods) - 1 - n) % every == 0 else "" for n, name in enumerate(periods)]
    chart = pygal.Line(
        width=canvas.width, height=canvas.height, margin_left=10, margin_right=canvas.names,
        margin_top=16, margin_bottom=12, range=(low, high), y_labels=range(low, high + step, step),
        x_labels=shown, show_legend=False, js=(), no_prefix=True, truncate_label=-1,
        allow_interruptions=True, disable_xml_declaration=True,
        value_formatter=lambda number: f"{cells.decimal(Fraction(number), 0)}%",
    )  # fmt: skip
    for line in lines:
        chart.add(line.name, [None if one is None else float(one) for one in line.percents])
    _dress(svg, chart.render_tree(), lines, periods)
    return ElementTree.tostring(svg, encoding="unicode")


def framed(canvas, title, description):
    """Return the empty SVG of a chart: its size, its name, and the sentence that tells it."""
    size = {"width": canvas.width, "height": canvas.height}
    svg = drawn(
        "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {canvas.width} {canvas.height}",
        role="img", **size, **{"aria-labelledby": "judul keterangan"},
    )  # fmt: skip
    svg.append(drawn("title", title, id="judul"))
    svg.append(drawn("desc", description, id="keterangan"))
    svg.append(drawn("rect", **size, fill="#ffffff"))
    return svg


def all_of(node, tag):
    """Return the nodes of a name; lxml, with which pygal builds where it can, adds a namespace."""
    return [
        one for one in node.iter() if isinstance(one.tag, str) and one.tag.rpartition("}")[2] == tag
    ]


def _dress(svg, root, lines, periods):
    plot = next(one for one in all_of(root, "g") if one.get("class") == "plot")
    place = plot.get("transform")
    inside = drawn("g", transform=place, fill="none", **LETTERS)
    svg.append(inside)
    inside.extend(_axes(plot))
    paths = {one.get("class").split()[1]: one for one in all_of(plot, "g") if is_series(one)}
    dots = next(one for one in all_of(root, "g") if one.get("class") == "plot overlay")
    points = {one.get("class").split()[1]: one for one in all_of(dots, "g") if is_series(one)}
    ends = []
    for number, line in enumerate(lines):
        name = f"serie-{number}"
        inside.extend(_strokes(paths[name], line.style))
        places = [(float(c.get("cx")), float(c.get("cy"))) for c in all_of(points[name], "circle")]
        inside.extend(mark(x, y, line.style) for x, y in places)
        if places:
            ends.append((places[-1], line))
    inside.extend(_names(ends, periods))


def is_series(node):
    """Return whether pygal drew a line, or its points, into this node."""
    return (node.get("class") or "").startswith("series ")


def drawn(tag, text=None, **attributes):
    """Return one SVG element; its numbers are written as short as they can be."""
    node = ElementTree.Element(tag, {key: _short(value) for key, value in attributes.items()})
    node.text = text
    return node


def _short(value):
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _axes(plot):
    """Yield the guides across with their percents, and the names of the periods under them."""
    for guide in guides_of(plot, "axis y"):
        for path in all_of(guide, "path"):
            yield drawn("path", d=path.get("d"), stroke=GRID)
        for text in all_of(guide, "text"):
            y = float(text.get("y")) + 1
            yield drawn("text", text.text, x=-8.0, y=y, fill=SOFT, **{"text-anchor": "end"})
    for guide in guides_of(plot, "axis x"):
        for text in all_of(guide, "text"):
            if text.text:
                x, y = float(text.get("x")), float(text.get("y")) + 5
                yield drawn("text", text.text, x=x, y=y, fill=SOFT, **{"text-anchor": "middle"})


def guides_of(plot, axis):
    """Return the groups of guides across an axis ("axis x", "axis y") of what pygal plotted."""
    return [
        guide
        for group in all_of(plot, "g")
        if (group.get("class") or "").startswith(axis)
        for guide in all_of(group, "g")
        if guide.get("class") == "guides"
    ]


def _strokes(series, style):
    for path in all_of(series, "path"):
        dashes = {"stroke-dasharray": style.dashes} if style.dashes else {}
        yield drawn(
            "path", d=path.get("d"), stroke=style.colour, **{"stroke-width": style.width}, **dashes
        )


def mark(x, y, style):
    """Return a point of a Style in its shape."""
    if style.point == "kotak":
        look = {"fill": "#ffffff", "stroke": style.colour, "stroke-width": 2}
        return drawn("rect", x=x - 4.5, y=y - 4.5, width=9, height=9, **look)
    radius = 4.5 if style.point else 0.8
    return drawn("circle", cx=x, cy=y, r=radius, fill=style.colour)


def _names(ends, periods):
    """Yield each line's name and last figure at its end, moved apart where they would overlap."""
    below = -_APART
    for (x, y), line in sorted(ends, key=lambda end: end[0][1]):
        below = max(y + 4.5, below + _APART)
        told = f"{line.name} {cells.decimal(line.percents[line.last])}%"
        if line.last < len(periods) - 1:
            told += f" ({periods[line.last]})"
        weight = "600" if line.style.point else "400"
        yield drawn(
            "text", told, x=x + 11, y=below, fill=line.style.colour, **{"font-weight": weight}
        )
