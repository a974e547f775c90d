"""Who looks at the early warnings and the complaints, and what they do first."""

from tests.peramban.steps import fill_in_nothing, type_bad_target
from tests.peramban.visits import CAMAT, GANGGA, KABUPATEN, Visit

LOOKS = [
    *[Visit(who, "peringatan") for who in (CAMAT, KABUPATEN)],
    Visit(CAMAT, "peringatan aturan"),
    Visit(GANGGA, "peringatan kosong"),
    Visit(CAMAT, "peringatan_tanggapi"),
    Visit(CAMAT, "peringatan_tanggapi", fill_in_nothing),
    *[Visit(who, "ambang") for who in (CAMAT, KABUPATEN)],
    Visit(KABUPATEN, "ambang", type_bad_target),
]
