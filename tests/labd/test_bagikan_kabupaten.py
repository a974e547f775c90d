"""What is taken of a whole kabupaten: for inside only, read back equal to its dashboard."""

import io
import json
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from desa import waktu
from desa.models import Desa
from desa.rights import Role
from formats.values import half_up
from labd.dasbor.kabupaten_board import kabupaten_board
from labd.dasbor.kabupaten_tables import TABLES, sheet_of
from rakorcam.models import BudgetDocument, ItemState, Kind
from tests import factories
from tests.factories import make_user
from tests.labd.berkas_bagikan import as_number, assert_reads_back, read_csv
from tests.labd.dunia_penuh import full_kabupaten
from tests.labd.kabupaten_acak import made_kabupaten


def fetch(client, area, period, table, ext):
    here = [area.pk, period.code, table, ext]
    response = client.get(reverse("bagikan_kabupaten_dalam", args=here))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert f"kabupaten-lombok-utara-{period.code}-dalam.{ext}" in response["Content-Disposition"]
    return response.content


def records(client, area, period, table):
    """Return the rows of a table as dicts by heading, read from its CSV."""
    _about, heading, rows, _notes = read_csv(fetch(client, area, period, table, "csv"))
    return [dict(zip(heading, row, strict=True)) for row in rows]


@pytest.fixture
def acak(db, client, masuk):
    """Return (Kabupaten, Period, who reads) of a made-up kabupaten with every oddity."""
    area, period = made_kabupaten(7)
    area.name = "Lombok Utara"
    area.save()
    reader = make_user("dukcapil", (Role.DU, area))
    masuk(client, reader)
    return area, period, reader


def number(text):
    return as_number(text) if text else None


def test_every_table_reads_back_equal_in_all_three_kinds_of_file(acak, client):
    area, period, reader = acak
    at = waktu.now()
    board = kabupaten_board(reader, area, period, at)
    for table in TABLES.values():
        sheet = sheet_of(table, board, at)
        files = {
            ext: fetch(client, area, period, table.name, ext) for ext in ("csv", "xlsx", "json")
        }
        headings = [column.heading for column in table.columns]
        about, heading, rows, notes = read_csv(files["csv"])
        assert heading == headings
        assert about["Kabupaten"] == "77.01 Lombok Utara"
        assert about["Periode"] == "2026-06 Juni 2026"
        assert "Kemendagri" in about["Kode wilayah"]
        assert about["Disamarkan"] == "tidak"
        assert {"Tanggal acuan", "Tanggal Data", "Sumber Data", "Diunduh"} <= set(about)
        assert "hanya untuk digunakan di dalam" in notes[0]
        assert "diambil per kecamatan" in notes[0]
        assert any(note.startswith("1. ") and "wajib = " in note for note in notes)
        page = load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
        lines = [[cell.value for cell in line][: len(headings)] for line in page.iter_rows()]
        first = lines.index(headings) + 1
        told = json.loads(files["json"])
        assert len(rows) == len(told["data"]) == len(sheet.rows) > 0
        assert_reads_back(table, sheet, rows, lines[first:], told["data"])


def test_coverage_and_gap_are_those_of_the_dashboard(acak, client):
    area, period, reader = acak
    board = kabupaten_board(reader, area, period, waktu.now())
    found = {(one["Kode kecamatan"], one["Jenis dokumen"]): one
             for one in records(client, area, period, "cakupan")}  # fmt: skip
    places = [(row.kecamatan.code, row.heat.standings) for row in board.rows]
    places.append((area.code, board.standings.standings))
    assert len(found) == len(places) * len(board.documents) > 0
    for code, standings in places:
        for one in standings:
            told, facts = found[code, one.document.label], one.facts
            assert number(told["Wajib memiliki"]) == facts.wajib
            assert number(told["Sudah memiliki"]) == facts.memiliki
            assert number(told["Desa yang melapor"]) == facts.reported
            assert number(told["Desa seluruhnya"]) == facts.of
            if not one.has_gap:
                assert told["Kesenjangan (poin)"] == ""
                continue
            assert number(told["Kesenjangan (poin)"]) == half_up(one.gap.exact * 100)
            assert number(told["Kurang ke target"]) == max(one.gap.people, 0)
            share = Decimal(100 * facts.memiliki) / facts.wajib
            assert abs(number(told["Cakupan (%)"]) - share) <= Decimal("0.05")


def test_elements_and_completeness_are_those_of_the_dashboard(acak, client):
    area, period, reader = acak
    board = kabupaten_board(reader, area, period, waktu.now())
    elements, filled = (records(client, area, period, name) for name in ("elemen", "kelengkapan"))
    for row in board.rows:
        code = row.kecamatan.code
        counted = [[int(one[key]) for key in ("Sudah", "Sebagian", "Belum", "Belum terdata")]
                   for one in elements if one["Kode kecamatan"] == code]  # fmt: skip
        assert counted == [
            [one.sudah, one.sebagian, one.belum, one.belum_diisi] for one in row.elements
        ]
        told = [
            (one["Kelengkapan"], int(one["Desa yang sudah"]), int(one["Desa seluruhnya"]),
             one["Desa yang belum"])
            for one in filled if one["Kode kecamatan"] == code
        ]  # fmt: skip
        assert told == [
            (one.label, one.share.part, one.share.whole, ", ".join(one.missing))
            for one in row.filled
        ]


