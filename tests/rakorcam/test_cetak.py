"""Printing for the wall: what the page says comes out is what the file holds."""

import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from rakorcam.actions import freeze
from rakorcam.printing import _layout
from tests.factories import AT, CoverageFactory, ElementStateFactory, make_desa
from tests.pages import form_with, words
from tests.rakorcam.sesi import plan
from tests.rakorcam.siklus import lay_items

pytestmark = pytest.mark.sekali


@pytest.fixture
def printer(client, masuk, notulis, session):
    """Return the client of the notulis of Tanjung, whose session is in preparation."""
    return masuk(client, notulis)


def page(printer, session, query=""):
    return printer.get(reverse("rakorcam_cetak", args=[session.pk]) + query)


def file_of(printer, session, query=""):
    response = printer.get(reverse("rakorcam_cetak_berkas", args=[session.pk]) + query)
    assert response.status_code == 200
    return response, PdfReader(io.BytesIO(response.content))


def many_plans(session, count):
    """Lay down so many plans in the row of the Pokja."""
    what = "Pendataan dusun {} bersama kepala dusun dan kader"
    lay_items(session, [(6, "pokja")], count, desa=[], what=what, all_desa=True)


def size(page):
    """Return the width and height of a PDF's page in mm."""
    box = page.mediabox
    return tuple(round(float(side) * 25.4 / 72) for side in (box.width, box.height))


def test_without_a_word_all_worksheets_are_printed_on_tiles_of_f4(printer, session):
    answer = page(printer, session)
    assert answer.context["form"].cleaned_data == {
        "lembar": ["6", "7"], "kertas": "A1", "ubin": "F4", "isi": "terisi",
    }  # fmt: skip
    told = words(answer)
    assert "2 lembar kerja × 10 lembar F4 = 20 lembar F4, hasilnya 84,1 × 59,4 cm." in told
    assert "Ditambah 2 lembar petunjuk rakit: PDF-nya 22 halaman." in told
    _response, pdf = file_of(printer, session)
    assert len(pdf.pages) == 22
    assert {size(one) for one in pdf.pages} == {(215, 330)}


CHOICES = [
    ("lembar=6&kertas=A1&ubin=utuh", "1 lembar kerja = 1 lembar plano utuh", 1, (841, 594)),
    ("lembar=6&lembar=7&kertas=A0&ubin=utuh", "2 lembar kerja = 2 lembar plano utuh", 2,
     (1189, 841)),
    ("lembar=7&kertas=A0&ubin=A4", "1 lembar kerja × 25 lembar A4 = 25 lembar A4", 26, (297, 210)),
    pytest.param("lembar=7&kertas=79x109", "1 lembar kerja × 18 lembar F4 = 18 lembar F4", 19,
                 (215, 330), marks=pytest.mark.drill),
    ("lembar=6&kertas=65x100&ubin=A3&isi=kosong", "1 lembar kerja × 8 lembar A3 = 8 lembar A3", 9,
     (297, 420)),
    pytest.param("lembar=7", "1 lembar kerja × 10 lembar F4 = 10 lembar F4", 11, (215, 330),
                 marks=pytest.mark.drill),
]  # fmt: skip


@pytest.mark.parametrize(("query", "sentence", "pages", "paper"), CHOICES)
def test_what_is_promised_is_what_is_printed(printer, session, query, sentence, pages, paper):
    answer = page(printer, session, f"?{query}")
    assert sentence in words(answer)
    assert answer.context["hasil"].pages == pages
    _response, pdf = file_of(printer, session, f"?{query}")
    assert len(pdf.pages) == pages
    assert {size(one) for one in pdf.pages} == {paper}


