"""The databases of landed versions migrate, keep every row, print the same sheets, and go on.

tests/data/landed/ holds the demo of three versions as SQLite dumps, and what their frozen sessions
printed then: the sheets of all, and of the later two the text of their papers.
"""

import gzip
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.sekali

ROOT = Path(__file__).resolve().parents[1]
LANDED = ROOT / "tests" / "data" / "landed"
# With forms of Formats 4 and 5; and with a plan followed up and reviewed.
SURVEYED, FOLLOWED = "2026-11", "2026-11-siklus"
VERSIONS = ("2026-06", SURVEYED, FOLLOWED)
# What people typed, and what must be there after the migration as before.
TABLES = (
    "desa_desa",
    "desa_user",
    "formats_answer",
    "formats_coverage",
    "formats_elementstate",
    "formats_historicalcoverage",
    "formats_historicalelementstate",
    "rakorcam_budgetentry",
    "rakorcam_discussion",
    "rakorcam_planitem",
    "rakorcam_progress",
    "rakorcam_rakorcam",
    "rakorcam_snapshot",
    "rakorcam_visit",
)
# Printed in a process of its own, since the database is not the tests' own.
PRINT = """
import io, json, re
from zoneinfo import ZoneInfo
from django.utils import timezone
from pypdf import PdfReader
from formats.render.pdf import sheet_pdf
from rakorcam.models import Rakorcam, Snapshot
from rakorcam.worksheets import stand_of, worksheet_sheet, worksheets_of
from tests.formats.as_text import sheet_as_text
from tests.formats.made import PRINTED

def paper(sheet):
    pages = PdfReader(io.BytesIO(sheet_pdf(sheet, "F4", printed=PRINTED))).pages
    return re.sub(r"\\s+", " ", " ".join(page.extract_text() for page in pages)).strip()

def tell(**which):
    sessions = Rakorcam.unscoped.filter(**which).order_by("date")
    sheets = [worksheet_sheet(spec, stand_of(session))
              for session in sessions for spec in worksheets_of(session)]
    with timezone.override(ZoneInfo("Asia/Makassar")):
        texts = [sheet_as_text(sheet) for sheet in sheets]
    return {"sheets": texts, "reprs": [repr(sheet) for sheet in sheets],
            "papers": [paper(sheet) for sheet in sheets],
            "payloads": [[one.checksum, one.payload]
                         for session in sessions for one in session.snapshots.all()],
            "intact": [one.is_intact for one in Snapshot.unscoped.all()]}

"""
SHOW = PRINT + "print(json.dumps(tell()))"
# June's meeting is held, its plan followed up, and the evaluation of November closed after it.
GO_ON = (
    PRINT
    + """
import datetime
from desa.models import User
from formats.models import Period
from rakorcam import actions
from rakorcam.actions_progress import record_progress
from rakorcam.models import Kind, PlanItem, Progress
from tests.rakorcam.siklus import hold, moment, month

ptpd = User.objects.get(username="ptpd.tanjung")
june = Rakorcam.unscoped.select_related("kecamatan__kabupaten").get()
before = tell(id=june.id)
hold(june, ptpd)
agreed = tell(id=june.id)
isbat = PlanItem.unscoped.get(number=7)
place = isbat.desa.order_by("code").first()
day = datetime.date(2026, 9, 30)
entry = Progress(item=isbat, desa=place, date=day, state="berjalan", number=9, done="Sidang")
record_progress(entry, confirmed=True, by=ptpd, at=moment(day))
period = Period.unscoped.create(
    kabupaten=june.kecamatan.kabupaten, code="2026-11", label="November 2026",
    reference_date=datetime.date(2026, 10, 31), opens=datetime.date(2026, 10, 1),
    closes=datetime.date(2026, 12, 31),
)
november = actions.open_session(
    kecamatan=june.kecamatan, period=period, kind=Kind.EVALUASI,
    date=datetime.date(2026, 12, 3), by=ptpd, at=moment(datetime.date(2026, 11, 20)),
)
actions.freeze(november, by=ptpd, at=moment(datetime.date(2026, 11, 26)))
stand = stand_of(november)
with timezone.override(ZoneInfo("Asia/Makassar")):
    looked_back = [sheet_as_text(worksheet_sheet(one, stand)) for one in worksheets_of(november)]
hold(november, ptpd)
after = tell(id=june.id)
print(json.dumps({"before": before, "agreed": agreed, "after": after, "november": looked_back}))
"""
)


