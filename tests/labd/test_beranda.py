"""The home page: what waits for each person, in words and links."""

import datetime

import pytest
from django.urls import reverse

from desa import waktu
from formats.models import SurveyState
from formats.specs._shared import DOCUMENTS, ELEMENTS
from rakorcam.actions import add_plan_item, agree_worksheet, close, freeze, start
from rakorcam.worksheets import worksheets_of
from tests import factories
from tests.factories import AT, guide_type
from tests.factories_surveys import SurveyFactory
from tests.pages import words

WARNINGS = "Peringatan dini"


@pytest.fixture
def home(client, masuk, periode):
    """Return the function that opens somebody's home page."""

    def home(user):
        masuk(client, user)
        return client.get(reverse("beranda"))

    return home


@pytest.fixture
def session(tanjung, periode):
    """Return a session of Tanjung in twelve days."""
    day = waktu.today(tanjung.kabupaten) + datetime.timedelta(days=12)
    return factories.RakorcamFactory(kecamatan=tanjung, period=periode, date=day)


def tell_everything(kecamatan, period):
    """Fill Formats 1 and 2 of every desa."""
    for desa in kecamatan.desa_set.all():
        for one in DOCUMENTS:
            factories.CoverageFactory(desa=desa, period=period, document=guide_type(one.key))
        for element in ELEMENTS:
            factories.ElementStateFactory(desa=desa, period=period, element=element.key)
        for number in (4, 5):
            SurveyFactory(desa=desa, period=period, number=number)


def tasks(response):
    """Return the titles of the tasks on a home page, most urgent first.

    The way to the early warnings is left out: it always stands there, and always last.
    """
    html = response.content.decode()
    listed = html.partition('<ol class="tugas"')[2].partition("</ol>")[0]
    titles = [part.partition("</h3>")[0] for part in listed.split("<h3>")[1:]]
    assert WARNINGS not in titles[:-1]
    return [title for title in titles if title != WARNINGS]


def test_a_ptpd_is_told_which_desa_are_missing_in_which_format(home, ptpd, tanjung, periode):
    response = home(ptpd)

    assert tasks(response) == [
        "Lengkapi Format 1 untuk 3 desa",
        "Isi status elemen di Format 2 untuk 3 desa",
        "Ingatkan 3 desa yang belum mengirim lembar isian",
        "Buat Rakorcam",
    ]
    text = words(response)
    assert "Tanjung, Sokong, Jenggala. Ada jenis dokumen yang belum diisi" in text
    assert "Format 1 lengkap dari 0 dari 3 desa" in text
    assert reverse("format", args=[tanjung.pk, periode.code, 1]) in response.content.decode()


def test_many_desa_are_counted_rather_than_listed(home, ptpd, tanjung):
    factories.make_desa(tanjung, 6)

    assert "dan 3 desa lain." in words(home(ptpd))


def test_each_step_of_a_session_waits_in_turn(home, ptpd, camat, session, tanjung, periode):
    tell_everything(tanjung, periode)
    title = "Rakorcam Perencanaan Kegiatan LABD"
    assert tasks(home(ptpd)) == [f"Bekukan data untuk {title}", "Cetak plano Format 6 dan 7"]

    freeze(session, by=ptpd, at=AT)
    assert tasks(home(ptpd)) == ["Cetak plano Format 6 dan 7", f"Mulai {title}"]

    running = start(session, by=camat, at=AT)
    assert tasks(home(ptpd)) == ["Isi dan sepakati Format 6", "Isi dan sepakati Format 7"]

    for number, row in ((6, "pokja"), (7, str(guide_type().pk))):
        later = dict.fromkeys(("from_month", "to_month"), datetime.date(2099, 1, 1))
        item = factories.PlanItemFactory.build(session=session, number=number, row=row, **later)
        add_plan_item(item, desa=[], by=ptpd, at=AT)
    assert "1 dari 5 baris berisi pembahasan." in words(home(ptpd))
    for spec in worksheets_of(running):
        agree_worksheet(running, spec, by=camat, at=AT)
    assert tasks(home(ptpd)) == [f"Tutup {title}"]

    close(running, by=camat, at=AT)
    assert tasks(home(ptpd)) == ["Tindak lanjut rencana", f"Baca kesepakatan {title}"]


