"""The admin: who enters, whose rows they find, and that nothing is written without a name."""

import re
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry

from desa.access import accounts_within
from desa.models import Desa, Kabupaten, Kecamatan, User
from desa.rights import Role
from formats.models import Period
from tests.desa.admin_pages import page
from tests.factories import PeriodFactory, UserFactory, make_desa, make_user


def found(client, model):
    return {row.pk for row in client.get(page(model)).context["cl"].queryset}


class TestWhoEnters:
    def test_a_stranger_is_sent_to_the_one_login(self, client, db):
        for path in ("/admin/", page(Desa)):
            chain = client.get(path, follow=True).redirect_chain
            assert chain[-1][0].startswith("/masuk/?next=/admin/")
        assert client.get("/admin/login/").url.startswith("/masuk/?next=")

    @pytest.mark.parametrize(
        "who", ["dukcapil", "camat", "sekcam", "ptpd", "notulis", "kepala_desa", "tanpa_tugas"]
    )
    def test_others_are_refused_and_not_asked_to_log_in_again(self, request, client, masuk, who):
        masuk(client, request.getfixturevalue(who))
        for path in ("/admin/", "/admin/login/", page(User), page(Kabupaten)):
            assert client.get(path).status_code == 403

    def test_an_admin_kabupaten_enters_without_being_staff(self, client, masuk, admin_kabupaten):
        assert masuk(client, admin_kabupaten).get("/admin/").status_code == 200
        assert client.get("/admin/login/").url == "/admin/"

    def test_an_account_switched_off_is_out(self, client, masuk, admin_kabupaten):
        masuk(client, admin_kabupaten)
        User.objects.update(is_active=False)
        chain = client.get("/admin/", follow=True).redirect_chain
        assert chain[-1][0] == "/masuk/?next=/admin/"

    def test_only_what_has_a_history_is_kept_there(self, client, masuk, pemilik):
        shown = masuk(client, pemilik).get("/admin/").content.decode()
        assert set(re.findall(r"/admin/(\w+)/\w+/", shown)) == {"desa", "formats"}

    def test_the_password_page_is_the_sites_own(self, client, masuk, pemilik):
        assert masuk(client, pemilik).get("/admin/password_change/").url == "/akun/kata-sandi/"


class TestWhatTheyFind:
    def test_an_admin_kabupaten_finds_the_own_kabupaten_only(
        self, client, masuk, admin_kabupaten, klu, tanjung, gangga, keruak, periode
    ):
        masuk(client, admin_kabupaten)
        PeriodFactory(kabupaten=keruak.kabupaten)
        assert found(client, Kabupaten) == {klu.pk}
        assert found(client, Kecamatan) == {tanjung.pk, gangga.pk}
        assert found(client, Desa) == set(
            Desa.unscoped.exclude(kecamatan=keruak).values_list("pk", flat=True)
        )
        assert found(client, Period) == {periode.pk}

    def test_a_superuser_finds_everything(self, client, masuk, pemilik, tanjung, keruak):
        assert found(masuk(client, pemilik), Kecamatan) == {tanjung.pk, keruak.pk}

    def test_a_foreign_row_is_not_there(self, client, masuk, admin_kabupaten, keruak, ptpd_keruak):
        masuk(client, admin_kabupaten)
        desa = keruak.desa_set.get()
        period = PeriodFactory(kabupaten=keruak.kabupaten)
        for row in (desa, keruak, keruak.kabupaten, ptpd_keruak, period):
            for view in ("change", "history"):
                assert client.get(page(type(row), view, row.pk)).status_code == 404

    def test_accounts_that_also_work_elsewhere_and_superusers_are_out_of_reach(
        self, admin_kabupaten, ptpd, rangkap, ptpd_keruak, pemilik, tanpa_tugas, tanjung, keruak
    ):
        both = make_user("dua_kabupaten", (Role.PT, tanjung), (Role.PT, keruak))
        boss = make_user("pemilik_bertugas", (Role.PT, tanjung))
        boss.is_superuser = True
        boss.save()
        within = set(accounts_within(admin_kabupaten, "accounts.edit"))
        assert within == {admin_kabupaten, ptpd, rangkap}
        assert both not in within

    def test_nobody_without_the_right_keeps_any_account(self, ptpd, camat, dukcapil):
        for user in (ptpd, camat, dukcapil):
            assert not accounts_within(user, "accounts.edit").exists()

    def test_choices_of_areas_are_the_own_ones(
        self, client, masuk, admin_kabupaten, keruak, tanjung
    ):
        masuk(client, admin_kabupaten)
        query = {"app_label": "desa", "model_name": "assignment", "field_name": "kecamatan"}
        answer = client.get("/admin/autocomplete/", query).json()
        assert [one["text"] for one in answer["results"]] == ["Tanjung (52.08.01)"]

    def test_nothing_can_be_deleted(self, client, masuk, pemilik, sokong, ptpd):
        masuk(client, pemilik)
        for row in (sokong, ptpd):
            assert (
                client.post(page(type(row), "delete", row.pk), {"post": "yes"}).status_code == 403
            )


