"""What the answers to Formats 4 and 5 come to over the desa of a kecamatan (Format 3).

Plain values in, plain values out. Only answers that count come in (rules.md 14), and a question
that nobody answered comes to nothing rather than to zero.
"""

from dataclasses import dataclass, field

from formats.proposals import DESA, NO_OFFICER, OFFICER
from formats.replies import option_key
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS
from formats.values import Amount, Missing, Rupiah, Said, Share

OTHERS = "Lainnya"
NO_SOURCE = "Sumber belum dijawab"
UNTAGGED = "Belum ditandai"


@dataclass(frozen=True, slots=True)
class Answers:
    """What counts of one desa's two lembar isian: SurveyFacts of Format 4 and of Format 5."""

    desa: object
    officer: object


@dataclass(frozen=True, slots=True)
class Sum:
    """What several desa come to under one label; None while no desa told, who are `told` many.

    `named` are the other things a label stands for, in the desa's words.
    """

    label: str
    number: int | None
    told: int
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sums:
    """A whole and the Sums it is made of; `told` desa answered the question."""

    number: int | None
    told: int
    parts: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """One line of Format 3's sums: a value to write, values under its label."""

    label: str
    value: object
    detail: tuple = ()
    is_detail: bool = False


@dataclass(frozen=True, slots=True)
class ChallengeGroup:
    """The challenges that PTPD says are about one thing, and from how many desa they come."""

    key: str
    label: str
    said: tuple[Said, ...]
    desa: int


@dataclass(slots=True)
class _Words:
    """Numbers by label, where labels that differ in case or spaces are one."""

    numbers: dict = field(default_factory=dict)
    spelled: dict = field(default_factory=dict)

    def add(self, label, number=None):
        """Count one desa under a label, with its number when it told one."""
        words = " ".join(label.split())
        key = words.casefold()
        self.spelled.setdefault(key, words)
        found = self.numbers.setdefault(key, [])
        if number is not None:
            found.append(number)

    def sums(self):
        """Return a Sum per label, in the order in which they came."""
        return tuple(
            Sum(self.spelled[key], sum(found) if found else None, len(found))
            for key, found in self.numbers.items()
        )


def _question(number, key):
    return REGISTRY[number].question(key)


# --- The budget by its sources --------------------------------------------------------------------


def budget_by_source(answers):
    """Return the Sums of this year's budget in rupiah by the exact combination of its sources.

    A desa without a budget (Rp0) is counted as having answered, under no source.
    """
    told = [one for one in answers if one.desa.reply("anggaran_total").money is not None]
    amounts, named = {}, {}
    for one in told:
        money, reply = one.desa.reply("anggaran_total").money, one.desa.reply("anggaran_sumber")
        if money:
            place = _combination(reply)
            amounts.setdefault(place, []).append(money)
            named.setdefault(place, []).extend(what for what, _number in reply.others)
    parts = tuple(
        Sum(_source_label(place), sum(amounts[place]), len(amounts[place]), _once(named[place]))
        for place in sorted(amounts, key=_rank)
    )
    whole = sum(one.desa.reply("anggaran_total").money for one in told) if told else None
    return Sums(whole, len(told), parts)


def _combination(reply):
    """Return the places of the ticked sources in the printed order, None when not answered."""
    if not reply.is_answered:
        return None
    options = _question(DESA, "anggaran_sumber").options
    ticked = {place for place, one in enumerate(options) if option_key(one) in reply.options}
    if reply.others:
        ticked.add(len(options) - 1)
    return tuple(sorted(ticked))


def _rank(places):
    """Return what sorts combinations: printed sources, with others, none at all, the unanswered."""
    others = len(_question(DESA, "anggaran_sumber").options) - 1
    return places is None, places == (), others in (places or ()), len(places or ()), places or ()


def _source_label(places):
    question = _question(DESA, "anggaran_sumber")
    if places is None:
        return NO_SOURCE
    words = [*question.named, OTHERS.lower()]
    found = [words[place] for place in places]
    if not found:
        return f"Sumber: {question.nothing.lower()}"
    joined = f"{', '.join(found[:-1])} dan {found[-1]}" if len(found) > 1 else found[0]
    return joined[:1].upper() + joined[1:]


def _once(texts):
    found = {}
    for text in texts:
        found.setdefault(" ".join(text.split()).casefold(), " ".join(text.split()))
    return tuple(found.values())


# --- Officers by status, documents by kind --------------------------------------------------------


def officers_by_status(answers):
    """Return the Sums of desa by the status their officer has; one desa may tick several.

    *Tidak ada petugas* counts wherever it was said (rules.md 16); every number is of desa.
    """
    question = _question(OFFICER, "status")
    words, told = _Words(), 0
    for option in question.named:
        words.add(option)
    for one in answers:
        statuses = _statuses(question, one)
        told += bool(statuses)
        for status in _once(statuses):
            words.add(status, 1)
    return Sums(told or None, told, words.sums())