@pytest.fixture(scope="module", params=VERSIONS)
def landed(request, tmp_path_factory):
    """Return (file, counts, version): a landed database, migrated, and its row counts before."""
    folder = tmp_path_factory.mktemp("data-lama")
    file = folder / "labd.sqlite3"
    dump = gzip.decompress((LANDED / f"{request.param}.sql.gz").read_bytes()).decode("utf-8")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(dump)
    before = counts(file)
    manage(file, "migrate", "-v0")
    return file, before, request.param


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
    """Return table -> how many rows it has, of those that its version knew."""
    with closing(sqlite3.connect(file)) as connection:
        ask = connection.execute
        known = {name for (name,) in ask("select name from sqlite_master where type = 'table'")}
        return {
            name: ask(f"select count(*) from {name}").fetchone()[0]
            for name in TABLES
            if name in known
        }


def content(file):
    """Return every row of our tables but accounts, whose list may grow, and periods, reopened."""
    with closing(sqlite3.connect(file)) as connection:
        ask = connection.execute
        names = [name for (name,) in ask("select name from sqlite_master where type = 'table'")]
        ours = [
            name
            for name in names
            if name.startswith(("desa_", "formats_", "rakorcam_"))
            and not any(word in name for word in ("user", "assignment", "period"))
        ]
        return {name: sorted(map(repr, ask(f"select * from {name}"))) for name in ours}


def told_by(file, script):
    """Return what a script prints on a database."""
    return json.loads(manage(file, "shell", "-v0", "-c", script))


def kept(version, what):
    """Return what a version printed, with one empty line behind each sheet or paper."""
    return (LANDED / f"{version}.{what}.txt").read_text("utf-8")


def bare(text):
    """Return a paper's text without its spaces, which come and go where a line breaks."""
    return re.sub(r"\s", "", text)


def test_no_row_is_lost_in_migrating(landed):
    file, before, version = landed

    after = counts(file)
    assert {name: after[name] for name in before} == before
    assert before["formats_coverage"] > 250
    assert before["formats_elementstate"] > 80
    assert before["rakorcam_planitem"] == (12 if version == FOLLOWED else 2)
    assert before.get("rakorcam_progress", 0) == (41 if version == FOLLOWED else 0)


def test_the_frozen_session_prints_what_it_printed_then(landed):
    file, _before, version = landed

    told = told_by(file, SHOW)

    assert "".join(f"{text}\n" for text in told["sheets"]) == kept(version, "sheets")
    assert all(told["intact"])
    if version != VERSIONS[0]:
        papers = kept(version, "papers").splitlines()
        assert [bare(text) for text in told["papers"]] == [bare(text) for text in papers]


def test_loading_the_demo_again_keeps_all_of_it(landed):
    file, _before, version = landed
    rows = content(file)

    told = manage(file, "demo")

    assert "Data contoh sudah ada; tetap." in told
    is_old = "Data contoh ini dari versi terdahulu, belum sampai November 2026." in told
    assert is_old == (version != FOLLOWED)
    assert content(file) == rows
    assert "".join(f"{text}\n" for text in told_by(file, SHOW)["sheets"]) == kept(version, "sheets")


@pytest.mark.parametrize("landed", [SURVEYED], indirect=True)
def test_its_meeting_is_held_followed_up_and_looked_back_on(landed, tmp_path):
    """June's sheets stay what they were, to the letter, through all of it."""
    file, _before, _version = landed
    own = shutil.copy(file, tmp_path / "labd.sqlite3")

    told = told_by(own, GO_ON)

    assert told["before"]["sheets"] == told["agreed"]["sheets"]
    assert told["before"]["papers"] == told["agreed"]["papers"]
    assert {**told["after"], "intact": [True]} == {**told["agreed"], "intact": [True]}
    assert told["after"]["payloads"] == told["before"]["payloads"]
    assert told["after"]["intact"] == [True, True]
    eight, _nine, ten, _eleven = told["november"]
    assert "Menerbitkan SK kepala desa tentang Pokja Adminduk" in eight
    assert "Isbat nikah terpadu bersama Pengadilan Agama dan KUA" in ten
    assert "9 dari 40 pasangan" in ten
    assert "Sokong: berjalan, 9 pasangan. Sidang (30 September 2026)" in ten
