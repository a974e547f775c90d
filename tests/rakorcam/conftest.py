"""A session of Tanjung at three moments of its life; files that need another make their own."""

import pytest

from rakorcam import actions
from rakorcam.worksheets import worksheets_of
from tests.factories import AT, guide_type
from tests.rakorcam.sesi import open_session, plan


@pytest.fixture
def session(tanjung, periode, ptpd):
    """Return a Rakorcam Perencanaan of Tanjung in preparation."""
    return open_session(tanjung, periode, ptpd)


@pytest.fixture
def running(session, ptpd, camat):
    """Return the session once it has begun."""
    actions.freeze(session, by=ptpd, at=AT)
    return actions.start(session, by=camat, at=AT)


@pytest.fixture
def agreed(running, ptpd, camat):
    """Return the session with both worksheets agreed."""
    plan(running, ptpd)
    plan(running, ptpd, 7, str(guide_type().pk))
    for spec in worksheets_of(running):
        actions.agree_worksheet(running, spec, by=camat, at=AT)
    return running