def _statuses(question, one):
    reply = one.officer.reply(question.key)
    if reply.has_any:
        found = [option for option in question.named if option_key(option) in reply.options]
        others = [what for what, _number in reply.others]
        alone = option_key(question.other) in reply.options and not others
        return [*found, *others, *([OTHERS] if alone else [])]
    if reply.nothing or NO_OFFICER in one.desa.reply("petugas").options:
        return [question.nothing]
    return []


def documents_by_kind(answers):
    """Return the Sums of facilitated documents by kind, other kinds by their name.

    *Tidak ada* is zero of each printed kind.
    """
    question = _question(OFFICER, "difasilitasi")
    words, told = _Words(), 0
    for option in question.named:
        words.add(option)
    for one in answers:
        reply = one.officer.reply(question.key)
        told += reply.is_answered
        for part in _counted(question, reply):
            words.add(part.label, part.number)
    parts = words.sums()
    numbers = [part.number for part in parts if part.number is not None]
    return Sums(sum(numbers) if numbers else None, told, parts)


def _counted(question, reply):
    """Return a Sum per kind of what one desa counted; a kind named twice is one."""
    own = _Words()
    for option in question.named:
        own.add(option, 0 if reply.nothing else reply.number_of(option_key(option)))
    for what, number in reply.others:
        own.add(what, number)
    return own.sums()


def returned(answers):
    """Return format number -> how many desa handed that lembar isian in."""
    return {
        DESA: sum(bool(one.desa.replies) for one in answers),
        OFFICER: sum(bool(one.officer.replies) for one in answers),
    }


# --- As lines -------------------------------------------------------------------------------------


def fact_lines(answers):
    """Return the FactLines of a kecamatan: budget, officers, documents, forms handed in.

    `answers` has one Answers for every desa asked.
    """
    of = len(answers)
    budget, officers = budget_by_source(answers), officers_by_status(answers)
    documents = documents_by_kind(answers)
    found = [
        FactLine(
            "Anggaran LABD tahun berjalan, menurut sumber",
            _or_missing(budget.number, Rupiah),
            (Share(budget.told, of, "desa menjawab"),),
        ),
        *(
            FactLine(part.label, Rupiah(part.number), (*_from(part, of), *part.named), True)
            for part in budget.parts
        ),
        FactLine(
            "Petugas Disdukcapil di Desa, menurut status", Share(officers.told, of, "desa menjawab")
        ),
        *(FactLine(part.label, _ticked(part, officers), (), True) for part in officers.parts),
        FactLine(
            "Dokumen yang difasilitasi, menurut jenis",
            _or_missing(documents.number, lambda number: Amount(number, "dokumen")),
            (Share(documents.told, of, "desa menjawab"),),
        ),
        *(
            FactLine(part.label, _or_missing(part.number, int), _from(part, of), True)
            for part in documents.parts
        ),
    ]
    for number, count in returned(answers).items():
        found.append(FactLine(f"{REGISTRY[number].name} kembali", Share(count, of, "desa")))
    return tuple(found)


def _or_missing(number, kind):
    return Missing.NOT_FILLED if number is None else kind(number)


def _ticked(part, officers):
    return Amount(part.number or 0, "desa") if officers.told else Missing.NOT_FILLED


def _from(part, of):
    return (Share(part.told, of, "desa"),)


# --- Challenges by what they are about ------------------------------------------------------------


def challenge_groups(quotes, documents):
    """Return the ChallengeGroups of Quotes: elements, document types, themes, then the untagged.

    `documents` are (type id, label) pairs. A challenge about several things stands under each.
    """
    labels = {
        **{("elements", one.key): one.label for one in ELEMENTS},
        **{("documents", key): label for key, label in documents},
        **{("themes", name): name for name in sorted({n for one in quotes for n in one.themes})},
    }
    under = {place: [] for place in labels}
    rest = []
    for quote in quotes:
        places = [(kind, key) for kind in ("elements", "documents", "themes")
                  for key in getattr(quote, kind) if (kind, key) in labels]  # fmt: skip
        for place in places:
            under[place].append(quote)
        if not places:
            rest.append(quote)
    found = [_group(":".join(place), labels[place], told) for place, told in under.items() if told]
    return (*found, *([_group("", UNTAGGED, rest)] if rest else ()))


def _group(key, label, quotes):
    return ChallengeGroup(
        key or "belum-ditandai",
        label,
        tuple(Said(quote.name, quote.text) for quote in quotes),
        len({quote.desa for quote in quotes}),
    )
