"""Draw the picture of the README: `.venv/bin/python -m tests.peramban.gambar`.

It shows the home page of Tanjung's PTPD on a fresh demo, as a laptop shows it.
"""

import tempfile
from pathlib import Path

from tests.peramban import demo_site
from tests.peramban.chromium import chromium, new_profile

PICTURE = demo_site.ROOT / "docs" / "gambar" / "beranda.png"


def draw(picture=PICTURE):
    """Write the picture; the demo it shows is thrown away afterwards."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        built = demo_site.build(Path(folder) / "contoh")
        with demo_site.serve(built, Path(folder) / "situs") as site:
            cookies = site.log_in(browser, "ptpd.tanjung")
            context, _witness = new_profile(browser, site.url, cookies=cookies)
            page = context.new_page()
            page.goto("/")
            page.screenshot(path=picture, full_page=True)
            context.close()


if __name__ == "__main__":
    draw()