def test_a_worksheet_that_goes_on_counts_every_sheet(printer, session):
    many_plans(session, 30)
    query = "?lembar=6&kertas=A1&ubin="
    told = words(page(printer, session, f"{query}F4"))
    _response, whole = file_of(printer, session, f"{query}utuh")
    count = len(whole.pages)
    assert count > 1
    assert f"{count} lembar plano dari 1 lembar kerja × 10 lembar F4 = {count * 10} lembar" in told
    assert f"Format 6: {count} lembar plano, {count * 10} lembar F4" in told
    assert "bertanda “lanjutan”" in told
    _response, tiles = file_of(printer, session, f"{query}F4")
    assert len(tiles.pages) == 1 + 10 * count
    assert f"(lanjutan 2/{count})" in " ".join(whole.pages[1].extract_text().split())


def test_a_row_higher_than_a_sheet_is_counted_as_it_is_laid_out(printer, session):
    many_plans(session, 70)
    query = "?lembar=6&kertas=65x100&ubin=utuh"
    out = page(printer, session, query).context["hasil"]
    _response, pdf = file_of(printer, session, query)
    assert out.pages == len(pdf.pages) > 2


def test_the_picture_shows_the_grid_and_says_it_in_words(printer, session):
    text = page(printer, session, "?lembar=6&lembar=7&kertas=A1&ubin=F4").content.decode()
    pictures = re.findall(r'<svg class="gambar-plano".*?</svg>', text, re.S)
    assert len(pictures) == 2
    for picture in pictures:
        assert "<title" in picture
        assert "Lembar dinding 84,1 × 59,4 cm, dibagi 2 baris × 5 kolom F4" in picture
        cuts = re.search(r'<g class="gp-potong">(.*?)</g>', picture, re.S)[1]
        assert cuts.count("<line") == 4 + 1
        assert "84,1 cm" in picture and "59,4 cm" in picture and "kolom 1" in picture
        # Numbers of an SVG have points, whatever the language; and nothing is styled in place.
        assert not re.search(r'="[\d.-]*,', picture)
        assert "style=" not in picture
    whole = page(printer, session, "?lembar=6&kertas=A1&ubin=utuh").content.decode()
    assert "kolom 1" not in whole


def test_the_picture_has_the_columns_and_rows_of_the_sheet(printer, session):
    (job,) = page(printer, session, "?lembar=7&kertas=A0&ubin=utuh").context["hasil"].jobs
    assert len(job.outline.upright) == 7 + 1
    assert len(job.outline.level) == 1 + 8 + 1
    assert job.outline.size == (1189, 841)
    assert 0 < job.outline.upright[0] < job.outline.upright[-1] < 1189
    assert 0 < job.outline.level[0] < job.outline.level[-1] < 841


def test_blank_sheets_hold_rows_and_headings_alone(
    printer, session, sokong, periode, ptpd
):  # fmt: skip
    CoverageFactory(desa=sokong, period=periode, wajib=2916, memiliki=2800)
    ElementStateFactory(desa=sokong, period=periode)
    freeze(session, by=ptpd, at=AT)
    plan(session, ptpd, what="Menerbitkan SK Pokja")
    _response, pdf = file_of(printer, session, "?lembar=6&lembar=7&ubin=utuh&kertas=A1&isi=kosong")
    told = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    assert "Dst" in told and "Pokja Adminduk" in told
    assert "2.800" not in told and "Sokong" not in told and "Menerbitkan" not in told
    _response, pdf = file_of(printer, session, "?lembar=6&ubin=utuh&kertas=A1")
    assert "Menerbitkan SK Pokja" in pdf.pages[0].extract_text()


def test_before_the_freezing_filled_sheets_are_drafts_and_say_so(printer, session, ptpd):
    draft = "tercetak dengan tanda DRAF"
    assert draft in words(page(printer, session))
    assert draft not in words(page(printer, session, "?isi=kosong"))
    freeze(session, by=ptpd, at=AT)
    assert draft not in words(page(printer, session))


def test_nothing_chosen_is_asked_for_again_with_the_rest_kept(printer, session):
    answer = page(printer, session, "?kertas=A0&ubin=A3&isi=kosong")
    told = words(answer)
    assert "Belum ada yang dipilih. Pilih paling sedikit satu." in told
    assert answer.context["hasil"] is None
    again = printer.get(
        reverse("rakorcam_cetak_berkas", args=[session.pk]) + "?kertas=A0&ubin=A3&isi=kosong"
    )
    assert again.status_code == 302
    assert again.url == reverse("rakorcam_cetak", args=[session.pk]) + (
        "?kertas=A0&ubin=A3&isi=kosong"
    )
    assert form_with(answer, "kertas") == {"kertas": "A0", "ubin": "A3", "isi": "kosong"}


