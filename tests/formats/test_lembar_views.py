"""Filling in a lembar isian on its pages: what is refused, what stays typed, who may."""

import json

import pytest
from django.urls import reverse

from formats.models import Answer, Correction, Survey, SurveyState
from formats.replies import Reply, option_key
from tests import factories
from tests.factories_surveys import AnswerFactory, SurveyFactory, put, sent, ticked
from tests.pages import fields_of, form_with, words

NIK = "5208011203900001"
SOP = "Tata baku laksana fasilitasi dokumen kependudukan"


@pytest.fixture
def desa(client, masuk, kepala_desa):
    """Return a browser in which the pemerintah desa of Sokong is logged in."""
    return masuk(client, kepala_desa)


@pytest.fixture
def at_step(sokong, periode):
    """Return the function that gives the address of one question of Sokong's Format 4."""

    def address(question, name="lembar_langkah", number=4):
        kwargs = {"desa": sokong.pk, "periode": periode.code, "number": number}
        return reverse(name, kwargs=kwargs | ({"question": question} if question else {}))

    return address


def tell(browser, url, **typed):
    """Send a step as its page would, with `typed` over it; return the page that answers."""
    form = form_of(browser.get(url))
    names = {f"q-{key.replace('__', '-')}": value for key, value in typed.items()}
    return browser.post(url, {**form, **names})


def form_of(page):
    """Return the lembar isian on a page as a browser would send it unchanged."""
    return form_with(page, next(n for n in fields_of(page) if n.startswith("q-") or n == "day"))


def stored(question):
    """Return the Reply stored for a question."""
    return Answer.unscoped.get(question=question).reply


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12 juta", "Tertulis “12 juta”. Tulis angka rupiah saja, misalnya 12.000.000."),
        ("-5000", "Jumlah tidak boleh kurang dari 0. Tertulis −5000."),
        ("1.10", "“1.10” bisa berarti 1,10 atau 110. Tulis bilangan bulat."),
        (NIK, "Ada 16 angka berurutan, mirip NIK atau nomor KK."),
        ("99.999.999.999.999", "Paling besar 1.000.000.000.000"),
    ],
    ids=["kata", "negatif", "dua arti", "NIK", "terlalu besar"],
)
def test_what_is_no_amount_is_told_and_stays_typed(desa, at_step, typed, sentence):
    answer = tell(desa, at_step("anggaran"), anggaran_total=typed)

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert fields_of(answer)["q-anggaran_total"] == typed
    assert not Answer.unscoped.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("x" * 1001, "Tertulis 1001 huruf. Paling banyak 1000 huruf."),
        (f"Warga {NIK} belum punya akta", "Ada 16 angka berurutan, mirip NIK atau nomor KK."),
    ],
    ids=["terlalu panjang", "NIK"],
)
def test_a_narrative_that_cannot_be_kept_is_told_and_stays_typed(desa, at_step, typed, sentence):
    page = desa.get(at_step("tantangan"))
    assert "paling banyak 1.000 huruf" in words(page)

    answer = tell(desa, at_step("tantangan"), tantangan=typed)

    assert sentence in words(answer)
    assert fields_of(answer)["q-tantangan"] == typed
    assert not Answer.unscoped.exists()


def test_lines_and_their_numbers_belong_together(desa, client, masuk, petugas_desa, at_step):
    masuk(client, petugas_desa)
    url = at_step("difasilitasi", number=5)

    answer = tell(client, url, difasilitasi__lain=["Surat pindah", ""],
                  difasilitasi__lain__angka=["", "7"])  # fmt: skip

    assert "“Surat pindah” belum punya angka. Tulis bilangan bulat, misalnya 200." in words(answer)
    assert "Angka 7 belum punya nama; sebutkan apa." in words(answer)
    assert not Answer.unscoped.exists()


def test_nothing_there_and_something_there_are_not_both_true(desa, at_step):
    answer = tell(desa, at_step("sop"), sop=[option_key(SOP)], sop__nihil="on")

    assert "“Tidak ada” dicentang, padahal ada yang diisi. Pilih salah satu." in words(answer)
    assert not Answer.unscoped.exists()


def test_one_mistake_on_the_whole_sheet_keeps_all_of_it_from_being_stored(desa, at_step):
    answer = tell(desa, at_step("", "lembar_semua"), monev="Rapat bulanan", anggaran_total="banyak")

    assert "Tertulis “banyak”" in words(answer)
    assert fields_of(answer)["q-monev"] == "Rapat bulanan"
    assert not Answer.unscoped.exists()


def test_a_form_without_answers_is_not_sent(desa, at_step):
    page = desa.get(at_step("", "lembar_kirim"))
    assert "Apakah dasar hukum penyelenggaraan LABD di Desa Anda?" in words(page)

    answer = tell(desa, at_step("", "lembar_kirim"))

    assert "Belum ada pertanyaan yang diisi. Isi paling sedikit satu" in words(answer)
    assert not Survey.unscoped.filter(state=SurveyState.TERKIRIM).exists()


