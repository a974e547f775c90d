"""A kecamatan's own document types (Dst)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from desa import history, waktu
from desa.access import access, holds
from desa.models import Kecamatan
from formats.actions import save_document_type
from formats.forms import DocumentTypeForm
from formats.models import DocumentType


@require_safe
@access("own_types.read", kecamatan=Kecamatan)
def jenis_dokumen(request, kecamatan):
    """List the guide's seven types and the kecamatan's own."""
    context = {
        "kecamatan": kecamatan,
        "guide": DocumentType.unscoped.filter(kecamatan__isnull=True).order_by("position"),
        "own": DocumentType.unscoped.filter(kecamatan=kecamatan).order_by("position", "own_label"),
        "may_edit": holds(request.user, "own_types.edit", kecamatan),
    }
    return render(request, "formats/jenis_dokumen.html", context)


@access("own_types.edit", kecamatan=Kecamatan)
def jenis_dokumen_tambah(request, kecamatan):
    """Add a document type of the kecamatan."""
    return _edit(request, kecamatan, DocumentType(kecamatan=kecamatan))


@access("own_types.edit", document=DocumentType)
def jenis_dokumen_ubah(request, document):
    """Change a document type of the kecamatan, or stop using it."""
    with transaction.atomic():
        return _edit(request, document.kecamatan, history.held(document))


def _edit(request, kecamatan, kind):
    form = DocumentTypeForm(request.POST or None, instance=kind)
    if request.method == "POST" and form.is_valid():
        try:
            save_document_type(form.instance, by=request.user, at=waktu.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{kind.label} tersimpan.")
            return redirect("jenis_dokumen", kecamatan=kecamatan.pk)
    context = {"kecamatan": kecamatan, "form": form, "kind": kind}
    return render(request, "formats/jenis_dokumen_formulir.html", context)
