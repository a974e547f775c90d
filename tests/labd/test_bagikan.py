"""What is taken from the dashboard: read back equal, whole inside, masked outside."""

import io
import json
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from desa import waktu
from desa.rights import Role
from formats.models import Coverage
from labd.dasbor.material import material_of
from labd.dasbor.message import LONGEST, message
from labd.dasbor.tables import BY_SEX, offered, sheet_of
from rakorcam.models import SessionState
from tests import factories
from tests.factories import AT, guide_type, make_user
from tests.labd.berkas_bagikan import assert_reads_back, read_csv


@pytest.fixture
def sedikit(tanjung, periode, desa_tanjung):
    """Return the period in which Tanjung has three desa, one of them with three children."""
    factories.TargetFactory(period=periode, hundredths=9000)
    for desa, counts in zip(desa_tanjung, ((100, 3), (200, 150), (120, 80)), strict=True):
        factories.CoverageFactory(desa=desa, period=periode, wajib=counts[0], memiliki=counts[1])
    factories.ElementStateFactory(
        desa=desa_tanjung[0], period=periode, element="petugas", note="=Bu Rahma"
    )
    return periode


@pytest.fixture
def lp(tanjung, periode, desa_tanjung):
    """Return the period in which two desa of three recorded KIA by sex, and one did not report."""
    factories.TargetFactory(period=periode, hundredths=9000)
    for desa, parts in zip(desa_tanjung, ((60, 50, 40, 30), (70, 80, 60, 70)), strict=False):
        one = dict(zip(Coverage.PARTS, parts, strict=True))
        factories.CoverageFactory(
            desa=desa, period=periode, wajib=sum(parts[:2]), memiliki=sum(parts[2:]), **one
        )
    return periode


def fetch(client, kecamatan, period, table, ext, masked):
    name = "bagikan_terbuka" if masked else "bagikan_dalam"
    response = client.get(reverse(name, args=[kecamatan.pk, period.code, table, ext]))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return response.content


def test_every_table_by_sex_reads_back_equal(lp, tanjung, camat, client, masuk):
    masuk(client, camat)
    for masked in (False, True):
        every_table_reads_back_equal(client, camat, tanjung, lp, masked=masked, only=BY_SEX)


def every_table_reads_back_equal(client, camat, kecamatan, period, *, masked, only=""):
    """Compare each table, or `only` one, as CSV, Excel and JSON with the Sheet it is made from."""
    material = material_of(camat, kecamatan, period, waktu.now(), masked=masked)
    for table in offered(masked=masked).values():
        if only and table.name != only:
            continue
        sheet = sheet_of(table, material)
        assert sheet.rows or table.name == BY_SEX
        files = {
            ext: fetch(client, kecamatan, period, table.name, ext, masked)
            for ext in ("csv", "xlsx", "json")
        }
        headings = [column.heading for column in table.columns]
        about, heading, rows, notes = read_csv(files["csv"])
        assert heading == headings
        assert about["Kecamatan"] == "52.08.01 Tanjung"
        assert about["Kabupaten"] == "52.08 Lombok Utara"
        assert "Kemendagri" in about["Kode wilayah"]
        assert {"Tanggal Data", "Sumber Data", "Diunduh"} <= set(about)
        assert about["Disamarkan"] == ("ya" if masked else "tidak")
        assert any(note.startswith("1. ") and "wajib = " in note for note in notes)
        page = load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]
        lines = [[cell.value for cell in line][: len(headings)] for line in page.iter_rows()]
        first = lines.index(headings) + 1
        written = " ".join(str(one) for line in lines for one in line if one is not None)
        assert "52.08.01 Tanjung" in written and "Kemendagri" in written
        assert "wajib = " in written
        told = json.loads(files["json"])
        assert told["keterangan"]["Periode"] == "2026-06 Juni 2026"
        assert set(told["keterangan"]) >= set(about) - {"Judul", "Catatan"}
        assert [one["judul"] for one in told["kolom"]] == headings
        assert len(told["definisi"]) == len(material.data.documents)
        assert len(rows) == len(told["data"]) == len(sheet.rows)
        assert_reads_back(table, sheet, rows, lines[first:], told["data"])


def kia_of(client, kecamatan, period, masked):
    _about, heading, rows, _notes = read_csv(
        fetch(client, kecamatan, period, "desa", "csv", masked)
    )
    label = heading.index("Jenis dokumen")
    return {row[1]: row[3:10] for row in rows if row[label] == "KIA"}


def test_few_children_go_outside_as_few(tanjung, sedikit, camat, client, masuk):
    masuk(client, camat)
    inside, outside = (kia_of(client, tanjung, sedikit, masked) for masked in (False, True))
    assert inside["Tanjung"] == ["100", "3", "97", "3,0", "90,00", "87,0", "87"]
    assert outside["Tanjung"] == [
        "100", "<5", "disamarkan", "disamarkan", "90,00", "disamarkan", "disamarkan",
    ]  # fmt: skip
    # One more desa is covered, or the sum would tell; the sum stays.
    assert outside["Jenggala"][1] == "disamarkan"
    assert outside["Sokong"] == inside["Sokong"]
    assert outside["Kecamatan"] == inside["Kecamatan"]


