"""The number an activity is to reach, in words: beside the fields that ask how far it is, and when
a report says more than that. More than was agreed is stored as it is: it may well be true.
"""

from formats.render import cells
from formats.values import Amount


def goal_words(told):
    """Return "Target 40 pasangan bersama 2 desa" of a Followed; "" for one without a number."""
    terms, sharers = told.terms, len(told.sharers)
    if terms.target_number is None:
        return ""
    target = cells.text(Amount(terms.target_number, terms.target_unit))
    return f"Target {target}" + (f" bersama {sharers} desa" if told.desa and sharers > 1 else "")


def above_words(number, target, unit):
    """Return a sentence when `number` is above the `target` (both may be None), else ""."""
    if number is None or target is None or number <= target:
        return ""
    said, agreed = (cells.text(Amount(one, unit)) for one in (number, target))
    return (
        f"Yang ditulis, {said}, lebih besar dari targetnya, {agreed}. "
        "Bila memang begitu, biarkan. Bila keliru, catat lagi angka yang benar."
    )
