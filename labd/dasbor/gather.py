"""Reading for the dashboard: many periods in a fixed number of queries, however many desa.

The chosen period comes whole from `formats.data.gather`, of the one before it Format 1, and of all
others only the documents whose trend is asked for.
"""

from dataclasses import dataclass, replace
from operator import itemgetter

from django.db.models import Exists, Max, OuterRef, Value

from desa.models import Desa
from formats.changes import Rounds
from formats.data import Data, DesaFacts, cells_told, gather_for
from formats.families import split_among
from formats.models import Collection, Coverage, Period, Target, TargetOverride
from formats.recaps import CoverageFacts, sum_coverage
from formats.specs import REGISTRY
from formats.survey_data import questionnaires
from formats.values import MonthSpan
from labd.dasbor import figures
from labd.dasbor.trend import DesaLife, Round, trend
from rakorcam.followup import followed
from rakorcam.models import Kind, Rakorcam, SessionState
from rakorcam.monitoring import is_late, is_open, silent, unfinished

RIGHT = "dashboard"
# What the header of Format 1 says of a round.
HEADER = ("period_id", "data_date", "source", "filled_by")


@dataclass(slots=True)
class Story:
    """A kecamatan's figures up to a period: its Data, the periods with figures, its desa.

    `periods` are the Period rows, oldest first and the chosen one last; `desa` the Desa rows of all
    times; `days` is period id -> data date.
    """

    data: Data
    kecamatan: object
    periods: list
    desa: list
    days: dict

    @property
    def lives(self):
        """Return the DesaLife of every desa."""
        return [
            DesaLife(str(one.pk), one.induk_id and str(one.induk_id), one.valid_from, one.valid_to)
            for one in self.desa
        ]

    @property
    def before(self):
        """Return the Period before the chosen one that has figures, or None."""
        return self.periods[-2] if len(self.periods) > 1 else None

    def changes(self):
        """Return the Rounds from the period before to the chosen one, or None (one query).

        Of the period before it holds Format 1 alone.
        """
        then, data = self.before, self.data
        if then is None:
            return None
        lives, on = self.lives, then.reference_date
        there = [one for one, life in zip(self.desa, lives, strict=True) if life.lives(on)]
        places = tuple(DesaFacts(str(one.pk), one.code, one.name) for one in there)
        rows = Coverage.unscoped.filter(desa__in=[one.pk for one in there], period=then)
        day = self.days.get(then.pk)
        header = replace(
            data.header,
            period=then.label,
            period_code=then.code,
            reference_date=on.isoformat(),
            data_date=day.isoformat() if day else "",
        )
        told = cells_told(rows, places, [one.id for one in data.documents])
        counts = {key: tuple(rest) for key, *rest in told}
        split = split_among(lives, on, self.periods[-1].reference_date)
        return Rounds(Data(header, places, data.documents, counts), data, tuple(split))

    def trends(self, documents, beside=None):
        """Return document id -> Trend, over all periods (two queries).

        `beside` is document id -> the DesaFacts whose line stands beside the kecamatan's.
        """
        wanted = {"period__in": self.periods, "document__in": [one.id for one in documents]}
        targets, told = self._targets(wanted), self._told(wanted)
        lives, found = self.lives, {}
        for one in documents:
            rounds = [self._round(period, one, lives, targets, told) for period in self.periods]
            desa = (beside or {}).get(one.id)
            found[one.id] = trend(one, self.kecamatan.name, rounds, desa=desa, lives=lives)
        return found

    def trend_of(self, document):
        """Return (Trend, DesaFacts or None): one document, beside it the desa furthest behind."""
        desa = figures.furthest(figures.heat(self.data, ()).rows, document)
        return self.trends([document], {document.id: desa})[document.id], desa

    def _round(self, period, document, lives, targets, told):
        day, counts = self.days.get(period.pk), told.get((period.pk, document.id), {})
        valid = [one.id for one in lives if one.lives(period.reference_date)]
        facts = [CoverageFacts(*counts[one]) for one in valid if one in counts]
        total = sum_coverage(
            facts, of=len(valid), target=targets.get((period.pk, document.id)), unit=document.unit,
            flow_until=day if document.flow else None,
        )  # fmt: skip
        return Round(period.code, period.label, period.reference_date, day, total, counts)

    def _targets(self, wanted):
        """Return (period id, document id) -> target in 1/100 percent (rules.md 8)."""
        names = ("period_id", "document_id", "hundredths")
        common = Target.unscoped.filter(**wanted).values_list(*names, Value(0))
        own = TargetOverride.unscoped.filter(kecamatan=self.kecamatan, **wanted)
        # The kecamatan's own come last, over those of the kabupaten.
        rows = sorted(common.union(own.values_list(*names, Value(1)), all=True), key=itemgetter(3))
        return {(period, str(document)): number for period, document, number, _own in rows}

    def _told(self, wanted):
        """Return (period id, document id) -> desa id -> (wajib, memiliki)."""
        found = {}
        rows = Coverage.unscoped.filter(desa__in=self.desa, **wanted)
        names = ("period_id", "document_id", "desa_id", "wajib", "memiliki")
        for period, document, desa, *counts in rows.values_list(*names):
            found.setdefault((period, str(document)), {})[str(desa)] = tuple(counts)
        return found


