"""Where tests run: the demo's settings, in a folder of their own that is thrown away.

It stands beside manage.py because Django must be ready before any conftest of the tests imports a
model, and the folder must be known before Django is. Whatever DATA folder or key the shell of the
developer names is not touched.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def _own_folder():
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker:
        folder = Path(os.environ["LABD_DATA_DIR"]) / worker
        folder.mkdir(exist_ok=True)
        return folder
    folder = Path(tempfile.mkdtemp(prefix="labd-uji-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


for _name in [name for name in os.environ if name.startswith("LABD_") and name != "LABD_DATA_DIR"]:
    if not _name.startswith(("LABD_UJI_", "LABD_CHROMIUM")):
        del os.environ[_name]
os.environ["LABD_DATA_DIR"] = str(_own_folder())
os.environ["LABD_DEMO"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "labd.settings"

import django  # noqa: E402
from django.conf import settings  # noqa: E402

# A slow hash protects passwords; here it would only make every login of the cast slow.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Straight from static/, so that no test waits for collectstatic.
settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
settings.STATIC_ROOT.mkdir(exist_ok=True)
django.setup()

from hypothesis import settings as hypothesis_settings  # noqa: E402

# The same examples on every run: a red test is red for everyone.
hypothesis_settings.register_profile("labd", derandomize=True, deadline=None, max_examples=40)
hypothesis_settings.load_profile("labd")


def pytest_terminal_summary(terminalreporter):
    """Leave the counts in words where `make test` collects them for its last line."""
    target = os.environ.get("LABD_UJI_HASIL")
    if not target:
        return
    words = {"passed": "lulus", "failed": "gagal", "error": "galat", "skipped": "dilewati"}
    counts = {word: len(terminalreporter.stats.get(key, [])) for key, word in words.items()}
    parts = [f"{n} {word}" for word, n in counts.items() if n or word == "lulus"]
    Path(target).write_text(", ".join(parts) + "\n", encoding="utf-8")
