"""Half-year reports: the list, one report, its form, a section filled anew, and its files.

Read by whoever reads the kecamatan's dashboard, since a report tells of every desa; written by
those who record progress for the whole kecamatan (docs/adr/0011-half-year-reports.md).
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import history, waktu
from desa.access import NamedMissing, access, holds
from desa.models import Kecamatan
from formats.render.download import hand_over, paper_asked, stamp_of
from formats.render.naskah import naskah_pdf
from rakorcam.actions_laporan import refill_section, save_report
from rakorcam.forms_laporan import ReportForm
from rakorcam.laporan import half_facts, halves_told, stored_report
from rakorcam.laporan_docx import report_docx
from rakorcam.laporan_isi import TITLE, about, parts_of
from rakorcam.laporan_teks import proposals
from rakorcam.models import HalfYearReport
from rakorcam.semester import half_named

READ, WRITE = "dashboard.read", "progress.edit"


def _asked(request, kecamatan, code):
    """Return (Half, stored HalfYearReport or None, the proposals of today)."""
    request.konteks = (kecamatan, None)
    today, half = waktu.today(kecamatan.kabupaten), half_named(code)
    if half is None or half.start > today:
        raise NamedMissing(f"Laporan semester “{code}” tidak ada. Pilih dari daftar laporan.")
    told = proposals(half_facts(kecamatan, half, today))
    return half, stored_report(kecamatan, half), told


def _shown(kecamatan, half, stored, told):
    """Return the report as it stands: what was stored, else a new one of proposals."""
    return stored or HalfYearReport(kecamatan=kecamatan, code=half.code, **told)


@require_safe
@access(READ, kecamatan=Kecamatan)
def laporan_daftar(request, kecamatan):
    """List the half-years of which there is something to report, the present one first."""
    request.konteks = (kecamatan, None)
    halves = halves_told(kecamatan, waktu.today(kecamatan.kabupaten))
    context = {"kecamatan": kecamatan, "halves": halves}
    return render(request, "rakorcam/laporan/daftar.html", context)


@require_safe
@access(READ, kecamatan=Kecamatan)
def laporan(request, kecamatan, code):
    """Show one report; sections that were typed have what the data say now beside them."""
    half, stored, told = _asked(request, kecamatan, code)
    report = _shown(kecamatan, half, stored, told)
    context = {
        "kecamatan": kecamatan,
        "half": half,
        "report": report,
        "is_stored": stored is not None,
        "parts": parts_of(report, told if stored else ()),
        "about": about(report),
        "may_edit": holds(request.user, WRITE, kecamatan),
    }
    return render(request, "rakorcam/laporan/laporan.html", context)


@access(WRITE, kecamatan=Kecamatan)
def laporan_ubah(request, kecamatan, code):
    """Type a report, beginning with the proposals."""
    half, _stored, told = _asked(request, kecamatan, code)
    with transaction.atomic():
        # Two people who begin the same report take turns.
        kecamatan = history.held(kecamatan)
        report = _shown(kecamatan, half, stored_report(kecamatan, half), told)
        if report._state.adding:
            report.made_by = str(request.user)
        form = ReportForm(request.POST or None, instance=report)
        if request.method == "POST" and form.is_valid():
            try:
                save_report(form.save(commit=False), by=request.user, at=waktu.now())
            except ValidationError as error:
                form.add_error(None, ValidationError(error.messages))
            else:
                messages.success(request, f"Laporan {half.label} tersimpan.")
                return redirect("laporan", kecamatan.pk, half.code)
    context = {"kecamatan": kecamatan, "half": half, "form": form}
    return render(request, "rakorcam/laporan/ubah.html", context)


@access(WRITE, kecamatan=Kecamatan)
def laporan_usulan(request, kecamatan, code, section):
    """Fill one section anew from the data; a mere visit is sent to the report."""
    half, stored, told = _asked(request, kecamatan, code)
    if section not in told:
        raise Http404
    if request.method == "POST" and stored is not None:
        refill_section(stored, section=section, text=told[section], by=request.user, at=waktu.now())
        messages.success(request, "Usulan baru dipakai. Teks sebelumnya ada di riwayat.")
    return redirect("laporan", kecamatan.pk, half.code)


@require_safe
@access(READ, kecamatan=Kecamatan)
def laporan_berkas(request, kecamatan, code, ext):
    """Hand over a report as PDF or Word file."""
    if ext not in ("pdf", "docx"):
        raise Http404
    half, stored, told = _asked(request, kecamatan, code)
    report, paper = _shown(kecamatan, half, stored, told), paper_asked(request)
    around = {
        "printed": stamp_of(request, kecamatan.kabupaten),
        "is_sample": kecamatan.kabupaten.is_sample,
    }
    if ext == "docx":
        content = report_docx(report, half, paper, **around)
    else:
        context = {
            "judul": TITLE, "kecamatan": kecamatan, "half": half, "parts": parts_of(report),
            "about": about(report),
        }  # fmt: skip
        content = naskah_pdf("rakorcam/laporan/cetak.html", context, paper, **around)
    return hand_over(content, ext, f"laporan-{kecamatan.name}-{half.code}-{paper}")
