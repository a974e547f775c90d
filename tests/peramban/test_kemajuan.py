"""From a village office to November's review: a report typed on a phone stands in Format 8."""

import datetime
import io
import re

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from desa import waktu
from rakorcam import actions
from rakorcam.models import Kind, Progress
from tests.factories import guide_type
from tests.peramban.chromium import NARROW
from tests.rakorcam.siklus import add, hold, make_period, moment

pytestmark = pytest.mark.peramban

DONE = "Sidang pertama di Aula Sokong"
OBSTACLE = "Jadwal hakim penuh sampai Desember"


@pytest.fixture
def agreed(tanjung, sokong, jenggala, ptpd):
    """Return a closed session of sixty days ago, with items for Sokong and Jenggala."""
    day = waktu.today(tanjung.kabupaten) - datetime.timedelta(days=60)
    session = _session(tanjung, "2026-06", Kind.PERENCANAAN, day, ptpd)
    row = str(guide_type("akta-nikah").pk)
    add(
        session, 7, row, by=ptpd, desa=[sokong, jenggala], what="Isbat nikah terpadu",
        target_number=40, target_unit="pasangan",
    )  # fmt: skip
    add(session, 6, "pokja", by=ptpd, desa=[sokong, jenggala], what="Menerbitkan SK Pokja")
    return hold(session, ptpd)


def _session(kecamatan, code, kind, day, by):
    period = make_period(kecamatan.kabupaten, code)
    return actions.open_session(
        kecamatan=kecamatan, period=period, kind=kind, date=day, by=by, at=moment(day)
    )


def _photo():
    out = io.BytesIO()
    Image.new("RGB", (3000, 2000), "red").save(out, "JPEG")
    return {"name": "sidang.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def sideways(page):
    """Return by how many px the document is wider than the screen."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("number", [8, 10])
def test_what_a_desa_types_on_a_phone_stands_in_novembers_review(
    open_page, live_server, agreed, kepala_desa, ptpd, tanjung, settings, tmp_path, number
):
    settings.MEDIA_ROOT = tmp_path
    what = "Menerbitkan SK Pokja" if number < 9 else "Isbat nikah terpadu"
    report_from_the_village(open_page(kepala_desa, width=NARROW), what, has_target=number > 9)
    told = Progress.unscoped.get()
    assert not told.is_confirmed
    confirm_at_the_kecamatan(open_page(ptpd), what)
    told.refresh_from_db()
    assert told.is_confirmed

    today = waktu.today(tanjung.kabupaten)
    session = _session(tanjung, "2026-11", Kind.EVALUASI, today, ptpd)
    actions.freeze(session, by=ptpd, at=waktu.now())
    page = open_page(ptpd)
    place = {"rakorcam": session.pk, "number": number, "ext": "pdf"}
    answer = page.request.get(live_server.url + reverse("lembar_kerja_berkas", kwargs=place))
    said = _text(answer.body())
    for words in (what, DONE, OBSTACLE, "Sokong"):
        assert words in said, words
    assert "belum dibenarkan" not in said


def _text(pdf):
    pages = PdfReader(io.BytesIO(pdf)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def report_from_the_village(page, what, *, has_target):
    """Find the item from the home page, report that it is hindered, with a photo."""
    page.goto("/")
    page.get_by_role("link", name="Tindak lanjut").click()
    page.get_by_role("link", name=re.compile(f"^Catat kemajuan ?: {what}")).click()
    assert sideways(page) == 0
    page.get_by_label("Terhambat").check()
    if has_target:
        page.get_by_label("Sudah tercapai sampai sekarang").fill("12")
    page.get_by_label("Apa yang sudah dikerjakan").fill(DONE)
    page.get_by_role("button", name="Simpan kemajuan").click()
    expect(page.get_by_role("alert")).to_contain_text("Tulis kendalanya")
    expect(page.get_by_label("Apa yang sudah dikerjakan")).to_have_value(DONE)

    page.get_by_label("Kendala").fill(OBSTACLE)
    page.get_by_label("Foto").set_input_files(_photo())
    page.get_by_role("button", name="Simpan kemajuan").click()
    expect(page.get_by_text("Dihitung setelah PTPD membenarkannya.")).to_be_visible()
    expect(page.get_by_role("link", name="Lihat foto")).to_be_visible()
    assert sideways(page) == 0


def confirm_at_the_kecamatan(page, what):
    """Find the report from the home page and confirm it with one press."""
    page.goto("/")
    page.get_by_role("link", name="Buka tindak lanjut").click()
    page.get_by_role("link", name=re.compile("^Menunggu dibenarkan")).click()
    expect(page.get_by_role("heading", name=what)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Benarkan +laporan Desa Sokong")).click()
    expect(page.get_by_text("Laporan dibenarkan.")).to_be_visible()
    expect(page.get_by_text("Tidak ada laporan yang menunggu dibenarkan.")).to_be_visible()
