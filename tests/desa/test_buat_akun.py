"""`buat_akun` and the actions behind it: accounts, assignments, their history."""

import io
import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from desa.actions import add_assignment, create_account
from desa.models import User
from desa.rights import Role


def run(*args, **options):
    out = io.StringIO()
    call_command("buat_akun", *args, stdout=out, **options)
    return out.getvalue()


def post(user):
    return [str(one) for one in user.current_assignments]


def test_an_account_comes_with_one_assignment_and_a_password_said_once(tanjung):
    said = run("ptpd.tanjung", nama="Siti", peran="pt", wilayah="52.08.01")
    password = re.search(r"sekali ini\): (\S+)", said)[1]
    user = User.objects.get(username="ptpd.tanjung")
    assert said.startswith("Akun ptpd.tanjung dibuat: PTPD · Kecamatan Tanjung.")
    assert user.check_password(password)
    assert len(password) == 19
    assert (user.name, user.is_staff, user.is_superuser) == ("Siti", False, False)
    assert post(user) == ["PTPD · Kecamatan Tanjung"]


def test_the_password_may_come_from_the_environment_and_is_then_not_said(tanjung, monkeypatch):
    monkeypatch.setenv("SANDI", "gunung-rinjani-3726")
    said = run("x", nama="Siti", peran="PT", wilayah="52.08.01", sandi_dari_env="SANDI")
    assert "rinjani" not in said
    assert User.objects.get().check_password("gunung-rinjani-3726")


def test_the_history_says_when_and_why_and_never_the_password(tanjung):
    run("x", nama="Siti", peran="PT", wilayah="52.08.01")
    user = User.objects.get()
    record = user.history.get()
    assert record.history_change_reason == "akun dibuat"
    assert not hasattr(record, "password")
    assert user.assignments.get().history.get().history_change_reason == "penugasan ditambah"


@pytest.mark.parametrize(
    ("role", "code", "place"),
    [
        ("AK", "52.08", "Admin kabupaten · Kabupaten Lombok Utara"),
        ("CA", "52.08.01", "Camat · Kecamatan Tanjung"),
        ("DS", "52.08.01.2002", "Pemerintah desa · Desa Sokong"),
    ],
)
def test_each_role_sits_on_its_own_level(tanjung, role, code, place):
    run("x", nama="Siti", peran=role, wilayah=code)
    assert post(User.objects.get()) == [place]


def test_another_assignment_is_added_to_an_account_that_is_there(ptpd, gangga):
    assert "ditambah: Notulis · Kecamatan Gangga." in run(
        "ptpd", peran="NO", wilayah="52.08.02", tambah=True
    )
    assert post(User.objects.get()) == ["Notulis · Kecamatan Gangga", "PTPD · Kecamatan Tanjung"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"peran": "XX"}, "Peran “XX” tidak ada"),
        ({"wilayah": "52.08.77"}, "Wilayah 52.08.77 tidak ada"),
        ({"wilayah": "Tanjung"}, "Wilayah Tanjung tidak ada"),
        ({"wilayah": "52.08"}, "PTPD bertugas di kecamatan, sedangkan 52.08 adalah kabupaten"),
        ({"peran": "DS"}, "Pemerintah desa bertugas di desa, sedangkan 52.08.01 adalah kecamatan"),
        ({"nama": " "}, "Tulis nama orangnya"),
        ({"nama": "5208012001900001"}, "mirip NIK"),
        ({"sandi_dari_env": "TIDAK_ADA"}, "Variabel TIDAK_ADA kosong"),
        ({"tambah": True}, "--tambah tidak mengubah nama"),
        ({"tambah": True, "nama": ""}, "Akun siti belum ada"),
    ],
)
def test_a_mistake_is_one_sentence_and_nothing_is_stored(tanjung, options, words):
    right = {"nama": "Siti", "peran": "PT", "wilayah": "52.08.01"}
    with pytest.raises(CommandError) as refused:
        run("siti", **(right | options))
    assert words in str(refused.value)
    assert not User.objects.exists()


def test_a_weak_password_is_refused_in_words(tanjung, monkeypatch):
    monkeypatch.setenv("SANDI", "12345678")
    with pytest.raises(CommandError, match="terlalu umum"):
        run("x", nama="Siti", peran="PT", wilayah="52.08.01", sandi_dari_env="SANDI")
    assert not User.objects.exists()


def test_a_taken_name_points_to_adding(ptpd, tanjung):
    with pytest.raises(CommandError, match="sudah ada; pilih nama lain"):
        run("ptpd", nama="Siti", peran="PT", wilayah="52.08.01")


def test_the_same_assignment_twice_is_refused(ptpd, tanjung, at):
    with pytest.raises(ValidationError, match="Penugasan ini sudah ada"):
        add_assignment(user=ptpd, role=Role.PT, area=tanjung, by=None, at=at)


def test_a_region_that_has_ended_takes_no_new_people(ptpd, gangga, at, today):
    gangga.valid_to = today - timedelta(days=1)
    with pytest.raises(ValidationError, match="hanya berlaku sampai 09/06/2026"):
        add_assignment(user=ptpd, role=Role.NO, area=gangga, by=None, at=at)
    gangga.valid_to = today
    add_assignment(user=ptpd, role=Role.NO, area=gangga, by=None, at=at)


def test_an_account_is_not_left_without_its_assignment(tanjung, at):
    with pytest.raises(ValidationError):
        create_account(
            username="x",
            name="Siti",
            password="gunung-rinjani-3726",
            role=Role.AK,
            area=tanjung,
            by=None,
            at=at,
        )
    assert not User.objects.exists()


def test_who_made_the_account_is_remembered(admin_kabupaten, tanjung, at):
    user = create_account(
        username="x",
        name="Siti",
        password="gunung-rinjani-3726",
        role=Role.PT,
        area=tanjung,
        by=admin_kabupaten,
        at=at,
    )
    assert user.history.get().history_user == admin_kabupaten
    assert user.history.get().history_date == at
