"""The worksheets on screen: looking back (8, 10), planning on (6, 7, 9), and ahead (11)."""

from functools import cached_property

from formats.render import cells
from formats.values import Hundredths, Missing
from rakorcam.forms_evaluasi import AheadForm, PaperItemForm
from rakorcam.guards import is_agreed
from rakorcam.left_open import earlier_pairs, pair_of
from rakorcam.pages import WorksheetPage
from rakorcam.review import axis_of, june_period, next_june
from rakorcam.worksheets import (
    AHEAD,
    REVIEW,
    agreed_targets,
    carriers_of,
    plan_items,
    plan_sheet,
    reviewed_items,
    typed_entries,
)


def page_of(session, spec, user, open_row=""):
    """Return the page of one worksheet of a session, of the kind that its source asks for."""
    kinds = {REVIEW: ReviewPage, AHEAD: AheadPage}
    return kinds.get(spec.source, PlanPage)(session, spec, user, open_row=open_row)


class PlanPage(WorksheetPage):
    """Format 6, 7, 9 or 11: new plans, and in each row what earlier sessions left open."""

    def _rows(self):
        rows = super()._rows()
        if self.session.is_typable and self.agreed is None:
            for row in rows:
                row.left = [one for one in self.earlier.get(row.key, ()) if one.is_unfinished]
        return rows

    @cached_property
    def earlier(self):
        """Return row key -> the Pairs that earlier sessions agreed."""
        return earlier_pairs(self.session, self.spec, self.stand)

    def pair(self, key):
        """Return the Pair of the earlier item called `key` in the open row, or None."""
        return _pair(self.earlier.get(self.open_row, ()), key)


def _pair(pairs, key):
    return next((one for one in pairs if one.item.id == str(key)), None)


class ReviewPage(WorksheetPage):
    """Format 8 or 10: each row's reviewed items as pairs; `open_item` is the one typed about."""

    looks_back = True
    plan_form = PaperItemForm
    open_item = None

    def _rows(self):
        rows, pairs = super()._rows(), self._pairs()
        for row in rows:
            row.cells, row.pairs = [], pairs.get(row.key, [])
        return rows

    def _pairs(self):
        """Return row key -> its Pairs, in the order of the sheet."""
        items = [one for one in reviewed_items(self.stand) if axis_of(one.number) is self.spec.rows]
        ids, names, found = [one.id for one in items], self.stand.review.names, {}
        typed, carriers = typed_entries(self.session), carriers_of(ids)
        paper = {str(one.pk): one for one in plan_items(self.session, self.spec)}
        for item in items:
            pair = pair_of(
                item, names, entries=typed.get(item.id, []), carriers=carriers.get(item.id, []),
                paper=paper.get(item.id),
            )  # fmt: skip
            found.setdefault(item.row, []).append(pair)
        return found

    @property
    def data_columns(self):
        """Return the headings of the three columns that stand side by side."""
        return [column.heading for column in self.spec.flat if column.paired]

    @property
    def takes_plans(self):
        """Return whether earlier plans are typed here: while there is no earlier session."""
        return not self.stand.review.has_earlier

    @property
    def ahead(self):
        """Return the spec of the worksheet in which unfinished items go on."""
        return plan_sheet(self.session, self.spec.rows)

    @property
    def may_carry(self):
        """Return whether this person may go on with items now."""
        return self.may_type and not is_agreed(self.session, self.ahead)

    def pair(self, key):
        """Return the Pair of the item called `key` in the open row, or None."""
        return _pair(self.row(self.open_row).pairs, key)


class AheadPage(PlanPage):
    """Format 11: beside the plans, the target of the next June."""

    looks_ahead = True

    @property
    def stored(self):
        """Return the target agreed for the open row in 1/100 percent, or None."""
        return agreed_targets(self.session).get(self.open_row)

    @property
    def proposal(self):
        """Return the target that stands while the group says nothing, as a value."""
        hundredths = self.stand.review.targets.get(self.open_row)
        return Missing.NO_TARGET if hundredths is None else Hundredths(hundredths)

    @property
    def help_on_target(self):
        """Return what stands unless the group agrees another target."""
        told = cells.text(self.proposal)
        if self.proposal is Missing.NO_TARGET:
            return "Belum ada usulan: kabupaten belum menetapkan target. Misalnya 99,4."
        return f"Usulan {told}. Kosongkan untuk memakai usulan itu."

    @property
    def june(self):
        """Return "Juni 2027"."""
        period = june_period(self.session.kecamatan.kabupaten, self.session.period.code)
        return period.label if period else f"Juni {next_june(self.session.period.code)[:4]}"

    def target_form(self):
        """Return the empty form of the open row's target."""
        return AheadForm(stored=self.stored)
