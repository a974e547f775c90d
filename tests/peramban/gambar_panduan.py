"""The pictures of the user guide: who looks at which page, on what, and from where on.

`gambar.py` draws them into static/panduan/; the guide's templates name them.
"""

import io
from dataclasses import dataclass

from PIL import Image

from tests.peramban import demo_site
from tests.peramban.chromium import new_profile
from tests.peramban.visits import (
    CAMAT,
    DESA,
    DUKCAPIL,
    KABUPATEN,
    NOTULIS,
    PENDAMPING,
    PTPD,
    TENIGA,
)

FOLDER = demo_site.ROOT / "static" / "panduan"
# Width and height of a picture, in px of the page it shows.
SCREEN, PHONE = (720, 450), (360, 600)
COLOURS = 16
# What is left free above the element a picture begins with.
ROOM = 8
# The guide shows the round of now; demo_world gives most addresses for the one before.
BEFORE, NOW = "/2026-06/", "/2026-11/"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file's name, who looks, at which key of demo_world, from which element on.

    Without an element the picture begins at the top of the page, with the bar of the site.
    """

    name: str
    who: str
    key: str
    start: str = ""
    step: object = None
    is_phone: bool = False

    @property
    def size(self):
        return PHONE if self.is_phone else SCREEN

    @property
    def file(self):
        return FOLDER / f"{self.name}.webp"


def _phone(name, key, start=""):
    return Picture(name, TENIGA, key, start, is_phone=True)


PICTURES = (
    Picture("ptpd-beranda", PTPD, "beranda"),
    Picture("ptpd-format-1", PTPD, "format 1 tanjung", "#petunjuk"),
    Picture("ptpd-periksa", PTPD, "lembar_periksa terkirim", "h1"),
    Picture("ptpd-rakorcam", PTPD, "rakorcam tinjau", "h1"),
    Picture("ptpd-tindak", PTPD, "tindak_daftar", ".rencana"),
    Picture("pendamping-lembar", PENDAMPING, "lembar_daftar", "h1"),
    Picture("pendamping-bina", PENDAMPING, "pembinaan_baru", "h1"),
    Picture("pendamping-catat", PENDAMPING, "tindak_rencana", "h1"),
    Picture("notulis-cetak", NOTULIS, "rakorcam_cetak persiapan", "h1"),
    Picture("notulis-lembar-kerja", NOTULIS, "lembar_kerja 7 persiapan", "h1"),
    Picture("notulis-rencana", NOTULIS, "lembar_kerja_baris 7 persiapan", "#rencana"),
    Picture("notulis-tinjau", NOTULIS, "lembar_kerja tinjau", "h1"),
    Picture("camat-dasbor", CAMAT, "dasbor tanjung"),
    Picture("camat-peringatan", CAMAT, "peringatan", "h1"),
    Picture("camat-rakorcam", CAMAT, "rakorcam tinjau"),
    Picture("camat-tindak", CAMAT, "tindak_daftar", "h1"),
    _phone("desa-beranda", "beranda"),
    _phone("desa-langkah", "lembar_langkah draf dasar_hukum"),
    _phone("desa-tantangan", "lembar_langkah draf tantangan", "h1"),
    _phone("desa-kirim", "lembar_kirim draf", "h1"),
    Picture("desa-catat", DESA, "tindak_catat_desa", "h1", is_phone=True),
    Picture("admin-beranda", KABUPATEN, "beranda"),
    Picture("admin-dasbor", KABUPATEN, "dasbor_kabupaten", "h1"),
    Picture("admin-periode", KABUPATEN, "/admin/formats/period/add/", "#content"),
    Picture("admin-akun", KABUPATEN, "/admin/desa/user/add/", ".inline-group"),
    Picture("admin-ambang", KABUPATEN, "ambang", "h1"),
    Picture("dukcapil-target", DUKCAPIL, "target_kabupaten", "h1"),
    Picture("dukcapil-format-1", DUKCAPIL, "format 1 tanjung", "h1"),
    Picture("dukcapil-jarak", DUKCAPIL, "dasbor tanjung", "#jarak"),
)


def draw_all(browser, site):
    """Draw every picture, and take away those that no page shows any more."""
    FOLDER.mkdir(exist_ok=True)
    for stale in set(FOLDER.glob("*.webp")) - {one.file for one in PICTURES}:
        stale.unlink()
    logins = {who: site.log_in(browser, who) for who in {one.who for one in PICTURES}}
    for picture in PICTURES:
        _draw(browser, site, picture, logins[picture.who])


def _draw(browser, site, picture, cookies):
    width, height = picture.size
    context, _witness = new_profile(browser, site.url, width=width, cookies=cookies)
    page = context.new_page()
    path = site.paths.get(picture.key, picture.key).replace(BEFORE, NOW)
    # The home page counts some of its tasks a moment later.
    page.goto(path, wait_until="networkidle")
    if picture.step:
        picture.step(page)
    top = 0
    if picture.start:
        box = page.locator(picture.start).first.bounding_box()
        length = page.evaluate("document.documentElement.scrollHeight")
        top = max(0, min(box["y"] - ROOM, length - height))
    shot = page.screenshot(
        full_page=True, clip={"x": 0, "y": top, "width": width, "height": height}
    )
    context.close()
    small(shot).convert("RGB").save(picture.file, "WEBP", lossless=True, quality=100, method=6)


def small(shot):
    """Return a screenshot in few colours: flat ones and letters take less room without loss."""
    drawn = Image.open(io.BytesIO(shot)).convert("RGB")
    return drawn.quantize(COLOURS, dither=Image.Dither.NONE)
