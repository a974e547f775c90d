"""What goes on of an unfinished item, as a suggestion that the notulis may change.

Desa that are done with it stay behind, and those that are not among the desa of the session. The
number to be reached and the money stay whole: what was reached before goes on counting in the
carrier, which is reviewed with its whole progress (rules.md 21 and 23), and nobody agreed how to
divide an item's money.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from desa.models import Desa
from formats.families import root_of
from formats.render import cells
from formats.values import Amount, MonthSpan, Rupiah
from rakorcam.models import ItemState
from rakorcam.monitoring import last_confirmed, months_from, reached, unfinished
from rakorcam.worksheets import stand_of


@dataclass(frozen=True, slots=True)
class Rest:
    """Where and when an item goes on: its Desa (all_desa: every desa of the new bekuan), months."""

    desa: tuple
    all_desa: bool
    from_month: date
    to_month: date


def rest_of(told, session):
    """Return the Rest of a Followed that goes on in `session`.

    An item that is open although all its desa are done with it (PTPD set its state) keeps them.
    Raises ValidationError where none of the desa it would go on in is one of the session's: nobody
    agreed on it for others, nor for the whole kecamatan.
    """
    ids = unfinished(tuple(str(one.pk) for one in told.desa), told.entries)
    left = tuple(one for one in told.desa if str(one.pk) in ids) or tuple(told.desa)
    all_desa = told.terms.all_desa and len(left) == len(told.desa)
    known = _desa_of(session)
    gone = [one for one in left if str(one.pk) not in known]
    if gone and len(gone) == len(left) and not all_desa:
        raise ValidationError(_none_left(session, gone, known))
    left = tuple(one for one in left if one not in gone)
    months = months_from(_first_month(session), told.terms.from_month, told.terms.to_month)
    return Rest(left, all_desa, *months)


def _desa_of(session):
    """Return the ids of the desa of a session: its bekuan's, else those of its reference date."""
    return {one.id for one in stand_of(session).data.desa}


def _split_from(gone, known):
    """Return those of the desa `known` (ids) that were split from one that is gone, by code."""
    found = {one.pk: one for one in Desa.unscoped.filter(kecamatan=gone[0].kecamatan_id)}
    # A family ends at the desa that is gone, whatever that one was split from itself.
    parents = {pk: one.induk_id for pk, one in found.items()} | {one.pk: None for one in gone}
    roots = {one.pk for one in gone}
    heirs = [one for pk, one in found.items() if str(pk) in known and root_of(pk, parents) in roots]
    return sorted(heirs, key=lambda one: one.code)


def _none_left(session, gone, known):
    heirs = _split_from(gone, known)
    split = f" Hasil pemekarannya: {_names(heirs)}." if heirs else ""
    return (
        f"Desa rencana ini tidak ada pada tanggal acuan {session.period.label}: {_names(gone)}."
        f"{split} PTPD mengubah dahulu desanya di Tindak lanjut, atau ketik rencana baru."
    )


def _first_month(session):
    """Return the first month an item can go on in: the period's, or the meeting's if it is later.

    A December meeting on period 2026-11 is normal (rules.md 3).
    """
    year, month = map(int, session.period.code.split("-"))
    return max(date(year, month, 1), session.date.replace(day=1))


def told_of(carrier, told):
    """Return in sentences what a carrier took over of the Followed it goes on with."""
    desa = sorted(carrier.desa.all(), key=lambda one: one.code)
    where = "semua desa" if carrier.all_desa else _names(desa) or "tingkat kecamatan"
    months = cells.text(MonthSpan(carrier.from_month, carrier.to_month))
    behind = [] if carrier.all_desa else [one for one in told.desa if one not in desa]
    last = last_confirmed(told.entries)
    states = {one: last[str(one.pk)].state for one in told.desa if str(one.pk) in last}
    done = [one for one in behind if states.get(one) == ItemState.SELESAI]
    cancelled = [one for one in behind if states.get(one) == ItemState.DIBATALKAN]
    said = [
        f"Rencana dilanjutkan di Format {carrier.number}: {where}, {months}.",
        f"Yang sudah selesai tidak ikut: {_names(done)}." if done else "",
        f"Yang dibatalkan tidak ikut: {_names(cancelled)}." if cancelled else "",
        _gone(carrier, desa, [one for one in told.desa if one not in [*done, *cancelled]]),
        _target(carrier, reached(told.entries)),
        f"Anggaran {cells.text(Rupiah(carrier.budget))} ikut utuh." if carrier.budget else "",
        "Ini usulan: ubah bila perlu sebelum lembar kerja disepakati.",
    ]
    return " ".join(one for one in said if one)


def _gone(carrier, desa, waiting):
    """Return which of the desa still waiting are not the session's, and what was split from them.

    Nobody agreed on it for the new desa (rules.md 29 puts a family together to compare, not to
    plan), so they are named and not added.
    """
    known = _desa_of(carrier.session)
    gone = [one for one in waiting if str(one.pk) not in known and one not in desa]
    if not gone:
        return ""
    day = f"tanggal acuan {carrier.session.period.label}"
    told = f"Tidak ada pada {day}, jadi tidak ikut: {_names(gone)}."
    heirs = [] if carrier.all_desa else [x for x in _split_from(gone, known) if x not in desa]
    if not heirs:
        return told
    ask = "Tambahkan bila rencana ini berlanjut di sana."
    return f"{told} Hasil pemekarannya belum ikut: {_names(heirs)}. {ask}"


def _names(desa):
    return ", ".join(one.name for one in desa)


def _target(carrier, number):
    """Return how far the target is reached; it is counted from the beginning."""
    if not carrier.target_number:
        return ""
    target = cells.text(Amount(carrier.target_number, carrier.target_unit))
    if number is None:
        return f"Target {target}, belum ada capaian."
    left = max(0, carrier.target_number - number)
    return (
        f"Target tetap {target}, dihitung dari awal: "
        f"sudah {cells.text(number)}, tinggal {cells.text(left)}."
    )
