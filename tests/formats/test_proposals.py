"""What the answers to Formats 4 and 5 propose for the elements: every line of rule 16, and each
neighbour that is one answer away.
"""

import pytest

from formats.models import SurveyState
from formats.proposals import UNTOLD, SurveyFacts, effective, proposals
from formats.recaps import ElementFacts
from formats.render import cells
from formats.replies import EMPTY, Reply
from formats.specs._shared import ELEMENTS
from formats.survey_data import survey_book
from formats.values import State
from tests.factories_surveys import AnswerFactory, CorrectionFactory, SurveyFactory, ticked

NOTHING = Reply(nothing=True)
A_PERDES = ticked("Perdes Percepatan Dokumen Kependudukan")
ANOTHER_RULE = Reply(others=(("Perbup 12 Tahun 2021", None),))
AN_SOP = ticked("Tata baku laksana fasilitasi dokumen kependudukan")
ANOTHER_SOP = ticked("Lainnya, sebutkan", others=["SOP pengaduan"])
OTHER_UNNAMED = ticked("Lainnya, sebutkan")
HAS_OFFICER, NO_OFFICER = ticked("Ada; petugas mengisi Format 5"), ticked("Tidak ada petugas")


def facts(**replies):
    """Return a handed-in form with these replies; what is left EMPTY was not answered."""
    return SurveyFacts("terkirim", {key: one for key, one in replies.items() if one != EMPTY})


def proposed(element, desa=UNTOLD, officer=UNTOLD):
    """Return the state and the note proposed for an element."""
    proposal = proposals(desa, officer)[element]
    return proposal.state.value, proposal.note


# --- 1. Perdes dan SOP ----------------------------------------------------------------------------

RULES = [
    # What Format 4 says of Perdes, of SOP, and what is proposed.
    ("perdes dan SOP dicentang", A_PERDES, AN_SOP, ("sudah", "")),
    ("aturan lain disebut, SOP dicentang", ANOTHER_RULE, AN_SOP, ("sudah", "")),
    ("perdes dicentang, SOP lain disebut", A_PERDES, ANOTHER_SOP, ("sudah", "")),
    ("SOP lainnya dicentang tanpa nama", A_PERDES, OTHER_UNNAMED, ("sudah", "")),
    ("perdes ada, SOP tidak ada", A_PERDES, NOTHING, ("sebagian", "SOP belum ada")),
    ("perdes ada, SOP tak dijawab", A_PERDES, EMPTY, ("sebagian", "SOP belum dijawab")),
    ("perdes tidak ada, SOP ada", NOTHING, AN_SOP, ("sebagian", "Perdes belum ada")),
    ("perdes tak dijawab, SOP ada", EMPTY, AN_SOP, ("sebagian", "Perdes belum dijawab")),
    ("keduanya tidak ada", NOTHING, NOTHING, ("belum", "")),
    ("perdes tidak ada, SOP tak dijawab", NOTHING, EMPTY, ("belum diisi", "")),
    ("perdes tak dijawab, SOP tidak ada", EMPTY, NOTHING, ("belum diisi", "")),
    ("keduanya tak dijawab", EMPTY, EMPTY, ("belum diisi", "")),
]


@pytest.mark.parametrize(("perdes", "sop", "expected"), [row[1:] for row in RULES],
                         ids=[row[0] for row in RULES])  # fmt: skip
def test_perdes_and_sop(perdes, sop, expected):
    assert proposed("perdes-sop", facts(dasar_hukum=perdes, sop=sop)) == expected


def test_perdes_and_sop_are_asked_of_the_desa_government_only():
    assert proposed("perdes-sop", UNTOLD, facts(dasar_hukum=A_PERDES, sop=AN_SOP)) == (
        "belum diisi",
        "",
    )


# --- 3. Petugas -----------------------------------------------------------------------------------

