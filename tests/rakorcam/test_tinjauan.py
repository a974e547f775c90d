"""Formats 8 and 10 over random years, held against the stored rows worked out a second way.

Nothing agreed is ever missing from the next review, nothing stands twice, no realisation beside
another item's plan, sums over desa are right, a carried item stands once with its whole story.
"""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from formats.render import cells
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS
from rakorcam import actions
from rakorcam.actions_plans import carry_over
from rakorcam.actions_progress import record_in_meeting
from rakorcam.models import PlanItem, Progress, Rakorcam, SessionState
from rakorcam.worksheets import stand_of, worksheet_sheet
from tests import factories
from tests.factories import guide_type
from tests.rakorcam.siklus import DAYS, add, hold, moment, prepare, report

PAIRS = {8: (6, 9), 10: (7, 11)}
CODES = list(DAYS)
OPEN = ("direncanakan", "berjalan", "terhambat")


# --- The second way: plain Python over the stored rows --------------------------------------------


def agreed_before(session):
    """Return the items this evaluation must review, by the letter of rule 23, in order."""
    past = sorted(
        Rakorcam.unscoped.filter(
            kecamatan=session.kecamatan, state="selesai", date__lt=session.date
        ),
        key=lambda one: one.date,
    )
    evaluations = [one for one in past if one.kind == "evaluasi"]
    since = [one for one in past if not evaluations or one.date >= evaluations[-1].date]
    items = [item for one in since for item in PlanItem.unscoped.filter(session=one)]
    carried = {
        item.carried_from_id for one in past for item in PlanItem.unscoped.filter(session=one)
    }
    return [item for item in items if item.pk not in carried]


def story(item, session):
    """Return every entry on an item and on all it goes on with, up to and in this session."""
    found = []
    while item:
        found += Progress.unscoped.filter(item=item, date__lte=session.date)
        item = item.carried_from
    return sorted(found, key=lambda one: (one.date, one.recorded_at, str(one.pk)))


def expected(item, session):
    """Return (state, number) of an item, worked out desa by desa."""
    entries = [one for one in story(item, session) if one.confirmed_at]
    places = list(item.desa.all()) or [None]
    last = {}
    numbers = {}
    for one in entries:
        last[one.desa] = one.state
        if one.number is not None:
            numbers[one.desa] = one.number
    states = [last.get(place) for place in places]
    if all(one in ("selesai", "dibatalkan") for one in states):
        state = "selesai"
    elif "terhambat" in states:
        state = "terhambat"
    elif "berjalan" in states or "selesai" in states:
        state = "berjalan"
    else:
        state = "direncanakan"
    return state, sum(numbers.values()) if numbers else None


def assert_reviewed_both_ways(session):
    """Fail unless Formats 8 and 10 of this evaluation say what the rows say."""
    due = agreed_before(session)
    stand, seen = stand_of(session), []
    for number, sources in PAIRS.items():
        body = [row for row in worksheet_sheet(REGISTRY[number], stand).rows if row.role == "body"]
        for row in body:
            plans, realised, obstacles = (row.cells[place].value.texts for place in (2, 3, 4))
            here = [one for one in due if one.number in sources and one.row == row.key]
            assert [one.plan.what for one in plans] == [one.what for one in here]
            assert len(plans) == len(realised) == len(obstacles)
            for item, shown, trouble in zip(here, realised, obstacles, strict=True):
                assert_same(item, session, shown, trouble)
            seen += [one.plan.what for one in plans]
    assert sorted(seen) == sorted(one.what for one in due)


def assert_same(item, session, shown, trouble):
    """Fail unless one item's realisation and obstacle tell its own story, whole, and no other."""
    entries = story(item, session)
    if not entries:
        assert cells.lines(shown) == ("belum dilaporkan",)
        return
    state, number = expected(item, session)
    assert shown.state.lower() == state
    reached = getattr(shown.reached, "part", getattr(shown.reached, "number", None))
    assert reached == number
    told = " ".join(cells.lines(shown))
    for field, text in (("done", told), ("obstacle", " ".join(cells.lines(trouble)))):
        for one in Progress.unscoped.exclude(**{field: ""}):
            assert (getattr(one, field) in text) == (one in entries)
    silent = {one.name for one in item.desa.all()} - {one.desa.name for one in entries if one.desa}
    assert set(shown.silent) == silent


# --- Random years ---------------------------------------------------------------------------------

STATES = st.sampled_from(["berjalan", "selesai", "terhambat", "dibatalkan"])


