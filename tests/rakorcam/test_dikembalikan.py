"""A wrong report is returned with a reason: it neither waits nor counts, and is told anew."""

import datetime

import pytest
from django.urls import reverse

from desa import waktu
from labd.tugas_tindak import follow_tasks, follow_words
from rakorcam import actions
from rakorcam.actions_progress import (
    confirm_progress,
    record_budget_entry,
    return_budget_entry,
    return_progress,
)
from rakorcam.followup import follow
from rakorcam.models import BudgetEntry, PlanItem, Progress, Snapshot
from rakorcam.tindak import FollowUp
from tests.factories import guide_type
from tests.pages import form_with, words
from tests.rakorcam.sesi import refusal
from tests.rakorcam.siklus import add, hold, moment, month, prepare, report, text

DAY = datetime.date
NOW = DAY(2026, 11, 10)
REASON = "Angkanya keliru, hitung lagi"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Let it be 10 November 2026."""
    monkeypatch.setattr(waktu, "now", lambda: moment(NOW))


@pytest.fixture
def isbat(tanjung, sokong, ptpd):
    """Return an item of Sokong, agreed in June and counted in pasangan."""
    session = prepare(tanjung, "2026-06", ptpd)
    add(
        session, 7, str(guide_type("akta-nikah").pk), by=ptpd, desa=[sokong], what="Isbat nikah",
        target_number=40, target_unit="pasangan", to_month=month("2026-12"),
    )  # fmt: skip
    later = {"from_month": month("2027-03"), "to_month": month("2027-04")}
    add(session, 6, "pokja", by=ptpd, what="Rapat koordinasi", **later)
    hold(session, ptpd)
    return PlanItem.unscoped.get(what="Isbat nikah")


@pytest.fixture
def wrong(isbat, sokong, kepala_desa):
    """Return what Sokong reported wrongly; it waits to be confirmed."""
    return report(
        isbat, DAY(2026, 11, 2), by=kepala_desa, desa=sokong, number=400, confirmed=False,
        done="Sidang di Aula Sokong", obstacle="Hakim sibuk",
    )  # fmt: skip


@pytest.fixture
def returned(wrong, ptpd):
    """Return the same report, given back."""
    return return_progress(wrong, reason=REASON, by=ptpd, at=moment(DAY(2026, 11, 5)))


@pytest.fixture
def said_of_rkp(isbat, sokong, kepala_desa):
    """Return what Sokong said of its RKP Desa; it waits to be confirmed."""
    return record_budget_entry(
        isbat, desa=sokong, document="rkp", included=True, document_number="Perdes 5/2026",
        by=kepala_desa, at=moment(DAY(2026, 11, 2)),
    )  # fmt: skip


def test_a_returned_report_neither_waits_nor_counts_and_its_desa_is_unheard_of(
    returned, isbat, tanjung, ptpd
):
    page = FollowUp(ptpd, tanjung, NOW)

    assert (follow(isbat).state, follow(isbat).entries) == ("direncanakan", ())
    assert page.shown(page.items, "menunggu") == []
    assert [line.terms.what for line in page.shown(page.items, "belum-lapor")] == ["Isbat nikah"]
    assert [line.terms.what for line in page.shown(page.items, "perhatian")] == ["Isbat nikah"]
    newest = Progress.history.filter(id=returned.pk).order_by("history_date").last()
    assert (newest.history_user, newest.history_change_reason, newest.return_reason) == (
        ptpd, REASON, REASON,
    )  # fmt: skip


def test_it_leaves_the_review_from_the_next_freezing_on(wrong, isbat, tanjung, ptpd):
    november = prepare(tanjung, "2026-11", ptpd)
    actions.freeze(november, by=ptpd, at=moment(NOW))
    frozen = Snapshot.unscoped.get(session=november)
    assert "Sidang di Aula Sokong" in text(november, 10) and "Hakim sibuk" in text(november, 10)

    return_progress(wrong, reason=REASON, by=ptpd, at=moment(NOW))
    assert "Sidang di Aula Sokong" in text(november, 10)
    actions.freeze(november, reason="Laporan keliru", by=ptpd, at=moment(NOW))

    said = text(november, 10)
    assert "Isbat nikah" in said
    assert "Sidang" not in said and "Hakim sibuk" not in said and "belum dibenarkan" not in said
    assert Snapshot.unscoped.get(pk=frozen.pk).payload == frozen.payload


def test_what_was_not_returned_is_frozen_as_before(wrong, isbat, tanjung, ptpd):
    november = prepare(tanjung, "2026-11", ptpd)
    actions.freeze(november, by=ptpd, at=moment(NOW))

    items = Snapshot.unscoped.get(session=november).payload["previous"]["items"]
    (entry,) = next(one["entries"] for one in items if one["id"] == str(isbat.pk))
    assert sorted(entry) == [
        "confirmed", "date", "desa", "done", "meeting", "number", "obstacle", "state",
    ]  # fmt: skip


def test_a_reason_is_asked_and_only_what_waits_is_returned_or_confirmed(wrong, ptpd):
    told = {"by": ptpd, "at": moment(NOW)}
    assert refusal(return_progress, wrong, reason=" ", **told) == ["Tulis alasan mengembalikannya."]
    return_progress(wrong, reason=REASON, **told)
    for act in (confirm_progress, lambda entry, **by: return_progress(entry, reason="x", **by)):
        assert refusal(act, wrong, **told) == ["Catatan ini sudah dikembalikan."]
    wrong.refresh_from_db()
    assert (wrong.is_confirmed, wrong.return_reason) == (False, REASON)


def test_a_confirmed_report_is_not_returned(wrong, ptpd):
    confirm_progress(wrong, by=ptpd, at=moment(NOW))

    assert refusal(return_progress, wrong, reason=REASON, by=ptpd, at=moment(NOW)) == [
        "Catatan ini sudah dibenarkan."
    ]


def test_a_returned_document_is_not_told_until_it_is_said_anew(
    said_of_rkp, isbat, sokong, tanjung, kepala_desa, ptpd
):
    return_budget_entry(said_of_rkp, reason="Nomornya bukan Perdes", by=ptpd, at=moment(NOW))

    def standing():
        _meeting, line = FollowUp(ptpd, tanjung, NOW).items
        told = line.standings[0]
        return told.told, told.waiting, told.returned

    assert standing() == (0, 0, 1)
    anew = record_budget_entry(
        isbat, desa=sokong, document="rkp", included=True, document_number="Perdes 5/2026",
        by=kepala_desa, at=moment(NOW),
    )  # fmt: skip
    assert (anew.pk, anew.is_waiting, anew.return_reason) == (said_of_rkp.pk, True, "")
    assert standing() == (1, 1, 0)


# --- The pages ------------------------------------------------------------------------------------


def test_ptpd_returns_it_from_the_list_and_the_reason_is_kept_on_error(
    wrong, tanjung, ptpd, client, masuk
):
    back = reverse("tindak_daftar", args=[tanjung.pk]) + "?tampil=menunggu"
    path = reverse("kemajuan_kembalikan", args=[wrong.pk])
    page = masuk(client, ptpd).get(back)
    assert f"{path}?kembali=" in page.content.decode()

    asked = client.get(path, {"kembali": back})
    assert "Sidang di Aula Sokong" in words(asked)
    fields = form_with(asked, "reason")
    refused = client.post(path, {**fields, "reason": "NIK 5208010101900001"})
    assert "Ada 16 angka berurutan" in words(refused)
    assert "NIK 5208010101900001" in refused.content.decode()
    wrong.refresh_from_db()
    assert wrong.is_waiting

    done = client.post(path, {**fields, "reason": REASON}, follow=True)
    assert done.redirect_chain[-1][0] == back
    assert "Laporan dikembalikan." in words(done)
    assert client.get(path).status_code == 302
    again = client.post(path, {**fields, "reason": REASON})
    assert "Catatan ini sudah dikembalikan." in words(again)


def test_the_desa_reads_why_and_reports_again_from_what_it_had_typed(
    returned, isbat, sokong, tanjung, kepala_desa, client, masuk
):
    (task,) = follow_tasks(kepala_desa, tanjung, NOW)
    assert (task.title, task.words) == (
        "Perbaiki laporan: Isbat nikah", f"Dikembalikan PTPD: {REASON}",
    )  # fmt: skip
    masuk(client, kepala_desa)
    assert REASON in words(client.get(reverse("tindak_daftar", args=[tanjung.pk])))
    said = words(client.get(reverse("tindak_rencana", args=[isbat.pk])))
    assert f"Dikembalikan PTPD 5 November 2026: {REASON}" in said

    form = client.get(task.url)
    assert f"Laporan 2 November 2026 dikembalikan PTPD. {REASON}" in words(form)
    fields = form_with(form, "kunci")
    assert (fields["number"], fields["done"], fields["date"]) == (
        "400", "Sidang di Aula Sokong", "02/11/2026",
    )  # fmt: skip
    client.post(task.url, {**fields, "number": "40"})

    assert [one.number for one in follow(isbat).rows] == [40]
    assert list(follow_tasks(kepala_desa, tanjung, NOW)) == []
    listed = words(client.get(reverse("tindak_daftar", args=[tanjung.pk]), {"tampil": "semua"}))
    assert REASON not in listed
    assert REASON in words(client.get(reverse("tindak_rencana", args=[isbat.pk])))


def test_several_returned_are_one_task_and_a_pendamping_is_told_how_many(
    returned, said_of_rkp, tanjung, kepala_desa, pendamping, ptpd
):
    return_budget_entry(said_of_rkp, reason="Nomornya keliru", by=ptpd, at=moment(NOW))

    (task,) = follow_tasks(kepala_desa, tanjung, NOW)
    assert (task.title, task.words) == (
        "Perbaiki 2 laporan", "Dikembalikan PTPD: Isbat nikah.",
    )  # fmt: skip
    assert "2 laporan dikembalikan PTPD" in follow_words(pendamping, tanjung, NOW)
    assert "dikembalikan" not in follow_words(ptpd, tanjung, NOW)


def test_a_desa_that_is_done_with_its_part_is_asked_nothing(
    tanjung, sokong, jenggala, kepala_desa, ptpd
):
    session = prepare(tanjung, "2026-06", ptpd)
    item = add(session, 6, "ruang", by=ptpd, desa=[sokong, jenggala], what="Papan nama")
    hold(session, ptpd)
    report(item, DAY(2026, 11, 2), by=ptpd, desa=sokong, state="selesai", done="Terpasang")

    assert list(follow_tasks(kepala_desa, tanjung, NOW)) == []


def test_ptpd_returns_what_a_desa_said_of_its_document(
    said_of_rkp, isbat, kepala_desa, ptpd, client, masuk
):
    path = reverse("dokumen_kembalikan", args=[said_of_rkp.pk])
    asked = masuk(client, ptpd).get(path)
    assert "RKP Desa: sudah masuk, Perdes 5/2026" in words(asked)
    client.post(path, {**form_with(asked, "reason"), "reason": "Nomornya keliru"})

    assert BudgetEntry.unscoped.get().is_returned
    client.logout()
    said = words(masuk(client, kepala_desa).get(reverse("tindak_rencana", args=[isbat.pk])))
    assert "Dikembalikan Nomornya keliru" in said
