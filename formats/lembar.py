"""What the pages of one lembar isian show: its questions, how far they are, what comes next."""

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from desa import waktu
from desa.access import holds
from formats.periods import find_period
from formats.replies import EMPTY
from formats.specs import REGISTRY
from formats.survey_forms import SurveyForm
from formats.surveys import earlier_survey, filling, find_survey


def questionnaire(number):
    """Return the spec of a format that desa answer; raises Http404 for another."""
    spec = REGISTRY.get(number)
    if spec is None or not spec.is_questionnaire:
        raise Http404
    return spec


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question in the list of a lembar isian: its number, and whether it is answered."""

    number: int
    question: object
    answered: bool
    carried: bool
    url: str


class Lembar:
    """One lembar isian: which desa, period and format, what is stored, what this person may do."""

    def __init__(self, request, desa, periode, number):
        """Find the sheet a URL names; raises Http404 when the format or period is not there."""
        self.request, self.desa, self.spec = request, desa, questionnaire(number)
        self.period = find_period(desa.kecamatan.kabupaten, periode)
        request.konteks = (desa.kecamatan, self.period)
        self.at = waktu.now()
        self.survey = find_survey(desa, self.period, self.spec)
        self.filling = filling(
            request.user, desa, self.survey, self.spec, period=self.period, at=self.at
        )

    @property
    def kecamatan(self):
        """Return the kecamatan of the desa."""
        return self.desa.kecamatan

    @property
    def state(self):
        """Return where the sheet stands; "" while nobody began it."""
        return self.survey.state if self.survey else ""

    @property
    def is_open(self):
        """Return whether the period takes entries now."""
        return self.period.is_open(self.at)

    @cached_property
    def answers(self):
        """Return question key -> Answer."""
        return {one.question: one for one in self.survey.answers.all()} if self.survey else {}

    @cached_property
    def replies(self):
        """Return question key -> Reply of what the desa answered."""
        return {key: one.reply for key, one in self.answers.items()}

    @property
    def carried(self):
        """Return the keys of answers copied from the last period and not confirmed."""
        return {key for key, one in self.answers.items() if one.carried}

    @cached_property
    def numbers(self):
        """Return question key -> its number on the sheet."""
        return {one.key: number for number, one in enumerate(self.spec.questions, 1)}

    @cached_property
    def lines(self):
        """Return a QuestionLine per question."""
        return [
            QuestionLine(
                number,
                question,
                any(self.replies.get(leaf.key, EMPTY).is_answered for leaf in question.leaves),
                any(leaf.key in self.carried for leaf in question.leaves),
                self.url("lembar_langkah", question=question.key),
            )
            for number, question in enumerate(self.spec.questions, 1)
        ]

    @property
    def answered(self):
        """Return how many questions are answered."""
        return sum(line.answered for line in self.lines)

    @property
    def next_line(self):
        """Return the first question that is not answered or not confirmed, else the first."""
        waiting = (line for line in self.lines if line.carried or not line.answered)
        return next(waiting, self.lines[0])

    @cached_property
    def earlier(self):
        """Return the Survey of an older period to start from, or None."""
        if not self.filling.allowed or any(one.is_answered for one in self.replies.values()):
            return None
        return earlier_survey(self.desa, self.period, self.spec)

    @property
    def may_check(self):
        """Return whether this person checks, returns and corrects here."""
        return holds(self.request.user, "checking.decide", self.desa)

    @property
    def url_args(self):
        """Return the arguments of this sheet's addresses."""
        return {
            "desa": self.desa.pk, "periode": self.period.code, "number": self.spec.number,
        }  # fmt: skip

    def url(self, name, **more):
        """Return the address of one of this sheet's pages."""
        return reverse(name, kwargs={**self.url_args, **more})

    def question(self, key):
        """Return the spec's question of this key; raises Http404 for another."""
        for question in self.spec.questions:
            if question.key == key:
                return question
        raise Http404

    def leaf(self, key):
        """Return the question that is answered under this key; raises Http404 for another."""
        for leaf in self.spec.leaves:
            if leaf.key == key:
                return leaf
        raise Http404

    def step(self, question, way):
        """Return the address of the question before (-1) or after (+1), or None at an end."""
        place = self.numbers[question.key] - 1 + way
        return self.lines[place].url if 0 <= place < len(self.lines) else None

    def step_of(self, leaf):
        """Return the address where a question, or the one it is part of, is filled in."""
        for question in self.spec.questions:
            if leaf in question.leaves:
                return f"{self.url('lembar_langkah', question=question.key)}#t-{leaf.key}"
        raise KeyError(leaf.key)

    def form(self, questions, post=None):
        """Return the SurveyForm of some questions with what is stored."""
        return SurveyForm(
            post, questions=questions, replies=self.replies, numbers=self.numbers,
            carried=self.carried,
        )  # fmt: skip
