"""Every write of a session: keyword-only, one transaction, by whom and when.

Refusals are ValidationError with a sentence; nothing of a refused write is stored.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from desa import history
from desa.models import Kecamatan
from rakorcam import actions_targets
from rakorcam.guards import is_agreed, known_row, locked, next_position, repeated, require, typable
from rakorcam.models import (
    Amendment,
    BudgetEntry,
    Discussion,
    PlanItem,
    Progress,
    Rakorcam,
    SessionState,
    Snapshot,
    Worksheet,
)
from rakorcam.snapshot import live_data, payload_of
from rakorcam.worksheets import stand_of, worksheets_of

ROW_FIELDS = ("session_id", "number", "row")
TEXT_FIELDS = (*ROW_FIELDS, "column", "text", "desa_id", "quoted_from")
PLAN_FIELDS = (
    *ROW_FIELDS, "what", "all_desa", "from_month", "to_month", "in_charge", "target_number",
    "target_unit", "budget", "budget_source",
)  # fmt: skip


@transaction.atomic
def open_session(*, kecamatan, period, kind, date, by, at, time=None, place=""):
    """Open a session in *persiapan*; at most one per kecamatan, period and kind (rules.md 3).

    Targets agreed for this period before it was there become the kecamatan's own (rules.md 12).
    Raises ValidationError when there is one already, or the period is another kabupaten's.
    """
    session = Rakorcam(
        kecamatan=kecamatan, period=period, kind=kind, date=date, time=time, place=place
    )
    if period.kabupaten_id != kecamatan.kabupaten_id:
        raise ValidationError({"period": f"Periode {period} bukan milik {kecamatan.kabupaten}."})
    # Two who open at the same moment take turns, so that the second finds the first one's session.
    Kecamatan.unscoped.select_for_update(no_key=True).get(pk=kecamatan.pk)
    if _rival(session).exists():
        raise ValidationError({"period": _second(session)})
    actions_targets.settle_kept(kecamatan, period, by=by, at=at)
    return history.save(session, by=by, at=at)


def _rival(session):
    return Rakorcam.unscoped.filter(
        kecamatan=session.kecamatan, period=session.period, kind=session.kind
    ).exclude(state=SessionState.DIBATALKAN)


def _second(session):
    return (
        f"Kecamatan {session.kecamatan.name} sudah punya {session.get_kind_display()} untuk "
        f"periode {session.period.label}. Satu periode hanya satu; batalkan dahulu yang ada."
    )


@transaction.atomic
def change_session(session, *, date, time, place, by, at):
    """Change when and where a session meets, until it begins: its sheets print the date.

    What was typed for the meeting already (*dalam rapat*) takes the new date.
    """
    session = locked(session)
    if session.state != SessionState.PERSIAPAN:
        raise ValidationError(f"Rakorcam ini sudah {session.state}; jadwalnya tidak diubah lagi.")
    session.date, session.time, session.place = date, time, place
    for entry in Progress.unscoped.filter(session=session).exclude(date=date):
        entry.date = date
        history.save(entry, by=by, at=at, reason="tanggal rapat diubah")
    return history.save(session, by=by, at=at)


@transaction.atomic
def cancel_session(session, *, reason, by, at):
    """Cancel a session that is not over; its rows stay, and another may be opened."""
    session = locked(session)
    require(reason, "Tulis alasan membatalkan.")
    if not session.is_typable:
        raise ValidationError(f"Rakorcam ini sudah {session.state}, jadi tidak dapat dibatalkan.")
    session.state = SessionState.DIBATALKAN
    return history.save(session, by=by, at=at, reason=reason)


@transaction.atomic
def freeze(session, *, by, at, reason=""):
    """Make the next bekuan of a session: immutable, numbered, with a reason from the second on.

    Possible only in *persiapan* (rules.md 4).
    """
    session = locked(session)
    if session.state != SessionState.PERSIAPAN:
        raise ValidationError("Data hanya dapat dibekukan sebelum Rakorcam dimulai.")
    payload = payload_of(session, live_data(session))
    snapshot = Snapshot(
        session=session,
        number=session.snapshots.count() + 1,
        payload=payload,
        checksum=Snapshot.seal(payload),
        reason=reason,
        frozen_at=at,
        frozen_by=by,
    )
    if snapshot.number > 1:
        require(reason, "Tulis alasan membekukan ulang.")
    snapshot.full_clean()
    snapshot.save()
    return snapshot


@transaction.atomic
def start(session, *, by, at, on_behalf=""):
    """Begin the meeting; needs a bekuan, and ends re-freezing."""
    session = locked(session)
    if session.state != SessionState.PERSIAPAN:
        raise ValidationError(f"Rakorcam ini sudah {session.state}.")
    if not session.snapshots.exists():
        raise ValidationError("Bekukan data dahulu; lembar kerja dicetak dari data yang dibekukan.")
    session.state, session.on_behalf = SessionState.BERLANGSUNG, on_behalf
    return history.save(session, by=by, at=at)


@transaction.atomic
def agree_worksheet(session, spec, *, by, at, on_behalf=""):
    """Fix what the meeting agreed on one worksheet; its plan items are changed no more.

    *Semua desa* is expanded to the snapshot's desa (rules.md 20). A worksheet that only looks back
    needs no plan item; targets still proposed on it are agreed as they stand.
    """
    session = locked(session)
    if session.state != SessionState.BERLANGSUNG:
        raise ValidationError("Lembar kerja disepakati selagi Rakorcam berlangsung.")
    if is_agreed(session, spec):
        raise ValidationError(f"{spec.name} sudah disepakati.")
    items = PlanItem.unscoped.filter(session=session, number=spec.number)
    if spec.has_plans and not items.exists():
        raise ValidationError(f"{spec.name} belum berisi rencana. Tulis paling sedikit satu.")
    stand = stand_of(session)
    everywhere = [desa.id for desa in stand.data.desa]
    for item in items.filter(all_desa=True):
        history.save(item, by=by, at=at, reason=f"{spec.name} disepakati")
        item.desa.set(everywhere)
    actions_targets.fix_proposals(session, spec, stand, by=by, at=at)
    worksheet = Worksheet(
        session=session, number=spec.number, agreed_at=at, agreed_by=by, on_behalf=on_behalf
    )
    return history.save(worksheet, by=by, at=at)


@transaction.atomic
def close(session, *, by, at, on_behalf=""):
    """End the meeting once every worksheet is agreed; its targets become the kecamatan's own."""
    session = locked(session)
    if session.state != SessionState.BERLANGSUNG:
        raise ValidationError("Hanya Rakorcam yang berlangsung dapat ditutup.")
    if not session.worksheets.exists():
        raise ValidationError("Rakorcam ini belum punya lembar kerja yang disepakati.")
    open_ones = [spec.name for spec in worksheets_of(session) if not is_agreed(session, spec)]
    if open_ones:
        raise ValidationError(f"Belum disepakati: {', '.join(open_ones)}.")
    session.state = SessionState.SELESAI
    session.on_behalf = on_behalf or session.on_behalf
    history.save(session, by=by, at=at)
    actions_targets.settle(session, by=by, at=at)
    return session


