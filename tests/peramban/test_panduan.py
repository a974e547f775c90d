"""The guide on a thin line: its first view is light, and so is the whole page with its pictures."""

import pytest

from labd.panduan.pages import BY_SLUG
from tests.peramban.chromium import NARROW, WIDE, new_profile
from tests.peramban.visits import PTPD

pytestmark = pytest.mark.peramban

FIRST_VIEW, WHOLE_PAGE = 100_000, 300_000


@pytest.fixture(scope="module")
def cookies(browser, site):
    """Return the cookies of one login."""
    return site.log_in(browser, PTPD)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("slug", BY_SLUG)
def test_a_guide_page_is_light(browser, site, cookies, slug, width):
    """As it travels, with nothing in the browser's cache; pictures come when they come near."""
    context, witness = new_profile(browser, site.url, width=width, cookies=cookies)
    page = context.new_page()
    requests = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(site.paths[f"panduan_peran {slug}"], wait_until="networkidle")
    first = weight(requests)
    pictures = page.locator("main img")
    for number in range(pictures.count()):
        pictures.nth(number).scroll_into_view_if_needed()
        page.wait_for_function(
            "n => document.querySelectorAll('main img')[n].naturalWidth > 0", arg=number
        )
    whole = weight(requests)
    context.close()

    assert first <= FIRST_VIEW
    assert whole <= WHOLE_PAGE
    assert witness.complaints == []
    assert witness.strangers == []


def weight(requests):
    """Return the bytes that travelled to the browser."""
    sizes = [one.sizes() for one in requests]
    return sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
