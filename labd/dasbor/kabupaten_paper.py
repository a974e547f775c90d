"""The kabupaten's dashboard on paper: the same board as the page, on F4 or A4, lying."""

from formats.render import cells
from labd.dasbor.kabupaten_chart import NARROW, comparisons
from labd.dasbor.paper import lying_pdf


def kabupaten_pdf(board, paper="F4", *, printed):
    """Return a KabupatenBoard as the bytes of a PDF; raises UnknownPaper.

    The first page holds the gaps, elements and completeness, the next a chart of every document,
    meetings and plans, and the calendar.
    """
    context = {
        "papan": board,
        "kabupaten": board.kabupaten,
        "period": board.period,
        "contoh": cells.SAMPLE if board.kabupaten.is_sample else "",
        "grafik": [(one, one.svg(NARROW)) for one in comparisons(board) if one.is_drawable],
        "kalender": [
            (year, [told for month in year.months for told in month]) for year in board.calendar
        ],
    }
    return lying_pdf("labd/dasbor/kabupaten_cetak.html", context, paper, printed=printed)
