"""The process of `make bench`: python -m labd.bench_run ROUNDS WARM_UP, in a folder of its own."""

import sys

import django
from django.conf import settings
from django.core.management import call_command


def prepare():
    """Make Django ready for a database that is not there yet, with the measured pages' addresses.

    Raises RuntimeError when the database exists: only a folder made for this is filled.
    """
    django.setup()
    if settings.DATABASES["default"]["NAME"].exists():
        raise RuntimeError("Ukuran hanya diambil di basis data yang baru.")
    # Nobody logs in here with a password, and nobody waits for compressed files.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    )
    settings.ROOT_URLCONF = "labd.bench_urls"
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def main(rounds, warm_up, out=sys.stdout):
    """Lay the throw-away data, then print one line per Pair as it is measured."""
    # Only now: these import models, and Django was not ready before.
    from labd.bench import Unmeasured, line, measure
    from labd.bench_pairs import pairs
    from labd.bench_world import World

    out.write(
        f"Median dari {rounds} ukuran setelah {warm_up} pemanasan, kedua sisi bergantian; "
        "waktu prosesor kita : pembanding.\n"
    )
    for pair in pairs(World.laid()):
        if isinstance(pair, Unmeasured):
            told = str(pair)
        else:
            told = line(measure(pair, rounds=rounds, warm_up=warm_up))
        out.write(f"{told}\n")
        out.flush()


if __name__ == "__main__":
    prepare()
    main(*map(int, sys.argv[1:]))
