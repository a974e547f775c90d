"""How every kind of value is written in id-ID, as text and as an Excel cell."""

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from formats import values
from formats.render import cells
from formats.render.paper import PrintStamp
from formats.values import (
    Amount,
    Content,
    Definition,
    Foot,
    Frozen,
    Gap,
    Hundredths,
    Lines,
    Missing,
    MonthSpan,
    Name,
    Names,
    Plan,
    Ratio,
    Rupiah,
    Said,
    Share,
    State,
    SurveyStanding,
    Tally,
    Window,
)

MORNING = datetime(2026, 6, 18, 0, 5, tzinfo=UTC)
WITA = ZoneInfo("Asia/Makassar")
PLAN = Plan(
    "Isbat nikah terpadu",
    ("Sokong", "Medana"),
    "Kasi Pemerintahan",
    Amount(40, "pasangan"),
    Rupiah(25_000_000),
    "APBDes",
)
ONE_LINE = [
    (0, "0"),
    (6415, "6.415"),
    (1_234_567, "1.234.567"),
    (-5, "−5"),
    ("Perdes 4/2023", "Perdes 4/2023"),
    (None, ""),
    (Missing.NOT_FILLED, ""),
    (Missing.NO_DENOMINATOR, "–"),
    (Missing.NO_TARGET, "–"),
    (Missing.NOT_TOLD, "Belum terdata"),
    (Said("Sokong", "Blangko sering habis"), "Sokong: Blangko sering habis"),
    (SurveyStanding("Draf"), "Draf"),
    (SurveyStanding("Dikembalikan", note="Sumber belum cocok"), "Dikembalikan: Sumber belum cocok"),
    (Ratio(6362, 6415), "99,2%"),
    (Ratio(0, 7), "0,0%"),
    (Ratio(7300, 7272), "100,4%"),
    (Ratio(1, 16), "6,3%"),
    (Ratio(9999, 10_000), "100,0%"),
    (Hundredths(9945), "99,45%"),
    (Hundredths(8500), "85,0%"),
    (Share(41_268, 41_579, "orang"), "41.268 dari 41.579 orang"),
    (Amount(3, "orang", "kurang"), "kurang 3 orang"),
    (Amount(41_351, "orang"), "41.351 orang"),
    (Gap(Fraction(45, 1000), 1257, "orang"), "kurang 4,5 poin, 1.257 orang"),
    (Gap(Fraction(-7, 1000), 0, "orang"), "melampaui 0,7 poin"),
    (Gap(Fraction(0), 0, "orang"), "tercapai"),
    (Rupiah(25_000_000), "Rp25.000.000"),
    (State.SUDAH, "Sudah"),
    (State.SEBAGIAN, "Sebagian"),
    (State.BELUM, "Belum"),
    (State.BELUM_DIISI, "Belum diisi"),
    (date(2026, 5, 31), "31 Mei 2026"),
    (Window(date(2026, 5, 31)), "12 bulan s.d. 31 Mei 2026"),
    (MonthSpan(date(2026, 7, 1), date(2026, 9, 1)), "Juli–September 2026"),
    (MonthSpan(date(2026, 7, 1), date(2026, 7, 1)), "Juli 2026"),
    (MonthSpan(date(2026, 11, 1), date(2027, 2, 1)), "November 2026–Februari 2027"),
    (
        Foot(date(2026, 5, 31), "UPTD Dukcapil Tanjung"),
        "Data per 31 Mei 2026 · UPTD Dukcapil Tanjung",
    ),
    (Foot(None), "tanggal data belum diisi"),
    (Name("Jenggala", "SK belum"), "Jenggala (SK belum)"),
    (
        Definition(
            "KIA", "Anak usia 0 sampai kurang dari 17 tahun", "KIA diterbitkan", Share(7, 8, "desa")
        ),
        "KIA: wajib = Anak usia 0 sampai kurang dari 17 tahun; memiliki = KIA diterbitkan; "
        "7 dari 8 desa",
    ),
]
SEVERAL_LINES = [
    (
        Names((Name("Jenggala", "SK belum"), Name("Tegal Maja"))),
        ("2 desa", "Jenggala (SK belum), Tegal Maja"),
    ),
    (Names(()), ("–",)),
    (
        Names((Name("Jenggala", "SK belum"), Name("Teniga")), counted=False),
        ("Jenggala (SK belum), Teniga",),
    ),
    (Names((), counted=False), ("–",)),
    (Tally(3, 1, 0, 4), ("3 sudah", "1 sebagian · 0 belum", "4 belum terdata")),
    (Names((Name("Teniga"),), "Belum terdata"), ("Belum terdata: Teniga",)),
    (Lines(()), ()),
    (Lines(("Perekaman keliling",)), ("Perekaman keliling",)),
    (Lines(("Pendataan", "Sidang")), ("1) Pendataan", "2) Sidang")),
    (
        Lines((PLAN,)),
        (
            "Isbat nikah terpadu",
            "Sokong, Medana · Kasi Pemerintahan · 40 pasangan · Rp25.000.000, APBDes",
        ),
    ),
    (Content(Ratio(3, 4), (Share(3, 4, "orang"),)), ("75,0%", "3 dari 4 orang")),
    (Missing.NOT_FILLED, ()),
    (6415, ("6.415",)),
]


