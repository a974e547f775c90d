"""How coverage went from period to period: values for the chart, and the same numbers as a table.

Plain values in, plain values out. A flow is drawn only where the twelve months it counts are known
and lie after those before it (rules.md 11); a desa only since the last split of its family, since
before it others were counted with it (rules.md 29).
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from formats.families import split_among
from formats.recaps import CoverageFacts, percent
from formats.render import cells
from formats.values import Hundredths, Missing, Ratio, Share, Window
from labd.dasbor.charts import GOAL, WHOLE, WIDE, WORST, Line, line_chart, scale


@dataclass(frozen=True, slots=True)
class Round:
    """One period of a kecamatan and one document: its sums, and each desa's counts.

    `day` is the reference date, `data_day` the data date; `counts` is desa id -> (wajib, memiliki).
    """

    code: str
    label: str
    day: date
    data_day: date | None
    facts: CoverageFacts
    counts: dict = field(default_factory=dict)


class DesaLife(NamedTuple):
    """From when to when a desa is, and the id of the one it was split from."""

    id: str
    induk: str | None
    first: date | None
    last: date | None

    def lives(self, day):
        """Return whether it is there on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or self.last >= day)


@dataclass(frozen=True)
class Point:
    """One period of a Trend: the kecamatan's figure, the desa's, and why either is not drawn."""

    round: Round
    facts: CoverageFacts
    desa: CoverageFacts | None = None
    why: str = ""

    @cached_property
    def coverage(self):
        """Return the kecamatan's coverage as `percent` tells it, without its details."""
        return percent(self.facts).value

    @cached_property
    def desa_coverage(self):
        """Return the desa's coverage as `percent` tells it."""
        return percent(self.desa or CoverageFacts()).value

    @property
    def target(self):
        """Return the target of the period, or NO_TARGET."""
        return Missing.NO_TARGET if self.facts.target is None else Hundredths(self.facts.target)

    def drawn(self, name):
        """Return the percentage that may be drawn of `coverage` or `desa_coverage`, else None."""
        value = None if self.why else getattr(self, name)
        return value.percent if isinstance(value, Ratio) else None

    @property
    def aside(self):
        """Return what stands under its figure: why it is not drawn, or a flow's twelve months."""
        window = self.facts.flow_until and cells.text(Window(self.facts.flow_until))
        return self.why or window or ""


@dataclass(frozen=True)
class Trend:
    """One document over all periods of a kecamatan, with the desa that is furthest behind."""

    document: object
    kecamatan: str
    points: tuple
    desa: str = ""

    @property
    def is_drawable(self):
        """Return whether at least two periods have a figure: one alone is no line."""
        return sum(one.drawn("coverage") is not None for one in self.points) > 1

    @property
    def starts_at(self):
        """Return where the axis starts, in percent."""
        return scale(self.lines)[0]

    @property
    def title(self):
        """Return what the chart shows, in words."""
        beside = f" dan Desa {self.desa}" if self.desa else ""
        return f"Cakupan {self.document.label}, Kecamatan {self.kecamatan}{beside}"

    @property
    def description(self):
        """Return the chart in sentences, for those who cannot see it."""
        said = [self._told(f"Kecamatan {self.kecamatan}", "coverage")]
        if self.desa:
            said.append(self._told(f"Desa {self.desa}", "desa_coverage"))
        goal = self.points[-1].target
        if isinstance(goal, Hundredths):
            said.append(f"Target {self.points[-1].round.label} {cells.text(goal)}.")
        return " ".join(said)

    @cached_property
    def lines(self):
        """Return the chart's Lines: target, the desa, and on top the kecamatan."""
        targets = [one.target for one in self.points]
        goal = tuple(one.percent if isinstance(one, Hundredths) else None for one in targets)
        made = [Line("target", goal, GOAL)]
        if self.desa:
            made.append(Line(self.desa, self._percents("desa_coverage"), WORST))
        made.append(Line(f"Kec. {self.kecamatan}", self._percents("coverage"), WHOLE))
        return [line for line in made if line.last is not None]

    @property
    def rows(self):
        """Return the chart's numbers, written: period, kecamatan, aside, desa, target, n dari m."""
        return [
            (
                one.round.label,
                cells.text(one.coverage) or Missing.NOT_FILLED.value,
                one.aside,
                cells.text(one.desa_coverage) or cells.NONE,
                cells.text(one.target),
                cells.text(Share(one.facts.reported, one.facts.of, "desa")),
            )
            for one in self.points
        ]

    def svg(self, canvas=WIDE):
        """Return the chart as SVG text on a Canvas."""
        names = [one.round.label for one in self.points]
        told = {"title": self.title, "description": self.description}
        return line_chart(self.lines, names, canvas=canvas, **told)

    def _percents(self, name):
        return tuple(one.drawn(name) for one in self.points)

    def _told(self, who, name):
        drawn = [one for one in self.points if one.drawn(name) is not None]
        if not drawn:
            return f"{who}: belum ada angka."
        ends = drawn[:1] if len(drawn) == 1 else (drawn[0], drawn[-1])
        told = [f"{cells.text(getattr(one, name))} pada {one.round.label}" for one in ends]
        return f"{who}: {', '.join(told)}."


def trend(document, kecamatan, rounds, *, desa=None, lives=()):
    """Return the Trend of one document over Rounds, oldest first.

    `desa` is the DesaFacts of the second line, `lives` the DesaLife of every desa.
    """
    points, before = [], None
    # Most kecamatan never saw a split.
    lives = lives if any(one.induk for one in lives) else ()
    for one in rounds:
        why = _window_unknown(document, before, one) if one.facts.is_filled else ""
        if document.flow and one.facts.is_filled and one.data_day:
            before = one.data_day
        beside = _of_desa(desa, lives, one, rounds[-1].day) if desa else None
        points.append(Point(one, one.facts, beside, why))
    return Trend(document, kecamatan, tuple(points), desa.name if desa else "")


def _of_desa(desa, lives, one, day):
    if any(desa.id in family for family in split_among(lives, one.day, day)):
        return CoverageFacts()
    wajib, memiliki = one.counts.get(desa.id, (None, None))
    return CoverageFacts(wajib, memiliki, int(wajib is not None and memiliki is not None))


def _window_unknown(document, before, one):
    """Return why a flow's figure is not drawn, "" when it is."""
    if not document.flow:
        return ""
    if one.data_day is None:
        return "tanggal data belum diisi"
    if before is not None and one.data_day <= before:
        return "tanggal datanya tidak sesudah periode sebelumnya"
    return ""
