"""The recap of what plans need, of all that is in force in a kecamatan or of one session."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from desa.access import access, holds
from desa.models import Kecamatan
from formats.render.download import download
from rakorcam.budget_sheet import budget_sheet
from rakorcam.followup import costs_of, proposed_costs, session_name
from rakorcam.models import Rakorcam, SessionState
from rakorcam.views import remember

EXTENSIONS = ("xlsx", "pdf")
IN_FORCE = "Semua rencana yang disepakati dan masih berlaku"


def recap_of(kecamatan):
    """Return the Sheet of every item in force of a Kecamatan."""
    return budget_sheet(costs_of(kecamatan), kecamatan, IN_FORCE)


def recap_of_session(session):
    """Return the Sheet of the items of one session: proposed until it has closed."""
    is_over = session.state == SessionState.SELESAI
    costs = costs_of(session.kecamatan, session=session) if is_over else proposed_costs(session)
    words = "rencana yang masih berlaku" if is_over else "belum disepakati"
    return budget_sheet(costs, session.kecamatan, f"{session_name(session)}, {words}")


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def anggaran(request, kecamatan):
    """Show what all agreed plans of a kecamatan need."""
    request.konteks = (kecamatan, None)
    context = {
        "kecamatan": kecamatan,
        "sheet": recap_of(kecamatan),
        "berkas": [reverse("anggaran_berkas", args=[kecamatan.pk, ext]) for ext in EXTENSIONS],
        "boleh_cetak": True,
    }
    return render(request, "rakorcam/anggaran.html", context)


@require_safe
@access("dashboard.read", kecamatan=Kecamatan)
def anggaran_berkas(request, kecamatan, ext):
    """Hand over the recap of a kecamatan as PDF or Excel on the paper asked for."""
    name = f"kebutuhan-anggaran-{kecamatan.name}"
    return download(request, recap_of(kecamatan), ext, name, kecamatan.kabupaten)


@require_safe
@access("worksheet.read", rakorcam=Rakorcam)
def anggaran_sesi(request, rakorcam):
    """Show what the plans of one session need, also while it is prepared and under way."""
    remember(request, rakorcam)
    context = {
        "kecamatan": rakorcam.kecamatan,
        "rakorcam": rakorcam,
        "sheet": recap_of_session(rakorcam),
        "berkas": [reverse("anggaran_sesi_berkas", args=[rakorcam.pk, ext]) for ext in EXTENSIONS],
        "boleh_cetak": holds(request.user, "printing.read", rakorcam),
        "boleh_semua": holds(request.user, "dashboard.read", rakorcam.kecamatan),
    }
    return render(request, "rakorcam/anggaran.html", context)


@require_safe
@access("printing.read", rakorcam=Rakorcam)
def anggaran_sesi_berkas(request, rakorcam, ext):
    """Hand over the recap of one session as PDF or Excel on the paper asked for."""
    place = rakorcam.kecamatan
    name = f"kebutuhan-anggaran-{place.name}-{rakorcam.period.code}"
    return download(request, recap_of_session(rakorcam), ext, name, place.kabupaten)
