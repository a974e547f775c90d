"""Saving Formats 1 and 2 cell by cell, each with the value it replaces (rules 1, 10, 16, 24-26)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from desa.history import Source
from formats.actions import HEADER, Edit, Stale, save_coverage, save_elements
from formats.models import Collection, Coverage, ElementState
from formats.specs._shared import DOCUMENTS_BY_KEY
from tests import factories
from tests.factories import AT

KIA = str(DOCUMENTS_BY_KEY["kia"].id)
KK = str(DOCUMENTS_BY_KEY["kartu-keluarga"].id)
EMPTY = dict.fromkeys(ElementState.CELL, "")
LATER = AT + datetime.timedelta(minutes=5)
NIK_SENTENCE = (
    "Ada 16 angka berurutan, mirip NIK atau nomor KK. Hapus; sistem ini hanya menyimpan jumlah."
)


@pytest.fixture
def save(tanjung, periode, ptpd):
    """Return the function that saves edits to Format 1 of Tanjung as its PTPD."""

    def save(*edits, by=ptpd, at=AT, **more):
        return save_coverage(
            kecamatan=tanjung, period=periode, desa=list(tanjung.desa_set.all()),
            edits=list(edits), by=by, at=at, **more,
        )  # fmt: skip

    return save


@pytest.fixture
def mark(tanjung, periode, ptpd):
    """Return the function that saves edits to Format 2 of Tanjung."""

    def mark(*edits, by=ptpd, at=AT, overriding=True):
        return save_elements(
            kecamatan=tanjung, period=periode, desa=list(tanjung.desa_set.all()),
            edits=list(edits), by=by, at=at, overriding=overriding,
        )  # fmt: skip

    return mark


def count(desa, field, base, value, kind=KIA):
    """Return the Edit of one cell of Format 1."""
    return Edit((str(desa.pk), kind), field, base, value)


def cell(desa, element, base=None, **told):
    """Return the Edit of one cell of Format 2."""
    return Edit((str(desa.pk), element), "cell", base or EMPTY, {**(base or EMPTY), **told})


def stored(desa, kind=KIA):
    """Return (wajib, memiliki, note) of a desa's cell."""
    return Coverage.unscoped.values_list("wajib", "memiliki", "note").get(
        desa=desa, document_id=kind
    )


# --- Per cell -------------------------------------------------------------------------------------


def test_figures_are_stored_as_they_were_typed(save, sokong):
    outcome = save(count(sokong, "wajib", None, 2790), count(sokong, "memiliki", None, 2292))

    assert outcome.is_clean
    assert len(outcome.saved) == 2
    assert stored(sokong) == (2790, 2292, "")


def test_one_count_alone_is_stored_and_the_other_stays_empty(save, sokong):
    save(count(sokong, "memiliki", None, 0))

    assert stored(sokong) == (None, 0, "")


def test_a_stale_cell_is_refused_alone_with_who_changed_it_and_when(
    save, sokong, jenggala, pendamping
):
    save(count(sokong, "wajib", None, 100))
    save(count(sokong, "wajib", 100, 110), by=pendamping, at=LATER)

    mine = count(sokong, "wajib", 100, 120)
    outcome = save(mine, count(jenggala, "wajib", None, 90))

    assert outcome.stale == [Stale(mine, 110, "Pendamping", LATER)]
    assert stored(sokong) == (110, None, "")
    assert stored(jenggala) == (90, None, "")


def test_a_cell_is_stale_field_by_field(save, sokong):
    save(count(sokong, "wajib", None, 100), count(sokong, "memiliki", None, 50))

    outcome = save(count(sokong, "wajib", None, 101), count(sokong, "memiliki", 50, 60))

    assert [one.edit.field for one in outcome.stale] == ["wajib"]
    assert stored(sokong) == (100, 60, "")


def test_a_stale_cell_names_who_put_its_value_there_not_who_touched_the_row_last(
    save, sokong, pendamping
):
    save(count(sokong, "wajib", None, 100), count(sokong, "memiliki", None, 50))

    outcome = save(
        count(sokong, "wajib", None, 101),
        count(sokong, "memiliki", 50, 60),
        by=pendamping,
        at=LATER,
    )

    (stale,) = outcome.stale
    assert (stale.current, stale.by, stale.at) == (100, "Ptpd", AT)


