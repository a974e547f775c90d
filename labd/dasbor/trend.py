"""How coverage went from period to period: values for the chart, and the same numbers as a table.

Plain values in, plain values out. A flow is drawn only where the twelve months it counts are known
and lie after those before it (rules.md 11); a desa only since the last split of its family, since
before it others were counted with it (rules.md 29).
"""

from dataclasses import dataclass, field
from datetime import date

from formats.recaps import CoverageFacts, percent
from formats.render import cells
from formats.values import Hundredths, Missing, Ratio, Window
from labd.dasbor.charts import GOAL, WHOLE, WIDE, WORST, Line, line_chart, scale


@dataclass(frozen=True, slots=True)
class Round:
    """One period of a kecamatan: the sums of each document, and until when its flows count.

    `facts` is document id -> CoverageFacts; `day` the reference date, `data_day` the data date.
    """

    code: str
    label: str
    day: date
    data_day: date | None = None
    facts: dict = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DesaLife:
    """From when to when a desa is, and which desa it was split from."""

    id: str
    induk: str
    first: date | None
    last: date | None

    def lives(self, day):
        """Return whether it is there on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or self.last >= day)


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a Trend: the kecamatan's figure, the desa's, and why either is not drawn."""

    round: Round
    facts: CoverageFacts
    desa: CoverageFacts | None = None
    why: str = ""

    @property
    def coverage(self):
        """Return the kecamatan's coverage as `percent` tells it."""
        return percent(self.facts)

    @property
    def desa_coverage(self):
        """Return the desa's coverage as `percent` tells it; never asked without a desa."""
        return percent(self.desa) if self.desa else percent(CoverageFacts())

    @property
    def target(self):
        """Return the target of the period, or NO_TARGET."""
        return Missing.NO_TARGET if self.facts.target is None else Hundredths(self.facts.target)

    @property
    def window(self):
        """Return the twelve months of a flow as a Window, or None."""
        return Window(self.facts.flow_until) if self.facts.flow_until else None


@dataclass(frozen=True, slots=True)
class Trend:
    """One document over all periods of a kecamatan, with the desa that is furthest behind."""

    document: object
    kecamatan: str
    points: tuple
    desa: str = ""

    @property
    def is_drawable(self):
        """Return whether at least two periods have a figure: one alone is no line."""
        return sum(one is not None for one in self._percents("facts")) > 1

    @property
    def starts_at(self):
        """Return where the axis starts, in percent."""
        return scale(self.lines())[0]

    @property
    def title(self):
        """Return what the chart shows, in words."""
        beside = f" dan Desa {self.desa}" if self.desa else ""
        return f"Cakupan {self.document.label}, Kecamatan {self.kecamatan}{beside}"

    @property
    def description(self):
        """Return the chart in sentences, for those who cannot see it."""
        said = [self._told(f"Kecamatan {self.kecamatan}", "facts")]
        if self.desa:
            said.append(self._told(f"Desa {self.desa}", "desa"))
        goal = self.points[-1].target if self.points else Missing.NO_TARGET
        if isinstance(goal, Hundredths):
            said.append(f"Target {self.points[-1].round.label} {cells.text(goal)}.")
        return " ".join(said)

    def lines(self):
        """Return the chart's Lines: target, the desa, and on top the kecamatan."""
        made = [
            Line("target", tuple(
                one.target.percent if isinstance(one.target, Hundredths) else None
                for one in self.points
            ), GOAL),
        ]  # fmt: skip
        if self.desa:
            made.append(Line(self.desa, self._percents("desa"), WORST))
        made.append(Line(f"Kec. {self.kecamatan}", self._percents("facts"), WHOLE))
        return [line for line in made if line.last is not None]

    def svg(self, canvas=WIDE):
        """Return the chart as SVG text on a Canvas."""
        names = [one.round.label for one in self.points]
        told = {"title": self.title, "description": self.description}
        return line_chart(self.lines(), names, canvas=canvas, **told)

    def _percents(self, name):
        return tuple(_drawn(getattr(one, name), one.why) for one in self.points)

    def _told(self, who, name):
        drawn = [
            (one.round.label, cells.text(percent(getattr(one, name)).value))
            for one in self.points
            if _drawn(getattr(one, name), one.why) is not None
        ]
        if not drawn:
            return f"{who}: belum ada angka."
        first, last = drawn[0], drawn[-1]
        if first == last:
            return f"{who}: {last[1]} pada {last[0]}."
        return f"{who}: {first[1]} pada {first[0]}, {last[1]} pada {last[0]}."


def _drawn(facts, why):
    """Return the percentage of CoverageFacts that may be drawn as a Fraction, else None."""
    value = percent(facts).value if facts and not why else None
    return value.percent if isinstance(value, Ratio) else None


def trend(document, kecamatan, rounds, *, desa=None, counts=(), lives=()):
    """Return the Trend of one document over Rounds, oldest first.

    `desa` is the DesaFacts of the second line, `counts` its period code -> (wajib, memiliki), and
    `lives` the DesaLife of every desa of the kecamatan.
    """
    counts, lives = dict(counts), tuple(lives)
    points, before = [], None
    for one in rounds:
        facts = one.facts.get(document.id, CoverageFacts(unit=document.unit))
        why = _window_unknown(document, before, one) if facts.is_filled else ""
        if document.flow and facts.is_filled and one.data_day:
            before = one.data_day
        beside = _of_desa(desa, counts, lives, one, rounds) if desa else None
        points.append(Point(one, facts, beside, why))
    return Trend(document, kecamatan, tuple(points), desa.name if desa else "")


def _of_desa(desa, counts, lives, one, rounds):
    if not is_same_family(desa.id, lives, one.day, rounds[-1].day):
        return CoverageFacts()
    wajib, memiliki = counts.get(one.code, (None, None))
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


def is_same_family(desa, lives, then, now):
    """Return whether on both days a desa's family (its induk and all split from it) is the same."""
    parents = {one.id: one.induk for one in lives}
    family = [one for one in lives if _root(one.id, parents) == _root(desa, parents)]
    return {one.id for one in family if one.lives(then)} == {
        one.id for one in family if one.lives(now)
    }


def _root(desa, parents):
    seen = {desa}
    while (parent := parents.get(desa)) in parents and parent not in seen:
        seen.add(parent)
        desa = parent
    return desa
