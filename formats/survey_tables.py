"""How a lembar isian becomes a Sheet: the questionnaire of one desa, filled in or blank.

Specs whose `source` is SOURCE are made here and not in `formats.tables`, since they show what one
desa answers and not the figures of a kecamatan.
"""

from dataclasses import dataclass

from formats.models import SurveyState
from formats.replies import EMPTY
from formats.sheet import RowFacts, Table, build_sheet
from formats.values import Answered, Asked, Missing, SurveyStanding

SOURCE = "survey"
NOT_BEGUN = "Belum diisi"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the column of answers shows of one question: an Answered or an Asked."""

    reply: object


def survey_sheet(spec, *, period, desa=None, kecamatan=None, survey=None, blank=False):
    """Return the Sheet of a questionnaire: the answers of `survey`, or (`blank`) an empty form.

    Without a `desa` it is a form for any desa of `kecamatan`. A desa that has no `survey` yet has
    answered nothing. Asks two queries for the answers and the corrections of a survey, none else
    when the desa comes with its kecamatan and kabupaten.
    """
    kecamatan = desa.kecamatan if desa else kecamatan
    survey = None if blank else survey
    table = Table(
        rows=tuple(_rows(spec, _Answers(survey, blank))),
        header={
            "Tanggal Pengisian": (survey and survey.filled_on) or Missing.NOT_FILLED,
            "Desa": desa.name if desa else Missing.NOT_FILLED,
            "Kecamatan": kecamatan.name,
            "Kabupaten": kecamatan.kabupaten.name,
        },
        foot=(f"Periode {period.label}", *(() if blank else _standings(survey))),
        place=(kecamatan.name, kecamatan.kabupaten.name),
        is_sample=kecamatan.kabupaten.is_sample,
    )
    return build_sheet(spec, table)


class _Answers:
    """The replies and corrections of one survey by question key; of a blank form there are none."""

    def __init__(self, survey, blank):
        self.blank = blank
        self.replies = {one.question: one.reply for one in survey.answers.all()} if survey else {}
        self.corrections = {one.question: one for one in survey.corrections.all()} if survey else {}

    def of(self, question):
        """Return a question as Answered."""
        if self.blank:
            return Answered(question)
        correction = self.corrections.get(question.key)
        return Answered(
            question,
            self.replies.get(question.key, EMPTY),
            correction.reply if correction else None,
            correction.reason if correction else "",
        )


def _rows(spec, answers):
    for question in spec.questions:
        value = (
            Asked(question, tuple(answers.of(part) for part in question.parts))
            if question.parts
            else answers.of(question)
        )
        role = "ours" if question.ours else "body"
        yield RowFacts(question.key, question.label, _Facts(value), role=role)


def _standings(survey):
    """Return where a survey stands, as foot values: handed in when, and what became of it."""
    if survey is None:
        return (SurveyStanding(NOT_BEGUN),)
    word = survey.get_state_display()
    if survey.state == SurveyState.DRAF:
        return (SurveyStanding(word),)
    if survey.state == SurveyState.DIKEMBALIKAN:
        return (SurveyStanding(word, note=survey.note),)
    sent = [SurveyStanding(SurveyState.TERKIRIM.label, survey.sent_at)]
    if survey.by_kecamatan:
        sent.append("diisikan tim kecamatan")
    if survey.state == SurveyState.DIPERIKSA:
        sent.append(SurveyStanding(word))
    return tuple(sent)
