"""The empty forms of Formats 4 and 5 as a person fills them by hand, word for word the guide."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from weasyprint import HTML

from formats.render import cells
from formats.render.heights import MM_PER_PX
from formats.render.lines import BOX
from formats.render.paper import UnknownPaper
from formats.render.pdf import FETCHER, printable, sheet_pdf
from formats.replies import Reply
from formats.specs import REGISTRY
from formats.survey_tables import survey_sheet
from tests.factories_surveys import sent
from tests.formats.isian import column_text, everything, flat, lines, pages, plain, workbook
from tests.formats.made import PRINTED

GUIDE = json.loads(Path(__file__).parent.parent.joinpath("data/formats.json").read_text("utf-8"))
pytestmark = pytest.mark.sekali

NUMBERS = pytest.mark.parametrize("number", [4, 5])
# To read the words of a printed form back takes seconds: each form on one of its papers.
PRINTS = pytest.mark.parametrize(
    ("number", "paper"),
    [
        (4, "F4"),
        (5, "A4"),
        pytest.param(4, "A4", marks=pytest.mark.drill),
        pytest.param(5, "F4", marks=pytest.mark.drill),
    ],
)
MOST = {"F4": 2, "A4": 3}


@pytest.fixture
def blank(tanjung, periode):
    """Return the function that makes the empty form of a questionnaire for any desa of Tanjung."""
    return lambda number: survey_sheet(
        REGISTRY[number], kecamatan=tanjung, period=periode, blank=True
    )


def guide_words(number):
    """Yield every question, part, hint and option of the guide's format, in its order."""

    def words(question):
        yield question["label"]
        yield from question.get("options", ())
        yield from (question[name] for name in ("hint", "prefix") if name in question)
        for part in question.get("parts", ()):
            yield from words(part)

    for question in GUIDE["formats"][str(number)]["questions"]:
        yield from words(question)


@PRINTS
def test_the_blank_pdf_has_every_question_option_and_hint_of_the_guide(blank, number, paper):
    found = pages(blank(number), paper)
    text = "".join(column_text(page, place) for page in found for place in (0, 1))
    assert [words for words in guide_words(number) if flat(words) not in text] == []
    for label in GUIDE["formats"][str(number)]["header"]:
        assert flat(label) in text


@NUMBERS
def test_the_blank_workbook_has_every_question_option_and_hint_of_the_guide(blank, number):
    text = everything(workbook(blank(number)))
    assert [words for words in guide_words(number) if words not in text] == []
    assert GUIDE["formats"][str(number)]["title"] in text


@NUMBERS
def test_every_option_and_every_line_for_others_has_a_box_before_it(blank, number):
    sheet = blank(number)
    for question in REGISTRY[number].questions:
        boxed = [line for line in lines(sheet, question.key) if line.mark]
        assert all(line.mark == BOX for line in boxed)
        expected = sum(_boxes(leaf) for leaf in question.leaves)
        assert len(boxed) == expected, question.key


def _boxes(leaf):
    others = leaf.other_lines if leaf.other_lines > 1 else 0
    listed = leaf.lines if leaf.boxed and not leaf.options else 0
    return len(leaf.options) + others + listed + leaf.has_nothing


def test_room_for_the_hand_is_what_the_guide_gives(blank):
    four, five = blank(4), blank(5)
    assert sum(line.rooms for line in lines(four, "monev")) == 6
    assert plain(four, "anggaran")[3:10] == [
        "2. Anggaran tersebut digunakan untuk (sebutkan)",
        *["☐ " + "…" * 28] * 5,
        "3. Sumber Anggaran penyelenggaraan LABD",
    ]
    assert plain(four, "anggaran")[:3] == [
        "1. Total anggaran yang disediakan Desa untuk penyelenggaraan LABD dalam tahun berjalan",
        "Rp " + "…" * 10,
        "☐ Tidak ada anggaran tahun ini",
    ]
    assert plain(five, "difasilitasi")[0] == "☐ Kartu Keluarga " + "…" * 10
    assert [line.rooms for line in lines(five, "difasilitasi")] == [1, 1, 1, 0, 2, 2, 0]


