"""Two years and a half of one kecamatan: what June agrees, November reviews, and so on (rule 23).

Every figure and sentence on the sheets is found back in what was typed.
"""

import datetime

import pytest

from formats.actions import save_override
from formats.models import TargetOverride
from rakorcam import actions
from rakorcam.actions_plans import add_paper_item, amend_item, carry_over
from rakorcam.actions_progress import confirm_progress, record_in_meeting
from rakorcam.actions_targets import set_agreed_target
from rakorcam.actions_visits import record_visit
from rakorcam.models import Amendment, Discussion, PersonMet, PlanItem, Progress, Rakorcam, Visit
from rakorcam.review import due_for_review
from rakorcam.snapshot import differences
from tests import factories
from tests.factories import guide_type
from tests.rakorcam.siklus import (
    DAYS,
    add,
    cells_of,
    finish,
    hold,
    make_period,
    moment,
    month,
    prepare,
    report,
    sheet,
    text,
)

DAY = datetime.date
JUNE, NOVEMBER, NEXT_JUNE, NEXT_NOVEMBER = DAYS


@pytest.fixture
def nikah():
    """Return the key of the row of Akta Nikah."""
    return str(guide_type("akta-nikah").pk)


@pytest.fixture
def june(tanjung, sokong, jenggala, nikah, ptpd):
    """Return June's closed session: an isbat for two desa, an SK for all."""
    session = prepare(tanjung, JUNE, ptpd)
    add(
        session, 7, nikah, by=ptpd, desa=[sokong, jenggala], what="Isbat nikah terpadu",
        in_charge="Kasi Pemerintahan", from_month=month("2026-07"), to_month=month("2026-09"),
        target_number=40, target_unit="pasangan", budget=25_000_000, budget_source="apbdes",
    )  # fmt: skip
    add(session, 6, "pokja", by=ptpd, all_desa=True, what="Menerbitkan SK Pokja")
    return hold(session, ptpd)


@pytest.fixture
def isbat(june):
    """Return June's isbat."""
    return PlanItem.unscoped.get(what="Isbat nikah terpadu")


@pytest.fixture
def sk(june):
    """Return June's SK."""
    return PlanItem.unscoped.get(what="Menerbitkan SK Pokja")


