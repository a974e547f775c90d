"""Format 8: the review of the last plan on the five elements (guide chapter IV, group 1)."""

from formats.spec import Axis, Column, FormatSpec, Kind
from formats.specs._shared import ELEMENT, NUMBER

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
        Column(
            key="agreed",
            heading="Rencana Kerja Hasil Rakorcam Terdahulu",
            kind=Kind.LINES,
            width=2.2,
        ),
        Column(
            key="realised",
            heading="Realisasi Rencana Kerja Terdahulu",
            kind=Kind.LINES,
            discussion=True,
            width=2.2,
        ),
        Column(
            key="obstacles",
            heading="Kendala dan Permasalahan",
            kind=Kind.LINES,
            discussion=True,
            width=2.2,
        ),
    ),
)
