"""A Sheet as PDF by WeasyPrint; how a plano shares out its height is in formats.render.plano.

Nothing is fetched while printing: the style sheets are our own static files, read once, and photos
are handed over by whoever prints the record they belong to (rules.md 30).
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import local
from zoneinfo import ZoneInfo

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.utils import timezone
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from formats.render import cells, html, plano
from formats.render.heights import measure
from formats.render.measure import MM_PER_POINT, Padding, fit, row_lines
from formats.render.paper import BOTTOM, LEFT, RIGHT, TOP, UnknownPaper, paper_named

STATIC, PHOTO = "static:", "foto:"
# Text of a table on office paper in pt with the sides of its cells, the most readable first: a
# table of many columns first gives up width beside its text, and size below 7 pt only at the end.
_ROOMY, _NARROW, _TIGHT = Padding(0.5, 1), Padding(0.25, 1), Padding(0.18, 1)
_FEW_COLUMNS = [(size, _ROOMY) for size in (9, 8.5, 8, 7.5, 7, 6.5, 6)]
_MANY_COLUMNS = [
    *((size, _NARROW) for size in (9, 8.5, 8, 7.5, 7)),
    *((size, _TIGHT) for size in (7, 6.5, 6, 5.5)),
]
# A form that is filled in by hand is written larger.
_FORM = [(10, _ROOMY), *_FEW_COLUMNS]

# A row that takes more of a page than this may break; every other stays whole.
_TALLEST = 0.6
_LEADING = 1.3


class RefusedFetch(ValueError):
    """A paper asked for what is neither one of our static files nor a photo handed over to it."""


class StaticFetcher(URLFetcher):
    """Give WeasyPrint our own static files, named `static:css/cetak.css`, and nothing else.

    But for the `photos` of this one paper: the bytes of JPEG by the name that follows `foto:`.
    """

    def __init__(self, photos=None):
        super().__init__()
        self._photos = photos or {}

    def fetch(self, url, headers=None):
        """Return what stands at `url`; raises RefusedFetch for every other address."""
        if url.startswith(PHOTO):
            return self._photo(url)
        name = url.removeprefix(STATIC)
        path = finders.find(name) if url.startswith(STATIC) and ".." not in name else None
        if not path:
            raise RefusedFetch(f"Lembar cetak tidak mengambil {url[:80]}.")
        kind = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
        content_type = kind.get(Path(path).suffix, "application/octet-stream")
        return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": content_type})

    def _photo(self, url):
        photo = self._photos.get(url.removeprefix(PHOTO))
        if photo is None:
            raise RefusedFetch(f"Lembar cetak tidak memuat {url[:80]}.")
        return URLFetcherResponse(url, photo, {"Content-Type": "image/jpeg"})


FETCHER = StaticFetcher()
_THREAD = local()


def laid_out(content, stylesheets, photos=None):
    """Return WeasyPrint's Document of an HTML text, with nothing fetched but our own files.

    `photos` are the JPEG bytes that its `foto:` addresses stand for, by name. Each thread reads the
    system's fonts once: that takes as long as a page of text.
    """
    if not hasattr(_THREAD, "fonts"):
        _THREAD.fonts = FontConfiguration()
    fetcher = StaticFetcher(photos) if photos else FETCHER
    final = HTML(string=content, url_fetcher=fetcher)
    return final.render(stylesheets=list(stylesheets), font_config=_THREAD.fonts)


@dataclass(frozen=True, slots=True)
class Printable:
    """What WeasyPrint is given: the final HTML, and its parsed style sheets in order.

    A plano is `laid` out already, and knows its `outline`, and how many `sheets` it takes unless a
    row flows over several.
    """

    html: str
    stylesheets: tuple
    sheets: int | None = None
    outline: plano.Outline | None = None
    laid: Document | None = None

    def write_pdf(self):
        """Return the PDF's bytes."""
        return self._laid().write_pdf()

    def count(self):
        """Return how many pages come out."""
        return len(self._laid().pages)

    def _laid(self):
        return self.laid or laid_out(self.html, self.stylesheets)


def sheet_pdf(sheet, paper="F4", *, printed):
    """Return a Sheet as the bytes of a PDF on `paper`; raises UnknownPaper.

    `printed` is a PrintStamp: its zone is the one in which all moments are written.
    """
    return printable(sheet, paper, printed=printed).write_pdf()


def printable(sheet, paper="F4", *, printed):
    """Return the Printable of a Sheet on `paper`; raises UnknownPaper."""
    paper = paper_named(paper)
    with timezone.override(ZoneInfo(printed.zone)):
        parts = html.parts_of(sheet)
        walls = [html.view(one) for one in plano.ways(sheet)] if paper.is_plano else []
        context = html.surroundings(sheet) | {
            "contoh": cells.SAMPLE if sheet.is_sample else "",
            "cap": cells.text(printed),
            "draf": sheet.is_draft,
            "kertas": paper.name,
        }
    if not paper.is_plano:
        return _office(parts, paper, sheet.landscape, context)
    if sheet.parts or parts[0].view.is_form:
        raise UnknownPaper(f"{sheet.name} tidak dibuat sebagai plano.")
    return _plano(walls, paper, context)


