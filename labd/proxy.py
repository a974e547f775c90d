"""Whose address a request comes from, also behind a proxy."""

from django.conf import settings


def client_ip(request):
    """Return the address that asked: what our own proxy saw, else the connection's.

    Only the last entry of X-Forwarded-For is the proxy's own word; the others are the client's.
    Without LABD_PROXY_SSL_HEADER there is no proxy and the header is not believed.
    """
    seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    return seen if behind_proxy and seen else request.META.get("REMOTE_ADDR", "")
