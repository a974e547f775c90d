"""The grid of Format 2 as a person meets it: five elements per desa (rules 16, 17, 24, 27)."""

import datetime
import json
import re

import pytest
from django.urls import reverse

from desa import waktu
from formats.actions import Edit, save_elements
from formats.models import ElementState
from tests import factories
from tests.pages import fields_of, form_with, words

NIK = "5208010101900001"
EMPTY = dict.fromkeys(ElementState.CELL, "")


@pytest.fixture
def page(client, masuk, ptpd, tanjung, periode):
    """Return the function that opens Format 2 of Tanjung as its PTPD, or as somebody else."""

    def page(user=ptpd):
        masuk(client, user)
        return client.get(reverse("format", args=[tanjung.pk, periode.code, 2]))

    return page


@pytest.fixture
def send(client, page, tanjung, periode):
    """Return the function that types into the grid as it stands and presses Simpan."""

    def send(typed, form=None):
        form = form_with(page(), "dasar") if form is None else form
        return client.post(
            reverse("format_simpan", args=[tanjung.pk, periode.code, 2]), {**form, **typed}
        )

    return send


def field(desa, element, name):
    """Return the form name of one input."""
    return f"e:{desa.pk}:{element}:{name}"


def states():
    """Return (desa, element, state, evidence, note, reason) of all that is stored."""
    return list(
        ElementState.unscoped.order_by("desa__code", "element").values_list(
            "desa__name", "element", *ElementState.CELL
        )
    )


# --- Saving ---------------------------------------------------------------------------------------


def test_a_state_is_stored_with_its_evidence_and_note(send, client, sokong):
    response = send(
        {
            field(sokong, "pokja", "state"): "sudah",
            field(sokong, "pokja", "evidence"): " SK 141/22/2025, 6 Januari 2025 ",
            field(sokong, "ruang", "state"): "sebagian",
            field(sokong, "ruang", "note"): "meja ada, belum dipakai",
        }
    )

    assert response.status_code == 302
    assert "2 isian tersimpan, pukul" in words(client.get(response.url))
    assert states() == [
        ("Sokong", "pokja", "sudah", "SK 141/22/2025, 6 Januari 2025", "", ""),
        ("Sokong", "ruang", "sebagian", "", "meja ada, belum dipakai", ""),
    ]


def test_a_page_saved_unchanged_writes_nothing(send, client, sokong, periode):
    factories.ElementStateFactory(desa=sokong, period=periode, evidence="Loket")
    rows = ElementState.history.count()

    response = send({})

    assert "Tidak ada yang berubah" in words(client.get(response.url))
    assert ElementState.history.count() == rows


def test_the_page_says_how_many_desa_are_told_whole(page, sokong, periode):
    for element in ("perdes-sop", "ruang", "petugas", "pokja", "anggaran"):
        factories.ElementStateFactory(desa=sokong, period=periode, element=element, state="belum")

    assert "1 dari 3 desa terdata lengkap" in words(page())


def test_a_state_is_taken_back_to_belum_diisi(send, sokong, periode):
    factories.ElementStateFactory(desa=sokong, period=periode)

    send({field(sokong, "ruang", "state"): ""})

    assert states() == [("Sokong", "ruang", "", "", "", "")]


# --- Refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "typed", "sentence"),
    [
        ("ruang", {"state": "sebagian"}, "Status sebagian perlu keterangan"),
        ("pokja", {"state": "sudah"}, "tulis nomor dan tanggal SK kepala desa."),
        ("petugas", {"state": "sudah"}, "Tulis alasan kecamatan menetapkannya sendiri."),
        ("ruang", {"state": "sudah", "evidence": f"Foto {NIK}"}, "Ada 16 angka berurutan"),
        ("ruang", {"note": "5208 0101 0190 0001"}, "Ada 16 angka berurutan"),
        ("anggaran", {"state": "sudah", "reason": NIK}, "Ada 16 angka berurutan"),
    ],
)
def test_a_refused_cell_names_its_place_and_keeps_what_was_typed(
    send, sokong, jenggala, element, typed, sentence
):
    response = send(
        {
            **{field(sokong, element, name): value for name, value in typed.items()},
            field(jenggala, "ruang", "state"): "belum",
        }
    )

    assert response.status_code == 200
    text = words(response)
    assert "Ada isian yang belum tersimpan. Yang Anda ketik tidak hilang." in text
    assert re.search(rf"Sokong, [\w /]+: [^,]*{re.escape(sentence)}", text)
    shown = fields_of(response)
    assert {name: shown[field(sokong, element, name)] for name in typed} == typed
    assert states() == [("Jenggala", "ruang", "belum", "", "", "")]


def test_a_refused_cell_is_mended_from_the_page_that_came_back(send, sokong):
    back = send({field(sokong, "ruang", "state"): "sebagian"})

    mended = send({field(sokong, "ruang", "note"): "meja saja"}, form_with(back, "dasar"))

    assert mended.status_code == 302
    assert states() == [("Sokong", "ruang", "sebagian", "", "meja saja", "")]


