"""How one desa's coverage of a document went: the desa's line, and beside it its kecamatan's.

The points are labd.dasbor.trend's; here they are drawn and written from the desa's side. Who may
read only the desa sees no line of the kecamatan.
"""

from dataclasses import dataclass, replace

from formats.families import split_among
from formats.recaps import gap
from formats.render import cells
from formats.values import Hundredths, Missing, Share
from labd.dasbor.charts import GOAL, WHOLE, WIDE, WORST, Line, line_chart, scale

SPLIT = "sebelum pemekaran"


@dataclass(frozen=True, slots=True)
class Row:
    """One period of a DesaTrend, written; `kecamatan` is "" for whoever may not read it."""

    label: str
    coverage: str
    share: str
    aside: str
    target: str
    gap: str
    kecamatan: str


@dataclass(frozen=True)
class DesaTrend:
    """One document over all periods of a desa.

    `trend` is the Trend of the kecamatan with this desa beside it, `apart` the codes of the periods
    before a split of the desa's family.
    """

    trend: object
    is_whole: bool
    apart: frozenset = frozenset()

    @property
    def document(self):
        """Return the document."""
        return self.trend.document

    @property
    def is_drawable(self):
        """Return whether at least two periods have a figure of the desa: one alone is no line."""
        return sum(one is not None for one in self._percents("desa_coverage")) > 1

    @property
    def starts_at(self):
        """Return where the axis starts, in percent."""
        return scale(self.lines)[0]

    @property
    def title(self):
        """Return what the chart shows, in words."""
        beside = f" dan Kecamatan {self.trend.kecamatan}" if self.is_whole else ""
        return f"Cakupan {self.document.label}, Desa {self.trend.desa}{beside}"

    @property
    def description(self):
        """Return the chart in sentences, for those who cannot see it."""
        said = [self._told(f"Desa {self.trend.desa}", "desa_coverage")]
        if self.is_whole:
            said.append(self._told(f"Kecamatan {self.trend.kecamatan}", "coverage"))
        last = self.trend.points[-1]
        if isinstance(last.target, Hundredths):
            said.append(f"Target {last.round.label} {cells.text(last.target)}.")
        return " ".join(said)

    @property
    def lines(self):
        """Return the chart's Lines: target, the kecamatan where it is read, on top the desa."""
        targets = [one.target for one in self.trend.points]
        goal = tuple(one.percent if isinstance(one, Hundredths) else None for one in targets)
        made = [Line("target", goal, GOAL)]
        if self.is_whole:
            made.append(Line(f"Kec. {self.trend.kecamatan}", self._percents("coverage"), WORST))
        made.append(Line(self.trend.desa, self._percents("desa_coverage"), WHOLE))
        return [line for line in made if line.last is not None]

    @property
    def rows(self):
        """Return the chart's numbers as a Row per period, oldest first."""
        return [self._row(one) for one in self.trend.points]

    def svg(self, canvas=WIDE):
        """Return the chart as SVG text on a Canvas."""
        names = [one.round.label for one in self.trend.points]
        told = {"title": self.title, "description": self.description}
        return line_chart(self.lines, names, canvas=canvas, **told)

    def _row(self, one):
        facts = replace(one.desa, target=one.facts.target, unit=self.document.unit)
        is_apart = one.round.code in self.apart
        filled = facts.is_filled
        return Row(
            label=one.round.label,
            coverage=cells.NONE if is_apart else cells.text(one.desa_coverage) or _UNFILLED,
            share=cells.text(Share(facts.memiliki, facts.wajib, facts.unit)) if filled else "",
            aside=SPLIT if is_apart else one.aside if filled else "",
            target=cells.text(one.target),
            gap=cells.text(gap(facts).value) or cells.NONE,
            kecamatan=(cells.text(one.coverage) or _UNFILLED) if self.is_whole else "",
        )

    def _percents(self, name):
        return tuple(one.drawn(name) for one in self.trend.points)

    def _told(self, who, name):
        drawn = [one for one in self.trend.points if one.drawn(name) is not None]
        if not drawn:
            return f"{who}: belum ada angka."
        ends = drawn[:1] if len(drawn) == 1 else (drawn[0], drawn[-1])
        told = [f"{cells.text(getattr(one, name))} pada {one.round.label}" for one in ends]
        return f"{who}: {', '.join(told)}."


_UNFILLED = Missing.NOT_FILLED.value


def desa_trend(story, document, desa, *, is_whole):
    """Return the DesaTrend of a document over the periods of a Story, or None without any.

    `desa` is a DesaFacts; the story's periods are those in which the desa is there. Two queries.
    """
    if not story.periods:
        return None
    made = story.trends([document], {document.id: desa})[document.id]
    last = made.points[-1].round.day
    apart = {
        one.round.code
        for one in made.points
        if any(desa.id in family for family in split_among(story.lives, one.round.day, last))
    }
    return DesaTrend(made, is_whole, frozenset(apart))
