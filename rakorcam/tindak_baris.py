"""One plan item as a line of the follow-up pages: its state, sums and quarter, for some desa.

States, sums and quarters are monitoring's (rules.md 21 and 22); here they are asked of the desa a
person may read.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import SimpleNamespace

from formats.models import DocumentType
from formats.sheet import fixed_rows
from formats.spec import Axis
from formats.specs import REGISTRY
from formats.values import Amount, MonthSpan, Share
from rakorcam.followup import entry_of
from rakorcam.models import BudgetDocument, BudgetEntry, BudgetSource, Kind
from rakorcam.monitoring import (
    is_due,
    is_late,
    is_open,
    item_state,
    last_confirmed,
    reached,
    silent,
)
from rakorcam.worksheets import content_line

EVERYWHERE = "semua desa"
# Sources that a desa's own two documents do not carry.
ELSEWHERE = (BudgetSource.APBD, BudgetSource.NONE, BudgetSource.OTHER)
NOVEMBER = 11


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one document stands: how many desa said anything, how many have it in, of how many.

    What waits for PTPD was said; what PTPD returned was not.
    """

    document: str
    told: int
    included: int
    desa: int
    waiting: int
    returned: int


@dataclass(frozen=True)
class Line:
    """One plan item, or its part in some of its desa, as it stands today.

    `desa` are those shown, `is_part` says that others have a share in it too; `rows` and `budget`
    are the Progress and BudgetEntry rows of those desa, oldest first, `returned` the Progress that
    PTPD gave back. `record` says where one reports:
    in the one "desa", on the whole "rencana", after one will "pilih" the desa, or "" not at all;
    `documents` are the BudgetDocuments its desa are asked about, of those who may read the answer.
    """

    one: object
    desa: tuple
    is_part: bool
    rows: tuple
    budget: tuple
    today: date
    label: str
    record: str
    documents: tuple
    returned: tuple = ()

    @property
    def item(self):
        """Return the PlanItem."""
        return self.one.item

    @property
    def terms(self):
        """Return what holds the content in force."""
        return self.one.terms

    @property
    def months(self):
        """Return when it is carried out."""
        return MonthSpan(self.terms.from_month, self.terms.to_month)

    @property
    def places(self):
        """Return where, in words."""
        if not self.one.desa:
            return "tingkat kecamatan"
        if self.terms.all_desa and not self.is_part:
            return EVERYWHERE
        return ", ".join(desa.name for desa in self.desa)

    @property
    def ids(self):
        """Return the ids of the desa shown, as monitoring knows them."""
        return tuple(str(desa.pk) for desa in self.desa)

    @cached_property
    def entries(self):
        """Return the progress of the desa shown as Entries, oldest first."""
        return tuple(map(entry_of, self.rows))

    @cached_property
    def state(self):
        """Return the ItemState of what is shown."""
        told = self.item.state_set
        return item_state(self.ids, self.entries, told, is_carried=self.one.is_carried)

    @property
    def is_open(self):
        """Return whether something is still to be done."""
        return is_open(self.state)

    @cached_property
    def is_late(self):
        """Return whether it is *terlambat*."""
        return is_late(self.terms.to_month, self.state, self.today)

    @cached_property
    def is_due(self):
        """Return whether it is carried out in this quarter."""
        return is_due(self.terms.from_month, self.terms.to_month, self.state, self.today)

    @property
    def has_begun(self):
        """Return whether somebody should report on it: open, and its first month has come."""
        return self.is_open and self.today >= self.terms.from_month

    @cached_property
    def silent(self):
        """Return the ids of the desa that are *belum lapor*; ("",) for an item without desa."""
        return silent(self.ids, self.terms.from_month, self.state, self.entries, self.today)

    @property
    def silent_names(self):
        """Return who is *belum lapor*, in words, where several desa are shown."""
        quiet = [desa.name for desa in self.desa if str(desa.pk) in self.silent]
        return EVERYWHERE if len(quiet) == len(self.one.desa) else ", ".join(quiet)

    @property
    def told_state(self):
        """Return the state last confirmed of the one desa shown, or None while there is none."""
        told = last_confirmed(self.entries).get(self.ids[0] if self.ids else "")
        return told and told.state

    @property
    def confirmed(self):
        """Return the confirmed Progress rows, the newest first."""
        return [row for row in reversed(self.rows) if row.is_confirmed]

    @cached_property
    def waiting(self):
        """Return the Progress rows that PTPD has not confirmed."""
        return [row for row in self.rows if not row.is_confirmed]

    @cached_property
    def waiting_budget(self):
        """Return the BudgetEntry rows that PTPD has not confirmed."""
        return [row for row in self.budget if row.is_waiting]

    @cached_property
    def sent_back(self):
        """Return the returned Progress rows to be told anew: item open, nothing said since."""
        if not self.is_open:
            return []
        return [row for row in reversed(self.returned) if not self._is_told_anew(row)]

    def _is_told_anew(self, returned):
        return any(
            row.desa_id == returned.desa_id and row.recorded_at > returned.returned_at
            for row in (*self.rows, *self.returned)
        )

    @property
    def sent_back_budget(self):
        """Return the returned BudgetEntry rows, which have not been said anew."""
        return [row for row in self.budget if row.is_returned]

    @property
    def is_sent_back(self):
        """Return whether anything that PTPD returned is to be told anew."""
        return bool(self.sent_back or self.sent_back_budget)

    @cached_property
    def is_waiting(self):
        """Return whether PTPD has anything to confirm."""
        return bool(self.waiting or self.waiting_budget)

    @property
    def target(self):
        """Return the target as an Amount, or None."""
        if self.terms.target_number is None:
            return None
        return Amount(self.terms.target_number, self.terms.target_unit)

    @property
    def number(self):
        """Return what has been reached: of the target, or alone where only a part is shown."""
        number = reached(self.entries)
        if number is None:
            return None
        unit = self.terms.target_unit
        if self.is_part or self.target is None:
            return Amount(number, unit)
        return Share(number, self.terms.target_number, unit)

    @cached_property
    def above(self):
        """Return the rows that tell, or once confirmed would add up to, more than the target."""
        target = self.terms.target_number
        if target is None:
            return []
        return [row for row in self.rows if row.number is not None and self._sum(row) > target]

    def _sum(self, row):
        if row.is_confirmed:
            return row.number
        return reached((*self.entries, replace(entry_of(row), confirmed=True)))

    @property
    def bar(self):
        """Return (reached, target) for the drawing, never more than full; None without a target."""
        if self.is_part or self.target is None:
            return None
        return min(reached(self.entries) or 0, self.target.number), self.target.number

    @property
    def last(self):
        """Return the newest Progress row, confirmed or not, or None."""
        return self.rows[-1] if self.rows else None

    @property
    def standings(self):
        """Return the Standing of each document that the desa are asked about."""
        return [self._standing(document) for document in self.documents]

    def _standing(self, document):
        found = [row for row in self.budget if row.document == document]
        told = [row for row in found if not row.is_returned]
        included = sum(row.included and row.is_confirmed for row in told)
        waiting, returned = sum(row.is_waiting for row in told), len(found) - len(told)
        return Standing(document.label, len(told), included, len(self.desa), waiting, returned)

    @property
    def urgency(self):
        """Return the key by which lines stand in order: what waits and is late first."""
        flags = (
            self.is_waiting,
            self.is_sent_back,
            self.is_late,
            bool(self.silent),
            self.is_due,
            self.is_open,
        )
        return (*(not flag for flag in flags), self.terms.to_month)


