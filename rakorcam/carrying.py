"""What goes on of an unfinished item, as a suggestion that the notulis may change.

Desa that are done with it stay behind. The number to be reached and the money stay whole: what was
reached before goes on counting in the carrier, which is reviewed with its whole progress
(rules.md 21 and 23), and nobody agreed how to divide an item's money.
"""

from dataclasses import dataclass
from datetime import date

from formats.render import cells
from formats.values import Amount, MonthSpan, Rupiah
from rakorcam.monitoring import months_from, reached, unfinished


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
    """
    ids = unfinished(tuple(str(one.pk) for one in told.desa), told.entries)
    left = tuple(one for one in told.desa if str(one.pk) in ids) or tuple(told.desa)
    months = months_from(_first_month(session), told.terms.from_month, told.terms.to_month)
    return Rest(left, told.terms.all_desa and len(left) == len(told.desa), *months)


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
    said = [
        f"Rencana dilanjutkan di Format {carrier.number}: {where}, {months}.",
        f"Yang sudah selesai tidak ikut: {_names(behind)}." if behind else "",
        _target(carrier, reached(told.entries)),
        f"Anggaran {cells.text(Rupiah(carrier.budget))} ikut utuh." if carrier.budget else "",
        "Ini usulan: ubah bila perlu sebelum lembar kerja disepakati.",
    ]
    return " ".join(one for one in said if one)


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
