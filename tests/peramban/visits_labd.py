"""Who looks at the early warnings and the guide, and what they do first."""

from tests.peramban.steps import (
    fill_in_nothing,
    open_all_details,
    type_bad_count,
    type_bad_target,
)
from tests.peramban.visits import (
    BOTH,
    CAMAT,
    DESA,
    DUKCAPIL,
    GANGGA,
    KABUPATEN,
    NOTULIS,
    PENDAMPING,
    PTPD,
    Visit,
)

LOOKS = [
    *[Visit(who, "bagikan tanjung") for who in (CAMAT, KABUPATEN)],
    *[Visit(who, "dasbor_kabupaten") for who in (KABUPATEN, DUKCAPIL)],
    *[Visit(KABUPATEN, f"dasbor_kabupaten {word}") for word in ("desa", "tahun", "lama")],
    Visit(KABUPATEN, "dasbor_kabupaten kosong"),
    Visit(DUKCAPIL, "bagikan_kabupaten"),
    *[Visit(who, "dasbor_desa") for who in (CAMAT, DESA)],
    Visit(PTPD, "dasbor_desa kurang", open_all_details),
    Visit(KABUPATEN, "dasbor_desa lama"),
    Visit(DESA, "dasbor_desa kosong"),
    Visit(CAMAT, "dasbor_desa_riwayat"),
    *[Visit(who, "peringatan") for who in (CAMAT, KABUPATEN)],
    Visit(CAMAT, "peringatan aturan"),
    Visit(GANGGA, "peringatan kosong"),
    Visit(CAMAT, "peringatan_tanggapi"),
    Visit(CAMAT, "peringatan_tanggapi", fill_in_nothing),
    *[Visit(who, "ambang") for who in (CAMAT, KABUPATEN)],
    Visit(KABUPATEN, "ambang", type_bad_target),
    *[Visit(who, "pengaduan") for who in (CAMAT, DESA)],
    *[Visit(PTPD, f"pengaduan{word}") for word in ("", " lama")],
    *[Visit(PTPD, f"pengaduan_isi{word}") for word in ("", " lama")],
    Visit(PTPD, "pengaduan_isi", type_bad_count),
    *[Visit(who, "panduan") for who in (PTPD, BOTH)],
    *[
        Visit(who, f"panduan_peran {slug}")
        for who, slug in (
            (PTPD, "ptpd"),
            (PENDAMPING, "pendamping-desa"),
            (NOTULIS, "notulis"),
            (CAMAT, "camat"),
            (DESA, "pemerintah-desa"),
            (KABUPATEN, "admin-kabupaten"),
            (DUKCAPIL, "dinas-dukcapil"),
        )
    ],
]
