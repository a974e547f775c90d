"""Writes on agreed plans: amendments, carrying over, plans from paper. Keyword-only, by=, at=.

Refusals are ValidationError with a sentence; nothing of a refused write is stored.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from desa import history
from rakorcam.actions import store_item
from rakorcam.actions_progress import agreed_and_not_carried, held_item
from rakorcam.carrying import rest_of
from rakorcam.followup import follow
from rakorcam.guards import known_row, locked, next_position, repeated, require, typable
from rakorcam.models import PlanItem, SessionState
from rakorcam.monitoring import is_open
from rakorcam.review import axis_of
from rakorcam.worksheets import REVIEW, plan_sheet, stand_of

PAPER_FIELDS = ("session_id", "number", "row", *PlanItem.CONTENT)
AMENDED_FIELDS = ("item_id", "reason", *PlanItem.CONTENT)


@transaction.atomic
def amend_item(amendment, *, desa, by, at):
    """Store a later change of an agreed item: its whole new content, for `desa`, with a reason.

    The agreed wording stays on the item; *semua desa* becomes the desa of the session's bekuan.
    The same amendment sent again is the same save (rules.md 25).
    """
    item = held_item(amendment.item)
    again = repeated(amendment, AMENDED_FIELDS, desa=None if amendment.all_desa else desa)
    if again:
        return again
    require(amendment.reason, "Tulis alasan mengubah rencana yang disepakati.")
    agreed_and_not_carried(item)
    foreign = [one.name for one in desa if one.kecamatan_id != item.session.kecamatan_id]
    if foreign:
        raise ValidationError({"desa": f"Di luar kecamatan ini: {', '.join(foreign)}."})
    amendment.amended_at, amendment.amended_by = at, by
    history.save(amendment, by=by, at=at, reason=amendment.reason)
    everywhere = [one.id for one in stand_of(item.session).data.desa]
    amendment.desa.set(everywhere if amendment.all_desa else desa)
    return amendment


@transaction.atomic
def carry_over(item, *, session, row="", by, at):
    """Go on with an unfinished item in `session`: a new item, with what is left of it, naming it.

    It stands in the session's worksheet for the same rows, in the item's row or in `row`; where and
    when it goes on is what `rest_of` suggests. Done twice it is done once. The item itself becomes
    *dilanjutkan* when the session is closed.
    """
    session, item = locked(session), held_item(item)
    done = item.carriers.filter(session=session).first()
    if done:
        return done
    spec = plan_sheet(session, axis_of(item.number))
    if spec is None:
        raise ValidationError("Rakorcam ini tidak punya lembar rencana untuk rencana itu.")
    typable(session, spec.number)
    told = _unfinished(item, session)
    rest = rest_of(told, session)
    place = {"session": session, "number": spec.number, "row": row or item.row}
    carrier = PlanItem(**place, carried_from=item, **told.terms.content)
    carrier.all_desa = rest.all_desa
    carrier.from_month, carrier.to_month = rest.from_month, rest.to_month
    known_row(carrier)
    carrier.position = next_position(PlanItem, carrier)
    return store_item(carrier, desa=rest.desa, by=by, at=at)


@transaction.atomic
def add_paper_item(item, *, desa, by, at):
    """Store a plan of before the first Rakorcam, typed from paper into a review worksheet.

    Only while the kecamatan has no earlier session (*ketik rencana terdahulu*, rules.md 23).
    """
    session = locked(item.session)
    typable(session, item.number)
    again = repeated(item, PAPER_FIELDS)
    if again:
        return again
    if known_row(item).source != REVIEW:
        raise ValidationError("Rencana terdahulu diketik di lembar review.")
    if stand_of(session).review.has_earlier:
        raise ValidationError(
            "Rakorcam terdahulu sudah tercatat; rencananya muncul sendiri di lembar ini."
        )
    item.from_paper = True
    item.position = next_position(PlanItem, item)
    return store_item(item, desa=desa, by=by, at=at)


def _unfinished(item, session):
    """Return the Followed of an item that can be carried into `session`."""
    if item.session.kecamatan_id != session.kecamatan_id:
        raise ValidationError("Rencana ini milik kecamatan lain.")
    is_paper = item.from_paper and item.session_id == session.pk
    if not is_paper and item.session.state != SessionState.SELESAI:
        raise ValidationError("Rencana ini belum disepakati dalam Rakorcam yang selesai.")
    other = item.carriers.exclude(session__state=SessionState.DIBATALKAN).first()
    if other:
        raise ValidationError(f"Rencana ini sudah dilanjutkan di {other.session}.")
    told = follow(item, meeting=session)
    if not is_open(told.state):
        raise ValidationError(
            f"Rencana ini sudah {told.state.label.lower()}, jadi tidak dilanjutkan."
        )
    return told
