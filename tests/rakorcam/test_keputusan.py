"""Decisions on their pages: opened, moved, cancelled, frozen, begun, agreed, closed, reopened."""

import datetime

import pytest
from django.urls import reverse

from desa import waktu
from rakorcam.actions import add_plan_item, agree_worksheet, freeze, start
from rakorcam.models import Rakorcam, SessionState, Snapshot, Worksheet
from rakorcam.worksheets import worksheets_of
from tests import factories
from tests.factories import AT, guide_type
from tests.pages import fields_of, form_with, words
from tests.rakorcam.siklus import moment

NIK = "5208010101900001"
PLANNED = datetime.date(2026, 6, 18)
NEW = {
    "kind": "perencanaan",
    "period": "2026-06",
    "date": "18/06/2026",
    "time": "08.30",
    "place": "Aula kantor camat",
}
ASK = "Pilih atas nama siapa Anda bertindak."


@pytest.fixture
def clock(monkeypatch):
    """Let it be the day the meetings are planned for; return the function that sets another."""

    def set_day(day):
        monkeypatch.setattr(waktu, "now", lambda: moment(day))

    set_day(PLANNED)
    return set_day


@pytest.fixture
def open_new(client, masuk, ptpd, tanjung, periode):
    """Return the function that fills in the form of a new session as the PTPD of Tanjung."""
    masuk(client, ptpd)
    url = reverse("rakorcam_baru", args=[tanjung.pk])

    def open_new(**typed):
        return client.post(url, {**form_with(client.get(url), "period"), **NEW, **typed})

    return open_new


@pytest.fixture
def session(tanjung, periode):
    """Return a session of Tanjung in preparation."""
    return factories.RakorcamFactory(kecamatan=tanjung, period=periode)


@pytest.fixture
def frozen(session, ptpd):
    """Return it with its data frozen."""
    freeze(session, by=ptpd, at=AT)
    return session


@pytest.fixture
def running(frozen, ptpd, camat):
    """Return it once it has begun, with a plan item in each worksheet."""
    for number, row in ((6, "pokja"), (7, str(guide_type().pk))):
        item = factories.PlanItemFactory.build(session=frozen, number=number, row=row)
        add_plan_item(item, desa=[], by=ptpd, at=AT)
    return start(frozen, by=camat, at=AT)


@pytest.fixture
def agreed(running, camat):
    """Return it with both worksheets agreed."""
    for spec in worksheets_of(running):
        agree_worksheet(running, spec, by=camat, at=AT)
    return running


@pytest.fixture
def press(client, masuk):
    """Return the function that opens a decision's page as somebody and presses its button."""

    def press(user, name, session, *more, **typed):
        masuk(client, user)
        url = reverse(name, args=[session.pk, *more])
        assert client.get(url).status_code == 200
        return client.post(url, typed)

    return press


def state_of(session):
    """Return the stored state of a session."""
    return Rakorcam.unscoped.get(pk=session.pk).state


# --- A new session --------------------------------------------------------------------------------


def test_a_session_is_opened_and_its_page_says_what_comes_next(open_new, client):
    response = open_new()

    text = words(client.get(response.url))
    assert "Rakorcam dibuat. Langkah berikutnya: bekukan data." in text
    assert "Kamis, 18 Juni 2026, pukul 08.30 · Aula kantor camat" in text
    session = Rakorcam.unscoped.get()
    assert (session.state, session.time) == (SessionState.PERSIAPAN, datetime.time(8, 30))
    assert str(session.history.get().history_user) == "Ptpd"


BAD = [
    (
        {"period": "2031-06"},
        "Periode data: Periode “2031-06” tidak ada di kabupaten ini. Pilih salah satu dari daftar.",
    ),
    ({"date": "18 Juni"}, "Tanggal rapat: Tertulis “18 Juni”. Tulis tanggal seperti 31/05/2026."),
    ({"date": ""}, "Tanggal rapat: "),
    ({"date": "31/02/2026"}, "Tertulis “31/02/2026”."),
    ({"time": "pagi"}, "Pukul: Tulis jam dan menit, misalnya 08.30."),
    ({"time": "25.00"}, "Pukul: Tulis jam dan menit, misalnya 08.30."),
    ({"place": f"Rumah Bu Siti {NIK}"}, "Tempat: Ada 16 angka berurutan"),
    ({"place": "a" * 121}, "Tempat: "),
    ({"kind": "syukuran"}, "Jenis: "),
]


@pytest.mark.sekali
@pytest.mark.parametrize(("typed", "sentence"), BAD)
def test_a_bad_session_gets_a_sentence_and_stays_on_the_page(open_new, typed, sentence):
    response = open_new(**typed)

    assert response.status_code == 200
    assert sentence in words(response)
    shown = fields_of(response)
    for name, value in {**NEW, **typed}.items():
        # A list can show only what it offers.
        if name not in typed or name not in ("period", "kind"):
            assert shown[name] == value
    assert not Rakorcam.unscoped.exists()


