"""`make bench`: how long our pages and papers take against the barest way to the same thing.

Runs in a process and a folder of its own (`run_apart`), so that no figure of anybody is touched.
The two sides of a ratio take turns, and their own processor time is taken: pages and papers wait
for nobody, and so a busy machine tells nearly the same ratio as an idle one.
"""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from time import process_time

from formats.render import cells

ROUNDS, WARM_UP = 30, 5
OVER = "DI ATAS BATAS"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the report: our way, the bare way, and the ratio that may not be passed.

    `clock` tells what is taken, where this process alone does not do the work; a side that is slow
    to start is taken `most_rounds` times only, after one to warm up.
    """

    name: str
    ours: Callable
    bare: Callable
    bar: float
    clock: Callable = process_time
    most_rounds: int | None = None


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """One line of the report that cannot be taken on this machine, and why."""

    name: str
    why: str

    def __str__(self):
        return f"{self.name:<62} {self.why}, tidak diukur"


@dataclass(frozen=True, slots=True)
class Result:
    """The medians of a Pair in seconds of processor time."""

    pair: Pair
    ours: float
    bare: float

    @property
    def ratio(self):
        """Return how many times as long ours takes."""
        return self.ours / self.bare

    @property
    def is_over(self):
        """Return whether ours takes longer than its bar allows."""
        return self.ratio > self.pair.bar


def measure(pair, *, rounds=ROUNDS, warm_up=WARM_UP, clock=None):
    """Return the Result of a Pair: medians of `rounds` after `warm_up`, the sides taking turns."""
    clock = clock or pair.clock
    if pair.most_rounds:
        rounds, warm_up = min(rounds, pair.most_rounds), min(warm_up, 1)
    times = {pair.ours: [], pair.bare: []}
    for turn in range(warm_up + rounds):
        # Whoever goes first finds the caches as the other left them: that, too, takes turns.
        for side in (pair.ours, pair.bare) if turn % 2 else (pair.bare, pair.ours):
            # What one side left behind is not collected at the other's expense.
            gc.collect()
            start = clock()
            side()
            times[side].append(clock() - start)
    return Result(pair, *(statistics.median(found[warm_up:]) for found in times.values()))


def line(result):
    """Return a Result in words: name, ratio, bar, and both medians in milliseconds."""
    ours, bare = (cells.decimal(Fraction(one * 1000)) for one in (result.ours, result.bare))
    ratio = cells.decimal(Fraction(result.ratio), 2)
    words = (
        f"{result.pair.name:<62} {ratio:>6}×  batas {cells.decimal(Fraction(result.pair.bar), 2)}×"
        f"  {ours:>7} ms : {bare:>6} ms"
    )
    return f"{words}  {OVER}" if result.is_over else words


def run_apart(*, rounds=ROUNDS, warm_up=WARM_UP, out=None):
    """Measure in a process of its own, whose data folder is thrown away; return its status.

    `out` takes what it prints; without it that goes where this process prints.
    """
    with tempfile.TemporaryDirectory(prefix="labd-bench-") as folder:
        own = {name: value for name, value in os.environ.items() if not name.startswith("LABD_")}
        own.pop("DATABASE_URL", None)
        own |= {
            "LABD_DEMO": "1",
            "LABD_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "labd.settings",
        }
        command = [sys.executable, "-m", "labd.bench_run", str(rounds), str(warm_up)]
        root = Path(__file__).resolve().parent.parent
        return subprocess.run(command, cwd=root, env=own, stdout=out, check=False).returncode
