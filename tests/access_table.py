"""What every address answers to whom, worked out from the page of rights alone.

The page docs/hak-akses.md says what each role may do; the list below says which capability each
address asks and what it is about. Nothing here calls the code that decides in the site.
"""

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "hak-akses.md"
MASUK, OK, FORBIDDEN, UNKNOWN = "masuk", "boleh", "403", "404"
PUBLIC, PERSONAL = "terbuka", "pribadi"

# name | method | capability | what it is about | arguments of the URL
# About nothing (-): the right must be held somewhere. A value after = is taken as it stands;
# after @ stands the name under which the argument is known.
_ROUTES = """
healthz                | GET  | terbuka         | -          |
masuk                  | GET  | terbuka         | -          |
beranda                | GET  | pribadi         | -          |
beranda_nanti          | GET  | pribadi         | -          |
pilih                  | GET  | pribadi         | -          |
dasbor                 | GET  | dashboard.read  | kecamatan  | kecamatan periode
dasbor_berkas          | GET  | dashboard.read  | kecamatan  | kecamatan periode
dasbor_grafik          | GET  | dashboard.read  | kecamatan  | kecamatan periode document
panduan                | GET  | pribadi         | -          |
panduan_peran          | GET  | pribadi         | -          | peran=ptpd
dasbor_kabupaten       | GET  | comparison.read | kabupaten  | kabupaten periode
dasbor_kabupaten_berkas | GET | comparison.read | kabupaten  | kabupaten periode
dasbor_kabupaten_grafik | GET | comparison.read | kabupaten | kabupaten periode document@row
bagikan_kabupaten      | GET  | comparison.read | kabupaten  | kabupaten periode
bagikan_kabupaten_dalam | GET | comparison.read | kabupaten | kabupaten periode table=elemen ext=csv
dasbor_desa            | GET  | recap.read      | desa       | desa periode
dasbor_desa_berkas     | GET  | recap.read      | desa       | desa periode
dasbor_desa_peringatan | GET  | warnings.read   | desa       | desa periode
dasbor_desa_riwayat    | GET  | history.read    | desa       | desa periode
dasbor_desa_grafik     | GET  | recap.read      | desa       | desa periode document@row
bagikan                | GET  | dashboard.read  | kecamatan  | kecamatan periode
paparan | GET | dashboard.read | kecamatan | kecamatan periode
bagikan_dalam | GET | dashboard.read | kecamatan | kecamatan periode table=desa ext=csv
bagikan_terbuka | GET | open_data.read | kecamatan | kecamatan periode table=desa ext=csv
dasbor_perhatian       | GET  | dashboard.read  | kecamatan  | kecamatan periode
dasbor_rencana         | GET  | dashboard.read  | kecamatan  | kecamatan periode
dasbor_perkembangan    | GET  | dashboard.read  | kecamatan  | kecamatan periode
keluar                 | POST | pribadi         | -          |
kata_sandi             | GET  | pribadi         | -          |
kata_sandi_selesai     | GET  | pribadi         | -          |
data_desa              | GET  | coverage.read   | kecamatan  | kecamatan periode
format                 | GET  | coverage.read   | kecamatan  | kecamatan periode number=1
format                 | GET  | elements.read   | kecamatan  | kecamatan periode number=2
format_simpan          | POST | coverage.edit   | kecamatan  | kecamatan periode number=1
format_simpan          | POST | elements.edit   | kecamatan  | kecamatan periode number=2
format                 | GET  | recap.read      | kecamatan  | kecamatan periode number=3
format_berkas          | GET  | recap.read      | kecamatan  | kecamatan periode number=3 ext=xlsx
format_berkas          | GET  | coverage.read   | kecamatan  | kecamatan periode number=1 ext=xlsx
format_berkas          | GET  | elements.read   | kecamatan  | kecamatan periode number=2 ext=xlsx
format_riwayat         | GET  | history.read    | kecamatan  | kecamatan periode number=1
format_riwayat         | GET  | history.read    | kecamatan  | kecamatan periode number=2
semua_format           | GET  | coverage.read   | kecamatan  | kecamatan periode
banding                | GET  | recap.read      | kecamatan  | kecamatan periode
banding_berkas         | GET  | recap.read      | kecamatan  | kecamatan periode ext=xlsx
jenis_dokumen          | GET  | own_types.read  | kecamatan  | kecamatan
jenis_dokumen_tambah   | GET  | own_types.edit  | kecamatan  | kecamatan
jenis_dokumen_tambah   | POST | own_types.edit  | kecamatan  | kecamatan
jenis_dokumen_ubah     | GET  | own_types.edit  | kecamatan  | document
jenis_dokumen_ubah     | POST | own_types.edit  | kecamatan  | document
target                 | GET  | targets.read    | kecamatan  | kecamatan periode
target_khusus          | GET  | override.edit   | kecamatan  | kecamatan periode
target_khusus          | POST | override.edit   | kecamatan  | kecamatan periode
target_kabupaten       | GET  | targets.read    | kabupaten  | kabupaten periode
target_kabupaten_simpan | POST | targets.edit   | kabupaten  | kabupaten periode
lembar_daftar          | GET  | survey4.read    | kecamatan  | kecamatan periode
lembar_kosong          | GET  | survey4.read    | kecamatan  | kecamatan periode number=4 ext=xlsx
lembar_kosong          | GET  | survey5.read    | kecamatan  | kecamatan periode number=5 ext=xlsx
lembar                 | GET  | survey4.read    | desa       | desa periode number=4
lembar                 | GET  | survey5.read    | desa       | desa periode number=5
lembar_semua           | GET  | survey4.edit    | desa       | desa periode number=4
lembar_semua           | POST | survey5.edit    | desa       | desa periode number=5
lembar_langkah         | GET  | survey4.edit    | desa       | desa periode number=4 question=sop
lembar_langkah         | POST | survey5.edit    | desa       | desa periode number=5 question=status
lembar_kirim           | GET  | survey4.edit    | desa       | desa periode number=4
lembar_kirim           | POST | survey5.edit    | desa       | desa periode number=5
lembar_salin           | POST | survey4.edit    | desa       | desa periode number=4
lembar_salin           | POST | survey5.edit    | desa       | desa periode number=5
lembar_berkas          | GET  | survey4.read    | desa       | desa periode number=4 ext=xlsx
lembar_berkas          | GET  | survey5.read    | desa       | desa periode number=5 ext=xlsx
lembar_periksa         | GET  | checking.decide | desa       | desa periode number=4
lembar_periksa         | POST | checking.decide | desa       | desa periode number=4
lembar_kembalikan      | GET  | checking.decide | desa       | desa periode number=4
lembar_kembalikan      | POST | checking.decide | desa       | desa periode number=4
lembar_koreksi         | GET  | checking.decide | desa       | desa periode number=4 question=sop
lembar_koreksi         | POST | checking.decide | desa       | desa periode number=4 question=sop
koreksi_cabut          | POST | checking.decide | desa       | desa periode number=4 question=sop
tantangan_tandai | POST | checking.decide | desa | desa periode number=4 question=tantangan place
tema                   | GET  | own_types.read  | kecamatan  | kecamatan
tema_tambah            | GET  | own_types.edit  | kecamatan  | kecamatan
tema_tambah            | POST | own_types.edit  | kecamatan  | kecamatan
tema_ubah              | GET  | own_types.edit  | kecamatan  | kecamatan theme
tema_ubah              | POST | own_types.edit  | kecamatan  | kecamatan theme
elemen_tegaskan        | POST | overriding.edit | desa       | desa periode element=perdes-sop
bukti_elemen           | GET  | elements.read   | desa       | desa periode element=pokja
bukti_unggah           | POST | elements.edit   | desa       | desa periode element=pokja
bukti                  | GET  | elements.read   | desa       | attachment
bukti_hapus            | POST | elements.edit   | desa       | attachment
pembinaan_daftar       | GET  | visits.read     | kecamatan  | kecamatan
pembinaan_baru         | GET  | visits.edit     | desa       | desa
pembinaan_baru         | POST | visits.edit     | desa       | desa
pembinaan              | GET  | visits.read     | desa       | visit
pembinaan_ubah         | GET  | visits.edit     | desa       | visit
pembinaan_ubah         | POST | visits.edit     | desa       | visit
pembinaan_berkas       | GET  | visits.read     | desa       | visit
pembinaan_foto         | GET  | visits.read     | desa       | visit_photo
pengaduan              | GET  | coverage.read   | kecamatan  | kecamatan periode
pengaduan_isi          | GET  | coverage.edit   | desa       | desa periode
pengaduan_isi          | POST | coverage.edit   | desa       | desa periode
peringatan             | GET  | warnings.read   | kecamatan  | kecamatan periode
peringatan_tanggapi | GET  | warnings.edit | kecamatan | kecamatan periode rule=petugas subject=x
peringatan_tanggapi | POST | warnings.edit | kecamatan | kecamatan periode rule=petugas subject=x
ambang                 | GET  | regions.read    | kabupaten  | kabupaten
peringatan_cabut | GET | warnings.edit | kecamatan | kecamatan periode answer
peringatan_cabut | POST | warnings.edit | kecamatan | kecamatan periode answer
ambang_simpan          | GET  | regions.edit    | kabupaten  | kabupaten
ambang_simpan          | POST | regions.edit    | kabupaten  | kabupaten
laporan_daftar         | GET  | dashboard.read  | kecamatan  | kecamatan
laporan                | GET  | dashboard.read  | kecamatan  | kecamatan code=2026-S1
laporan_ubah           | GET  | progress.edit   | kecamatan  | kecamatan code=2026-S1
laporan_ubah           | POST | progress.edit   | kecamatan  | kecamatan code=2026-S1
laporan_usulan  | POST | progress.edit   | kecamatan  | kecamatan code=2026-S1 section=visits
laporan_berkas         | GET  | dashboard.read  | kecamatan  | kecamatan code=2026-S1 ext=docx
rakorcam_daftar        | GET  | worksheet.read  | -          |
rakorcam_baru          | GET  | session.edit    | kecamatan  | kecamatan
rakorcam_baru          | POST | session.edit    | kecamatan  | kecamatan
rakorcam               | GET  | worksheet.read  | sesi       | rakorcam
rakorcam_ubah          | GET  | session.edit    | sesi       | rakorcam
rakorcam_ubah          | POST | session.edit    | sesi       | rakorcam
rakorcam_batal         | GET  | session.cancel  | sesi       | rakorcam
rakorcam_batal         | POST | session.cancel  | sesi       | rakorcam
rakorcam_bekukan       | GET  | freeze.decide   | sesi       | rakorcam
rakorcam_bekukan       | POST | freeze.decide   | sesi       | rakorcam
bekuan                 | GET  | worksheet.read  | sesi       | rakorcam
rakorcam_cetak         | GET  | printing.read   | sesi       | rakorcam
rakorcam_cetak_berkas  | GET  | printing.read   | sesi       | rakorcam
rakorcam_mulai         | GET  | agree.decide    | sesi       | rakorcam
rakorcam_mulai         | POST | agree.decide    | sesi       | rakorcam
rakorcam_tutup         | GET  | agree.decide    | sesi       | rakorcam
rakorcam_tutup         | POST | agree.decide    | sesi       | rakorcam
rakorcam_buka_kembali  | GET  | reopen.decide   | sesi       | rakorcam
rakorcam_buka_kembali  | POST | reopen.decide   | sesi       | rakorcam
lembar_kerja           | GET  | worksheet.read  | sesi       | rakorcam number=6
lembar_kerja           | GET  | worksheet.read  | sesi       | rakorcam number=7
lembar_kerja_berkas    | GET  | printing.read   | sesi       | rakorcam number=6 ext=xlsx
lembar_kerja_semua     | GET  | printing.read   | sesi       | rakorcam
lembar_kerja_baris     | GET  | worksheet.edit  | sesi       | rakorcam number=6 row=perdes-sop
lembar_kerja_baris     | POST | worksheet.edit  | sesi       | rakorcam number=7 row
catatan_tambah         | POST | worksheet.edit  | sesi       | rakorcam number=7 row column=problems
kutipan_pakai          | POST | worksheet.edit  | sesi       | rakorcam number=7 row
catatan_hapus          | POST | worksheet.edit  | sesi       | discussion
rencana_ubah           | GET  | worksheet.edit  | sesi       | plan_item
rencana_ubah           | POST | worksheet.edit  | sesi       | plan_item
rencana_hapus          | POST | worksheet.edit  | sesi       | plan_item
siklus                 | GET  | dashboard.read  | kecamatan  | kecamatan tahun=2026
siklus_berkas          | GET  | dashboard.read  | kecamatan  | kecamatan tahun=2026 ext=xlsx
anggaran               | GET  | dashboard.read  | kecamatan  | kecamatan
anggaran_berkas        | GET  | dashboard.read  | kecamatan  | kecamatan ext=xlsx
anggaran_sesi          | GET  | worksheet.read  | sesi       | rakorcam
anggaran_sesi_berkas   | GET  | printing.read   | sesi       | rakorcam ext=xlsx
tinjau_catat | GET | worksheet.edit | sesi | rakorcam@evaluasi number=8 row=pokja item@ditinjau
tinjau_catat | POST | worksheet.edit | sesi | rakorcam@evaluasi number=8 row=pokja item@ditinjau
rencana_lanjut | POST | worksheet.edit | sesi | rakorcam@evaluasi number=8 row=pokja item@ditinjau
tinjau_hapus           | GET  | worksheet.edit  | desa       | progress@dalam_rapat
tinjau_hapus           | POST | worksheet.edit  | desa       | progress@dalam_rapat
target_juni            | POST | worksheet.edit  | sesi       | rakorcam@evaluasi number=11 row
sepakati               | GET  | agree.decide    | sesi       | rakorcam number=6
sepakati               | POST | agree.decide    | sesi       | rakorcam number=6
tindak_lanjut          | GET  | progress.read   | -          |
tindak_daftar          | GET  | progress.read   | kecamatan  | kecamatan
tindak_rencana         | GET  | progress.read   | desa       | item
tindak_catat           | GET  | progress.edit   | kecamatan  | item
tindak_catat           | POST | progress.edit   | kecamatan  | item
tindak_catat_desa      | GET  | progress.edit   | desa       | desa item
tindak_catat_desa      | POST | progress.edit   | desa       | desa item
tindak_dokumen         | GET  | confirming.edit | desa       | desa item document=rkp
tindak_dokumen         | POST | confirming.edit | desa       | desa item document=rkp
tindak_keadaan         | GET  | confirming.decide | kecamatan | item
tindak_keadaan         | POST | confirming.decide | kecamatan | item
tindak_ubah            | GET  | amendment.edit  | kecamatan  | item
tindak_ubah            | POST | amendment.edit  | kecamatan  | item
kemajuan_benarkan      | POST | confirming.decide | desa     | progress
kemajuan_kembalikan    | GET  | confirming.decide | desa     | progress
kemajuan_kembalikan    | POST | confirming.decide | desa     | progress
kemajuan_foto          | GET  | progress.read   | desa       | progress
dokumen_benarkan       | POST | confirming.decide | desa     | budget_entry
dokumen_kembalikan     | GET  | confirming.decide | desa     | budget_entry
dokumen_kembalikan     | POST | confirming.decide | desa     | budget_entry
"""


