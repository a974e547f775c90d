"""Reading counts as Indonesian offices write them: 12345, 12.345, 12 345."""

import re

from desa.nik import MESSAGE as NIK
from desa.nik import has_nik
from formats.models import MAX_COUNT
from formats.render import cells

# Longer than any number of people or rupiah, written with dots.
LONGEST = 30
ASK = "bilangan bulat, misalnya 200"
_GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+")
_TOO_FEW = "Jumlah tidak boleh kurang dari 0."


class NotACount(ValueError):
    """What was typed is not a whole number of people; the message says why, in a sentence."""


def allowed(most=MAX_COUNT):
    """Return what a count may be, in the sentences that refuse another."""
    return f"Tulis {ASK}. {_TOO_FEW} {_at_most(most)}"


def read_count(text, most=MAX_COUNT, ask=ASK):
    """Return the whole number typed as `text`, or None when it is empty.

    `most` is the largest number taken, `ask` says what to write instead of what was found. Raises
    NotACount with a sentence: found, then allowed.
    """
    text = text.strip()
    if not text:
        return None
    if len(text) > LONGEST:
        raise NotACount(f"Tertulis “{text[:LONGEST]}…”. Tulis {ask}.")
    if has_nik(text):
        raise NotACount(NIK)
    if text[0] in "-\u2212" and text[1:].strip()[:1].isdigit():
        raise NotACount(f"{_TOO_FEW} Tertulis \u2212{text[1:].strip()}.")
    if (text.isascii() and text.isdigit()) or _GROUPED.fullmatch(text):
        return _bounded(int(re.sub(r"\D", "", text)), most)
    if re.fullmatch(r"[\d., ]+", text) and re.search(r"\d", text):
        raise NotACount(_ambiguous(text))
    raise NotACount(f"Tertulis “{text}”. Tulis {ask}.")


def _bounded(number, most):
    if number > most:
        raise NotACount(f"Tertulis {cells.text(number)}. {_at_most(most)}")
    return number


def _at_most(most):
    return f"Paling besar {cells.text(most)}; periksa lagi angkanya."


def _ambiguous(text):
    as_decimal = text.replace(".", ",")
    as_whole = re.sub(r"\D", "", text)
    return f"“{text}” bisa berarti {as_decimal} atau {as_whole}. Tulis bilangan bulat."
