"""Saving Formats 1 and 2 cell by cell, each with the value it replaces (rules 1, 10, 16, 24-26)."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from desa.history import Source
from formats.actions import HEADER, Edit, Stale
from formats.models import Collection, Coverage, ElementState
from formats.specs._shared import DOCUMENTS_BY_KEY
from tests import factories
from tests.factories import AT
from tests.formats.edits import KIA, LATER, NIK_SENTENCE, cell, count

KK = str(DOCUMENTS_BY_KEY["kartu-keluarga"].id)


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
