"""Any names, any number of desa, notes of any length: what a wall sheet always keeps.

The few examples here run with every test; `scripts/drill.sh` looks at many more.
"""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from formats.recaps import CoverageFacts, ElementRecap
from formats.render import cells
from formats.render.measure import width
from formats.render.pairs import CONTINUED, PAIR, paired
from formats.render.paper import PAPERS
from formats.render.pdf import printable
from formats.render.plano import ways
from formats.sheet import RowFacts, Table, build_sheet
from formats.spec import Kind
from formats.specs import REGISTRY
from formats.values import (
    Agreed,
    Amount,
    Change,
    Foot,
    MonthSpan,
    Name,
    Outcome,
    Plan,
    Remark,
    Report,
    Rupiah,
    Share,
    Trouble,
)
from tests.formats.made import FROZEN, PRINTED
from tests.formats.plano_boxes import POINTS, bare, line_feet, lines_of, walls, written

# To make a wall sheet smaller that is wrong takes minutes and tells little.
PHASES = (Phase.explicit, Phase.generate)
WALLS = sorted(name for name, paper in PAPERS.items() if paper.is_plano)
LETTERS = st.text("abdegijklmnoprstuwy", min_size=2, max_size=11)


def phrase(most, least=1):
    """Return a strategy of so many words, the first letter large."""
    return st.lists(LETTERS, min_size=least, max_size=most).map(
        lambda words: " ".join(words).capitalize()
    )


@st.composite
def recaps(draw, names):
    """Draw where each desa stands with an element, those that lack it with notes or without."""
    places = draw(st.lists(st.integers(0, 3), min_size=len(names), max_size=len(names)))
    note = draw(phrase(9, 0))
    told = list(zip(names, places, strict=True))
    return ElementRecap(
        have=tuple(Name(name) for name, place in told if place == 0),
        lack=tuple(
            Name(name, note if place == 2 else "") for name, place in told if place in (1, 2)
        ),
        unknown=tuple(Name(name) for name, place in told if place == 3),
        of=len(names),
    )  # fmt: skip


@st.composite
def coverages(draw, names):
    """Draw the coverage of a document type, summed over the desa."""
    wajib = draw(st.integers(0, 400_000))
    return CoverageFacts(
        wajib=wajib, memiliki=draw(st.integers(0, max(1, wajib))), reported=len(names),
        of=len(names), target=draw(st.sampled_from([None, 9945, 10_000])),
        flow_until=draw(st.sampled_from([None, date(2026, 5, 31)])),
    )  # fmt: skip


@st.composite
def typed(draw, names):
    """Draw what the meeting typed in one row, mostly nothing."""
    count = draw(st.sampled_from([0, 0, 0, 1, 2, 5, 14]))
    plans = tuple(
        Plan(
            draw(phrase(14)), tuple(names[: draw(st.integers(1, 6))]), draw(phrase(3)),
            Amount(40, "pasangan"), Rupiah(25_000_000), "APBDes",
        )
        for _ in range(count)
    )  # fmt: skip
    spans = tuple(MonthSpan(date(2026, 7, 1), date(2026, 9, 1)) for _ in range(count))
    return {"plans": plans, "times": spans, "problems": tuple(draw(phrase(10)) for _ in plans[:2])}


@st.composite
def told(draw, names, words):
    """Draw what some desa told of one activity, in as many words."""
    remarks = tuple(
        Remark(draw(phrase(words)), date(2026, 9, 20), draw(st.sampled_from(["", "dalam rapat"])))
        for _ in range(draw(st.integers(0, 2)))
    )
    return Report(
        tuple(names[: draw(st.integers(0, 5))]), draw(st.sampled_from(["selesai", "berjalan"])),
        draw(st.sampled_from([None, Amount(12, "pasangan")])), remarks,
        draw(st.sampled_from(["", "belum dibenarkan PTPD"])),
    )  # fmt: skip