@pytest.mark.parametrize(
    ("value", "text"), ONE_LINE, ids=[text or "kosong" for _, text in ONE_LINE]
)
def test_a_value_is_written_on_one_line(value, text):
    assert cells.text(value) == text


@pytest.mark.parametrize(("value", "lines"), SEVERAL_LINES)
def test_a_value_is_written_in_lines(value, lines):
    assert cells.lines(value) == lines


def test_every_kind_of_value_can_be_written():
    kinds = {
        kind
        for kind in vars(values).values()
        if isinstance(kind, type) and kind.__module__ == values.__name__
    }
    assert kinds <= cells._ONE_LINE.keys() | cells._SEVERAL_LINES.keys()


def test_an_unknown_kind_is_refused_rather_than_guessed():
    with pytest.raises(TypeError, match="float"):
        cells.text(0.5)


def test_a_moment_is_written_on_the_clock_in_force():
    with timezone.override(WITA):
        assert cells.text(Frozen(MORNING, 1)) == (
            "Data dibekukan 18 Juni 2026 pukul 08.05 WITA (bekuan ke-1)"
        )
        assert cells.text(PrintStamp("Siti Aisyah", MORNING, "Asia/Makassar")) == (
            "Dicetak Siti Aisyah, 18 Juni 2026 pukul 08.05 WITA"
        )


def test_without_a_clock_in_force_a_moment_keeps_its_own():
    assert cells.clock(MORNING.astimezone(ZoneInfo("Asia/Jayapura"))) == "09.05 WIT"


def test_a_date_late_in_the_evening_is_the_local_date():
    with timezone.override(WITA):
        assert cells.local_date(datetime(2026, 6, 17, 20, 0, tzinfo=UTC)) == date(2026, 6, 18)


EXCEL = [
    (6415, 6415, "#,##0"),
    (0, 0, "#,##0"),
    (Ratio(6362, 6415), 6362 / 6415, "0.0%"),
    (Hundredths(9945), 0.9945, "0.00%"),
    (Missing.NOT_FILLED, None, "General"),
    (Missing.NO_DENOMINATOR, "–", "General"),
    (
        Gap(Fraction(45, 1000), 1257, "orang"),
        4.5,
        '"kurang "0.0" poin";"melampaui "0.0" poin";"tercapai"',
    ),
    (Amount(3, "orang", "kurang"), 3, '"kurang "#,##0" orang"'),
    (Rupiah(25_000_000), 25_000_000, '"Rp"#,##0'),
    (date(2026, 5, 31), date(2026, 5, 31), "[$-421]d mmmm yyyy"),
    (State.SEBAGIAN, "Sebagian", "General"),
    (Lines(("Pendataan", "Sidang")), "1) Pendataan\n2) Sidang", "General"),
]


@pytest.mark.parametrize(("value", "stored", "number_format"), EXCEL)
def test_excel_gets_a_real_value_with_a_number_format(value, stored, number_format):
    written = cells.excel(value)
    assert (written.value, written.number_format) == (stored, number_format)


def test_the_people_of_a_gap_stand_beside_its_number():
    assert cells.excel(Gap(Fraction(45, 1000), 1257, "orang")).aside == ("1.257 orang",)


FILTERS = [
    ("{{ v|angka }}", 6415, "6.415"),
    ("{{ v|angka }}", None, ""),
    ("{{ v|persen }}", 9945, "99,45%"),
    ("{{ v|persen }}", Ratio(1, 3), "33,3%"),
    ("{{ v|persen }}", None, "–"),
    ("{{ v|tulis }}", Share(7, 8, "desa"), "7 dari 8 desa"),
    ("{{ v|tanggal }}", date(2026, 6, 8), "8 Juni 2026"),
    ("{{ v|tanggal }}", MORNING, "18 Juni 2026"),
    ("{{ v|tanggal }}", None, ""),
    ("{{ v|hari }}", date(2026, 6, 18), "Kamis, 18 Juni 2026"),
    ("{{ v|pukul }}", MORNING, "08.05 WITA"),
    ("{% for b in v|baris %}[{{ b }}]{% endfor %}", Lines(("a", "b")), "[1) a][2) b]"),
]


@pytest.mark.parametrize(("template", "value", "text"), FILTERS)
def test_template_filters_ask_the_same_table(template, value, text):
    with timezone.override(WITA):
        assert Template("{% load angka %}" + template).render(Context({"v": value})) == text