def test_from_june_to_the_second_november(
    tanjung, desa_tanjung, sokong, jenggala, june, isbat, sk, nikah, ptpd, kepala_desa
):
    # Two quarters, a visit, one report that PTPD has not confirmed.
    report(isbat, DAY(2026, 8, 20), by=ptpd, desa=sokong, number=5, done="Sidang pertama")
    told = report(
        isbat, DAY(2026, 9, 30), by=kepala_desa, desa=sokong, number=12, state="selesai",
        done="Sidang kedua di kantor desa", confirmed=False,
    )  # fmt: skip
    confirm_progress(told, by=ptpd, at=moment(DAY(2026, 10, 1)))
    visit = Visit(
        desa=jenggala, date=DAY(2026, 10, 7), by_whom="PTPD", findings="Berkas belum lengkap"
    )
    found = Progress(
        item=isbat, state="terhambat", number=3, obstacle="Saksi nikah sudah meninggal"
    )
    record_visit(
        visit, people=[PersonMet(name="Inaq Sri", office="Kadus", sex="P")], progress=[found],
        confirmed=True, by=ptpd, at=moment(DAY(2026, 10, 8)),
    )  # fmt: skip
    report(
        sk, DAY(2026, 11, 3), by=kepala_desa, desa=sokong, state="selesai", done="SK 12/2026",
        confirmed=False,
    )  # fmt: skip

    # November: the sheets propose, the meeting adds, the isbat is carried over.
    november = prepare(tanjung, NOVEMBER, ptpd)
    actions.freeze(november, by=ptpd, at=moment(DAYS[NOVEMBER]))
    ten, eight = text(november, 10), text(november, 8)
    for words in (
        "Isbat nikah terpadu / Sokong, Jenggala · Kasi Pemerintahan · 40 pasangan · Rp25.000.000, "
        "APBDes / Juli–September 2026 / Rakorcam Perencanaan, Juni 2026",
        "Terhambat · 15 dari 40 pasangan",
        "Sokong: selesai, 12 pasangan. Sidang pertama (20 Agustus 2026); Sidang kedua di kantor "
        "desa (30 September 2026)",
        "Jenggala: terhambat, 3 pasangan",
        "Jenggala: Saksi nikah sudah meninggal (7 Oktober 2026)",
    ):
        assert words in ten
    assert "Sokong: selesai. SK 12/2026 (3 November 2026) (belum dibenarkan PTPD)" in eight
    assert "belum dilaporkan: Tanjung, Jenggala" in eight
    assert "Direncanakan" in eight

    record_in_meeting(
        november, sk, desa=desa_tanjung, state="selesai", done="SK terbit di semua desa",
        by=ptpd, at=moment(DAYS[NOVEMBER]),
    )  # fmt: skip
    carried = carry_over(isbat, session=november, by=ptpd, at=moment(DAYS[NOVEMBER]))
    assert (carried.number, carried.row, carried.carried_from) == (11, nikah, isbat)
    assert (carried.from_month, carried.to_month) == (month("2026-11"), month("2027-01"))
    hold(november, ptpd)
    eight = text(november, 8)
    assert (
        "Selesai / semua desa: selesai. SK terbit di semua desa (24 November 2026, dalam rapat) / "
        "Sokong: selesai. SK 12/2026 (3 November 2026) (belum dibenarkan PTPD)" in eight
    )
    before = [sheet(june, 6), sheet(june, 7)]
    assert "Isbat nikah terpadu" in text(november, 11)

    # Next June plans anew; its own item and November's are reviewed the November after.
    report(carried, DAY(2027, 2, 10), by=ptpd, desa=jenggala, number=9, done="Saksi baru ditemukan")
    next_june = prepare(tanjung, NEXT_JUNE, ptpd)
    add(next_june, 7, nikah, by=ptpd, what="Penyuluhan di KUA")
    hold(next_june, ptpd)
    last = prepare(tanjung, NEXT_NOVEMBER, ptpd)
    actions.freeze(last, by=ptpd, at=moment(DAYS[NEXT_NOVEMBER]))

    row = cells_of(last, 10, nikah)
    assert [one.plan.what for one in row["agreed"]] == ["Isbat nikah terpadu", "Penyuluhan di KUA"]
    assert row["agreed"][0].origin == (
        "Rakorcam Evaluasi, November 2026",
        "lanjutan dari Rakorcam Perencanaan, Juni 2026",
    )
    ten = text(last, 10)
    assert "1) Terhambat" not in ten
    # Sokong, which was done, stayed behind; what it reached counts on.
    assert "1) Isbat nikah terpadu / Jenggala ·" in ten
    assert (
        "1) Berjalan · 21 dari 40 pasangan / "
        "Jenggala: berjalan, 9 pasangan. Saksi baru ditemukan (10 Februari 2027) / "
        "Sokong: selesai, 12 pasangan. Sidang pertama" in ten
    )
    assert "Saksi nikah sudah meninggal (7 Oktober 2026)" in ten
    assert "2) belum dilaporkan" in ten
    assert "Menerbitkan SK Pokja" not in text(last, 8)
    assert [sheet(june, 6), sheet(june, 7)] == before


def test_junes_sheets_print_the_same_after_november(tanjung, june, isbat, sokong, ptpd):
    before = [sheet(june, 6), sheet(june, 7)]

    report(isbat, DAY(2026, 8, 20), by=ptpd, desa=sokong, number=5)
    amend_item(
        Amendment(item=isbat, reason="Dana ditambah", **{**isbat.content, "what": "Isbat besar"}),
        desa=[sokong], by=ptpd, at=moment(DAY(2026, 9, 1)),
    )  # fmt: skip
    november = prepare(tanjung, NOVEMBER, ptpd)
    carry_over(isbat, session=november, by=ptpd, at=moment(DAYS[NOVEMBER]))
    hold(november, ptpd)

    assert [sheet(june, 6), sheet(june, 7)] == before


def test_novembers_sheets_print_the_same_whatever_is_reported_later(
    tanjung, isbat, sk, sokong, ptpd
):
    november = hold(prepare(tanjung, NOVEMBER, ptpd), ptpd)
    before = [sheet(november, number) for number in (8, 9, 10, 11)]

    report(isbat, DAY(2027, 1, 5), by=ptpd, desa=sokong, number=40, state="selesai")
    hold(prepare(tanjung, NEXT_JUNE, ptpd), ptpd)

    assert [sheet(november, number) for number in (8, 9, 10, 11)] == before


