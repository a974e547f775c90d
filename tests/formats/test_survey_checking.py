"""What the kecamatan team says of the lembar isian: checking, returning, correcting, tagging
(rules 14, 15 and 18).
"""

import pytest
from django.core.exceptions import ValidationError

from desa import history
from formats.data import gather
from formats.models import ChallengeTag, Correction, Survey, SurveyState, Theme
from formats.replies import Reply
from formats.survey_actions import (
    add_themes,
    check_survey,
    correct_reply,
    return_survey,
    save_theme,
    tag_challenge,
)
from formats.survey_data import survey_book
from formats.surveys import replies_by_question
from tests.bersamaan import at_once, meet
from tests.factories import guide_type
from tests.factories_surveys import ThemeFactory, put, sent
from tests.formats.edits import LATER, NIK_SENTENCE

BUDGET, LARGER = Reply(amount=12_000_000), Reply(amount=15_000_000)
FAR, LINE = "Pengadilan Agama di Gerung jauh", "Sinyal hanya ada di kantor desa"
GONE = ["Tantangan ini tidak lagi tertulis begitu; muat ulang halamannya."]


@pytest.fixture
def survey(sokong, periode, kepala_desa):
    """Return Sokong's Format 4, handed in: a budget and two challenges."""
    replies = {"anggaran_total": BUDGET, "tantangan": Reply(text=f"{FAR}\n\n {LINE} \n{FAR}")}
    return sent(sokong, periode, 4, replies, by=kepala_desa)


@pytest.fixture
def book(survey):
    """Return the function that gives the answers of Sokong as recaps read them."""
    return lambda: survey_book([survey.desa_id], survey.period)


def refusal(act, *args, **kwargs):
    """Return the sentences with which `act` refuses."""
    with pytest.raises(ValidationError) as refused:
        act(*args, **kwargs)
    return refused.value.messages


def signed(row):
    """Return (who, when, reason) of a row's history, oldest first."""
    rows = row.history.order_by("history_date", "history_type")
    return [
        (str(one.history_user), one.history_date, one.history_change_reason or "") for one in rows
    ]


# --- Checking and returning -----------------------------------------------------------------------


def test_checking_marks_a_form_with_who_and_when(survey, ptpd, book):
    assert book().unchecked() == 1

    checked = check_survey(survey, by=ptpd, at=LATER)

    assert checked.state == "diperiksa"
    assert signed(checked)[-1] == ("Ptpd", LATER, "diperiksa")
    assert book().unchecked() == 0


@pytest.mark.parametrize("state", ["draf", "diperiksa", "dikembalikan"])
def test_only_a_form_that_waits_is_checked(survey, ptpd, state):
    Survey.unscoped.update(state=state, note="Periksa")

    assert refusal(check_survey, survey, by=ptpd, at=LATER) == [
        "Hanya lembar isian yang terkirim dapat ditandai diperiksa."
    ]


def test_returning_takes_the_answers_out_of_the_count_until_they_come_again(survey, ptpd, book):
    desa = str(survey.desa_id)
    assert book().proposals(desa)["anggaran"].state.value == "sudah"

    returned = return_survey(survey, note="Periksa anggarannya", by=ptpd, at=LATER)

    assert (returned.state, returned.note) == ("dikembalikan", "Periksa anggarannya")
    assert signed(returned)[-1] == ("Ptpd", LATER, "Periksa anggarannya")
    assert book().proposals(desa)["anggaran"].state.value == "belum diisi"
    assert (book().quotes(()), book().unchecked()) == ((), 0)


@pytest.mark.parametrize(
    ("note", "sentence"),
    [
        (" \n", "Tulis apa yang perlu diperbaiki desa."),
        ("NIK 5208010101900001 jangan ditulis", NIK_SENTENCE),
    ],
)
def test_returning_needs_a_note_the_desa_can_read(survey, ptpd, note, sentence):
    assert refusal(return_survey, survey, note=note, by=ptpd, at=LATER) == [sentence]
    assert Survey.unscoped.get().state == "terkirim"


@pytest.mark.parametrize("state", ["draf", "dikembalikan"])
def test_only_a_form_that_was_handed_in_is_returned(survey, ptpd, state):
    Survey.unscoped.update(state=state, note="Periksa")

    assert refusal(return_survey, survey, note="Lagi", by=ptpd, at=LATER) == [
        "Hanya lembar isian yang sudah dikirim dapat dikembalikan."
    ]