def story(user, kecamatan, period, right=RIGHT, *, known=()):
    """Return the Story of what a person may read of a kecamatan, up to and with `period`.

    `right` is the one that the page asks for. Who has read all Periods of the kabupaten already
    gives them as `known`, newest first.
    """
    told = Coverage.unscoped.filter(desa__kecamatan=kecamatan, period=OuterRef("pk"))
    begun = Collection.unscoped.filter(kecamatan=kecamatan).values_list(*HEADER, named=True)
    begun = {one.period_id: one for one in begun}
    return Story(
        data=gather_for(user, right, kecamatan, period, collections=begun),
        kecamatan=kecamatan,
        periods=[*_earlier(told, period, known), period],
        desa=list(Desa.unscoped.filter(kecamatan=kecamatan).order_by("code")),
        days={one.period_id: one.data_date for one in begun.values()},
    )


def _earlier(told, period, known):
    """Return the Periods before this one for which `told` tells anything, oldest first."""
    found = Period.unscoped.filter(
        Exists(told), kabupaten=period.kabupaten_id, code__lt=period.code
    ).order_by("code")
    if not known:
        return found
    by_code = {one.code: one for one in known}
    return [by_code[code] for code in found.values_list("code", flat=True)]


def unsent(desa, book):
    """Return (name, ids of the desa that have not sent it) for each lembar isian of a book."""
    return [
        (
            REGISTRY[number].name,
            {
                one.id
                for one in desa
                if not ((row := book.rows.get((one.id, number))) and row.counts)
            },
        )
        for number in questionnaires()
    ]


def has_parts(kecamatan, period):
    """Return whether any desa of a kecamatan recorded L and P in a period."""
    told = Coverage.unscoped.filter(desa__kecamatan=kecamatan, period=period)
    return told.filter(wajib_l__isnull=False).exists()


def plans(kecamatan, today):
    """Return a PlanFacts per item that is open, or agreed since the last evaluation (rule 23).

    What was carried on stands there once, as its newest carrier.
    """
    return tuple(plan_facts(one, today) for one in current_of(kecamatan))


def current_of(kecamatan):
    """Return what is `current` of all that is followed in a kecamatan, in eight queries."""
    return current(followed(kecamatan), evaluated(kecamatan=kecamatan).get(kecamatan.pk))


def evaluated(**where):
    """Return kecamatan id -> the day of its last *selesai* evaluation. One query."""
    held = Rakorcam.unscoped.filter(kind=Kind.EVALUASI, state=SessionState.SELESAI, **where)
    return dict(held.order_by().values_list("kecamatan_id").annotate(Max("date")))


def current(found, since):
    """Return those of Followed items that are open, or agreed since the last evaluation.

    `since` is its day, None where there was none. What was carried on is not among them.
    """
    return [
        one
        for one in found
        if not one.is_carried
        and (since is None or one.item.session.date >= since or is_open(one.state))
    ]


def plan_facts(one, today):
    """Return the PlanFacts of a Followed item as it stands on a day."""
    terms, state, desa = one.terms, one.state, one.desa
    names = {str(place.pk): place.name for place in desa}
    quiet = silent(tuple(names), terms.from_month, state, one.entries, today)
    return figures.PlanFacts(
        key=str(one.item.pk),
        number=one.item.number,
        row=one.item.row,
        what=terms.what,
        places=tuple(names.values()),
        left=tuple(names[key] for key in unfinished(tuple(names), one.entries)),
        months=MonthSpan(terms.from_month, terms.to_month),
        state=str(state),
        is_late=is_late(terms.to_month, state, today),
        silent=tuple(names.get(key, "kecamatan") for key in quiet),
    )
