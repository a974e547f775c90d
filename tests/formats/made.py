"""Data made by hand for the sheets: three desa of Tanjung with every oddity a cell can have."""

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from formats.data import Data, DesaFacts, DocumentFacts, HeaderFacts
from formats.recaps import ElementFacts
from formats.render.paper import PrintStamp
from formats.render.pdf import sheet_pdf
from formats.sheet import Cell, Head, Row, RowFacts, Sheet, SheetColumn, Table, build_sheet
from formats.spec import Kind
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS, ELEMENTS
from formats.tables import coverage_table, elements_table, frame
from formats.values import (
    Amount,
    Foot,
    Frozen,
    Gap,
    Lines,
    Missing,
    MonthSpan,
    Name,
    Names,
    Plan,
    Ratio,
    Rupiah,
    Share,
    State,
)

# 18 June 2026, 08.10 in Lombok Utara.
PRINTED = PrintStamp("Siti Aisyah", datetime(2026, 6, 18, 0, 10, tzinfo=UTC), "Asia/Makassar")
FROZEN = Frozen(datetime(2026, 6, 18, 8, 5, tzinfo=ZoneInfo("Asia/Makassar")), 1)

_TARGETS = (9945, 10_000, 9800, 8500, None, 7500, 8500)
_COUNTS = {
    # Perekaman KTP, KK, Akta Kelahiran, Nikah, Cerai, Kematian, KIA: (wajib, memiliki).
    "Tanjung": ((6415, 6362), (3094, 3094), (3041, 3027), (4425, 3994), (291, 163), (51, 28)),
    "Sokong": ((6739, 6677), (3287, 3286), (2916, 2893), (4732, 3544), (0, 0), (59, 32)),
    "Jenggala": ((7272, 7300), (3155, 3140), (3286, 3254), (4838, 3806), (258, 108), (53, 30)),
}
_STATES = {
    "Tanjung": "sudah sudah sudah belum sudah",
    "Sokong": "sebagian sudah sudah sudah sudah",
    "Jenggala": "sebagian belum belum diisi sebagian belum",
}


def make_data(names=tuple(_COUNTS), own=()):
    """Return the Data of the kecamatan; Jenggala has recorded more people than it has.

    `own` names the kecamatan's own document types, after the guide's seven.
    """
    documents = tuple(
        DocumentFacts(str(one.id), one.label, one.wajib, one.memiliki, one.unit, one.flow, target)
        for one, target in zip(DOCUMENTS, _TARGETS, strict=True)
    )
    documents += tuple(
        DocumentFacts(label, label, "Wajib surat", "Surat terbit", "orang", False) for label in own
    )
    counts = {
        (name, document.id): (*pair, "")
        for name in names
        # Nobody has counted KIA, or the kecamatan's own types, yet.
        for document, pair in zip(documents, _COUNTS.get(name, _COUNTS["Tanjung"]), strict=False)
    }
    return Data(
        header=HeaderFacts(
            "Tanjung",
            "52.08.01",
            "Lombok Utara",
            "Juni 2026",
            "2026-06",
            "2026-06-01",
            True,
            "2026-05-31",
            "UPTD Dukcapil Tanjung",
            "Baiq Nurhayati",
        ),
        desa=tuple(DesaFacts(name, name, name) for name in names),
        documents=documents,
        counts=counts,
        elements=_elements(names),
    )


def _elements(names):
    found = {}
    for name in names:
        told = _STATES.get(name, _STATES["Sokong"]).replace("belum diisi", "belum_diisi").split()
        for element, word in zip(ELEMENTS, told, strict=True):
            state = State(word.replace("_", " "))
            found[name, element.key] = ElementFacts(
                state,
                "SK 12/2024" if state is State.SUDAH and element.proof else "",
                "SOP belum" if state is State.SEBAGIAN else "",
            )
    return found


def desa_named(count):
    """Return `count` names of desa, the real three first."""
    return tuple([*_COUNTS, *(f"Karang Bajo {number}" for number in range(count))][:count])


TYPED = {
    0: {
        "problems": ("Lansia di dusun jauh belum merekam.",),
        "plans": (
            Plan("Perekaman keliling", ("Sokong", "Jenggala"), "Kasi Pemerintahan"),
            Plan(
                "Isbat nikah terpadu",
                ("semua desa",),
                "Camat",
                Amount(40, "pasangan"),
                Rupiah(25_000_000),
                "APBDes",
            ),
        ),
        "times": (
            MonthSpan(date(2026, 7, 1), date(2026, 9, 1)),
            MonthSpan(date(2026, 11, 1), date(2027, 2, 1)),
        ),
    }
}


