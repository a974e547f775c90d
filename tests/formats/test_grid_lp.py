"""L and P beside the totals of Format 1, where a kecamatan records them."""

import datetime

import pytest

from formats.models import Collection, Coverage
from formats.periods import records_lp
from tests import factories
from tests.formats.edits import KIA
from tests.formats.grid_form import cell
from tests.pages import fields_of, form_with, words

PARTS = ("wajib_l", "wajib_p", "memiliki_l", "memiliki_p")


@pytest.fixture
def recorded(tanjung, periode):
    """Let Tanjung record L and P in this period."""
    return factories.CollectionFactory(kecamatan=tanjung, period=periode, records_lp=True)


def counts(desa):
    return Coverage.unscoped.values_list("wajib", "memiliki", *PARTS).get(desa=desa)


# --- The switch -----------------------------------------------------------------------------------


def test_the_switch_opens_and_closes_the_columns_and_saves_what_is_typed(
    send, client, page, tanjung, periode, sokong
):
    assert cell(sokong, "wajib_l") not in fields_of(page())

    opened = send({"lp": "ya", cell(sokong, "wajib"): "100"})

    assert "1 isian tersimpan dan kolom L dan P dibuka, pukul" in words(client.get(opened.url))
    assert cell(sokong, "wajib_l") in fields_of(page())
    assert Coverage.unscoped.get().wajib == 100
    assert [row.records_lp for row in Collection.history.order_by("history_date")][-1] is True

    closed = send({"lp": "tidak"})

    assert "Kolom L dan P ditutup, pukul" in words(client.get(closed.url))
    assert not records_lp(tanjung, periode)


@pytest.mark.parametrize("word", ["", "mungkin", "yaya"])
def test_a_word_that_is_no_switch_changes_nothing(send, tanjung, periode, word):
    send({"lp": word})

    assert not records_lp(tanjung, periode)


def test_switching_on_twice_is_once(send, recorded):
    before = Collection.history.count()

    assert send({"lp": "ya"}).status_code == 302
    assert Collection.history.count() == before


def test_a_new_period_keeps_what_the_earlier_one_recorded(send, klu, tanjung, periode, sokong):
    before = factories.PeriodFactory(
        kabupaten=klu, code="2025-11", reference_date=datetime.date(2025, 11, 15)
    )
    factories.CollectionFactory(kecamatan=tanjung, period=before, records_lp=True)
    assert records_lp(tanjung, periode)

    send({cell(sokong, "wajib_l"): "3"})

    assert Collection.unscoped.get(period=periode).records_lp
    send({"lp": "tidak"})
    assert not records_lp(tanjung, periode)
    assert records_lp(tanjung, before)


# --- Typing ---------------------------------------------------------------------------------------


def test_l_and_p_are_stored_and_fill_an_empty_total(send, recorded, sokong):
    response = send(
        {cell(sokong, "wajib_l"): "1.400", cell(sokong, "wajib_p"): "1 391",
         cell(sokong, "memiliki_l"): "1000"}
    )  # fmt: skip

    assert response.status_code == 302
    assert counts(sokong) == (2791, None, 1400, 1391, 1000, None)


def test_the_missing_half_typed_later_fills_the_total(send, recorded, sokong, periode):
    factories.CoverageFactory(
        desa=sokong, period=periode, wajib=None, memiliki=None, memiliki_l=1000
    )
    send({cell(sokong, "memiliki_p"): "500"})

    assert counts(sokong) == (None, 1500, None, None, 1000, 500)


def test_a_typed_total_stays_and_is_flagged_when_it_is_not_the_sum(send, page, recorded, sokong):
    send(
        {cell(sokong, "wajib"): "3000", cell(sokong, "wajib_l"): "1400",
         cell(sokong, "wajib_p"): "1391"}
    )  # fmt: skip

    assert counts(sokong)[:1] == (3000,)
    text = words(page())
    assert (
        "Sokong, KIA: wajib 3.000 tidak sama dengan L + P (1.400 + 1.391 = 2.791). Sudah "
        "tersimpan; periksa lagi angkanya."
    ) in text
    html = page().content.decode()
    assert f'aria-describedby="l-{cell(sokong, "wajib")}"' in html
    assert "sel-peringatan" in html.split("<tbody>")[1]

    send({cell(sokong, "wajib"): "2791"})
    assert "tidak sama dengan L + P" not in words(page())


