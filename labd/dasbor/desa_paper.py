"""The paper to take along on a visit to a desa: one upright page, with room to write by hand."""

from zoneinfo import ZoneInfo

from django.template.loader import get_template
from django.utils import timezone

from formats.render import cells
from formats.render.heights import MM_PER_PX
from formats.render.paper import BOTTOM, RIGHT, TOP, paper_named
from formats.render.pdf import generated_css, laid_out, static_css

# A visit's page is clipped to a board, not bound: its left margin is that of the right.
LEFT = RIGHT
# Text in pt with the plan items, challenges and rows of agreements it leaves room for.
STEPS = ((9, 8, 3, 3), (8.5, 6, 3, 3), (8, 5, 2, 3), (7.5, 4, 2, 3), (7, 3, 1, 2), (6.5, 2, 0, 2))
# Dotted lines to write notes on: at least so many of this height (mm) stay in sight. They run up
# from the agreements behind all that is printed, so that no second pass is needed to fill a page.
FEWEST, HIGH, LINES = 3, 7.5, 24
TOLD, AGREED = "atas", "tabel-lembar sepakat"


def visit_pdf(board, paper="F4", *, printed):
    """Return a DesaBoard as the bytes of a PDF of one page; raises UnknownPaper.

    What does not fit is counted; all room that is left is for notes.
    """
    paper = paper_named(paper)
    for step in STEPS:
        document = _set(board, paper, step, printed)
        if _fits(document.pages):
            break
    return document.write_pdf()


def _fits(pages):
    """Return whether all stands on one page, with room for the fewest lines of notes."""
    if len(pages) > 1:
        return False
    boxes = {_kind(one): one for one in pages[0]._page_box.descendants(placeholders=True)}
    told = boxes[TOLD]
    room = boxes[AGREED].position_y - told.position_y - told.margin_height()
    return room * MM_PER_PX >= FEWEST * HIGH


def _kind(box):
    return "" if box.element is None else box.element.get("class") or ""


def _set(board, paper, step, printed):
    size, most_plans, most_challenges, rows = step
    wide, high = paper.size(landscape=False)
    plans, challenges = board.plans, board.told.challenges
    waiting = plans.waiting if plans else ()
    context = {
        "papan": board,
        "desa": board.desa,
        "kecamatan": board.desa.kecamatan,
        "period": board.period,
        "rencana": waiting[:most_plans],
        "rencana_lagi": max(0, len(waiting) - most_plans),
        "tantangan": challenges[:most_challenges],
        "tantangan_lagi": max(0, len(challenges) - most_challenges),
        "kunjungan": (board.visits or [None])[0],
        "garis": range(LINES),
        "baris": range(rows),
        "contoh": cells.SAMPLE if board.data.header.is_sample else "",
    }
    with timezone.override(ZoneInfo(printed.zone)):
        around = {"cap": cells.text(printed)}
        content = get_template("labd/dasbor/desa_cetak.html").render(context | around)
    rules = (
        f"@page {{ size: {wide}mm {high}mm; margin: {TOP}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm }}"
        f"html {{ font-size: {size}pt }} body {{ height: {high - TOP - BOTTOM}mm }}"
        f".garis-tulis p {{ height: {HIGH}mm }}"
    )
    sheets = (
        static_css("css/cetak.css"), static_css("css/cetak-kunjungan.css"), generated_css(rules),
    )  # fmt: skip
    return laid_out(content, sheets)