def test_a_second_session_for_the_same_period_is_refused_on_the_page(open_new):
    open_new()

    response = open_new(date="20/06/2026", place="Pendopo")

    assert response.status_code == 200
    assert (
        "Periode data: Kecamatan Tanjung sudah punya Rakorcam Perencanaan Kegiatan LABD untuk "
        "periode Juni 2026. Satu periode hanya satu; batalkan dahulu yang ada."
    ) in words(response)
    assert fields_of(response).items() >= {**NEW, "date": "20/06/2026", "place": "Pendopo"}.items()
    assert Rakorcam.unscoped.count() == 1


def test_another_kabupatens_period_is_not_offered(open_new, lotim):
    factories.PeriodFactory(kabupaten=lotim, code="2027-06")

    assert "Periode “2027-06” tidak ada di kabupaten ini." in words(open_new(period="2027-06"))


def test_a_december_meeting_on_the_november_period_is_normal(open_new, client, klu):
    factories.PeriodFactory(kabupaten=klu, code="2026-11", label="November 2026")

    response = open_new(period="2026-11", date="10/12/2026")

    assert "periode November 2026 · Kamis, 10 Desember 2026" in words(client.get(response.url))


def test_an_evaluation_is_opened_with_its_four_worksheets(open_new, client):
    response = open_new(kind="evaluasi")

    page = words(client.get(response.url))
    assert Rakorcam.unscoped.get().kind == "evaluasi"
    assert [f"Buka Format {number}" in page for number in (7, 8, 9, 10, 11)] == [False] + [True] * 4


def test_a_period_that_does_not_exist_is_not_switched_to(client, masuk, ptpd, tanjung, periode):
    masuk(client, ptpd)

    response = client.get(
        reverse("pilih"),
        {"kecamatan": tanjung.pk, "periode": "2031-06", "kembali": reverse("rakorcam_daftar")},
        follow=True,
    )

    assert "Periode “2031-06” tidak ada di Kabupaten Lombok Utara." in words(response)
    assert response.redirect_chain[0][0] == reverse("rakorcam_daftar")


# --- Moving and cancelling ------------------------------------------------------------------------


def test_a_schedule_changed_meanwhile_is_told_before_it_is_replaced(
    client, masuk, notulis, session
):
    masuk(client, notulis)
    url = reverse("rakorcam_ubah", args=[session.pk])
    form = form_with(client.get(url), "place")
    Rakorcam.unscoped.update(place="Pendopo")

    back = client.post(url, {**form, "place": "Balai desa"})
    assert "Diubah orang lain selagi Anda mengetik; kini tersimpan “Pendopo”." in words(back)
    assert Rakorcam.unscoped.get().place == "Pendopo"

    client.post(url, form_with(back, "place"))
    assert Rakorcam.unscoped.get().place == "Balai desa"


def test_cancelling_asks_for_a_reason_and_lets_another_be_opened(
    press, open_new, session, ptpd, client
):
    assert "Tulis alasannya." in words(press(ptpd, "rakorcam_batal", session, reason=" "))
    assert state_of(session) == SessionState.PERSIAPAN

    press(ptpd, "rakorcam_batal", session, reason="Banjir")

    assert state_of(session) == SessionState.DIBATALKAN
    assert open_new().status_code == 302


@pytest.mark.sekali
@pytest.mark.parametrize("role", ["notulis", "pendamping"])
def test_who_prepares_does_not_cancel(client, masuk, request, role, session):
    masuk(client, request.getfixturevalue(role))

    assert client.get(reverse("rakorcam_ubah", args=[session.pk])).status_code == 200
    assert client.get(reverse("rakorcam_batal", args=[session.pk])).status_code == 403


# --- Freezing -------------------------------------------------------------------------------------


def test_the_first_bekuan_needs_no_reason(press, client, session, camat):
    response = press(camat, "rakorcam_bekukan", session)

    assert "Data dibekukan. Lembar kerja siap dicetak." in words(client.get(response.url))
    assert Snapshot.unscoped.get().frozen_by == camat


def test_after_the_beginning_freezing_is_refused_in_words(press, running, ptpd):
    response = press(ptpd, "rakorcam_bekukan", running, reason="Angka salah")

    assert "Data hanya dapat dibekukan sebelum Rakorcam dimulai." in words(response)
    assert fields_of(response)["reason"] == "Angka salah"
    assert Snapshot.unscoped.count() == 1


# --- In whose name --------------------------------------------------------------------------------

DECISIONS = [("rakorcam_mulai", ()), ("sepakati", (6,)), ("rakorcam_tutup", ())]


