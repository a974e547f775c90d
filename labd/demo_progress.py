"""What became of the demo's plans: reports of two quarters, visits, a change, RKP Desa.

Every entry is written by whom it would be: desa with an account report on their own and PTPD
confirms a few days later; of the others the kecamatan team writes down what it hears.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from labd.demo_plans import (
    JENGGALA,
    MEDANA,
    SAMA_GUNA,
    SIGAR,
    SOKONG,
    TANJUNG,
    TEGAL_MAJA,
    TENIGA,
)
from labd.demo_rounds import wita
from rakorcam.actions_plans import amend_item
from rakorcam.actions_progress import (
    confirm_budget_entry,
    confirm_progress,
    record_budget_entry,
    record_progress,
    return_progress,
    set_item_state,
)
from rakorcam.actions_visits import record_visit
from rakorcam.models import (
    Amendment,
    BudgetDocument,
    ItemState,
    PersonMet,
    Progress,
    Sex,
    Visit,
)

ON, DONE, STUCK = ItemState.BERJALAN, ItemState.SELESAI, ItemState.TERHAMBAT
PTPD, PENDAMPING = "ptpd.tanjung", "pendamping.tanjung"
DESA_SOKONG, DESA_TENIGA = "desa.sokong", "desa.teniga"
# PTPD looks at what others reported so many days later.
CONFIRMED_AFTER = timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Report:
    """One entry: Plan key, month and day of 2026, desa code ("" for the kecamatan), what is said.

    `is_waiting` marks what PTPD has not confirmed yet, `returned` is why PTPD gave it back.
    """

    plan: str
    month: int
    day: int
    desa: str
    state: str
    number: int | None = None
    done: str = ""
    obstacle: str = ""
    by: str = PTPD
    is_waiting: bool = False
    returned: str = ""

    @property
    def at(self):
        """Return when it was written."""
        return wita(2026, self.month, self.day, 10 + self.day % 5, 7 * self.day % 60)

    def entry(self, items, places):
        """Return the Progress, not yet stored."""
        return Progress(
            item=items[self.plan], desa=places.get(self.desa),
            date=date(2026, self.month, self.day), state=self.state, number=self.number,
            done=self.done, obstacle=self.obstacle,
        )  # fmt: skip


# By quarter; what is missing here has not been reported, and that is meant.
REPORTS = (
    Report("pokja", 7, 9, SOKONG, DONE, done="SK nomor 141/22/2025 masih berlaku",
           by=DESA_SOKONG),
    Report("pokja", 7, 15, MEDANA, DONE, done="Susunan Pokja tidak berubah, SK lama berlaku"),
    Report("pokja", 7, 16, TENIGA, DONE, done="Pokja sudah ber-SK sejak 2025", by=PENDAMPING),
    Report("pokja", 7, 20, TANJUNG, DONE, done="SK nomor 141/31/2026 terbit 14 Juli"),
    Report("pokja", 7, 28, JENGGALA, DONE, done="SK nomor 141/27/2026 terbit 27 Juli"),
    Report("kk", 8, 12, TANJUNG, DONE, 190, "Didata per dusun, berkas diantar ke UPTD"),
    Report("pokja", 8, 19, TEGAL_MAJA, DONE, done="SK nomor 141/19/2026 terbit 18 Agustus"),
    Report("pokja", 8, 24, SIGAR, ON, done="Rapat pembentukan sudah, SK belum ditandatangani"),
    Report("kk", 8, 27, MEDANA, DONE, 115, "Kepala dusun mengumpulkan berkas selama dua minggu",
           by=PENDAMPING),
    Report("loket", 9, 8, SIGAR, DONE, 1, "Loket di ruang depan, buka Senin sampai Kamis"),
    Report("kia", 9, 9, "", ON, 310, "Enam SD dan dua TK sudah didatangi"),
    Report("ktp", 9, 11, SOKONG, ON, 22, "Perekaman di rumah 22 lansia", by=DESA_SOKONG),
    Report("kelahiran", 9, 17, TANJUNG, ON, 14, "Berkas dikumpulkan di tiga posyandu"),
    Report("ktp", 9, 18, JENGGALA, ON, 31, "Dua kali keliling bersama UPTD"),
    Report("loket", 9, 22, TENIGA, ON, 0, "Meja layanan dibeli, papan nama belum",
           by=DESA_TENIGA),
    Report("anggaran", 9, 25, TANJUNG, DONE, 1, "Masuk RKP Desa 2027, Rp38.000.000"),
    Report("anggaran", 9, 25, JENGGALA, DONE, 1, "Masuk RKP Desa 2027, Rp26.000.000"),
    Report("anggaran", 9, 28, SOKONG, DONE, 1, "Masuk RKP Desa 2027, Rp30.000.000",
           by=DESA_SOKONG),
    Report("perdes", 9, 29, JENGGALA, DONE, 1, "Perdes Nomor 5 Tahun 2026 ditetapkan"),
    Report("nikah", 9, 30, SOKONG, ON, 9, "Berkas 16 pasangan lengkap, sidang pertama 9 pasangan",
           by=DESA_SOKONG),
    # Oktober sampai Desember
    Report("pokja", 10, 6, SIGAR, STUCK, obstacle="Kepala desa berganti; SK menunggu pejabat baru"),
    Report("kematian", 10, 7, TANJUNG, ON, 8, "Register lima dusun disetor setiap awal bulan"),
    Report("ktp", 10, 8, TEGAL_MAJA, STUCK, 12, "Satu kali keliling",
           "Alat perekaman UPTD rusak, jadwal dusun batal dua kali"),
    Report("anggaran", 10, 13, TEGAL_MAJA, DONE, 1, "Masuk RKP Desa 2027, Rp20.000.000"),
    Report("anggaran", 10, 13, MEDANA, ON, done="Sudah di rancangan, menunggu musyawarah desa",
           by=PENDAMPING),
    Report("perdes", 10, 14, TEGAL_MAJA, ON, 0, "Rancangan SOP selesai, Perdes dibahas BPD"),
    Report("perdes", 10, 15, MEDANA, DONE, 1, "Perdes Nomor 4 Tahun 2026 ditetapkan"),
    Report("kelahiran", 10, 19, SOKONG, ON, 21, "Dua posyandu dan satu PAUD", by=DESA_SOKONG),
    Report("kelahiran", 10, 20, SIGAR, ON, 12, "Berkas dibawa petugas setiap Kamis",
           by=PENDAMPING),
    Report("nikah", 10, 28, SOKONG, DONE, 16, "Sidang kedua di kantor desa, buku nikah dibagikan",
           by=DESA_SOKONG),
    Report("nikah", 10, 29, MEDANA, ON, 8, "Sidang pertama bersama Desa Sokong", by=PENDAMPING),
    Report("nikah", 11, 4, TEGAL_MAJA, STUCK, 5, "Lima pasangan ikut sidang di Sokong",
           "Tujuh pasangan belum punya saksi nikah yang dapat hadir"),
    Report("kelahiran", 11, 10, MEDANA, ON, 15, "Posyandu empat dusun"),
    Report("ktp", 11, 11, JENGGALA, DONE, 45, "Semua lansia dalam daftar sudah merekam"),
    Report("kematian", 11, 12, JENGGALA, ON, 7, "Empat dari tujuh dusun menyetor register"),
    Report("kia", 11, 13, "", ON, 540, "Sebelas SD dan empat TK; blangko datang 5 November"),
    Report("kelahiran", 11, 13, TANJUNG, ON, 23, "PAUD menyusul sesudah posyandu"),
    Report("kelahiran", 11, 16, TENIGA, ON, 9, "Berkas dikumpulkan kader", by=DESA_TENIGA),
    Report("loket", 11, 18, TENIGA, DONE, 10, "Papan nama loket terpasang", by=DESA_TENIGA,
           returned="Tertulis 10 loket, padahal target tiga desa hanya 3. Hitung lagi."),
    Report("ktp", 11, 24, SOKONG, ON, 34, "Perekaman di dusun atas, 12 orang lagi",
           by=DESA_SOKONG, is_waiting=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Whether one desa has a plan in its RKP Desa: Plan key, desa code, the document's number."""

    plan: str
    desa: str
    number: str
    by: str = PTPD
    is_waiting: bool = False


