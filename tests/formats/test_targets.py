"""Targets of the kabupaten and a kecamatan's own, typed on their pages (rules 8, 24, 26)."""

import pytest
from django.urls import reverse

from formats.models import Target, TargetOverride
from formats.specs._shared import DOCUMENTS, DOCUMENTS_BY_KEY
from tests import factories
from tests.pages import fields_of, form_with, words

KIA = str(DOCUMENTS_BY_KEY["kia"].id)
KK = str(DOCUMENTS_BY_KEY["kartu-keluarga"].id)


@pytest.fixture
def page(client, masuk, dukcapil, klu, periode):
    """Return the function that opens the kabupaten's targets as Dinas Dukcapil."""
    masuk(client, dukcapil)
    return lambda: client.get(reverse("target_kabupaten", args=[klu.pk, periode.code]))


@pytest.fixture
def send(client, page, klu, periode):
    """Return the function that types targets and presses Simpan target."""

    def send(typed, form=None):
        form = form_with(page(), f"t-{KIA}") if form is None else form
        return client.post(
            reverse("target_kabupaten_simpan", args=[klu.pk, periode.code]), {**form, **typed}
        )

    return send


def targets():
    """Return label -> 1/100 percent of what is stored."""
    return {str(one.document): one.hundredths for one in Target.unscoped.all()}


# --- The kabupaten's ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("99,4", 9940),
        ("99.45", 9945),
        ("100", 10_000),
        ("100%", 10_000),
        ("0,01", 1),
        (" 85 ", 8500),
    ],
)
def test_a_target_is_typed_as_percent_and_stored_in_hundredths(send, typed, hundredths):
    assert send({f"t-{KIA}": typed}).status_code == 302
    assert targets() == {"KIA": hundredths}


def test_an_emptied_target_is_no_target(send, periode):
    factories.TargetFactory(period=periode)

    send({f"t-{KIA}": ""})

    assert targets() == {}
    assert Target.history.first().history_type == "-"
    assert str(Target.history.first().history_user) == "Dukcapil"


@pytest.mark.parametrize(
    "typed", ["banyak", "-5", "100,1", "0", "99,456", "5208010101900001", "1e2"]
)
def test_a_bad_target_is_refused_with_the_others_and_all_stay_on_the_page(send, typed):
    response = send({f"t-{KIA}": typed, f"t-{KK}": "95"})

    assert response.status_code == 200
    text = words(response)
    assert "Target belum tersimpan. Yang Anda ketik tidak hilang." in text
    assert f"KIA: Tertulis “{typed}”." in text
    assert fields_of(response)[f"t-{KIA}"] == typed
    assert fields_of(response)[f"t-{KK}"] == "95"
    assert targets() == {}


def test_a_target_changed_meanwhile_is_not_overwritten_and_the_stored_one_is_named(
    send, page, periode
):
    factories.TargetFactory(period=periode, hundredths=9500)
    form = form_with(page(), f"t-{KIA}")
    Target.unscoped.update(hundredths=9000)

    back = send({f"t-{KIA}": "97", f"t-{KK}": "99"}, form)

    assert (
        "KIA: diubah orang lain selagi Anda mengetik; kini tersimpan 90,0%. "
        "Simpan sekali lagi untuk memakai isian Anda."
    ) in words(back)
    assert fields_of(back)[f"t-{KIA}"] == "97"
    assert targets() == {"KIA": 9000}

    send({}, form_with(back, f"t-{KIA}"))
    assert targets() == {"KIA": 9700, "Kartu Keluarga": 9900}


def test_a_page_that_came_back_for_one_bad_target_does_not_overwrite_another(send, page, periode):
    factories.TargetFactory(period=periode, hundredths=9500)
    form = form_with(page(), f"t-{KIA}")
    back = send({f"t-{KK}": "banyak"}, form)
    Target.unscoped.update(hundredths=9000)

    again = send({f"t-{KK}": "99"}, form_with(back, f"t-{KIA}"))

    assert "KIA: diubah orang lain" in words(again)
    assert targets() == {"KIA": 9000}


def test_every_target_has_its_history_row(send):
    send({f"t-{one.id}": "90" for one in DOCUMENTS})

    rows = Target.history.all()
    assert len(rows) == 7
    assert {(str(row.history_user), row.history_source) for row in rows} == {("Dukcapil", "ketik")}


