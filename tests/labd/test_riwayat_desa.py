"""A desa's history: what followed a proposal, and nothing a meeting under way still writes."""

import pytest
from django.urls import reverse

from desa import history
from rakorcam.models import BudgetEntry, SessionState
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.sekali


@pytest.fixture
def history_read_by(client, masuk, sokong, periode):
    """Return the function that gives Sokong's history as a person reads it."""

    def ask(user):
        url = reverse("dasbor_desa_riwayat", args=[sokong.pk, periode.code])
        return masuk(client, user).get(url).content.decode()

    return ask


def test_history_is_silent_on_a_meeting_that_has_not_closed(
    sokong, tanjung, periode, kepala_desa, ptpd, history_read_by
):
    running = factories.RakorcamFactory(
        kecamatan=tanjung, period=periode, state=SessionState.BERLANGSUNG, kind="evaluasi"
    )
    paper = factories.PlanItemFactory(session=running, what="Isbat dari kertas", from_paper=True)
    closed = factories.RakorcamFactory(
        kecamatan=tanjung, period=periode, state=SessionState.SELESAI
    )
    heard, known = (
        factories.PlanItemFactory(session=closed, what=what)
        for what in ("Loket malam", "Perdes LABD")
    )
    told = ((paper, running), (paper, None), (heard, running), (known, None))
    rows = [
        factories.ProgressFactory.build(item=item, desa=sokong, session=session)
        for item, session in told
    ]
    history.bulk_save(type(rows[0]), new=rows, by=ptpd, at=AT)
    included = [BudgetEntry(item=paper, desa=sokong, document="rkp", included=False)]
    history.bulk_save(BudgetEntry, new=included, by=ptpd, at=AT)
    for reader in (kepala_desa, ptpd):
        text = history_read_by(reader)
        assert "Kemajuan dicatat, “Perdes LABD”" in text
        assert "Loket malam" not in text
        assert "Isbat dari kertas" not in text
    running.state = SessionState.SELESAI
    running.save()
    text = history_read_by(kepala_desa)
    for item in (paper, heard, known):
        assert f"“{item.what}”" in text


def test_an_element_that_follows_its_proposal_is_not_told_as_empty(
    sokong, periode, ptpd, history_read_by
):
    for key in ("petugas", "pokja"):
        factories.ElementStateFactory(desa=sokong, period=periode, element=key, state="")

    told = history_read_by(ptpd)

    assert "Petugas Disdukcapil di Desa: mengikuti usulan" in told
    assert "Pokja Adminduk Desa: belum diisi" in told
