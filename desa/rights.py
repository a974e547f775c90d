"""Who may do what, as data: one row per right, one column per role (docs/hak-akses.md).

Letters: E edit, R read, O own desa edit, o own desa read, A decide or lock, - none.
A digit after a letter is a footnote. Rights are (capability, area) pairs, each from one
assignment; `desa.access` turns them into querysets and checks.
"""

from dataclasses import dataclass

from django.db import models


class Level(models.TextChoices):
    """The three sizes of an area."""

    KABUPATEN = "kabupaten", "Kabupaten"
    KECAMATAN = "kecamatan", "Kecamatan"
    DESA = "desa", "Desa"


class Role(models.TextChoices):
    """The jobs people hold; an assignment gives one of them in one area."""

    AK = "AK", "Admin kabupaten"
    DU = "DU", "Dukcapil"
    CA = "CA", "Camat"
    SE = "SE", "Sekcam"
    PT = "PT", "PTPD"
    PD = "PD", "Pendamping desa"
    NO = "NO", "Notulis"
    DS = "DS", "Pemerintah desa"
    PE = "PE", "Petugas desa"


ROLE_LEVEL = {
    Role.AK: Level.KABUPATEN,
    Role.DU: Level.KABUPATEN,
    Role.CA: Level.KECAMATAN,
    Role.SE: Level.KECAMATAN,
    Role.PT: Level.KECAMATAN,
    Role.PD: Level.KECAMATAN,
    Role.NO: Level.KECAMATAN,
    Role.DS: Level.DESA,
    Role.PE: Level.DESA,
}
LINK = "link"
COLUMNS = (*Role, LINK)

READ, EDIT, CANCEL, DECIDE = "read", "edit", "cancel", "decide"
VERBS = {
    "-": frozenset(),
    "R": frozenset({READ}),
    "o": frozenset({READ}),
    "E": frozenset({READ, EDIT, CANCEL}),
    "O": frozenset({READ, EDIT, CANCEL}),
    "A": frozenset({READ, EDIT, CANCEL, DECIDE}),
}
FOOTNOTES = {
    "1": "untuk desa yang belum mengirim",
    "2": "tidak dapat membatalkan",
    "3": "dengan keterangan atas nama camat, atau sebagai pelaksana",
    "4": "setelah Rakorcam selesai, tanpa nomor telepon",
    "5": "mengisi; PTPD yang membenarkan",
}
# Footnotes that take a verb away, and the one that opens a row only once it is published.
WITHOUT = {"2": frozenset({CANCEL}), "5": frozenset({DECIDE})}
ON_BEHALF = "3"
PUBLISHED_ONLY = "4"

_TABLE = """
regions     | wilayah, periode, ambang, kop kabupaten           | E R R R R R R - - -
accounts    | akun dan penugasan                                | E - - - - - - - - -
links       | membuat dan mencabut tautan                       | R - R R E E - - - -
targets     | target kabupaten                                  | E E R R R R R o o -
override    | target khusus kecamatan                           | R R E E E - - - - -
own_types   | jenis dokumen sendiri (Dst), tema                 | E R R R E - - - - -
coverage    | Format 1: isian, kepala, impor                    | R R R R E E R o o -
survey4     | jawaban Format 4                                  | R R R R E1 E1 R O o own
survey5     | jawaban Format 5                                  | R R R R E1 E1 R o O own
checking    | memeriksa, mengembalikan, mengoreksi Format 4, 5  | R - R R A - - - - -
elements    | Format 2: elemen 2 dan 4, bukti                   | R R R R E E R o o -
overriding  | Format 2: menetapkan lain dari usulan             | R R R R A - - - - -
recap       | Format 3, perbandingan, halaman desa              | R R R R R R R o o -
session     | membuat, mengubah, membatalkan Rakorcam; persiapan | R R A A E E2 E2 - - -
freeze      | membekukan data                                   | - - A A A - - - - -
agree       | memulai, menyepakati lembar kerja, menutup        | - - A A A3 - - - - -
reopen      | membuka kembali                                   | - - A A3 - - - - - -
worksheet   | kolom pembahasan lembar kerja, melanjutkan        | R R R E E E E o4 o4 -
printing    | mencetak dan mengunduh lembar kerja, plano, naskah | R R R R R R R o4 o4 -
invitations | peserta, undangan, susunan acara                  | R - E E E E E - - -
attendance  | daftar hadir, nomor telepon                       | - - E E E E E - - own
minutes     | notulen, foto, pindaian bertanda tangan           | R R4 R E E R E o4 o4 -
amendment   | mengubah rencana yang disepakati                  | R R A A E - - - - -
progress    | mencatat kemajuan                                 | R R R R E E R O O -
confirming  | membenarkan kemajuan; RKP Desa dan APBDes         | R R R R A E5 - O5 - -
visits      | pembinaan                                         | R R R R E E - o o -
warnings    | menandai peringatan dini                          | R R E E E - - - - -
dashboard   | dasbor camat                                      | R R R R R R R - - -
comparison  | dasbor kabupaten                                  | R R - - - - - - - -
open_data   | ekspor data terbuka (disamarkan)                  | R R R R - - - - - -
history     | riwayat                                           | R - R R R - - o - -
hall        | membawa ke aula, membawa pulang                   | - - A A E - - - - -
"""


@dataclass(frozen=True, slots=True)
class Grant:
    """What one letter of the table gives: verbs, and whether only published rows are meant."""

    letter: str
    note: str
    verbs: frozenset

    @property
    def published_only(self):
        """Return whether the grant holds only for rows already published (footnote 4)."""
        return self.note == PUBLISHED_ONLY

    @property
    def on_behalf(self):
        """Return whether the person acts on behalf of the camat (footnote 3)."""
        return self.note == ON_BEHALF


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table: its key in code, its words, and the grant of each column."""

    key: str
    label: str
    grants: dict


def _grant(mark):
    if mark == "own":
        return Grant("own", "", frozenset({READ, EDIT}))
    letter, note = mark[0], mark[1:]
    return Grant(letter, note, VERBS[letter] - WITHOUT.get(note, frozenset()))


def _rights():
    for line in _TABLE.strip().splitlines():
        key, label, marks = (part.strip() for part in line.split("|"))
        grants = dict(zip(COLUMNS, map(_grant, marks.split()), strict=True))
        yield key, Right(key, label, grants)


RIGHTS = dict(_rights())


def grant(role, capability):
    """Return the Grant of `role` for "right.verb", or None when the verb is not given.

    Raises KeyError for a right or role that the table does not know.
    """
    key, verb = capability.split(".")
    found = RIGHTS[key].grants[role]
    return found if verb in found.verbs else None
