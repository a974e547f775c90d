"""The kecamatan of a kabupaten side by side: how far their data are, and their meetings."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from desa.models import Desa, Kecamatan
from formats.models import Coverage, DocumentType, ElementState, Target
from formats.specs._shared import ELEMENTS
from formats.survey_data import survey_book
from rakorcam.models import Rakorcam, SessionState


@dataclass(slots=True)
class KecamatanRow:
    """One kecamatan in one period."""

    kecamatan: object
    desa: int
    complete: int
    told: int
    session: object
    has_targets: bool


def kabupaten_rows(kabupaten, period):
    """Return a KecamatanRow per kecamatan, in thirteen queries at most, whatever their number.

    A desa is complete when it gave both counts of every type its kecamatan uses.
    """
    needed = _types_per_kecamatan()
    full = _per_desa(
        Coverage.unscoped.filter(
            period=period, wajib__isnull=False, memiliki__isnull=False, document__is_active=True
        )
    )
    desa = Desa.unscoped.filter(kecamatan__kabupaten=kabupaten).valid_on(period.reference_date)
    places = {}
    for one, kecamatan in desa.values_list("pk", "kecamatan_id"):
        places.setdefault(kecamatan, []).append(one)
    told = _told(places, period)
    sessions = _sessions(kabupaten, period)
    has_targets = Target.unscoped.filter(period=period).exists()
    rows = []
    for kecamatan in Kecamatan.unscoped.filter(kabupaten=kabupaten).order_by("code"):
        inside = places.get(kecamatan.pk, [])
        types = needed[None] + needed.get(kecamatan.pk, 0)
        rows.append(
            KecamatanRow(
                kecamatan,
                len(inside),
                sum(full.get(one, 0) >= types for one in inside),
                sum(told.get(one, 0) >= len(ELEMENTS) for one in inside),
                sessions.get(kecamatan.pk),
                has_targets,
            )
        )
    return rows


def _types_per_kecamatan():
    active = DocumentType.unscoped.filter(is_active=True).values("kecamatan")
    return dict(active.annotate(count=Count("pk")).values_list("kecamatan", "count"))


def _per_desa(rows):
    return dict(rows.values("desa").annotate(count=Count("pk")).values_list("desa", "count"))


def _told(places, period):
    """Return desa id -> how many elements are told, entered or proposed by the surveys."""
    desa_ids = [one for inside in places.values() for one in inside]
    entered = ElementState.unscoped.filter(period=period, desa__in=desa_ids).exclude(state="")
    told = {(str(one), key) for one, key in entered.values_list("desa_id", "element")}
    book = survey_book(desa_ids, period, whole=False)
    told |= {
        (desa, key)
        for desa in {desa for desa, _number in book.rows}
        for key, proposal in book.proposals(desa).items()
        if proposal.stored
    }
    counts = Counter(desa for desa, _key in told)
    return {one: counts[str(one)] for one in desa_ids}


def _sessions(kabupaten, period):
    found = Rakorcam.unscoped.filter(
        ~Q(state=SessionState.DIBATALKAN), kecamatan__kabupaten=kabupaten, period=period
    )
    return {one.kecamatan_id: one for one in found.select_related("period").order_by("date")}
