"""The seam: which facts each worksheet reads from its session.

A worksheet's data columns come from the latest snapshot, or live (DRAF) before the first; its
discussion columns from the plan items and texts of the session.
"""

from dataclasses import dataclass
from datetime import date

from desa.models import Desa
from formats.data import gather
from formats.sheet import RowFacts, Table, build_sheet, fixed_rows
from formats.spec import Axis
from formats.specs import REGISTRY
from formats.tables import frame, unchecked, whole_foot
from formats.values import Amount, Frozen, MonthSpan, Plan, Rupiah, Share
from rakorcam.models import Discussion, PlanItem, Snapshot
from rakorcam.snapshot import Meeting, live_data, payload_of, read, title_of

SOURCES = {}


def source(name):
    """Register a function (spec, stand) -> iterable of RowFacts for specs with that `source`."""

    def register(function):
        SOURCES[name] = function
        return function

    return register


@dataclass(frozen=True, slots=True)
class Stand:
    """What a session's worksheets stand on: its data, the meeting, the snapshot if there is one."""

    session: object
    data: object
    meeting: object
    snapshot: object = None


class BrokenSnapshot(RuntimeError):
    """A stored bekuan is no longer what was frozen; nothing is printed from it."""


def stand_of(session):
    """Return the Stand of a session: its newest snapshot, else the live data as a draft."""
    snapshot = Snapshot.unscoped.filter(session=session).order_by("-number").first()
    if snapshot and not snapshot.is_intact:
        raise BrokenSnapshot(str(snapshot))
    payload = snapshot.payload if snapshot else payload_of(session, live_data(session))
    return Stand(session, *read(payload), snapshot)


def stand_before(kecamatan, period, kind):
    """Return the Stand of a session that nobody has opened yet: live data, a draft, no date."""
    desa = Desa.unscoped.filter(kecamatan=kecamatan)
    return Stand(None, gather(kecamatan, period, desa), Meeting(kind, ""))


def worksheets_of(session):
    """Return the specs this session works on and this software can fill."""
    return worksheets_for(session.kind)


def worksheets_for(kind):
    """Return the specs a kind of Rakorcam works on and this software can fill."""
    return [spec for spec in REGISTRY.values() if spec.session == kind and spec.source in SOURCES]


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
        meeting=(title_of(meeting), *when, f"Kelompok {spec.group}"),
        is_draft=stand.snapshot is None,
        **frame(stand.data),
    )


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


@source("worksheet")
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


def discussion_of(spec, stand):
    """Return row key -> column key -> values the meeting typed (three queries)."""
    typed = {}
    for item in plan_items(stand.session, spec):
        row = typed.setdefault(item.row, {})
        row.setdefault("plans", []).append(plan_line(item, stand.data))
        row.setdefault("times", []).append(MonthSpan(item.from_month, item.to_month))
    for text in discussions(stand.session, spec):
        row = typed.setdefault(text.row, {})
        row.setdefault(text.column, []).append(text_line(text, stand.data))
    return typed


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
    """Return (format number, row key) of each row in which the meeting typed (one query)."""
    plans = PlanItem.unscoped.filter(session=session).values_list("number", "row")
    texts = Discussion.unscoped.filter(session=session).values_list("number", "row")
    return set(plans.union(texts))


def plan_line(item, data):
    """Return a plan item as a Plan; desa are named as the snapshot names them."""
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
