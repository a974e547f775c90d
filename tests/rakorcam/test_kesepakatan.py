"""Plan items and their agreement: typed, fixed, expanded to desa, taken back (rules 20, 25)."""

import datetime

import pytest

from formats.specs import REGISTRY
from rakorcam import actions
from rakorcam.models import Discussion, PlanItem, Rakorcam, SessionState, Worksheet
from tests import factories
from tests.factories import AT, guide_type
from tests.rakorcam.sesi import LATER, item_for, plan, refusal

# --- Plan items -----------------------------------------------------------------------------------


def test_plan_items_keep_the_order_they_were_typed_in(session, ptpd):
    for what in ("Pertama", "Kedua", "Ketiga"):
        plan(session, ptpd, what=what)

    assert list(PlanItem.unscoped.order_by("position").values_list("what", flat=True)) == [
        "Pertama",
        "Kedua",
        "Ketiga",
    ]


def test_an_item_for_single_desa_keeps_them_and_tells_history(session, ptpd, sokong):
    item = plan(session, ptpd, desa=[sokong], all_desa=False)

    assert list(item.desa.all()) == [sokong]
    rows = item.history.all()
    assert [str(sokong)] in [[str(one.desa) for one in row.desa.all()] for row in rows]
    assert {(row.history_user, row.history_date, row.history_source) for row in rows} == {
        (ptpd, AT, "ketik")
    }


def test_a_desa_of_another_kecamatan_is_refused(session, ptpd, gangga):
    gondang = gangga.desa_set.get(name="Gondang")

    assert refusal(plan, session, ptpd, desa=[gondang], all_desa=False) == [
        "Di luar kecamatan ini: Gondang."
    ]
    assert not PlanItem.unscoped.exists()


def test_a_row_the_worksheet_does_not_have_is_refused(session, ptpd, gangga):
    theirs = factories.DocumentTypeFactory(kecamatan=gangga)

    assert refusal(plan, session, ptpd, row="loket-dua") == [
        "Lembar kerja ini tidak punya baris itu."
    ]
    assert refusal(plan, session, ptpd, 7, str(theirs.pk)) == [
        "Lembar kerja ini tidak punya jenis dokumen itu."
    ]
    assert refusal(plan, session, ptpd, 8) == ["Lembar kerja ini tidak punya baris itu."]


@pytest.mark.sekali
@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"what": "Mendata 5208010101900001"}, "Ada 16 angka berurutan"),
        ({"in_charge": "NIK 5208010101900001"}, "Ada 16 angka berurutan"),
        ({"target_unit": "5208010101900001", "target_number": 1}, "Ada 16 angka berurutan"),
        ({"target_number": 40}, "Target ditulis dengan angka dan satuannya"),
        ({"target_unit": "pasangan"}, "Target ditulis dengan angka dan satuannya"),
        ({"to_month": datetime.date(2026, 6, 1)}, "Bulan sampai mendahului bulan mulai."),
        ({"what": ""}, "tidak boleh kosong."),
        ({"what": "a" * 501}, "500"),
    ],
)
def test_an_item_that_does_not_fit_together_is_refused_whole(session, ptpd, more, sentence):
    item = item_for(session)
    for name, value in more.items():
        setattr(item, name, value)

    sentences = refusal(actions.add_plan_item, item, desa=[], by=ptpd, at=AT)

    assert any(sentence in one for one in sentences)
    assert not PlanItem.unscoped.exists()


def test_the_same_item_sent_twice_is_stored_once(session, ptpd):
    item = item_for(session)
    again = item_for(session)
    again.pk = item.pk

    actions.add_plan_item(item, desa=[], by=ptpd, at=AT)
    actions.add_plan_item(again, desa=[], by=ptpd, at=LATER)

    assert PlanItem.unscoped.count() == 1
    assert PlanItem.history.filter(history_type="+").count() == 1


def test_an_id_used_up_by_another_item_costs_nobody_an_item(session, ptpd):
    item = plan(session, ptpd)
    other = item_for(session, what="Melatih Pokja")
    other.pk = item.pk

    actions.add_plan_item(other, desa=[], by=ptpd, at=LATER)

    assert list(PlanItem.unscoped.order_by("position").values_list("what", flat=True)) == [
        "Menerbitkan SK",
        "Melatih Pokja",
    ]


@pytest.mark.parametrize(
    ("all_desa", "first", "second", "stored"),
    [
        (False, "sokong jenggala", "jenggala sokong", 1),
        (False, "sokong", "sokong jenggala", 2),
        (False, "sokong jenggala", "sokong", 2),
        (False, "sokong", "", 2),
        (True, "", "sokong", 1),
    ],
    ids=["urutan lain", "satu lagi", "satu kurang", "kecamatan", "semua desa"],
)
def test_the_same_item_for_other_desa_is_another_item(
    session, ptpd, desa_tanjung, all_desa, first, second, stored
):
    item = item_for(session, all_desa=all_desa)
    again = item_for(session, all_desa=all_desa, pk=item.pk)
    ticked = {one.name.lower(): one for one in desa_tanjung}

    for one, names in ((item, first), (again, second)):
        desa = [ticked[name] for name in names.split()]
        actions.add_plan_item(one, desa=desa, by=ptpd, at=AT)

    kept = [set(one.desa.all()) for one in PlanItem.unscoped.order_by("position")]
    asked = [{ticked[name] for name in names.split()} for names in (first, second)]
    assert kept == (asked if stored == 2 else [set() if all_desa else asked[0]])


