"""The demo's lembar isian: believable, varied, in every state, with no resident in them."""

from collections import Counter

import pytest

from desa.models import Desa, Kecamatan
from desa.nik import has_nik
from formats.data import gather
from formats.models import Answer, Correction, ElementState, Period, Survey, SurveyState, Theme
from formats.specs import REGISTRY
from formats.specs._shared import ELEMENTS_BY_KEY
from formats.surveys import replies_by_question, unanswered
from labd.demo_accounts import PEOPLE
from labd.demo_plans import FROZEN_AGAIN_AT, FROZEN_AT

TANJUNG = "52.08.01"
JUNE, NOVEMBER = "2026-06", "2026-11"


def surveys(code=JUNE):
    """Return the lembar isian of one period."""
    return Survey.unscoped.filter(period__code=code)


def data_of(code, period=JUNE):
    """Return the Data of a kecamatan."""
    kecamatan = Kecamatan.unscoped.get(code=code)
    period = Period.unscoped.select_related("kabupaten").get(code=period)
    return gather(kecamatan, period, Desa.unscoped.filter(kecamatan=kecamatan))


def states_of(data, element):
    """Return desa name -> state of one element."""
    return {desa.name: data.element(desa, element).state.value for desa in data.desa}


def texts():
    """Return every text the desa wrote, by itself."""
    for answer in Answer.unscoped.all():
        reply = answer.reply
        yield from reply.text.splitlines()
        yield from (what for what, _number in reply.others)


# --- Which forms there are ------------------------------------------------------------------------


def test_most_forms_are_checked_and_each_other_state_is_there(demo):
    states = Counter(surveys().values_list("state", flat=True))

    assert sum(states.values()) == 78
    assert states["diperiksa"] > 78 / 2
    assert states["terkirim"] >= 10
    assert states["draf"] >= 3
    assert states["dikembalikan"] == 1


def test_the_returned_form_is_in_kayangan_and_says_why(demo):
    returned = Survey.unscoped.get(state=SurveyState.DIKEMBALIKAN)

    assert returned.desa.kecamatan.name == "Kayangan"
    assert returned.note.startswith("Anggaran tertulis Rp240.000.000.")
    stored = replies_by_question(returned)["anggaran_total"]
    assert stored.amount == 240_000_000


def test_some_desa_have_not_begun_gili_indah_among_them(demo):
    begun = surveys().values_list("desa__code", flat=True)
    silent = set(Desa.unscoped.exclude(code__in=begun).values_list("name", flat=True))

    assert silent == {"Gili Indah", "Karang Bajo"}


def test_one_form_was_handed_in_by_the_kecamatan_team(demo):
    survey = surveys().get(by_kecamatan=True)

    assert (survey.number, survey.desa.name, survey.state) == (5, "Sama Guna", "diperiksa")


def test_one_answer_is_corrected_with_its_reason(demo):
    correction = Correction.unscoped.get()

    answer = replies_by_question(correction.survey)["anggaran_total"]
    assert (answer.amount, correction.reply.amount) == (45_000_000, 40_500_000)
    assert correction.reason == "Menurut APBDes 2026 yang diperlihatkan desa"
    assert correction.survey.state == "diperiksa"


def test_the_two_demo_desa_have_something_to_read_and_something_to_do(demo):
    forms = {
        (one.desa.name, one.number): one
        for one in surveys().filter(desa__name__in=["Sokong", "Teniga"])
    }

    assert {key: one.state for key, one in forms.items()} == {
        ("Sokong", 4): "terkirim",
        ("Sokong", 5): "diperiksa",
        ("Teniga", 4): "draf",
    }
    assert unanswered(REGISTRY[4], replies_by_question(forms["Teniga", 4]))
    typed = {name: str(form.history.last().history_user) for name, form in forms.items()}
    names = {person.username: person.name for person in PEOPLE}
    assert typed == {
        ("Sokong", 4): names["desa.sokong"],
        ("Sokong", 5): names["petugas.sokong"],
        ("Teniga", 4): names["desa.teniga"],
    }


def test_all_of_it_was_there_before_tanjungs_data_were_frozen(demo):
    for code, frozen_at in ((JUNE, FROZEN_AT), (NOVEMBER, FROZEN_AGAIN_AT)):
        for model, period in ((Survey, "period"), (Answer, "survey__period")):
            rows = model.history.filter(**{f"{period}__code": code})
            assert rows.latest("history_date").history_date < frozen_at


def test_in_november_what_was_returned_or_blank_is_answered_and_checked(demo):
    states = Counter(surveys(NOVEMBER).values_list("state", flat=True))

    assert sum(states.values()) == 78
    assert "dikembalikan" not in states
    assert states["terkirim"] >= 10
    assert states["draf"] == 1
    kayangan = data_of("52.08.03", NOVEMBER)
    assert "belum diisi" not in states_of(kayangan, "anggaran").values()


