"""The parts of a half-year report in the order of annex 11, for page, PDF and Word file."""

from dataclasses import dataclass

from formats.render import cells
from rakorcam.laporan_teks import POINT
from rakorcam.models import HalfYearReport

TITLE = "Laporan Kemajuan Enam Bulanan LABD"
UNWRITTEN = "Belum ditulis."
# The annex's four headings, and what stands under each.
PARTS = (
    (
        "Kemajuan dan Tantangan dalam Periode Pelaporan",
        ("meetings", "coverage", "plans", "visits", "challenges"),
    ),
    ("Pemetaan Pemangku Kepentingan", ("stakeholders",)),
    ("Pembelajaran dan Rekomendasi", ("lessons", "recommendations")),
    ("Dokumen Pendukung", ("documents",)),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or (`is_list`) the points that follow one another."""

    lines: tuple
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its field's name, heading and text; `proposal` is what the data say now."""

    name: str
    heading: str
    text: str
    proposal: str = ""

    @property
    def blocks(self):
        """Return the text as Blocks."""
        return blocks_of(self.text)

    @property
    def proposed(self):
        """Return the proposal as Blocks."""
        return blocks_of(self.proposal)

    @property
    def has_other(self):
        """Return whether the data propose something else than stands there."""
        return bool(self.proposal) and self.proposal != self.text


@dataclass(frozen=True, slots=True)
class Part:
    """One numbered part; a part of a single section has no headings below its own."""

    number: int
    heading: str
    sections: tuple

    @property
    def is_single(self):
        """Return whether the heading says it all."""
        return len(self.sections) == 1


def blocks_of(text):
    """Return the Blocks of a section's text; empty lines only part them."""
    blocks = []
    for line in text.splitlines():
        is_point = line.startswith(POINT)
        line = line.removeprefix(POINT).strip()
        if not line:
            continue
        if is_point and blocks and blocks[-1].is_list:
            blocks[-1] = Block((*blocks[-1].lines, line), is_list=True)
        else:
            blocks.append(Block((line,), is_point))
    return blocks


def parts_of(report, proposals=()):
    """Return the Parts of a HalfYearReport; `proposals` are what the data say now, by section."""
    told = dict(proposals)
    return [
        Part(
            number,
            heading,
            tuple(
                Section(name, heading_of(name), getattr(report, name), told.get(name, ""))
                for name in names
            ),
        )
        for number, (heading, names) in enumerate(PARTS, 1)
    ]


def heading_of(name):
    """Return a field's label as a heading."""
    label = HalfYearReport._meta.get_field(name).verbose_name
    return label[0].upper() + label[1:]


def about(report):
    """Return the two blocks below the parts: (heading, (label, text) pairs)."""
    day = cells.text(report.submitted_on) if report.submitted_on else ""
    return (
        ("Informasi Pelaporan", (("Dibuat oleh", report.made_by), ("Jabatan", report.office))),
        (
            "Informasi Penyerahan Laporan",
            (("Diserahkan ke", report.submitted_to), ("Tanggal penyerahan", day)),
        ),
    )
