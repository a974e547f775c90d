"""The entry grid of Format 1: what the page shows, and what came back from it."""

import json
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from formats import recaps
from formats.actions import HEADER, Edit
from formats.numbers import NotACount, read_count
from formats.render import cells
from formats.values import Missing

PREFIX = "s"
NOTE = "note"
FIELD_WORDS = {"wajib": "wajib", "memiliki": "memiliki", NOTE: "catatan"}
STATE_WORDS = {
    "kosong": "belum diisi",
    "ditolak": "ditolak",
    "peringatan": "peringatan",
    "bentrok": "diubah orang lain",
    "berubah": "berubah, belum disimpan",
}


def name_of(row, field_name):
    """Return the form name of one cell: s:<desa id>:<type id>:<field>."""
    desa, kind = row
    return f"{PREFIX}:{desa}:{kind}:{field_name}"


@dataclass(slots=True)
class Posted:
    """What a person sent from the grid: edits, and cells that could not even be read."""

    edits: list = field(default_factory=list)
    unreadable: list = field(default_factory=list)
    typed: dict = field(default_factory=dict)


def read_post(post):
    """Return the Posted cells of a grid form, each with the value it replaces (rules.md 24)."""
    base, posted = read_base(post), Posted()
    for name, text in post.items():
        parts = name.split(":")
        if len(parts) != 4 or parts[0] != PREFIX or parts[3] not in FIELD_WORDS:
            continue
        row, field_name = (parts[1], parts[2]), parts[3]
        empty = "" if field_name == NOTE else None
        before = base.get(name, empty)
        if type(before) is not (str if field_name == NOTE else int):
            before = empty
        edit = Edit(row, field_name, before, text.strip())
        posted.typed[name] = text
        try:
            value = edit.value if field_name == NOTE else read_count(text)
        except NotACount as error:
            posted.unreadable.append((edit, str(error)))
            continue
        if value != edit.base:
            posted.edits.append(Edit(row, field_name, edit.base, value))
    return posted


def settled(post):
    """Return the post after a choice between two values of a cell, if one was made.

    `pakai` holds a cell's name with the stored value now replaced on purpose; `lepas` names a cell
    whose typed value is given up.
    """
    chosen, dropped = post.get("pakai"), post.get("lepas")
    if not (chosen or dropped):
        return post
    post = post.copy()
    if chosen:
        post["dasar"] = json.dumps({**read_base(post), **_object(chosen)})
    if dropped:
        for key in [key for key in post if f"{key}:".startswith(f"{dropped}:")]:
            del post[key]
    return post


def read_base(post):
    """Return cell name -> the value the page showed; an unreadable one counts as empty."""
    return _object(post.get("dasar"))


def _object(text):
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(slots=True)
class GridCell:
    """One input of the grid: its form name, what stands in it, its state, its words."""

    name: str
    text: str
    state: str
    label: str
    message: str = ""

    @property
    def css(self):
        """Return the class of the cell's state."""
        return f"sel-{self.state}" if self.state else ""

    @property
    def attributes(self):
        """Return what tells this input from the others, written at once: a grid has hundreds."""
        # Made of ids alone, it needs no escaping.
        name = mark_safe(self.name)
        own = format_html(
            'id="{0}" name="{0}" value="{1}" aria-label="{2}"', name, self.text, self.label
        )
        if not self.message:
            return own
        return own + format_html(' aria-invalid="true" aria-describedby="g-{}"', name)


@dataclass(slots=True)
class Group:
    """The three cells of one desa and one type."""

    wajib: GridCell
    memiliki: GridCell
    percent: str


@dataclass(slots=True)
class GridRow:
    """One desa."""

    name: str
    groups: list


@dataclass(slots=True)
class FootGroup:
    """What stands under one type: sums, percent, how many desa, target, gap."""

    facts: object
    wajib: str
    memiliki: str
    percent: str
    reach: str
    target: str
    gap: str
    last: bool = False


@dataclass(slots=True)
class Message:
    """One thing to look at above the grid: a link to its cell, its sentence, the note asked."""

    name: str
    place: str
    sentence: str
    note_name: str = ""
    note: str = ""


