"""Handing a chart over as a file."""

from django.http import HttpResponse
from django.utils.text import slugify


def hand_over_svg(request, text, name):
    """Return SVG text as the answer: shown in the page, saved when the address says ?unduh=1."""
    response = HttpResponse(text, content_type="image/svg+xml; charset=utf-8")
    place = "attachment" if request.GET.get("unduh") else "inline"
    response["Content-Disposition"] = f'{place}; filename="{slugify(name)}.svg"'
    response["Cache-Control"] = "private, no-store"
    return response
