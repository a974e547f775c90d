"""Who looks at the pages of visits to desa and of half-year reports; see test_halaman."""

from tests.peramban.steps import fill_in_nothing, open_menus, record_nothing_of_an_item
from tests.peramban.visits import CAMAT, DESA, GANGGA, KABUPATEN, PENDAMPING, PTPD, Visit

VISITS_BINA = [
    *[Visit(who, "pembinaan_daftar") for who in (PTPD, CAMAT, DESA)],
    Visit(GANGGA, "pembinaan_daftar kosong"),
    Visit(PTPD, "pembinaan_baru"),
    Visit(PTPD, "pembinaan_baru", fill_in_nothing),
    Visit(PENDAMPING, "pembinaan_baru", record_nothing_of_an_item),
    *[Visit(who, "pembinaan") for who in (PTPD, DESA)],
    Visit(PTPD, "pembinaan_ubah"),
    *[Visit(who, "laporan_daftar") for who in (PTPD, KABUPATEN)],
    Visit(PTPD, "laporan", open_menus),
    *[Visit(who, "laporan usulan") for who in (PTPD, CAMAT)],
    Visit(PTPD, "laporan_ubah"),
]
