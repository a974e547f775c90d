"""Every address × every role answers as the page of rights says (docs/hak-akses.md)."""

import re

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLResolver

from desa.models import Desa, Kecamatan
from desa.rights import Role
from formats.models import SurveyState
from rakorcam.actions import freeze
from rakorcam.models import BudgetEntry, Kind, Rakorcam, SessionState
from tests.access_table import (
    FORBIDDEN,
    LEVELS,
    MASUK,
    OK,
    PERSONAL,
    PUBLIC,
    ROUTES,
    TABLE,
    UNKNOWN,
    VERBS,
    Post,
    expected,
)
from tests.factories import (
    AttachmentFactory,
    CollectionFactory,
    CoverageFactory,
    DiscussionFactory,
    DocumentTypeFactory,
    ElementStateFactory,
    PeriodFactory,
    PlanItemFactory,
    ProgressFactory,
    RakorcamFactory,
    VisitPhotoFactory,
    guide_type,
)
from tests.factories_surveys import AnswerFactory, SurveyFactory, ThemeFactory

pytestmark = pytest.mark.sekali

KLU, TANJUNG, GANGGA = ("klu",), ("klu", "tanjung"), ("klu", "gangga")
SOKONG, JENGGALA = (*TANJUNG, "sokong"), (*TANJUNG, "jenggala")
LOTIM, KERUAK = ("lotim",), ("lotim", "keruak")

# Fixture name -> assignments: every role, a neighbour, strangers, one with two, one with none.
PEOPLE = {
    "admin_kabupaten": [Post("AK", KLU)],
    "dukcapil": [Post("DU", KLU)],
    "camat": [Post("CA", TANJUNG)],
    "sekcam": [Post("SE", TANJUNG)],
    "ptpd": [Post("PT", TANJUNG)],
    "pendamping": [Post("PD", TANJUNG)],
    "notulis": [Post("NO", TANJUNG)],
    "kepala_desa": [Post("DS", SOKONG)],
    "petugas_desa": [Post("PE", SOKONG)],
    "kepala_jenggala": [Post("DS", JENGGALA)],
    "ptpd_gangga": [Post("PT", GANGGA)],
    "rangkap": [Post("PT", TANJUNG), Post("NO", GANGGA)],
    "ptpd_keruak": [Post("PT", KERUAK)],
    "admin_lotim": [Post("AK", LOTIM)],
    "tanpa_tugas": [],
    "pemilik": [],
}
# Those whom the closing of a session touches, and some whom it must not.
READERS = ("kepala_desa", "petugas_desa", "kepala_jenggala", "dukcapil", "ptpd", "ptpd_gangga")
PLACES = {"kabupaten": 1, "kecamatan": 2, "sesi": 2, "desa": 3, "-": 0}


@pytest.fixture
def people(request):
    """Return the cast by fixture name."""
    return {name: request.getfixturevalue(name) for name in PEOPLE}


@pytest.fixture
def files(tmp_path, settings):
    """Keep uploaded files of a test in its own folder."""
    settings.MEDIA_ROOT = tmp_path


def world(desa, period, **session):
    """Return the URL arguments of one desa's surroundings, with a session and its rows."""
    kecamatan = desa.kecamatan
    rakorcam = RakorcamFactory(kecamatan=kecamatan, period=period, **session)
    kia = guide_type()
    CollectionFactory(kecamatan=kecamatan, period=period)
    CoverageFactory(desa=desa, period=period)
    state = ElementStateFactory(desa=desa, period=period, element="pokja")
    sheet = SurveyFactory(desa=desa, period=period, state=SurveyState.TERKIRIM)
    AnswerFactory(survey=sheet)
    photo = VisitPhotoFactory(visit__desa=desa)
    return {
        **followed_up(desa, period),
        "kabupaten": kecamatan.kabupaten_id,
        "kecamatan": kecamatan.pk,
        "desa": desa.pk,
        "periode": period.code,
        "document": DocumentTypeFactory(kecamatan=kecamatan).pk,
        "attachment": AttachmentFactory(element_state=state).pk,
        "rakorcam": rakorcam.pk,
        "visit": photo.visit_id,
        "visit_photo": photo.pk,
        "place": 0,
        # One that is no more there is answered like one that is.
        "answer": photo.pk,
        "theme": ThemeFactory(kabupaten=kecamatan.kabupaten).pk,
        "row": str(kia.pk),
        "plan_item": PlanItemFactory(session=rakorcam, number=6).pk,
        "discussion": DiscussionFactory(session=rakorcam, number=7).pk,
        **looking_back(desa, period),
    }


