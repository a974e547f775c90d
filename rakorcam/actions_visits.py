"""Writes of visits (pembinaan): keyword-only, one transaction, by whom and when."""

from django.core.exceptions import ValidationError
from django.db import transaction

from desa import history, waktu
from formats.render import cells
from rakorcam.actions_progress import PHOTO, record_progress
from rakorcam.guards import repeated
from rakorcam.models import VisitPhoto

FIELDS = (
    "desa_id", "date", "place", "by_whom", "looked_at", "findings", "challenges", "follow_up",
    "unit", "recommendation",
)  # fmt: skip


@transaction.atomic
def record_visit(visit, *, people=(), photos=(), progress=(), confirmed=False, by, at):
    """Store a Visit with the PersonMet rows, photos (CleanUpload) and Progress that belong to it.

    Each Progress takes the visit's desa and date; `confirmed` says that the writer may confirm.
    The same visit sent again is the same save; one refused part refuses the whole.
    """
    again = repeated(visit, FIELDS)
    if again:
        return again
    today = waktu.today(visit.desa.kecamatan.kabupaten, at)
    if visit.date and visit.date > today:
        raise ValidationError(
            {"date": f"Tanggal pembinaan ({cells.text(visit.date)}) belum terjadi."}
        )
    history.save(visit, by=by, at=at)
    for number, person in enumerate(people, 1):
        person.visit, person.position = visit, number
        history.save(person, by=by, at=at)
    for entry in progress:
        entry.visit, entry.date = visit, visit.date
        entry.desa = visit.desa
        record_progress(entry, confirmed=confirmed, by=by, at=at)
    # Last, and all judged first: what is refused must not leave a file behind.
    if any(photo.content_type != PHOTO for photo in photos):
        names = ", ".join(one.name for one in photos if one.content_type != PHOTO)
        raise ValidationError({"photos": f"Bukan foto: {names}."})
    for number, photo in enumerate(photos, 1):
        _attach(visit, photo, number, by=by, at=at)
    return visit


@transaction.atomic
def change_visit(visit, *, by, at):
    """Store the changed texts of a visit; its progress entries stay what they were."""
    return history.save(visit, by=by, at=at)


def _attach(visit, photo, number, *, by, at):
    row = VisitPhoto(visit=visit, position=number, name=photo.name, added_at=at)
    row.file.save(f"{row.pk}.{photo.extension}", photo.content, save=False)
    history.save(row, by=by, at=at)
