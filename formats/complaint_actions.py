"""Every write about complaints."""

from django.db import transaction

from desa import history
from desa.models import Desa
from formats.actions import require_open
from formats.models import Complaint


@transaction.atomic
def save_complaints(*, desa, period, values, by, at):
    """Store a desa's complaints: DocumentType -> fields of Complaint, or None for not recorded.

    All or nothing; sent twice it is the same save. Raises ValidationError when the period is
    closed.
    """
    require_open(period, at)
    # Two who save at the same moment take turns: there may be no row yet that could be locked.
    Desa.unscoped.select_for_update(no_key=True).get(pk=desa.pk)
    rows = {row.document_id: row for row in Complaint.unscoped.filter(desa=desa, period=period)}
    for document, told in values.items():
        row = rows.get(document.pk)
        if told is None:
            if row:
                history.delete(row, by=by, at=at)
            continue
        if row and all(getattr(row, name) == value for name, value in told.items()):
            continue
        row = row or Complaint(desa=desa, period=period, document=document)
        for name, value in told.items():
            setattr(row, name, value)
        history.save(row, by=by, at=at)