def test_replacing_the_stored_value_on_purpose_is_a_save_like_any_other(save, sokong):
    save(count(sokong, "wajib", None, 100))

    assert save(count(sokong, "wajib", 100, 120)).is_clean
    assert stored(sokong) == (120, None, "")


def test_a_repeated_save_is_the_same_save(save, sokong):
    edit = count(sokong, "wajib", None, 100)
    save(edit)
    rows = Coverage.history.count()

    again = save(edit)

    assert again.is_clean
    assert Coverage.history.count() == rows
    assert Coverage.unscoped.filter(desa=sokong).count() == 1


def test_two_people_who_type_the_same_figure_do_not_disagree(save, sokong, pendamping):
    save(count(sokong, "wajib", None, 100))

    assert save(count(sokong, "wajib", None, 100), by=pendamping).is_clean


def test_a_figure_is_taken_back_to_not_filled_never_to_zero(save, sokong):
    save(count(sokong, "wajib", None, 100))
    save(count(sokong, "wajib", 100, None))

    assert stored(sokong) == (None, None, "")


def test_good_cells_are_stored_although_others_are_refused(save, sokong, jenggala):
    bad = [
        count(sokong, "wajib", None, -1),
        count(sokong, "memiliki", None, 10_000_000),
        count(jenggala, "note", "", "NIK 5208 0101 0190 0001"),
        count(jenggala, "note", "", "a" * 201, KK),
    ]

    outcome = save(*bad, count(jenggala, "wajib", None, 90), count(jenggala, "memiliki", None, 80))

    assert [edit for edit, _sentence in outcome.refused] == bad
    assert dict(outcome.refused)[bad[2]] == NIK_SENTENCE
    assert all(sentence.endswith(".") for _edit, sentence in outcome.refused)
    assert stored(jenggala) == (90, 80, "")
    assert not Coverage.unscoped.filter(desa=sokong).exists()


def test_more_than_must_have_it_is_stored_at_once(save, sokong):
    assert save(count(sokong, "wajib", None, 1213), count(sokong, "memiliki", None, 1226)).is_clean
    assert stored(sokong) == (1213, 1226, "")


def test_wajib_zero_with_documents_is_stored_at_once(save, sokong):
    assert save(count(sokong, "wajib", None, 0), count(sokong, "memiliki", None, 3)).is_clean
    assert stored(sokong) == (0, 3, "")


# --- Where ----------------------------------------------------------------------------------------


def test_a_desa_outside_the_kecamatan_is_refused_in_words(save, gangga, sokong):
    gondang = gangga.desa_set.first()

    outcome = save(count(gondang, "wajib", None, 5), count(sokong, "wajib", None, 7))

    assert [sentence for _edit, sentence in outcome.refused] == [
        "Desa ini di luar kecamatan yang sedang dibuka, atau di luar wilayah Anda."
    ]
    assert list(Coverage.unscoped.values_list("desa__name", "wajib")) == [("Sokong", 7)]


@pytest.mark.parametrize("kind", ["bukan-uuid", "00000000-0000-0000-0000-000000000000"])
def test_a_type_nobody_knows_is_refused_in_words(save, sokong, kind):
    outcome = save(count(sokong, "wajib", None, 5, kind))

    assert [sentence for _edit, sentence in outcome.refused] == [
        "Baris atau jenis dokumen ini tidak dipakai di kecamatan ini."
    ]


def test_another_kecamatans_own_type_is_refused(save, sokong, gangga):
    theirs = factories.DocumentTypeFactory(kecamatan=gangga)

    outcome = save(count(sokong, "wajib", None, 5, str(theirs.pk)))

    assert len(outcome.refused) == 1
    assert not Coverage.unscoped.exists()


# --- When -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        # WITA is eight hours ahead: the first and last moments of 1 May and 30 June.
        (datetime.datetime(2026, 4, 30, 15, 59, 59, tzinfo=datetime.UTC), False),
        (datetime.datetime(2026, 4, 30, 16, 0, tzinfo=datetime.UTC), True),
        (datetime.datetime(2026, 6, 30, 15, 59, 59, tzinfo=datetime.UTC), True),
        (datetime.datetime(2026, 6, 30, 16, 0, tzinfo=datetime.UTC), False),
    ],
)
def test_a_period_opens_and_closes_at_midnight_on_the_kabupatens_clock(periode, at, is_open):
    periode.closes = datetime.date(2026, 6, 30)

    assert periode.is_open(at) is is_open


