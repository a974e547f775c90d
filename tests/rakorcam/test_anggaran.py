"""What the plans need: by source, by desa or kecamatan, by year; nothing twice, nothing as zero."""

import io
import random
from collections import defaultdict
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from desa.rights import Role
from formats.values import Rupiah
from rakorcam.actions_plans import amend_item, carry_over
from rakorcam.budget_sheet import budget_sheet
from rakorcam.followup import costs_of, proposed_costs
from rakorcam.models import Amendment
from rakorcam.monitoring import Cost
from tests import factories
from tests.factories import make_user
from tests.formats.as_text import sheet_as_text
from tests.pages import words
from tests.rakorcam.siklus import add, hold, lay_items, moment, month, prepare

SHARED = "Kecamatan dan gabungan desa"


@pytest.fixture
def june(tanjung, ptpd):
    """Return June's meeting in preparation."""
    return prepare(tanjung, "2026-06", ptpd)


@pytest.fixture
def plan(june, ptpd):
    """Return the function that types a plan item of a price into June's meeting."""

    def plan(what, budget=None, source="apbdes", desa=(), year="2026", **more):
        start = month(f"{year}-09")
        return add(
            june, 6, "pokja", by=ptpd, desa=desa, what=what, budget=budget, budget_source=source,
            from_month=start, to_month=start, **more,
        )  # fmt: skip

    return plan


def rows(sheet, letter):
    """Return label -> value of the last column of one part, row by row."""
    part = sheet.parts["abc".index(letter)]
    return [(row.cells[0].value, row.cells[-1].value) for row in part.rows]


def test_years_stand_above_their_sources_and_places(tanjung, sokong, june, plan):
    plan("Perdes", 5, desa=[sokong])
    plan("Isbat", 40, "apbd")
    plan("Pokja", 7, desa=[sokong], year="2027")

    sheet = budget_sheet(proposed_costs(june), tanjung, "rapat")

    assert rows(sheet, "a") == [
        ("Tahun 2026", Rupiah(45)),
        ("APBD", Rupiah(40)),
        ("APBDes", Rupiah(5)),
        ("Tahun 2027", Rupiah(7)),
        ("APBDes", Rupiah(7)),
    ]
    assert rows(sheet, "b") == [
        ("Tahun 2026", Rupiah(45)),
        ("Sokong", Rupiah(5)),
        (SHARED, Rupiah(40)),
        ("Tahun 2027", Rupiah(7)),
        ("Sokong", Rupiah(7)),
    ]


def test_an_item_without_a_sum_is_said_to_have_none(tanjung, sokong, june, plan):
    plan("Pelatihan", None, "apbd", desa=[sokong])

    text = sheet_as_text(budget_sheet(proposed_costs(june), tanjung, "rapat"))

    assert "APBD | 1 | 1 | belum ada angka" in text
    assert "Rp0" not in text


def test_an_item_that_needs_no_money_does_not_wait_for_a_sum(tanjung, sokong, june, plan):
    plan("Sosialisasi", None, "tanpa", desa=[sokong])

    sheet = budget_sheet(proposed_costs(june), tanjung, "rapat")

    assert rows(sheet, "a")[-1] == ("Tanpa anggaran", "tanpa anggaran")
    assert "Tanpa anggaran | 1 | 0 | tanpa anggaran" in sheet_as_text(sheet)


def test_what_several_desa_share_is_not_divided(tanjung, sokong, jenggala, june, plan):
    plan("Isbat", 41, desa=[sokong, jenggala])

    sheet = budget_sheet(proposed_costs(june), tanjung, "rapat")

    assert rows(sheet, "b") == [("Tahun 2026", Rupiah(41)), (SHARED, Rupiah(41))]
    assert "Isbat / September 2026 · Sokong, Jenggala · Rp41" in sheet_as_text(sheet).replace(
        "\n", " / "
    )


def test_all_desa_is_one_agreement_before_and_after_it_is_agreed(tanjung, ptpd, june, plan):
    plan("Rapat", 9, all_desa=True)
    before = proposed_costs(june)
    hold(june, ptpd)
    after = [one for one in costs_of(tanjung) if one.budget]

    assert [(one.place, one.where, one.budget) for one in before] == [("", "semua desa", 9)]
    assert after == before


def test_an_amended_item_needs_what_it_was_amended_to(tanjung, sokong, ptpd, june, plan):
    item = plan("Perdes", 5, desa=[sokong])
    hold(june, ptpd)
    item.refresh_from_db()
    told = {**item.content, "budget": 8, "budget_source": "apbd"}
    amend_item(
        Amendment(item=item, reason="APBD terbit", **told),
        desa=[sokong], by=ptpd, at=moment(date(2026, 8, 3)),
    )  # fmt: skip

    assert [(o.source, o.budget) for o in costs_of(tanjung) if o.budget] == [("APBD", 8)]