@transaction.atomic
def reopen(session, *, reason, by, at, on_behalf=""):
    """Take back what was agreed: the session runs again and its worksheets can be typed."""
    session = locked(session)
    require(reason, "Tulis alasan membuka kembali.")
    agreed = list(session.worksheets.all())
    if session.state not in (SessionState.BERLANGSUNG, SessionState.SELESAI) or not agreed:
        raise ValidationError("Tidak ada kesepakatan yang dapat dibuka kembali.")
    for worksheet in agreed:
        history.delete(worksheet, by=by, at=at, reason=reason)
    actions_targets.take_back(session, by=by, at=at, reason=reason)
    session.state = SessionState.BERLANGSUNG
    session.on_behalf = on_behalf or session.on_behalf
    return history.save(session, by=by, at=at, reason=reason)


@transaction.atomic
def add_plan_item(item, *, desa, by, at):
    """Store a new PlanItem for `desa` (a list of Desa; ignored when it is for all).

    The same item for the same desa sent again is the same save (rules.md 25).
    """
    typable(item.session, item.number)
    again = repeated(item, PLAN_FIELDS, desa=() if item.all_desa else desa)
    if again:
        return again
    if not known_row(item).has_plans:
        raise ValidationError(
            f"Format {item.number} meninjau rencana terdahulu, tanpa rencana baru."
        )
    item.position = next_position(PlanItem, item)
    return store_item(item, desa=desa, by=by, at=at)


@transaction.atomic
def change_plan_item(item, *, desa, by, at):
    """Store the changed fields and desa of a plan item whose worksheet is not agreed."""
    typable(item.session, item.number)
    if item.amendments.exists():
        # The amendment stays in force, so what is typed here would be read nowhere.
        raise ValidationError(
            "Rencana ini sudah diubah sesudah disepakati. Tutup kembali Rakorcam ini, lalu ubah "
            "rencananya di Tindak lanjut."
        )
    return store_item(item, desa=desa, by=by, at=at)


@transaction.atomic
def remove_plan_item(item, *, by, at):
    """Remove a plan item whose worksheet is not agreed."""
    typable(item.session, item.number)
    refuse_followed(item)
    history.delete(item, by=by, at=at)


@transaction.atomic
def add_discussion(text, *, by, at):
    """Store a new Discussion text of a worksheet that is not agreed; sent again, the same save."""
    typable(text.session, text.number)
    again = repeated(text, TEXT_FIELDS)
    if again:
        return again
    known_row(text)
    text.position = next_position(Discussion, text)
    return history.save(text, by=by, at=at)


@transaction.atomic
def remove_discussion(text, *, by, at):
    """Remove a Discussion text of a worksheet that is not agreed."""
    typable(text.session, text.number)
    history.delete(text, by=by, at=at)


def refuse_followed(item):
    """Raise ValidationError when others build on this item: it cannot be removed any more."""
    if item.carriers.exists():
        raise ValidationError("Rencana ini sudah dilanjutkan di Rakorcam lain, jadi tetap ada.")
    if any(
        model.unscoped.filter(item=item).exists() for model in (Progress, Amendment, BudgetEntry)
    ):
        raise ValidationError("Rencana ini sudah punya catatan kemajuan, jadi tetap ada.")


def store_item(item, *, desa, by, at):
    """Store a PlanItem and its desa; raises ValidationError for a desa of another kecamatan."""
    foreign = [one.name for one in desa if one.kecamatan_id != item.session.kecamatan_id]
    if foreign:
        raise ValidationError({"desa": f"Di luar kecamatan ini: {', '.join(foreign)}."})
    history.save(item, by=by, at=at)
    item.desa.set([] if item.all_desa else desa)
    return item