def test_sending_lists_what_is_unanswered_and_asks(desa, sokong, periode, at_step):
    put(sokong, periode, 4, {"sop": ticked(SOP)})

    page = desa.get(at_step("", "lembar_kirim"))

    assert "1 dari 8 pertanyaan terisi" in words(page)
    assert "Bagaimana sistem monitoring dan evaluasi LABD di desa?" in words(page)
    assert "Apa saja tata baku laksana/SOP" not in words(page)
    desa.post(at_step("", "lembar_kirim"), {"day": "10/06/2026"})
    survey = Survey.unscoped.get()
    assert (survey.state, survey.by_kecamatan) == (SurveyState.TERKIRIM, False)
    assert str(survey.filled_on) == "2026-06-10"


# --- What is stored -------------------------------------------------------------------------------


def test_a_step_stores_its_answer_and_goes_on(desa, at_step):
    answer = tell(desa, at_step("sop"), sop=[option_key(SOP)], sop__lain=["SOP antre", ""])

    assert answer.url == at_step("monev")
    assert stored("sop") == Reply(
        options=(option_key(SOP), "lainnya-sebutkan"), others=(("SOP antre", None),)
    )


def test_rupiah_0_and_nothing_there_and_blank_are_three_answers(desa, at_step):
    tell(desa, at_step("anggaran"), anggaran_total="0")
    assert stored("anggaran_total") == Reply(amount=0)

    tell(desa, at_step("anggaran"), anggaran_total="", anggaran_total__nihil="on")
    assert stored("anggaran_total") == Reply(nothing=True)

    form = form_of(desa.get(at_step("anggaran")))
    form.pop("q-anggaran_total-nihil")
    desa.post(at_step("anggaran"), form)
    assert stored("anggaran_total") == Reply()


def test_a_draft_is_saved_while_one_types(desa, at_step):
    form = form_of(desa.get(at_step("anggaran")))
    typed = {**form, "otomatis": "anggaran_total", "q-anggaran_total": "12.000.000"}

    told = desa.post(at_step("anggaran"), typed).json()

    assert json.loads(told["dasar"]) == {"amount": 12_000_000}
    assert told["pukul"].endswith("WITA")
    assert stored("anggaran_total") == Reply(amount=12_000_000)
    assert Survey.unscoped.get().state == SurveyState.DRAF


def test_a_draft_that_cannot_be_saved_says_why(desa, at_step):
    form = form_of(desa.get(at_step("anggaran")))
    typed = {**form, "otomatis": "anggaran_total", "q-anggaran_total": "12 juta"}

    told = desa.post(at_step("anggaran"), typed).json()

    assert told == {
        "galat": ["Tertulis “12 juta”. Tulis angka rupiah saja, misalnya 12.000.000."],
        "dasar": "{}",
    }
    assert not Answer.unscoped.exists()


def test_two_who_answer_the_same_question_see_both_answers(
    desa, sokong, periode, at_step, pendamping
):
    url = at_step("monev")
    form = form_of(desa.get(url))
    put(sokong, periode, 4, {"monev": Reply(text="Rapat tiga bulanan")}, by=pendamping)

    answer = desa.post(url, {**form, "q-monev": "Rapat bulanan"})

    assert "kini tersimpan “Rapat tiga bulanan”. Simpan sekali lagi" in words(answer)
    assert fields_of(answer)["q-monev"] == "Rapat bulanan"
    assert stored("monev").text == "Rapat tiga bulanan"
    tell_again = form_with(answer, "q-monev")
    desa.post(url, tell_again)
    assert stored("monev").text == "Rapat bulanan"


def test_one_more_row_without_a_script(desa, at_step):
    form = form_of(desa.get(at_step("anggaran")))
    rows = form["q-anggaran_penggunaan-lain"]
    filled = [f"Guna {n}" for n in range(len(rows))]

    answer = desa.post(
        at_step("anggaran"), {**form, "q-anggaran_penggunaan-lain": filled, "tambah": "x"}
    )

    assert form_of(answer)["q-anggaran_penggunaan-lain"] == [*filled, ""]
    assert not Answer.unscoped.exists()


# --- Who may --------------------------------------------------------------------------------------


def test_what_the_desa_sent_the_kecamatan_does_not_edit(
    client, masuk, ptpd, sokong, periode, at_step
):
    sent(sokong, periode, 4, {"sop": ticked(SOP)})
    masuk(client, ptpd)

    assert client.get(at_step("sop")).url == at_step("", "lembar")
    answer = client.post(at_step("monev"), {"q-monev": "Diubah", "q-monev-dasar": "{}"})

    assert "Lembar isian ini tidak dapat diisi sekarang." in words(answer)
    assert fields_of(answer)["q-monev"] == "Diubah"
    assert not Answer.unscoped.filter(question="monev").exists()


