"""Settings fail closed, and every refusal is a sentence (docs/adr/0002)."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from labd import env

ROOT = Path(__file__).resolve().parents[2]
GOOD_KEY = "k3" * 30


def start_site(folder, **variables):
    """Start Django with these variables and none of ours beside them."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("LABD_") and name != "DATABASE_URL"
    }
    return subprocess.run(
        [sys.executable, "manage.py", "diffsettings"],
        cwd=ROOT,
        env={**clean, "LABD_DATA_DIR": str(folder), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({}, "LABD_SECRET_KEY belum diisi."),
        ({"LABD_SECRET_KEY": "pendek"}, "LABD_SECRET_KEY hanya 6 huruf."),
        ({"LABD_SECRET_KEY": GOOD_KEY}, "LABD_ALLOWED_HOSTS belum diisi."),
        (
            {"LABD_SECRET_KEY": GOOD_KEY, "LABD_ALLOWED_HOSTS": "*"},
            "LABD_ALLOWED_HOSTS berisi “*”.",
        ),
        ({"LABD_DEMO": "ya"}, "LABD_DEMO berisi “ya”. Isi dengan 1 (ya) atau 0 (tidak)."),
        ({"LABD_DEBUG": "1"}, "LABD_DEBUG=1 hanya boleh bersama LABD_DEMO=1"),
        ({"LABD_DEMO": "1", "DATABASE_URL": "mysql://a:rahasia@b/c"}, "jenis basis data “mysql”"),
    ],
)
def test_a_missing_or_wrong_setting_stops_the_site_with_a_sentence(tmp_path, variables, sentence):
    site = start_site(tmp_path, **variables)

    assert site.returncode == 1
    assert site.stderr.startswith("Pengaturan belum benar: ")
    assert sentence in site.stderr
    assert "Traceback" not in site.stderr
    assert "rahasia@" not in site.stderr


def test_outside_the_demo_everything_goes_over_https(tmp_path):
    site = start_site(
        tmp_path, LABD_SECRET_KEY=GOOD_KEY, LABD_ALLOWED_HOSTS="labd.contoh.go.id,kantor"
    )

    assert site.returncode == 0, site.stderr
    lines = site.stdout.splitlines()
    for line in (
        "ALLOWED_HOSTS = ['labd.contoh.go.id', 'kantor']",
        "SECURE_SSL_REDIRECT = True",
        "SESSION_COOKIE_SECURE = True",
        "CSRF_COOKIE_SECURE = True",
        "LABD_DEMO = False  ###",
    ):
        assert line in lines
    assert not list(tmp_path.glob("kunci-rahasia"))


def test_the_demo_answers_to_this_machine_only():
    assert env.hosts("LABD_TIDAK_ADA", demo=True) == ["127.0.0.1", "localhost", "[::1]"]


def test_the_demo_keeps_one_key_for_its_owner_only(tmp_path):
    with ThreadPoolExecutor(8) as starting_together:
        keys = set(
            starting_together.map(
                lambda _: env.secret_key("LABD_TIDAK_ADA", demo=True, folder=tmp_path / "data"),
                range(16),
            )
        )

    kept = tmp_path / "data" / "kunci-rahasia"
    assert keys == {kept.read_text().strip()}
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["kunci-rahasia"]


def test_a_damaged_key_is_refused_rather_than_used(tmp_path):
    (tmp_path / "kunci-rahasia").write_text("")

    with pytest.raises(ImproperlyConfigured, match="tidak berisi kunci yang utuh"):
        env.secret_key("LABD_TIDAK_ADA", demo=True, folder=tmp_path)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("sqlite:///var/lain.sqlite3", "/proyek/var/lain.sqlite3"),
        ("sqlite:////srv/labd.sqlite3", "/srv/labd.sqlite3"),
        ("", "{folder}/labd.sqlite3"),
    ],
)
def test_sqlite_lives_where_the_address_says(monkeypatch, tmp_path, address, path):
    monkeypatch.setenv("DATABASE_URL", address)

    found = env.database("DATABASE_URL", folder=tmp_path, root=Path("/proyek"))

    assert str(found["NAME"]) == path.format(folder=tmp_path)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("sqlite://", "tidak menyebut berkas SQLite"),
        ("postgres://labd:rahasia@server", "tidak menyebut nama basis data"),
        ("postgres://labd:rahasia@server:banyak/labd", "tidak terbaca"),
        ("labd.sqlite3", "jenis basis data"),
    ],
)
def test_an_unclear_database_address_is_refused_in_words(monkeypatch, tmp_path, address, sentence):
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(ImproperlyConfigured, match=sentence) as refusal:
        env.database("DATABASE_URL", folder=tmp_path, root=tmp_path)

    assert "rahasia" not in str(refusal.value)


def test_postgresql_keeps_connections_and_checks_them(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://labd:a%40b@server:6000/kabupaten")

    found = env.database("DATABASE_URL", folder=tmp_path, root=tmp_path)

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("server", 6000, "kabupaten")
    assert (found["PASSWORD"], found["CONN_HEALTH_CHECKS"]) == ("a@b", True)
    assert found["CONN_MAX_AGE"] > 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="hanya SQLite yang punya PRAGMA")
def test_sqlite_survives_a_power_cut_and_waits_for_its_turn():
    with connection.cursor() as cursor:
        found = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }

    full = 2
    assert found == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "busy_timeout": 20_000,
    }
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_proxy_is_believed_only_when_named(monkeypatch):
    assert env.proxy_header("LABD_TIDAK_ADA") is None

    monkeypatch.setenv("LABD_PROXY_SSL_HEADER", "X-Forwarded-Proto")
    assert env.proxy_header("LABD_PROXY_SSL_HEADER") == ("HTTP_X_FORWARDED_PROTO", "https")

    monkeypatch.setenv("LABD_PROXY_SSL_HEADER", "X-Forwarded-Proto: https")
    with pytest.raises(ImproperlyConfigured, match="nama header saja"):
        env.proxy_header("LABD_PROXY_SSL_HEADER")


def test_a_number_is_whole_and_within_bounds(monkeypatch):
    monkeypatch.setenv("LABD_HSTS_SECONDS", "setahun")

    with pytest.raises(ImproperlyConfigured, match=r"berisi “setahun”\. Isi dengan bilangan bulat"):
        env.number("LABD_HSTS_SECONDS", 1, least=1)


def test_the_content_policy_allows_nothing_inline_and_no_other_host():
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]

    assert policy["default-src"] == ["'none'"]
    assert {source for sources in policy.values() for source in sources} == {
        "'none'",
        "'self'",
        "data:",
    }
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]
