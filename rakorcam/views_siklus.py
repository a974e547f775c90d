"""The yearly cycle of a kecamatan: its six steps, and the way to the next thing to do."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Kecamatan
from formats.render.download import download
from rakorcam.cycle import EVALUATION, PLANNING, VISITING, StepState, position, steps
from rakorcam.cycle_facts import sessions_of, year_of
from rakorcam.cycle_sheet import cycle_sheet
from rakorcam.models import Kind

# Years that a kecamatan may look at.
FIRST_YEAR, LAST_YEAR = 2000, 2100


class Cycle:
    """The six Steps of a kecamatan in a year, and where it stands, at a moment."""

    def __init__(self, kecamatan, tahun, at):
        """Read in a fixed number of queries; raises Http404 for a year out of reach."""
        if not FIRST_YEAR <= tahun <= LAST_YEAR:
            raise Http404
        self.kecamatan, self.year = kecamatan, tahun
        today = waktu.today(kecamatan.kabupaten, at)
        self.sessions = sessions_of(kecamatan, tahun)
        told = year_of(kecamatan, tahun, self.sessions, today)
        self.first, self.second = told.first, told.second
        self.steps = steps(told, today)
        self.current = position(told.planning, told.evaluation)
        days = [one.date for one in self.sessions.values() if one.date >= today]
        self.next_meeting = min(days, default=None)

    @property
    def sheet(self):
        """Return the Sheet that prints it."""
        return cycle_sheet(self.kecamatan, self.year, self.steps, self.current)


def way_on(cycle, step, user):
    """Return (address, words) of the next thing to do in a step; ("", "") where there is none."""
    place = cycle.kecamatan
    kind = {PLANNING: Kind.PERENCANAAN, EVALUATION: Kind.EVALUASI}.get(step.number)
    if kind:
        session = cycle.sessions.get(kind)
        if session:
            return reverse("rakorcam", args=[session.pk]), "Buka Rakorcam"
        if holds(user, "session.edit", place):
            return reverse("rakorcam_baru", args=[place.pk]), "Buat Rakorcam"
        return "", ""
    if step.number < PLANNING:
        return _to_data(cycle)
    if step.state is StepState.BELUM:
        return "", ""
    if step.number == VISITING:
        return reverse("pembinaan_daftar", args=[place.pk]), "Buka pembinaan"
    return reverse("tindak_daftar", args=[place.pk]), "Buka tindak lanjut"


def _to_data(cycle):
    if cycle.first is None:
        return "", ""
    return reverse("data_desa", args=[cycle.kecamatan.pk, cycle.first.code]), "Buka Data desa"


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def siklus(request, kecamatan, tahun):
    """Show the six steps of a year with their state, their day, and one way on each."""
    request.konteks = (kecamatan, None)
    cycle = Cycle(kecamatan, tahun, waktu.now())
    context = {
        "kecamatan": kecamatan,
        "cycle": cycle,
        "steps": [(step, *way_on(cycle, step, request.user)) for step in cycle.steps],
        "before": tahun - 1,
        "after": tahun + 1,
    }
    return render(request, "rakorcam/siklus.html", context)


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def siklus_berkas(request, kecamatan, tahun, ext):
    """Hand over the cycle of a year as one page of PDF, or as Excel."""
    sheet = Cycle(kecamatan, tahun, waktu.now()).sheet
    return download(request, sheet, ext, f"siklus-{kecamatan.name}-{tahun}", kecamatan.kabupaten)
