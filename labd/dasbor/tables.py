"""The tables shared of a kecamatan, each by its name in the address: Material in, a Sheet out."""

from formats.complaints import complaints_of, summed
from formats.render import cells
from formats.spec import Kind
from formats.specs._shared import ELEMENTS
from formats.tables import definitions
from formats.values import Missing, State
from labd.dasbor.figures import completeness
from labd.dasbor.gather import unsent
from labd.dasbor.masking import Veil
from labd.dasbor.material import told
from labd.dasbor.shared_table import (
    DOCUMENT,
    FIGURES,
    REACH,
    REGION_CODES,
    WHOLE,
    Column,
    lay,
    register_in,
)
from rakorcam.tindak_baris import label_of

TABLES = {}
shared = register_in(TABLES)
BY_SEX = "laki-perempuan"
MASKED = (
    "Data yang disamarkan. “<5” berarti 1 sampai 4 orang, atau tidak seorang pun bila yang wajib "
    "sendiri kurang dari 5. “disamarkan” menutup angka yang dapat mengungkapkannya. Sel yang "
    "kosong belum diisi atau tidak dapat dihitung; tulisan bebas tidak ikut."
)
_DESA = (Column("kode_desa", "Kode desa", width=1.5), Column("desa", "Desa", Kind.LABEL, 1.6))


@shared(
    "cakupan", "Cakupan dan target kecamatan", "Satu baris per jenis dokumen.",
    Column("dokumen", "Jenis dokumen", Kind.LABEL, 2), *FIGURES, *REACH,
)  # fmt: skip
def _coverage(material):
    for document in material.data.documents:
        facts, shown = material.whole(document)
        reach = document.unit, facts.reported, facts.of
        yield document.id, (document.label, *shown.values, *reach), False


@shared(
    "desa", "Cakupan dan jarak ke target per desa",
    "Format 1: satu baris per desa dan jenis dokumen, lalu jumlah kecamatan.",
    *_DESA, DOCUMENT, *FIGURES, Column("satuan", "Satuan"),
)  # fmt: skip
def _by_desa(material):
    for document in material.data.documents:
        places = material.places(document)
        for desa in material.desa:
            named = desa.code, desa.name, document.label
            yield desa.id, (*named, *places[desa.id].values, document.unit), False
        named = material.data.header.kecamatan_code, "Kecamatan", document.label
        _facts, shown = material.whole(document)
        yield "jumlah", (*named, *shown.values, document.unit), True


@shared(
    BY_SEX, "Laki-laki dan perempuan",
    "Satu baris per desa, jenis dokumen, dan jenis kelamin, dari desa yang mencatat keduanya, lalu "
    "jumlahnya. Untuk pihak luar hanya jumlahnya.",
    *_DESA, DOCUMENT, Column("jenis_kelamin", "Jenis kelamin", width=1.2), *FIGURES, *REACH,
)  # fmt: skip
def _by_sex(material):
    header = material.data.header
    for document in material.data.documents:
        for desa in material.desa:
            for named in _sexes(material.sexes_of(desa, document)):
                yield desa.id, (desa.code, desa.name, document.label, *named), False
        for named in _sexes(material.sexes(document)):
            yield "jumlah", (header.kecamatan_code, "Kecamatan", document.label, *named), True


def _sexes(pair):
    for name, (facts, shown) in zip(("laki-laki", "perempuan"), pair, strict=False):
        yield name, *shown.values, facts.unit, facts.reported, facts.of


@shared(
    "elemen", "Elemen utama LABD per desa", "Satu baris per desa dan elemen.",
    *_DESA, Column("elemen", "Elemen", width=2.4), Column("keadaan", "Keadaan", Kind.STATE, 1.4),
    Column("catatan", "Catatan", width=3),
)  # fmt: skip
def _elements(material):
    for desa in material.desa:
        for element in ELEMENTS:
            facts = material.data.element(desa, element.key)
            state = Missing.NOT_TOLD if facts.state is State.BELUM_DIISI else facts.state
            # What people typed may name somebody.
            note = "" if material.is_masked else facts.note
            yield desa.id, (desa.code, desa.name, element.label, state, note), False


@shared(
    "perkembangan", "Perkembangan cakupan kecamatan", "Satu baris per periode dan jenis dokumen.",
    Column("kode_periode", "Kode periode"), Column("periode", "Periode", Kind.LABEL, 1.6),
    Column("tanggal_data", "Tanggal data", width=1.5), DOCUMENT, *FIGURES, *REACH,
    Column("catatan", "Catatan", width=2.5),
)  # fmt: skip
def _trend(material):
    veils = material.rounds()
    for place, period in enumerate(material.story.periods):
        for document in material.data.documents:
            point = material.trends[document.id].points[place]
            facts = point.facts
            veil = veils.get((period.code, document.id), Veil.OPEN)
            when = period.code, period.label, point.round.data_day or ""
            about = document.unit, facts.reported, facts.of
            figures = told(facts, veil).values
            values = (*when, document.label, *figures, *about, point.aside)
            yield period.code, values, False


