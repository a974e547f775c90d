"""The grid's script reads counts and writes percents and gaps exactly as the server does."""

import random

import pytest

from formats.models import MAX_COUNT
from formats.numbers import NotACount, read_count
from formats.recaps import CoverageFacts, gap
from formats.render import cells
from formats.values import Ratio
from tests.factories import CoverageFactory, TargetFactory
from tests.formats.counts_table import TEXTS
from tests.peramban.papan import cell, open_grid

pytestmark = pytest.mark.peramban

READ = "texts => texts.map((text) => papan.readCount(text, {most}))"


def as_the_server_reads(text):
    try:
        return {"value": read_count(text)}
    except NotACount as error:
        return {"error": str(error)}


@pytest.fixture
def page(open_page, ptpd, tanjung, periode, desa_tanjung):
    """Return the grid with a target of KIA and one desa's figures, whose percent is 100 or near."""
    TargetFactory(period=periode, hundredths=9870)
    CoverageFactory(desa=desa_tanjung[0], period=periode, wajib=1, memiliki=1)
    page = open_page(ptpd)
    open_grid(page, tanjung, periode)
    return page


def test_the_script_reads_every_text_of_the_table_as_the_server(page):
    read = page.evaluate(READ.replace("{most}", str(MAX_COUNT)), list(TEXTS))

    assert dict(zip(TEXTS, read, strict=True)) == {
        text: as_the_server_reads(text) for text in TEXTS
    }


def test_percents_and_gaps_on_the_page_are_those_of_the_server(page, desa_tanjung):
    """Forty pairs from a fixed seed, typed in one desa, with the other two left empty."""
    dice = random.Random(27)
    row = desa_tanjung[0]
    for _turn in range(40):
        wajib = dice.choice([1, 3, 7, 999, 1000, 2001, dice.randrange(1, MAX_COUNT)])
        memiliki = dice.choice([wajib, wajib - 1, wajib // 2, dice.randrange(wajib + 1)])
        cell(page, row, "wajib").fill(str(wajib))
        cell(page, row).fill(str(memiliki))
        facts = CoverageFacts(wajib, memiliki, 1, 3, 9870, "anak")
        shown = page.locator("table.grid tfoot tr").last.locator("td").last.inner_text()
        assert shown == cells.text(gap(facts).value), (wajib, memiliki)
        percent = page.locator("table.grid tbody tr").first.locator("td.hitung").last.inner_text()
        assert percent.split(" · ")[0] == cells.text(Ratio(memiliki, wajib))
