"""Early warnings: plain facts in, sentences with their rule out; exact integers and fractions.

Points are percentage points; thresholds and levels of points are whole hundredths of one. The
level says how bad a warning is within its rule: taken up at one level it shows again above it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median

from formats.specs._shared import ELEMENTS, ELEMENTS_BY_KEY
from formats.values import State
from labd.dasbor import warning_words as words
from labd.dasbor.families import units
from rakorcam.monitoring import is_late, quarter_of, silent, unfinished

NOW, CHECK, REMIND = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name, how pressing it is, and its words with thresholds in braces."""

    key: str
    title: str
    gravity: int
    words: str


RULES = (
    Rule("turun", "Cakupan turun", NOW, "turun {turun} poin atau lebih sejak putaran sebelumnya"),
    Rule(
        "melebar",
        "Kesenjangan melebar",
        NOW,
        "kesenjangan melebar {melebar} poin atau lebih pada tiap putaran, {melebar_putaran} "
        "putaran berturut-turut",
    ),
    Rule(
        "belum_kirim",
        "Lembar isian belum dikirim",
        NOW,
        "belum dikirim {belum_kirim} hari sebelum tanggal Rakorcam",
    ),
    Rule(
        "lewat_waktu",
        "Rencana terlambat",
        NOW,
        "bulan akhirnya sudah lewat dan rencana belum selesai",
    ),
    Rule(
        "di_atas_wajib",
        "Memiliki lebih besar dari wajib",
        CHECK,
        "memiliki lebih besar dari wajib, tanpa catatan",
    ),
    Rule(
        "lonjakan",
        "Cakupan melonjak",
        CHECK,
        "naik lebih dari {lonjakan} poin dan lebih dari {lonjakan_kali} kali perubahan tengah "
        "(median) kecamatan",
    ),
    Rule(
        "sama_persis",
        "Angka sama persis",
        CHECK,
        "wajib dan memiliki sama persis {sama_putaran} putaran berturut-turut, wajib {sama_wajib} "
        "atau lebih",
    ),
    Rule("petugas", "Desa tanpa petugas", CHECK, "petugas Disdukcapil di desa: belum"),
    Rule("anggaran", "Desa tanpa anggaran", CHECK, "anggaran pendukung LABD: belum"),
    Rule(
        "belum_lapor",
        "Rencana belum dilaporkan",
        REMIND,
        "rencana sudah mulai, belum selesai, dan belum dilaporkan pada triwulan ini",
    ),
)
RULE = {rule.key: rule for rule in RULES}
_ORDER = {rule.key: place for place, rule in enumerate(RULES)}


