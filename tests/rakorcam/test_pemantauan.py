"""States, sums, quarters and budget needs as plain functions (rules 21 and 22)."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from formats.specs import REGISTRY
from rakorcam.actions_plans import carry_over
from rakorcam.actions_progress import set_item_state
from rakorcam.followup import costs_of
from rakorcam.monitoring import (
    Cost,
    Entry,
    Quarter,
    budget_needs,
    is_due,
    is_late,
    item_state,
    quarter_of,
    reached,
    silent,
    waiting,
)
from rakorcam.review import Review, next_june
from rakorcam.snapshot import read_review
from rakorcam.worksheets import stand_of, worksheet_sheet
from tests.rakorcam.siklus import add, hold, lay_items, lay_reports, moment, prepare

# Live, before the first bekuan: the figures, the previous plan, what was typed.
QUERIES = 27


def entry(desa="a", state="berjalan", day=1, **more):
    """Return an entry of August 2026."""
    return Entry(desa=desa, date=date(2026, 8, day), state=state, **more)


STATES = [
    ((), "direncanakan"),
    (("selesai",), "berjalan"),
    (("selesai", "berjalan"), "berjalan"),
    (("selesai", "selesai"), "selesai"),
    (("selesai", "dibatalkan"), "selesai"),
    (("dibatalkan",), "direncanakan"),
    (("selesai", "terhambat"), "terhambat"),
    (("terhambat", "berjalan"), "terhambat"),
]


@pytest.mark.parametrize(("told", "state"), STATES)
def test_an_items_state_follows_its_two_desa(told, state):
    entries = [entry(desa, one) for desa, one in zip("ab", told, strict=False)]

    assert item_state(("a", "b"), entries) == state


def test_an_item_without_desa_speaks_for_itself():
    assert item_state((), []) == "direncanakan"
    assert item_state((), [entry("", "selesai")]) == "selesai"


def test_what_ptpd_sets_comes_first_and_carrying_over_before_that():
    entries = [entry("a", "selesai")]
    assert item_state(("a",), entries, "berjalan") == "berjalan"
    assert item_state(("a",), entries, "berjalan", is_carried=True) == "dilanjutkan"


def test_only_confirmed_entries_count_and_the_last_of_each_desa():
    entries = [
        entry("a", number=5),
        entry("a", number=12, day=2),
        entry("a", day=3),
        entry("b", number=3),
        entry("b", "selesai", number=9, day=4, confirmed=False),
    ]
    assert reached(entries) == 15
    assert reached([entry("a")]) is None
    assert reached([entry("a", number=0)]) == 0
    assert [one.number for one in waiting(entries)] == [9]
    assert item_state(("a", "b"), entries) == "berjalan"


def test_quarters_are_calendar_quarters():
    assert quarter_of(date(2026, 9, 30)) == Quarter(2026, 3)
    assert (Quarter(2026, 4).start, Quarter(2026, 4).end) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2026, 3).label == "Triwulan III 2026"


def test_late_begins_when_the_last_month_has_ended():
    september = date(2026, 9, 1)
    assert not is_late(september, "berjalan", date(2026, 9, 30))
    assert is_late(september, "berjalan", date(2026, 10, 1))
    assert not is_late(september, "selesai", date(2026, 10, 1))
    assert is_late(date(2026, 12, 1), "terhambat", date(2027, 1, 1))


def test_due_is_what_is_carried_out_this_quarter():
    today = date(2026, 8, 5)
    assert is_due(date(2026, 9, 1), date(2026, 10, 1), "direncanakan", today)
    assert not is_due(date(2026, 10, 1), date(2026, 10, 1), "direncanakan", today)
    assert not is_due(date(2026, 1, 1), date(2026, 6, 1), "berjalan", today)


def test_who_has_not_reported_this_quarter():
    july, today = date(2026, 7, 1), date(2026, 8, 20)
    entries = [entry("a", confirmed=False), Entry("b", date(2026, 6, 30), "berjalan")]
    done = Entry("c", date(2026, 5, 1), "selesai")

    assert silent(("a", "b", "c"), july, "berjalan", [*entries, done], today) == ("b",)
    assert silent((), july, "direncanakan", [], today) == ("",)
    assert silent(("a",), date(2026, 9, 1), "direncanakan", [], today) == ()
    assert silent(("b",), july, "selesai", entries, today) == ()


def test_budget_needs_add_up_by_year_source_and_place():
    costs = [
        Cost("Isbat", 10, "APBDes", ("Sokong",), 2026),
        Cost("SK", None, "APBDes", ("Sokong",), 2026),
        Cost("Pokja", 5, "APBDes", ("Sokong", "Jenggala"), 2026),
        Cost("Rapat", 7, "APBD", (), 2027),
    ]
    needs = budget_needs(costs)

    assert [(one.year, one.source, one.place, one.amount, one.unpriced) for one in needs] == [
        (2026, "APBDes", "", 5, 0),
        (2026, "APBDes", "Sokong", 10, 1),
        (2027, "APBD", "", 7, 0),
    ]
    assert sum(one.amount for one in needs) == sum(one.budget or 0 for one in costs)


def test_the_next_june_and_a_bekuan_of_before():
    assert [next_june(one) for one in ("2026-06", "2026-11", "2027-03")] == [
        "2027-06", "2027-06", "2027-06",
    ]  # fmt: skip
    assert read_review({"version": 1}) == Review()


# --- From the database ----------------------------------------------------------------------------


def test_what_is_carried_or_cancelled_needs_no_money_twice(tanjung, sokong, ptpd):
    june = prepare(tanjung, "2026-06", ptpd)
    told = {"by": ptpd, "desa": [sokong], "budget_source": "apbdes"}
    isbat = add(june, 6, "pokja", what="Isbat", budget=100, **told)
    other = add(june, 6, "pokja", what="Batal", budget=50, **told)
    hold(june, ptpd)
    at = moment(june.date)
    set_item_state(other, state="dibatalkan", reason="Tidak jadi", by=ptpd, at=at)
    november = prepare(tanjung, "2026-11", ptpd)
    carry_over(isbat, session=november, by=ptpd, at=moment(november.date))
    hold(november, ptpd)

    priced = [(one.what, one.budget, one.source, one.desa) for one in costs_of(tanjung)]

    assert [one for one in priced if one[1]] == [("Isbat", 100, "APBDes", ("Sokong",))]


@pytest.mark.sekali
@pytest.mark.parametrize("count", [3, 20])
def test_a_review_takes_the_same_number_of_queries_whatever_it_reviews(
    tanjung, sokong, jenggala, ptpd, count
):
    june = prepare(tanjung, "2026-06", ptpd)
    items = lay_items(june, [(6, "pokja")], count, desa=[sokong, jenggala])
    hold(june, ptpd)
    lay_reports(items, date(2026, 7, 1), desa=sokong, done="Mulai")
    session = prepare(tanjung, "2026-11", ptpd)

    with CaptureQueriesContext(connection) as asked:
        sheet = worksheet_sheet(REGISTRY[8], stand_of(session))

    assert len(sheet.rows[3].cells[2].value.texts) == count
    assert len(asked) == QUERIES
