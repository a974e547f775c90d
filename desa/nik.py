"""The one function that keeps residents' identity numbers out (rules.md 27).

This system holds aggregates. A run of exactly 16 digits is a NIK or a family-card number.
"""

import re

from django.core.exceptions import ValidationError

MESSAGE = (
    "Ada 16 angka berurutan, mirip NIK atau nomor KK. Hapus; sistem ini hanya menyimpan jumlah."
)
# Digits may be parted by one space, dot or dash, as people write them on paper.
_RUN = re.compile(r"\d(?:[ .\-]?\d)*")
_SEPARATORS = re.compile(r"[ .\-]")


def has_nik(text):
    """Return whether `text` holds a run of exactly 16 digits, single separators dropped."""
    return any(len(_SEPARATORS.sub("", run)) == 16 for run in _RUN.findall(str(text)))


def refuse_nik(text):
    """Raise ValidationError in words when `text` holds a 16-digit run; fits any text field."""
    if text and has_nik(text):
        raise ValidationError(MESSAGE, code="nik")
