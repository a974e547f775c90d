"""What others wrote and we serve: unchanged, licensed, and nothing asked of another host."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
ROWS = re.findall(
    r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|", (VENDOR / "README.md").read_text(), re.MULTILINE
)
OURS = [
    path
    for folder, suffix in (("templates", "html"), ("static/css", "css"), ("static/js", "js"))
    for path in sorted((ROOT / folder).rglob(f"*.{suffix}"))
]


def test_the_readme_names_every_vendored_file():
    code = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*.min.*")}

    assert {name for name, _ in ROWS} == code


@pytest.mark.parametrize(("name", "checksum"), ROWS)
def test_a_vendored_file_is_the_one_the_readme_names(name, checksum):
    path = VENDOR / name

    assert hashlib.sha256(path.read_bytes()).hexdigest() == checksum
    assert (path.parent / "LICENSE").is_file()


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_our_pages_ask_nothing_of_another_host(path):
    assert not re.findall(r"(?:src|href|action|url\(|@import)[^>\n]{0,20}//", path.read_text())


@pytest.mark.parametrize(
    "path",
    [path for path in OURS if path.suffix == ".html" and "cetak" not in path.name],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_page_holds_no_inline_style_script_or_handler(path):
    """The content security policy refuses them; *cetak* templates become paper, not pages."""
    html = path.read_text()

    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']", html)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
