"""The top of the dashboard: the most serious warnings, and complaints beside their gap."""

import datetime
import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from formats.complaint_actions import save_complaints
from formats.data import gather_for
from labd.dasbor.attention import MOST, attention_of
from tests import factories
from tests.factories import AT, TODAY, guide_type


@pytest.fixture
def top(tanjung, periode):
    """Return the function that shows the top of the dashboard to somebody, as words."""

    def top(user):
        data = gather_for(user, "dashboard", tanjung, periode)
        found = attention_of(user, tanjung, periode, TODAY, data)
        context = {"perhatian": found, "kecamatan": tanjung, "period": periode}
        html = render_to_string("dasbor/_perlu_dibahas.html", context)
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)), html

    return top


@pytest.fixture
def falls(desa_tanjung, klu, periode):
    """Let six coverages have fallen, by one point more each."""
    before = factories.PeriodFactory(
        kabupaten=klu, code="2025-11", label="November 2025",
        reference_date=datetime.date(2025, 10, 31), opens=datetime.date(2025, 10, 1),
    )  # fmt: skip
    for n, desa in enumerate(desa_tanjung):
        for m, key in enumerate(("kia", "akta-nikah")):
            kind, fall = guide_type(key), 1 + n + 3 * m
            factories.CoverageFactory(desa=desa, period=before, document=kind, memiliki=80 + fall)
            factories.CoverageFactory(desa=desa, period=periode, document=kind)


def test_the_camat_sees_the_worst_and_how_many_there_are(top, camat, tanjung, periode, falls):
    words, html = top(camat)
    assert "6 peringatan" in words
    assert "Cakupan turun: 6 . Lihat menurut aturan" in words
    assert reverse("peringatan", args=[tanjung.pk, periode.code]) in html
    shown = re.findall(r"turun (\d),0 poin Sejak", words)
    assert shown == ["6", "5", "4", "3", "2"] and len(shown) == MOST
    assert words.count("Tanggapi :") == MOST


def test_a_warning_is_one_line_that_opens_to_its_figures_and_its_rule(top, camat, falls):
    _words, html = top(camat)
    heads = re.findall(r"<details><summary>([^<]+)</summary><p>Sejak ", html)
    assert len(heads) == MOST
    assert all(re.fullmatch(r"[\w ]+ di Desa \w+ turun \d,0 poin", head) for head in heads)


def test_who_may_not_read_warnings_sees_none(top, notulis, falls):
    words, _html = top(notulis)
    assert "Yang perlu dibahas" not in words and "turun" not in words


def test_without_any_the_camat_is_told_so(top, camat):
    assert "Tidak ada peringatan yang menunggu tanggapan." in top(camat)[0]


def test_complaints_stand_with_the_gap_they_belong_to(top, notulis, sokong, periode):
    factories.TargetFactory(period=periode)
    factories.CoverageFactory(desa=sokong, period=periode)
    told = {"waiting": 4, "in_hand": 1, "settled": 2, "done": "Jemput bola di sekolah"}
    save_complaints(desa=sokong, period=periode, values={guide_type(): told}, by=None, at=AT)
    words, _html = top(notulis)
    assert "4 belum ditangani, 1 sedang ditangani, 2 selesai" in words
    assert "KIA di Desa Sokong: 4 belum ditangani dari 7 pengaduan. Jemput bola di sekolah" in words
    assert "Kesenjangan: kurang 15,0 poin, 15 anak." in words


def test_without_complaints_the_way_to_them_stays(
    top, camat, notulis, pendamping, tanjung, periode
):
    for user in (camat, notulis, pendamping):
        words, html = top(user)
        assert "Belum ada pengaduan yang dicatat untuk Juni 2026." in words
        assert reverse("pengaduan", args=[tanjung.pk, periode.code]) in html


def test_recorded_as_none_is_told_apart_from_not_recorded(top, notulis, sokong, periode):
    told = {"waiting": 0, "in_hand": 0, "settled": 0, "done": ""}
    save_complaints(desa=sokong, period=periode, values={guide_type(): told}, by=None, at=AT)
    words, _html = top(notulis)
    assert "Tidak ada pengaduan untuk Juni 2026 di 1 dari 3 desa; desa lain belum" in words
    assert "Belum ada pengaduan" not in words
