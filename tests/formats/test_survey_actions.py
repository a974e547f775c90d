"""Filling, handing in and copying the lembar isian of Formats 4 and 5 (rules 13 to 15, 19, 24)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from formats.models import Answer, Period, Survey, SurveyState
from formats.replies import EMPTY, MOST_NUMBER, Reply, option_key
from formats.spec import LINE_ROOM, NARRATIVE_ROOM
from formats.specs import REGISTRY
from formats.survey_actions import (
    StaleReplies,
    check_survey,
    copy_last,
    correct_reply,
    return_survey,
    send_survey,
)
from formats.surveys import earlier_survey, replies_by_question, unanswered
from tests.factories import AT, TODAY, PeriodFactory
from tests.factories_surveys import AnswerFactory, SurveyFactory, put, sent, ticked
from tests.formats.edits import LATER, NIK_SENTENCE

BUDGET, LARGER = Reply(amount=12_000_000), Reply(amount=15_000_000)
NOTHING = Reply(nothing=True)
FAR = Reply(text="Pengadilan Agama di Gerung jauh")
FORMAT_4 = REGISTRY[4]


def refusal(act, *args, **kwargs):
    """Return the sentences with which `act` refuses."""
    with pytest.raises(ValidationError) as refused:
        act(*args, **kwargs)
    return refused.value.messages


def signed(rows):
    """Return (who, when, reason) of history rows, oldest first."""
    return [
        (str(row.history_user), row.history_date, row.history_change_reason or "")
        for row in rows.order_by("history_date", "history_type")
    ]


def hand_in(survey, by, at=AT, by_kecamatan=False):
    """Hand a form in."""
    return send_survey(survey, by=by, at=at, day=TODAY, by_kecamatan=by_kecamatan)


# --- Saving answers -------------------------------------------------------------------------------


def test_the_first_answer_begins_a_draft(sokong, periode, kepala_desa):
    survey = put(sokong, periode, 4, {"anggaran_total": BUDGET}, by=kepala_desa)

    assert (survey.state, survey.changed_at, survey.sent_at) == ("draf", AT, None)
    assert replies_by_question(survey) == {"anggaran_total": BUDGET}


def test_what_nobody_answered_is_not_stored(sokong, periode):
    survey = put(sokong, periode, 4, {"anggaran_total": EMPTY, "sop": NOTHING})

    assert replies_by_question(survey) == {"sop": NOTHING}
    assert [one.key for one in unanswered(FORMAT_4, replies_by_question(survey))] == [
        leaf.key for leaf in FORMAT_4.leaves if leaf.key != "sop"
    ]


def test_nothing_zero_and_blank_are_three_answers(sokong, periode):
    replies = {"anggaran_total": Reply(amount=0), "anggaran_sumber": NOTHING, "sop": EMPTY}

    stored = replies_by_question(put(sokong, periode, 4, replies))

    assert [stored.get(key, EMPTY).is_answered for key in replies] == [True, True, False]
    assert stored["anggaran_total"] != NOTHING


def test_an_answer_may_be_taken_away_again(sokong, periode):
    put(sokong, periode, 4, {"sop": NOTHING})

    survey = put(sokong, periode, 4, {"sop": EMPTY}, base={"sop": NOTHING})

    assert not replies_by_question(survey)["sop"].is_answered


def test_one_bad_answer_refuses_all_and_leaves_no_draft(sokong, periode):
    replies = {"anggaran_total": BUDGET, "sop": ticked("Pilihan dari tempat lain")}

    assert refusal(put, sokong, periode, 4, replies) == ["Pilihan ini tidak ada di pertanyaannya."]
    assert (Survey.unscoped.count(), Answer.unscoped.count()) == (0, 0)
    assert Survey.history.count() == 0


def test_one_stale_answer_refuses_all_and_tells_what_is_stored(sokong, periode, kepala_desa):
    put(sokong, periode, 4, {"anggaran_total": BUDGET}, by=kepala_desa)
    mine = {"sop": NOTHING, "anggaran_total": LARGER}

    with pytest.raises(StaleReplies) as stale:
        put(sokong, periode, 4, mine)

    assert stale.value.stored == {"anggaran_total": BUDGET}
    assert replies_by_question(Survey.unscoped.get()) == {"anggaran_total": BUDGET}


def test_an_answer_taken_away_meanwhile_is_stale_too(sokong, periode):
    put(sokong, periode, 4, {"sop": NOTHING})
    put(sokong, periode, 4, {"sop": EMPTY}, base={"sop": NOTHING})

    with pytest.raises(StaleReplies) as stale:
        put(sokong, periode, 4, {"sop": ticked("Lainnya, sebutkan")}, base={"sop": NOTHING})

    assert stale.value.stored == {"sop": EMPTY}


def test_the_same_answer_from_two_people_is_no_conflict(sokong, periode, kepala_desa, ptpd):
    put(sokong, periode, 4, {"anggaran_total": BUDGET}, by=kepala_desa)

    put(sokong, periode, 4, {"anggaran_total": BUDGET}, by=ptpd, at=LATER)

    assert signed(Answer.history) == [("Kepala Desa", AT, "")]
    assert signed(Survey.history) == [("Kepala Desa", AT, "")]


def test_each_write_leaves_one_row_of_history_with_who_and_when(sokong, periode, kepala_desa, ptpd):
    first = {"anggaran_total": BUDGET, "sop": NOTHING}
    put(sokong, periode, 4, first, by=kepala_desa)
    put(sokong, periode, 4, {"anggaran_total": LARGER}, by=ptpd, at=LATER, base=first)

    budget = Answer.unscoped.get(question="anggaran_total")
    assert signed(budget.history) == [("Kepala Desa", AT, ""), ("Ptpd", LATER, "")]
    assert [row.value for row in budget.history.order_by("history_date")] == [
        BUDGET.to_json(),
        LARGER.to_json(),
    ]
    assert signed(Answer.unscoped.get(question="sop").history) == [("Kepala Desa", AT, "")]
    assert signed(Survey.history) == [("Kepala Desa", AT, ""), ("Ptpd", LATER, "")]


# --- What cannot be an answer ---------------------------------------------------------------------

LONG_LINE, LONG_TEXT = "a" * (LINE_ROOM + 1), "a" * (NARRATIVE_ROOM + 1)
A_PERDES = "Perdes Kewenangan Lokal Skala Desa"
NUMBERS = "Angka paling kecil 0 dan paling besar 1.000.000.000.000."
MISFIT = "Isian ini tidak cocok dengan pertanyaannya."


def counted(number, option="Kartu Keluarga"):
    """Return the Reply that counts documents of one type."""
    return Reply(numbers=((option_key(option), number),))


@pytest.mark.parametrize(
    ("number", "question", "reply", "sentence"),
    [
        (4, "anggaran_total", Reply(amount=-1), NUMBERS),
        (4, "anggaran_total", Reply(amount=MOST_NUMBER + 1), NUMBERS),
        (5, "difasilitasi", counted(-3), NUMBERS),
        (5, "insentif", Reply(others=(("Seragam", MOST_NUMBER + 1),)), NUMBERS),
        (4, "tantangan", Reply(text=LONG_TEXT),
         "Tertulis 1001 huruf. Paling banyak 1000 huruf."),
        (4, "anggaran_penggunaan", Reply(others=((LONG_LINE, None),)),
         "Tertulis 121 huruf. Paling banyak 120 huruf per baris."),
        (4, "anggaran_penggunaan", Reply(others=(("ATK", None),) * 21),
         "Tertulis 21 baris. Paling banyak 20 baris."),
        (4, "anggaran_penggunaan", Reply(others=((" ", None),)),
         "Ada baris yang belum menyebut apa."),
        (4, "tantangan", Reply(text="NIK 5208 0101 0190 0001 belum jadi"), NIK_SENTENCE),
        (4, "sop", Reply(others=(("5208.0101.0190.0001", None),)), NIK_SENTENCE),
        (4, "dasar_hukum", Reply(options=ticked(A_PERDES).options, nothing=True),
         "“Tidak ada” dicentang, padahal ada yang diisi. Pilih salah satu."),
        (4, "anggaran_total", Reply(amount=5, nothing=True),
         "“Tidak ada anggaran tahun ini” dicentang, padahal ada yang diisi. Pilih salah satu."),
        (4, "petugas", ticked("Ada; petugas mengisi Format 5", "Tidak ada petugas"),
         "Pilih satu saja."),
        (4, "tantangan", NOTHING, "Pertanyaan ini tidak punya pilihan “Tidak ada”."),
        (5, "difasilitasi", counted(3, "Surat Pindah"), "Pilihan ini tidak ada di pertanyaannya."),
        (4, "sop", FAR, MISFIT),
        (4, "tantangan", BUDGET, MISFIT),
        (4, "anggaran", FAR, MISFIT),
        (4, "tidak_ada_di_panduan", FAR, "Pertanyaan ini tidak ada di lembar isian."),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_refused_in_words(
    sokong, periode, number, question, reply, sentence
):
    told = refusal(put, sokong, periode, number, {question: reply, "perlu_ditingkatkan": FAR})

    assert told == [sentence]
    assert (Survey.unscoped.count(), Answer.unscoped.count()) == (0, 0)


@pytest.mark.parametrize(
    ("number", "question", "reply"),
    [
        (4, "tantangan", Reply(text="a" * NARRATIVE_ROOM)),
        (4, "anggaran_penggunaan", Reply(others=(("a" * LINE_ROOM, None),) * 20)),
        (4, "anggaran_total", Reply(amount=MOST_NUMBER)),
        (4, "anggaran_total", Reply(amount=0, nothing=True)),
        (5, "difasilitasi", counted(0)),
    ],
)
def test_what_just_fits_is_stored_as_it_is(sokong, periode, number, question, reply):
    assert replies_by_question(put(sokong, periode, number, {question: reply})) == {question: reply}


# --- When -----------------------------------------------------------------------------------------


@pytest.fixture
def closed(periode):
    """Return the period one day after it closed."""
    Period.unscoped.update(closes=TODAY - datetime.timedelta(days=1))
    return Period.unscoped.get()


def test_a_closed_period_takes_no_answers(sokong, closed):
    assert refusal(put, sokong, closed, 4, {"sop": NOTHING}) == [
        "Periode Juni 2026 sudah ditutup; isiannya hanya dapat dibaca. "
        "Admin kabupaten dapat memperpanjangnya."
    ]
    assert Survey.unscoped.count() == 0


def test_in_a_closed_period_no_form_is_handed_in_returned_or_corrected(sokong, closed):
    draft = SurveyFactory(desa=sokong, period=closed, state=SurveyState.DRAF, sent_at=None)
    AnswerFactory(survey=draft)
    other = SurveyFactory(desa=sokong, period=closed, number=5)

    for told in (
        refusal(hand_in, draft, None),
        refusal(return_survey, other, note="Periksa", by=None, at=AT),
        refusal(
            correct_reply,
            other,
            question="status",
            reply=NOTHING,
            base=None,
            reason="Keliru",
            by=None,
            at=AT,
        ),
        refusal(
            copy_last, desa=sokong, period=closed, spec=FORMAT_4, earlier=other, by=None, at=AT
        ),
    ):
        assert told[0].startswith("Periode Juni 2026 sudah ditutup")
    assert set(Survey.unscoped.values_list("state", flat=True)) == {"draf", "diperiksa"}


# --- Handing in -----------------------------------------------------------------------------------


def test_a_form_without_any_answer_is_refused(sokong, periode):
    survey = put(sokong, periode, 4, {"sop": EMPTY})

    assert refusal(hand_in, survey, None) == [
        "Belum ada pertanyaan yang diisi. Isi paling sedikit satu sebelum mengirim."
    ]
    assert Survey.unscoped.get().state == "draf"


def test_a_form_whose_only_answer_was_taken_away_is_refused(sokong, periode):
    put(sokong, periode, 4, {"sop": NOTHING})
    survey = put(sokong, periode, 4, {"sop": EMPTY}, base={"sop": NOTHING})

    assert len(refusal(hand_in, survey, None)) == 1


def test_one_answer_is_enough_be_it_tidak_ada(sokong, periode, kepala_desa):
    survey = put(sokong, periode, 4, {"sop": NOTHING}, by=kepala_desa)

    survey = hand_in(survey, kepala_desa, LATER)

    assert (survey.state, survey.sent_at, survey.filled_on) == ("terkirim", LATER, TODAY)
    assert not survey.by_kecamatan
    assert signed(survey.history)[1:] == [("Kepala Desa", LATER, "dikirim")]


def test_a_form_is_handed_in_once(sokong, periode):
    survey = sent(sokong, periode, 4, {"sop": NOTHING})

    assert refusal(hand_in, survey, None, LATER) == ["Lembar isian ini sudah dikirim."]
    assert refusal(hand_in, check_survey(survey, by=None, at=AT), None, LATER)
    assert Survey.unscoped.get().sent_at == AT


def test_a_form_that_was_handed_in_meanwhile_takes_no_more_answers(sokong, periode):
    sent(sokong, periode, 4, {"sop": NOTHING})

    assert refusal(put, sokong, periode, 4, {"tantangan": FAR}) == [
        "Lembar isian ini sudah dikirim."
    ]
    assert set(replies_by_question(Survey.unscoped.get())) == {"sop"}


def test_what_the_kecamatan_team_sent_stays_open_until_it_is_checked(sokong, periode, ptpd):
    survey = sent(sokong, periode, 4, {"sop": NOTHING}, by=ptpd, by_kecamatan=True)
    put(sokong, periode, 4, {"tantangan": FAR}, by=ptpd)

    check_survey(survey, by=ptpd, at=LATER)

    assert refusal(put, sokong, periode, 4, {"anggaran_total": BUDGET}) == [
        "Lembar isian ini sudah dikirim."
    ]
    assert set(replies_by_question(survey)) == {"sop", "tantangan"}


def test_a_returned_form_is_corrected_and_handed_in_again(sokong, periode, kepala_desa, ptpd):
    survey = sent(sokong, periode, 4, {"anggaran_total": BUDGET}, by=kepala_desa)
    return_survey(survey, note="Periksa anggarannya", by=ptpd, at=LATER)

    put(sokong, periode, 4, {"anggaran_total": LARGER}, base={"anggaran_total": BUDGET})
    again = hand_in(survey, kepala_desa, LATER)

    assert (again.state, again.note, again.sent_at) == ("terkirim", "", LATER)
    assert replies_by_question(again) == {"anggaran_total": LARGER}


# --- Beginning with the last period's answers -----------------------------------------------------


@pytest.fixture
def last(sokong, klu):
    """Return Sokong's Format 4 of November 2025: a budget, no SOP, and one left blank."""
    earlier = PeriodFactory(kabupaten=klu, code="2025-11", label="November 2025")
    survey = SurveyFactory(desa=sokong, period=earlier)
    for key, reply in (("anggaran_total", BUDGET), ("sop", NOTHING), ("monev", EMPTY)):
        AnswerFactory(survey=survey, question=key, value=reply.to_json())
    return survey


