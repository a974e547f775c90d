"""The agreed plan items of a kecamatan as they stand now, each with its whole story.

Read in a fixed number of queries; the review freezes them, the follow-up pages show them.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from rakorcam.models import (
    Amendment,
    BudgetSource,
    ItemState,
    PlanItem,
    Progress,
    Rakorcam,
    SessionState,
)
from rakorcam.monitoring import Cost, Entry, item_state


@dataclass
class Followed:
    """One agreed PlanItem: its content in force, its desa, its progress, what it goes on with.

    `terms` is the newest Amendment or the item itself; `chain` the items it was carried from,
    oldest first; `rows` the Progress rows of all of them, oldest first; `returned` those that PTPD
    gave back, which say nothing any more. Unless it `names_meetings`, its entries do not say in
    which meeting they were made.
    """

    item: object
    amendments: list
    chain: list
    rows: list
    is_carried: bool = False
    returned: list = field(default_factory=list)
    names_meetings: bool = True

    @property
    def terms(self):
        """Return what holds the content in force: the newest Amendment, else the item."""
        return self.amendments[-1] if self.amendments else self.item

    @cached_property
    def desa(self):
        """Return the Desa it names now, in the order of their codes."""
        return sorted(self.terms.desa.all(), key=lambda desa: desa.code)

    @property
    def sharers(self):
        """Return the ids of the desa it names and of those that reported on it, once or now."""
        told = {row.desa_id for row in self.rows if row.desa_id}
        return {desa.pk for desa in self.terms.desa.all()} | told

    @property
    def entries(self):
        """Return the whole progress story as Entries, oldest first."""
        return tuple(entry_of(row, names_meeting=self.names_meetings) for row in self.rows)

    @property
    def state(self):
        """Return its ItemState now (rules.md 21)."""
        desa = tuple(str(one.pk) for one in self.desa)
        return item_state(desa, self.entries, self.item.state_set, is_carried=self.is_carried)


def entry_of(row, *, names_meeting=True):
    """Return a Progress row as an Entry, which names the meeting it was made in if wanted."""
    return Entry(
        desa=str(row.desa_id) if row.desa_id else "",
        date=row.date,
        state=row.state,
        number=row.number,
        done=row.done,
        obstacle=row.obstacle,
        confirmed=row.is_confirmed,
        meeting=session_name(row.session) if names_meeting and row.session_id else "",
    )


def session_name(session):
    """Return "Rakorcam Perencanaan, Juni 2026"."""
    return f"Rakorcam {session.judul_pendek}"


def followed(kecamatan, *, without=None):
    """Return a Followed for every item agreed in the kecamatan's *selesai* sessions, oldest first.

    Carried items are among them, marked. `without` is a session whose own entries (*dalam rapat*)
    are left out, because its worksheets show them as they are typed; those of a session that has
    not closed are its worksheets' alone. Seven queries.
    """
    return _with_stories(list(_agreed(session__kecamatan=kecamatan)), without)


def followed_within(kabupaten):
    """Return kecamatan id -> what `followed` tells of it, of a kabupaten in seven queries.

    Its entries do not name the meetings they were made in: nobody compares kecamatan by those.
    """
    found = {}
    agreed = _agreed(session__kecamatan__kabupaten=kabupaten).select_related(None)
    for one in _with_stories(list(agreed.select_related("session")), None, meetings=False):
        found.setdefault(one.item.session.kecamatan_id, []).append(one)
    return found


def _agreed(**where):
    return (
        PlanItem.unscoped.filter(session__state=SessionState.SELESAI, **where)
        .select_related("session__period", "session__kecamatan")
        .prefetch_related("desa")
        .order_by("session__date", "session__period__code", "number", "position", "pk")
    )


def has_agreed(kecamatan):
    """Return whether the kecamatan agreed any item in a *selesai* session. One query."""
    agreed = PlanItem.unscoped.filter(
        session__kecamatan=kecamatan, session__state=SessionState.SELESAI, from_paper=False
    )
    return agreed.exists()


def paper_items(session):
    """Return a Followed for every item *dari kertas* of this session, in the order typed."""
    items = list(
        PlanItem.unscoped.filter(session=session, from_paper=True)
        .select_related("session__period", "session__kecamatan")
        .prefetch_related("desa")
        .order_by("position", "pk")
    )
    return _with_stories(items, session, paper=True) if items else []


def follow(item, *, meeting=None):
    """Return the Followed of one PlanItem, carried on or not, whatever its session's state.

    `meeting` is a session under way whose own entries are heard too.
    """
    found = PlanItem.unscoped.select_related("session__period", "session__kecamatan")
    item = found.prefetch_related("desa").get(pk=item.pk)
    made = _made([item], _with_ancestors([item]), meeting=meeting)[0]
    made.is_carried = _goes_on(item)
    return made


def _goes_on(item):
    """Return whether a closed session goes on with an item, if over one that is open again."""
    ids = [item.pk]
    while ids:
        rows = PlanItem.unscoped.filter(carried_from__in=ids)
        states = dict(rows.values_list("pk", "session__state"))
        if SessionState.SELESAI in states.values():
            return True
        ids = list(states)
    return False


def _with_stories(items, without, *, paper=False, meetings=True):
    made = _made(items, _with_ancestors(items), without=without, meetings=meetings)
    # The whole chain: a session in between may be open again.
    carried = {earlier.pk for one in made for earlier in one.chain}
    for one in made:
        one.is_carried = one.item.pk in carried
    return made if paper else [one for one in made if not one.item.from_paper]


def _with_ancestors(items):
    """Return id -> item with all they were carried from, also from a session opened again."""
    known = {item.pk: item for item in items}
    while missing := {one.carried_from_id for one in known.values()} - {None, *known}:
        found = PlanItem.unscoped.filter(pk__in=missing)
        known |= {one.pk: one for one in found.select_related("session__period")}
    return known


def _made(items, known, *, without=None, meeting=None, meetings=True):
    chains = {item.pk: _chain(item, known) for item in items}
    wanted = {item.pk for item in items} | {one.pk for chain in chains.values() for one in chain}
    rows, returned, amendments = {}, {}, {}
    entries = Progress.unscoped.filter(item__in=wanted)
    entries = entries.select_related("session__period", "desa") if meetings else entries
    if without is not None:
        entries = entries.exclude(session=without)
    is_over = Q(session=None) | Q(session__state=SessionState.SELESAI)
    entries = entries.filter(is_over | Q(session=meeting) if meeting else is_over)
    for row in entries.order_by("date", "recorded_at", "pk"):
        kind = returned if row.is_returned else rows
        kind.setdefault(row.item_id, []).append(row)
    changes = Amendment.unscoped.filter(item__in=[item.pk for item in items])
    for one in changes.prefetch_related("desa").order_by("amended_at", "pk"):
        amendments.setdefault(one.item_id, []).append(one)
    return [
        Followed(
            item,
            amendments.get(item.pk, []),
            chains[item.pk],
            _in_order(rows, (*chains[item.pk], item)),
            returned=_in_order(returned, (*chains[item.pk], item)),
            names_meetings=meetings,
        )
        for item in items
    ]


def _in_order(by_item, items):
    rows = [row for one in items for row in by_item.get(one.pk, ())]
    return sorted(rows, key=lambda row: (row.date, row.recorded_at, str(row.pk)))


def _chain(item, known):
    """Return the items that `item` goes on with, oldest first, as far as they are known."""
    chain = []
    while item.carried_from_id in known:
        item = known[item.carried_from_id]
        chain.insert(0, item)
    return chain


def costs_of(kecamatan, *, session=None):
    """Return a Cost for every agreed item that is neither carried on nor cancelled.

    With `session` only for the items agreed there.
    """
    return [
        cost_of(one.terms, one.desa)
        for one in followed(kecamatan)
        if one.state not in (ItemState.DILANJUTKAN, ItemState.DIBATALKAN)
        and (session is None or one.item.session_id == session.pk)
    ]


def proposed_costs(session):
    """Return a Cost for every item typed into a session that has not closed, as it stands."""
    items = PlanItem.unscoped.filter(session=session, from_paper=False)
    typed = items.prefetch_related("desa").order_by("number", "position", "pk")
    return [cost_of(one, sorted(one.desa.all(), key=lambda desa: desa.code)) for one in typed]


def cost_of(terms, desa):
    """Return the Cost of a plan content (an item or its newest Amendment) for its Desa, in order.

    *Semua desa* is one agreement of all, so it is not divided either.
    """
    names = tuple(one.name for one in desa)
    return Cost(
        what=terms.what,
        budget=terms.budget,
        source=terms.get_budget_source_display() or "Belum ditentukan",
        desa=() if terms.all_desa else names,
        year=terms.from_month.year,
        where="semua desa" if terms.all_desa else ", ".join(names) or "tingkat kecamatan",
        months=(terms.from_month, terms.to_month),
        is_free=terms.budget_source == BudgetSource.NONE and not terms.budget,
    )


def earlier_sessions(kecamatan, *, without=None):
    """Return the *selesai* sessions of a kecamatan, oldest first, but for one."""
    found = Rakorcam.unscoped.filter(kecamatan=kecamatan, state=SessionState.SELESAI)
    if without is not None:
        found = found.exclude(pk=without.pk)
    return list(found.select_related("period").order_by("date", "period__code", "pk"))
