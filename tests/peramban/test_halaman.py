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
from tests.peramban.steps import (
    change_password_wrongly,
    choose_no_file,
    fill_in_nothing,
    give_a_wrong_password,
    leave_note_out,
    lose_the_token,
    open_a_second_session,
    open_all_details,
    open_box,
    open_menus,
    refuse_letters,
    report_nothing,
    save_over_others,
    send_nothing,
    try_once_too_often,
    type_bad_plan,
    type_bad_rupiah,
    type_bad_target,
)
from tests.peramban.visits import (
    BOTH,
    CAMAT,
    DESA,
    DUKCAPIL,
    GANGGA,
    KABUPATEN,
    NOTULIS,
    PENDAMPING,
    PETUGAS,
    PTPD,
    STRANGER,
    TENIGA,
    Visit,
)
from tests.peramban.visits_bina import VISITS_BINA
from tests.peramban.visits_labd import LOOKS
from tests.peramban.visits_tinjau import VISITS_TINJAU

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
) | {"ambang_simpan": "admin.klu"}  # fmt: skip

VISITS = [
    # Doors
    Visit(STRANGER, "masuk"),
    Visit(STRANGER, "masuk", fill_in_nothing),
    Visit(STRANGER, "masuk", give_a_wrong_password),
    Visit(STRANGER, "masuk", try_once_too_often),
    Visit(PTPD, "kata_sandi"),
    Visit(PTPD, "kata_sandi", change_password_wrongly),
    Visit(PTPD, "kata_sandi_selesai"),
    # Homes
    Visit(PTPD, "beranda"),
    Visit(PTPD, "beranda", open_menus),
    *[Visit(who, "beranda") for who in (GANGGA, CAMAT, NOTULIS, PENDAMPING, DESA, KABUPATEN, BOTH)],
    Visit(PTPD, "pilih"),
    # Data desa
    Visit(PTPD, "data_desa tanjung"),
    Visit(DESA, "data_desa tanjung"),
    Visit(PTPD, "format 1 tanjung"),
    Visit(GANGGA, "format 1", refuse_letters),
    Visit(GANGGA, "format 1 beside", open_box),
    Visit(GANGGA, "format 1", save_over_others),
    Visit(CAMAT, "format 1 tanjung"),
    Visit(DESA, "format 1 tanjung"),
    Visit(PTPD, "format 1 lama"),
    Visit(PTPD, "format 2 tanjung"),
    Visit(PENDAMPING, "format 2 tanjung"),
    Visit(GANGGA, "format 2", leave_note_out),
    Visit(GANGGA, "format 2", save_over_others),
    Visit(CAMAT, "format 2 tanjung"),
    Visit(GANGGA, "banding"),
    Visit(CAMAT, "banding tanjung"),
    Visit(GANGGA, "jenis_dokumen"),
    Visit(CAMAT, "jenis_dokumen tanjung"),
    Visit(GANGGA, "jenis_dokumen_tambah"),
    Visit(GANGGA, "jenis_dokumen_tambah", fill_in_nothing),
    Visit(GANGGA, "jenis_dokumen_ubah"),
    Visit(GANGGA, "target"),
    Visit(DESA, "target tanjung"),
    Visit(GANGGA, "target_khusus"),
    Visit(GANGGA, "target_khusus", type_bad_target),
    Visit(DUKCAPIL, "target_kabupaten"),
    Visit(DUKCAPIL, "target_kabupaten", type_bad_target),
    Visit(CAMAT, "target_kabupaten"),
    Visit(CAMAT, "target_kabupaten lama"),
    Visit(GANGGA, "bukti_elemen"),
    Visit(GANGGA, "bukti_elemen", choose_no_file),
    Visit(GANGGA, "bukti_hapus"),
    Visit(DESA, "bukti_elemen tanjung"),
    # Lembar isian
    *[Visit(who, "beranda") for who in (TENIGA, PETUGAS)],
    *[Visit(who, "format 3 tanjung") for who in (PTPD, DESA)],
    Visit(PTPD, "format 3 lama"),
    *[Visit(who, "lembar_daftar") for who in (PTPD, CAMAT, TENIGA)],
    Visit(PTPD, "lembar_daftar lama"),
    *[Visit(PTPD, f"lembar {word}") for word in ("terkirim", "petugas", "kosong", "lama")],
    Visit(TENIGA, "lembar draf"),
    Visit(PETUGAS, "lembar kosong"),
    *[
        Visit(TENIGA, f"lembar_langkah draf {key}")
        for key in ("dasar_hukum", "anggaran", "tantangan", "petugas")
    ],
    Visit(TENIGA, "lembar_langkah draf anggaran", type_bad_rupiah),
    *[
        Visit(PETUGAS, f"lembar_langkah kosong {key}")
        for key in ("status", "difasilitasi", "insentif")
    ],
    Visit(PETUGAS, "lembar_langkah kosong insentif", type_bad_rupiah),
    Visit(PTPD, "lembar_semua draf"),
    Visit(TENIGA, "lembar_kirim draf"),
    Visit(PETUGAS, "lembar_kirim kosong", send_nothing),
    Visit(PTPD, "lembar_periksa terkirim"),
    Visit(PTPD, "lembar_periksa diperiksa"),
    Visit(PTPD, "lembar_kembalikan terkirim"),
    Visit(PTPD, "lembar_kembalikan terkirim", fill_in_nothing),
    *[Visit(PTPD, f"lembar_koreksi terkirim {key}") for key in ("anggaran_total", "sop")],
    Visit(PTPD, "lembar_koreksi terkirim sop", fill_in_nothing),
    *[Visit(PTPD, name) for name in ("tema", "tema_tambah", "tema_ubah")],
    Visit(CAMAT, "tema"),
    # Dasbor
    *[Visit(who, "dasbor tanjung") for who in (CAMAT, NOTULIS, KABUPATEN)],
    Visit(GANGGA, "dasbor", open_all_details),
    Visit(CAMAT, "dasbor lama"),
    Visit(CAMAT, "dasbor_perkembangan tanjung", open_all_details),
    *LOOKS,
    # Rakorcam
    Visit(PTPD, "rakorcam_daftar"),
    Visit(KABUPATEN, "rakorcam_daftar"),
    Visit(GANGGA, "rakorcam_baru"),
    Visit(GANGGA, "rakorcam_baru", open_a_second_session),
    *[Visit(PTPD, f"rakorcam {state}") for state in ("persiapan", "selesai")],
    *[Visit(GANGGA, f"rakorcam {state}") for state in ("berlangsung", "evaluasi")],
    Visit(KABUPATEN, "rakorcam draf"),
    Visit(DESA, "rakorcam selesai"),
    Visit(PTPD, "rakorcam_ubah persiapan"),
    Visit(PTPD, "rakorcam_batal persiapan"),
    Visit(PTPD, "rakorcam_batal persiapan", fill_in_nothing),
    Visit(PTPD, "rakorcam_bekukan persiapan"),
    Visit(GANGGA, "rakorcam_bekukan evaluasi"),
    Visit(GANGGA, "bekuan berlangsung"),
    Visit(GANGGA, "anggaran_sesi berlangsung"),
    Visit(CAMAT, "anggaran tanjung"),
    Visit(CAMAT, "siklus tanjung"),
    Visit(KABUPATEN, "siklus lama"),
    Visit(KABUPATEN, "bekuan draf"),
    *[Visit(who, "rakorcam_cetak persiapan") for who in (PTPD, NOTULIS)],
    Visit(PTPD, "rakorcam_mulai persiapan"),
    Visit(PTPD, "rakorcam_mulai persiapan", fill_in_nothing),
    Visit(CAMAT, "rakorcam_mulai persiapan"),
    Visit(GANGGA, "rakorcam_tutup berlangsung"),
    Visit(CAMAT, "rakorcam_buka_kembali selesai"),
    *[Visit(PTPD, f"lembar_kerja {number} persiapan") for number in (6, 7)],
    *[Visit(GANGGA, f"lembar_kerja {number} berlangsung") for number in (6, 7)],
    Visit(KABUPATEN, "lembar_kerja 7 draf"),
    Visit(DESA, "lembar_kerja 6 selesai"),
    *[Visit(NOTULIS, f"lembar_kerja_baris {number} persiapan") for number in (6, 7)],
    Visit(NOTULIS, "lembar_kerja_baris 7 persiapan", type_bad_plan),
    Visit(NOTULIS, "rencana_ubah 7 persiapan"),
    Visit(NOTULIS, "rencana_hapus 7 persiapan"),
    Visit(NOTULIS, "catatan_hapus 7 persiapan"),
    Visit(GANGGA, "sepakati 7 berlangsung"),
    # Tindak lanjut
    *[Visit(who, "tindak_daftar") for who in (PTPD, PENDAMPING, CAMAT, DESA, KABUPATEN)],
    Visit(PTPD, "tindak_daftar desa"),
    Visit(PTPD, "tindak_daftar lapor"),
    Visit(GANGGA, "tindak_daftar kosong"),
    *[Visit(who, "tindak_rencana") for who in (PTPD, PENDAMPING, CAMAT, DESA)],
    Visit(PTPD, "tindak_rencana kecamatan"),
    Visit(PTPD, "tindak_catat kecamatan"),
    Visit(DESA, "tindak_catat_desa"),
    Visit(DESA, "tindak_catat_desa", report_nothing),
    Visit(PTPD, "tindak_catat_desa kecamatan"),
    Visit(DESA, "tindak_dokumen"),
    Visit(DESA, "tindak_dokumen", fill_in_nothing),
    Visit(PTPD, "kemajuan_kembalikan"),
    Visit(PTPD, "kemajuan_kembalikan", fill_in_nothing),
    Visit(PTPD, "dokumen_kembalikan"),
    Visit(PTPD, "tindak_keadaan"),
    Visit(PTPD, "tindak_keadaan", fill_in_nothing),
    Visit(PTPD, "tindak_ubah"),
    Visit(PTPD, "tindak_ubah", fill_in_nothing),
    *VISITS_BINA,
    *VISITS_TINJAU,
    # Refusals
    Visit(PTPD, "/tidak-ada/", status=404),
    Visit(PTPD, "/data/00000000-0000-0000-0000-000000000000/2026-06/", status=404),
    Visit(DESA, "rakorcam_baru tanjung", status=403),
    Visit(PTPD, "rakorcam_batal persiapan", lose_the_token),
    Visit(STRANGER, "400"),
    Visit(STRANGER, "500"),
]


