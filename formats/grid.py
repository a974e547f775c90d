"""The entry grid of Format 1: what the page shows."""

import json
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import mark_safe

from formats import recaps
from formats.actions import HEADER
from formats.grid_post import NOTE, PARTS_OF, name_of
from formats.models import MAX_COUNT, Coverage
from formats.render import cells
from formats.values import Missing

FIELD_WORDS = {
    "wajib": "wajib",
    "wajib_l": "wajib laki-laki",
    "wajib_p": "wajib perempuan",
    "memiliki": "memiliki",
    "memiliki_l": "memiliki laki-laki",
    "memiliki_p": "memiliki perempuan",
    NOTE: "catatan",
}
HEADS = {
    "wajib": "Wajib",
    "wajib_l": "L",
    "wajib_p": "P",
    "memiliki": "Memiliki",
    "memiliki_l": "L",
    "memiliki_p": "P",
}
STATE_WORDS = {
    "": "tersimpan",
    "kosong": "belum diisi",
    "ditolak": "ditolak",
    "peringatan": "peringatan",
    "bentrok": "diubah orang lain",
}
NOTED = "ada catatan"
# The counts by sex of a cell that nobody has touched.
UNTOLD = (None,) * len(Coverage.PARTS)


@dataclass(slots=True)
class GridCell:
    """One input of the grid: its form name, what stands in it, its state, its words.

    `about` are the ids of the sentences above the grid that are about it, `then` is the count of
    the earlier period.
    """

    name: str
    text: str
    state: str
    label: str
    about: str = ""
    then: str = ""
    is_part: bool = False
    is_folded: bool = False

    @property
    def around(self):
        """Return the cell's own attributes: its state, what it was, whether it is folded."""
        classes = f"sel-{self.state}" if self.state else ""
        if self.is_part:
            classes = f"{classes} lp".strip()
        return mark_safe(
            (f' class="{classes}"' if classes else "")
            + (f' data-lalu="{self.then}"' if self.then else "")
            + (" hidden" if self.is_folded else "")
        )

    @property
    def attributes(self):
        """Return what tells this input from the others, written at once: a grid has hundreds."""
        # Made of ids alone, it needs no escaping.
        name = mark_safe(self.name)
        own = format_html(
            'id="{0}" name="{0}" value="{1}" aria-label="{2}"', name, self.text, self.label
        )
        if self.about:
            own += format_html(' aria-describedby="{}"', self.about)
        return own + mark_safe(' aria-invalid="true"') if self.state == "ditolak" else own


@dataclass(slots=True)
class Group:
    """The cells of one desa and one type, with their percent."""

    cells: list
    percent: str
    note: str
    change: str = ""


@dataclass(slots=True)
class GridRow:
    """One desa."""

    name: str
    groups: list


@dataclass(slots=True)
class FootGroup:
    """What stands under one type: sums, percent, how many desa, target, gap."""

    facts: object
    sums: list
    percent: str
    reach: str
    target: str
    gap: str


@dataclass(slots=True)
class Message:
    """One thing to look at above the grid: a link to its cell, its sentence, the note asked."""

    id: str
    name: str
    place: str
    sentence: str
    note_name: str = ""
    note: str = ""


