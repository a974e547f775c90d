"""The camat's dashboard: its numbers against plain SQL, its words, its order, its readers."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from desa import waktu
from desa.models import Desa
from formats.models import Coverage, Period
from formats.specs._shared import DOCUMENTS_BY_KEY
from formats.values import Missing
from labd.dasbor import figures, gather
from tests import factories
from tests.factories import guide_type

KIA = str(DOCUMENTS_BY_KEY["kia"].id)


@pytest.fixture
def page(client, masuk):
    """Return the function that gives a person's dashboard as the Board and as text."""

    def ask(user, kecamatan, code="2026-06", **query):
        url = reverse("dasbor", args=[kecamatan.pk, code])
        response = masuk(client, user).get(url, query)
        assert response.status_code == 200
        html = response.content.decode()
        for name in ("dasbor_rencana", "dasbor_perkembangan"):
            later = reverse(name, args=[kecamatan.pk, code])
            assert f'data-nanti-isi="{later}' in html or "data-nanti-isi" not in html
            html += client.get(later, {**query, "bagian": 1}).content.decode()
        text = re.sub(r"<[^>]+>", " ", html)
        return response.context["papan"], re.sub(r"\s+", " ", text)

    return ask


def test_an_overridden_target_is_the_one_measured_by(tanjung, periode, camat, page, sokong):
    factories.CoverageFactory(desa=sokong, period=periode, wajib=200, memiliki=100)
    factories.TargetFactory(period=periode, hundredths=9000)
    factories.TargetOverrideFactory(kecamatan=tanjung, period=periode, hundredths=5000)
    board, text = page(camat, tanjung)
    kia = next(one for one in board.standings if one.document.id == KIA)
    assert (kia.gap.exact, kia.gap.people, kia.step) == (0, 0, "p0")
    assert "target 50,0%" in text


def test_the_dashboard_leads_to_the_comparison_of_its_periods(
    tanjung, periode, camat, client, masuk, sokong
):
    factories.CoverageFactory(desa=sokong, period=periode)
    place = [tanjung.pk, periode.code]

    html = masuk(client, camat).get(reverse("dasbor", args=place)).content.decode()

    assert f'href="{reverse("banding", args=place)}"' in html


def test_nothing_filled_in_says_what_to_do_next(tanjung, periode, camat, page):
    _board, text = page(camat, tanjung)
    assert "Belum ada data untuk Juni 2026. Dasbor terisi begitu Format 1 diisi." in text
    assert "0,0%" not in text


def test_zero_above_and_missing_are_told_apart(tanjung, periode, camat, page, desa_tanjung):
    first, second, _third = desa_tanjung
    factories.TargetFactory(period=periode, hundredths=9500)
    factories.CoverageFactory(desa=first, period=periode, wajib=0, memiliki=0)
    factories.CoverageFactory(desa=second, period=periode, wajib=100, memiliki=103)
    _board, text = page(camat, tanjung)
    assert "– wajib 0" in text
    assert "103,0% tercapai" in text
    assert "– belum diisi" in text
    assert "2 dari 3 desa" in text


def test_a_sum_above_its_whole_without_a_note_says_so_in_words(
    tanjung, periode, camat, page, sokong
):
    told = factories.CoverageFactory(desa=sokong, period=periode, wajib=100, memiliki=103)
    words = "103,0% ! memiliki lebih besar dari wajib, tanpa catatan"
    assert words in page(camat, tanjung)[1]
    told.note = "Pendatang ikut tercatat."
    told.save()
    assert words not in page(camat, tanjung)[1]


def test_a_card_whose_wajib_is_zero_says_it_as_the_heat_table_does(
    tanjung, periode, camat, page, sokong
):
    factories.TargetFactory(period=periode, hundredths=9500)
    factories.CoverageFactory(desa=sokong, period=periode, wajib=0, memiliki=0)
    assert "target 95,0%, wajib 0" in page(camat, tanjung)[1]


