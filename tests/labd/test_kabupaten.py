"""The kabupaten's dashboard: what its people read there, in what order, and the way on."""

import datetime
import io
import re

import pytest
from django.urls import reverse
from pypdf import PdfReader

from desa import waktu
from desa.models import Desa, Kecamatan
from formats.models import Coverage
from formats.render import cells
from formats.specs._shared import DOCUMENTS, DOCUMENTS_BY_KEY
from formats.values import Window
from rakorcam.models import Kind, SessionState
from tests import factories
from tests.factories import guide_type

KIA = str(DOCUMENTS_BY_KEY["kia"].id)


@pytest.fixture
def page(client, masuk, klu):
    """Return the function that gives somebody's dashboard of Lombok Utara."""

    def ask(user, code="2026-06", **query):
        response = masuk(client, user).get(reverse("dasbor_kabupaten", args=[klu.pk, code]), query)
        assert response.status_code == 200
        text = re.sub(r"<[^>]+>", " ", response.content.decode())
        return response.context["papan"], re.sub(r"\s+", " ", text)

    return ask


def test_each_kecamatan_is_measured_by_its_own_target_and_the_kabupaten_by_its_own(
    tanjung, gangga, periode, dukcapil, page
):
    factories.TargetFactory(period=periode, hundredths=9000)
    factories.TargetOverrideFactory(kecamatan=tanjung, period=periode, hundredths=5000)
    for desa in Desa.unscoped.all():
        factories.CoverageFactory(desa=desa, period=periode, wajib=100, memiliki=80)
    board, text = page(dukcapil, urut=KIA)
    assert [row.kecamatan.name for row in board.rows] == ["Gangga", "Tanjung"]
    assert "−10,0 20 anak" in text
    assert "80,0% tercapai target sendiri 50,0%" in text
    assert board.standings.standings[-1].gap.people == 50


def test_what_one_kecamatan_counts_alone_is_not_set_beside_the_others(
    tanjung, gangga, periode, dukcapil, page
):
    own = factories.DocumentTypeFactory(kecamatan=tanjung, own_label="Surat Pindah")
    for desa in Desa.unscoped.all():
        for one in DOCUMENTS:
            factories.CoverageFactory(desa=desa, period=periode, document=guide_type(one.key))
    board, text = page(dukcapil)
    assert "Surat Pindah" not in text
    # But its Format 1 is not complete without it.
    filled = {row.kecamatan.name: row.filled[0].share.part for row in board.rows}
    assert filled == {"Tanjung": 0, "Gangga": 2}
    _board, text = page(dukcapil, kecamatan=str(tanjung.pk))
    assert "Desa di Kecamatan Tanjung" in text
    assert own.label in text
    assert "Sokong" in text
    assert "Gondang" not in text


def test_zero_above_missing_and_untold_are_four_things(tanjung, gangga, periode, dukcapil, page):
    first, second, *_rest = Desa.unscoped.filter(kecamatan=tanjung).order_by("code")
    factories.TargetFactory(period=periode, hundredths=9500)
    factories.CoverageFactory(desa=first, period=periode, wajib=0, memiliki=0)
    _board, text = page(dukcapil)
    assert "– wajib 0" in text
    assert "– belum diisi" in text
    factories.CoverageFactory(desa=second, period=periode, wajib=100, memiliki=103)
    _board, text = page(dukcapil)
    assert "103,0% tercapai" in text
    assert "2 dari 3 desa" in text


@pytest.mark.parametrize(
    ("other", "sum_of_both"),
    [
        (datetime.date(2026, 5, 31), "12 bulan s.d. 31 Mei 2026"),
        (datetime.date(2026, 4, 30), "jendela berbeda"),
        (None, "jendela berbeda"),
    ],
)
def test_a_flow_says_whose_twelve_months_are_summed(
    other, sum_of_both, tanjung, gangga, periode, dukcapil, page
):
    flow = guide_type("akta-kematian")
    for place, day in ((tanjung, datetime.date(2026, 5, 31)), (gangga, other)):
        factories.CollectionFactory(kecamatan=place, period=periode, data_date=day)
        desa = Desa.unscoped.filter(kecamatan=place).first()
        factories.CoverageFactory(desa=desa, period=periode, document=flow)
    _board, text = page(dukcapil, dokumen=str(flow.pk), urut="kecamatan")
    heat, compared = text.split("Angka grafik dalam tabel")
    assert sum_of_both in heat
    rows = re.search("(Gangga .*?)(Tanjung .*?)(Kabupaten .*? desa)", compared)
    own = cells.text(Window(other)) if other else "12 bulan, tanggal data belum diisi"
    windows = (own, "12 bulan s.d. 31 Mei 2026", sum_of_both)
    assert all(one in row for row, one in zip(rows.groups(), windows, strict=True))


