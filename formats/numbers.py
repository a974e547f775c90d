"""Reading counts as Indonesian offices write them: 12345, 12.345, 12 345."""

import re

from desa.nik import MESSAGE as NIK
from desa.nik import has_nik
from formats.models import MAX_COUNT
from formats.render import cells

# Longer than any number of people or rupiah, written with dots.
LONGEST = 30
_GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0\u202f]\d{3})+")


class NotACount(ValueError):
    """What was typed is not a whole number of people; the message says why, in a sentence."""


def read_count(text, most=MAX_COUNT, ask="bilangan bulat, misalnya 200"):
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
        raise NotACount(f"Jumlah tidak boleh kurang dari 0. Tertulis \u2212{text[1:].strip()}.")
    if (text.isascii() and text.isdigit()) or _GROUPED.fullmatch(text):
        return _bounded(int(re.sub(r"\D", "", text)), most)
    if re.fullmatch(r"[\d., ]+", text) and re.search(r"\d", text):
        raise NotACount(_ambiguous(text))
    raise NotACount(f"Tertulis “{text}”. Tulis {ask}.")


def _bounded(number, most):
    if number > most:
        raise NotACount(
            f"Tertulis {cells.text(number)}. Paling besar {cells.text(most)}; "
            "periksa lagi angkanya."
        )
    return number


def _ambiguous(text):
    as_decimal = text.replace(".", ",")
    as_whole = re.sub(r"\D", "", text)
    return f"“{text}” bisa berarti {as_decimal} atau {as_whole}. Tulis bilangan bulat."
