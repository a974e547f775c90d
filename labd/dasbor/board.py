"""The camat's dashboard as one value, the same for the page and for its paper."""

from dataclasses import dataclass
from functools import cached_property

from desa import waktu
from labd.dasbor import figures, gather, kabupaten
from rakorcam.models import ItemState, Rakorcam, SessionState


@dataclass
class Board:
    """Everything the dashboard of a kecamatan in a period shows."""

    kecamatan: object
    period: object
    today: object
    data: object
    standings: tuple
    heat: figures.Heat
    elements: tuple
    element_rows: tuple
    filled: tuple
    by_sex: tuple
    session: object
    story: gather.Story

    @property
    def is_empty(self):
        """Return whether no desa gave any figure or element yet."""
        return all(one.is_empty for one in self.heat.rows) and not self.data.elements

    @property
    def before(self):
        """Return the name of the period that changes are counted from, "" without one."""
        return self.story.before.label if self.story.before else ""

    @property
    def cards(self):
        """Return per document the Standing of the kecamatan, and (desa, Standing) furthest below.

        None stands where no desa is below its target.
        """
        return [
            (one, figures.furthest_standing(self.heat.rows, one.document)) for one in self.standings
        ]

    @cached_property
    def plans(self):
        """Return the PlanProgress; read only where asked for, the page shows it a moment later."""
        return plans_of(self.kecamatan, self.today)

    @property
    def session_words(self):
        """Return how the session stands today, in a word or two, "" without one."""
        return kabupaten.session_words(self.session, self.today) if self.session else ""


def board_of(user, kecamatan, period, at, *, order="", known=()):
    """Return the Board of what a person may read; `order` sorts the heat table.

    `known` as `gather.story`.
    """
    today = waktu.today(kecamatan.kabupaten, at)
    story = gather.story(user, kecamatan, period, known=known)
    data = story.data
    standings = figures.totals(data, story.changes())
    heat = figures.heat(data, standings, order)
    return Board(
        kecamatan=kecamatan,
        period=period,
        today=today,
        data=data,
        standings=standings,
        heat=heat,
        elements=figures.element_columns(data),
        element_rows=figures.element_rows(data),
        filled=figures.completeness(data, gather.unsent(data.desa, data.surveys)),
        by_sex=figures.by_sex(data),
        session=_next_session(user, kecamatan),
        story=story,
    )


def plans_of(kecamatan, today):
    """Return the PlanProgress of a kecamatan as it stands today."""
    return figures.plan_progress(gather.plans(kecamatan, today), list(ItemState))


def _next_session(user, kecamatan):
    """Return the first session that is prepared or running, or None.

    One whose day is past stays until it is held or cancelled.
    """
    found = Rakorcam.objects.allowed(user, "worksheet.read").filter(
        kecamatan=kecamatan,
        state__in=[SessionState.PERSIAPAN, SessionState.BERLANGSUNG],
    )
    return found.order_by("date").first()