def test_who_reads_targets_gets_no_fields(client, masuk, camat, klu, periode):
    factories.TargetFactory(period=periode, hundredths=9945)
    masuk(client, camat)

    response = client.get(reverse("target_kabupaten", args=[klu.pk, periode.code]))

    assert "99,45%" in words(response)
    assert f"t-{KIA}" not in fields_of(response)


# --- A kecamatan's own ----------------------------------------------------------------------------


@pytest.fixture
def override(client, masuk, ptpd, tanjung, periode):
    """Return the function that sets Tanjung's own target as its PTPD."""
    masuk(client, ptpd)

    def override(**typed):
        told = {"document": KIA, "percent": "90", "reason": "Banyak dusun jauh", **typed}
        return client.post(reverse("target_khusus", args=[tanjung.pk, periode.code]), told)

    return override


def overrides():
    """Return (hundredths, reason) of every override."""
    return list(TargetOverride.unscoped.values_list("hundredths", "reason"))


def test_a_kecamatan_sets_its_own_target_with_a_reason(override, client):
    response = override()

    assert overrides() == [(9000, "Banyak dusun jauh")]
    text = words(client.get(response.url))
    assert "KIA 90,0% khusus kecamatan: Banyak dusun jauh" in text
    row = TargetOverride.history.get()
    assert (str(row.history_user), row.history_change_reason) == ("Ptpd", "Banyak dusun jauh")


@pytest.mark.parametrize(
    ("role", "told"), [("kepala_desa", ""), ("notulis", ""), ("camat", ": Banyak dusun jauh")]
)
def test_the_reason_is_told_to_those_only_who_may_read_overrides(
    override, client, masuk, request, tanjung, periode, role, told
):
    override()
    masuk(client, request.getfixturevalue(role))

    text = words(client.get(reverse("target", args=[tanjung.pk, periode.code])))

    assert f"KIA 90,0% khusus kecamatan{told}" in text
    assert ("Banyak dusun jauh" in text) == bool(told)


def test_setting_it_again_changes_it_and_emptying_it_takes_it_back(override):
    override()
    override(percent="92,5", reason="Pembahasan ulang")
    assert overrides() == [(9250, "Pembahasan ulang")]

    override(percent="", reason="Kembali ke target kabupaten")
    assert overrides() == []
    assert TargetOverride.history.first().history_change_reason == "Kembali ke target kabupaten"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "Alasan: "),
        ({"reason": "KK 5208010101900001"}, "Ada 16 angka berurutan"),
        ({"percent": "banyak"}, "Tertulis “banyak”. Tulis persen"),
        ({"document": "00000000-0000-0000-0000-000000000000"}, "Jenis dokumen: "),
    ],
)
def test_a_refused_override_keeps_what_was_typed_and_stores_nothing(override, typed, sentence):
    response = override(**typed)

    assert response.status_code == 200
    assert sentence in words(response)
    shown = fields_of(response)
    for name, value in typed.items():
        if name != "document":
            assert shown[name] == value
    assert overrides() == []


def test_another_kecamatans_type_is_not_offered(override, gangga):
    theirs = factories.DocumentTypeFactory(kecamatan=gangga, own_label="Milik Gangga")

    response = override(document=str(theirs.pk))

    assert response.status_code == 200
    assert "Milik Gangga" not in words(response)
    assert overrides() == []


def test_without_any_target_the_page_says_so(override, client, tanjung, periode):
    text = words(client.get(reverse("target", args=[tanjung.pk, periode.code])))

    assert "KIA – belum ditetapkan" in text


def test_an_override_changed_meanwhile_is_told_before_it_is_replaced(
    override, client, tanjung, periode
):
    url = reverse("target", args=[tanjung.pk, periode.code])
    form = form_with(client.get(url), "percent")
    factories.TargetOverrideFactory(kecamatan=tanjung, period=periode, hundredths=8000)

    back = override(**form | {"document": KIA, "percent": "90", "reason": "Banyak dusun jauh"})
    assert "diubah orang lain selagi Anda mengetik" in words(back)
    assert fields_of(back)["percent"] == "90"
    assert overrides()[0][0] == 8000

    override(**form_with(back, "percent"))
    assert overrides() == [(9000, "Banyak dusun jauh")]