def test_an_amendment_stands_under_the_agreed_wording(tanjung, isbat, sokong, nikah, ptpd):
    changed = {**isbat.content, "what": "Isbat nikah di dua dusun", "target_number": 10}
    amend_item(
        Amendment(item=isbat, reason="Anggaran dipotong", **changed), desa=[sokong], by=ptpd,
        at=moment(DAY(2026, 9, 1)),
    )  # fmt: skip
    report(isbat, DAY(2026, 9, 5), by=ptpd, desa=sokong, number=8)

    november = prepare(tanjung, NOVEMBER, ptpd)
    ten = text(november, 10)

    assert "Isbat nikah terpadu / Sokong, Jenggala" in ten
    assert (
        "diubah 1 September 2026 menjadi: Isbat nikah di dua dusun · Sokong · Kasi Pemerintahan · "
        "10 pasangan" in ten
    )
    assert "(alasan: Anggaran dipotong)" in ten
    assert "Berjalan · 8 dari 10 pasangan" in ten


def test_without_an_earlier_session_the_sheet_says_so_and_takes_plans_from_paper(
    tanjung, periode, ptpd, sokong
):
    session = prepare(tanjung, NOVEMBER, ptpd)
    assert "Belum ada Rakorcam terdahulu." in text(session, 8)
    assert "Belum ada Rakorcam terdahulu." not in text(session, 9)

    item = PlanItem(
        session=session, number=8, row="pokja", what="Membentuk Pokja", in_charge="Kepala desa",
        all_desa=False, from_month=month("2026-01"), to_month=month("2026-06"),
    )  # fmt: skip
    add_paper_item(item, desa=[sokong], by=ptpd, at=moment(session.date))
    record_in_meeting(
        session, item, desa=[sokong], state="berjalan", done="Rapat desa", by=ptpd,
        at=moment(session.date),
    )  # fmt: skip
    carried = carry_over(item, session=session, by=ptpd, at=moment(session.date))
    hold(session, ptpd)

    eight = text(session, 8)
    assert "Membentuk Pokja / Sokong · Kepala desa / Januari–Juni 2026 / dari kertas" in eight
    assert "Berjalan / Sokong: berjalan. Rapat desa (24 November 2026, dalam rapat)" in eight
    assert "Belum ada Rakorcam terdahulu." in eight
    (due, *_rest) = [one for one in due_for_review(tanjung) if one.item.row == "pokja"]
    assert (due.item, [one.done for one in due.entries]) == (carried, ["Rapat desa"])


def test_a_document_type_out_of_use_keeps_its_row_while_its_item_is_reviewed(tanjung, ptpd):
    own = factories.DocumentTypeFactory(kecamatan=tanjung, own_label="Surat Pindah")
    session = prepare(tanjung, JUNE, ptpd)
    add(session, 7, str(own.pk), by=ptpd, what="Mendata yang pindah")
    hold(session, ptpd)
    own.is_active = False
    own.save()

    assert "Surat Pindah | Mendata yang pindah" in text(prepare(tanjung, NOVEMBER, ptpd), 10)


def test_a_cancelled_meeting_reviews_nothing_and_carries_nothing(tanjung, isbat, nikah, ptpd):
    november = prepare(tanjung, NOVEMBER, ptpd)
    carry_over(isbat, session=november, by=ptpd, at=moment(DAYS[NOVEMBER]))
    actions.cancel_session(november, reason="Hujan", by=ptpd, at=moment(DAYS[NOVEMBER]))

    again = prepare(tanjung, NOVEMBER, ptpd)

    assert [one.plan.what for one in cells_of(again, 10, nikah)["agreed"]] == [
        "Isbat nikah terpadu"
    ]
    assert carry_over(isbat, session=again, by=ptpd, at=moment(DAYS[NOVEMBER])).session == again


# --- The next June's targets (rule 12) ------------------------------------------------------------


def overrides():
    """Return (period code, hundredths, reason) of every override."""
    rows = TargetOverride.unscoped.order_by("period__code", "hundredths")
    return list(rows.values_list("period__code", "hundredths", "reason"))


def agree_target(session, hundredths, by):
    """Agree a target for KIA."""
    return set_agreed_target(
        session=session, document=guide_type(), hundredths=hundredths, base=None, by=by,
        at=moment(session.date),
    )  # fmt: skip


def test_an_agreed_target_is_what_next_junes_format_7_shows(tanjung, klu, june, ptpd):
    make_period(klu, NEXT_JUNE)
    november = prepare(tanjung, NOVEMBER, ptpd)
    agree_target(november, 9150, ptpd)

    hold(november, ptpd)

    assert overrides() == [(NEXT_JUNE, 9150, "kesepakatan Rakorcam 24 November 2026")]
    seven = cells_of(prepare(tanjung, NEXT_JUNE, ptpd), 7, str(guide_type().pk))
    assert seven["target"].number == 9150