RKP_AT = wita(2026, 10, 5, 14, 20)
INCLUSIONS = (
    Inclusion("anggaran", TANJUNG, "Perdes Nomor 6 Tahun 2026"),
    Inclusion("anggaran", SOKONG, "Perdes Nomor 8 Tahun 2026", by=DESA_SOKONG),
    Inclusion("anggaran", JENGGALA, "Perdes Nomor 7 Tahun 2026"),
    Inclusion("anggaran", TEGAL_MAJA, "Perdes Nomor 5 Tahun 2026"),
    Inclusion("anggaran", MEDANA, ""),
    Inclusion("anggaran", TENIGA, "Perdes Nomor 3 Tahun 2026", by=DESA_TENIGA, is_waiting=True),
    Inclusion("nikah", SOKONG, "Perdes Nomor 8 Tahun 2026", by=DESA_SOKONG),
    Inclusion("nikah", TEGAL_MAJA, "Perdes Nomor 5 Tahun 2026"),
    Inclusion("nikah", MEDANA, ""),
    Inclusion("kelahiran", TANJUNG, "Perdes Nomor 6 Tahun 2026"),
    Inclusion("loket", SAMA_GUNA, ""),
)

TEAM = "PTPD dan Pendamping Desa Kecamatan Tanjung"
# Each with the people met and what was found about one plan.
VISITS = (
    (
        {
            "desa": TEGAL_MAJA, "place": "Kantor Desa Tegal Maja", "by_whom": TEAM,
            "looked_at": "Berkas isbat nikah, register akta, jam buka loket",
            "findings": "Berkas isbat 12 pasangan belum lengkap. Loket buka setiap hari kerja dan "
            "buku register terisi.",
            "challenges": "Saksi nikah banyak yang merantau atau sudah meninggal.",
            "follow_up": "KUA memeriksa berkas di kantor desa bersama petugas desa.",
            "unit": "KUA Tanjung", "recommendation": "Sidang digabung dengan Desa Sokong supaya "
            "pasangan tidak ke Gerung.",
        },
        (("Made Suarta", "Sekretaris desa", Sex.L), ("Sri Wahyuni", "Petugas adminduk", Sex.P)),
        Report("nikah", 9, 16, TEGAL_MAJA, STUCK, 0, "Berkas 12 pasangan diperiksa",
               "Surat keterangan saksi nikah belum ada"),
    ),
    (
        {
            "desa": SAMA_GUNA, "place": "Kantor Desa Sama Guna", "by_whom": TEAM,
            "looked_at": "Rancangan Perdes, ruang layanan, buku tamu",
            "findings": "Rancangan Perdes belum dibahas BPD. Layanan masih di meja sekretaris "
            "desa, petugas belum diangkat.",
            "challenges": "Kepala desa dan BPD belum sepakat tentang honor petugas.",
            "follow_up": "Musyawarah desa dengan BPD didampingi kecamatan pada bulan Desember.",
            "unit": "Seksi Pemerintahan Kecamatan Tanjung",
            "recommendation": "Perdes dan pengangkatan petugas dibahas dalam satu musyawarah.",
        },
        (("Ahmad Zaini", "Kepala Urusan Umum", Sex.L), ("Nurul Aini", "Anggota BPD", Sex.P)),
        Report("perdes", 10, 21, SAMA_GUNA, STUCK, 0, "Rancangan Perdes ada",
               "BPD belum membahas rancangan Perdes"),
    ),
)  # fmt: skip


