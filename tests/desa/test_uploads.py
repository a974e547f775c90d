"""Uploads: photos small, upright and clean, PDF whole, everything else refused in words."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from desa import uploads
from desa.uploads import clean_photo, clean_upload

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"


def upload(content, name):
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def photo(kind="JPEG", size=(60, 40), mode="RGB", color="red", **options):
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, kind, **options)
    return out.getvalue()


def opened(clean):
    return Image.open(io.BytesIO(clean.content.read()))


def said(content, name="foto.jpg"):
    with pytest.raises(ValidationError) as refused:
        clean_upload(upload(content, name))
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_photo_becomes_a_jpeg_under_a_uuid(kind, suffix):
    clean = clean_upload(upload(photo(kind), f"loket desa.{suffix}"))
    assert (clean.content_type, clean.extension, clean.name) == (
        "image/jpeg",
        "jpg",
        "loket desa.jpg",
    )
    assert len(clean.content.name) == 36 + len(".jpg")
    redrawn = opened(clean)
    assert (redrawn.format, redrawn.size) == ("JPEG", (60, 40))


def test_the_long_side_is_1600_pixels_at_most():
    assert opened(clean_upload(upload(photo(size=(4000, 1000)), "a.jpg"))).size == (1600, 400)
    assert opened(clean_upload(upload(photo(size=(500, 3200)), "a.jpg"))).size == (250, 1600)


def test_a_photo_taken_sideways_stands_upright_and_its_place_is_forgotten():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "Telepon Ibu Siti"
    exif.get_ifd(GPS)[1] = "S"
    taken = photo(size=(80, 40), exif=exif, comment=b"rahasia", icc_profile=b"profil" * 30)
    clean = clean_upload(upload(taken, "a.jpg"))
    content = clean.content.read()
    redrawn = Image.open(io.BytesIO(content))
    assert redrawn.size == (40, 80)
    assert dict(redrawn.getexif()) == {}
    assert "icc_profile" not in redrawn.info and "comment" not in redrawn.info
    assert b"Siti" not in content and b"rahasia" not in content


def test_text_inside_a_png_is_forgotten_and_its_clear_parts_are_white():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Ibu Siti")
    clear = photo("PNG", mode="RGBA", color=(0, 0, 0, 0), pnginfo=words)
    content = clean_upload(upload(clear, "a.png")).content.read()
    assert b"Siti" not in content
    assert Image.open(io.BytesIO(content)).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16"])
def test_photos_of_every_colour_mode_are_taken(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    Image.new(mode, (20, 10)).save(out, kind)
    assert opened(clean_upload(upload(out.getvalue(), "a.png"))).mode == "RGB"


def test_a_whole_pdf_is_stored_as_it_is():
    clean = clean_upload(upload(PDF, "SK Pokja.PDF"))
    assert (clean.content_type, clean.extension, clean.name) == (
        "application/pdf",
        "pdf",
        "SK Pokja.PDF",
    )
    assert clean.content.read() == PDF


def test_nothing_chosen_is_said():
    with pytest.raises(ValidationError, match="Pilih berkasnya dahulu"):
        clean_upload(None)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "foto.jpg", "kosong"),
        (b"<html><script>", "foto.jpg", "bukan foto atau PDF"),
        (b"MZ\x90\x00", "surat.pdf", "bukan foto atau PDF"),
        (b"GIF89a" + bytes(40), "a.gif", "bukan foto atau PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "bukan foto atau PDF"),
        (b"PK\x03\x04" + bytes(40), "data.xlsx", "bukan foto atau PDF"),
        (photo(), "surat.pdf", "tidak cocok dengan isinya"),
        (photo(), "foto.html", "tidak cocok dengan isinya"),
        (PDF, "foto.jpg", "tidak cocok dengan isinya"),
        (PDF, "sk.exe", "tidak cocok dengan isinya"),
        (photo()[:200], "foto.jpg", "rusak"),
        (photo("PNG")[:60], "foto.png", "rusak"),
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "foto.png", "rusak"),
        (b"%PDF-1.4\n" + bytes(500), "sk.pdf", "tidak utuh"),
        (PDF + bytes(5000), "sk.pdf", "tidak utuh"),
    ],
)
def test_what_is_not_a_whole_photo_or_pdf_is_refused_in_words(content, name, words):
    assert words in said(content, name)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (PDF, "Isi berkas a.jpg bukan foto. Pilih foto JPEG, PNG, atau WebP (paling besar 10 MB)."),
        (b"", "Berkas a.jpg kosong. Pilih foto"),
        (photo()[:200], "rusak"),
    ],
)
def test_where_only_a_photo_belongs_all_else_is_refused(content, words):
    with pytest.raises(ValidationError) as refused:
        clean_photo(upload(content, "a.jpg"))
    assert words in refused.value.messages[0]
    assert "PDF" not in refused.value.messages[0]


def test_where_only_a_photo_belongs_a_photo_is_made_small():
    clean = clean_photo(upload(photo("PNG", size=(3200, 800)), "loket.png"))
    assert (opened(clean).size, clean.name) == ((1600, 400), "loket.jpg")


def test_a_photo_of_too_many_pixels_is_refused_before_it_is_drawn():
    def chunk(kind, body):
        crc = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", crc)

    for side in (6400, 12_000, 60_000):
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        bomb = b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000)))
        assert "megapiksel" in said(bomb, "bom.png")


def test_a_photo_of_40_megapixels_is_taken():
    clean = clean_upload(upload(photo("PNG", (8000, 5000), mode="L", color=0), "besar.png"))
    assert opened(clean).size == (1600, 1000)


def test_too_many_bytes_are_refused_with_the_limit():
    assert "paling besar 10 MB" in said(photo() + bytes(uploads.PHOTO_BYTES), "foto.jpg")
    assert "paling besar 20 MB" in said(PDF + bytes(uploads.PDF_BYTES), "sk.pdf")


@pytest.mark.parametrize("name", ["5208012001900001.jpg", "KK 5208-0120-0190-0001.jpg"])
def test_a_name_with_a_nik_is_refused(name):
    assert "mirip NIK" in said(photo(), name)


def test_a_name_keeps_its_end_and_no_folder():
    clean = clean_upload(upload(PDF, "a" * 300 + ".pdf"))
    assert len(clean.name) == uploads.NAME_LENGTH
    assert clean.name.endswith("a.pdf")
    assert uploads._shown_name("C:\\dokumen\\sk.pdf") == "sk.pdf"
    assert uploads._shown_name("..") == ".."