def make_sheet(number, data=None, *, typed=TYPED, is_draft=False, tail=False, blank=False):
    """Return the Sheet of Format 1, 2, 6 or 7 from hand-made data."""
    spec, data = REGISTRY[number], data or make_data()
    if spec.source in ("coverage", "elements"):
        table = {"coverage": coverage_table, "elements": elements_table}[spec.source](spec, data)
        return build_sheet(spec, table, blank=blank)
    facts = {
        "jenis dokumen": [(kind.id, kind.label, data.total(kind)) for kind in data.documents],
        "elemen": [(one.key, one.label, data.recap(one.key)) for one in ELEMENTS],
    }[spec.rows.value]
    foot = (Foot(data.header.day, data.header.source), Share(2, 3, "desa di Format 2"))
    table = Table(
        rows=tuple(
            RowFacts(*row, discussion=typed.get(place, {})) for place, row in enumerate(facts)
        ),
        foot=foot if is_draft else (FROZEN, *foot),
        meeting=(
            "Rakorcam Perencanaan Kegiatan LABD",
            date(2026, 6, 18),
            f"Kelompok {spec.group}",
        ),
        is_draft=is_draft,
        **frame(data),
    )
    return build_sheet(spec, table, tail=tail, blank=blank)


_COLUMNS = (
    ("number", Kind.ORDINAL, "No.", ""),
    ("label", Kind.LABEL, "Desa", ""),
    ("note", Kind.TEXT, "Keterangan", ""),
    ("wajib", Kind.COUNT, "Wajib", "Cakupan"),
    ("percent", Kind.PERCENT, "%", "Cakupan"),
    ("gap", Kind.GAP, "Kesenjangan", "Cakupan"),
    ("state", Kind.STATE, "Status", "Elemen"),
    ("names", Kind.NAMES, "Desa yang sudah punya", "Elemen"),
    ("plans", Kind.LINES, "Rencana Kerja", ""),
)


def every_kind_sheet(rows=1, *, is_draft=False, text="=1+1"):
    """Return a Sheet that holds a cell of every kind in each of `rows` rows, and an empty row."""
    upper, lower = [], []
    for _key, _kind, heading, group in _COLUMNS:
        if not group:
            upper.append(Head(heading, rows=2))
            continue
        if upper[-1].text == group:
            upper[-1] = Head(group, upper[-1].columns + 1)
        else:
            upper.append(Head(group))
        lower.append(Head(heading))
    body = [_full_row(number, text) for number in range(1, rows + 1)]
    empty = [Cell(kind, Missing.NOT_FILLED) for _key, kind, _heading, _group in _COLUMNS]
    return Sheet(
        number=12,
        name="Format 12",
        title="Segala Jenis Sel",
        subtitle="",
        landscape=True,
        header=(("Kecamatan", "Tanjung"), ("Tanggal Data", date(2026, 5, 31))),
        head=(tuple(upper), tuple(lower)),
        columns=tuple(
            SheetColumn(key, kind, 1.0, discussion=key == "plans", ends_group=key == "gap")
            for key, kind, _heading, _group in _COLUMNS
        ),
        rows=(*body, Row("kosong", tuple(empty))),
        notes=("Catatan di bawah tabel.",),
        footnote="Catatan kaki.",
        foot=(Foot(date(2026, 5, 31), "UPTD Dukcapil Tanjung"), Share(7, 8, "desa lengkap")),
        place=("Tanjung", "Lombok Utara"),
        meeting=(),
        is_sample=True,
        is_draft=is_draft,
    )


def _full_row(number, text):
    values = (
        f"{number}.",
        f"Desa {number}",
        text,
        6415,
        Ratio(6362, 6415),
        Gap(Fraction(45, 1000), 1257, "orang"),
        State.SEBAGIAN,
        Names((Name("Sokong"), Name("Jenggala", "SK belum"))),
        Lines(("Perekaman keliling", "Isbat nikah terpadu")),
    )
    details = {
        "percent": (Share(6362, 6415, "orang"),),
        "names": (Names((Name("Teniga"),), "Belum terdata"),),
    }
    return Row(
        str(number),
        tuple(
            Cell(kind, value, details.get(key, ()))
            for (key, kind, _heading, _group), value in zip(_COLUMNS, values, strict=True)
        ),
    )


_PRINTED = {}


def pdf_of(sheet, paper="F4"):
    """Return the bytes of a sheet's PDF; what several tests read is laid out once."""
    # Not every Sheet can be hashed; what is written of it tells two of them apart.
    key = repr(sheet), paper
    if key not in _PRINTED:
        _PRINTED[key] = sheet_pdf(sheet, paper, printed=PRINTED)
    return _PRINTED[key]
