"""What the demo's Tanjung agreed in June 2026, and what it prepares for the evaluation after it."""

from dataclasses import dataclass
from datetime import date, time

from formats.specs._shared import DOCUMENTS_BY_KEY
from labd.demo_rounds import wita
from rakorcam.actions import (
    add_discussion,
    add_plan_item,
    agree_worksheet,
    close,
    freeze,
    open_session,
    start,
)
from rakorcam.models import BudgetSource, Discussion, Kind, PlanItem
from rakorcam.worksheets import worksheets_of

HALL, BEGINS = "Aula Kantor Camat Tanjung", time(8, 30)
MEETING, NEXT_MEETING = date(2026, 6, 18), date(2026, 12, 3)
FROZEN_AT, FROZEN_AGAIN_AT = wita(2026, 6, 15, 8, 5), wita(2026, 11, 26, 8, 5)
STARTED_AT, AGREED_AT = wita(2026, 6, 18, 8, 45), wita(2026, 6, 18, 12, 10)
PLANS_6, PLANS_7 = 6, 7
TANJUNG, SOKONG, JENGGALA, TEGAL_MAJA, SIGAR, MEDANA, TENIGA, SAMA_GUNA = (
    f"52.08.01.{number}" for number in range(2001, 2009)
)
ALL = "semua desa"


@dataclass(frozen=True, slots=True)
class Plan:
    """One plan item of the demo; `row` is a row's key, `places` desa codes, ALL, or none.

    Months are numbers of 2026, `target` a number and its unit, `budget` rupiah and its source.
    """

    key: str
    number: int
    row: str
    what: str
    places: object
    months: tuple
    in_charge: str
    target: tuple = (None, "")
    budget: tuple = (None, "")

    @property
    def content(self):
        """Return the fields of the PlanItem but its session, row and desa."""
        first, last = (date(2026, month, 1) for month in self.months)
        return {
            "what": self.what,
            "all_desa": self.places == ALL,
            "from_month": first,
            "to_month": last,
            "in_charge": self.in_charge,
            "target_number": self.target[0],
            "target_unit": self.target[1],
            "budget": self.budget[0],
            "budget_source": self.budget[1],
        }

    @property
    def desa(self):
        """Return the codes of the desa it names."""
        return () if self.places == ALL else self.places


