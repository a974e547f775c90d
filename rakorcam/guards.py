"""What every write of a session asks first; refusals are ValidationError with a sentence."""

import uuid

from django.core.exceptions import ValidationError

from formats.spec import Axis
from rakorcam.models import Rakorcam
from rakorcam.worksheets import row_keys, stand_of, worksheets_of


def is_agreed(session, spec):
    """Return whether this worksheet of the session is agreed."""
    return session.worksheets.filter(number=spec.number).exists()


def typable(session, number):
    """Raise ValidationError when the worksheet's discussion columns cannot be typed any more."""
    session = locked(session)
    if not session.is_typable:
        raise ValidationError(f"Rakorcam ini sudah {session.state}; lembar kerjanya tetap.")
    if session.worksheets.filter(number=number).exists():
        raise ValidationError(
            f"Format {number} sudah disepakati. Buka kembali kesepakatannya untuk mengubah."
        )


def repeated(new, fields, desa=None):
    """Return the stored row that `new` (for `desa`, if it has any) repeats under its id, or None.

    The id of a row with other content was used up: `new` gets another, so that nothing is lost.
    """
    stored = type(new).unscoped.filter(pk=new.pk).first()
    if stored is None:
        return None
    is_same = all(getattr(stored, name) == getattr(new, name) for name in fields)
    if is_same and (desa is None or set(stored.desa.all()) == set(desa)):
        return stored
    new.pk = uuid.uuid4()
    return None


def known_row(typed):
    """Raise ValidationError when the session's worksheets have no such row; return its spec."""
    spec = next(
        (spec for spec in worksheets_of(typed.session) if spec.number == typed.number), None
    )
    data = stand_of(typed.session).data
    if spec is None or typed.row not in dict(row_keys(spec, data)):
        word = "jenis dokumen" if spec and spec.rows is Axis.DOCUMENTS else "baris"
        raise ValidationError(f"Lembar kerja ini tidak punya {word} itu.")
    return spec


def next_position(model, row):
    """Return the position behind the last row of `model` in the same worksheet row."""
    same = model.unscoped.filter(session=row.session, number=row.number, row=row.row)
    return 1 + max(same.values_list("position", flat=True), default=0)


def locked(session):
    """Return the session as it is stored now, locked until the transaction ends."""
    found = Rakorcam.unscoped.select_related("kecamatan__kabupaten", "period").select_for_update(
        of=("self",)
    )
    return found.get(pk=session.pk)


def require(text, sentence):
    """Raise ValidationError with `sentence` when a reason is empty."""
    if not text.strip():
        raise ValidationError({"reason": sentence})
