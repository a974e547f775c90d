"""Wall sheets of a session as a person asks for them: what is chosen, and what comes out of it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from django import forms

from desa.forms import PlainForm
from formats.render.paper import PAPERS, centimetres, paper_named
from formats.render.pdf import printable
from formats.render.tiled import PLAN_PAGES, together, wall_pdf
from formats.render.tiles import TILE_PAPERS, tiling
from rakorcam.gambar import picture
from rakorcam.worksheets import stand_of, worksheet_sheet

WALLS = tuple(paper for paper in PAPERS.values() if paper.is_plano)
WHOLE, BLANK = "utuh", "kosong"


class PrintForm(PlainForm):
    """What a session prints for the wall; an address that leaves something out means the usual."""

    lembar = forms.MultipleChoiceField(
        label="Lembar kerja",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Belum ada yang dipilih. Pilih paling sedikit satu."},
    )
    kertas = forms.ChoiceField(
        label="Ukuran di dinding",
        widget=forms.RadioSelect,
        choices=[(one.name, one.label) for one in WALLS],
    )
    ubin = forms.ChoiceField(
        label="Dicetak",
        widget=forms.RadioSelect,
        choices=[
            *((name, f"dibagi pada kertas {name}, lalu dirakit") for name in TILE_PAPERS),
            (WHOLE, "utuh, dengan plotter atau di percetakan"),
        ],
    )
    isi = forms.ChoiceField(
        label="Isi",
        widget=forms.RadioSelect,
        choices=[
            ("terisi", "data dan pembahasan yang sudah ada"),
            (BLANK, "kosong, hanya judul dan baris untuk ditulis tangan"),
        ],
    )

    def __init__(self, asked, specs):
        """Take the address's QueryDict and the specs that may be printed."""
        told = asked.copy()
        if "kertas" not in told and "lembar" not in told:
            told.setlist("lembar", [str(spec.number) for spec in specs])
        for name, usual in (("kertas", WALLS[0].name), ("ubin", TILE_PAPERS[0]), ("isi", "terisi")):
            told.setdefault(name, usual)
        super().__init__(told)
        self._specs = {str(spec.number): spec for spec in specs}
        self.fields["lembar"].choices = [(key, one.heading) for key, one in self._specs.items()]

    @property
    def specs(self):
        """Return the chosen specs, once the form is valid."""
        chosen = self.cleaned_data["lembar"]
        return [spec for number, spec in self._specs.items() if number in chosen]

    @property
    def paper(self):
        """Return the chosen plano Paper, once the form is valid."""
        return paper_named(self.cleaned_data["kertas"])

    @property
    def tile(self):
        """Return the name of the paper of the tiles, empty for a whole sheet."""
        name = self.cleaned_data["ubin"]
        return "" if name == WHOLE else name

    @property
    def is_blank(self):
        """Return whether rows and headings alone are asked for."""
        return self.cleaned_data["isi"] == BLANK


@dataclass(frozen=True, slots=True)
class Job:
    """One worksheet on its way to the wall: so many sheets, each of so many papers."""

    spec: object
    sheets: int
    outline: object
    tiling: object = None

    @property
    def number(self):
        """Return the format's number as text."""
        return str(self.spec.number)

    @property
    def picture(self):
        """Return the Picture of what comes out."""
        return picture(self)

    @property
    def papers(self):
        """Return how many papers its sheets are printed on, without the plan."""
        return self.sheets * (self.tiling.count if self.tiling else 1)


@dataclass(frozen=True, slots=True)
class Printout:
    """Everything that comes out of a valid PrintForm, before it is printed."""

    paper: object
    tile: str
    jobs: tuple[Job, ...]
    is_draft: bool

    @property
    def sheets(self):
        """Return how many wall sheets come out."""
        return sum(job.sheets for job in self.jobs)

    @property
    def papers(self):
        """Return how many papers they are printed on, without the plans."""
        return sum(job.papers for job in self.jobs)

    @property
    def plans(self):
        """Return how many pages show how the tiles are put together."""
        return PLAN_PAGES * len(self.jobs) if self.tile else 0

    @property
    def pages(self):
        """Return how many pages the PDF has."""
        return self.papers + self.plans

    @property
    def each(self):
        """Return how many papers one wall sheet takes."""
        return self.jobs[0].tiling.count if self.tile else 1

    @property
    def is_one_each(self):
        """Return whether every worksheet takes one wall sheet."""
        return self.sheets == len(self.jobs)

    @property
    def size(self):
        """Return the size of a wall sheet in words."""
        return centimetres(self.paper.size(landscape=True))


def printout(session, form, stamp):
    """Return the Printout of a valid PrintForm; `stamp` is the PrintStamp it would carry."""
    stand = stand_of(session)
    cut = tiling(form.paper, form.tile) if form.tile else None
    jobs = []
    for spec in form.specs:
        sheet = worksheet_sheet(spec, stand, tail=True, blank=form.is_blank)
        sheets, outline = _layout(sheet, form.paper.name, _of_the_day(stamp))
        jobs.append(Job(spec, sheets, outline, cut))
    draft = stand.snapshot is None and not form.is_blank
    return Printout(form.paper, form.tile, tuple(jobs), draft)


def printed(session, form, stamp):
    """Return the bytes of one PDF of all that a valid PrintForm asks for."""
    stand = stand_of(session)
    sheets = [worksheet_sheet(spec, stand, tail=True, blank=form.is_blank) for spec in form.specs]
    made = [wall_pdf(sheet, form.paper.name, form.tile, printed=stamp) for sheet in sheets]
    return together(made, title=f"Plano {', '.join(spec.name for spec in form.specs)}")


def _of_the_day(stamp):
    """Return a PrintStamp at the beginning of its day: a figure of the clock moves no line."""
    day = stamp.at.astimezone(ZoneInfo(stamp.zone))
    return replace(stamp, at=day.replace(hour=0, minute=0, second=0, microsecond=0))


@lru_cache(maxsize=64)
def _layout(sheet, paper, stamp):
    """Return (number of wall sheets, Outline of the first); equal sheets are laid out once."""
    made = printable(sheet, paper, printed=stamp)
    return made.count(), made.outline
