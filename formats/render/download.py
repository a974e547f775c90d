"""Handing a Sheet, or a Book of several, over as a file."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from desa import waktu
from formats.render.paper import PAPERS, PrintStamp
from formats.render.pdf import sheet_pdf
from formats.render.plain import sheet_csv, sheet_json
from formats.render.xlsx import book_xlsx, sheet_xlsx

OFFICE = ("F4", "A4")
CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
WRITERS = {"pdf": sheet_pdf, "xlsx": sheet_xlsx}
# What a table is shared as; it has no paper.
SHARED = {"xlsx": sheet_xlsx, "csv": sheet_csv, "json": sheet_json}


def paper_asked(request, offered=OFFICE):
    """Return the name of the paper the address asks for (?kertas=), F4 without one.

    Raises Http404 for a paper that is not offered.
    """
    name = request.GET.get("kertas", OFFICE[0])
    if name not in offered or name not in PAPERS:
        raise Http404
    return name


def download(request, sheet, ext, name, kabupaten, offered=OFFICE):
    """Return `sheet` as a file: PDF opens in the browser, Excel is saved."""
    if ext not in WRITERS:
        raise Http404
    return _file(request, sheet, WRITERS[ext], ext, name, kabupaten, offered)


def share(sheet, ext, name, stamp):
    """Return `sheet` as a file for other programs; raises Http404 for another ending."""
    if ext not in SHARED:
        raise Http404
    return hand_over(SHARED[ext](sheet, printed=stamp), ext, name)


def download_book(request, book, name, kabupaten):
    """Return a Book (formats.render.xlsx) as an Excel file."""
    return _file(request, book, book_xlsx, "xlsx", name, kabupaten, OFFICE)


def _file(request, told, writer, ext, name, kabupaten, offered):
    paper = paper_asked(request, offered)
    content = writer(told, paper, printed=stamp_of(request, kabupaten))
    return hand_over(content, ext, f"{name}-{paper}")


def stamp_of(request, kabupaten):
    """Return the PrintStamp of whoever asks, now."""
    return PrintStamp(str(request.user), waktu.now(), kabupaten.zone)


def hand_over(content, ext, name):
    """Return a file's bytes as the answer: PDF opens in the browser, the rest is saved."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[ext])
    place = "inline" if ext == "pdf" else "attachment"
    response["Content-Disposition"] = f'{place}; filename="{slugify(name)}.{ext}"'
    response["Cache-Control"] = "private, no-store"
    return response
