"""Format 2: the five elements of LABD per desa. The columns are ours (see the footnote)."""

from formats.spec import Axis, Column, FormatSpec, Kind, Repeat
from formats.specs._shared import DERIVED, DESA, NUMBER

SPEC = FormatSpec(
    number=2,
    title="Format Pendataan Realisasi Pelaksanaan LABD di Setiap Desa",
    filled_by="tim kecamatan, dari Format 4 dan 5",
    rows=Axis.DESA,
    source="elements",
    columns=(
        NUMBER,
        DESA,
        Repeat(
            axis=Axis.ELEMENTS,
            columns=(
                Column(key="state", heading="Status", kind=Kind.STATE, entered=True),
                Column(
                    key="evidence",
                    heading="Bukti/Keterangan",
                    kind=Kind.TEXT,
                    entered=True,
                    compute="evidence",
                    width=1.9,
                ),
            ),
        ),
    ),
    footnote=DERIVED,
)
