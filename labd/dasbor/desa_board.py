"""The page of one desa in one period as one value, the same for the page and for its paper."""

from dataclasses import dataclass, replace
from functools import cached_property

from desa import waktu
from formats.changes import SPLIT, CoverageChange
from formats.complaints import ComplaintFacts, complaint_lines, complaints_of, summed
from formats.recaps import CoverageFacts
from labd.dasbor import desa_gather, desa_words, figures, gather
from labd.dasbor.desa_trend import desa_trend


@dataclass(frozen=True, slots=True)
class Complaints:
    """The complaints of a desa: a line per document that has any, their sum, whether recorded."""

    lines: list
    total: ComplaintFacts
    is_recorded: bool


@dataclass
class DesaBoard:
    """Everything the page of a desa in a period shows.

    `data` is the Data of this desa alone, `is_whole` whether the reader reads its whole kecamatan.
    What the reader holds no right to is None.
    """

    user: object
    desa: object
    period: object
    today: object
    story: gather.Story
    data: object
    is_whole: bool
    standings: tuple
    told: desa_gather.Told
    complaints: Complaints
    plans: object

    @property
    def facts(self):
        """Return the desa as sheets name it."""
        return desa_gather.facts_of(self.desa)

    @property
    def is_there(self):
        """Return whether the desa exists on the period's reference date."""
        return desa_gather.lives_in(self.desa, self.period)

    @property
    def nearest(self):
        """Return the newest told Period in which the desa is there, or None."""
        return self.story.periods[-1] if self.story.periods else None

    @property
    def before(self):
        """Return the name of the period that changes are counted from, "" without one."""
        return self.story.before.label if self.is_there and self.story.before else ""

    @property
    def is_empty(self):
        """Return whether no document of Format 1 was filled in."""
        return not any(one.facts.is_filled for one in self.standings)

    @cached_property
    def headline(self):
        """Return what matters most as (head, rest)."""
        return desa_words.headline(self.standings, self.period.label)

    @cached_property
    def lacks(self):
        """Return (name, words) pairs of what is lacking."""
        return desa_words.lacks(self)

    @cached_property
    def neediest(self):
        """Return the document furthest below its target in people, else the first, else None.

        Of a desa that is not there in the period: the one most people lacked when it last was.
        """
        worst, documents = desa_words.furthest(self.standings), self.data.documents
        if worst:
            return worst.document
        if not self.is_there and self.nearest:
            known = self.data.document(desa_gather.most_lacked(self.desa, self.nearest))
            return known or next(iter(documents), None)
        return next(iter(documents), None)

    @cached_property
    def by_sex(self):
        """Return a figures.BySex for each document recorded by L and P."""
        return figures.by_sex(self.data)

    @cached_property
    def visits(self):
        """Return the newest Visits."""
        return desa_gather.visits_of(self.user, self.desa)

    @property
    def induk(self):
        """Return the Desa it was split from, or None."""
        known = {one.pk: one for one in self.story.desa}
        return known.get(self.desa.induk_id) or self.desa.induk

    @property
    def branches(self):
        """Return the Desa that were split from it."""
        return [one for one in self.story.desa if one.induk_id == self.desa.pk]

    def trend(self, document):
        """Return the DesaTrend of a document, or None where there is no period to show."""
        return desa_trend(self.story, document, self.facts, is_whole=self.is_whole)


def desa_board(user, desa, period, at):
    """Return the DesaBoard of what a person may read of a desa, with how its plans stand today."""
    today = waktu.today(desa.kecamatan.kabupaten, at)
    story = desa_gather.desa_story(user, desa, period)
    facts = desa_gather.facts_of(desa)
    places = tuple(one for one in story.data.desa if one.id == facts.id)
    data = replace(story.data, desa=places)
    recorded = complaints_of([desa.pk], period)
    return DesaBoard(
        user=user,
        desa=desa,
        period=period,
        today=today,
        story=story,
        data=data,
        is_whole=story.data.is_whole,
        standings=standings_of(story, facts) if places else (),
        told=desa_gather.told_by(desa, period, data, at),
        complaints=Complaints(complaint_lines(data, recorded), summed(recorded), bool(recorded)),
        plans=desa_gather.plans_of(user, desa, today),
    )


def standings_of(story, desa):
    """Return the Standing of every document of a desa, with its change since the round before.

    A desa of a family that was split in between is not compared: it is not the same desa.
    """
    rounds = story.changes()
    unit = rounds and next(
        one for one in rounds.units() if desa.id in {place.id for place in one.after}
    )
    return tuple(
        figures.Standing(
            document,
            story.data.coverage(desa, document),
            _change(rounds, unit, document) if rounds else None,
        )
        for document in story.data.documents
    )


def _change(rounds, unit, document):
    if unit.is_split:
        return CoverageChange(CoverageFacts(), CoverageFacts(), why=SPLIT)
    return rounds.of_unit(unit, document)
