"""Every write to the formats: keyword-only, one transaction, by whom and when.

A grid is saved cell by cell (rules.md 24): each edit carries the value it replaces; good ones are
stored together, a stale or bad one is refused alone.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from desa import history, waktu
from desa.history import Source
from desa.models import Kecamatan
from formats.models import (
    Attachment,
    Collection,
    Coverage,
    DocumentType,
    ElementState,
    Period,
    Target,
    TargetOverride,
)
from formats.periods import records_lp
from formats.specs._shared import ELEMENTS_BY_KEY
from formats.survey_data import survey_book

HEADER = ("kepala",)
STALE_TARGET = (
    "Target ini diubah orang lain selagi Anda mengetik. Periksa angka yang tersimpan, lalu simpan "
    "lagi."
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One changed cell: which row, which field, the value it replaces, the value typed.

    `source` tells it came otherwise than the rest of its save, as a pasted cell among typed ones.
    """

    row: tuple
    field: str
    base: object
    value: object
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A cell that somebody else changed meanwhile: what is stored, by whom, since when."""

    edit: Edit
    current: object
    by: str = ""
    at: object = None


@dataclass(slots=True)
class Outcome:
    """What became of a save: edits stored, edits refused with a sentence, edits found stale."""

    saved: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    stale: list = field(default_factory=list)

    @property
    def is_clean(self):
        """Return whether every edit was stored."""
        return not (self.refused or self.stale)

    def with_(self, other):
        """Return this outcome with another's added."""
        return Outcome(
            self.saved + other.saved, self.refused + other.refused, self.stale + other.stale
        )


def require_open(period, at):
    """Raise ValidationError when the period takes no entry at the moment `at` (rules.md 1)."""
    if period.is_open(at):
        return
    day = waktu.today(period.kabupaten, at)
    word = "belum dibuka" if day < period.opens else "sudah ditutup"
    raise ValidationError(
        f"Periode {period.label} {word}; isiannya hanya dapat dibaca. "
        "Admin kabupaten dapat memperpanjangnya."
    )


def _lock(kecamatan, period, *, by, at, source=Source.TYPED):
    """Return the collection row, locked: one save of this kecamatan and period at a time."""
    place = {"kecamatan": kecamatan, "period": period}
    if not Collection.unscoped.filter(**place).exists():
        try:
            with transaction.atomic():
                new = Collection(**place, records_lp=records_lp(kecamatan, period))
                history.save(new, by=by, at=at, source=source)
        except (IntegrityError, ValidationError):
            pass  # Somebody else was first; theirs is the row.
    return Collection.unscoped.select_for_update().get(**place)


@transaction.atomic
def save_coverage(*, kecamatan, period, desa, edits, by, at, source=Source.TYPED):
    """Store the good ones of `edits` to Format 1 and return the Outcome.

    `desa` are the Desa the person may edit; rows are (desa id, document id) as text, fields the
    counts and the note; row HEADER has the header's fields data_date, source, filled_by and
    records_lp.
    Raises ValidationError when the period is closed.
    """
    require_open(period, at)
    collection = _lock(kecamatan, period, by=by, at=at, source=source)
    header = _save_header(collection, edits, by=by, at=at, source=source)
    edits = [edit for edit in edits if edit.row != HEADER]
    types = {str(kind.pk): kind for kind in DocumentType.unscoped.used_by(kecamatan)}
    return _save_cells(
        Coverage, "document", types, period=period, desa=desa, edits=edits,
        by=by, at=at, source=source,
    ).with_(header)  # fmt: skip


def _save_header(collection, edits, *, by, at, source):
    outcome = Outcome()
    touched = [_apply(collection, edit, outcome) for edit in edits if edit.row == HEADER]
    if any(touched):
        history.save(collection, by=by, at=at, source=source)
    return _told(outcome, {HEADER: collection})


