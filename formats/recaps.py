"""Every computation over what the desa have: coverage, gaps, element recaps.

Plain values in, plain values out; no database, no formatting. A spec's column names one of these
functions (`compute=`), so specs stay data.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from formats.values import (
    Amount,
    Content,
    Gap,
    Hundredths,
    Missing,
    Name,
    Names,
    Ratio,
    Share,
    State,
    Tally,
    Window,
    half_up,
)

COMPUTE = {}


def computed(function):
    """Let specs name this function in `Column.compute`."""
    COMPUTE[function.__name__] = function
    return function


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """Coverage of one type, in one desa or summed: counts in `unit`, target in 1/100 percent.

    `reported` of `of` desa gave both counts; `flow_until` is the end of a flow's twelve months.
    A target `is_proposed` while a meeting has not agreed it.
    """

    wajib: int | None = None
    memiliki: int | None = None
    reported: int = 0
    of: int = 1
    target: int | None = None
    unit: str = "orang"
    note: str = ""
    flow_until: date | None = None
    is_proposed: bool = False

    @property
    def is_filled(self):
        """Return whether both counts are there."""
        return self.wajib is not None and self.memiliki is not None

    @property
    def is_above(self):
        """Return whether more have the document than must have it (rules.md 10)."""
        return self.is_filled and self.memiliki > self.wajib


@dataclass(frozen=True, slots=True)
class ElementFacts:
    """One element in one desa: its state, the evidence for it, the note that is printed."""

    state: State = State.BELUM_DIISI
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ElementRecap:
    """The desa that have an element, those that do not (with *sebagian* noted), and the untold."""

    have: tuple[Name, ...] = ()
    lack: tuple[Name, ...] = ()
    unknown: tuple[Name, ...] = ()
    of: int = field(default=0)


def sum_coverage(cells, *, of, target=None, unit="orang", flow_until=None):
    """Return the kecamatan's coverage: sums over the desa that reported (rules.md 7).

    `cells` are the CoverageFacts of single desa, `of` the number of desa asked. With no report
    both sums are None: missing is never zero. A sum above its whole is explained once each desa
    above is: only then it carries their notes (rules.md 10).
    """
    wajib = memiliki = reported = 0
    above = []
    for cell in cells:
        if cell.is_filled:
            wajib, memiliki, reported = wajib + cell.wajib, memiliki + cell.memiliki, reported + 1
            if cell.is_above:
                above.append(cell.note)
    return CoverageFacts(
        wajib=wajib if reported else None,
        memiliki=memiliki if reported else None,
        reported=reported,
        of=of,
        target=target,
        unit=unit,
        note="; ".join(above) if all(above) else "",
        flow_until=flow_until,
    )


def recap_element(facts_by_name):
    """Return the ElementRecap of (desa name, ElementFacts) pairs, in their order (rules.md 17)."""
    have, lack, unknown = [], [], []
    for name, facts in facts_by_name:
        match facts.state:
            case State.SUDAH:
                have.append(Name(name))
            case State.SEBAGIAN:
                lack.append(Name(name, facts.note))
            case State.BELUM:
                lack.append(Name(name))
            case State.BELUM_DIISI:
                unknown.append(Name(name))
    return ElementRecap(
        tuple(have), tuple(lack), tuple(unknown), len(have) + len(lack) + len(unknown)
    )


def tally(states):
    """Return the Tally of the states of one element, desa by desa."""
    states = list(states)
    return Tally(
        sudah=states.count(State.SUDAH),
        sebagian=states.count(State.SEBAGIAN),
        belum=states.count(State.BELUM),
        belum_diisi=states.count(State.BELUM_DIISI),
    )


@computed
def percent(facts):
    """Return coverage as a Ratio, or why there is none; near 100 percent with those missing."""
    if not facts.is_filled:
        return Content(Missing.NOT_FILLED)
    warning = facts.is_above and not facts.note
    if facts.wajib == 0:
        return Content(Missing.NO_DENOMINATOR, warning=warning)
    ratio = Ratio(facts.memiliki, facts.wajib)
    short = facts.wajib - facts.memiliki
    if short > 0 and half_up(ratio.percent) == 100:
        return Content(ratio, (Amount(short, facts.unit, "kurang"),), warning)
    return Content(ratio, warning=warning)


def people_at_target(target, wajib):
    """Return how many must have the document at the target: the ceiling, in integers (rule 9)."""
    return -(-target * wajib // 10_000)


@computed
def target(facts):
    """Return the target with the people it stands for, or NO_TARGET."""
    if facts.target is None:
        return Content(Missing.NO_TARGET)
    wanted = Hundredths(facts.target)
    if not facts.wajib:
        return Content(wanted)
    return Content(wanted, (Amount(people_at_target(facts.target, facts.wajib), facts.unit),))


@computed
def proposed_target(facts):
    """Return the target a meeting agrees, with its people; empty without one (rules.md 12)."""
    if facts.target is None:
        return Content(Missing.NOT_FILLED)
    content = target(facts)
    return Content(content.value, (*content.detail, *(("usulan",) if facts.is_proposed else ())))


@computed
def realisation(facts):
    """Return coverage with its people and how many desa it was counted from."""
    reach = Share(facts.reported, facts.of, "desa")
    if not facts.is_filled:
        return Content(Missing.NOT_FILLED, (reach,))
    content = percent(facts)
    detail = (Share(facts.memiliki, facts.wajib, facts.unit), *content.detail, reach)
    if facts.flow_until:
        detail += (Window(facts.flow_until),)
    return Content(content.value, detail, content.warning)


@computed
def gap(facts):
    """Return target minus coverage, exact, with the people missing (rules.md 9)."""
    if facts.target is None:
        return Content(Missing.NO_TARGET)
    if not facts.is_filled:
        return Content(Missing.NOT_FILLED)
    if facts.wajib == 0:
        return Content(Missing.NO_DENOMINATOR)
    # Both over one denominator, which is a third of the work of taking one from the other.
    short = facts.target * facts.wajib - 10_000 * facts.memiliki
    exact = Fraction(short, 10_000 * facts.wajib)
    people = max(0, people_at_target(facts.target, facts.wajib) - facts.memiliki)
    return Content(Gap(exact, people, facts.unit))


@computed
def reach(facts):
    """Return from how many desa the figure was counted."""
    return Content(Share(facts.reported, facts.of, "desa"))


@computed
def evidence(facts):
    """Return the evidence and the note of an element as one text."""
    return Content("; ".join(text for text in (facts.evidence, facts.note) if text))


@computed
def standing(facts):
    """Return an element's state with its evidence under it; of a kecamatan, its Tally."""
    if isinstance(facts, Tally):
        return Content(facts)
    told = evidence(facts).value
    state = Missing.NOT_TOLD if facts.state is State.BELUM_DIISI else facts.state
    return Content(state, (told,) if told else ())


@computed
def count_having(recap):
    """Return how many desa have the element."""
    return Content(len(recap.have))


@computed
def list_having(recap):
    """Return the desa that have the element, uncounted."""
    return Content(Names(recap.have, counted=False))


@computed
def count_lacking(recap):
    """Return how many desa lack the element or have it in part; those not told are not counted."""
    return Content(len(recap.lack))


@computed
def list_lacking(recap):
    """Return the desa that lack the element or (with a note) have it in part, uncounted."""
    return Content(Names(recap.lack, counted=False))


@computed
def list_unknown(recap):
    """Return the desa that did not tell, uncounted."""
    return Content(Names(recap.unknown, counted=False))


@computed
def names_having(recap):
    """Return the desa that have the element."""
    return Content(Names(recap.have))


@computed
def names_lacking(recap):
    """Return the desa that lack the element; under them, apart, those not told (rules.md 17)."""
    if recap.unknown:
        return Content(Names(recap.lack), (Names(recap.unknown, "Belum terdata"),))
    return Content(Names(recap.lack))
