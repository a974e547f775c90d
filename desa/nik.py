"""The one function that keeps residents' identity numbers out (rules.md 27).

This system holds aggregates. A run of exactly 16 digits is a NIK or a family-card number.
"""

import re

from django.core.exceptions import ValidationError

MESSAGE = (
    "Ada 16 angka berurutan, mirip NIK atau nomor KK. Hapus; sistem ini hanya menyimpan jumlah."
)
# Digits may be parted by one space, dot or dash of any make, as people write and paste them.
_SEPARATOR = r"[\s.\-\u2010-\u2015\u2212]"
_RUN = re.compile(rf"\d(?:{_SEPARATOR}?\d)*")
_SEPARATORS = re.compile(_SEPARATOR)


def has_nik(text):
    """Return whether `text` holds a run of exactly 16 digits, single separators dropped."""
    return any(len(_SEPARATORS.sub("", run)) == 16 for run in _RUN.findall(str(text)))


def login_name(request, credentials=None):
    """Return the login name that the throttle remembers: never a number typed there by mistake."""
    name = (credentials or {}).get("username") or (request.POST.get("username") if request else "")
    return "(angka dirahasiakan)" if has_nik(name or "") else name


def refuse_nik(text):
    """Raise ValidationError in words when `text` holds a 16-digit run; fits any text field."""
    if text and has_nik(text):
        raise ValidationError(MESSAGE, code="nik")


def refuse_nik_within(value):
    """Raise ValidationError when any text inside a JSON value holds a 16-digit run."""
    if isinstance(value, str):
        refuse_nik(value)
    elif isinstance(value, dict):
        for inner in (*value, *value.values()):
            refuse_nik_within(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            refuse_nik_within(inner)
