"""Made-up kecamatan as plain values, and the same rows in a bare SQLite that counts them again."""

import random
import sqlite3
from datetime import date

from formats.data import Data, DesaFacts, DocumentFacts, HeaderFacts
from formats.recaps import ElementFacts
from formats.specs._shared import ELEMENTS
from formats.values import State

SCHEMA = """
CREATE TABLE desa (id TEXT PRIMARY KEY, name TEXT);
CREATE TABLE document (id TEXT PRIMARY KEY, target INTEGER);
CREATE TABLE coverage (desa TEXT, document TEXT, wajib INTEGER, memiliki INTEGER,
  PRIMARY KEY (desa, document));
CREATE TABLE element (desa TEXT, element TEXT, state TEXT);
CREATE VIEW told AS
  SELECT c.desa, c.document, c.wajib, c.memiliki, d.target,
         d.target * c.wajib - 10000 * c.memiliki AS below,
         MAX(0, (d.target * c.wajib + 9999) / 10000 - c.memiliki) AS people
  FROM coverage c JOIN document d ON d.id = c.document
  WHERE c.wajib IS NOT NULL AND c.memiliki IS NOT NULL;
"""


def made_data(seed):
    """Return the Data of a kecamatan of 1 to 43 desa with every oddity a figure can have."""
    dice = random.Random(seed)
    desa = tuple(
        DesaFacts(f"d{n}", f"52.08.01.{2001 + n}", f"Desa {dice.randint(1, 999)}-{n}")
        for n in range(dice.choice((1, 3, 8, 12, 43)))
    )
    documents = tuple(
        DocumentFacts(
            f"t{n}", f"Dokumen {n}", "", "", "orang", n == 5,
            None if dice.random() < 0.1 else dice.randint(1, 10_000),
        )
        for n in range(dice.choice((7, 8)))
    )  # fmt: skip
    counts = {(one.id, kind.id): _cell(dice) for one in desa for kind in documents}
    elements = {
        (one.id, element.key): ElementFacts(dice.choice(list(State)))
        for one in desa
        for element in ELEMENTS
        if dice.random() < 0.9
    }
    header = HeaderFacts(
        "Acak", "52.08.01", "Lombok Utara", "Juni 2026", "2026-06",
        date(2026, 5, 31).isoformat(), False, "2026-05-31",
    )  # fmt: skip
    return Data(header, desa, documents, counts, elements)


def _cell(dice):
    """Return (wajib, memiliki, note): missing, half missing, zero, above the whole, or plain."""
    wajib = dice.choice((0, 1, 7, dice.randint(1, 9_999), dice.randint(1, 99)))
    kind = dice.random()
    if kind < 0.08:
        return None, None, ""
    if kind < 0.12:
        return wajib, None, ""
    if kind < 0.2:
        return wajib, wajib + dice.randint(0, 20), ""
    return wajib, dice.randint(0, wajib), ""


def as_rows(data):
    """Return a connection to a bare database that holds the rows of a Data."""
    rows = sqlite3.connect(":memory:")
    rows.executescript(SCHEMA)
    rows.executemany("INSERT INTO desa VALUES (?, ?)", [(one.id, one.name) for one in data.desa])
    rows.executemany(
        "INSERT INTO document VALUES (?, ?)", [(one.id, one.target) for one in data.documents]
    )
    rows.executemany(
        "INSERT INTO coverage VALUES (?, ?, ?, ?)",
        [(*key, wajib, memiliki) for key, (wajib, memiliki, _note) in data.counts.items()],
    )
    rows.executemany(
        "INSERT INTO element VALUES (?, ?, ?)",
        [(*key, facts.state.value) for key, facts in data.elements.items()],
    )
    return rows
