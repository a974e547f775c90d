"""Filling in the follow-up: what fits is stored once, what does not is refused in words."""

import datetime
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from desa import waktu
from rakorcam.actions_plans import amend_item
from rakorcam.actions_progress import set_item_state
from rakorcam.followup import follow
from rakorcam.models import Amendment, BudgetEntry, PlanItem, Progress
from tests.factories import guide_type
from tests.pages import form_with, words
from tests.rakorcam.siklus import add, hold, moment, month, prepare, report
from tests.shared import from_world, laid_once, lay_tanjung

DAY = datetime.date
NOW = DAY(2026, 11, 10)
REPORT = {"state": "berjalan", "number": "12", "done": "Sidang pertama", "date": "09/11/2026"}


@pytest.fixture(autouse=True)
def clock(monkeypatch, settings, tmp_path):
    """Let it be 10 November 2026, and keep photos in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(waktu, "now", lambda: moment(NOW))


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Lay down June's closed session: an isbat for two desa, a meeting of the kecamatan itself."""
    with laid_once(django_db_blocker):
        world = lay_tanjung()
        session = prepare(world.tanjung, "2026-06", world.ptpd)
        add(
            session, 7, str(guide_type("akta-nikah").pk), by=world.ptpd, desa=world.desa[1:],
            what="Isbat nikah", target_number=40, target_unit="pasangan",
            to_month=month("2026-12"),
        )  # fmt: skip
        add(session, 6, "ruang", by=world.ptpd, what="Rapat loket")
        hold(session, world.ptpd)
        yield world


klu, tanjung, ptpd = map(from_world, ("klu", "tanjung", "ptpd"))


@pytest.fixture
def isbat(world, db):
    """Return the item for Sokong and Jenggala, counted in pasangan."""
    return PlanItem.unscoped.get(what="Isbat nikah")


@pytest.fixture
def rapat(world, db):
    """Return the item of the kecamatan itself, which counts nothing."""
    return PlanItem.unscoped.get(what="Rapat loket")


@pytest.fixture
def send(client, masuk):
    """Return the function that fills the form of a page as somebody, and gives the answer."""

    def send(user, path, field, follow=True, **typed):
        masuk(client, user)
        fields = form_with(client.get(path), field)
        return client.post(path, {**fields, **typed}, follow=follow)

    return send


def at_desa(item, desa):
    """Return the address of the form for one desa."""
    return reverse("tindak_catat_desa", args=[desa.pk, item.pk])


def photo(name="sidang.jpg", size=(2000, 1000)):
    """Return a photo as a phone sends it."""
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


# --- Progress -------------------------------------------------------------------------------------