PLANS = (
    Plan(
        "perdes", PLANS_6, "perdes-sop",
        "Menyusun dan menetapkan Perdes serta SOP layanan adminduk",
        (JENGGALA, TEGAL_MAJA, MEDANA, SAMA_GUNA), (7, 10), "Sekretaris desa bersama BPD",
        (4, "perdes"), (12_000_000, BudgetSource.APBDES),
    ),
    Plan(
        "loket", PLANS_6, "ruang", "Menyediakan loket layanan adminduk di kantor desa",
        (SIGAR, TENIGA, SAMA_GUNA), (7, 9), "Kepala desa", (3, "loket"),
        (30_000_000, BudgetSource.APBDES),
    ),
    Plan(
        "petugas", PLANS_6, "petugas", "Mengangkat petugas adminduk desa dengan SK kepala desa",
        (TENIGA, SAMA_GUNA), (8, 9), "Kepala desa", (2, "petugas"),
        (7_200_000, BudgetSource.APBDES),
    ),
    Plan(
        "pokja", PLANS_6, "pokja", "Menerbitkan SK kepala desa tentang Pokja Adminduk", ALL,
        (7, 8), "Kepala desa",
    ),
    Plan(
        "anggaran", PLANS_6, "anggaran",
        "Memasukkan kegiatan layanan adminduk ke RKP Desa 2027", ALL, (8, 10),
        "Tim penyusun RKP Desa", (8, "desa"), (None, BudgetSource.RKP),
    ),
    Plan(
        "ktp", PLANS_7, "perekaman-ktp",
        "Perekaman keliling untuk lansia dan penyandang disabilitas",
        (SOKONG, JENGGALA, TEGAL_MAJA), (7, 11), "UPTD Dukcapil Tanjung", (120, "orang"),
        (9_000_000, BudgetSource.APBD),
    ),
    Plan(
        "kk", PLANS_7, "kartu-keluarga", "Memutakhirkan KK warga yang pindah sesudah gempa",
        (TANJUNG, MEDANA), (7, 8), "Kasi Pemerintahan desa", (300, "KK"),
        (None, BudgetSource.NONE),
    ),
    Plan(
        "kelahiran", PLANS_7, "akta-kelahiran",
        "Jemput bola akta kelahiran lewat posyandu dan PAUD", ALL, (8, 12),
        "Petugas adminduk desa dan kader posyandu", (150, "anak"),
        (16_000_000, BudgetSource.APBDES),
    ),
    Plan(
        "nikah", PLANS_7, "akta-nikah", "Isbat nikah terpadu bersama Pengadilan Agama dan KUA",
        (SOKONG, TEGAL_MAJA, MEDANA), (8, 9), "Kasi Pemerintahan", (40, "pasangan"),
        (25_000_000, BudgetSource.APBDES),
    ),
    Plan(
        "cerai", PLANS_7, "akta-cerai", "Penyuluhan pengurusan akta cerai di tiga dusun", (),
        (9, 9), "Kasi Kesejahteraan Sosial", (3, "dusun"), (1_500_000, BudgetSource.APBD),
    ),
    Plan(
        "kematian", PLANS_7, "akta-kematian",
        "Menyetor register kematian dusun ke UPTD setiap bulan",
        (TANJUNG, JENGGALA, SIGAR), (7, 12), "Kepala dusun", (40, "akta"),
    ),
    Plan(
        "kia", PLANS_7, "kia", "Menerbitkan KIA di SD dan TK bersama UPTD Dukcapil", (), (8, 11),
        "PTPD Kecamatan Tanjung", (800, "anak"), (15_000_000, BudgetSource.APBD),
    ),
)  # fmt: skip
# What Format 7 says stands in the way: document key, text.
PROBLEMS = (
    ("perekaman-ktp", "Lansia dan warga sakit di dusun jauh tidak dapat datang ke kecamatan."),
    ("kartu-keluarga", "Warga yang pindah sesudah gempa belum melapor."),
    ("akta-kelahiran", "Kelahiran di rumah baru dilaporkan waktu anak masuk sekolah."),
    (
        "akta-nikah",
        "Pasangan menikah sebelum ada buku nikah; biaya dan jarak ke Pengadilan Agama.",
    ),
    ("akta-kematian", "Kematian jarang dilaporkan kalau tidak ada urusan warisan."),
    ("kia", "Orang tua menganggap KIA tidak penting; blangko sering habis."),
)


def row_key(name):
    """Return the key of a worksheet's row: an element's own, or the id of a document type."""
    return str(DOCUMENTS_BY_KEY[name].id) if name in DOCUMENTS_BY_KEY else name


def plan_june(period, kecamatan, people):
    """Hold June's Rakorcam Perencanaan from opening to closing; return Plan key -> PlanItem."""
    ptpd, camat = people["ptpd.tanjung"], people["camat.tanjung"]
    session = open_session(
        kecamatan=kecamatan, period=period, kind=Kind.PERENCANAAN, date=MEETING, time=BEGINS,
        place=HALL, by=ptpd, at=FROZEN_AT,
    )  # fmt: skip
    freeze(session, by=ptpd, at=FROZEN_AT)
    start(session, by=camat, at=STARTED_AT)
    items = _type(session, people["notulis.tanjung"])
    for spec in worksheets_of(session):
        agree_worksheet(session, spec, by=camat, at=AGREED_AT)
    close(session, by=camat, at=AGREED_AT)
    return items


def _type(session, notulis):
    """Type what the groups say, as the notulis, between the opening and the agreement."""
    told = {"by": notulis, "at": wita(2026, 6, 18, 10, 30)}
    for name, text in PROBLEMS:
        row = row_key(name)
        typed = Discussion(
            session=session, number=PLANS_7, row=row, column="problems", text=text
        )  # fmt: skip
        add_discussion(typed, **told)
    places = {one.code: one for one in session.kecamatan.desa_set.all()}
    return {
        plan.key: add_plan_item(
            PlanItem(session=session, number=plan.number, row=row_key(plan.row), **plan.content),
            desa=[places[code] for code in plan.desa],
            **told,
        )
        for plan in PLANS
    }


def prepare_november(period, kecamatan, people):
    """Open the evaluation of December and freeze what it looks back on; it has not begun."""
    ptpd = people["ptpd.tanjung"]
    session = open_session(
        kecamatan=kecamatan, period=period, kind=Kind.EVALUASI, date=NEXT_MEETING, time=BEGINS,
        place=HALL, by=ptpd, at=wita(2026, 11, 20, 9, 10),
    )  # fmt: skip
    freeze(session, by=ptpd, at=FROZEN_AGAIN_AT)
