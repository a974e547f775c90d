"""`manage.py demo`: fill the database with sample figures and accounts, once."""

import os

from django.core.management.base import BaseCommand

from desa import waktu
from desa.actions import made_up_password
from desa.models import User
from labd.demo import load
from labd.demo_accounts import PEOPLE


class Command(BaseCommand):
    """Load the demo and print its accounts; what people typed since is kept."""

    help = (
        "Mengisi data contoh (bukan data resmi) untuk lima kecamatan Lombok Utara dan mencetak "
        "akun contoh. Kata sandinya dari LABD_DEMO_PASSWORD, atau dibuatkan dan dicetak sekali."
    )

    def handle(self, **options):
        """Fill, then print who may log in."""
        given = os.environ.get("LABD_DEMO_PASSWORD", "")
        password = given or made_up_password()
        before = set(User.objects.values_list("username", flat=True))
        filled = load(at=waktu.now(), password=password)
        made = [person for person in PEOPLE if person.username not in before]
        self.stdout.write(
            "Data contoh dimuat: bukan data resmi." if filled else "Data contoh sudah ada; tetap."
        )
        self._accounts()
        if made and not given:
            self.stdout.write(f"Kata sandi semua akun contoh (dicetak sekali ini): {password}")
        elif made:
            self.stdout.write("Kata sandi semua akun contoh: isi LABD_DEMO_PASSWORD.")
        else:
            self.stdout.write(
                "Kata sandi: yang dicetak ketika data contoh dimuat. Bila hilang: "
                "manage.py changepassword NAMA."
            )

    def _accounts(self):
        width = max(len(person.username) for person in PEOPLE)
        for person in PEOPLE:
            user = User.objects.get(username=person.username)
            duties = ", ".join(map(str, user.current_assignments))
            self.stdout.write(f"  {person.username:<{width}}  {duties}")
