"""Saving the elements of Format 2: a cell is state, evidence, note and reason (rules 16, 24)."""

import pytest

from formats.actions import Stale
from formats.models import ElementState
from tests.formats.edits import EMPTY, LATER, NIK_SENTENCE, cell


def test_an_element_is_stored_with_its_evidence(mark, sokong):
    outcome = mark(cell(sokong, "pokja", state="sudah", evidence="SK 141/22/2025, 6 Januari 2025"))

    assert outcome.is_clean
    row = ElementState.unscoped.get(desa=sokong, element="pokja")
    assert (row.state, row.evidence) == ("sudah", "SK 141/22/2025, 6 Januari 2025")


@pytest.mark.parametrize(
    ("element", "told", "sentence"),
    [
        (
            "ruang",
            {"state": "sebagian"},
            "Status sebagian perlu keterangan: apa yang sudah dan apa yang belum. "
            "Keterangan ini dicetak.",
        ),
        (
            "pokja",
            {"state": "sudah"},
            "Pokja Adminduk Desa: tulis nomor dan tanggal SK kepala desa.",
        ),
        (
            "petugas",
            {"state": "sudah"},
            "Elemen ini ditanyakan kepada desa di Format 4 dan 5. Tulis alasan kecamatan "
            "menetapkannya sendiri.",
        ),
        ("ruang", {"state": "sudah", "note": "NIK 5208010101900001"}, NIK_SENTENCE),
        ("ruang", {"state": "sudah", "evidence": "5208.0101.0190.0001"}, NIK_SENTENCE),
    ],
)
def test_an_element_that_does_not_fit_together_is_refused_whole(
    mark, sokong, jenggala, element, told, sentence
):
    outcome = mark(cell(sokong, element, **told), cell(jenggala, "ruang", state="belum"))

    assert [text for _edit, text in outcome.refused] == [sentence]
    assert list(ElementState.unscoped.values_list("desa__name", "state")) == [("Jenggala", "belum")]


def test_a_refused_change_leaves_the_stored_state_as_it_was(mark, sokong):
    mark(cell(sokong, "ruang", state="sudah", evidence="Loket di kantor desa"))
    before = ElementState.unscoped.get(desa=sokong).cell

    mark(cell(sokong, "ruang", before, state="sebagian"))

    assert ElementState.unscoped.get(desa=sokong).cell == before


def test_any_element_may_be_partly_there_when_the_note_says_how(mark, sokong):
    edits = [
        cell(sokong, key, state="sebagian", note="baru rancangan", reason="laporan desa")
        for key in ("perdes-sop", "ruang", "petugas", "pokja", "anggaran")
    ]

    assert mark(*edits).is_clean
    assert ElementState.unscoped.filter(state="sebagian").count() == 5


def test_only_a_ptpd_sets_an_element_the_desa_are_asked_about(mark, sokong, pendamping):
    outcome = mark(
        cell(sokong, "anggaran", state="sudah", reason="APBDes"),
        cell(sokong, "ruang", state="sudah"),
        by=pendamping,
        overriding=False,
    )

    assert [sentence for _edit, sentence in outcome.refused] == [
        "Elemen ini ditanyakan di Format 4 dan 5; hanya PTPD yang menetapkannya."
    ]
    assert list(ElementState.unscoped.values_list("element", flat=True)) == ["ruang"]


def test_an_element_cell_is_stale_as_one_with_who_and_when(mark, sokong, pendamping):
    mark(cell(sokong, "ruang", state="sudah"))
    first = ElementState.unscoped.get(desa=sokong).cell
    mark(cell(sokong, "ruang", first, state="belum"), by=pendamping, at=LATER, overriding=False)

    mine = cell(sokong, "ruang", first, evidence="Loket")
    outcome = mark(mine)

    assert outcome.stale == [Stale(mine, {**EMPTY, "state": "belum"}, "Pendamping", LATER)]
    assert ElementState.unscoped.get(desa=sokong).evidence == ""
