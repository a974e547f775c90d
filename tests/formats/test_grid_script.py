"""The grid's script stays small enough for a slow line; docs/adr/0009 has the figures."""

import gzip
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 12_000


def test_the_grid_script_weighs_at_most_12_kb_compressed():
    files = sorted((ROOT / "static" / "js").glob("grid*.js"))
    sizes = {file.name: len(gzip.compress(file.read_bytes(), mtime=0)) for file in files}

    assert sum(sizes.values()) <= MOST_BYTES, sizes
