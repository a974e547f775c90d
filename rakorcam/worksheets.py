"""The seam: which facts each worksheet reads from its session.

A worksheet's data columns come from the latest snapshot, or live (DRAF) before the first; its
discussion columns from the plan items and texts of the session.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from desa.models import Desa
from formats.data import gather
from formats.sheet import RowFacts, Table, build_sheet, fixed_rows
from formats.spec import Axis
from formats.specs import REGISTRY
from formats.tables import frame, unchecked, whole_foot
from formats.values import Amount, Content, Frozen, MonthSpan, Plan, Rupiah, Share
from rakorcam import review_lines
from rakorcam.followup import entry_of, paper_items, session_name
from rakorcam.models import (
    AgreedTarget,
    Amendment,
    Discussion,
    PlanItem,
    Progress,
    SessionState,
    Snapshot,
)
from rakorcam.review import Review, amended, axis_of, review_of, reviewed_of, reviews
from rakorcam.snapshot import Meeting, live_data, payload_of, read, read_review, title_of

SOURCES = {}
# The sources: new plans, new plans with the next June's targets, looking back on earlier ones.
PLAIN, AHEAD, REVIEW = "worksheet", "worksheet_ahead", "review"
NO_EARLIER = "Belum ada Rakorcam terdahulu."
WITH_CHANGES = "dengan perubahan sesudah disepakati"


def source(name):
    """Register a function (spec, stand) -> iterable of RowFacts for specs with that `source`."""

    def register(function):
        SOURCES[name] = function
        return function

    return register


@dataclass(frozen=True, slots=True)
class Stand:
    """What a session's worksheets stand on: its data, the meeting, the snapshot if there is one.

    `review` is the previous plan with its progress, as frozen with the data. `with_changes` shows
    plans with what was changed of them after they were agreed (rules.md 5).
    """

    session: object
    data: object
    meeting: object
    snapshot: object = None
    review: Review = field(default_factory=Review)
    with_changes: bool = False


class BrokenSnapshot(RuntimeError):
    """A stored bekuan is no longer what was frozen; nothing is printed from it."""


def stand_of(session):
    """Return the Stand of a session: its newest snapshot, else the live data as a draft."""
    snapshot = Snapshot.unscoped.filter(session=session).order_by("-number").first()
    if snapshot and not snapshot.is_intact:
        raise BrokenSnapshot(str(snapshot))
    payload = snapshot.payload if snapshot else payload_of(session, live_data(session))
    return Stand(session, *read(payload), snapshot, read_review(payload))


def stand_before(kecamatan, period, kind):
    """Return the Stand of a session that nobody has opened yet: live data, a draft, no date."""
    desa = Desa.unscoped.filter(kecamatan=kecamatan)
    data = gather(kecamatan, period, desa)
    review = review_of(kecamatan, period, data) if reviews(kind) else Review()
    return Stand(None, data, Meeting(kind, ""), review=review)


def worksheets_of(session):
    """Return the specs this session works on and this software can fill."""
    return worksheets_for(session.kind)


def worksheets_for(kind):
    """Return the specs a kind of Rakorcam works on and this software can fill."""
    return [spec for spec in REGISTRY.values() if spec.session == kind and spec.source in SOURCES]


def plan_sheet(session, axis):
    """Return the spec of the session's worksheet in whose rows over `axis` plans are born."""
    return _sheet_over(session, axis, lambda spec: spec.has_plans)


def review_sheet(session, axis):
    """Return the spec of the session's worksheet that looks back on the plans over `axis`."""
    return _sheet_over(session, axis, lambda spec: spec.source == REVIEW)


def _sheet_over(session, axis, wanted):
    specs = (spec for spec in worksheets_of(session) if spec.rows is axis and wanted(spec))
    return next(specs, None)


def row_keys(spec, data):
    """Return (key, label) of the worksheet's rows: the elements, or the data's document types."""
    if spec.rows is Axis.DOCUMENTS:
        return [(kind.id, kind.label) for kind in data.documents]
    return list(fixed_rows(spec.rows))


def worksheet_sheet(spec, stand, *, tail=False, blank=False):
    """Return the Sheet of one worksheet; `tail` for plano and blank sheets (row Dst)."""
    own_types = len(stand.data.documents) > len(fixed_rows(Axis.DOCUMENTS))
    return build_sheet(
        spec, worksheet_table(spec, stand), tail=tail or blank or not own_types, blank=blank
    )