@shared(
    "kelengkapan", "Kelengkapan data per desa",
    "Satu baris per hal dan desa: lengkap atau terkirim, lalu jumlah kecamatan.",
    *_DESA, Column("kelengkapan", "Kelengkapan", width=1.8), Column("keadaan", "Keadaan"),
    Column("desa_sudah", "Desa yang sudah", Kind.COUNT),
    Column("desa_seluruhnya", "Desa seluruhnya", Kind.COUNT),
)  # fmt: skip
def _completeness(material):
    data = material.data
    for one in completeness(data, unsent(data.desa, data.surveys)):
        lacking = {desa.id for desa in one.lacking}
        for desa in material.desa:
            has = desa.id not in lacking
            state = "sudah" if has else "belum"
            yield desa.id, (desa.code, desa.name, one.label, state, int(has), 1), False
        named = data.header.kecamatan_code, "Kecamatan", one.label, ""
        yield "jumlah", (*named, one.share.part, one.share.whole), True


@shared(
    "pengaduan", "Pengaduan warga per desa",
    "Satu baris per desa dan jenis dokumen, lalu jumlah kecamatan dari desa yang mencatatnya; "
    "tanpa nama. Kosong berarti belum dicatat.",
    *_DESA, DOCUMENT, Column("belum_ditangani", "Belum ditangani", Kind.COUNT),
    Column("sedang_ditangani", "Sedang ditangani", Kind.COUNT),
    Column("selesai", "Selesai", Kind.COUNT), Column("jumlah", "Jumlah", Kind.COUNT),
    Column("desa_mencatat", "Desa yang mencatat", Kind.COUNT),
    Column("desa_seluruhnya", "Desa seluruhnya", Kind.COUNT),
    inside_only=True,
)  # fmt: skip
def _complaints(material):
    found = complaints_of([desa.id for desa in material.desa], material.period)
    for document in material.data.documents:
        told = {desa.id: found[key] for desa in material.desa
                if (key := (desa.id, document.id)) in found}  # fmt: skip
        for desa in material.desa:
            named, here = (desa.code, desa.name, document.label), told.get(desa.id)
            yield desa.id, (*named, *_counts(here), int(here is not None), 1), False
        named = material.data.header.kecamatan_code, "Kecamatan", document.label
        counts = _counts(summed(told) if told else None)
        yield "jumlah", (*named, *counts, len(told), len(material.desa)), True


def _counts(facts):
    """Return what ComplaintFacts count; what was done is typed and may name somebody."""
    if facts is None:
        return (Missing.NOT_FILLED,) * 4
    return facts.waiting, facts.in_hand, facts.settled, facts.total


@shared(
    "rencana", "Rencana yang disepakati dan kemajuannya",
    "Satu baris per rencana, keadaan hari ini.",
    Column("hal", "Hal", Kind.LABEL, 2), Column("rencana", "Rencana", width=3),
    Column("desa", "Desa", width=2),
    Column("waktu", "Waktu", width=1.6), Column("keadaan", "Keadaan", width=1.2),
    Column("terlambat", "Terlambat"), Column("belum_lapor", "Belum lapor triwulan ini", width=2),
)  # fmt: skip
def _plans(material):
    labels = {one.key: one.label for one in ELEMENTS}
    labels |= {one.id: one.label for one in material.data.documents}
    for one in material.facts:
        late = "ya" if one.is_late else "tidak"
        places, silent = ", ".join(one.places), ", ".join(one.silent)
        # What people typed may name somebody.
        named = label_of(one, labels), "" if material.is_masked else one.what
        yield one.key, (*named, places, one.months, one.state, late, silent), False


def offered(*, masked):
    """Return the tables by name that may be handed over, whole or masked for outside."""
    return {key: one for key, one in TABLES.items() if not (masked and one.inside_only)}


def sheet_of(table, material):
    """Return a Shared table as a Sheet."""
    data = material.data
    return lay(
        table,
        material,
        header=metadata(material),
        notes=(MASKED if material.is_masked else WHOLE, *_definitions(data)),
        place=(data.header.kecamatan, data.header.kabupaten),
        is_sample=data.header.is_sample,
    )


def _definitions(data):
    return definitions(data, {kind.id: data.total(kind) for kind in data.documents})


def metadata(material):
    """Return the (label, value) pairs that say what the figures are; codes as Kemendagri's."""
    header, period = material.data.header, material.period
    return (
        ("Kecamatan", f"{header.kecamatan_code} {header.kecamatan}"),
        ("Kabupaten", f"{period.kabupaten.code} {header.kabupaten}"),
        ("Periode", f"{header.period_code} {header.period}"),
        ("Tanggal acuan", period.reference_date),
        ("Tanggal Data", header.day or ""),
        ("Sumber Data", header.source),
        ("Disamarkan", "ya" if material.is_masked else "tidak"),
        REGION_CODES,
        ("Diunduh", cells.text(material.at)),
    )