class Grid:
    """The whole page: rows, sums, and everything that needs a look."""

    most = MAX_COUNT

    def __init__(self, data, posted=None, outcome=None, *, parts=None, is_folded=False, then=None):
        """Lay the page out; posted cells without an outcome were not saved and stay as typed.

        `parts` is (desa id, type id) -> the counts by sex in the order of Coverage.PARTS, or None
        where the kecamatan does not record them; `is_folded` hides their columns. `then` is what
        the earlier period held (grid_aside.Then), when it is compared.
        """
        self.data, self._parts, self.is_folded, self._then = data, parts, is_folded, then
        self.fields = Coverage.COUNTS
        if parts is not None:
            self.fields = [one for total in Coverage.COUNTS for one in (total, *PARTS_OF[total])]
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
        self._above, self._uneven, self.notes = [], [], []
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

    @property
    def columns(self):
        """Return (field, its head, whether it counts one sex) of each type's columns."""
        return [(one, HEADS[one], one in Coverage.PARTS) for one in self.fields]

    @property
    def records_lp(self):
        """Return whether the kecamatan records counts by sex."""
        return self._parts is not None

    @property
    def span(self):
        """Return how many columns of each type are seen, its percent among them."""
        return 1 + len(Coverage.COUNTS if self.is_folded else self.fields)

    def _row(self, desa):
        return GridRow(desa.name, [self._group(desa, kind) for kind in self.data.documents])

    def _group(self, desa, kind):
        facts, row = self.data.coverage(desa, kind), (desa.id, kind.id)
        warnings, note_name = {}, name_of(row, NOTE)
        if facts.is_above and not facts.note:
            # A note that was refused says so itself.
            mark = "g" if note_name in self._bad else "w"
            asked = note_name if mark == "g" else name_of(row, "memiliki")
            warnings["memiliki"] = f"{mark}-{asked}"
            self._above.append((desa, kind, facts))
        elif facts.note and note_name not in self._bad:
            note = self._typed.get(note_name, facts.note)
            place = f"{desa.name}, {kind.label}"
            self.notes.append(Message("", note_name, place, "", note_name, note))
        values = {"wajib": facts.wajib, "memiliki": facts.memiliki}
        if self.records_lp:
            values |= dict(zip(Coverage.PARTS, self._parts.get(row, UNTOLD), strict=True))
            for total in uneven(values):
                name = name_of(row, total)
                warnings[total] = f"{warnings.get(total, '')} l-{name}".strip()
                place, sentence = f"{desa.name}, {kind.label}", uneven_sentence(total, values)
                self._uneven.append(Message(f"l-{name}", name, place, sentence))
        words = f"{desa.name}, {kind.label}, "
        noted = f", {NOTED}" if facts.note else ""
        found = [
            self._cell(row, one, values[one], words, noted, warnings.get(one, ""))
            for one in self.fields
        ]
        change = self._then.change(row, facts) if self._then else ""
        return Group(found, percent_text(facts), facts.note, change)

    def _cell(self, row, field_name, value, words, noted, warning):
        name = name_of(row, field_name)
        stored = "" if value is None else cells.text(value)
        text = self._typed.get(name, stored) if name in self._kept else stored
        state, about = "kosong" if value is None else "", ""
        if name in self._bad:
            state, about = "ditolak", f"g-{name}"
        elif name in self._stale:
            state = "bentrok"
        elif warning:
            state, about = "peringatan", warning
        then = told = ""
        if self._then:
            then = number(self._then.number(row, field_name))
            told = self._then.words(row, field_name, value)
        beside = f"{noted}, {told}" if told else noted
        label = f"{words}{FIELD_WORDS[field_name]}{beside}, {STATE_WORDS[state]}"
        is_part = field_name in Coverage.PARTS
        return GridCell(name, text, state, label, about, then, is_part, is_part and self.is_folded)

    def _foot(self, kind):
        facts = self.data.total(kind)
        sums = {"wajib": facts.wajib, "memiliki": facts.memiliki}
        return FootGroup(
            facts,
            sums=[
                (number(sums[one] if one in sums else self._part_sum(kind, one)), one not in sums)
                for one in self.fields
            ],
            percent=percent_text(facts),
            reach=cells.text(recaps.reach(facts).value),
            target=cells.text(recaps.target(facts).value),
            gap=cells.text(recaps.gap(facts).value),
        )

    def _part_sum(self, kind, field_name):
        place = Coverage.PARTS.index(field_name)
        told = [
            value
            for desa in self.data.desa
            if (value := self._parts.get((desa.id, kind.id), UNTOLD)[place]) is not None
        ]
        return sum(told) if told else None

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
            yield Message(f"g-{name}", name, place, sentence, name if note else "", note)

    def _warnings(self):
        for desa, kind, facts in self._above:
            note_name = name_of((desa.id, kind.id), NOTE)
            if note_name not in self._bad:
                cell = name_of((desa.id, kind.id), "memiliki")
                place = f"{desa.name}, {kind.label}"
                note = self._typed.get(note_name, "") if note_name in self._kept else ""
                yield Message(f"w-{cell}", cell, place, above_sentence(facts), note_name, note)
        yield from self._uneven

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
        for row, values in (self._parts or {}).items():
            for field_name, value in zip(Coverage.PARTS, values, strict=True):
                if value is not None:
                    yield name_of(row, field_name), value


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


def uneven(values):
    """Yield the totals that L and P, both told, do not add up to; `values` is field -> count."""
    for total, parts in PARTS_OF.items():
        told = [values[part] for part in parts]
        if values[total] is not None and None not in told and sum(told) != values[total]:
            yield total


def uneven_sentence(total, values):
    """Return the sentence for a total that is not the sum of its L and P."""
    part_l, part_p = (values[part] for part in PARTS_OF[total])
    return (
        f"{FIELD_WORDS[total]} {cells.text(values[total])} tidak sama dengan L + P "
        f"({cells.text(part_l)} + {cells.text(part_p)} = {cells.text(part_l + part_p)}). "
        "Sudah tersimpan; periksa lagi angkanya."
    )