def test_a_target_for_a_june_that_is_not_there_yet_waits_for_its_meeting(tanjung, june, ptpd):
    november = prepare(tanjung, NOVEMBER, ptpd)
    agree_target(november, 9150, ptpd)
    hold(november, ptpd)
    assert overrides() == []

    session = prepare(tanjung, NEXT_JUNE, ptpd)

    assert cells_of(session, 7, str(guide_type().pk))["target"].number == 9150


def test_reopening_takes_the_targets_back(tanjung, klu, june, ptpd):
    make_period(klu, NEXT_JUNE)
    november = prepare(tanjung, NOVEMBER, ptpd)
    agree_target(november, 9150, ptpd)
    hold(november, ptpd)

    actions.reopen(november, reason="Keliru", by=ptpd, at=moment(DAY(2026, 11, 25)))

    assert overrides() == []


def test_reopening_gives_back_the_target_the_kecamatan_had_of_its_own(tanjung, klu, june, ptpd):
    ahead = make_period(klu, NEXT_JUNE)
    for day, base, hundredths, why in ((1, None, 8500, "Dua dusun"), (2, 8500, 8700, "Tiga dusun")):
        save_override(
            kecamatan=tanjung, period=ahead, document=guide_type(), hundredths=hundredths,
            reason=why, base=base, by=ptpd, at=moment(DAY(2026, 11, day)),
        )  # fmt: skip
    november = prepare(tanjung, NOVEMBER, ptpd)
    agree_target(november, 9150, ptpd)

    for close in (hold, finish):
        november = close(november, ptpd)
        assert overrides() == [(NEXT_JUNE, 9150, "kesepakatan Rakorcam 24 November 2026")]
        november = actions.reopen(november, reason="Keliru", by=ptpd, at=moment(DAY(2026, 11, 25)))
        assert overrides() == [(NEXT_JUNE, 8700, "Tiga dusun")]

    told = TargetOverride.history.latest("history_date")
    assert (told.history_user, told.history_change_reason) == (ptpd, "Keliru")


def test_format_11_proposes_the_next_junes_target_else_the_present_one(tanjung, klu, june, ptpd):
    factories.TargetFactory(period=make_period(klu, NOVEMBER), hundredths=8000)
    session = prepare(tanjung, NOVEMBER, ptpd)
    kia = str(guide_type().pk)
    assert cells_of(session, 11, kia)["next_target"].number == 8000
    assert "80,0% / usulan" in text(session, 11)

    factories.TargetFactory(period=make_period(klu, NEXT_JUNE), hundredths=8800)
    assert cells_of(session, 11, kia)["next_target"].number == 8800

    hold(session, ptpd)
    assert "usulan" not in text(session, 11)
    assert overrides() == [(NEXT_JUNE, 8800, "kesepakatan Rakorcam 24 November 2026")]


# --- What a second bekuan tells -------------------------------------------------------------------


def test_a_second_bekuan_tells_what_changed_in_the_looking_back(tanjung, isbat, sokong, ptpd):
    november = prepare(tanjung, NOVEMBER, ptpd)
    actions.freeze(november, by=ptpd, at=moment(DAYS[NOVEMBER]))
    report(isbat, DAY(2026, 11, 20), by=ptpd, desa=sokong, number=5, done="Sidang pertama")
    actions.freeze(november, by=ptpd, at=moment(DAYS[NOVEMBER]), reason="Laporan menyusul")

    first, second = november.snapshots.order_by("number")
    (change,) = differences(first.payload, second.payload)
    assert change.where == "Rencana terdahulu “Isbat nikah terpadu”, realisasi"
    assert (change.before.state, change.after.reached.part) == ("", 5)


def test_what_a_meeting_typed_is_a_discussion_and_survives_a_second_bekuan(
    tanjung, isbat, sokong, nikah, ptpd
):
    november = prepare(tanjung, NOVEMBER, ptpd)
    actions.freeze(november, by=ptpd, at=moment(DAYS[NOVEMBER]))
    at = moment(DAYS[NOVEMBER])
    record_in_meeting(november, isbat, desa=[sokong], state="berjalan", number=7, by=ptpd, at=at)
    actions.add_discussion(
        Discussion(session=november, number=10, row=nikah, column="solutions", text="Sidang malam"),
        by=ptpd, at=at,
    )  # fmt: skip

    actions.freeze(november, by=ptpd, at=at, reason="Sekali lagi")

    ten = text(Rakorcam.unscoped.get(pk=november.pk), 10)
    assert ten.count("Sokong: berjalan, 7 pasangan") == 1
    assert "7 dari 40 pasangan" in ten
    assert "Sidang malam" in ten
