"""Reading what the early warnings look at, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Q

from desa.models import Desa
from formats.data import DesaFacts, elements_of
from formats.families import lives, root_of
from formats.models import (
    Acknowledgement,
    Collection,
    Coverage,
    DocumentType,
    ElementState,
    Target,
    TargetOverride,
    Threshold,
)
from formats.periods import up_to
from formats.specs import REGISTRY
from formats.survey_data import questionnaires, survey_book
from formats.thresholds import DEFAULTS
from labd.dasbor.families import Place
from labd.dasbor.warnings import EarlyWarning, Facts, Item, Kind, Round, find_warnings
from rakorcam.followup import followed
from rakorcam.models import Rakorcam, SessionState


@dataclass(frozen=True, slots=True)
class Answered:
    """A warning that was taken up: the EarlyWarning and its Acknowledgement."""

    warning: EarlyWarning
    answer: Acknowledgement


def warnings_of(kecamatan, period, today, agreed=None):
    """Return the EarlyWarnings nobody has taken up yet, the most serious first.

    The caller has asked for the right to read the warnings of the whole kecamatan.
    """
    return all_warnings(kecamatan, period, today, agreed)[0]


def all_warnings(kecamatan, period, today, agreed=None):
    """Return (EarlyWarnings still open, Answered ones), each the most serious first.

    A warning that is worse than when it was taken up is open again.
    """
    answers = _answers(kecamatan, period)
    waiting, answered = [], []
    for warning in find_warnings(facts_of(kecamatan, period, today, agreed)):
        answer = answers.get((warning.rule.key, warning.subject))
        if answer and answer.level >= warning.level:
            answered.append(Answered(warning, answer))
        else:
            waiting.append(warning)
    return waiting, answered


def thresholds_of(kabupaten):
    """Return threshold key -> number in force in the kabupaten."""
    stored = Threshold.unscoped.filter(kabupaten=kabupaten).values_list("key", "number")
    return DEFAULTS | dict(stored)


def _answers(kecamatan, period):
    """Return (rule, subject) -> the Acknowledgement with the highest level."""
    about = Q(subject__startswith=f"{period.code}:") | Q(subject__startswith="rencana:")
    rows = Acknowledgement.unscoped.filter(about, kecamatan=kecamatan)
    rows = rows.select_related("acknowledged_by").order_by("level", "acknowledged_at")
    return {(row.rule, row.subject): row for row in rows}


def facts_of(kecamatan, period, today, agreed=None):
    """Return the Facts of a kecamatan in a period on the day `today`.

    Nineteen queries or fewer, whatever the number of desa and periods; `agreed` are the Followed
    items of the kecamatan where they were read already. An older period has none of them: they
    stand as they do today.
    """
    thresholds = thresholds_of(kecamatan.kabupaten_id)
    count = max(2, thresholds["melebar_putaran"] + 1, thresholds["sama_putaran"])
    earlier, is_newest = up_to(kecamatan, period, today)
    periods = earlier[:count]
    if not is_newest:
        agreed = ()
    places = _places(kecamatan, periods)
    inside = [one.id for one in places if one.is_inside]
    return Facts(
        rounds=_rounds(kecamatan, periods),
        today=today,
        thresholds=thresholds,
        places=places,
        kinds=tuple(
            Kind(str(kind.pk), kind.label, kind.unit, kind.flow)
            for kind in DocumentType.unscoped.used_by(kecamatan)
        ),
        counts=_counts(inside, periods),
        targets=_targets(kecamatan, periods),
        **_told(places, period),
        meeting=_meeting(kecamatan, period),
        items=tuple(map(_item, followed(kecamatan) if agreed is None else agreed)),
    )


def _rounds(kecamatan, periods):
    found = Collection.unscoped.filter(kecamatan=kecamatan, period__in=periods)
    days = dict(found.values_list("period_id", "data_date"))
    return tuple(Round(one.code, one.label, days.get(one.pk)) for one in periods)


def _places(kecamatan, periods):
    """Return a Place per desa of the kabupaten, since a family may reach into a neighbour's."""
    rows = list(
        Desa.unscoped.filter(kecamatan__kabupaten=kecamatan.kabupaten_id)
        .order_by("code")
        .only("code", "name", "kecamatan", "induk", "valid_from", "valid_to")
    )
    parents = {row.pk: row.induk_id for row in rows}
    return tuple(
        Place(
            id=str(row.pk),
            code=row.code,
            name=row.name,
            family=str(root_of(row.pk, parents)),
            rounds=frozenset(
                one.code
                for one in periods
                if lives(row.valid_from, row.valid_to, one.reference_date)
            ),
            is_inside=row.kecamatan_id == kecamatan.pk,
        )
        for row in rows
    )


def _counts(desa, periods):
    codes = {one.pk: one.code for one in periods}
    rows = Coverage.unscoped.filter(desa__in=desa, period__in=periods)
    told = rows.values_list("period_id", "desa_id", "document_id", "wajib", "memiliki", "note")
    return {(codes[period], str(one), str(kind)): tuple(rest) for period, one, kind, *rest in told}


def _targets(kecamatan, periods):
    codes, found = {one.pk: one.code for one in periods}, {}
    own = TargetOverride.unscoped.filter(kecamatan=kecamatan)
    for rows in (Target.unscoped.all(), own):
        told = rows.filter(period__in=periods)
        for period, kind, number in told.values_list("period_id", "document_id", "hundredths"):
            found[codes[period], str(kind)] = number
    return found


def _told(places, period):
    """Return the states of the elements and the lembar isian that are not in, as Facts has them."""
    present = [
        DesaFacts(one.id, one.code, one.name)
        for one in places
        if one.is_inside and period.code in one.rounds
    ]
    ids = [one.id for one in present]
    book = survey_book(ids, period, whole=False)
    states = ElementState.unscoped.filter(desa__in=ids, period=period)
    facts = elements_of(present, states, book)
    unsent = {
        one: tuple(
            REGISTRY[number].name
            for number in questionnaires()
            if not ((row := book.rows.get((one, number))) and row.counts)
        )
        for one in ids
    }
    return {"elements": {key: one.state for key, one in facts.items()}, "unsent": unsent}


def _meeting(kecamatan, period):
    """Return the date of the first session that is still being prepared, or None."""
    planned = Rakorcam.unscoped.filter(
        kecamatan=kecamatan, period=period, state=SessionState.PERSIAPAN
    )
    return planned.order_by("date").values_list("date", flat=True).first()


def _item(one):
    return Item(
        id=str(one.item.pk),
        what=one.terms.what,
        desa=tuple((str(desa.pk), desa.name) for desa in one.desa),
        from_month=one.terms.from_month,
        to_month=one.terms.to_month,
        state=one.state,
        entries=one.entries,
    )