@pytest.mark.parametrize(
    ("day", "window"),
    [
        (date(2026, 5, 31), "12 bulan s.d. 31 Mei 2026"),
        (None, "12 bulan, tanggal data belum diisi"),
    ],
)
def test_a_flow_says_the_twelve_months_it_counts(
    day, window, tanjung, periode, camat, page, sokong
):
    factories.CollectionFactory(kecamatan=tanjung, period=periode, data_date=day)
    for key in ("kia", "akta-kematian"):
        factories.CoverageFactory(desa=sokong, period=periode, document=guide_type(key))
    text = re.search("Cakupan dan target kecamatan.*Jarak ke target", page(camat, tanjung)[1])[0]
    # Once in its card, once in its row of the table.
    assert text.count(window) == 2


def test_a_kecamatan_that_counts_no_document_has_no_complete_format_1(
    tanjung, periode, camat, page, sokong
):
    factories.CoverageFactory(desa=sokong, period=periode)
    board, _text = page(camat, tanjung)
    (first, *_rest) = figures.completeness(replace(board.data, documents=()))
    assert (first.share.part, len(first.missing)) == (0, 3)


def told_earlier(kecamatan, klu, code, day, memiliki, *, data_date=None, key="kia"):
    """Lay an earlier period in which every desa told one document."""
    period = factories.PeriodFactory(kabupaten=klu, code=code, label=code, reference_date=day)
    factories.CollectionFactory(kecamatan=kecamatan, period=period, data_date=data_date)
    for desa in Desa.unscoped.filter(kecamatan=kecamatan).valid_on(day):
        factories.CoverageFactory(
            desa=desa, period=period, document=guide_type(key), memiliki=memiliki
        )
    return period


def test_the_trend_goes_over_all_periods_up_to_the_chosen_one(tanjung, klu, periode, camat, page):
    for code, memiliki in (("2025-06", 60), ("2025-11", 70)):
        told_earlier(tanjung, klu, code, date(2025, 5, 31), memiliki)
    factories.PeriodFactory(kabupaten=klu, code="2024-06", label="kosong")
    for desa in Desa.unscoped.filter(kecamatan=tanjung):
        factories.CoverageFactory(desa=desa, period=periode, memiliki=80)
    board, text = page(camat, tanjung, dokumen=KIA)
    assert "Unduh grafik (SVG) . Angka lengkap, untuk di dalam pemerintahan." in text
    found = trend_of(board, KIA)
    assert [(one.round.code, one.coverage.percent) for one in found.points] == [
        ("2025-06", 60), ("2025-11", 70), ("2026-06", 80),
    ]  # fmt: skip
    board, _text = page(camat, tanjung, code="2025-11", dokumen=KIA)
    assert [one.code for one in board.story.periods] == ["2025-06", "2025-11"]


def test_a_flow_is_drawn_only_where_its_twelve_months_are_known(tanjung, klu, periode, camat, page):
    mati = str(DOCUMENTS_BY_KEY["akta-kematian"].id)
    told_earlier(tanjung, klu, "2025-06", date(2025, 5, 31), 60, key="akta-kematian")
    told_earlier(tanjung, klu, "2025-11", date(2025, 10, 31), 70, key="akta-kematian",
                 data_date=date(2025, 10, 31))  # fmt: skip
    factories.CollectionFactory(kecamatan=tanjung, period=periode, data_date=date(2025, 10, 31))
    for desa in Desa.unscoped.filter(kecamatan=tanjung):
        factories.CoverageFactory(desa=desa, period=periode, document=guide_type("akta-kematian"))
    board, text = page(camat, tanjung, dokumen=mati)
    found = trend_of(board, mati)
    assert [one.why for one in found.points] == [
        "tanggal data belum diisi", "", "tanggal datanya tidak sesudah periode sebelumnya",
    ]  # fmt: skip
    assert not found.is_drawable
    assert "12 bulan s.d. 31 Oktober 2025" in text


