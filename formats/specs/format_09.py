"""Format 9: the plan that follows up on the five elements (guide chapter IV, group 1)."""

from formats.spec import Axis, FormatSpec
from formats.specs._shared import ELEMENT, NUMBER, availability

SPEC = FormatSpec(
    number=9,
    title="Rencana Kerja Tindak Lanjut Penguatan Pelaksanaan LABD",
    filled_by="Rakorcam Evaluasi, kelompok 1",
    rows=Axis.ELEMENTS,
    source="worksheet",
    session="evaluasi",
    group=1,
    columns=(NUMBER, ELEMENT, *availability()),
)