@pytest.mark.parametrize(
    "query", ["?kertas=A5", "?ubin=A5", "?lembar=1", "?isi=x", "?lembar=6&lembar=9"]
)
def test_what_is_not_offered_is_said_and_not_printed(printer, session, query):
    answer = page(printer, session, query)
    assert answer.status_code == 200
    assert answer.context["hasil"] is None
    assert answer.context["form"].errors
    url = reverse("rakorcam_cetak_berkas", args=[session.pk]) + query
    assert printer.get(url).status_code == 302


def test_the_form_sends_what_it_shows(printer, session):
    answer = page(printer, session, "?lembar=7&kertas=A0&ubin=A4&isi=kosong")
    assert form_with(answer, "kertas") == {
        "lembar": "7", "kertas": "A0", "ubin": "A4", "isi": "kosong",
    }  # fmt: skip


def test_the_file_has_a_name_that_tells_what_it_is(printer, session):
    response, _pdf = file_of(
        printer, session, "?lembar=6&lembar=7&kertas=79x109&ubin=A3&isi=kosong"
    )
    assert response["Content-Disposition"] == (
        'inline; filename="plano-6-7-tanjung-2026-06-79x109-a3-kosong.pdf"'
    )
    assert response["Cache-Control"] == "private, no-store"


def test_equal_sheets_are_laid_out_once(printer, session):
    _layout.cache_clear()
    for _ in range(3):
        page(printer, session, "?lembar=6&kertas=A1&ubin=F4")
        page(printer, session, "?lembar=6&kertas=A1&ubin=utuh")
    assert _layout.cache_info().misses == 1
    page(printer, session, "?lembar=6&kertas=A1&ubin=utuh&isi=kosong")
    assert _layout.cache_info().misses == 2


def test_the_layout_follows_what_is_typed_meanwhile(printer, session):
    query = "?lembar=6&kertas=A1&ubin=utuh"
    assert page(printer, session, query).context["hasil"].pages == 1
    many_plans(session, 40)
    assert page(printer, session, query).context["hasil"].pages > 1


def test_it_is_three_clicks_from_the_login(printer, session):
    home = printer.get(reverse("beranda"))
    url = reverse("rakorcam_cetak", args=[session.pk])
    assert f'href="{url}"' in home.content.decode()
    dialogue = printer.get(url).content.decode()
    assert f'formaction="{reverse("rakorcam_cetak_berkas", args=[session.pk])}"' in dialogue
    for name, args in (("rakorcam", [session.pk]), ("lembar_kerja", [session.pk, 6])):
        assert url in printer.get(reverse(name, args=args)).content.decode()
    assert (
        f"{url}?lembar=6&amp;isi=kosong"
        in printer.get(reverse("lembar_kerja", args=[session.pk, 6])).content.decode()
    )


@pytest.mark.parametrize("kertas", ["A1", "A0", "79x109", "65x100"])
def test_a_worksheet_is_offered_on_every_plano(printer, session, kertas):
    url = reverse("lembar_kerja_berkas", args=[session.pk, 7, "pdf"])
    assert printer.get(f"{url}?kertas={kertas}").status_code == 200


def test_forty_three_desa_are_shown_and_printed(printer, session, tanjung, periode):
    for place, desa in enumerate(make_desa(tanjung, 40)):
        ElementStateFactory(desa=desa, period=periode, element="pokja", state=(
            "sudah" if place % 2 else "belum"
        ))  # fmt: skip
    query = "?lembar=6&kertas=A1&ubin=A3"
    out = page(printer, session, query).context["hasil"]
    _response, pdf = file_of(printer, session, query)
    assert len(pdf.pages) == out.pages
