"""Format 7: the work plan on document coverage (guide chapter III, discussion group 2)."""

from formats.spec import Axis, Column, FormatSpec, Kind
from formats.specs._shared import COVERAGE, DOCUMENT, NUMBER, PLANS, TIMES, realised

SPEC = FormatSpec(
    number=7,
    title="Rencana Kerja Peningkatan Cakupan Adminduk Warga Desa",
    filled_by="Rakorcam Perencanaan, kelompok 2",
    rows=Axis.DOCUMENTS,
    source="worksheet",
    session="perencanaan",
    group=2,
    columns=(
        NUMBER,
        DOCUMENT,
        Column(
            key="target",
            heading="Target",
            kind=Kind.PERCENT,
            group=COVERAGE,
            compute="target",
            width=0.8,
        ),
        realised("Realisasi"),
        Column(
            key="problems",
            heading="Masalah/ Kendala/ Hambatan",
            kind=Kind.LINES,
            discussion=True,
            width=1.9,
        ),
        PLANS,
        TIMES,
    ),
)
