"""The grid of Format 1 when it is closed, and what those see who do not type in it."""

import datetime

import pytest
from django.urls import reverse

from formats.models import Coverage
from formats.specs._shared import DOCUMENTS
from tests import factories
from tests.formats.grid_form import cell, figures
from tests.pages import fields_of, form_with, words

# --- A closed period ------------------------------------------------------------------------------


@pytest.fixture
def closed(page, periode):
    """Return the form of a page that was open when the period closed."""
    form = form_with(page(), "dasar")
    periode.closes = datetime.date(2026, 6, 1)
    periode.save()
    return form


def test_a_closed_period_refuses_in_words_and_what_was_typed_stays(send, closed, sokong):
    before = figures()

    response = send(
        {cell(sokong, "wajib"): "120", cell(sokong, "memiliki"): "", "source": "SIAK"}, closed
    )

    assert response.status_code == 200
    assert (
        "Periode Juni 2026 sudah ditutup; isiannya hanya dapat dibaca. "
        "Admin kabupaten dapat memperpanjangnya."
    ) in words(response)
    assert fields_of(response)[cell(sokong, "wajib")] == "120"
    assert fields_of(response)["source"] == "SIAK"
    assert figures() == before


def test_once_extended_the_same_page_is_saved(send, closed, sokong, periode):
    back = send({cell(sokong, "wajib"): "120"}, closed)
    periode.closes = factories.NEVER
    periode.save()

    assert send({}, form_with(back, "dasar")).status_code == 302
    assert Coverage.unscoped.get().wajib == 120


def test_a_closed_period_is_read_as_a_sheet(page, closed):
    text = words(page())

    assert "Periode Juni 2026 tidak menerima isian sekarang" in text
    assert "dasar" not in fields_of(page())


# --- Who sees what --------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["camat", "notulis", "dukcapil", "kepala_desa"])
def test_who_does_not_type_reads_the_sheet(client, masuk, request, role, tanjung, periode):
    masuk(client, request.getfixturevalue(role))
    response = client.get(reverse("format", args=[tanjung.pk, periode.code, 1]))

    assert response.status_code == 200
    assert "dasar" not in fields_of(response)
    assert ("Jumlah Kecamatan" in words(response)) == (role != "kepala_desa")
    assert ("Jenggala" in words(response)) == (role != "kepala_desa")


def test_format_1_has_a_column_of_three_for_every_type(page, tanjung):
    factories.DocumentTypeFactory(kecamatan=tanjung, own_label="Surat Pindah")

    text = words(page())

    for number, label in enumerate([*(one.label for one in DOCUMENTS), "Surat Pindah"], 1):
        assert f"{number}. {label}" in text


def test_the_sample_mark_stands_on_every_page_of_a_sample_kabupaten(page, klu):
    assert "Data contoh" not in words(page())
    klu.is_sample = True
    klu.save()

    assert "Data contoh, bukan data resmi." in words(page())
