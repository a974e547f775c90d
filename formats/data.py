"""All that one kecamatan has in one period, as one plain value that can be frozen.

`gather` reads it from the database in a fixed number of queries; `to_payload` and `from_payload`
carry it through a snapshot unchanged. Recaps, tables and worksheets read only this.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from desa.access import holds_whole
from desa.models import Desa
from desa.rights import READ
from formats.models import (
    Collection,
    Coverage,
    DocumentType,
    ElementState,
    Target,
    TargetOverride,
)
from formats.proposals import effective
from formats.recaps import CoverageFacts, ElementFacts, recap_element, sum_coverage
from formats.render import cells
from formats.specs._shared import ELEMENTS
from formats.survey_data import Quote, SurveyBook, survey_book
from formats.values import State

# The wajib, memiliki and note of a cell that nobody has touched.
NOTHING = (None, None, "")
NO_PARTS = [None] * len(Coverage.PARTS)


@dataclass(frozen=True, slots=True)
class DesaFacts:
    """A desa as a sheet names it."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document type as a sheet words it; `target` in 1/100 percent with where it came from."""

    id: str
    label: str
    wajib: str
    memiliki: str
    unit: str
    flow: bool
    target: int | None = None
    target_reason: str = ""


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """Format 1's header and the names above every sheet."""

    kecamatan: str
    kecamatan_code: str
    kabupaten: str
    period: str
    period_code: str
    reference_date: str
    is_sample: bool
    data_date: str = ""
    source: str = ""
    filled_by: str = ""

    @property
    def day(self):
        """Return the data date, or None while nobody has written it."""
        return date.fromisoformat(self.data_date) if self.data_date else None


@dataclass(frozen=True, slots=True)
class Data:
    """The figures of one kecamatan in one period; keys are (desa id, type id or element key).

    `is_whole` is False when the reader may see only some desa: then no kecamatan sum is shown.
    `quotes` are the challenges in the desa's own words, and `unchecked` counts the lembar isian
    that are not yet *diperiksa* (None where nobody asked). `surveys` are the answers themselves,
    `parts` the counts (wajib L, wajib P, memiliki L, memiliki P) where any were told; neither is
    frozen, since no worksheet prints them.
    """

    header: HeaderFacts
    desa: tuple[DesaFacts, ...]
    documents: tuple[DocumentFacts, ...]
    counts: dict = field(default_factory=dict)
    elements: dict = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()
    unchecked: int | None = None
    is_whole: bool = True
    surveys: SurveyBook = field(default_factory=SurveyBook, compare=False)
    parts: dict = field(default_factory=dict, compare=False)
    # A page asks for the same cell many times: for its table, its sums and its changes.
    _told: dict = field(default_factory=dict, init=False, repr=False, compare=False)

    def document(self, asked):
        """Return the DocumentFacts with the id `asked`, or None."""
        return next((one for one in self.documents if one.id == asked), None)

    def coverage(self, desa, document):
        """Return the CoverageFacts of one desa and one type."""
        key = (desa.id, document.id, document.target)
        facts = self._told.get(key)
        if facts is None:
            wajib, memiliki, note = self.counts.get(key[:2], NOTHING)
            told = wajib is not None and memiliki is not None
            until = self._until(document)
            self._told[key] = facts = CoverageFacts(
                wajib, memiliki, int(told), 1, document.target, document.unit, note, until
            )
        return facts

    def total(self, document):
        """Return the CoverageFacts of the kecamatan for one type."""
        return sum_coverage(
            [self.coverage(desa, document) for desa in self.desa],
            of=len(self.desa),
            target=document.target,
            unit=document.unit,
            flow_until=self._until(document),
        )

    def _until(self, document):
        return self.header.day if document.flow else None

    def element(self, desa, key):
        """Return the ElementFacts of one desa and one element."""
        return self.elements.get((desa.id, key), ElementFacts())

    def recap(self, key):
        """Return the ElementRecap of the kecamatan for one element."""
        return recap_element((desa.name, self.element(desa, key)) for desa in self.desa)

    def filled_types(self, desa):
        """Return for how many types this desa gave both counts."""
        told = (self.counts.get((desa.id, document.id), NOTHING) for document in self.documents)
        return sum(wajib is not None and memiliki is not None for wajib, memiliki, _note in told)

    def filled_elements(self, desa):
        """Return for how many elements this desa's state is known."""
        return sum(self.element(desa, one.key).state is not State.BELUM_DIISI for one in ELEMENTS)

    @property
    def element_count(self):
        """Return how many elements there are to tell."""
        return len(ELEMENTS)

    def complete_desa(self):
        """Return how many desa gave every type of Format 1."""
        return sum(self.filled_types(desa) == len(self.documents) for desa in self.desa)

    def told_desa(self):
        """Return how many desa have every element of Format 2 told."""
        return sum(self.filled_elements(desa) == len(ELEMENTS) for desa in self.desa)

    def to_payload(self):
        """Return the data as what JSON can hold."""
        return {
            "header": asdict(self.header),
            "desa": [asdict(desa) for desa in self.desa],
            "documents": [asdict(document) for document in self.documents],
            "counts": [[*key, *value] for key, value in sorted(self.counts.items())],
            "elements": [
                [*key, facts.state.value, facts.evidence, facts.note]
                for key, facts in sorted(self.elements.items())
            ],
            "quotes": [asdict(quote) for quote in self.quotes],
            "unchecked": self.unchecked,
        }

    @classmethod
    def from_payload(cls, payload):
        """Return the Data that `to_payload` made; early payloads know of no surveys."""
        return cls(
            header=HeaderFacts(**payload["header"]),
            desa=tuple(DesaFacts(**desa) for desa in payload["desa"]),
            documents=tuple(DocumentFacts(**document) for document in payload["documents"]),
            counts={(desa, kind): tuple(rest) for desa, kind, *rest in payload["counts"]},
            elements={
                (desa, key): ElementFacts(State(state), evidence, note)
                for desa, key, state, evidence, note in payload["elements"]
            },
            quotes=tuple(_quote(told) for told in payload.get("quotes", ())),
            unchecked=payload.get("unchecked"),
        )


