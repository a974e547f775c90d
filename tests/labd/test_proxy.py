"""The throttle must know who asks, also when every request passes one proxy."""

from django.test import RequestFactory

from labd.proxy import client_ip


def asked(**headers):
    return RequestFactory().get("/masuk/", REMOTE_ADDR="127.0.0.1", **headers)


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert client_ip(asked(HTTP_X_FORWARDED_FOR="10.9.9.9, 203.0.113.7")) == "203.0.113.7"


def test_without_a_proxy_the_header_is_not_believed(settings):
    settings.SECURE_PROXY_SSL_HEADER = None

    assert client_ip(asked(HTTP_X_FORWARDED_FOR="203.0.113.7")) == "127.0.0.1"


def test_a_proxy_that_says_nothing_leaves_the_address_of_the_connection(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert client_ip(asked()) == "127.0.0.1"