OFFICER = [
    # What Format 5 says of the status (None: no Format 5), what Format 4 says of an officer.
    ("aparatur desa", ticked("Aparatur Desa"), EMPTY, "sudah"),
    ("dua status", ticked("Aparatur Desa", "Pihak lain"), EMPTY, "sudah"),
    ("status lain disebut", Reply(others=(("Kader PKK", None),)), EMPTY, "sudah"),
    ("ada, walau Format 4 bilang tidak ada", ticked("Pihak lain"), NO_OFFICER, "sudah"),
    ("PTPD: tidak ada petugas", NOTHING, EMPTY, "belum"),
    ("PTPD: tidak ada, walau Format 4 bilang ada", NOTHING, HAS_OFFICER, "belum"),
    ("Format 4: tidak ada petugas, tanpa Format 5", None, NO_OFFICER, "belum"),
    ("Format 4: tidak ada petugas, status kosong", EMPTY, NO_OFFICER, "belum"),
    ("Format 4: ada petugas, tanpa Format 5", None, HAS_OFFICER, "belum diisi"),
    ("Format 4: ada petugas, status kosong", EMPTY, HAS_OFFICER, "belum diisi"),
    ("tanpa Format 5", None, EMPTY, "belum diisi"),
    ("status kosong di Format 5", EMPTY, EMPTY, "belum diisi"),
]


@pytest.mark.parametrize(("status", "told", "expected"), [row[1:] for row in OFFICER],
                         ids=[row[0] for row in OFFICER])  # fmt: skip
def test_the_officer(status, told, expected):
    officer = UNTOLD if status is None else facts(status=status)

    assert proposed("petugas", facts(petugas=told), officer) == (expected, "")


# --- 5. Anggaran ----------------------------------------------------------------------------------

BUDGET = [
    ("satu rupiah", Reply(amount=1), "sudah"),
    ("dua belas juta", Reply(amount=12_000_000), "sudah"),
    ("Rp0", Reply(amount=0), "belum"),
    ("tidak ada anggaran", NOTHING, "belum"),
    ("tidak ada, dan Rp0 ditulis", Reply(amount=0, nothing=True), "belum"),
    ("kosong", EMPTY, "belum diisi"),
]


@pytest.mark.parametrize(("reply", "expected"), [row[1:] for row in BUDGET],
                         ids=[row[0] for row in BUDGET])  # fmt: skip
def test_the_budget(reply, expected):
    assert proposed("anggaran", facts(anggaran_total=reply)) == (expected, "")


@pytest.mark.parametrize("reply", [ticked("ADD"), NOTHING], ids=["ADD", "tidak ada"])
def test_a_source_without_an_amount_is_no_budget(reply):
    assert proposed("anggaran", facts(anggaran_sumber=reply)) == ("belum diisi", "")


# --- 2 and 4 --------------------------------------------------------------------------------------


def test_room_and_pokja_are_entered_and_never_proposed():
    full = facts(dasar_hukum=A_PERDES, sop=AN_SOP, anggaran_total=Reply(amount=5), petugas=NOTHING)

    proposed_keys = set(proposals(full, full))

    assert {one.key for one in ELEMENTS} - proposed_keys == {"ruang", "pokja"}
    assert proposed_keys == {one.key for one in ELEMENTS if one.surveyed}


# --- What a proposal rests on ---------------------------------------------------------------------


def test_a_proposal_names_its_evidence_and_the_answers_it_rests_on():
    desa = facts(
        dasar_hukum=ticked("Perdes Kewenangan Lokal Skala Desa", others=["Perbup 12 Tahun 2021"]),
        sop=ticked(
            "Tata baku laksana fasilitasi dokumen kependudukan",
            "Lainnya, sebutkan",
            others=["SOP pengaduan", "SOP arsip"],
        ),
        anggaran_total=Reply(amount=28_500_000),
        anggaran_sumber=ticked("ADD", "DD"),
    )

    found = proposals(desa, facts(status=ticked("Pihak lain")))

    assert {key: [cells.text(one) for one in told.evidence] for key, told in found.items()} == {
        "perdes-sop": ["Perdes Kewenangan Lokal Skala Desa, Perbup 12 Tahun 2021", "3 SOP"],
        "petugas": ["Pihak lain"],
        "anggaran": ["Rp28.500.000", "ADD, DD"],
    }
    assert {key: told.sources for key, told in found.items()} == {
        "perdes-sop": ((4, "dasar_hukum"), (4, "sop")),
        "petugas": ((5, "status"),),
        "anggaran": ((4, "anggaran_total"),),
    }


