"""A kecamatan's own document types, the guide's *Dst*: added, changed, put aside."""

import pytest
from django.urls import reverse

from formats.models import Coverage, DocumentType
from formats.specs._shared import DOCUMENTS
from tests import factories
from tests.pages import fields_of, form_with, words

GOOD = {
    "own_label": "Surat Pindah",
    "own_wajib": "Penduduk yang pindah keluar",
    "own_memiliki": "Surat pindah diterbitkan",
    "own_unit": "orang",
}


@pytest.fixture
def add(client, masuk, ptpd, tanjung):
    """Return the function that adds a type to Tanjung as its PTPD."""
    masuk(client, ptpd)

    def add(**typed):
        return client.post(reverse("jenis_dokumen_tambah", args=[tanjung.pk]), {**GOOD, **typed})

    return add


def own():
    """Return the names of all own types."""
    return list(DocumentType.unscoped.exclude(kecamatan=None).values_list("own_label", flat=True))


def test_a_type_is_added_after_the_seven_and_told_in_history(add, client, tanjung, periode):
    response = add(own_flow="on")

    text = words(client.get(response.url))
    assert text.index("7. KIA") < text.index("Surat Pindah Penduduk yang pindah keluar")
    kind = DocumentType.unscoped.get(own_label="Surat Pindah")
    assert (kind.kecamatan, kind.flow, kind.unit) == (tanjung, True, "orang")
    assert [str(row.history_user) for row in kind.history.all()] == ["Ptpd"]
    grid = words(client.get(reverse("format", args=[tanjung.pk, periode.code, 1])))
    assert "8. Surat Pindah" in grid
    assert "Wajib: Penduduk yang pindah keluar. Memiliki: Surat pindah diterbitkan." in grid


@pytest.mark.parametrize("label", ["Surat Pindah", "surat pindah", " SURAT PINDAH "])
def test_the_same_name_twice_is_refused_in_words(add, label):
    add()

    response = add(own_label=label)

    assert response.status_code == 200
    assert "Jenis dokumen dengan nama ini sudah ada." in words(response)
    assert fields_of(response)["own_label"].strip() == label.strip()
    assert own() == ["Surat Pindah"]


def test_two_kecamatan_may_each_have_a_type_of_that_name(add, gangga):
    factories.DocumentTypeFactory(kecamatan=gangga, own_label="Surat Pindah")

    assert add().status_code == 302
    assert own() == ["Surat Pindah", "Surat Pindah"]


@pytest.mark.parametrize("label", [DOCUMENTS[0].label, "kia"])
def test_the_guides_names_are_taken(add, label):
    response = add(own_label=label)

    assert f"{label} sudah ada di antara tujuh jenis panduan." in words(response)
    assert fields_of(response)["own_label"] == label
    assert own() == []


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("own_label", "", "Nama dokumen: Belum diisi."),
        ("own_wajib", "", "Siapa yang wajib memiliki: "),
        ("own_memiliki", "", "Apa yang dihitung memiliki: "),
        ("own_unit", "", "Satuan: "),
        ("own_label", "5208010101900001", "Nama dokumen: Ada 16 angka berurutan"),
        ("own_wajib", "KK 5208 0101 0190 0001", "Ada 16 angka berurutan"),
    ],
)
def test_a_refused_type_keeps_what_was_typed_and_is_not_stored(add, field, typed, sentence):
    response = add(**{field: typed})

    assert response.status_code == 200
    assert sentence in words(response)
    assert fields_of(response).items() >= {**GOOD, field: typed}.items()
    assert own() == []


def test_a_type_put_aside_leaves_new_entry_but_keeps_its_figures(
    add, client, tanjung, sokong, periode
):
    add()
    kind = DocumentType.unscoped.get(own_label="Surat Pindah")
    factories.CoverageFactory(desa=sokong, period=periode, document=kind)
    url = reverse("jenis_dokumen_ubah", args=[kind.pk])
    form = form_with(client.get(url), "own_label")
    del form["is_active"]

    client.post(url, form)

    grid = words(client.get(reverse("format", args=[tanjung.pk, periode.code, 1])))
    assert "8. Surat Pindah" not in grid
    assert Coverage.unscoped.filter(document=kind).count() == 1
    listed = words(client.get(reverse("jenis_dokumen", args=[tanjung.pk])))
    assert "tidak dipakai lagi" in listed


def test_a_change_keeps_the_type_and_its_history(add, client, tanjung):
    add()
    kind = DocumentType.unscoped.get(own_label="Surat Pindah")
    url = reverse("jenis_dokumen_ubah", args=[kind.pk])

    client.post(url, {**form_with(client.get(url), "own_label"), "own_label": "SKPWNI"})

    assert own() == ["SKPWNI"]
    assert [row.own_label for row in kind.history.all()] == ["SKPWNI", "Surat Pindah"]
