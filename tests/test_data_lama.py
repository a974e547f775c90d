"""The database of the last landed version migrates, keeps every row, and prints the same sheets.

tests/data/landed/ holds that version's demo as a SQLite dump, and the sheets its frozen session
printed then.
"""

import gzip
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LANDED = ROOT / "tests" / "data" / "landed"
# What people typed, and what must be there after the migration as before.
TABLES = (
    "desa_desa",
    "desa_user",
    "formats_coverage",
    "formats_elementstate",
    "formats_historicalcoverage",
    "formats_historicalelementstate",
    "rakorcam_discussion",
    "rakorcam_planitem",
    "rakorcam_rakorcam",
    "rakorcam_snapshot",
)
# Printed in a process of its own, since the database is not the tests' own.
PRINT = """
import json
from zoneinfo import ZoneInfo
from django.utils import timezone
from rakorcam.models import Rakorcam
from rakorcam.worksheets import stand_of, worksheet_sheet, worksheets_of
from tests.formats.as_text import sheet_as_text

session = Rakorcam.unscoped.get()
stand = stand_of(session)
with timezone.override(ZoneInfo("Asia/Makassar")):
    texts = [sheet_as_text(worksheet_sheet(spec, stand)) for spec in worksheets_of(session)]
intact = [snapshot.is_intact for snapshot in session.snapshots.all()]
print(json.dumps({"sheets": texts, "intact": intact}))
"""


@pytest.fixture(scope="module")
def landed(tmp_path_factory):
    """Return (file, counts): the landed database, migrated, and its row counts before that."""
    folder = tmp_path_factory.mktemp("data-lama")
    file = folder / "labd.sqlite3"
    dump = gzip.decompress((LANDED / "2026-06.sql.gz").read_bytes()).decode("utf-8")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(dump)
    before = counts(file)
    manage(file, "migrate", "-v0")
    return file, before


def manage(file, *arguments, typed=None):
    """Run manage.py on a database as a person would, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, input=typed, capture_output=True, text=True, check=False,
        env={
            "PATH": "/usr/bin:/bin", "LABD_DEMO": "1", "LABD_DATA_DIR": str(file.parent),
            "LABD_DEMO_PASSWORD": "rahasia-contoh-1", "PYTHONIOENCODING": "utf-8",
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def counts(file):
    """Return table -> how many rows it has."""
    with closing(sqlite3.connect(file)) as connection:
        ask = connection.execute
        return {name: ask(f"select count(*) from {name}").fetchone()[0] for name in TABLES}


def content(file):
    """Return every row of our tables but the accounts, whose list may grow."""
    with closing(sqlite3.connect(file)) as connection:
        ask = connection.execute
        names = [name for (name,) in ask("select name from sqlite_master where type = 'table'")]
        ours = [
            name
            for name in names
            if name.startswith(("desa_", "formats_", "rakorcam_"))
            and not any(word in name for word in ("user", "assignment"))
        ]
        return {name: sorted(map(repr, ask(f"select * from {name}"))) for name in ours}


def printed(file):
    """Return the sheets of the frozen session, and whether its bekuan are intact."""
    return json.loads(manage(file, "shell", "-v0", "-c", PRINT))


def test_no_row_is_lost_in_migrating(landed):
    file, before = landed

    assert counts(file) == before
    assert before["formats_coverage"] > 250
    assert before["formats_elementstate"] > 200
    assert before["rakorcam_planitem"] == 2


def test_the_frozen_session_prints_what_it_printed_then(landed):
    file, _before = landed

    told = printed(file)

    # Each sheet was printed with an empty line behind it.
    assert "".join(f"{text}\n" for text in told["sheets"]) == (
        LANDED / "2026-06.sheets.txt"
    ).read_text("utf-8")
    assert told["intact"] == [True]


def test_loading_the_demo_again_keeps_all_of_it(landed):
    file, _before = landed
    rows, sheets = content(file), printed(file)

    told = manage(file, "demo")

    assert "Data contoh sudah ada; tetap." in told
    assert content(file) == rows
    assert printed(file) == sheets