def test_a_checked_form_may_still_be_returned(survey, ptpd):
    check_survey(survey, by=ptpd, at=LATER)

    assert return_survey(survey, note="Ada yang keliru", by=ptpd, at=LATER).state == "dikembalikan"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("act", "told", "sentence"),
    [
        (check_survey, {}, "Hanya lembar isian yang terkirim dapat ditandai diperiksa."),
        (
            return_survey,
            {"note": "Periksa"},
            "Hanya lembar isian yang sudah dikirim dapat dikembalikan.",
        ),
    ],
)
def test_of_two_who_do_it_at_the_same_moment_one_is_told(
    monkeypatch, survey, ptpd, sekcam, act, told, sentence
):
    meet(monkeypatch, (history, "save"))

    results = at_once(
        *(lambda by=by: act(survey, by=by, at=LATER, **told) for by in (ptpd, sekcam))
    )

    assert [sentence] in results
    assert [one.state for one in results if isinstance(one, Survey)] == [
        Survey.unscoped.get().state
    ]


# --- Correcting -----------------------------------------------------------------------------------


def correct(survey, by, reply=LARGER, base=None, reason="Menurut APBDes", at=LATER, **more):
    """Write a koreksi kecamatan of the budget."""
    told = {"question": "anggaran_total", **more}
    return correct_reply(survey, reply=reply, base=base, reason=reason, by=by, at=at, **told)


def test_a_correction_stands_beside_the_answer_with_its_reason(survey, ptpd, book):
    correction = correct(survey, ptpd)

    assert replies_by_question(survey)["anggaran_total"] == BUDGET
    assert (correction.reply, correction.reason) == (LARGER, "Menurut APBDes")
    assert signed(correction) == [("Ptpd", LATER, "Menurut APBDes")]
    assert book().of(str(survey.desa_id), 4).reply("anggaran_total") == LARGER


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"reason": " "}, "Tulis alasannya."),
        ({"reason": "NIK 5208010101900001"}, NIK_SENTENCE),
        ({"reply": Reply(amount=-1)}, "Angka paling kecil 0 dan paling besar 1.000.000.000.000."),
        ({"question": "lain"}, "Pertanyaan ini tidak ada di lembar isian."),
    ],
)
def test_a_correction_that_cannot_be_is_refused(survey, ptpd, told, sentence):
    assert refusal(correct, survey, ptpd, **told) == [sentence]
    assert Correction.unscoped.count() == 0


def test_a_correction_changed_meanwhile_is_not_written_over(survey, ptpd, pendamping):
    correct(survey, pendamping)

    assert refusal(correct, survey, ptpd, reply=Reply(amount=1)) == [
        "Koreksi ini diubah orang lain selagi Anda mengetik. Periksa lagi."
    ]
    assert Correction.unscoped.get().reply == LARGER


def test_a_correction_may_be_changed_and_taken_back(survey, ptpd, book):
    correct(survey, ptpd)
    changed = correct(survey, ptpd, reply=Reply(amount=1), base=LARGER, reason="Salah ketik")
    assert signed(changed)[-1] == ("Ptpd", LATER, "Salah ketik")

    correct(survey, ptpd, reply=None, base=Reply(amount=1), reason="")

    assert Correction.unscoped.count() == 0
    gone = Correction.history.get(history_type="-")
    assert (str(gone.history_user), gone.history_change_reason) == ("Ptpd", "koreksi dicabut")
    assert book().of(str(survey.desa_id), 4).reply("anggaran_total") == BUDGET


def test_only_what_was_handed_in_is_corrected(sokong, periode, ptpd):
    draft = put(sokong, periode, 4, {"anggaran_total": BUDGET})

    assert refusal(correct, draft, ptpd) == [
        "Koreksi ditulis di samping jawaban yang sudah dikirim."
    ]


# --- Tagging --------------------------------------------------------------------------------------


def tag(survey, by, text=FAR, at=LATER, elements=(), documents=(), themes=()):
    """Tag one challenge."""
    return tag_challenge(
        survey, question="tantangan", text=text, elements=elements, documents=documents,
        themes=themes, by=by, at=at,
    )  # fmt: skip


def quotes(survey):
    """Return the quotes of Sokong as sheets and pages read them."""
    kecamatan = survey.desa.kecamatan
    return gather(kecamatan, survey.period, kecamatan.desa_set.all()).quotes


