"""Writes of what was done: progress, its confirmation, states, budgeting. Keyword-only, by=, at=.

Refusals are ValidationError with a sentence; nothing of a refused write is stored.
"""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from desa import history, waktu
from formats.render import cells
from rakorcam.followup import follow, paper_items
from rakorcam.guards import is_agreed, locked, repeated, require
from rakorcam.models import BudgetEntry, ItemState, PlanItem, Progress, SessionState
from rakorcam.monitoring import is_open
from rakorcam.review import axis_of
from rakorcam.worksheets import review_sheet, stand_of

FIELDS = (
    "item_id", "desa_id", "date", "state", "number", "done", "obstacle", "session_id", "visit_id",
)  # fmt: skip
PHOTO = "image/jpeg"


@transaction.atomic
def record_progress(entry, *, by, at, confirmed=False, photo=None, source=history.Source.TYPED):
    """Store a new Progress on an agreed item; the same entry sent again is the same save.

    `confirmed` says that the writer may confirm (PTPD); `photo` is a desa.uploads.CleanUpload.
    With `entry.session` set it is typed in that evaluation (*dalam rapat*): it takes the meeting's
    date, and counts without PTPD, elsewhere than on its sheets once the meeting has closed. Raises
    ValidationError for a closed or foreign item, a date before the agreement or in the future, and
    a number without the unit of a target.
    """
    again = repeated(entry, FIELDS)
    if again:
        return again
    item = held_item(entry.item)
    if entry.session_id:
        _fits(_asked_in_review(item, entry), entry)
    else:
        _require_running(item, entry, at)
    entry.recorded_at = at
    if confirmed or entry.session_id:
        entry.confirmed_at, entry.confirmed_by = at, by
    if photo is not None:
        # A refused row must not leave its file behind.
        entry.full_clean()
        _attach(entry, photo)
    return history.save(entry, by=by, at=at, source=source)


@transaction.atomic
def record_in_meeting(
    session, item, *, desa, state, number=None, done="", obstacle="", key=None, by, at
):
    """Store what a group says of a reviewed item as one entry for each Desa in `desa`.

    Without desa it is one entry on the item itself. Under the same `key`, a UUID made by the page,
    the same words are stored once (rules.md 25). Returns the Progress rows.
    """
    key = key or uuid.uuid4()
    told = {"state": state, "number": number, "done": done, "obstacle": obstacle}
    return [
        record_progress(
            Progress(
                pk=uuid.uuid5(key, str(one.pk if one else item.pk)),
                item=item,
                desa=one,
                session=session,
                date=session.date,
                **told,
            ),
            by=by,
            at=at,
        )
        for one in desa or (None,)
    ]


@transaction.atomic
def remove_in_meeting(entry, *, by, at):
    """Remove an entry typed in a meeting whose worksheet is not agreed yet."""
    if not entry.session_id:
        raise ValidationError("Catatan di luar rapat tidak dihapus; catat kemajuan yang benar.")
    _typable_review(entry.session, entry.item)
    history.delete(entry, by=by, at=at)


@transaction.atomic
def confirm_progress(entry, *, by, at):
    """Confirm what a desa reported; from now on it counts (rules.md 21)."""
    return _confirm(entry, by=by, at=at)


@transaction.atomic
def confirm_budget_entry(entry, *, by, at):
    """Confirm what a desa said of its RKP Desa or APBDes."""
    return _confirm(entry, by=by, at=at)


def _confirm(entry, *, by, at):
    entry = _waiting(entry)
    entry.confirmed_at, entry.confirmed_by = at, by
    return history.save(entry, by=by, at=at, reason="dibenarkan")


@transaction.atomic
def return_progress(entry, *, reason, by, at):
    """Give a wrong report back with a reason: it neither waits nor counts, and is told anew."""
    return _return(entry, reason=reason, by=by, at=at)


@transaction.atomic
def return_budget_entry(entry, *, reason, by, at):
    """Give back what was said of an RKP Desa or APBDes, until it is said anew."""
    return _return(entry, reason=reason, by=by, at=at)


def _return(entry, *, reason, by, at):
    entry = _waiting(entry)
    require(reason, "Tulis alasan mengembalikannya.")
    entry.returned_at, entry.returned_by, entry.return_reason = at, by, reason
    return history.save(entry, by=by, at=at, reason=reason)


def _waiting(entry):
    """Return the entry as it is stored now; raises ValidationError for one PTPD has answered."""
    entry = history.held(entry)
    if entry.is_confirmed:
        raise ValidationError("Catatan ini sudah dibenarkan.")
    if entry.is_returned:
        raise ValidationError("Catatan ini sudah dikembalikan.")
    return entry


@transaction.atomic
def set_item_state(item, *, state, reason, by, at):
    """Let PTPD set an item's state against its progress, or ("") take that back; with a reason."""
    item = held_item(item)
    require(reason, "Tulis alasan menetapkan keadaan rencana.")
    if state == ItemState.DILANJUTKAN:
        raise ValidationError("Dilanjutkan hanya lewat melanjutkan rencana ke Rakorcam berikutnya.")
    agreed_and_not_carried(item)
    item.state_set, item.state_reason = state, reason if state else ""
    return history.save(item, by=by, at=at, reason=reason)