def test_a_desa_reports_with_a_photo_and_ptpd_confirms(
    isbat, sokong, kepala_desa, ptpd, send, client
):
    page = send(kepala_desa, at_desa(isbat, sokong), "kunci", **REPORT, photo=photo())

    assert "Kemajuan tersimpan. Dihitung setelah PTPD membenarkannya." in words(page)
    (told,) = Progress.unscoped.all()
    assert (told.desa, told.number, told.date, told.is_confirmed) == (
        sokong, 12, DAY(2026, 11, 9), False,
    )  # fmt: skip
    with Image.open(told.photo.path) as stored:
        assert stored.size == (1600, 800)
    assert follow(isbat).state == "direncanakan"

    back = reverse("tindak_daftar", args=[sokong.kecamatan_id]) + "?tampil=menunggu"
    path = reverse("kemajuan_benarkan", args=[told.pk])
    client.logout()
    client.force_login(ptpd, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(path, {"kembali": back}, follow=True)
    assert page.redirect_chain[-1][0] == back
    assert "Laporan dibenarkan." in words(page)
    assert follow(isbat).state == "berjalan"
    again = client.post(path, {"kembali": "https://jahat.example/"}, follow=True)
    assert again.redirect_chain[-1][0] == reverse("tindak_rencana", args=[isbat.pk])
    assert "Catatan ini sudah dibenarkan." in words(again)


def test_what_ptpd_records_counts_at_once_and_a_pendampings_waits(
    isbat, rapat, sokong, ptpd, pendamping, send
):
    send(ptpd, at_desa(isbat, sokong), "kunci", **REPORT)
    told = {**REPORT, "number": "", "done": "Rapat pertama"}
    send(pendamping, reverse("tindak_catat", args=[rapat.pk]), "kunci", **told)

    found = Progress.unscoped.order_by("desa__code")
    assert {one.done: (one.desa, one.is_confirmed) for one in found} == {
        "Sidang pertama": (sokong, True),
        "Rapat pertama": (None, False),
    }


def test_the_same_form_sent_twice_is_one_report(isbat, sokong, kepala_desa, client, masuk):
    masuk(client, kepala_desa)
    fields = {**form_with(client.get(at_desa(isbat, sokong)), "kunci"), **REPORT}
    for _ in range(2):
        assert client.post(at_desa(isbat, sokong), fields).status_code == 302
    assert Progress.unscoped.get().pk == uuid.UUID(fields["kunci"])

    client.post(at_desa(isbat, sokong), {**fields, "kunci": "bukan kunci", "done": "Lagi"})
    assert Progress.unscoped.count() == 2


REFUSED = [
    ({"date": "17/06/2026"}, "Tanggal kemajuan (17 Juni 2026) mendahului kesepakatannya"),
    ({"date": "11/11/2026"}, "Tanggal kemajuan (11 November 2026) belum terjadi."),
    ({"date": "kemarin"}, "Tertulis “kemarin”. Tulis tanggal seperti 31/05/2026."),
    ({"state": ""}, "Pilih keadaannya sekarang."),
    ({"state": "dilanjutkan"}, "Pilihan ini tidak ada dalam daftar."),
    ({"state": "terhambat"}, "Tulis kendalanya: apa yang menghambat."),
    ({"number": "dua belas"}, "Tertulis “dua belas”"),
    (
        {"number": "", "done": ""},
        "Isi paling sedikit satu: jumlah yang tercapai, apa yang sudah dikerjakan, atau kendala.",
    ),
    ({"done": "Bu Sri 5208010101900001"}, "mirip NIK"),
    ({"done": "x" * 1001}, "Tertulis 1001 huruf."),
]


@pytest.mark.parametrize(("more", "sentence"), REFUSED)
def test_what_does_not_fit_is_refused_in_words_and_what_was_typed_stays(
    isbat, sokong, kepala_desa, send, more, sentence
):
    typed = {**REPORT, "obstacle": "", **more}

    page = send(kepala_desa, at_desa(isbat, sokong), "kunci", **typed, photo=photo(size=(40, 20)))

    assert sentence in words(page)
    assert (Progress.unscoped.count(), Progress.history.count()) == (0, 0)
    kept = form_with(page, "kunci")
    assert {name: kept.get(name, "") for name in typed if name != "state"} == {
        name: value for name, value in typed.items() if name != "state"
    }
    assert "Foto belum ikut tersimpan; pilih sekali lagi." in words(page)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"%PDF-1.4\nstartxref\n%%EOF\n", "bukan foto"), (b"", "kosong"), (b"\xff\xd8\xff", "rusak")],
)
def test_what_is_no_photo_is_refused(isbat, sokong, kepala_desa, send, content, sentence):
    file = SimpleUploadedFile("a.jpg", content)
    page = send(kepala_desa, at_desa(isbat, sokong), "kunci", **REPORT, photo=file)
    assert sentence in words(page)
    assert not Progress.unscoped.exists()


def test_a_number_without_a_unit_is_refused_and_stays(rapat, ptpd, send, client):
    path = reverse("tindak_catat", args=[rapat.pk])

    page = send(ptpd, path, "kunci", **REPORT)

    assert "Rencana ini tidak punya target berangka; tulis capaiannya dengan kata." in words(page)
    assert form_with(page, "kunci")["number"] == "12"
    assert not Progress.unscoped.exists()
    assert "number" not in form_with(client.get(path), "kunci")


