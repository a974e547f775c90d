"""Two rounds side by side: what changed, what cannot be compared, and why."""

import datetime
import io
import random
from dataclasses import replace
from fractions import Fraction

import pdfplumber
import pytest

from formats.changes import Rounds, flows_apart, way_of
from formats.changes_sheet import changes_sheet
from formats.data import gather
from formats.families import split_families
from formats.models import Collection
from formats.render import cells
from formats.render.pdf import sheet_pdf
from formats.specs._shared import ELEMENTS
from formats.values import Missing, Shift, State
from tests import factories
from tests.factories import guide_type
from tests.formats.as_text import sheet_as_text
from tests.formats.made import PRINTED, make_data

FIRST, LAST = datetime.date(2025, 10, 31), datetime.date(2026, 5, 31)
SPLIT_ON = datetime.date(2026, 1, 15)
# The sums of the elements have a head of two rows.
HEAD_ROWS = 2


@pytest.fixture
def compared(tanjung, november, periode):
    """Return the function that gathers both rounds of Tanjung whole."""

    def compared(**more):
        desa = type(tanjung.desa_set.first()).unscoped.filter(kecamatan=tanjung)
        families = split_families(tanjung, november.reference_date, periode.reference_date)
        rounds = (gather(tanjung, one, desa, **more) for one in (november, periode))
        return Rounds(*rounds, tuple(families))

    return compared


def kind_of(rounds, key="kia"):
    """Return the DocumentFacts of one of the guide's types."""
    document = str(guide_type(key).pk)
    return next(one for one in rounds.after.documents if one.id == document)


def unit_named(rounds, label):
    """Return the unit of that name."""
    return next(unit for unit in rounds.units() if unit.label == label)


def split_off(sokong, name="Sokong Utara"):
    """Return a desa that was split from Sokong in January 2026."""
    return factories.DesaFactory(
        kecamatan=sokong.kecamatan, code=f"{sokong.kecamatan.code}.2044", name=name,
        induk=sokong, valid_from=SPLIT_ON,
    )  # fmt: skip


# --- Coverage -------------------------------------------------------------------------------------


def test_a_desa_told_in_both_rounds_changes_in_people_and_points(sokong, lay, compared):
    lay(sokong, (60, 100), (90, 120))
    rounds = compared()

    change = rounds.of_unit(unit_named(rounds, "Sokong"), kind_of(rounds))

    assert (change.people, change.points, change.why) == (30, Fraction(15), "")


def test_a_desa_silent_in_one_round_is_never_taken_for_zero(sokong, jenggala, lay, compared):
    lay(sokong, None, (90, 120))
    lay(jenggala, (50, 100), None)
    rounds = compared()
    changes = [rounds.of_unit(unit, kind_of(rounds)) for unit in rounds.units()]

    assert [(one.people, one.points) for one in changes] == [(None, None)] * 3
    assert [one.why for one in changes] == [
        "belum diisi November 2025 dan Juni 2026",
        "belum diisi November 2025",
        "belum diisi Juni 2026",
    ]
    assert rounds.of_kecamatan(kind_of(rounds)).why == "tidak ada desa yang terisi di kedua periode"


def test_the_kecamatan_changes_only_by_desa_told_in_both_rounds(sokong, jenggala, lay, compared):
    lay(sokong, (60, 100), (90, 120))
    lay(jenggala, None, (1000, 2000))
    rounds = compared()

    change = rounds.of_kecamatan(kind_of(rounds))

    assert (change.after_memiliki, change.after_wajib) == (1090, 2120)
    assert (change.people, change.points) == (30, Fraction(15))
    assert cells.text(change.shared) == "1 dari 3 desa yang terisi di kedua periode"


def test_a_wajib_of_zero_has_people_but_no_points(sokong, lay, compared):
    lay(sokong, (0, 0), (5, 10))
    rounds = compared()

    change = rounds.of_unit(unit_named(rounds, "Sokong"), kind_of(rounds))

    assert (change.people, change.points) == (5, None)


# --- Splits (rule 29) -----------------------------------------------------------------------------


