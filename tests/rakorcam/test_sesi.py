"""The life of a session: opened once, begun, agreed, closed, reopened, cancelled (rules 3, 20)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from formats.specs import REGISTRY
from rakorcam import actions
from rakorcam.models import Discussion, Kind, PlanItem, Rakorcam, SessionState, Worksheet
from rakorcam.worksheets import worksheets_of
from tests import factories
from tests.factories import AT, guide_type

LATER = AT + datetime.timedelta(hours=1)
DAY = datetime.date(2026, 6, 18)


def open_session(kecamatan, period, by, kind=Kind.PERENCANAAN, **more):
    """Open a session as `by`."""
    return actions.open_session(
        kecamatan=kecamatan, period=period, kind=kind, date=more.pop("date", DAY), by=by, at=AT,
        **more,
    )  # fmt: skip


def item_for(session, number=6, row="pokja", **more):
    """Return a plan item not yet stored."""
    month = datetime.date(2026, 7, 1)
    told = {"what": "Menerbitkan SK", "in_charge": "Kepala desa", "all_desa": True, **more}
    return PlanItem(
        session=session, number=number, row=row, from_month=month, to_month=month, **told
    )


def plan(session, by, number=6, row="pokja", desa=(), **more):
    """Store a plan item and return it."""
    item = item_for(session, number, row, **more)
    return actions.add_plan_item(item, desa=list(desa), by=by, at=AT)


@pytest.fixture
def session(tanjung, periode, ptpd):
    """Return a Rakorcam Perencanaan of Tanjung in preparation."""
    return open_session(tanjung, periode, ptpd)


@pytest.fixture
def running(session, ptpd, camat):
    """Return the session once it has begun."""
    actions.freeze(session, by=ptpd, at=AT)
    return actions.start(session, by=camat, at=AT)


@pytest.fixture
def agreed(running, ptpd, camat):
    """Return the session with both worksheets agreed."""
    plan(running, ptpd)
    plan(running, ptpd, 7, str(guide_type().pk))
    for spec in worksheets_of(running):
        actions.agree_worksheet(running, spec, by=camat, at=AT)
    return running


def refusal(act, *args, **kwargs):
    """Return the sentences with which `act` refuses."""
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        act(*args, **kwargs)
    return refused.value.messages


# --- One per kecamatan, period and kind -----------------------------------------------------------


def test_a_second_session_for_the_same_period_is_refused_in_words(session, tanjung, periode, camat):
    assert refusal(open_session, tanjung, periode, camat) == [
        "Kecamatan Tanjung sudah punya Rakorcam Perencanaan Kegiatan LABD untuk periode Juni 2026. "
        "Satu periode hanya satu; batalkan dahulu yang ada."
    ]
    assert Rakorcam.unscoped.count() == 1


def test_the_database_itself_keeps_one_session_that_is_not_cancelled(session):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.RakorcamFactory(kecamatan=session.kecamatan, period=session.period)
    factories.RakorcamFactory(
        kecamatan=session.kecamatan, period=session.period, state=SessionState.DIBATALKAN
    )


def test_another_kind_period_or_kecamatan_has_its_own(session, tanjung, gangga, klu, periode, ptpd):
    november = factories.PeriodFactory(kabupaten=klu, code="2026-11", label="November 2026")

    open_session(tanjung, periode, ptpd, Kind.EVALUASI)
    open_session(tanjung, november, ptpd)
    open_session(gangga, periode, ptpd)

    assert Rakorcam.unscoped.count() == 4


def test_after_cancelling_another_may_be_opened(session, tanjung, periode, ptpd):
    cancelled = actions.cancel_session(session, reason="Banjir", by=ptpd, at=LATER)

    assert cancelled.state == SessionState.DIBATALKAN
    assert open_session(tanjung, periode, ptpd).state == SessionState.PERSIAPAN
    last = cancelled.history.first()
    assert (str(last.history_user), last.history_change_reason) == ("Ptpd", "Banjir")


def test_the_kind_is_chosen_not_read_from_the_month(tanjung, klu, ptpd):
    november = factories.PeriodFactory(kabupaten=klu, code="2026-11", label="November 2026")

    session = open_session(tanjung, november, ptpd, Kind.EVALUASI, date=datetime.date(2026, 12, 10))

    assert (session.kind, session.period.code, session.date.month) == ("evaluasi", "2026-11", 12)


def test_another_kabupatens_period_is_refused(tanjung, lotim, ptpd):
    theirs = factories.PeriodFactory(kabupaten=lotim, label="Juni 2026")

    assert refusal(open_session, tanjung, theirs, ptpd) == [
        "Periode Juni 2026 (2026-06) bukan milik Lombok Utara (52.08)."
    ]


def test_sixteen_digits_in_the_place_are_refused(tanjung, periode, ptpd):
    sentences = refusal(open_session, tanjung, periode, ptpd, place="Rumah 5208010101900001")

    assert sentences[0].startswith("Ada 16 angka berurutan")
    assert not Rakorcam.unscoped.exists()


# --- States ---------------------------------------------------------------------------------------


def test_it_does_not_start_before_its_data_are_frozen(session, camat):
    assert refusal(actions.start, session, by=camat, at=AT) == [
        "Bekukan data dahulu; lembar kerja dicetak dari data yang dibekukan."
    ]


def test_it_starts_once(running, camat):
    assert refusal(actions.start, running, by=camat, at=AT) == ["Rakorcam ini sudah berlangsung."]


def test_once_started_its_data_are_frozen_no_more(running, ptpd):
    assert refusal(actions.freeze, running, by=ptpd, at=LATER, reason="Angka salah") == [
        "Data hanya dapat dibekukan sebelum Rakorcam dimulai."
    ]
    assert running.snapshots.count() == 1


def test_it_closes_only_when_every_worksheet_is_agreed(running, ptpd, camat):
    plan(running, ptpd)
    actions.agree_worksheet(running, REGISTRY[6], by=camat, at=AT)

    assert refusal(actions.close, running, by=camat, at=AT) == ["Belum disepakati: Format 7."]


def test_an_agreed_session_closes_and_closes_once(agreed, camat):
    assert actions.close(agreed, by=camat, at=LATER).state == SessionState.SELESAI
    assert refusal(actions.close, agreed, by=camat, at=LATER) == [
        "Hanya Rakorcam yang berlangsung dapat ditutup."
    ]


def test_a_session_without_worksheets_is_not_closed_as_if_agreed(tanjung, periode, ptpd, camat):
    session = open_session(tanjung, periode, ptpd, Kind.EVALUASI)
    actions.freeze(session, by=ptpd, at=AT)
    running = actions.start(session, by=camat, at=AT)

    assert refusal(actions.close, running, by=camat, at=AT) == [
        "Rakorcam ini belum punya lembar kerja yang disepakati."
    ]


@pytest.mark.parametrize("state", [SessionState.SELESAI, SessionState.DIBATALKAN])
def test_what_is_over_is_neither_cancelled_nor_moved(session, ptpd, state):
    Rakorcam.unscoped.update(state=state)

    assert refusal(actions.cancel_session, session, reason="Banjir", by=ptpd, at=AT) == [
        f"Rakorcam ini sudah {state}, jadi tidak dapat dibatalkan."
    ]
    assert refusal(
        actions.change_session, session, date=DAY, time=None, place="", by=ptpd, at=AT
    ) == [f"Rakorcam ini sudah {state}; jadwalnya tidak diubah lagi."]


def test_cancelling_needs_a_reason(session, ptpd):
    assert refusal(actions.cancel_session, session, reason=" ", by=ptpd, at=AT) == [
        "Tulis alasan membatalkan."
    ]


def test_a_schedule_is_changed_with_its_history(session, notulis):
    actions.change_session(
        session, date=datetime.date(2026, 6, 20), time=datetime.time(8, 30), place="Pendopo",
        by=notulis, at=LATER,
    )  # fmt: skip

    rows = session.history.all()
    assert [(str(row.history_user), row.date.day, row.place) for row in rows] == [
        ("Notulis", 20, "Pendopo"),
        ("Ptpd", 18, ""),
    ]


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
