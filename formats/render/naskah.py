"""Papers that are no Sheet: text of several sections, with photos, on office paper."""

from zoneinfo import ZoneInfo

from django.template.loader import get_template
from django.utils import timezone

from formats.render import cells
from formats.render.paper import BOTTOM, LEFT, RIGHT, TOP, paper_named
from formats.render.pdf import generated_css, laid_out, static_css

# Text in pt, the most readable first; below the last a photocopy cannot be read any more.
SIZES = (10, 9.5, 9, 8.5, 8, 7.5, 7, 6.5)
# From this size down lines as wide as the paper are too long for the eye: the text stands in two
# columns.
_IN_COLUMNS = 8


def naskah_pdf(
    template, context, paper="F4", *, printed, is_sample, photos=None, on_one_page=False
):
    """Return a template as the bytes of a PDF on `paper`, upright; raises UnknownPaper.

    `photos` are JPEG bytes by the name that `foto:` addresses in the template give them. With
    `on_one_page` the text gets as much smaller as it takes to fit one page; what never fits is set
    in the first size on as many pages as it takes.
    """
    paper = paper_named(paper)
    around = {"contoh": cells.SAMPLE if is_sample else ""}
    with timezone.override(ZoneInfo(printed.zone)):
        around["cap"] = cells.text(printed)
        content = get_template(template).render(context | around)
    document = _set(content, paper, SIZES[0], photos)
    if on_one_page and len(document.pages) > 1:
        document = largest_on_one_page(lambda size: _set(content, paper, size, photos)) or document
    return document.write_pdf()


def largest_on_one_page(laid):
    """Return the Document of the largest of SIZES that takes one page, the first aside, or None.

    `laid` lays the text out in a size, which takes half a second: what fits in one size fits in
    every smaller one, so that halving the sizes that are left finds it in three times.
    """
    found, left = None, SIZES[1:]
    while left:
        middle = len(left) // 2
        document = laid(left[middle])
        if len(document.pages) == 1:
            found, left = document, left[:middle]
        else:
            left = left[middle + 1 :]
    return found


def _set(content, paper, size, photos):
    wide, high = paper.size(landscape=False)
    margins = f"{TOP}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm"
    rules = f"@page {{ size: {wide}mm {high}mm; margin: {margins} }} html {{ font-size: {size}pt }}"
    if size <= _IN_COLUMNS:
        rules += ".naskah .isi { columns: 2; column-gap: 6mm }"
    sheets = (static_css("css/cetak.css"), static_css("css/cetak-naskah.css"), generated_css(rules))
    return laid_out(content, sheets, photos)
