"""The pages and papers of the formats that show a kecamatan's figures as they stand."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Kecamatan
from desa.rights import READ
from formats.data import gather_for
from formats.entry import ENTRIES, Place
from formats.periods import find_period, period_shown
from formats.render import cells
from formats.render.download import download, download_book
from formats.render.xlsx import Book
from formats.specs import REGISTRY
from formats.tables import SOURCES, live_specs, sheet_of


def live_spec(number):
    """Return the spec of a format shown from live figures; raises Http404 for another."""
    spec = REGISTRY.get(number)
    if spec is None or spec.source not in SOURCES:
        raise Http404
    return spec


def asks(verb):
    """Return the function that names the right a format's page asks, from its URL."""

    def capability(kwargs):
        return f"{SOURCES[live_spec(kwargs['number']).source].right}.{verb}"

    return capability


def place_of(request, kecamatan, periode, number):
    """Return the Place a URL names, and remember it for the navigation."""
    period = period_shown(request, kecamatan, periode)
    return Place(request, live_spec(number), kecamatan, period)


def may_type(place, at):
    """Return whether this person types here now: a right, an entry page, an open period."""
    right = SOURCES[place.spec.source].right
    return (
        place.spec.entered
        and place.spec.source in ENTRIES
        and holds(place.request.user, f"{right}.edit", place.kecamatan)
        and place.period.is_open(at)
    )


@require_safe
@access("coverage.read", kecamatan=Kecamatan)
def data_desa(request, kecamatan, periode):
    """Show which formats there are and how far each desa is."""
    period = period_shown(request, kecamatan, periode)
    data = gather_for(request.user, "coverage", kecamatan, period)
    context = {
        "kecamatan": kecamatan,
        "period": period,
        "data": data,
        "specs": live_specs(),
        "rows": [(desa, data.filled_types(desa), data.filled_elements(desa)) for desa in data.desa],
        "may_compare": holds(request.user, "recap.read", kecamatan),
        "may_own_types": holds(request.user, "own_types.read", kecamatan),
        "may_see_warnings": holds(request.user, "warnings.read", kecamatan),
    }
    return render(request, "formats/data_desa.html", context)


@require_safe
@access(asks("read"), kecamatan=Kecamatan)
def format_page(request, kecamatan, periode, number):
    """Show a format: as a grid to those who type in it, else as the sheet it prints."""
    place = place_of(request, kecamatan, periode, number)
    if may_type(place, waktu.now()):
        return ENTRIES[place.spec.source].page(place)
    data = _data(place)
    sheet = sheet_of(place.spec, data)
    context = place.context(
        data=data,
        sheet=sheet,
        is_closed=bool(place.spec.entered) and not place.period.is_open(waktu.now()),
        tautan=_to_evidence(place),
        kepala_lembar=cells.header(sheet),
    )
    return render(request, "formats/lembar.html", context)


def _data(place):
    source = SOURCES[place.spec.source]
    return place.data(source.right, answers=source.answers)


def _to_evidence(place):
    """Return the function that leads from a desa's state of an element to where it comes from."""

    def link(desa, column):
        return reverse("bukti_elemen", args=[desa, place.period.code, column.partition(":")[0]])

    # The template hands it on; it must not call it.
    link.do_not_call_in_templates = True
    return link


@require_http_methods(["GET", "HEAD", "POST"])
@access(asks("edit"), kecamatan=Kecamatan)
def format_simpan(request, kecamatan, periode, number):
    """Save what was typed into a format's grid; a mere visit is sent to the grid."""
    place = place_of(request, kecamatan, periode, number)
    if request.method != "POST":
        return redirect("format", **place.url_args)
    entry = ENTRIES.get(place.spec.source)
    if entry is None or not place.spec.entered:
        raise Http404
    return entry.save(place, waktu.now())


@require_safe
@access(asks("read"), kecamatan=Kecamatan)
def format_berkas(request, kecamatan, periode, number, ext):
    """Hand over a format as PDF or Excel on the paper asked for."""
    place = place_of(request, kecamatan, periode, number)
    data = _data(place)
    name = f"format-{number}-{kecamatan.name}-{place.period.code}"
    return download(request, sheet_of(place.spec, data), ext, name, kecamatan.kabupaten)


@require_safe
@access("coverage.read", kecamatan=Kecamatan)
def semua_format(request, kecamatan, periode):
    """Hand over every format this person may read here as one workbook."""
    period = find_period(kecamatan.kabupaten, periode)
    places = [
        Place(request, spec, kecamatan, period)
        for spec in live_specs()
        if holds(request.user, f"{SOURCES[spec.source].right}.{READ}", kecamatan)
    ]
    sheets = tuple(sheet_of(place.spec, _data(place)) for place in places)
    name = f"semua-format-{kecamatan.name}-{period.code}"
    book = Book(f"Semua format, {period.label}", sheets)
    return download_book(request, book, name, kecamatan.kabupaten)