def test_a_kecamatan_without_desa_is_neither_complete_nor_incomplete(
    tanjung, gangga, periode, dukcapil, page, client
):
    Desa.unscoped.filter(kecamatan=gangga).update(valid_to=datetime.date(2026, 1, 1))
    factories.CoverageFactory(desa=Desa.unscoped.filter(kecamatan=tanjung)[0], period=periode)
    _board, text = page(dukcapil, urut="kecamatan")
    assert "0 dari 0" not in re.sub("Angka grafik.*?Rakorcam dan tindak", "", text)
    assert f"Gangga {'– ' * 5}Tanjung" in text
    url = reverse("dasbor_kabupaten_berkas", args=[periode.kabupaten_id, periode.code])
    pages = PdfReader(io.BytesIO(client.get(url).content)).pages
    assert "0 dari 0" not in " ".join(one.extract_text() for one in pages)


def test_nothing_filled_in_still_shows_who_meets_when(tanjung, gangga, periode, dukcapil, page):
    day = waktu.today(tanjung.kabupaten) + datetime.timedelta(days=9)
    factories.RakorcamFactory(kecamatan=tanjung, period=periode, date=day)
    _board, text = page(dukcapil, tahun=str(day.year))
    assert "Belum ada kecamatan yang mengisi data Juni 2026" in text
    assert "Perencanaan, 9 hari lagi" in text
    assert "0,0%" not in text


@pytest.mark.parametrize(
    ("state", "days", "words_of_it"),
    [
        (SessionState.PERSIAPAN, -2, "tanggal lewat, belum dimulai"),
        (SessionState.PERSIAPAN, 0, "hari ini"),
        (SessionState.BERLANGSUNG, 0, "berlangsung"),
        (SessionState.SELESAI, -30, "selesai"),
    ],
)
def test_the_calendar_says_how_each_session_stands(
    state, days, words_of_it, tanjung, gangga, periode, dukcapil, page
):
    day = waktu.today(tanjung.kabupaten) + datetime.timedelta(days=days)
    factories.RakorcamFactory(kecamatan=tanjung, period=periode, date=day, state=state)
    factories.RakorcamFactory(
        kecamatan=gangga, period=periode, date=day, state=SessionState.DIBATALKAN
    )
    board, text = page(dukcapil, tahun=str(day.year))
    assert f"Perencanaan, {words_of_it}" in text
    lacking = {year.kecamatan.name: list(year.lacking) for year in board.calendar}
    assert lacking == {"Tanjung": [Kind.EVALUASI], "Gangga": list(Kind)}
    other, _text = page(dukcapil, tahun=str(day.year - 1))
    assert {len(one.lacking) for one in other.calendar} == {2}


@pytest.mark.parametrize("year", ["1999", "2101"])
def test_a_year_out_of_reach_is_not_there(year, klu, tanjung, periode, dukcapil, client, masuk):
    url = reverse("dasbor_kabupaten", args=[klu.pk, "2026-06"])
    assert masuk(client, dukcapil).get(url, {"tahun": year}).status_code == 404
    assert client.get(url, {"tahun": "kapan"}).status_code == 200


def test_sorting_by_meeting_puts_those_without_one_first(tanjung, gangga, periode, dukcapil, page):
    factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    factories.CoverageFactory(desa=Desa.unscoped.first(), period=periode)
    board, text = page(dukcapil, urut="perencanaan")
    assert [row.kecamatan.name for row in board.rows] == ["Gangga", "Tanjung"]
    assert "Urutan semua tabel: Rakorcam perencanaan, yang belum ada di atas" in text
    board, _text = page(dukcapil, urut="kecamatan")
    assert [row.kecamatan.name for row in board.rows] == ["Gangga", "Tanjung"]
    board, _text = page(dukcapil, urut="bukan-kolom")
    assert board.order.key == "jarak"


def test_every_column_that_offers_to_sort_does(tanjung, gangga, periode, dukcapil, client, masuk):
    factories.CoverageFactory(desa=Desa.unscoped.first(), period=periode)
    url = reverse("dasbor_kabupaten", args=[periode.kabupaten_id, periode.code])
    html = masuk(client, dukcapil).get(url).content.decode()
    keys = set(re.findall(r"\?urut=([\w-]+)#", html))
    assert len(keys) == 1 + 7 + 5 + 4 + 7
    for key in keys:
        response = client.get(url, {"urut": key})
        assert response.context["papan"].order.key == key
        assert 'aria-sort="other"' in response.content.decode()


