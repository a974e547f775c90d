"""A kabupaten of two kecamatan in which everything is told, as large as a test asks for."""

from datetime import date

from formats.models import Collection, Coverage, ElementState, Target
from formats.specs._shared import DOCUMENTS, ELEMENTS
from rakorcam.models import SessionState
from tests import factories
from tests.factories import guide_type
from tests.factories_surveys import SurveyFactory


def full_kabupaten(area, desa_count, period_count):
    """Return (its two Kecamatan, its Periods with the newest, 2026-11, first).

    Each kecamatan has `desa_count` desa that told every document in every period, by L and P too,
    and in the newest every element and a lembar isian; each has agreed one plan item per desa.
    """
    types = [guide_type(one.key) for one in DOCUMENTS]
    periods = [_period(area, n) for n in range(period_count)]
    Target.unscoped.bulk_create(
        factories.TargetFactory.build(period=one, document=kind) for one in periods
        for kind in types
    )  # fmt: skip
    names = (("52.08.01", "Tanjung"), ("52.08.02", "Gangga"))
    places = [
        factories.KecamatanFactory(kabupaten=area, code=code, name=name) for code, name in names
    ]
    for place in places:
        _fill(place, factories.make_desa(place, desa_count), types, periods)
    return places, periods


def _period(area, n):
    year, month = 2026 - n // 2, (11, 6)[n % 2]
    return factories.PeriodFactory(
        kabupaten=area,
        code=f"{year}-{month:02}",
        label=f"Putaran {n}",
        reference_date=date(year, month, 1),
    )


def _fill(place, desa, types, periods):
    Collection.unscoped.bulk_create(
        factories.CollectionFactory.build(kecamatan=place, period=one, data_date=None)
        for one in periods
    )
    Coverage.unscoped.bulk_create(
        Coverage(
            desa=one, period=period, document=kind, wajib=100, memiliki=80,
            wajib_l=50, wajib_p=50, memiliki_l=40, memiliki_p=40,
        )
        for one in desa for period in periods for kind in types
    )  # fmt: skip
    ElementState.unscoped.bulk_create(
        factories.ElementStateFactory.build(desa=one, period=periods[0], element=element.key)
        for one in desa for element in ELEMENTS
    )  # fmt: skip
    for one in desa:
        SurveyFactory(desa=one, period=periods[0])
    session = factories.RakorcamFactory(
        kecamatan=place, period=periods[-1], state=SessionState.SELESAI
    )
    for one in desa:
        factories.PlanItemFactory(session=session, desa=[one])
