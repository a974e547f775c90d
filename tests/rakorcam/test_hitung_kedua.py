"""Formats 6 and 7 computed a second way: plain Python over the stored rows, nothing of ours.

What a worksheet prints in its data columns is worked out here from the models' rows alone and
compared, as text, on the demo and on random kecamatan.
"""

import datetime
from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desa.models import Desa, Kecamatan, User
from formats.models import (
    Collection,
    Coverage,
    DocumentType,
    ElementState,
    Period,
    Target,
    TargetOverride,
)
from formats.render import cells
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS
from rakorcam.actions import freeze
from rakorcam.models import Rakorcam
from rakorcam.worksheets import stand_of, worksheet_sheet
from tests import factories
from tests.factories import AT
from tests.formats import cara_kedua

MONTHS = {5: "Mei", 6: "Juni"}


# --- The second way -------------------------------------------------------------------------------


def dots(number):
    """Write 12345 as 12.345."""
    text = str(number)
    groups = []
    while text:
        groups.insert(0, text[-3:])
        text = text[:-3]
    return ".".join(groups)


def percent(part, whole, places=1):
    """Write part of whole as percent, rounded half up once."""
    with localcontext(prec=60):
        exact = Decimal(part) * 100 / Decimal(whole)
        shown = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    before, after = str(shown).split(".")
    return f"{dots(int(before))},{after}%"


def desa_of(kecamatan, period):
    """Return the desa that exist on the reference date, in the order of their codes."""
    found = []
    for desa in Desa.unscoped.filter(kecamatan=kecamatan):
        born = desa.valid_from is None or desa.valid_from <= period.reference_date
        alive = desa.valid_to is None or desa.valid_to >= period.reference_date
        if born and alive:
            found.append(desa)
    return sorted(found, key=lambda desa: desa.code)


def types_of(kecamatan):
    """Return the guide's types, then the kecamatan's own that are in use, by name."""
    kinds = list(DocumentType.unscoped.filter(is_active=True))
    guide = sorted((kind for kind in kinds if kind.key), key=lambda kind: kind.position)
    own = [kind for kind in kinds if kind.kecamatan_id == kecamatan.pk]
    return guide + sorted(own, key=lambda kind: kind.own_label)


def target_of(kecamatan, period, kind):
    """Return the target in hundredths of a percent, or None."""
    for model, where in ((TargetOverride, {"kecamatan": kecamatan}), (Target, {})):
        row = model.unscoped.filter(period=period, document=kind, **where).first()
        if row:
            return row.hundredths
    return None


def format_7(kecamatan, period):
    """Return (label, lines of Target, lines of Realisasi) of every row."""
    desa = desa_of(kecamatan, period)
    header = Collection.unscoped.filter(kecamatan=kecamatan, period=period).first()
    rows = []
    for kind in types_of(kecamatan):
        wajib = memiliki = told = 0
        for one in desa:
            row = Coverage.unscoped.filter(desa=one, period=period, document=kind).first()
            if row and row.wajib is not None and row.memiliki is not None:
                wajib, memiliki, told = wajib + row.wajib, memiliki + row.memiliki, told + 1
        rows.append((
            kind.label,
            target_lines(target_of(kecamatan, period, kind), wajib, kind.unit),
            reached_lines(wajib, memiliki, told, len(desa), kind, header),
        ))  # fmt: skip
    return rows


def target_lines(target, wajib, unit):
    """Return what the Target column prints."""
    if target is None:
        return ["–"]
    lines = [percent(target, 10_000, 1 if target % 10 == 0 else 2)]
    if wajib:
        people, rest = divmod(target * wajib, 10_000)
        lines.append(f"{dots(people + (rest > 0))} {unit}")
    return lines


def reached_lines(wajib, memiliki, told, of, kind, header):
    """Return what the Realisasi column prints."""
    reach = f"{told} dari {of} desa"
    if not told:
        return [reach]
    share = f"{dots(memiliki)} dari {dots(wajib)} {kind.unit}"
    lines = ["–", share]
    if wajib:
        lines[0] = percent(memiliki, wajib)
        if memiliki < wajib and lines[0] == "100,0%":
            lines.append(f"kurang {dots(wajib - memiliki)} {kind.unit}")
    lines.append(reach)
    if kind.flow and header and header.data_date:
        day = header.data_date
        lines.append(f"12 bulan s.d. {day.day} {MONTHS[day.month]} {day.year}")
    return lines


def format_6(kecamatan, period):
    """Return (label, lines of those that have it, lines of those that do not) of every row."""
    desa = desa_of(kecamatan, period)
    return [
        (element.label, *cara_kedua.columns_of(desa, period, element.key)) for element in ELEMENTS
    ]


# --- Ours -----------------------------------------------------------------------------------------


def printed(session, number):
    """Return (label, lines, lines) of every row of a worksheet, as the Sheet has them."""
    sheet = worksheet_sheet(REGISTRY[number], stand_of(session))
    return [
        (row.cells[1].value, lines_of(row.cells[2]), lines_of(row.cells[3]))
        for row in sheet.rows
        if row.role == "body"
    ]


def lines_of(cell):
    """Return the lines of one cell with its details."""
    return [line for value in (cell.value, *cell.detail) for line in cells.lines(value)]


