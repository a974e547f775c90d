"""A desa answers Format 4 on a phone, is asked to mend it, and the sheets of the meeting follow."""

import re

import pytest
from playwright.sync_api import expect

from formats.models import Answer, Survey, SurveyState, Theme
from tests.factories import DESA_TANJUNG
from tests.peramban.chromium import NARROW, log_in
from tests.peramban.conftest import PASSWORD

pytestmark = pytest.mark.peramban

MOST_TAPS = 25
CHALLENGE = "Sidang isbat jauh di Gerung, warga tidak sanggup ongkosnya"
CHALLENGE_TYPED = f"{CHALLENGE}\nSinyal di dusun atas sering hilang"


class Phone:
    """A narrow page on which every tap is counted; typing is not."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, locator):
        self.taps += 1
        locator.click()

    def press(self, name, role="button"):
        self.tap(self.page.get_by_role(role, name=name).first)

    def write(self, label, text):
        """Tap into a field and type."""
        field = self.page.get_by_label(label).first
        self.tap(field)
        field.press_sequentially(text)

    def next_question(self, heading):
        """Save, go on, and see the next question."""
        self.press("Simpan dan lanjut")
        expect(self.page.get_by_role("heading", level=2).first).to_contain_text(heading)


def fill_format_4(phone):
    """Answer all eight questions, one after another."""
    page = phone.page
    phone.press("Isi Format 4", "link")
    phone.press("Mulai mengisi", "link")
    phone.tap(page.get_by_label("Perdes Pengelolaan Keuangan Desa"))
    phone.next_question("2. Bagaimana dukungan anggaran desa")
    phone.write("Total anggaran yang disediakan Desa", "12000000")
    expect(page.get_by_label("Total anggaran yang disediakan Desa")).to_have_value("12.000.000")
    phone.write("Anggaran tersebut digunakan untuk (sebutkan), baris 1", "Perjalanan petugas")
    phone.tap(page.get_by_label("ADD", exact=True))
    phone.next_question("3. Apa saja tata baku laksana/SOP")
    phone.tap(page.get_by_label("Tata baku laksana fasilitasi dokumen kependudukan"))
    phone.next_question("4. Bagaimana sistem monitoring")
    phone.write("Bagaimana sistem monitoring", "Rapat bulanan kepala dusun")
    phone.next_question("5. Bagaimana pengelolaan")
    phone.write("Bagaimana pengelolaan", "Buku induk dan berkas komputer")
    phone.next_question("6. Apa tantangan")
    phone.write("Apa tantangan", CHALLENGE_TYPED)
    phone.next_question("7. Apa yang perlu ditingkatkan")
    phone.write("Apa yang perlu ditingkatkan", "Pelatihan petugas")
    phone.next_question("8. Apakah ada Petugas")
    phone.tap(page.get_by_label("Tidak ada petugas"))
    phone.press("Simpan dan lanjut")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kirim Format 4")


@pytest.fixture
def themes(klu):
    """Return a theme of the kabupaten."""
    return Theme.unscoped.create(kabupaten=klu, name="Jarak dan biaya")


def test_from_nothing_to_the_frozen_sheets(
    open_page, with_password, kepala_desa, ptpd, tanjung, sokong, periode, themes
):
    phone = Phone(open_page(width=NARROW))
    log_in(phone.page, with_password(kepala_desa).username, PASSWORD)
    fill_format_4(phone)
    phone.press("Kirim ke kecamatan")
    expect(phone.page.get_by_text("Format 4 terkirim ke kecamatan.")).to_be_visible()
    assert phone.taps <= MOST_TAPS

    office = open_page()
    log_in(office, with_password(ptpd).username, PASSWORD)
    give_back(office)
    mend(phone)
    check_and_tag(office)
    override_rules(office, tanjung, periode)
    sheets_show_it(office, tanjung, periode)
    session = meeting_freezes(office)
    nothing_moves_afterwards(office, session, sokong)


def give_back(page):
    page.get_by_role("link", name="Buka antrean").click()
    page.get_by_role("link", name="Periksa Format 4 Desa Sokong").click()
    page.get_by_role("link", name="Kembalikan dengan catatan").click()
    page.get_by_label("Catatan untuk desa").fill("Anggaran belum sesuai APBDes")
    page.get_by_role("button", name="Kembalikan dengan catatan").click()
    expect(page.get_by_text("Format 4 dikembalikan ke Desa Sokong.")).to_be_visible()
    assert Survey.unscoped.get().state == SurveyState.DIKEMBALIKAN


def mend(phone):
    page = phone.page
    page.goto("/")
    expect(page.get_by_text("Dikembalikan kecamatan: Anggaran belum sesuai APBDes")).to_be_visible()
    page.get_by_role("link", name="Buka Format 4").click()
    page.get_by_role("link", name="Dukungan anggaran desa").first.click()
    page.get_by_label("Total anggaran yang disediakan Desa").fill("15000000")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("3. Apa saja")
    page.get_by_role("link", name="Format 4").first.click()
    page.get_by_role("link", name="Kirim ke kecamatan").click()
    page.get_by_role("button", name="Kirim ke kecamatan").click()
    expect(page.get_by_text("Format 4 terkirim ke kecamatan.")).to_be_visible()
    answer = Answer.unscoped.get(question="anggaran_total")
    assert answer.reply.amount == 15_000_000


def check_and_tag(page):
    page.goto("/")
    page.get_by_role("link", name="Buka antrean").click()
    page.get_by_role("link", name="Periksa Format 4 Desa Sokong").click()
    page.locator("summary").filter(has_text=CHALLENGE).click()
    box = page.locator("details.tanda-tantangan[open]")
    box.get_by_label("Akta Nikah").check()
    box.get_by_label("Anggaran Pendukung Pelaksanaan LABD").check()
    box.get_by_label("Jarak dan biaya").check()
    box.get_by_role("button", name="Simpan tanda").click()
    expect(page.get_by_text("Tanda tersimpan.")).to_be_visible()
    page.get_by_role("button", name="Tandai diperiksa").click()
    expect(page.get_by_text("Format 4 Desa Sokong diperiksa.")).to_be_visible()


def override_rules(page, tanjung, periode):
    page.goto(f"/data/{tanjung.pk}/{periode.code}/format/2/")
    cell = "Sokong, Perdes dan SOP LABD"
    page.locator("summary").filter(has_text=cell).click()
    page.get_by_label(f"{cell}, status").select_option("sebagian")
    page.get_by_label(f"{cell}, keterangan").fill("SOP belum disahkan")
    page.get_by_label(f"{cell}, alasan").fill("Dilihat PTPD di kantor desa")
    page.get_by_role("button", name=re.compile("^Simpan")).last.click()
    expect(page.get_by_text("tersimpan, pukul")).to_be_visible()


def sheets_show_it(page, tanjung, periode):
    base = f"/data/{tanjung.pk}/{periode.code}"
    page.goto(f"{base}/format/3/")
    expect(page.locator("main")).to_contain_text("Rp15.000.000")
    expect(page.locator("main")).to_contain_text("SOP belum disahkan")
    expect(page.locator("main")).to_contain_text(CHALLENGE)
    page.goto(f"{base}/format/2/")
    row = page.locator("table.elemen tbody tr").filter(has_text=DESA_TANJUNG[1])
    expect(row).to_contain_text("Rp15.000.000")
    row.get_by_role("link", name=re.compile("Format 4.*Sokong, Anggaran Pendukung")).click()
    expect(page.locator(":target")).to_contain_text("15.000.000")


def meeting_freezes(page):
    page.goto("/")
    page.get_by_role("link", name="Buat Rakorcam").click()
    page.get_by_label("Tanggal rapat").fill("18/06/2026")
    page.get_by_role("button", name="Buat Rakorcam").click()
    page.get_by_role("link", name="Bekukan data").click()
    page.get_by_role("button", name="Bekukan data").click()
    session = page.url
    page.goto(f"{session}format/6/")
    for words in ("Sokong (SOP belum disahkan)", "Belum terdata: Tanjung, Jenggala"):
        expect(page.locator("main")).to_contain_text(words)
    page.goto(f"{session}format/7/")
    page.get_by_role("link", name="Isi baris 4").click()
    expect(page.get_by_role("complementary")).to_contain_text(CHALLENGE)
    page.get_by_role("button", name=f"Pakai kutipan Desa Sokong: {CHALLENGE}").click()
    expect(page.get_by_text("Kutipan Desa Sokong dipakai.")).to_be_visible()
    expect(page.locator("#lembar")).to_contain_text(f"{CHALLENGE} (Sokong)")
    return session


def nothing_moves_afterwards(page, session, sokong):
    """Return the form to the desa: live figures change, the frozen worksheets do not."""
    page.goto(f"/lembar/{sokong.pk}/2026-06/4/kembalikan/")
    page.get_by_label("Catatan untuk desa").fill("Satu lagi")
    page.get_by_role("button", name="Kembalikan dengan catatan").click()
    page.goto(f"{session}format/6/")
    expect(page.locator("main")).to_contain_text("Sokong (SOP belum disahkan)")
    page.goto(f"{session}format/7/")
    expect(page.locator("#lembar")).to_contain_text(f"{CHALLENGE} (Sokong)")
