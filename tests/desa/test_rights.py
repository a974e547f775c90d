"""The table of rights: what its letters give, and the page people read it on."""

from pathlib import Path

import pytest

from desa.rights import COLUMNS, LINK, RIGHTS, ROLE_LEVEL, Role, grant
from desa.rights_page import page


def test_the_page_in_docs_is_the_one_written_from_the_table():
    assert Path("docs/hak-akses.md").read_text(encoding="utf-8") == page(), (
        "docs/hak-akses.md berbeda dari tabelnya; jalankan manage.py hak_akses"
    )


def test_every_right_says_something_for_every_role_and_for_links():
    assert len(RIGHTS) == 32
    assert all(set(right.grants) == set(COLUMNS) for right in RIGHTS.values())
    assert set(ROLE_LEVEL) == set(Role)


@pytest.mark.parametrize(
    ("role", "capability", "given"),
    [
        (Role.PT, "coverage.edit", True),
        (Role.PT, "coverage.read", True),
        (Role.AK, "coverage.edit", False),
        (Role.AK, "coverage.read", True),
        (Role.DS, "coverage.read", True),
        (Role.DS, "coverage.edit", False),
        (Role.DS, "survey4.edit", True),
        (Role.PE, "survey4.edit", False),
        (Role.CA, "freeze.decide", True),
        (Role.NO, "freeze.decide", False),
        (Role.PT, "session.cancel", True),
        (Role.PD, "session.edit", True),
        (Role.PD, "session.cancel", False),
        (Role.NO, "session.cancel", False),
        (Role.PD, "confirming.edit", True),
        (Role.PD, "confirming.decide", False),
        (Role.CA, "accounts.read", False),
        (LINK, "survey4.edit", True),
        (LINK, "coverage.read", False),
    ],
)
def test_a_letter_gives_its_verbs_less_what_its_footnote_takes(role, capability, given):
    assert (grant(role, capability) is not None) is given


def test_a_desa_meets_worksheets_only_once_published():
    assert grant(Role.DS, "worksheet.read").published_only
    assert grant(Role.DU, "minutes.read").published_only
    assert not grant(Role.NO, "worksheet.read").published_only


def test_only_the_camat_agrees_in_the_own_name():
    assert not grant(Role.CA, "agree.decide").on_behalf
    assert grant(Role.PT, "agree.decide").on_behalf
    assert grant(Role.SE, "reopen.decide").on_behalf


def test_nobody_outside_the_table_is_given_anything():
    with pytest.raises(KeyError):
        grant("RT", "coverage.read")
    with pytest.raises(KeyError):
        grant(Role.PT, "gaji.read")
