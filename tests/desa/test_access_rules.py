"""Who sees which rows: scoping by (capability, area) pairs (rules.md, Who may do what)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from desa.access import UnscopedQueryRefused, area_of, fetch, grant_on, has_anywhere, holds
from desa.models import Desa, Kabupaten, Kecamatan
from desa.rights import Level, Role
from formats.models import Collection, Coverage, Period
from rakorcam.models import Rakorcam, SessionState, Snapshot
from tests.factories import (
    AttachmentFactory,
    CollectionFactory,
    CoverageFactory,
    ElementStateFactory,
    KecamatanFactory,
    RakorcamFactory,
    SnapshotFactory,
    make_user,
)


def names(queryset):
    return sorted(queryset.values_list("name", flat=True))


class TestOneArea:
    def test_a_ptpd_edits_every_desa_of_the_own_kecamatan_and_no_other(self, ptpd, gangga):
        assert names(Desa.objects.allowed(ptpd, "coverage.edit")) == [
            "Jenggala",
            "Sokong",
            "Tanjung",
        ]
        assert Desa.unscoped.filter(kecamatan=gangga).exists()

    def test_dukcapil_reads_every_kecamatan_of_the_kabupaten(
        self, dukcapil, tanjung, gangga, keruak
    ):
        found = Kecamatan.objects.allowed(dukcapil, "coverage.read")
        assert names(found) == ["Gangga", "Tanjung"]

    def test_dukcapil_edits_no_figures(self, dukcapil, tanjung):
        assert not Kecamatan.objects.allowed(dukcapil, "coverage.edit").exists()

    def test_an_account_without_assignments_sees_nothing(self, tanpa_tugas, tanjung):
        assert not Kecamatan.objects.visible(tanpa_tugas).exists()
        assert not Desa.objects.allowed(tanpa_tugas, "recap.read").exists()

    def test_rows_below_follow_their_desa(self, ptpd, ptpd_gangga, sokong, periode):
        CoverageFactory(desa=sokong, period=periode)
        assert Coverage.objects.allowed(ptpd, "coverage.edit").count() == 1
        assert Coverage.objects.allowed(ptpd_gangga, "coverage.edit").count() == 0


class TestADesa:
    def test_reads_its_own_row_and_not_the_neighbours(self, kepala_desa, sokong, jenggala, periode):
        own = CoverageFactory(desa=sokong, period=periode)
        CoverageFactory(desa=jenggala, period=periode)
        assert list(Coverage.objects.allowed(kepala_desa, "coverage.read")) == [own]

    def test_reads_upward_the_kecamatan_and_kabupaten_it_lies_in(
        self, kepala_desa, tanjung, gangga, klu, lotim
    ):
        assert names(Kecamatan.objects.allowed(kepala_desa, "coverage.read")) == ["Tanjung"]
        assert names(Kabupaten.objects.allowed(kepala_desa, "targets.read")) == ["Lombok Utara"]

    def test_never_edits_upward(self, kepala_desa, sokong, tanjung):
        assert not Kecamatan.objects.allowed(kepala_desa, "survey4.edit").exists()
        assert list(Desa.objects.allowed(kepala_desa, "survey4.edit")) == [sokong]

    def test_sees_the_periods_of_its_kabupaten(self, kepala_desa, periode):
        assert list(Period.objects.visible(kepala_desa)) == [periode]


class TestPublishedOnly:
    @pytest.fixture
    def session(self, tanjung, periode):
        return RakorcamFactory(kecamatan=tanjung, period=periode)

    def test_a_desa_meets_a_session_only_after_it_is_closed(self, kepala_desa, session):
        assert not Rakorcam.objects.allowed(kepala_desa, "worksheet.read").exists()
        session.state = SessionState.SELESAI
        session.save()
        assert Rakorcam.objects.allowed(kepala_desa, "worksheet.read").exists()

    def test_asking_for_the_one_row_answers_the_same(self, kepala_desa, session):
        assert not holds(kepala_desa, "worksheet.read", session)
        session.state = SessionState.SELESAI
        assert holds(kepala_desa, "worksheet.read", session)

    def test_before_that_the_answer_is_forbidden_not_unknown(self, kepala_desa, session):
        with pytest.raises(PermissionDenied):
            fetch(Rakorcam, kepala_desa, "worksheet.read", pk=session.pk)

    def test_a_model_that_is_never_published_stays_shut(self, kepala_desa, session):
        SnapshotFactory(session=session)
        session.state = SessionState.SELESAI
        session.save()
        assert not Snapshot.objects.allowed(kepala_desa, "worksheet.read").exists()


class TestTwoAssignments:
    def test_rights_are_pairs_not_roles_times_areas(self, rangkap, tanjung, gangga):
        assert names(Kecamatan.objects.allowed(rangkap, "coverage.edit")) == ["Tanjung"]
        assert names(Kecamatan.objects.allowed(rangkap, "coverage.read")) == ["Gangga", "Tanjung"]

    def test_each_area_answers_with_its_own_role(self, rangkap, tanjung, gangga):
        assert holds(rangkap, "freeze.decide", tanjung)
        assert not holds(rangkap, "freeze.decide", gangga)
        assert holds(rangkap, "worksheet.edit", gangga)

    @pytest.mark.parametrize("own", [Role.CA, Role.SE])
    def test_who_decides_in_the_own_name_needs_no_second_role_to_do_so(self, tanjung, own):
        both = make_user("dua_tugas", (Role.PT, tanjung), (own, tanjung))
        assert not grant_on(both, "agree.decide", tanjung).on_behalf

    def test_a_ptpd_decides_on_behalf_of_the_camat(self, ptpd, camat, tanjung):
        assert grant_on(ptpd, "agree.decide", tanjung).on_behalf
        assert not grant_on(camat, "agree.decide", tanjung).on_behalf

    def test_a_right_held_somewhere_opens_lists(self, rangkap, kepala_desa):
        assert has_anywhere(rangkap, "freeze.decide")
        assert not has_anywhere(kepala_desa, "freeze.decide")

    def test_the_rights_cost_one_query(self, rangkap, tanjung, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert holds(rangkap, "freeze.decide", tanjung)
            assert has_anywhere(rangkap, "worksheet.edit")


class TestTheDoor:
    def test_outside_the_area_a_row_is_not_there(self, ptpd_gangga, tanjung):
        with pytest.raises(Http404):
            fetch(Kecamatan, ptpd_gangga, "coverage.edit", pk=tanjung.pk)

    def test_inside_without_the_right_it_is_forbidden(self, notulis, tanjung):
        with pytest.raises(PermissionDenied):
            fetch(Kecamatan, notulis, "coverage.edit", pk=tanjung.pk)

    def test_the_neighbouring_desa_is_not_there(self, kepala_desa, jenggala):
        with pytest.raises(Http404):
            fetch(Desa, kepala_desa, "elements.read", pk=jenggala.pk)

    def test_the_row_comes_with_its_area_loaded(
        self, ptpd, sokong, periode, django_assert_num_queries
    ):
        row = AttachmentFactory(element_state=ElementStateFactory(desa=sokong, period=periode))
        found = fetch(type(row), ptpd, "elements.read", pk=row.pk)
        with django_assert_num_queries(0):
            assert holds(ptpd, "elements.edit", found)

    def test_an_unknown_right_is_an_error_not_a_refusal(self, ptpd, tanjung):
        with pytest.raises(KeyError):
            holds(ptpd, "gaji.read", tanjung)

    @pytest.mark.parametrize(
        "method",
        ["all", "filter", "exclude", "get", "create", "count", "first", "exists", "values_list"],
    )
    def test_the_scoped_manager_refuses_to_answer_for_nobody(self, method):
        for model in (Desa, Period, Coverage, Rakorcam):
            with pytest.raises(UnscopedQueryRefused):
                getattr(model.objects, method)()

    def test_no_way_of_asking_is_left_open_but_the_two(self):
        ways = [name for name in dir(QuerySet) if not name.startswith("_")]
        offered = [name for name in ways if hasattr(Collection.objects, name)]
        assert {"afirst", "select_for_update", "using", "raw", "dates"} <= set(offered)
        for name in offered:
            with pytest.raises(UnscopedQueryRefused):
                getattr(Collection.objects, name)()


class TestAreas:
    def test_the_area_of_a_row_names_all_levels_above_it(self, sokong, tanjung, klu, periode):
        area = area_of(CoverageFactory(desa=sokong, period=periode))
        assert area.level == Level.DESA
        assert area.ids == {
            Level.DESA: sokong.pk,
            Level.KECAMATAN: tanjung.pk,
            Level.KABUPATEN: klu.pk,
        }

    def test_the_area_of_a_kecamatan_ends_there(self, tanjung, klu):
        assert area_of(tanjung).ids == {Level.KECAMATAN: tanjung.pk, Level.KABUPATEN: klu.pk}

    def test_a_new_kecamatan_is_open_to_its_kabupaten_at_once(self, dukcapil, klu):
        kecamatan = KecamatanFactory(kabupaten=klu)
        CollectionFactory(kecamatan=kecamatan)
        assert holds(dukcapil, "coverage.read", kecamatan)
