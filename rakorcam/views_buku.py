"""All worksheets of a session as one workbook."""

from django.http import Http404
from django.views.decorators.http import require_safe

from desa.access import access
from formats.render.download import download_book
from formats.render.xlsx import Book
from rakorcam.models import Rakorcam
from rakorcam.worksheets import stand_of, worksheet_sheet, worksheets_of


@require_safe
@access("printing.read", rakorcam=Rakorcam)
def lembar_kerja_semua(request, rakorcam):
    """Hand over every worksheet of the session; raises Http404 when it works on none."""
    stand = stand_of(rakorcam)
    sheets = tuple(worksheet_sheet(spec, stand) for spec in worksheets_of(rakorcam))
    if not sheets:
        raise Http404
    book = Book(f"Lembar kerja {rakorcam.get_kind_display()}, {rakorcam.period.label}", sheets)
    name = f"lembar-kerja-{rakorcam.kind}-{rakorcam.kecamatan.name}-{rakorcam.period.code}"
    return download_book(request, book, name, rakorcam.kecamatan.kabupaten)
