"""A half-year report as a Word file, to be gone on with in the office."""

from io import BytesIO
from zoneinfo import ZoneInfo

from django.utils import timezone
from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from formats.render import cells
from formats.render.paper import BOTTOM, LEFT, RIGHT, TOP, paper_named
from rakorcam.laporan_isi import TITLE, UNWRITTEN, about, parts_of

FONT = "Arial"


def report_docx(report, half, paper="F4", *, printed, is_sample):
    """Return a HalfYearReport as the bytes of a .docx; raises UnknownPaper.

    `printed` is a PrintStamp; letters that a Word file cannot hold are left out.
    """
    document = Document()
    _set_page(document, paper_named(paper))
    _set_styles(document)
    place = report.kecamatan
    document.add_heading(TITLE, 0)
    for label, text in (
        ("Periode pelaporan", f"{half.label} ({half.months})"),
        ("Kabupaten", place.kabupaten.name),
        ("Kecamatan", place.name),
    ):
        _pair(document, label, text)
    for part in parts_of(report):
        document.add_heading(f"{part.number}. {part.heading}", 1)
        for section in part.sections:
            if not part.is_single:
                document.add_heading(section.heading, 2)
            _blocks(document, section.blocks)
    for heading, pairs in about(report):
        document.add_heading(heading, 1)
        for label, text in pairs:
            _pair(document, label, text)
    _foot(document, printed, is_sample)
    return _bytes(document, report, printed)


def _blocks(document, blocks):
    for block in blocks:
        for line in block.lines:
            document.add_paragraph(_clean(line), "List Bullet" if block.is_list else None)
    if not blocks:
        document.add_paragraph(UNWRITTEN)


def _pair(document, label, text):
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(45))
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.add_run(f"{label}\t: ")
    paragraph.add_run(_clean(text) or "…" * 24).bold = bool(text)


def _clean(text):
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _set_page(document, paper):
    section = document.sections[0]
    wide, high = paper.size(landscape=False)
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)


def _set_styles(document):
    sizes = {"Normal": 11, "List Bullet": 11, "Title": 16, "Heading 1": 12.5, "Heading 2": 11}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        # Word takes the font of headings from its theme unless told otherwise.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
        fonts.set(qn("w:hAnsi"), FONT)
        if name not in ("Normal", "List Bullet"):
            style.font.color.rgb = None
            style.font.bold = True
        style.paragraph_format.space_after = Pt(4)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _foot(document, printed, is_sample):
    section = document.sections[0]
    with timezone.override(ZoneInfo(printed.zone)):
        told = cells.text(printed)
    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    room = section.page_width - section.left_margin - section.right_margin
    stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT)
    sample = f"{cells.SAMPLE}{cells.DOT}" if is_sample else ""
    run = paragraph.add_run(f"{sample}{_clean(told)}\tHalaman ")
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    paragraph._p.append(number)
    run.font.size = Pt(8)


def _bytes(document, report, printed):
    told = document.core_properties
    told.title, told.author, told.language = str(report), _clean(printed.by), "id"
    told.created = told.modified = printed.at.replace(tzinfo=None)
    told.comments = ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
