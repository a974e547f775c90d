"""What comes back from the grid of Format 1: cells as they were typed, and what they replace."""

import json
from dataclasses import dataclass, field

from desa.history import Source
from formats.actions import Edit
from formats.models import Coverage
from formats.numbers import NotACount, read_count

PREFIX = "s"
NOTE = "note"
# Which counts by sex make which total.
PARTS_OF = {total: (f"{total}_l", f"{total}_p") for total in Coverage.COUNTS}


def name_of(row, field_name):
    """Return the form name of one cell: s:<desa id>:<type id>:<field>."""
    desa, kind = row
    return f"{PREFIX}:{desa}:{kind}:{field_name}"


@dataclass(slots=True)
class Posted:
    """What a person sent from the grid: edits, and cells that could not even be read."""

    edits: list = field(default_factory=list)
    unreadable: list = field(default_factory=list)
    typed: dict = field(default_factory=dict)


def read_post(post, *, records_lp=False):
    """Return the Posted cells of a grid form, each with the value it replaces (rules.md 24).

    Counts by sex are read where the kecamatan `records_lp`; elsewhere they are no cells.
    """
    base, pasted, posted = read_base(post), _pasted(post), Posted()
    known = {*Coverage.COUNTS, *(Coverage.PARTS if records_lp else ()), NOTE}
    for name, text in post.items():
        parts = name.split(":")
        if len(parts) != 4 or parts[0] != PREFIX or parts[3] not in known:
            continue
        row, field_name = (parts[1], parts[2]), parts[3]
        source = Source.PASTED if name in pasted else None
        edit = Edit(row, field_name, _before(base, name, field_name), text.strip(), source)
        posted.typed[name] = text
        try:
            value = edit.value if field_name == NOTE else read_count(text)
        except NotACount as error:
            posted.unreadable.append((edit, str(error)))
            continue
        if value != edit.base:
            posted.edits.append(Edit(row, field_name, edit.base, value, source))
    if records_lp:
        posted.edits += _totals(post, base, posted.edits)
    return posted


def _before(base, name, field_name):
    """Return the value the page showed of a cell; what is no such value counts as empty."""
    before, empty = base.get(name), "" if field_name == NOTE else None
    return before if type(before) is (str if field_name == NOTE else int) else empty


def _totals(post, base, edits):
    """Yield an Edit for every total sent empty whose L and P are both there now."""
    values = {name_of(edit.row, edit.field): edit.value for edit in edits}
    for row in dict.fromkeys(edit.row for edit in edits if edit.field in Coverage.PARTS):
        for total, parts in PARTS_OF.items():
            name = name_of(row, total)
            is_empty = not post.get(name, "?").strip() and _before(base, name, total) is None
            known = [
                values.get(part, _before(base, part, total))
                for part in (name_of(row, one) for one in parts)
            ]
            if is_empty and None not in known:
                yield Edit(row, total, None, sum(known))


def _pasted(post):
    try:
        names = json.loads(post.get("tempel") or "[]")
    except (ValueError, RecursionError):
        return frozenset()
    return frozenset(name for name in names if type(name) is str) if type(names) is list else ()


def settled(post):
    """Return the post after a choice between two values of a cell, if one was made.

    `pakai` holds a cell's name with the stored value now replaced on purpose; `lepas` names a cell
    whose typed value is given up.
    """
    chosen, dropped = post.get("pakai"), post.get("lepas")
    if not (chosen or dropped):
        return post
    post = post.copy()
    if chosen:
        post["dasar"] = json.dumps({**read_base(post), **_object(chosen)})
    if dropped:
        for key in [key for key in post if f"{key}:".startswith(f"{dropped}:")]:
            del post[key]
    return post


def read_base(post):
    """Return cell name -> the value the page showed; an unreadable one counts as empty."""
    return _object(post.get("dasar"))


def _object(text):
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
