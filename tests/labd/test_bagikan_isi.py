"""Which desa gave their data whole, and complaints as counts, as they are shared of a kecamatan."""

import json
from datetime import date

import pytest
from django.urls import reverse

from desa import waktu
from formats.models import Complaint
from formats.specs._shared import DOCUMENTS
from labd.dasbor.board import board_of
from tests import factories
from tests.factories import guide_type
from tests.factories_surveys import SurveyFactory
from tests.labd.berkas_bagikan import read_csv
from tests.labd.test_bagikan import every_table_reads_back_equal, fetch


@pytest.fixture
def sebagian(tanjung, periode, desa_tanjung):
    """Return the period in which one desa of three told all of Format 1 and sent Format 4."""
    first, second, _third = desa_tanjung
    for one in DOCUMENTS:
        factories.CoverageFactory(desa=first, period=periode, document=guide_type(one.key))
    factories.CoverageFactory(desa=second, period=periode)
    SurveyFactory(desa=first, period=periode)
    SurveyFactory(desa=second, period=periode, state="draf")
    return periode


@pytest.fixture
def mengadu(periode, desa_tanjung):
    """Return the period in which one desa of three recorded complaints, and one none."""
    first, second, _third = desa_tanjung
    kia = {"period": periode, "document": guide_type()}
    Complaint.unscoped.create(
        desa=first, waiting=2, in_hand=1, settled=4, done="Bu Rahma ditemui", **kia
    )
    Complaint.unscoped.create(desa=second, **kia)
    return periode


def table(client, kecamatan, period, name, *, masked=False):
    """Return (heading, rows) of a table read from its CSV."""
    content = fetch(client, kecamatan, period, name, "csv", masked)
    _about, heading, rows, _notes = read_csv(content)
    return heading, rows


def test_completeness_is_that_of_the_dashboard(sebagian, tanjung, camat, client, masuk):
    masuk(client, camat)
    heading, rows = table(client, tanjung, sebagian, "kelengkapan")
    assert heading[:4] == ["Kode desa", "Desa", "Kelengkapan", "Keadaan"]
    board = board_of(camat, tanjung, sebagian, waktu.now())
    for one in board.filled:
        here = [row for row in rows if row[2] == one.label]
        assert {row[1] for row in here if row[3] == "belum"} == set(one.missing)
        assert here[-1] == [
            "52.08.01", "Kecamatan", one.label, "", str(one.share.part), str(one.share.whole),
        ]  # fmt: skip
        assert sum(int(row[4]) for row in here[:-1]) == one.share.part
    said = {row[2]: row[3] for row in rows if row[1] == "Tanjung"}
    assert said == {
        "Format 1 lengkap": "sudah", "Format 2 terdata": "belum",
        "Format 4 terkirim": "sudah", "Format 5 terkirim": "belum",
    }  # fmt: skip


def test_completeness_counts_no_people_and_is_the_same_outside(
    sebagian, tanjung, camat, client, masuk
):
    masuk(client, camat)
    inside, outside = (
        table(client, tanjung, sebagian, "kelengkapan", masked=masked) for masked in (False, True)
    )
    assert inside == outside


def test_complaints_are_counted_by_state_and_what_nobody_recorded_is_not_zero(
    mengadu, tanjung, desa_tanjung, camat, client, masuk
):
    masuk(client, camat)
    _heading, rows = table(client, tanjung, mengadu, "pengaduan")
    kia = {row[0]: row[3:] for row in rows if row[2] == "KIA"}
    assert kia == {
        desa_tanjung[0].code: ["2", "1", "4", "7", "1", "1"],
        desa_tanjung[1].code: ["0", "0", "0", "0", "1", "1"],
        desa_tanjung[2].code: ["", "", "", "", "0", "1"],
        "52.08.01": ["2", "1", "4", "7", "2", "3"],
    }
    ktp = [row[3:] for row in rows if row[2] == "Perekaman KTP"]
    assert ktp[-1] == ["", "", "", "", "0", "3"]
    text = fetch(client, tanjung, mengadu, "pengaduan", "json", False).decode()
    assert "Bu Rahma" not in text
    assert json.loads(text)["keterangan"]["Disamarkan"] == "tidak"


def test_complaints_stay_inside(mengadu, tanjung, camat, client, masuk):
    here = [tanjung.pk, mengadu.code]
    masuk(client, camat)
    outside = reverse("bagikan_terbuka", args=[*here, "pengaduan", "csv"])
    assert client.get(outside).status_code == 404
    text = client.get(reverse("bagikan", args=here)).content.decode()
    assert outside not in text
    assert reverse("bagikan_dalam", args=[*here, "pengaduan", "csv"]) in text
    assert reverse("bagikan_terbuka", args=[*here, "kelengkapan", "csv"]) in text


@pytest.mark.parametrize(("name", "masked"), [("kelengkapan", True), ("pengaduan", False)])
def test_they_read_back_equal(name, masked, sebagian, mengadu, tanjung, camat, client, masuk):
    masuk(client, camat)
    every_table_reads_back_equal(client, camat, tanjung, sebagian, masked=masked, only=name)


def test_they_ask_as_often_for_43_desa_and_20_periods_as_for_3_and_2(
    sebagian, mengadu, tanjung, desa_tanjung, camat, client, masuk, django_assert_num_queries
):
    earlier(desa_tanjung[0], 2025)
    masuk(client, camat)
    here = [tanjung.pk, sebagian.code]
    asked = {"kelengkapan": 21, "pengaduan": 22}
    client.get(reverse("bagikan", args=here))
    for name, number in asked.items():
        with django_assert_num_queries(number):
            fetch(client, tanjung, sebagian, name, "csv", False)
    for desa in factories.make_desa(tanjung, 40):
        factories.CoverageFactory(desa=desa, period=sebagian)
        Complaint.unscoped.create(desa=desa, period=sebagian, document=guide_type(), waiting=1)
    for year in range(2007, 2025):
        earlier(desa_tanjung[0], year)
    for name, number in asked.items():
        with django_assert_num_queries(number):
            fetch(client, tanjung, sebagian, name, "csv", False)


def earlier(desa, year):
    """Let a desa have told KIA in June of an earlier year."""
    period = factories.PeriodFactory(
        kabupaten=desa.kecamatan.kabupaten, code=f"{year}-06", reference_date=date(year, 5, 31)
    )
    factories.CoverageFactory(desa=desa, period=period)
