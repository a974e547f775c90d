"""`manage.py bench`: measure pages and papers against the barest way to the same thing."""

from django.core.management.base import CommandError

from desa.command import SentenceCommand
from labd.bench import ROUNDS, WARM_UP, run_apart


class Command(SentenceCommand):
    """Print one line per page or paper: ratio, bar, milliseconds."""

    help = (
        "Mengukur halaman dan cetakan terhadap pembandingnya, dengan data contoh di folder "
        "sementara; data yang sesungguhnya tidak disentuh."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        """Declare how often each side is measured."""
        parser.add_argument("--putaran", type=int, default=ROUNDS, help="banyaknya ukuran")
        parser.add_argument("--pemanasan", type=int, default=WARM_UP, help="ukuran yang dibuang")

    def handle(self, *, putaran, pemanasan, **options):
        """Measure; a line over its bar is marked, and is no failure."""
        if putaran < 1 or pemanasan < 0:
            raise CommandError(
                "Putaran paling sedikit 1 dan pemanasan paling sedikit 0.", returncode=2
            )
        if run_apart(rounds=putaran, warm_up=pemanasan):
            raise CommandError("Pengukuran terhenti sebelum selesai; sebabnya tertulis di atas.")
