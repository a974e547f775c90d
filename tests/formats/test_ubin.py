"""Tiles: a wall sheet on office paper, which laid together is the sheet again."""

import io
import re
from functools import cache

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader

from formats.render.paper import PAPERS, UnknownPaper
from formats.render.tiled import tiled_pdf, together, wall_pdf
from formats.render.tiles import OVERLAP, STRIP, TILE_PAPERS, UNPRINTABLE, tiling
from tests.formats.made import PRINTED, desa_named, make_data, make_sheet, pdf_of

WALLS = [name for name, paper in PAPERS.items() if paper.is_plano]
# Dots per mm; every place of a tile is a whole number of them.
DOTS = 2
# How far (of 255) a dot may differ where a window cuts through it; one dot's shift is twice this.
SEAM = 50
BOTH = [(wall, tile) for wall in WALLS for tile in TILE_PAPERS]


def cut(wall, tile):
    return tiling(PAPERS[wall], tile)


DRAFT = make_sheet(6, is_draft=True)


@cache
def tiles(wall, tile, sheet=DRAFT):
    """Return the bytes of a sheet in tiles; what several tests read is cut once."""
    return wall_pdf(sheet, wall, tile, printed=PRINTED)


@cache
def pictures(content):
    """Return every page of a PDF as a grey picture, DOTS to the mm."""
    # A hair less, or a page of 2000,0001 dots would be drawn 2001 wide.
    scale = DOTS * 25.4 / 72 * (1 - 1e-6)
    return [
        page.render(scale=scale).to_pil().convert("L") for page in pypdfium2.PdfDocument(content)
    ]


def window(picture, left, top, width, height):
    return picture.crop(tuple(round(one * DOTS) for one in (left, top, left + width, top + height)))


def difference(one, other):
    """Return how far two pictures differ at the worst place, a little blurred."""
    blurred = ImageChops.difference(one, other).filter(ImageFilter.BoxBlur(1))
    return blurred.getextrema()[1]


@pytest.mark.parametrize(("wall", "tile"), BOTH)
def test_tiles_cover_the_sheet_and_overlap_their_neighbours(wall, tile):
    grid = cut(wall, tile)
    wide, high = grid.sheet
    tiles = {(one.row, one.column): one for one in grid.tiles}
    assert len(tiles) == grid.count == grid.rows * grid.columns
    for (row, column), one in tiles.items():
        assert (one.left == 0) is (column == 1) and (one.top == 0) is (row == 1)
        assert (one.left + one.width == wide) is (column == grid.columns)
        assert (one.top + one.height == high) is (row == grid.rows)
        if column > 1:
            before = tiles[row, column - 1]
            assert before.left + before.width - one.left == OVERLAP
        if row > 1:
            above = tiles[row - 1, column]
            assert above.top + above.height - one.top == OVERLAP


@pytest.mark.parametrize(("wall", "tile"), BOTH)
def test_windows_keep_clear_of_the_unprintable_edge_and_the_strip(wall, tile):
    grid = cut(wall, tile)
    assert sorted(grid.paper) == sorted((PAPERS[tile].short, PAPERS[tile].long))
    assert min(grid.margin) >= UNPRINTABLE + STRIP
    for side, margin, part in zip(grid.paper, grid.margin, grid.window, strict=True):
        assert 2 * margin + part == side


