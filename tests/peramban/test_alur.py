"""The thread played as a person: from a typed figure to Formats 6 and 7 on the wall.

What the sheets must say is worked out here by plain arithmetic from the figures below, not by the
code that prints them.
"""

import io
import re
from decimal import ROUND_HALF_UP, Decimal

import pdfplumber
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from formats.models import Coverage
from formats.specs._shared import DOCUMENTS
from rakorcam.models import PlanItem
from tests.factories import (
    DESA_TANJUNG,
    CollectionFactory,
    CoverageFactory,
    TargetFactory,
    guide_type,
    make_desa,
)
from tests.peramban.chromium import log_in
from tests.peramban.conftest import PASSWORD

pytestmark = pytest.mark.peramban

KEYS = [document.key for document in DOCUMENTS]
LABELS = [document.label for document in DOCUMENTS]
# (wajib, memiliki) of the seven types in the guide's order; Jenggala sent only the first two, and
# Tegal Maja nothing.
TANJUNG = [
    (6415, 6370),
    (2990, 2988),
    (3120, 2800),
    (4480, 3655),
    (210, 95),
    (48, 31),
    (2905, 2290),
]
SOKONG = [
    (8022, 7955),
    (3504, 3504),
    (4011, 3902),
    (5120, 3777),
    (301, 122),
    (63, 50),
    (3777, 2998),
]
JENGGALA = [(5333, 5201), (2450, 2449)]
# Targets in 1/100 percent, of two types only.
TARGETS = {"perekaman-ktp": 9940, "kia": 8500}
REASON = "Menurut laporan desa"


# --- Plain arithmetic -----------------------------------------------------------------------------


def dotted(number):
    return f"{number:,}".replace(",", ".")


def percent(part, whole):
    exact = Decimal(part) * 100 / Decimal(whole)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%".replace(".", ",")


def on_screen(part, whole, place):
    """Return the percent as the grid shows it: near 100 percent with those still missing."""
    text = percent(part, whole)
    if part < whole and text == "100,0%":
        return f"{text} · kurang {dotted(whole - part)} {DOCUMENTS[place].unit}"
    return text


def expected(place, *desa):
    """Return (wajib, memiliki, how many desa) of the type at `place`, summed over those given."""
    told = [figures[place] for figures in desa if place < len(figures)]
    return sum(one[0] for one in told), sum(one[1] for one in told), len(told)


# --- What stands before the first click -----------------------------------------------------------


@pytest.fixture
def tegal_maja(tanjung):
    """Return the fourth desa, of which nobody has told anything."""
    return make_desa(tanjung, 1, DESA_TANJUNG)[0]


@pytest.fixture
def world(with_password, ptpd, periode, tanjung, desa_tanjung, tegal_maja):
    """Lay down Format 1 of Tanjung and a part of Jenggala, and two targets; return the PTPD."""
    CollectionFactory(kecamatan=tanjung, period=periode, data_date=None, source="", filled_by="")
    for desa, figures in zip(desa_tanjung, (TANJUNG, (), JENGGALA), strict=True):
        for key, (wajib, memiliki) in zip(KEYS, figures, strict=False):
            CoverageFactory(
                desa=desa, period=periode, document=guide_type(key), wajib=wajib, memiliki=memiliki
            )
    for key, hundredths in TARGETS.items():
        TargetFactory(period=periode, document=guide_type(key), hundredths=hundredths)
    return with_password(ptpd)


# --- The person's steps ---------------------------------------------------------------------------


def open_format(page, number):
    page.get_by_role("link", name="Data desa").first.click()
    page.get_by_role("link", name=f"Buka Format {number}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Format {number}")


def foot(page, row, place):
    """Return the text of one cell under the grid: a row of the foot, a type's place."""
    cells = page.locator("table.grid tfoot tr").filter(has_text=row).locator("td")
    return cells.nth(place).inner_text()


