"""Typing plan items and problems into a worksheet, on its pages (rules 4, 20, 24, 25, 27)."""

import uuid

import pytest
from django.urls import reverse

from formats.specs import REGISTRY
from rakorcam.actions import add_plan_item, agree_worksheet, freeze, start
from rakorcam.models import Discussion, PlanItem, Rakorcam, SessionState
from tests import factories
from tests.factories import AT, guide_type
from tests.pages import fields_of, form_with, words

NIK = "5208010101900001"
TYPED = {
    "what": "Isbat nikah terpadu",
    "where": "semua",
    "from_month": "2026-08-01",
    "to_month": "2026-09-01",
    "in_charge": "Kasi Pemerintahan",
    "target_number": "40",
    "target_unit": "pasangan",
    "budget": "25.000.000",
    "budget_source": "apbdes",
}


@pytest.fixture
def session(tanjung, periode, ptpd):
    """Return a frozen session of Tanjung."""
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    freeze(session, by=ptpd, at=AT)
    return session


@pytest.fixture
def row(session):
    """Return the address of the KIA row of Format 7."""
    return reverse("lembar_kerja_baris", args=[session.pk, 7, guide_type().pk])


@pytest.fixture
def typist(client, masuk, notulis):
    """Return the client of the notulis of Tanjung."""
    return masuk(client, notulis)


@pytest.fixture
def type_plan(typist, row):
    """Return the function that types a plan item into the open row."""

    def type_plan(url=row, form=None, **typed):
        form = form_with(typist.get(url), "what") if form is None else form
        return typist.post(url, {**form, **TYPED, **typed})

    return type_plan


def stored():
    """Return what is stored of plan items and texts, to compare before and after."""
    return [list(model.unscoped.order_by("pk").values()) for model in (PlanItem, Discussion)] + [
        model.history.count() for model in (PlanItem, Discussion)
    ]


# --- Plan items -----------------------------------------------------------------------------------


def test_a_plan_item_is_stored_and_stands_in_its_row_with_everything(type_plan, typist, session):
    response = type_plan()

    assert response.status_code == 302
    item = PlanItem.unscoped.get()
    assert (item.budget, item.target_number, item.all_desa) == (25_000_000, 40, True)
    page = words(typist.get(reverse("lembar_kerja", args=[session.pk, 7])))
    for told in (
        "Isbat nikah terpadu",
        "semua desa · Kasi Pemerintahan · 40 pasangan · Rp25.000.000, APBDes",
        "Agustus–September 2026",
        "1 dari 7 baris berisi pembahasan",
    ):
        assert told in page
    assert str(item.history.last().history_user) == "Notulis"


def test_several_plan_items_stand_in_one_row(type_plan, typist, session):
    type_plan()
    type_plan(what="Sosialisasi di posyandu", where="kecamatan")

    page = words(typist.get(reverse("lembar_kerja", args=[session.pk, 7])))

    assert page.index("Isbat nikah terpadu") < page.index("Sosialisasi di posyandu")
    assert "1 dari 7 baris berisi pembahasan" in page


def test_single_desa_are_chosen_and_named_as_the_snapshot_names_them(
    type_plan, typist, session, sokong, jenggala
):
    type_plan(where="pilih", desa=[str(jenggala.pk), str(sokong.pk)])
    sokong.name = "Sokong Raya"
    sokong.save()

    item = PlanItem.unscoped.get()
    assert set(item.desa.all()) == {sokong, jenggala}
    assert "Sokong, Jenggala · Kasi Pemerintahan" in words(
        typist.get(reverse("lembar_kerja", args=[session.pk, 7]))
    )


BAD = [
    ({"what": ""}, "Apa yang dikerjakan: Belum diisi."),
    ({"what": f"Mendata {NIK}"}, "Apa yang dikerjakan: Ada 16 angka berurutan"),
    ({"in_charge": "5208 0101 0190 0001"}, "Penanggung jawab: Ada 16 angka berurutan"),
    ({"target_unit": NIK}, "Satuan: Ada 16 angka berurutan"),
    (
        {"target_number": "empat puluh"},
        "Target, angka: Tertulis “empat puluh”. Tulis bilangan bulat, misalnya 40.",
    ),
    ({"target_number": "-4"}, "Target, angka: "),
    ({"target_number": ""}, "Target, angka: Tulis angkanya, misalnya 40."),
    ({"target_unit": ""}, "Satuan: Tulis satuannya, misalnya pasangan atau anak."),
    ({"budget": "dua juta"}, "Anggaran (Rp): Tertulis “dua juta”. Tulis angka rupiah saja"),
    ({"budget": "-5000"}, "Anggaran (Rp): Jumlah tidak boleh kurang dari 0. Tertulis −5000."),
    ({"budget": NIK}, "Anggaran (Rp): Ada 16 angka berurutan"),
    (
        {"budget": "2000000000000"},
        "Anggaran (Rp): Tertulis 2.000.000.000.000. Paling besar 1.000.000.000.000;",
    ),
    (
        {"from_month": "2026-10-01"},
        "Sampai: Bulan sampai (September 2026) mendahului bulan mulai (Oktober 2026).",
    ),
    ({"where": "pilih"}, "Desa: Pilih paling sedikit satu desa."),
]


