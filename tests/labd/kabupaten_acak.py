"""Made-up kabupaten in the database: every oddity of figures, elements, meetings and plans."""

import datetime
import random
from itertools import product

from formats.specs._shared import DOCUMENTS, ELEMENTS
from rakorcam.models import BudgetEntry, Kind, SessionState
from tests import factories
from tests.factories import AT, guide_type
from tests.factories_surveys import SurveyFactory

STATES = ("sudah", "sebagian", "belum", "")
# State of a lembar isian, None where nobody began.
SENT = (None, "draf", "terkirim", "diperiksa", "dikembalikan")
SET = ("", "", "selesai", "dibatalkan", "terhambat", "berjalan")
SOURCES = ("", "rkp", "apbdes", "apbd", "tanpa")


def made_kabupaten(seed):
    """Return (Kabupaten, its Period of June 2026): up to four kecamatan, some desa split."""
    dice = random.Random(seed)
    area = factories.KabupatenFactory(code="77.01", name="Acak")
    period = factories.PeriodFactory(kabupaten=area)
    types = [guide_type(one.key) for one in DOCUMENTS]
    for one in types:
        if dice.random() < 0.8:
            factories.TargetFactory(period=period, document=one, hundredths=dice.randint(1, 10_000))
    earlier = factories.PeriodFactory(
        kabupaten=area, code="2025-11", label="November 2025",
        reference_date=datetime.date(2025, 11, 15),
    )  # fmt: skip
    for n in range(dice.choice((1, 2, 4))):
        place = factories.KecamatanFactory(kabupaten=area, code=f"77.01.{n + 1:02}")
        desa = factories.make_desa(place, dice.choice((0, 1, 2, 3)))
        _split(dice, desa)
        own = [factories.DocumentTypeFactory(kecamatan=place)] if dice.random() < 0.4 else []
        _figures(dice, place, desa, period, [*types, *own])
        if n != 1:
            _earlier(dice, place, desa, earlier, [*types, *own])
        _meetings(dice, place, desa, period)
    return area, period


def _split(dice, desa):
    if desa and dice.random() < 0.5:
        desa[0].valid_to = datetime.date(2026, 1, 31)
        desa[0].save()
        new = factories.DesaFactory(
            kecamatan=desa[0].kecamatan, code=f"{desa[0].kecamatan.code}.2900", induk=desa[0],
            valid_from=datetime.date(2026, 2, 1),
        )  # fmt: skip
        desa.append(new)


def _figures(dice, place, desa, period, types):
    if dice.random() < 0.5:
        factories.TargetOverrideFactory(
            kecamatan=place, period=period, document=dice.choice(types),
            hundredths=dice.randint(1, 10_000), reason="Kesepakatan",
        )  # fmt: skip
    _coverage(dice, desa, period, types)
    for one, element in product(desa, ELEMENTS):
        if dice.random() < 0.8:
            factories.ElementStateFactory(
                desa=one, period=period, element=element.key, state=dice.choice(STATES), note="x"
            )
    for one, number in product(desa, (4, 5)):
        state = dice.choice(SENT)
        if state is not None:
            SurveyFactory(desa=one, period=period, number=number, state=state, note="Perbaiki")


def _earlier(dice, place, desa, period, types):
    """Fill in the round before, in which other targets held and some data dates are unknown."""
    _coverage(dice, desa, period, types)
    for one in dice.sample(types, 3):
        factories.TargetOverrideFactory(
            kecamatan=place, period=period, document=one, hundredths=dice.randint(1, 10_000),
            reason="Kesepakatan",
        )  # fmt: skip
    for each, day in ((period, datetime.date(2025, 10, 31)), (None, datetime.date(2026, 5, 31))):
        if dice.random() < 0.8:
            now = place.kabupaten.periods.get(code="2026-06")
            factories.CollectionFactory(kecamatan=place, period=each or now, data_date=day)


def _coverage(dice, desa, period, types):
    by_sex = dice.random() < 0.5
    for one, kind in product(desa, types):
        if dice.random() < 0.9:
            wajib = dice.choice((0, 1, 7, dice.randint(1, 9_999), None))
            told = None if dice.random() < 0.05 else dice.randint(0, (wajib or 10) + 5)
            parts = {}
            if by_sex and None not in (wajib, told) and dice.random() < 0.7:
                men = dice.randint(0, wajib), dice.randint(0, told)
                parts = {"wajib_l": men[0], "wajib_p": wajib - men[0],
                         "memiliki_l": men[1], "memiliki_p": told - men[1]}  # fmt: skip
            factories.CoverageFactory(
                desa=one, period=period, document=kind, wajib=wajib, memiliki=told, **parts
            )


def _meetings(dice, place, desa, period):
    before = factories.PeriodFactory(
        kabupaten=place.kabupaten, code=f"2025-{place.code[-2:]}", label="dulu",
        reference_date=datetime.date(2025, 6, 1),
    )  # fmt: skip
    held = (
        (Kind.PERENCANAAN, datetime.date(2025, 6, 12)),
        (Kind.EVALUASI, datetime.date(2025, 12, 3)),
    )
    for kind, day in held:
        state = dice.choice((SessionState.SELESAI, SessionState.SELESAI, SessionState.DIBATALKAN))
        session = factories.RakorcamFactory(
            kecamatan=place, period=before, kind=kind, date=day, state=state
        )
        for _ in range(dice.randint(0, 3)):
            _item(dice, session, desa)
    for kind in Kind:
        if dice.random() < 0.6:
            state = dice.choice(list(SessionState))
            day = datetime.date(2026, dice.choice((5, 6, 7)), dice.randint(1, 28))
            factories.RakorcamFactory(
                kecamatan=place, period=period, kind=kind, state=state, date=day
            )


def _item(dice, session, desa):
    first = datetime.date(2025, 7, 1)
    state = dice.choice(SET)
    item = factories.PlanItemFactory(
        session=session, from_month=dice.choice((first, datetime.date(2026, 8, 1))),
        to_month=dice.choice((datetime.date(2026, 8, 1), datetime.date(2026, 12, 1))),
        state_set=state, state_reason="x" if state else "", budget_source=dice.choice(SOURCES),
    )  # fmt: skip
    if dice.random() < 0.4 and item.from_month == first:
        item.to_month = datetime.date(2026, dice.choice((3, 5)), 1)
        item.save()
    for one in desa:
        item.desa.add(one)
        if dice.random() < 0.5:
            factories.ProgressFactory(
                item=item, desa=one, state="berjalan",
                date=dice.choice((datetime.date(2026, 3, 31), datetime.date(2026, 4, 1))),
                confirmed_at=dice.choice((AT, None)),
            )  # fmt: skip
        for document in ("rkp", "apbdes"):
            if dice.random() < 0.5:
                BudgetEntry.unscoped.create(
                    item=item, desa=one, document=document, included=dice.random() < 0.7,
                    document_number="1/2026", confirmed_at=dice.choice((AT, None)),
                )  # fmt: skip
