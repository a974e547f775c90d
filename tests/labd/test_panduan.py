"""The user guide: everybody finds their own page, its pictures exist, its links open."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from desa.rights import Role
from labd.panduan.links import LINKS
from labd.panduan.pages import BY_SLUG, PAGES
from tests import factories
from tests.pages import words

pytestmark = pytest.mark.sekali

PICTURE = re.compile(
    r'<img src="([^"]+)" alt="([^"]+)" width="(\d+)" height="(\d+)" loading="lazy"'
)
OPEN = re.compile(r'href="([^"]+)">(Buka [^<]+)<')
HEAVIEST, PAGE_OF_PICTURES = 40_000, 200_000
# Fixture name of one person per role -> the page of that role.
OWN = {
    "ptpd": "ptpd",
    "pendamping": "pendamping-desa",
    "notulis": "notulis",
    "camat": "camat",
    "sekcam": "camat",
    "kepala_desa": "pemerintah-desa",
    "petugas_desa": "pemerintah-desa",
    "admin_kabupaten": "admin-kabupaten",
    "dukcapil": "dinas-dukcapil",
}


@pytest.fixture
def opened(client, masuk, request, tanjung, periode):
    """Return the function that opens a page of the guide as somebody of the cast."""

    def opened(who, slug=""):
        masuk(client, request.getfixturevalue(who))
        url = reverse("panduan_peran", args=[slug]) if slug else reverse("panduan")
        return client.get(url)

    return opened


def source(slug):
    return Path(get_template(BY_SLUG[slug].template).origin.name).read_text(encoding="utf-8")


def test_every_role_has_exactly_one_page():
    held = [role for page in PAGES for role in page.roles]

    assert sorted(held) == sorted(Role)


@pytest.mark.parametrize("who", OWN)
def test_everybody_finds_the_page_of_their_own_role(opened, who):
    answer = opened(who)

    assert answer.status_code == 200
    assert f"<h1>Panduan {BY_SLUG[OWN[who]].title}</h1>" in answer.content.decode()


def test_who_has_two_roles_chooses_between_both_first(opened):
    text = words(opened("rangkap"))

    assert text.index("Panduan PTPD") < text.index("Untuk peran lain")
    assert text.index("Panduan notulis") < text.index("Untuk peran lain")
    assert text.index("Panduan camat") > text.index("Untuk peran lain")


def test_who_has_no_role_yet_may_read_them_all(opened):
    html = opened("tanpa_tugas").content.decode()

    assert all(reverse("panduan_peran", args=[page.slug]) in html for page in PAGES)


@pytest.mark.parametrize("slug", BY_SLUG)
def test_each_page_leads_to_all_others(opened, slug):
    html = opened("ptpd", slug).content.decode()

    others = {reverse("panduan_peran", args=[one]) for one in BY_SLUG if one != slug}
    assert {url for url in others if url in html} == others


def test_a_role_that_does_not_exist_is_not_found(opened):
    assert opened("ptpd", "bupati").status_code == 404


@pytest.mark.parametrize("who", ["ptpd", "kepala_desa", "admin_kabupaten", "tanpa_tugas"])
def test_every_page_of_the_site_leads_to_the_guide(client, masuk, request, periode, who):
    masuk(client, request.getfixturevalue(who))

    for url in (reverse("beranda"), "/tidak-ada/"):
        html = client.get(url).content.decode()
        assert html.count(f'href="{reverse("panduan")}"') == 2, "account menu and foot"


def test_strangers_are_not_sent_to_a_page_they_cannot_open(client, db):
    assert reverse("panduan") not in client.get(reverse("masuk")).content.decode()


@pytest.mark.parametrize("slug", BY_SLUG)
def test_each_page_shows_a_few_small_pictures_with_words_and_room(opened, slug):
    html = opened("ptpd", slug).content.decode()
    pictures = PICTURE.findall(html)

    assert html.count("<img") == len(pictures), "each lazily, with alt, width and height"
    assert 3 <= len(pictures) <= 6
    weight = 0
    for url, alt, width, height in pictures:
        file = finders.find(url.removeprefix(settings.STATIC_URL))
        assert file, url
        weight += Path(file).stat().st_size
        with Image.open(file) as drawn:
            assert drawn.width * int(height) == drawn.height * int(width), url
        assert len(alt) > 20
    assert weight <= PAGE_OF_PICTURES


def test_no_picture_is_heavy_and_none_lies_about_unused():
    folder = settings.BASE_DIR / "static" / "panduan"
    named = {name for slug in BY_SLUG for name in re.findall(r'nama="([^"]+)"', source(slug))}

    assert {file.stem for file in folder.iterdir()} == named
    assert [file.name for file in folder.iterdir() if file.stat().st_size > HEAVIEST] == []


@pytest.mark.parametrize("who", OWN)
def test_no_guide_offers_a_page_that_would_refuse(opened, client, who):
    """Own pages and those of other roles; a link for somebody else is left out."""
    own = OPEN.findall(opened(who).content.decode())
    found = {one for slug in BY_SLUG for one in OPEN.findall(opened(who, slug).content.decode())}

    assert own
    assert set(own) <= found
    assert {url for url, _ in found if client.get(url).status_code != 200} == set()


@pytest.mark.parametrize("who", OWN)
def test_what_the_own_page_calls_a_link_is_one(opened, who):
    """A page may name only pages that its own roles may open."""
    named = set(re.findall(r"url=tautan\.(\w+)", source(OWN[who])))

    assert named <= set(LINKS)
    assert {key for key in named if key not in opened(who).context["tautan"]} == set()


def test_without_a_period_the_guide_still_opens(client, masuk, ptpd):
    masuk(client, ptpd)

    answer = client.get(reverse("panduan"))

    assert answer.status_code == 200
    assert "format_1" not in answer.context["tautan"]


def test_the_guide_asks_the_database_equally_often_for_3_and_43_desa(
    client, masuk, ptpd, tanjung, periode
):
    counts = []
    masuk(client, ptpd)
    for more in (0, 40):
        factories.make_desa(tanjung, more)
        client.get(reverse("panduan"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("panduan"))
        counts.append(len(asked))

    assert counts == [counts[0]] * 2
    assert counts[0] <= 8


def test_switching_the_kecamatan_stays_on_the_guide(client, masuk, rangkap, gangga, periode):
    masuk(client, rangkap)
    here = reverse("panduan_peran", args=["notulis"])

    answer = client.get(
        reverse("pilih"),
        {"kecamatan": str(gangga.pk), "periode": periode.code, "kembali": here},
    )

    assert answer["Location"] == here