@given(st.integers(300, 2000), st.integers(200, 1500), st.sampled_from(TILE_PAPERS))
def test_paper_is_turned_the_way_that_takes_fewer(wide, high, tile):
    class Wall:
        is_plano, name = True, "uji"

        def size(self, landscape):
            return wide, high

    grid, edge = tiling(Wall(), tile), 2 * (UNPRINTABLE + STRIP)

    def least(across, down):
        columns = -(-(wide - OVERLAP) // (across - edge - OVERLAP))
        return columns * -(-(high - OVERLAP) // (down - edge - OVERLAP))

    short, long = PAPERS[tile].short, PAPERS[tile].long
    assert grid.count == min(least(short, long), least(long, short))
    assert all(one.width > OVERLAP and one.height > OVERLAP for one in grid.tiles)


def test_what_cannot_be_cut_is_refused_in_words():
    with pytest.raises(UnknownPaper, match="Hanya plano yang dibagi menjadi ubin, bukan F4"):
        tiling(PAPERS["F4"], "A4")
    with pytest.raises(UnknownPaper, match="Kertas ubin “A5” tidak dikenal; pilih salah satu: F4"):
        tiling(PAPERS["A1"], "A5")


@pytest.mark.parametrize(
    ("wall", "tile"), [("A1", "F4"), ("A0", "A4"), ("79x109", "F4"), ("65x100", "A3")]
)
def test_tiles_laid_together_are_the_sheet_again(wall, tile):
    grid = cut(wall, tile)
    (whole,) = pictures(pdf_of(DRAFT, wall))
    _plan, *pages = pictures(tiles(wall, tile))
    laid = Image.new("L", tuple(side * DOTS for side in grid.sheet), 255)
    assert len(pages) == grid.count
    for one, page in zip(grid.tiles, pages, strict=True):
        piece = window(page, *grid.margin, one.width, one.height)
        # What two tiles both show is the same on both.
        assert difference(piece, window(whole, one.left, one.top, one.width, one.height)) < SEAM
        laid.paste(piece, (one.left * DOTS, one.top * DOTS))
    assert difference(laid, whole) < SEAM
    assert whole.getextrema()[0] < 60


@pytest.mark.parametrize(("wall", "tile"), [("A1", "F4"), ("A0", "A4"), ("65x100", "A3")])
def test_the_edge_of_every_paper_is_empty(wall, tile):
    grid = cut(wall, tile)
    for page in pictures(tiles(wall, tile)):
        edge = Image.new("L", page.size, 255)
        edge.paste(page)
        inner = (UNPRINTABLE, UNPRINTABLE, *(side - UNPRINTABLE for side in grid.paper))
        edge.paste(255, tuple(side * DOTS for side in inner))
        assert edge.getextrema() == (255, 255)


@pytest.mark.parametrize(("wall", "tile"), [("A1", "F4"), ("A0", "A4"), ("79x109", "F4")])
def test_around_a_window_stand_marks_alone(wall, tile):
    grid = cut(wall, tile)
    _plan, *pages = pictures(tiles(wall, tile))
    for one, picture in zip(grid.tiles, pages, strict=True):
        page, (left, top) = picture.copy(), grid.margin
        page.paste(255, tuple(
            round(side * DOTS) for side in (left, top, left + one.width, top + one.height)
        ))  # fmt: skip
        # Cut marks, triangles, the label and the map: a small part of the paper.
        dark = sum(page.histogram()[:128])
        assert 0 < dark < 0.01 * page.width * page.height


def test_each_tile_says_where_it_belongs():
    pdf = PdfReader(io.BytesIO(tiles("A1", "F4")))
    for one, page in zip(cut("A1", "F4").tiles, pdf.pages[1:], strict=True):
        told = " ".join(page.extract_text().split())
        assert f"baris {one.row}, kolom {one.column} · Format 6, Kecamatan Tanjung" in told


def test_the_plan_says_what_comes_out_and_how_it_is_put_together():
    pdf = PdfReader(io.BytesIO(tiles("A1", "F4")))
    told = " ".join(pdf.pages[0].extract_text().split())
    assert "Petunjuk rakit" in told
    assert "Hasilnya 84,1 × 59,4 cm, dari 10 lembar F4: 2 baris × 5 kolom." in told
    assert "ukuran sebenarnya" in told and "10 cm" in told
    assert all(f"kolom {n}" in told for n in range(1, 6)) and "baris 2" in told
    assert "Format 6. Rencana Kerja Penguatan Pelaksanaan LABD" in told


def test_sheets_that_go_on_are_cut_one_after_the_other():
    data = make_data(desa_named(30))
    content = pdf_of(make_sheet(6, data, tail=True), "A1")
    count = len(PdfReader(io.BytesIO(content)).pages)
    assert count > 1
    pdf = PdfReader(io.BytesIO(tiled_pdf(content, cut("A1", "F4"), name="Format 6", title="Uji")))
    assert len(pdf.pages) == 1 + 10 * count
    assert f"{count} lembar plano, masing-masing" in pdf.pages[0].extract_text()
    assert f"baris 2, kolom 5 · lembar 1 dari {count} · Format 6" in pdf.pages[10].extract_text()
    assert f"lembar {count} dari {count}" in pdf.pages[-1].extract_text()


def test_tiles_are_printed_as_they_are_and_take_little_room():
    whole, content = pdf_of(DRAFT, "A0"), tiles("A0", "A4")
    pdf = PdfReader(io.BytesIO(content))
    assert pdf.viewer_preferences.print_scaling == "/None"
    assert pdf.trailer["/Root"]["/Lang"] == "id"
    assert re.search(r"Format 6\. .*Kecamatan Tanjung.*plano pada A4", pdf.metadata.title)
    # The drawing is in the file once, however many tiles show it.
    assert len(content) < len(whole) + 70_000


def test_several_worksheets_are_one_file():
    one = tiles("A1", "F4")
    assert together([one], title="Plano") == one
    both = [one, tiles("A1", "F4", make_sheet(7))]
    pdf = PdfReader(io.BytesIO(together(both, title="Plano Format 6 dan 7")))
    assert len(pdf.pages) == 22
    assert pdf.metadata.title == "Plano Format 6 dan 7"
    assert pdf.viewer_preferences.print_scaling == "/None"
    assert pdf.trailer["/Root"]["/Lang"] == "id"
    assert "Format 7" in pdf.pages[12].extract_text()
