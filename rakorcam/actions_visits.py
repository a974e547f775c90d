"""Writes of visits (pembinaan): keyword-only, one transaction, by whom and when."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from desa import history, waktu
from formats.render import cells
from rakorcam.actions_progress import PHOTO, record_progress
from rakorcam.guards import repeated
from rakorcam.models import PersonMet, VisitPhoto

FIELDS = (
    "desa_id", "date", "place", "by_whom", "looked_at", "findings", "challenges", "follow_up",
    "unit", "recommendation",
)  # fmt: skip
PERSON = ("name", "office", "sex")


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
    _refuse_others(photos)
    for number, photo in enumerate(photos, 1):
        _attach(visit, photo, number, by=by, at=at)
    return visit


@transaction.atomic
def change_visit(visit, *, people=None, photos=(), gone=(), by, at):
    """Store the changed texts of a visit; its day and its progress entries stay what they were.

    `people` are the PersonMet rows that take the place of the stored ones, None keeps those;
    `photos` (CleanUpload) are added, the VisitPhotos with the ids `gone` taken away. The history
    keeps who was named and who changed it; the file of a photo goes after the commit.
    """
    history.save(visit, by=by, at=at)
    if people is not None:
        _replace_people(visit, people, by=by, at=at)
    _refuse_others(photos)
    for photo in VisitPhoto.unscoped.filter(visit=visit, pk__in=gone):
        stored = photo.file
        history.delete(photo, by=by, at=at)
        transaction.on_commit(partial(stored.storage.delete, stored.name))
    last = VisitPhoto.unscoped.filter(visit=visit).aggregate(Max("position"))["position__max"]
    for number, photo in enumerate(photos, 1 + (last or 0)):
        _attach(visit, photo, number, by=by, at=at)
    return visit


def _replace_people(visit, people, *, by, at):
    """Let the stored rows, in their order, say what `people` say; what is equal is not written."""
    stored = list(PersonMet.unscoped.filter(visit=visit).order_by("position", "pk"))
    for number, told in enumerate(people, 1):
        row = stored.pop(0) if stored else PersonMet(visit=visit)
        said = {"position": number} | {name: getattr(told, name) for name in PERSON}
        if row._state.adding or any(getattr(row, name) != one for name, one in said.items()):
            for name, one in said.items():
                setattr(row, name, one)
            history.save(row, by=by, at=at)
    for row in stored:
        history.delete(row, by=by, at=at)


def _refuse_others(photos):
    """Raise ValidationError for what is no photo, before any file is stored."""
    if others := [one.name for one in photos if one.content_type != PHOTO]:
        raise ValidationError({"photos": f"Bukan foto: {', '.join(others)}."})


def _attach(visit, photo, number, *, by, at):
    row = VisitPhoto(visit=visit, position=number, name=photo.name, added_at=at)
    row.file.save(f"{row.pk}.{photo.extension}", photo.content, save=False)
    history.save(row, by=by, at=at)