@transaction.atomic
def record_budget_entry(
    item, *, desa, document, included, document_number="", confirmed=False, by, at
):
    """Store whether a desa has put an item into its RKP Desa or APBDes; one row for each.

    What a desa changes, or says anew after it was returned, waits for confirmation again; the same
    sent again is the same save.
    """
    item = held_item(item)
    told = agreed_and_not_carried(item)
    if desa not in told.desa:
        raise ValidationError(f"Rencana ini tidak menyebut Desa {desa.name}.")
    found = BudgetEntry.unscoped.filter(item=item, desa=desa, document=document)
    entry = found.select_for_update().first() or BudgetEntry(
        item=item, desa=desa, document=document
    )
    is_same = (entry.included, entry.document_number) == (included, document_number)
    is_standing = not entry._state.adding and not entry.is_returned
    if is_same and is_standing and (entry.is_confirmed or not confirmed):
        return entry
    entry.included, entry.document_number = included, document_number
    entry.confirmed_at, entry.confirmed_by = (at, by) if confirmed else (None, None)
    entry.returned_at, entry.returned_by, entry.return_reason = None, None, ""
    return history.save(entry, by=by, at=at)


# --- What is asked first --------------------------------------------------------------------------


def held_item(item):
    """Return the item as it is stored now; two who write on it take turns."""
    found = PlanItem.unscoped.select_related("session__kecamatan__kabupaten", "session__period")
    found = found.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if found is None:
        raise ValidationError(history.GONE)
    return found


def agreed_and_not_carried(item):
    """Return the Followed of an agreed item; raises ValidationError for one that is not."""
    if item.session.state != SessionState.SELESAI or item.from_paper:
        raise ValidationError("Rencana ini belum disepakati dalam Rakorcam yang selesai.")
    told = follow(item)
    if told.is_carried:
        raise ValidationError("Rencana ini sudah dilanjutkan; catat pada rencana lanjutannya.")
    return told


def reportable(item, desa):
    """Return the Followed of an item on which `desa` (None: the item itself) can report now.

    Raises ValidationError for an item that is not agreed, carried on, closed, or of other desa.
    """
    told = agreed_and_not_carried(item)
    if not is_open(told.state):
        raise ValidationError(
            f"Rencana ini sudah {told.state.label.lower()}; kemajuannya tidak dicatat lagi."
        )
    _names(asked_of(told).desa, desa)
    return told


def _require_running(item, entry, at):
    _fits(asked_of(reportable(item, entry.desa)), entry)
    agreed, today = item.session.date, waktu.today(item.session.kecamatan.kabupaten, at)
    if entry.date and entry.date < agreed:
        raise ValidationError({
            "date": f"Tanggal kemajuan ({cells.text(entry.date)}) mendahului kesepakatannya "
            f"({cells.text(agreed)})."
        })  # fmt: skip
    if entry.date and entry.date > today:
        raise ValidationError(
            {"date": f"Tanggal kemajuan ({cells.text(entry.date)}) belum terjadi."}
        )


def _asked_in_review(item, entry):
    """Return what the group is Asked: as frozen, whatever was amended since (rules.md 5)."""
    session = locked(entry.session)
    _typable_review(session, item)
    known = {one.id: Asked(one.desa, one.unit) for one in stand_of(session).review.items}
    known |= {str(one.item.pk): asked_of(one) for one in paper_items(session)}
    if str(item.pk) not in known:
        raise ValidationError("Rencana ini tidak ditinjau dalam Rakorcam ini.")
    entry.date = session.date
    return known[str(item.pk)]


def _typable_review(session, item):
    session = locked(session)
    if not session.is_typable:
        raise ValidationError(f"Rakorcam ini sudah {session.state}; lembar kerjanya tetap.")
    spec = review_sheet(session, axis_of(item.number))
    if spec and is_agreed(session, spec):
        raise ValidationError(
            f"{spec.name} sudah disepakati. Buka kembali kesepakatannya untuk mengubah."
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which desa (ids) an item is told, and in what unit its numbers are counted."""

    desa: tuple
    unit: str


def asked_of(told):
    """Return what is Asked of a Followed as it stands now."""
    return Asked(tuple(str(one.pk) for one in told.desa), told.terms.target_unit)


def _fits(asked, entry):
    """Raise ValidationError for a desa the item does not name, or a number without a unit."""
    _names(asked.desa, entry.desa)
    if entry.number is not None and not asked.unit:
        raise ValidationError(
            {"number": "Rencana ini tidak punya target berangka; tulis capaiannya dengan kata."}
        )


def _names(ids, desa):
    if ids and desa is None:
        raise ValidationError({"desa": "Pilih desanya: kemajuan rencana ini dicatat per desa."})
    if desa is not None and str(desa.pk) not in ids:
        where = f"tidak menyebut Desa {desa.name}" if ids else "untuk kecamatan"
        raise ValidationError({"desa": f"Rencana ini {where}."})


def _attach(entry, photo):
    if photo.content_type != PHOTO:
        raise ValidationError({"photo": f"Berkas {photo.name} bukan foto."})
    entry.photo_name = photo.name
    entry.photo.save(f"{entry.pk}.{photo.extension}", photo.content, save=False)
