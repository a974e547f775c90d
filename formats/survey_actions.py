"""Every write to the lembar isian (Formats 4 and 5): keyword-only, one transaction.

Refusals are ValidationError with a sentence; nothing of a refused write is stored. Who may fill a
form is asked of `formats.surveys.filling` before these are called.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from desa import history, waktu
from desa.history import Source
from formats.actions import require_open
from formats.models import Answer, ChallengeTag, Correction, Survey, SurveyState, Theme
from formats.replies import EMPTY

NO_ANSWER = "Belum ada pertanyaan yang diisi. Isi paling sedikit satu sebelum mengirim."
REASON_NEEDED = "Tulis alasannya."
ALREADY_SENT = "Lembar isian ini sudah dikirim."


@dataclass(frozen=True, slots=True)
class ReplyEdit:
    """One answered question: its key, the Reply the page showed, the Reply typed now."""

    question: str
    base: object
    reply: object


class StaleReplies(ValidationError):
    """Answers that somebody else changed meanwhile; `stored` is question key -> Reply."""

    def __init__(self, stored):
        super().__init__("Jawaban ini diubah orang lain selagi Anda mengetik.")
        self.stored = stored


@transaction.atomic
def save_replies(*, desa, period, spec, edits, by, at, source=Source.TYPED, by_kecamatan=True):
    """Store answers of one lembar isian, all or nothing, and return its Survey.

    `by_kecamatan` says that the kecamatan team types: it alone may still write into a form it sent.

    A question that is sent unchanged is confirmed when it was copied from the last period. Raises
    StaleReplies when an answer is no longer the one the page showed, and ValidationError when the
    form was handed in meanwhile (rules.md 15).
    """
    require_open(period, at)
    survey, begun = _held(desa, period, spec, by=by, at=at, source=source)
    _require_editable(survey, by_kecamatan)
    stored = {one.question: one for one in survey.answers.all()}
    stale = {
        edit.question: _stored(stored, edit)
        for edit in edits
        if _stored(stored, edit) not in (edit.base, edit.reply)
    }
    if stale:
        raise StaleReplies(stale)
    touched = [answer for edit in edits if (answer := _put(survey, stored, edit, by=by, at=at))]
    known = {answer.pk for answer in stored.values()}
    history.bulk_save(
        Answer,
        new=[answer for answer in touched if answer.pk not in known],
        changed=[answer for answer in touched if answer.pk in known],
        fields=["value", "carried"],
        by=by,
        at=at,
        source=source,
    )
    if touched and not begun:
        survey.changed_at = at
        history.save(survey, by=by, at=at, source=source)
    return survey


def _stored(stored, edit):
    return stored[edit.question].reply if edit.question in stored else EMPTY


def _put(survey, stored, edit, *, by, at):
    """Return the Answer that an edit changes, valid and not yet stored, or None."""
    answer = stored.get(edit.question)
    if answer is None:
        if edit.reply == EMPTY:
            return None
        answer = Answer(survey=survey, question=edit.question)
    elif answer.reply == edit.reply and not answer.carried:
        return None
    changed = answer.reply != edit.reply
    answer.value, answer.carried = edit.reply.to_json(), False
    # The form is held, and so are its answers: the database has nothing more to tell.
    answer.full_clean(exclude=["survey"], validate_unique=False, validate_constraints=False)
    # A correction was of the answer as it stood; it says nothing about another one.
    for correction in survey.corrections.filter(question=edit.question) if changed else ():
        history.delete(correction, by=by, at=at, reason="jawaban diubah sesudah dikoreksi")
    return answer


def _held(desa, period, spec, *, by, at, source=Source.TYPED):
    """Return the lembar isian, locked, and whether it was begun now, as a draft."""
    place, begun = {"desa": desa, "period": period, "number": spec.number}, False
    if not Survey.unscoped.filter(**place).exists():
        try:
            with transaction.atomic():
                history.save(Survey(**place, changed_at=at), by=by, at=at, source=source)
            begun = True
        except (IntegrityError, ValidationError):
            pass  # Somebody else was first; theirs is the row.
    return _locked(Survey.unscoped.filter(**place)), begun


def _require_editable(survey, by_kecamatan):
    """Raise ValidationError for a form that was handed in, unless the team writes into its own."""
    own = by_kecamatan and survey.by_kecamatan and survey.state == SurveyState.TERKIRIM
    if survey.counts and not own:
        raise ValidationError(ALREADY_SENT)


def _locked(rows):
    found = rows.select_related("desa__kecamatan__kabupaten", "period__kabupaten")
    return found.select_for_update(of=("self",)).get()


def _again(survey):
    return _locked(Survey.unscoped.filter(pk=survey.pk))


@transaction.atomic
def send_survey(survey, *, by, at, day, by_kecamatan):
    """Hand a lembar isian in; from now on its answers count.

    `day` becomes the Tanggal Pengisian. Raises ValidationError when no
    question is answered (rules.md 13) or it is handed in already.
    """
    survey = _again(survey)
    require_open(survey.period, at)
    if survey.counts:
        raise ValidationError(ALREADY_SENT)
    if day > waktu.today(survey.period.kabupaten, at):
        raise ValidationError({"day": f"Tanggal Pengisian {day:%d/%m/%Y} belum tiba."})
    answers = list(survey.answers.all())
    if not any(one.reply.is_answered for one in answers):
        raise ValidationError(NO_ANSWER)
    for answer in answers:
        if answer.carried:
            answer.carried = False
            history.save(answer, by=by, at=at, reason="ditegaskan saat dikirim")
    survey.state, survey.sent_at, survey.note = SurveyState.TERKIRIM, at, ""
    survey.by_kecamatan, survey.filled_on = by_kecamatan, day
    return history.save(survey, by=by, at=at, reason="dikirim")


@transaction.atomic
def check_survey(survey, *, by, at):
    """Mark a handed-in lembar isian as *diperiksa*; checking goes on after a period has closed."""
    survey = _again(survey)
    if survey.state != SurveyState.TERKIRIM:
        raise ValidationError("Hanya lembar isian yang terkirim dapat ditandai diperiksa.")
    survey.state = SurveyState.DIPERIKSA
    return history.save(survey, by=by, at=at, reason="diperiksa")


@transaction.atomic
def return_survey(survey, *, note, by, at):
    """Give a lembar isian back with a note; its answers count no more until it is sent again."""
    survey = _again(survey)
    require_open(survey.period, at)
    if not survey.counts:
        raise ValidationError("Hanya lembar isian yang sudah dikirim dapat dikembalikan.")
    if not note.strip():
        raise ValidationError({"note": "Tulis apa yang perlu diperbaiki desa."})
    survey.state, survey.note = SurveyState.DIKEMBALIKAN, note
    return history.save(survey, by=by, at=at, reason=note)


@transaction.atomic
def correct_reply(survey, *, question, reply, base, reason, by, at):
    """Set the *koreksi kecamatan* beside a sent answer, or (reply None) take it back.

    `base` is the Reply of the correction the page showed, None when there was none. The desa's own
    answer stays as it was sent (rules.md 15).
    """
    survey = _again(survey)
    require_open(survey.period, at)
    if not survey.counts:
        raise ValidationError("Koreksi ditulis di samping jawaban yang sudah dikirim.")
    found = survey.corrections.filter(question=question).first()
    stored = found.reply if found else None
    if stored not in (base, reply):
        raise ValidationError("Koreksi ini diubah orang lain selagi Anda mengetik. Periksa lagi.")
    challenges = {leaf.key for leaf in survey.spec.leaves if leaf.challenge}
    if question in challenges and reply is not None:
        raise ValidationError("Tantangan adalah kata-kata desa sendiri: ditandai, tidak dikoreksi.")
    if reply == EMPTY:
        raise ValidationError("Tulis jawaban yang benar, atau cabut koreksinya.")
    if reply is None:
        if found:
            history.delete(found, by=by, at=at, reason="koreksi dicabut")
        return None
    if not reason.strip():
        raise ValidationError({"reason": REASON_NEEDED})
    found = found or Correction(survey=survey, question=question)
    found.value, found.reason = reply.to_json(), reason
    return history.save(found, by=by, at=at, reason=reason)


@transaction.atomic
def copy_last(*, desa, period, spec, earlier, by, at):
    """Begin a lembar isian with the answers of `earlier`, a Survey of an older period.

    Every copied answer is marked *sama seperti periode lalu* until somebody confirms it; what is
    already answered stays. Returns the Survey (rules.md 19).
    """
    require_open(period, at)
    survey, begun = _held(desa, period, spec, by=by, at=at)
    if survey.counts:
        raise ValidationError(ALREADY_SENT)
    stored = {one.question: one for one in survey.answers.all()}
    known = {leaf.key for leaf in spec.leaves}
    for old in earlier.answers.order_by("question"):
        answer = stored.get(old.question) or Answer(survey=survey, question=old.question)
        if old.question in known and old.reply.is_answered and not answer.reply.is_answered:
            answer.value, answer.carried = old.value, True
            history.save(answer, by=by, at=at, reason=f"disalin dari {earlier.period.label}")
    if begun:
        return survey
    survey.changed_at = at
    return history.save(survey, by=by, at=at)


@transaction.atomic
def tag_challenge(survey, *, question, text, elements, documents, themes, by, at):
    """Say what one challenge of a handed-in lembar isian is about; nothing chosen unties it.

    Returns the ChallengeTag, or None when nothing is chosen and nothing was before.
    """
    survey = _again(survey)
    reply = next((one.reply for one in survey.answers.filter(question=question)), EMPTY)
    corrected = next((one.reply for one in survey.corrections.filter(question=question)), reply)
    if not survey.counts or text not in corrected.points:
        raise ValidationError("Tantangan ini tidak lagi tertulis begitu; muat ulang halamannya.")
    tag = survey.tags.filter(question=question, text=text).first()
    if tag is None and not (elements or documents or themes):
        return None
    tag = tag or ChallengeTag(survey=survey, question=question, text=text)
    tag.elements = list(elements)
    history.save(tag, by=by, at=at)
    tag.documents.set(documents)
    tag.themes.set(themes)
    return tag


@transaction.atomic
def save_theme(theme, *, by, at):
    """Store a theme of the kabupaten's list, new or changed."""
    if not theme.name.strip():
        raise ValidationError({"name": "Tulis nama temanya."})
    return history.save(theme, by=by, at=at)


@transaction.atomic
def add_themes(kabupaten, names, *, by, at):
    """Store the themes a kabupaten starts with; those it has already stay."""
    known = {one.name.casefold() for one in Theme.unscoped.filter(kabupaten=kabupaten)}
    for name in names:
        if name.casefold() not in known:
            history.save(Theme(kabupaten=kabupaten, name=name), by=by, at=at)
