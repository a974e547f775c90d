"""The one function that keeps residents' identity numbers out (rules.md 27).

This system holds aggregates. A run of exactly 16 digits is a NIK or a family-card number: when
single spaces, dots and dashes between digits are dropped, and also as it stands, since other digits
beside it, a date or a second NIK, do not make it another number.
"""

import re

from django.core.exceptions import ValidationError

MESSAGE = (
    "Ada 16 angka berurutan, mirip NIK atau nomor KK. Hapus; sistem ini hanya menyimpan jumlah."
)
# Digits may be parted by one space, dot or dash of any make, as people write and paste them; a tab
# or a new line begins another number.
_SPACES = r" \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SEPARATOR = rf"[{_SPACES}.\-\u2010-\u2015\u2212]"
_RUN = re.compile(rf"\d(?:{_SEPARATOR}?\d)*")
_SEPARATORS = re.compile(_SEPARATOR)
_UNPARTED = re.compile(r"(?<!\d)\d{16}(?!\d)")


def has_nik(text):
    """Return whether `text` holds a run of exactly 16 digits, single separators dropped or not."""
    text = str(text)
    if _UNPARTED.search(text):
        return True
    return any(len(_SEPARATORS.sub("", run)) == 16 for run in _RUN.findall(text))


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
    for text in texts_within(value):
        refuse_nik(text)


def texts_within(value):
    """Yield every text inside a JSON value, however deep, keys among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in (*value, *value.values()):
            yield from texts_within(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_within(inner)