def sums_on_screen(page, place):
    """Return wajib, memiliki, percent and reach under one type, as the page shows them now."""
    figures = [foot(page, "Jumlah Kecamatan", 3 * place + step) for step in range(3)]
    return [*figures, foot(page, "Dihitung dari", place)]


def sums(place, *desa):
    """Return the same four as they ought to be."""
    wajib, memiliki, told = expected(place, *desa)
    share = on_screen(memiliki, wajib, place)
    return [dotted(wajib), dotted(memiliki), share, f"{told} dari 4 desa"]


def type_format_1(page):
    """Type Sokong's Format 1 and watch the totals follow before anything is stored."""
    open_format(page, 1)
    page.get_by_label("Tanggal Data").fill("31/05/2026")
    page.get_by_label("Sumber Data").fill("UPTD Dukcapil Tanjung")
    page.get_by_label("Diisi oleh").fill("PTPD Tanjung")
    row = page.locator("table.grid tbody tr").filter(
        has=page.get_by_role("rowheader", name="Sokong")
    )
    for place, (label, (wajib, memiliki)) in enumerate(zip(LABELS, SOKONG, strict=True)):
        assert sums_on_screen(page, place) == sums(place, TANJUNG, JENGGALA)
        # One way of writing a count is as good as the other.
        page.get_by_role("textbox", name=f"Sokong, {label}, wajib").fill(dotted(wajib))
        page.get_by_role("textbox", name=f"Sokong, {label}, memiliki").fill(str(memiliki))
        shown = row.locator("td.hitung").nth(place).inner_text()
        assert shown == on_screen(memiliki, wajib, place)
        assert sums_on_screen(page, place) == sums(place, TANJUNG, SOKONG, JENGGALA)
    assert not Coverage.unscoped.filter(desa__name="Sokong").exists()
    page.get_by_role("button", name="Simpan 17 isian").click()
    expect(page.get_by_text("17 isian tersimpan")).to_be_visible()
    for place in range(7):
        assert sums_on_screen(page, place) == sums(place, TANJUNG, SOKONG, JENGGALA)
    expect(page.get_by_text("2 dari 4 desa lengkap")).to_be_visible()


def mark(page, desa, element, state, **texts):
    cell = f"{desa}, {element}"
    choice = page.get_by_label(f"{cell}, status")
    if not choice.is_visible():
        page.locator("summary").filter(has_text=cell).click()
    choice.select_option(state)
    for field, text in texts.items():
        page.get_by_label(f"{cell}, {field}").fill(text)


def mark_elements(page):
    """Mark four desa in Format 2; of Tegal Maja only the Pokja is told."""
    open_format(page, 2)
    mark(page, "Tanjung", "Ruang/Loket Pelayanan", "sudah", bukti="Loket di kantor desa")
    mark(page, "Sokong", "Ruang/Loket Pelayanan", "sebagian", keterangan="meja bersama PKK")
    mark(page, "Jenggala", "Ruang/Loket Pelayanan", "belum")
    mark(page, "Tanjung", "Pokja Adminduk Desa", "sudah", bukti="SK nomor 141/21/2025")
    mark(page, "Tegal Maja", "Pokja Adminduk Desa", "belum")
    mark(page, "Jenggala", "Perdes dan SOP LABD", "sudah", alasan=REASON)
    page.get_by_role("button", name=re.compile("^Simpan")).click()
    expect(page.get_by_text("6 isian tersimpan")).to_be_visible()


def create_session(page):
    page.get_by_role("link", name="Rakorcam", exact=True).click()
    page.get_by_role("link", name="Buat Rakorcam").click()
    page.get_by_label("Jenis").select_option(label="Rakorcam Perencanaan Kegiatan LABD")
    page.get_by_role("main").get_by_label("Periode data").select_option(label="Juni 2026")
    page.get_by_label("Tanggal rapat").fill("18/06/2026")
    page.get_by_label("Pukul").fill("08.30")
    page.get_by_label("Tempat").fill("Aula Kantor Camat")
    page.get_by_role("button", name="Buat Rakorcam").click()
    expect(page.get_by_text("Rakorcam dibuat")).to_be_visible()


