"""What the first view of a dashboard weighs as it travels, compressed: at most 100 kB (issue 6)."""

import gzip
import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from desa.rights import Role
from tests.factories import make_user
from tests.labd.dunia_penuh import full_kabupaten

pytestmark = pytest.mark.sekali

MOST_BYTES = 100_000
# Style sheets, scripts, the icon, pictures of the wide and the narrow screen, parts put in later.
ADDRESSES = (
    r'<link[^>]* href="([^"]+)"', r'<script[^>]* src="([^"]+)"', r'<img[^>]* src="([^"]+)"',
    r'<source[^>]* srcset="([^"]+)"', r'data-nanti-isi="([^"]+)"',
)  # fmt: skip


class View:
    """What a browser fetches of one page, each thing once: address -> bytes, compressed."""

    def __init__(self, client, url):
        self.client, self.sizes = client, {}
        self._fetch(url)

    def _fetch(self, url):
        if url in self.sizes:
            return
        body, is_markup = self._body(url)
        self.sizes[url] = len(gzip.compress(body, 6, mtime=0))
        text = body.decode(errors="replace")
        patterns = ADDRESSES if is_markup else (r"url\(['\"]?([^)'\"]+)",)
        for found in (one for pattern in patterns for one in re.findall(pattern, text)):
            if not found.startswith(("data:", "#")):
                self._fetch(urljoin(url, unescape(found)))

    def _body(self, url):
        path = urlsplit(url).path
        if path.startswith(settings.STATIC_URL):
            with open(finders.find(path.removeprefix(settings.STATIC_URL)), "rb") as file:
                return file.read(), False
        response = self.client.get(url)
        assert response.status_code == 200
        return response.content, response["Content-Type"].startswith("text/html")


@pytest.fixture
def world(klu):
    """Return (Kabupaten, Kecamatan) of 12 desa each that told 20 periods."""
    (kecamatan, _other), _periods = full_kabupaten(klu, 12, 20)
    return klu, kecamatan


@pytest.mark.parametrize(
    ("name", "role", "needs"),
    [
        ("dasbor", Role.CA, ("dasbor.css", "situs.js", "/grafik/", "/perhatian/", "bootstrap")),
        ("dasbor_kabupaten", Role.DU, ("dasbor-kabupaten.css", "situs.js", "/grafik/")),
    ],
)
def test_the_first_view_is_light(name, role, needs, world, client, masuk):
    area = world[role is Role.CA]
    masuk(client, make_user("pembaca", (role, area)))
    sizes = View(client, reverse(name, args=[area.pk, "2026-11"])).sizes
    for part in needs:
        assert any(part in url for url in sizes), (part, list(sizes))
    assert sum(sizes.values()) <= MOST_BYTES, sizes
