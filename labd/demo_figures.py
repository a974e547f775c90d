"""The demo's figures: the synthetic counts per desa, and the oddities that show on purpose.

In Tanjung the counts are the file's own; what is odd lives in the other kecamatan, so that sums
can be checked by hand.
"""

import csv
from pathlib import Path

FILE = Path(__file__).parent / "data" / "demo_desa_sintetis.csv"
# Document key -> the file's columns of wajib and memiliki.
COLUMNS = {
    "perekaman-ktp": ("wajib_ktp", "perekaman_ktp"),
    "kartu-keluarga": ("jumlah_kk", "kk_memiliki"),
    "akta-kelahiran": ("anak_0_18", "akta_kelahiran_0_18"),
    "akta-nikah": ("berstatus_kawin", "akta_nikah_buku_nikah"),
    "akta-cerai": ("cerai_hidup", "akta_cerai"),
    "akta-kematian": ("kematian_tercatat_setahun", "akta_kematian_setahun"),
    "kia": ("anak_0_16", "kia"),
}
# 1/100 percent; the values are examples, like every figure of the demo.
TARGETS = {
    "perekaman-ktp": 9940,
    "kartu-keluarga": 10000,
    "akta-kelahiran": 9800,
    "akta-nikah": 8500,
    "akta-cerai": 6000,
    "akta-kematian": 7500,
    "kia": 8500,
}
# How the targets and the counts move from one round to the next (labd.demo_rounds): points in 1/100
# percent; people who must have a document, and gaps that close, both in 1/1000.
TARGET_STEPS = {
    "perekaman-ktp": 10,
    "kartu-keluarga": 10,
    "akta-kelahiran": 50,
    "akta-nikah": 100,
    "akta-cerai": 200,
    "akta-kematian": 250,
    "kia": 500,
}
PACE = {
    "perekaman-ktp": (6, 120),
    "kartu-keluarga": (7, 100),
    "akta-kelahiran": (3, 150),
    "akta-nikah": (5, 40),
    "akta-cerai": (10, 40),
    "akta-kematian": (4, 80),
    "kia": (3, 140),
}
# Gili Indah sent nothing; Pansor has more family cards than families; Gunjan Asri has no widowed
# or divorced people to count.
MISSING_DESA = "52.08.05.2003"
ABOVE = ("52.08.03.2009", "kartu-keluarga", 1213, 1226)
NOBODY = ("52.08.04.2010", "akta-cerai", 0, 0)

# The elements that the kecamatan team enters; the others follow from Formats 4 and 5
# (labd.demo_surveys). Element key -> desa codes that do not have it; all others do.
LACKING = {
    "ruang": ("01.2005", "01.2007", "01.2008", "02.2008", "03.2010", "04.2012", "05.2005"),
    "pokja": ("01.2001", "01.2003", "01.2004", "01.2005", "01.2008", "02.2001", "04.2002"),
}
PARTLY = {("52.08.02.2002", "pokja"): "dibentuk, SK belum"}
EVIDENCE = {
    "ruang": "Loket di kantor desa",
    "pokja": "SK kepala desa nomor 141/{number}/2025, 6 Januari 2025",
}
# The same in November, after half a year of work.
LACKING_LATER = {
    "ruang": ("01.2008", "02.2008", "03.2010", "05.2005"),
    "pokja": ("01.2008", "04.2002"),
}
PARTLY_LATER = {
    ("52.08.01.2007", "ruang"): "meja layanan ada, papan nama belum",
    ("52.08.01.2005", "pokja"): "dibentuk, SK belum ditandatangani",
}
NEW_EVIDENCE = {
    ("52.08.01.2005", "ruang"): "Loket di ruang depan kantor desa, dipakai sejak 8 September 2026",
    ("52.08.01.2001", "pokja"): "SK kepala desa nomor 141/31/2026, 14 Juli 2026",
    ("52.08.01.2003", "pokja"): "SK kepala desa nomor 141/27/2026, 27 Juli 2026",
    ("52.08.01.2004", "pokja"): "SK kepala desa nomor 141/19/2026, 18 Agustus 2026",
    ("52.08.02.2001", "pokja"): "SK kepala desa nomor 141/40/2026, 3 September 2026",
    ("52.08.02.2002", "pokja"): "SK kepala desa nomor 141/12/2026, 21 Agustus 2026",
}


def counts(*, with_odd=True):
    """Yield (desa code, document key, wajib, memiliki) of every desa that reported in June 2026.

    Without what is odd, Gili Indah is there too and Pansor has no more family cards than families.
    """
    odd = {(code, key): told for code, key, *told in ((ABOVE, NOBODY) if with_odd else (NOBODY,))}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if with_odd and row["code"] == MISSING_DESA:
                continue
            for key, (wajib, memiliki) in COLUMNS.items():
                told = odd.get((row["code"], key)) or (int(row[wajib]), int(row[memiliki]))
                yield row["code"], key, *told


def element(code, key, *, later=False):
    """Return the (state, evidence, note) of one entered element in one desa; `later` in November.

    Codes in the tables above are those of the desa without their kabupaten.
    """
    lacking, partly = (LACKING_LATER, PARTLY_LATER) if later else (LACKING, PARTLY)
    if (code, key) in partly:
        return "sebagian", "", partly[code, key]
    if code.removeprefix("52.08.") in lacking[key]:
        return "belum", "", ""
    told = EVIDENCE[key].format(number=int(code[-2:]) + 20)
    return "sudah", NEW_EVIDENCE.get((code, key), told) if later else told, ""
