"""Wall sheets: exact sizes, text to read from afar, and rows that share or flow but never clip."""

import io
import re
from itertools import pairwise

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.render.html import surroundings, view
from formats.render.measure import line_count, width
from formats.render.paper import PAPERS
from formats.render.pdf import sheet_pdf
from formats.render.plano import Drawing
from formats.render.sharing import level, pages
from formats.values import Plan
from tests.formats.made import PRINTED, desa_named, make_data, make_sheet

POINTS_PER_MM = 72 / 25.4
EPSILON = 0.01


def plano(sheet, paper="A1"):
    return pdfplumber.open(io.BytesIO(sheet_pdf(sheet, paper, printed=PRINTED)))


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


def test_widths_are_those_of_the_printed_letters():
    assert width("41.579") == pytest.approx(3.058)
    assert width("Memiliki", bold=True) == pytest.approx(3.945, abs=0.01)


def test_lines_are_filled_word_by_word():
    assert line_count("Perdes dan SOP LABD", 100) == 1
    assert line_count("Perdes dan SOP LABD", 5) == 3
    assert line_count("", 5) == 1
