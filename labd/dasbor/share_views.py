"""What is taken from the dashboard: tables, a text to send, pages to present."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Kecamatan
from formats.periods import period_shown
from formats.render.download import hand_over, share, stamp_of
from formats.render.paper import PrintStamp
from labd.dasbor import gather
from labd.dasbor.board import board_of
from labd.dasbor.material import material_of
from labd.dasbor.message import message
from labd.dasbor.paparan import paparan_pdf
from labd.dasbor.tables import BY_SEX, offered, sheet_of


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def bagikan(request, kecamatan, periode):
    """Show what can be taken along, and what of it may go outside."""
    period = period_shown(request, kecamatan, periode)
    by_sex = gather.has_parts(kecamatan, period)
    tables, outside = (
        [one for one in offered(masked=masked).values() if by_sex or one.name != BY_SEX]
        for masked in (False, True)
    )
    context = {"kecamatan": kecamatan, "period": period, "tables": tables, "outside": outside}
    if holds(request.user, "open_data.read", kecamatan):
        material = material_of(request.user, kecamatan, period, waktu.now(), masked=True)
        context |= {"boleh_keluar": True, "pesan": message(material)}
    return render(request, "labd/dasbor/bagikan.html", context)


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def paparan(request, kecamatan, periode):
    """Hand over the dashboard as pages to present, with all its numbers."""
    period = period_shown(request, kecamatan, periode)
    board = board_of(request.user, kecamatan, period, waktu.now())
    content = paparan_pdf(board, printed=stamp_of(request, kecamatan.kabupaten))
    return hand_over(content, "pdf", f"paparan-{kecamatan.name}-{period.code}")


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def bagikan_dalam(request, kecamatan, periode, table, ext):
    """Hand over a table with all its numbers, for those inside."""
    stamp = stamp_of(request, kecamatan.kabupaten)
    return _table(request, kecamatan, periode, table, ext, stamp, masked=False)


@require_safe
@access("open_data.read", kecamatan=Kecamatan)
def bagikan_terbuka(request, kecamatan, periode, table, ext):
    """Hand over a table masked, so that it may go outside; it does not say who took it."""
    stamp = PrintStamp("", waktu.now(), kecamatan.kabupaten.zone)
    return _table(request, kecamatan, periode, table, ext, stamp, masked=True)


def _table(request, kecamatan, periode, table, ext, stamp, *, masked):
    period = period_shown(request, kecamatan, periode)
    found = offered(masked=masked).get(table)
    if found is None:
        raise Http404
    material = material_of(request.user, kecamatan, period, stamp.at, masked=masked)
    word = "terbuka" if masked else "dalam"
    name = f"{table}-{kecamatan.name}-{period.code}-{word}"
    return share(sheet_of(found, material), ext, name, stamp)