def gather(kecamatan, period, desa, *, is_whole=True, also=(), answers=True, collections=None):
    """Return the Data of `period` for the queryset `desa`, which the caller has scoped.

    Without `answers` the surveys give no more than what they propose for the elements. Fourteen
    queries or fewer, whatever the number of desa; `also` are ids of types to keep although
    they are not used any more. Only desa valid on the period's reference
    date count (rules.md 6). Who has read the kecamatan's Collections already gives them as
    `collections`, by period id.
    """
    rows = list(desa.valid_on(period.reference_date).values_list("pk", "code", "name"))
    places = tuple(DesaFacts(str(pk), code, name) for pk, code, name in rows)
    types = list(DocumentType.unscoped.used_by(kecamatan, also))
    targets = targets_of(kecamatan, period)
    documents = tuple(document_facts(kind, targets) for kind in types)
    inside = {"desa__in": [pk for pk, _code, _name in rows], "period": period}
    counts, parts = _counts(Coverage.unscoped.filter(**inside), places, documents)
    book = survey_book(inside["desa__in"], period, whole=answers)
    if collections is None:
        begun = Collection.unscoped.filter(kecamatan=kecamatan, period=period)
        collections = {one.period_id: one for one in begun}
    return Data(
        header=header_facts(kecamatan, period, collections.get(period.pk)),
        desa=places,
        documents=documents,
        counts=counts,
        parts=parts,
        elements=elements_of(places, ElementState.unscoped.filter(**inside), book),
        quotes=book.quotes(places) if answers else (),
        unchecked=book.unchecked(),
        surveys=book,
        is_whole=is_whole,
    )


def _counts(rows, desa, documents):
    """Return two dicts by (desa id, type id): the counts of Format 1, and their L and P."""
    counts, parts = {}, {}
    for key, wajib, memiliki, note, *by_sex in cells_told(
        rows, desa, [one.id for one in documents], *Coverage.PARTS
    ):
        counts[key] = (wajib, memiliki, note)
        if by_sex != NO_PARTS:
            parts[key] = tuple(by_sex)
    return counts, parts


