"""How a wall sheet is drawn: its rows share the free height, or flow on to the next sheet.

WeasyPrint shares no height by itself. So the height each row needs is told beforehand from the
widths of its letters (formats.render.lettering), and the rest of the sheet shared out: the rows
become as equal as they can, and are ruled with guide lines where a hand will write. What is then
laid out is measured. Only where a line broke otherwise than was told is it shared out anew and laid
out again. All lengths are in plano units (rem; 1 mm on A1).
"""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from formats.render.heights import GUIDE, Heights
from formats.render.lettering import (
    LEADING,
    PADDING,
    PITCH,
    RULE,
    SLACK,
    SMALLEST,
    Room,
    lettering,
    notes_height,
)
from formats.render.lines import Line
from formats.render.measure import NO_BREAK, line_count
from formats.render.pairs import CONTINUED
from formats.render.sharing import level, pages, runs
from formats.spec import Kind
from formats.values import Agreed, Lines, Name, Names, Plan, Trouble

_SIDE, _EDGE = 20, 16
_LINE = SMALLEST * LEADING
_TITLE, _PLACE = 15, 11
# Room kept for rounding, so that a page never overflows by a hair.
_HAIR = 0.5
# A guide line needs this part of a line's height between it and the print above it.
_CLEAR = 0.75
# WeasyPrint keeps room for the foot of such a cell twice, so only rows that flow are drawn so.
_CLONED = "box-decoration-break: clone"
# Longer ones than these, in letters, may always break: whole they leave half a line empty.
_LONG_NAME, _LONG_NOTE = 16, 20


@dataclass(frozen=True, slots=True)
class Outline:
    """The first sheet as a drawing of it needs it, in mm: its size, and where its lines run.

    `upright` and `level` are the lines between columns and between rows, edges included.
    """

    size: tuple[float, float]
    upright: tuple[float, ...]
    level: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """How the rows share the sheets: the rules, the SheetView with guide lines, and the number.

    `sheets` is None when a row flows over several: then only the laid out paper knows.
    """

    rules: tuple[str, ...]
    shown: object
    sheets: int | None
    outline: Outline