def worksheet_table(spec, stand):
    """Return the Table of one worksheet."""
    meeting = stand.meeting
    when = (date.fromisoformat(meeting.date),) if meeting.date else ()
    return Table(
        rows=tuple(SOURCES[spec.source](spec, stand)),
        foot=_foot(stand),
        notes=_notes(spec, stand),
        meeting=(
            title_of(meeting),
            *when,
            f"Kelompok {spec.group}",
            *([WITH_CHANGES] if stand.with_changes else ()),
        ),
        is_draft=stand.snapshot is None,
        **frame(stand.data),
    )


def _notes(spec, stand):
    """Return what a worksheet that looks back says of where it looks."""
    if spec.source != REVIEW or stand.review.has_earlier:
        return ()
    return (NO_EARLIER,)


def _foot(stand):
    data = stand.data
    told = (
        whole_foot(data),
        Share(data.complete_desa(), len(data.desa), "desa lengkap di Format 1"),
        Share(data.told_desa(), len(data.desa), "desa di Format 2"),
        *unchecked(data),
    )
    if stand.snapshot is None:
        return told
    return (Frozen(stand.snapshot.frozen_at, stand.snapshot.number), *told)


@source(PLAIN)
def worksheet_rows(spec, stand):
    """Yield the rows of Formats 6, 7, 9, 11: a recap or a sum, and what the meeting typed."""
    typed = discussion_of(spec, stand)
    documents = {kind.id: kind for kind in stand.data.documents}
    for key, label in row_keys(spec, stand.data):
        facts = (
            stand.data.total(documents[key])
            if spec.rows is Axis.DOCUMENTS
            else stand.data.recap(key)
        )
        yield RowFacts(key, label, facts, discussion=typed.get(key, {}))


@source(AHEAD)
def ahead_rows(spec, stand):
    """Yield the rows of Format 11: the coverage now, the target of the next June, what was typed.

    A target nobody has agreed yet is the frozen proposal, marked as such (rules.md 12).
    """
    agreed = agreed_targets(stand.session)
    for row in worksheet_rows(spec, stand):
        proposed = row.key not in agreed
        hundredths = stand.review.targets.get(row.key) if proposed else agreed[row.key]
        yield replace(row, facts=replace(row.facts, target=hundredths, is_proposed=proposed))


def agreed_targets(session):
    """Return type id -> the target the group agreed in this session, in 1/100 percent."""
    rows = AgreedTarget.unscoped.filter(session=session) if session else ()
    return {str(row.document_id): row.hundredths for row in rows}


@source(REVIEW)
def review_rows(spec, stand):
    """Yield the rows of Formats 8 and 10: plan, realisation, obstacle of the same items in order.

    What the frozen progress proposes is followed by what the meeting typed (rules.md 23).
    """
    items, names = reviewed_items(stand), stand.review.names
    typed = discussion_of(spec, stand)
    for key, label in row_keys(spec, stand.data):
        here = [one for one in items if one.row == key and axis_of(one.number) is spec.rows]
        cells = {
            "agreed": [review_lines.worded(one) for one in here],
            "realised": [review_lines.outcome(one, names) for one in here],
            "obstacles": [review_lines.trouble(one, names) for one in here],
        }
        yield RowFacts(key, label, discussion={**typed.get(key, {}), **cells})


def reviewed_items(stand):
    """Return the Reviewed of a session with what was typed in it: entries, and plans from paper."""
    if stand.session is None:
        return list(stand.review.items)
    typed, kabupaten = typed_entries(stand.session), stand.session.kecamatan.kabupaten
    paper = [reviewed_of(one, kabupaten) for one in paper_items(stand.session)]
    return [
        one.having([entry_of(row) for row in typed.get(one.id, ())])
        for one in (*stand.review.items, *paper)
    ]


def typed_entries(session):
    """Return item id -> the Progress rows typed in this session, in the order of their typing."""
    rows = Progress.unscoped.filter(session=session).select_related("session__period", "desa")
    return _by_item(rows.order_by("date", "recorded_at", "pk"), "item_id")