def test_a_desa_is_drawn_since_the_last_split_of_its_family(tanjung, klu, periode, camat, page):
    old = told_earlier(tanjung, klu, "2025-06", date(2025, 5, 31), 60)
    told_earlier(tanjung, klu, "2025-11", date(2025, 10, 31), 70)
    induk = Desa.unscoped.get(kecamatan=tanjung, name="Sokong")
    new = factories.DesaFactory(
        kecamatan=tanjung, name="Sokong Utara", induk=induk, valid_from=date(2025, 8, 1)
    )
    told = {induk: 10, new: 90}
    november = Period.unscoped.get(code="2025-11")
    factories.CoverageFactory(desa=new, period=november, memiliki=90)
    factories.TargetFactory(period=periode, hundredths=9500)
    for desa in Desa.unscoped.filter(kecamatan=tanjung):
        factories.CoverageFactory(desa=desa, period=periode, memiliki=told.get(desa, 95))
    board, text = page(camat, tanjung, dokumen=KIA)
    assert "Sokong: desa yang paling jauh di bawah target." in text
    found = trend_of(board, KIA, board.data.desa[1])
    assert found.points[0].desa_coverage is Missing.NOT_FILLED
    assert [one.desa_coverage.percent for one in found.points[1:]] == [70, 10]
    assert [one.facts.of for one in found.points] == [3, 4, 4]
    assert found.points[0].round.code == old.code


def trend_of(board, key, desa=None):
    document = next(one for one in board.data.documents if one.id == key)
    return board.story.trends([document], {key: desa})[key]


def test_a_desa_gone_by_then_is_in_no_sum_of_later_periods(tanjung, klu, periode, camat, page):
    told_earlier(tanjung, klu, "2025-06", date(2025, 5, 31), 60)
    gone = Desa.unscoped.get(kecamatan=tanjung, name="Sokong")
    for desa in Desa.unscoped.filter(kecamatan=tanjung):
        factories.CoverageFactory(desa=desa, period=periode, memiliki=80)
    gone.valid_to = date(2025, 12, 31)
    gone.save()
    board, _text = page(camat, tanjung)
    sums = [one.facts for one in trend_of(board, KIA).points]
    assert [(one.wajib, one.memiliki, one.reported, one.of) for one in sums] == [
        (300, 180, 3, 3), (200, 160, 2, 2),
    ]  # fmt: skip


def test_both_sexes_are_shown_where_any_desa_records_them(tanjung, periode, camat, page, sokong):
    factories.TargetFactory(period=periode, hundredths=9000)
    factories.CoverageFactory(desa=sokong, period=periode)
    _board, text = page(camat, tanjung)
    assert "Laki-laki dan perempuan" not in text
    Coverage.unscoped.update(wajib_l=40, wajib_p=60, memiliki_l=20, memiliki_p=60)
    _board, text = page(camat, tanjung)
    assert "KIA 50,0% 20 dari 40 orang" in text.replace("anak", "orang")
    assert "kurang 40,0 poin, 16 anak 100,0%" in text
    assert "melampaui 10,0 poin 1 dari 3 desa" in text


def test_a_chart_is_svg_without_style_or_script_and_can_be_kept(
    tanjung, periode, camat, sokong, client, masuk
):
    factories.CoverageFactory(desa=sokong, period=periode)
    url = reverse("dasbor_grafik", args=[tanjung.pk, "2026-06", KIA])
    response = masuk(client, camat).get(url)
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert response["Content-Disposition"].startswith("inline")
    text = response.content.decode()
    assert "<script" not in text
    assert "style" not in text
    kept = client.get(url, {"unduh": "1"})
    assert kept["Content-Disposition"] == ('attachment; filename="cakupan-kia-tanjung-2026-06.svg"')
    assert client.get(reverse("dasbor_grafik", args=[tanjung.pk, "2026-06", tanjung.pk])
                      ).status_code == 404  # fmt: skip


def test_the_change_is_between_the_desa_told_in_both_periods(tanjung, klu, periode, camat, page):
    told_earlier(tanjung, klu, "2025-11", date(2025, 10, 31), 70)
    for place, desa in enumerate(Desa.unscoped.filter(kecamatan=tanjung).order_by("code")):
        if place:
            factories.CoverageFactory(desa=desa, period=periode, memiliki=80)
    _board, text = page(camat, tanjung)
    assert "Naik atau turun dihitung dari 2025-11." in text
    assert "+10,0 poin di 2 dari 3 desa yang terisi di kedua periode · 2 dari 3 desa" in text