def carried(survey):
    """Return the questions marked *sama seperti periode lalu*."""
    return set(survey.answers.filter(carried=True).values_list("question", flat=True))


def copied(desa, period, last, by=None, at=AT):
    """Begin a form with the last one's answers."""
    return copy_last(desa=desa, period=period, spec=FORMAT_4, earlier=last, by=by, at=at)


def test_the_last_answers_are_copied_as_a_draft_and_marked(sokong, periode, last, kepala_desa):
    assert earlier_survey(sokong, periode, FORMAT_4) == last

    survey = copied(sokong, periode, last, kepala_desa)

    assert (survey.state, survey.period) == ("draf", periode)
    assert replies_by_question(survey) == {"anggaran_total": BUDGET, "sop": NOTHING}
    assert carried(survey) == {"anggaran_total", "sop"}
    assert signed(survey.answers.get(question="sop").history) == [
        ("Kepala Desa", AT, "disalin dari November 2025")
    ]
    assert signed(survey.history) == [("Kepala Desa", AT, "")]


def test_what_is_already_answered_is_not_copied_over(sokong, periode, last):
    put(sokong, periode, 4, {"anggaran_total": LARGER})

    survey = copied(sokong, periode, last, at=LATER)

    assert replies_by_question(survey) == {"anggaran_total": LARGER, "sop": NOTHING}
    assert carried(survey) == {"sop"}


