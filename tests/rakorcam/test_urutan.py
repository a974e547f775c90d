"""Orders in which people do things that are right one by one: reopening, moving, sending twice."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from desa.uploads import clean_upload
from rakorcam import actions
from rakorcam.actions_plans import amend_item, carry_over
from rakorcam.actions_progress import confirm_budget_entry, record_budget_entry, record_in_meeting
from rakorcam.actions_visits import record_visit
from rakorcam.followup import follow, followed
from rakorcam.models import Amendment, BudgetEntry, PlanItem, Progress, Rakorcam, Visit
from tests.factories import guide_type
from tests.rakorcam.siklus import DAYS, add, hold, moment, prepare, report

DAY = datetime.date
JUNE, NOVEMBER, NEXT_JUNE, NEXT_NOVEMBER = DAYS


@pytest.fixture
def june(tanjung, sokong, ptpd):
    """Return June's closed session: an isbat for Sokong, a meeting of the kecamatan itself."""
    session = prepare(tanjung, JUNE, ptpd)
    add(session, 7, str(guide_type("akta-nikah").pk), by=ptpd, desa=[sokong], what="Isbat")
    add(session, 6, "pokja", by=ptpd, what="Rapat Pokja")
    return hold(session, ptpd)


@pytest.fixture
def isbat(june):
    """Return the item for Sokong."""
    return PlanItem.unscoped.get(what="Isbat")


@pytest.fixture
def november(tanjung, june, ptpd):
    """Return November's session in preparation."""
    return prepare(tanjung, NOVEMBER, ptpd)


def reopened(session, camat, day):
    """Return a session that the camat opened again."""
    session = Rakorcam.unscoped.get(pk=session.pk)
    return actions.reopen(session, reason="ada yang keliru", by=camat, at=moment(day))


# --- What is said in a meeting --------------------------------------------------------------------


@pytest.fixture
def said(november, isbat, sokong, ptpd):
    """Return what November's group said of the isbat while its meeting is prepared."""
    (entry,) = record_in_meeting(
        november, isbat, desa=[sokong], state="selesai", done="Semua pasangan disidangkan",
        by=ptpd, at=moment(DAY(2026, 11, 20)),
    )  # fmt: skip
    return entry


def test_what_a_meeting_says_is_read_elsewhere_once_it_has_closed(
    november, isbat, said, ptpd, kepala_desa, client, masuk
):
    page = reverse("tindak_rencana", args=[isbat.pk])
    assert said.done not in masuk(client, kepala_desa).get(page).content.decode()
    assert follow(isbat).state == "direncanakan"
    hold(november, ptpd)
    assert said.done in client.get(page).content.decode()
    assert follow(isbat).state == "selesai"


def test_a_desa_reports_on_until_the_meeting_has_closed(isbat, said, sokong, kepala_desa):
    report(isbat, DAY(2026, 11, 21), by=kepala_desa, desa=sokong, confirmed=False, done="Sidang")
    assert isbat.progress.count() == 2


def test_what_the_group_called_done_is_not_carried_over_by_it(november, isbat, said, ptpd):
    with pytest.raises(ValidationError, match="sudah selesai"):
        carry_over(isbat, session=november, by=ptpd, at=moment(DAYS[NOVEMBER]))


def test_a_meeting_that_is_moved_takes_along_what_was_said_for_it(november, said, ptpd):
    december = DAY(2026, 12, 3)
    actions.change_session(
        november, date=december, time=None, place="", by=ptpd, at=moment(DAY(2026, 11, 21))
    )
    said.refresh_from_db()
    assert said.date == december
    assert said.history.first().history_change_reason == "tanggal rapat diubah"


# --- Opened again ---------------------------------------------------------------------------------


def test_an_item_carried_twice_stands_once_while_the_meeting_between_is_open_again(
    tanjung, november, isbat, ptpd, camat
):
    first = carry_over(isbat, session=november, by=ptpd, at=moment(DAYS[NOVEMBER]))
    hold(november, ptpd)
    hold(prepare(tanjung, NEXT_JUNE, ptpd), ptpd)
    later = prepare(tanjung, NEXT_NOVEMBER, ptpd)
    second = carry_over(first, session=later, by=ptpd, at=moment(later.date))
    hold(later, ptpd)
    reopened(november, camat, DAY(2028, 1, 5))
    open_ones = [one for one in followed(tanjung) if not one.is_carried]
    assert [one.item for one in open_ones if one.item.what == "Isbat"] == [second]
    assert follow(isbat).is_carried