def test_the_kecamatan_fills_for_a_desa_that_has_not_sent_and_says_so(
    client, masuk, pendamping, at_step
):
    masuk(client, pendamping)
    tell(client, at_step("sop"), sop__nihil="on")
    client.post(at_step("", "lembar_kirim"), {"day": "10/06/2026"})

    survey = Survey.unscoped.get()
    assert (survey.state, survey.by_kecamatan) == (SurveyState.TERKIRIM, True)
    assert "diisikan tim kecamatan" in words(client.get(at_step("", "lembar")))
    tell(client, at_step("monev"), monev="Menurut catatan kecamatan")
    assert stored("monev").text == "Menurut catatan kecamatan"


def test_after_it_closes_a_period_takes_no_answers(desa, sokong, periode, at_step):
    periode.closes = periode.opens
    periode.save()

    assert desa.get(at_step("sop")).url == at_step("", "lembar")
    assert "tidak menerima isian sekarang" in words(desa.get(at_step("", "lembar")))
    desa.post(at_step("monev"), {"q-monev": "Terlambat", "q-monev-dasar": "{}"})
    assert not Answer.unscoped.exists()


# --- From one period to the next ------------------------------------------------------------------


def test_a_new_period_starts_from_the_last_answers_until_they_are_confirmed(
    desa, klu, sokong, periode, at_step
):
    before = factories.PeriodFactory(kabupaten=klu, code="2025-11", label="November 2025")
    old = SurveyFactory(desa=sokong, period=before)
    AnswerFactory(survey=old, question="monev", value=Reply(text="Rapat bulanan").to_json())
    AnswerFactory(survey=old, question="sop", value=ticked(SOP).to_json())
    assert "Mulai dari jawaban November 2025" in words(desa.get(at_step("", "lembar")))

    desa.post(at_step("", "lembar_salin"))

    assert "Sama seperti periode lalu" in words(desa.get(at_step("monev")))
    assert Answer.unscoped.filter(survey__period=periode, carried=True).count() == 2
    tell(desa, at_step("monev"))
    carried = Answer.unscoped.filter(survey__period=periode, carried=True)
    assert [one.question for one in carried] == ["sop"]


# --- Checking -------------------------------------------------------------------------------------


@pytest.fixture
def checker(client, masuk, ptpd, sokong, periode):
    """Return a browser of the PTPD, who has Sokong's Format 4 before them."""
    challenges = Reply(text="Sinyal hilang\nJarak ke Gerung")
    budget = Reply(amount=28_500_000)
    sent(sokong, periode, 4, {"anggaran_total": budget, "tantangan": challenges})
    return masuk(client, ptpd)


def test_a_correction_stands_beside_the_answer_with_its_reason(checker, at_step):
    url = at_step("anggaran_total", "lembar_koreksi")
    assert "Tulis alasan koreksinya." in words(tell(checker, url, anggaran_total="15.000.000"))

    form = form_with(checker.get(url), "reason")
    checker.post(url, {**form, "q-anggaran_total": "15.000.000", "reason": "Menurut APBDes"})

    page = words(checker.get(at_step("", "lembar_periksa")))
    assert "Rp28.500.000 Koreksi kecamatan: Rp15.000.000 Alasan: Menurut APBDes" in page
    assert stored("anggaran_total").amount == 28_500_000
    checker.post(at_step("anggaran_total", "koreksi_cabut"))
    assert not Correction.unscoped.exists()


def test_a_correction_somebody_else_made_meanwhile_is_not_overwritten(
    checker, at_step, ptpd, sokong, periode
):
    url = at_step("anggaran_total", "lembar_koreksi")
    form = form_with(checker.get(url), "reason")
    other = {**form, "q-anggaran_total": "16.000.000", "reason": "Menurut camat"}
    checker.post(url, other)

    answer = checker.post(url, {**form, "q-anggaran_total": "15.000.000", "reason": "APBDes"})

    assert "Koreksi ini diubah orang lain selagi Anda mengetik." in words(answer)
    assert Correction.unscoped.get().reply.amount == 16_000_000


def test_a_challenge_is_tagged_line_by_line(checker, at_step, sokong, periode):
    place = {"desa": sokong.pk, "periode": periode.code, "number": 4, "question": "tantangan"}
    url = reverse("tantangan_tandai", kwargs=place | {"place": 1})

    checker.post(url, {"tantangan-1-elements": ["anggaran"]})

    tag = Survey.unscoped.get().tags.get()
    assert (tag.text, tag.elements) == ("Jarak ke Gerung", ["anggaran"])
    assert "ditandai “Jarak ke Gerung”" in words(checker.get(at_step("", "lembar_periksa")))


def test_who_is_late_is_named_in_a_text_for_whatsapp(checker, tanjung, periode):
    page = words(checker.get(reverse("lembar_daftar", args=[tanjung.pk, periode.code])))

    assert "Format 4 masuk dari 1 dari 3 desa" in page
    assert "- Format 4 (pemerintah desa): Tanjung, Jenggala" in page
    assert "- Format 5 (petugas di desa): Tanjung, Sokong, Jenggala" in page