def test_saving_a_copied_answer_unchanged_confirms_it(sokong, periode, last, kepala_desa):
    copied(sokong, periode, last)

    survey = put(sokong, periode, 4, {"sop": NOTHING}, base={"sop": NOTHING}, by=kepala_desa)

    assert carried(survey) == {"anggaran_total"}


def test_handing_in_confirms_what_was_copied(sokong, periode, last, kepala_desa):
    survey = hand_in(copied(sokong, periode, last), kepala_desa, LATER)

    assert carried(survey) == set()
    budget = survey.answers.get(question="anggaran_total")
    assert signed(budget.history)[1:] == [("Kepala Desa", LATER, "ditegaskan saat dikirim")]


def test_a_form_handed_in_is_not_copied_over(sokong, periode, last):
    sent(sokong, periode, 4, {"tantangan": FAR})

    assert refusal(copied, sokong, periode, last) == ["Lembar isian ini sudah dikirim."]
    assert set(replies_by_question(Survey.unscoped.get(period=periode))) == {"tantangan"}


def test_only_forms_that_were_handed_in_are_copied_from(sokong, periode, last, jenggala):
    Survey.unscoped.filter(pk=last.pk).update(state=SurveyState.DRAF, sent_at=None)

    assert earlier_survey(sokong, periode, FORMAT_4) is None
    assert earlier_survey(jenggala, periode, FORMAT_4) is None