def test_an_amended_item_is_not_changed_behind_its_amendment(june, isbat, sokong, ptpd, camat):
    change = Amendment(item=isbat, reason="Jadwal KUA", **{**isbat.content, "what": "Isbat KUA"})
    amend_item(change, desa=[sokong], by=ptpd, at=moment(DAY(2026, 9, 1)))
    reopened(june, camat, DAY(2026, 9, 5))
    item = PlanItem.unscoped.get(pk=isbat.pk)
    item.what = "Isbat lain sama sekali"
    with pytest.raises(ValidationError, match="ubah rencananya di Tindak lanjut"):
        actions.change_plan_item(item, desa=[sokong], by=ptpd, at=moment(DAY(2026, 9, 6)))
    assert PlanItem.unscoped.get(pk=isbat.pk).what == "Isbat"


# --- Sent twice -----------------------------------------------------------------------------------


def test_an_amendment_sent_twice_is_stored_once(isbat, ptpd, client, masuk):
    path = reverse("tindak_ubah", args=[isbat.pk])
    page = masuk(client, ptpd).get(path)
    form = page.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in shown.items() if value is not None}
    told = {**shown, "kunci": page.context["kunci"], "what": "Isbat KUA", "reason": "Jadwal KUA"}
    for _ in range(2):
        assert client.post(path, told).url == reverse("tindak_rencana", args=[isbat.pk])
    assert Amendment.unscoped.get().what == "Isbat KUA"


def test_what_was_confirmed_of_a_document_stays_confirmed_when_nothing_changes(
    isbat, sokong, ptpd, kepala_desa
):
    told = {"desa": sokong, "document": "rkp", "included": True, "by": kepala_desa}
    row = record_budget_entry(isbat, document_number="Perdes 5", at=moment(DAY(2026, 9, 1)), **told)
    confirm_budget_entry(row, by=ptpd, at=moment(DAY(2026, 9, 2)))
    record_budget_entry(isbat, document_number="Perdes 5", at=moment(DAY(2026, 9, 3)), **told)
    assert BudgetEntry.unscoped.get().is_confirmed
    record_budget_entry(isbat, document_number="Perdes 6", at=moment(DAY(2026, 9, 4)), **told)
    assert not BudgetEntry.unscoped.get().is_confirmed


# --- What is not theirs, what is not kept ---------------------------------------------------------


def test_who_may_not_read_the_budgeting_sees_none_of_it(isbat, sokong, ptpd, petugas_desa, opened):
    record_budget_entry(
        isbat, desa=sokong, document="rkp", included=True, document_number="Perdes 5", by=ptpd,
        at=moment(DAY(2026, 9, 1)), confirmed=True,
    )  # fmt: skip
    for path in (
        reverse("tindak_rencana", args=[isbat.pk]),
        reverse("tindak_daftar", args=[sokong.kecamatan_id]) + "?tampil=semua",
    ):
        assert "RKP Desa" in opened(ptpd, path)
        page = opened(petugas_desa, path)
        assert "Isbat" in page
        assert "RKP Desa" not in page and "Perdes 5" not in page


@pytest.fixture
def opened(client, masuk):
    """Return a function (person, path) -> the page's text."""
    return lambda person, path: masuk(client, person).get(path).content.decode()


def test_a_refused_visit_leaves_no_photo_behind(june, isbat, sokong, ptpd, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "JPEG")
    photo = clean_upload(SimpleUploadedFile("balai.jpg", drawn.getvalue()))
    visit = Visit(desa=sokong, date=DAY(2026, 9, 1), by_whom="PTPD", findings="Loket ada")
    foreign = Progress(item=PlanItem.unscoped.get(what="Rapat Pokja"), state="berjalan", done="x")
    with pytest.raises(ValidationError):
        record_visit(visit, photos=[photo], progress=[foreign], by=ptpd, at=moment(DAY(2026, 9, 2)))
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]
    assert not Visit.unscoped.exists()
