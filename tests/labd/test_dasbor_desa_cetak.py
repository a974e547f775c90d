"""The paper of a visit: one upright page whatever a desa has to tell, the numbers of the screen."""

import re
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from django.urls import reverse

from formats.replies import Reply
from formats.specs._shared import DOCUMENTS
from labd.dasbor.desa_paper import FEWEST, HIGH
from rakorcam.models import SessionState
from tests import factories
from tests.factories import guide_type
from tests.factories_surveys import AnswerFactory, SurveyFactory

pytestmark = pytest.mark.sekali


@pytest.fixture
def full(sokong, tanjung, klu, periode):
    """Return Sokong with all told in two periods, every figure another."""
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
            kind = guide_type(one.key)
            factories.TargetFactory(period=period, document=kind, hundredths=9000 + 10 * step)
            wajib = 3000 + 413 * step
            factories.CoverageFactory(
                desa=sokong, period=period, document=kind, wajib=wajib,
                memiliki=wajib - less - 397 * step,
            )  # fmt: skip
    return sokong


def add_plans(desa, period, count):
    session = factories.RakorcamFactory(
        kecamatan=desa.kecamatan, period=period, state=SessionState.SELESAI
    )
    for number in range(count):
        what = f"Rencana ke-{number:02} " + "yang diuraikan panjang lebar " * 10
        item = factories.PlanItemFactory(session=session, what=what, all_desa=False)
        item.desa.set([desa])


@pytest.fixture
def paper(client, masuk, ptpd):
    """Return the function that opens the paper of a visit to a desa."""

    def ask(desa, **query):
        url = reverse("dasbor_desa_berkas", args=[desa.pk, "2026-06"])
        response = masuk(client, ptpd).get(url, query)
        assert response["Content-Type"] == "application/pdf"
        return pdfplumber.open(BytesIO(response.content))

    return ask


def room_for_notes(page):
    """Return how many lines of notes fit between their heading and the agreements."""
    tops = {one["text"]: one["top"] for one in page.extract_words()}
    return (tops["Kesepakatan"] - tops["Catatan"]) / 72 * 25.4 / HIGH


def numbers(text):
    """Return every number with its decimals in a text."""
    return re.findall(r"[+−]?\d+(?:\.\d+)*(?:,\d)?%?", text)


def test_it_is_one_upright_page_with_the_numbers_of_the_screen(full, paper, client, masuk, ptpd):
    with paper(full) as pdf:
        (only,) = pdf.pages
        assert (round(only.width / 72 * 25.4), round(only.height / 72 * 25.4)) == (215, 330)
        text = only.extract_text()
    assert "Kunjungan Desa Sokong" in text
    assert "Data per 15 Juni 2026" in text
    assert "Angka lengkap, untuk di dalam pemerintahan." in text
    for room in ("Catatan", "Kesepakatan", "Yang dikunjungi,", "Yang berkunjung,"):
        assert room in text
    printed, url = set(numbers(text)), reverse("dasbor_desa", args=[full.pk, "2026-06"])
    html = client.get(url).content.decode()
    for name, at_least in (("inti", 3), ("cakupan", 41)):
        section = re.search(rf'aria-labelledby="{name}".*?</section>', html, re.DOTALL)[0]
        told = re.findall(r"<(t[dh]|p|li)[^>]*>(.*?)</\1>", section, re.DOTALL)
        shown = numbers(re.sub(r"<[^>]+>", " ", " ".join(text for _tag, text in told)))
        assert len(shown) >= at_least
        assert set(shown) - printed == set()


def test_what_does_not_fit_is_counted_on_a4_too(full, paper, periode):
    add_plans(full, periode, 30)
    sheet = SurveyFactory(desa=full, period=periode)
    points = "\n".join(f"Tantangan {n} " + "jauh sekali " * 20 for n in range(9))
    AnswerFactory(survey=sheet, value=Reply(text=points).to_json())
    with paper(full, kertas="A4") as pdf:
        (only,) = pdf.pages
        assert (round(only.width / 72 * 25.4), round(only.height / 72 * 25.4)) == (210, 297)
        assert room_for_notes(only) > FEWEST
        text = only.extract_text()
    shown = len(set(re.findall(r"Rencana ke-\d\d", text)))
    assert shown > 1
    assert f"dan {30 - shown} rencana lagi" in text
    assert re.search(r"dan \d tantangan lagi", text)
    assert "Yang dikunjungi," in text


def test_a_desa_with_little_to_tell_leaves_more_room_to_write(jenggala, periode, paper):
    with paper(jenggala) as pdf:
        (only,) = pdf.pages
        text = only.extract_text()
        assert room_for_notes(only) > 10
    assert "Format 1 belum diisi untuk Juni 2026." in text
    assert "Tidak ada rencana desa ini yang belum selesai." in text


def test_a_paper_that_is_not_offered_is_not_there(client, masuk, ptpd, sokong, periode):
    url = reverse("dasbor_desa_berkas", args=[sokong.pk, "2026-06"])
    assert masuk(client, ptpd).get(url, {"kertas": "A1"}).status_code == 404
