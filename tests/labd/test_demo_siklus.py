"""The demo over two and a half years: figures that move, plans, reports, visits, an evaluation."""

import datetime
import itertools
from collections import Counter

import pytest
from django.db.models import Sum

from desa.models import Desa, Kecamatan
from desa.nik import has_nik
from formats.models import Coverage, Period, Survey, Target
from formats.specs._shared import DOCUMENTS
from rakorcam.followup import follow, followed
from rakorcam.models import (
    Amendment,
    BudgetEntry,
    ItemState,
    PlanItem,
    Progress,
    Rakorcam,
    SessionState,
    Snapshot,
    Visit,
    Worksheet,
)
from rakorcam.monitoring import is_late, quarter_of, reached, silent, waiting
from rakorcam.worksheets import stand_of

TANJUNG = "52.08.01"
JUNE, NOVEMBER = "2026-06", "2026-11"
CODES = ["2024-06", "2024-11", "2025-06", "2025-11", JUNE, NOVEMBER]
# Nothing in the demo is later than this day, but the meeting that is still to come.
TODAY = datetime.date(2026, 11, 28)


@pytest.fixture
def plans(demo):
    """Return what Tanjung agreed, by the row it stands in, as Followed."""
    return {one.item.row: one for one in followed(Kecamatan.unscoped.get(code=TANJUNG))}


def by_key(plans):
    """Return the plans with document types under their keys."""
    keys = {str(document.id): document.key for document in DOCUMENTS}
    return {keys.get(row, row): one for row, one in plans.items()}


def share(code, document, kecamatan):
    """Return the coverage of one type in one kecamatan and period, as a fraction."""
    rows = Coverage.unscoped.filter(
        period__code=code, document_id=document.id, desa__kecamatan=kecamatan
    )
    told = rows.aggregate(Sum("wajib"), Sum("memiliki"))
    return told["memiliki__sum"] / told["wajib__sum"]


# --- Figures --------------------------------------------------------------------------------------


def test_there_are_six_rounds_with_figures_of_all_five_kecamatan(demo):
    assert list(Period.unscoped.order_by("code").values_list("code", flat=True)) == CODES
    for code in CODES:
        told = Coverage.unscoped.filter(period__code=code)
        assert told.values("desa__kecamatan").distinct().count() == 5
        assert 41 <= told.values("desa").distinct().count() <= Desa.unscoped.count() == 43
        assert Target.unscoped.filter(period__code=code).count() == 7


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.key)
def test_coverage_grows_by_believable_steps_in_every_kecamatan(demo, document):
    for kecamatan in Kecamatan.unscoped.all():
        shares = [share(code, document, kecamatan) for code in CODES]
        steps = [after - before for before, after in itertools.pairwise(shares)]
        assert shares[0] < shares[-1]
        assert all(-0.005 < step < 0.05 for step in steps)


def test_no_desa_is_like_another(demo):
    told = Coverage.unscoped.filter(period__code="2024-06", document__key="kia")
    shares = {round(row.memiliki / row.wajib, 3) for row in told}
    assert len(shares) > 30


def test_only_the_latest_two_rounds_have_lembar_isian(demo):
    told = Counter(Survey.unscoped.values_list("period__code", flat=True))

    assert told == {JUNE: 78, NOVEMBER: 78}


def test_targets_rise_from_round_to_round(demo):
    kia = [Target.unscoped.get(period__code=code, document__key="kia").hundredths for code in CODES]

    assert kia == [6500, 7000, 7500, 8000, 8500, 9000]


# --- June's agreement -----------------------------------------------------------------------------


def test_junes_meeting_is_over_with_plans_in_almost_every_row(demo, plans):
    session = Rakorcam.unscoped.get(period__code=JUNE)
    data = stand_of(session).data

    assert (session.kecamatan.code, session.state) == (TANJUNG, SessionState.SELESAI)
    assert set(session.worksheets.values_list("number", flat=True)) == {6, 7}
    assert session.snapshots.get().is_intact
    assert len(plans) == PlanItem.unscoped.count() == 12
    everywhere = [one for one in plans.values() if one.item.all_desa]
    assert {len(one.desa) for one in everywhere} == {len(data.desa)} == {8}


def test_what_became_of_the_plans_has_every_shape(demo, plans):
    states = {key: one.state for key, one in by_key(plans).items()}

    assert Counter(states.values()) == {
        ItemState.BERJALAN: 5,
        ItemState.TERHAMBAT: 4,
        ItemState.DIRENCANAKAN: 1,
        ItemState.SELESAI: 1,
        ItemState.DIBATALKAN: 1,
    }
    assert states["petugas"] == "direncanakan"
    assert states["kartu-keluarga"] == "selesai"
    assert states["akta-cerai"] == "dibatalkan"
    isbat = by_key(plans)["akta-nikah"]
    assert reached(isbat.entries) == 16 + 8 + 5
    assert reached(by_key(plans)["kia"].entries) == 540


