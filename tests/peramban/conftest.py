"""Browser tests: one Chromium per session, and a console that stays silent."""

import os

import pytest
from django.conf import settings
from django.test import Client

from tests import factories
from tests.peramban import demo_site
from tests.peramban.chromium import chromium, new_profile

PASSWORD = "rahasia-contoh-1"


@pytest.fixture(scope="session")
def browser():
    """Return the one Chromium of this session.

    Playwright keeps an event loop running in this thread for as long as the browser lives, and
    Django refuses to query beside a running loop; but no query of ours runs inside a coroutine.
    """
    with pytest.MonkeyPatch.context() as patch, chromium() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield started


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the demo, running behind the real server until the session ends."""
    folder = tmp_path_factory.getbasetemp()
    # Several test processes share the parent of their folders, and one build.
    shared = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    built = demo_site.build(shared / "labd-contoh")
    with demo_site.serve(built, folder / "labd-situs") as running:
        yield running


@pytest.fixture
def open_page(browser, live_server):
    """Return the function `open_page(user=None)` that gives a person a browser and a page.

    With a user the person is logged in already. At the end of the test no page may have complained
    in its console, broken the content security policy, or asked another host.
    """
    opened = []

    def open_for(user=None, **options):
        cookies = [_login_cookie(user, live_server.url)] if user else ()
        context, witness = new_profile(browser, live_server.url, cookies=cookies, **options)
        opened.append((context, witness))
        return context.new_page()

    yield open_for
    for context, _witness in opened:
        context.close()
    assert [witness.complaints for _context, witness in opened if witness.complaints] == []
    assert [witness.strangers for _context, witness in opened if witness.strangers] == []


def _login_cookie(user, url):
    client = factories.masuk(Client(), user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def with_password(db):
    """Return the function that gives an account the password these tests type."""

    def give(user):
        user.set_password(PASSWORD)
        user.save()
        return user

    return give
