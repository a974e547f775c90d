"""What earlier sessions agreed and left open: it stands again where new plans are made.

`earlier_pairs` reads it live, in a fixed number of queries; the pages of Formats 6, 7, 9 and 11
show it, and closing an evaluation names what it leaves behind.
"""

from dataclasses import dataclass, field

from rakorcam import review_lines
from rakorcam.followup import followed
from rakorcam.monitoring import is_open
from rakorcam.review import axis_of, names_of, reviewed_of
from rakorcam.worksheets import carriers_of, reviewed_items, stand_of


@dataclass(slots=True)
class Pair:
    """One agreed item: what was agreed, what became of it, what stood in its way.

    `item` is the Reviewed; `entries` the Progress typed in this meeting; `carriers` the PlanItems
    that go on with it; `paper` the PlanItem itself when it was typed from paper here.
    """

    item: object
    agreed: object
    outcome: object
    trouble: object
    entries: list = field(default_factory=list)
    carriers: list = field(default_factory=list)
    paper: object = None

    @property
    def badge(self):
        """Return the state its badge shows; nothing is known until somebody reports."""
        return self.item.state if self.outcome.state else "belum_diisi"

    @property
    def is_unfinished(self):
        """Return whether it is open and nobody goes on with it yet."""
        return is_open(self.item.state) and not self.carriers


def pair_of(item, names, **more):
    """Return the Pair of a Reviewed; `names` are desa id -> name, `more` what the meeting did."""
    return Pair(
        item,
        review_lines.worded(item),
        review_lines.outcome(item, names),
        review_lines.trouble(item, names),
        **more,
    )


def earlier_pairs(session, spec, stand):
    """Return row key -> a Pair for each item that sessions before this one agreed over its rows.

    Without those that this session reviews: they go on from there. Oldest first, finished and
    carried ones among them (`Pair.is_unfinished`).
    """
    reviewed = {item.id for item in stand.review.items}
    items = [
        one
        for one in followed(session.kecamatan, without=session)
        if axis_of(one.item.number) is spec.rows
        and one.item.session_id != session.pk
        and one.item.session.date <= session.date
        and str(one.item.pk) not in reviewed
    ]
    names, found = names_of(items, stand.data), {}
    carriers = carriers_of([one.item.pk for one in items])
    for one in items:
        item = reviewed_of(one, session.kecamatan.kabupaten)
        pair = pair_of(item, names, carriers=carriers.get(item.id, []))
        found.setdefault(item.row, []).append(pair)
    return found


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What an evaluation reviewed and neither finished nor goes on with: Reviewed, in order.

    `followed` stay in the follow-up; what was typed from paper (`paper`) was never there.
    """

    followed: tuple
    paper: tuple


def left_behind(session):
    """Return the LeftBehind of a session as it stands now."""
    items = [item for item in reviewed_items(stand_of(session)) if is_open(item.state)]
    carried = carriers_of([item.id for item in items])
    left = [item for item in items if item.id not in carried]
    return LeftBehind(
        tuple(item for item in left if not item.from_paper),
        tuple(item for item in left if item.from_paper),
    )