def test_both_warnings_of_one_cell_are_told(send, page, recorded, sokong):
    send(
        {cell(sokong, "wajib"): "10", cell(sokong, "memiliki"): "12",
         cell(sokong, "memiliki_l"): "5", cell(sokong, "memiliki_p"): "6"}
    )  # fmt: skip

    text = words(page())
    assert "2 hal perlu dilihat." in text
    assert "lebih besar dari wajib 10" in text
    assert "memiliki 12 tidak sama dengan L + P (5 + 6 = 11)" in text
    name = cell(sokong, "memiliki")
    assert f'aria-describedby="w-{name} l-{name}"' in page().content.decode()


def test_a_total_that_was_not_sent_is_left_alone(client, page, recorded, tanjung, periode, sokong):
    """The script sends what changed only: here the total stands as it was stored."""
    factories.CoverageFactory(desa=sokong, period=periode, wajib=100)
    address = page().request["PATH_INFO"]

    client.post(
        f"{address}simpan/",
        {"dasar": "{}", cell(sokong, "wajib_l"): "40", cell(sokong, "wajib_p"): "50"},
        headers={"X-Papan": "1"},
    )

    assert counts(sokong)[:4] == (100, 80, 40, 50)


def test_a_bad_part_is_refused_beside_the_good_ones(send, recorded, sokong):
    response = send({cell(sokong, "wajib_l"): "banyak", cell(sokong, "wajib_p"): "9"})

    assert "Sokong, KIA, wajib laki-laki: Tertulis “banyak”." in words(response)
    assert fields_of(response)[cell(sokong, "wajib_l")] == "banyak"
    assert counts(sokong) == (None, None, None, 9, None, None)


def test_where_they_are_not_recorded_they_are_no_cells(send, sokong):
    assert send({cell(sokong, "wajib_l"): "3"}).status_code == 302
    assert not Coverage.unscoped.exists()


def test_the_foot_sums_each_sex(send, page, recorded, sokong, jenggala):
    send(
        {cell(sokong, "wajib_l"): "1", cell(sokong, "wajib_p"): "2",
         cell(jenggala, "wajib_l"): "30", cell(jenggala, "wajib_p"): "40"}
    )  # fmt: skip

    foot = page().content.decode().split("<tfoot>")[1].split("</tr>")[0]
    kia = foot.split('class="akhir-jenis"')[6]
    assert [f">{number}<" in kia for number in (31, 42)] == [True, True]


# --- Folded away, and opened without a script -----------------------------------------------------


def test_the_columns_are_folded_until_they_are_opened_and_stay_open_over_a_save(
    client, page, recorded, sokong
):
    folded = page()
    address = folded.request["PATH_INFO"]
    assert 'class="sel-kosong lp" hidden' in folded.content.decode()
    assert 'colspan="3"' in folded.content.decode()

    opened = client.get(f"{address}?buka=ya")
    assert 'lp" hidden' not in opened.content.decode()
    assert 'colspan="7"' in opened.content.decode()
    form = form_with(opened, "dasar")
    assert form["buka"] == "ya"

    saved = client.post(f"{address}simpan/", {**form, cell(sokong, "wajib_l"): "5"})
    assert saved.url == f"{address}?buka=ya"


def test_who_switches_them_off_keeps_what_was_recorded(send, recorded, sokong, periode):
    row = factories.CoverageFactory(desa=sokong, period=periode, wajib_l=40, wajib_p=60)
    send({"lp": "tidak"})
    send({cell(sokong, "wajib"): "120"})

    row.refresh_from_db()
    assert (row.wajib, row.wajib_l, row.wajib_p) == (120, 40, 60)
    assert str(row.document_id) == KIA