class Grid:
    """The whole page: rows, sums, and everything that needs a look."""

    def __init__(self, data, posted=None, outcome=None):
        """Lay the page out; posted cells without an outcome were not saved and stay as typed."""
        self.data = data
        self._typed = posted.typed if posted else {}
        self._bad = dict(_by_name(posted.unreadable if posted else ()))
        refused = [one for one in (outcome.refused if outcome else ()) if one[0].row != HEADER]
        stale = [one for one in (outcome.stale if outcome else ()) if one.edit.row != HEADER]
        self._bad.update(_by_name(refused))
        self.stale = [self._conflict(one) for one in stale]
        kept = [one.edit for one in stale] + [edit for edit, _ in refused]
        if posted:
            kept += [edit for edit, _ in posted.unreadable]
            kept += [] if outcome else posted.edits
        self._kept = {name_of(edit.row, edit.field): edit.base for edit in kept}
        self._stale = {name_of(one.edit.row, one.edit.field) for one in stale}
        self._shown = {(desa.id, kind.id) for desa in data.desa for kind in data.documents}
        self._above = []
        self.notes = []
        self.rows = [self._row(desa) for desa in data.desa]
        self.foot = [self._foot(kind) for kind in data.documents]
        self.refused = list(self._refused())
        self.warnings = list(self._warnings())
        header = data.header
        base = dict(self._base())
        base["kepala"] = {
            "data_date": header.data_date,
            "source": header.source,
            "filled_by": header.filled_by,
        }
        self.base = json.dumps(base, separators=(",", ":"), ensure_ascii=False)

    @property
    def count(self):
        """Return how many things need a look."""
        return len(self.refused) + len(self.warnings) + len(self.stale)

    def _row(self, desa):
        return GridRow(desa.name, [self._group(desa, kind) for kind in self.data.documents])

    def _group(self, desa, kind):
        facts = self.data.coverage(desa, kind)
        warning = facts.is_above and not facts.note
        if warning:
            self._above.append((desa, kind, facts))
        elif facts.note:
            note_name = name_of((desa.id, kind.id), NOTE)
            note = self._typed.get(note_name, facts.note)
            self.notes.append(Message(note_name, f"{desa.name}, {kind.label}", "", note_name, note))
        wajib = self._cell(desa, kind, "wajib", facts.wajib, False)
        memiliki = self._cell(desa, kind, "memiliki", facts.memiliki, warning)
        return Group(wajib, memiliki, percent_text(facts))

    def _cell(self, desa, kind, field_name, value, warning):
        name = name_of((desa.id, kind.id), field_name)
        stored = "" if value is None else cells.text(value)
        text = self._typed.get(name, stored) if name in self._kept else stored
        state = "kosong" if value is None else ""
        if name in self._bad:
            state = "ditolak"
        elif name in self._stale:
            state = "bentrok"
        elif warning:
            state = "peringatan"
        words = f"{desa.name}, {kind.label}, {FIELD_WORDS[field_name]}"
        if state:
            words += f", {STATE_WORDS[state]}"
        return GridCell(name, text, state, words, self._bad.get(name, ""))

    def _foot(self, kind):
        facts = self.data.total(kind)
        return FootGroup(
            facts,
            wajib=number(facts.wajib),
            memiliki=number(facts.memiliki),
            percent=percent_text(facts),
            reach=cells.text(recaps.reach(facts).value),
            target=cells.text(recaps.target(facts).value),
            gap=cells.text(recaps.gap(facts).value),
        )

    def _place(self, row, field_name):
        desa = next((one.name for one in self.data.desa if one.id == row[0]), "Desa lain")
        kind = next((one.label for one in self.data.documents if one.id == row[1]), "jenis lain")
        return f"{desa}, {kind}, {FIELD_WORDS[field_name]}"

    def _refused(self):
        for name, sentence in self._bad.items():
            _prefix, desa, kind, field_name = name.split(":")
            place = self._place((desa, kind), field_name)
            note = self._typed.get(name, "") if field_name == NOTE else ""
            if (desa, kind) not in self._shown:
                sentence = f"Tertulis “{self._typed.get(name, '').strip()}”. {sentence}"
            yield Message(name, place, sentence, name if note else "", note)

    def _warnings(self):
        for desa, kind, facts in self._above:
            note_name = name_of((desa.id, kind.id), NOTE)
            if note_name not in self._bad:
                cell = name_of((desa.id, kind.id), "memiliki")
                place = f"{desa.name}, {kind.label}"
                note = self._typed.get(note_name, "") if note_name in self._kept else ""
                yield Message(cell, place, above_sentence(facts), note_name, note)

    def _conflict(self, stale):
        edit = stale.edit
        return {
            "name": name_of(edit.row, edit.field),
            "place": self._place(edit.row, edit.field),
            "choice": json.dumps({name_of(edit.row, edit.field): stale.current}),
            "mine": shown(edit.value),
            "theirs": shown(stale.current),
            "before": shown(edit.base),
            "by": stale.by,
            "at": stale.at,
        }

    def _base(self):
        """Yield cell name -> the value a next save replaces; of kept cells the one they had."""
        yield from self._stored_base()
        yield from self._kept.items()

    def _stored_base(self):
        for (desa, kind), (wajib, memiliki, note) in self.data.counts.items():
            for field_name, value in (("wajib", wajib), ("memiliki", memiliki), (NOTE, note)):
                if value not in (None, ""):
                    yield name_of((desa, kind), field_name), value


def _by_name(pairs):
    return ((name_of(edit.row, edit.field), sentence) for edit, sentence in pairs)


def number(value):
    """Return a count as text, empty when there is none."""
    return "" if value is None else cells.text(value)


def shown(value):
    """Return a cell's value for people; an empty one in words."""
    return "kosong" if value in (None, "") else cells.text(value)


def percent_text(facts):
    """Return the percent of a cell group as the grid shows it; a dash without a figure.

    Near 100 percent those missing stand beside it (rules.md 10).
    """
    found = recaps.percent(facts)
    if isinstance(found.value, Missing):
        return "–"
    return cells.text(found if found.detail else found.value)


def above_sentence(facts):
    """Return the sentence for more documents than people who must have one (rules.md 10)."""
    share = ""
    if facts.wajib:
        share = f" ({cells.text(recaps.percent(facts).value)})"
    return (
        f"memiliki {cells.text(facts.memiliki)} lebih besar dari wajib "
        f"{cells.text(facts.wajib)}{share}. Sudah tersimpan; tulis catatannya."
    )