def documents_of(one, today):
    """Return the BudgetDocuments in which the desa of a Followed put it by `today`.

    June's plans go into the RKP Desa, and from November of that year on into the APBDes; November's
    into the APBDes alone. What another source pays is in neither, nor what names no desa.
    """
    if not one.desa or one.terms.budget_source in ELSEWHERE:
        return ()
    session = one.item.session
    if session.kind == Kind.EVALUASI:
        return (BudgetDocument.APBDES,)
    november = date(session.date.year, NOVEMBER, 1)
    return tuple(BudgetDocument) if today >= november else (BudgetDocument.RKP,)


def plan_of(content):
    """Return a PlanItem or an Amendment as a Plan, its desa in order and named as they are now."""
    desa = sorted(content.desa.all(), key=lambda desa: desa.code)
    named = [SimpleNamespace(id=str(one.pk), name=one.name) for one in desa]
    return content_line(content, SimpleNamespace(desa=named))


def row_labels(kecamatan):
    """Return row key -> name: the elements, the guide's types and the kecamatan's own."""
    own = DocumentType.unscoped.filter(kecamatan=kecamatan)
    fixed = dict((*fixed_rows(Axis.ELEMENTS), *fixed_rows(Axis.DOCUMENTS)))
    return fixed | {str(one.pk): one.label for one in own}


def label_of(item, labels):
    """Return "Format 7, Akta Nikah": the worksheet and row an item was agreed in."""
    name = REGISTRY[item.number].name
    return f"{name}, {labels[item.row]}" if item.row in labels else name


class Lines:
    """Makes the lines of one kecamatan for one person."""

    def __init__(self, reach, today, labels, budget):
        """Take what was read: the person's Reach, the day, row labels, BudgetEntry rows."""
        self.reach, self.today, self.labels = reach, today, labels
        self.budget = {}
        for row in budget:
            self.budget.setdefault(row.item_id, []).append(row)

    def line(self, one, desa, *, alone=False):
        """Return the Line of a Followed for these of its desa; `alone` without what others told.

        Others are the desa it names besides, and those it names no more that reported once.
        """
        ids = {place.pk for place in desa}
        everything = self.reach.whole and not alone and len(desa) == len(one.desa)
        is_part = bool(one.sharers - ids) and not everything
        rows, returned = (
            tuple(row for row in found if everything or row.desa_id in ids)
            for found in (one.rows, one.returned)
        )
        told = ids & self.reach.reads_budgets
        budget = tuple(row for row in self.budget.get(one.item.pk, ()) if row.desa_id in told)
        label = label_of(one.item, self.labels)
        record, asked = self._record(one, desa), documents_of(one, self.today) if told else ()
        return Line(one, desa, is_part, rows, budget, self.today, label, record, asked, returned)

    def _record(self, one, desa):
        if not is_open(one.state):
            return ""
        if not desa:
            return "rencana" if self.reach.records_whole else ""
        mine = [place for place in desa if place.pk in self.reach.records]
        return ("pilih" if len(desa) > 1 else "desa") if mine else ""


def budget_rows(items):
    """Return the BudgetEntry rows of items with their desa, in the order of the desa's codes."""
    found = BudgetEntry.unscoped.filter(item__in=[item.pk for item in items])
    return list(found.select_related("desa").order_by("desa__code", "document"))
