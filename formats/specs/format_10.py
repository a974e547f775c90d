"""Format 10: the review of the last plan on document coverage (guide chapter IV, group 2)."""

from formats.spec import Axis, Column, FormatSpec, Kind
from formats.specs._shared import DOCUMENT, NUMBER, reviewed

SPEC = FormatSpec(
    number=10,
    title="Review Rencana Kerja Peningkatan Cakupan Adminduk Warga Desa",
    filled_by="Rakorcam Evaluasi, kelompok 2",
    rows=Axis.DOCUMENTS,
    source="review",
    session="evaluasi",
    group=2,
    columns=(
        NUMBER,
        DOCUMENT,
        *reviewed(
            "Realisasi Pelaksanaan Rencana kerja Terdahulu", "Permasalahan, kendala dan hambatan"
        ),
        Column(
            key="solutions",
            heading="Alternatif solusi ke depan",
            kind=Kind.LINES,
            discussion=True,
            width=1.5,
        ),
    ),
)
