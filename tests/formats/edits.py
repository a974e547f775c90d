"""Edits of cells of Formats 1 and 2, as the pages would send them."""

import datetime

from formats.actions import Edit
from formats.models import ElementState
from formats.specs._shared import DOCUMENTS_BY_KEY
from tests.factories import AT

KIA = str(DOCUMENTS_BY_KEY["kia"].id)
EMPTY = dict.fromkeys(ElementState.CELL, "")
LATER = AT + datetime.timedelta(minutes=5)
NIK_SENTENCE = (
    "Ada 16 angka berurutan, mirip NIK atau nomor KK. Hapus; sistem ini hanya menyimpan jumlah."
)


def count(desa, field, base, value, kind=KIA):
    """Return the Edit of one cell of Format 1."""
    return Edit((str(desa.pk), kind), field, base, value)


def cell(desa, element, base=None, **told):
    """Return the Edit of one cell of Format 2."""
    return Edit((str(desa.pk), element), "cell", base or EMPTY, {**(base or EMPTY), **told})
