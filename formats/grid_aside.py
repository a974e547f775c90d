"""What stands beside the figures of a grid: counts by sex, the earlier period, who typed a cell.

A change since the earlier period is told only of what can be compared: a flow between two known
windows (rules.md 11), and no desa of a family that was split in between (rules.md 29).
"""

from dataclasses import dataclass, field
from fractions import Fraction

from formats.changes import flows_apart
from formats.data import gather_for
from formats.element_grid import in_words
from formats.families import split_families
from formats.grid import shown
from formats.models import Collection, Coverage, ElementState
from formats.render import cells
from formats.specs._shared import ELEMENTS
from formats.values import State, Window

SPLIT, NOT_COMPARABLE = "pemekaran", "tidak sebanding"


def parts_of(desa_ids, period):
    """Return (desa id, type id) -> the counts by sex, of the cells that have any."""
    rows = Coverage.unscoped.filter(desa__in=desa_ids, period=period)
    told = rows.values_list("desa_id", "document_id", *Coverage.PARTS)
    return {
        (str(desa), str(kind)): tuple(parts)
        for desa, kind, *parts in told
        if any(part is not None for part in parts)
    }


@dataclass(slots=True)
class Then:
    """What Format 1 held in the earlier period, beside what it holds now.

    `counts` is (desa id, type id) -> {"wajib": ..., "memiliki": ...}; `split` are ids of desa, and
    `apart` ids of types, whose change cannot be told; `notes` are sentences for the page.
    """

    label: str
    counts: dict = field(default_factory=dict)
    split: set = field(default_factory=set)
    apart: set = field(default_factory=set)
    notes: list = field(default_factory=list)

    def number(self, row, field_name):
        """Return a count of the earlier period, or None where none is to be shown."""
        return None if row[0] in self.split else self.counts.get(row, {}).get(field_name)

    def words(self, row, field_name, now):
        """Return a count of the earlier period and how it changed, for those who listen."""
        if row[0] in self.split:
            return SPLIT
        before = self.number(row, field_name)
        if before is None:
            return ""
        told = f"{self.label} {cells.text(before)}"
        if row[1] in self.apart:
            return f"{told}, {NOT_COMPARABLE}"
        if now is None:
            return told
        way = "tetap" if now == before else f"{_way(now - before)} {cells.text(abs(now - before))}"
        return f"{told}, {way}"

    def change(self, row, facts):
        """Return how the coverage changed, in points with a sign, or why that is not told."""
        if row[0] in self.split:
            return SPLIT
        told = self.counts.get(row)
        if not told or not told["wajib"] or told["memiliki"] is None:
            return ""
        if row[1] in self.apart:
            return NOT_COMPARABLE
        if not facts.is_filled or not facts.wajib:
            return ""
        exact = Fraction(facts.memiliki, facts.wajib) - Fraction(told["memiliki"], told["wajib"])
        sign = "+" if exact > 0 else "−" if exact else ""
        return f"{sign}{cells.decimal(abs(exact) * 100)}"


def _way(difference):
    return "naik" if difference > 0 else "turun"


def coverage_then(data, kecamatan, period, earlier):
    """Return the Then of the desa in `data`, in a fixed number of queries."""
    ids = [desa.id for desa in data.desa]
    rows = Coverage.unscoped.filter(desa__in=ids, period=earlier)
    told = rows.values_list("desa_id", "document_id", *Coverage.COUNTS)
    flows = [kind for kind in data.documents if kind.flow]
    why_not, windows = _windows(kecamatan, data.header.day, earlier)
    names = ", ".join(kind.label for kind in flows)
    notes = [f"{names} {NOT_COMPARABLE}: {why_not}." if why_not else f"{names} dihitung {windows}."]
    return Then(
        earlier.label,
        {
            (str(desa), str(kind)): dict(zip(Coverage.COUNTS, counts, strict=True))
            for desa, kind, *counts in told
        },
        set().union(*split_families(kecamatan, earlier.reference_date, period.reference_date)),
        {kind.id for kind in flows} if why_not else set(),
        notes if flows else [],
    )


def _windows(kecamatan, day, earlier):
    """Return (why flows cannot be compared, "") or ("", the two windows in words)."""
    rows = Collection.unscoped.filter(kecamatan=kecamatan, period=earlier)
    before = rows.values_list("data_date", flat=True).first()
    if why_not := flows_apart(before, day, earlier.label, "periode ini"):
        return why_not, ""
    return "", f"{cells.text(Window(day))}, dibandingkan {cells.text(Window(before))}"


def elements_then(user, kecamatan, earlier):
    """Return (desa id, element key) -> "November 2025: Belum", of what was told then."""
    data = gather_for(user, "elements", kecamatan, earlier)
    return {
        (desa.id, element.key): f"{earlier.label}: {cells.text(state)}"
        for desa in data.desa
        for element in ELEMENTS
        if (state := data.element(desa, element.key).state) is not State.BELUM_DIISI
    }


def coverage_history(desa, period, document_id, field_name):
    """Return who changed a count of Format 1 or the note of its cell, newest first, in words."""
    row = Coverage.unscoped.filter(desa=desa, period=period, document=document_id).first()
    if row is None or field_name not in (*Coverage.COUNTS, *Coverage.PARTS):
        return []
    count = _changes(row, lambda past: shown(getattr(past, field_name)), "kosong")
    notes = _changes(row, lambda past: f"catatan “{past.note}”", "catatan “”")
    return _newest_first(count + notes)


def element_history(desa, period, element, _field_name):
    """Return who changed an element's cell in Format 2, newest first, in words."""
    row = ElementState.unscoped.filter(desa=desa, period=period, element=element).first()
    if row is None:
        return []

    def words(past):
        return in_words({name: getattr(past, name) for name in ElementState.CELL})

    return _newest_first(_changes(row, words, in_words(dict.fromkeys(ElementState.CELL, ""))))


def _changes(row, words, nothing):
    """Return (moment, sentence) per change in the history of `row`; `nothing` is its beginning."""
    found, before = [], nothing
    past_rows = row.history.select_related("history_user")
    # A row made and filled in one save has two history rows of one moment, the making first.
    for past in sorted(past_rows, key=lambda one: (one.history_date, one.history_type != "+")):
        if (now := words(past)) != before:
            who, how = past.history_user or "sistem", past.get_history_source_display()
            when = cells.text(past.history_date)
            found.append((past.history_date, f"{now}: {who}, {when}, {how}"))
            before = now
    return found


def _newest_first(changes):
    return [sentence for _at, sentence in sorted(changes, key=lambda one: one[0], reverse=True)]