def follow_up(items, kecamatan, people):
    """Write what became of June's plans, in the order it happened; `items` is Plan key -> item."""
    places = {one.code: one for one in kecamatan.desa_set.all()}
    ptpd = people[PTPD]
    happened = [(one.at, _report, one) for one in REPORTS]
    happened += [(visit[2].at, _visit, visit) for visit in VISITS]
    happened += [(RKP_AT, _include, one) for one in INCLUSIONS]
    happened.append((wita(2026, 9, 22, 9, 40), _amend, None))
    happened.append((wita(2026, 10, 12, 9, 30), _drop, None))
    for at, write, told in sorted(happened, key=lambda one: one[0]):
        write(told, items, places, people, ptpd, at)


def _report(told, items, places, people, ptpd, at):
    is_ptpd = told.by == PTPD
    entry = record_progress(told.entry(items, places), confirmed=is_ptpd, by=people[told.by], at=at)
    if told.returned:
        return_progress(entry, reason=told.returned, by=ptpd, at=at + CONFIRMED_AFTER)
    elif not (is_ptpd or told.is_waiting):
        confirm_progress(entry, by=ptpd, at=at + CONFIRMED_AFTER)


def _visit(told, items, places, people, ptpd, at):
    fields, met, found = told
    entry = replace(found).entry(items, places)
    visit = Visit(**{**fields, "desa": places[fields["desa"]]}, date=entry.date)
    record_visit(
        visit, people=[PersonMet(name=name, office=office, sex=sex) for name, office, sex in met],
        progress=[entry], confirmed=True, by=ptpd, at=at,
    )  # fmt: skip


def _include(told, items, places, people, ptpd, at):
    is_ptpd = told.by == PTPD
    entry = record_budget_entry(
        items[told.plan], desa=places[told.desa], document=BudgetDocument.RKP,
        included=bool(told.number), document_number=told.number, confirmed=is_ptpd,
        by=people[told.by], at=at,
    )  # fmt: skip
    if not (is_ptpd or told.is_waiting):
        confirm_budget_entry(entry, by=ptpd, at=at + CONFIRMED_AFTER)


def _amend(told, items, places, people, ptpd, at):
    """Put the isbat off: its court had no day left in September."""
    item = items["nikah"]
    later = Amendment(
        item=item, reason="Jadwal sidang Pengadilan Agama mundur ke Oktober dan November",
        **{**item.content, "to_month": date(2026, 11, 1)},
    )  # fmt: skip
    amend_item(later, desa=list(item.desa.all()), by=ptpd, at=at)


def _drop(told, items, places, people, ptpd, at):
    set_item_state(
        items["cerai"], state=ItemState.DIBATALKAN,
        reason="Digabung dengan penyuluhan isbat nikah di desa yang sama", by=ptpd, at=at,
    )  # fmt: skip
