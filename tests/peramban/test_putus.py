"""A line that drops and a login that ends: what was typed stays, and the page says so."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from formats.models import Coverage
from rakorcam.models import PlanItem
from tests.factories import RakorcamFactory, guide_type

pytestmark = pytest.mark.peramban


@pytest.fixture
def grid(open_page, ptpd, periode, desa_tanjung):
    page = open_page(ptpd)
    page.goto(f"/data/{desa_tanjung[0].kecamatan_id}/{periode.code}/format/1/")
    cell = page.get_by_role("textbox", name=re.compile(r"^Sokong, KIA, wajib\b"))
    cell.fill("120")
    return page, cell


def save(page):
    page.get_by_role("button", name="Simpan 1 isian").click()


def test_a_figure_typed_while_the_line_is_down_stays_and_is_saved_later(grid):
    page, cell = grid
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("Jaringan terputus, jadi belum tersimpan.")).to_be_visible()
    expect(cell).to_have_value("120")

    page.context.set_offline(False)
    save(page)
    expect(page.get_by_text("1 isian tersimpan")).to_be_visible()
    assert Coverage.unscoped.get(document=guide_type()).wajib == 120


def test_a_figure_typed_after_the_login_ended_stays_on_the_page(grid):
    page, cell = grid
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    expect(page.get_by_text("Anda sudah keluar dari sistem")).to_be_visible()
    expect(page.get_by_role("link", name="Masuk lagi di tab baru")).to_be_visible()
    expect(cell).to_have_value("120")
    assert not Coverage.unscoped.exists()


def test_a_plan_typed_after_the_login_ended_stays_in_its_row(open_page, notulis, tanjung, periode):
    session = RakorcamFactory(kecamatan=tanjung, period=periode)
    page = open_page(notulis)
    page.goto(f"/rakorcam/{session.pk}/format/6/pokja/")
    page.get_by_label("Apa yang dikerjakan").fill("Menerbitkan SK Pokja")
    page.get_by_label("Penanggung jawab").fill("Kepala desa")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Simpan rencana").click()
    expect(page.get_by_text("Anda sudah keluar dari sistem")).to_be_visible()
    expect(page.get_by_label("Apa yang dikerjakan")).to_have_value("Menerbitkan SK Pokja")
    assert not PlanItem.unscoped.exists()
