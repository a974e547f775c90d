"""The tables that are shared, each by its name in the address: Material in, a Sheet out.

A Sheet is what the workbook, the CSV and the JSON are written from, so all three say the same.
"""

from dataclasses import dataclass

from formats.render import cells
from formats.sheet import Cell, Head, Row, Sheet, SheetColumn
from formats.spec import Kind
from formats.specs._shared import ELEMENTS
from formats.tables import definitions
from formats.values import Missing, State
from labd.dasbor.masking import Veil
from labd.dasbor.material import told

TABLES = {}
BY_SEX = "laki-perempuan"
MASKED = (
    "Data yang disamarkan. “<5” berarti 1 sampai 4 orang, atau tidak seorang pun bila yang wajib "
    "sendiri kurang dari 5. “disamarkan” menutup angka yang dapat mengungkapkannya. Sel yang "
    "kosong belum diisi atau tidak dapat dihitung."
)
WHOLE = "Data lengkap, tidak disamarkan; hanya untuk digunakan di dalam pemerintahan."


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a shared table: its name for machines, its heading, how it is read."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Shared:
    """One table that is shared: its title, what it tells, its columns, and how rows are made."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: object


_DESA = (Column("kode_desa", "Kode desa", width=1.5), Column("desa", "Desa", Kind.LABEL, 1.6))
_DOCUMENT = Column("dokumen", "Jenis dokumen", width=2)
_FIGURES = (
    Column("wajib", "Wajib memiliki", Kind.COUNT),
    Column("memiliki", "Sudah memiliki", Kind.COUNT),
    Column("belum_memiliki", "Belum memiliki", Kind.COUNT),
    Column("cakupan_persen", "Cakupan (%)", Kind.PERCENT),
    Column("target_persen", "Target (%)", Kind.PERCENT),
    Column("kesenjangan_poin", "Kesenjangan (poin)", Kind.COUNT, 1.2),
    Column("kurang_ke_target", "Kurang ke target", Kind.COUNT, 1.2),
)
_REACH = (
    Column("satuan", "Satuan"),
    Column("desa_melapor", "Desa yang melapor", Kind.COUNT),
    Column("desa_seluruhnya", "Desa seluruhnya", Kind.COUNT),
)


def shared(name, title, about, *columns):
    """Register a function Material -> (row key, values, is a sum) as the table `name`."""

    def register(function):
        TABLES[name] = Shared(name, title, about, columns, function)
        return function

    return register


@shared(
    "cakupan", "Cakupan dan target kecamatan", "Satu baris per jenis dokumen.",
    Column("dokumen", "Jenis dokumen", Kind.LABEL, 2), *_FIGURES, *_REACH,
)  # fmt: skip
def _coverage(material):
    for document in material.data.documents:
        facts, shown = material.whole(document)
        reach = document.unit, facts.reported, facts.of
        yield document.id, (document.label, *shown.values, *reach), False


@shared(
    "desa", "Cakupan dan jarak ke target per desa",
    "Format 1: satu baris per desa dan jenis dokumen, lalu jumlah kecamatan.",
    *_DESA, _DOCUMENT, *_FIGURES, Column("satuan", "Satuan"),
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
    *_DESA, _DOCUMENT, Column("jenis_kelamin", "Jenis kelamin", width=1.2), *_FIGURES, *_REACH,
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
    Column("tanggal_data", "Tanggal data", width=1.5), _DOCUMENT, *_FIGURES, *_REACH,
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
    "rencana", "Rencana yang disepakati dan kemajuannya",
    "Satu baris per rencana, keadaan hari ini.",
    Column("rencana", "Rencana", Kind.LABEL, 3), Column("desa", "Desa", width=2),
    Column("waktu", "Waktu", width=1.6), Column("keadaan", "Keadaan", width=1.2),
    Column("terlambat", "Terlambat"), Column("belum_lapor", "Belum lapor triwulan ini", width=2),
)  # fmt: skip
def _plans(material):
    for one in material.facts:
        late = "ya" if one.is_late else "tidak"
        places, silent = ", ".join(one.places), ", ".join(one.silent)
        yield one.key, (one.what, places, one.months, one.state, late, silent), False


def sheet_of(table, material):
    """Return a Shared table as a Sheet."""
    data = material.data
    rows = tuple(
        Row(
            str(key),
            tuple(
                Cell(column.kind, value)
                for column, value in zip(table.columns, values, strict=True)
            ),
            "total" if is_sum else "body",
        )
        for key, values, is_sum in table.rows(material)
    )
    return Sheet(
        number=0,
        name=table.name.capitalize(),
        title=table.title,
        subtitle="",
        landscape=True,
        header=metadata(material),
        head=(tuple(Head(column.heading) for column in table.columns),),
        columns=tuple(
            SheetColumn(column.key, column.kind, column.width, discussion=False)
            for column in table.columns
        ),
        rows=rows,
        notes=(MASKED if material.is_masked else WHOLE, *_definitions(data)),
        footnote="",
        foot=(),
        place=(data.header.kecamatan, data.header.kabupaten),
        meeting=(),
        is_sample=data.header.is_sample,
        is_draft=False,
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
        ("Kode wilayah", "Kode dan Data Wilayah Administrasi Pemerintahan, Kemendagri"),
        ("Diunduh", cells.text(material.at)),
    )