@pytest.fixture
def world(klu, ptpd):
    """Return (kecamatan, its desa, who works there)."""
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.08", name="Contoh")
    return kecamatan, factories.make_desa(kecamatan, 3), ptpd


def plan_something(draw, session, desa, by, serial):
    """Type some plan items into a session, each with words of its own."""
    rows = {
        "elements": [one.key for one in ELEMENTS[:2]],
        "documents": [str(guide_type(key).pk) for key in ("kia", "akta-nikah")],
    }
    for number, axis in ((6, "elements"), (7, "documents"), (9, "elements"), (11, "documents")):
        if REGISTRY[number].session != session.kind:
            continue
        for _ in range(draw(st.integers(0, 2))):
            counted = draw(st.booleans())
            everywhere = draw(st.booleans())
            add(
                session, number, draw(st.sampled_from(rows[axis])), by=by,
                what=f"Rencana {next(serial)}", all_desa=everywhere,
                desa=[] if everywhere else draw(st.sets(st.sampled_from(desa)).map(list)),
                target_number=40 if counted else None, target_unit="orang" if counted else "",
            )  # fmt: skip


def told(draw, item, serial):
    """Return what one report says, in words of its own."""
    state, counted = draw(STATES), item.target_unit and draw(st.booleans())
    number = next(serial)
    return {
        "state": state,
        "number": draw(st.integers(0, 50)) if counted else None,
        "done": f"Kerja {number}" if draw(st.booleans()) else "",
        "obstacle": f"Kendala {number}" if state == "terhambat" or draw(st.booleans()) else "",
    }


def report_something(draw, kecamatan, after, before, by, serial):
    """Report on some open items between two meetings."""
    carried = PlanItem.unscoped.filter(carried_from__isnull=False).values("carried_from")
    items = PlanItem.unscoped.filter(
        session__kecamatan=kecamatan, session__state=SessionState.SELESAI
    ).exclude(pk__in=carried)
    for item in items.order_by("position", "what"):
        for place in list(item.desa.order_by("code")) or [None]:
            if not draw(st.booleans()):
                continue
            day = after + datetime.timedelta(days=draw(st.integers(0, (before - after).days - 1)))
            with transaction.atomic():
                confirmed = draw(st.integers(0, 3)) > 0
                try:
                    report(
                        item,
                        day,
                        desa=place,
                        by=by,
                        confirmed=confirmed,
                        **told(draw, item, serial),
                    )
                except ValidationError as error:
                    assert "sudah selesai" in error.messages[0]


def meet_and_say_something(draw, session, by, serial):
    """Say something of reviewed items in the meeting, and carry some of the open ones over."""
    for item in agreed_before(session):
        if session.kind == "evaluasi" and draw(st.integers(0, 3)) == 0:
            places = list(item.desa.all())
            record_in_meeting(
                session, item, desa=places, by=by, at=moment(session.date),
                **told(draw, item, serial),
            )  # fmt: skip
        if expected(item, session)[0] in OPEN and draw(st.booleans()):
            carry_over(item, session=session, by=by, at=moment(session.date))


def numbers():
    """Yield 100, 101, and so on: of equal length, so that none is found in another."""
    yield from range(100, 1000)


def examples(count):
    """Return the decorator that tries `count` histories."""
    tried = settings(
        max_examples=count, deadline=None, phases=(Phase.explicit, Phase.generate),
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    return lambda test: tried(given(data=st.data())(test))


@examples(5)
def test_every_review_says_what_the_rows_say(world, data):
    assert_every_review_says_it(world, data)


@pytest.mark.drill
@examples(100)
def test_many_reviews_say_what_the_rows_say(world, data):
    assert_every_review_says_it(world, data)


def assert_every_review_says_it(world, data):
    """Live through a random history and compare what each evaluation reviews; then undo it."""
    kecamatan, desa, by = world
    serial, draw = numbers(), data.draw
    with transaction.atomic():
        last = None
        for code in CODES[: draw(st.sampled_from([2, 4, 4]))]:
            if last:
                report_something(draw, kecamatan, last, DAYS[code], by, serial)
            session = prepare(kecamatan, code, by)
            if session.kind == "evaluasi":
                actions.freeze(session, by=by, at=moment(session.date))
            if last:
                meet_and_say_something(draw, session, by, serial)
            plan_something(draw, session, desa, by, serial)
            session = hold(session, by)
            if session.kind == "evaluasi":
                assert_reviewed_both_ways(session)
            last = session.date
        transaction.set_rollback(True)