def freeze(page):
    page.get_by_role("link", name="Bekukan data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bekukan data")
    page.get_by_role("button", name="Bekukan data").click()
    expect(page.get_by_text("Data dibekukan. Lembar kerja siap dicetak.")).to_be_visible()


def open_row(page, number, row):
    page.get_by_role("link", name=f"Buka Format {number}").click()
    page.get_by_role("link", name=f"Isi baris {row}").click()


def plan_for_chosen_desa(page):
    """Type a plan item in the second row of Format 6, for two of the four desa."""
    open_row(page, 6, 2)
    page.get_by_label("Apa yang dikerjakan").fill("Menata meja layanan adminduk")
    page.get_by_label("Di mana").select_option(label="Desa tertentu")
    page.get_by_text("Pilih desa (untuk “Desa tertentu”)").click()
    for name in ("Sokong", "Jenggala"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Mulai").select_option(label="Juli 2026")
    page.get_by_label("Sampai").select_option(label="September 2026")
    page.get_by_label("Penanggung jawab").fill("Kasi Pelayanan")
    page.get_by_label("Target, angka").fill("2")
    page.get_by_label("Satuan").fill("meja")
    page.get_by_label("Anggaran (Rp)").fill("12.000.000")
    page.get_by_label("Sumber anggaran").select_option(label="APBDes")
    page.get_by_role("button", name="Simpan rencana").click()
    expect(page.get_by_text("Rencana tersimpan.")).to_be_visible()


def plan_for_all_desa(page):
    """Type a problem and a plan item in the last row of Format 7, KIA, for every desa."""
    open_row(page, 7, 7)
    page.get_by_label("Tambah dengan kata sendiri").fill("Blangko KIA sering habis")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text("Catatan tersimpan.")).to_be_visible()
    page.get_by_label("Apa yang dikerjakan").fill("Jemput bola KIA di sekolah")
    page.get_by_label("Di mana").select_option(label="Semua desa")
    page.get_by_label("Mulai").select_option(label="Agustus 2026")
    page.get_by_label("Sampai").select_option(label="Agustus 2026")
    page.get_by_label("Penanggung jawab").fill("Pendamping Desa")
    page.get_by_role("button", name="Simpan rencana").click()
    expect(page.get_by_text("Rencana tersimpan.")).to_be_visible()


def to_session(page):
    page.get_by_role("link", name="Perencanaan, Juni 2026").click()


def decide(page, link, button, also=""):
    """Take one decision in the camat's name; `also` is what has to be ticked besides."""
    page.get_by_role("link", name=link).first.click()
    if also:
        page.get_by_label(also).check()
    page.get_by_label("Atas nama camat").check()
    page.get_by_role("button", name=button).click()


def agree(page):
    # The meeting was planned for a day of June 2026.
    decide(page, "Mulai Rakorcam", "Mulai Rakorcam", also="Ya, rapat dimulai hari ini")
    expect(page.get_by_text("Rakorcam dimulai.")).to_be_visible()
    for number in (6, 7):
        decide(page, f"Sepakati Format {number}", f"Sepakati Format {number}")
        expect(page.get_by_text(f"Format {number} disepakati.")).to_be_visible()
    expect(page.get_by_text("(atas nama camat)")).to_have_count(2)
    decide(page, "Tutup Rakorcam", "Tutup Rakorcam")
    expect(page.get_by_text("Rakorcam selesai.")).to_be_visible()


# --- The papers -----------------------------------------------------------------------------------


