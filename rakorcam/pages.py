"""What the session page and the worksheet page show, gathered once."""

from dataclasses import dataclass, field

from desa.access import grant_on, holds
from formats.spec import Kind as ColumnKind
from formats.survey_data import quotes_beside
from formats.values import MonthSpan
from rakorcam.forms import PlanItemForm
from rakorcam.models import SessionState
from rakorcam.worksheets import (
    PLAIN,
    amendments_of,
    discussions,
    plan_items,
    plan_line,
    row_keys,
    stand_of,
    typed_rows,
    worksheet_sheet,
    worksheets_of,
)


@dataclass(frozen=True, slots=True)
class WorksheetLine:
    """One worksheet on the session page: how full it is, and whether it is agreed."""

    spec: object
    filled: int
    rows: int
    agreed: object


class SessionPage:
    """Where a session stands and what this person can do next."""

    def __init__(self, session, user):
        """Gather in a fixed number of queries."""
        self.session, self.user = session, user
        self.stand = stand_of(session)
        agreed = {one.number: one for one in session.worksheets.select_related("agreed_by")}
        typed, self.lines = typed_rows(session), []
        for spec in worksheets_of(session):
            keys = [key for key, _label in row_keys(spec, self.stand.data)]
            filled = sum((spec.number, key) in typed for key in keys)
            self.lines.append(WorksheetLine(spec, filled, len(keys), agreed.get(spec.number)))
        self.all_agreed = bool(self.lines) and all(line.agreed for line in self.lines)

    @property
    def data(self):
        """Return the data the worksheets stand on."""
        return self.stand.data

    @property
    def may(self):
        """Return what this person may do now, by name."""
        state, held = self.session.state, lambda right: holds(self.user, right, self.session)
        preparing = state == SessionState.PERSIAPAN
        running = state == SessionState.BERLANGSUNG
        return {
            "ubah": preparing and held("session.edit"),
            "batal": self.session.is_typable and held("session.cancel"),
            "bekukan": preparing and held("freeze.decide"),
            "mulai": preparing and self.stand.snapshot is not None and held("agree.decide"),
            "sepakati": running and held("agree.decide"),
            "tutup": running and self.all_agreed and held("agree.decide"),
            "buka": held("reopen.decide") and any(line.agreed for line in self.lines),
            "cetak": held("printing.read"),
        }


@dataclass(frozen=True, slots=True)
class RowCell:
    """One data cell of a worksheet row with its heading."""

    heading: str
    value: object
    detail: tuple


@dataclass(slots=True)
class WorksheetRow:
    """One row of a worksheet: its data cells, its discussion texts by column, its plan items.

    Of a worksheet that looks back, `pairs` are the reviewed items; of one with new plans, `left`
    those that earlier sessions left open (rakorcam.pages_evaluasi).
    """

    number: int
    key: str
    label: str
    cells: list
    texts: dict
    items: list
    pairs: list = field(default_factory=list)
    left: list = field(default_factory=list)

    @property
    def times(self):
        """Return when each plan item is carried out, in their order."""
        return [MonthSpan(item.from_month, item.to_month) for item, _plan in self.items]

    @property
    def is_empty(self):
        """Return whether the meeting typed nothing here yet."""
        said = any(pair.entries for pair in self.pairs)
        return not (self.items or said or any(self.texts.values()))