def test_a_chart_of_each_document_without_style_or_script(
    tanjung, gangga, periode, dukcapil, client, masuk
):
    factories.TargetFactory(period=periode, hundredths=9000)
    for place, memiliki in ((tanjung, 95), (gangga, 60)):
        desa = Desa.unscoped.filter(kecamatan=place).first()
        factories.CoverageFactory(desa=desa, period=periode, wajib=100, memiliki=memiliki)
    masuk(client, dukcapil)
    for one in DOCUMENTS:
        url = reverse("dasbor_kabupaten_grafik", args=[periode.kabupaten_id, "2026-06", one.id])
        for query in ({}, {"sempit": "1"}):
            response = client.get(url, query)
            text = response.content.decode()
            assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
            assert "<script" not in text
            assert "style" not in text
    url = reverse("dasbor_kabupaten_grafik", args=[periode.kabupaten_id, "2026-06", KIA])
    kept = client.get(url, {"unduh": "1"})
    assert kept["Content-Disposition"].startswith("attachment; filename=")
    text = kept.content.decode()
    assert "Gangga 60,0%, −30,0 poin; Tanjung 95,0%, tercapai" in text
    assert text.count("<circle") == 1
    missing = reverse("dasbor_kabupaten_grafik", args=[periode.kabupaten_id, "2026-06", tanjung.pk])
    assert client.get(missing).status_code == 404


def test_the_bar_leads_the_kabupaten_to_its_own_dashboard_and_a_camat_to_his(
    klu, tanjung, periode, dukcapil, camat, client, masuk
):
    own = reverse("dasbor_kabupaten", args=[klu.pk, "2026-06"])
    home = masuk(client, dukcapil).get(reverse("beranda")).content.decode()
    assert home.count(f'href="{own}"') == 2
    html = masuk(client, camat).get(reverse("beranda")).content.decode()
    assert own not in html
    assert reverse("dasbor", args=[tanjung.pk, "2026-06"]) in html
    assert client.get(own).status_code == 403


def test_only_who_keeps_targets_is_offered_to_set_them(klu, tanjung, periode, dukcapil, page):
    assert "Tetapkan target" in page(dukcapil)[1]


def test_a_kecamatan_of_another_kabupaten_is_never_beside_ours(
    tanjung, keruak, periode, dukcapil, lotim, page, client, masuk
):
    factories.CoverageFactory(
        desa=Desa.unscoped.get(kecamatan=keruak),
        period=factories.PeriodFactory(kabupaten=lotim),
    )
    board, text = page(dukcapil, kecamatan=str(keruak.pk))
    assert [row.kecamatan.name for row in board.rows] == ["Tanjung"]
    assert "Keruak" not in text
    assert Coverage.unscoped.count() == 1


def test_kecamatan_that_is_gone_by_then_is_not_shown(tanjung, gangga, periode, dukcapil, page):
    Kecamatan.unscoped.filter(pk=gangga.pk).update(valid_to=datetime.date(2026, 1, 1))
    board, text = page(dukcapil)
    assert [row.kecamatan.name for row in board.rows] == ["Tanjung"]
    assert "1 kecamatan, 3 desa" in text


def test_the_paper_says_what_the_page_says(tanjung, gangga, periode, dukcapil, client, masuk):
    factories.TargetFactory(period=periode, hundredths=9000)
    factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    for place, desa in enumerate(Desa.unscoped.order_by("code")):
        for step, one in enumerate(DOCUMENTS):
            factories.CoverageFactory(
                desa=desa, period=periode, document=guide_type(one.key),
                wajib=1000 + 37 * step, memiliki=800 - 31 * step * place,
            )  # fmt: skip
    here = [periode.kabupaten_id, periode.code]
    query = {"urut": "kecamatan", "tahun": "2026"}
    url = reverse("dasbor_kabupaten_berkas", args=here)
    response = masuk(client, dukcapil).get(url, query)
    pages = PdfReader(io.BytesIO(response.content)).pages
    wide, high = (float(side) * 25.4 / 72 for side in pages[0].mediabox[2:])
    assert (round(wide), round(high)) == (330, 215)
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
    assert "Jarak ke target per kecamatan" in text
    assert text.count("Angka lengkap, untuk di dalam pemerintahan.") == len(pages) == 2
    assert "Perencanaan 18 Juni 2026" in text
    assert client.get(url, {"kertas": "A0"}).status_code == 404
    html = client.get(reverse("dasbor_kabupaten", args=here), query).content.decode()
    assert "Unduh grafik (SVG)</a>. Angka lengkap, untuk di dalam pemerintahan." in html
    for name, least in (("jarak", 20), ("elemen", 5), ("kelengkapan", 4), ("rencana", 4)):
        section = re.search(rf'aria-labelledby="{name}".*?</section>', html, re.DOTALL)[0]
        told = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", section, re.DOTALL)
        shown = NUMBER.findall(re.sub(r"<[^>]+>", " ", " ".join(told)))
        assert len(shown) >= least, name
        assert set(shown) - set(NUMBER.findall(text)) == set(), name


NUMBER = re.compile(r"−?\d[\d.]*(?:,\d)?%?")
