"""Opening sessions and planning in them, as the pages would."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from rakorcam import actions
from rakorcam.models import Kind, PlanItem
from tests.factories import AT

LATER = AT + datetime.timedelta(hours=1)
DAY = datetime.date(2026, 6, 18)


def open_session(kecamatan, period, by, kind=Kind.PERENCANAAN, **more):
    """Open a session as `by`."""
    return actions.open_session(
        kecamatan=kecamatan, period=period, kind=kind, date=more.pop("date", DAY), by=by, at=AT,
        **more,
    )  # fmt: skip


def item_for(session, number=6, row="pokja", **more):
    """Return a plan item not yet stored."""
    month = datetime.date(2026, 7, 1)
    told = {"what": "Menerbitkan SK", "in_charge": "Kepala desa", "all_desa": True, **more}
    return PlanItem(
        session=session, number=number, row=row, from_month=month, to_month=month, **told
    )


def plan(session, by, number=6, row="pokja", desa=(), **more):
    """Store a plan item and return it."""
    item = item_for(session, number, row, **more)
    return actions.add_plan_item(item, desa=list(desa), by=by, at=AT)


def refusal(act, *args, **kwargs):
    """Return the sentences with which `act` refuses."""
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        act(*args, **kwargs)
    return refused.value.messages