@pytest.mark.parametrize(
    ("opens", "closes", "word"),
    [("2026-05-01", "2026-06-09", "sudah ditutup"), ("2026-06-11", "2026-06-30", "belum dibuka")],
)
def test_outside_its_days_a_period_refuses_entry_in_words(
    save, mark, sokong, periode, opens, closes, word
):
    periode.opens, periode.closes = map(datetime.date.fromisoformat, (opens, closes))

    for act in (
        lambda: save(count(sokong, "wajib", None, 1)),
        lambda: mark(cell(sokong, "ruang", state="sudah")),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.messages == [
            f"Periode Juni 2026 {word}; isiannya hanya dapat dibaca. "
            "Admin kabupaten dapat memperpanjangnya."
        ]
    assert not Coverage.unscoped.exists()
    assert not Collection.unscoped.exists()


# --- Header ---------------------------------------------------------------------------------------


def test_the_header_is_saved_field_by_field_beside_the_cells(save, sokong, tanjung, pendamping):
    day = datetime.date(2026, 5, 31)
    save(Edit(HEADER, "data_date", None, day), Edit(HEADER, "source", "", "UPTD Dukcapil"))

    theirs = Edit(HEADER, "source", "", "Buku induk")
    outcome = save(
        theirs,
        Edit(HEADER, "filled_by", "", "Tim Kecamatan"),
        count(sokong, "wajib", None, 5),
        by=pendamping,
        at=LATER,
    )

    header = Collection.unscoped.get(kecamatan=tanjung)
    assert (header.data_date, header.source, header.filled_by) == (
        day,
        "UPTD Dukcapil",
        "Tim Kecamatan",
    )
    assert outcome.stale == [Stale(theirs, "UPTD Dukcapil", "Ptpd", AT)]
    assert stored(sokong) == (5, None, "")


def test_sixteen_digits_in_the_header_are_refused_alone(save, tanjung):
    outcome = save(
        Edit(HEADER, "source", "", "KK 5208010101900001"),
        Edit(HEADER, "filled_by", "", "Tim Kecamatan"),
    )

    assert [sentence for _edit, sentence in outcome.refused] == [NIK_SENTENCE]
    header = Collection.unscoped.get(kecamatan=tanjung)
    assert (header.source, header.filled_by) == ("", "Tim Kecamatan")


# --- Elements -------------------------------------------------------------------------------------


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


# --- History --------------------------------------------------------------------------------------


def told_by(model):
    """Return who, when, why, from where and what of every history row, oldest first."""
    return [
        (
            str(row.history_user), row.history_date, row.history_change_reason, row.history_source,
            row.history_type,
        )
        for row in model.history.order_by("history_date", "history_type")
    ]  # fmt: skip


def test_every_write_of_many_cells_leaves_one_history_row_each(save, desa_tanjung, pendamping):
    save(*(count(desa, "wajib", None, 10) for desa in desa_tanjung))
    save(
        *(count(desa, "wajib", 10, 20) for desa in desa_tanjung[:2]),
        by=pendamping, at=LATER, source=Source.IMPORTED,
    )  # fmt: skip

    assert told_by(Coverage) == [
        *[("Ptpd", AT, None, "ketik", "+")] * 3,
        *[("Pendamping", LATER, None, "impor", "~")] * 2,
    ]


def test_header_and_elements_tell_who_wrote_them_from_their_first_row_on(save, mark, sokong):
    save(Edit(HEADER, "source", "", "UPTD Dukcapil"))
    mark(cell(sokong, "ruang", state="sudah"), at=LATER)

    assert told_by(Collection) == [
        ("Ptpd", AT, None, "ketik", "+"),
        ("Ptpd", AT, None, "ketik", "~"),
    ]
    assert [row.source for row in Collection.history.order_by("history_type")] == [
        "",
        "UPTD Dukcapil",
    ]
    assert told_by(ElementState) == [("Ptpd", LATER, None, "ketik", "+")]


def test_a_refused_or_stale_cell_leaves_no_history(save, sokong):
    save(count(sokong, "wajib", None, 100))
    save(count(sokong, "wajib", None, 120), count(sokong, "memiliki", None, -5))

    assert len(told_by(Coverage)) == 1
