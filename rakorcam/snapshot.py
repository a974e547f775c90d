"""What a session freezes, and what changed between two freezings (rules.md 4 and 5)."""

from dataclasses import dataclass

from desa.models import Desa
from formats.data import Data, gather
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS
from formats.values import Hundredths, Missing, State
from rakorcam.models import Kind

VERSION = 1


@dataclass(frozen=True, slots=True)
class Meeting:
    """The session as its sheets print it; `date` is ISO text, empty before there is a date."""

    kind: str
    date: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two freezings: where, what it was, what it is."""

    where: str
    before: object
    after: object


def specs_of(kind):
    """Return the formats a kind of Rakorcam works on, in order."""
    return [spec for spec in REGISTRY.values() if spec.session == kind]


def live_data(session):
    """Return the Data of the session's kecamatan as it stands now."""
    return gather(
        session.kecamatan, session.period, Desa.unscoped.filter(kecamatan=session.kecamatan)
    )


def payload_of(session, data):
    """Return everything a worksheet prints but the discussion columns, as JSON can hold it."""
    return {
        "version": VERSION,
        "specs": {str(spec.number): spec.version for spec in specs_of(session.kind)},
        "meeting": {"kind": session.kind, "date": session.date.isoformat()},
        **data.to_payload(),
    }


def read(payload):
    """Return (Data, Meeting) of a stored payload."""
    return Data.from_payload(payload), Meeting(**payload["meeting"])


def differences(old, new):
    """Return the Changes from one payload to another, in the order people read the sheets."""
    before, meeting_before = read(old)
    after, meeting_after = read(new)
    return [
        change
        for change in (
            Change("Tanggal rapat", meeting_before.date, meeting_after.date),
            *_header_changes(before, after),
            *_member_changes("Desa", before.desa, after.desa, "name"),
            *_member_changes("Jenis dokumen", before.documents, after.documents, "label"),
            *_target_changes(before, after),
            *_count_changes(before, after),
            *_element_changes(before, after),
        )
        if change.before != change.after
    ]


def _header_changes(before, after):
    for label, name in (
        ("Tanggal data", "day"),
        ("Sumber data", "source"),
        ("Diisi oleh", "filled_by"),
    ):
        yield Change(label, getattr(before.header, name), getattr(after.header, name))


def _member_changes(word, before, after, name):
    old = {one.id: getattr(one, name) for one in before}
    new = {one.id: getattr(one, name) for one in after}
    for key in dict.fromkeys([*old, *new]):
        yield Change(
            f"{word} {new.get(key) or old[key]}",
            old.get(key, "tidak ada"),
            new.get(key, "tidak ada"),
        )


def _target_changes(before, after):
    old = {kind.id: kind.target for kind in before.documents}
    for kind in after.documents:
        yield Change(f"{kind.label}, target", _percent(old.get(kind.id)), _percent(kind.target))


def _percent(hundredths):
    return Missing.NO_TARGET if hundredths is None else Hundredths(hundredths)


def _count_changes(before, after):
    for desa in after.desa:
        for kind in after.documents:
            old, new = before.coverage(desa, kind), after.coverage(desa, kind)
            where = f"{desa.name}, {kind.label}"
            yield Change(f"{where}, wajib", _filled(old.wajib), _filled(new.wajib))
            yield Change(f"{where}, memiliki", _filled(old.memiliki), _filled(new.memiliki))
            yield Change(f"{where}, catatan", old.note, new.note)


def _filled(count):
    return State.BELUM_DIISI if count is None else count


def _element_changes(before, after):
    for desa in after.desa:
        for element in ELEMENTS:
            old, new = before.element(desa, element.key), after.element(desa, element.key)
            where = f"{desa.name}, {element.label}"
            yield Change(where, old.state, new.state)
            yield Change(f"{where}, bukti", old.evidence, new.evidence)
            yield Change(f"{where}, keterangan", old.note, new.note)


def title_of(meeting):
    """Return the guide's title of the meeting."""
    return Kind(meeting.kind).label
