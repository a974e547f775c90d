"""Handing a Sheet over as a file."""

from django.http import Http404, HttpResponse
from django.utils.text import slugify

from desa import waktu
from formats.render.paper import PAPERS, PrintStamp
from formats.render.pdf import sheet_pdf
from formats.render.xlsx import sheet_xlsx

OFFICE = ("F4", "A4")
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
WRITERS = {"pdf": sheet_pdf, "xlsx": sheet_xlsx}


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
    paper = paper_asked(request, offered)
    stamp = PrintStamp(str(request.user), waktu.now(), kabupaten.zone)
    content = WRITERS[ext](sheet, paper, printed=stamp)
    response = HttpResponse(content, content_type=CONTENT_TYPES[ext])
    place = "inline" if ext == "pdf" else "attachment"
    file_name = f"{slugify(name)}-{paper.lower()}.{ext}"
    response["Content-Disposition"] = f'{place}; filename="{file_name}"'
    response["Cache-Control"] = "private, no-store"
    return response
