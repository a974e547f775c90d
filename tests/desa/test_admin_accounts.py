"""Accounts in the admin: passwords shown once, assignments in one's own kabupaten only."""

import re

from desa.models import Assignment, User
from desa.rights import Role
from tests.desa.admin_pages import page, posts


def test_a_new_account_gets_a_password_shown_once(client, masuk, admin_kabupaten, tanjung):
    masuk(client, admin_kabupaten)
    data = {"username": "ptpd.baru", "name": "Siti", "is_active": "on"}
    response = client.post(page(User, "add"), data | posts((Role.PT, tanjung)), follow=True)
    password = re.search(r"sekali ini\): (\S+?)<", response.content.decode())[1]
    user = User.objects.get(username="ptpd.baru")
    assert user.check_password(password)
    assert [str(one) for one in user.current_assignments] == ["PTPD · Kecamatan Tanjung"]
    assert user.history.get().history_user == admin_kabupaten
    assert user.assignments.get().history.get().history_user == admin_kabupaten
    assert password not in client.get(page(User)).content.decode()


def test_an_assignment_in_another_kabupaten_cannot_be_given(client, masuk, admin_kabupaten, keruak):
    masuk(client, admin_kabupaten)
    data = {"username": "x", "name": "Siti", "is_active": "on"}
    for post in ((Role.PT, keruak), (Role.AK, keruak.kabupaten)):
        assert client.post(page(User, "add"), data | posts(post)).status_code == 200
    assert not User.objects.filter(username="x").exists()


def test_an_account_needs_an_assignment(client, masuk, admin_kabupaten):
    data = {"username": "x", "name": "Siti", "is_active": "on"}
    response = masuk(client, admin_kabupaten).post(page(User, "add"), data | posts())
    assert response.status_code == 200
    assert not User.objects.filter(username="x").exists()


def test_a_role_on_the_wrong_level_or_typed_twice_is_refused_in_words(
    client, masuk, admin_kabupaten, tanjung, klu
):
    masuk(client, admin_kabupaten)
    data = {"username": "x", "name": "Siti", "is_active": "on"}
    wrong = client.post(page(User, "add"), data | posts((Role.PT, klu)))
    assert "Isi tepat satu wilayah" in wrong.content.decode()
    twice = client.post(page(User, "add"), data | posts((Role.PT, tanjung), (Role.PT, tanjung)))
    assert "tertulis dua kali" in twice.content.decode()
    assert not User.objects.filter(username="x").exists()


def test_nobody_makes_himself_a_superuser(client, masuk, admin_kabupaten, klu):
    data = {
        "username": "admin_kabupaten",
        "name": "Siti",
        "is_active": "on",
        "is_superuser": "on",
        "is_staff": "on",
    }
    post = admin_kabupaten.assignments.get()
    masuk(client, admin_kabupaten).post(
        page(User, "change", admin_kabupaten.pk), data | posts((Role.AK, klu, post), initial=1)
    )
    admin_kabupaten.refresh_from_db()
    assert (admin_kabupaten.name, admin_kabupaten.is_superuser) == ("Siti", False)


def test_superusers_cannot_be_touched(client, masuk, admin_kabupaten, pemilik):
    masuk(client, admin_kabupaten)
    assert client.post(page(User, "change", pemilik.pk), {"username": "x"}).status_code == 404


def test_another_accounts_assignment_cannot_be_smuggled_in(
    client, masuk, admin_kabupaten, ptpd, ptpd_keruak, tanjung
):
    masuk(client, admin_kabupaten)
    foreign = ptpd_keruak.assignments.get()
    data = {"username": "ptpd", "name": "Ptpd", "is_active": "on"}
    rows = posts((Role.PT, tanjung, foreign), initial=1)
    client.post(page(User, "change", ptpd.pk), data | rows)
    foreign.refresh_from_db()
    assert foreign.user == ptpd_keruak


def test_taking_an_assignment_away_is_in_the_history(
    client, masuk, admin_kabupaten, rangkap, tanjung, gangga
):
    masuk(client, admin_kabupaten)
    here, there = (rangkap.assignments.get(kecamatan=one) for one in (tanjung, gangga))
    data = {
        "username": "rangkap",
        "name": "Rangkap",
        "is_active": "on",
        "alasan": "mutasi",
        **posts((Role.PT, tanjung, here), (Role.NO, gangga, there), initial=2),
        "assignments-1-DELETE": "on",
    }
    assert client.post(page(User, "change", rangkap.pk), data).status_code == 302
    assert list(rangkap.assignments.all()) == [here]
    record = Assignment.history.get(id=there.pk, history_type="-")
    assert (record.history_user, record.history_change_reason) == (admin_kabupaten, "mutasi")
    shown = client.get(page(User, "history", rangkap.pk)).content.decode()
    assert "penugasan Notulis · Kecamatan Gangga dicabut" in shown


def test_a_new_password_replaces_the_old_one(client, masuk, admin_kabupaten, ptpd, tanjung):
    ptpd.set_password("lama")
    ptpd.save()
    data = {"username": "ptpd", "name": "Ptpd", "is_active": "on", "sandi_baru": "on"}
    rows = posts((Role.PT, tanjung, ptpd.assignments.get()), initial=1)
    response = masuk(client, admin_kabupaten).post(
        page(User, "change", ptpd.pk), data | rows, follow=True
    )
    password = re.search(r"sekali ini\): (\S+?)<", response.content.decode())[1]
    ptpd.refresh_from_db()
    assert ptpd.check_password(password) and not ptpd.check_password("lama")


def test_an_unused_account_keeps_its_password_hidden(client, masuk, pemilik, ptpd):
    shown = masuk(client, pemilik).get(page(User, "change", ptpd.pk)).content.decode()
    assert "pbkdf2" not in shown and "md5" not in shown
