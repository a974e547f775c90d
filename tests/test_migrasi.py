"""Migrations: named by hand, complete, and each of them taken back and put on again."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[1]
APPS = ("desa", "formats", "rakorcam")


# An app taken back step by step and on again, with a look at its rows after each step. In one
# process, since starting one takes longer than a step.
BACK_AND_ON = """
import json
from django.core.management import call_command
from django.db import connection

def rows():
    with connection.cursor() as cursor:
        found = {}
        for name in connection.introspection.table_names():
            if name.startswith(f"{APP}_"):
                cursor.execute(f"select count(*) from {name}")
                found[name] = cursor.fetchone()[0]
        return found

told = [rows()]
for step in STEPS:
    call_command("migrate", APP, step, verbosity=0)
    told.append(rows())
call_command("migrate", verbosity=0)
told.append(rows())
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def manage(tmp_path_factory):
    """Return the function that runs manage.py on a SQLite database of this file's own."""
    return managing(tmp_path_factory.mktemp("migrasi"))


def managing(folder):
    """Return the function that runs manage.py on the SQLite database in `folder`."""

    def manage(*arguments):
        told = {"PATH": "/usr/bin:/bin", "LABD_DEMO": "1", "LABD_DATA_DIR": str(folder)}
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments, "-v0"],
            cwd=ROOT, env=told, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    manage.file = folder / "labd.sqlite3"
    return manage


def tables(file):
    """Return table -> its columns, for our apps."""
    with sqlite3.connect(file) as connection:
        names = connection.execute("select name from sqlite_master where type = 'table'")
        found = [name for (name,) in names if name.startswith(APPS)]
        return {
            name: sorted(row[1:4] for row in connection.execute(f"pragma table_info({name})"))
            for name in found
        }


def guide_types(file):
    """Return the keys of the guide's document types in their order."""
    with sqlite3.connect(file) as connection:
        rows = connection.execute("select key from formats_documenttype order by position")
        return [key for (key,) in rows]


def test_models_and_migrations_say_the_same(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_migration_is_named_by_hand():
    names = [path.stem for app in APPS for path in (ROOT / app / "migrations").glob("0*.py")]

    assert len(names) >= len(APPS)
    for name in names:
        assert re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)*", name)
        assert not re.search(r"auto|initial|alter|rename|and_more", name)


@pytest.mark.drill
def test_each_app_is_taken_back_and_put_on_again(manage):
    manage("migrate")
    before, types = tables(manage.file), guide_types(manage.file)
    assert len(types) == 7

    manage("migrate", "rakorcam", "zero")
    manage("migrate", "formats", "zero")
    assert not [name for name in tables(manage.file) if not name.startswith("desa")]

    manage("migrate")
    assert tables(manage.file) == before
    assert guide_types(manage.file) == types


def back_and_on(manage, app, steps):
    """Take an app to each of `steps`, and return table -> rows before and after every one."""
    return json.loads(manage("shell", "-c", f"APP, STEPS = {app!r}, {steps!r}{BACK_AND_ON}"))


def newest_first(app):
    """Return the names of an app's migrations."""
    return sorted(path.stem for path in (ROOT / app / "migrations").glob("0*.py"))[::-1]


@pytest.mark.django_db
def test_all_of_it_is_taken_back_to_the_first_table_and_put_on_again(demo_made_once, tmp_path):
    manage = managing(tmp_path)
    shutil.copy(demo_made_once, manage.file)
    before, types = tables(manage.file), guide_types(manage.file)

    # Whatever stands on the first migration of desa goes with those after it.
    back_and_on(manage, "desa", newest_first("desa")[-1:])

    assert tables(manage.file) == before
    assert guide_types(manage.file) == types
    assert len(types) == 7


@pytest.mark.drill
@pytest.mark.parametrize("app", ["desa", "formats"])
def test_each_migration_is_taken_back_one_by_one(manage, app):
    manage("migrate")
    before = tables(manage.file)

    back_and_on(manage, app, newest_first(app)[1:])

    assert tables(manage.file) == before


@pytest.mark.django_db
def test_each_step_of_rakorcam_is_taken_back_with_the_demos_rows_in_it(demo_made_once, tmp_path):
    manage = managing(tmp_path)
    shutil.copy(demo_made_once, manage.file)
    before, down = tables(manage.file), newest_first("rakorcam")

    full, *rest = back_and_on(manage, "rakorcam", down[1:])

    for name in ("progress", "amendment", "visit", "personmet", "budgetentry"):
        assert full[f"rakorcam_{name}"] > 0
    first = rest[len(down) - 2]
    assert first["rakorcam_planitem"] == full["rakorcam_planitem"] == 12
    for at_a_step in rest:
        for name, count in first.items():
            assert at_a_step[name] == count == full[name], name
    assert tables(manage.file) == before