@transaction.atomic
def save_elements(*, kecamatan, period, desa, edits, by, at, source=Source.TYPED, overriding):
    """Store the good ones of `edits` to Format 2 and return the Outcome.

    Rows are (desa id, element key), the field is "cell" and values are dicts of state, evidence,
    note and reason. Surveyed elements may be set only when `overriding` (rules.md 16).
    """
    require_open(period, at)
    _lock(kecamatan, period, by=by, at=at, source=source)
    allowed, outcome = [], Outcome()
    for edit in edits:
        element = ELEMENTS_BY_KEY.get(edit.row[1])
        if element and element.surveyed and not overriding:
            outcome.refused.append(
                (edit, "Elemen ini ditanyakan di Format 4 dan 5; hanya PTPD yang menetapkannya.")
            )
        else:
            allowed.append(edit)
    book = survey_book([one.pk for one in desa], period)

    def remember(row):
        """Keep what the survey proposes now beside what the team sets (rules.md 16)."""
        proposal = book.proposals(str(row.desa_id)).get(row.element)
        row.proposed = proposal.stored if proposal and row.state else ""

    return _save_cells(
        ElementState, "element", {key: key for key in ELEMENTS_BY_KEY}, period=period, desa=desa,
        edits=allowed, by=by, at=at, source=source, finish=remember,
    ).with_(outcome)  # fmt: skip


@transaction.atomic
def confirm_element(*, desa, period, element, by, at):
    """Keep what the team set for an element although the survey proposes otherwise now."""
    require_open(period, at)
    _lock(desa.kecamatan, period, by=by, at=at)
    row = ElementState.unscoped.filter(desa=desa, period=period, element=element).first()
    proposal = survey_book([desa.pk], period).proposals(str(desa.pk)).get(element)
    if row is None or not row.state or proposal is None:
        raise ValidationError("Tidak ada ketetapan kecamatan di sini untuk ditegaskan.")
    row.proposed = proposal.stored
    return history.save(row, by=by, at=at, reason="ketetapan ditegaskan")


def _save_cells(model, axis, items, *, period, desa, edits, by, at, source, finish=None):
    """Apply edits to the rows (desa x `axis`) of one model, creating those that do not exist.

    `finish` completes each touched row before it is stored.
    """
    places = {str(one.pk): one for one in desa}
    found = model.unscoped.filter(desa__in=[one.pk for one in desa], period=period)
    attribute = "element" if axis == "element" else f"{axis}_id"
    rows = {
        (str(row.desa_id), str(getattr(row, attribute))): row
        for row in found.select_for_update(of=("self",))
    }
    stored, touched, sources, outcome = set(rows), {}, {}, Outcome()
    for edit in edits:
        place, item = places.get(edit.row[0]), items.get(edit.row[1])
        if place is None or item is None:
            outcome.refused.append((edit, _outside(place, edit)))
            continue
        row = rows.get(edit.row) or model(desa=place, period=period, **{axis: item})
        rows[edit.row] = row
        if _apply(row, edit, outcome):
            touched[edit.row] = row
            if edit.source:
                sources[edit.row] = edit.source
    for row in touched.values() if finish else ():
        finish(row)
    for one in dict.fromkeys((source, *sources.values())):
        mine = {key: row for key, row in touched.items() if sources.get(key, source) == one}
        history.bulk_save(
            model,
            new=[row for key, row in mine.items() if key not in stored],
            changed=[row for key, row in mine.items() if key in stored],
            fields=["state", "evidence", "note", "reason", "proposed"]
            if axis == "element"
            else [*Coverage.COUNTS, *Coverage.PARTS, "note"],
            by=by,
            at=at,
            source=one,
        )
    return _told(outcome, rows)


def _outside(place, edit):
    if place is None:
        return "Desa ini di luar kecamatan yang sedang dibuka, atau di luar wilayah Anda."
    return "Baris atau jenis dokumen ini tidak dipakai di kecamatan ini."


def _apply(row, edit, outcome):
    """Put one edit into its row, or note why not; return whether the row changed."""
    current = row.cell if edit.field == "cell" else getattr(row, edit.field)
    if current == edit.value:
        outcome.saved.append(edit)
        return False
    if current != edit.base:
        outcome.stale.append(Stale(edit, current))
        return False
    try:
        row.put(edit.field, edit.value)
    except ValidationError as error:
        outcome.refused.append((edit, " ".join(error.messages)))
        return False
    outcome.saved.append(edit)
    return True


