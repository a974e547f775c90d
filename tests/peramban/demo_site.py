"""The demo behind the real server: gunicorn and whitenoise, in a folder that is thrown away.

Pages are weighed and walked here, because only this way they come with the compression, the hashed
addresses and the headers that people get.
"""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.peramban.chromium import log_in, new_profile

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "rahasia-contoh-1"
START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Site:
    """A running demo: its address, and the path of each page by key."""

    url: str
    paths: dict

    def log_in(self, browser, username):
        """Log in through the form and return the cookies."""
        context, _witness = new_profile(browser, self.url)
        log_in(context.new_page(), username, PASSWORD)
        cookies = context.cookies()
        context.close()
        return cookies


def build(folder):
    """Make the database, the static files and the table of paths in `folder`, once.

    Several test processes may ask at the same time; the first one builds, the others wait.
    """
    folder.mkdir(exist_ok=True)
    with (folder.parent / f"{folder.name}.kunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        table = folder / "alamat.json"
        if not table.exists():
            _run(folder, "manage.py", "migrate", "--noinput", "--verbosity", "0")
            # The admin's own files are not on any page of ours.
            _run(
                folder, "manage.py", "collectstatic", "--noinput", "--verbosity", "0", "-i", "admin"
            )
            told = _run(folder, "-m", "tests.peramban.demo_world")
            aside = folder / "alamat.baru"
            aside.write_text(told, encoding="utf-8")
            aside.rename(table)
    return folder


def add_admin_files(built):
    """Add the admin's static files to `built`, for whoever looks at its pages."""
    _run(built, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")


@contextmanager
def serve(built, own):
    """Serve a copy of `built` from the folder `own` on a free port of this machine."""
    shutil.copytree(built, own)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "labd/gunicorn.conf.py"],
        cwd=ROOT,
        env=_environment(own, PORT=str(port), LABD_WORKERS="1"),
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(server, url)
        yield Site(url, json.loads((own / "alamat.json").read_text(encoding="utf-8")))
    finally:
        server.terminate()
        server.wait(START_SECONDS)


def _environment(folder, **more):
    """Return an environment for the demo in `folder`, free of what the tests set for themselves."""
    kept = {
        key: text for key, text in os.environ.items() if not key.startswith(("LABD_", "PYTEST"))
    }
    kept.pop("DATABASE_URL", None)
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "labd.settings",
        "LABD_DEMO": "1",
        "LABD_DATA_DIR": str(folder),
        "LABD_DEMO_PASSWORD": PASSWORD,
        **more,
    }


def _run(folder, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}\n{done.stderr}")
    return done.stdout


def _wait(server, url):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"gunicorn berhenti dengan kode {server.returncode}.")
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} tidak menjawab dalam {START_SECONDS} detik.")
