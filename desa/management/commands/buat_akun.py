"""`manage.py buat_akun USERNAME`: an account with one assignment, or one more of them."""

import os

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from desa import waktu
from desa.actions import add_assignment, create_account, made_up_password
from desa.command import SentenceCommand
from desa.models import Desa, Kabupaten, Kecamatan, User
from desa.rights import Role

REGIONS = {2: Kabupaten, 3: Kecamatan, 4: Desa}


class Command(SentenceCommand):
    """Create an account, or with --tambah give an existing one another assignment."""

    help = "Membuat akun dengan satu penugasan; --tambah memberi akun lama satu penugasan lagi."

    def add_arguments(self, parser):
        """Declare the account name and its assignment."""
        parser.add_argument("username", help="nama akun, misalnya ptpd.tanjung")
        parser.add_argument("--nama", default="", help="nama orangnya")
        parser.add_argument("--peran", required=True, metavar="PT", help=_roles())
        parser.add_argument(
            "--wilayah",
            required=True,
            metavar="52.08.01",
            help="kode kabupaten, kecamatan, atau desa, sesuai perannya",
        )
        parser.add_argument(
            "--sandi-dari-env",
            metavar="VAR",
            help="ambil kata sandi dari variabel ini; tanpa ini kata sandi dibuat dan ditampilkan",
        )
        parser.add_argument(
            "--tambah", action="store_true", help="tambahkan penugasan pada akun yang sudah ada"
        )

    def handle(self, *, username, nama, peran, wilayah, sandi_dari_env, tambah, **options):
        """Make it; a mistake is one sentence and status 1."""
        at = waktu.now()
        post = {"role": _role(peran), "area": _region(wilayah), "by": None, "at": at}
        try:
            if tambah:
                self._add(username, nama, sandi_dari_env, post)
            else:
                self._create(username, nama, sandi_dari_env, post)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _create(self, username, name, variable, post):
        if not name.strip():
            raise CommandError("Tulis nama orangnya dengan --nama.")
        if User.objects.filter(username=username).exists():
            raise CommandError(
                f"Akun {username} sudah ada; pilih nama lain, atau beri ia penugasan lagi dengan "
                "--tambah."
            )
        password = _password_from(variable) if variable else made_up_password()
        user = create_account(username=username, name=name.strip(), password=password, **post)
        self.stdout.write(f"Akun {user.username} dibuat: {user.assignments.get()}.")
        if not variable:
            self.stdout.write(f"Kata sandi (hanya ditampilkan sekali ini): {password}")

    def _add(self, username, name, variable, post):
        if name or variable:
            raise CommandError("--tambah tidak mengubah nama dan kata sandi; hilangkan keduanya.")
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Akun {username} belum ada; buat dahulu tanpa --tambah.")
        self.stdout.write(f"Akun {username} ditambah: {add_assignment(user=user, **post)}.")


def _password_from(variable):
    password = os.environ.get(variable, "")
    if not password:
        raise CommandError(f"Variabel {variable} kosong atau tidak ada.")
    return password


def _roles():
    return ", ".join(f"{role.value} {role.label}" for role in Role)


def _role(text):
    if text.upper() not in Role.values:
        raise CommandError(f"Peran “{text}” tidak ada; pilihannya: {_roles()}.")
    return Role(text.upper())


def _region(code):
    model = REGIONS.get(len(code.split(".")))
    found = model and model.unscoped.filter(code=code).first()
    if found is None:
        raise CommandError(
            f"Wilayah {code} tidak ada; tulis kodenya seperti 52.08, 52.08.01, atau 52.08.01.2001."
        )
    return found
