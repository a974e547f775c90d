"""A plano's PDF cut onto office paper: tiles with cut marks and numbers, after a plan to assemble.

pypdf places the same drawing on every paper, shifted, and shows it through a window; WeasyPrint
draws what stands around the window. So the tiles hold the sheet itself, at its own scale.
"""

import io
from dataclasses import dataclass

from django.template.loader import get_template
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)

from formats.render import cells
from formats.render.paper import centimetres, paper_named
from formats.render.pdf import generated_css, laid_out, sheet_pdf, static_css
from formats.render.tiles import OVERLAP, STRIP, tiling

POINTS = 72 / 25.4
# One page before the tiles of each worksheet shows how they are put together.
PLAN_PAGES = 1
_GAP = 0.5
# Half the base of the little triangles that show where the neighbour's edge comes to lie.
_POINTER = 1.3
# So much of a name fits in the strip beside the tile's number.
_LONGEST = 70
# The plan: edge of the paper to its text, to its picture, and how much of the height it may take.
_SIDE, _PICTURE, _PART = 15, 47, 0.42


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a page shows the sheet: which one, its scale, the window, and the sheet's left top.

    All in mm from the paper's left top.
    """

    sheet: int
    scale: float
    window: tuple[float, float, float, float]
    origin: tuple[float, float]


@dataclass(frozen=True, slots=True)
class TilePage:
    """What is printed around one tile: lines, triangles, the label and the little map."""

    placed: Placed
    cuts: tuple
    pointers: tuple
    label: str
    label_at: tuple[float, float]
    map: tuple


@dataclass(frozen=True, slots=True)
class Plan:
    """The page that shows how a wall sheet is put together; lengths in mm."""

    placed: Placed
    lines: tuple
    rows: tuple
    columns: tuple
    below: float


def wall_pdf(sheet, paper, tile="", *, printed):
    """Return a Sheet as the bytes of a PDF on a plano, whole or in tiles on the paper `tile`.

    Raises UnknownPaper for a paper that is no plano, and for one that tiles are not printed on.
    """
    if not tile:
        return sheet_pdf(sheet, paper, printed=printed)
    cut, place = tiling(paper_named(paper), tile), cells.place(sheet)
    return tiled_pdf(
        sheet_pdf(sheet, paper, printed=printed),
        cut,
        name=", ".join((sheet.name, *place[:1])),
        title=cells.DOT.join(part for part in (cells.title(sheet), ", ".join(place)) if part),
    )


def tiled_pdf(content, cut, *, name, title):
    """Return a plano's PDF as the bytes of another: a plan to assemble it, then its tiles.

    `name` says in the strip of each tile what it belongs to, `title` stands over the plan.
    """
    wall = PdfReader(io.BytesIO(content))
    count = len(wall.pages)
    plan = _plan(cut)
    tiles = [
        _page(cut, tile, sheet, _label(name, tile, sheet, count))
        for sheet in range(count)
        for tile in cut.tiles
    ]
    writer = PdfWriter(clone_from=io.BytesIO(_overlay(cut, plan, tiles, count, title)))
    forms = [_form(writer, page) for page in wall.pages]
    for page, told in zip(writer.pages, (plan, *tiles), strict=True):
        _show(writer, page, forms, told.placed, cut)
    return _finished(writer)


def together(contents, *, title):
    """Return several PDFs as the bytes of one, to be printed as it is; one alone stays the same."""
    if len(contents) == 1:
        return contents[0]
    writer = PdfWriter()
    for content in contents:
        writer.append(io.BytesIO(content), import_outline=False)
    writer.add_metadata({"/Title": title})
    writer.root_object[NameObject("/Lang")] = TextStringObject("id")
    return _finished(writer)


def _label(name, tile, sheet, count):
    several = f"lembar {sheet + 1} dari {count}" if count > 1 else ""
    return cells.DOT.join(part for part in (tile.name, several, name[:_LONGEST]) if part)


def _finished(writer):
    # Without this, a viewer offers to shrink the pages to what the printer can reach.
    writer.create_viewer_preferences().print_scaling = "/None"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# --- Around the windows ---------------------------------------------------------------------------


def _page(cut, tile, sheet, label):
    left, top = cut.margin
    right, foot = left + tile.width, top + tile.height
    placed = Placed(
        sheet, 1.0, (left, top, tile.width, tile.height), (left - tile.left, top - tile.top)
    )
    # Cut are right and foot, and what is the sheet's own edge; left and top are glued over.
    upright = [right] + [left] * (tile.column == 1)
    level = [foot] + [top] * (tile.row == 1)
    above, below = (top - STRIP, top - _GAP), (foot + _GAP, foot + STRIP)
    before, behind = (left - STRIP, left - _GAP), (right + _GAP, right + STRIP)
    cuts = [(x, y1, x, y2) for x in upright for y1, y2 in (above, below)]
    cuts += [(x1, y, x2, y) for y in level for x1, x2 in (before, behind)]
    pointers = []
    if tile.column > 1:
        pointers += [_pointer(left + OVERLAP, top - _GAP, 0, -1)]
        pointers += [_pointer(left + OVERLAP, foot + _GAP, 0, 1)]
    if tile.row > 1:
        pointers += [_pointer(left - _GAP, top + OVERLAP, -1, 0)]
        pointers += [_pointer(right + _GAP, top + OVERLAP, 1, 0)]
    return TilePage(
        placed,
        tuple(cuts),
        tuple(pointers),
        label,
        (left + OVERLAP + 6, foot + 3.1),
        _map(cut, tile, right - 3, foot + _GAP),
    )


def _pointer(x, y, across, down):
    """Return the corners of a triangle whose tip is at (x, y) and whose base lies that way."""
    length = STRIP - 2 * _GAP
    foot = (x + across * length, y + down * length)
    half = (_POINTER * abs(down), _POINTER * abs(across))
    corners = (
        (x, y),
        (foot[0] + half[0], foot[1] + half[1]),
        (foot[0] - half[0], foot[1] - half[1]),
    )
    return " ".join(f"{one[0]:.2f},{one[1]:.2f}" for one in corners)


def _map(cut, tile, right, top):
    """Return (x, y, width, height, whether here) of the little map that ends at `right`."""
    wide, high = 2.0, (STRIP - 2 * _GAP) / cut.rows
    left = right - cut.columns * wide
    return tuple(
        (
            left + (one.column - 1) * wide,
            top + (one.row - 1) * high,
            wide,
            high,
            (one.row, one.column) == (tile.row, tile.column),
        )
        for one in cut.tiles
    )


def _plan(cut):
    (wide, high), (paper_wide, paper_high) = cut.sheet, cut.paper
    edge = 8
    scale = min((paper_wide - 2 * _SIDE - edge) / wide, _PART * paper_high / high)
    left, top = _SIDE + edge, _PICTURE
    size = (wide * scale, high * scale)
    rights = sorted({one.left + one.width for one in cut.tiles})
    feet = sorted({one.top + one.height for one in cut.tiles})
    return Plan(
        Placed(0, scale, (left, top, *size), (left, top)),
        (
            *((left + x * scale, top, left + x * scale, top + size[1]) for x in (0, *rights)),
            *((left, top + y * scale, left + size[0], top + y * scale) for y in (0, *feet)),
        ),
        tuple(
            (f"baris {number}", left - 3, top + y * scale)
            for number, y in enumerate(_middles(feet), 1)
        ),
        tuple(
            (f"kolom {number}", left + x * scale, top - 2)
            for number, x in enumerate(_middles(rights), 1)
        ),
        top + size[1] + 6,
    )


def _middles(ends):
    return [(first + last) / 2 for first, last in zip((0, *ends), ends, strict=False)]


def _overlay(cut, plan, tiles, sheets, title):
    wide, high = cut.paper
    context = {
        "ubin": cut,
        "lebar": wide,
        "tinggi": high,
        "rakit": plan,
        "halaman": tiles,
        "lembar": sheets,
        "judul": title,
        "ukuran": centimetres(cut.sheet),
        "tumpang": OVERLAP,
        "jumlah": sheets * cut.count,
    }
    final = get_template("formats/ubin.html").render(context)
    size = generated_css(
        f"@page {{ size: {wide}mm {high}mm }} section {{ width: {wide}mm; height: {high}mm }}"
        f" .bawah {{ top: {plan.below:.2f}mm }} .atas, .bawah {{ left: {_SIDE}mm;"
        f" width: {wide - 2 * _SIDE}mm }}"
    )
    return laid_out(final, (static_css("css/ubin.css"), size)).write_pdf()


# --- Behind the windows ---------------------------------------------------------------------------


def _form(writer, page):
    """Return a reference to a page of the plano as a form that other pages can show."""
    form = DecodedStreamObject()
    form.set_data(page.get_contents().get_data())
    form.update({
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): RectangleObject(page.mediabox),
        NameObject("/Resources"): page["/Resources"].get_object().clone(writer),
    })  # fmt: skip
    return writer._add_object(form.flate_encode())


def _show(writer, page, forms, placed, cut):
    """Draw a sheet under what already stands on a page, through its window."""
    name = f"/Lembar{placed.sheet + 1}"
    resources = page["/Resources"].get_object()
    shown = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
    shown[NameObject(name)] = forms[placed.sheet]
    left, top, wide, high = placed.window
    # PDF counts from the foot of the page.
    foot = cut.paper[1] - top - high
    down = cut.paper[1] - placed.origin[1] - cut.sheet[1] * placed.scale
    window = " ".join(f"{one * POINTS:.4f}" for one in (left, foot, wide, high))
    shift = f"{placed.origin[0] * POINTS:.4f} {down * POINTS:.4f}"
    scale = f"{placed.scale:.6f} 0 0 {placed.scale:.6f}"
    drawing = DecodedStreamObject()
    drawing.set_data(f"q {window} re W n {scale} {shift} cm {name} Do Q".encode())
    page[NameObject("/Contents")] = ArrayObject(
        [writer._add_object(drawing), page.raw_get("/Contents")]
    )
