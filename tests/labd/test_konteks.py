"""The chosen kecamatan and period: offered, switched, remembered, and never beyond one's area."""

import datetime

import pytest
from django.urls import reverse

from tests import factories
from tests.pages import form_with, words


@pytest.fixture
def november(klu):
    """Return the period of November 2026, opened already."""
    return factories.PeriodFactory(
        kabupaten=klu, code="2026-11", label="November 2026", opens=datetime.date(2026, 5, 1)
    )


def switch(client, kecamatan, code, back="/"):
    """Choose another kecamatan or period on the page `back` and follow."""
    told = {"kecamatan": kecamatan.pk, "periode": code, "kembali": back}
    return client.get(reverse("pilih"), told, follow=True)


def chosen(response):
    """Return (kecamatan, period code) that the page stands on."""
    form = form_with(response, "kembali")
    return form["kecamatan"], form["periode"]


def test_two_assignments_offer_two_kecamatan_and_one_offers_one(
    client, masuk, rangkap, ptpd, periode, gangga, tanjung
):
    masuk(client, rangkap)
    both = client.get("/").content.decode()
    masuk(client, ptpd)
    one = client.get("/").content.decode()

    assert "Gangga (52.08.02)" in both
    assert "Tanjung (52.08.01)" in both
    assert "Gangga" not in one


def test_a_switch_is_remembered_from_page_to_page(
    client, masuk, rangkap, periode, november, tanjung, gangga
):
    masuk(client, rangkap)
    assert chosen(client.get("/")) == (str(tanjung.pk), "2026-11")

    switch(client, gangga, "2026-06")

    assert chosen(client.get("/")) == (str(gangga.pk), "2026-06")
    assert chosen(client.get(reverse("rakorcam_daftar"))) == (str(gangga.pk), "2026-06")


def test_a_page_about_a_place_sets_what_is_remembered(
    client, masuk, rangkap, periode, november, tanjung, gangga
):
    masuk(client, rangkap)

    client.get(reverse("data_desa", args=[gangga.pk, "2026-06"]))

    assert chosen(client.get("/")) == (str(gangga.pk), "2026-06")


@pytest.mark.parametrize("name", ["data_desa", "format", "target"])
def test_a_switch_stays_on_the_same_kind_of_page(
    client, masuk, rangkap, periode, november, tanjung, gangga, name
):
    masuk(client, rangkap)
    more = [1] if name == "format" else []

    response = switch(client, gangga, "2026-06", reverse(name, args=[tanjung.pk, "2026-11", *more]))

    assert response.redirect_chain[-1][0] == reverse(name, args=[gangga.pk, "2026-06", *more])


def test_from_the_answer_to_a_save_a_switch_leads_to_the_grid(
    client, masuk, ptpd, periode, november, tanjung
):
    masuk(client, ptpd)
    saved_at = reverse("format_simpan", args=[tanjung.pk, "2026-11", 1])

    response = switch(client, tanjung, "2026-06", saved_at)

    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == reverse("format", args=[tanjung.pk, "2026-06", 1])


def test_a_kecamatan_outside_ones_area_is_refused_in_words(
    client, masuk, ptpd, periode, gangga, tanjung
):
    masuk(client, ptpd)

    response = switch(client, gangga, "2026-06")

    assert "Kecamatan itu tidak ada, atau di luar wilayah Anda." in words(response)
    assert chosen(response) == (str(tanjung.pk), "2026-06")


@pytest.mark.parametrize("kecamatan", ["", "bukan-uuid", "00000000-0000-0000-0000-000000000000"])
def test_a_kecamatan_that_does_not_exist_is_refused_in_words(
    client, masuk, ptpd, periode, kecamatan
):
    masuk(client, ptpd)

    response = client.get(reverse("pilih"), {"kecamatan": kecamatan}, follow=True)

    assert "Kecamatan itu tidak ada, atau di luar wilayah Anda." in words(response)


def test_a_period_that_does_not_exist_is_named_and_the_choice_stays(
    client, masuk, ptpd, periode, tanjung
):
    masuk(client, ptpd)

    response = switch(client, tanjung, "2031-06")

    assert "Periode “2031-06” tidak ada di Kabupaten Lombok Utara." in words(response)
    assert chosen(response) == (str(tanjung.pk), "2026-06")


@pytest.mark.parametrize(
    "back", ["https://lain.contoh/", "//lain.contoh/data", "javascript:alert(1)", "/tidak-ada/"]
)
def test_a_switch_never_leads_out_of_the_site(client, masuk, ptpd, periode, tanjung, back):
    masuk(client, ptpd)

    response = switch(client, tanjung, "2026-06", back)

    assert response.redirect_chain == [("/", 302)]


def test_a_period_prepared_for_later_does_not_hide_the_open_one(
    client, masuk, ptpd, periode, klu, tanjung
):
    factories.PeriodFactory(kabupaten=klu, code="2098-06", opens=datetime.date(2098, 5, 1))
    masuk(client, ptpd)

    assert chosen(client.get("/"))[1] == "2026-06"


def test_a_lost_assignment_is_not_remembered(client, masuk, rangkap, periode, tanjung, gangga):
    masuk(client, rangkap)
    switch(client, gangga, "2026-06")
    rangkap.assignments.filter(kecamatan=gangga).delete()

    assert chosen(client.get("/")) == (str(tanjung.pk), "2026-06")
