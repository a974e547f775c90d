"""What a Rakorcam Evaluasi looks back on, and the targets it looks ahead to (rules.md 12, 23).

`review_of` reads it live; `to_payload` and `from_payload` carry it through a snapshot unchanged.
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import date

from desa import waktu
from formats.data import targets_of
from formats.models import Period
from formats.specs import REGISTRY
from rakorcam.followup import earlier_sessions, followed, session_name
from rakorcam.models import Snapshot
from rakorcam.monitoring import Entry, item_state

JUNE = 6


@dataclass(frozen=True, slots=True)
class Wording:
    """An activity as it was agreed or amended; months and `day` are ISO text, money in rupiah.

    `day` and `reason` are those of an amendment, "" for the agreed wording.
    """

    what: str
    all_desa: bool
    places: tuple[str, ...]
    from_month: str
    to_month: str
    in_charge: str
    target_number: int | None = None
    target_unit: str = ""
    budget: int | None = None
    budget_source: str = ""
    day: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One agreed item under review: its wording, its changes, its whole progress.

    `session` names where it was agreed, `earlier` the sessions it was carried from, oldest first.
    `desa` are the ids it names now.
    """

    id: str
    number: int
    row: str
    session: str
    wording: Wording
    desa: tuple[str, ...] = ()
    amendments: tuple[Wording, ...] = ()
    earlier: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    state_set: str = ""
    state_reason: str = ""
    from_paper: bool = False

    @property
    def unit(self):
        """Return the unit its numbers are counted in, as agreed last."""
        return (self.amendments[-1] if self.amendments else self.wording).target_unit

    @property
    def target(self):
        """Return the number to be reached, as agreed last, or None."""
        return (self.amendments[-1] if self.amendments else self.wording).target_number

    @property
    def state(self):
        """Return its ItemState as its entries say it (rules.md 21)."""
        return item_state(self.desa, self.entries, self.state_set)

    def having(self, entries):
        """Return the item with further entries, which come after its own."""
        return replace(self, entries=(*self.entries, *entries))


@dataclass(frozen=True, slots=True)
class Review:
    """All that a session looks back on; `sessions` are those whose items it reviews, oldest first.

    `names` are desa id -> name, `targets` type id -> 1/100 percent: what Format 11 proposes.
    """

    items: tuple[Reviewed, ...] = ()
    sessions: tuple[str, ...] = ()
    has_earlier: bool = False
    names: dict = field(default_factory=dict)
    targets: dict = field(default_factory=dict)

    def of(self, axis, row):
        """Return the items of one row of a worksheet whose rows run over `axis`."""
        return [item for item in self.items if item.row == row and axis_of(item.number) is axis]

    def to_payload(self):
        """Return the review as what JSON can hold."""
        return {
            **asdict(self),
            "items": [
                {**asdict(item), "entries": [_entry_payload(one) for one in item.entries]}
                for item in self.items
            ],
        }

    @classmethod
    def from_payload(cls, told):
        """Return the Review that `to_payload` made; an early bekuan has none and says None."""
        if told is None:
            return cls()
        return cls(
            items=tuple(_reviewed(one) for one in told["items"]),
            sessions=tuple(told["sessions"]),
            has_earlier=told["has_earlier"],
            names=told["names"],
            targets=told["targets"],
        )


def _entry_payload(entry):
    return {**asdict(entry), "date": entry.date.isoformat(), "state": str(entry.state)}


def _reviewed(told):
    return Reviewed(
        **{
            **told,
            "wording": _wording(told["wording"]),
            "amendments": tuple(_wording(one) for one in told["amendments"]),
            "entries": tuple(
                Entry(**{**one, "date": date.fromisoformat(one["date"])}) for one in told["entries"]
            ),
            "desa": tuple(told["desa"]),
            "earlier": tuple(told["earlier"]),
        }
    )


def _wording(told):
    return Wording(**{**told, "places": tuple(told["places"])})


def axis_of(number):
    """Return what the rows of a format run over, or None for a format that is gone."""
    spec = REGISTRY.get(number)
    return spec.rows if spec else None


def reviews(kind):
    """Return whether a kind of Rakorcam looks back."""
    return any(spec.session == kind and spec.source == "review" for spec in REGISTRY.values())


# --- Live -----------------------------------------------------------------------------------------