def test_what_people_typed_about_an_element_stays_inside(tanjung, sedikit, camat, client, masuk):
    masuk(client, camat)
    inside, outside = (
        fetch(client, tanjung, sedikit, "elemen", "csv", masked).decode("utf-8-sig")
        for masked in (False, True)
    )
    # A spreadsheet must not take it for a formula.
    assert ";'=Bu Rahma" in inside
    assert "Bu Rahma" not in outside


def test_what_people_typed_as_a_plan_stays_inside(
    tanjung, sedikit, desa_tanjung, camat, client, masuk
):
    session = factories.RakorcamFactory(
        kecamatan=tanjung, period=sedikit, state=SessionState.SELESAI
    )
    factories.PlanItemFactory(
        session=session, number=7, row=str(guide_type().pk), all_desa=False,
        what="Ibu Rahma dijemput", desa=desa_tanjung[:1],
    )  # fmt: skip
    masuk(client, camat)
    inside, outside = (
        read_csv(fetch(client, tanjung, sedikit, "rencana", "csv", masked))
        for masked in (False, True)
    )
    assert "Ibu Rahma dijemput" in inside[2][0]
    assert not [one for line in outside[2] for one in line if "Rahma" in one]
    # Of what, where, when and how far it is goes outside.
    assert outside[2] == [["" if "Rahma" in one else one for one in inside[2][0]]]
    assert outside[2][0][:3] == ["Format 7, KIA", "", "Tanjung"]


def test_a_masked_file_does_not_say_who_took_it(tanjung, sedikit, client, masuk):
    camat = make_user("Ibu Camat", (Role.CA, tanjung))
    masuk(client, camat)
    content = fetch(client, tanjung, sedikit, "cakupan", "xlsx", True)
    book = load_workbook(io.BytesIO(content))
    texts = {str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line}
    assert not [one for one in texts if "Ibu Camat" in one]
    assert not book.properties.creator


def test_an_earlier_period_is_masked_in_the_trend_as_in_its_own_table(
    tanjung, klu, periode, desa_tanjung, camat, client, masuk
):
    earlier = factories.PeriodFactory(
        kabupaten=klu, code="2025-11", label="November 2025", reference_date=date(2025, 10, 31)
    )
    factories.CoverageFactory(desa=desa_tanjung[0], period=earlier, wajib=40, memiliki=3)
    factories.CoverageFactory(desa=desa_tanjung[0], period=periode, wajib=40, memiliki=20)
    masuk(client, camat)
    _about, heading, rows, _notes = read_csv(
        fetch(client, tanjung, periode, "perkembangan", "csv", True)
    )
    memiliki = heading.index("Sudah memiliki")
    found = {row[0]: row[memiliki] for row in rows if row[3] == "KIA"}
    assert found == {"2025-11": "<5", "2026-06": "20"}


def by_sex_of(client, kecamatan, period, masked):
    _about, _heading, rows, _notes = read_csv(
        fetch(client, kecamatan, period, BY_SEX, "csv", masked)
    )
    return {(row[1], row[3]): row[4:11] for row in rows}


def test_each_sex_is_told_by_desa_inside_and_in_sum_outside(lp, tanjung, camat, client, masuk):
    masuk(client, camat)
    inside, outside = (by_sex_of(client, tanjung, lp, masked) for masked in (False, True))
    assert inside["Tanjung", "perempuan"] == ["50", "30", "20", "60,0", "90,00", "30,0", "15"]
    assert inside["Kecamatan", "laki-laki"] == ["130", "100", "30", "76,9", "90,00", "13,1", "17"]
    assert len(inside) == 6
    assert outside == {one: told for one, told in inside.items() if one[0] == "Kecamatan"}


def test_few_of_one_sex_go_outside_as_few(lp, tanjung, desa_tanjung, camat, client, masuk):
    Coverage.unscoped.filter(desa=desa_tanjung[0]).update(memiliki=33, memiliki_l=3)
    Coverage.unscoped.filter(desa=desa_tanjung[1]).update(memiliki=70, memiliki_l=0)
    masuk(client, camat)
    outside = by_sex_of(client, tanjung, lp, masked=True)
    assert outside["Kecamatan", "laki-laki"][:3] == ["130", "<5", "disamarkan"]
    assert outside["Kecamatan", "perempuan"][:3] == ["130", "disamarkan", "disamarkan"]