def _told(outcome, rows):
    """Complete stale edits with who put the stored value there and when, from the history."""
    for place, stale in enumerate(outcome.stale):
        past = _first_with(rows[stale.edit.row], stale.edit.field, stale.current)
        if past:
            outcome.stale[place] = Stale(
                stale.edit, stale.current, str(past.history_user or "sistem"), past.history_date
            )
    return outcome


def _first_with(row, field, value):
    """Return the history row since which `field` holds `value`; others may have changed later."""
    rows = row.history.select_related("history_user")
    found = None
    # A row made and filled in one save has two history rows of one moment, the making first.
    for past in sorted(
        rows, key=lambda one: (one.history_date, one.history_type != "+"), reverse=True
    ):
        held = {name: getattr(past, name) for name in value} if field == "cell" else None
        if (getattr(past, field) if held is None else held) != value:
            break
        found = past
    return found


class StaleTargets(ValidationError):
    """Targets that somebody else changed meanwhile; `keys` are their type ids."""

    def __init__(self, keys):
        super().__init__("Target ini diubah orang lain selagi Anda mengetik.")
        self.keys = keys


@transaction.atomic
def save_targets(*, period, values, base, by, at):
    """Store the kabupaten's targets: type id -> 1/100 percent or None; all or nothing.

    Raises StaleTargets when a value was changed by somebody else meanwhile.
    """
    # Two who save at the same moment take turns: there may be no row yet that could be locked.
    Period.unscoped.select_for_update(no_key=True).get(pk=period.pk)
    rows = {
        str(row.document_id): row
        for row in Target.unscoped.filter(period=period).select_for_update()
    }
    stored = {key: row.hundredths for key, row in rows.items()}
    changed = {key: value for key, value in values.items() if stored.get(key) != value}
    stale = [key for key in changed if stored.get(key) != base.get(key)]
    if stale:
        raise StaleTargets(stale)
    for key, value in changed.items():
        row = rows.get(key) or Target(period=period, document_id=key)
        if value is None:
            history.delete(row, by=by, at=at)
        else:
            row.hundredths = value
            history.save(row, by=by, at=at)


@transaction.atomic
def save_override(*, kecamatan, period, document, hundredths, reason, base, by, at):
    """Set the kecamatan's own target of a type with its reason, or (None) take it back.

    Raises ValidationError when the stored override is neither `base` nor the wanted one.
    """
    # Two who save at the same moment take turns: there may be no row yet that could be locked.
    Kecamatan.unscoped.select_for_update(no_key=True).get(pk=kecamatan.pk)
    found = TargetOverride.unscoped.filter(kecamatan=kecamatan, period=period, document=document)
    row = found.select_for_update().first()
    if (row.hundredths if row else None) not in (base, hundredths):
        raise ValidationError(STALE_TARGET)
    if hundredths is None:
        if row:
            history.delete(row, by=by, at=at, reason=reason)
        return
    row = row or TargetOverride(kecamatan=kecamatan, period=period, document=document)
    row.hundredths, row.reason = hundredths, reason
    history.save(row, by=by, at=at, reason=reason)


@transaction.atomic
def save_document_type(kind, *, by, at):
    """Store a kecamatan's own document type, new or changed."""
    return history.save(kind, by=by, at=at)


@transaction.atomic
def attach(*, desa, period, element, upload, by, at):
    """Store a cleaned upload as evidence of an element (rules.md 30); returns the Attachment."""
    require_open(period, at)
    _lock(desa.kecamatan, period, by=by, at=at)
    state = ElementState.unscoped.filter(desa=desa, period=period, element=element).first()
    if state is None:
        state = history.save(ElementState(desa=desa, period=period, element=element), by=by, at=at)
    attachment = Attachment(
        element_state=state, name=upload.name, content_type=upload.content_type, added_at=at
    )
    attachment.file.save(f"{attachment.pk}.{upload.extension}", upload.content, save=False)
    return history.save(attachment, by=by, at=at)


@transaction.atomic
def detach(attachment, *, by, at):
    """Take an attachment away; its history says what it was, the file goes after the commit."""
    require_open(attachment.element_state.period, at)
    stored = attachment.file
    history.delete(attachment, by=by, at=at)
    transaction.on_commit(lambda: stored.storage.delete(stored.name))
