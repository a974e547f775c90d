"""Who looks at the pages on which a meeting looks back and ahead; see test_halaman."""

from tests.peramban.steps import fill_in_nothing, open_all_details
from tests.peramban.visits import CAMAT, GANGGA, NOTULIS, Visit

VISITS_TINJAU = [
    *[Visit(who, "lembar_kerja tinjau") for who in (NOTULIS, CAMAT)],
    *[Visit(NOTULIS, f"lembar_kerja_baris {word}") for word in ("tinjau", "ke depan")],
    Visit(GANGGA, "lembar_kerja_baris kertas"),
    Visit(NOTULIS, "tinjau_catat tinjau"),
    Visit(NOTULIS, "tinjau_catat tinjau", fill_in_nothing),
    Visit(NOTULIS, "tinjau_hapus tinjau"),
    # What earlier sessions left open
    Visit(CAMAT, "lembar_kerja 7 persiapan"),
    Visit(NOTULIS, "lembar_kerja_baris 7 persiapan", open_all_details),
    Visit(CAMAT, "rakorcam_tutup tinjau"),
]
