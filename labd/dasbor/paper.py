"""The dashboard on paper: the same Board as the page, on F4 or A4, lying."""

from zoneinfo import ZoneInfo

from django.template.loader import get_template
from django.utils import timezone

from formats.render import cells
from formats.render.paper import BOTTOM, LEFT, RIGHT, TOP, paper_named
from formats.render.pdf import generated_css, laid_out, static_css
from labd.dasbor import figures
from labd.dasbor.charts import PRINTED


def dashboard_pdf(board, paper="F4", attention=None, *, printed):
    """Return a Board with its Attention as the bytes of a PDF; raises UnknownPaper.

    The first page holds coverage, the gaps of the desa and the worst warnings, the next the trend
    of every document, elements, plans and completeness.
    """
    data = board.data
    beside = {one.id: figures.furthest(board.heat.rows, one) for one in data.documents}
    trends = board.story.trends(data.documents, beside)
    context = {
        "papan": board,
        "perhatian": attention,
        "kecamatan": board.kecamatan,
        "period": board.period,
        "contoh": cells.SAMPLE if data.header.is_sample else "",
        "grafik": [(one, one.svg(PRINTED)) for one in trends.values() if one.is_drawable],
    }
    return lying_pdf("labd/dasbor/cetak.html", context, paper, printed=printed)


def lying_pdf(template, context, paper, *, printed):
    """Return a template of a dashboard as the bytes of a PDF, lying; raises UnknownPaper."""
    wide, high = paper_named(paper).size(landscape=True)
    with timezone.override(ZoneInfo(printed.zone)):
        content = get_template(template).render(context | {"cap": cells.text(printed)})
    size = f"@page {{ size: {wide}mm {high}mm; margin: {TOP}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm }}"
    sheets = (static_css("css/cetak.css"), static_css("css/cetak-dasbor.css"), generated_css(size))
    return laid_out(content, sheets).write_pdf()
