"""The live sources: how Data becomes the Table of a format, by the spec's `source`.

What a single desa answers has its own way to a Sheet (formats.survey_tables), and the worksheets of
a session have theirs (`rakorcam.worksheets`; `formats` never imports it).
"""

from dataclasses import dataclass, replace

from formats.models import Collection
from formats.proposals import DESA, OFFICER
from formats.recaps import tally
from formats.sheet import Field, RowFacts, Table, Working, build_sheet, with_parts
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS
from formats.survey_data import SurveyBook
from formats.survey_recaps import Answers, challenge_groups, fact_lines
from formats.values import Amount, Definition, Foot, Share

SOURCES = {}
# The labels of the guide's header that people answer, by the field of a Collection.
_FIELDS = {"data_date": "Tanggal Data", "source": "Sumber Data", "filled_by": "Diisi oleh"}
_ELEMENTS = tuple((element.key, element.label) for element in ELEMENTS)
_SUM_NOTES = (
    "Hanya lembar isian yang terkirim atau diperiksa yang dihitung. Yang belum dijawab tidak "
    "dihitung sebagai nol. Satu desa dapat mencentang lebih dari satu status petugas.",
)


@dataclass(frozen=True, slots=True)
class Source:
    """How Data becomes a Table, and the right (desa.rights) that guards it.

    `answers` says that the Table tells all that the desa answered to Formats 4 and 5.
    """

    table: object
    right: str
    answers: bool = False


def source(name, right, *, answers=False):
    """Register a function (spec, data) -> Table for specs whose `source` is `name`."""

    def register(function):
        SOURCES[name] = Source(function, right, answers)
        return function

    return register


def live_specs():
    """Return the specs that can be shown from the figures as they stand, in order."""
    return [spec for spec in REGISTRY.values() if spec.source in SOURCES]


def sheet_of(spec, data, *, blank=False):
    """Return the Sheet of a live format from `data`; `blank` is the form to be filled by hand."""
    if blank:
        header = replace(data.header, data_date="", source="", filled_by="")
        data = replace(data, header=header, surveys=SurveyBook(), quotes=())
    sheet = build_sheet(spec, SOURCES[spec.source].table(spec, data), tail=blank, blank=blank)
    tables = [SOURCES[part.source].table(part, data) for part in spec.parts]
    return with_parts(spec, sheet, tables, blank=blank)


def header_of(data):
    """Return the answers to the header labels of the guide."""
    header = data.header
    return {
        "Kecamatan": header.kecamatan,
        "Kabupaten": header.kabupaten,
        "Periode": header.period,
        _FIELDS["data_date"]: header.day or "",
        _FIELDS["source"]: header.source,
        _FIELDS["filled_by"]: header.filled_by,
    }


def frame(data):
    """Return what every Table of this Data shares: names, sample mark, header."""
    return {
        "header": header_of(data),
        "place": (data.header.kecamatan, data.header.kabupaten),
        "is_sample": data.header.is_sample,
    }


@source("coverage", right="coverage")
def coverage_table(spec, data):
    """Return Format 1's facts: desa down, document types across, sums below."""
    documents = data.documents
    totals = {kind.id: data.total(kind) for kind in documents}
    return Table(
        rows=tuple(
            RowFacts(
                desa.id,
                desa.name,
                items={kind.id: data.coverage(desa, kind) for kind in documents},
            )
            for desa in data.desa
        ),
        items=tuple((kind.id, kind.label) for kind in documents),
        total=RowFacts("jumlah", "", items=totals) if data.is_whole else None,
        notes=(*definitions(data, totals), *cell_notes(data)) if spec.definitions else (),
        foot=(
            Foot(data.header.day, data.header.source),
            reach(data, data.complete_desa(), "desa lengkap"),
        ),
        working=working(spec, data) if spec.entered else None,
        **frame(data),
    )


def working(spec, data):
    """Return what makes the workbook of a format with desa down a file that can be brought back."""
    return Working(
        codes={desa.id: desa.code for desa in data.desa},
        fields={
            label: Field(name, Collection._meta.get_field(name).max_length)
            for name, label in _FIELDS.items()
        },
        facts=(
            ("format", spec.number),
            ("versi format", spec.version),
            ("kecamatan", data.header.kecamatan_code),
            ("periode", data.header.period_code),
            ("tanggal acuan", data.header.reference_date),
        ),
    )


