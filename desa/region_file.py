"""Reading region files: the idn-area-data package, a folder of its CSVs, or one list of desa.

Nothing of a package is ever written to disk: its members are read in memory, by name, up to a
size. Every mistake in a file is one Indonesian sentence with its line.
"""

import csv
import io
import re
import tarfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from desa.nik import has_nik

SHIPPED_NAMES = Path(__file__).parent / "data" / "kabupaten.csv"
MEMBERS = ("regencies", "districts", "villages")
# The largest member of the package today is 2.8 MB; a desa list has no reason to be larger.
LARGEST = 32 * 1024 * 1024
LONGEST_NAME = 80
# Digits of a code, where its dots stand, an example.
_SHAPES = {
    "kabupaten": (re.compile(r"\d{4}"), (2,), "52.08"),
    "kecamatan": (re.compile(r"\d{6}"), (2, 4), "52.08.01"),
    "desa": (re.compile(r"\d{10}"), (2, 4, 6), "52.08.01.2001"),
}


class RegionFileError(ValueError):
    """The file cannot be used; its text is one Indonesian sentence for the person."""


@dataclass(frozen=True, slots=True)
class Named:
    """One region as a file words it: Kemendagri code, name, code of the region above."""

    code: str
    name: str
    parent: str = ""


@dataclass(slots=True)
class Regions:
    """What a file holds: code -> Named on each of the three levels."""

    source: str
    kabupaten: dict = field(default_factory=dict)
    kecamatan: dict = field(default_factory=dict)
    desa: dict = field(default_factory=dict)


def read(path, names=None):
    """Return the Regions in the tarball, folder or CSV at `path`.

    `names` gives kabupaten names by code for a single CSV, which has none. Raises RegionFileError.
    """
    path = Path(path)
    try:
        if path.is_dir():
            return _from_parts(path.name, lambda part: _folder_part(path, part))
        if not path.is_file():
            raise RegionFileError(f"Berkas {path} tidak ada.")
        if tarfile.is_tarfile(path):
            with tarfile.open(path) as package:
                return _from_parts(path.name, lambda part: _member(package, part))
        return _from_list(path, names or {})
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        raise RegionFileError(f"Berkas {path.name} rusak atau tidak dapat dibaca.") from error


def code_of(text, level):
    """Return a code in dotted form (52.08.01.2001), written with or without dots.

    Raises RegionFileError when it does not fit the level.
    """
    digits = text.strip().replace(".", "")
    pattern, dots, example = _SHAPES[level]
    if not digits.isascii() or not pattern.fullmatch(digits):
        raise RegionFileError(f"“{text[:20]}” bukan kode {level}; tulis seperti {example}.")
    edges = (0, *dots, len(digits))
    return ".".join(digits[a:b] for a, b in pairwise(edges))


def _folder_part(folder, part):
    file = folder / f"{part}.csv"
    if not file.is_file():
        file = folder / "data" / f"{part}.csv"
    if not file.is_file():
        raise RegionFileError(f"Folder {folder.name} tidak berisi {part}.csv.")
    return _bytes_of(file)


def _bytes_of(file):
    if file.stat().st_size > LARGEST:
        raise RegionFileError(f"Berkas {file.name} lebih besar dari {LARGEST // 1024**2} MB.")
    return file.read_bytes()


def _member(package, part):
    passed = 0
    for member in package:
        passed += member.size
        if passed > 8 * LARGEST:
            raise RegionFileError("Paket ini terlalu besar untuk sebuah daftar wilayah.")
        if Path(member.name).name != f"{part}.csv" or not member.isreg():
            continue
        if member.size > LARGEST:
            raise RegionFileError(f"{part}.csv lebih besar dari {LARGEST // 1024**2} MB.")
        return package.extractfile(member).read()
    raise RegionFileError(f"Paket ini tidak berisi {part}.csv.")


