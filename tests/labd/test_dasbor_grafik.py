"""Charts: pygal's drawing in our dress, readable without colour, without script, by name."""

from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from formats.render.pdf import laid_out
from labd.dasbor.charts import GOAL, NARROW, WHOLE, WIDE, WORST, Line, line_chart, pygal, scale

SVG = "{http://www.w3.org/2000/svg}"
PERIODS = ["Juni 2025", "November 2025", "Juni 2026"]


def line(name, *percents, style=WHOLE):
    return Line(name, tuple(None if one is None else Fraction(str(one)) for one in percents), style)


def drawn(*lines, canvas=WIDE, periods=PERIODS):
    text = line_chart(lines, periods, title="Cakupan KIA", description="Naik.", canvas=canvas)
    return ElementTree.fromstring(text)


def texts(svg):
    return [one.text for one in svg.iter(f"{SVG}text")]


def test_it_is_named_and_told_in_words():
    svg = drawn(line("Kec. Tanjung", 70, 75, 80))
    assert svg.find(f"{SVG}title").text == "Cakupan KIA"
    assert svg.find(f"{SVG}desc").text == "Naik."
    assert svg.get("role") == "img"
    assert {svg.find(f"{SVG}title").get("id"), svg.find(f"{SVG}desc").get("id")} == set(
        svg.get("aria-labelledby").split()
    )


def test_lines_differ_by_dashes_and_points_and_not_by_colour_alone():
    svg = drawn(
        line("target", 85, 85, 85, style=GOAL),
        line("Teniga", 60, 65, 70, style=WORST),
        line("Kec. Tanjung", 70, 75, 80),
    )
    paths = [one for one in svg.iter(f"{SVG}path") if one.get("stroke-width")]
    assert [one.get("stroke-dasharray") for one in paths] == ["2 4", "7 4", None]
    assert len(list(svg.iter(f"{SVG}rect"))) == 1 + 3
    assert len([one for one in svg.iter(f"{SVG}circle") if one.get("r") == "4.5"]) == 3


def test_every_line_is_named_at_its_end_with_its_last_figure():
    svg = drawn(line("Teniga", 60, "65.55", None, style=WORST), line("Kec. Tanjung", 70, 75, 80))
    assert {"Kec. Tanjung 80,0%", "Teniga 65,6% (November 2025)"} <= set(texts(svg))


def test_a_missing_figure_interrupts_the_line():
    periods = ["a", "b", "c", "d", "e"]
    svg = drawn(line("Kec. Tanjung", 70, 71, None, 79, 80), periods=periods)
    paths = [one for one in svg.iter(f"{SVG}path") if one.get("stroke") == WHOLE.colour]
    assert len(paths) == 2


def test_names_of_lines_that_end_close_together_stand_apart():
    svg = drawn(line("a", 80, 80, "80.2"), line("b", 70, 80, "80.1"), line("c", 60, 80, 80))
    places = sorted(
        float(one.get("y")) for one in svg.iter(f"{SVG}text") if one.text[:2] in ("a ", "b ", "c ")
    )
    assert all(below - above >= 16 for above, below in pairwise(places))


@pytest.mark.parametrize("canvas", [WIDE, NARROW])
def test_twenty_periods_keep_the_newest_named(canvas):
    periods = [f"P{n}" for n in range(20)]
    svg = drawn(line("Kec. Tanjung", *range(60, 80)), canvas=canvas, periods=periods)
    named = [one for one in texts(svg) if one.startswith("P")]
    assert named[-1] == "P19"
    assert len(named) <= canvas.labels


@pytest.mark.parametrize(
    ("percents", "axis"),
    [((83, 84, 99.4), (80, 100, 5)), ((99.2, 99.4), (99, 100, 1)), ((0, 103), (0, 150, 50)),
     ((50,), (50, 51, 1)), ((), (0, 100, 20))],
)  # fmt: skip
def test_the_axis_holds_all_figures_at_whole_numbers(percents, axis):
    low, high, step = scale([line("x", *percents)])
    assert (low, high, step) == axis
    assert all(low <= one <= high for one in percents)


def test_the_same_text_stands_on_paper():
    text = line_chart([line("Kec. Tanjung", 70, 75, 80)], PERIODS, title="K", description="N")
    assert laid_out(f"<!doctype html>{text}", ()).write_pdf().startswith(b"%PDF")


def test_without_any_figure_it_says_so():
    assert texts(drawn()) == ["Belum ada angka."]


def test_it_is_the_same_whether_or_not_lxml_is_there():
    around = [line("Teniga", 60, None, 70, style=WORST), line("Kec. Tanjung", 70, 75, 80)]
    first = ElementTree.tostring(drawn(*around))
    etree = pygal.etree.etree
    try:
        etree.to_etree()
        assert ElementTree.tostring(drawn(*around)) == first
    finally:
        if etree._lxml_etree is not None:
            etree.to_lxml()
