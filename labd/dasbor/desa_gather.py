"""Reading for the page of one desa in one period, in a fixed number of queries.

The desa came through the door; what is read here lies below it, or below its kecamatan where the
reader holds the right to all of that.
"""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import F

from desa.access import holds
from formats.data import DesaFacts
from formats.element_grid import EMPTY, stored_cells
from formats.families import lives
from formats.models import Attachment, Coverage
from formats.specs._shared import ELEMENTS
from formats.survey_data import survey_book
from formats.values import Share
from formats.views_daftar import SurveyList
from labd.dasbor import gather
from labd.dasbor.desa_facts import ElementLine, SheetLine, element_line, sheet_line
from labd.dasbor.kabupaten import Budgeted
from labd.dasbor.warnings_gather import warnings_of
from rakorcam.models import BudgetDocument, Visit
from rakorcam.tindak import Reach
from rakorcam.tindak_baris import Lines, budget_rows, row_labels

RIGHT = "recap"
# How many visits stand on the page; the list of all is one link away.
MOST_VISITS = 5


def facts_of(desa):
    """Return a Desa as the DesaFacts by which sheets name it."""
    return DesaFacts(str(desa.pk), desa.code, desa.name)


def desa_story(user, desa, period):
    """Return the Story of its kecamatan over the periods in which the desa is there.

    Its last period is `period` only where the desa is there on the reference date.
    """
    told = gather.story(user, desa.kecamatan, period, RIGHT)
    return replace(told, periods=[one for one in told.periods if lives_in(desa, one)])


def lives_in(desa, period):
    """Return whether a desa is there on the reference date of a period."""
    return lives(desa.valid_from, desa.valid_to, period.reference_date)


def most_lacked(desa, period):
    """Return the id of the document that most people of a desa lacked in a period, or ""."""
    told = Coverage.unscoped.filter(desa=desa, period=period)
    told = told.exclude(wajib=None).exclude(memiliki=None)
    found = told.order_by(F("memiliki") - F("wajib")).values_list("document_id", flat=True).first()
    return str(found or "")


@dataclass(frozen=True, slots=True)
class Told:
    """What one desa told in one period: elements, lembar isian, challenges (Quotes)."""

    elements: tuple[ElementLine, ...]
    sheets: tuple[SheetLine, ...]
    challenges: tuple


def told_by(desa, period, data, at):
    """Return the Told of a desa; `data` is the Data of it alone. Eight queries or fewer."""
    facts, book = facts_of(desa), survey_book([desa.pk], period)
    stored, proposed = stored_cells([desa.pk], period)
    found = Attachment.unscoped.filter(element_state__desa=desa, element_state__period=period)
    files = Counter(found.values_list("element_state__element", flat=True))
    listed = SurveyList(desa.kecamatan, period, at, desa=[facts], surveys=book.rows)
    return Told(
        elements=tuple(
            element_line(
                element,
                data.element(facts, element.key),
                cell=stored.get((facts.id, element.key), EMPTY),
                was=proposed.get((facts.id, element.key), ""),
                book=book,
                desa=facts.id,
                files=files[element.key],
            )
            for element in ELEMENTS
        ),
        sheets=tuple(
            sheet_line(cell, book.of(facts.id, cell.spec.number)) for cell in listed.cells
        ),
        challenges=book.quotes([facts]),
    )


@dataclass(frozen=True, slots=True)
class Plans:
    """The plan items that name a desa, as far as they concern it.

    `waiting` are the tindak_baris.Lines still open, the most urgent first, `done` the others;
    `budgets` a Budgeted for each document they were to be put into.
    """

    waiting: tuple
    done: tuple
    budgets: tuple

    @property
    def late(self):
        """Return the lines that are late."""
        return [one for one in self.waiting if one.is_late]

    @property
    def silent(self):
        """Return the lines nobody reported on this quarter, without those that are late."""
        return [one for one in self.waiting if one.silent and not one.is_late]


def plans_of(user, desa, today):
    """Return the Plans of a desa that are open, or agreed since the last evaluation (rule 23).

    None for whoever may not read the progress of the desa.
    """
    if not holds(user, "progress.read", desa):
        return None
    kecamatan = desa.kecamatan
    named = [
        (one, place)
        for one in gather.current_of(kecamatan)
        for place in one.desa
        if place.pk == desa.pk
    ]
    budget = budget_rows(one.item for one, _place in named)
    made = Lines(Reach.of(user, kecamatan), today, row_labels(kecamatan), budget)
    lines = sorted(
        (made.line(one, (place,), alone=True) for one, place in named), key=lambda one: one.urgency
    )
    return Plans(
        waiting=tuple(one for one in lines if one.is_open),
        done=tuple(one for one in lines if not one.is_open),
        budgets=tuple(_budgets(lines)),
    )


def _budgets(lines):
    for document in BudgetDocument:
        asked = [one for line in lines for one in line.standings if one.document == document.label]
        if asked:
            inside = sum(one.included for one in asked)
            yield Budgeted(document, Share(inside, len(asked), "rencana"))


def visits_of(user, desa):
    """Return the newest Visits to a desa, or None for whoever may not read them."""
    if not holds(user, "visits.read", desa):
        return None
    found = Visit.objects.allowed(user, "visits.read").filter(desa=desa)
    return list(found.order_by("-date", "pk")[:MOST_VISITS])


def desa_warnings(desa, period, today):
    """Return the EarlyWarnings nobody has taken up that name the desa, the most serious first.

    The caller has asked for the right to read the warnings.
    """
    key = str(desa.pk)
    return [one for one in warnings_of(desa.kecamatan, period, today) if key in one.desa]
