"""Papers in millimetres, and the stamp that says who printed and when."""

from dataclasses import dataclass
from datetime import datetime

# Left, right, top, bottom of every office paper: the guide's 3, 2, 2 and 2.5 cm.
LEFT, RIGHT, TOP, BOTTOM = 30, 20, 20, 25


class UnknownPaper(ValueError):
    """There is no paper of that name."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by its two sides in mm. A plano hangs on a wall and is always landscape."""

    name: str
    short: int
    long: int
    is_plano: bool = False

    @property
    def label(self):
        """Return how it is asked for: "A1, 84,1 × 59,4 cm", or by the name of the mill's sheet."""
        if self.name[0].isdigit():
            return f"kertas plano {self.name.replace('x', ' × ')} cm"
        return f"{self.name}, {centimetres(self.size(landscape=self.is_plano))}"

    def size(self, landscape):
        """Return (width, height) in mm."""
        if landscape or self.is_plano:
            return self.long, self.short
        return self.short, self.long

    @property
    def unit(self):
        """Return the mm of one plano unit: 1 on A1, and in proportion on the other planos.

        Everything on a plano is measured in this unit (CSS rem), so all planos are one drawing.
        """
        return min(self.long / 841, self.short / 594)


def centimetres(size):
    """Return (width, height) in mm as people say it: 84,1 × 59,4 cm."""
    return " × ".join(f"{side / 10:g}".replace(".", ",") for side in size) + " cm"


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("F4", 215, 330),
        Paper("A4", 210, 297),
        Paper("A3", 297, 420),
        Paper("A1", 594, 841, is_plano=True),
        Paper("A0", 841, 1189, is_plano=True),
        Paper("79x109", 790, 1090, is_plano=True),
        Paper("65x100", 650, 1000, is_plano=True),
    )
}


def paper_named(name):
    """Return the Paper called `name`; raises UnknownPaper, in words, when there is none."""
    try:
        return PAPERS[name]
    except KeyError:
        raise UnknownPaper(
            f"Kertas “{name}” tidak dikenal. Pilih salah satu: {', '.join(PAPERS)}."
        ) from None


@dataclass(frozen=True, slots=True)
class PrintStamp:
    """Who printed, at what aware moment, and the IANA zone of the kabupaten (rules.md 28)."""

    by: str
    at: datetime
    zone: str