def test_some_are_late_and_some_desa_have_not_reported_this_quarter(demo, plans):
    found = by_key(plans)
    late = {key for key, one in found.items() if is_late(one.terms.to_month, one.state, TODAY)}
    quiet = {
        key: len(
            silent(
                [str(desa.pk) for desa in one.desa], one.terms.from_month, one.state, one.entries,
                TODAY,
            )
        )
        for key, one in found.items()
    }  # fmt: skip

    assert late == {"perdes-sop", "ruang", "petugas", "pokja", "anggaran"}
    assert (quiet["petugas"], quiet["akta-kematian"], quiet["kia"]) == (2, 1, 0)
    assert quiet["ruang"] == 2


def test_reports_lie_in_two_quarters_and_never_before_the_agreement_or_after_today(demo):
    rows = list(Progress.unscoped.all())
    quarters = Counter(quarter_of(row.date).label for row in rows)

    assert set(quarters) == {"Triwulan III 2026", "Triwulan IV 2026"}
    assert min(quarters.values()) > 15
    assert all(datetime.date(2026, 6, 18) <= row.date <= TODAY for row in rows)
    assert all(row.obstacle for row in rows if row.state == ItemState.TERHAMBAT)
    moments = [*(row.recorded_at for row in rows), *(row.confirmed_at for row in rows)]
    assert max(filter(None, moments)).date() <= TODAY
    for model in (PlanItem, Progress, Visit, BudgetEntry, Amendment, Worksheet, Rakorcam):
        assert model.history.latest("history_date").history_date.date() <= TODAY


def test_one_report_of_a_desa_waits_for_ptpd(demo, plans):
    (row,) = Progress.unscoped.filter(confirmed_at=None, returned_at=None)

    assert (row.desa.name, row.number) == ("Sokong", 34)
    assert row.history.get().history_user.username == "desa.sokong"
    ktp = by_key(plans)["perekaman-ktp"]
    assert len(waiting(ktp.entries)) == 1
    assert reached(ktp.entries) == 22 + 45 + 12


def test_one_report_was_returned_with_its_reason_and_counts_nowhere(demo, plans):
    (row,) = Progress.unscoped.exclude(returned_at=None)

    assert (row.desa.name, row.number, row.confirmed_at) == ("Teniga", 10, None)
    assert row.return_reason.startswith("Tertulis 10 loket")
    assert row.returned_by.username == "ptpd.tanjung"
    loket = by_key(plans)["ruang"]
    assert [one.pk for one in loket.returned] == [row.pk]
    assert reached(loket.entries) == 1


def test_the_isbat_was_put_off_with_a_reason(demo):
    (change,) = Amendment.unscoped.all()
    told = follow(change.item)

    assert (told.item.to_month.month, told.terms.to_month.month) == (9, 11)
    assert "Pengadilan Agama" in change.reason
    assert [desa.name for desa in told.desa] == ["Sokong", "Tegal Maja", "Medana"]


def test_some_plans_are_in_rkp_desa_and_one_entry_waits(demo):
    rows = BudgetEntry.unscoped.all()

    assert set(rows.values_list("document", flat=True)) == {"rkp"}
    assert rows.filter(included=True).count() == 8
    assert all("Tahun 2026" in row.document_number for row in rows.filter(included=True))
    assert [row.desa.name for row in rows.filter(confirmed_at=None)] == ["Teniga"]


def test_two_visits_found_something_about_a_plan(demo):
    visits = Visit.unscoped.order_by("date")

    assert [visit.desa.name for visit in visits] == ["Tegal Maja", "Sama Guna"]
    for visit in visits:
        assert visit.people.count() == 2
        assert visit.progress.get().state == ItemState.TERHAMBAT
        assert visit.recommendation


def test_nobody_is_told_by_a_number(demo):
    for model in (Progress, Visit, PlanItem, Amendment, BudgetEntry):
        for row in model.unscoped.values():
            # A made-up key may hold sixteen digits by chance; nobody typed it.
            typed = [told for told in row.values() if isinstance(told, str)]
            assert not has_nik(" | ".join(typed))


# --- November -------------------------------------------------------------------------------------


def test_the_evaluation_is_frozen_and_has_not_begun(demo, plans):
    session = Rakorcam.unscoped.get(period__code=NOVEMBER)
    review = stand_of(session).review

    assert (session.state, session.date) == (SessionState.PERSIAPAN, datetime.date(2026, 12, 3))
    assert session.snapshots.get().is_intact
    assert Snapshot.unscoped.latest("frozen_at").frozen_at.date() <= TODAY
    assert {one.id for one in review.items} == {str(one.item.pk) for one in plans.values()}
    assert review.sessions == ("Rakorcam Perencanaan, Juni 2026",)
    told = Progress.unscoped.filter(returned_at=None)
    assert sum(len(one.entries) for one in review.items) == told.count()
    assert review.targets