def test_a_carried_item_needs_its_money_once(tanjung, sokong, ptpd, june, plan):
    item = plan("Perdes", 5, desa=[sokong])
    hold(june, ptpd)
    november = prepare(tanjung, "2026-11", ptpd)
    carry_over(item, session=november, by=ptpd, at=moment(november.date))
    hold(november, ptpd)

    assert [one.budget for one in costs_of(tanjung) if one.budget] == [5]
    assert [one.budget for one in costs_of(tanjung, session=june) if one.budget] == []


@pytest.mark.sekali
@pytest.mark.parametrize("seed", range(25))
def test_every_sum_is_what_a_second_way_gives(seed, tanjung):
    dice = random.Random(seed)
    names = ("Tanjung", "Sokong", "Jenggala")
    costs = [
        Cost(
            what=f"Rencana {number}",
            budget=dice.choice([None, 0, 5, 70]),
            source=dice.choice(["APBD", "APBDes"]),
            desa=tuple(dice.sample(names, dice.randint(0, 3))),
            year=dice.choice([2026, 2027]),
        )
        for number in range(dice.randint(1, 12))
    ]
    sheet = budget_sheet(costs, tanjung, "rapat")

    for letter, key in (
        ("a", lambda one: one.source),
        ("b", lambda one: one.desa[0] if len(one.desa) == 1 else SHARED),
    ):
        priced, silent = defaultdict(int), defaultdict(bool)
        for one in costs:
            for label in (key(one), ""):
                priced[one.year, label] += one.budget or 0
                silent[one.year, label] |= one.budget is not None
        wanted = {
            place: Rupiah(total) if silent[place] else "belum ada angka"
            for place, total in priced.items()
        }
        found, year = {}, None
        for label, value in rows(sheet, letter):
            if label.startswith("Tahun "):
                year, label = int(label.removeprefix("Tahun ")), ""
            found[year, label] = value
        assert found == wanted
    text = sheet_as_text(sheet)
    assert all(one.what in text for one in costs)


# --- The pages ------------------------------------------------------------------------------------


def test_the_meeting_sees_what_to_budget_for_before_it_agrees(
    client, masuk, notulis, sokong, june, plan
):
    plan("Menyusun perdes", 5_000_000, desa=[sokong])
    masuk(client, notulis)
    address = reverse("anggaran_sesi", args=[june.pk])

    assert address in client.get(reverse("rakorcam", args=[june.pk])).content.decode()
    page = words(client.get(address))
    assert "Rakorcam Perencanaan, Juni 2026, belum disepakati" in page
    assert "Rp5.000.000" in page


def test_the_kecamatan_counts_only_what_was_agreed(
    client, masuk, camat, ptpd, tanjung, sokong, june, plan
):
    plan("Menyusun perdes", 5_000_000, desa=[sokong])
    masuk(client, camat)
    address = reverse("anggaran", args=[tanjung.pk])

    assert "Belum ada rencana yang disepakati" in words(client.get(address))
    hold(june, ptpd)
    assert "Rp5.000.000" in words(client.get(address))


def test_a_session_without_plans_says_where_to_write_them(client, masuk, camat, june):
    page = masuk(client, camat).get(reverse("anggaran_sesi", args=[june.pk]))
    assert "Rakorcam ini belum memuat rencana" in words(page)


@pytest.mark.sekali
def test_paper_and_workbook_say_what_the_page_says(client, masuk, camat, sokong, june, plan):
    plan("Menyusun perdes", 5_000_000, desa=[sokong])
    masuk(client, camat)
    pdf = client.get(reverse("anggaran_sesi_berkas", args=[june.pk, "pdf"]), {"kertas": "F4"})
    book = client.get(reverse("anggaran_sesi_berkas", args=[june.pk, "xlsx"]))

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "Rp5.000.000" in text
    sheets = load_workbook(io.BytesIO(book.content))
    assert 5_000_000 in [cell.value for row in sheets.worksheets[0].rows for cell in row]


@pytest.mark.sekali
@pytest.mark.parametrize("name", ["anggaran", "anggaran_sesi"])
@pytest.mark.parametrize("count", [3, 43])
def test_the_page_asks_as_often_for_43_desa_and_plans_as_for_3(
    count, name, klu, periode, client, masuk, django_assert_num_queries
):
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    desa = factories.make_desa(kecamatan, count)
    ptpd = make_user("ptpd", (Role.PT, kecamatan))
    session = prepare(kecamatan, "2026-06", ptpd)
    for one in desa:
        lay_items(session, [(6, "pokja")], 1, desa=[one], budget=5)
    hold(session, ptpd)
    masuk(client, ptpd)
    address = reverse(name, args=[(kecamatan if name == "anggaran" else session).pk])
    client.get(address)

    with django_assert_num_queries({"anggaran": 10, "anggaran_sesi": 11}[name]):
        client.get(address)
