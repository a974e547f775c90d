"""Draw the pictures of the README and the guide: `.venv/bin/python -m tests.peramban.gambar`.

All show a fresh demo, as a laptop or a phone shows it.
"""

import tempfile
from pathlib import Path

from tests.peramban import demo_site, gambar_panduan
from tests.peramban.chromium import chromium, new_profile

PICTURE = demo_site.ROOT / "docs" / "gambar" / "beranda.png"


def draw(picture=PICTURE):
    """Write the pictures; the demo they show is thrown away afterwards."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        built = demo_site.build(Path(folder) / "contoh")
        demo_site.add_admin_files(built)
        with demo_site.serve(built, Path(folder) / "situs") as site:
            _draw_home(browser, site, picture)
            gambar_panduan.draw_all(browser, site)


def _draw_home(browser, site, picture):
    """Draw the home page of Tanjung's PTPD."""
    cookies = site.log_in(browser, "ptpd.tanjung")
    context, _witness = new_profile(browser, site.url, cookies=cookies)
    page = context.new_page()
    page.goto("/", wait_until="networkidle")
    gambar_panduan.small(page.screenshot(full_page=True)).save(picture, optimize=True)
    context.close()


if __name__ == "__main__":
    draw()
