"""All that half a year's report is told from, read once: meetings, coverage, plans, visits.

Plans stand as they stood at the end of the half-year: later progress, changes and carrying over
belong to the next report. Read below a kecamatan that came through the door.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Min

from desa import waktu
from desa.models import Desa
from formats.changes import Rounds
from formats.data import gather
from formats.families import split_families
from formats.models import Period
from formats.periods import told_periods
from rakorcam.followup import followed
from rakorcam.models import HalfYearReport, ItemState, PlanItem, Rakorcam, SessionState, Visit
from rakorcam.monitoring import is_late, is_open, item_state, last_confirmed, reached
from rakorcam.semester import half_named, half_of


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """One agreed item on the report's last day; `told` is its Followed of that day."""

    told: object
    state: ItemState
    is_late: bool

    @property
    def reached(self):
        """Return what was reached so far, in the target's unit, or None."""
        return reached(self.told.entries)

    @property
    def obstacles(self):
        """Return (desa id, obstacle) of every desa whose last confirmed entry names one."""
        last = last_confirmed(self.told.entries)
        return [(desa, entry.obstacle) for desa, entry in last.items() if entry.obstacle]


@dataclass(frozen=True, slots=True)
class HalfFacts:
    """The facts of one kecamatan in one Half, until its end or today.

    `data` is the Data of the newest round in it, `rounds` that and the round before; None without.
    """

    kecamatan: object
    half: object
    until: date
    sessions: list = field(default_factory=list)
    data: object = None
    rounds: object = None
    plans: list = field(default_factory=list)
    visits: list = field(default_factory=list)
    desa: dict = field(default_factory=dict)


def half_facts(kecamatan, half, today):
    """Return the HalfFacts in a fixed number of queries, whatever the number of desa and items."""
    until = min(half.end, today)
    places = Desa.unscoped.filter(kecamatan=kecamatan)
    data, rounds = _rounds(kecamatan, half, places)
    sessions = Rakorcam.unscoped.filter(
        kecamatan=kecamatan, state=SessionState.SELESAI, date__range=(half.start, until)
    )
    visits = Visit.unscoped.filter(desa__kecamatan=kecamatan, date__range=(half.start, until))
    visits = visits.select_related("desa").prefetch_related("people")
    return HalfFacts(
        kecamatan=kecamatan,
        half=half,
        until=until,
        sessions=list(sessions.select_related("period").order_by("date", "pk")),
        data=data,
        rounds=rounds,
        plans=_standings(kecamatan, half, until),
        visits=list(visits.order_by("date", "desa__code", "pk")),
        desa={str(one.pk): one.name for one in places},
    )


def _rounds(kecamatan, half, places):
    """Return the Data of the newest round in `half`, and its Rounds with the round before."""
    months = (f"{half.start:%Y-%m}", f"{half.end:%Y-%m}")
    period = Period.unscoped.filter(kabupaten=kecamatan.kabupaten_id, code__range=months)
    period = period.newest_first().first()
    if period is None:
        return None, None
    now = gather(kecamatan, period, places)
    earlier = (one for one in told_periods(kecamatan, period) if one.code < period.code)
    other = next(earlier, None)
    if other is None:
        return now, None
    families = split_families(kecamatan, other.reference_date, period.reference_date)
    return now, Rounds(gather(kecamatan, other, places), now, tuple(families))


# --- Plans as they stood --------------------------------------------------------------------------


def _standings(kecamatan, half, until):
    """Return a PlanStanding for every item that was open in the half-year or agreed in it."""
    items = [told for told in followed(kecamatan) if told.item.session.date <= until]
    then = AsOf(kecamatan, items)
    found, before = [], half.before.end
    for told in items:
        is_new = told.item.session.date >= half.start
        if is_new or is_open(then.state(told, before)):
            state, now = then.state(told, until), then.told(told, until)
            late = is_late(now.terms.to_month, state, until)
            found.append(PlanStanding(now, state, late))
    return found


class AsOf:
    """What was said of a kecamatan's items up to a day, the day itself included."""

    def __init__(self, kecamatan, items):
        """`items` are Followed as they stand now."""
        self.kabupaten = kecamatan.kabupaten
        ids = [told.item.pk for told in items]
        self.carried = {
            told.item.carried_from_id: told.item.session.date
            for told in items
            if told.item.carried_from_id
        }
        rows = PlanItem.history.filter(id__in=ids).order_by("history_date", "history_id")
        self.settings = {}
        for item, moment, state in rows.values_list("id", "history_date", "state_set"):
            self.settings.setdefault(item, []).append((self._day(moment), state))

    def _day(self, moment):
        return waktu.local(moment, self.kabupaten).date()

    def told(self, told, day):
        """Return the Followed as it was on `day`."""
        return replace(
            told,
            amendments=[one for one in told.amendments if self._day(one.amended_at) <= day],
            rows=[row for row in told.rows if row.date <= day],
        )

    def state(self, told, day):
        """Return the ItemState on `day` (rules.md 21)."""
        then = self.told(told, day)
        carried = self.carried.get(told.item.pk)
        return item_state(
            tuple(str(one.pk) for one in then.desa),
            then.entries,
            self._set(told.item, day),
            is_carried=carried is not None and carried <= day,
        )

    def _set(self, item, day):
        """Return what PTPD had set on `day`; an item without any history has it as it stands."""
        known = self.settings.get(item.pk)
        if known is None:
            return item.state_set
        return next((state for on, state in reversed(known) if on <= day), "")


# --- Reports there are ----------------------------------------------------------------------------


def stored_report(kecamatan, half):
    """Return the stored HalfYearReport, or None while nobody saved one."""
    found = HalfYearReport.unscoped.filter(kecamatan=kecamatan, code=half.code)
    return found.select_related("kecamatan__kabupaten").first()


def halves_told(kecamatan, today):
    """Return (Half, whether its report is stored), newest first, back to the first meeting."""
    stored = set(HalfYearReport.unscoped.filter(kecamatan=kecamatan).values_list("code", flat=True))
    over = Rakorcam.unscoped.filter(kecamatan=kecamatan, state=SessionState.SELESAI)
    days = [
        over.aggregate(first=Min("date"))["first"],
        Visit.unscoped.filter(desa__kecamatan=kecamatan).aggregate(first=Min("date"))["first"],
        *(half_named(code).start for code in stored),
    ]
    first, half = min((day for day in days if day), default=today), half_of(today)
    found = []
    while half.end >= first:
        found.append((half, half.code in stored))
        half = half.before
    return found
