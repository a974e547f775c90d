"""Who may fill a lembar isian now, and what is still unanswered in one."""

from dataclasses import dataclass

from desa import waktu
from desa.access import grant_on
from formats.models import Survey, SurveyState
from formats.replies import EMPTY

# Footnote 1 of the table of rights: the kecamatan team, for a desa that has not sent.
FOR_THE_DESA = "1"
UNSENT = ("", SurveyState.DRAF)


def find_survey(desa, period, spec):
    """Return the desa's Survey of a period and a format, or None while it is *belum diisi*."""
    found = Survey.unscoped.filter(desa=desa, period=period, number=spec.number)
    return found.select_related("desa__kecamatan__kabupaten", "period__kabupaten").first()


def earlier_survey(desa, period, spec):
    """Return the desa's newest handed-in Survey of an older period, or None (rules.md 19)."""
    older = Survey.unscoped.filter(
        desa=desa, number=spec.number, period__code__lt=period.code, sent_at__isnull=False
    )
    return older.select_related("period").order_by("-period__code").first()


@dataclass(frozen=True, slots=True)
class Filling:
    """Whether a person may fill a lembar isian now, and whether for the desa."""

    allowed: bool
    for_desa: bool


def filling(principal, desa, survey, spec, *, period, at):
    """Return the Filling of a person on a lembar isian (rules.md 1, 14 and 15)."""
    given = grant_on(principal, f"{spec.right}.edit", desa)
    if given is None or not period.is_open(at):
        return Filling(False, False)
    for_desa = given.note == FOR_THE_DESA
    state = survey.state if survey else ""
    allowed = state in UNSENT or (
        state != SurveyState.DIPERIKSA and survey.by_kecamatan
        if for_desa
        else state == SurveyState.DIKEMBALIKAN
    )
    return Filling(allowed, for_desa)


def replies_by_question(survey):
    """Return question key -> Reply of what the desa answered."""
    return {one.question: one.reply for one in survey.answers.all()} if survey else {}


def unanswered(spec, replies):
    """Return the questions, or parts of one, that nobody answered, in printed order."""
    return [
        leaf
        for leaf in spec.leaves
        if not replies.get(leaf.key, EMPTY).is_answered
        and replies.get(leaf.moot_without, EMPTY).money != 0
    ]


def days_since(moment, kabupaten, at):
    """Return how many days lie between the local dates of two moments; None without the first."""
    if moment is None:
        return None
    return (waktu.today(kabupaten, at) - waktu.today(kabupaten, moment)).days
