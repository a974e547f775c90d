"""The comparison of two periods as a person meets it: the page, the paper, the workbook."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from desa.rights import Role
from formats.models import Coverage
from formats.specs._shared import DOCUMENTS, ELEMENTS
from tests import factories
from tests.factories import guide_type, make_user
from tests.pages import words


@pytest.fixture
def told(sokong, desa_tanjung, november, periode, lay):
    """Lay down KIA of Sokong and a room of Tanjung in both rounds."""
    lay(sokong, (60, 100), (90, 120))
    for period, state in ((november, "belum"), (periode, "sudah")):
        factories.ElementStateFactory(desa=desa_tanjung[0], period=period, state=state)


def address(name, kecamatan, period, *more):
    return reverse(name, args=[kecamatan.pk, period.code, *more])


def test_data_desa_leads_to_the_comparison(client, masuk, camat, tanjung, periode, told):
    masuk(client, camat)
    page = client.get(address("data_desa", tanjung, periode))
    assert address("banding", tanjung, periode) in page.content.decode()


def test_the_page_compares_with_the_last_period_that_was_filled(
    client, masuk, camat, tanjung, klu, periode, told
):
    factories.PeriodFactory(kabupaten=klu, code="2026-02", label="Februari 2026")
    page = words(masuk(client, camat).get(address("banding", tanjung, periode)))

    assert "Periode awal November 2025" in page
    assert "Cakupan 7 jenis dokumen: 1 naik, 6 tidak dibandingkan. Elemen: 1 membaik." in page
    assert "+30 anak" in page
    assert "+15,0 poin" in page


def test_the_earlier_round_stands_first_from_whichever_one_comes(
    client, masuk, camat, tanjung, november, told
):
    page = words(masuk(client, camat).get(address("banding", tanjung, november)))
    assert "Periode awal November 2025" in page
    assert "+30 anak" in page


def test_without_another_filled_period_the_page_says_so(client, masuk, camat, tanjung, periode):
    masuk(client, camat)
    assert "Belum ada periode lain" in words(client.get(address("banding", tanjung, periode)))
    file = client.get(address("banding_berkas", tanjung, periode, "pdf"))
    assert file.url == address("banding", tanjung, periode)


def test_a_period_that_is_not_offered_is_named(client, masuk, camat, tanjung, periode, told):
    response = masuk(client, camat).get(address("banding", tanjung, periode), {"dengan": "2019-01"})
    assert response.status_code == 404
    assert "Periode “2019-01” tidak dapat dibandingkan" in words(response)


def test_a_desa_reads_its_own_changes_and_no_sums(
    client, masuk, kepala_desa, tanjung, periode, told
):
    page = words(masuk(client, kepala_desa).get(address("banding", tanjung, periode)))
    assert "+30 anak" in page
    assert "Cakupan kecamatan" not in page
    assert "Jenggala" not in page


def test_paper_and_workbook_say_what_the_page_says(client, masuk, camat, tanjung, periode, told):
    masuk(client, camat)
    pdf = client.get(address("banding_berkas", tanjung, periode, "pdf"), {"kertas": "A4"})
    book = client.get(address("banding_berkas", tanjung, periode, "xlsx"))

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "Perbandingan periode. Dari November 2025 ke Juni 2026" in text
    assert "+15,0 poin" in text
    sheets = load_workbook(io.BytesIO(book.content))
    assert sheets.sheetnames == [f"Perbandingan periode {letter}" for letter in "abcd"]
    values = [cell.value for row in sheets.worksheets[0].rows for cell in row]
    assert 30 in values
    assert 15 in values


@pytest.mark.parametrize("count", [3, 43])
def test_the_page_asks_as_often_for_43_desa_as_for_3(
    count, klu, periode, november, client, masuk, django_assert_num_queries
):
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    desa = factories.make_desa(kecamatan, count)
    Coverage.unscoped.bulk_create(
        factories.CoverageFactory.build(desa=one, period=period, document=guide_type(kind.key))
        for one in desa
        for kind in DOCUMENTS
        for period in (november, periode)
    )
    for element in ELEMENTS:
        factories.ElementStateFactory(desa=desa[0], period=periode, element=element.key)
    masuk(client, make_user("camat", (Role.CA, kecamatan)))
    client.get(address("banding", kecamatan, periode))

    with django_assert_num_queries(25):
        client.get(address("banding", kecamatan, periode))
