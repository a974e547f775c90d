"""Format 8: the review of the last plan on the five elements (guide chapter IV, group 1)."""

from formats.spec import Axis, FormatSpec
from formats.specs._shared import ELEMENT, NUMBER, reviewed

SPEC = FormatSpec(
    number=8,
    title="Review Rencana Kerja Penguatan Pelaksanaan LABD",
    filled_by="Rakorcam Evaluasi, kelompok 1",
    rows=Axis.ELEMENTS,
    source="review",
    session="evaluasi",
    group=1,
    columns=(
        NUMBER,
        ELEMENT,
        *reviewed("Realisasi Rencana Kerja Terdahulu", "Kendala dan Permasalahan"),
    ),
)
