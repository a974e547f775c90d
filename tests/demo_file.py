"""The demo in a test database: loaded once for all test processes, then poured in as a file.

Loading it through the actions people use takes seconds; pouring it in, some milliseconds. Only
SQLite can do that, so what asks for it runs there alone; that the demo loads on every kind of
database is shown by tests/labd/test_demo_dimuat.py.
"""

import fcntl
import sqlite3
from contextlib import closing, contextmanager

from django.db import connection

from labd.demo import load
from tests.factories import AT

PASSWORD = "rahasia-contoh-1"


def made_once(folder):
    """Return the file in `folder` that holds the demo, loaded by whichever process asks first."""
    file = folder / "contoh.sqlite3"
    with (folder / "contoh.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            aside = folder / "contoh.baru"
            with _put_back():
                load(at=AT, password=PASSWORD)
                with closing(sqlite3.connect(aside)) as target:
                    connection.connection.backup(target)
            aside.rename(file)
    return file


@contextmanager
def poured_in(file):
    """Put the demo in place of whatever the database of the tests holds, and that back after it."""
    with _put_back(), closing(sqlite3.connect(file)) as source:
        source.backup(connection.connection)
        yield


@contextmanager
def _put_back():
    if connection.in_atomic_block:
        raise RuntimeError("Ask for the demo before the database: a transaction is open already.")
    connection.ensure_connection()
    with closing(sqlite3.connect(":memory:")) as kept:
        connection.connection.backup(kept)
        try:
            yield
        finally:
            kept.backup(connection.connection)
