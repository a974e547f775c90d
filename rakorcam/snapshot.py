"""What a session freezes, and what changed between two freezings (rules.md 4 and 5)."""

import uuid
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from desa.models import Desa
from formats.data import Data, gather
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS
from formats.values import Hundredths, Missing, State
from rakorcam.models import Discussion, Kind, PlanItem
from rakorcam.review import Review, due_for_review, review_of, reviews
from rakorcam.review_changes import review_changes

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
    """Return the Data of the session's kecamatan as it stands now.

    Types that hold plan items or texts of the session, or items it reviews, stay, also when they
    are used no more.
    """
    desa = Desa.unscoped.filter(kecamatan=session.kecamatan)
    typed = [
        model.unscoped.filter(session=session).values_list("row", flat=True).distinct()
        for model in (PlanItem, Discussion)
    ]
    if reviews(session.kind):
        due = due_for_review(session.kecamatan, session=session)
        typed.append([one.item.row for one in due])
    also = [row for rows in typed for row in rows if is_uuid(row)]
    return gather(session.kecamatan, session.period, desa, also=also)


def is_uuid(text):
    """Return whether a row's key is a document type's id."""
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def payload_of(session, data):
    """Return everything a worksheet prints but the discussion columns, as JSON can hold it.

    A session that looks back freezes the previous plan with its progress.
    """
    review = {}
    if reviews(session.kind):
        found = review_of(session.kecamatan, session.period, data, session=session)
        review = {"previous": found.to_payload()}
    return {
        "version": VERSION,
        "specs": {str(spec.number): spec.version for spec in specs_of(session.kind)},
        "meeting": {"kind": session.kind, "date": session.date.isoformat()},
        **data.to_payload(),
        **review,
    }


def read(payload):
    """Return (Data, Meeting) of a stored payload."""
    return Data.from_payload(payload), Meeting(**payload["meeting"])


def read_review(payload):
    """Return the Review of a stored payload; early ones, and those of June, hold none."""
    return Review.from_payload(payload.get("previous"))


def differences(old, new):
    """Return the Changes from one payload to another, in the order people read the sheets."""
    before, meeting_before = read(old)
    after, meeting_after = read(new)
    return [
        change
        for change in (
            Change("Tanggal rapat", _day(meeting_before.date), _day(meeting_after.date)),
            *_field_changes("", before.header, after.header, HEADER_WORDS),
            *_member_changes("Desa", before.desa, after.desa, "name", DESA_WORDS),
            *_member_changes(
                "Jenis dokumen", before.documents, after.documents, "label", DOCUMENT_WORDS
            ),
            *_count_changes(before, after),
            *_element_changes(before, after),
            *_quote_changes(before, after),
            Change("Lembar isian belum diperiksa", before.unchecked, after.unchecked),
            *(Change(*one) for one in review_changes(read_review(old), read_review(new), after)),
        )
        if change.before != change.after
    ]


HEADER_WORDS = {
    "kecamatan": "Nama kecamatan",
    "kecamatan_code": "Kode kecamatan",
    "kabupaten": "Nama kabupaten",
    "period": "Nama periode",
    "period_code": "Kode periode",
    "reference_date": "Tanggal acuan",
    "is_sample": "Tanda data contoh",
    "data_date": "Tanggal data",
    "source": "Sumber data",
    "filled_by": "Diisi oleh",
}
DESA_WORDS = {"code": "kode", "name": "nama"}
DOCUMENT_WORDS = {
    "label": "nama",
    "wajib": "definisi wajib",
    "memiliki": "definisi memiliki",
    "unit": "satuan",
    "flow": "dihitung 12 bulan",
    "target": "target",
    "target_reason": "alasan target khusus",
}
_DAYS = ("reference_date", "data_date")


def _day(text):
    return date.fromisoformat(text) if text else ""


def _shown(name, value):
    """Return one field of a payload as the value people read."""
    if name in _DAYS:
        return _day(value)
    if name == "target":
        return _percent(value)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return value


def _field_changes(where, before, after, words):
    for name, word in words.items():
        yield Change(
            f"{where}{word}",
            _shown(name, getattr(before, name)),
            _shown(name, getattr(after, name)),
        )


def _member_changes(word, before, after, name, words):
    """Yield members that came or went, and changed fields of those that stayed."""
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    for key in dict.fromkeys([*old, *new]):
        member = new.get(key) or old[key]
        title = f"{word} {getattr(member, name)}"
        if key in old and key in new:
            yield from _field_changes(f"{title}, ", old[key], new[key], words)
        else:
            yield Change(title, *("ada" if key in side else "tidak ada" for side in (old, new)))


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


def _quote_changes(before, after):
    """Yield the desa's words that came or went, and those now said to be about something else."""
    old, new = ({quote.id: quote for quote in side.quotes} for side in (before, after))
    labels = {kind.id: kind.label for kind in (*before.documents, *after.documents)}
    labels |= {element.key: element.label for element in ELEMENTS}
    for key in dict.fromkeys([*old, *new]):
        quote = new.get(key) or old[key]
        title = f"Kutipan Desa {quote.name}, Format {quote.number}"
        if key in old and key in new:
            words = shorten(quote.text, 60, placeholder=" …")
            yield Change(
                f"{title} “{words}”, tanda", _tagged(old[key], labels), _tagged(new[key], labels)
            )
        else:
            words = f"“{quote.text}”"
            yield Change(title, *(words if key in side else "tidak ada" for side in (old, new)))


def _tagged(quote, labels):
    """Return what PTPD says a quotation is about, as one text."""
    about = [labels.get(key, key) for key in (*quote.elements, *quote.documents)]
    return ", ".join([*about, *quote.themes]) or "belum ditandai"


def title_of(meeting):
    """Return the guide's title of the meeting."""
    return Kind(meeting.kind).label
