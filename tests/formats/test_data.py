"""What a kecamatan has in a period, gathered as one value: which desa, types, targets, figures."""

import datetime
import json

import pytest

from formats.data import Data, gather, gather_for
from formats.recaps import CoverageFacts, ElementFacts
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS, DOCUMENTS_BY_KEY
from formats.tables import sheet_of
from formats.values import Missing, State
from tests import factories
from tests.factories import guide_type

KIA = str(DOCUMENTS_BY_KEY["kia"].id)


def gathered(kecamatan, period):
    """Return the Data of all desa of a kecamatan."""
    return gather(kecamatan, period, kecamatan.desa_set.all())


def document(data, label):
    """Return the DocumentFacts called `label`."""
    return next(one for one in data.documents if one.label == label)


# --- Which desa -----------------------------------------------------------------------------------


def test_only_desa_valid_on_the_reference_date_count(tanjung, periode):
    day = periode.reference_date
    before = day - datetime.timedelta(days=1)
    after = day + datetime.timedelta(days=1)
    for code, name, lifetime in (
        ("2011", "Berakhir Kemarin", {"valid_to": before}),
        ("2012", "Berakhir Hari Itu", {"valid_to": day}),
        ("2013", "Lahir Hari Itu", {"valid_from": day}),
        ("2014", "Lahir Besok", {"valid_from": after}),
    ):
        factories.DesaFactory(kecamatan=tanjung, code=f"52.08.01.{code}", name=name, **lifetime)

    data = gathered(tanjung, periode)

    assert [one.name for one in data.desa] == [
        "Tanjung",
        "Sokong",
        "Jenggala",
        "Berakhir Hari Itu",
        "Lahir Hari Itu",
    ]
    assert data.total(document(data, "KIA")).of == 5


def test_a_split_counts_the_new_desa_from_its_first_period_on(sokong, periode, klu):
    child = factories.DesaFactory(
        kecamatan=sokong.kecamatan,
        code="52.08.01.2009",
        name="Sokong Timur",
        induk=sokong,
        valid_from=datetime.date(2026, 9, 1),
    )
    november = factories.PeriodFactory(
        kabupaten=klu, code="2026-11", reference_date=datetime.date(2026, 11, 15)
    )

    in_june = {one.id for one in gathered(sokong.kecamatan, periode).desa}
    in_november = {one.id for one in gathered(sokong.kecamatan, november).desa}

    assert in_november - in_june == {str(child.pk)}


def test_figures_of_an_ended_desa_do_not_enter_the_sum(jenggala, sokong, periode):
    for desa in (jenggala, sokong):
        factories.CoverageFactory(desa=desa, period=periode, wajib=100, memiliki=50)
    jenggala.valid_to = datetime.date(2026, 1, 31)
    jenggala.save()

    total = gathered(sokong.kecamatan, periode).total(
        document(gathered(sokong.kecamatan, periode), "KIA")
    )

    assert (total.wajib, total.memiliki, total.reported, total.of) == (100, 50, 1, 2)


def test_neither_another_period_nor_another_kecamatan_leaks_in(sokong, gangga, periode, klu):
    november = factories.PeriodFactory(kabupaten=klu, code="2026-11")
    factories.CoverageFactory(desa=sokong, period=november)
    factories.CoverageFactory(desa=gangga.desa_set.first(), period=periode)
    factories.ElementStateFactory(desa=sokong, period=november)

    data = gathered(sokong.kecamatan, periode)

    assert data.counts == {}
    assert data.elements == {}


# --- Which types and targets ----------------------------------------------------------------------


def test_the_guides_seven_come_first_then_the_kecamatans_own(tanjung, gangga, periode):
    factories.DocumentTypeFactory(kecamatan=tanjung, own_label="Surat Pindah")
    factories.DocumentTypeFactory(kecamatan=tanjung, own_label="Buku Nikah Adat")
    factories.DocumentTypeFactory(kecamatan=tanjung, own_label="Tidak Dipakai", is_active=False)
    factories.DocumentTypeFactory(kecamatan=gangga, own_label="Milik Gangga")

    data = gathered(tanjung, periode)

    assert [one.label for one in data.documents] == [
        *(one.label for one in DOCUMENTS),
        "Buku Nikah Adat",
        "Surat Pindah",
    ]


def test_a_kecamatan_is_measured_by_the_kabupatens_target_unless_it_set_its_own(
    tanjung, gangga, periode
):
    factories.TargetFactory(period=periode, hundredths=9500)
    factories.TargetOverrideFactory(
        kecamatan=gangga, period=periode, hundredths=9000, reason="Banyak dusun jauh"
    )

    here, there = (document(gathered(one, periode), "KIA") for one in (tanjung, gangga))

    assert (here.target, here.target_reason) == (9500, "")
    assert (there.target, there.target_reason) == (9000, "Banyak dusun jauh")


def test_a_target_belongs_to_its_period(tanjung, periode, klu):
    november = factories.PeriodFactory(kabupaten=klu, code="2026-11")
    factories.TargetFactory(period=november, hundredths=9900)

    assert document(gathered(tanjung, periode), "KIA").target is None


def test_a_desa_is_measured_by_its_kecamatans_target(tanjung, sokong, periode):
    factories.TargetOverrideFactory(kecamatan=tanjung, period=periode, hundredths=8800)
    factories.CoverageFactory(desa=sokong, period=periode, wajib=100, memiliki=80)

    data = gathered(tanjung, periode)

    facts = data.coverage(data.desa[1], document(data, "KIA"))
    assert facts == CoverageFacts(100, 80, 1, 1, 8800, "anak", "", None)