class Drawing:
    """One sheet on one plano paper: its margins, widths and heights, as CSS rules."""

    def __init__(self, views, paper, context):
        """Take SheetViews of one table, the Paper, and the context its page is rendered with.

        The views differ in where their text may break; the most readable one comes first.
        """
        self.views, self.paper, self.context = views, paper, context
        wide, high = paper.size(landscape=True)
        self.wide, self.high = wide / paper.unit, high / paper.unit
        self.room = self.wide - 2 * _SIDE

    @cached_property
    def letters(self):
        """Return the Lettering: how large everything is written, and how wide the columns are."""
        return lettering(self.views, Room(self.room, self._free, self._notes))

    @cached_property
    def _notes(self):
        return notes_height(self.context["catatan"], self.room)

    @property
    def shown(self):
        """Return the SheetView that is drawn."""
        return self.letters.view

    @property
    def fit(self):
        """Return the Fit of the columns; discussion columns get half the width."""
        return self.letters.fit

    @cached_property
    def top(self):
        """Return the height of the top margin, which holds the title on every sheet."""
        place = max((len(line) for line in self.context["tempat"]), default=0) * _PLACE * 0.6 + 12
        room = self.room - place
        # The sheets after the first say so behind their title.
        title = f"{self.context['judul']} ({CONTINUED} 00/00)"
        titles = line_count(title, room / _TITLE, bold=True) * _TITLE * 1.15
        heads = " · ".join(f"{label}: {text}" for label, text in self.context["kepala"] if text)
        under = [self.context["rapat"] or self.context["subjudul"], heads]
        lines = sum(line_count(text, room / SMALLEST) for text in under if text)
        return _EDGE + max(titles + 2.5 + lines * _LINE, 2 * _PLACE * LEADING) + 6

    @cached_property
    def bottom(self):
        """Return the height of the bottom margin, which holds the foot on every sheet."""
        told = (self.context["kaki"], f"{self.context['contoh']} · {self.context['cap']}")
        room = self.room * 0.88 / SMALLEST
        lines = sum(line_count(text, room, bold=True) for text in told if text)
        return _EDGE - 4 + lines * _LINE + 5

    @property
    def _free(self):
        return self.high - self.top - self.bottom - _HAIR

    def told(self):
        """Return the Heights that the widths of the letters tell, without anything laid out."""
        return Heights(self.letters.head, self.letters.ends(), self._notes)

    def rules(self):
        """Return what the table looks like on every page: the unit, and the sizes of its text."""
        sides = (self.fit.padding.fixed - RULE - SLACK) / 2
        return [
            f"html {{ font-size: {self.paper.unit:.5f}mm }}",
            f".plano .tabel-lembar {{ font-size: {self.fit.size:.1f}rem }}",
            f".plano .tabel-lembar thead {{ font-size: {self.letters.heads:.1f}rem }}",
            ".plano .tabel-kerja tbody th, .plano .tabel-kerja .no"
            f" {{ font-size: {self.letters.names:.2f}rem }}",
            ".plano .tabel-lembar th, .plano .tabel-lembar td"
            f" {{ padding-inline: {sides:.2f}rem }}",
        ]

    def endless(self):
        """Return the rule of a page of the same width, so high that no row breaks.

        There is measured what flows over several sheets; what stands above and below is left out.
        """
        wide = self.wide * self.paper.unit
        return f"@page {{ size: {wide}mm 60000mm; margin: 0 {self._mm(_SIDE)} }}"

    def page(self):
        """Return the rules of the real page, with what stands above and below."""
        text = f"font-size: {self._mm(SMALLEST)}; line-height: {LEADING}; color: #1a2330"
        return [
            f"@page {{ size: {self.wide * self.paper.unit}mm {self.high * self.paper.unit}mm;"
            f" margin: {self._mm(self.top)} {self._mm(_SIDE)} {self._mm(self.bottom)};"
            f" @top-left {{ content: element({CONTINUED}); width: 100%; vertical-align: top;"
            f" padding: {self._mm(_EDGE)} 0 0 }}"
            " @bottom-left { content: element(kaki); width: 90%; vertical-align: top;"
            f" padding-top: {self._mm(5)} }}"
            " @bottom-right { content: 'Lembar ' counter(page) ' dari ' counter(pages);"
            f" width: 10%; vertical-align: top; padding-top: {self._mm(5)}; {text} }} }}",
            "@page :first { @top-left { content: element(kepala) } }",
        ]

    def shared(self, heights):
        """Return the Shared of such Heights: where sheets begin, each row's height, its guides.

        A row higher than a whole sheet stands alone and flows over as many as it needs.
        """
        free = self._free - heights.head
        given, starts, flowing = self._placed(self._needs(heights, free), free, heights.notes)
        rules = [f".plano tr.b{row + 1} {{ break-before: page }}" for row in starts if row]
        for row in flowing:
            name = f".plano .tabel-lembar tr.b{row + 1}"
            rules.append(f"{name} {{ break-inside: auto }} {name} > * {{ {_CLONED} }}")
        rules += _row_heights(given, len(self.shown.rows))
        rows, steps = list(self.shown.rows), {}
        if self.shown.is_worksheet:
            for place, high in given.items():
                rows[place] = self._ruled(rows[place], high, heights.filled[place], steps)
        for place in starts:
            rows[place] = _opening(rows[place])
        rules += [f".plano .{name} {{ height: {step}rem }}" for step, name in steps.items()]
        first = [given.get(row, free) for row in range(*starts[1:2] or [len(rows)])]
        return Shared(
            tuple(rules),
            replace(self.shown, rows=tuple(rows)),
            None if flowing else len(starts),
            self._outline(heights.head, first),
        )

    @staticmethod
    def _placed(needs, free, below):
        """Return the height given to each row, the rows that begin a sheet, and those that flow."""
        given, starts, flowing = {}, [], []
        for first, last, flows in runs(needs, free):
            if flows:
                starts.append(first)
                flowing.append(first)
                continue
            notes, place = below if last == len(needs) else 0, first
            laid = pages(needs[first:last], free, notes)
            for number, page in enumerate(laid, 1):
                starts.append(place)
                for high in level(page, free - (notes if number == len(laid) else 0)):
                    given[place] = high
                    place += 1
        return given, starts, flowing

    def _outline(self, head, rows):
        unit = self.paper.unit
        return Outline(
            self.paper.size(landscape=True),
            tuple((_SIDE + one) * unit for one in accumulate(self.fit.widths, initial=0)),
            tuple((self.top + one) * unit for one in accumulate([head, *rows], initial=0)),
        )

    def _needs(self, heights, free):
        """Return what each row needs; a line for the hand below typed text, if no sheet more."""
        if not self.shown.is_worksheet:
            return heights.rows
        rows = zip(self.shown.rows, heights.rows, heights.filled, strict=True)
        roomy = tuple(max(high, self._typed(row, ends)) for row, high, ends in rows)
        if max(roomy, default=0) > free or len(pages(roomy, free, heights.notes)) > len(
            pages(heights.rows, free, heights.notes)
        ):
            return heights.rows
        return roomy

    def _typed(self, row, ends):
        """Return how high a row is with a line for the hand below what was typed in it."""
        cells = zip(row.cells, self.shown.columns, ends, strict=True)
        typed = (end for cell, column, end in cells if column.discussion and cell.lines)
        return max((end + PITCH + PADDING + RULE for end in typed), default=0.0)

    def _ruled(self, row, high, ends, steps):
        """Return a RowView with guide lines in a row that is `high`; print in it `ends` there.

        `steps` keeps the class of each height between two lines, and takes new ones.
        """
        lines = max(1, round(high / PITCH))
        step, cells = high / lines, []
        for cell, column, printed in zip(row.cells, self.shown.columns, ends, strict=True):
            if _is_open(row, cell, column):
                end = printed if cell.lines else PADDING
                # Lines stand on the same heights all along the row; its foot is the last of them.
                first = next(n for n in range(1, lines + 2) if n * step - end >= _CLEAR * step)
                heights = [first * step - end, *[step] * (lines - first - 1)]
                guides = [_guide(one, steps) for one in heights] if first < lines else []
                cells.append(replace(cell, lines=(*cell.lines, *guides)))
            else:
                cells.append(cell)
        return replace(row, cells=tuple(cells))

    def _mm(self, units):
        return f"{units * self.paper.unit:.4f}mm"


