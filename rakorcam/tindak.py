"""What the follow-up pages show to one person, gathered in a fixed number of queries.

The kecamatan's team reads all desa, a desa itself alone.
"""

from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from desa.access import holds, holds_whole
from desa.models import Desa
from rakorcam.followup import followed
from rakorcam.monitoring import quarter_of
from rakorcam.tindak_baris import Lines, budget_rows, row_labels


@dataclass(frozen=True, slots=True)
class Reach:
    """What one person may read and do about the plans of one kecamatan; sets hold ids of desa."""

    whole: bool
    reads: frozenset
    records: frozenset
    budgets: frozenset
    reads_budgets: frozenset
    records_whole: bool
    confirms: bool
    amends: bool

    @classmethod
    def of(cls, user, kecamatan):
        """Ask for one person in three queries, of a desa's account in four."""

        def within(capability):
            found = Desa.objects.allowed(user, capability).filter(kecamatan=kecamatan)
            return frozenset(found.values_list("pk", flat=True))

        reads, all_told = within("progress.read"), holds_whole(user, "confirming.read", kecamatan)
        return cls(
            whole=holds_whole(user, "progress.read", kecamatan),
            reads=reads,
            records=within("progress.edit"),
            budgets=within("confirming.edit"),
            reads_budgets=reads if all_told else within("confirming.read"),
            records_whole=holds(user, "progress.edit", kecamatan),
            confirms=holds(user, "confirming.decide", kecamatan),
            amends=holds(user, "amendment.edit", kecamatan),
        )

    def desa_of(self, one):
        """Return the desa of a Followed that the person reads, or None when it is not theirs.

        An item of the kecamatan itself has none, and is for those who read the whole kecamatan.
        """
        found = tuple(desa for desa in one.desa if desa.pk in self.reads)
        return found if found or (self.whole and not one.desa) else None


class FollowUp:
    """The agreed plans of a kecamatan as one person follows them up."""

    FILTERS = (
        ("perhatian", "Perlu perhatian"),
        ("triwulan", "Jatuh tempo triwulan ini"),
        ("terlambat", "Terlambat"),
        ("belum-lapor", "Belum lapor"),
        ("menunggu", "Menunggu dibenarkan"),
        ("semua", "Semua"),
    )

    def __init__(self, user, kecamatan, today, agreed=None):
        """Gather in a fixed number of queries; `agreed` is what `followed` told, if it was read."""
        self.kecamatan, self.today = kecamatan, today
        self.reach = Reach.of(user, kecamatan)
        agreed = followed(kecamatan) if agreed is None else agreed
        found = [one for one in agreed if not one.is_carried]
        budget = budget_rows(one.item for one in found)
        made = Lines(self.reach, today, row_labels(kecamatan), budget)
        mine = [(one, desa) for one in found if (desa := self.reach.desa_of(one)) is not None]
        self.items = [made.line(one, desa) for one, desa in mine]
        self._made = made

    @property
    def quarter(self):
        """Return the quarter of today."""
        return quarter_of(self.today)

    def is_shown(self, line, name):
        """Return whether the filter `name` shows a line."""
        asks = {"triwulan": line.is_due, "terlambat": line.is_late, "menunggu": line.is_waiting}
        asks["belum-lapor"] = bool(line.silent)
        if name == "perhatian":
            waits = line.is_waiting and self.reach.confirms
            return waits or line.is_sent_back or line.is_due or line.is_late or bool(line.silent)
        return asks.get(name, True)

    def counted(self, lines):
        """Return (filter, its name, how many of the lines it shows)."""
        return [
            (name, word, sum(self.is_shown(line, name) for line in lines))
            for name, word in self.FILTERS
        ]

    def shown(self, lines, name):
        """Return the lines a filter shows, the most urgent first."""
        return sorted((one for one in lines if self.is_shown(one, name)), key=attrgetter("urgency"))

    def by_desa(self, name):
        """Return (place, lines) of every desa with lines to show, the kecamatan itself last."""
        groups = {}
        for line in self.shown(self.parts, name):
            groups.setdefault(line.desa, []).append(line)
        places = sorted(groups, key=lambda desa: [place.code for place in desa] or ["~"])
        kecamatan = f"Kecamatan {self.kecamatan.name}"
        return [(f"Desa {desa[0].name}" if desa else kecamatan, groups[desa]) for desa in places]

    @cached_property
    def parts(self):
        """Return a line for every desa of every item, and one for an item without desa."""
        return [
            self._made.line(line.one, desa, alone=bool(desa))
            for line in self.items
            for desa in ([(place,) for place in line.desa] or [()])
        ]

    @property
    def reported(self):
        """Return (heard this quarter, all) of the items somebody should report on by now."""
        begun = [line for line in self.items if line.has_begun]
        return sum(not line.silent for line in begun), len(begun)