def reach(data, part, words):
    """Return how many desa of how many; to a reader of some desa only, which they are."""
    if data.is_whole:
        return Share(part, len(data.desa), words)
    return f"hanya Desa {', '.join(desa.name for desa in data.desa)}"


def cell_notes(data):
    """Return the notes that explain figures above wajib: the desa, the type, the note."""
    return tuple(
        f"{desa.name}, {kind.label}: {note}"
        for desa in data.desa
        for kind in data.documents
        if (note := data.coverage(desa, kind).note)
    )


def definitions(data, totals):
    """Return one Definition per document type, with how many desa reported it.

    `totals` are the CoverageFacts of the kecamatan by type id.
    """
    return tuple(
        Definition(
            kind.label,
            kind.wajib,
            kind.memiliki,
            Share(totals[kind.id].reported, len(data.desa), "desa"),
        )
        for kind in data.documents
    )


@source("elements", right="elements")
def elements_table(spec, data):
    """Return Format 2's facts: desa down, the five elements across."""
    return Table(
        rows=_desa_rows(data),
        items=_ELEMENTS,
        foot=_told(data),
        **frame(data),
    )


def _desa_rows(data):
    return tuple(
        RowFacts(
            desa.id,
            desa.name,
            items={element.key: data.element(desa, element.key) for element in ELEMENTS},
        )
        for desa in data.desa
    )


def whole_foot(data):
    """Return the Foot of a sheet whose header does not say the round and who filled it in."""
    header = data.header
    return Foot(header.day, header.source, header.period, header.filled_by)


def _told(data):
    return (
        whole_foot(data),
        reach(data, data.told_desa(), "desa terdata lengkap"),
        *unchecked(data),
    )


def unchecked(data):
    """Return what a foot says of lembar isian not yet *diperiksa*: one Amount, or nothing."""
    return (Amount(data.unchecked, "lembar isian belum diperiksa"),) if data.unchecked else ()


# --- The parts of Format 3 ------------------------------------------------------------------------


@source("recap", right="recap", answers=True)
def recap_table(spec, data):
    """Return what stands around the parts of Format 3."""
    return Table(
        rows=(), foot=_told(data), meeting=(f"Periode {data.header.period}",), **frame(data)
    )


@source("recap_desa", right="recap")
def recap_desa_table(spec, data):
    """Return desa down, the state of each element across, how many of each below."""
    total = {
        key: tally(data.element(desa, key).state for desa in data.desa) for key, _ in _ELEMENTS
    }
    return Table(
        rows=_desa_rows(data),
        items=_ELEMENTS,
        total=RowFacts("jumlah", "", items=total) if data.is_whole else None,
    )


@source("recap_elements", right="recap")
def recap_elements_table(spec, data):
    """Return the elements down, who has each and who lacks it; None for a reader of some desa."""
    if not data.is_whole:
        return None
    return Table(rows=tuple(RowFacts(key, label, data.recap(key)) for key, label in _ELEMENTS))


@source("recap_sums", right="recap")
def recap_sums_table(spec, data):
    """Return what the answers come to, line by line; None for a reader of some desa."""
    if not data.is_whole:
        return None
    answers = [
        Answers(data.surveys.of(desa.id, DESA), data.surveys.of(desa.id, OFFICER))
        for desa in data.desa
    ]
    rows = [
        RowFacts(
            str(number),
            line.label,
            line,
            detail=line.detail,
            role="detail" if line.is_detail else "body",
        )
        for number, line in enumerate(fact_lines(answers), 1)
    ]
    return Table(rows=tuple(rows), notes=_SUM_NOTES)


@source("recap_challenges", right="recap")
def recap_challenges_table(spec, data):
    """Return the challenges in the desa's own words, group by group."""
    groups = challenge_groups(data.quotes, [(kind.id, kind.label) for kind in data.documents])
    return Table(
        rows=tuple(
            RowFacts(group.key, group.label, group, discussion={"said": group.said})
            for group in groups
        ),
        notes=() if groups else ("Belum ada tantangan yang ditulis desa.",),
    )
