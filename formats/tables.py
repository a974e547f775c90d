"""The live sources: how Data becomes the Table of a format, by the spec's `source`.

`rakorcam` registers its own sources here; `formats` never imports it.
"""

from dataclasses import dataclass, replace

from formats.sheet import RowFacts, Table, build_sheet
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS
from formats.values import Definition, Foot, Share

SOURCES = {}


@dataclass(frozen=True, slots=True)
class Source:
    """How Data becomes a Table, and the right (desa.rights) that guards it."""

    table: object
    right: str


def source(name, right):
    """Register a function (spec, data) -> Table for specs whose `source` is `name`."""

    def register(function):
        SOURCES[name] = Source(function, right)
        return function

    return register


def live_specs():
    """Return the specs that can be shown from the figures as they stand, in order."""
    return [spec for spec in REGISTRY.values() if spec.source in SOURCES]


def sheet_of(spec, data, *, blank=False):
    """Return the Sheet of a live format from `data`; `blank` is the form to be filled by hand."""
    if blank:
        data = replace(data, header=replace(data.header, data_date="", source="", filled_by=""))
    return build_sheet(spec, SOURCES[spec.source].table(spec, data), tail=blank, blank=blank)


def header_of(data):
    """Return the answers to the header labels of the guide."""
    header = data.header
    return {
        "Kecamatan": header.kecamatan,
        "Kabupaten": header.kabupaten,
        "Periode": header.period,
        "Tanggal Data": header.day or "",
        "Sumber Data": header.source,
        "Diisi oleh": header.filled_by,
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
        **frame(data),
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
        rows=tuple(
            RowFacts(
                desa.id,
                desa.name,
                items={element.key: data.element(desa, element.key) for element in ELEMENTS},
            )
            for desa in data.desa
        ),
        items=tuple((element.key, element.label) for element in ELEMENTS),
        foot=(
            Foot(data.header.day, data.header.source),
            reach(data, data.told_desa(), "desa terdata lengkap"),
        ),
        **frame(data),
    )
