"""The pages to present: 16:9, every section on pages of its own, the numbers of the dashboard."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from formats.render import cells
from labd.dasbor import figures
from labd.dasbor.board import board_of
from labd.dasbor.paparan import coverage_message, plan_message
from tests import factories
from tests.factories import AT, guide_type

pytestmark = pytest.mark.sekali


@pytest.fixture
def pages(client, masuk):
    """Return the function that gives the texts of a person's pages to present."""

    def ask(user, kecamatan, period):
        response = masuk(client, user).get(reverse("paparan", args=[kecamatan.pk, period.code]))
        assert response["Content-Type"] == "application/pdf"
        found = PdfReader(io.BytesIO(response.content)).pages
        assert {(round(one.mediabox.width), round(one.mediabox.height)) for one in found} == {
            (960, 540)
        }
        return [" ".join(one.extract_text().split()) for one in found]

    return ask


def filled(desa, period):
    factories.TargetFactory(period=period, hundredths=9000)
    for number, place in enumerate(desa):
        factories.CoverageFactory(
            desa=place, period=period, document=guide_type(), wajib=100, memiliki=40 + number
        )


def test_the_pages_say_the_numbers_of_the_dashboard(tanjung, periode, desa_tanjung, camat, pages):
    filled(desa_tanjung, periode)
    found = pages(camat, tanjung, periode)
    board = board_of(camat, tanjung, periode, AT)
    kia = next(one for one in board.standings if one.has_gap)
    coverage = next(one for one in found if "Cakupan, garis tegak" in one)
    assert coverage.startswith("Belum ada dari 1 dokumen yang mencapai target")
    assert cells.text(kia.coverage.value) in coverage
    assert cells.text(kia.short) in coverage
    gaps = next(one for one in found if "Poin di bawah target" in one)
    assert "KIA: Tanjung paling jauh, kurang 50 anak" in gaps
    assert any("Format 2" in one for one in found)
    assert any("Format 3, jumlah desa" in one for one in found)
    assert "Belum ada rencana yang disepakati" in found[-1]
    assert all("Angka lengkap, untuk di dalam pemerintahan." in one for one in found)


def test_many_desa_go_on_to_further_pages_with_their_heading(klu, periode, client, masuk, pages):
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    desa = factories.make_desa(kecamatan, 43)
    filled(desa, periode)
    camat = factories.make_user("camat", ("CA", kecamatan))
    found = pages(camat, kecamatan, periode)
    gaps = [one for one in found if "Poin di bawah target" in one]
    assert len(gaps) == 6
    # Nothing is cut: each page ends with what its shades mean.
    assert all("Makin gelap" in one for one in gaps)
    for place in desa:
        assert any(place.name in one for one in gaps)


def test_an_empty_period_still_makes_pages(tanjung, periode, camat, pages):
    found = pages(camat, tanjung, periode)
    assert "Kecamatan Tanjung" in found[0]
    assert any("Cakupan dokumen di kecamatan" in one for one in found)


def test_the_titles_count_right():
    assert coverage_message(()) == "Cakupan dokumen di kecamatan"
    assert plan_message(figures.plan_progress((), ())) == "Belum ada rencana yang disepakati"