def assert_equal_both_ways(session):
    """Fail unless both worksheets print what the rows say."""
    place = session.kecamatan, session.period
    assert printed(session, 6) == format_6(*place)
    assert printed(session, 7) == format_7(*place)


# --- On the demo ----------------------------------------------------------------------------------


def test_on_the_demo_both_ways_agree_in_all_five_kecamatan(demo):
    period = Period.unscoped.get(code="2026-06")
    for kecamatan in Kecamatan.unscoped.exclude(code="52.08.01"):
        session = factories.RakorcamFactory(kecamatan=kecamatan, period=period)
        assert_equal_both_ways(session)
        freeze(session, by=User.objects.get(username="ptpd.tanjung"), at=AT)
        assert_equal_both_ways(session)
    assert_equal_both_ways(Rakorcam.unscoped.get(period=period, kecamatan__code="52.08.01"))
    assert Kecamatan.unscoped.count() == 5


# --- On random kecamatan --------------------------------------------------------------------------

LIFETIMES = st.sampled_from(
    [(None, None)] * 6
    + [
        (datetime.date(2026, 6, 15), None),
        (datetime.date(2026, 6, 16), None),
        (None, datetime.date(2026, 6, 15)),
        (None, datetime.date(2026, 6, 14)),
    ]
)
NUMBERS = st.integers(0, 40) | st.integers(0, 9_999_999)


@st.composite
def figures(draw):
    """Return (wajib, memiliki): missing, zero, near, at and above one hundred percent."""
    wajib = draw(st.none() | NUMBERS)
    if wajib is None:
        return None, draw(st.none() | NUMBERS)
    near = st.sampled_from([wajib, max(0, wajib - 1), wajib + 1, 0])
    return wajib, draw(st.none() | near | NUMBERS)


STATES = st.sampled_from(["", "sudah", "sebagian", "belum"])
PLACES = st.lists(LIFETIMES, max_size=7)
TARGETS = st.none() | st.integers(1, 10_000) | st.sampled_from([9940, 10_000, 9945])


DAYS = st.none() | st.just(datetime.date(2026, 5, 31))


def examples(count):
    """Return the decorator that tries `count` kecamatan."""
    tried = settings(
        max_examples=count,
        # Each example is a whole kecamatan in the database: shrinking one would take minutes.
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    return lambda test: tried(given(data=st.data(), places=PLACES, day=DAYS)(test))


@examples(10)
def test_on_random_kecamatan_both_ways_agree(klu, periode, data, places, day):
    assert_random_agrees(klu, periode, data, places, day)


@pytest.mark.drill
@examples(200)
def test_on_many_random_kecamatan_both_ways_agree(klu, periode, data, places, day):
    assert_random_agrees(klu, periode, data, places, day)


def assert_random_agrees(klu, periode, data, places, day):
    """Lay a random kecamatan down, compare both ways before and after freezing, take it away."""
    with transaction.atomic():
        session = lay_down(klu, periode, data, places, day)
        assert_equal_both_ways(session)
        freeze(session, by=factories.UserFactory(), at=AT)
        assert_equal_both_ways(session)
        transaction.set_rollback(True)


def lay_down(klu, periode, data, places, day):
    """Store a random kecamatan and return its session."""
    here, there = (
        factories.KecamatanFactory(kabupaten=klu, code=code) for code in ("52.08.08", "52.08.09")
    )
    if day:
        factories.CollectionFactory(kecamatan=here, period=periode, data_date=day)
    for label, is_active in (("Surat Pindah", True), ("Akta Lama", data.draw(st.booleans()))):
        factories.DocumentTypeFactory(kecamatan=here, own_label=label, is_active=is_active)
    desa = [
        factories.DesaFactory(
            kecamatan=here, code=f"52.08.08.{2001 + n}", name=f"Desa {n}",
            valid_from=start, valid_to=end,
        )
        for n, (start, end) in enumerate(places)
    ]  # fmt: skip
    kinds = list(DocumentType.unscoped.all())
    Coverage.unscoped.bulk_create(
        Coverage(desa=one, period=periode, document=kind, wajib=wajib, memiliki=memiliki)
        for one in [*desa, factories.DesaFactory(kecamatan=there)]
        for kind in kinds
        for wajib, memiliki in [data.draw(figures())]
    )
    ElementState.unscoped.bulk_create(
        ElementState(
            desa=one, period=periode, element=element.key, state=state,
            note="SK belum" if state == "sebagian" else data.draw(st.sampled_from(["", "Catatan"])),
        )
        for one in desa
        for element in ELEMENTS
        if (state := data.draw(st.none() | STATES)) is not None
    )  # fmt: skip
    for model, more in ((Target, {}), (TargetOverride, {"kecamatan": here, "reason": "Sendiri"})):
        model.unscoped.bulk_create(
            model(period=periode, document=kind, hundredths=hundredths, **more)
            for kind in kinds
            if (hundredths := data.draw(TARGETS)) is not None
        )
    return factories.RakorcamFactory(kecamatan=here, period=periode)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(3286, 3287, "100,0%"), (1, 3, "33,3%"), (1, 400, "0,3%"), (12345, 5, "246.900,0%")],
)
def test_the_second_way_itself_rounds_half_up(part, whole, text):
    assert percent(part, whole) == text
