"""Formats 8 to 11 of a small made-up kecamatan in November, line by line.

A golden changes only in a commit whose body says which rule changed.
"""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from desa.rights import Role
from rakorcam import actions
from rakorcam.actions_plans import amend_item, carry_over
from rakorcam.actions_progress import record_in_meeting, set_item_state
from rakorcam.actions_targets import set_agreed_target
from rakorcam.models import Amendment, Discussion, PlanItem, Rakorcam
from tests import factories
from tests.factories import guide_type
from tests.pages import words
from tests.rakorcam.siklus import add, hold, make_period, moment, month, prepare, report, text
from tests.shared import from_world, laid_once, lay_tanjung

GOLDEN = Path(__file__).parent.parent / "formats" / "golden"
DAY = datetime.date


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Lay November's agreed session down once for all its sheets."""
    with laid_once(django_db_blocker):
        world = lay_tanjung()
        notulis = factories.make_user("notulis", (Role.NO, world.tanjung))
        world.november = _november(world.klu, world.tanjung, world.desa, world.ptpd, notulis)
        yield world


@pytest.fixture
def november(world, db):
    return Rakorcam.unscoped.get(pk=world.november.pk)


ptpd = from_world("ptpd")


def _november(klu, tanjung, desa_tanjung, ptpd, notulis):
    """Return November's agreed session: items done, blocked, unreported, amended, carried."""
    here, sokong, jenggala = desa_tanjung
    kia, nikah = str(guide_type().pk), str(guide_type("akta-nikah").pk)
    june = prepare(tanjung, "2026-06", ptpd)
    add(
        june, 7, nikah, by=ptpd, desa=[sokong, jenggala], what="Isbat nikah terpadu",
        in_charge="Kasi Pemerintahan", from_month=month("2026-07"), to_month=month("2026-09"),
        target_number=40, target_unit="pasangan", budget=25_000_000, budget_source="apbdes",
    )  # fmt: skip
    add(june, 7, nikah, by=ptpd, what="Penyuluhan di KUA", in_charge="Camat")
    add(
        june, 7, kia, by=ptpd, all_desa=True, what="Jemput bola KIA di sekolah",
        in_charge="UPTD Dukcapil", target_number=300, target_unit="anak",
    )  # fmt: skip
    add(june, 6, "pokja", by=ptpd, all_desa=True, what="Menerbitkan SK Pokja")
    add(june, 6, "perdes-sop", by=ptpd, desa=[jenggala], what="Menyusun Perdes dan SOP")
    hold(june, ptpd)
    isbat, sk, perdes, sekolah = (
        PlanItem.unscoped.get(what=what)
        for what in (
            "Isbat nikah terpadu", "Menerbitkan SK Pokja", "Menyusun Perdes dan SOP",
            "Jemput bola KIA di sekolah",
        )
    )  # fmt: skip
    report(
        isbat, DAY(2026, 9, 15), by=ptpd, desa=sokong, state="selesai", number=12,
        done="Sidang di kantor desa.",
    )  # fmt: skip
    report(
        isbat, DAY(2026, 9, 20), by=ptpd, desa=jenggala, state="terhambat", number=3,
        obstacle="Saksi nikah sudah meninggal",
    )  # fmt: skip
    for desa, number in ((here, 80), (sokong, 65)):
        report(sekolah, DAY(2026, 10, 5), by=ptpd, desa=desa, number=number, done="Dua SD selesai")
    report(
        sk, DAY(2026, 11, 3), by=notulis, desa=here, state="selesai", done="SK 12/2026",
        confirmed=False,
    )  # fmt: skip
    amend_item(
        Amendment(
            item=sk, reason="Menunggu Perdes", **{**sk.content, "to_month": month("2026-12")}
        ),
        desa=[], by=ptpd, at=moment(DAY(2026, 8, 3)),
    )  # fmt: skip
    set_item_state(
        perdes, state="dibatalkan", reason="Digabung dengan Perdes kabupaten", by=ptpd,
        at=moment(DAY(2026, 10, 20)),
    )  # fmt: skip

    period = make_period(klu, "2026-11")
    factories.CollectionFactory(kecamatan=tanjung, period=period, data_date=DAY(2026, 10, 31))
    factories.TargetFactory(period=period, hundredths=8500)
    factories.TargetFactory(
        period=make_period(klu, "2027-06"), document=guide_type("akta-nikah"), hundredths=9000
    )
    for desa, memiliki in zip(desa_tanjung, (900, 850, 700), strict=True):
        factories.CoverageFactory(desa=desa, period=period, wajib=1000, memiliki=memiliki)
    factories.ElementStateFactory(desa=sokong, period=period, evidence="Loket")
    session = prepare(tanjung, "2026-11", ptpd)
    at = moment(session.date)
    actions.freeze(session, by=ptpd, at=at)
    record_in_meeting(
        session, isbat, desa=[jenggala], state="berjalan", number=5, done="Saksi baru ditemukan",
        by=ptpd, at=at,
    )  # fmt: skip
    actions.add_discussion(
        Discussion(session=session, number=10, row=nikah, column="solutions", text="Sidang malam"),
        by=ptpd, at=at,
    )  # fmt: skip
    carry_over(isbat, session=session, by=ptpd, at=at)
    carry_over(sk, session=session, by=ptpd, at=at)
    set_agreed_target(
        session=session, document=guide_type(), hundredths=9150, base=None, by=ptpd, at=at
    )
    return hold(session, ptpd)


@pytest.mark.parametrize("number", [8, 9, 10, 11])
def test_a_sheet_of_november_matches_its_golden(november, number):
    with timezone.override(ZoneInfo("Asia/Makassar")):
        found = text(november, number)

    assert found == (GOLDEN / f"format_{number:02}.txt").read_text("utf-8")


def test_the_pages_of_an_evaluation_show_plan_realisation_and_obstacle(november, client, ptpd):
    factories.masuk(client, ptpd)
    client.get(reverse("rakorcam", args=[november.pk]))
    shown = {
        number: words(client.get(reverse("lembar_kerja", args=[november.pk, number])))
        for number in (8, 9, 10, 11)
    }

    assert "Berjalan · 17 dari 40 pasangan" in shown[10]
    assert "Saksi nikah sudah meninggal (20 September 2026)" in shown[10]
    assert "Sidang malam" in shown[10]
    assert "ditetapkan PTPD: Digabung dengan Perdes kabupaten" in shown[8]
    assert "Target s.d. Juni: 91,5%" in shown[11]
    row = reverse("lembar_kerja_baris", args=[november.pk, 10, str(guide_type().pk)])
    assert client.get(row).status_code == 200
