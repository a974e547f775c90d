"""`manage.py export_format N`: one format as PDF or Excel, as the pages print it."""

import sys

from django.core.management.base import CommandError
from django.db import DatabaseError

from desa import waktu
from desa.command import SentenceCommand
from formats.render.paper import PAPERS
from formats.render.tiles import TILE_PAPERS
from labd.ekspor import Refused, order_of, write

USE = (
    "Perintah tidak terbaca; tulis: manage.py export_format N --kecamatan 52.08.01 "
    "--period 2026-06 --output BERKAS.pdf (atau BERKAS.xlsx)."
)


class Command(SentenceCommand):
    """Write one format to a file; whatever is wrong is one sentence and status 2."""

    help = "Menulis satu format sebagai PDF atau Excel, sama seperti yang dicetak dari halamannya."

    def create_parser(self, prog_name, subcommand, **kwargs):
        """Return the parser, whose own complaint is one Indonesian sentence too."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.error = self._misused
        return parser

    def add_arguments(self, parser):
        """Declare what is written, on which paper, and where to."""
        parser.add_argument("number", metavar="N", help="nomor format, misalnya 6")
        parser.add_argument("--kecamatan", required=True, metavar="52.08.01", help="kodenya")
        parser.add_argument("--period", required=True, metavar="2026-06", help="periode data")
        parser.add_argument(
            "--output", required=True, metavar="BERKAS", help="nama berkas .pdf atau .xlsx"
        )
        parser.add_argument(
            "--desa", default="", metavar="52.08.01.2001", help="satu desa saja, Format 1 sampai 5"
        )
        parser.add_argument(
            "--paper", default="F4", metavar="KERTAS", help=f"{', '.join(PAPERS)}; tanpa ini F4"
        )
        parser.add_argument(
            "--tile",
            default="",
            metavar="KERTAS",
            help=f"bagi plano menjadi ubin pada {', '.join(TILE_PAPERS)}",
        )
        parser.add_argument("--blank", action="store_true", help="formulir kosong")

    def handle(self, *, number, kecamatan, period, output, desa, paper, tile, blank, **options):
        """Write it; a mistake is one sentence and status 2, and leaves no file behind."""
        try:
            order = order_of(
                number=number, kecamatan=kecamatan, period=period, output=output, desa=desa,
                paper=paper, tile=tile, blank=blank,
            )  # fmt: skip
            write(order, at=waktu.now())
        except Refused as error:
            raise CommandError(str(error), returncode=2) from error
        except UnicodeError as error:
            raise CommandError(USE, returncode=2) from error
        except DatabaseError as error:
            raise CommandError(
                "Basis data tidak dapat dibaca; jalankan manage.py migrate, lalu ulangi.",
                returncode=2,
            ) from error
        self.stdout.write(f"{order.spec.name} ditulis ke {order.output}.")

    def _misused(self, message):
        if not self._called_from_command_line:
            raise CommandError(USE, returncode=2)
        self.stderr.write(USE)
        sys.exit(2)