def cells_told(rows, desa, documents, *more):
    """Yield ((desa id, type id), wajib, memiliki, note, *more) of Coverage rows.

    `desa` are the DesaFacts of all that the rows are of, `documents` the ids of the types that most
    of them are of.
    """
    places = {one.code: one.id for one in desa}
    kinds = {one.replace("-", ""): one for one in documents}
    # As text: making UUIDs of thousands of keys takes longer than reading all the rest.
    found = rows.annotate(kind=Cast("document_id", TextField())).values_list(
        "desa__code", "kind", "wajib", "memiliki", "note", *more
    )
    for code, kind, *told in found:
        # PostgreSQL writes a key with hyphens, SQLite without.
        key = kinds.get(kind.replace("-", "")) or str(UUID(kind))
        yield (places[code], key), *told


def elements_of(desa, states, book):
    """Return (desa id, element key) -> ElementFacts: entered, else proposed (rules.md 16).

    `desa` are the DesaFacts of all that the ElementState rows `states` are of.
    """
    places = {one.code: one.id for one in desa}
    told = states.values_list("desa__code", "element", "state", "evidence", "note")
    entered = {
        (places[code], key): ElementFacts(State(state) if state else State.BELUM_DIISI, proof, note)
        for code, key, state, proof, note in told
    }
    found = dict(entered)
    answering = {place for place, _number in book.facts}
    for one in desa:
        # Who answered nothing proposes nothing.
        if one.id not in answering:
            continue
        for key, proposal in book.proposals(one.id).items():
            facts = effective(entered.get((one.id, key)), proposal, cells.text)
            if facts != ElementFacts():
                found[one.id, key] = facts
    return found


def _quote(told):
    listed = {name: tuple(told[name]) for name in ("elements", "documents", "themes")}
    return Quote(**(told | listed))


def gather_for(principal, right, kecamatan, period, *, answers=False, collections=None):
    """Return the Data of what `principal` may read of `kecamatan` under a right.

    `answers` asks for all that the desa answered to Formats 4 and 5; `collections` as `gather`.
    """
    capability = f"{right}.{READ}"
    return gather(
        kecamatan,
        period,
        Desa.objects.allowed(principal, capability).filter(kecamatan=kecamatan),
        is_whole=holds_whole(principal, capability, kecamatan),
        answers=answers,
        collections=collections,
    )


def targets_of(kecamatan, period):
    """Return type id -> (target in 1/100 percent, reason of the override or "") (rules.md 8)."""
    found = {
        kind: (hundredths, "")
        for kind, hundredths in Target.unscoped.filter(period=period).values_list(
            "document_id", "hundredths"
        )
    }
    overrides = TargetOverride.unscoped.filter(period=period, kecamatan=kecamatan)
    for kind, hundredths, reason in overrides.values_list("document_id", "hundredths", "reason"):
        found[kind] = (hundredths, reason)
    return found


def document_facts(kind, targets):
    """Return a DocumentType as DocumentFacts; `targets` as `targets_of` gives them."""
    hundredths, reason = targets.get(kind.pk, (None, ""))
    return DocumentFacts(
        str(kind.pk),
        kind.label,
        kind.wajib,
        kind.memiliki,
        kind.unit,
        kind.flow,
        hundredths,
        reason,
    )


def header_facts(kecamatan, period, collection):
    """Return the HeaderFacts of a kecamatan's period; `collection` is None while nobody began."""
    kabupaten = kecamatan.kabupaten
    told = collection and {
        "data_date": collection.data_date.isoformat() if collection.data_date else "",
        "source": collection.source,
        "filled_by": collection.filled_by,
    }
    return HeaderFacts(
        kecamatan=kecamatan.name,
        kecamatan_code=kecamatan.code,
        kabupaten=kabupaten.name,
        period=period.label,
        period_code=period.code,
        reference_date=period.reference_date.isoformat(),
        is_sample=kabupaten.is_sample,
        **(told or {}),
    )