class TestRegions:
    def change(self, client, desa, **typed):
        data = {
            "code": desa.code,
            "name": desa.name,
            "kecamatan": desa.kecamatan_id,
            "induk": "",
            "valid_from": "",
            "valid_to": "",
            "alasan": "",
        }
        return client.post(page(Desa, "change", desa.pk), data | typed)

    def test_a_change_is_signed_with_its_reason(self, client, masuk, admin_kabupaten, sokong):
        masuk(client, admin_kabupaten)
        response = self.change(client, sokong, name="Sokong Raya", alasan="Perda 3/2026")
        assert response.status_code == 302
        record = sokong.history.first()
        assert (record.name, record.history_user, record.history_change_reason) == (
            "Sokong Raya",
            admin_kabupaten,
            "Perda 3/2026",
        )
        assert sokong.history.filter(history_type="~").count() == 1
        assert not LogEntry.objects.exists()

    def test_a_desa_cannot_be_given_to_another_kabupaten(
        self, client, masuk, admin_kabupaten, sokong, keruak
    ):
        masuk(client, admin_kabupaten)
        response = self.change(client, sokong, kecamatan=keruak.pk, code="52.03.01.2009")
        assert response.status_code == 200
        assert "kecamatan" in response.context["adminform"].form.errors

    def test_a_code_follows_the_region_above(self, client, masuk, admin_kabupaten, sokong):
        masuk(client, admin_kabupaten)
        response = self.change(client, sokong, code="52.03.01.2002")
        assert "Kode di Tanjung dimulai dengan 52.08.01." in response.content.decode()
        sokong.refresh_from_db()
        assert sokong.code == "52.08.01.2002"

    def test_a_desa_that_was_split_off_names_its_induk(
        self, client, masuk, admin_kabupaten, tanjung, sokong
    ):
        masuk(client, admin_kabupaten)
        data = {
            "code": "52.08.01.2009",
            "name": "Sokong Utara",
            "kecamatan": tanjung.pk,
            "induk": sokong.pk,
            "valid_from": "01/07/2026",
            "valid_to": "",
            "alasan": "pemekaran",
        }
        assert client.post(page(Desa, "add"), data).status_code == 302
        new = Desa.unscoped.get(code="52.08.01.2009")
        assert (new.induk, new.valid_from) == (sokong, date(2026, 7, 1))
        assert new.history.get().history_user == admin_kabupaten

    def test_the_sample_mark_and_the_code_stay_with_the_superuser(
        self, client, masuk, admin_kabupaten, klu
    ):
        data = {"code": "52.99", "name": "Lombok Utara", "zone": "Asia/Jakarta", "is_sample": "on"}
        masuk(client, admin_kabupaten).post(page(Kabupaten, "change", klu.pk), data)
        klu.refresh_from_db()
        assert (klu.code, klu.zone, klu.is_sample) == ("52.08", "Asia/Jakarta", False)
        assert client.get(page(Kabupaten, "add")).status_code == 403

    def test_the_history_page_tells_who_changed_what(self, client, masuk, admin_kabupaten, sokong):
        masuk(client, admin_kabupaten)
        self.change(client, sokong, name="Sokong Raya", alasan="Perda 3/2026")
        shown = client.get(page(Desa, "history", sokong.pk)).content.decode()
        assert "nama: Sokong menjadi Sokong Raya" in shown
        assert "Perda 3/2026" in shown and "Admin Kabupaten" in shown