def review_of(kecamatan, period, data, *, session=None):
    """Return the Review of a kecamatan as it stands now, for `session` or before there is one.

    `data` gives the targets of the present. Twelve queries, whatever the number of items.
    """
    sessions = earlier_sessions(kecamatan, without=session)
    items = due_for_review(kecamatan, session=session)
    reviewed = tuple(reviewed_of(one, kecamatan.kabupaten) for one in items)
    return Review(
        items=reviewed,
        sessions=tuple(dict.fromkeys(item.session for item in reviewed)),
        has_earlier=bool(sessions),
        names=names_of(items, data),
        targets=targets_ahead(kecamatan, period, data),
    )


def due_for_review(kecamatan, *, session=None):
    """Return the Followed that `session`, or the next evaluation, reviews, oldest first.

    Every item agreed in a *selesai* session that no evaluation has reviewed; a carried one only as
    its newest carrier (rules.md 23).
    """
    due = [
        one
        for one in followed(kecamatan, without=session)
        if not one.is_carried and one.item.session != session
    ]
    past = [one for one in earlier_sessions(kecamatan, without=session) if reviews(one.kind)]
    settled = _settled(past, due)
    return [one for one in due if one.item.pk not in settled]


def _settled(evaluations, due):
    """Return the ids of the items that an earlier evaluation has reviewed.

    What it reviewed stands in its bekuan; one without it has reviewed all that was agreed by then.
    """
    frozen = {}
    kept = Snapshot.unscoped.filter(session__in=evaluations).order_by("number")
    for session, previous in kept.values_list("session_id", "payload__previous"):
        frozen[session] = previous
    settled = set()
    for evaluation in evaluations:
        previous = frozen.get(evaluation.pk)
        if previous is None:
            settled |= {
                one.item.pk
                for one in due
                if one.item.session_id != evaluation.pk and one.item.session.date <= evaluation.date
            }
        else:
            told = {item["id"] for item in previous["items"]}
            settled |= {one.item.pk for one in due if str(one.item.pk) in told}
    return settled


def names_of(items, data):
    """Return desa id -> name for all that Followed items name, or that reported on them once."""
    names = {str(desa.pk): desa.name for one in items for desa in (*one.desa, *one.item.desa.all())}
    names |= {desa.id: desa.name for desa in data.desa}
    rows = [row for one in items for row in one.rows]
    others = {
        str(row.desa_id): row.desa.name
        for row in rows
        if row.desa_id and str(row.desa_id) not in names
    }
    return names | others


def reviewed_of(one, kabupaten):
    """Return a Followed as a Reviewed: values only, nothing that changes later."""
    return Reviewed(
        id=str(one.item.pk),
        number=one.item.number,
        row=one.item.row,
        session=session_name(one.item.session),
        wording=_worded(one.item),
        desa=tuple(str(desa.pk) for desa in one.desa),
        amendments=tuple(amended(change, kabupaten) for change in one.amendments),
        earlier=tuple(session_name(item.session) for item in one.chain if not item.from_paper),
        entries=one.entries,
        state_set=one.item.state_set,
        state_reason=one.item.state_reason,
        from_paper=one.item.from_paper,
    )


def amended(amendment, kabupaten):
    """Return an Amendment as the Wording that is in force from its day on."""
    day = waktu.local(amendment.amended_at, kabupaten).date().isoformat()
    return replace(_worded(amendment), day=day, reason=amendment.reason)


def _worded(content):
    places = sorted(content.desa.all(), key=lambda desa: desa.code)
    return Wording(
        what=content.what,
        all_desa=content.all_desa,
        places=tuple(desa.name for desa in places),
        from_month=content.from_month.isoformat(),
        to_month=content.to_month.isoformat(),
        in_charge=content.in_charge,
        target_number=content.target_number,
        target_unit=content.target_unit,
        budget=content.budget,
        budget_source=content.get_budget_source_display(),
    )


# --- Targets of the next June (rules.md 12) -------------------------------------------------------


def next_june(code):
    """Return the code of the June that follows a period's: 2026-11 and 2026-06 give 2027-06."""
    year, month = map(int, code.split("-"))
    return f"{year + (month >= JUNE)}-{JUNE:02}"


def june_period(kabupaten, code):
    """Return the kabupaten's Period of the June after the period `code`, or None."""
    return Period.unscoped.filter(kabupaten=kabupaten, code=next_june(code)).first()


def targets_ahead(kecamatan, period, data):
    """Return type id -> target of the next June in 1/100 percent, else the present one."""
    june = june_period(kecamatan.kabupaten, period.code)
    ahead = targets_of(kecamatan, june) if june else {}
    found = {document.id: document.target for document in data.documents}
    found |= {str(key): hundredths for key, (hundredths, _reason) in ahead.items()}
    return {key: value for key, value in found.items() if value is not None}