def test_a_split_family_is_taken_together(sokong, lay, compared):
    child = split_off(sokong)
    lay(sokong, (60, 100), (50, 80))
    lay(child, None, (30, 40))
    rounds = compared()

    unit = unit_named(rounds, "Sokong dan Sokong Utara")
    change = rounds.of_unit(unit, kind_of(rounds))

    assert unit.is_split
    assert [unit.label for unit in rounds.units()] == [
        "Tanjung",
        "Sokong dan Sokong Utara",
        "Jenggala",
    ]
    assert (change.people, change.points) == (20, Fraction(8000, 120) - 60)


def test_a_family_of_which_one_desa_is_silent_is_not_compared(sokong, lay, compared):
    split_off(sokong)
    lay(sokong, (60, 100), (50, 80))
    rounds = compared()

    change = rounds.of_unit(unit_named(rounds, "Sokong dan Sokong Utara"), kind_of(rounds))

    assert (change.people, change.why) == (None, "belum diisi Juni 2026")


def test_a_split_of_long_ago_leaves_desa_to_themselves(sokong, lay, compared):
    child = split_off(sokong)
    child.valid_from = datetime.date(2020, 1, 1)
    child.save()

    assert not any(unit.is_split for unit in compared().units())


def test_to_one_desa_of_a_split_family_its_change_is_not_told(sokong, lay, compared):
    lay(sokong, (60, 100), (50, 80))
    split_off(sokong)
    rounds = compared(is_whole=False)

    change = rounds.of_unit(unit_named(rounds, "Sokong"), kind_of(rounds))

    assert (change.people, change.why) == (None, "pemekaran")


# --- Flows (rule 11) ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        (FIRST, LAST, ""),
        (None, LAST, "tanggal data November 2025 belum diisi"),
        (FIRST, None, "tanggal data Juni 2026 belum diisi"),
        (LAST, LAST, "tanggal datanya tidak sesudah tanggal data November 2025"),
    ],
)
def test_flows_are_compared_only_between_two_windows_of_known_end(then, now, why):
    assert flows_apart(then, now, "November 2025", "Juni 2026") == why


def test_a_flow_without_data_date_shows_both_figures_and_no_change(
    sokong, tanjung, november, lay, compared
):
    lay(sokong, (20, 40), (30, 50), key="akta-kematian")
    Collection.unscoped.filter(period=november).update(data_date=None)
    rounds = compared()
    kind = kind_of(rounds, "akta-kematian")

    change = rounds.of_kecamatan(kind)

    assert (change.before_memiliki, change.after_memiliki) == (20, 30)
    assert (change.people, change.why) == (None, "tanggal data November 2025 belum diisi")


# --- Elements -------------------------------------------------------------------------------------


def test_only_elements_that_changed_are_listed_with_the_way_they_went(
    desa_tanjung, november, periode, compared
):
    ways = {
        "ruang": ("belum", "sudah"),
        "pokja": ("sudah", "sebagian"),
        "anggaran": ("", "sudah"),
        "petugas": ("sudah", ""),
        "perdes-sop": ("sudah", "sudah"),
    }
    for element, states in ways.items():
        for period, state in zip((november, periode), states, strict=True):
            factories.ElementStateFactory(
                desa=desa_tanjung[0], period=period, element=element, state=state,
                note="SK belum" if state == "sebagian" else "",
            )  # fmt: skip
    changes = compared().element_changes()

    assert {one.element: one.way for one in changes} == {
        "ruang": "membaik",
        "pokja": "menurun",
        "anggaran": "baru terdata",
        "petugas": "tidak terdata lagi",
    }


def test_an_element_of_a_split_family_tells_each_desa(sokong, november, periode, compared):
    child = split_off(sokong)
    for desa, period, state in (
        (sokong, november, "sudah"),
        (sokong, periode, "sudah"),
        (child, periode, "belum"),
    ):
        factories.ElementStateFactory(desa=desa, period=period, state=state)
    rounds = compared()

    (change,) = rounds.element_changes()

    assert change.way == "pemekaran"
    text = sheet_as_text(changes_sheet(rounds))
    assert "Sokong (sudah), Sokong Utara (belum)" in text


# --- A second way ---------------------------------------------------------------------------------


