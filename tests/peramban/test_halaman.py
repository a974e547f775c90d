"""Every page of ours, on a wide and on a narrow screen, served as people get it.

A page is found good when axe-core finds nothing on it, it never scrolls sideways, it has one main
heading and says its language, it asks no other host, and the browser has nothing to complain of.
"""

import uuid
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from playwright.sync_api import expect

from tests import factories
from tests.peramban.chromium import HEIGHT, NARROW, WIDE, new_profile
from tests.peramban.visits import DESA, DUKCAPIL, GANGGA, KABUPATEN, PTPD, STRANGER
from tests.peramban.visits_all import VISITS

pytestmark = pytest.mark.peramban

AXE = AXE_FILE_PATH.read_text(encoding="utf-8")
# preload would fetch the style sheets once more, which tells axe nothing here.
AXE_OPTIONS = {"preload": False, "resultTypes": ["violations"]}
HTML = "text/html; charset=utf-8"
# Pages that a healthy server shows to nobody; their markup is taken from the templates.
LAST_RESORT = {"400", "500"}
# They answer with a file or a bare word, for which there is nothing to look at.
NOT_PAGES = {
    "dasbor_grafik", "dasbor_berkas", "dasbor_desa_grafik", "dasbor_desa_berkas",
    "dasbor_kabupaten_grafik", "dasbor_kabupaten_berkas", "bagikan_dalam", "bagikan_terbuka",
    "bagikan_kabupaten_dalam",
    "paparan", "format_berkas", "format_riwayat", "semua_format", "lembar_kerja_berkas",
    "lembar_kerja_semua", "lembar_berkas", "lembar_kosong", "bukti", "healthz", "kemajuan_foto",
    "rakorcam_cetak_berkas", "banding_berkas", "anggaran_berkas", "anggaran_sesi_berkas",
    "pembinaan_berkas", "pembinaan_foto", "siklus_berkas", "laporan_berkas", "beranda_nanti",
}  # fmt: skip
# Parts of a page, walked inside it.
PARTS = {"dasbor_perhatian", "dasbor_rencana", "dasbor_desa_peringatan"}
# Addresses that save: a mere visit, as after logging in again, is sent on to a page walked below.
SENT_ON = {
    "format_simpan 1": "format",
    "format_simpan 2": "format",
    "target_kabupaten_simpan": "target_kabupaten",
    "ambang_simpan": "ambang",
    "peringatan_cabut": "peringatan",
    "bukti_unggah": "bukti_elemen",
    "catatan_tambah 7 berlangsung": "lembar_kerja_baris",
    "kutipan_pakai 7 berlangsung": "lembar_kerja_baris",
    "lembar_salin draf": "lembar",
    "koreksi_cabut terkirim": "lembar_periksa",
    "tantangan_tandai terkirim": "lembar_periksa",
    "elemen_tegaskan terkirim": "bukti_elemen",
    "tindak_lanjut": "tindak_daftar",
    "laporan_usulan": "laporan",
    "kemajuan_benarkan": "tindak_rencana",
    "dokumen_benarkan": "tindak_rencana",
    "rencana_lanjut tinjau": "lembar_kerja_baris",
    "target_juni tinjau": "lembar_kerja_baris",
}

# Who saves there, when it is not somebody of Gangga.
SENDERS = dict.fromkeys(
    (
        "lembar_salin", "koreksi_cabut", "tantangan_tandai", "elemen_tegaskan",
        "kemajuan_benarkan", "dokumen_benarkan",
        "rencana_lanjut", "target_juni", "laporan_usulan",
    ),
    "ptpd.tanjung",
) | {"ambang_simpan": "admin.klu", "peringatan_cabut": "camat.tanjung"}  # fmt: skip


@pytest.fixture(scope="module")
def logins(browser, site):
    """Return the function that gives a person's cookies, after one login through the form."""
    known = {STRANGER: []}

    def cookies_of(who):
        if who not in known:
            known[who] = site.log_in(browser, who)
        return known[who]

    return cookies_of


@pytest.fixture(scope="module")
def profile(browser, site, logins):
    """Return the function that gives (context, Witness) of a person who only looks around."""
    known = {}

    def profile_of(who):
        if who not in known:
            known[who] = new_profile(browser, site.url, cookies=logins(who))
        return known[who]

    yield profile_of
    for context, _witness in known.values():
        context.close()


@pytest.fixture
def go(browser, site, logins, profile):
    """Return the function that makes a Visit and gives (page, Witness); its page ends after.

    Who does more than look has a profile of one's own, so that nobody after finds it changed.
    """
    ends = []

    def make(visit):
        if visit.step or visit.key in LAST_RESORT:
            context, witness = new_profile(browser, site.url, cookies=logins(visit.who))
            ends.append(context)
        else:
            context, witness = profile(visit.who)
            witness.forget()
        page = context.new_page()
        ends.append(page)
        found = site.paths.get(visit.key, visit.key)
        if visit.key in LAST_RESORT:
            page.route("**/galat/", lambda route: route.fulfill(body=found, content_type=HTML))
        answer = page.goto("/galat/" if visit.key in LAST_RESORT else found)
        assert answer.status == visit.status
        if visit.step:
            visit.step(page)
        return page, witness

    yield make
    for one in reversed(ends):
        one.close()


