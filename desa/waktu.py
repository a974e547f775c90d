"""The one place that asks the clock, and the kabupaten's local dates (rules.md 28)."""

from zoneinfo import ZoneInfo

from django.utils import timezone

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def now():
    """Return the present moment (aware, UTC); everything else receives it as an argument."""
    return timezone.now()


def local(at, kabupaten):
    """Return the moment `at` on the kabupaten's clock."""
    return at.astimezone(ZoneInfo(kabupaten.zone))


def today(kabupaten, at=None):
    """Return the kabupaten's local date at the moment `at` (default: the present)."""
    return local(at or now(), kabupaten).date()