def followed_up(desa, period):
    """Return the URL arguments of an agreed item that names this desa alone, and what it told."""
    session = RakorcamFactory(
        kecamatan=desa.kecamatan, period=period, kind=Kind.EVALUASI, state=SessionState.SELESAI,
        date="2026-06-01",
    )  # fmt: skip
    item = PlanItemFactory(session=session, all_desa=False, desa=[desa])
    photo = ContentFile(b"", name="foto.jpg")
    progress = ProgressFactory(item=item, desa=desa, confirmed_at=None, photo=photo)
    budget = BudgetEntry.unscoped.create(item=item, desa=desa, document="apbdes")
    return {"item": item.pk, "progress": progress.pk, "budget_entry": budget.pk}


def looking_back(desa, period):
    """Return the URL arguments of an evaluation that reviews one plan from paper."""
    later = PeriodFactory(kabupaten=period.kabupaten, code="2027-11", label="November 2027")
    session = RakorcamFactory(kecamatan=desa.kecamatan, period=later, kind=Kind.EVALUASI)
    item = PlanItemFactory(session=session, number=8, row="pokja", from_paper=True)
    said = ProgressFactory(item=item, session=session, desa=desa)
    return {"evaluasi": session.pk, "ditinjau": item.pk, "dalam_rapat": said.pk}


def answer(client, route, known):
    """Return what `route` answers, as a class; whatever it stored is undone."""
    url = reverse(route.name, kwargs=route.kwargs(known))
    with transaction.atomic():
        response = client.generic(
            route.method, url, content_type="application/x-www-form-urlencoded"
        )
        transaction.set_rollback(True)
    if response.streaming:
        b"".join(response.streaming_content)
    if response.status_code == 302 and response.url.startswith("/masuk/?next="):
        return MASUK
    if response.status_code in (403, 404):
        return str(response.status_code)
    return OK if response.status_code in (200, 302, 400, 409) else f"{response.status_code}?"


def answers(client, masuk, people, route, known):
    found = {}
    for name, user in people.items():
        with transaction.atomic():
            found[name] = answer(masuk(client, user), route, known)
            transaction.set_rollback(True)
        client.logout()
    return found


def due(route, place, *, published=False, people=PEOPLE):
    """Return the class every person is due, by name."""
    where = place[: PLACES[route.about]]
    return {name: expected(PEOPLE[name], route, where, published=published) for name in people}


by_id = {"argnames": "route", "ids": lambda route: route.id}
ABOUT_SESSIONS = [route for route in ROUTES if route.about == "sesi"]
ABOUT_PLACES = [route for route in ROUTES if route.about != "-"]


@pytest.mark.parametrize(argvalues=ROUTES, **by_id)
def test_in_tanjung_everyone_meets_what_the_page_says(
    client, masuk, people, files, sokong, periode, route
):
    known = world(sokong, periode)
    assert answers(client, masuk, people, route, known) == due(route, SOKONG)


@pytest.mark.parametrize(argvalues=ABOUT_SESSIONS, **by_id)
def test_after_the_session_is_closed_the_desa_may_read_it(
    client, masuk, people, files, sokong, periode, at, route
):
    known = world(sokong, periode)
    session = Rakorcam.unscoped.get(pk=known["rakorcam"])
    freeze(session, by=people["camat"], at=at)
    Rakorcam.unscoped.update(state=SessionState.SELESAI)
    some = {name: people[name] for name in READERS}
    found = answers(client, masuk, some, route, known)
    assert found == due(route, SOKONG, published=True, people=some)


@pytest.mark.parametrize(argvalues=ABOUT_PLACES, **by_id)
def test_in_gangga_the_person_with_two_assignments_is_a_notulis(
    client, masuk, people, files, gangga, periode, route
):
    known = world(gangga.desa_set.order_by("code").first(), periode)
    some = {
        name: people[name] for name in ("rangkap", "ptpd", "ptpd_gangga", "dukcapil", "notulis")
    }
    place = (*GANGGA, "gondang")
    assert answers(client, masuk, some, route, known) == due(route, place, people=some)


@pytest.mark.parametrize(argvalues=ROUTES, **by_id)
def test_a_stranger_without_login_is_sent_to_the_login(client, sokong, periode, files, route):
    found = answer(client, route, world(sokong, periode))
    assert found == (OK if route.capability == PUBLIC else MASUK)


# --- Nothing is missing ---------------------------------------------------------------------------


