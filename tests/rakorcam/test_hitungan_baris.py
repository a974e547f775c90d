"""How many rows of a worksheet hold something: counted alike on the session and its worksheet."""

import pytest

from rakorcam.actions import freeze
from rakorcam.pages import SessionPage, WorksheetPage
from tests.factories import (
    DiscussionFactory,
    DocumentTypeFactory,
    PlanItemFactory,
    RakorcamFactory,
    guide_type,
)


@pytest.fixture
def session(tanjung, periode, ptpd, at):
    """Return a frozen session of Tanjung, where nothing is typed yet."""
    session = RakorcamFactory(kecamatan=tanjung, period=periode)
    freeze(session, by=ptpd, at=at)
    return session


def counted(session, user):
    """Return format -> (rows that hold something, rows), as the session page says it."""
    return {line.spec.number: (line.filled, line.rows) for line in SessionPage(session, user).lines}


def test_nothing_typed_is_no_row(session, ptpd):
    assert counted(session, ptpd) == {6: (0, 5), 7: (0, 7)}


def test_a_row_counts_once_however_much_is_typed_in_it(session, ptpd):
    kia = str(guide_type("kia").pk)
    for number, row in ((6, "pokja"), (6, "pokja"), (6, "ruang"), (7, kia)):
        PlanItemFactory(session=session, number=number, row=row)
    DiscussionFactory(session=session, number=7, row=kia)
    DiscussionFactory(session=session, number=7, row=str(guide_type("akta-nikah").pk))
    assert counted(session, ptpd) == {6: (2, 5), 7: (2, 7)}
    for number, told in counted(session, ptpd).items():
        page = WorksheetPage(session, next(
            line.spec for line in SessionPage(session, ptpd).lines if line.spec.number == number
        ), ptpd)  # fmt: skip
        assert (page.filled, page.total) == told


def test_what_another_session_typed_is_not_counted(session, gangga, periode, ptpd):
    PlanItemFactory(session=RakorcamFactory(kecamatan=gangga, period=periode))
    assert counted(session, ptpd)[6] == (0, 5)


def test_a_row_the_frozen_data_do_not_have_is_not_counted(session, tanjung, ptpd):
    late = DocumentTypeFactory(kecamatan=tanjung)
    PlanItemFactory(session=session, number=7, row=str(late.pk))
    assert counted(session, ptpd)[7] == (0, 7)
