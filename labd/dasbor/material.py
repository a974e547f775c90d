"""What is shared of a kecamatan in a period: its figures, and how much of each is masked."""

from dataclasses import dataclass, field
from datetime import datetime

from desa import waktu
from formats.recaps import CoverageFacts, gap, percent
from formats.values import Gap, Hundredths, Missing
from labd.dasbor import figures, gather, masking
from labd.dasbor.masking import Count, Mark, Veil
from rakorcam.models import ItemState

SHOWN = masking.Column((), Veil.OPEN)


@dataclass(frozen=True, slots=True)
class Told:
    """One document in one place as it is shared; each value is a number, a Mark or a Missing."""

    wajib: object
    memiliki: object
    lacking: object
    coverage: object
    target: object
    points: object
    short: object

    @property
    def values(self):
        """Return them in the order of a table."""
        return (
            self.wajib, self.memiliki, self.lacking, self.coverage, self.target, self.points,
            self.short,
        )  # fmt: skip


def told(facts, veil=Veil.OPEN):
    """Return the Told of CoverageFacts under a Veil."""
    target = Missing.NO_TARGET if facts.target is None else Hundredths(facts.target)
    if not facts.is_filled:
        return Told(*[Missing.NOT_FILLED] * 4, target, *[Missing.NOT_FILLED] * 2)
    one = masking.shown(Count(facts.wajib, facts.memiliki, facts.target), veil)
    coverage, points = Mark.HIDDEN, Mark.HIDDEN
    short = Missing.NO_TARGET if one.short is None else one.short
    if one.is_open:
        coverage, found = percent(facts).value, gap(facts).value
        points = found.exact * 100 if isinstance(found, Gap) else found
        short = one.short if isinstance(found, Gap) else found
    elif facts.target is None:
        points = Missing.NO_TARGET
    return Told(one.wajib, one.memiliki, one.lacking, coverage, target, points, short)


@dataclass(frozen=True, slots=True)
class Material:
    """All that may be shared: the Story, Trends, plans, and a Column of veils per document."""

    story: gather.Story
    trends: dict
    period: object
    plans: figures.PlanProgress
    facts: tuple
    at: datetime
    is_masked: bool
    columns: dict = field(default_factory=dict)

    @property
    def data(self):
        """Return the Data of the chosen period."""
        return self.story.data

    @property
    def desa(self):
        """Return the desa by their codes: another order would tell of what is masked."""
        return by_code(self.data)

    def is_open(self, document):
        """Return whether nothing is masked of a document, in no desa and not in the sum."""
        return self.columns.get(document.id, SHOWN).is_open

    def rounds(self):
        """Return (period code, document id) -> Veil of the kecamatan's sum in that period.

        Masked as in that period's own table; nothing where nothing is masked.
        """
        return _round_veils(self.trends, self.story.lives) if self.is_masked else {}

    def whole(self, document):
        """Return (CoverageFacts, Told) of the kecamatan for one document."""
        facts = self.data.total(document)
        return facts, told(facts, self.columns.get(document.id, SHOWN).total)

    def sexes(self, document):
        """Return (CoverageFacts, Told) of the kecamatan for laki-laki and for perempuan.

        Over the desa that recorded both; empty where none did.
        """
        found = figures.by_sex(self.data, [document])
        if not found:
            return ()
        facts = [one.facts for one in found[0].sexes]
        veils, whole = (Veil.OPEN, Veil.OPEN), self.data.total(document)
        if self.is_masked:
            counts = [_count(one) for one in facts]
            veils = masking.halves(counts, _count(whole), self.columns[document.id])
        return tuple((one, told(one, veil)) for one, veil in zip(facts, veils, strict=True))

    def sexes_of(self, desa, document):
        """Return the same two of one desa; a desa's are never shared masked."""
        parts = self.data.parts.get((desa.id, document.id), (None,))
        if self.is_masked or None in parts:
            return ()
        facts = [
            CoverageFacts(parts[place], parts[place + 2], 1, 1, document.target, document.unit)
            for place in (0, 1)
        ]
        return tuple((one, told(one)) for one in facts)

    def places(self, document):
        """Return desa id -> Told for one document, also of the desa that did not report."""
        veils = iter(self.columns.get(document.id, SHOWN).places)
        found = {}
        for desa in self.desa:
            facts = self.data.coverage(desa, document)
            veil = next(veils, Veil.OPEN) if facts.is_filled else Veil.OPEN
            found[desa.id] = told(facts, veil)
        return found


def _count(facts):
    """Return the Count of CoverageFacts, None where they are not filled in."""
    return Count(facts.wajib, facts.memiliki, facts.target) if facts.is_filled else None


def by_code(data):
    """Return the DesaFacts of a Data by their codes."""
    return tuple(sorted(data.desa, key=lambda one: one.code))


def material_of(user, kecamatan, period, at, *, masked):
    """Return the Material a person may read, whole or masked for outside."""
    today = waktu.today(kecamatan.kabupaten, at)
    story = gather.story(user, kecamatan, period)
    items, trends = gather.plans(kecamatan, today), story.trends(story.data.documents)
    made = {
        "story": story, "trends": trends, "period": period, "at": at, "is_masked": masked,
        "facts": items, "plans": figures.plan_progress(items, list(ItemState)),
    }  # fmt: skip
    if masked:
        made["columns"] = columns_of(story.data)
    return Material(**made)


def columns_of(data):
    """Return document id -> Column of one period, over the desa that reported, by code."""
    return {
        document.id: masking.column(
            [
                _count(facts)
                for desa in by_code(data)
                if (facts := data.coverage(desa, document)).is_filled
            ]
        )
        for document in data.documents
    }


def _round_veils(trends, lives):
    """Return the veils of `Material.rounds`; `lives` are the DesaLife of the desa by code."""
    found = {}
    for document, one in trends.items():
        for point in one.points:
            day, told = point.round.day, point.round.counts
            counts = [
                Count(*told[life.id], point.facts.target)
                for life in lives
                if life.lives(day) and None not in told.get(life.id, (None,))
            ]
            found[point.round.code, document] = masking.column(counts).total
    return found