@NUMBERS
def test_what_is_ours_is_in_italics_and_nothing_else(blank, number):
    ours = {leaf.nothing for leaf in REGISTRY[number].leaves if leaf.has_nothing}
    ours |= {option for one in REGISTRY[number].questions if one.ours for option in one.options}
    sheet = blank(number)
    found = {
        line.text
        for row in sheet.rows
        for line in cells.written(row.cells[1].value)
        if "kita" in line.role.split()
    }
    assert found == ours
    assert [row.key for row in sheet.rows if row.role == "ours"] == [
        one.key for one in REGISTRY[number].questions if one.ours
    ]


@PRINTS
def test_a_blank_form_is_upright_and_takes_few_sheets(blank, number, paper):
    found = pages(blank(number), paper)
    assert len(found) <= MOST[paper]
    assert all(page.height > page.width for page in found)
    assert all("Isian (Ya/Tidak)" in page.extract_text() for page in found)


def drawn(sheet, name):
    """Return, page by page, the laid out boxes of a class of elements."""
    final = printable(sheet, printed=PRINTED)
    document = HTML(string=final.html, url_fetcher=FETCHER).render(stylesheets=final.stylesheets)
    return [
        [
            box
            for box in page._page_box.descendants()
            if box.element is not None and name in (box.element.get("class") or "").split()
        ]
        for page in document.pages
    ]


@NUMBERS
def test_boxes_are_3_5_mm_and_drawn_without_any_glyph(blank, number):
    html = printable(blank(number), printed=PRINTED).html
    assert "☐" not in html and "…" not in html
    boxes = [box for page in drawn(blank(number), "kotak") for box in page]
    sides = {round(side * MM_PER_PX, 1) for box in boxes for side in _sides(box)}
    assert sides == {3.5}


def _sides(box):
    return box.border_width(), box.border_height()


@NUMBERS
def test_dotted_lines_lie_7_mm_apart_or_more(blank, number):
    for page in drawn(blank(number), "titik"):
        heights = sorted({round((box.position_y + box.height) * MM_PER_PX, 1) for box in page})
        assert heights
        assert min(after - before for before, after in pairwise(heights)) >= 7


@PRINTS
def test_no_question_breaks_across_pages(blank, number, paper):
    sheet = blank(number)
    answers = [column_text(page, 1) for page in pages(sheet, paper)]
    told = {row.key: [flat(line.text) for line in lines(sheet, row.key)] for row in sheet.rows}
    every = [words for one in told.values() for words in one]
    for key, own in told.items():
        unique = [words for words in own if words and every.count(words) == 1]
        places = {n for n, text in enumerate(answers) for words in unique if words in text}
        assert len(places) <= 1, key


def test_what_is_known_stands_in_the_header_and_the_rest_is_room(blank, sokong, periode):
    anyone = blank(4)
    assert dict(cells.header(anyone)) == {
        "Tanggal Pengisian": "",
        "Desa": "",
        "Kecamatan": "Tanjung",
        "Kabupaten": "Lombok Utara",
    }
    own = survey_sheet(REGISTRY[4], desa=sokong, period=periode, blank=True)
    assert dict(cells.header(own))["Desa"] == "Sokong"
    page = workbook(anyone)
    assert [page.cell(row, 2).value for row in (3, 4, 5)] == ["…" * 30, "…" * 30, "Tanjung"]
    assert cells.foot(anyone) == "Periode Juni 2026"


def test_a_blank_form_holds_no_answer(sokong, periode):
    form = sent(sokong, periode, 4, {"monev": Reply(text="Rapat tiap bulan")})
    sheet = survey_sheet(REGISTRY[4], desa=sokong, period=periode, survey=form, blank=True)
    assert "Rapat tiap bulan" not in str(sheet)
    assert "Terkirim" not in cells.foot(sheet)


def test_a_questionnaire_is_no_wall_paper(blank):
    with pytest.raises(UnknownPaper, match="Format 4 tidak dibuat sebagai plano"):
        sheet_pdf(blank(4), "A1", printed=PRINTED)


@NUMBERS
def test_an_excel_row_shows_all_lines_of_its_answer(blank, number):
    page = workbook(blank(number))
    asked = [row.cells[0].value for row in blank(number).rows]
    heights = {
        row[0].value: (page.row_dimensions[row[0].row].height, str(row[1].value).count("\n") + 1)
        for row in page.iter_rows()
        if row[0].value in asked
    }
    assert list(heights) == asked
    assert all(13 * count <= height <= 409 for height, count in heights.values())
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("portrait", 14)
