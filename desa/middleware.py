"""Two nets around every view: a declared right, and the kabupaten's clock."""

from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from desa.access import PERSONAL, PUBLIC


class AccessMiddleware:
    """Refuse to run a view that does not say who may open it (fails closed)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Raise ImproperlyConfigured when the view neither declares a right nor is listed."""
        match = request.resolver_match
        declared = hasattr(view, "access") or match.url_name in (*PUBLIC, *PERSONAL)
        if not declared and match.app_name != "admin":
            raise ImproperlyConfigured(f"{match.route} tidak menyebut siapa yang boleh membukanya.")


class ZoneMiddleware:
    """Show times in the zone of the first kabupaten the person works for (rules.md 28)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with timezone.override(self._zone(request)):
            return self.get_response(request)

    @staticmethod
    def _zone(request):
        if not request.user.is_authenticated:
            return timezone.get_default_timezone()
        kabupaten = home_kabupaten(request.user)
        return ZoneInfo(kabupaten.zone) if kabupaten else timezone.get_default_timezone()


def home_kabupaten(user):
    """Return the kabupaten of the person's first assignment, or None (no extra query)."""
    for one in user.current_assignments:
        kecamatan = one.kecamatan or (one.desa and one.desa.kecamatan)
        return one.kabupaten or kecamatan.kabupaten
    return None
