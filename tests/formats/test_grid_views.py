"""The grid of Format 1 as a person meets it: what is typed, refused, found stale, and kept."""

import json
import re

import pytest
from django.urls import reverse

from desa import waktu
from formats.actions import Edit, save_coverage
from formats.models import Collection, Coverage
from tests import factories
from tests.factories import guide_type
from tests.formats.edits import KIA
from tests.formats.grid_form import cell, figures
from tests.pages import fields_of, form_with, words

NIK = "5208010101900001"


# --- Saving ---------------------------------------------------------------------------------------


def test_what_is_typed_is_stored_and_the_page_says_how_much_and_when(send, client, page, sokong):
    response = send({cell(sokong, "wajib"): "2.790", cell(sokong, "memiliki"): "2 292"})

    assert response.status_code == 302
    text = words(client.get(response.url))
    assert "2 isian tersimpan, pukul" in text
    assert "WITA" in text
    assert fields_of(page())[cell(sokong, "wajib")] == "2.790"
    assert "82,2%" in text


def test_a_page_opened_and_saved_unchanged_changes_nothing(send, sokong, periode):
    factories.CoverageFactory(desa=sokong, period=periode, wajib=1234, memiliki=0)
    before = figures()

    response = send({})

    assert response.status_code == 302
    after = figures()
    assert after[0] == before[0]
    assert after[2] == before[2]


def test_the_grid_shows_sums_reach_target_and_gap(page, sokong, jenggala, periode):
    factories.TargetFactory(period=periode, hundredths=8500)
    factories.CoverageFactory(desa=sokong, period=periode, wajib=2790, memiliki=2292)
    factories.CoverageFactory(desa=jenggala, period=periode, wajib=3167, memiliki=2558)

    text = words(page())

    assert "Jumlah Kecamatan" in text
    assert "5.957 4.850 81,4%" in text
    assert "2 dari 3 desa" in text
    assert "85,0%" in text
    assert "kurang 3,6 poin, 214 anak" in text


def test_near_one_hundred_percent_the_grid_shows_the_people_missing(page, sokong, periode):
    kk = guide_type("kartu-keluarga")
    factories.CoverageFactory(desa=sokong, period=periode, document=kk, wajib=3287, memiliki=3286)

    assert "100,0% · kurang 1 KK" in words(page())


# --- Refused in words, kept on the page, not stored -----------------------------------------------

BAD = [
    ("dua ratus", "Tertulis “dua ratus”. Tulis bilangan bulat, misalnya 200."),
    ("12a", "Tertulis “12a”. Tulis bilangan bulat, misalnya 200."),
    ("-5", "Jumlah tidak boleh kurang dari 0. Tertulis −5."),
    ("− 5", "Jumlah tidak boleh kurang dari 0. Tertulis −5."),
    (NIK, "Ada 16 angka berurutan, mirip NIK atau nomor KK."),
    ("5208-0101-0190-0001", "Ada 16 angka berurutan, mirip NIK atau nomor KK."),
    ("12.5", "“12.5” bisa berarti 12,5 atau 125. Tulis bilangan bulat."),
    ("1,234", "“1,234” bisa berarti 1,234 atau 1234. Tulis bilangan bulat."),
    ("99999999", "Tertulis 99.999.999. Paling besar 9.999.999; periksa lagi angkanya."),
]


@pytest.mark.parametrize(("typed", "sentence"), BAD, ids=[typed for typed, _ in BAD])
def test_a_bad_count_gets_a_sentence_and_stays_while_nothing_of_it_is_stored(
    send, sokong, periode, typed, sentence
):
    factories.CoverageFactory(desa=sokong, period=periode, wajib=100, memiliki=None)
    before = figures()

    response = send({cell(sokong, "memiliki"): typed})

    assert response.status_code == 200
    assert f"Sokong, KIA, memiliki: {sentence}" in words(response)
    assert fields_of(response)[cell(sokong, "memiliki")] == typed
    assert figures()[0] == before[0]
    assert figures()[2] == before[2]


def test_one_bad_cell_does_not_cost_the_good_ones(send, sokong, jenggala):
    response = send({cell(sokong, "wajib"): "seratus", cell(jenggala, "wajib"): "90"})

    assert response.status_code == 200
    assert "1 isian tersimpan" in words(response)
    assert list(Coverage.unscoped.values_list("desa__name", "wajib")) == [("Jenggala", 90)]


