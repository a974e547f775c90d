"""Years of meetings in short: hold a Rakorcam, report on its items, look at the sheets."""

import datetime

from formats.specs import REGISTRY
from rakorcam import actions
from rakorcam.actions_progress import record_progress
from rakorcam.models import Kind, PlanItem, Progress, Rakorcam
from rakorcam.worksheets import axis_of, plan_sheet, stand_of, worksheet_sheet, worksheets_of
from tests import factories
from tests.formats.as_text import sheet_as_text

UTC = datetime.UTC
# The meetings of two years and a half, by the code of their period.
DAYS = {
    "2026-06": datetime.date(2026, 6, 18),
    "2026-11": datetime.date(2026, 11, 24),
    "2027-06": datetime.date(2027, 6, 17),
    "2027-11": datetime.date(2027, 12, 2),
}
LABELS = {"06": "Juni", "11": "November"}


def moment(day):
    """Return noon of a day in Lombok Utara."""
    return datetime.datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def month(text):
    """Return the first day of "2026-07"."""
    return datetime.date.fromisoformat(f"{text}-01")


def make_period(kabupaten, code):
    """Return the kabupaten's period `code`, made if it is not there."""
    year, number = code.split("-")
    known = kabupaten.periods.filter(code=code).first()
    return known or factories.PeriodFactory(
        kabupaten=kabupaten, code=code, label=f"{LABELS[number]} {year}",
        reference_date=DAYS[code] - datetime.timedelta(days=3),
    )  # fmt: skip


def prepare(kecamatan, code, by):
    """Open the meeting of a period: planning in June, evaluation in November."""
    return actions.open_session(
        kecamatan=kecamatan, period=make_period(kecamatan.kabupaten, code), date=DAYS[code],
        kind=Kind.PERENCANAAN if code.endswith("06") else Kind.EVALUASI, by=by,
        at=moment(DAYS[code]),
    )  # fmt: skip


def hold(session, by):
    """Freeze a session if need be, start it, agree its worksheets and close it."""
    at = moment(session.date)
    if not session.snapshots.exists():
        actions.freeze(session, by=by, at=at)
    actions.start(session, by=by, at=at)
    return finish(session, by)


def finish(session, by):
    """Agree the worksheets of a session under way and close it."""
    at = moment(session.date)
    for spec in worksheets_of(session):
        if (
            spec.has_plans
            and not PlanItem.unscoped.filter(session=session, number=spec.number).exists()
        ):
            add(session, spec.number, first_row(session, spec), by=by, what="Rapat koordinasi")
        actions.agree_worksheet(session, spec, by=by, at=at)
    return actions.close(session, by=by, at=at)


def first_row(session, spec):
    """Return the key of a worksheet's first row."""
    return worksheet_sheet(spec, stand_of(session)).rows[0].key


def add(session, number, row, *, by, desa=(), **more):
    """Type a plan item into a session."""
    start = session.period.code
    told = {
        "what": "Menerbitkan SK", "in_charge": "Kepala desa", "all_desa": False,
        "from_month": month(start), "to_month": month(start), **more,
    }  # fmt: skip
    item = PlanItem(session=session, number=number, row=row, **told)
    return actions.add_plan_item(item, desa=list(desa), by=by, at=moment(session.date))


def report(item, day, *, by, desa=None, state="berjalan", confirmed=True, **more):
    """Report on an item on a day; nothing else is said than what is named."""
    entry = Progress(item=item, desa=desa, date=day, state=state, **more)
    return record_progress(entry, by=by, at=moment(day), confirmed=confirmed)


# --- Many at once, where how they came there is not what is shown ---------------------------------


def lay_items(session, places, count, *, desa, what="Rencana {}", **more):
    """Lay down `count` items for `desa` in each (number, row) of `places`; return all of them."""
    start = month(session.period.code)
    told = {"all_desa": False, "from_month": start, "to_month": start, **more}
    items = [
        factories.PlanItemFactory.build(
            session=session, number=number, row=row, position=place + 1, what=what.format(place),
            **told,
        )
        for number, row in places
        for place in range(count)
    ]  # fmt: skip
    return _with_desa(items, desa)


def lay_reports(items, day, *, desa, **more):
    """Lay down a confirmed report of a day about each item."""
    Progress.unscoped.bulk_create(
        factories.ProgressFactory.build(item=item, desa=desa, date=day, **more) for item in items
    )


def lay_carriers(items, session, *, desa):
    """Go on with each item in `session`, in the same row."""
    carriers = [
        PlanItem(
            session=session, number=plan_sheet(session, axis_of(item.number)).number, row=item.row,
            position=item.position, carried_from=item, **item.content,
        )
        for item in items
    ]  # fmt: skip
    return _with_desa(carriers, desa)


def _with_desa(items, desa):
    through = PlanItem.desa.through
    PlanItem.unscoped.bulk_create(items)
    through.objects.bulk_create(through(planitem=item, desa=one) for item in items for one in desa)
    return items


# --- What a worksheet shows -----------------------------------------------------------------------


def sheet(session, number):
    """Return a worksheet of a session as it would print now."""
    return worksheet_sheet(REGISTRY[number], stand_of(Rakorcam.unscoped.get(pk=session.pk)))


def text(session, number):
    """Return the text of a worksheet."""
    return sheet_as_text(sheet(session, number))


def cells_of(session, number, row):
    """Return the values of one row's cells by column key; those of lines as a tuple."""
    made = sheet(session, number)
    line = next(one for one in made.rows if one.key == row)
    return {
        column.key: getattr(cell.value, "texts", cell.value)
        for column, cell in zip(made.columns, line.cells, strict=True)
    }