def walk(resolver, namespace=""):
    """Yield (namespace, name, view) of every address below a resolver."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, pattern.namespace or namespace)
        else:
            yield namespace, pattern.name, pattern.callback


def test_every_address_of_the_site_stands_in_the_table():
    ours = {name for namespace, name, _view in walk(get_resolver()) if not namespace}
    assert ours == {route.name for route in ROUTES}


def test_only_the_admin_has_addresses_of_its_own_kind():
    assert {namespace for namespace, _name, _view in walk(get_resolver())} == {"", "admin"}


def test_every_view_says_which_right_it_asks():
    asked = {}
    for namespace, name, view in walk(get_resolver()):
        if not namespace:
            asked[name] = getattr(view, "access", None)
    for route in ROUTES:
        declared = asked[route.name]
        if route.capability in (PUBLIC, PERSONAL):
            assert declared in (None, "personal"), route
        elif callable(declared):
            number = int(dict(one.split("=") for one in route.arguments if "=" in one)["number"])
            assert declared({"number": number}) == route.capability
        else:
            assert declared == route.capability


def test_the_page_of_rights_is_read_whole():
    assert set(LEVELS) == {role.value for role in Role}
    assert {
        "E": {"read", "edit", "cancel"},
        "R": {"read"},
        "O": {"read", "edit", "cancel"},
        "o": {"read"},
        "A": {"read", "edit", "cancel", "decide"},
        "–": set(),
    } == VERBS
    rights = {route.capability.split(".")[0] for route in ROUTES if "." in route.capability}
    assert rights <= set(TABLE)


def test_the_cast_plays_every_role_on_its_level():
    played = {post.role: len(post.place) for posts in PEOPLE.values() for post in posts}
    depth = {"kabupaten": 1, "kecamatan": 2, "desa": 3}
    assert played == {role: depth[level] for role, level in LEVELS.items()}


def test_the_table_knows_all_three_answers():
    classes = {
        answer
        for route in ROUTES
        for answer in due(route, SOKONG).values()
        if route.capability not in (PUBLIC, PERSONAL)
    }
    assert classes == {OK, FORBIDDEN, UNKNOWN}


# --- The admin, as a group ------------------------------------------------------------------------


def admin_pages():
    """Return the addresses of our apps in the admin that take no argument."""
    names = {name for namespace, name, _view in walk(get_resolver()) if namespace == "admin"}
    plain = []
    for name in sorted(filter(None, names)):
        try:
            plain.append(reverse(f"admin:{name}"))
        except NoReverseMatch:
            continue
    return [path for path in plain if re.fullmatch(r"/admin/((desa|formats)/.*)?", path)]


def test_the_admin_is_for_its_keepers_only(client, masuk, people):
    pages = admin_pages()
    assert len(pages) == 11
    for name, user in people.items():
        masuk(client, user)
        keeps = name in ("admin_kabupaten", "admin_lotim", "pemilik")
        shut = {path for path in pages if client.get(path).status_code == 403}
        if name == "pemilik":
            assert shut == set()
        else:
            assert shut == ({reverse("admin:desa_kabupaten_add")} if keeps else set(pages)), name


# --- Lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["beranda", "rakorcam_daftar"])
def test_lists_hide_the_neighbours_session_that_is_there(
    client, masuk, ptpd, ptpd_gangga, sokong, gangga, periode, name
):
    here, there = (
        str(RakorcamFactory(kecamatan=place, period=periode, kind=Kind.PERENCANAAN).pk)
        for place in (sokong.kecamatan, gangga)
    )
    own = masuk(client, ptpd).get(reverse(name)).content.decode()
    assert here in own and there not in own
    other = masuk(client, ptpd_gangga).get(reverse(name)).content.decode()
    assert there in other and here not in other
    assert "Tanjung" not in other


@pytest.mark.parametrize("name", ["data_desa", "format", "target", "lembar_daftar"])
def test_a_desa_reads_its_own_row_and_not_its_neighbours(
    client, masuk, ptpd, kepala_desa, sokong, jenggala, periode, name
):
    kwargs = {"kecamatan": sokong.kecamatan_id, "periode": periode.code}
    for number in (1, 2, 3) if name == "format" else (None,):
        url = reverse(name, kwargs=kwargs | ({"number": number} if number else {}))
        assert "Jenggala" not in masuk(client, kepala_desa).get(url).content.decode()
        if name != "target":
            assert "Jenggala" in masuk(client, ptpd).get(url).content.decode()


def test_the_switch_offers_and_takes_the_own_kecamatan_only(
    client, masuk, ptpd_gangga, tanjung, periode
):
    masuk(client, ptpd_gangga)
    query = {"kecamatan": str(tanjung.pk), "periode": periode.code, "kembali": "/"}
    response = client.get(reverse("pilih"), query, follow=True)
    assert "Kecamatan itu tidak ada, atau di luar wilayah Anda." in response.content.decode()
    assert str(tanjung.pk) not in response.content.decode()


def test_another_kabupatens_period_cannot_be_borrowed(client, masuk, ptpd, tanjung, lotim, periode):
    PeriodFactory(kabupaten=lotim, code="2026-11", label="November 2026")
    kwargs = {"kecamatan": tanjung.pk, "periode": "2026-11"}
    assert masuk(client, ptpd).get(reverse("data_desa", kwargs=kwargs)).status_code == 404


def test_the_neighbours_of_the_cast_are_really_there(people, tanjung, gangga, keruak):
    assert Kecamatan.unscoped.count() == 3
    assert Desa.unscoped.count() == 6
