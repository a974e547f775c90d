"""Frozen means frozen: what a bekuan holds, that it stays so, what changed since (rules 4, 5)."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse

from formats.actions import HEADER, Edit, save_coverage, save_elements
from formats.models import Coverage, ElementState, Target
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS_BY_KEY
from rakorcam import actions
from rakorcam.models import ImmutableRow, PlanItem, Rakorcam, Snapshot
from rakorcam.snapshot import differences
from rakorcam.worksheets import BrokenSnapshot, stand_of, worksheet_sheet
from tests import factories
from tests.factories import AT
from tests.formats.as_text import sheet_as_text
from tests.pages import fields_of, words

KIA = str(DOCUMENTS_BY_KEY["kia"].id)
LATER = AT + datetime.timedelta(days=1)
EMPTY = dict.fromkeys(ElementState.CELL, "")


@pytest.fixture
def told(tanjung, desa_tanjung, periode, dukcapil):
    """Lay down what Tanjung knows before the first freezing."""
    factories.CollectionFactory(kecamatan=tanjung, period=periode, source="UPTD Dukcapil")
    factories.TargetFactory(period=periode, hundredths=8500)
    for desa, memiliki in zip(desa_tanjung, (2413, 2292), strict=False):
        factories.CoverageFactory(desa=desa, period=periode, wajib=2892, memiliki=memiliki)
        factories.ElementStateFactory(desa=desa, period=periode, evidence="Loket")
    factories.ElementStateFactory(
        desa=desa_tanjung[2], period=periode, element="pokja", state="sebagian", note="SK belum"
    )


@pytest.fixture
def session(told, tanjung, periode, ptpd):
    """Return a session of Tanjung with one plan item and one text, frozen once."""
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    actions.freeze(session, by=ptpd, at=AT)
    item = factories.PlanItemFactory.build(session=session, row="pokja")
    actions.add_plan_item(item, desa=[], by=ptpd, at=AT)
    actions.add_discussion(factories.DiscussionFactory.build(session=session), by=ptpd, at=AT)
    return session


@pytest.fixture
def change_everything(tanjung, desa_tanjung, periode, ptpd, klu):
    """Return the function that changes all that stands in the entry pages."""

    def change():
        first, second, third = desa_tanjung
        common = {
            "kecamatan": tanjung, "period": periode, "desa": desa_tanjung, "by": ptpd, "at": LATER,
        }  # fmt: skip
        save_coverage(
            edits=[
                Edit((str(first.pk), KIA), "memiliki", 2413, 2500),
                Edit((str(third.pk), KIA), "wajib", None, 300),
                Edit((str(third.pk), KIA), "memiliki", None, 200),
                Edit(HEADER, "source", "UPTD Dukcapil", "SIAK"),
            ],
            **common,
        )
        before = {**EMPTY, "state": "sudah", "evidence": "Loket"}
        save_elements(
            edits=[Edit((str(second.pk), "ruang"), "cell", before, {**before, "state": "belum"})],
            overriding=False, **common,
        )  # fmt: skip
        Target.unscoped.update(hundredths=9000)
        second.name = "Sokong Raya"
        second.save()
        tanjung.name = "Tanjung Baru"
        tanjung.save()
        factories.DocumentTypeFactory(kecamatan=tanjung, own_label="Surat Pindah")
        factories.make_desa(tanjung, 1, (*["-"] * 3, "Desa Baru"))

    return change


def sheets(session):
    """Return the Sheets of Formats 6 and 7 as they would print now."""
    stand = stand_of(Rakorcam.unscoped.get(pk=session.pk))
    return [worksheet_sheet(REGISTRY[number], stand) for number in (6, 7)]


# --- Frozen means frozen --------------------------------------------------------------------------


def test_nothing_typed_after_freezing_changes_a_worksheet(session, change_everything):
    before = sheets(session)

    change_everything()

    assert sheets(session) == before


def test_a_second_bekuan_with_a_reason_brings_the_new_figures(session, change_everything, ptpd):
    old = [sheet_as_text(sheet) for sheet in sheets(session)]
    change_everything()

    actions.freeze(session, by=ptpd, at=LATER, reason="Angka Jenggala menyusul")

    six, seven = (sheet_as_text(sheet) for sheet in sheets(session))
    assert [six, seven] != old
    assert "Kecamatan Tanjung Baru" in six
    assert "1 desa / Tanjung | 1 desa / Sokong Raya / Belum terdata: Jenggala, Desa Baru" in six
    assert "90,0%" in seven
    assert "4.992 dari 6.084 anak / 3 dari 4 desa" in seven
    assert "8. | Surat Pindah" in seven
    assert "bekuan ke-2" in six


def test_plan_items_and_texts_survive_a_second_bekuan(session, change_everything, ptpd):
    change_everything()
    actions.freeze(session, by=ptpd, at=LATER, reason="Angka Jenggala menyusul")

    six, seven = (sheet_as_text(sheet) for sheet in sheets(session))

    assert "Menyusun perdes bersama BPD" in six
    assert "Blangko KIA sering habis" in seven
    assert PlanItem.unscoped.get().session == session


def test_before_the_first_bekuan_sheets_follow_the_figures_as_a_draft(
    told, tanjung, periode, change_everything
):
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    before = sheets(session)
    change_everything()

    assert all(sheet.is_draft for sheet in before)
    assert "DRAF, data belum dibekukan" in sheet_as_text(before[0])
    assert sheets(session) != before


def test_reprinting_gives_an_equal_sheet(session):
    first, second = sheets(session), sheets(session)

    assert first == second
    assert not any(sheet.is_draft for sheet in first)


def test_moving_the_meeting_leaves_the_frozen_date_until_frozen_again(session, ptpd):
    actions.change_session(
        session, date=datetime.date(2026, 6, 25), time=None, place="", by=ptpd, at=LATER
    )
    assert "Kamis, 18 Juni 2026" in sheet_as_text(sheets(session)[0])

    actions.freeze(session, by=ptpd, at=LATER, reason="Tanggal berubah")

    assert "Kamis, 25 Juni 2026" in sheet_as_text(sheets(session)[0])


# --- What it holds, and that it stays so ----------------------------------------------------------


def test_a_bekuan_holds_all_that_is_printed_but_the_discussion(session, ptpd):
    snapshot = session.snapshots.get()

    assert (snapshot.number, snapshot.frozen_at, snapshot.frozen_by) == (1, AT, ptpd)
    payload = snapshot.payload
    assert payload["specs"] == {"6": REGISTRY[6].version, "7": REGISTRY[7].version}
    assert payload["meeting"] == {"kind": "perencanaan", "date": "2026-06-18"}
    assert [one["name"] for one in payload["desa"]] == ["Tanjung", "Sokong", "Jenggala"]
    kia = next(one for one in payload["documents"] if one["id"] == KIA)
    assert (kia["label"], kia["target"]) == ("KIA", 8500)
    assert kia["wajib"] == "Anak usia 0 sampai kurang dari 17 tahun, belum menikah"
    assert payload["header"]["source"] == "UPTD Dukcapil"
    assert len(payload["counts"]) == 2
    assert [row[1:] for row in payload["elements"] if row[1] == "pokja"] == [
        ["pokja", "sebagian", "", "SK belum"]
    ]
    assert "Blangko" not in str(payload)


def test_a_bekuan_is_intact_when_read_back_and_tells_when_it_is_not(session):
    snapshot = session.snapshots.get()
    assert snapshot.is_intact

    snapshot.payload["counts"][0][2] += 1

    assert not snapshot.is_intact


def test_nothing_is_read_from_a_bekuan_that_was_changed_behind_the_site(session):
    payload = session.snapshots.get().payload
    payload["counts"][0][2] += 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE rakorcam_snapshot SET payload = %s", [json.dumps(payload)])

    with pytest.raises(BrokenSnapshot, match="bekuan ke-1"):
        stand_of(session)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.save(),
        lambda one: one.delete(),
        lambda one: Snapshot.unscoped.update(reason="Diubah"),
        lambda one: Snapshot.unscoped.filter(pk=one.pk).update(payload={}),
        lambda one: Snapshot.unscoped.all().delete(),
        lambda one: Snapshot.unscoped.bulk_update([one], ["payload"]),
        lambda one: Snapshot.unscoped.update_or_create(pk=one.pk, defaults={"reason": "x"}),
        lambda one: one.session.snapshots.update(number=7),
        lambda one: one.session.snapshots.all().delete(),
        lambda one: Snapshot.objects.allowed(one.frozen_by, "worksheet.read").update(number=7),
    ],
)
def test_a_bekuan_is_neither_changed_nor_deleted(session, change):
    before = Snapshot.unscoped.values().get()

    with pytest.raises(ImmutableRow), transaction.atomic():
        change(session.snapshots.get())

    assert Snapshot.unscoped.values().get() == before


def test_a_session_with_a_bekuan_is_not_deleted_under_it(session):
    with pytest.raises(models.ProtectedError), transaction.atomic():
        session.delete()


# --- The second and every further one -------------------------------------------------------------


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_second_bekuan_without_a_reason_is_refused(session, ptpd, reason):
    with pytest.raises(ValidationError, match="Tulis alasan membekukan ulang"):
        actions.freeze(session, by=ptpd, at=LATER, reason=reason)
    assert session.snapshots.count() == 1


def test_the_database_itself_asks_for_that_reason(session):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.SnapshotFactory(session=session, number=2, payload={"a": 1})


def test_sixteen_digits_in_the_reason_are_refused(session, ptpd):
    with pytest.raises(ValidationError, match="Ada 16 angka berurutan"):
        actions.freeze(session, by=ptpd, at=LATER, reason="KK 5208010101900001")
    assert session.snapshots.count() == 1


def test_differences_name_place_before_and_after(session, change_everything, ptpd):
    change_everything()
    actions.freeze(session, by=ptpd, at=LATER, reason="Angka Jenggala menyusul")
    first, second = session.snapshots.order_by("number")

    told = {one.where for one in differences(first.payload, second.payload)}

    assert told >= {
        "Sumber data",
        "Nama kecamatan",
        "Desa Sokong Raya, nama",
        "Desa Desa Baru",
        "Jenis dokumen Surat Pindah",
        "Jenis dokumen KIA, target",
        "Tanjung, KIA, memiliki",
        "Jenggala, KIA, wajib",
        "Jenggala, KIA, memiliki",
        "Sokong Raya, Ruang/Loket Pelayanan",
    }
    assert differences(first.payload, first.payload) == []


def test_every_figure_that_left_the_sheet_is_told(session, jenggala, sokong, periode, ptpd):
    Coverage.unscoped.filter(desa=sokong).update(memiliki=None)
    jenggala.valid_to = datetime.date(2026, 1, 31)
    jenggala.save()
    actions.freeze(session, by=ptpd, at=LATER, reason="Jenggala sudah digabung")
    first, second = session.snapshots.order_by("number")

    changes = {one.where: one for one in differences(first.payload, second.payload)}

    assert changes["Desa Jenggala"].after == "tidak ada"
    assert changes["Sokong, KIA, memiliki"].before == 2292


def test_a_type_put_aside_stays_where_the_meeting_typed_something(told, tanjung, periode, ptpd):
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    used, unused = (factories.DocumentTypeFactory(kecamatan=tanjung) for _ in range(2))
    item = factories.PlanItemFactory.build(session=session, number=7, row=str(used.pk))
    actions.add_plan_item(item, desa=[], by=ptpd, at=AT)
    for kind in (used, unused):
        kind.is_active = False
        kind.save()

    actions.freeze(session, by=ptpd, at=AT)

    text = sheet_as_text(sheets(session)[1])
    assert used.label in text
    assert unused.label not in text


def test_the_page_lists_what_changed_with_the_reason(
    session, change_everything, client, masuk, ptpd, camat
):
    change_everything()
    masuk(client, camat)
    ask = words(client.get(reverse("rakorcam_bekukan", args=[session.pk])))
    assert "Yang berubah sejak bekuan ke-1" in ask
    assert "Tanjung, KIA, memiliki 2.413 2.500" in ask

    refused = client.post(reverse("rakorcam_bekukan", args=[session.pk]), {"reason": " "})
    assert "Tulis alasannya." in words(refused)
    assert session.snapshots.count() == 1
    nik = client.post(
        reverse("rakorcam_bekukan", args=[session.pk]), {"reason": "5208010101900001"}
    )
    assert "Ada 16 angka berurutan" in words(nik)
    assert fields_of(nik)["reason"] == "5208010101900001"

    client.post(reverse("rakorcam_bekukan", args=[session.pk]), {"reason": "Angka menyusul"})

    text = words(client.get(reverse("bekuan", args=[session.pk])))
    assert text.index("Bekuan ke-2") < text.index("Bekuan ke-1")
    for told in (
        "Alasan: Angka menyusul",
        "Sumber data UPTD Dukcapil SIAK",
        "Desa Sokong Raya, nama Sokong Sokong Raya",
        "Jenis dokumen KIA, target 85,0% 90,0%",
        "Tanjung, KIA, memiliki 2.413 2.500",
        "Jenggala, KIA, wajib Belum diisi 300",
        "Sokong Raya, Ruang/Loket Pelayanan Sudah Belum",
        "oleh Camat",
        "Bekuan pertama.",
    ):
        assert told in text


def test_freezing_again_without_any_change_says_so(session, client, masuk, ptpd):
    masuk(client, ptpd)

    text = words(client.get(reverse("rakorcam_bekukan", args=[session.pk])))

    assert "Tidak ada angka atau status yang berubah sejak bekuan sebelumnya." in text