@dataclass(frozen=True, slots=True)
class Route:
    """One address with one method: what it asks, about what, and its arguments."""

    name: str
    method: str
    capability: str
    about: str
    arguments: tuple

    @property
    def id(self):
        """Return a name for the test report."""
        values = [one.partition("=")[2] for one in self.arguments if "=" in one]
        return "-".join((self.name, self.method, *values))

    def kwargs(self, known):
        """Return the URL's arguments from the values `known` by name."""
        found = {}
        for one in self.arguments:
            name, equals, value = one.partition("=")
            name, _, other = name.partition("@")
            found[name] = value if equals else known[other or name]
        return found


def _read_routes():
    for line in _ROUTES.strip().splitlines():
        name, method, capability, about, arguments = (part.strip() for part in line.split("|"))
        yield Route(name, method, capability, about, tuple(arguments.split()))


ROUTES = tuple(_read_routes())

WORDS = {
    "melihat": "read",
    "mengubah": "edit",
    "membatalkan": "cancel",
    "memutuskan": "decide",
}
# What the footnotes under the table say, for those that narrow a mark.
TAKEN_AWAY = {"²": "cancel", "⁵": "decide"}
ONCE_PUBLISHED = "⁴"


def _tables():
    """Return the page's tables, each a list of rows of cells, head first."""
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return [
        [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
        for block in blocks
    ]


def _read_page():
    roles, marks, letters, _verbs = _tables()
    levels = {row[0]: row[2] for row in roles[2:]}
    columns = marks[0][2:]
    table = {row[0].strip("`"): dict(zip(columns, row[2:], strict=True)) for row in marks[2:]}
    verbs = {
        row[0]: {verb for word, verb in WORDS.items() if word in row[2]} for row in letters[2:]
    }
    return levels, table, verbs


LEVELS, TABLE, VERBS = _read_page()


@dataclass(frozen=True, slots=True)
class Post:
    """One assignment: a role and the path of its area, from the kabupaten down."""

    role: str
    place: tuple


def expected(posts, route, place, *, published):
    """Return what a person with `posts` meets at `route` about the area `place`.

    `place` is a path like ("klu", "tanjung"); reading reaches from an area up to those around it,
    everything else holds inside the area only.
    """
    if route.capability in (PUBLIC, PERSONAL):
        return OK
    right, verb = route.capability.split(".")
    near = [post for post in posts if not place or _on_one_line(post.place, place)]
    for post in near:
        reaches = not place or verb == "read" or post.place == place[: len(post.place)]
        if reaches and _gives(TABLE[right][post.role], verb, published or not place):
            return OK
    return FORBIDDEN if near or not place else UNKNOWN


def _on_one_line(a, b):
    short = min(len(a), len(b))
    return a[:short] == b[:short]


def _gives(mark, verb, published):
    letter, note = mark[0], mark[1:]
    if note == ONCE_PUBLISHED and not published:
        return False
    return verb in VERBS[letter] and TAKEN_AWAY.get(note) != verb