def test_in_november_tanjungs_elements_moved_on_as_its_plans_did(demo):
    before, after = (data_of(TANJUNG, code) for code in (JUNE, NOVEMBER))

    moved = {
        (name, key): (state, states_of(after, key)[name])
        for key in ELEMENTS_BY_KEY
        for name, state in states_of(before, key).items()
        if states_of(after, key)[name] != state
    }
    assert moved == {
        ("Jenggala", "perdes-sop"): ("sebagian", "sudah"),
        ("Medana", "perdes-sop"): ("sebagian", "sudah"),
        ("Sigar Penjalin", "ruang"): ("belum", "sudah"),
        ("Teniga", "ruang"): ("belum", "sebagian"),
        ("Tanjung", "pokja"): ("belum", "sudah"),
        ("Jenggala", "pokja"): ("belum", "sudah"),
        ("Tegal Maja", "pokja"): ("belum", "sudah"),
        ("Sigar Penjalin", "pokja"): ("belum", "sebagian"),
        ("Sama Guna", "anggaran"): ("belum", "sudah"),
    }


# --- What follows for the elements ----------------------------------------------------------------


def test_tanjungs_elements_follow_from_what_its_desa_wrote(demo):
    data = data_of(TANJUNG)

    assert list(states_of(data, "perdes-sop").values()) == [
        "sudah", "sudah", "sebagian", "sebagian", "sudah", "sebagian", "belum diisi", "belum",
    ]  # fmt: skip
    for key in ("petugas", "anggaran"):
        others = states_of(data, key)
        assert (others.pop("Teniga"), others.pop("Sama Guna")) == ("belum diisi", "belum")
        assert set(others.values()) == {"sudah"}


def test_elements_that_surveys_ask_about_are_set_by_hand_in_two_desa_only(demo):
    surveyed = [key for key, element in ELEMENTS_BY_KEY.items() if element.surveyed]
    rows = ElementState.unscoped.filter(period__code=JUNE, element__in=surveyed)
    rows = rows.order_by("desa__code")

    assert [(one.desa.name, one.element, one.proposed, one.state, one.reason) for one in rows] == [
        ("Jenggala", "perdes-sop", "belum", "sebagian", "SOP pendataan ada di kantor desa"),
        (
            "Selelos",
            "perdes-sop",
            "sudah",
            "belum",
            "Perdes dan SOP yang dicentang baru rancangan",
        ),
    ]


@pytest.mark.parametrize(
    ("code", "element", "lacking"),
    [
        ("52.08.02", "perdes-sop", {"Selelos"}),
        ("52.08.03", "perdes-sop", {"Pansor"}),
        ("52.08.04", "perdes-sop", {"Gunjan Asri"}),
        ("52.08.04", "petugas", {"Andalan"}),
        ("52.08.03", "anggaran", {"Dangiang"}),
        ("52.08.05", "anggaran", {"Menggala"}),
    ],
)
def test_elsewhere_an_element_is_lacking_in_one_desa(demo, code, element, lacking):
    states = states_of(data_of(code), element)

    assert {name for name, state in states.items() if state in ("belum", "sebagian")} == lacking


def test_a_budget_left_blank_is_not_told(demo):
    assert states_of(data_of("52.08.03"), "anggaran")["Santong Mulia"] == "belum diisi"


# --- What they wrote ------------------------------------------------------------------------------


def test_no_two_desa_answered_the_same(demo):
    told = {}
    for survey in surveys().exclude(state=SurveyState.DRAF).select_related("desa"):
        replies = replies_by_question(survey)
        told.setdefault(survey.number, []).append(sorted(map(str, replies.items())))

    assert [len(forms) for forms in told.values()] == [
        len({str(form) for form in forms}) for forms in told.values()
    ]


def test_budgets_are_of_a_believable_size_and_differ(demo):
    amounts = [
        answer.reply.amount
        for answer in Answer.unscoped.filter(
            question="anggaran_total", survey__period__code=JUNE
        ).exclude(survey__state=SurveyState.DIKEMBALIKAN)
    ]
    budgets = [amount for amount in amounts if amount]

    assert amounts.count(0) == 3
    assert all(12_000_000 <= amount <= 60_000_000 for amount in budgets)
    assert len(set(budgets)) > 12


def test_nobody_is_named_and_no_long_number_is_written(demo):
    found = list(texts())

    assert len(found) > 400
    assert not [text for text in found if has_nik(text)]
    titles = ("Bapak ", "Haji ", "Lalu ", "Baiq ", "Raden ")
    assert not [text for text in found if any(title in text for title in titles)]


def test_challenges_are_tagged_mostly_in_tanjung_with_the_kabupatens_themes(demo):
    share = {}
    for kecamatan in Kecamatan.unscoped.order_by("code"):
        quotes = data_of(kecamatan.code).quotes
        share[kecamatan.code] = sum(one.is_tagged for one in quotes) / len(quotes)
    themes = set(Theme.unscoped.values_list("name", flat=True))
    quotes = [one for one in data_of(TANJUNG).quotes if one.is_tagged]

    assert share[TANJUNG] > 0.7
    assert all(0 < part < 0.5 for code, part in share.items() if code != TANJUNG)
    assert themes == {
        "Jarak dan biaya",
        "Sarana dan jaringan",
        "SDM petugas",
        "Kesadaran warga",
        "Regulasi dan anggaran",
    }
    assert {theme for one in quotes for theme in one.themes} == themes
    assert any(one.elements for one in quotes)
    assert any(one.documents for one in quotes)
