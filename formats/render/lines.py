"""One line of a cell: what it says, how it stands out, and the boxes and dots of a form."""

from dataclasses import dataclass, replace

# What stands before a line of a questionnaire: an open box, or a ticked one.
BOX, TICK = "kotak", "centang"
# How a line reads where nothing can be drawn.
_SIGNS = {BOX: "☐ ", TICK: "☑ ", "": ""}
_WIDE, _NARROW = "…" * 28, "…" * 10


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell; `role` is "" or words for how it stands out: "utama", "rinci", "kita".

    Only lines of a questionnaire have a `mark` before them, a `figure` behind them, or so many
    dotted `rooms` in which a hand writes.
    """

    text: str
    role: str = ""
    mark: str = ""
    figure: str = ""
    rooms: int = 0

    @property
    def is_empty(self):
        """Return whether there is nothing to show."""
        return not (self.text or self.mark or self.figure or self.rooms)

    @property
    def is_ticked(self):
        """Return whether its box is ticked."""
        return self.mark == TICK

    @property
    def is_form(self):
        """Return whether anything of it is drawn rather than written."""
        return bool(self.mark or self.rooms)

    @property
    def room(self):
        """Return its dotted rooms, for a loop."""
        return range(self.rooms)

    @property
    def plain(self):
        """Return the line as text alone: signs for boxes, dots for room."""
        told = f"{self.text}: {self.figure}" if self.text and self.figure else self.text
        dots = (_NARROW,) if told and self.rooms else (_WIDE, _NARROW)[: self.rooms]
        return _SIGNS[self.mark] + " ".join(part for part in (told or self.figure, *dots) if part)

    def also(self, role):
        """Return the line with one more role."""
        return replace(self, role=f"{self.role} {role}".strip())


def dotted(digits):
    """Return the digits of a whole number from 0 up with dots between thousands."""
    return f"{digits:,}".replace(",", ".")


def whole(number):
    """Return an integer with dots between thousands and a true minus: 6.415, −5."""
    return f"−{dotted(-number)}" if number < 0 else dotted(number)


def rupiah(amount):
    """Return whole rupiah: Rp25.000.000."""
    return f"Rp{whole(amount)}"