def _office(parts, paper, landscape, context):
    wide, high = paper.size(landscape)
    room = wide - LEFT - RIGHT
    rules = [f"@page {{ size: {wide}mm {high}mm; margin: {TOP}mm {RIGHT}mm {BOTTOM}mm {LEFT}mm }}"]
    fits = _fits([part.view for part in parts], room / MM_PER_POINT)
    several = len(parts) > 1
    for number, (part, found) in enumerate(zip(parts, fits, strict=True), 1):
        scope = f".bagian-{number} " if several else ""
        rules += _table_rules(part.view, found, high - TOP - BOTTOM, scope)
    tables = {"bagian": parts} if several else {"tabel": parts[0].table}
    tables |= {"formulir": parts[0].view.is_form, "ditulis": parts[0].view.is_handwritten}
    return Printable(
        _document("formats/cetak.html", context | tables),
        (static_css("css/cetak.css"), generated_css("\n".join(rules))),
    )


def _fits(views, room):
    """Return the Fit of each table; several tables on one paper have one size of text."""
    fits = [fit(view, room * view.span, _choices(view)) for view in views]
    size = min(found.size for found in fits)
    return [
        found
        if found.size == size
        else fit(view, room * view.span, [one for one in _choices(view) if one[0] <= size])
        for view, found in zip(views, fits, strict=True)
    ]


def _choices(view):
    return _FORM if view.is_handwritten else _MANY_COLUMNS if view.is_narrow else _FEW_COLUMNS


def _table_rules(view, found, high, scope):
    """Yield the rules of one table: text size, sides, widths, rows that may break in `high` mm."""
    yield f"{scope}.tabel-lembar {{ font-size: {found.size}pt }}"
    sides = f"{{ padding-inline: {found.padding.em}em }}"
    yield f"{scope}.tabel-lembar th, {scope}.tabel-lembar td {sides}"
    yield from columns(found.widths, "pt", scope)
    if view.span < 1:
        yield f"{scope}.tabel-lembar {{ width: {view.span:.0%} }}"
    lines = int(_TALLEST * high / MM_PER_POINT / (found.size * _LEADING))
    for number, row in enumerate(view.rows, 1):
        if row_lines(row, found) > lines:
            yield f"{scope}.tabel-lembar tr.b{number} {{ break-inside: auto }}"


def _plano(views, paper, context):
    """Return the Printable of a plano: laid out once, or again where lines broke otherwise."""
    drawing = plano.Drawing(views, paper, context)
    rules = (*drawing.rules(), *columns(drawing.fit.widths, "rem"))
    told = drawing.told()
    shared = drawing.shared(told)
    if shared.sheets:
        made = _drawn(drawing, rules, shared)
        found = measure(made.laid.pages, paper)
        if len(found.filled) == len(told.filled):
            better = drawing.shared(found.beside(told))
            return made if better == shared else _drawn(drawing, rules, better)
    # A row flows over several sheets, where nothing tells what it needs.
    found = measure(_endless(drawing, rules).pages, paper)
    return _drawn(drawing, rules, drawing.shared(found))


def _drawn(drawing, rules, shared):
    table = {"tabel": html.table_html(shared.shown), "lanjut": shared.sheets != 1}
    final = _document("formats/plano.html", drawing.context | table)
    css = _plano_css(*rules, *drawing.page(), *shared.rules)
    return Printable(final, css, shared.sheets, shared.outline, laid_out(final, css))


def _endless(drawing, rules):
    alone = {"catatan": drawing.context["catatan"], "tabel": html.table_html(drawing.shown)}
    css = _plano_css(*rules, drawing.endless())
    return laid_out(_document("formats/plano.html", alone), css)


def _plano_css(*rules):
    own = generated_css("\n".join(rules))
    return static_css("css/cetak.css"), static_css("css/plano.css"), own


def columns(widths, unit, scope=""):
    """Return the CSS rules that give each column its width, within what `scope` selects."""
    return [f"{scope}col.k{n} {{ width: {one:.3f}{unit} }}" for n, one in enumerate(widths, 1)]


@cache
def static_css(name):
    """Return one of our static style sheets, parsed once."""
    return CSS(url=f"{STATIC}{name}", url_fetcher=FETCHER)


@lru_cache(maxsize=128)
def generated_css(rules):
    """Return the rules of one kind of sheet on one paper, parsed once."""
    return CSS(string=rules, url_fetcher=FETCHER)


def _document(template, context):
    return get_template(template).render(context)