@pytest.mark.sekali
@pytest.mark.parametrize(("typed", "sentence"), BAD, ids=[next(iter(one)) for one, _ in BAD])
def test_a_bad_plan_item_gets_a_sentence_and_stays_on_the_page(type_plan, typed, sentence):
    before = stored()

    response = type_plan(**typed)

    assert response.status_code == 200
    assert sentence in words(response)
    assert fields_of(response).items() >= {**TYPED, **typed}.items()
    assert stored() == before


@pytest.mark.parametrize("month", ["2026-13-01", "2031-01-01", "kapan-kapan"])
def test_a_month_outside_the_list_is_refused(type_plan, month):
    response = type_plan(from_month=month)

    assert "Mulai: " in words(response)
    assert not PlanItem.unscoped.exists()


def test_a_desa_outside_the_kecamatan_is_refused_and_the_rest_stays(type_plan, gangga):
    gondang = gangga.desa_set.get(name="Gondang")

    response = type_plan(where="pilih", desa=[str(gondang.pk)])

    assert response.status_code == 200
    assert "Desa: " in words(response)
    assert fields_of(response).items() >= {**TYPED, "where": "pilih"}.items()
    assert not PlanItem.unscoped.exists()


def test_a_form_sent_twice_is_stored_once(type_plan, typist, row):
    form = form_with(typist.get(row), "what")

    type_plan(form=form)
    again = type_plan(form=form)

    assert again.status_code == 302
    assert PlanItem.unscoped.count() == 1


def test_a_form_of_before_with_another_plan_is_another_plan(type_plan, typist, row):
    form = form_with(typist.get(row), "what")

    type_plan(form=form)
    type_plan(form=form, what="Sosialisasi di posyandu")

    assert PlanItem.unscoped.count() == 2


@pytest.mark.parametrize("kunci", ["", "bukan-uuid"])
def test_an_id_that_is_none_costs_nothing(type_plan, kunci):
    assert type_plan(kunci=kunci).status_code == 302
    assert PlanItem.unscoped.count() == 1


# --- Changing and removing ------------------------------------------------------------------------


@pytest.fixture
def item(session, notulis, sokong):
    """Return a stored plan item for Sokong."""
    item = factories.PlanItemFactory.build(
        session=session, number=7, row=str(guide_type().pk), all_desa=False
    )
    return add_plan_item(item, desa=[sokong], by=notulis, at=AT)


def test_a_plan_item_is_changed_in_its_row(type_plan, typist, item, sokong):
    url = reverse("rencana_ubah", args=[item.pk])
    form = form_with(typist.get(url), "what")
    assert (form["what"], form["where"], form["desa"]) == (item.what, "pilih", str(sokong.pk))

    typist.post(url, {**form, "what": "Diperluas", "where": "kecamatan"})

    item.refresh_from_db()
    assert (item.what, item.all_desa, list(item.desa.all())) == ("Diperluas", False, [])
    assert PlanItem.unscoped.count() == 1


def test_a_change_by_somebody_else_meanwhile_is_named_before_it_is_replaced(typist, item):
    url = reverse("rencana_ubah", args=[item.pk])
    form = form_with(typist.get(url), "what")
    PlanItem.unscoped.update(in_charge="Sekdes")

    back = typist.post(url, {**form, "in_charge": "Kepala dusun"})

    assert "Diubah orang lain selagi Anda mengetik; kini tersimpan “Sekdes”." in words(back)
    assert fields_of(back)["in_charge"] == "Kepala dusun"
    assert PlanItem.unscoped.get().in_charge == "Sekdes"

    typist.post(url, {**form_with(back, "what"), "in_charge": "Kepala dusun"})
    assert PlanItem.unscoped.get().in_charge == "Kepala dusun"


def test_a_bad_change_leaves_the_stored_item_as_it_was(typist, item):
    url = reverse("rencana_ubah", args=[item.pk])
    before = stored()

    response = typist.post(url, {**form_with(typist.get(url), "what"), "what": f"KK {NIK}"})

    assert "Ada 16 angka berurutan" in words(response)
    assert fields_of(response)["what"] == f"KK {NIK}"
    assert stored() == before


def test_a_removed_item_leaves_its_history(typist, item):
    response = typist.post(reverse("rencana_hapus", args=[item.pk]))

    assert "Rencana dihapus." in words(typist.get(response.url))
    last = PlanItem.history.filter(history_type="-").get()
    assert (last.what, str(last.history_user)) == (item.what, "Notulis")


# --- Problems -------------------------------------------------------------------------------------


def test_problems_are_added_one_by_one_and_removed(typist, session, row):
    url = reverse("catatan_tambah", args=[session.pk, 7, guide_type().pk, "problems"])
    for text in ("Blangko habis", "Jarak ke kantor jauh"):
        typist.post(url, {**form_with(typist.get(row), "problems-text"), "problems-text": text})

    page = words(typist.get(row))
    assert page.index("Blangko habis") < page.index("Jarak ke kantor jauh")

    first = Discussion.unscoped.get(text="Blangko habis")
    typist.post(reverse("catatan_hapus", args=[first.pk]))
    assert [one.text for one in Discussion.unscoped.all()] == ["Jarak ke kantor jauh"]
    assert Discussion.history.filter(history_type="-").count() == 1