class TestPeriods:
    def change(self, client, period, **typed):
        data = {
            "label": period.label,
            "reference_date": "15/06/2026",
            "opens": "01/05/2026",
            "closes": "30/06/2026",
            "alasan": "",
        }
        return client.post(page(Period, "change", period.pk), data | typed)

    @pytest.fixture
    def period(self, klu):
        return PeriodFactory(kabupaten=klu, closes=date(2026, 6, 30))

    def test_extending_needs_a_reason(self, client, masuk, admin_kabupaten, period):
        masuk(client, admin_kabupaten)
        response = self.change(client, period, closes="15/07/2026")
        assert "Tulis alasan mengubah tanggal tutup" in response.content.decode()
        period.refresh_from_db()
        assert period.closes == date(2026, 6, 30)

    def test_with_a_reason_it_is_extended_and_written_down(
        self, client, masuk, admin_kabupaten, period
    ):
        masuk(client, admin_kabupaten)
        self.change(client, period, closes="15/07/2026", alasan="Listrik padam di Bayan")
        period.refresh_from_db()
        assert period.closes == date(2026, 7, 15)
        record = period.history.first()
        assert (record.history_user, record.history_change_reason) == (
            admin_kabupaten,
            "Listrik padam di Bayan",
        )

    def test_the_code_of_a_period_stays(self, client, masuk, admin_kabupaten, period):
        self.change(masuk(client, admin_kabupaten), period, code="2027-06", label="Juni")
        period.refresh_from_db()
        assert (period.code, period.label) == ("2026-06", "Juni")

    def test_a_new_period_belongs_to_the_own_kabupaten(
        self, client, masuk, admin_kabupaten, klu, lotim
    ):
        masuk(client, admin_kabupaten)
        data = {
            "code": "2026-11",
            "label": "November 2026",
            "reference_date": "15/11/2026",
            "opens": "01/10/2026",
            "closes": "30/11/2026",
        }
        assert client.post(page(Period, "add"), data | {"kabupaten": lotim.pk}).status_code == 200
        assert client.post(page(Period, "add"), data | {"kabupaten": klu.pk}).status_code == 302
        assert Period.unscoped.get().kabupaten == klu


class TestThePages:
    @pytest.mark.parametrize("model", [Kabupaten, Kecamatan, Desa, User, Period])
    def test_every_page_opens_for_both_kinds_of_keepers(
        self, client, masuk, admin_kabupaten, pemilik, model, sokong, ptpd, periode
    ):
        rows = {Kabupaten: sokong.kecamatan.kabupaten, Kecamatan: sokong.kecamatan, Desa: sokong}
        row = (rows | {User: ptpd, Period: periode})[model]
        for keeper in (admin_kabupaten, pemilik):
            masuk(client, keeper)
            assert client.get(page(model) + "?q=x").status_code == 200
            for view in ("change", "history"):
                assert client.get(page(model, view, row.pk)).status_code == 200
            if model is not Kabupaten or keeper is pemilik:
                assert client.get(page(model, "add")).status_code == 200

    def test_the_list_of_desa_asks_a_fixed_number_of_questions(
        self, client, masuk, admin_kabupaten, tanjung, django_assert_max_num_queries
    ):

        masuk(client, admin_kabupaten)
        make_desa(tanjung, 40)
        with django_assert_max_num_queries(14):
            client.get(page(Desa))

    def test_demo_pages_say_so(self, client, masuk, admin_kabupaten, klu):
        klu.is_sample = True
        klu.save()
        shown = masuk(client, admin_kabupaten).get("/admin/").content.decode()
        assert "Data contoh, bukan data resmi." in shown

    def test_no_page_runs_inline_code_or_style(self, client, masuk, pemilik, sokong, ptpd):
        UserFactory.create_batch(3)
        masuk(client, pemilik)
        for path in ("/admin/", page(User), page(User, "change", ptpd.pk), page(User, "add")):
            html = client.get(path).content.decode()
            assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", html)
            assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
            assert "<style" not in html
