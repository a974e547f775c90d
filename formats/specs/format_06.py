"""Format 6: the work plan on the five elements (guide chapter III, discussion group 1)."""

from formats.spec import Axis, FormatSpec
from formats.specs._shared import ELEMENT, NUMBER, availability

SPEC = FormatSpec(
    number=6,
    title="Rencana Kerja Penguatan Pelaksanaan LABD di Setiap Desa",
    filled_by="Rakorcam Perencanaan, kelompok 1",
    rows=Axis.ELEMENTS,
    source="worksheet",
    session="perencanaan",
    group=1,
    columns=(NUMBER, ELEMENT, *availability()),
)