def test_a_refused_cell_is_mended_from_the_page_that_came_back(send, sokong):
    back = send({cell(sokong, "wajib"): "seratus", cell(sokong, "memiliki"): "80"})

    mended = send({cell(sokong, "wajib"): "100"}, form_with(back, "dasar"))

    assert mended.status_code == 302
    assert Coverage.unscoped.values_list("wajib", "memiliki").get() == (100, 80)


def test_sixteen_digits_in_a_note_stay_on_the_page_and_out_of_the_database(send, sokong, periode):
    factories.CoverageFactory(desa=sokong, period=periode, wajib=100, memiliki=120)

    response = send({cell(sokong, "note"): f"Bu Siti {NIK}"})

    assert "Sokong, KIA, catatan: Ada 16 angka berurutan" in words(response)
    assert fields_of(response)[cell(sokong, "note")] == f"Bu Siti {NIK}"
    assert Coverage.unscoped.get().note == ""


def test_sixteen_digits_in_the_header_are_refused_beside_it(send, sokong, tanjung):
    response = send(
        {"source": f"KK {NIK}", "filled_by": "Tim Kecamatan", cell(sokong, "wajib"): "5"}
    )

    assert "Ada 16 angka berurutan" in words(response)
    assert fields_of(response)["source"] == f"KK {NIK}"
    header = Collection.unscoped.get(kecamatan=tanjung)
    assert (header.source, header.filled_by) == ("", "Tim Kecamatan")
    assert Coverage.unscoped.get().wajib == 5


def test_a_date_that_is_none_is_refused_beside_it(send):
    response = send({"data_date": "31 Mei"})

    assert "Tertulis “31 Mei”. Tulis tanggal seperti 31/05/2026." in words(response)
    assert fields_of(response)["data_date"] == "31 Mei"


def test_a_desa_outside_the_kecamatan_is_refused_with_what_was_typed(send, gangga):
    gondang = gangga.desa_set.first()
    before = Coverage.unscoped.count()

    response = send({cell(gondang, "wajib"): "45"})

    text = words(response)
    assert (
        "Desa lain, KIA, wajib: Tertulis “45”. Desa ini di luar kecamatan yang sedang dibuka, "
        "atau di luar wilayah Anda."
    ) in text
    assert Coverage.unscoped.count() == before


def test_a_type_that_does_not_exist_is_refused_with_what_was_typed(send, sokong):
    response = send({cell(sokong, "wajib", "00000000-0000-0000-0000-000000000000"): "45"})

    assert (
        "Sokong, jenis lain, wajib: Tertulis “45”. Baris atau jenis dokumen ini tidak dipakai"
    ) in words(response)


def test_a_period_that_does_not_exist_is_named_with_those_that_do(client, send, page, tanjung):
    page()
    for name, method in (("format", client.get), ("format_simpan", client.post)):
        response = method(reverse(name, args=[tanjung.pk, "2031-06", 1]))

        assert response.status_code == 404
        assert (
            "Periode “2031-06” tidak ada di Kabupaten Lombok Utara. Yang ada: 2026-06."
        ) in words(response)
    assert not Coverage.unscoped.exists()


@pytest.mark.parametrize("base", ["", "bukan json", "[]", "null", '{"kepala": 5}'])
def test_a_form_without_readable_base_values_overwrites_nothing(send, sokong, periode, base):
    factories.CoverageFactory(desa=sokong, period=periode, wajib=100, memiliki=80)

    response = send({"dasar": base, cell(sokong, "wajib"): "7"})

    assert response.status_code == 200
    assert Coverage.unscoped.values_list("wajib", "memiliki").get() == (100, 80)


def test_names_that_are_no_cells_are_left_aside(send, sokong):
    response = send({"s:a:b": "1", "x:1:2:wajib": "2", f"s:{sokong.pk}:{KIA}:wajib_l": "3"})

    assert response.status_code == 302
    assert not Coverage.unscoped.exists()


# --- More than must have it -----------------------------------------------------------------------