@pytest.mark.sekali
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("name", "more"), DECISIONS)
def test_a_ptpd_must_say_in_whose_name_it_is_decided(press, agreed, ptpd, name, more):
    if name == "rakorcam_mulai":
        Rakorcam.unscoped.update(state=SessionState.PERSIAPAN)
    if name == "sepakati":
        agreed.worksheets.filter(number=6).delete()
    before = state_of(agreed), Worksheet.unscoped.count()

    response = press(ptpd, name, agreed, *more)

    assert ASK in words(response)
    assert (state_of(agreed), Worksheet.unscoped.count()) == before
    assert press(ptpd, name, agreed, *more, capacity="atas nama camat").status_code == 302
    assert press(ptpd, name, agreed, *more, capacity="raja").status_code == 200


@pytest.mark.sekali
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(("name", "more"), DECISIONS)
@pytest.mark.parametrize("role", ["camat", "sekcam"])
def test_camat_and_sekcam_need_not(press, request, agreed, role, name, more):
    if name == "rakorcam_mulai":
        Rakorcam.unscoped.update(state=SessionState.PERSIAPAN)
    if name == "sepakati":
        agreed.worksheets.filter(number=6).delete()

    assert press(request.getfixturevalue(role), name, agreed, *more).status_code == 302


def test_the_page_says_who_agreed_in_whose_name(press, client, running, ptpd):
    response = press(ptpd, "sepakati", running, 6, capacity="pelaksana")

    text = words(client.get(response.url))
    assert "Format 6 disepakati." in text
    assert "oleh Ptpd (pelaksana)" in text
    assert Worksheet.unscoped.get().on_behalf == "pelaksana"


def test_reopening_a_sekcam_says_in_whose_name_and_a_camat_need_not(press, agreed, sekcam, camat):
    refused = press(sekcam, "rakorcam_buka_kembali", agreed, reason="Angka tahun keliru")
    assert ASK in words(refused)
    assert fields_of(refused)["reason"] == "Angka tahun keliru"
    assert Worksheet.unscoped.count() == 2

    press(sekcam, "rakorcam_buka_kembali", agreed, reason="Keliru", capacity="atas nama camat")
    assert not Worksheet.unscoped.exists()
    last = agreed.history.first()
    assert (last.on_behalf, last.history_change_reason) == ("atas nama camat", "Keliru")

    for spec in worksheets_of(agreed):
        agree_worksheet(agreed, spec, by=camat, at=AT)
    press(camat, "rakorcam_buka_kembali", agreed, reason="Sekali lagi")
    assert not Worksheet.unscoped.exists()


def test_a_ptpd_does_not_reopen(client, masuk, ptpd, agreed):
    masuk(client, ptpd)

    assert client.get(reverse("rakorcam_buka_kembali", args=[agreed.pk])).status_code == 403


# --- Refusals on the pages ------------------------------------------------------------------------


@pytest.mark.sekali
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize(
    ("name", "more", "sentence"),
    [
        ("rakorcam_mulai", (), "Bekukan data dahulu; lembar kerja dicetak"),
        ("sepakati", (6,), "Lembar kerja disepakati selagi Rakorcam berlangsung."),
        ("rakorcam_tutup", (), "Hanya Rakorcam yang berlangsung dapat ditutup."),
    ],
)
def test_a_decision_too_early_is_refused_in_words(press, session, camat, name, more, sentence):
    response = press(camat, name, session, *more)

    assert response.status_code == 200
    assert sentence in words(response)
    assert state_of(session) == SessionState.PERSIAPAN


def test_an_empty_worksheet_is_not_agreed(press, frozen, camat):
    start(frozen, by=camat, at=AT)

    assert "Format 6 belum berisi rencana. Tulis paling sedikit satu." in words(
        press(camat, "sepakati", frozen, 6)
    )


def test_closing_names_what_is_not_agreed(press, running, camat):
    press(camat, "sepakati", running, 6)

    assert "Belum disepakati: Format 7." in words(press(camat, "rakorcam_tutup", running))


# --- The session's page ---------------------------------------------------------------------------


def actions_on(client, session):
    """Return the decisions the session's page offers."""
    html = client.get(reverse("rakorcam", args=[session.pk])).content.decode()
    names = ("bekukan", "mulai", "tutup", "ubah", "batal", "buka-kembali")
    return [name for name in names if f"/rakorcam/{session.pk}/{name}/" in html]


@pytest.mark.sekali
def test_the_page_offers_each_person_what_can_be_done_now(
    client, masuk, frozen, ptpd, notulis, admin_kabupaten
):
    offered = {}
    for user in (ptpd, notulis, admin_kabupaten):
        masuk(client, user)
        offered[str(user)] = actions_on(client, frozen)

    assert offered == {
        "Ptpd": ["bekukan", "mulai", "ubah", "batal"],
        "Notulis": ["ubah"],
        "Admin Kabupaten": [],
    }


def test_a_desa_reads_a_session_only_once_it_is_over(
    client, masuk, agreed, kepala_desa, camat, press
):
    url = reverse("rakorcam", args=[agreed.pk])
    masuk(client, kepala_desa)
    assert client.get(url).status_code in (403, 404)

    press(camat, "rakorcam_tutup", agreed)

    masuk(client, kepala_desa)
    assert "Disepakati" in words(client.get(url))
