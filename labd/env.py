"""The one door to the environment: every setting read from it is checked and refused in words.

Each function raises `ImproperlyConfigured` with an Indonesian sentence that names the variable,
says what was found and what is allowed. A value that could be a secret is never repeated in it.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_LEAST = 50
SQLITE_BUSY_SECONDS = 20
DEMO_HINT = "Untuk mencoba dengan data contoh di komputer sendiri, pakai LABD_DEMO=1."


def text(name, default=""):
    """Return the variable without surrounding spaces, or `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name):
    """Return True for 1, False for 0 or unset; anything else is refused rather than guessed."""
    found = text(name, "0")
    if found not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} berisi “{found}”. Isi dengan 1 (ya) atau 0 (tidak).")
    return found == "1"


def number(name, default, *, least=0):
    """Return the variable as a whole number of at least `least`."""
    found = text(name, str(default))
    if not (found.isascii() and found.isdigit()) or int(found) < least:
        raise ImproperlyConfigured(
            f"{name} berisi “{found}”. Isi dengan bilangan bulat, paling sedikit {least}."
        )
    return int(found)


def choice(name, default, allowed):
    """Return the variable in capitals if it is one of `allowed`."""
    found = text(name, default).upper()
    if found not in allowed:
        raise ImproperlyConfigured(f"{name} berisi “{found}”. Pilihannya: {', '.join(allowed)}.")
    return found


def hosts(name, *, demo):
    """Return the host names the site answers to, separated by commas in the variable.

    The demo always answers to this machine's own names. Outside the demo the variable is required,
    and `*` is refused everywhere: it would let anyone put a false address into the site's links.
    """
    found = [host.strip() for host in text(name).split(",") if host.strip()]
    if "*" in found:
        raise ImproperlyConfigured(
            f"{name} berisi “*”. Tulis nama server satu per satu, misalnya labd.contoh.go.id."
        )
    if demo:
        return ["127.0.0.1", "localhost", "[::1]", *found]
    if not found:
        raise ImproperlyConfigured(
            f"{name} belum diisi. Tulis nama server yang dibuka pengguna, dipisahkan koma, "
            f"misalnya labd.contoh.go.id. {DEMO_HINT}"
        )
    return found


def data_dir(name, default):
    """Return the folder that holds the database, the uploads and the collected static files."""
    folder = Path(text(name, str(default))).expanduser()
    return folder if folder.is_absolute() else Path.cwd() / folder


def secret_key(name, *, demo, folder):
    """Return the key that signs sessions and links.

    In the demo it is made once and kept in `folder`, readable by its owner only; outside the demo
    it must come from the environment, because a key made silently would change with the machine and
    throw everyone out.
    """
    found = text(name)
    if not found and demo:
        return _kept_key(folder / "kunci-rahasia")
    if not found:
        raise ImproperlyConfigured(
            f"{name} belum diisi. Isi dengan huruf acak, paling sedikit {SECRET_KEY_LEAST} huruf, "
            'misalnya hasil perintah: python3 -c "import secrets; '
            f'print(secrets.token_urlsafe(64))". {DEMO_HINT}'
        )
    if len(found) < SECRET_KEY_LEAST:
        raise ImproperlyConfigured(
            f"{name} hanya {len(found)} huruf. Isi dengan paling sedikit {SECRET_KEY_LEAST} huruf "
            "acak."
        )
    return found


def proxy_header(name):
    """Return Django's pair for the header by which a proxy says that the visitor came over https.

    The variable holds the header's name (`X-Forwarded-Proto`). Unset means no proxy is trusted.
    """
    found = text(name)
    if not found:
        return None
    if not found.replace("-", "").isalnum() or not found.isascii():
        raise ImproperlyConfigured(
            f"{name} berisi “{found}”. Isi dengan nama header saja, misalnya X-Forwarded-Proto."
        )
    return (f"HTTP_{found.upper().replace('-', '_')}", "https")


def database(name, *, folder, root):
    """Return Django's settings of the one database.

    `sqlite:///path` (relative paths count from `root`, the project's folder) or
    `postgres://user:password@host/name`; unset is SQLite in `folder`.
    """
    url = text(name)
    if not url:
        make_private(folder)
        return _sqlite(folder / "labd.sqlite3", folder)
    scheme = url.partition(":")[0].lower()
    if scheme == "sqlite":
        path = url.partition("://")[2].removeprefix("/")
        if not path or path == ":memory:":
            raise ImproperlyConfigured(
                f"{name} tidak menyebut berkas SQLite. Tulis misalnya sqlite:///var/labd.sqlite3."
            )
        return _sqlite(root / path, folder)
    if scheme in {"postgres", "postgresql"}:
        return _postgresql(name, url)
    raise ImproperlyConfigured(
        f"{name} memakai jenis basis data “{scheme}”. Yang dikenal: sqlite:///… dan postgres://…."
    )


def make_private(folder):
    """Make `folder`, open to its owner only, unless it is there."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"Folder {folder} tidak dapat dibuat ({error.strerror}). Tunjuk folder lain dengan "
            "LABD_DATA_DIR."
        ) from error


def _kept_key(path):
    """Return the key in `path`, writing a new one first if there is none.

    Two processes may start together: the key is written aside and linked into place, which only one
    of them can do, and both then read the same file.
    """
    make_private(path.parent)
    if not path.exists():
        aside = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    key = path.read_text(encoding="ascii").strip()
    if len(key) < SECRET_KEY_LEAST:
        raise ImproperlyConfigured(
            f"Berkas {path} tidak berisi kunci yang utuh. Hapus berkas itu; kunci baru dibuat "
            "sendiri dan semua pengguna perlu masuk lagi."
        )
    return key


def _sqlite(path, folder):
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Closing the last connection folds the write-ahead log into the file; doing so after every
        # request would cost each of them a sync to disk.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            "timeout": SQLITE_BUSY_SECONDS,
            # Take the write lock when a transaction begins: two people saving at once then wait for
            # each other instead of one failing half-way.
            "transaction_mode": "IMMEDIATE",
            # FULL: a saved figure must survive the power cut a second later.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        # A file, so that tests meet the same locking as the real thing.
        "TEST": {"NAME": folder / "uji.sqlite3"},
    }


def _postgresql(name, url):
    try:
        parts = urlsplit(url)
        database = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name} tidak terbaca. Tulis postgres://pengguna:sandi@server:5432/nama, dengan tanda "
            "khusus dalam sandi ditulis sebagai %xx."
        ) from error
    if not database["NAME"]:
        raise ImproperlyConfigured(
            f"{name} tidak menyebut nama basis data. Tulis postgres://pengguna:sandi@server/nama."
        )
    return database
