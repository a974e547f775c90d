"""Every write to accounts: keyword-only, one transaction, by whom and when."""

import secrets

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from desa import history
from desa.models import Assignment, Desa, Kabupaten, Kecamatan, User
from desa.rights import ROLE_LEVEL, Level, Role

# Read over the telephone without mistakes: no 0/O, 1/l/I.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 4, 4
LEVEL_OF = {Kabupaten: Level.KABUPATEN, Kecamatan: Level.KECAMATAN, Desa: Level.DESA}


@transaction.atomic
def create_account(*, username, name, password, role, area, by, at, encoded=""):
    """Create an account with its first assignment and return it.

    `encoded` is the hash of the password where it has been made already. Raises ValidationError
    when the account name is taken, the password too weak, or the role does not belong to the area.
    """
    user = User(username=username, name=name)
    validate_password(password, user)
    user.password = encoded or make_password(password)
    history.save(user, by=by, at=at, reason="akun dibuat")
    add_assignment(user=user, role=role, area=area, by=by, at=at)
    return user


@transaction.atomic
def add_assignment(*, user, role, area, by, at):
    """Give an account one more role in one region and return the assignment.

    Raises ValidationError when the role does not belong to the region's level, the region is no
    longer valid, or the account holds this assignment already.
    """
    level = LEVEL_OF[type(area)]
    needed = ROLE_LEVEL[Role(role)]
    if level != needed:
        raise ValidationError(
            f"Peran {Role(role).label} bertugas di {needed.value}, sedangkan {area.code} adalah "
            f"{level.value} {area.name}."
        )
    if area.valid_to and area.valid_to < at.date():
        raise ValidationError(
            f"{level.label} {area.name} ({area.code}) hanya berlaku sampai "
            f"{area.valid_to:%d/%m/%Y}."
        )
    assignment = Assignment(user=user, role=role, **{level.value: area})
    history.save(assignment, by=by, at=at, reason="penugasan ditambah")
    user.__dict__.pop("current_assignments", None)
    return assignment


@transaction.atomic
def change_password(*, user, password, by, at):
    """Give an account another password, already validated."""
    user.set_password(password)
    return history.save(user, by=by, at=at, reason="kata sandi diganti")


def made_up_password():
    """Return a random password of four groups of four letters (79 bits)."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)
