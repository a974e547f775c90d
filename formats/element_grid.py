"""The entry grid of Format 2: five elements per desa, each with state, evidence and note."""

import json
from dataclasses import dataclass

from formats.actions import Edit
from formats.grid_post import read_base
from formats.models import ElementState
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS, ELEMENTS_BY_KEY
from formats.values import State

PREFIX = "e"
FIELDS = ElementState.CELL
EMPTY = dict.fromkeys(FIELDS, "")


def name_of(row, field_name):
    """Return the form name of one field of a cell: e:<desa id>:<element key>:<field>."""
    return ":".join((PREFIX, *row, field_name))


def read_post(post):
    """Return (edits, typed): one Edit per changed cell, and all that was typed by (row, field).

    A cell is all four fields together, so that a state and its note are refused as one.
    """
    base, typed = read_base(post), {}
    for name, text in post.items():
        parts = name.split(":")
        if len(parts) == 4 and parts[0] == PREFIX and parts[3] in FIELDS:
            typed.setdefault((parts[1], parts[2]), {})[parts[3]] = text.strip()
    edits = []
    for row, fields in typed.items():
        before = EMPTY | _shown(base.get(":".join(row)))
        after = {**before, **fields}
        if after != before:
            edits.append(Edit(row, "cell", before, after))
    return edits, typed


def _shown(told):
    """Return the fields a page said it showed of a cell; what is not text counts as empty."""
    told = told if isinstance(told, dict) else {}
    return {name: told[name] for name in FIELDS if isinstance(told.get(name), str)}


@dataclass(slots=True)
class ElementCell:
    """The four inputs of one desa and one element, and what is wrong with them."""

    row: tuple
    element: object
    desa: str
    value: dict
    editable: bool
    proposal: object = None
    proposed: str = ""
    handed_in: bool = False
    error: str = ""
    conflict: object = None
    then: str = ""

    @property
    def id(self):
        """Return the id of the cell on the page."""
        return f"e-{self.row[0]}-{self.row[1]}"

    @property
    def is_set(self):
        """Return whether the team set a surveyed element otherwise than the survey proposes it."""
        return bool(self.proposal and self.value["state"])

    @property
    def has_moved(self):
        """Return whether the survey now proposes otherwise than when the team set the element."""
        return self.is_set and self.proposal.stored != self.proposed

    @property
    def choices(self):
        """Return the states to choose from; the first follows the proposal or tells nothing."""
        return (("", "Ikuti usulan" if self.proposal else "Belum diisi"), *ElementState.STATES)

    @property
    def shown(self):
        """Return the state to show: what the team set, else what is proposed."""
        return self.value["state"] or (self.proposal.stored if self.proposal else "")

    @property
    def sources(self):
        """Return (format, question, anchor) of the answers the proposal rests on."""
        return sources_of(self.proposal) if self.proposal else []

    @property
    def is_unfolded(self):
        """Return whether the inputs of a surveyed element stand open."""
        return bool(self.is_set or self.error or self.conflict or self.value["reason"])

    @property
    def label(self):
        """Return the words in front of each of the cell's inputs."""
        return f"{self.desa}, {self.element.label}"

    @property
    def names(self):
        """Return field -> form name."""
        return {name: name_of(self.row, name) for name in FIELDS}

    @property
    def theirs(self):
        """Return what is stored in a cell somebody else changed, as one line."""
        return in_words(self.conflict.current)

    @property
    def choice(self):
        """Return what the button sends that replaces the stored cell on purpose."""
        return json.dumps({":".join(self.row): self.conflict.current}, ensure_ascii=False)

    @property
    def dropped(self):
        """Return what the button sends that gives up what was typed."""
        return ":".join((PREFIX, *self.row))


class ElementGrid:
    """The whole page of Format 2."""

    def __init__(
        self, data, stored, *, overriding, proposed=None, posted=None, outcome=None, then=None
    ):
        """Lay the page out; `stored` is row -> the cell's stored fields.

        `proposed` is row -> what the surveys proposed when the team set a surveyed element, `then`
        row -> the state of the earlier period in words, when it is compared.

        `posted` is what `read_post` made; without an outcome nothing of it was saved, and all of
        it stays as typed.
        """
        self.data, self.stored, self.overriding = data, stored, overriding
        self._proposed, self._then = proposed or {}, then or {}
        self._proposals = {one.id: data.surveys.proposals(one.id) for one in data.desa}
        self.refused = list(outcome.refused) if outcome else []
        self.stale = list(outcome.stale) if outcome else []
        self._errors = {edit.row: sentence for edit, sentence in self.refused}
        self._conflicts = {one.edit.row: one for one in self.stale}
        edits, self._typed = posted or ((), {})
        kept = [edit for edit, _ in self.refused] + [one.edit for one in self.stale]
        kept += [] if outcome else edits
        self._kept = {edit.row for edit in kept}
        self.rows = [
            (desa, [self._cell(desa, element) for element in ELEMENTS]) for desa in data.desa
        ]
        bases = stored | {edit.row: edit.base for edit in kept}
        self.base = json.dumps(
            {":".join(row): cell for row, cell in bases.items() if cell != EMPTY},
            separators=(",", ":"),
            ensure_ascii=False,
        )

    elements = ELEMENTS

    def _cell(self, desa, element):
        row = (desa.id, element.key)
        value = self.stored.get(row, EMPTY)
        if row in self._kept:
            value = {**value, **self._typed.get(row, {})}
        return ElementCell(
            row,
            element,
            desa.name,
            value,
            self.overriding or not element.surveyed,
            self._proposals[desa.id].get(element.key),
            self._proposed.get(row, ""),
            self.data.surveys.is_in(desa.id, element.key),
            self._errors.get(row, ""),
            self._conflicts.get(row),
            self._then.get(row, ""),
        )

    @property
    def problems(self):
        """Return the cells that need a look, for the list above the grid."""
        return [cell for _desa, cells in self.rows for cell in cells if cell.error or cell.conflict]

    @property
    def outside(self):
        """Return the sentences for cells that are not on the page at all, with what was typed."""
        shown = {cell.row for _desa, cells in self.rows for cell in cells}
        return [
            f"{self._place(edit.row)}: Tertulis “{in_words(edit.value)}”. {sentence}"
            for edit, sentence in self.refused
            if edit.row not in shown
        ]

    def _place(self, row):
        desa = next((one.name for one in self.data.desa if one.id == row[0]), "Desa lain")
        element = ELEMENTS_BY_KEY.get(row[1])
        return f"{desa}, {element.label if element else 'elemen lain'}"


def stored_cells(desa_ids, period):
    """Return (row -> stored fields, row -> what was proposed then) of all cells of these desa."""
    states = ElementState.unscoped.filter(desa__in=desa_ids, period=period)
    cells, proposed = {}, {}
    for desa_id, key, was, *fields in states.values_list("desa_id", "element", "proposed", *FIELDS):
        cells[str(desa_id), key] = dict(zip(FIELDS, fields, strict=True))
        proposed[str(desa_id), key] = was
    return cells, proposed


def sources_of(proposal):
    """Return (format, question, anchor on the sheet) of the answers a Proposal rests on."""
    found = []
    for number, key in proposal.sources:
        spec = REGISTRY[number]
        found.append((spec, spec.question(key), spec.whole(key).key))
    return found


def in_words(cell):
    """Return an element cell's fields as one line for people."""
    state = cell["state"] or State.BELUM_DIISI.value
    rest = [cell[name] for name in ("evidence", "note", "reason") if cell[name]]
    return "; ".join([state, *rest])
