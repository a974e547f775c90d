"""Wall sheets: exact sizes, text to read from afar, and rows that share or flow but never clip."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.recaps import ElementFacts
from formats.render.heights import measure
from formats.render.html import surroundings, view
from formats.render.measure import line_count, width
from formats.render.paper import PAPERS
from formats.render.pdf import printable
from formats.render.plano import Drawing, ways
from formats.render.sharing import evenness, level, pages, runs
from formats.values import Plan, State
from tests.formats.made import PRINTED, desa_named, make_data, make_sheet, pdf_of
from tests.formats.plano_boxes import walls, written

POINTS_PER_MM = 72 / 25.4
EPSILON = 0.01


def plano(sheet, paper="A1"):
    return pdfplumber.open(io.BytesIO(pdf_of(sheet, paper)))


def text_of(page):
    return re.sub(r"\s+", " ", page.extract_text())


def foot_of(page):
    """Return the top of the foot, in pt from the top of the page."""
    return min(word["top"] for word in page.extract_words() if word["text"] == "Lembar")


def many_plans(count):
    plans = tuple(
        Plan(f"Pendataan dusun ke-{number}", ("Sokong", "Jenggala"), "Kasi Pemerintahan")
        for number in range(1, count + 1)
    )
    return {1: {"plans": plans}}


@pytest.mark.parametrize("number", [6, 7])
@pytest.mark.parametrize("name", ["A1", "A0", "79x109", "65x100"])
def test_a_plano_is_one_landscape_sheet_with_text_to_read_from_afar(name, number):
    paper = PAPERS[name]
    with plano(make_sheet(number, tail=True), name) as pdf:
        (page,) = pdf.pages
        assert page.width / POINTS_PER_MM == pytest.approx(paper.long, abs=0.5)
        assert page.height / POINTS_PER_MM == pytest.approx(paper.short, abs=0.5)
        assert min(char["size"] for char in page.chars) >= (34 if name == "A0" else 24)
        assert "Lembar 1 dari 1" in text_of(page)


def test_the_rows_share_the_free_height():
    with plano(make_sheet(7, typed={}, tail=True)) as pdf:
        (page,) = pdf.pages
        words = page.extract_words()
        numbers = [word for word in words if re.fullmatch(r"[1-8]\.", word["text"])]
        tops = [word["top"] for word in numbers if word["x0"] < 100]
        steps = [below - above for above, below in pairwise(tops)]
        assert len(tops) == 8
        assert max(steps) - min(steps) < 1
        # The last row reaches down to the foot.
        assert foot_of(page) - tops[-1] == pytest.approx(steps[0], abs=25)


def test_discussion_columns_get_half_the_width():
    for number in (6, 7):
        sheet = make_sheet(number)
        context = surroundings(sheet) | {"contoh": "", "cap": ""}
        drawing = Drawing([view(sheet)], PAPERS["A1"], context)
        talked = [
            wide
            for wide, column in zip(drawing.fit.widths, drawing.shown.columns, strict=True)
            if column.discussion
        ]
        assert sum(talked) / sum(drawing.fit.widths) == pytest.approx(0.505)


def test_what_is_already_typed_is_printed_in_its_column():
    with plano(make_sheet(6)) as pdf:
        text = text_of(pdf.pages[0])
    assert "1) Perekaman keliling" in text
    assert "2) Isbat nikah terpadu" in text
    assert "2) November 2026–" in text


def test_twelve_desa_with_long_notes_fit_all_document_types_on_one_sheet():
    with plano(make_sheet(7, make_data(desa_named(12)), typed={}, tail=True)) as pdf:
        assert len(pdf.pages) == 1
        assert "8. Dst" in text_of(pdf.pages[0])


def test_rows_that_do_not_fit_flow_to_a_next_sheet_under_the_same_head():
    with plano(make_sheet(6, typed=many_plans(18))) as pdf:
        assert len(pdf.pages) == 2
        for number, page in enumerate(pdf.pages, 1):
            text = text_of(page)
            assert "Format 6. Rencana Kerja" in text
            assert "Desa yang belum punya" in text
            assert "Data dibekukan 18 Juni 2026 pukul 08.05 WITA" in text
            assert f"Lembar {number} dari 2" in text
            assert ("(lanjutan 2/2)" in text) is (number == 2)
        told = " ".join(text_of(page) for page in pdf.pages)
    assert all(f"{n}) Pendataan dusun ke-{n} " in told for n in range(1, 19))


def test_a_row_higher_than_a_sheet_is_continued_and_nothing_is_cut_off():
    with plano(make_sheet(6, typed=many_plans(40))) as pdf:
        told = " ".join(text_of(page) for page in pdf.pages)
        for page in pdf.pages:
            assert "Desa yang belum punya" in text_of(page)
            body = [word for word in page.extract_words() if "dusun" in word["text"]]
            assert all(word["bottom"] < foot_of(page) for word in body)
    assert all(f"{n}) Pendataan dusun ke-{n} " in told for n in range(1, 41))


def test_a_draft_plano_says_so_on_every_sheet():
    with plano(make_sheet(6, typed=many_plans(18), is_draft=True)) as pdf:
        for page in pdf.pages:
            large = [char["text"] for char in page.chars if char["size"] > 300]
            assert "".join(large) == "DRAF"


def test_a_format_of_many_columns_goes_on_the_wall_by_the_same_road():
    with plano(make_sheet(1)) as pdf:
        (page,) = pdf.pages
        assert min(char["size"] for char in page.chars) >= 24
        assert {"20.426", "99,6%"} <= {word["text"] for word in page.extract_words()}


KLU = (
    *("Tanjung", "Sokong", "Jenggala", "Tegal Maja"),
    *("Sigar Penjalin", "Medana", "Teniga", "Sama Guna"),
)


def mixed(names):
    """Return Data in which the desa stand in every state, each element another way."""
    states = [State.SUDAH, State.SUDAH, State.BELUM, State.SEBAGIAN, State.BELUM_DIISI]
    data = make_data(names)
    return replace(
        data,
        elements={
            (name, element): ElementFacts(
                state := states[(place * 3 + number) % 5],
                note="SOP belum" if state is State.SEBAGIAN else "",
            )
            for place, name in enumerate(names)
            for number, element in enumerate(dict.fromkeys(key for _name, key in data.elements))
        },
    )


def unit(name="A1"):
    """Return the points of one plano unit."""
    return PAPERS[name].unit * POINTS_PER_MM


def laid(sheet, paper="A1"):
    return walls(pdf_of(sheet, paper))


def text_size(wall):
    """Return the size of what stands in the cells, in plano units."""
    chars = [char for row in wall.rows for box in row[2:] for char in wall.inside(box)]
    return max(char["size"] for char in chars) / unit()


def test_text_is_as_large_as_equal_rows_leave_room_for():
    sizes = []
    for count in (2, 8, 12):
        (wall,) = laid(make_sheet(6, mixed(desa_named(count)), typed={}))
        assert max(wall.heights) - min(wall.heights) < 1
        sizes.append(text_size(wall))
    assert sizes[0] == pytest.approx(11.4, abs=0.05)
    assert sizes[0] >= sizes[1] > sizes[2] >= 8.59


def test_text_that_grows_never_costs_a_sheet():
    found = laid(make_sheet(6, mixed(desa_named(16)), typed={}))
    assert len(found) == 1
    assert text_size(found[0]) >= 8.59


def test_a_name_and_its_note_are_read_on_one_line():
    (wall,) = laid(make_sheet(6, mixed(KLU), typed={}))
    for row in wall.rows:
        for box in row[2:4]:
            lines = {}
            for char in wall.inside(box):
                lines.setdefault(round(char["bottom"]), []).append(char["text"])
            told = ["".join(line) for line in lines.values()]
            for name in KLU:
                bare_name = name.replace(" ", "")
                letters = "".join(told)
                assert letters.count(bare_name) == sum(line.count(bare_name) for line in told)


def test_desa_lists_of_a_whole_kabupaten_take_few_sheets_and_lose_nobody():
    names = desa_named(43)
    found = laid(make_sheet(6, mixed(names), typed={}))
    assert len(found) <= 3
    told = "".join(written(wall.inside(box)) for wall in found for row in wall.rows for box in row)
    assert all(f"{name.replace(' ', '')}" in told for name in names)


def ruled(wall):
    """Return for each row the columns that have guide lines, and how many."""
    return [
        {
            place: count
            for place, box in enumerate(row)
            if (count := sum(box.x0 < line.x0 and line.x1 < box.x1 and box.top <= line.top
                             and line.bottom < box.bottom for line in wall.guides))
        }
        for row in wall.rows
    ]  # fmt: skip


def test_guide_lines_stand_where_the_meeting_writes_and_below_what_it_typed():
    (wall,) = laid(make_sheet(7, make_data(KLU), tail=True))
    first, *others, tail = ruled(wall)
    assert all(set(one) == {4, 5, 6} for one in others)
    assert all(len(set(one.values())) == 1 for one in others)
    # The last row is the guide's Dst: nobody has filled it.
    assert set(tail) == {1, 2, 3, 4, 5, 6}
    assert first.get(4, 0) >= first.get(5, 0)


def test_a_blank_plano_is_ruled_in_every_cell_but_number_and_name():
    (wall,) = laid(make_sheet(7, tail=True, blank=True))
    *rows, tail = ruled(wall)
    assert [set(one) for one in rows] == [{2, 3, 4, 5, 6}] * 7
    assert 1 in tail
    assert not any(wall.inside(box) for row in wall.rows for box in row[2:])


def told_and_found(sheet, name="A1"):
    """Return the Heights told by the widths of the letters, and those that are laid out."""
    context = surroundings(sheet) | {"contoh": "", "cap": ""}
    drawing = Drawing([view(one) for one in ways(sheet)], PAPERS[name], context)
    return drawing.told(), measure(printable(sheet, name, printed=PRINTED).laid.pages, PAPERS[name])


@pytest.mark.parametrize("name", ["A1", "79x109"])
@pytest.mark.parametrize("number", [6, 7])
def test_what_the_letters_tell_beforehand_is_what_is_laid_out(number, name):
    sheet = make_sheet(number, mixed(KLU), tail=True)
    told, found = told_and_found(sheet, name)
    # Within the rounding, so it is laid out once only.
    assert found.beside(told) == told


def test_where_letters_run_closer_than_told_the_lines_to_write_on_follow_the_print():
    # Printed, A and V run into each other, and so this takes fewer lines than their widths.
    plan = Plan("AVAVA " * 36, ("Sokong",), "Kasi Pemerintahan")
    sheet = make_sheet(6, typed={1: {"plans": (plan,)}})
    told, found = told_and_found(sheet)
    row = max(range(len(told.filled)), key=lambda place: max(told.filled[place]))
    assert max(told.filled[row]) > max(found.filled[row]) + 8
    (wall,) = laid(sheet)
    *_others, plans, times = wall.rows[row]
    below, everywhere = guides_in(wall, plans), guides_in(wall, times)
    step = everywhere[1] - everywhere[0]
    end = plans.top + found.filled[row][-2] * unit()
    # A line as soon as a hand has room above it, on the same heights as in the empty cell.
    assert below == [one for one in everywhere if one - end > 0.75 * step]
    assert below


def guides_in(wall, box):
    """Return the heights of the guide lines in a cell, from above."""
    return sorted(
        round(line.bottom, 1)
        for line in wall.guides
        if box.x0 < line.x0
        and line.x1 < box.x1
        and box.top <= line.top
        and line.bottom < box.bottom
    )


HEIGHTS = st.lists(st.floats(5, 100), min_size=1, max_size=12)


@given(HEIGHTS, st.floats(0, 30))
def test_every_row_stands_on_one_sheet_in_its_order(rows, notes):
    laid = pages(rows, 150, notes)
    assert [height for page in laid for height in page] == rows
    assert all(sum(page) <= 150 for page in laid)
    assert sum(laid[-1]) + notes <= 150 or len(laid[-1]) == 1


@given(HEIGHTS)
def test_sheets_are_as_few_as_hold_the_rows(rows):
    greedy, used = 1, 0.0
    for height in rows:
        greedy, used = (greedy + 1, height) if used + height > 150 else (greedy, used + height)
    assert len(pages(rows, 150)) == greedy


@given(HEIGHTS, st.floats(0, 500))
def test_rows_are_raised_from_below_until_they_fill_the_sheet(rows, more):
    free = sum(rows) + more
    given_heights = level(rows, free)
    assert all(got >= need - EPSILON for got, need in zip(given_heights, rows, strict=True))
    assert sum(given_heights) == pytest.approx(free)
    raised = {round(got, 3) for got, need in zip(given_heights, rows, strict=True) if got > need}
    assert len(raised) <= 1


@given(HEIGHTS)
def test_a_row_higher_than_a_sheet_stands_alone(rows):
    found = runs(rows, 60)
    places = [place for first, last, _flows in found for place in range(first, last)]
    assert places == list(range(len(rows)))
    for first, last, flows in found:
        assert flows is (max(rows[first:last]) > 60)
        assert last - first == 1 or not flows


@given(HEIGHTS, st.floats(0, 30))
def test_rows_are_even_when_none_needs_more_than_its_share(rows, notes):
    even = evenness(rows, 150, notes)
    assert 0 < even <= 1 + EPSILON
    assert evenness(rows, 50, notes) == 0 or max(rows) <= 50
    if len(pages(rows, 150, notes)) == 1 and max(rows) * len(rows) <= 150 - notes:
        assert even == pytest.approx(1)


def test_widths_are_those_of_the_printed_letters():
    assert width("41.579") == pytest.approx(3.058)
    assert width("Memiliki", bold=True) == pytest.approx(3.945, abs=0.01)


def test_words_tied_together_stay_on_one_line_and_a_long_one_is_broken():
    tied = "Sigar\u00a0Penjalin, Medana"
    assert line_count(tied, width("Sigar Penjalin,") + 0.01) == 2
    assert line_count(tied.replace("\u00a0", " "), width("Penjalin,") + 0.01) == 3
    assert line_count("m" * 40, width("m") * 10) >= 4
    assert line_count("satu\ndua", 100) == 2


def test_lines_are_filled_word_by_word():
    assert line_count("Perdes dan SOP LABD", 100) == 1
    assert line_count("Perdes dan SOP LABD", 5) == 3
    assert line_count("", 5) == 1