def test_no_officer_said_on_format_4_is_shown_from_there():
    found = proposals(facts(petugas=NO_OFFICER), UNTOLD)["petugas"]

    assert found.sources == ((4, "petugas"),)


# --- Entered beside proposed ----------------------------------------------------------------------


def decided(entered, element="anggaran", **replies):
    """Return what counts when the team entered `entered` beside what the desa answered."""
    return effective(entered, proposals(facts(**replies), UNTOLD).get(element), cells.text)


@pytest.mark.parametrize("amount", [12_000_000, 0], ids=["ada", "Rp0"])
def test_an_override_stays_when_the_survey_changes(amount):
    override = ElementFacts(State.SEBAGIAN, "APBDes rancangan", "menunggu evaluasi")

    assert decided(override, anggaran_total=Reply(amount=amount)) == override


def test_a_cell_with_evidence_only_takes_the_proposed_state():
    photographed = ElementFacts(State.BELUM_DIISI, "foto APBDes", "")

    assert decided(photographed, anggaran_total=Reply(amount=0)) == ElementFacts(
        State.BELUM, "foto APBDes"
    )


def test_sebagian_may_be_entered_for_any_element_and_its_note_is_kept():
    entered = ElementFacts(State.SEBAGIAN, "", "baru rancangan")

    assert [decided(entered, one.key) for one in ELEMENTS] == [entered] * 5


def test_without_an_entry_the_proposal_counts_with_its_words():
    assert decided(None, "perdes-sop", sop=AN_SOP) == ElementFacts(
        State.SEBAGIAN, "1 SOP", "Perdes belum dijawab"
    )
    assert decided(None) == ElementFacts()


# --- Only what was handed in counts (rules.md 14) -------------------------------------------------


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (SurveyState.DRAF, "belum diisi"),
        (SurveyState.TERKIRIM, "sudah"),
        (SurveyState.DIPERIKSA, "sudah"),
        (SurveyState.DIKEMBALIKAN, "belum diisi"),
    ],
)
def test_only_a_form_handed_in_and_not_returned_counts(sokong, periode, state, expected):
    survey = SurveyFactory(desa=sokong, period=periode, state=state, note="Periksa lagi")
    AnswerFactory(survey=survey, question="anggaran_total", value=Reply(amount=5).to_json())

    book = survey_book([sokong.pk], periode)

    assert book.proposals(str(sokong.pk))["anggaran"].state.value == expected
    assert book.unchecked() == (state == SurveyState.TERKIRIM)


def test_a_correction_counts_in_place_of_the_answer(sokong, periode):
    survey = SurveyFactory(desa=sokong, period=periode)
    AnswerFactory(survey=survey, question="anggaran_total", value=Reply(amount=0).to_json())
    CorrectionFactory(survey=survey)

    proposal = survey_book([sokong.pk], periode).proposals(str(sokong.pk))["anggaran"]

    assert [cells.text(one) for one in proposal.evidence] == ["Rp15.000.000"]


def test_a_correction_to_nothing_leaves_the_question_unanswered(sokong, periode):
    survey = SurveyFactory(desa=sokong, period=periode)
    AnswerFactory(survey=survey, question="anggaran_total", value=Reply(amount=5).to_json())
    CorrectionFactory(survey=survey, value={}, reason="Angka desa tetangga")

    proposal = survey_book([sokong.pk], periode).proposals(str(sokong.pk))["anggaran"]

    assert proposal.state is State.BELUM_DIISI


def test_a_form_of_another_period_does_not_count(sokong, periode):
    survey = SurveyFactory(desa=sokong, period__code="2025-11")
    AnswerFactory(survey=survey, question="anggaran_total", value=Reply(amount=5).to_json())

    assert survey_book([sokong.pk], periode).rows == {}