@pytest.mark.sekali
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Belum diisi."),
        (f"Bu Siti {NIK}", "Ada 16 angka berurutan"),
        ("a" * 1001, "1000"),
    ],
)
def test_a_bad_problem_gets_a_sentence_and_stays_on_the_page(typist, session, row, text, sentence):
    url = reverse("catatan_tambah", args=[session.pk, 7, guide_type().pk, "problems"])

    response = typist.post(
        url, {**form_with(typist.get(row), "problems-text"), "problems-text": text}
    )

    assert response.status_code == 200
    assert sentence in words(response)
    assert fields_of(response)["problems-text"] == text
    assert not Discussion.unscoped.exists()


def test_format_6_has_no_column_of_problems(typist, session):
    url = reverse("catatan_tambah", args=[session.pk, 6, "pokja", "problems"])

    assert typist.post(url, {"problems-text": "Jauh"}).status_code == 404


# --- When nothing is typed any more ---------------------------------------------------------------


@pytest.fixture
def agreed(session, camat, ptpd):
    """Return a function that starts the session and agrees Format 7."""

    def agree():
        item = factories.PlanItemFactory.build(session=session, number=7, row=guide_type().pk)
        item.row = str(guide_type().pk)
        add_plan_item(item, desa=[], by=ptpd, at=AT)
        start(session, by=camat, at=AT)
        agree_worksheet(session, REGISTRY[7], by=camat, at=AT)

    return agree


def test_who_typed_while_others_agreed_finds_it_on_the_page(type_plan, typist, row, agreed):
    form = form_with(typist.get(row), "what")
    agreed()
    before = stored()

    response = type_plan(form=form)

    text = words(response)
    assert "Lembar kerja ini tidak diketik lagi: sudah disepakati." in text
    assert "Format 7 sudah disepakati. Buka kembali kesepakatannya untuk mengubah." in text
    assert fields_of(response).items() >= TYPED.items()
    assert stored() == before


def test_who_typed_a_problem_while_others_agreed_finds_it_on_the_page(typist, session, row, agreed):
    form = form_with(typist.get(row), "problems-text")
    agreed()

    url = reverse("catatan_tambah", args=[session.pk, 7, guide_type().pk, "problems"])
    response = typist.post(url, {**form, "problems-text": "Blangko habis"})

    assert "Format 7 sudah disepakati." in words(response)
    assert fields_of(response)["problems-text"] == "Blangko habis"
    assert not Discussion.unscoped.exists()


def test_an_agreed_worksheet_shows_no_form(typist, row, agreed):
    agreed()

    response = typist.get(row)

    assert "Lembar kerja ini tidak diketik lagi: sudah disepakati." in words(response)
    assert "what" not in fields_of(response)


@pytest.mark.parametrize("state", [SessionState.SELESAI, SessionState.DIBATALKAN])
def test_a_session_that_is_over_is_typed_no_more(type_plan, typist, row, state):
    form = form_with(typist.get(row), "what")
    Rakorcam.unscoped.update(state=state)

    response = type_plan(form=form)

    assert f"Rakorcam ini sudah {state}; lembar kerjanya tetap." in words(response)
    assert not PlanItem.unscoped.exists()


# --- Where ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "key"),
    [(6, "loket-dua"), (7, "pokja"), (7, str(uuid.UUID(int=1))), (1, "pokja"), (8, "pokja")],
)
def test_a_row_or_worksheet_that_does_not_exist_has_no_page(typist, session, number, key):
    url = reverse("lembar_kerja_baris", args=[session.pk, number, key])

    assert typist.get(url).status_code == 404
    assert typist.post(url, TYPED).status_code == 404
    assert not PlanItem.unscoped.exists()


def test_the_worksheet_shows_the_snapshots_figures_and_names(typist, session, sokong, periode):
    factories.ElementStateFactory(desa=sokong, period=periode)

    page = words(typist.get(reverse("lembar_kerja", args=[session.pk, 6])))

    assert "Belum terdata: Tanjung, Sokong, Jenggala" in page
    assert "data dibekukan 10 Juni 2026, 10.00 WITA" in page


def test_before_freezing_the_worksheet_says_it_is_a_draft(typist, tanjung, periode):
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)

    page = words(typist.get(reverse("lembar_kerja", args=[session.pk, 6])))

    assert "Data belum dibekukan: lembar ini masih mengikuti isian Format 1 dan 2" in page


@pytest.mark.parametrize("role", ["camat", "admin_kabupaten", "dukcapil"])
def test_who_only_reads_sees_no_forms(client, masuk, request, role, session):
    masuk(client, request.getfixturevalue(role))

    response = client.get(reverse("lembar_kerja", args=[session.pk, 7]))

    assert response.status_code == 200
    assert "Isi baris" not in words(response)