# A page's first visitor sees it on both screens. Who comes later sees it on the phone, where less
# fits; and whoever only looks at what others saw meets the same parts, which the drill examines.
FIRST = {visit.name: visit for visit in reversed(VISITS)}


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_page_is_sound_on_wide_and_narrow_screens(go, visit):
    is_first = visit is FIRST[visit.name]
    widths = (WIDE, NARROW) if is_first else (NARROW,)
    look_at(go, visit, widths, examine=bool(is_first or visit.step))


@pytest.mark.drill
@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_every_look_at_every_page_is_sound_on_both_screens(go, visit):
    look_at(go, visit, (WIDE, NARROW), examine=True)


def look_at(go, visit, widths, examine):
    """Make a visit and find its page good on screens `widths` px wide; `examine` it with axe."""
    page, witness = go(visit)

    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "id"
    if examine:
        page.evaluate(AXE)
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert sideways(page) == 0, f"{width} px"
        assert cut_off(page) == [], f"{width} px"
        if examine:
            assert barriers(page) == [], f"{width} px"
    assert witness.complaints == []
    assert witness.strangers == []


def sideways(page):
    """Return by how many px the document is wider than the screen."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")


def cut_off(page):
    """Return the ways of the navigation that a finger or an eye does not reach."""
    return page.evaluate(
        "[...document.querySelectorAll('.nav-link')].filter(one => {"
        " const box = one.getBoundingClientRect();"
        " return box.left < 0 || box.right > innerWidth; }).map(one => one.textContent)"
    )


def barriers(page):
    """Return what axe-core finds: rule, and the first places."""
    found = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [
        (one["id"], one["help"], [node["target"] for node in one["nodes"]][:5])
        for one in found["violations"]
    ]


def test_the_walk_forgets_no_page(client, tanpa_tugas):
    """Whatever answers to GET is walked above, sent on, or known not to be a page."""
    factories.masuk(client, tanpa_tugas)
    answering = {
        name
        for name, arguments in addresses(get_resolver())
        if client.get(reverse(name, kwargs=arguments)).status_code != 405
    }
    walked = {visit.name for visit in VISITS if visit.name.isidentifier()}
    assert answering == walked | NOT_PAGES | PARTS | {key.split()[0] for key in SENT_ON}


def addresses(resolver):
    """Yield (name, made-up arguments) of every address outside the admin."""
    made_up = {"UUIDConverter": uuid.UUID(int=0), "IntConverter": 1}
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from addresses(pattern)
        elif isinstance(pattern, URLPattern):
            converters = pattern.pattern.converters.items()
            yield (
                pattern.name,
                {key: made_up.get(type(one).__name__, "x") for key, one in converters},
            )


@pytest.mark.parametrize("key", SENT_ON)
def test_a_mere_visit_to_where_one_saves_ends_on_its_page(site, profile, key):
    who = DUKCAPIL if key.startswith("target") else GANGGA
    context, _witness = profile(SENDERS.get(key.split()[0], who))
    answer = context.request.get(site.paths[key])

    assert answer.status == 200
    assert resolve(urlsplit(answer.url).path).url_name == SENT_ON[key]


@pytest.mark.parametrize("key", sorted(NOT_PAGES))
def test_what_is_not_a_page_holds_no_markup(site, profile, key):
    context, _witness = profile(KABUPATEN)
    path = next(path for name, path in site.paths.items() if name.split()[0] == key)
    answer = context.request.get(path)

    assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize("who", [PTPD, KABUPATEN, DESA])
def test_the_first_page_after_login_is_light(browser, site, logins, who):
    """At most 10 requests and 100 kB as they travel, with nothing in the browser's cache."""
    context, witness = new_profile(browser, site.url, cookies=logins(who))
    page = context.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request))
    page.goto("/", wait_until="networkidle")
    icon = context.request.get(page.locator("link[rel=icon]").get_attribute("href"))
    expect(page.locator("h1")).to_be_visible()
    sizes = [request.sizes() for request in requests]
    travelled = len(icon.body())
    travelled += sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
    packed = {
        request.response().headers.get("content-encoding")
        for request, one in zip(requests, sizes, strict=True)
        if one["responseBodySize"] > 400
    }
    context.close()

    assert len(requests) + 1 <= 10
    assert travelled <= 100_000
    assert packed <= {"br", "gzip"}
    assert witness.strangers == []
