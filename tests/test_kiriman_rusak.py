"""What no page of ours sends: the letter NUL, which PostgreSQL cannot store, and endless nesting.

Each is answered as anything else that is typed wrong: a sentence, and nothing is lost or half kept.
"""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from formats.models import Answer, Coverage, TargetOverride
from formats.replies import Reply
from rakorcam.models import PlanItem, Rakorcam
from tests import factories
from tests.factories_surveys import SurveyFactory
from tests.formats.edits import KIA
from tests.formats.grid_form import cell
from tests.pages import form_with, words

SENTENCE = "Ada tanda kosong (NUL) yang tidak dapat disimpan. Hapus, lalu ketik ulang."
# Deeper than any reader of JSON goes.
DEEP = "[" * 100_000


# --- A period that cannot be one ------------------------------------------------------------------


def test_an_address_with_nul_for_its_period_is_told_which_there_are(
    client, masuk, ptpd, tanjung, periode
):
    masuk(client, ptpd)

    response = client.get(f"/data/{tanjung.pk}/20%00/format/1/")

    assert response.status_code == 404
    assert "tidak ada di Kabupaten Lombok Utara. Yang ada: 2026-06." in words(response)


@pytest.mark.parametrize("code", ["a\0b", "2026-06\0", "2026-6", "2026-06\n"])
def test_a_period_that_cannot_be_one_is_not_switched_to(
    client, masuk, ptpd, tanjung, periode, code
):
    masuk(client, ptpd)

    response = client.get(reverse("pilih"), {"kecamatan": tanjung.pk, "periode": code}, follow=True)

    assert response.status_code == 200
    assert "tidak ada di Kabupaten Lombok Utara." in words(response)


def test_a_session_is_not_opened_for_such_a_period(client, masuk, ptpd, tanjung, periode):
    masuk(client, ptpd)
    url = reverse("rakorcam_baru", args=[tanjung.pk])
    form = form_with(client.get(url), "period")

    response = client.post(url, {**form, "period": "a\0b", "date": "18/06/2026"})

    assert "tidak ada di kabupaten ini. Pilih salah satu dari daftar." in words(response)
    assert not Rakorcam.unscoped.exists()


# --- NUL in what is typed -------------------------------------------------------------------------


@pytest.fixture
def send(client, masuk, ptpd, tanjung, periode):
    """Return the function that types into Format 1 of Tanjung as its PTPD."""
    masuk(client, ptpd)
    place = [tanjung.pk, periode.code, 1]

    def send(typed):
        form = form_with(client.get(reverse("format", args=place)), "dasar")
        return client.post(reverse("format_simpan", args=place), {**form, **typed})

    return send


def test_nul_in_a_note_of_the_grid_is_refused_alone(send, sokong):
    typed = {cell(sokong, "wajib"): "200", cell(sokong, "note"): "buku\0induk"}

    response = send(typed)

    assert response.status_code == 200
    assert SENTENCE in words(response)
    assert Coverage.unscoped.values_list("wajib", "note").get() == (200, "")


def test_nul_in_a_list_of_a_lembar_isian_is_refused_and_the_rest_stays(
    client, masuk, kepala_desa, sokong, periode
):
    masuk(client, kepala_desa)
    url = reverse("lembar_langkah", args=[sokong.pk, periode.code, 4, "dasar_hukum"])
    name = "q-dasar_hukum-lain"
    form = form_with(client.get(url), name)

    response = client.post(url, {**form, name: ["Perdes\0 3/2024", "", ""]})

    assert response.status_code == 200
    assert SENTENCE in words(response)
    assert not Answer.unscoped.exists()


@pytest.mark.parametrize(
    ("model", "field", "value"),
    [
        (Coverage, "note", "a\0b"),
        (PlanItem, "what", "a\0b"),
        (Answer, "value", {"text": "a\0b"}),
        (Answer, "value", {"others": [["a\0b", None]]}),
        (Answer, "value", {"a\0b": 1}),
    ],
    ids=["pendek", "panjang", "teks JSON", "dalam JSON", "kunci JSON"],
)
def test_no_text_of_ours_takes_nul(model, field, value):
    with pytest.raises(ValidationError) as refused:
        model._meta.get_field(field).run_validators(value)
    assert refused.value.messages == [SENTENCE]


# --- Endless nesting in what a page carries -------------------------------------------------------


def test_a_schedule_is_stored_although_what_its_page_carried_is_unreadable(
    client, masuk, ptpd, tanjung, periode
):
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    masuk(client, ptpd)
    url = reverse("rakorcam_ubah", args=[session.pk])
    form = form_with(client.get(url), "place")

    response = client.post(url, {**form, "place": "Pendopo", "dasar": DEEP})

    assert response.status_code == 302
    assert Rakorcam.unscoped.get().place == "Pendopo"


def test_an_override_is_not_written_over_by_a_page_that_shows_nothing_readable(
    client, masuk, ptpd, tanjung, periode
):
    factories.TargetOverrideFactory(kecamatan=tanjung, period=periode, hundredths=8000)
    masuk(client, ptpd)
    typed = {"document": KIA, "percent": "90", "reason": "Banyak dusun jauh", "dasar": DEEP}

    response = client.post(reverse("target_khusus", args=[tanjung.pk, periode.code]), typed)

    assert response.status_code == 200
    assert "diubah orang lain selagi Anda mengetik" in words(response)
    assert TargetOverride.unscoped.get().hundredths == 8000


def test_an_answer_is_not_written_over_by_a_page_that_shows_nothing_readable(
    client, masuk, kepala_desa, sokong, periode
):
    survey = SurveyFactory(desa=sokong, period=periode, state="draf")
    stored = Reply(amount=12_000_000)
    Answer.unscoped.create(survey=survey, question="anggaran_total", value=stored.to_json())
    masuk(client, kepala_desa)
    url = reverse("lembar_langkah", args=[sokong.pk, periode.code, 4, "anggaran"])
    form = form_with(client.get(url), "q-anggaran_total")

    response = client.post(
        url, {**form, "q-anggaran_total": "1.000", "q-anggaran_total-dasar": DEEP}
    )

    assert response.status_code == 200
    assert "Diubah orang lain selagi Anda mengetik" in words(response)
    assert Answer.unscoped.get().reply == stored
