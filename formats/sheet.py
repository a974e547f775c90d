"""Where data meets spec: a Sheet is what every page, paper and workbook of a format shows."""

from dataclasses import dataclass, field, replace
from string import ascii_lowercase

from formats.recaps import COMPUTE
from formats.spec import Axis, Kind, Repeat
from formats.specs._shared import DOCUMENTS, ELEMENTS, TAIL
from formats.values import Lines, Missing


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What is known of one row: its own facts, those of each repeated item, the discussion.

    `detail` are values under its label, `role` is what the row is in its table (see Row).
    """

    key: str
    label: str
    facts: object = None
    items: dict = field(default_factory=dict)
    discussion: dict = field(default_factory=dict)
    detail: tuple = ()
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Field:
    """A header field that may be typed: its name, and its longest text (None for a date)."""

    name: str
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class Working:
    """What makes a sheet a file to type in, sent round and brought back (lembar edaran).

    `codes` are the codes of the rows by row key, `fields` the Fields of the header by their label,
    `facts` the (name, value) pairs that tell which sheet it is.
    """

    codes: dict
    fields: dict
    facts: tuple


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of a whole format, ready for `build_sheet`; made by a source.

    `items` are the (key, label) pairs a Repeat runs over; `header` answers the spec's header
    labels; `foot` are values printed under every page (data date, n dari m desa, freezing);
    `working` makes its workbook a file to type in.
    """

    rows: tuple[RowFacts, ...]
    items: tuple[tuple[str, str], ...] = ()
    total: RowFacts | None = None
    header: dict = field(default_factory=dict)
    notes: tuple = ()
    foot: tuple = ()
    place: tuple[str, str] = ("", "")
    meeting: tuple = ()
    is_sample: bool = False
    is_draft: bool = False
    working: Working | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """One heading cell; spans are in columns and head rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """What a renderer needs of a column: its kind, its share of the width, who fills it."""

    key: str
    kind: Kind
    width: float
    discussion: bool
    ends_group: bool = False
    entered: bool = False
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One typed cell."""

    kind: Kind
    value: object
    detail: tuple = ()
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells; `role` is "body", "total", "tail", "detail" (of the row above it), "ours"
    (not the guide's), or "link" (its label leads to a worksheet).
    """

    key: str
    cells: tuple[Cell, ...]
    role: str = "body"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A format filled in, before any formatting. Two equal prints have equal sheets.

    A format of several tables has no rows of its own but `parts`, each whole with title, foot and
    footnote, so that it can also stand alone; its `subtitle` is the heading of its table.
    """

    number: int
    name: str
    title: str
    subtitle: str
    landscape: bool
    header: tuple[tuple[str, object], ...]
    head: tuple[tuple[Head, ...], ...]
    columns: tuple[SheetColumn, ...]
    rows: tuple[Row, ...]
    notes: tuple
    footnote: str
    foot: tuple
    place: tuple[str, str]
    meeting: tuple
    is_sample: bool
    is_draft: bool
    span: float = 1.0
    parts: tuple["Sheet", ...] = ()
    working: Working | None = None


_FIXED = {
    Axis.ELEMENTS: tuple((element.key, element.label) for element in ELEMENTS),
    Axis.DOCUMENTS: tuple((str(document.id), document.label) for document in DOCUMENTS),
}


def build_sheet(spec, table, *, tail=False, blank=False):
    """Return the Sheet of `spec` filled with `table`.

    `tail` asks for the guide's last row "Dst" after the document types; `blank` keeps rows and
    headings and leaves every other cell empty.
    """
    rows = [
        _row(spec, table, facts, str(number), facts.role, blank)
        for number, facts in enumerate(table.rows, 1)
    ]
    if tail and spec.rows is Axis.DOCUMENTS:
        rows.append(_row(spec, table, RowFacts("dst", TAIL), str(len(rows) + 1), "tail", True))
    if spec.last_row and table.total:
        total = RowFacts("jumlah", spec.last_row, table.total.facts, table.total.items)
        rows.append(_row(spec, table, total, "", "total", blank))
    return Sheet(
        number=spec.number,
        name=spec.name,
        title=spec.title,
        subtitle=spec.subtitle,
        landscape=spec.landscape,
        header=tuple((label, table.header.get(label, "")) for label in spec.header),
        head=_head(spec, table.items),
        columns=tuple(_columns(spec, table.items)),
        rows=tuple(rows),
        notes=() if blank else table.notes,
        footnote=spec.footnote,
        foot=() if blank else table.foot,
        place=table.place,
        meeting=table.meeting,
        is_sample=table.is_sample,
        is_draft=table.is_draft and not blank,
        span=spec.span,
        working=table.working,
    )


def with_parts(spec, sheet, tables, *, blank=False):
    """Return `sheet` with the tables of its spec's parts, each as a Sheet named "Format 3a".

    `tables` has a Table for each part in order, or None for a part this reader does not get. A
    `blank` part without rows is left out.
    """
    parts = []
    for letter, part, table in zip(ascii_lowercase, spec.parts, tables, strict=False):
        if table is not None and (table.rows or not blank):
            made = build_sheet(part, table, blank=blank)
            parts.append(
                replace(
                    sheet,
                    name=f"{spec.name} {letter}" if spec.label else f"{spec.name}{letter}",
                    subtitle=f"{letter}. {part.title}",
                    head=made.head,
                    columns=made.columns,
                    rows=made.rows,
                    notes=made.notes,
                    span=made.span,
                )
            )
    return replace(sheet, parts=tuple(parts))


def fixed_rows(axis):
    """Return the (key, label) pairs the guide prints as rows of `axis`."""
    return _FIXED[axis]


def _row(spec, table, facts, number, role, blank):
    cells = []
    for part in spec.columns:
        if isinstance(part, Repeat):
            for key, _label in table.items:
                cells += [_cell(c, facts.items.get(key), facts, role, blank) for c in part.columns]
        elif part.kind is Kind.ORDINAL:
            cells.append(Cell(Kind.ORDINAL, f"{number}." if number else ""))
        elif part.kind is Kind.LABEL:
            cells.append(Cell(Kind.LABEL, facts.label, () if blank else facts.detail))
        else:
            cells.append(_cell(part, facts.facts, facts, role, blank))
    return Row(facts.key, tuple(cells), role)


def _cell(column, facts, row, role, blank):
    if blank or (role == "total" and not column.total):
        return Cell(column.kind, Missing.NOT_FILLED)
    if column.kind is Kind.LINES:
        return Cell(column.kind, Lines(tuple(row.discussion.get(column.key, ()))))
    if facts is None:
        return Cell(column.kind, Missing.NOT_FILLED)
    if column.compute:
        content = COMPUTE[column.compute](facts)
        return Cell(column.kind, content.value, content.detail, content.warning)
    value = getattr(facts, column.key)
    return Cell(column.kind, Missing.NOT_FILLED if value is None else value)


def _columns(spec, items):
    for part in spec.columns:
        if isinstance(part, Repeat):
            for key, _label in items:
                for column in part.columns:
                    last = column is part.columns[-1] and not part.is_single
                    yield _column(column, f"{key}:{column.key}", ends_group=last)
        else:
            yield _column(part, part.key)


def _column(column, key, *, ends_group=False):
    return SheetColumn(
        key,
        column.kind,
        column.width,
        column.discussion,
        ends_group,
        column.entered,
        column.paired,
    )


def _head(spec, items):
    """Return one or two rows of headings; a grouped heading spans its neighbours."""
    upper, lower = [], []
    for part in spec.columns:
        if isinstance(part, Repeat):
            for number, (_key, label) in enumerate(items, 1):
                words = f"{number}. {label}"
                if part.is_single:
                    upper.append(Head(words, rows=2))
                else:
                    upper.append(Head(words, len(part.columns)))
                    lower += [Head(column.heading) for column in part.columns]
        elif part.group:
            _extend_group(upper, part.group)
            lower.append(Head(part.heading))
        else:
            upper.append(Head(part.heading, rows=2))
    if lower:
        return tuple(upper), tuple(lower)
    return (tuple(Head(head.text) for head in upper),)


def _extend_group(upper, text):
    if upper and upper[-1].text == text and upper[-1].rows == 1:
        upper[-1] = Head(text, upper[-1].columns + 1)
    else:
        upper.append(Head(text))