@st.composite
def reviewed(draw, names):
    """Draw what is looked back on in one row: several activities, each with what became of it."""
    found = {"agreed": [], "realised": [], "obstacles": []}
    span = MonthSpan(date(2026, 7, 1), date(2026, 9, 1))
    for _ in range(draw(st.sampled_from([0, 0, 1, 2, 3, 12]))):
        plan = Plan(draw(phrase(14)), tuple(names[: draw(st.integers(1, 6))]), draw(phrase(3)))
        change = Change(plan, span, date(2026, 8, 3), draw(phrase(4)))
        changes = draw(st.sampled_from([(), (), (change,)]))
        found["agreed"].append(Agreed(plan, span, ("Rakorcam Perencanaan, Juni 2026",), changes))
        several = st.lists(told(names, 8), max_size=4).map(tuple)
        reached = draw(st.sampled_from([None, Share(12, 40, "pasangan")]))
        found["realised"].append(Outcome("Berjalan", reached, draw(several), tuple(names[:9])))
        found["obstacles"].append(Trouble(draw(several), draw(st.booleans())))
    found["solutions"] = [draw(phrase(8)) for _ in range(draw(st.sampled_from([0, 0, 1, 2])))]
    return found


KINDS = {6: recaps, 7: coverages, 9: recaps, 11: coverages}


@st.composite
def sheets(draw):
    """Draw a worksheet of random rows over 1 to 60 desa."""
    names = [f"{draw(phrase(3))} {n}" for n in range(draw(st.integers(1, 60)))]
    number = draw(st.sampled_from([6, 7, 8, 8, 9, 10, 10, 11]))
    facts = KINDS[number](names) if number in KINDS else st.none()
    discussed = typed(names) if number in KINDS else reviewed(names)
    labels = draw(st.lists(phrase(6), min_size=1, max_size=9))
    rows = tuple(
        RowFacts(str(place), label, draw(facts), discussion=draw(discussed))
        for place, label in enumerate(labels)
    )
    table = Table(
        rows=rows,
        foot=(FROZEN, Foot(date(2026, 5, 31), draw(phrase(8)))),
        place=(draw(phrase(3)), draw(phrase(3))),
        meeting=(draw(phrase(8)), date(2026, 6, 18), "Kelompok 1"),
        is_sample=draw(st.booleans()),
        is_draft=draw(st.booleans()),
    )
    blank = draw(st.sampled_from([False, False, False, True]))
    return build_sheet(REGISTRY[number], table, tail=True, blank=blank)


def check(sheet, name):
    """Look at every sheet of a plano as its PDF draws it."""
    paper, made = PAPERS[name], printable(sheet, name, printed=PRINTED)
    unit, laid = paper.unit * POINTS, walls(made.write_pdf())
    assert made.sheets in (None, len(laid))
    for number, wall in enumerate(laid, 1):
        assert (wall.width, wall.height) == pytest.approx((paper.long, paper.short), abs=0.5)
        assert wall.smallest >= 24
        assert wall.watermark == ("DRAF" if sheet.is_draft else "")
        look_at_surroundings(wall, sheet, number, len(laid))
        look_at_cells(wall)
        look_at_guides(wall, unit)
        if made.sheets:
            look_at_shares(wall, sheet, unit)
    look_at_text(laid, sheet)
    notes = "".join(map(bare, cells.notes(sheet)))
    assert notes in written([char for char in laid[-1].around if char["top"] > laid[-1].table.top])


def look_at_surroundings(wall, sheet, number, count):
    """Title, headings and foot stand on each sheet, clear of the table and of the paper's edge."""
    head = bare("".join(one.text for row in sheet.head for one in row))
    printed = "".join(written(wall.inside(box)) for box in wall.head_cells)
    assert sorted(printed) == sorted(head)
    above = [char for char in wall.around if char["top"] < wall.table.top]
    below = [char for char in wall.around if char["top"] >= wall.table.top]
    assert all(char["bottom"] <= wall.table.top for char in above)
    assert all(char["top"] >= wall.table.bottom for char in below)
    edge = 10 * POINTS
    assert all(char["top"] > edge and char["x0"] > edge for char in above)
    assert all(char["bottom"] < wall.height * POINTS - edge for char in below)
    assert all(char["x1"] < wall.width * POINTS - edge for char in wall.chars)
    title = bare(cells.title(sheet))
    assert set(title) <= set("".join(char["text"] for char in above))
    assert (f"(lanjutan{number}/{count})" in written(above)) is (number > 1)
    place = f"Lembar{number}dari{count}"
    assert sum(line.endswith(place) for line in lines_of(below)) == 1
    assert bare(cells.foot(sheet)) in written(below).replace(place, "")