@dataclass(frozen=True, slots=True)
class Round:
    """A round of data: its period's code and label, and the data date (None while unknown)."""

    code: str
    label: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A document type: id, label, what is counted, and whether it is a flow (rules.md 11)."""

    id: str
    label: str
    unit: str = "orang"
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An agreed plan item as it stands: (desa id, name) pairs, months, state, its entries."""

    id: str
    what: str
    desa: tuple
    from_month: date
    to_month: date
    state: str
    entries: tuple = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the rules look at, of one kecamatan on one day.

    `rounds` run from the present one backwards. `counts` is (round code, desa id, type id) ->
    (wajib, memiliki, note); `targets` (round code, type id) -> 1/100 percent; `elements`
    (desa id, element key) -> State; `unsent` desa id -> names of the lembar isian not handed in;
    `meeting` the date of the planned session or None.
    """

    rounds: tuple[Round, ...]
    today: date
    thresholds: dict
    places: tuple = ()
    kinds: tuple[Kind, ...] = ()
    counts: dict = field(default_factory=dict)
    targets: dict = field(default_factory=dict)
    elements: dict = field(default_factory=dict)
    unsent: dict = field(default_factory=dict)
    meeting: date | None = None
    items: tuple[Item, ...] = ()

    @property
    def present(self):
        """Return the desa of the kecamatan that are valid in the present round."""
        now = self.rounds[0].code
        return [one for one in self.places if one.is_inside and now in one.rounds]


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """One warning: what fired, on what, how bad, and the sentence in two parts, `head` bold.

    `subject` names it for good; `desa` are ids, none for the kecamatan as a whole; `about` is the
    id of a document type or plan item, or the key of an element.
    """

    rule: Rule
    subject: str
    desa: tuple
    names: tuple
    about: str
    level: int
    head: str
    rest: str
    why: str

    @property
    def sentence(self):
        """Return the whole sentence."""
        return self.head + self.rest

    @property
    def figures(self):
        """Return what comes after the head as a sentence of its own."""
        told = self.rest.lstrip(" :;")
        return told[:1].upper() + told[1:]

    @property
    def order(self):
        """Return what sorts the most serious first."""
        return (-self.rule.gravity, _ORDER[self.rule.key], -self.level, self.names, self.about)


def find_warnings(facts):
    """Return every EarlyWarning of the Facts, the most serious first."""
    found = [
        warning
        for rule in (_falls, _widening, _same, _jumps, _above, _unsent, _lacking, _plans)
        for warning in rule(facts)
    ]
    return sorted(found, key=lambda warning: warning.order)


def rule_words(key, thresholds):
    """Return the words of a rule with the thresholds in force."""
    return RULE[key].words.format_map(words.written(thresholds))


def _warning(facts, key, subject, level, told, *, places=(), about=""):
    head, rest = told
    return EarlyWarning(
        RULE[key],
        subject,
        tuple(desa for desa, _name in places),
        tuple(name for _desa, name in places),
        about,
        level,
        head,
        rest,
        rule_words(key, facts.thresholds),
    )


# --- Coverage over rounds -------------------------------------------------------------------------


def _of_unit(facts, key, kind, unit, level, told):
    subject = f"{facts.rounds[0].code}:{unit.id}:{kind.id}"
    places = [(place.id, place.name) for place in unit.places]
    return _warning(facts, key, subject, level, told, places=places, about=kind.id)


def _series(facts, count):
    """Yield (kind, unit, the unit's counts of the last `count` rounds) where all can be compared.

    Counts are (wajib, memiliki) pairs, newest first; wajib is above zero.
    """
    rounds = facts.rounds[:count]
    if len(rounds) < count:
        return
    codes = [one.code for one in rounds]
    comparable = units(facts.places, codes)
    for kind in facts.kinds:
        if kind.flow and not _windows_follow(rounds):
            continue
        for unit in comparable:
            counts = [_sum(facts, code, unit.members[code], kind.id) for code in codes]
            if all(counts):
                yield kind, unit, counts


def _windows_follow(rounds):
    """Return whether the twelve months of a flow end on a known, later day in each newer round."""
    days = [one.day for one in rounds]
    return all(days) and all(new > old for new, old in pairwise(days))


def _sum(facts, code, desa, kind):
    """Return (wajib, memiliki) over `desa`; None when one did not report, or wajib is 0."""
    told = [facts.counts.get((code, one, kind), (None, None, ""))[:2] for one in desa]
    if any(number is None for pair in told for number in pair):
        return None
    wajib, memiliki = (sum(numbers) for numbers in zip(*told, strict=True))
    return (wajib, memiliki) if wajib else None


def _percent(pair):
    wajib, memiliki = pair
    return Fraction(100 * memiliki, wajib)


def _hundredths(points):
    return int(points * 100)


def _falls(facts):
    """Yield where coverage fell since the round before."""
    for kind, unit, counts in _series(facts, 2):
        fall = _percent(counts[1]) - _percent(counts[0])
        if fall * 100 >= facts.thresholds["turun"]:
            told = words.fall(facts, kind, unit, counts, fall)
            yield _of_unit(facts, "turun", kind, unit, _hundredths(fall), told)


def _widening(facts):
    """Yield where the gap to the target grew in each of the last rounds."""
    times = facts.thresholds["melebar_putaran"]
    for kind, unit, counts in _series(facts, times + 1):
        targets = [facts.targets.get((one.code, kind.id)) for one in facts.rounds[: times + 1]]
        if None in targets:
            continue
        gaps = [
            max(Fraction(0), Fraction(target, 100) - _percent(pair))
            for target, pair in zip(targets, counts, strict=True)
        ]
        steps = [new - old for new, old in pairwise(gaps)]
        if all(step * 100 >= facts.thresholds["melebar"] for step in steps):
            told = words.widening(facts, kind, unit, gaps, counts[0], targets[0])
            level = _hundredths(gaps[0] - gaps[-1])
            yield _of_unit(facts, "melebar", kind, unit, level, told)


def _same(facts):
    """Yield where both counts stayed the same to the digit over the last rounds."""
    times = facts.thresholds["sama_putaran"]
    for kind, unit, counts in _series(facts, times):
        if len(set(counts)) == 1 and counts[0][0] >= facts.thresholds["sama_wajib"]:
            told = words.same(facts, kind, unit, counts[0], times)
            yield _of_unit(facts, "sama_persis", kind, unit, 1, told)


def _jumps(facts):
    """Yield where coverage rose far more than the kecamatan's median change (without sign)."""
    changes = {}
    for kind, unit, counts in _series(facts, 2):
        change = _percent(counts[0]) - _percent(counts[1])
        changes.setdefault(kind, []).append((unit, counts, change))
    least, times = facts.thresholds["lonjakan"], facts.thresholds["lonjakan_kali"]
    for kind, found in changes.items():
        middle = median(abs(change) for _unit, _counts, change in found)
        for unit, counts, change in found:
            if change * 100 > least and change > times * middle:
                told = words.jump(facts, kind, unit, counts, change, middle)
                yield _of_unit(facts, "lonjakan", kind, unit, _hundredths(change), told)


# --- The present round ----------------------------------------------------------------------------


def _above(facts):
    """Yield where more have a document than must have it and nobody wrote why (rules.md 10)."""
    now = facts.rounds[0].code
    for kind in facts.kinds:
        for place in facts.present:
            wajib, memiliki, note = facts.counts.get((now, place.id, kind.id), (None, None, ""))
            if wajib is None or memiliki is None or note or memiliki <= wajib:
                continue
            told = words.above(kind, place, wajib, memiliki)
            subject = f"{now}:{place.id}:{kind.id}"
            here = [(place.id, place.name)]
            level = memiliki - wajib
            yield _warning(facts, "di_atas_wajib", subject, level, told, places=here, about=kind.id)


def _unsent(facts):
    """Yield the desa whose lembar isian are not in while the planned meeting is near."""
    if facts.meeting is None:
        return
    first = facts.meeting - timedelta(days=facts.thresholds["belum_kirim"])
    if facts.today < first:
        return
    for place in facts.present:
        names = facts.unsent.get(place.id, ())
        if names:
            told = words.unsent(place, names, facts.meeting, facts.today)
            subject = f"{facts.rounds[0].code}:{place.id}"
            here = [(place.id, place.name)]
            yield _warning(facts, "belum_kirim", subject, len(names), told, places=here)


def _lacking(facts):
    """Yield the desa that have no officer, or no budget."""
    for place in facts.present:
        states = [facts.elements.get((place.id, one.key)) for one in ELEMENTS]
        have = sum(state is State.SUDAH for state in states)
        for key in ("petugas", "anggaran"):
            if facts.elements.get((place.id, key)) is State.BELUM:
                told = words.lacking(place, ELEMENTS_BY_KEY[key].label, have, len(ELEMENTS))
                subject = f"{facts.rounds[0].code}:{place.id}"
                here = [(place.id, place.name)]
                yield _warning(facts, key, subject, 1, told, places=here, about=key)


# --- Plans ----------------------------------------------------------------------------------------


def _plans(facts):
    """Yield the plan items that are overdue, and those nobody reported on this quarter."""
    for item in facts.items:
        names = dict(item.desa)
        if is_late(item.to_month, item.state, facts.today):
            waiting = [(one, names[one]) for one in unfinished(tuple(names), item.entries)]
            months = _months(facts.today) - _months(item.to_month)
            yield _warning(
                facts, "lewat_waktu", f"rencana:{item.id}", months,
                words.late(item, months, waiting), places=waiting, about=item.id,
            )  # fmt: skip
        quiet = silent(tuple(names), item.from_month, item.state, item.entries, facts.today)
        if quiet:
            quarter = quarter_of(facts.today)
            places = [(one, names[one]) for one in quiet if one]
            subject = f"rencana:{item.id}:{quarter.year}-{quarter.number}"
            yield _warning(
                facts, "belum_lapor", subject, len(quiet),
                words.quiet(item, quarter, places), places=places, about=item.id,
            )  # fmt: skip


def _months(day):
    return 12 * day.year + day.month
