"""A Sheet as an HTML table, for the screen and for paper; formats.render.pdf makes the paper."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from django.template.loader import get_template
from django.utils.safestring import mark_safe

from formats.render import cells, pairs
from formats.spec import Kind
from formats.values import Missing, State

_STATES = {
    State.SUDAH: "sudah",
    State.SEBAGIAN: "sebagian",
    State.BELUM: "belum",
    State.BELUM_DIISI: "terdata",
    Missing.NOT_TOLD: "terdata",
}
MANY_COLUMNS = 10
# The class of a row whose next one belongs to it.
GOES_ON = "berlanjut"
# The class of a number and a name that stand above already.
SAID_ABOVE = "sudah"
_ROLES = {
    "total": "baris-jumlah",
    "tail": "baris-dst",
    "detail": "baris-rinci",
    "ours": "baris-kita",
    pairs.PAIR: "sambungan",
}


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell, written: its lines, the classes it is drawn with, the address behind its state."""

    kind: Kind
    lines: tuple
    css: str = ""
    state: str = ""
    is_head: bool = False
    warning: bool = False
    is_empty: bool = False
    url: str = ""

    @property
    def is_form(self):
        """Return whether its lines have boxes and room for the hand."""
        return self.kind is Kind.REPLY

    @property
    def under(self):
        """Return the lines that stand under the state of an element."""
        return self.lines[1:] if self.state else ()


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the table; `css` says what it is: a sum, the guide's "Dst", or nothing.

    `key` is the row's in its sheet, where links lead to on a page.
    """

    cells: tuple[CellView, ...]
    css: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class SheetView:
    """A Sheet with every value written; `leaves` are the headings nearest to each column."""

    columns: tuple
    head: tuple
    rows: tuple[RowView, ...]
    leaves: tuple[str, ...]
    is_worksheet: bool
    span: float = 1.0

    @property
    def is_form(self):
        """Return whether it is a questionnaire."""
        return any(column.kind is Kind.REPLY for column in self.columns)

    @property
    def is_handwritten(self):
        """Return whether it is a questionnaire that a hand fills in."""
        return self.is_form and any(
            line.rooms for row in self.rows for cell in row.cells for line in cell.lines
        )

    @property
    def is_narrow(self):
        """Return whether so many columns stand side by side that their cells need narrow sides."""
        return len(self.columns) > MANY_COLUMNS


def view(sheet):
    """Return the SheetView of a Sheet."""
    sheet = pairs.paired(sheet)
    is_worksheet = any(column.discussion for column in sheet.columns)
    return SheetView(
        columns=sheet.columns,
        head=sheet.head,
        rows=tuple(
            _row(sheet, row, after, is_worksheet)
            for row, after in zip_longest(sheet.rows, sheet.rows[1:])
        ),
        leaves=leaves(sheet),
        is_worksheet=is_worksheet,
        span=sheet.span,
    )


def leaves(sheet):
    """Return the heading nearest to each column, from a head of one row or two."""
    if len(sheet.head) == 1:
        return tuple(head.text for head in sheet.head[0])
    lower = iter(sheet.head[1])
    found = []
    for head in sheet.head[0]:
        found += [head.text] if head.rows > 1 else [next(lower).text for _ in range(head.columns)]
    return tuple(found)


def sheet_html(sheet, *, css="table", link=None):
    """Return the `<table>` of a Sheet for a page; `css` names further classes of it.

    `link` takes a desa's row key and an element's column key and returns the address behind the
    state that stands there.
    """
    shown = view(sheet)
    return _table(_linked(sheet, shown, link) if link else shown, css, on_screen=True)


def _linked(sheet, shown, link):
    rows = [
        replace(
            told,
            cells=tuple(
                replace(cell, url=link(row.key, column.key)) if cell.state else cell
                for cell, column in zip(told.cells, sheet.columns, strict=True)
            ),
        )
        if row.role == "body"
        else told
        for told, row in zip(shown.rows, sheet.rows, strict=True)
    ]
    return replace(shown, rows=tuple(rows))


def table_html(shown):
    """Return the `<table>` of a SheetView for paper."""
    return _table(shown, "", on_screen=False)


def _table(shown, css, *, on_screen):
    context = {"lembar": shown, "kelas": css, "layar": on_screen}
    return mark_safe(get_template("formats/_tabel.html").render(context))


@dataclass(frozen=True, slots=True)
class PartView:
    """One table of several on a paper: its heading, the SheetView, the lines under it."""

    heading: str
    view: SheetView
    notes: tuple[str, ...]

    @property
    def table(self):
        """Return the `<table>` for paper."""
        return table_html(self.view)


def parts_of(sheet):
    """Return a PartView for each table of a Sheet: its parts, or itself without a heading."""
    if not sheet.parts:
        return (PartView("", view(sheet), ()),)
    return tuple(
        PartView(part.subtitle, view(part), tuple(cells.text(note) for note in part.notes))
        for part in sheet.parts
    )


def surroundings(sheet):
    """Return what stands around the tables, written, as a template's context."""
    return {
        "judul": cells.title(sheet),
        "subjudul": sheet.subtitle,
        "rapat": cells.meeting(sheet),
        "tempat": cells.place(sheet),
        "kepala": cells.header(sheet),
        "catatan": cells.notes(sheet),
        "kaki": cells.foot(sheet),
    }


def _row(sheet, row, after, is_worksheet):
    goes_on = after is not None and after.role == pairs.PAIR
    return RowView(
        tuple(
            _cell(cell, column, row.role, is_worksheet)
            for cell, column in zip(row.cells, sheet.columns, strict=True)
        ),
        " ".join(filter(None, (_ROLES.get(row.role, ""), GOES_ON * goes_on))),
        row.key,
    )


def _cell(cell, column, role, is_worksheet):
    lines = cells.written(cell.value)
    for value in cell.detail:
        lines += tuple(cells.Line(one.text, one.role or "rinci") for one in cells.written(value))
    lines = tuple(line for line in lines if not line.is_empty)
    if role == pairs.PAIR and cell.kind in (Kind.ORDINAL, Kind.LABEL):
        lines = tuple(line.also(SAID_ABOVE) for line in lines)
    classes = []
    if cell.kind is Kind.ORDINAL:
        classes.append("no")
    elif cell.kind in (Kind.COUNT, Kind.PERCENT) and not is_worksheet:
        classes.append("angka")
    elif cell.kind is Kind.REPLY:
        classes.append("jawab")
    if column.discussion:
        classes.append("tulis")
    if column.paired:
        classes.append("pasangan")
    if column.ends_group:
        classes.append("akhir-jenis")
    if cell.kind is Kind.PERCENT and is_worksheet and lines and not lines[0].role:
        lines = (cells.Line(lines[0].text, "utama"), *lines[1:])
    return CellView(
        kind=cell.kind,
        lines=lines,
        css=" ".join(classes),
        state=_STATES.get(cell.value, "") if cell.kind is Kind.STATE else "",
        is_head=cell.kind is Kind.LABEL,
        warning=cell.warning,
        is_empty=cell.value is Missing.NOT_FILLED and not lines and not column.discussion,
    )
