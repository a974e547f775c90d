"""`manage.py import_wilayah PATH`: bring the regions up to date with a file."""

from argparse import RawDescriptionHelpFormatter
from datetime import date
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from desa import waktu
from desa.command import SentenceCommand
from desa.region_file import RegionFileError, code_of, read
from desa.wilayah import import_regions

SHOWN = 20
KINDS = (
    ("new", "baru"),
    ("renamed", "berganti nama"),
    ("moved", "pindah"),
    ("gone", "hilang"),
    ("returned", "berlaku kembali"),
)


class Command(SentenceCommand):
    """Import kabupaten, kecamatan and desa; says what is new, renamed, moved and gone."""

    help = (
        "Memuat wilayah dari paket idn-area-data (.tgz), foldernya, atau satu CSV dengan kolom\n"
        "code, district_code, name, district_name. Aman diulang. Tidak ada yang dihapus: wilayah\n"
        "yang tidak disebut lagi berakhir pada --tanggal."
    )

    def create_parser(self, *args, **kwargs):
        """Return the parser with the lines of the help kept."""
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser):
        """Declare the path and the options."""
        parser.add_argument("path", type=Path, help="berkas .tgz, folder, atau .csv")
        parser.add_argument(
            "--kabupaten",
            action="append",
            default=[],
            metavar='"52.08=Lombok Utara"',
            help="nama kabupaten untuk berkas CSV; boleh diulang",
        )
        parser.add_argument(
            "--tanggal",
            metavar="2026-06-30",
            help="hari berlakunya perubahan (bila tidak diisi: hari ini)",
        )
        parser.add_argument("--dry-run", action="store_true", help="laporkan tanpa menyimpan")

    def handle(self, *, path, kabupaten, tanggal, dry_run, **options):
        """Read, import, report; a mistake is one sentence and status 1."""
        at = waktu.now()
        try:
            regions = read(path, dict(map(_named, kabupaten)))
            reports = import_regions(
                regions=regions, day=_day(tanggal, at), by=None, at=at, dry_run=dry_run
            )
        except RegionFileError as error:
            raise CommandError(str(error)) from error
        for report in reports:
            self._tell(report, everything=options["verbosity"] > 1)
        if dry_run:
            self.stdout.write("Hanya laporan (--dry-run): tidak ada yang disimpan.")

    def _tell(self, report, *, everything):
        counts = [f"{len(getattr(report, kind))} {word}" for kind, word in KINDS[:4]]
        if report.returned:
            counts.append(f"{len(report.returned)} berlaku kembali")
        self.stdout.write(f"{report.level}: {report.total} dalam berkas; {', '.join(counts)}.")
        for kind, word in KINDS:
            found = getattr(report, kind)
            shown = found if everything else found[:SHOWN]
            for text in shown:
                self.stdout.write(f"  {word}: {text}")
            if len(found) > len(shown):
                rest = len(found) - len(shown)
                self.stdout.write(f"  … dan {rest} {word} lagi (--verbosity 2 menampilkan semua)")


def _named(text):
    code, equals, name = text.partition("=")
    if not equals or not name.strip():
        raise RegionFileError('--kabupaten ditulis seperti "52.08=Lombok Utara".')
    return code_of(code, "kabupaten"), name.strip()


def _day(text, at):
    if not text:
        return timezone.localdate(at)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise RegionFileError(f"--tanggal berisi “{text}”; tulis seperti 2026-06-30.") from error
