"""What a report has to hold, said beforehand; a number above its target, said afterwards."""

import datetime

import pytest
from django.urls import reverse

from desa import waktu
from rakorcam.models import PlanItem, Progress
from tests.factories import guide_type
from tests.pages import form_with, words
from tests.rakorcam.siklus import add, hold, moment, month, prepare, report

DAY = datetime.date
NOW = DAY(2026, 11, 10)
REPORT = {"state": "berjalan", "number": "12", "done": "Sidang pertama", "date": "09/11/2026"}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Let it be 10 November 2026."""
    monkeypatch.setattr(waktu, "now", lambda: moment(NOW))


@pytest.fixture
def isbat(tanjung, sokong, jenggala, ptpd):
    """Return June's isbat for two desa, counted in pasangan, agreed beside a plain meeting."""
    session = prepare(tanjung, "2026-06", ptpd)
    add(
        session, 7, str(guide_type("akta-nikah").pk), by=ptpd, desa=[sokong, jenggala],
        what="Isbat nikah", target_number=40, target_unit="pasangan", to_month=month("2026-12"),
    )  # fmt: skip
    add(session, 6, "ruang", by=ptpd, what="Rapat loket")
    hold(session, ptpd)
    return PlanItem.unscoped.get(what="Isbat nikah")


@pytest.fixture
def rapat(isbat):
    """Return the item of the kecamatan itself, which counts nothing."""
    return PlanItem.unscoped.get(what="Rapat loket")


@pytest.fixture
def send(client, masuk):
    """Return the function that fills the form of a page as somebody, and gives the answer."""

    def send(user, path, field, **typed):
        masuk(client, user)
        return client.post(path, {**form_with(client.get(path), field), **typed}, follow=True)

    return send


def at_desa(item, desa):
    """Return the address of the form for one desa."""
    return reverse("tindak_catat_desa", args=[desa.pk, item.pk])


def test_the_form_says_beforehand_what_a_report_needs(isbat, rapat, sokong, ptpd, client, masuk):
    masuk(client, ptpd)

    counted = words(client.get(at_desa(isbat, sokong)))
    told = words(client.get(reverse("tindak_catat", args=[rapat.pk])))

    least = "Isi paling sedikit satu:"
    assert f"{least} jumlah yang tercapai, apa yang sudah dikerjakan, atau kendala." in counted
    assert counted.count("(isi salah satu)") == 3
    assert f"{least} apa yang sudah dikerjakan, atau kendala." in told
    assert told.count("(isi salah satu)") == 2
    # Only the photo may be left out whatever else is told.
    assert counted.count("(boleh kosong)") == told.count("(boleh kosong)") == 1


def test_a_number_above_the_target_is_stored_and_calmly_said(
    isbat, sokong, jenggala, kepala_desa, ptpd, send, client, masuk
):
    page = send(kepala_desa, at_desa(isbat, sokong), "kunci", **{**REPORT, "number": "400"})

    assert (
        "Yang ditulis, 400 pasangan, lebih besar dari targetnya, 40 pasangan. Bila memang begitu, "
        "biarkan. Bila keliru, catat lagi angka yang benar." in words(page)
    )
    told = Progress.unscoped.get()
    assert told.number == 400
    masuk(client, ptpd)
    for name, args in (
        ("tindak_daftar", [sokong.kecamatan_id]),
        ("tindak_rencana", [isbat.pk]),
        ("kemajuan_kembalikan", [told.pk]),
    ):
        said = words(client.get(reverse(name, args=args)))
        assert "400 pasangan lebih besar dari target 40 pasangan. Sidang pertama" in said


def test_a_number_up_to_the_target_is_stored_without_more(isbat, sokong, kepala_desa, send):
    page = send(kepala_desa, at_desa(isbat, sokong), "kunci", **{**REPORT, "number": "40"})

    assert "lebih besar dari target" not in words(page)


def test_ptpd_sees_before_confirming_that_desa_together_come_above_the_target(
    isbat, tanjung, sokong, jenggala, kepala_desa, ptpd, client, masuk
):
    report(isbat, DAY(2026, 11, 1), by=ptpd, desa=jenggala, number=25)
    report(isbat, DAY(2026, 11, 2), by=kepala_desa, desa=sokong, number=15, confirmed=False)
    masuk(client, ptpd)
    path = reverse("tindak_daftar", args=[tanjung.pk])
    assert "lebih besar dari target" not in words(client.get(path))

    report(isbat, DAY(2026, 11, 3), by=kepala_desa, desa=sokong, number=16, confirmed=False)

    said = words(client.get(path))
    assert "16 pasangan jumlah semua desa menjadi lebih besar dari target 40 pasangan." in said
    assert said.count("lebih besar dari target") == 1


# --- At a visit -----------------------------------------------------------------------------------


def test_a_visit_says_the_same_of_a_number_above_the_target(isbat, sokong, ptpd, send):
    about = f"kemajuan-{isbat.pk}"
    told = {f"{about}-state": "selesai", f"{about}-number": "41", "findings": "Sidang rampung"}

    page = send(ptpd, reverse("pembinaan_baru", args=[sokong.pk]), "findings", **told)

    assert "Yang ditulis, 41 pasangan, lebih besar dari targetnya, 40 pasangan." in words(page)
    assert Progress.unscoped.get().number == 41


def test_a_visit_names_the_target_as_the_report_of_the_desa_does(
    isbat, sokong, ptpd, client, masuk
):
    masuk(client, ptpd)

    visit = words(client.get(reverse("pembinaan_baru", args=[sokong.pk])))
    told = words(client.get(at_desa(isbat, sokong)))

    assert "Target 40 pasangan bersama 2 desa" in visit
    assert "Target 40 pasangan bersama 2 desa" in told