def test_the_page_offers_a_table_by_sex_only_where_they_are_recorded(
    sedikit, tanjung, desa_tanjung, camat, client, masuk
):
    url = reverse("bagikan", args=[tanjung.pk, sedikit.code])
    masuk(client, camat)
    assert "Laki-laki dan perempuan" not in client.get(url).content.decode()
    Coverage.unscoped.filter(desa=desa_tanjung[1]).update(
        wajib_l=100, wajib_p=100, memiliki_l=75, memiliki_p=75
    )
    assert "Laki-laki dan perempuan" in client.get(url).content.decode()


def test_there_is_no_table_and_no_file_of_another_name(tanjung, sedikit, camat, client, masuk):
    masuk(client, camat)
    for table, ext in (("nama", "csv"), ("desa", "pdf")):
        url = reverse("bagikan_dalam", args=[tanjung.pk, sedikit.code, table, ext])
        assert client.get(url).status_code == 404


def test_the_page_offers_outside_only_to_who_may(tanjung, sedikit, camat, ptpd, client, masuk):
    url = reverse("bagikan", args=[tanjung.pk, sedikit.code])
    text = masuk(client, camat).get(url).content.decode()
    assert "Untuk pihak luar" in text
    assert "*LABD Kecamatan Tanjung*" in text
    text = masuk(client, ptpd).get(url).content.decode()
    assert "Untuk pihak luar" not in text
    assert "*LABD" not in text
    assert reverse("bagikan_dalam", args=[tanjung.pk, sedikit.code, "desa", "csv"]) in text


def test_the_message_does_not_name_who_is_furthest_where_something_is_masked(
    tanjung, sedikit, camat
):
    told = message(material_of(camat, tanjung, sedikit, AT, masked=True))
    assert "- KIA: 55,5%, target 90,0%, kurang 145 anak" in told
    assert "Paling jauh" not in told


def test_the_message_names_the_furthest_of_a_document_of_which_nothing_is_masked(
    tanjung, sedikit, desa_tanjung, camat
):
    kk = guide_type("kartu-keluarga")
    factories.TargetFactory(period=sedikit, document=kk, hundredths=9000)
    for desa, memiliki in zip(desa_tanjung, (700, 650, 800), strict=True):
        factories.CoverageFactory(
            desa=desa, period=sedikit, document=kk, wajib=1000, memiliki=memiliki
        )
    told = message(material_of(camat, tanjung, sedikit, AT, masked=True))
    # KIA lies further behind, which a reader must not be able to conclude.
    assert f"Paling jauh di bawah target Kartu Keluarga: Desa {desa_tanjung[1].name}" in told


def test_the_furthest_desa_is_kept_and_no_heading_stands_alone(
    tanjung, sedikit, desa_tanjung, camat, monkeypatch
):
    kk = guide_type("kartu-keluarga")
    factories.TargetFactory(period=sedikit, document=kk, hundredths=9000)
    for desa, memiliki in zip(desa_tanjung, (700, 650, 800), strict=True):
        factories.CoverageFactory(
            desa=desa, period=sedikit, document=kk, wajib=1000, memiliki=memiliki
        )
    material = material_of(camat, tanjung, sedikit, AT, masked=True)
    for room in range(200, LONGEST, 7):
        monkeypatch.setattr("labd.dasbor.message.LONGEST", room)
        told = message(material)
        assert "Paling jauh di bawah target Kartu Keluarga" in told
        assert "Cakupan:\n\n" not in told and "ada:\n\n" not in told, room


def test_a_long_list_of_documents_is_cut_to_a_short_message(tanjung, sedikit, camat):
    for number in range(30):
        factories.DocumentTypeFactory(kecamatan=tanjung, own_label=f"Dokumen desa ke-{number:02}")
    told = message(material_of(camat, tanjung, sedikit, AT, masked=True))
    assert len(told) <= LONGEST
    assert told.endswith("Angka 1 sampai 4 orang disamarkan.")


QUERIES = {"bagikan": 22, "bagikan_dalam": 19, "bagikan_terbuka": 19, "paparan": 21}


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("size", [(3, 2), (43, 2), (3, 20)], ids=str)
def test_the_same_number_of_queries(name, size, klu, client, masuk, django_assert_num_queries):
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    desa = factories.make_desa(kecamatan, size[0])
    for number in range(size[1]):
        year, month = 2026 - number // 2, (11, 6)[number % 2]
        period = factories.PeriodFactory(
            kabupaten=klu, code=f"{year}-{month:02}", reference_date=date(year, month, 1)
        )
        for place in desa:
            factories.CoverageFactory(desa=place, period=period, document=guide_type("kia"))
    masuk(client, make_user("camat", (Role.CA, kecamatan)))
    more = ["desa", "json"] if name.startswith("bagikan_") else []
    args = [kecamatan.pk, "2026-11"]
    # What a first visit asks besides is asked here; pages to present are slow to lay out.
    assert client.get(reverse("bagikan", args=args)).status_code == 200
    with django_assert_num_queries(QUERIES[name]):
        assert client.get(reverse(name, args=[*args, *more])).status_code == 200
