"""Wording and columns that several formats share, as the guide prints them."""

import uuid
from dataclasses import dataclass, field

from formats.spec import Column, Kind

DERIVED = "Susunan kolom disesuaikan; tabel asli panduan tidak terbaca."
TAIL = "Dst"
OURS = (
    "Tulisan miring bukan dari panduan: pilihan “Tidak ada” membedakan yang tidak ada dari yang "
    "belum dijawab."
)


@dataclass(frozen=True, slots=True)
class Element:
    """One of the five main elements of LABD (guide chapter III.F).

    `surveyed` elements are answered by the desa in Formats 4 and 5; the kecamatan team enters the
    others. `hint` says what counts as *sudah*; with `proof` the evidence must be written.
    """

    key: str
    label: str
    hint: str
    surveyed: bool
    proof: bool = False


ELEMENTS = (
    Element(
        "perdes-sop",
        "Perdes dan SOP LABD",
        "Sudah bila Perdes dan SOP keduanya ada.",
        surveyed=True,
    ),
    Element(
        "ruang",
        "Ruang/Loket Pelayanan",
        "Sudah bila ruang atau meja disediakan dan dipakai.",
        surveyed=False,
    ),
    Element(
        "petugas",
        "Petugas Disdukcapil di Desa",
        "Sudah bila petugasnya ada.",
        surveyed=True,
    ),
    Element(
        "pokja",
        "Pokja Adminduk Desa",
        "Sudah bila ada SK kepala desa; tulis nomor dan tanggalnya sebagai bukti. "
        "Dibentuk tanpa SK: sebagian.",
        surveyed=False,
        proof=True,
    ),
    Element(
        "anggaran",
        "Anggaran Pendukung Pelaksanaan LABD",
        "Sudah bila anggaran tahun berjalan lebih dari Rp0.",
        surveyed=True,
    ),
)
ELEMENTS_BY_KEY = {element.key: element for element in ELEMENTS}

_NAMESPACE = uuid.UUID("6e1b4c52-0f0e-5a0c-9d4e-52080000aaaa")


@dataclass(frozen=True, slots=True)
class GuideDocument:
    """One of the guide's seven document types with its written definition.

    `unit` is what is counted; a `flow` counts events of twelve months to the data date instead of
    a stock (rules.md 11).
    """

    key: str
    label: str
    wajib: str
    memiliki: str
    unit: str
    flow: bool = False
    id: uuid.UUID = field(init=False)

    def __post_init__(self):
        """Give the type the same id in every database."""
        object.__setattr__(self, "id", uuid.uuid5(_NAMESPACE, self.key))


DOCUMENTS = (
    GuideDocument(
        "perekaman-ktp",
        "Perekaman KTP",
        "Penduduk wajib KTP (17 tahun ke atas atau sudah/pernah kawin)",
        "Sudah merekam KTP-el",
        "orang",
    ),
    GuideDocument(
        "kartu-keluarga",
        "Kartu Keluarga",
        "Kepala keluarga",
        "KK diterbitkan",
        "KK",
    ),
    GuideDocument(
        "akta-kelahiran",
        "Akta Kelahiran",
        "Anak usia 0-18 tahun",
        "Anak 0-18 tahun yang memiliki akta kelahiran",
        "anak",
    ),
    GuideDocument(
        "akta-nikah",
        "Akta Nikah",
        "Penduduk (orang) berstatus kawin",
        "Memiliki akta perkawinan atau buku nikah",
        "orang",
    ),
    GuideDocument(
        "akta-cerai",
        "Akta Cerai",
        "Penduduk berstatus cerai hidup",
        "Memiliki akta/surat cerai",
        "orang",
    ),
    GuideDocument(
        "akta-kematian",
        "Akta Kematian",
        "Kematian tercatat dalam 12 bulan sampai tanggal data",
        "Akta kematian terbit dalam masa yang sama",
        "peristiwa",
        flow=True,
    ),
    GuideDocument(
        "kia",
        "KIA",
        "Anak usia 0 sampai kurang dari 17 tahun, belum menikah",
        "KIA diterbitkan",
        "anak",
    ),
)
DOCUMENTS_BY_KEY = {document.key: document for document in DOCUMENTS}

SURVEY_COLUMNS = (
    Column(key="label", heading="Komponen", kind=Kind.LABEL, width=2.55),
    Column(key="reply", heading="Isian (Ya/Tidak)", kind=Kind.REPLY, width=5.35),
)

NUMBER = Column(key="number", heading="No.", kind=Kind.ORDINAL, width=0.45)
DESA = Column(key="label", heading="Desa", kind=Kind.LABEL, width=2.2)
ELEMENT = Column(key="label", heading="Elemen Utama Pelaksanaan LABD", kind=Kind.LABEL, width=1.05)
DOCUMENT = Column(key="label", heading="Jenis Dokumen Adminduk", kind=Kind.LABEL, width=1.0)


def availability():
    """Return the columns of Formats 6 and 9 after the element's name."""
    group = "Ketersediaan Elemen Utama LABD"
    return (
        Column(
            key="have",
            heading="Desa yang sudah punya",
            kind=Kind.NAMES,
            group=group,
            compute="names_having",
            width=1.2,
        ),
        Column(
            key="lack",
            heading="Desa yang belum punya",
            kind=Kind.NAMES,
            group=group,
            compute="names_lacking",
            width=1.5,
        ),
        Column(
            key="plans",
            heading="Rencana Kegiatan untuk mewujudkan LABD",
            kind=Kind.LINES,
            discussion=True,
            width=2.9,
        ),
        TIMES,
    )


PLANS = Column(key="plans", heading="Rencana Kerja", kind=Kind.LINES, discussion=True, width=2.4)
TIMES = Column(
    key="times", heading="Waktu Pelaksanaan", kind=Kind.LINES, discussion=True, width=1.15
)
COVERAGE = "Cakupan kepemilikan"


def realised(heading):
    """Return the column that shows the present coverage, under the heading of Formats 7 and 11."""
    return Column(
        key="realisasi",
        heading=heading,
        kind=Kind.PERCENT,
        group=COVERAGE,
        compute="realisation",
        width=1.25,
    )


def reviewed(realisation, obstacles):
    """Return the three columns of Formats 8 and 10 that show one item side by side."""
    return (
        Column(
            key="agreed",
            heading="Rencana Kerja Hasil Rakorcam Terdahulu",
            kind=Kind.LINES,
            paired=True,
            width=2.2,
        ),
        Column(
            key="realised",
            heading=realisation,
            kind=Kind.LINES,
            discussion=True,
            proposed=True,
            paired=True,
            width=2.4,
        ),
        Column(
            key="obstacles",
            heading=obstacles,
            kind=Kind.LINES,
            discussion=True,
            proposed=True,
            paired=True,
            width=2.0,
        ),
    )
