"""`manage.py hak_akses`: write docs/hak-akses.md from the table of rights."""

from pathlib import Path

from django.conf import settings

from desa.command import SentenceCommand
from desa.rights_page import page


class Command(SentenceCommand):
    """Write the page that people read; a test holds it equal to the table."""

    help = "Menulis docs/hak-akses.md dari tabel hak di desa/rights.py."

    def handle(self, **options):
        """Write the file and say where."""
        file = Path(settings.BASE_DIR) / "docs" / "hak-akses.md"
        file.write_text(page(), encoding="utf-8")
        self.stdout.write(f"Ditulis: {file.relative_to(settings.BASE_DIR)}")
