"""`manage.py demo`: fill the database with sample figures and accounts, once."""

import os

from django.conf import settings
from django.core.management.base import CommandError

from desa import waktu
from desa.actions import made_up_password
from desa.command import SentenceCommand
from desa.models import User
from labd.demo import RealData, is_complete, load
from labd.demo_accounts import PEOPLE


class Command(SentenceCommand):
    """Load the demo and print its accounts; what people typed since is kept."""

    help = (
        "Mengisi data contoh (bukan data resmi) untuk lima kecamatan Lombok Utara dan mencetak "
        "akun contoh. Kata sandinya dari LABD_DEMO_PASSWORD, atau dibuatkan dan dicetak sekali."
    )

    def handle(self, **options):
        """Fill, then print who may log in; raises CommandError where real data may live."""
        if not settings.LABD_DEMO:
            raise CommandError(
                "Data contoh hanya dimuat dengan LABD_DEMO=1, terpisah dari data sesungguhnya.",
                returncode=2,
            )
        given = os.environ.get("LABD_DEMO_PASSWORD", "")
        password = given or made_up_password()
        before = set(User.objects.values_list("username", flat=True))
        try:
            filled = load(at=waktu.now(), password=password)
        except RealData as error:
            raise CommandError(str(error), returncode=2) from error
        made = [person for person in PEOPLE if person.username not in before]
        self.stdout.write(
            "Data contoh dimuat: bukan data resmi." if filled else "Data contoh sudah ada; tetap."
        )
        if not is_complete():
            self.stdout.write(
                "Data contoh ini dari versi terdahulu, belum sampai November 2026. Untuk contoh "
                "yang lengkap, muat ke basis data yang kosong (LABD_DATA_DIR lain)."
            )
        self._accounts()
        if made and not given:
            self.stdout.write(f"Kata sandi semua akun contoh (dicetak sekali ini): {password}")
        elif made:
            self.stdout.write("Kata sandi semua akun contoh: isi LABD_DEMO_PASSWORD.")
        else:
            self.stdout.write(
                "Kata sandi: yang dicetak ketika data contoh dimuat. Bila hilang: "
                "LABD_DEMO=1 .venv/bin/python manage.py changepassword NAMA."
            )

    def _accounts(self):
        width = max(len(person.username) for person in PEOPLE)
        for person in PEOPLE:
            user = User.objects.get(username=person.username)
            duties = ", ".join(map(str, user.current_assignments))
            self.stdout.write(f"  {person.username:<{width}}  {duties}")
