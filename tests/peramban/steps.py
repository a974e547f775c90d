"""What a person does on a page before it is looked at: mostly mistakes, so that nothing is stored.

Each step gets the page and leaves it as the person then sees it.
"""

import re

from playwright.sync_api import expect

SAVE = re.compile(r"^Simpan")


def _send(page):
    """Press the main button of the page's own form."""
    page.locator("main form").locator("button.btn-primary[type=submit]").last.click()


def fill_in_nothing(page):
    """Send a form empty; the browser's own checks are off, as they are for a person who can."""
    page.locator("main form").last.evaluate("form => form.noValidate = true")
    _send(page)
    expect(page.locator("main .invalid-feedback").first).to_be_visible()


def give_a_wrong_password(page):
    """Log in with a password that does not fit."""
    _log_in(page, "bukan.siapa-siapa")
    expect(page.get_by_role("alert")).to_be_visible()


def try_once_too_often(page):
    """Log in after as many failures as the site bears."""
    _log_in(page, "terkunci.contoh")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk ditahan sementara")


def _log_in(page, username):
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill("bukan-ini")
    _send(page)


def change_password_wrongly(page):
    """Give a wrong old password and two new ones that differ."""
    page.get_by_label("Kata sandi sekarang").fill("bukan-ini")
    page.get_by_label("Kata sandi baru", exact=True).fill("satu-sandi-baru")
    page.get_by_label("Kata sandi baru, sekali lagi").fill("lain-sandi-baru")
    _send(page)
    expect(page.get_by_role("alert")).to_be_visible()


def open_menus(page):
    """Open the switch of kecamatan and period, and the account's menu."""
    page.locator("details").evaluate_all("menus => menus.forEach((menu) => { menu.open = true })")


def open_all_details(page):
    """Open every table and list that the page keeps folded."""
    page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true })")


def refuse_letters(page):
    """Type letters into a count of the grid and a bad date above it."""
    page.locator("table.grid tbody input").first.fill("dua ratus")
    page.get_by_label("Tanggal Data").fill("kemarin")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("alert")).to_be_visible()


def save_over_others(page):
    """Save a cell whose stored value the page never showed, as after a colleague's save."""
    page.evaluate("() => { papan.base = {} }")
    counts = page.locator("table.grid tbody input")
    if counts.count():
        counts.first.fill("7")
    else:
        page.locator("table.elemen input:visible").first.fill("Bukti lain")
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("button", name=re.compile("saya")).first).to_be_visible()


def open_box(page):
    """Open the box with the note and the history of a cell, from the keyboard."""
    page.locator("table.grid tbody input").first.focus()
    page.keyboard.press("Shift+F2")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("[data-riwayat-isi] li").first).to_be_visible()


def leave_note_out(page):
    """Mark an element as sebagian without saying what is there."""
    choice = page.locator("table.elemen select:visible").first
    choice.select_option("sebagian")
    choice.evaluate(
        "choice => choice.closest('td').nextElementSibling.querySelectorAll('input')"
        ".forEach((field) => { field.value = '' })"
    )
    page.get_by_role("button", name=SAVE).click()
    expect(page.get_by_role("alert")).to_be_visible()


def type_bad_target(page):
    """Type a target that is no percentage."""
    page.locator("main form input[inputmode=decimal]").first.fill("seratus")
    _send(page)
    expect(page.get_by_text("Tertulis “seratus”").first).to_be_visible()


def type_bad_count(page):
    """Type a count that is no whole number."""
    page.locator("main form input[inputmode=numeric]").first.fill("beberapa")
    _send(page)
    expect(page.get_by_text("Tertulis “beberapa”").first).to_be_visible()


def choose_no_file(page):
    """Send the upload form without a file."""
    page.get_by_role("button", name="Unggah berkas").click()
    expect(page.get_by_text("Pilih berkasnya dahulu")).to_be_visible()


def open_a_second_session(page):
    """Ask for a session that the kecamatan already has."""
    period = page.get_by_role("main").get_by_label("Periode data")
    period.select_option(label="Juni 2026")
    page.get_by_label("Tanggal rapat").fill("18/06/2026")
    _send(page)
    expect(page.get_by_text("Satu periode hanya satu").first).to_be_visible()


def type_bad_plan(page):
    """Type a plan that ends before it begins, in chosen desa of which none is chosen."""
    page.get_by_label("Di mana").select_option("pilih")
    page.get_by_label("Mulai").select_option(label="Agustus 2027")
    page.get_by_label("Sampai").select_option(label="Juli 2027")
    page.get_by_role("button", name="Simpan rencana").click()
    expect(page.get_by_role("alert")).to_be_visible()


def lose_the_token(page):
    """Send a form after its token has gone, as on a page left open over night."""
    page.locator("main input[name=csrfmiddlewaretoken]").evaluate_all(
        "fields => fields.forEach((field) => field.remove())"
    )
    page.get_by_label("Alasan").fill("Ruang rapat dipakai")
    _send(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("terlalu lama"))


def type_bad_rupiah(page):
    """Type words where an amount of rupiah belongs."""
    page.locator("input[data-rupiah]").first.fill("12 juta")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("alert")).to_be_visible()


def send_nothing(page):
    """Hand in a lembar isian in which nothing is answered."""
    page.get_by_role("button", name="Kirim ke kecamatan").click()
    expect(page.get_by_role("alert")).to_contain_text("Belum ada pertanyaan yang diisi")


def report_nothing(page):
    """Say that an item is hindered, but not by what, on a day that never was."""
    page.get_by_label("Terhambat").check()
    page.get_by_label("Tanggal keadaan").fill("kemarin")
    page.get_by_role("button", name="Simpan kemajuan").click()
    expect(page.get_by_role("alert")).to_contain_text("apa yang menghambat")


def record_nothing_of_an_item(page):
    """Say what was done about a plan item, but not how it stands, and forget the findings."""
    page.locator("details.kemajuan > summary").first.click()
    page.get_by_label("Yang sudah dikerjakan").first.fill("Sudah rapat")
    _send(page)
    expect(page.get_by_role("alert")).to_be_visible()
