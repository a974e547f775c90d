"""Writes of the targets a group agrees for the next June (rules.md 12): keyword-only, by=, at=."""

from django.core.exceptions import ValidationError
from django.db import transaction

from desa import history
from formats.actions import save_override
from formats.models import TargetOverride
from formats.render import cells
from rakorcam.guards import typable
from rakorcam.models import AgreedTarget, SessionState
from rakorcam.review import june_period, next_june
from rakorcam.worksheets import AHEAD, agreed_targets, row_keys, stand_of, worksheets_of

STALE = "Diubah orang lain selagi Anda mengetik. Muat ulang, lalu simpan sekali lagi."


@transaction.atomic
def set_agreed_target(*, session, document, hundredths, base, by, at):
    """Store what the group agrees as target of a type in 1/100 percent, or (None) take it back.

    Raises ValidationError when the stored one is neither `base` nor the wanted one, when the
    worksheet is agreed, or when it has no such type.
    """
    spec = _spec(session)
    if spec is None:
        raise ValidationError("Rakorcam ini tidak menetapkan target.")
    typable(session, spec.number)
    if str(document.pk) not in dict(row_keys(spec, stand_of(session).data)):
        raise ValidationError("Lembar kerja ini tidak punya jenis dokumen itu.")
    found = AgreedTarget.unscoped.filter(session=session, document=document)
    row = found.select_for_update().first()
    if (row.hundredths if row else None) not in (base, hundredths):
        raise ValidationError(STALE)
    if hundredths is None:
        if row:
            history.delete(row, by=by, at=at)
        return None
    row = row or AgreedTarget(session=session, document=document)
    row.hundredths = hundredths
    return history.save(row, by=by, at=at)


def fix_proposals(session, spec, stand, *, by, at):
    """Agree the targets that a worksheet proposes and nobody changed, as they are printed."""
    if spec.source != AHEAD:
        return
    typed = agreed_targets(session)
    for key, _label in row_keys(spec, stand.data):
        hundredths = stand.review.targets.get(key)
        if key not in typed and hundredths is not None:
            row = AgreedTarget(session=session, document_id=key, hundredths=hundredths)
            history.save(row, by=by, at=at, reason="usulan yang disepakati")


def settle(session, *, by, at):
    """Make the targets of a closed session the kecamatan's own for the next June, if it is there.

    Otherwise they are kept until a session of that June is opened.
    """
    june = june_period(session.kecamatan.kabupaten, session.period.code)
    if june:
        _override(session, june, replaces=True, by=by, at=at)


def settle_kept(kecamatan, period, *, by, at):
    """Make targets agreed for `period` before it was there the kecamatan's own.

    A target the kecamatan has set by itself meanwhile stays.
    """
    for session in _waiting(kecamatan, period):
        _override(session, period, replaces=False, by=by, at=at)


def kept_targets(kecamatan, period):
    """Return type id -> (1/100 percent, reason) agreed for `period` and not yet its own."""
    own = _own(kecamatan, period)
    return {
        str(row.document_id): (row.hundredths, reason_of(session))
        for session in _waiting(kecamatan, period)
        for row in session.agreed_targets.all()
        if row.document_id not in own
    }


def take_back(session, *, reason, by, at):
    """Take back the overrides that come from a session which is opened again.

    Where the kecamatan had its own target before, that one stands again with its reason, as the
    history tells it.
    """
    june = june_period(session.kecamatan.kabupaten, session.period.code)
    agreed = reason_of(session)
    rows = TargetOverride.unscoped.filter(kecamatan=session.kecamatan, period=june, reason=agreed)
    for row in rows.select_for_update():
        before = row.history.exclude(reason=agreed).order_by("-history_date").first()
        if before is None:
            history.delete(row, by=by, at=at, reason=reason)
        else:
            row.hundredths, row.reason = before.hundredths, before.reason
            history.save(row, by=by, at=at, reason=reason)


def reason_of(session):
    """Return the reason an override from a session carries."""
    return f"kesepakatan Rakorcam {cells.text(session.date)}"


def _waiting(kecamatan, period):
    """Return the closed sessions whose targets are meant for `period`, oldest first."""
    sessions = (
        AgreedTarget.unscoped.filter(
            session__kecamatan=kecamatan, session__state=SessionState.SELESAI
        )
        .select_related("session__period", "session__kecamatan__kabupaten")
        .order_by("session__date", "session_id")
    )
    found = {row.session_id: row.session for row in sessions}
    return [one for one in found.values() if next_june(one.period.code) == period.code]


def _own(kecamatan, period):
    rows = TargetOverride.unscoped.filter(kecamatan=kecamatan, period=period)
    return dict(rows.values_list("document_id", "hundredths"))


def _override(session, period, *, replaces, by, at):
    own = _own(session.kecamatan, period)
    for row in session.agreed_targets.select_related("document"):
        base = own.get(row.document_id)
        if base is None or replaces:
            save_override(
                kecamatan=session.kecamatan, period=period, document=row.document,
                hundredths=row.hundredths, reason=reason_of(session), base=base, by=by, at=at,
            )  # fmt: skip


def _spec(session):
    return next((spec for spec in worksheets_of(session) if spec.source == AHEAD), None)