@pytest.fixture(scope="module")
def logins(browser, site):
    """Return the function that gives a person's cookies, after one login through the form."""
    known = {STRANGER: []}

    def cookies_of(who):
        if who not in known:
            known[who] = site.log_in(browser, who)
        return known[who]

    return cookies_of


@pytest.fixture
def go(browser, site, logins):
    """Return the function that makes a Visit and gives (page, Witness); its profile ends after."""
    contexts = []

    def make(visit):
        context, witness = new_profile(browser, site.url, cookies=logins(visit.who))
        contexts.append(context)
        page = context.new_page()
        found = site.paths.get(visit.key, visit.key)
        if visit.key in LAST_RESORT:
            page.route("**/galat/", lambda route: route.fulfill(body=found, content_type=HTML))
        answer = page.goto("/galat/" if visit.key in LAST_RESORT else found)
        assert answer.status == visit.status
        if visit.step:
            visit.step(page)
        return page, witness

    yield make
    for context in contexts:
        context.close()


# A page's first visitor sees it on both screens; who comes later, on the phone, where less fits.
FIRST = {visit.name: visit for visit in reversed(VISITS)}


@pytest.mark.parametrize("visit", VISITS, ids=str)
def test_page_is_sound_on_wide_and_narrow_screens(go, visit):
    page, witness = go(visit)

    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "id"
    page.evaluate(AXE)
    for width in (WIDE, NARROW) if visit is FIRST[visit.name] else (NARROW,):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert sideways(page) == 0, f"{width} px"
        assert barriers(page) == [], f"{width} px"
    assert witness.complaints == []
    assert witness.strangers == []


def sideways(page):
    """Return by how many px the document is wider than the screen."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")


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
def test_a_mere_visit_to_where_one_saves_ends_on_its_page(browser, site, logins, key):
    who = DUKCAPIL if key.startswith("target") else GANGGA
    who = SENDERS.get(key.split()[0], who)
    context, _witness = new_profile(browser, site.url, cookies=logins(who))
    answer = context.request.get(site.paths[key])
    context.close()

    assert answer.status == 200
    assert resolve(urlsplit(answer.url).path).url_name == SENT_ON[key]


@pytest.mark.parametrize("key", sorted(NOT_PAGES))
def test_what_is_not_a_page_holds_no_markup(browser, site, logins, key):
    context, _witness = new_profile(browser, site.url, cookies=logins(KABUPATEN))
    path = next(path for name, path in site.paths.items() if name.split()[0] == key)
    answer = context.request.get(path)
    context.close()

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