def _opening(row):
    """Return a RowView that begins a sheet: the further lines of a row say there whose it is."""
    return replace(row, css=f"{row.css} mulai") if "sambungan" in row.css.split() else row


def _guide(height, steps):
    name = steps.setdefault(f"{height:.3f}", f"{GUIDE}-{len(steps) + 1}")
    return Line("", f"{GUIDE} {name}")


def _row_heights(given, count):
    """Yield the rules of the rows' heights: the most frequent for all, unless a row has none."""
    told = {place: f"{high:.3f}" for place, high in given.items()}
    usual = Counter(told.values()).most_common(1)[0][0] if len(told) == count and told else None
    if usual:
        yield f".plano tbody tr {{ height: {usual}rem }}"
    for place, high in told.items():
        if high != usual:
            yield f".plano tr.b{place + 1} {{ height: {high}rem }}"


def _is_open(row, cell, column):
    """Return whether a hand may write here: what the meeting fills, and what nobody has filled."""
    if column.kind is Kind.ORDINAL:
        return False
    if column.kind is Kind.LABEL:
        return row.css == "baris-dst"
    return column.discussion or not cell.lines


def ways(sheet):
    """Return the Sheet in the ways its lists of desa may break, the most readable first.

    A name stays whole with its note; name and note each stay whole; any word may begin a line.
    """
    sheet = _changed(sheet, _for_the_hand)
    return (*(_tied_sheet(sheet, between) for between in (NO_BREAK, " ")), sheet)


def _for_the_hand(value):
    """Return what a wall sheet shows of a value: nothing where a hand is to write what is told."""
    untold = isinstance(value, Trouble) and not (value.reports or value.is_known)
    return "" if untold else value


def _tied_sheet(sheet, between):
    def tied(value):
        if isinstance(value, Names):
            return replace(value, names=tuple(_tied_name(one, between) for one in value.names))
        if isinstance(value, Plan):
            return replace(value, places=tuple(map(_tied, value.places)))
        return replace(value, plan=tied(value.plan)) if isinstance(value, Agreed) else value

    return _changed(sheet, tied)


def _changed(sheet, change):
    """Return the Sheet with every value of its cells changed, those of Lines one by one."""

    def changed(value):
        if isinstance(value, Lines):
            return Lines(tuple(map(changed, value.texts)))
        return change(value)

    def changed_cell(cell):
        return replace(cell, value=changed(cell.value), detail=tuple(map(changed, cell.detail)))

    rows = (replace(row, cells=tuple(map(changed_cell, row.cells))) for row in sheet.rows)
    return replace(sheet, rows=tuple(rows))


def _tied_name(name, between):
    note = f"({name.note})" if name.note else ""
    if not note or len(note) > _LONG_NOTE:
        return replace(name, name=_tied(name.name))
    return Name(f"{_tied(name.name)}{between}{note.replace(' ', NO_BREAK)}")


def _tied(name):
    return name.replace(" ", NO_BREAK) if len(name) <= _LONG_NAME else name
