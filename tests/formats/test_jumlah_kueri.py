"""Pages ask the database as often for 43 desa as for 3: one number per page, and no other."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from desa.rights import Role
from formats.models import Answer, ChallengeTag, Coverage, ElementState, Survey
from formats.specs._shared import DOCUMENTS, ELEMENTS
from rakorcam.actions import add_plan_item, freeze
from rakorcam.models import PlanItem
from tests import factories
from tests.factories import AT, guide_type, make_user
from tests.factories_surveys import (
    AnswerFactory,
    ChallengeTagFactory,
    SurveyFactory,
    ThemeFactory,
)
from tests.shared import laid_once

pytestmark = pytest.mark.sekali

# Page -> (who opens it, how many queries it asks).
PAGES = {
    "grid of Format 1": (Role.PT, 19),
    "grid of Format 2": (Role.PT, 19),
    "sheet of Format 1": (Role.CA, 17),
    "sheet of Format 2": (Role.CA, 17),
    "sheet of Format 3": (Role.CA, 20),
    "data desa": (Role.PT, 17),
    "all formats": (Role.PT, 38),
    "list of lembar isian": (Role.PT, 9),
    "lembar isian": (Role.PT, 10),
    "step of a lembar isian": (Role.PT, 8),
    "whole lembar isian": (Role.PT, 8),
    "sending a lembar isian": (Role.PT, 8),
    "checking a lembar isian": (Role.PT, 15),
    "correcting a lembar isian": (Role.PT, 10),
    "evidence of an element": (Role.PT, 15),
    "themes": (Role.PT, 7),
    "worksheet 6": (Role.PT, 16),
    "worksheet 7": (Role.PT, 16),
    "row of worksheet 7": (Role.PT, 16),
    "all worksheets": (Role.PT, 12),
    "session": (Role.PT, 10),
    "list of sessions": (Role.PT, 8),
    "what is frozen": (Role.CA, 8),
    "freezing again": (Role.PT, 23),
    "home of a PTPD": (Role.PT, 21),
    "words the home page asks for later": (Role.PT, 24),
    "home of a camat": (Role.CA, 20),
    "home of a notulis": (Role.NO, 20),
    "home of a kepala desa": (Role.DS, 20),
    "home of an admin kabupaten": (Role.AK, 15),
}


@pytest.fixture(scope="module", params=[3, 43], ids=["3 desa", "43 desa"])
def world(request, django_db_setup, django_db_blocker):
    """Lay a kecamatan of 3 or 43 desa down, its people, its session and the pages' addresses."""
    with laid_once(django_db_blocker):
        klu = factories.KabupatenFactory(code="52.08", name="Lombok Utara")
        periode = factories.PeriodFactory(kabupaten=klu)
        kecamatan = _told(klu, periode, request.param)
        people = _people(kecamatan)
        session = _session(kecamatan, periode, people)
        yield SimpleNamespace(people=people, addresses=_addresses(kecamatan, periode, session))


def _told(klu, periode, count):
    """Return a kecamatan of so many desa, all told whole but the first."""
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    factories.make_desa(kecamatan, count)
    factories.CollectionFactory(kecamatan=kecamatan, period=periode)
    types = [guide_type(one.key) for one in DOCUMENTS]
    told = kecamatan.desa_set.order_by("code")[1:]
    Coverage.unscoped.bulk_create(
        factories.CoverageFactory.build(desa=desa, period=periode, document=kind, memiliki=120)
        for desa in told
        for kind in types
    )
    ElementState.unscoped.bulk_create(
        factories.ElementStateFactory.build(desa=desa, period=periode, element=element.key)
        for desa in told
        for element in ELEMENTS
    )
    _answer(list(told), periode)
    return kecamatan


def _answer(desa, periode):
    """Let every one of `desa` have sent both lembar isian, with a tagged challenge each."""
    theme = ThemeFactory(kabupaten=periode.kabupaten)
    kia = guide_type()
    for number in (4, 5):
        surveys = [SurveyFactory.build(desa=one, period=periode, number=number) for one in desa]
        Survey.unscoped.bulk_create(surveys)
        Answer.unscoped.bulk_create(AnswerFactory.build(survey=one) for one in surveys)
        tags = [ChallengeTagFactory.build(survey=one) for one in surveys]
        ChallengeTag.unscoped.bulk_create(tags)
        for tag in tags:
            tag.documents.add(kia)
            tag.themes.add(theme)


