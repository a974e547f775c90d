"""The tables shared of a whole kabupaten, for inside only: KabupatenBoard in, a Sheet out.

Their sums beside those of the kecamatan would give masked numbers back; what goes outside is taken
per kecamatan (labd.dasbor.tables).
"""

from django.utils.text import capfirst

from formats.render import cells
from formats.spec import Kind
from formats.specs._shared import ELEMENTS
from formats.values import Definition, Missing, Ratio, Share
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
from rakorcam.models import BudgetDocument, ItemState
from rakorcam.models import Kind as Meeting

TABLES = {}
shared = register_in(TABLES)
PLANS = "rencana"
OUTSIDE = "Yang dibawa ke luar diambil per kecamatan, dengan angka yang disamarkan."

_PLACE = (
    Column("kode_kecamatan", "Kode kecamatan", width=1.2),
    Column("kecamatan", "Kecamatan", Kind.LABEL, 1.6),
)
_TOLD = (
    Column("tanggal_data", "Tanggal data", width=1.5),
    Column("sumber", "Sumber data", width=2),
)
_ALL = Column("desa_seluruhnya", "Desa seluruhnya", Kind.COUNT)


def _place(row):
    return row.kecamatan.code, row.kecamatan.name


def _told(row):
    header = row.data.header
    return header.day or "", header.source


def _by_code(board):
    return sorted(board.rows, key=lambda row: row.kecamatan.code)


def _percent(share):
    return Ratio(share.part, share.whole) if share.whole else Missing.NO_DENOMINATOR


@shared(
    "cakupan", "Cakupan dan jarak ke target per kecamatan",
    "Satu baris per kecamatan dan jenis dokumen, lalu jumlah kabupaten.",
    *_PLACE, DOCUMENT, *FIGURES, Column("target_dari", "Target dari", width=1.2), *REACH, *_TOLD,
)  # fmt: skip
def _coverage(board):
    for place, whole in enumerate(board.standings.standings):
        for row in _by_code(board):
            figures = _standing(row.heat.standings[place])
            yield row.kecamatan.pk, (*_place(row), *figures, *_told(row)), False
        named = board.kabupaten.code, "Kabupaten"
        yield "jumlah", (*named, *_standing(whole), "", ""), True


def _standing(standing):
    document, facts = standing.document, standing.facts
    by = "kecamatan" if document.target_reason else "kabupaten"
    figures = told(facts).values
    return (
        document.label, *figures, "" if facts.target is None else by,
        document.unit, facts.reported, facts.of,
    )  # fmt: skip


@shared(
    "elemen", "Elemen utama LABD per kecamatan",
    "Satu baris per kecamatan dan elemen: berapa desa yang sudah punya.",
    *_PLACE, Column("elemen", "Elemen", width=2.4), Column("sudah", "Sudah", Kind.COUNT),
    Column("sebagian", "Sebagian", Kind.COUNT), Column("belum", "Belum", Kind.COUNT),
    Column("belum_terdata", "Belum terdata", Kind.COUNT), _ALL, *_TOLD,
)  # fmt: skip
def _elements(board):
    for row in _by_code(board):
        for element, one in zip(ELEMENTS, row.elements, strict=True):
            counts = one.sudah, one.sebagian, one.belum, one.belum_diisi, len(row.data.desa)
            yield row.kecamatan.pk, (*_place(row), element.label, *counts, *_told(row)), False


@shared(
    "kelengkapan", "Kelengkapan data per kecamatan",
    "Satu baris per kecamatan dan hal: berapa desa yang lengkap atau terkirim.",
    *_PLACE, Column("kelengkapan", "Kelengkapan", width=1.8),
    Column("desa_sudah", "Desa yang sudah", Kind.COUNT), _ALL,
    Column("persen", "Desa yang sudah (%)", Kind.PERCENT),
    Column("desa_belum", "Desa yang belum", width=3), *_TOLD,
)  # fmt: skip
def _completeness(board):
    for row in _by_code(board):
        for one in row.filled:
            share = one.share
            counts = share.part, share.whole, _percent(share), ", ".join(one.missing)
            yield row.kecamatan.pk, (*_place(row), one.label, *counts, *_told(row)), False


@shared(
    PLANS, "Rakorcam, rencana, dan anggaran per kecamatan",
    "Satu baris per kecamatan: Rakorcam periode ini, rencana dan anggaran menurut keadaan hari "
    "ini. RKP Desa dan APBDes: dari sekian desa yang perlu memuat rencana, berapa yang sudah.",
    *_PLACE,
    *(
        column
        for kind in Meeting
        for column in (
            Column(f"rakorcam_{kind.value}", f"Rakorcam {kind.value}", width=1.5),
            Column(f"keadaan_{kind.value}", f"Keadaan {kind.value}", width=1.5),
        )
    ),
    Column("rencana", "Rencana", Kind.COUNT),
    *(Column(f"rencana_{state.value}", capfirst(state.label), Kind.COUNT) for state in ItemState),
    Column("selesai_persen", "Selesai (%)", Kind.PERCENT),
    Column("terlambat", "Terlambat", Kind.COUNT),
    Column("belum_lapor", "Belum lapor triwulan ini", Kind.COUNT, 1.2),
    *(
        column
        for one in BudgetDocument
        for column in (
            Column(f"{one.value}_perlu", f"Perlu masuk {one.label}", Kind.COUNT, 1.2),
            Column(f"{one.value}_masuk", f"Sudah masuk {one.label}", Kind.COUNT, 1.2),
            Column(f"{one.value}_persen", f"Sudah masuk {one.label} (%)", Kind.PERCENT, 1.2),
        )
    ),
)  # fmt: skip
def _plans(board):
    for row in _by_code(board):
        states = {one.state: one.share.part for one in row.plans.counts}
        values = (
            *_place(row),
            *(part for pair in board.meetings(row) for part in _meeting(*pair)),
            row.plans.total,
            *(states.get(state, 0) for state in ItemState),
            _percent(row.done),
            len(row.plans.late),
            row.silent,
            *(part for one in row.budgets for part in _budget(one.share)),
        )
        yield row.kecamatan.pk, values, False


def _meeting(session, words):
    return (session.date, words) if session else ("", "belum ada")


def _budget(share):
    percent = _percent(share)
    return share.whole, share.part if share.whole else percent, percent


def sheet_of(table, board, at):
    """Return a Shared table of a KabupatenBoard, taken at a moment, as a Sheet."""
    facts = [one.facts for one in board.standings.standings]
    return lay(
        table,
        board,
        header=_metadata(table, board, at),
        notes=(
            f"{WHOLE} {OUTSIDE}",
            *(
                Definition(
                    kind.label, kind.wajib, kind.memiliki, Share(one.reported, one.of, "desa")
                )
                for kind, one in zip(board.documents, facts, strict=True)
            ),
        ),
        is_sample=board.kabupaten.is_sample,
    )


def _metadata(table, board, at):
    """Return the (label, value) pairs that say what the figures are, as of a kecamatan's table."""
    area, period = board.kabupaten, board.period
    day, source = "menurut kecamatan, lihat kolomnya", "menurut kecamatan, lihat kolomnya"
    if table.name == PLANS:
        day, source = board.today, "Rakorcam dan tindak lanjut yang dicatat kecamatan"
    return (
        ("Kabupaten", f"{area.code} {area.name}"),
        ("Periode", f"{period.code} {period.label}"),
        ("Tanggal acuan", period.reference_date),
        ("Tanggal Data", day),
        ("Sumber Data", source),
        ("Disamarkan", "tidak"),
        REGION_CODES,
        ("Diunduh", cells.text(at)),
    )
