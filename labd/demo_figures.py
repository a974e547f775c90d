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
PARTLY = ("52.08.02.2002", "pokja", "dibentuk, SK belum")
EVIDENCE = {
    "ruang": "Loket di kantor desa",
    "pokja": "SK kepala desa nomor 141/{number}/2025, 6 Januari 2025",
}


def counts():
    """Yield (desa code, document key, wajib, memiliki) of every desa that reported."""
    odd = {(code, key): told for code, key, *told in (ABOVE, NOBODY)}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["code"] == MISSING_DESA:
                continue
            for key, (wajib, memiliki) in COLUMNS.items():
                told = odd.get((row["code"], key)) or (int(row[wajib]), int(row[memiliki]))
                yield row["code"], key, *told


def element(code, key):
    """Return the (state, evidence, note) of one entered element in one desa."""
    if (code, key) == PARTLY[:2]:
        return "sebagian", "", PARTLY[2]
    if code.removeprefix("52.08.") in LACKING[key]:
        return "belum", "", ""
    return "sudah", EVIDENCE[key].format(number=int(code[-2:]) + 20), ""
