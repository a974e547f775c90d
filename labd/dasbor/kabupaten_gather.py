"""Reading a whole kabupaten's period, in a fixed number of queries however many kecamatan and desa.

What follows reads below a kabupaten that came through the door; its kecamatan each get their Data.
"""

from collections import Counter
from datetime import date

from django.db.models import Q

from desa.models import Desa, Kecamatan
from formats.data import (
    Data,
    DesaFacts,
    cells_told,
    document_facts,
    elements_of,
    header_facts,
)
from formats.models import (
    Collection,
    Coverage,
    DocumentType,
    ElementState,
    Target,
    TargetOverride,
)
from formats.survey_data import survey_book
from formats.values import Share
from labd.dasbor import figures, kabupaten
from labd.dasbor.gather import current, evaluated, plan_facts, unsent
from rakorcam.followup import followed_within
from rakorcam.models import BudgetDocument, BudgetEntry, ItemState, Rakorcam, SessionState
from rakorcam.tindak_baris import documents_of


def places_of(area, period):
    """Return the kecamatan of a Kabupaten that exist on the period's reference date, by code."""
    day = period.reference_date
    found = [
        one
        for one in Kecamatan.unscoped.filter(kabupaten=area).order_by("code")
        if (one.valid_from or date.min) <= day <= (one.valid_to or date.max)
    ]
    for one in found:
        one.kabupaten = area
    return found


class Figures:
    """The Data of every kecamatan in one period, and the documents they can be compared by."""

    def __init__(self, area, period, places):
        """Read in ten queries."""
        self.period = period
        inside = Desa.unscoped.filter(kecamatan__in=places).valid_on(period.reference_date)
        inside = list(inside.values_list("pk", "code", "name", "kecamatan_id"))
        self.desa = {}
        for pk, code, name, place in inside:
            self.desa.setdefault(place, []).append(DesaFacts(str(pk), code, name))
        everybody = [desa for rows in self.desa.values() for desa in rows]
        ids = [pk for pk, *_rest in inside]
        self.book = survey_book(ids, period, whole=False, only=("number", "state"))
        rows = {"desa__code__in": [one.code for one in everybody], "period": period}
        self.elements = elements_of(everybody, ElementState.unscoped.filter(**rows), self.book)
        self._read_targets(area, period)
        kinds = [str(one.pk) for one in self.types]
        told = cells_told(Coverage.unscoped.filter(**rows), everybody, kinds)
        self.counts = {key: tuple(rest) for key, *rest in told}
        headers = Collection.unscoped.filter(kecamatan__in=places, period=period)
        self.headers = {one.kecamatan_id: one for one in headers}
        self.by_kecamatan = {one.pk: self._data(one) for one in places}

    def _read_targets(self, area, period):
        used = DocumentType.unscoped.filter(
            Q(kecamatan__isnull=True) | Q(kecamatan__kabupaten=area), is_active=True
        )
        self.types = list(used.order_by("position", "own_label", "pk"))
        targets = Target.unscoped.filter(period=period)
        self.targets = {
            kind: (number, "") for kind, number in targets.values_list("document_id", "hundredths")
        }
        self.overrides = {}
        own = TargetOverride.unscoped.filter(period=period, kecamatan__kabupaten=area)
        for place, kind, *rest in own.values_list(
            "kecamatan_id", "document_id", "hundredths", "reason"
        ):
            self.overrides.setdefault(place, {})[kind] = tuple(rest)
        shared = [one for one in self.types if one.kecamatan_id is None]
        # The documents that all kecamatan share, with the kabupaten's own targets.
        self.documents = tuple(document_facts(one, self.targets) for one in shared)

    def _data(self, place):
        targets = self.targets | self.overrides.get(place.pk, {})
        used = [one for one in self.types if one.kecamatan_id in (None, place.pk)]
        return Data(
            header=header_facts(place, self.period, self.headers.get(place.pk)),
            desa=tuple(self.desa.get(place.pk, ())),
            documents=tuple(document_facts(one, targets) for one in used),
            counts=self.counts,
            elements=self.elements,
            surveys=self.book,
        )

    def heat_row(self, place):
        """Return the HeatRow of a kecamatan over the documents that all share."""
        data, shared = self.by_kecamatan[place.pk], {one.id for one in self.documents}
        standings = (figures.Standing(one, data.total(one)) for one in data.documents
                     if one.id in shared)  # fmt: skip
        return figures.HeatRow(place, tuple(standings))


def rows_of(area, period, today, sessions):
    """Return (Figures, a KecamatanRow per kecamatan); `sessions` as `sessions_of` gives them."""
    places = places_of(area, period)
    told = Figures(area, period, places)
    plans, entered = followed_within(area), _budgeted(area)
    since = evaluated(kecamatan__kabupaten=area)
    items = {one.pk: current(plans.get(one.pk, ()), since.get(one.pk)) for one in places}
    return told, [_row(told, one, sessions, items[one.pk], entered, today) for one in places]


def _row(told, place, sessions, items, entered, today):
    data = told.by_kecamatan[place.pk]
    plans = [plan_facts(one, today) for one in items]
    return kabupaten.KecamatanRow(
        kecamatan=place,
        data=data,
        heat=told.heat_row(place),
        elements=tuple(one.tally for one in figures.element_columns(data)),
        filled=figures.completeness(data, unsent(data.desa, told.book)),
        sessions={
            one.kind: one
            for one in sessions
            if one.kecamatan_id == place.pk and one.period_id == told.period.pk
        },
        plans=figures.plan_progress(plans, list(ItemState)),
        budgets=_budgets(items, entered, today),
    )


def sessions_of(user, area, period, year):
    """Return the sessions of a period or a year that a person may read, by day; none cancelled."""
    found = Rakorcam.objects.allowed(user, "worksheet.read").filter(
        Q(period=period) | Q(date__year=year), kecamatan__kabupaten=area
    )
    return list(found.exclude(state=SessionState.DIBATALKAN).order_by("date", "pk"))


def _budgeted(area):
    """Return (item id, desa id, document) of each entry that says it is in, and is confirmed."""
    found = BudgetEntry.unscoped.filter(
        item__session__kecamatan__kabupaten=area, included=True, confirmed_at__isnull=False
    )
    return set(found.values_list("item_id", "desa_id", "document"))


def _budgets(items, entered, today):
    """Return a Budgeted for each document, over the desa of the items that belong into it."""
    asked, inside = Counter(), Counter()
    for one in items:
        for document in documents_of(one, today):
            asked[document] += len(one.desa)
            inside[document] += sum(
                (one.item.pk, desa.pk, document.value) in entered for desa in one.desa
            )
    return tuple(
        kabupaten.Budgeted(one, Share(inside[one], asked[one], "tempat")) for one in BudgetDocument
    )