def test_a_closed_item_says_so_and_keeps_what_was_typed(
    isbat, sokong, ptpd, kepala_desa, client, masuk
):
    masuk(client, kepala_desa)
    fields = {**form_with(client.get(at_desa(isbat, sokong)), "kunci"), **REPORT}
    set_item_state(isbat, state="selesai", reason="Rampung", by=ptpd, at=moment(NOW))
    sentence = "Rencana ini sudah selesai; kemajuannya tidak dicatat lagi."

    page = client.post(at_desa(isbat, sokong), fields)
    assert sentence in words(page)
    assert form_with(page, "kunci")["done"] == "Sidang pertama"
    assert not Progress.unscoped.exists()
    page = client.get(at_desa(isbat, sokong))
    assert sentence in words(page) and "Simpan kemajuan" not in words(page)


def test_a_foreign_item_is_refused_in_words(
    isbat, sokong, jenggala, gangga, ptpd, kepala_desa, client, masuk
):
    masuk(client, kepala_desa)
    fields = {**form_with(client.get(at_desa(isbat, sokong)), "kunci"), **REPORT}
    amendment = Amendment(item=isbat, reason="Sokong mundur", **isbat.content)
    amend_item(amendment, desa=[jenggala], by=ptpd, at=moment(NOW))

    page = client.post(at_desa(isbat, sokong), fields)

    assert "Rencana ini tidak menyebut Desa Sokong." in words(page)
    assert form_with(page, "kunci")["done"] == "Sidang pertama"
    assert client.post(at_desa(isbat, jenggala), fields).status_code == 404
    gondang = gangga.desa_set.get(name="Gondang")
    masuk(client, ptpd)
    assert client.post(at_desa(isbat, gondang), fields).status_code == 404
    assert not Progress.unscoped.exists()


def test_an_item_of_desa_is_not_reported_on_as_a_whole(isbat, ptpd, client, masuk):
    answer = masuk(client, ptpd).post(reverse("tindak_catat", args=[isbat.pk]), REPORT)
    assert answer.url == reverse("tindak_rencana", args=[isbat.pk])
    assert not Progress.unscoped.exists()


def test_a_photo_is_shown_to_those_who_read_the_report_only(
    isbat, sokong, kepala_desa, kepala_jenggala, ptpd_gangga, camat, ptpd, send, client, masuk
):
    send(kepala_desa, at_desa(isbat, sokong), "kunci", **REPORT, photo=photo())
    told = Progress.unscoped.get()
    path = reverse("kemajuan_foto", args=[told.pk])

    answers = {}
    for user in (kepala_desa, camat, kepala_jenggala, ptpd_gangga):
        answer = masuk(client, user).get(path)
        answers[user.username] = answer.status_code
        if answer.streaming:
            b"".join(answer.streaming_content)
            assert answer["Content-Type"] == "image/jpeg"
            assert answer["Cache-Control"] == "private, no-store"
    assert answers == {"kepala_desa": 200, "camat": 200, "kepala_jenggala": 404, "ptpd_gangga": 404}

    bare = report(isbat, NOW, by=ptpd, desa=sokong, done="Tanpa foto")
    masuk(client, ptpd)
    assert client.get(reverse("kemajuan_foto", args=[bare.pk])).status_code == 404


# --- RKP Desa and APBDes --------------------------------------------------------------------------