def test_a_state_that_does_not_exist_is_refused_in_words(send, sokong):
    response = send({field(sokong, "ruang", "state"): "hampir"})

    assert "Sokong, Ruang/Loket Pelayanan: " in words(response)
    assert states() == []


def test_a_desa_outside_the_kecamatan_is_refused_with_what_was_typed(send, gangga):
    response = send({field(gangga.desa_set.first(), "ruang", "state"): "sudah"})

    assert response.status_code == 200
    assert (
        "Desa lain, Ruang/Loket Pelayanan: Tertulis “sudah”. Desa ini di luar kecamatan yang "
        "sedang dibuka, atau di luar wilayah Anda."
    ) in words(response)
    assert states() == []


def test_an_element_that_does_not_exist_is_refused_with_what_was_typed(send, sokong):
    response = send({field(sokong, "loket-dua", "evidence"): "Foto"})

    assert (
        "Sokong, elemen lain: Tertulis “belum diisi; Foto”. Baris atau jenis dokumen ini tidak "
        "dipakai"
    ) in words(response)
    assert states() == []


# --- Who sets which element -----------------------------------------------------------------------


def test_a_pendamping_types_the_teams_elements_and_reads_the_others(page, pendamping, sokong):
    shown = fields_of(page(pendamping))

    editable = {name.split(":")[2] for name in shown if name.startswith(f"e:{sokong.pk}")}
    assert editable == {"ruang", "pokja"}


def test_a_pendamping_who_crafts_a_surveyed_element_is_refused(
    client, masuk, pendamping, page, sokong, tanjung, periode
):
    form = form_with(page(pendamping), "dasar")
    crafted = {
        field(sokong, "anggaran", "state"): "sudah",
        field(sokong, "anggaran", "reason"): "APBDes",
    }

    response = client.post(
        reverse("format_simpan", args=[tanjung.pk, periode.code, 2]), {**form, **crafted}
    )

    assert "hanya PTPD yang menetapkannya." in words(response)
    assert states() == []


@pytest.mark.parametrize("role", ["camat", "notulis", "kepala_desa"])
def test_who_does_not_type_reads_the_sheet(page, request, role):
    response = page(request.getfixturevalue(role))

    assert "dasar" not in fields_of(response)
    assert ("Jenggala" in words(response)) == (role != "kepala_desa")


# --- Somebody else was faster ---------------------------------------------------------------------


@pytest.fixture
def overtaken(page, sokong, tanjung, periode, pendamping):
    """Return the form of a page opened before the pendamping stored *belum*."""
    factories.ElementStateFactory(desa=sokong, period=periode, state="sudah")
    form = form_with(page(), "dasar")
    save_elements(
        kecamatan=tanjung, period=periode, desa=[sokong], by=pendamping, at=waktu.now(),
        edits=[
            Edit(
                (str(sokong.pk), "ruang"), "cell",
                {**EMPTY, "state": "sudah"}, {**EMPTY, "state": "belum", "note": "dipakai gudang"},
            )
        ],
        overriding=False,
    )  # fmt: skip
    return form


def test_a_stale_cell_is_refused_alone_with_both_values(send, overtaken, sokong, jenggala):
    response = send(
        {
            field(sokong, "ruang", "evidence"): "Loket di kantor desa",
            field(jenggala, "ruang", "state"): "belum",
        },
        overtaken,
    )

    text = words(response)
    assert "Sokong, Ruang/Loket Pelayanan: diubah orang lain selagi Anda mengetik." in text
    assert "Pendamping menyimpan: belum; dipakai gudang" in text
    assert fields_of(response)[field(sokong, "ruang", "evidence")] == "Loket di kantor desa"
    assert states() == [
        ("Sokong", "ruang", "belum", "", "dipakai gudang", ""),
        ("Jenggala", "ruang", "belum", "", "", ""),
    ]


def test_either_value_is_taken_on_purpose(send, overtaken, sokong):
    typed = {field(sokong, "ruang", "evidence"): "Loket di kantor desa"}
    row = f"{sokong.pk}:ruang"
    stored = {**EMPTY, "state": "belum", "note": "dipakai gudang"}

    back = send(typed, overtaken)
    send({"lepas": f"e:{row}"}, form_with(back, "dasar"))
    assert states()[0][2:] == ("belum", "", "dipakai gudang", "")

    back = send(typed, overtaken)
    send({"pakai": json.dumps({row: stored})}, form_with(back, "dasar"))
    assert states()[0][2:] == ("sudah", "Loket di kantor desa", "", "")


# --- A closed period ------------------------------------------------------------------------------


def test_a_closed_period_refuses_in_words_and_what_was_typed_stays(send, page, sokong, periode):
    form = form_with(page(), "dasar")
    periode.closes = datetime.date(2026, 6, 1)
    periode.save()

    back = send({field(sokong, "ruang", "state"): "sudah"}, form)

    assert "Periode Juni 2026 sudah ditutup; isiannya hanya dapat dibaca." in words(back)
    assert fields_of(back)[field(sokong, "ruang", "state")] == "sudah"
    assert states() == []

    periode.closes = factories.NEVER
    periode.save()
    assert send({}, form_with(back, "dasar")).status_code == 302
    assert states() == [("Sokong", "ruang", "sudah", "", "", "")]