# --- What was reported ----------------------------------------------------------------------------


def test_a_desa_that_gave_one_of_two_counts_has_not_reported(tanjung, desa_tanjung, periode):
    whole, half, _silent = desa_tanjung
    factories.CoverageFactory(desa=whole, period=periode, wajib=0, memiliki=0)
    factories.CoverageFactory(desa=half, period=periode, wajib=50, memiliki=None)

    data = gathered(tanjung, periode)
    total = data.total(document(data, "KIA"))

    assert (total.wajib, total.memiliki, total.reported, total.of) == (0, 0, 1, 3)
    assert [data.filled_types(one) for one in data.desa] == [1, 0, 0]


def test_a_desa_is_complete_when_it_gave_every_type(tanjung, sokong, periode):
    for one in DOCUMENTS:
        factories.CoverageFactory(desa=sokong, period=periode, document=guide_type(one.key))
    assert gathered(tanjung, periode).complete_desa() == 1

    factories.DocumentTypeFactory(kecamatan=tanjung)

    assert gathered(tanjung, periode).complete_desa() == 0


def test_a_blank_state_is_belum_diisi_like_none_at_all(tanjung, sokong, periode):
    factories.ElementStateFactory(desa=sokong, period=periode, state="", evidence="Foto")

    data = gathered(tanjung, periode)

    assert data.element(data.desa[1], "ruang") == ElementFacts(State.BELUM_DIISI, "Foto", "")
    assert data.element(data.desa[0], "ruang") == ElementFacts()
    assert [name.name for name in data.recap("ruang").unknown] == ["Tanjung", "Sokong", "Jenggala"]


def test_a_flow_is_counted_in_the_twelve_months_to_the_data_date(tanjung, sokong, periode):
    day = datetime.date(2026, 5, 31)
    factories.CollectionFactory(kecamatan=tanjung, period=periode, data_date=day)
    factories.CoverageFactory(
        desa=sokong, period=periode, document=guide_type("akta-kematian"), wajib=51, memiliki=28
    )

    data = gathered(tanjung, periode)

    windows = {one.label: data.total(one).flow_until for one in data.documents}
    assert windows["Akta Kematian"] == day
    assert {until for label, until in windows.items() if label != "Akta Kematian"} == {None}


def test_format_1s_header_is_the_collections(tanjung, periode):
    factories.CollectionFactory(
        kecamatan=tanjung, period=periode, source="UPTD Dukcapil", filled_by="Baiq Nurhayati"
    )

    sheet = sheet_of(REGISTRY[1], gathered(tanjung, periode))

    assert dict(sheet.header) == {
        "Kecamatan": "Tanjung",
        "Kabupaten": "Lombok Utara",
        "Periode": "Juni 2026",
        "Tanggal Data": datetime.date(2026, 5, 31),
        "Sumber Data": "UPTD Dukcapil",
        "Diisi oleh": "Baiq Nurhayati",
    }


# --- Frozen and back, and for whom ----------------------------------------------------------------


def test_data_survive_json_unchanged(tanjung, desa_tanjung, periode):
    factories.CollectionFactory(kecamatan=tanjung, period=periode)
    factories.TargetOverrideFactory(kecamatan=tanjung, period=periode)
    factories.DocumentTypeFactory(kecamatan=tanjung)
    for number, desa in enumerate(desa_tanjung):
        factories.CoverageFactory(desa=desa, period=periode, memiliki=number or None, note="Jauh")
        factories.ElementStateFactory(desa=desa, period=periode, state="", evidence="Foto")
    data = gathered(tanjung, periode)

    assert Data.from_payload(json.loads(json.dumps(data.to_payload()))) == data


def test_a_kepala_desa_gets_the_own_desa_and_no_sum_of_the_kecamatan(
    kepala_desa, sokong, tanjung, periode
):
    for desa in tanjung.desa_set.all():
        factories.CoverageFactory(desa=desa, period=periode)

    data = gather_for(kepala_desa, "coverage", tanjung, periode)
    sheet = sheet_of(REGISTRY[1], data)

    assert [one.name for one in data.desa] == ["Sokong"]
    assert {desa for desa, _kind in data.counts} == {str(sokong.pk)}
    assert [row.role for row in sheet.rows] == ["body"]


def test_one_person_with_two_assignments_reads_both_kecamatan_whole(
    rangkap, tanjung, gangga, periode
):
    for kecamatan in (tanjung, gangga):
        assert gather_for(rangkap, "coverage", kecamatan, periode).is_whole


def test_an_empty_cell_is_not_filled_rather_than_zero_on_the_sheet(tanjung, periode):
    sheet = sheet_of(REGISTRY[1], gathered(tanjung, periode))

    body = [row for row in sheet.rows if row.role == "body"]
    assert {cell.value for row in body for cell in row.cells[2:]} == {Missing.NOT_FILLED}


@pytest.mark.parametrize("count", [3, 43])
def test_gathering_takes_as_many_queries_for_3_as_for_43_desa(
    klu, periode, count, django_assert_num_queries
):
    kecamatan = factories.KecamatanFactory(kabupaten=klu, desa=count)
    for desa in kecamatan.desa_set.all():
        factories.CoverageFactory(desa=desa, period=periode)

    with django_assert_num_queries(8):
        gather(kecamatan, periode, kecamatan.desa_set.all())
