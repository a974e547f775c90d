"""Format 11: the plan that follows up on document coverage (guide chapter IV, group 2)."""

from formats.spec import Axis, Column, FormatSpec, Kind
from formats.specs._shared import COVERAGE, DOCUMENT, NUMBER, PLANS, TIMES, realised

SPEC = FormatSpec(
    number=11,
    title="Rencana Kerja Peningkatan Cakupan Kepemilikan Adminduk Warga Desa",
    filled_by="Rakorcam Evaluasi, kelompok 2",
    rows=Axis.DOCUMENTS,
    source="worksheet_ahead",
    session="evaluasi",
    group=2,
    columns=(
        NUMBER,
        DOCUMENT,
        realised("Kondisi saat ini"),
        Column(
            key="next_target",
            heading="Target s.d. Juni",
            kind=Kind.PERCENT,
            group=COVERAGE,
            compute="proposed_target",
            discussion=True,
            proposed=True,
            width=0.9,
        ),
        PLANS,
        TIMES,
    ),
)
