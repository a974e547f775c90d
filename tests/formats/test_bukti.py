"""Evidence of an element: uploaded, listed, served to those who may read it, taken away."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from formats.models import Attachment, ElementState
from tests import factories
from tests.pages import words

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"


@pytest.fixture
def media(settings, tmp_path):
    """Keep uploads in a folder of this test."""
    settings.MEDIA_ROOT = tmp_path / "berkas"
    return settings.MEDIA_ROOT


@pytest.fixture
def upload(client, masuk, ptpd, sokong, periode, media):
    """Return the function that uploads a file as evidence of Sokong's pokja."""
    masuk(client, ptpd)

    def upload(content=PDF, name="sk.pdf", kind="application/pdf"):
        file = SimpleUploadedFile(name, content, kind)
        args = [sokong.pk, periode.code, "pokja"]
        return client.post(reverse("bukti_unggah", args=args), {"berkas": file})

    return upload


def photo():
    """Return the bytes of a small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "navy").save(out, "PNG")
    return out.getvalue()


def files(folder):
    """Return the names of all files under a folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_a_pdf_is_stored_under_an_id_listed_by_its_name_and_served(upload, client, media):
    response = upload()

    assert "sk.pdf ditambahkan" in words(client.get(response.url))
    one = Attachment.unscoped.get()
    assert files(media) == [f"{one.pk}.pdf"]
    served = client.get(reverse("bukti", args=[one.pk]))
    assert b"".join(served.streaming_content) == PDF
    assert served["Content-Type"] == "application/pdf"
    assert served["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert served["Cache-Control"] == "private, no-store"
    assert [str(row.history_user) for row in one.history.all()] == ["Ptpd"]


def test_evidence_may_come_before_the_state(upload, sokong, ptpd):
    upload()

    state = ElementState.unscoped.get(desa=sokong)
    assert (state.element, state.state) == ("pokja", "")
    assert state.history.get().history_user == ptpd


def test_a_photo_is_drawn_anew_as_jpeg(upload):
    assert upload(photo(), "loket.png", "image/png").status_code == 302

    one = Attachment.unscoped.get()
    assert (one.name, one.content_type) == ("loket.jpg", "image/jpeg")
    with one.file.open("rb") as stored:
        assert Image.open(stored).format == "JPEG"


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "kosong.pdf", "Berkas kosong.pdf kosong."),
        (b"MZ\x90 program", "sk.pdf", "Isi berkas sk.pdf bukan foto atau PDF."),
        (b"%PDF-1.4 setengah", "sk.pdf", "PDF sk.pdf tidak utuh."),
        (PDF, "foto.jpg", "Nama foto.jpg tidak cocok dengan isinya, yaitu PDF."),
        (PDF, "KK 5208010101900001.pdf", "Ada 16 angka berurutan, mirip NIK atau nomor KK."),
    ],
)
def test_a_refused_file_gets_a_sentence_and_leaves_nothing(upload, media, content, name, sentence):
    response = upload(content, name)

    assert response.status_code == 200
    assert sentence in words(response)
    assert not Attachment.unscoped.exists()
    assert not ElementState.unscoped.exists()
    assert files(media) == []


def test_no_file_at_all_is_told(client, upload, sokong, periode):
    response = client.post(reverse("bukti_unggah", args=[sokong.pk, periode.code, "pokja"]))

    assert "Pilih berkasnya dahulu" in words(response)


def test_a_closed_period_takes_no_evidence_and_says_so(upload, media, periode):
    periode.closes = datetime.date(2026, 6, 1)
    periode.save()

    response = upload()

    assert response.status_code == 200
    assert "Periode Juni 2026 sudah ditutup; isiannya hanya dapat dibaca." in words(response)
    assert not Attachment.unscoped.exists()
    assert files(media) == []


def test_taking_a_file_away_keeps_its_history(
    upload, client, media, django_capture_on_commit_callbacks
):
    upload()
    one = Attachment.unscoped.get()

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(reverse("bukti_hapus", args=[one.pk]))

    assert "Berkas dihapus." in words(client.get(response.url))
    assert files(media) == []
    last = Attachment.history.first()
    assert (last.history_type, last.name, str(last.history_user)) == ("-", "sk.pdf", "Ptpd")


def test_in_a_closed_period_evidence_stays(upload, client, media, periode):
    upload()
    periode.closes = datetime.date(2026, 6, 1)
    periode.save()

    response = client.post(reverse("bukti_hapus", args=[Attachment.unscoped.get().pk]))

    assert "sudah ditutup" in words(client.get(response.url))
    assert len(files(media)) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("kepala_desa", 200),
        ("petugas_desa", 200),
        ("camat", 200),
        ("kepala_jenggala", 404),
        ("ptpd_gangga", 404),
    ],
)
def test_a_file_is_served_only_to_those_who_read_its_element(
    upload, client, masuk, request, role, status
):
    upload()
    masuk(client, request.getfixturevalue(role))

    response = client.get(reverse("bukti", args=[Attachment.unscoped.get().pk]))

    assert response.status_code == status
    if status == 200:
        assert b"".join(response.streaming_content) == PDF


def test_an_element_that_does_not_exist_has_no_page(client, masuk, ptpd, sokong, periode):
    masuk(client, ptpd)

    url = reverse("bukti_elemen", args=[sokong.pk, periode.code, "loket-dua"])
    assert client.get(url).status_code == 404


def test_the_page_shows_state_evidence_note_and_reason(client, masuk, camat, sokong, periode):
    factories.ElementStateFactory(
        desa=sokong, period=periode, element="petugas", state="sebagian",
        evidence="SK 3/2025", note="belum bertugas", reason="laporan desa",
    )  # fmt: skip
    masuk(client, camat)

    text = words(client.get(reverse("bukti_elemen", args=[sokong.pk, periode.code, "petugas"])))

    assert "Petugas Disdukcapil di Desa, Desa Sokong" in text
    for told in ("Sebagian", "SK 3/2025", "belum bertugas", "laporan desa"):
        assert told in text
    assert "Unggah berkas" not in text
