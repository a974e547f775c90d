"""The dashboard on paper: F4 lying, the numbers of the page, charts as drawings."""

import re
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse

from desa.models import Desa
from formats.complaint_actions import save_complaints
from formats.models import Coverage
from formats.specs._shared import DOCUMENTS
from tests import factories
from tests.factories import AT, guide_type

pytestmark = pytest.mark.sekali


@pytest.fixture
def told(tanjung, klu, periode):
    """Return Tanjung with two periods told, every figure another."""
    for code, less in (("2025-11", 40), ("2026-06", 0)):
        period = periode
        if less:
            period = factories.PeriodFactory(
                kabupaten=klu, code=code, label="November 2025", reference_date=date(2025, 10, 31)
            )
        factories.CollectionFactory(
            kecamatan=tanjung, period=period, data_date=period.reference_date
        )
        for step, one in enumerate(DOCUMENTS):
            factories.TargetFactory(
                period=period, document=guide_type(one.key), hundredths=9000 + 10 * step
            )
            for place, desa in enumerate(Desa.unscoped.filter(kecamatan=tanjung)):
                wajib = 3000 + 411 * place + 13 * step
                factories.CoverageFactory(
                    desa=desa, period=period, document=guide_type(one.key), wajib=wajib,
                    memiliki=wajib - less - 97 * step * place,
                )  # fmt: skip
    return tanjung


@pytest.fixture
def paper(client, masuk, camat):
    """Return the function that opens the dashboard's PDF of a kecamatan."""

    def ask(kecamatan, **query):
        url = reverse("dasbor_berkas", args=[kecamatan.pk, "2026-06"])
        response = masuk(client, camat).get(url, query)
        assert response["Content-Type"] == "application/pdf"
        return pdfplumber.open(BytesIO(response.content))

    return ask


def numbers(text):
    """Return every number with its decimals, and every n dari m, in a text."""
    return re.findall(r"−?\d[\d.]*(?:,\d)?%?", text)


def test_it_is_two_pages_of_f4_lying(told, paper):
    with paper(told) as pdf:
        sizes = {(round(one.width / 72 * 25.4), round(one.height / 72 * 25.4)) for one in pdf.pages}
        assert (len(pdf.pages), sizes) == (2, {(330, 215)})
        text = " ".join(one.extract_text() for one in pdf.pages)
        assert text.count("Angka lengkap, untuk di dalam pemerintahan.") == 2
        assert "Dasbor Kecamatan Tanjung, Juni 2026" in text
        assert "Data per 15 Juni 2026" in text
        assert text.count("12 bulan s.d. 15 Juni 2026") == 1
        assert not any(one.images for one in pdf.pages)
        assert len(pdf.pages[1].curves) + len(pdf.pages[1].lines) > 20


def test_its_numbers_are_those_of_the_page(told, paper, client, masuk, camat):
    url = reverse("dasbor", args=[told.pk, "2026-06"])
    html = masuk(client, camat).get(url).content.decode()
    with paper(told) as pdf:
        printed = set(numbers(" ".join(one.extract_text() for one in pdf.pages)))
    for name in ("cakupan", "jarak"):
        section = re.search(rf'aria-labelledby="{name}".*?</section>', html, re.DOTALL)[0]
        cells = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", section, re.DOTALL)
        shown = numbers(re.sub(r"<[^>]+>", " ", " ".join(cells)))
        assert len(shown) > 40
        assert set(shown) - printed == set()


def test_it_is_sorted_as_asked(told, paper):
    Coverage.unscoped.filter(desa__name="Jenggala").update(memiliki=10)
    for order, first in (("desa", "Jenggala"), ("jarak", "Jenggala")):
        with paper(told, urut=order) as pdf:
            text = pdf.pages[0].extract_text()
            names = [one for one in ("Jenggala", "Sokong", "Tanjung") if f"\n{one} " in text]
            assert min(names, key=lambda one: text.index(f"\n{one} ")) == first


def test_it_counts_the_complaints_and_says_where_the_rest_is(told, paper, periode):
    desa = Desa.unscoped.get(kecamatan=told, name="Sokong")
    counts = {"waiting": 4, "in_hand": 1, "settled": 2, "done": ""}
    save_complaints(desa=desa, period=periode, values={guide_type(): counts}, by=None, at=AT)
    with paper(told) as pdf:
        assert len(pdf.pages) == 2
        text = " ".join(pdf.pages[1].extract_text().split())
    assert "Pengaduan warga: 4 belum ditangani, 1 sedang ditangani, 2 selesai." in text
    assert "Elemen per desa dan pengaduan: lihat dasbor." in text