def test_a_desa_says_what_it_budgeted_and_ptpd_confirms(
    isbat, sokong, kepala_desa, ptpd, send, client
):
    path = reverse("tindak_dokumen", args=[sokong.pk, isbat.pk, "rkp"])
    page = send(kepala_desa, path, "document_number", included="ya")
    assert "Tulis nomor dokumen yang sudah memuat rencana ini." in words(page)
    assert not BudgetEntry.unscoped.exists()

    send(kepala_desa, path, "document_number", included="ya", document_number="Perdes 5/2026")
    entry = BudgetEntry.unscoped.get()
    assert (entry.included, entry.is_confirmed) == (True, False)

    client.force_login(ptpd, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post(reverse("dokumen_benarkan", args=[entry.pk]), follow=True)
    assert "Catatan dokumen dibenarkan." in words(page)
    assert BudgetEntry.unscoped.get().is_confirmed
    strange = reverse("tindak_dokumen", args=[sokong.pk, isbat.pk, "apbn"])
    assert client.get(strange).status_code == 404


def test_two_people_do_not_overwrite_each_others_document(
    isbat, sokong, kepala_desa, ptpd, client, masuk
):
    path = reverse("tindak_dokumen", args=[sokong.pk, isbat.pk, "rkp"])
    fields = form_with(masuk(client, kepala_desa).get(path), "document_number")
    told = {**fields, "included": "ya", "document_number": "Perdes 5/2026"}
    client.post(path, told)

    page = masuk(client, ptpd).post(path, {**told, "document_number": "Perdes 9/2026"})

    assert "kini tersimpan “Perdes 5/2026”" in words(page)
    assert BudgetEntry.unscoped.get().document_number == "Perdes 5/2026"


def test_a_desa_the_item_does_not_name_has_nothing_to_budget(rapat, sokong, ptpd, send):
    path = reverse("tindak_dokumen", args=[sokong.pk, rapat.pk, "rkp"])
    page = send(ptpd, path, "document_number", included="belum")
    assert "Rencana ini tidak menyebut Desa Sokong." in words(page)
    assert not BudgetEntry.unscoped.exists()


# --- What PTPD decides ----------------------------------------------------------------------------


def test_a_state_is_set_with_a_reason(isbat, ptpd, send):
    path = reverse("tindak_keadaan", args=[isbat.pk])
    page = send(ptpd, path, "reason", state="dibatalkan")
    assert "Tulis alasannya." in words(page)
    assert follow(isbat).state == "direncanakan"

    page = send(ptpd, path, "reason", state="dibatalkan", reason="Dana dialihkan")
    assert "Ditetapkan PTPD: Dana dialihkan" in words(page)
    assert follow(isbat).state == "dibatalkan"
    send(ptpd, path, "reason", state="ikuti", reason="Dana kembali")
    assert follow(isbat).state == "direncanakan"


def test_two_people_do_not_overwrite_each_others_state(isbat, ptpd, client, masuk):
    path = reverse("tindak_keadaan", args=[isbat.pk])
    fields = form_with(masuk(client, ptpd).get(path), "reason")
    told = {**fields, "state": "selesai", "reason": "Sudah diperiksa"}
    set_item_state(isbat, state="dibatalkan", reason="Dana dialihkan", by=ptpd, at=moment(NOW))

    refused = client.post(path, told)
    assert "Diubah orang lain selagi Anda mengetik; kini tersimpan “Dibatalkan”." in words(refused)
    assert follow(isbat).state == "dibatalkan"

    client.post(path, {**form_with(refused, "reason"), "state": "selesai"})
    assert follow(isbat).state == "selesai"


def test_an_amendment_needs_months_in_order_and_a_reason(isbat, camat, send):
    path = reverse("tindak_ubah", args=[isbat.pk])
    typed = {"what": "Isbat nikah massal", "from_month": "2026-09-01", "to_month": "2026-08-01"}

    page = send(camat, path, "what", **typed)

    said = words(page)
    assert "Bulan sampai (Agustus 2026) mendahului bulan mulai (September 2026)." in said
    assert "Tulis alasannya." in said
    assert form_with(page, "what")["what"] == "Isbat nikah massal"
    assert not Amendment.unscoped.exists()

    typed |= {"to_month": "2026-12-01", "reason": "Jadwal pengadilan"}
    page = send(camat, path, "what", **typed)
    assert "Alasan: Jadwal pengadilan Isbat nikah massal" in words(page)
    isbat.refresh_from_db()
    assert (isbat.what, follow(isbat).terms.what) == ("Isbat nikah", "Isbat nikah massal")
    assert [one.name for one in follow(isbat).desa] == ["Sokong", "Jenggala"]


def test_a_second_amendment_does_not_overwrite_one_unseen(isbat, ptpd, camat, client, masuk):
    path = reverse("tindak_ubah", args=[isbat.pk])
    fields = form_with(masuk(client, ptpd).get(path), "what")
    client.post(path, {**fields, "what": "Isbat di kantor camat", "reason": "Ruang"})

    page = masuk(client, camat).post(path, {**fields, "what": "Isbat di KUA", "reason": "KUA siap"})

    assert "kini tersimpan “Isbat di kantor camat”" in words(page)
    assert Amendment.unscoped.count() == 1