def test_more_than_must_have_it_is_stored_and_asks_for_a_note_until_there_is_one(
    send, page, sokong
):
    send({cell(sokong, "wajib"): "1213", cell(sokong, "memiliki"): "1226"})

    assert (
        "Sokong, KIA: memiliki 1.226 lebih besar dari wajib 1.213 (101,1%). "
        "Sudah tersimpan; tulis catatannya."
    ) in words(page())
    assert "sel-peringatan" in page().content.decode().split("<tbody>")[1]

    send({cell(sokong, "note"): "Keluarga pindah masuk"})

    assert "lebih besar dari wajib" not in words(page())
    assert "sel-peringatan" not in page().content.decode().split("<tbody>")[1]
    assert Coverage.unscoped.get().note == "Keluarga pindah masuk"


def test_documents_where_nobody_must_have_one_ask_for_a_note_without_a_percentage(
    send, page, sokong
):
    send({cell(sokong, "wajib"): "0", cell(sokong, "memiliki"): "3"})

    assert "memiliki 3 lebih besar dari wajib 0. Sudah tersimpan" in words(page())


# --- Somebody else was faster ---------------------------------------------------------------------


@pytest.fixture
def overtaken(page, pendamping, tanjung, sokong, periode):
    """Return the form of a page opened before somebody else stored 110."""
    factories.CoverageFactory(desa=sokong, period=periode, wajib=100, memiliki=80)
    form = form_with(page(), "dasar")
    save_coverage(
        kecamatan=tanjung, period=periode, desa=[sokong], by=pendamping, at=waktu.now(),
        edits=[Edit((str(sokong.pk), KIA), "wajib", 100, 110)],
    )  # fmt: skip
    return form


def test_a_stale_cell_shows_both_values_with_who_and_when(send, overtaken, sokong, jenggala):
    response = send({cell(sokong, "wajib"): "120", cell(jenggala, "wajib"): "9"}, overtaken)

    text = words(response)
    assert "Sokong, KIA, wajib: dua isi berbeda" in text
    assert "Sebelumnya: 100." in text
    assert "Anda mengetik 120" in text
    assert re.search(r"Pendamping menyimpan, \d\d\.\d\d WITA 110", text)
    assert fields_of(response)[cell(sokong, "wajib")] == "120"
    assert Coverage.unscoped.get(desa=sokong).wajib == 110
    assert Coverage.unscoped.get(desa=jenggala).wajib == 9


def test_pressing_simpan_again_does_not_settle_it_silently(send, overtaken, sokong):
    back = send({cell(sokong, "wajib"): "120"}, overtaken)

    again = send({}, form_with(back, "dasar"))

    assert "dua isi berbeda" in words(again)
    assert Coverage.unscoped.get(desa=sokong).wajib == 110


def test_mine_is_taken_on_purpose(send, overtaken, sokong):
    back = send({cell(sokong, "wajib"): "120"}, overtaken)
    choice = json.dumps({cell(sokong, "wajib"): 110})
    assert f'name="pakai" value="{choice.replace(chr(34), "&quot;")}"' in back.content.decode()

    done = send({"pakai": choice}, form_with(back, "dasar"))

    assert done.status_code == 302
    assert Coverage.unscoped.get(desa=sokong).wajib == 120


def test_theirs_is_taken_on_purpose(send, overtaken, sokong):
    back = send({cell(sokong, "wajib"): "120"}, overtaken)
    assert f'name="lepas" value="{cell(sokong, "wajib")}"' in back.content.decode()

    done = send({"lepas": cell(sokong, "wajib")}, form_with(back, "dasar"))

    assert done.status_code == 302
    assert Coverage.unscoped.get(desa=sokong).wajib == 110


@pytest.mark.parametrize("choice", ["", "bukan json", "[1, 2]", '"teks"', "5", '{"s:x": 1}'])
def test_a_choice_nobody_offered_settles_nothing(send, overtaken, sokong, choice):
    response = send({"pakai": choice, cell(sokong, "wajib"): "120"}, overtaken)

    assert "dua isi berbeda" in words(response)
    assert Coverage.unscoped.get(desa=sokong).wajib == 110


def test_a_stale_header_field_says_who_and_what_and_the_second_save_replaces_it(
    send, page, tanjung, periode
):
    row = factories.CollectionFactory(kecamatan=tanjung, period=periode, source="Buku induk")
    form = form_with(page(), "dasar")
    row.source = "UPTD Dukcapil"
    row.save()

    back = send({"source": "SIAK"}, form)
    assert "menjadi “UPTD Dukcapil”. Simpan sekali lagi untuk memakai yang Anda ketik." in words(
        back
    )
    send({}, form_with(back, "dasar"))

    assert Collection.unscoped.get().source == "SIAK"