class WorksheetPage:
    """One worksheet on screen; `open_row` is the row being typed in.

    `plan_form` is the form in which its plans are typed.
    """

    looks_back = looks_ahead = False
    plan_form = PlanItemForm

    def __init__(self, session, spec, user, open_row=""):
        """Gather in a fixed number of queries, whatever the number of desa."""
        self.session, self.spec, self.user, self.open_row = session, spec, user, open_row
        self.stand = stand_of(session)
        self.sheet = worksheet_sheet(spec, self.stand)
        self.agreed = session.worksheets.filter(number=spec.number).first()
        self.text_columns = list(spec.texts)
        self.plan_column = next((c for c in spec.discussion if c.key == "plans"), None)
        self.time_column = next((c for c in spec.discussion if c.key == "times"), None)
        self.rows = self._rows()
        self.filled, self.total = sum(not row.is_empty for row in self.rows), len(self.rows)

    def _rows(self):
        items, texts = {}, {}
        for item in plan_items(self.session, self.spec):
            items.setdefault(item.row, []).append((item, plan_line(item, self.stand.data)))
        for text in discussions(self.session, self.spec):
            texts.setdefault((text.row, text.column), []).append(text)
        body = [row for row in self.sheet.rows if row.role == "body"]
        data = [
            (place, column)
            for place, column in enumerate(self.spec.flat)
            if (column.proposed or not column.discussion)
            and column.kind not in (ColumnKind.ORDINAL, ColumnKind.LABEL)
        ]
        labels = next(i for i, c in enumerate(self.spec.flat) if c.kind is ColumnKind.LABEL)
        return [
            WorksheetRow(
                number,
                row.key,
                row.cells[labels].value,
                [
                    RowCell(column.heading, row.cells[i].value, row.cells[i].detail)
                    for i, column in data
                ],
                {c.key: texts.get((row.key, c.key), []) for c in self.text_columns},
                items.get(row.key, []),
            )
            for number, row in enumerate(body, 1)
        ]

    @property
    def quotes(self):
        """Return the desa's own words beside the open row: (quote, whether it was taken over)."""
        row = self.row(self.open_row)
        if row is None:
            return []
        taken = {(str(text.desa_id), text.text) for texts in row.texts.values() for text in texts}
        found = quotes_beside(self.stand.data.quotes, self.spec.rows, row.key)
        return [(quote, (quote.desa, quote.text) in taken) for quote in found]

    @property
    def quote_column(self):
        """Return the column that takes a desa's words over, or None when there is none."""
        return next(iter(self.text_columns), None) if self.spec.has_plans else None

    @property
    def shape(self):
        """Return the name of the row's layout: what runs down the worksheet, and what it reads."""
        rows = self.spec.rows.name.lower()
        return rows if self.spec.source == PLAIN else f"{self.spec.source}-{rows}"

    @property
    def label_heading(self):
        """Return the heading of the rows' names."""
        return next(c.heading for c in self.spec.flat if c.kind is ColumnKind.LABEL)

    @property
    def data_columns(self):
        """Return the headings of the data cells."""
        return [cell.heading for cell in self.rows[0].cells] if self.rows else []

    @property
    def takes_plans(self):
        """Return whether plans are typed here."""
        return self.plan_column is not None

    def target_form(self):
        """Return the form of the open row's target, where a worksheet agrees one."""

    @property
    def has_changes(self):
        """Return whether plans of it were changed after the session was closed."""
        is_over = self.session.state == SessionState.SELESAI
        return (
            is_over and amendments_of(self.session).filter(item__number=self.spec.number).exists()
        )

    @property
    def may_type(self):
        """Return whether this person may type here now."""
        return (
            self.session.is_typable
            and self.agreed is None
            and holds(self.user, "worksheet.edit", self.session)
        )

    @property
    def may_agree(self):
        """Return whether this person may agree this worksheet now."""
        return (
            self.session.state == SessionState.BERLANGSUNG
            and self.agreed is None
            and holds(self.user, "agree.decide", self.session)
        )

    @property
    def may_print(self):
        """Return whether this person may print it."""
        return holds(self.user, "printing.read", self.session)

    def row(self, key):
        """Return the row called `key`, or None."""
        return next((row for row in self.rows if row.key == key), None)


def acts_on_behalf(user, capability, session):
    """Return whether this person decides only in the camat's name (rights footnote 3)."""
    given = grant_on(user, capability, session)
    return given is not None and given.on_behalf