def test_each_line_is_a_challenge_of_its_own_once(survey):
    assert [(one.name, one.number, one.text) for one in quotes(survey)] == [
        ("Sokong", 4, FAR),
        ("Sokong", 4, LINE),
    ]


def test_a_challenge_is_tagged_with_elements_documents_and_themes(survey, klu, ptpd):
    theme, nikah = ThemeFactory(kabupaten=klu, name="Jarak dan biaya"), guide_type("akta-nikah")

    tag(survey, ptpd, elements=["anggaran"], documents=[nikah], themes=[theme])

    far, line = quotes(survey)
    assert (far.elements, far.documents, far.themes) == (
        ("anggaran",),
        (str(nikah.pk),),
        ("Jarak dan biaya",),
    )
    assert (far.is_tagged, line.is_tagged) == (True, False)
    assert {(who, when) for who, when, _why in signed(ChallengeTag.unscoped.get())} == {
        ("Ptpd", LATER)
    }


def test_a_tag_is_changed_in_place_and_untied_by_choosing_nothing(survey, ptpd):
    tag(survey, ptpd, elements=["anggaran"])
    tag(survey, ptpd, elements=["petugas", "pokja"])
    assert quotes(survey)[0].elements == ("petugas", "pokja")

    tag(survey, ptpd)

    assert not quotes(survey)[0].is_tagged
    assert ChallengeTag.unscoped.count() == 1


def test_choosing_nothing_where_nothing_was_stores_nothing(survey, ptpd):
    assert tag(survey, ptpd) is None
    assert ChallengeTag.unscoped.count() == 0


@pytest.mark.parametrize("text", ["Bukan kata desa", FAR.lower(), f"{FAR}\n{LINE}", ""])
def test_only_what_is_written_is_tagged(survey, ptpd, text):
    assert refusal(tag, survey, ptpd, text, elements=["anggaran"]) == GONE
    assert ChallengeTag.unscoped.count() == 0


def test_an_element_that_does_not_exist_is_refused(survey, ptpd):
    assert refusal(tag, survey, ptpd, elements=["parkir"]) == [
        "Elemen ini tidak ada di antara lima elemen LABD."
    ]


def test_a_challenge_stays_in_the_desas_own_words(survey, ptpd):
    told = {"question": "tantangan", "reply": Reply(text=LINE), "reason": "Menurut PTPD"}

    assert "kata-kata desa sendiri" in refusal(correct, survey, ptpd, **told)[0]
    assert not Correction.unscoped.exists()


def test_an_empty_correction_is_refused(survey, ptpd):
    told = {"question": "anggaran_total", "reply": Reply(), "reason": "Salah"}

    assert "cabut koreksinya" in refusal(correct, survey, ptpd, **told)[0]
    assert not Correction.unscoped.exists()


@pytest.mark.parametrize("state", [SurveyState.DRAF, SurveyState.DIKEMBALIKAN])
def test_a_form_that_does_not_count_is_neither_tagged_nor_quoted(survey, ptpd, state):
    Survey.unscoped.update(state=state, note="Periksa")

    assert refusal(tag, survey, ptpd, elements=["anggaran"]) == GONE
    assert quotes(survey) == ()


# --- Themes ---------------------------------------------------------------------------------------


def test_a_kabupaten_gets_its_first_themes_once(klu, admin_kabupaten):
    ThemeFactory(kabupaten=klu, name="jarak dan biaya")

    for _ in range(2):
        add_themes(klu, ["Jarak dan biaya", "SDM petugas"], by=admin_kabupaten, at=LATER)

    assert set(klu.themes.values_list("name", flat=True)) == {"jarak dan biaya", "SDM petugas"}
    assert signed(Theme.unscoped.get(name="SDM petugas")) == [("Admin Kabupaten", LATER, "")]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (" ", "Tulis nama temanya."),
        ("JARAK dan biaya", "Tema dengan nama ini sudah ada."),
        ("NIK 5208010101900001", NIK_SENTENCE),
    ],
)
def test_a_theme_needs_a_name_of_its_own(klu, ptpd, name, sentence):
    ThemeFactory(kabupaten=klu, name="Jarak dan biaya")

    assert refusal(save_theme, Theme(kabupaten=klu, name=name), by=ptpd, at=LATER) == [sentence]