def by_hand(then, now, parents, days):
    """Return (people, points) of a kecamatan from plain dicts: desa -> (memiliki, wajib).

    `parents` is desa -> induk, `days` desa -> whether it lived then and now.
    """

    def root(desa):
        while parents.get(desa):
            desa = parents[desa]
        return desa

    groups = {}
    for desa in days:
        groups.setdefault(root(desa), []).append(desa)
    units = []
    for members in groups.values():
        was = [one for one in members if days[one][0]]
        lives = [one for one in members if days[one][1]]
        units += [(was, lives)] if was != lives else [([one], [one]) for one in was]
    sums = [0, 0, 0, 0]
    for was, lives in units:
        told = [then.get(one) for one in was] + [now.get(one) for one in lives]
        if was and lives and all(told):
            for one in was:
                sums[0] += then[one][0]
                sums[1] += then[one][1]
            for one in lives:
                sums[2] += now[one][0]
                sums[3] += now[one][1]
    if not any(sums):
        return None, None
    return sums[2] - sums[0], Fraction(100 * sums[2], sums[3]) - Fraction(100 * sums[0], sums[1])


@pytest.mark.parametrize("seed", range(40))
def test_the_change_of_the_kecamatan_is_what_a_second_way_gives(seed):
    dice = random.Random(seed)
    data = make_data([f"D{number:02}" for number in range(9)])
    kind = next(one for one in data.documents if not one.flow)
    parents = {"D03": "D02", "D04": "D02", "D07": "D06"}
    days = {one.name: (True, True) for one in data.desa}
    days |= {name: (dice.random() < 0.4, True) for name in parents}
    days["D08"] = (True, dice.random() < 0.5)

    def made(side, label):
        counts = {
            name: (dice.randint(0, 90), dice.randint(1, 100))
            for name, lives in days.items()
            if lives[side] and dice.random() < 0.8
        }
        told = replace(
            data,
            header=replace(data.header, period=label),
            desa=tuple(one for one in data.desa if days[one.name][side]),
            counts={(name, kind.id): (w, m, "") for name, (m, w) in counts.items()},
        )
        return told, counts

    (before, then), (after, now) = made(0, "awal"), made(1, "akhir")
    families = [{"D02", "D03", "D04"}, {"D06", "D07"}]
    families = [f for f in families if any(days[one][0] != days[one][1] for one in f)]

    change = Rounds(before, after, tuple(families)).of_kecamatan(kind)

    assert (change.people, change.points) == by_hand(then, now, parents, days)


def test_every_way_between_two_states_has_a_word():
    words_of = {way_of(one, other) for one in State for other in State}
    assert words_of == {"", "membaik", "menurun", "baru terdata", "tidak terdata lagi"}


# --- Values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shift", "text"),
    [
        (Shift(1200, "orang"), "+1.200 orang"),
        (Shift(-3, "KK"), "−3 KK"),
        (Shift(0, "anak"), "tetap"),
        (Shift(Fraction(3, 2), "poin"), "+1,5 poin"),
        (Shift(Fraction(-1, 50), "poin"), "turun <0,1 poin"),
        (Shift(Fraction(0), "poin"), "tetap"),
    ],
)
def test_a_change_is_written_with_its_sign(shift, text):
    assert cells.text(shift) == text


def test_what_is_not_compared_is_a_dash():
    assert cells.text(Missing.NOT_COMPARED) == "–"


# --- On paper -------------------------------------------------------------------------------------


@pytest.mark.sekali
def test_no_row_of_a_table_stands_alone_on_a_page():
    # With so many types of its own the sums of the elements reach the foot of the second page.
    data = make_data(own=[f"Surat {number}" for number in range(9)])
    header = replace(data.header, period="November 2025", period_code="2025-11")
    made = changes_sheet(Rounds(replace(data, header=header), data))

    with pdfplumber.open(io.BytesIO(sheet_pdf(made, "F4", printed=PRINTED))) as file:
        pieces = [table.extract() for page in file.pages for table in page.find_tables()]

    rows = [
        len(piece) - HEAD_ROWS for piece in pieces if piece[0][0] == "Elemen Utama Pelaksanaan LABD"
    ]
    assert sum(rows) == len(ELEMENTS)
    assert min(rows) >= 2
