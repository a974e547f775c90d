"""A reviewed item as the three cells that stand side by side: plan, realisation, obstacle.

Plain values in, values of `formats.values` out; every cell speaks of that one item only.
"""

from datetime import date

from formats.render.followup import UNCONFIRMED
from formats.values import (
    Agreed,
    Amount,
    Change,
    MonthSpan,
    Outcome,
    Plan,
    Remark,
    Report,
    Rupiah,
    Share,
    Trouble,
)
from rakorcam.models import ItemState
from rakorcam.monitoring import is_open, last_confirmed, reached, waiting

PAPER = "dari kertas"
IN_MEETING = "dalam rapat"
EVERYWHERE = "semua desa"


def worded(item):
    """Return what was agreed of a Reviewed as an Agreed, with where it came from."""
    origin = [PAPER] if item.from_paper else [item.session]
    if item.earlier:
        origin.append(f"lanjutan dari {', '.join(item.earlier)}")
    return Agreed(
        _plan(item.wording),
        _months(item.wording),
        tuple(origin),
        tuple(changed(one) for one in item.amendments),
    )


def changed(wording):
    """Return the Wording of an amendment as a Change."""
    day = date.fromisoformat(wording.day)
    return Change(_plan(wording), _months(wording), day, wording.reason)


def _plan(wording):
    return Plan(
        what=wording.what,
        places=(EVERYWHERE,) if wording.all_desa else wording.places,
        in_charge=wording.in_charge,
        target=_amount(wording.target_number, wording.target_unit),
        budget=None if wording.budget is None else Rupiah(wording.budget),
        budget_source=wording.budget_source,
    )


def _months(wording):
    return MonthSpan(date.fromisoformat(wording.from_month), date.fromisoformat(wording.to_month))


def _amount(number, unit):
    return None if number is None else Amount(number, unit)


def outcome(item, names):
    """Return what became of a Reviewed as an Outcome; `names` are desa id -> name.

    Each desa tells its last confirmed state and number with all it said was done; what PTPD has not
    confirmed stands apart and counts nowhere.
    """
    told, unconfirmed = last_confirmed(item.entries), waiting(item.entries)
    heard = {*told, *(entry.desa for entry in unconfirmed)}
    places = _places(item, heard)
    reports = [
        (
            ItemState(told[desa].state).label.lower(),
            _amount(_number(item, desa), item.unit),
            _remarks(item, desa, "done"),
            "",
            desa,
        )
        for desa in places
        if desa in told
    ]
    reports += [
        (
            ItemState(entry.state).label.lower(),
            _amount(entry.number, item.unit),
            _remark(entry, "done"),
            UNCONFIRMED,
            entry.desa,
        )
        for desa in places
        for entry in unconfirmed
        if entry.desa == desa
    ]
    known = bool(heard or item.state_set)
    return Outcome(
        state=item.state.label if known else "",
        reached=_reached(item) if told else None,
        reports=_merged(item, reports, names),
        silent=_silent(item, heard, names),
        reason=item.state_reason if item.state_set else "",
    )


def trouble(item, names):
    """Return what stood in the way of a Reviewed as a Trouble; `names` are desa id -> name."""
    told, unconfirmed = last_confirmed(item.entries), waiting(item.entries)
    places = _places(item, {*told, *(entry.desa for entry in unconfirmed)})
    found = [("", None, _remarks(item, desa, "obstacle"), "", desa) for desa in places]
    found += [
        ("", None, _remark(entry, "obstacle"), UNCONFIRMED, desa)
        for desa in places
        for entry in unconfirmed
        if entry.desa == desa
    ]
    return Trouble(
        _merged(item, [one for one in found if one[2]], names), is_known=bool(told or unconfirmed)
    )


def _places(item, heard):
    """Return the desa of an item in order, then others that reported once; "" for the whole."""
    return [*item.desa, *sorted(set(heard) - set(item.desa))] if item.desa else sorted(heard)


def _silent(item, heard, names):
    """Return the names of the desa nobody heard of, while the item is open."""
    silent = (names.get(one, one) for one in item.desa if one not in heard)
    return tuple(silent) if is_open(item.state) else ()


def _number(item, desa):
    return reached([entry for entry in item.entries if entry.desa == desa])


def _reached(item):
    number = reached(item.entries)
    if number is None:
        return None
    return Share(number, item.target, item.unit) if item.target else Amount(number, item.unit)


def _remarks(item, desa, field):
    """Return what a desa's confirmed entries say in one field, oldest first, each thing once."""
    found = {}
    for entry in item.entries:
        if entry.desa == desa and entry.confirmed:
            for remark in _remark(entry, field):
                found[remark.words] = remark
    return tuple(found.values())


def _remark(entry, field):
    words = getattr(entry, field)
    return (Remark(words, entry.date, IN_MEETING if entry.meeting else ""),) if words else ()


def _merged(item, reports, names):
    """Return Reports of (state, number, remarks, note, desa): those who say the same, as one."""
    groups = {}
    for *told, desa in reports:
        groups.setdefault(tuple(told), {})[desa] = names.get(desa, desa)
    return tuple(Report(_where(item, places), *told) for told, places in groups.items())


def _where(item, places):
    if len(places) > 1 and set(places) == set(item.desa):
        return (EVERYWHERE,)
    return tuple(name for name in places.values() if name)
