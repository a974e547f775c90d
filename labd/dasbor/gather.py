"""Reading for the dashboard: many periods in a fixed number of queries, however many desa.

The chosen period comes whole from `formats.data.gather`; of the others only the sums of each
document are asked, added up by the database, and of the one before it the figures of every desa.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from desa.models import Desa
from formats.data import Data, gather_for
from formats.models import Collection, Coverage, Period, Target, TargetOverride
from formats.recaps import CoverageFacts
from formats.values import MonthSpan
from labd.dasbor import figures
from labd.dasbor.trend import DesaLife, Round, trend
from rakorcam.followup import followed
from rakorcam.models import Kind
from rakorcam.monitoring import is_late, is_open, silent

RIGHT = "dashboard"


@dataclass(slots=True)
class Story:
    """A kecamatan's figures up to a period: its Data, every Round oldest first, its desa's lives.

    `periods` are the Period rows of the rounds, `lives` a DesaLife per desa, `names` id -> facts.
    """

    data: Data
    kecamatan: object
    rounds: tuple
    periods: tuple
    lives: tuple

    def trend_of(self, document, desa=None):
        """Return the Trend of a document, beside it that of one DesaFacts (one query)."""
        counts = {}
        if desa is not None:
            told = Coverage.unscoped.filter(
                desa=desa.id, document=document.id, period__in=self.periods
            )
            found = told.values_list("period__code", "wajib", "memiliki")
            counts = {code: (wajib, memiliki) for code, wajib, memiliki in found}
        return trend(
            document, self.kecamatan.name, self.rounds, desa=desa, counts=counts, lives=self.lives
        )


def story(user, kecamatan, period):
    """Return the Story of what a person may read of a kecamatan, up to and with `period`."""
    data = gather_for(user, RIGHT, kecamatan, period)
    periods = tuple(
        Period.unscoped.filter(kabupaten=kecamatan.kabupaten_id, code__lte=period.code).order_by(
            "code"
        )
    )
    lives = tuple(
        DesaLife(str(pk), str(induk or ""), first, last)
        for pk, induk, first, last in Desa.unscoped.filter(kecamatan=kecamatan).values_list(
            "pk", "induk_id", "valid_from", "valid_to"
        )
    )
    rounds = tuple(_rounds(kecamatan, periods, lives, data.documents))
    return Story(data, kecamatan, rounds, periods, lives)


def _rounds(kecamatan, periods, lives, documents):
    """Yield a Round per period with any figure, and the last in any case (four queries)."""
    days = dict(
        Collection.unscoped.filter(kecamatan=kecamatan, period__in=periods).values_list(
            "period_id", "data_date"
        )
    )
    targets, sums = _targets(kecamatan, periods), _sums(kecamatan, periods)
    for period in periods:
        of = sum(one.lives(period.reference_date) for one in lives)
        facts, day = {}, days.get(period.pk)
        for document in documents:
            wajib, memiliki, reported = sums.get((period.pk, document.id), (None, None, 0))
            goal = targets.get((period.pk, document.id))
            until = day if document.flow else None
            facts[document.id] = CoverageFacts(
                wajib, memiliki, reported, of, goal, document.unit, flow_until=until
            )
        if period is periods[-1] or any(one.is_filled for one in facts.values()):
            yield Round(period.code, period.label, period.reference_date, day, facts)


def _targets(kecamatan, periods):
    """Return (period id, document id) -> target in 1/100 percent (rules.md 8)."""
    inside = {"period__in": periods}
    rows = (
        Target.unscoped.filter(**inside),
        TargetOverride.unscoped.filter(kecamatan=kecamatan, **inside),
    )
    return {
        (period, str(document)): number
        for found in rows
        for period, document, number in found.values_list("period_id", "document_id", "hundredths")
    }


def _sums(kecamatan, periods):
    """Return (period id, document id) -> (wajib, memiliki, desa that reported), valid desa only."""
    day = F("period__reference_date")
    told = Coverage.unscoped.filter(
        Q(desa__valid_from__isnull=True) | Q(desa__valid_from__lte=day),
        Q(desa__valid_to__isnull=True) | Q(desa__valid_to__gte=day),
        desa__kecamatan=kecamatan,
        period__in=periods,
        wajib__isnull=False,
        memiliki__isnull=False,
    )
    summed = told.values("period_id", "document_id").annotate(
        w=Sum("wajib"), m=Sum("memiliki"), n=Count("pk")
    )
    return {
        (one["period_id"], str(one["document_id"])): (one["w"], one["m"], one["n"])
        for one in summed
    }


def parts_by_sex(data, period):
    """Return (desa id, document id) -> the four counts by L and P, where any is recorded."""
    recorded = Q()
    for name in Coverage.PARTS:
        recorded |= Q(**{f"{name}__isnull": False})
    rows = Coverage.unscoped.filter(
        recorded, period=period, desa__in=[desa.id for desa in data.desa]
    )
    return {
        (str(desa), str(document)): tuple(counts)
        for desa, document, *counts in rows.values_list("desa_id", "document_id", *Coverage.PARTS)
    }


def plans(kecamatan, today):
    """Return a PlanFacts per item that is open, or agreed since the last evaluation (rule 23).

    What was carried on stands there once, as its newest carrier.
    """
    found = [one for one in followed(kecamatan) if not one.is_carried]
    reviews = [one.item.session.date for one in found if one.item.session.kind == Kind.EVALUASI]
    since = max(reviews, default=None)
    made = [_plan(one, today) for one in found]
    return tuple(
        plan
        for plan, one in zip(made, found, strict=True)
        if is_open(plan.state) or since is None or one.item.session.date >= since
    )


def _plan(one, today):
    terms, state, desa = one.terms, one.state, one.desa
    names = {str(place.pk): place.name for place in desa}
    quiet = silent(tuple(names), terms.from_month, state, one.entries, today)
    return figures.PlanFacts(
        key=str(one.item.pk),
        what=terms.what,
        places=tuple(names.values()),
        months=MonthSpan(terms.from_month, terms.to_month),
        state=str(state),
        is_late=is_late(terms.to_month, state, today),
        silent=tuple(names.get(key, "kecamatan") for key in quiet),
    )
