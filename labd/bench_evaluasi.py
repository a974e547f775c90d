"""What looking back costs: Formats 8 and 10 with 60 reviewed plans each, as page and as paper."""

from datetime import UTC, date, datetime
from itertools import cycle

from desa.models import Desa
from formats.models import Period
from rakorcam import actions
from rakorcam.actions_progress import record_progress
from rakorcam.models import Kind, PlanItem, Progress
from rakorcam.worksheets import REVIEW, row_keys, stand_of, worksheets_of

PLANS = 60
JUNE, REPORTED, NOVEMBER = date(2026, 6, 18), date(2026, 9, 1), date(2026, 11, 24)


def reviewing(world):
    """Lay a closed June of 60 plans for each axis, all reported; return November's frozen session.

    It lies in the kecamatan of 43 desa, which has no other session.
    """
    by = world.ptpd_large
    june = _open(world, Kind.PERENCANAAN, world.period, JUNE)
    desa = list(Desa.unscoped.filter(kecamatan=world.large).order_by("code")[:2])
    actions.freeze(june, by=by, at=_noon(JUNE))
    june = actions.start(june, by=by, at=_noon(JUNE))
    made = []
    for spec in worksheets_of(june):
        rows = cycle(row_keys(spec, stand_of(june).data))
        made += [_plan(june, spec, next(rows)[0], number, desa, by) for number in range(PLANS)]
        actions.agree_worksheet(june, spec, by=by, at=_noon(JUNE))
    actions.close(june, by=by, at=_noon(JUNE))
    for item in made:
        entry = Progress(item=item, desa=desa[0], date=REPORTED, state="berjalan", number=12)
        entry.done, entry.obstacle = "Sidang di kantor desa", "Berkas dari KUA belum lengkap"
        record_progress(entry, by=by, at=_noon(REPORTED), confirmed=True)
    later = Period.unscoped.get(kabupaten=world.period.kabupaten, code="2026-11")
    november = _open(world, Kind.EVALUASI, later, NOVEMBER)
    actions.freeze(november, by=by, at=_noon(NOVEMBER))
    return november


def review_sheets(session):
    """Return the specs of a session's worksheets that look back."""
    return [spec for spec in worksheets_of(session) if spec.source == REVIEW]


def _open(world, kind, period, day):
    return actions.open_session(
        kecamatan=world.large,
        period=period,
        kind=kind,
        date=day,
        by=world.ptpd_large,
        at=_noon(day),
    )


def _plan(session, spec, row, number, desa, by):
    item = PlanItem(
        session=session, number=spec.number, row=row, what=f"Sidang terpadu ke-{number + 1}",
        all_desa=False, from_month=date(2026, 7, 1), to_month=date(2026, 9, 1),
        in_charge="Kasi Pemerintahan", target_number=40, target_unit="pasangan",
        budget=25_000_000, budget_source="apbdes",
    )  # fmt: skip
    return actions.add_plan_item(item, desa=desa, by=by, at=_noon(JUNE))


def _noon(day):
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
