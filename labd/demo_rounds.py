"""The demo's rounds of data collection: when each one was, and how its figures moved.

The shipped figures are those of June 2026; every other round is reckoned from them by fixed rules,
so that the demo is the same wherever it is loaded.
"""

import zlib
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from labd import demo_figures

# The kabupaten's clock, on which the sample people work.
WITA = ZoneInfo("Asia/Makassar")


def wita(year, month, day, hour=10, minute=0):
    """Return a moment on the kabupaten's clock."""
    return datetime(year, month, day, hour, minute, tzinfo=WITA)


@dataclass(frozen=True, slots=True)
class Round:
    """One period of the demo; `step` counts the rounds from June 2026, below zero before it.

    `silent` are the codes of the desa that sent no figures.
    """

    code: str
    label: str
    step: int
    reference_date: date
    opens: date
    closes: date
    typed_at: datetime
    silent: tuple = ()

    def targets(self):
        """Return document key -> target in 1/100 percent."""
        return {
            key: min(10_000, target + self.step * demo_figures.TARGET_STEPS[key])
            for key, target in demo_figures.TARGETS.items()
        }

    def counts(self):
        """Yield (desa code, document key, wajib, memiliki) of every desa that reported."""
        if self.step == 0:
            yield from demo_figures.counts()
            return
        for code, key, wajib, memiliki in demo_figures.counts(with_odd=False):
            if code not in self.silent:
                yield code, key, *self._moved(code, key, wajib, memiliki)

    def _moved(self, code, key, wajib, memiliki):
        """Return both counts as they were in this round: people come, gaps close, not evenly."""
        growth, pace = demo_figures.PACE[key]
        chance = zlib.crc32(f"{code} {key} {self.code}".encode())
        people = wajib * (1000 + self.step * growth + chance % 5 - 2) // 1000
        uneven = chance // 5 % (pace + 1) - pace // 2
        short = (wajib - memiliki) * (1000 - self.step * pace + uneven) // 1000
        return people, max(0, people - short)


JUNE_2026 = Round(
    "2026-06", "Juni 2026", 0, date(2026, 5, 31), date(2026, 5, 1), date(2026, 12, 31),
    wita(2026, 6, 8, 9, 42), (demo_figures.MISSING_DESA,),
)  # fmt: skip
NOVEMBER_2026 = Round(
    "2026-11", "November 2026", 1, date(2026, 10, 31), date(2026, 10, 1), date(2026, 12, 31),
    wita(2026, 11, 9, 9, 15), ("52.08.04.2012",),
)  # fmt: skip
# Of these there are only figures and targets.
EARLIER = (
    Round(
        "2024-06", "Juni 2024", -4, date(2024, 5, 31), date(2024, 5, 1), date(2024, 7, 31),
        wita(2024, 6, 11, 10, 20), ("52.08.04.2009", demo_figures.MISSING_DESA),
    ),
    Round(
        "2024-11", "November 2024", -3, date(2024, 10, 31), date(2024, 10, 1), date(2024, 12, 31),
        wita(2024, 11, 12, 9, 5), (demo_figures.MISSING_DESA,),
    ),
    Round(
        "2025-06", "Juni 2025", -2, date(2025, 5, 31), date(2025, 5, 1), date(2025, 7, 31),
        wita(2025, 6, 10, 13, 30),
    ),
    Round(
        "2025-11", "November 2025", -1, date(2025, 10, 31), date(2025, 10, 1), date(2025, 12, 31),
        wita(2025, 11, 11, 9, 50), ("52.08.04.2009",),
    ),
)  # fmt: skip
# Entry is open in these whenever the demo is loaded, so that people can try it.
TRIED = (JUNE_2026, NOVEMBER_2026)