def carriers_of(ids):
    """Return item id -> the PlanItems that go on with it in a session that is not cancelled."""
    rows = PlanItem.unscoped.filter(carried_from__in=ids).exclude(
        session__state=SessionState.DIBATALKAN
    )
    return _by_item(rows.select_related("session__period").order_by("pk"), "carried_from_id")


def _by_item(rows, name):
    found = {}
    for row in rows:
        found.setdefault(str(getattr(row, name)), []).append(row)
    return found


def discussion_of(spec, stand):
    """Return row key -> column key -> values the meeting typed (three queries)."""
    typed, changes = {}, _changes(stand)
    for item in plan_items(stand.session, spec):
        row, plan = typed.setdefault(item.row, {}), plan_line(item, stand.data)
        later = tuple(changes.get(str(item.pk), ()))
        row.setdefault("plans", []).append(Content(plan, later) if later else plan)
        row.setdefault("times", []).append(MonthSpan(item.from_month, item.to_month))
    for text in discussions(stand.session, spec):
        row = typed.setdefault(text.row, {})
        row.setdefault(text.column, []).append(text_line(text, stand.data))
    return typed


def _changes(stand):
    """Return item id -> the Changes agreed after it, oldest first, where they are to be shown."""
    if not stand.with_changes:
        return {}
    kabupaten, rows = stand.session.kecamatan.kabupaten, amendments_of(stand.session)
    return {
        key: [review_lines.changed(amended(row, kabupaten)) for row in several]
        for key, several in _by_item(rows, "item_id").items()
    }


def amendments_of(session):
    """Return the Amendments of a session's items, oldest first."""
    rows = Amendment.unscoped.filter(item__session=session).select_related("item")
    return rows.prefetch_related("desa").order_by("amended_at", "pk")


def text_line(text, data):
    """Return a text of a discussion column; a quoted one with its desa as the snapshot names it."""
    if text.desa_id is None:
        return text.text
    names = {desa.id: desa.name for desa in data.desa}
    return f"{text.text} ({names.get(str(text.desa_id)) or text.desa.name})"


def plan_items(session, spec):
    """Return the plan items of one worksheet in the order they were typed, desa loaded."""
    return list(
        PlanItem.unscoped.filter(session=session, number=spec.number)
        .select_related("carried_from__session__period")
        .prefetch_related("desa")
        .order_by("position", "pk")
    )


def discussions(session, spec):
    """Return the other discussion texts of one worksheet in the order they were typed."""
    return list(
        Discussion.unscoped.filter(session=session, number=spec.number)
        .select_related("desa")
        .order_by("position", "pk")
    )


def typed_rows(session):
    """Return (format number, row key) of each row in which the meeting typed (two queries)."""
    plans = PlanItem.unscoped.filter(session=session).values_list("number", "row")
    texts = Discussion.unscoped.filter(session=session).values_list("number", "row")
    found = set(plans.union(texts))
    if reviews(session.kind):
        found |= _reviewed_rows(session)
    return found


def _reviewed_rows(session):
    """Return (format number, row key) of each review row in which the meeting reported."""
    looking_back = [spec for spec in worksheets_of(session) if spec.source == REVIEW]
    told = Progress.unscoped.filter(session=session).values_list("item__number", "item__row")
    return {
        (spec.number, row)
        for number, row in told
        for spec in looking_back
        if axis_of(number) is spec.rows
    }


def plan_line(item, data):
    """Return a plan item as a Plan, with what it goes on with."""
    return replace(content_line(item, data), origin=_origin(item.carried_from))


def content_line(item, data):
    """Return a PlanItem or Amendment as a Plan; desa are named as the snapshot names them."""
    names = {desa.id: desa.name for desa in data.desa}
    chosen = {str(desa.pk): desa for desa in item.desa.all()}
    places = [name for key, name in names.items() if key in chosen]
    places += sorted(desa.name for key, desa in chosen.items() if key not in names)
    return Plan(
        what=item.what,
        places=("semua desa",) if item.all_desa else tuple(places),
        in_charge=item.in_charge,
        target=Amount(item.target_number, item.target_unit) if item.target_number else None,
        budget=None if item.budget is None else Rupiah(item.budget),
        budget_source=item.get_budget_source_display(),
    )


def _origin(earlier):
    """Return what an item goes on with, in words; "" for a new one."""
    if earlier is None:
        return ""
    where = "rencana di kertas" if earlier.from_paper else session_name(earlier.session)
    return f"lanjutan dari {where}"
