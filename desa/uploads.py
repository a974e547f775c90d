"""What people upload: photos made small, upright and clean, PDF documents, and nothing else.

rules.md 30: photos are JPEG, PNG or WebP up to 10 MB and 40 megapixels, documents PDF up to 20 MB.
Everything is judged by its content; name and declared type are only held against it.
"""

import struct
import uuid
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageFile, ImageOps

from desa.nik import refuse_nik

MB = 1024 * 1024
PHOTO_BYTES, PDF_BYTES = 10 * MB, 20 * MB
PHOTO_PIXELS = 40_000_000
LONG_SIDE = 1600
QUALITY = 85
NAME_LENGTH = 120
PHOTO_NAMES = {"", ".jpg", ".jpeg", ".jfif", ".png", ".webp"}
PDF_NAMES = {"", ".pdf"}
PHOTO_KINDS = "foto JPEG, PNG, atau WebP (paling besar 10 MB)"
KINDS = f"{PHOTO_KINDS} atau PDF (paling besar 20 MB)"
# A PDF's end mark may be followed by a few bytes that a scanner or mail program adds.
TAIL = 2048
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)


@dataclass(frozen=True, slots=True)
class CleanUpload:
    """An upload fit to be stored: content under a UUID name, its type, the name to show."""

    content: ContentFile
    content_type: str
    extension: str
    name: str


def clean_upload(uploaded):
    """Return the CleanUpload of an uploaded file.

    Raises ValidationError in words for anything but a whole photo or PDF within the limits, and
    for a name that holds a 16-digit number.
    """
    name, head = _opened(uploaded, KINDS)
    if head.startswith(b"%PDF-"):
        return _pdf(uploaded, name)
    if _is_photo(head):
        return _photo(uploaded, name)
    raise ValidationError(f"Isi berkas {name} bukan foto atau PDF. Pilih {KINDS}.")


def clean_photo(uploaded):
    """Return the CleanUpload of an uploaded photo, where nothing but a photo belongs.

    Raises ValidationError in words for everything else, a PDF among it, as clean_upload does.
    """
    name, head = _opened(uploaded, PHOTO_KINDS)
    if not _is_photo(head):
        raise ValidationError(f"Isi berkas {name} bukan foto. Pilih {PHOTO_KINDS}.")
    return _photo(uploaded, name)


def _opened(uploaded, kinds):
    """Return the name to show of a file that is there and not empty, and how it begins."""
    if not uploaded:
        raise ValidationError(f"Pilih berkasnya dahulu: {kinds}.")
    name = _shown_name(uploaded.name)
    if not uploaded.size:
        raise ValidationError(f"Berkas {name} kosong. Pilih {kinds}.")
    head = uploaded.read(16)
    uploaded.seek(0)
    return name, head


def _shown_name(name):
    path = PurePath((name or "").replace("\\", "/"))
    clean = "".join(letter for letter in path.name if letter.isprintable()).strip() or "berkas"
    refuse_nik(clean)
    suffix = PurePath(clean).suffix
    return clean[: NAME_LENGTH - len(suffix)] + suffix if len(clean) > NAME_LENGTH else clean


def _is_photo(head):
    is_webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return is_webp or head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def _judge(name, size, *, suffixes, limit, kind):
    if PurePath(name).suffix.lower() not in suffixes:
        raise ValidationError(f"Nama {name} tidak cocok dengan isinya, yaitu {kind}.")
    if size > limit:
        raise ValidationError(
            f"Berkas {name} {size / MB:.0f} MB; {kind} paling besar {limit // MB} MB."
        )


def _pdf(uploaded, name):
    _judge(name, uploaded.size, suffixes=PDF_NAMES, limit=PDF_BYTES, kind="PDF")
    content = uploaded.read()
    if b"startxref" not in content or b"%%EOF" not in content[-TAIL:]:
        raise ValidationError(f"PDF {name} tidak utuh. Simpan atau pindai sekali lagi.")
    return _clean(content, "application/pdf", "pdf", name)


def _photo(uploaded, name):
    _judge(name, uploaded.size, suffixes=PHOTO_NAMES, limit=PHOTO_BYTES, kind="foto")
    try:
        content = _redrawn(uploaded, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_too_many_pixels(name)) from error
    except _BROKEN as error:
        raise ValidationError(f"Foto {name} rusak. Ambil atau kirim sekali lagi.") from error
    return _clean(content, "image/jpeg", "jpg", f"{PurePath(name).stem[: NAME_LENGTH - 4]}.jpg")


def _redrawn(uploaded, name):
    """Return the photo as a JPEG drawn anew: upright, long side 1600 px at most, no metadata."""
    # WeasyPrint, once imported, makes Pillow accept half photos for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(uploaded, formats=["JPEG", "PNG", "WEBP"]) as photo:
        if photo.width * photo.height > PHOTO_PIXELS:
            raise ValidationError(_too_many_pixels(name))
        # A JPEG is decoded at half or a quarter of its size right away; no effect on the others.
        photo.draft("RGB", (LONG_SIDE, LONG_SIDE))
        upright = ImageOps.exif_transpose(photo)
        upright.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
        # Pasting on a new white sheet leaves everything behind but the pixels.
        sheet = Image.new("RGB", upright.size, "white")
        layer = upright.convert("RGBA")
        sheet.paste(layer, mask=layer)
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def _too_many_pixels(name):
    return f"Foto {name} lebih dari {PHOTO_PIXELS // 10**6} megapiksel. Perkecil dahulu."


def _clean(content, content_type, extension, name):
    stored = ContentFile(content, name=f"{uuid.uuid4()}.{extension}")
    return CleanUpload(stored, content_type, extension, name)
