"""The dashboard as pages to present: 16:9, one message a page, for the camat and UPTD Dukcapil."""

from zoneinfo import ZoneInfo

from django.template.loader import get_template
from django.utils import timezone

from formats.render import cells
from formats.render.pdf import generated_css, laid_out, static_css
from labd.dasbor import figures

# What fits a page at a size that is read from the back of a hall.
DESA_PER_PAGE, ELEMENT_DESA_PER_PAGE, PLANS_PER_PAGE, DOCUMENTS_PER_PAGE = 8, 9, 4, 8
_PAGE = "@page { size: 13.333in 7.5in; margin: 0.55in 0.7in 0.7in }"


def paparan_pdf(board, *, printed):
    """Return the pages of a Board as the bytes of a PDF; `printed` is a PrintStamp."""
    with timezone.override(ZoneInfo(printed.zone)):
        content = get_template("labd/dasbor/paparan.html").render(context_of(board, printed))
    sheets = (static_css("css/cetak.css"), static_css("css/paparan.css"), generated_css(_PAGE))
    return laid_out(content, sheets).write_pdf()


def context_of(board, printed):
    """Return what the pages show; a page says its message in its title."""
    document = figures.neediest(board.standings)
    desa = document and figures.furthest(board.heat.rows, document)
    trend = None
    if document is not None:
        beside = {document.id: desa} if desa else None
        trend = board.story.trends([document], beside)[document.id]
    return {
        "papan": board,
        "cap": cells.text(printed),
        "contoh": cells.SAMPLE if board.data.header.is_sample else "",
        "cakupan": _pages(board.standings, DOCUMENTS_PER_PAGE),
        "pesan_cakupan": coverage_message(board.standings),
        "jarak": _pages(board.heat.rows, DESA_PER_PAGE),
        "pesan_jarak": gap_message(board, document, desa),
        "dokumen": document,
        "tren": trend if trend and trend.is_drawable else None,
        "tren_svg": trend.svg() if trend and trend.is_drawable else "",
        "elemen_desa": _pages(board.element_rows, ELEMENT_DESA_PER_PAGE),
        "pesan_elemen": element_message(board.elements),
        "rencana": _pages(board.plans.late, PLANS_PER_PAGE),
        "pesan_rencana": plan_message(board.plans),
    }


def _pages(rows, most):
    """Return rows in as few pages of at most `most` as hold them, evenly filled."""
    count = -(-len(rows) // most)
    size = -(-len(rows) // count) if count else 0
    return [rows[start : start + size] for start in range(0, len(rows), size)] if count else []


def coverage_message(standings):
    """Return how many documents reached their target."""
    known = [one for one in standings if one.has_gap]
    if not known:
        return "Cakupan dokumen di kecamatan"
    reached = sum(not one.is_below for one in known)
    if not reached:
        return f"Belum ada dari {len(known)} dokumen yang mencapai target"
    return f"{reached} dari {len(known)} dokumen sudah mencapai target"


def gap_message(board, document, desa):
    """Return which desa is furthest below the target of which document, and by how many."""
    if desa is None:
        return "Jarak ke target per desa"
    row = next(one for one in board.heat.rows if one.desa == desa)
    short = next(one.short for one in row.standings if one.document == document)
    return f"{document.label}: {desa.name} paling jauh, kurang {cells.text(short)}"


def element_message(columns):
    """Return which element the fewest desa have."""
    least = min(columns, key=lambda one: one.tally.sudah)
    count = least.tally
    of = count.sudah + count.sebagian + count.belum + count.belum_diisi
    return f"Paling sedikit: {least.element.label}, sudah ada di {count.sudah} dari {of} desa"


def plan_message(plans):
    """Return how many agreed items there are and how many are late."""
    if not plans.total:
        return "Belum ada rencana yang disepakati"
    if not plans.late:
        return f"{plans.total} rencana, tidak ada yang terlambat"
    return f"{len(plans.late)} dari {plans.total} rencana terlambat"
