"""The pages of the early warnings: what is read, what is answered, and what the kabupaten sets."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from desa.rights import Role
from formats.models import Acknowledgement, Coverage
from formats.specs._shared import DOCUMENTS, ELEMENTS
from formats.warning_actions import acknowledge
from labd.dasbor.warnings_gather import all_warnings, warnings_of
from rakorcam.models import SessionState
from tests import factories
from tests.factories import AT, TODAY, guide_type, make_user
from tests.factories_surveys import SurveyFactory
from tests.pages import form_with, words

MARCH = datetime.date(2026, 3, 1)


@pytest.fixture
def lalu(klu):
    """Return the round of November 2025."""
    return factories.PeriodFactory(
        kabupaten=klu, code="2025-11", label="November 2025",
        reference_date=datetime.date(2025, 10, 31), opens=datetime.date(2025, 10, 1),
    )  # fmt: skip


@pytest.fixture
def turun(sokong, periode, lalu):
    """Let KIA in Sokong have fallen by two points; return the row of now."""
    factories.CoverageFactory(desa=sokong, period=lalu, memiliki=82)
    return factories.CoverageFactory(desa=sokong, period=periode)


def keys(found):
    """Return (rule, desa names) of warnings."""
    return [(one.rule.key, one.names) for one in found]


def page(client, kecamatan, period, query=""):
    """Return the page of the warnings."""
    return client.get(reverse("peringatan", args=[kecamatan.pk, period.code]) + query)


def answer(kecamatan, warning, *, by, **told):
    """Answer a warning as a person would."""
    told = {"level": warning.level, "note": "PTPD memeriksa ke desa", "key": uuid.uuid4(), **told}
    return acknowledge(
        kecamatan=kecamatan, rule=warning.rule.key, subject=warning.subject, by=by, at=AT, **told
    )


# --- What is read ---------------------------------------------------------------------------------


def test_every_kind_of_fact_is_read_from_the_database(tanjung, sokong, jenggala, periode, lalu):
    factories.PeriodFactory(
        kabupaten=tanjung.kabupaten, code="2025-06", label="Juni 2025",
        reference_date=datetime.date(2025, 5, 31), opens=datetime.date(2025, 5, 1),
    )  # fmt: skip
    before = tanjung.kabupaten.periods.get(code="2025-06")
    for period, memiliki in ((periode, 80), (lalu, 82), (before, 84)):
        factories.CoverageFactory(desa=sokong, period=period, memiliki=memiliki)
        factories.TargetFactory(period=period)
        kk = guide_type("kartu-keluarga")
        factories.CoverageFactory(desa=jenggala, period=period, document=kk, memiliki=101)
    for key in ("petugas", "anggaran"):
        factories.ElementStateFactory(desa=jenggala, period=periode, element=key, state="belum")
    SurveyFactory(desa=sokong, period=periode, number=4)
    factories.RakorcamFactory(kecamatan=tanjung, period=periode, date=TODAY)
    over = factories.RakorcamFactory(
        kecamatan=tanjung, period=lalu, state=SessionState.SELESAI, date=MARCH
    )
    factories.PlanItemFactory(
        session=over, from_month=MARCH, to_month=MARCH, all_desa=False, desa=[jenggala]
    )

    found = warnings_of(tanjung, periode, TODAY)

    assert sorted(keys(found)) == [
        ("anggaran", ("Jenggala",)),
        ("belum_kirim", ("Jenggala",)),
        ("belum_kirim", ("Sokong",)),
        ("belum_kirim", ("Tanjung",)),
        ("belum_lapor", ("Jenggala",)),
        ("di_atas_wajib", ("Jenggala",)),
        ("lewat_waktu", ("Jenggala",)),
        ("melebar", ("Sokong",)),
        ("petugas", ("Jenggala",)),
        ("sama_persis", ("Jenggala",)),
        ("turun", ("Sokong",)),
    ]
    by_rule = {one.rule.key: one for one in found}
    assert "Desa Sokong belum mengirim Format 5;" in [
        one.head + ";" for one in found if one.names == ("Sokong",)
    ]
    assert by_rule["lewat_waktu"].level == 3


def test_agreed_plans_warn_in_the_newest_period_only(tanjung, jenggala, periode, lalu):
    over = factories.RakorcamFactory(
        kecamatan=tanjung, period=lalu, state=SessionState.SELESAI, date=MARCH
    )
    factories.PlanItemFactory(
        session=over, from_month=MARCH, to_month=MARCH, all_desa=False, desa=[jenggala]
    )
    plans = ["lewat_waktu", "belum_lapor"]
    assert [rule for rule, _names in keys(warnings_of(tanjung, periode, TODAY))] == plans
    assert warnings_of(tanjung, lalu, TODAY) == []
    # A period that is only prepared takes nothing away, until something is told of it.
    periode.opens = TODAY + datetime.timedelta(days=1)
    periode.save()
    assert [rule for rule, _names in keys(warnings_of(tanjung, lalu, TODAY))] == plans
    factories.CoverageFactory(desa=jenggala, period=periode)
    assert warnings_of(tanjung, lalu, TODAY) == []


def test_an_override_counts_in_place_of_the_kabupatens_target(tanjung, sokong, periode, lalu, klu):
    before = factories.PeriodFactory(
        kabupaten=klu, code="2025-06", label="Juni 2025",
        reference_date=datetime.date(2025, 5, 31), opens=datetime.date(2025, 5, 1),
    )  # fmt: skip
    for period in (periode, lalu, before):
        factories.CoverageFactory(desa=sokong, period=period, memiliki=40)
        factories.TargetFactory(period=period)
    for period, hundredths in ((periode, 9700), (lalu, 9600)):
        factories.TargetOverrideFactory(kecamatan=tanjung, period=period, hundredths=hundredths)
    assert ("melebar", ("Sokong",)) in keys(warnings_of(tanjung, periode, TODAY))


def test_a_desa_split_off_is_read_with_its_induk(tanjung, sokong, jenggala, periode, lalu):
    sokong.induk, sokong.valid_from = jenggala, datetime.date(2026, 1, 1)
    sokong.save()
    factories.CoverageFactory(desa=jenggala, period=lalu, wajib=200, memiliki=180)
    for desa in (sokong, jenggala):
        factories.CoverageFactory(desa=desa, period=periode)
    (warning,) = warnings_of(tanjung, periode, TODAY)
    assert warning.head == "KIA di Desa Sokong bersama Jenggala (pemekaran) turun 10,0 poin"


def test_nothing_of_another_kecamatan_is_read(tanjung, gangga, periode, lalu):
    gondang = gangga.desa_set.order_by("code").first()
    factories.CoverageFactory(desa=gondang, period=lalu, memiliki=90)
    factories.CoverageFactory(desa=gondang, period=periode)
    assert warnings_of(tanjung, periode, TODAY) == []
    assert keys(warnings_of(gangga, periode, TODAY)) == [("turun", ("Gondang",))]


# --- Answering ------------------------------------------------------------------------------------


def test_an_answered_warning_is_folded_and_comes_back_when_it_worsens(
    client, masuk, camat, tanjung, periode, turun
):
    masuk(client, camat)
    (warning,) = warnings_of(tanjung, periode, TODAY)
    url = reverse("peringatan_tanggapi", args=[tanjung.pk, periode.code, "turun", warning.subject])
    form = form_with(client.get(url), "note")

    told = client.post(url, form | {"note": "Kasi Pemerintahan ke Sokong"}, follow=True)

    assert "Semua peringatan sudah ditanggapi." in words(told)
    assert "Tanggapan: Kasi Pemerintahan ke Sokong" in words(told)
    assert warnings_of(tanjung, periode, TODAY) == []
    row = Acknowledgement.unscoped.get()
    assert (row.level, row.acknowledged_by, row.history.get().history_user) == (200, camat, camat)

    Coverage.unscoped.filter(pk=turun.pk).update(memiliki=81)
    assert warnings_of(tanjung, periode, TODAY) == []
    Coverage.unscoped.filter(pk=turun.pk).update(memiliki=79)
    assert keys(warnings_of(tanjung, periode, TODAY)) == [("turun", ("Sokong",))]


def test_an_answer_given_by_mistake_is_taken_back_and_history_keeps_it(
    client, masuk, camat, tanjung, periode, turun
):
    (warning,) = warnings_of(tanjung, periode, TODAY)
    row = answer(tanjung, warning, by=camat)
    masuk(client, camat)
    assert "Cabut tanggapan" in words(page(client, tanjung, periode))
    url = reverse("peringatan_cabut", args=[tanjung.pk, periode.code, row.pk])
    client.get(url)
    assert warnings_of(tanjung, periode, TODAY) == []

    told = words(client.post(url, follow=True))

    assert "Tanggapan dicabut." in told
    assert "KIA di Desa Sokong turun 2,0 poin" in told
    assert keys(warnings_of(tanjung, periode, TODAY)) == [("turun", ("Sokong",))]
    past = Acknowledgement.history.filter(id=row.pk).order_by("history_date", "history_id")
    assert [(one.history_type, one.note) for one in past] == [
        ("+", "PTPD memeriksa ke desa"), ("-", "PTPD memeriksa ke desa"),
    ]  # fmt: skip
    assert past.last().history_user == camat
    assert "Tanggapan itu sudah dicabut." in words(client.post(url, follow=True))


def test_an_answer_of_another_kecamatan_is_not_taken_back(
    client, masuk, camat, tanjung, gangga, periode, turun
):
    (warning,) = warnings_of(tanjung, periode, TODAY)
    row = answer(gangga, warning, by=camat)
    masuk(client, camat)
    client.post(reverse("peringatan_cabut", args=[tanjung.pk, periode.code, row.pk]))
    assert Acknowledgement.unscoped.get() == row


def test_the_highest_level_answered_is_what_counts(camat, tanjung, periode, turun):
    (warning,) = warnings_of(tanjung, periode, TODAY)
    answer(tanjung, warning, by=camat)
    answer(tanjung, warning, by=camat, level=100)
    waiting, (one,) = all_warnings(tanjung, periode, TODAY)
    assert waiting == [] and one.answer.level == 200


def test_an_answer_without_a_note_or_with_a_nik_stays_in_the_form(
    client, masuk, camat, tanjung, periode, turun
):
    masuk(client, camat)
    (warning,) = warnings_of(tanjung, periode, TODAY)
    url = reverse("peringatan_tanggapi", args=[tanjung.pk, periode.code, "turun", warning.subject])
    form = form_with(client.get(url), "note")
    assert "Belum diisi." in words(client.post(url, form))
    nik = client.post(url, form | {"note": "Warga 5208010101900001 belum"})
    assert "mirip NIK" in words(nik)
    assert form_with(nik, "note")["note"] == "Warga 5208010101900001 belum"
    assert not Acknowledgement.unscoped.exists()


def test_what_worsened_while_one_read_is_shown_before_it_is_stored(
    client, masuk, camat, tanjung, periode, turun
):
    masuk(client, camat)
    (warning,) = warnings_of(tanjung, periode, TODAY)
    url = reverse("peringatan_tanggapi", args=[tanjung.pk, periode.code, "turun", warning.subject])
    form = form_with(client.get(url), "note") | {"note": "Diperiksa"}
    Coverage.unscoped.filter(pk=turun.pk).update(memiliki=70)

    told = client.post(url, form)

    assert "memburuk selagi Anda membaca" in words(told)
    assert not Acknowledgement.unscoped.exists()
    client.post(url, form_with(told, "note"))
    assert Acknowledgement.unscoped.get().level == 1200


@pytest.mark.parametrize("level", ["", "x", "²", "9" * 40, "-1"])
def test_a_level_that_no_page_made_is_not_believed_below_the_real_one(
    client, masuk, camat, tanjung, periode, turun, level
):
    masuk(client, camat)
    (warning,) = warnings_of(tanjung, periode, TODAY)
    url = reverse("peringatan_tanggapi", args=[tanjung.pk, periode.code, "turun", warning.subject])
    assert client.post(url, {"note": "ya", "tingkat": level}).status_code in (200, 302)
    assert set(Acknowledgement.unscoped.values_list("level", flat=True)) <= {200}


def test_the_same_answer_sent_twice_is_stored_once(camat, tanjung, periode, turun):
    (warning,) = warnings_of(tanjung, periode, TODAY)
    key = uuid.uuid4()
    answer(tanjung, warning, by=camat, key=key)
    answer(tanjung, warning, by=camat, key=key)
    assert Acknowledgement.unscoped.count() == 1
    with pytest.raises(ValidationError):
        answer(tanjung, warning, by=camat, key=key, note="lain")


def test_a_warning_that_is_gone_is_not_answered(client, masuk, camat, tanjung, periode):
    masuk(client, camat)
    url = reverse("peringatan_tanggapi", args=[tanjung.pk, periode.code, "turun", "x"])
    assert "Peringatan itu sudah tidak ada" in words(client.get(url, follow=True))


def test_an_answer_holds_for_its_round_only(camat, tanjung, sokong, periode, lalu, turun, klu):
    (warning,) = warnings_of(tanjung, periode, TODAY)
    answer(tanjung, warning, by=camat)
    later = factories.PeriodFactory(
        kabupaten=klu, code="2026-11", label="November 2026",
        reference_date=datetime.date(2026, 10, 31),
    )  # fmt: skip
    factories.CoverageFactory(desa=sokong, period=later, memiliki=79)
    assert keys(warnings_of(tanjung, later, TODAY)) == [("turun", ("Sokong",))]


# --- The page -------------------------------------------------------------------------------------


def test_the_page_groups_by_desa_or_by_rule_the_most_serious_first(
    client, masuk, camat, tanjung, jenggala, periode, turun
):
    factories.ElementStateFactory(desa=jenggala, period=periode, element="petugas", state="belum")
    masuk(client, camat)
    by_desa = words(page(client, tanjung, periode))
    assert by_desa.index("Desa Sokong 1 peringatan") < by_desa.index("Desa Jenggala 1 peringatan")
    assert "Aturan: turun 1,0 poin atau lebih sejak putaran sebelumnya." in by_desa
    by_rule = words(page(client, tanjung, periode, "?menurut=aturan"))
    assert by_rule.index("Cakupan turun 1") < by_rule.index("Desa tanpa petugas 1 peringatan")


def test_readers_see_the_warnings_and_cannot_answer(
    client, masuk, dukcapil, tanjung, periode, turun
):
    told = page(masuk(client, dukcapil), tanjung, periode)
    assert "KIA di Desa Sokong turun 2,0 poin" in words(told)
    assert "Tanggapi" not in words(told)


def test_without_any_warning_the_page_says_what_they_are_made_of(
    client, masuk, camat, tanjung, periode
):
    assert "Tidak ada peringatan untuk periode ini." in words(
        page(masuk(client, camat), tanjung, periode)
    )


@pytest.mark.parametrize("who", ["camat", "sekcam", "ptpd"])
def test_the_home_page_of_those_who_answer_counts_them(
    client, masuk, request, who, tanjung, periode, turun
):
    home = masuk(client, request.getfixturevalue(who)).get(reverse("beranda"))
    assert reverse("peringatan", args=[tanjung.pk, periode.code]) in home.content.decode()
    assert 'data-kunci="peringatan"' in home.content.decode()
    told = client.get(reverse("beranda_nanti")).json()["peringatan"]
    assert told == "1 belum ditanggapi; terberat: KIA di Desa Sokong turun 2,0 poin."


def test_the_home_page_of_others_does_not(client, masuk, notulis, tanjung, periode, turun):
    assert "Peringatan dini" not in words(masuk(client, notulis).get(reverse("beranda")))
    assert client.get(reverse("beranda_nanti")).json()["peringatan"] == ""


# --- Queries --------------------------------------------------------------------------------------

QUERIES = 25


@pytest.mark.parametrize(("count", "periods"), [(3, 2), (3, 20), (43, 2), (43, 20)])
def test_the_page_asks_the_same_number_of_queries_for_3_and_43_desa_2_and_20_periods(
    client, masuk, klu, count, periods, django_assert_num_queries
):
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    desa = factories.make_desa(kecamatan, count)
    rounds = [
        factories.PeriodFactory(
            kabupaten=klu, code=f"{2026 - n}-06", label=f"Juni {2026 - n}",
            reference_date=datetime.date(2026 - n, 6, 15),
            opens=datetime.date(2026 - n, 5, 1),
        )
        for n in range(periods)
    ]  # fmt: skip
    types = [guide_type(one.key) for one in DOCUMENTS]
    Coverage.unscoped.bulk_create(
        factories.CoverageFactory.build(desa=one, period=period, document=kind, memiliki=60 + n)
        for one in desa
        for n, period in enumerate(rounds)
        for kind in types
    )
    for one in desa[1:]:
        for element in ELEMENTS:
            factories.ElementStateFactory(
                desa=one, period=rounds[0], element=element.key, state="belum"
            )
        SurveyFactory(desa=one, period=rounds[0])
    for n, period in enumerate(rounds[:2]):
        over = factories.RakorcamFactory(
            kecamatan=kecamatan, period=period, state=SessionState.SELESAI, date=MARCH
        )
        for one in desa:
            item = factories.PlanItemFactory(
                session=over, from_month=MARCH, to_month=MARCH, all_desa=False, desa=[one],
                what=f"Rencana {n}",
            )  # fmt: skip
            factories.ProgressFactory(item=item, desa=one)
    camat = make_user("camat_sini", (Role.CA, kecamatan))
    masuk(client, camat)
    assert page(client, kecamatan, rounds[0]).status_code == 200

    with django_assert_num_queries(QUERIES):
        page(client, kecamatan, rounds[0])
