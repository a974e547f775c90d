"""What changed in the looking back between two freezings, in words (rules.md 4)."""

from dataclasses import replace

from formats.values import Hundredths, Missing
from rakorcam.review_lines import outcome, trouble, worded


def review_changes(old, new, data):
    """Yield (where, before, after) from one Review to another; `data` names the document types."""
    before = {item.id: item for item in old.items}
    after = {item.id: item for item in new.items}
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        where = f"Rencana terdahulu “{(now or was).wording.what}”"
        if was is None or now is None:
            yield where, *("ada" if one else "tidak ada" for one in (was, now))
            continue
        yield f"{where}, isi", worded(was), worded(now)
        yield f"{where}, realisasi", outcome(was, old.names), outcome(now, new.names)
        yield f"{where}, kendala", _trouble(was, old), _trouble(now, new)
    for document in data.documents:
        yield (
            f"{document.label}, target s.d. Juni",
            *(_percent(one.targets.get(document.id)) for one in (old, new)),
        )


def _trouble(item, review):
    return replace(trouble(item, review.names), is_known=True)


def _percent(hundredths):
    return Missing.NO_TARGET if hundredths is None else Hundredths(hundredths)