def look_at_cells(wall):
    """Each letter stands in one cell, and no line lies on another."""
    for row in wall.rows:
        for box, after in pairwise(row):
            assert box.x1 == pytest.approx(after.x0, abs=0.5)
        for box in row:
            feet = line_feet(wall.inside(box))
            for (above, size), (below, _next) in pairwise(feet):
                assert below - above > 1.1 * size


def look_at_guides(wall, unit):
    """Guide lines keep to their cell, below its print, with room for the hand."""
    boxes = [box for row in wall.rows for box in row]
    for guide in wall.guides:
        inside = [
            box for box in boxes
            if box.x0 < guide.x0 and guide.x1 < box.x1 and box.top <= guide.top
            and guide.bottom < box.bottom
        ]  # fmt: skip
        assert len(inside) == 1
        feet = line_feet(wall.inside(inside[0]))
        assert not feet or guide.bottom - feet[-1][0] > 8 * unit


def look_at_shares(wall, sheet, unit):
    """Rows are as high as the lowest, or filled by what stands in them."""
    lowest = min(wall.heights)
    free = wall.height * POINTS - 2 * 16 * unit
    assert wall.table.bottom > free * 0.7
    for row, high in zip(wall.rows, wall.heights, strict=True):
        feet = [foot for box in row for foot, _size in line_feet(wall.inside(box))]
        filled = max(feet, default=row[0].top) - row[0].top
        assert high <= lowest + 1 or high - filled < 26 * unit


def look_at_text(laid, sheet):
    """All that the cells say on a wall is printed, whole and in its order."""
    *_others, sheet = ways(sheet)
    for place, column in enumerate(sheet.columns):
        once = column.kind in (Kind.ORDINAL, Kind.LABEL)
        rows = [row for row in paired(sheet).rows if not (once and row.role == PAIR)]
        said = "".join(said_in(row.cells[place]) for row in rows)
        shown = [
            wall.inside(row[place])
            for wall in laid
            for row in wall.rows
            if not (once and goes_on(wall, row))
        ]
        assert "".join(written(chars) for chars in shown) == said
    look_at_names(laid, sheet)
    look_at_pairs(laid, sheet)


def goes_on(wall, row):
    """Return whether a row, the first of its sheet, says that it belongs to one of before."""
    return row is wall.rows[0] and written(wall.inside(row[1])).endswith(bare(f"({CONTINUED})"))


def look_at_pairs(laid, sheet):
    """What became of a plan stands beside it; a sheet that begins with a pair says whose it is."""
    places = [place for place, column in enumerate(sheet.columns) if column.paired]
    pairs = [tuple(said_in(row.cells[place]) for place in places) for row in paired(sheet).rows]
    shown = [
        tuple(written(wall.inside(row[place])) for place in places)
        for wall in laid
        for row in wall.rows
    ]
    whole = [one for one in shown if one in pairs]
    # Only a pair higher than a whole sheet is cut in two.
    assert whole == pairs or len(shown) > len(pairs)
    names = {bare(f"{row.cells[1].value}({CONTINUED})") for row in sheet.rows}
    for wall in laid:
        name = written(wall.inside(wall.rows[0][1]))
        assert name or len(shown) > len(pairs)
        assert name in names or not goes_on(wall, wall.rows[0])


def look_at_names(laid, sheet):
    """No word of a row's name is torn, unless it would take the room of the whole row."""
    rows = iter(sheet.rows)
    for wall in laid:
        for row in wall.rows:
            lines = lines_of(wall.inside(row[1]))
            # What goes on from the sheet before has no name again, or says that it goes on.
            if lines and not goes_on(wall, row):
                words = [
                    word for word in str(next(rows).cells[1].value).split() if width(word, True) < 9
                ]
                assert all(any(word in line for line in lines) for word in words)


def said_in(cell):
    """Return what a cell says, without any space."""
    lines = [line for value in (cell.value, *cell.detail) for line in cells.lines(value)]
    return bare("".join(lines)) + cells.WARNING * cell.warning


@settings(max_examples=25, phases=PHASES)
@given(sheets(), st.sampled_from(WALLS))
def test_any_worksheet_hangs_on_the_wall_whole_and_readable(sheet, name):
    check(sheet, name)


@pytest.mark.drill
@settings(max_examples=400, phases=PHASES)
@given(sheets(), st.sampled_from(WALLS))
def test_many_worksheets_hang_on_the_wall_whole_and_readable(sheet, name):
    check(sheet, name)
