"""The answers to Formats 4 and 5 of many desa at once, in a fixed number of queries."""

from dataclasses import dataclass, field

from formats.models import Answer, ChallengeTag, Correction, Survey, SurveyState
from formats.proposals import ASKED_IN, PROPOSING, UNTOLD, SurveyFacts, proposals
from formats.replies import Reply
from formats.spec import Axis
from formats.specs import REGISTRY


@dataclass(frozen=True, slots=True)
class Quote:
    """One challenge in the desa's own words, and what PTPD says it is about (rules.md 18).

    `elements` are element keys, `documents` type ids, `themes` names; `id` stays the same while
    the words do.
    """

    desa: str
    name: str
    number: int
    question: str
    text: str
    elements: tuple = ()
    documents: tuple = ()
    themes: tuple = ()

    @property
    def id(self):
        """Return what tells this quote from all others of a kecamatan's period."""
        return f"{self.number}:{self.desa}:{self.question}:{self.text}"

    @property
    def is_tagged(self):
        """Return whether PTPD said what it is about."""
        return bool(self.elements or self.documents or self.themes)


@dataclass(slots=True)
class SurveyBook:
    """All lembar isian of some desa in one period.

    `facts` is (desa id, format number) -> SurveyFacts; `rows` the Survey rows by the same key.
    """

    facts: dict = field(default_factory=dict)
    rows: dict = field(default_factory=dict)
    tags: dict = field(default_factory=dict)

    def of(self, desa_id, number):
        """Return the SurveyFacts of one desa and one format."""
        return self.facts.get((desa_id, number), UNTOLD)

    def is_in(self, desa_id, element):
        """Return whether the lembar isian that proposes an element is handed in."""
        row = self.rows.get((desa_id, ASKED_IN.get(element)))
        return row is not None and row.counts

    def proposals(self, desa_id):
        """Return element key -> Proposal for one desa."""
        return proposals(*(self.of(desa_id, number) for number in questionnaires()))

    def unchecked(self):
        """Return how many lembar isian count but are not yet *diperiksa* (rules.md 14)."""
        return sum(one.counts and one.state == SurveyState.TERKIRIM for one in self.rows.values())

    def quotes(self, desa):
        """Return every challenge that counts, desa by desa, in the order of the forms."""
        return tuple(
            Quote(
                one.id, one.name, number, question.key, text,
                *self._tag(one, number, question, text),
            )
            for one in desa
            for number in questionnaires()
            for question in REGISTRY[number].leaves
            if question.challenge
            for text in self.of(one.id, number).reply(question.key).points
        )  # fmt: skip

    def _tag(self, desa, number, question, text):
        return self.tags.get((desa.id, number, question.key, text), ((), (), ()))


def quotes_beside(quotes, axis, key):
    """Return the quotes that stand beside a row of a worksheet (rules.md 18).

    Beside a document type those tagged with it come first, then those nobody tagged; beside an
    element only its own.
    """
    field_name = "documents" if axis is Axis.DOCUMENTS else "elements"
    tagged = [quote for quote in quotes if key in getattr(quote, field_name)]
    if axis is not Axis.DOCUMENTS:
        return tagged
    return tagged + [quote for quote in quotes if not quote.is_tagged]


def questionnaires():
    """Return the numbers of the formats that desa answer, in order."""
    return tuple(number for number, spec in REGISTRY.items() if spec.is_questionnaire)


def survey_book(desa_ids, period, *, whole=True, only=()):
    """Return the SurveyBook of the desa with these ids, in six queries at most.

    Without `whole` it holds only the answers that propose an element, in three; with `only` no
    more than these fields of its rows.
    """
    book, surveys = SurveyBook(), Survey.unscoped.filter(desa__in=desa_ids, period=period)
    surveys = list(surveys.only("desa_id", *only) if only else surveys)
    book.rows = {(str(one.desa_id), one.number): one for one in surveys}
    counting = [one.pk for one in surveys if one.counts]
    replies = replies_of(counting, {} if whole else {"question__in": PROPOSING})
    for key, one in book.rows.items():
        book.facts[key] = SurveyFacts(
            one.state, replies.get(one.pk, {}), one.state == SurveyState.DIPERIKSA
        )
    if not whole:
        return book
    places = {one.pk: key for key, one in book.rows.items()}
    tags = ChallengeTag.unscoped.filter(survey__in=counting)
    for tag in tags.prefetch_related("documents", "themes") if counting else ():
        desa, number = places[tag.survey_id]
        book.tags[desa, number, tag.question, tag.text] = (
            tuple(tag.elements),
            tuple(str(one.pk) for one in tag.documents.all()),
            tuple(sorted(one.name for one in tag.themes.all())),
        )
    return book


def replies_of(survey_ids, narrowed=()):
    """Return survey id -> question key -> Reply, with corrections in place (two queries).

    `narrowed` are further lookups on the answers.
    """
    found = {}
    for model in (Answer, Correction):
        rows = model.unscoped.filter(survey__in=survey_ids, **dict(narrowed))
        for survey, key, value in rows.values_list("survey_id", "question", "value"):
            reply = Reply.from_json(value)
            if reply.is_answered or model is Correction:
                found.setdefault(survey, {})[key] = reply
    return found