def _people(kecamatan):
    """Return role -> account."""
    first = kecamatan.desa_set.order_by("code").first()
    places = {Role.AK: kecamatan.kabupaten, Role.DS: first}
    roles = (Role.PT, Role.CA, Role.NO, Role.DS, Role.AK)
    return {role: make_user(role.name, (role, places.get(role, kecamatan))) for role in roles}


def _session(kecamatan, periode, people):
    """Return a session frozen twice with a plan item for every single desa."""
    session = factories.RakorcamFactory(kecamatan=kecamatan, period=periode)
    freeze(session, by=people[Role.PT], at=AT)
    desa = list(kecamatan.desa_set.all())
    Coverage.unscoped.update(wajib=200)
    freeze(session, by=people[Role.CA], at=AT, reason="Angka diperbaiki")
    month = AT.date().replace(day=1)
    for number, row in ((6, "pokja"), (7, str(guide_type().pk))):
        item = PlanItem(
            session=session, number=number, row=row, what="Mendampingi desa", all_desa=False,
            from_month=month, to_month=month, in_charge="PTPD",
        )  # fmt: skip
        add_plan_item(item, desa=desa, by=people[Role.PT], at=AT)
    return session


def _addresses(kecamatan, periode, session):
    """Return page -> address."""
    place, here = [kecamatan.pk, periode.code], [session.pk]
    home = reverse("beranda")
    first, second = kecamatan.desa_set.order_by("code")[:2]
    unsent, sent = [first.pk, periode.code, 4], [second.pk, periode.code, 4]
    return {
        "grid of Format 1": reverse("format", args=[*place, 1]),
        "grid of Format 2": reverse("format", args=[*place, 2]),
        "sheet of Format 1": reverse("format", args=[*place, 1]),
        "sheet of Format 2": reverse("format", args=[*place, 2]),
        "sheet of Format 3": reverse("format", args=[*place, 3]),
        "data desa": reverse("data_desa", args=place),
        "all formats": reverse("semua_format", args=place),
        "list of lembar isian": reverse("lembar_daftar", args=place),
        "lembar isian": reverse("lembar", args=sent),
        "step of a lembar isian": reverse("lembar_langkah", args=[*unsent, "anggaran"]),
        "whole lembar isian": reverse("lembar_semua", args=unsent),
        "sending a lembar isian": reverse("lembar_kirim", args=unsent),
        "checking a lembar isian": reverse("lembar_periksa", args=sent),
        "correcting a lembar isian": reverse("lembar_koreksi", args=[*sent, "sop"]),
        "evidence of an element": reverse("bukti_elemen", args=[*sent[:2], "perdes-sop"]),
        "themes": reverse("tema", args=place[:1]),
        "worksheet 6": reverse("lembar_kerja", args=[*here, 6]),
        "worksheet 7": reverse("lembar_kerja", args=[*here, 7]),
        "row of worksheet 7": reverse("lembar_kerja_baris", args=[*here, 7, guide_type().pk]),
        "all worksheets": reverse("lembar_kerja_semua", args=here),
        "session": reverse("rakorcam", args=here),
        "list of sessions": reverse("rakorcam_daftar"),
        "what is frozen": reverse("bekuan", args=here),
        "freezing again": reverse("rakorcam_bekukan", args=here),
        "home of a PTPD": home,
        "words the home page asks for later": reverse("beranda_nanti"),
        "home of a camat": home,
        "home of a notulis": home,
        "home of a kepala desa": home,
        "home of an admin kabupaten": home,
    }


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_same_number_of_queries_for_3_and_43_desa(
    page, world, db, client, masuk, django_assert_num_queries
):
    role, queries = PAGES[page]
    masuk(client, world.people[role])
    # The first visit remembers the chosen kecamatan and period in the session.
    assert client.get(world.addresses[page]).status_code == 200

    with django_assert_num_queries(queries):
        client.get(world.addresses[page])
