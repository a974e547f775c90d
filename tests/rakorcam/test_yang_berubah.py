"""What is told to have changed between two bekuan, and who reads it (rules 4, 5 and 18)."""

import pytest
from django.urls import reverse

from formats.actions import save_coverage, save_elements
from formats.replies import Reply
from formats.survey_actions import check_survey, return_survey, send_survey, tag_challenge
from formats.values import State
from rakorcam import actions
from rakorcam.models import Rakorcam, SessionState
from rakorcam.snapshot import differences
from tests import factories
from tests.factories import AT, TODAY, guide_type
from tests.factories_surveys import ThemeFactory, put, sent
from tests.formats.edits import LATER, cell, count
from tests.pages import words

FAR, LINE = "Pengadilan Agama di Gerung jauh", "Sinyal hanya ada di kantor desa"
FORMAT4 = "Kutipan Desa Sokong, Format 4"


@pytest.fixture
def session(tanjung, periode, ptpd):
    """Return a session of Tanjung, frozen once before anybody typed a figure."""
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    actions.freeze(session, by=ptpd, at=AT)
    return session


@pytest.fixture
def changed(session, ptpd):
    """Return the function that freezes again and tells (before, after) by place."""

    def changed():
        actions.freeze(session, by=ptpd, at=LATER, reason="Angka menyusul")
        new, old = session.snapshots.order_by("-number")[:2]
        return [(one.where, one.before, one.after) for one in differences(old.payload, new.payload)]

    return changed


@pytest.fixture
def survey(sokong, periode, kepala_desa):
    """Return Sokong's Format 4 as it was handed in: a budget and one challenge."""
    replies = {"anggaran_total": Reply(amount=12_000_000), "tantangan": Reply(text=FAR)}
    return sent(sokong, periode, 4, replies, by=kepala_desa)


# --- Figures and states ---------------------------------------------------------------------------


def test_a_note_written_beside_a_figure_is_told(changed, tanjung, periode, sokong, ptpd):
    save_coverage(
        kecamatan=tanjung, period=periode, desa=[sokong],
        edits=[count(sokong, "note", "", "Buku induk rusak")], by=ptpd, at=LATER,
    )  # fmt: skip

    assert changed() == [("Sokong, KIA, catatan", "", "Buku induk rusak")]


def test_state_evidence_and_note_of_an_element_are_told_each(
    changed, tanjung, periode, sokong, ptpd
):
    entered = cell(sokong, "pokja", state="sebagian", evidence="Daftar hadir", note="SK belum")
    save_elements(
        kecamatan=tanjung, period=periode, desa=[sokong], edits=[entered], by=ptpd, at=LATER,
        overriding=False,
    )  # fmt: skip

    assert changed() == [
        ("Sokong, Pokja Adminduk Desa", State.BELUM_DIISI, State.SEBAGIAN),
        ("Sokong, Pokja Adminduk Desa, bukti", "", "Daftar hadir"),
        ("Sokong, Pokja Adminduk Desa, keterangan", "", "SK belum"),
    ]


def test_an_element_is_told_when_the_desa_answered_meanwhile(changed, survey):
    budget = "Sokong, Anggaran Pendukung Pelaksanaan LABD"

    assert changed()[:2] == [
        (budget, State.BELUM_DIISI, State.SUDAH),
        (f"{budget}, bukti", "", "Rp12.000.000"),
    ]


# --- The desa's own words -------------------------------------------------------------------------


def test_words_that_came_are_told_with_their_desa_and_format(changed, survey):
    assert changed()[2:] == [
        (FORMAT4, "tidak ada", f"“{FAR}”"),
        ("Lembar isian belum diperiksa", 0, 1),
    ]


def test_words_written_anew_are_told_as_gone_and_come(changed, survey, ptpd, kepala_desa):
    changed()

    return_survey(survey, note="Perjelas tantangannya", by=ptpd, at=LATER)
    put(survey.desa, survey.period, 4, {"tantangan": Reply(text=LINE)}, base={
        "tantangan": Reply(text=FAR),
    })  # fmt: skip
    send_survey(survey, by=kepala_desa, at=LATER, day=TODAY, by_kecamatan=False)

    assert changed() == [
        (FORMAT4, f"“{FAR}”", "tidak ada"),
        (FORMAT4, "tidak ada", f"“{LINE}”"),
    ]


def test_words_that_now_stand_beside_another_row_are_told(changed, survey, klu, ptpd):
    changed()

    tag_challenge(
        survey, question="tantangan", text=FAR, elements=["pokja"],
        documents=[guide_type("akta-nikah")], themes=[ThemeFactory(kabupaten=klu, name="Jarak")],
        by=ptpd, at=LATER,
    )  # fmt: skip

    about = "Pokja Adminduk Desa, Akta Nikah, Jarak"
    assert changed() == [(f"{FORMAT4} “{FAR}”, tanda", "belum ditandai", about)]


def test_a_checked_form_is_told_since_the_foot_counts_the_others(changed, survey, ptpd):
    changed()

    check_survey(survey, by=ptpd, at=LATER)

    assert changed() == [("Lembar isian belum diperiksa", 1, 0)]


def test_what_a_desa_has_not_handed_in_is_not_told(changed, sokong, periode, kepala_desa):
    put(sokong, periode, 4, {"tantangan": Reply(text=FAR)}, by=kepala_desa)

    assert changed() == []


def test_a_bekuan_from_before_there_were_surveys_is_compared_too(session, changed, survey):
    changed()
    old, new = (one.payload for one in session.snapshots.order_by("number"))
    del old["quotes"], old["unchecked"]

    *_, quote, unchecked = differences(old, new)

    assert (quote.where, quote.before) == (FORMAT4, "tidak ada")
    assert (unchecked.before, unchecked.after) == (None, 1)


# --- Who reads it ---------------------------------------------------------------------------------


@pytest.fixture
def read(client, masuk, session, changed, tanjung, periode, jenggala, ptpd):
    """Return the function that reads the history of the bekuan once the session is over."""
    save_coverage(
        kecamatan=tanjung, period=periode, desa=[jenggala],
        edits=[count(jenggala, "wajib", None, 4321)], by=ptpd, at=LATER,
    )  # fmt: skip
    changed()
    Rakorcam.unscoped.update(state=SessionState.SELESAI)

    def read(user):
        masuk(client, user)
        return words(client.get(reverse("bekuan", args=[session.pk])))

    return read


def test_a_desa_reads_that_it_was_frozen_again_but_no_figure_of_another(read, kepala_desa):
    text = read(kepala_desa)

    assert "Bekuan ke-2" in text
    assert "Rincian perubahannya dibaca tim kecamatan." in text
    assert "Jenggala" not in text
    assert "4.321" not in text


def test_the_kecamatan_team_reads_which_figure_of_which_desa(read, notulis):
    assert "Jenggala, KIA, wajib Belum diisi 4.321" in read(notulis)
