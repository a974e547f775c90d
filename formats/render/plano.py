"""How a wall sheet is drawn: its rows share the free height, or flow on to the next sheet.

WeasyPrint shares no height by itself, so a plano is laid out twice: first on a page without an end,
where the height each row needs is measured; then on the real page, with the rest shared out so that
the rows become as equal as they can. All lengths are in plano units (rem; 1 mm on A1).
"""

from dataclasses import dataclass
from functools import cached_property

from formats.render.measure import Padding, fit, line_count

MM_PER_PX = 25.4 / 96
_SIDE, _EDGE = 20, 16
_TEXT, _LINE = 8.6, 8.6 * 1.28
_TITLE, _PLACE, _NAME = 15, 11, 10.5
# Sides of a cell; a table of many columns gives them up first, and its size only at the end.
_ROOMY = [(_TEXT, Padding(0, 8.6))]
_NARROW = [(_TEXT, Padding(0, 4.6)), *((size, Padding(0, 2.6)) for size in (_TEXT, 8, 7.4, 6.8, 6))]
_HALF = 0.505
# Room kept for rounding, so that a page never overflows by a hair.
_HAIR = 0.5


@dataclass(frozen=True, slots=True)
class Heights:
    """What the first pass measured: the head, each row, and the notes under the table."""

    head: float
    rows: tuple[float, ...]
    notes: float = 0.0


class Drawing:
    """One sheet on one plano paper: its margins, widths and heights, as CSS rules."""

    def __init__(self, shown, paper, context):
        """Take the SheetView, the Paper, and the context its page is rendered with."""
        self.shown, self.paper, self.context = shown, paper, context
        wide, high = paper.size(landscape=True)
        self.wide, self.high = wide / paper.unit, high / paper.unit
        self.room = self.wide - 2 * _SIDE

    @cached_property
    def fit(self):
        """Return the Fit of the columns; discussion columns get half the width."""
        choices = _NARROW if self.shown.is_narrow else _ROOMY
        larger = _NAME / _TEXT if self.shown.is_worksheet else 1.0
        return fit(self.shown, self.room, choices, half=_HALF, names=larger)

    @cached_property
    def top(self):
        """Return the height of the top margin, which holds the title on every sheet."""
        place = max((len(line) for line in self.context["tempat"]), default=0) * _PLACE * 0.6 + 12
        titles = line_count(self.context["judul"], (self.room - place) / _TITLE, bold=True)
        heads = " · ".join(f"{label}: {text}" for label, text in self.context["kepala"] if text)
        under = line_count(heads, (self.room - place) / _TEXT) if heads else 0
        return _EDGE + titles * _TITLE * 1.15 + (1 + under) * _LINE + 8

    @cached_property
    def bottom(self):
        """Return the height of the bottom margin, which holds the foot on every sheet."""
        lines = 1
        if self.context["kaki"]:
            lines += line_count(self.context["kaki"], self.room * 0.83 / _TEXT)
        return _EDGE - 4 + lines * _LINE + 5

    def rules(self):
        """Return what both passes share: the unit and the boxes above and below."""
        text = f"font-size: {self._mm(_TEXT)}; line-height: 1.28; color: #1a2330"
        return [
            f"html {{ font-size: {self.paper.unit:.5f}mm }}",
            f"@page {{ size: {self.wide * self.paper.unit}mm {self.high * self.paper.unit}mm;"
            f" margin: {self._mm(self.top)} {self._mm(_SIDE)} {self._mm(self.bottom)};"
            " @top-left { content: element(kepala); width: 100%; vertical-align: top;"
            f" padding: {self._mm(_EDGE)} 0 0 }}"
            " @bottom-left { content: element(kaki); width: 90%; vertical-align: top;"
            f" padding-top: {self._mm(5)} }}"
            " @bottom-right { content: 'Lembar ' counter(page) ' dari ' counter(pages);"
            f" width: 10%; vertical-align: top; padding-top: {self._mm(5)}; {text} }} }}",
            "@page :first { @top-left { content: element(kepala) } }",
            f".plano .tabel-lembar {{ font-size: {self.fit.size}rem }}",
            ".plano .tabel-lembar th, .plano .tabel-lembar td"
            f" {{ padding-inline: {(self.fit.padding.fixed - 0.6) / 2}rem }}",
        ]

    def endless(self):
        """Return the rule of the first pass: the same page, so high that no row breaks."""
        return f"@page {{ size: {self.wide * self.paper.unit}mm 60000mm }}"

    def shared(self, heights):
        """Return the rules of the second pass: where sheets begin, and each row's height.

        With a row higher than a whole sheet nothing is shared: the rows flow on as they are.
        """
        free = self.high - self.top - self.bottom - heights.head - _HAIR
        if max(heights.rows, default=0) > free:
            high = [n for n, height in enumerate(heights.rows, 1) if height > free / 2]
            return [f".plano .tabel-lembar tr.b{n} {{ break-inside: auto }}" for n in high]
        rules, first = [], 0
        for number, page in enumerate(pages(heights.rows, free, heights.notes)):
            last = first + len(page) == len(heights.rows)
            given = level(page, free - (heights.notes if last else 0))
            for place, height in enumerate(given, first + 1):
                rules.append(f".plano tr.b{place} {{ height: {height:.3f}rem }}")
            if number:
                rules.append(f".plano tr.b{first + 1} {{ break-before: page }}")
            first += len(page)
        return rules

    def _mm(self, units):
        return f"{units * self.paper.unit:.4f}mm"


def measure(document, stylesheets, paper):
    """Return the Heights of a laid out plano, in plano units."""
    unit = MM_PER_PX / paper.unit
    head, rows, notes = 0.0, [], 0.0
    for page in document.render(stylesheets=list(stylesheets)).pages:
        for box in page._page_box.descendants():
            if box.element_tag == "thead":
                head = box.height * unit
            elif box.element_tag == "tr" and (box.element.get("class") or "").startswith("b"):
                rows.append(box.height * unit)
            elif box.element_tag == "div" and box.element.get("class") == "catatan":
                notes = box.margin_height() * unit
    return Heights(head, tuple(rows), notes)


def pages(rows, free, notes=0.0):
    """Return the rows' heights page by page: as few pages as hold them, evenly filled.

    No row is higher than `free`; the last page also holds `notes`.
    """
    found = _fill(rows, free, notes)
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