def test_the_change_of_a_flow_without_data_date_is_not_told(tanjung, klu, periode, camat, page):
    told_earlier(tanjung, klu, "2025-11", date(2025, 10, 31), 70, key="akta-kematian")
    factories.CoverageFactory(
        desa=tanjung.desa_set.first(), period=periode, document=guide_type("akta-kematian")
    )
    _board, text = page(camat, tanjung)
    assert "perubahan tidak dihitung: tanggal data Juni 2026 belum diisi" in text


def test_without_script_links_stand_where_parts_come_later(tanjung, periode, camat, client, masuk):
    factories.CoverageFactory(desa=Desa.unscoped.filter(kecamatan=tanjung).first(), period=periode)
    here = [tanjung.pk, periode.code]
    html = masuk(client, camat).get(reverse("dasbor", args=here)).content.decode()
    for later, link in (
        ("dasbor_perhatian", reverse("peringatan", args=here)),
        ("dasbor_rencana", reverse("tindak_daftar", args=[tanjung.pk])),
        ("dasbor_perkembangan", reverse("dasbor_perkembangan", args=here)),
    ):
        assert f'data-nanti-isi="{reverse(later, args=here)}' in html
        assert f'<a href="{link}' in html


# --- Meetings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "state", "said"),
    [
        (date(2026, 6, 9), "persiapan", "tanggal lewat, belum dimulai , 9 Juni 2026"),
        (date(2026, 6, 9), "berlangsung", "berlangsung , 9 Juni 2026"),
        (date(2026, 6, 10), "persiapan", "hari ini"),
        (date(2026, 6, 12), "persiapan", "2 hari lagi , 12 Juni 2026"),
        (date(2026, 6, 9), "selesai", ""),
    ],
)
def test_a_meeting_stays_in_the_head_until_it_is_held_or_cancelled(
    tanjung, periode, camat, page, monkeypatch, day, state, said
):
    monkeypatch.setattr(waktu, "now", lambda: factories.AT)
    factories.RakorcamFactory(kecamatan=tanjung, period=periode, date=day, state=state)
    _board, text = page(camat, tanjung)
    assert (f"Rakorcam Perencanaan, Juni 2026 {said}" in text) == bool(said)


def test_what_was_finished_before_the_last_evaluation_stays_away_when_all_of_it_went_on(
    tanjung, klu, sokong
):
    def agreed(code, kind, day, what, **more):
        period = factories.PeriodFactory(kabupaten=klu, code=code, label=code)
        session = factories.RakorcamFactory(
            kecamatan=tanjung, period=period, kind=kind, date=day, state="selesai"
        )
        return factories.PlanItemFactory(session=session, what=what, **more)

    done = {"state_set": "selesai", "state_reason": "x"}
    first = agreed("2025-06", "perencanaan", date(2025, 6, 12), "Isbat")
    factories.PlanItemFactory(session=first.session, what="Perdes", **done)
    again = agreed("2025-11", "evaluasi", date(2025, 11, 20), "Isbat lagi", carried_from=first)
    agreed("2026-06", "perencanaan", date(2026, 6, 9), "Isbat terus", carried_from=again)

    found = gather.plans(tanjung, factories.TODAY)

    assert [one.what for one in found] == ["Isbat terus"]


# --- Plans ----------------------------------------------------------------------------------------


def test_a_late_plan_names_only_the_desa_that_are_not_done(
    tanjung, periode, sokong, jenggala, camat, page
):
    factories.CoverageFactory(desa=sokong, period=periode)
    closed = factories.RakorcamFactory(
        kecamatan=tanjung, period=periode, state="selesai", date=date(2026, 2, 2)
    )
    late = factories.PlanItemFactory(
        session=closed, what="Loket malam", all_desa=False, desa=[sokong, jenggala],
        from_month=date(2026, 3, 1), to_month=date(2026, 4, 1),
    )  # fmt: skip
    factories.ProgressFactory(
        item=late, desa=sokong, state="selesai", date=date(2026, 4, 20), confirmed_at=factories.AT
    )

    _board, text = page(camat, tanjung)

    assert "Loket malam belum selesai: Jenggala ·" in text
