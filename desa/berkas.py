"""Handing over stored uploads; every view that does so asks for the right to their record first."""

from django.http import FileResponse

from desa.access import NamedMissing


class FileMissing(NamedMissing):
    """A stored file is gone from the disk; the message says so to people."""


def serve(file, content_type, name):
    """Return a stored file as the answer to a page, under the name people gave it.

    It is never run as a page, nor kept by anybody on the way (rules.md 30). Raises FileMissing.
    """
    try:
        stored = file.open("rb")
    except (FileNotFoundError, ValueError):
        raise FileMissing("Berkas ini tercatat, tetapi tidak ada di penyimpanan server.") from None
    response = FileResponse(stored, content_type=content_type, filename=name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