def test_the_same_text_sent_twice_is_stored_once(session, ptpd):
    told = {"session": session, "number": 6, "row": "pokja", "column": "problems", "text": "Jauh"}
    text = Discussion(**told)

    actions.add_discussion(text, by=ptpd, at=AT)
    actions.add_discussion(Discussion(pk=text.pk, **told), by=ptpd, at=LATER)

    assert Discussion.unscoped.count() == 1


# --- Agreement ------------------------------------------------------------------------------------


def test_agreeing_fixes_who_when_and_in_whose_name(running, ptpd):
    plan(running, ptpd)

    sheet = actions.agree_worksheet(
        running, REGISTRY[6], by=ptpd, at=LATER, on_behalf="atas nama camat"
    )

    assert (sheet.number, sheet.agreed_by, sheet.agreed_at, sheet.on_behalf) == (
        6,
        ptpd,
        LATER,
        "atas nama camat",
    )


def test_a_worksheet_without_plan_items_is_not_agreed(running, camat):
    assert refusal(actions.agree_worksheet, running, REGISTRY[6], by=camat, at=AT) == [
        "Format 6 belum berisi rencana. Tulis paling sedikit satu."
    ]


def test_a_worksheet_is_agreed_once_and_only_while_the_meeting_runs(session, running, ptpd, camat):
    plan(running, ptpd)
    actions.agree_worksheet(running, REGISTRY[6], by=camat, at=AT)

    assert refusal(actions.agree_worksheet, running, REGISTRY[6], by=camat, at=AT) == [
        "Format 6 sudah disepakati."
    ]
    Rakorcam.unscoped.update(state=SessionState.PERSIAPAN)
    assert refusal(actions.agree_worksheet, running, REGISTRY[7], by=camat, at=AT) == [
        "Lembar kerja disepakati selagi Rakorcam berlangsung."
    ]


def test_semua_desa_becomes_the_desa_of_the_snapshot(running, ptpd, camat, tanjung, desa_tanjung):
    everywhere = plan(running, ptpd)
    single = plan(running, ptpd, desa=desa_tanjung[:1], all_desa=False)
    nowhere = plan(running, ptpd, all_desa=False)
    factories.make_desa(tanjung, 1, (*["-"] * 3, "Desa Baru"))

    actions.agree_worksheet(running, REGISTRY[6], by=camat, at=LATER)

    assert set(everywhere.desa.all()) == set(desa_tanjung)
    assert list(single.desa.all()) == desa_tanjung[:1]
    assert list(nowhere.desa.all()) == []
    last = everywhere.history.filter(history_date=LATER)
    assert {(row.history_user, row.history_change_reason) for row in last} == {
        (camat, "Format 6 disepakati")
    }


def test_an_agreed_worksheet_is_typed_no_more(running, ptpd, camat):
    item = plan(running, ptpd)
    text = actions.add_discussion(
        Discussion(session=running, number=6, row="pokja", column="problems", text="Jauh"),
        by=ptpd, at=AT,
    )  # fmt: skip
    actions.agree_worksheet(running, REGISTRY[6], by=camat, at=AT)
    fixed = ["Format 6 sudah disepakati. Buka kembali kesepakatannya untuk mengubah."]

    assert refusal(plan, running, ptpd) == fixed
    item.what = "Diubah diam-diam"
    assert refusal(actions.change_plan_item, item, desa=[], by=ptpd, at=AT) == fixed
    assert refusal(actions.remove_plan_item, item, by=ptpd, at=AT) == fixed
    assert refusal(actions.remove_discussion, text, by=ptpd, at=AT) == fixed
    item.refresh_from_db()
    assert item.what == "Menerbitkan SK"
    plan(running, ptpd, 7, str(guide_type().pk))


def test_a_closed_session_is_typed_no_more(agreed, ptpd, camat):
    actions.close(agreed, by=camat, at=AT)

    assert refusal(plan, agreed, ptpd) == ["Rakorcam ini sudah selesai; lembar kerjanya tetap."]


def test_reopening_takes_agreements_back_with_a_reason_and_keeps_the_items(agreed, camat, ptpd):
    actions.close(agreed, by=camat, at=AT)

    again = actions.reopen(agreed, reason="Angka tahun keliru", by=camat, at=LATER)

    assert again.state == SessionState.BERLANGSUNG
    assert not Worksheet.unscoped.exists()
    assert PlanItem.unscoped.count() == 2
    gone = Worksheet.history.filter(history_type="-")
    assert [(str(row.history_user), row.history_change_reason) for row in gone] == [
        ("Camat", "Angka tahun keliru"),
    ] * 2
    plan(again, ptpd)


def test_reopening_needs_a_reason_and_something_agreed(running, agreed, camat):
    assert refusal(actions.reopen, agreed, reason="", by=camat, at=AT) == [
        "Tulis alasan membuka kembali."
    ]
    actions.reopen(agreed, reason="Keliru", by=camat, at=AT)
    assert refusal(actions.reopen, agreed, reason="Keliru", by=camat, at=AT) == [
        "Tidak ada kesepakatan yang dapat dibuka kembali."
    ]
