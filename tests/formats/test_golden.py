"""The sheets of the hand-made data, line by line, as a person would check them.

A golden changes only in a commit whose body says which rule changed.
"""

from pathlib import Path

import pytest

from tests.formats.as_text import sheet_as_text
from tests.formats.made import make_sheet

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("number", [1, 2, 6, 7])
def test_format_sheet_matches_its_golden(number):
    expected = (GOLDEN / f"format_{number:02}.txt").read_text("utf-8")
    assert sheet_as_text(make_sheet(number)) == expected
