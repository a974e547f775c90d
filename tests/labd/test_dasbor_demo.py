"""The demo, loaded once: both dashboards counted a second way, every file read back.

Loading it is slow, so all that is asked of it stands in one test.
"""

import re

import pytest
from django.urls import reverse

from desa.models import Desa, Kabupaten, Kecamatan, User
from formats.data import gather
from formats.models import Period
from formats.specs._shared import DOCUMENTS_BY_KEY, ELEMENTS
from labd.dasbor.board import board_of
from labd.dasbor.gather import plans
from labd.dasbor.kabupaten_board import kabupaten_board
from labd.dasbor.material import material_of
from labd.dasbor.message import LONGEST, message
from rakorcam.models import BudgetEntry
from tests.factories import AT
from tests.labd.test_bagikan import every_table_reads_back_equal
from tests.labd.test_camat_acak import agrees
from tests.labd.test_kabupaten_acak import agrees_with_plain_sql
from tests.pages import words

pytestmark = pytest.mark.sekali

KIA = str(DOCUMENTS_BY_KEY["kia"].id)


def test_the_demo_is_shown_and_shared_as_its_plain_rows_count(demo, client, masuk):
    area, period = Kabupaten.unscoped.get(code="52.08"), Period.unscoped.get(code="2026-06")
    admin = User.objects.get(username="admin.klu")
    for place in Kecamatan.unscoped.filter(kabupaten=area):
        board = board_of(admin, place, period, AT)
        agrees(board, is_entered=False)
        says_its_shares(masuk(client, admin), board)
    whole = kabupaten_board(admin, area, period, AT)
    agrees_with_plain_sql(whole, is_entered=False)
    each_kecamatan_reads_the_same_alone(whole, period)
    the_kabupaten_says_so(masuk(client, User.objects.get(username="dukcapil.klu")), area)
    tanjung, camat = (
        Kecamatan.unscoped.get(code="52.08.01"),
        User.objects.get(username="camat.tanjung"),
    )
    answers_what_a_camat_asks(masuk(client, camat), tanjung)
    the_message_is_short_and_masked(material_of(camat, tanjung, period, AT, masked=True))
    for masked in (False, True):
        every_table_reads_back_equal(client, camat, tanjung, period, masked=masked)


def says_its_shares(client, board):
    """Look for n dari m of every document on the page."""
    text = words(client.get(reverse("dasbor", args=[board.kecamatan.pk, "2026-06"])))
    for one in board.standings:
        if one.facts.is_filled:
            share = f"{one.facts.memiliki:,} dari {one.facts.wajib:,} {one.document.unit}"
            assert share.replace(",", ".") in text


def each_kecamatan_reads_the_same_alone(whole, period):
    """Compare elements with Formats 2 and 3 of each kecamatan, plans with its own list."""
    for row in whole.rows:
        data = gather(row.kecamatan, period, Desa.unscoped.filter(kecamatan=row.kecamatan))
        assert [one.part for one in row.have] == [len(data.recap(one.key).have) for one in ELEMENTS]
        assert row.filled[1].share.part == data.told_desa()
        told = plans(row.kecamatan, whole.today)
        assert row.plans.total == len(told)
        assert len(row.plans.late) == sum(one.is_late for one in told)
    confirmed = BudgetEntry.unscoped.filter(included=True, confirmed_at__isnull=False)
    tanjung = next(row for row in whole.rows if row.kecamatan.name == "Tanjung")
    assert tanjung.budgets[0].share.part == confirmed.filter(document="rkp").count() > 0


def the_kabupaten_says_so(client, area):
    text = words(client.get(reverse("dasbor_kabupaten", args=[area.pk, "2026-06"])))
    assert "5 kecamatan, 43 desa" in text
    assert "Format 5 terkirim" in text
    assert "7 dari 39" in text


def answers_what_a_camat_asks(client, tanjung):
    url = reverse("dasbor", args=[tanjung.pk, "2026-06"])
    text = words(client.get(url, {"urut": KIA}))
    # Which desa is furthest below the KIA target, and by how many children.
    table = text[text.index("Jarak ke target per desa") :]
    assert re.search(r"KIA ?, urutkan ▾ target 85,0% Teniga", table)
    assert re.search(r"−14,3 ?193 anak", table)
    # And so says the card of KIA, which a phone shows whole.
    assert re.search(r"Terjauh: Teniga ?, −14,3 poin, 193 anak", text)
    # Which desa has not sent Format 4.
    assert re.search(r"Format 4 terkirim ?: 7 dari 8 desa belum: Teniga", text)


def the_message_is_short_and_masked(material):
    told = message(material)
    assert len(told) <= LONGEST
    assert told.startswith("*LABD Kecamatan Tanjung*\nJuni 2026")
    assert "Angka 1 sampai 4 orang disamarkan." in told
    assert "Elemen utama yang sudah ada:" in told
