"""All worksheets of a session as one workbook."""

import io

from django.urls import reverse
from openpyxl import load_workbook

from rakorcam import actions
from tests.factories import AT
from tests.formats.edaran import formulas
from tests.pages import words
from tests.rakorcam.sesi import plan


def get_book(client, session):
    response = client.get(reverse("lembar_kerja_semua", args=[session.pk]))
    assert response.status_code == 200
    return response, load_workbook(io.BytesIO(response.content))


def texts(page):
    """Return all texts of a worksheet."""
    return "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)


def test_it_holds_each_worksheet_as_it_prints(client, masuk, session, ptpd):
    plan(session, ptpd)
    actions.freeze(session, by=ptpd, at=AT)
    response, book = get_book(masuk(client, ptpd), session)
    assert response["Content-Disposition"] == (
        'attachment; filename="lembar-kerja-perencanaan-tanjung-2026-06-f4.xlsx"'
    )
    assert book.sheetnames == ["Daftar isi", "Format 6", "Format 7"]
    assert "Lembar kerja Rakorcam Perencanaan Kegiatan LABD, Juni 2026" in texts(book.active)
    assert "bekuan ke-1" in texts(book["Format 6"])
    assert all(page.oddHeader.center.text is None for page in book.worksheets)
    assert formulas(response.content) == []


def test_before_freezing_every_page_says_draf(client, masuk, session, ptpd):
    _response, book = get_book(masuk(client, ptpd), session)
    assert {page.oddHeader.center.text for page in book.worksheets} == {
        "DRAF, data belum dibekukan"
    }
    assert {page["A1"].value for page in book.worksheets} == {"DRAF, data belum dibekukan"}


def test_a_session_without_worksheets_has_no_workbook(client, masuk, session, ptpd, monkeypatch):
    masuk(client, ptpd)
    monkeypatch.setattr("rakorcam.views_buku.worksheets_of", lambda session: [])
    monkeypatch.setattr("rakorcam.pages.worksheets_of", lambda session: [])
    url = reverse("lembar_kerja_semua", args=[session.pk])
    assert client.get(url).status_code == 404
    assert url not in client.get(reverse("rakorcam", args=[session.pk])).content.decode()


def test_the_page_of_the_session_leads_to_it(client, masuk, session, ptpd):
    page = masuk(client, ptpd).get(reverse("rakorcam", args=[session.pk]))
    assert "Semua lembar kerja dalam satu Excel" in words(page)
    assert reverse("lembar_kerja_semua", args=[session.pk]) in page.content.decode()