def test_the_days_to_the_meeting_are_counted(home, ptpd, session):
    assert "Rakorcam Perencanaan Kegiatan LABD 12 hari lagi:" in words(home(ptpd))


def test_a_notulis_prints_and_types_but_does_not_freeze(home, notulis, session, tanjung, periode):
    tell_everything(tanjung, periode)

    assert tasks(home(notulis)) == ["Cetak plano Format 6 dan 7"]
    assert "Sebelum dibekukan tercetak tanda DRAF." in words(home(notulis))


def test_a_camat_is_not_asked_to_type_figures(home, camat, session):
    assert tasks(home(camat)) == [
        "Bekukan data untuk Rakorcam Perencanaan Kegiatan LABD",
        "Cetak plano Format 6 dan 7",
    ]


def test_a_desa_sees_its_own_data_and_nothing_of_the_session(home, kepala_desa, session):
    response = home(kepala_desa)

    text = words(response)
    assert tasks(response) == ["Isi Format 4"]
    assert "Sokong 0 dari 7 0 dari 5" in text
    assert "Jenggala" not in text
    assert "Rakorcam Perencanaan" not in text


def test_a_desa_is_told_what_became_of_its_lembar_isian(home, kepala_desa, sokong, periode):
    survey = SurveyFactory(desa=sokong, period=periode, state=SurveyState.DIKEMBALIKAN, note="SOP?")
    assert tasks(home(kepala_desa)) == ["Perbaiki Format 4"]
    assert "Dikembalikan kecamatan: SOP?" in words(home(kepala_desa))

    survey.state = SurveyState.DIPERIKSA
    survey.save()
    assert tasks(home(kepala_desa)) == []
    assert "Tidak ada yang menunggu Anda untuk Juni 2026." in words(home(kepala_desa))


def test_a_ptpd_checks_what_waits_longest_first(home, ptpd, sokong, jenggala, periode):
    later = AT + datetime.timedelta(days=1)
    for desa, sent_at in ((sokong, later), (jenggala, AT)):
        SurveyFactory(desa=desa, period=periode, state=SurveyState.TERKIRIM, sent_at=sent_at)

    assert tasks(home(ptpd))[0] == "Periksa 2 lembar isian"
    assert "Paling lama menunggu: Format 4 Desa Jenggala." in words(home(ptpd))


def test_an_admin_kabupaten_compares_the_kecamatan(home, admin_kabupaten, session, gangga, periode):
    tell_everything(gangga, periode)

    response = home(admin_kabupaten)

    assert tasks(response) == ["Tetapkan target Juni 2026", "Format 1 belum lengkap di 1 kecamatan"]
    text = words(response)
    assert "Tanjung 0 dari 3 0 dari 3 Perencanaan, Juni 2026 Persiapan" in text
    assert "Gangga 2 dari 2 2 dari 2 belum ada" in text


def test_the_kabupaten_counts_own_types_and_valid_desa_like_the_kecamatan(
    home, admin_kabupaten, tanjung, periode
):
    tell_everything(tanjung, periode)
    factories.DesaFactory(
        kecamatan=tanjung, code="52.08.01.2009", valid_to=datetime.date(2026, 1, 31)
    )
    assert "Tanjung 3 dari 3 3 dari 3" in words(home(admin_kabupaten))

    factories.DocumentTypeFactory(kecamatan=tanjung)
    assert "Tanjung 0 dari 3 3 dari 3" in words(home(admin_kabupaten))


def test_a_closed_period_asks_nobody_to_type(home, ptpd, periode):
    periode.closes = datetime.date(2026, 6, 1)
    periode.save()

    assert tasks(home(ptpd)) == ["Buat Rakorcam"]


def test_a_cancelled_session_waits_for_nobody(home, ptpd, session):
    session.state = "dibatalkan"
    session.save()

    assert "Buat Rakorcam" in tasks(home(ptpd))


def test_an_account_without_posts_is_told_whom_to_ask(home, tanpa_tugas):
    assert "Akun Anda belum punya penugasan. Minta admin kabupaten" in words(home(tanpa_tugas))


def test_without_any_period_each_is_told_who_opens_one(home, ptpd, admin_kabupaten, periode):
    periode.delete()

    assert "Belum ada periode pendataan. Admin kabupaten membukanya." in words(home(ptpd))
    assert "Buat periode pendataan di pengelolaan wilayah dan akun." in words(home(admin_kabupaten))