def _rows(content, file_name, columns):
    """Yield (line number, row) of CSV bytes; raises RegionFileError without those `columns`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegionFileError(f"{file_name} bukan teks CSV (UTF-8).") from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise RegionFileError(
                f"{file_name} tidak mempunyai kolom {', '.join(missing)}; baris pertama harus "
                f"berisi {', '.join(columns)}."
            )
        for row in reader:
            if None in row or None in row.values():
                raise RegionFileError(
                    f"{file_name} baris {reader.line_num}: jumlah kolomnya tidak sama dengan baris "
                    "pertama."
                )
            yield reader.line_num, row
    except csv.Error as error:
        raise RegionFileError(
            f"{file_name} baris {reader.line_num}: bukan baris CSV yang utuh."
        ) from error


def _name(text):
    # The package writes 15 names with a double quote where an apostrophe belongs (Soka"an).
    name = " ".join(text.replace('"', "'").split())
    if not name:
        raise RegionFileError("namanya kosong.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise RegionFileError(f"nama “{name[:40]}…” tidak wajar atau lebih dari 80 huruf.")
    if has_nik(name):
        raise RegionFileError("ada 16 angka berurutan di dalam nama.")
    return name


def _kabupaten_name(text):
    # Kota keeps its word, since Kota and Kabupaten Bogor are two places.
    return _name(text).removeprefix("Kabupaten ")


def _add(into, row, known):
    if known is not None and row.parent not in known:
        raise RegionFileError(f"{row.code} menyebut induk {row.parent} yang tidak ada.")
    if into.setdefault(row.code, row) is not row:
        raise RegionFileError(f"kode {row.code} tertulis dua kali.")


def _from_parts(source, content_of):
    """Return the Regions of the package's three files."""
    regions = Regions(source)
    parts = (
        ("regencies", "kabupaten", None, _kabupaten_name, None),
        ("districts", "kecamatan", "regency_code", _name, regions.kabupaten),
        ("villages", "desa", "district_code", _name, regions.kecamatan),
    )
    upper = "kabupaten"
    for part, level, parent, clean, known in parts:
        into = getattr(regions, level)
        columns = ["code", "name", *([parent] if parent else [])]
        file_name = f"{part}.csv"
        for line, row in _rows(content_of(part), file_name, columns):
            with _at(file_name, line):
                above = code_of(row[parent], upper) if parent else ""
                _add(into, Named(code_of(row["code"], level), clean(row["name"]), above), known)
        upper = level
    return _not_empty(regions)


def _from_list(path, names):
    """Return the Regions of one list: code, district_code, name, district_name."""
    regions = Regions(path.name)
    names = shipped_names() | names
    columns = ("code", "district_code", "name", "district_name")
    for line, row in _rows(_bytes_of(path), path.name, columns):
        with _at(path.name, line):
            _add_listed(regions, row, names)
    return _not_empty(regions)


def _add_listed(regions, row, names):
    code = code_of(row["district_code"], "kecamatan")
    kecamatan = Named(code, _name(row["district_name"]), code[:5])
    if regions.kecamatan.setdefault(code, kecamatan) != kecamatan:
        raise RegionFileError(f"kecamatan {code} mempunyai dua nama.")
    if kecamatan.parent not in names:
        raise RegionFileError(
            f"nama kabupaten {kecamatan.parent} belum diketahui; tambahkan --kabupaten "
            f'"{kecamatan.parent}=Nama Kabupaten".'
        )
    name = _kabupaten_name(names[kecamatan.parent])
    regions.kabupaten.setdefault(kecamatan.parent, Named(kecamatan.parent, name))
    _add(regions.desa, Named(code_of(row["code"], "desa"), _name(row["name"]), code), None)


def shipped_names():
    """Return kabupaten names by code that come with the project."""
    rows = _rows(SHIPPED_NAMES.read_bytes(), SHIPPED_NAMES.name, ("code", "name"))
    return {row["code"]: row["name"] for _, row in rows}


def _not_empty(regions):
    if not regions.desa:
        raise RegionFileError(f"{regions.source} tidak berisi satu desa pun.")
    return regions


@contextmanager
def _at(file_name, line):
    """Put the file and line before a RegionFileError raised inside."""
    try:
        yield
    except RegionFileError as error:
        raise RegionFileError(f"{file_name} baris {line}: {error}") from error
