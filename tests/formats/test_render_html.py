"""A Sheet as an HTML table: heads with scopes, states with shapes, nothing executable."""

import re
from html.parser import HTMLParser

import pytest

from formats.render.html import leaves, sheet_html, table_html, view
from tests.formats.made import every_kind_sheet, make_sheet


class Table(HTMLParser):
    """Reads a table back: each row as (tag, attributes, text) of its cells."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.column_count = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.column_count += tag == "col"
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append([tag, dict(attrs), ""])

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1][2] += data.strip()


def texts(row):
    return [text for _tag, _attrs, text in row]


def test_a_grouped_head_has_two_rows_with_spans_and_scopes():
    upper, lower = Table(sheet_html(every_kind_sheet())).rows[:2]
    assert texts(upper) == [
        "No.",
        "Desa",
        "Keterangan",
        "Cakupan",
        "Elemen",
        "Rencana Kerja",
    ]
    assert upper[0][1] == {"scope": "col", "rowspan": "2"}
    assert upper[3][1] == {"scope": "colgroup", "colspan": "3"}
    assert texts(lower) == ["Wajib", "%", "Kesenjangan", "Status", "Desa yang sudah punya"]


def test_the_heading_nearest_to_each_column_is_known():
    assert leaves(make_sheet(7)) == (
        "No.",
        "Jenis Dokumen Adminduk",
        "Target",
        "Realisasi",
        "Masalah/ Kendala/ Hambatan",
        "Rencana Kerja",
        "Waktu Pelaksanaan",
    )


def test_every_kind_of_cell_is_written_and_its_row_is_headed_by_its_name():
    table = Table(table_html(view(every_kind_sheet(text="SK 12/2024"))))
    row = table.rows[2]
    assert table.column_count == len(row) == 9
    assert (row[1][0], row[1][1]) == ("th", {"scope": "row"})
    assert texts(row) == [
        "1.",
        "Desa 1",
        "SK 12/2024",
        "6.415",
        "99,2%6.362 dari 6.415 orang",
        "kurang 4,5 poin, 1.257 orang",
        "Sebagian",
        "2 desaSokong, Jenggala (SK belum)Belum terdata: Teniga",
        "1) Perekaman keliling2) Isbat nikah terpadu",
    ]


def test_an_empty_cell_says_so_to_a_screen_reader_and_not_to_the_eye():
    empty = Table(sheet_html(every_kind_sheet())).rows[-1]
    assert empty[3][1] == {"class": "angka sel-kosong"} or "sel-kosong" in empty[3][1]["class"]
    assert texts(empty)[3] == "belum diisi"
    assert "sel-kosong" not in empty[8][1]["class"]


def test_a_count_above_its_whole_is_marked():
    html = sheet_html(make_sheet(1))
    assert len(re.findall(r'class="[^"]*sel-peringatan[^"]*"', html)) == 1
    assert '100,4%<b class="tanda">!</b>' in html


def test_sum_and_dst_are_rows_of_their_own_kind():
    assert '<tr class="b4 baris-jumlah">' in sheet_html(make_sheet(1))
    assert '<tr class="b8 baris-dst">' in sheet_html(make_sheet(7, tail=True))


@pytest.mark.parametrize("shape", ["sudah", "sebagian", "belum", "terdata"])
def test_a_state_is_a_shape_and_a_word_on_screen_and_on_paper(shape):
    sheet = make_sheet(2)
    assert f'<span class="k k-{shape}"><svg' in sheet_html(sheet)
    paper = table_html(view(sheet))
    assert f'<span class="k k-{shape}"><span class="bentuk" aria-hidden="true"></span>' in paper


def test_markup_typed_by_people_stays_text():
    html = sheet_html(every_kind_sheet(text="<img src=https://contoh.id/a.png onerror=x>"))
    assert "<img" not in html
    assert "&lt;img src=https://contoh.id/a.png onerror=x&gt;" in html


def test_no_inline_style_and_no_handler_is_written():
    for number in (1, 2, 6, 7):
        html = sheet_html(make_sheet(number))
        assert not re.search(r"\sstyle=|\son\w+=|<script|<style", html)
