"""Beside the figures of a grid: the earlier period, who changed a cell, and saving in place."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from desa.history import Source
from formats.actions import save_coverage, save_elements
from formats.models import Collection, Coverage
from tests import factories
from tests.factories import AT, guide_type, make_desa
from tests.formats.edits import KIA, LATER, count
from tests.formats.edits import cell as element
from tests.formats.grid_form import cell
from tests.pages import fields_of, form_with, words


@pytest.fixture
def told(tanjung, sokong, periode, november):
    """Lay down KIA of Sokong in both periods: 1.200 of 2.000, then 1.500 of 2.000."""
    for period, memiliki in ((november, 1200), (periode, 1500)):
        factories.CoverageFactory(desa=sokong, period=period, wajib=2000, memiliki=memiliki)


@pytest.fixture
def compared(client, page, tanjung, periode):
    """Return the function that opens Format 1 (or another) beside the earlier period."""

    def opened(number=1):
        page()
        return client.get(f"/data/{tanjung.pk}/{periode.code}/format/{number}/?banding=ya")

    return opened


def beside(response, name):
    """Return what stands in the foot of a cell, None where nothing does."""
    html = response.content.decode().split(f'id="{name}"')[0].rsplit("<td", 1)[1]
    return html.split('data-lalu="')[1].split('"')[0] if "data-lalu" in html else None


def change(response, name):
    """Return the change of coverage told in the percent cell after a cell of memiliki."""
    html = response.content.decode().split(f'id="{name}"')[1].split("<td")[1].split(">")[0]
    return html.split('data-lalu="')[1].split('"')[0] if "data-lalu" in html else None


# --- The earlier period ---------------------------------------------------------------------------


def test_the_earlier_period_stands_beside_its_figures_on_demand(page, compared, told, sokong):
    plain = page()
    assert "Bandingkan dengan November 2025" in words(plain)
    assert "data-lalu" not in plain.content.decode()

    response = compared()

    assert beside(response, cell(sokong, "wajib")) == "2.000"
    assert beside(response, cell(sokong, "memiliki")) == "1.200"
    assert change(response, cell(sokong, "memiliki")) == "+15,0"
    html = response.content.decode()
    assert "Sokong, KIA, wajib, November 2025 2.000, tetap, tersimpan" in html
    assert "Sokong, KIA, memiliki, November 2025 1.200, naik 300, tersimpan" in html
    assert "Tutup perbandingan" in words(response)


def test_a_fall_is_told_with_its_sign_and_word(compared, told, sokong, periode):
    Coverage.unscoped.filter(period=periode).update(memiliki=1199)

    response = compared()

    assert change(response, cell(sokong, "memiliki")) == "−0,1"
    assert "November 2025 1.200, turun 1" in response.content.decode()


def test_without_an_earlier_period_there_is_nothing_to_compare(page, compared):
    assert "Bandingkan" not in words(page())
    assert compared().status_code == 200


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (None, None, "tanggal data periode ini belum diisi"),
        (None, datetime.date(2026, 5, 31), "tanggal data November 2025 belum diisi"),
        (datetime.date(2026, 5, 31), datetime.date(2026, 5, 31), "tidak sesudah tanggal data"),
    ],
)
def test_a_flow_is_compared_only_between_two_known_windows(
    compared, tanjung, sokong, periode, november, before, now, sentence
):
    kind = guide_type("akta-kematian")
    for period, day in ((november, before), (periode, now)):
        factories.CollectionFactory(kecamatan=tanjung, period=period, data_date=day)
        factories.CoverageFactory(
            desa=sokong, period=period, document=kind, wajib=60, memiliki=period.opens.month
        )
    name = cell(sokong, "memiliki", kind.pk)

    response = compared()

    assert beside(response, name) == "10"
    assert change(response, name) == "tidak sebanding"
    assert "Akta Kematian tidak sebanding: " in words(response)
    assert sentence in words(response)

    Collection.unscoped.filter(period=november).update(data_date=datetime.date(2025, 10, 31))
    Collection.unscoped.filter(period=periode).update(data_date=datetime.date(2026, 5, 31))
    response = compared()
    assert change(response, name) == "−8,3"
    assert (
        "Akta Kematian dihitung 12 bulan s.d. 31 Mei 2026, dibandingkan 12 bulan s.d. "
        "31 Oktober 2025."
    ) in words(response)


def test_a_split_family_says_pemekaran_and_shows_no_figures(
    compared, told, tanjung, sokong, jenggala, periode, november
):
    factories.CoverageFactory(desa=jenggala, period=november, wajib=10, memiliki=5)
    factories.CoverageFactory(desa=jenggala, period=periode, wajib=10, memiliki=6)
    (child,) = make_desa(tanjung, 1, ("",) * 3 + ("Sokong Timur",))
    child.induk, child.valid_from = sokong, datetime.date(2026, 1, 1)
    child.save()

    response = compared()

    for one in (sokong, child):
        assert change(response, cell(one, "memiliki")) == "pemekaran"
        assert beside(response, cell(one, "memiliki")) is None
        assert f"{one.name}, KIA, memiliki, pemekaran, " in response.content.decode()
    assert change(response, cell(jenggala, "memiliki")) == "+10,0"


def test_a_family_that_was_split_long_ago_is_compared(compared, told, tanjung, sokong):
    (child,) = make_desa(tanjung, 1)
    child.induk, child.valid_from = sokong, datetime.date(2020, 1, 1)
    child.save()

    assert change(compared(), cell(sokong, "memiliki")) == "+15,0"


def test_format_2_says_what_was_told_then(compared, sokong, november):
    factories.ElementStateFactory(desa=sokong, period=november, element="ruang", state="sudah")

    assert "November 2025: Sudah" in words(compared(2))


@pytest.mark.parametrize("number", [1, 2])
def test_comparing_asks_as_often_for_3_and_for_43_desa(compared, told, tanjung, number):
    compared(number)
    with CaptureQueriesContext(connection) as few:
        compared(number)
    make_desa(tanjung, 40)
    with CaptureQueriesContext(connection) as many:
        compared(number)

    assert len(few) == len(many)


def test_comparing_stays_on_over_a_save(client, compared, told, sokong):
    opened = compared()
    form = form_with(opened, "dasar")

    saved = client.post(
        f"{opened.request['PATH_INFO']}simpan/", {**form, cell(sokong, "wajib"): "2001"}
    )

    assert saved.url.endswith("/format/1/?banding=ya")


# --- Who, when, how -------------------------------------------------------------------------------


@pytest.fixture
def history(client, masuk, tanjung, periode):
    """Return the function that asks who changed a cell, as a person."""

    def ask(user, name, number=1):
        masuk(client, user)
        address = reverse("format_riwayat", args=[tanjung.pk, periode.code, number])
        return client.get(address, {"sel": name})

    return ask


@pytest.fixture
def typed(tanjung, periode, desa_tanjung, ptpd, pendamping):
    """Let the PTPD type 100 and 80 in Sokong, and the pendamping paste 90 and write a note."""
    place = {"kecamatan": tanjung, "period": periode, "desa": desa_tanjung}
    sokong = desa_tanjung[1]
    edits = [count(sokong, "wajib", None, 100), count(sokong, "memiliki", None, 80)]
    save_coverage(**place, edits=edits, by=ptpd, at=AT)
    later = [count(sokong, "memiliki", 80, 120), count(sokong, "note", "", "Pindahan")]
    save_coverage(**place, edits=later, by=pendamping, at=LATER, source=Source.PASTED)


def test_who_changed_a_cell_when_and_how_newest_first(history, typed, ptpd, sokong):
    answer = history(ptpd, cell(sokong, "memiliki"))

    assert answer["content-type"] == "application/json"
    assert answer.json() == {
        "riwayat": [
            "120: Pendamping, 10 Juni 2026 pukul 10.05 WITA, ditempel",
            "catatan “Pindahan”: Pendamping, 10 Juni 2026 pukul 10.05 WITA, ditempel",
            "80: Ptpd, 10 Juni 2026 pukul 10.00 WITA, diketik",
        ]
    }
    # A cell that did not change with its neighbour has only its own line, and the note's.
    wajib = history(ptpd, cell(sokong, "wajib")).json()["riwayat"]
    assert [line.split(":")[0] for line in wajib] == ["catatan “Pindahan”", "100"]


def test_the_history_of_an_element_tells_its_whole_cell(
    history, ptpd, tanjung, periode, desa_tanjung
):
    sokong = desa_tanjung[1]
    save_elements(
        kecamatan=tanjung, period=periode, desa=desa_tanjung, by=ptpd, at=AT, overriding=True,
        edits=[element(sokong, "ruang", state="sebagian", note="meja bersama PKK")],
    )  # fmt: skip

    told = history(ptpd, f"e:{sokong.pk}:ruang:state", 2).json()["riwayat"]

    assert told == ["sebagian; meja bersama PKK: Ptpd, 10 Juni 2026 pukul 10.00 WITA, diketik"]


@pytest.mark.parametrize("name", ["", "x", "s:a:b", "s:1:2:3:4"])
def test_a_name_that_is_no_cell_has_no_history(history, ptpd, name):
    assert history(ptpd, name).json() == {"riwayat": []}


@pytest.mark.parametrize("field", ["id", "password", "wajib__x"])
def test_only_counts_have_a_history(history, typed, ptpd, sokong, field):
    assert history(ptpd, f"s:{sokong.pk}:{KIA}:{field}").json() == {"riwayat": []}


def test_a_cell_of_no_desa_here_is_not_found(history, ptpd, gangga):
    gondang = gangga.desa_set.first()
    for name in (cell(gondang, "wajib"), f"s:bukan-uuid:{KIA}:wajib"):
        assert history(ptpd, name).status_code == 404
    assert history(ptpd, f"s:{gondang.pk}:bukan-uuid:wajib").status_code == 404


def test_a_desa_sees_the_history_of_its_own_cells_only(
    history, typed, kepala_desa, sokong, jenggala
):
    assert history(kepala_desa, cell(sokong, "wajib")).status_code == 200
    assert history(kepala_desa, cell(jenggala, "wajib")).status_code == 404


def test_who_may_not_see_the_history_is_offered_none(client, masuk, pendamping, tanjung, periode):
    masuk(client, pendamping)
    page = client.get(reverse("format", args=[tanjung.pk, periode.code, 1]))

    assert "data-riwayat" not in page.content.decode()
    assert "Siapa mengubah" not in words(page)


# --- Saved in place, for the script ---------------------------------------------------------------


@pytest.fixture
def in_place(client, page, tanjung, periode):
    """Return the function that saves as the script does: only what changed, and no going away."""

    def send(base, **fields):
        page()
        return client.post(
            reverse("format_simpan", args=[tanjung.pk, periode.code, 1]),
            {"dasar": json.dumps(base), **fields},
            headers={"X-Papan": "1"},
        )

    return send


def test_a_save_in_place_answers_with_the_page_itself(in_place, sokong):
    name = cell(sokong, "wajib")

    response = in_place({}, **{name: "2.790"})

    assert response.status_code == 200
    assert "1 isian tersimpan, pukul" in words(response)
    assert fields_of(response)[name] == "2.790"
    assert json.loads(fields_of(response)["dasar"])[name] == 2790


def test_pasted_cells_are_told_by_name(in_place, sokong, jenggala):
    here, there = cell(sokong, "wajib"), cell(jenggala, "wajib")

    in_place({}, **{here: "1", there: "2", "tempel": json.dumps([there, 5, None])})

    sources = Coverage.history.values_list("desa__name", "history_source")
    assert dict(sources) == {"Sokong": Source.TYPED, "Jenggala": Source.PASTED}


@pytest.mark.parametrize("names", ["", "bukan json", "5", "{}", '"teks"'])
def test_names_that_cannot_be_read_are_no_pasted_cells(in_place, sokong, names):
    in_place({}, **{cell(sokong, "wajib"): "1", "tempel": names})

    assert set(Coverage.history.values_list("history_source", flat=True)) == {Source.TYPED}
