"""What the cycle of a kecamatan stands on, read in a fixed number of queries."""

from django.db.models import Max, Min

from desa import waktu
from desa.models import Desa
from formats.data import gather
from formats.models import Period
from rakorcam.cycle import STEPS, Agreement, Meeting, Round, Visits, Year, position
from rakorcam.followup import followed
from rakorcam.models import (
    BudgetDocument,
    BudgetEntry,
    ItemState,
    Kind,
    Rakorcam,
    SessionState,
    Visit,
)
from rakorcam.monitoring import is_late, is_open, silent


def sessions_of(kecamatan, year):
    """Return kind -> the Rakorcam of the periods of a year; one query."""
    found = Rakorcam.unscoped.filter(kecamatan=kecamatan, period__code__startswith=f"{year}-")
    found = found.exclude(state=SessionState.DIBATALKAN).select_related("period")
    found = found.annotate(
        first_frozen=Min("snapshots__frozen_at"), last_agreed=Max("worksheets__agreed_at")
    )
    return {one.kind: one for one in found.order_by("-period__code")}


def meeting_of(session, kabupaten):
    """Return a Rakorcam of `sessions_of` as a Meeting, None for None."""
    if session is None:
        return None
    frozen, agreed = (
        at and waktu.today(kabupaten, at) for at in (session.first_frozen, session.last_agreed)
    )
    return Meeting(session.kind, session.state, session.date, frozen, agreed)


def year_of(kecamatan, year, sessions, today):
    """Return the Year of a Kecamatan, given its `sessions_of` that year, as of `today`."""
    planning, evaluation = sessions.get(Kind.PERENCANAAN), sessions.get(Kind.EVALUASI)
    first, second = _periods(kecamatan, year, planning, evaluation)
    items = followed(kecamatan) if planning or evaluation else []
    entries = _budget_entries(items)
    return Year(
        year,
        meeting_of(planning, kecamatan.kabupaten),
        meeting_of(evaluation, kecamatan.kabupaten),
        _round(kecamatan, first),
        _round(kecamatan, second),
        _agreement(items, planning, entries, today),
        _agreement(items, evaluation, entries, today),
        _visits(kecamatan, year, today),
    )


def standing(kecamatan, today):
    """Return (number, how many, the guide's words) of the step of this year; one query."""
    sessions = sessions_of(kecamatan, today.year)
    meetings = (
        meeting_of(sessions.get(kind), kecamatan.kabupaten)
        for kind in (Kind.PERENCANAAN, Kind.EVALUASI)
    )
    number = position(*meetings)
    return number, len(STEPS), STEPS[number - 1]


def _periods(kecamatan, year, planning, evaluation):
    """Return the period of each meeting: the session's own, else the year's first and last."""
    found = Period.unscoped.filter(
        kabupaten=kecamatan.kabupaten_id, code__startswith=f"{year}-"
    ).order_by("code")
    known = list(found)
    first = planning.period if planning else next((one for one in known if not evaluation), None)
    later = [one for one in known if first is None or one.code > first.code]
    second = evaluation.period if evaluation else next(reversed(later), None)
    if first is None and second is not None:
        first = next((one for one in known if one.code < second.code), None)
    return first, second


def _round(kecamatan, period):
    if period is None:
        return None
    data = gather(kecamatan, period, Desa.unscoped.filter(kecamatan=kecamatan), answers=False)
    sent = sum(row.counts for row in data.surveys.rows.values())
    told = (data.complete_desa(), data.told_desa(), len(data.desa))
    return Round(
        period.code, period.label, period.opens, period.closes, *told, sent, 2 * len(data.desa)
    )


def _budget_entries(items):
    """Return item id -> documents, one for each desa that has confirmedly put the item in."""
    rows = BudgetEntry.unscoped.filter(
        item__in=[one.item.pk for one in items], included=True, confirmed_at__isnull=False
    )
    found = {}
    for item, document in rows.values_list("item_id", "document"):
        found.setdefault(item, []).append(document)
    return found


def _agreement(items, session, entries, today):
    if session is None:
        return Agreement()
    mine = [one for one in items if one.item.session_id == session.pk]
    states = [one.state for one in mine]
    waiting = [
        (one, state)
        for one, state in zip(mine, states, strict=True)
        if is_open(state) and one.terms.from_month <= today
    ]
    documents = [document for one in mine for document in entries.get(one.item.pk, ())]
    days = [entry.date for one in mine for entry in one.entries]
    return Agreement(
        count=len(mine),
        closed=sum(not is_open(state) for state in states),
        finished=states.count(ItemState.SELESAI),
        late=sum(
            is_late(one.terms.to_month, state, today)
            for one, state in zip(mine, states, strict=True)
        ),
        reported=sum(not _silent(one, state, today) for one, state in waiting),
        waiting=len(waiting),
        last=max(days, default=None),
        rkp=documents.count(BudgetDocument.RKP),
        apbdes=documents.count(BudgetDocument.APBDES),
    )


def _silent(one, state, today):
    desa = tuple(str(place.pk) for place in one.desa)
    return silent(desa, one.terms.from_month, state, one.entries, today)


def _visits(kecamatan, year, today):
    """Return the Visits of a year; counted are the desa that exist now."""
    desa = set(
        Desa.unscoped.filter(kecamatan=kecamatan).valid_on(today).values_list("pk", flat=True)
    )
    rows = Visit.unscoped.filter(desa__kecamatan=kecamatan, date__year=year)
    told = list(rows.values_list("desa_id", "date"))
    return Visits(
        count=len(told),
        desa=len({one for one, _day in told} & desa),
        of=len(desa),
        last=max((day for _one, day in told), default=None),
    )
