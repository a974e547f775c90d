"""Random typing, pasting, emptying, undoing and saving: page, database and sums always agree.

Beside the page runs a model of a spreadsheet in a few lines of Python, with an undo of its own.
"""

import random

import pytest
from playwright.sync_api import expect

from formats.numbers import NotACount, read_count
from formats.render import cells
from formats.specs._shared import DOCUMENTS
from tests.factories import guide_type
from tests.peramban.papan import (
    CLIPBOARD,
    fits_shown_totals,
    open_grid,
    put_on_clipboard,
    save,
    stored,
    texts,
    tsv,
)

pytestmark = pytest.mark.peramban

ROWS, COLUMNS = 3, 14
TYPED = ("0", "7", "12.345", "12 345", "999", "1234", "1.10", "dua", "12,5", "")
# None that could be a percent, which a block leaves out.
PASTED = ("0", "7", "12.345", "12 345", "1234", "1,234", "dua", "")


def read(text):
    """Return the count in a text; the text itself when it holds none."""
    try:
        return read_count(text)
    except NotACount:
        return text


def written(text):
    """Return a text as the grid shows it once it is left."""
    value = read(text.strip())
    return cells.text(value) if isinstance(value, int) else text.strip()


class Model:
    """What the grid should hold: texts, steps to undo and redo, and what is stored."""

    def __init__(self):
        self.texts = {(row, column): "" for row in range(ROWS) for column in range(COLUMNS)}
        self.stored = dict.fromkeys(self.texts)
        self.done, self.undone = [], []

    def change(self, pairs):
        step = {place: (self.texts[place], written(text)) for place, text in pairs.items()}
        self.undone.clear()
        if any(before != after for before, after in step.values()):
            self.done.append(step)
        self._put(step, 1)

    def turn(self, source, target, side):
        if source:
            step = source.pop()
            target.append(step)
            self._put(step, side)

    def _put(self, step, side):
        for place, pair in step.items():
            self.texts[place] = pair[side]

    def save(self):
        for place, text in self.texts.items():
            value = read(text)
            if not isinstance(value, str):
                self.stored[place] = value

    def rows(self, held):
        return [[held[row, column] for column in range(COLUMNS)] for row in range(ROWS)]


class Person:
    """Somebody at the page and the model of it, doing the same to both; ruled by `dice`."""

    def __init__(self, page, dice):
        self.page, self.dice, self.model = page, dice, Model()

    def sequence(self):
        """Do three to seven things, then save."""
        acts = (
            self.type,
            self.type,
            self.paste,
            self.paste,
            self.empty,
            self.undo,
            self.undo,
            self.redo,
        )
        for _turn in range(self.dice.randrange(3, 8)):
            self.dice.choice(acts)()
        save(self.page)
        self.model.save()

    def _place(self):
        return self.dice.randrange(ROWS), self.dice.randrange(COLUMNS)

    def _go(self, place):
        self.page.locator("table.grid tbody input").nth(COLUMNS * place[0] + place[1]).click()

    def type(self):
        place, text = self._place(), self.dice.choice(TYPED)
        self._go(place)
        if text:
            self.page.keyboard.type(text)
        else:
            self.page.keyboard.press("Delete")
        self.page.keyboard.press(self.dice.choice(("Enter", "Tab", "ArrowLeft")))
        self.model.change({place: text})

    def paste(self):
        high, wide = self.dice.randrange(1, 4), self.dice.randrange(1, 8)
        rows = [
            [self.dice.choice((*PASTED, str(self.dice.randrange(5000)))) for _ in range(wide)]
            for _ in range(high)
        ]
        row, column = place = self._place()
        self._go(place)
        put_on_clipboard(self.page, tsv(rows))
        self.page.keyboard.press("Control+V")
        if row + high <= ROWS and column + wide <= COLUMNS:
            self.model.change(
                {(row + down, column + over): rows[down][over]
                 for down in range(high) for over in range(wide)}
            )  # fmt: skip

    def empty(self):
        row, column = place = self._place()
        self._go(place)
        for _press in range(2):
            self.page.keyboard.press("Shift+ArrowDown")
        self.page.keyboard.press("Delete")
        self.model.change({(line, column): "" for line in range(row, min(ROWS, row + 3))})

    def undo(self):
        self.page.keyboard.press("Control+Z")
        self.model.turn(self.model.done, self.model.undone, 0)

    def redo(self):
        self.page.keyboard.press("Control+Y")
        self.model.turn(self.model.undone, self.model.done, 1)


def play(page, tanjung, periode, turns, seed):
    """Play `turns` sequences from a fixed seed and compare after each."""
    types = [guide_type(document.key) for document in DOCUMENTS]
    open_grid(page, tanjung, periode)
    person = Person(page, random.Random(seed))
    person._go((0, 0))
    for turn in range(turns):
        person.sequence()
        where = f"seed {seed}, sequence {turn}"
        assert texts(page) == person.model.rows(person.model.texts), where
        assert stored(tanjung, periode, types) == person.model.rows(person.model.stored), where
        assert fits_shown_totals(page), where
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.fixture
def page(open_page, ptpd, tanjung, periode, desa_tanjung):
    return open_page(ptpd, permissions=CLIPBOARD)


def test_20_random_sequences_leave_page_database_and_sums_equal(page, tanjung, periode):
    play(page, tanjung, periode, 20, seed=4)


@pytest.mark.drill
def test_200_random_sequences_leave_page_database_and_sums_equal(page, tanjung, periode):
    play(page, tanjung, periode, 200, seed=2026)
