"""Half-years: January to June, July to December."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_CODE = re.compile(r"(20\d\d)-S([12])")


@dataclass(frozen=True, slots=True, order=True)
class Half:
    """Half a calendar year; `number` is 1 or 2."""

    year: int
    number: int

    @property
    def code(self):
        """Return "2026-S1"."""
        return f"{self.year}-S{self.number}"

    @property
    def label(self):
        """Return "Semester I 2026"."""
        return f"Semester {'I' * self.number} {self.year}"

    @property
    def months(self):
        """Return "Januari–Juni 2026"."""
        return f"{('Januari–Juni', 'Juli–Desember')[self.number - 1]} {self.year}"

    @property
    def start(self):
        """Return its first day."""
        return date(self.year, 6 * self.number - 5, 1)

    @property
    def end(self):
        """Return its last day."""
        after = date(self.year + 1, 1, 1) if self.number > 1 else date(self.year, 7, 1)
        return after - timedelta(days=1)

    @property
    def before(self):
        """Return the half-year before it."""
        return half_of(self.start - timedelta(days=1))

    def holds(self, day):
        """Return whether `day` lies in it."""
        return self.start <= day <= self.end


def half_of(day):
    """Return the Half in which a day lies."""
    return Half(day.year, 1 + (day.month > 6))


def half_named(code):
    """Return the Half of a code like 2026-S1, or None when it is none."""
    found = _CODE.fullmatch(code)
    return Half(*map(int, found.groups())) if found else None
