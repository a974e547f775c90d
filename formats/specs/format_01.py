"""Format 1: coverage of identity documents per desa. The columns are ours (see the footnote)."""

from formats.spec import Axis, Column, FormatSpec, Kind, Repeat
from formats.specs._shared import DERIVED, DESA, NUMBER

SPEC = FormatSpec(
    number=1,
    title="Format Pendataan Cakupan Kepemilikan Dokumen Adminduk di Setiap Desa",
    filled_by="tim kecamatan (PTPD, Pendamping Desa), data dari UPTD Dukcapil",
    rows=Axis.DESA,
    source="coverage",
    header=("Kecamatan", "Kabupaten", "Periode", "Tanggal Data", "Sumber Data", "Diisi oleh"),
    columns=(
        NUMBER,
        DESA,
        Repeat(
            axis=Axis.DOCUMENTS,
            columns=(
                Column(key="wajib", heading="Wajib", kind=Kind.COUNT, entered=True, total=True),
                Column(
                    key="memiliki", heading="Memiliki", kind=Kind.COUNT, entered=True, total=True
                ),
                Column(
                    key="percent", heading="%", kind=Kind.PERCENT, compute="percent", total=True
                ),
            ),
        ),
    ),
    last_row="Jumlah Kecamatan",
    definitions=True,
    footnote=DERIVED,
)