def plano(page, number):
    """Download the A1 plano of one worksheet by its link; return its bytes."""
    link = page.get_by_role("link", name=f"A1 plano Format {number}")
    answer = page.context.request.get(link.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def assert_is_one_a1_landscape(content):
    (sheet,) = PdfReader(io.BytesIO(content)).pages
    mm = [float(points) * 25.4 / 72 for points in (sheet.mediabox.width, sheet.mediabox.height)]
    assert mm == pytest.approx([841, 594], abs=0.5)


def words(text):
    return re.sub(r"\s+", " ", text or "").strip()


def read(content):
    """Return (all text of the sheet, its rows as lists of cell texts)."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        (page,) = pdf.pages
        # The guide lines in the cells look like small tables to the reader.
        table = max(page.find_tables(), key=lambda one: len(one.rows)).extract()
        return words(page.extract_text()), [[words(cell) for cell in row] for row in table]


def row_named(rows, label):
    (found,) = [row for row in rows if row[1] == label]
    return found


def assert_says_where_and_when(text):
    assert "Kecamatan Tanjung" in text
    assert "Kabupaten Lombok Utara" in text
    assert "Kamis, 18 Juni 2026" in text
    assert "Data per 31 Mei 2026 · UPTD Dukcapil Tanjung" in text
    assert "2 dari 4 desa lengkap di Format 1" in text
    assert "(bekuan ke-1)" in text
    assert "DRAF" not in text


def test_from_a_typed_figure_to_the_wall(open_page, world):
    page = open_page()
    log_in(page, world.username, PASSWORD)
    type_format_1(page)
    mark_elements(page)
    create_session(page)
    freeze(page)
    plan_for_chosen_desa(page)
    to_session(page)
    plan_for_all_desa(page)
    to_session(page)
    agree(page)

    # Everywhere means the four desa of the bekuan.
    everywhere = PlanItem.unscoped.get(what="Jemput bola KIA di sekolah")
    assert everywhere.desa.count() == 4

    format_6 = plano(page, 6)
    assert_is_one_a1_landscape(format_6)
    text, rows = read(format_6)
    assert_says_where_and_when(text)
    room = row_named(rows, "Ruang/Loket Pelayanan")
    assert room[2:] == [
        "1 desa Tanjung",
        "2 desa Sokong (meja bersama PKK), Jenggala Belum terdata: Tegal Maja",
        "Menata meja layanan adminduk Sokong, Jenggala · Kasi Pelayanan · 2 meja · "
        "Rp12.000.000, APBDes",
        "Juli–September 2026",
    ]
    assert row_named(rows, "Pokja Adminduk Desa")[2:4] == [
        "1 desa Tanjung",
        "1 desa Tegal Maja Belum terdata: Sokong, Jenggala",
    ]
    assert row_named(rows, "Perdes dan SOP LABD")[2:4] == [
        "1 desa Jenggala",
        "– Belum terdata: Tanjung, Sokong, Tegal Maja",
    ]

    format_7 = plano(page, 7)
    assert_is_one_a1_landscape(format_7)
    text, rows = read(format_7)
    assert_says_where_and_when(text)
    for place, document in enumerate(DOCUMENTS):
        wajib, memiliki, told = expected(place, TANJUNG, SOKONG, JENGGALA)
        target, realisasi = row_named(rows, document.label)[2:4]
        assert realisasi.startswith(
            f"{percent(memiliki, wajib)} {dotted(memiliki)} dari {dotted(wajib)} {document.unit}"
        )
        assert f" {told} dari 4 desa" in realisasi
        hundredths = TARGETS.get(document.key)
        if hundredths is None:
            assert target == "–"
        else:
            people = -(-hundredths * wajib // 10_000)
            assert target == f"{percent(hundredths, 10_000)} {dotted(people)} {document.unit}"
    assert row_named(rows, "KIA")[4:] == [
        "Blangko KIA sering habis",
        "Jemput bola KIA di sekolah semua desa · Pendamping Desa",
        "Agustus 2026",
    ]
    assert "12 bulan s.d. 31 Mei 2026" in row_named(rows, "Akta Kematian")[3]
