"""Complaints of residents per desa and document type: counts and what was done, no names."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds
from desa.models import Desa, Kecamatan
from formats.complaint_actions import save_complaints
from formats.complaint_forms import ComplaintForm
from formats.complaints import complaint_lines, complaints_of, summed
from formats.data import gather_for
from formats.models import Complaint, DocumentType
from formats.periods import period_shown


@require_safe
@access("coverage.read", kecamatan=Kecamatan)
def pengaduan(request, kecamatan, periode):
    """Show the complaints of the desa a person may read, beside the gap they belong to."""
    period = period_shown(request, kecamatan, periode)
    data = gather_for(request.user, "coverage", kecamatan, period)
    complaints = complaints_of([desa.id for desa in data.desa], period)
    recorded = {desa for desa, _kind in complaints}
    context = {
        "kecamatan": kecamatan,
        "period": period,
        "lines": complaint_lines(data, complaints),
        "total": summed(complaints),
        "rows": [(desa, desa.id in recorded) for desa in data.desa],
        "recorded": len(recorded),
        "may_edit": holds(request.user, "coverage.edit", kecamatan) and period.is_open(waktu.now()),
    }
    return render(request, "formats/pengaduan.html", context)


@access("coverage.edit", desa=Desa)
def pengaduan_isi(request, desa, periode):
    """Type a desa's complaints of one period, all or nothing."""
    kecamatan = desa.kecamatan
    period = period_shown(request, kecamatan, periode)
    posted = request.POST if request.method == "POST" else None
    forms, refused = _forms(desa, period, posted), []
    # Every form is asked, so that all that is wrong shows at once.
    bad = [kind for kind, form in forms if form.errors]
    if posted is not None and not bad:
        try:
            _store(request, desa, period, forms)
        except ValidationError as error:
            refused = error.messages
        else:
            messages.success(request, f"Pengaduan Desa {desa.name} tersimpan.")
            return redirect("pengaduan", kecamatan=kecamatan.pk, periode=period.code)
    context = {
        "desa": desa,
        "kecamatan": kecamatan,
        "period": period,
        "forms": forms,
        "refused": refused,
        "is_open": period.is_open(waktu.now()),
        "is_bad": bool(bad),
    }
    return render(request, "formats/pengaduan_isi.html", context)


def _forms(desa, period, posted):
    """Return (DocumentType, its form) for every type the kecamatan uses.

    A row that the person did not touch shows what is stored, and is not stored again.
    """
    rows = {row.document_id: row for row in Complaint.unscoped.filter(desa=desa, period=period)}
    found = []
    for kind in DocumentType.unscoped.used_by(desa.kecamatan):
        place = {"prefix": str(kind.pk), "row": rows.get(kind.pk)}
        form = ComplaintForm(posted, **place)
        touched = posted is not None and form.is_touched
        found.append((kind, form if touched else ComplaintForm(**place)))
    return found


def _store(request, desa, period, forms):
    values = {kind: form.told for kind, form in forms if form.is_bound}
    save_complaints(desa=desa, period=period, values=values, by=request.user, at=waktu.now())
