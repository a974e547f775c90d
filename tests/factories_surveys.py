"""Factories of the lembar isian: Formats 4 and 5, corrections, themes and tags.

Like those of tests.factories they are validated by nothing but the database.
"""

import datetime

import factory

from formats.models import Answer, ChallengeTag, Correction, Survey, SurveyState, Theme
from formats.replies import Reply, option_key
from formats.specs import REGISTRY
from formats.survey_actions import ReplyEdit, save_replies, send_survey
from tests.factories import AT, TODAY, DesaFactory, KabupatenFactory, ModelFactory, PeriodFactory

CHALLENGE = "Pengadilan Agama di Gerung jauh"


class SurveyFactory(ModelFactory):
    """A Format 4 that counts: sent and checked, without answers yet."""

    class Meta:
        model = Survey

    desa = factory.SubFactory(DesaFactory)
    period = factory.SubFactory(
        PeriodFactory, kabupaten=factory.SelfAttribute("..desa.kecamatan.kabupaten")
    )
    number = 4
    state = SurveyState.DIPERIKSA
    filled_on = TODAY
    sent_at = AT
    changed_at = AT


class AnswerFactory(ModelFactory):
    """The answer of a desa to its challenges, one line."""

    class Meta:
        model = Answer

    survey = factory.SubFactory(SurveyFactory)
    question = "tantangan"
    value = factory.LazyFunction(lambda: Reply(text=CHALLENGE).to_json())


class CorrectionFactory(ModelFactory):
    """A koreksi kecamatan of this year's budget: Rp15.000.000."""

    class Meta:
        model = Correction

    survey = factory.SubFactory(SurveyFactory)
    question = "anggaran_total"
    value = factory.LazyFunction(lambda: Reply(amount=15_000_000).to_json())
    reason = "Menurut APBDes"


class ThemeFactory(ModelFactory):
    """A theme of a kabupaten's list."""

    class Meta:
        model = Theme

    kabupaten = factory.SubFactory(KabupatenFactory)
    name = factory.Sequence(lambda n: f"Tema {n}")


class ChallengeTagFactory(ModelFactory):
    """A challenge that PTPD says is about the budget."""

    class Meta:
        model = ChallengeTag

    survey = factory.SubFactory(SurveyFactory)
    question = "tantangan"
    text = CHALLENGE
    elements = factory.LazyFunction(lambda: ["anggaran"])


def ticked(*options, others=()):
    """Return the Reply that ticks printed options and names others."""
    return Reply(
        options=tuple(option_key(option) for option in options),
        others=tuple((what, None) for what in others),
    )


def put(desa, period, number, replies, *, by=None, at=AT, base=None):
    """Store `replies` (question key -> Reply) in a desa's form as a person would; return it."""
    shown = base or {}
    edits = [ReplyEdit(key, shown.get(key, Reply()), reply) for key, reply in replies.items()]
    return save_replies(desa=desa, period=period, spec=REGISTRY[number], edits=edits, by=by, at=at)


def sent(desa, period, number, replies, *, by=None, at=AT, by_kecamatan=False):
    """Store `replies` in a desa's form, hand it in, and return it."""
    survey = put(desa, period, number, replies, by=by, at=at)
    day = datetime.date(2026, 6, 10)
    return send_survey(survey, by=by, at=at, day=day, by_kecamatan=by_kecamatan)
