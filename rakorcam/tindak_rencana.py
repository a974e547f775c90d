"""What the page of one plan item shows: its wording, its chain, its story, desa by desa."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from desa.access import NamedMissing
from formats.values import MonthSpan
from rakorcam.followup import follow, session_name
from rakorcam.models import BudgetDocument, SessionState
from rakorcam.tindak import Reach
from rakorcam.tindak_baris import Lines, budget_rows, plan_of, row_labels


class NotFollowed(NamedMissing):
    """The item is not among those one follows up; the message says why."""


def require_agreed(item):
    """Raise NotFollowed for an item that no closed session has agreed."""
    if item.session.state != SessionState.SELESAI or item.from_paper:
        raise NotFollowed("Rencana ini belum disepakati dalam Rakorcam yang selesai.")


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of an item: when it came to be, by whom and why, and what it says."""

    day: object
    by: object
    reason: str
    plan: object
    months: object


@dataclass(frozen=True, slots=True)
class BudgetCell:
    """One desa in one document: its stored row or None, and whether one may fill it in."""

    document: object
    row: object
    may_fill: bool


class ItemPage:
    """One agreed PlanItem for one person; of a desa's account, that desa's part."""

    def __init__(self, user, item, today):
        """Gather in a fixed number of queries; raises NotFollowed for what is not theirs."""
        self.item, self.today = item, today
        self.kecamatan = item.session.kecamatan
        require_agreed(item)
        self.one = follow(item)
        prefetch_related_objects(self.one.amendments, "amended_by")
        self.reach = Reach.of(user, self.kecamatan)
        desa = self.reach.desa_of(self.one)
        if desa is None:
            raise NotFollowed("Rencana ini tidak menyebut desa Anda.")
        self._budget = budget_rows([item, *self.one.chain])
        made = Lines(self.reach, today, row_labels(self.kecamatan), self._budget)
        self.line = made.line(self.one, desa)
        self.places = [(place, made.line(self.one, (place,), alone=True)) for place in desa] or [
            (None, self.line)
        ]

    @property
    def may_set(self):
        """Return whether the person sets its state against the progress."""
        return self.reach.confirms and not self.one.is_carried

    @property
    def may_amend(self):
        """Return whether the person amends what was agreed."""
        return self.reach.amends and not self.one.is_carried

    @property
    def session_name(self):
        """Return the session it was agreed in."""
        return session_name(self.item.session)

    @property
    def wordings(self):
        """Return the agreed Wording, then each amendment, oldest first."""
        agreed = Wording(self.item.session.date, None, "", plan_of(self.item), _months(self.item))
        return [agreed] + [
            Wording(one.amended_at, one.amended_by, one.reason, plan_of(one), _months(one))
            for one in self.one.amendments
        ]

    @property
    def chain(self):
        """Return (item, session's name, its wording) of all it goes on with, oldest first."""
        return [(one, session_name(one.session), one.what) for one in self.one.chain]

    @property
    def carrier(self):
        """Return the item that goes on with this one, or None."""
        if not self.one.is_carried:
            return None
        return self.item.carriers.filter(session__state=SessionState.SELESAI).first()

    @property
    def elsewhere(self):
        """Return the Progress rows of desa it names no more, for those who read the whole."""
        ids = {desa.pk for desa in self.one.desa} or {None}
        return [row for row in self.line.rows if row.desa_id not in ids]

    @property
    def documents(self):
        """Return the BudgetDocuments its desa are asked about, and those somebody told of."""
        asked = self.line.documents
        told = {row.document for row in self.line.budget}
        return [*asked, *(one for one in BudgetDocument if one not in asked and one in told)]

    @property
    def budget(self):
        """Return (desa, its BudgetCell for each of the documents) of every desa shown."""
        rows = {(row.desa_id, row.document): row for row in self.line.budget}
        return [
            (desa, [self._cell(desa, one, rows.get((desa.pk, one))) for one in self.documents])
            for desa in self.line.desa
        ]

    @property
    def earlier_budget(self):
        """Return the BudgetEntry rows of what it goes on with, of those who may read them."""
        return [
            row
            for one in self.one.chain
            for row in self._budget
            if row.item_id == one.pk and row.desa_id in self.reach.reads_budgets
        ]

    def _cell(self, desa, document, row):
        may = desa.pk in self.reach.budgets and not self.one.is_carried
        return BudgetCell(document, row, may)


def _months(content):
    return MonthSpan(content.from_month, content.to_month)