def test_meetings_plans_and_budgets_are_those_of_the_dashboard(acak, client):
    area, period, reader = acak
    board = kabupaten_board(reader, area, period, waktu.now())
    found = {one["Kode kecamatan"]: one for one in records(client, area, period, "rencana")}
    assert any(row.plans.total for row in board.rows)
    for row in board.rows:
        told = found[row.kecamatan.code]
        for kind in Kind:
            session = row.sessions.get(kind)
            assert told[f"Rakorcam {kind.value}"] == (session.date.isoformat() if session else "")
        counts = {state: int(told[state.label]) for state in ItemState}
        assert {state: many for state, many in counts.items() if many} == {
            one.state: one.share.part for one in row.plans.counts
        }
        assert int(told["Rencana"]) == row.plans.total == sum(counts.values())
        assert int(told["Terlambat"]) == len(row.plans.late)
        assert int(told["Belum lapor triwulan ini"]) == row.silent
        for document, one in zip(BudgetDocument, row.budgets, strict=True):
            assert int(told[f"Perlu masuk {document.label}"]) == one.share.whole
            wanted = one.share.part if one.share.whole else None
            assert number(told[f"Sudah masuk {document.label}"]) == wanted


def test_percentages_are_percentages_and_what_is_missing_is_empty(
    tanjung, gangga, klu, periode, dukcapil, client, masuk
):
    factories.TargetFactory(period=periode, hundredths=9000)
    for desa in Desa.unscoped.filter(kecamatan=tanjung):
        factories.CoverageFactory(desa=desa, period=periode, wajib=100, memiliki=3)
    masuk(client, dukcapil)
    told = {(one["Kecamatan"], one["Jenis dokumen"]): one
            for one in records(client, klu, periode, "cakupan")}  # fmt: skip
    # For inside: 1 to 4 stay as they are, and what nobody told is not zero.
    assert told["Tanjung", "KIA"]["Sudah memiliki"] == "9"
    assert told["Gangga", "KIA"]["Sudah memiliki"] == ""
    assert told["Gangga", "KIA"]["Desa yang melapor"] == "0"
    page = load_workbook(io.BytesIO(fetch(client, klu, periode, "cakupan", "xlsx"))).worksheets[0]
    line = next(
        line
        for line in page.iter_rows()
        if [cell.value for cell in line][1:3] == ["Tanjung", "KIA"]
    )
    assert (line[3].value, line[6].value) == (300, pytest.approx(0.03))
    assert "%" in line[6].number_format


def test_the_dashboard_leads_to_files_for_inside_and_to_each_kecamatan_for_outside(
    tanjung, gangga, klu, periode, dukcapil, client, masuk
):
    url = reverse("bagikan_kabupaten", args=[klu.pk, periode.code])
    dashboard = reverse("dasbor_kabupaten", args=[klu.pk, periode.code])
    assert f'href="{url}"' in masuk(client, dukcapil).get(dashboard).content.decode()
    text = client.get(url).content.decode()
    assert "Jangan diteruskan ke luar pemerintahan" in text
    for name in TABLES:
        for ext in ("xlsx", "csv"):
            here = [klu.pk, periode.code, name, ext]
            assert reverse("bagikan_kabupaten_dalam", args=here) in text
    for place in (tanjung, gangga):
        assert reverse("bagikan", args=[place.pk, periode.code]) in text


def test_without_kecamatan_the_page_says_what_to_do(klu, periode, dukcapil, client, masuk):
    url = reverse("bagikan_kabupaten", args=[klu.pk, periode.code])
    assert "Belum ada kecamatan" in masuk(client, dukcapil).get(url).content.decode()


def test_a_camat_takes_no_file_of_the_whole_kabupaten(
    tanjung, klu, periode, camat, dukcapil, client, masuk
):
    url = reverse("bagikan_kabupaten_dalam", args=[klu.pk, periode.code, "cakupan", "csv"])
    assert masuk(client, camat).get(url).status_code == 403
    masuk(client, dukcapil)
    for table, ext in (("nama", "csv"), ("cakupan", "pdf")):
        url = reverse("bagikan_kabupaten_dalam", args=[klu.pk, periode.code, table, ext])
        assert client.get(url).status_code == 404


@pytest.mark.sekali
@pytest.mark.parametrize("size", [(3, 2), (43, 20)], ids=str)
def test_the_same_number_of_queries(size, klu, client, masuk):
    full_kabupaten(klu, *size)
    masuk(client, make_user("dukcapil", (Role.DU, klu)))
    page = reverse("bagikan_kabupaten", args=[klu.pk, "2026-11"])
    client.get(page)
    asked = []
    for url in (page, *(f"{page}{name}.csv" for name in TABLES)):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        asked.append(len(queries))
    assert asked == [7, *[23] * len(TABLES)]
