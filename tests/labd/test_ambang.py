"""The thresholds of the early warnings that a kabupaten sets, and what they let fire."""

import datetime
import re
from dataclasses import replace

import pytest
from django.urls import reverse

from formats.models import Threshold
from formats.thresholds import DEFAULTS
from labd.dasbor.warnings_gather import thresholds_of, warnings_of
from tests import factories
from tests.factories import TODAY
from tests.labd.test_peringatan import SOKONG, TARGETS, UNSENT, facts, fired, jump, the
from tests.pages import form_with, words


@pytest.fixture
def turun(klu, sokong, periode):
    """Let KIA in Sokong have fallen by two points; return the row of now."""
    before = factories.PeriodFactory(
        kabupaten=klu, code="2025-11", label="November 2025",
        reference_date=datetime.date(2025, 10, 31), opens=datetime.date(2025, 10, 1),
    )  # fmt: skip
    factories.CoverageFactory(desa=sokong, period=before, memiliki=82)
    return factories.CoverageFactory(desa=sokong, period=periode)


def test_the_admin_sets_thresholds_and_the_default_leaves_no_row(
    client, masuk, admin_kabupaten, klu, tanjung, periode, turun
):
    masuk(client, admin_kabupaten)
    save = reverse("ambang_simpan", args=[klu.pk])
    form = form_with(client.get(reverse("ambang", args=[klu.pk])), "turun")
    assert (form["turun"], form["lonjakan"], form["belum_kirim"]) == ("1,0", "10,0", "7")

    told = client.post(save, form | {"turun": "2,01", "belum_kirim": "14"}, follow=True)

    assert "turun 2,01 poin atau lebih" in words(told)
    assert thresholds_of(klu)["turun"] == 201
    assert warnings_of(tanjung, periode, TODAY) == []
    assert Threshold.unscoped.count() == 2
    client.post(save, form_with(told, "turun") | {"turun": "1"})
    assert [row.key for row in Threshold.unscoped.all()] == ["belum_kirim"]
    past = Threshold.history.filter(key="turun").order_by("history_date")
    assert [one.history_type for one in past] == ["+", "-"]


@pytest.mark.parametrize(
    ("typed", "words_of"),
    [
        ({"turun": "satu"}, "Tertulis “satu”. Tulis poin"),
        ({"turun": "1,234"}, "Tulis poin dengan paling banyak dua desimal"),
        ({"turun": "0"}, "Antara 0,01 dan 100,0 poin."),
        ({"turun": ""}, "Belum diisi."),
        ({"sama_putaran": "1"}, "Paling kecil 2."),
        ({"sama_putaran": "7"}, "Paling besar 6"),
        ({"belum_kirim": "1,5"}, "Tulis bilangan bulat."),
    ],
)
def test_what_is_no_threshold_is_refused_in_words_and_kept(
    client, masuk, admin_kabupaten, klu, typed, words_of
):
    masuk(client, admin_kabupaten)
    form = form_with(client.get(reverse("ambang", args=[klu.pk])), "turun")
    told = client.post(reverse("ambang_simpan", args=[klu.pk]), form | typed)
    assert words_of in words(told)
    (name, value) = next(iter(typed.items()))
    assert form_with(told, "turun")[name] == value
    assert not Threshold.unscoped.exists()


def test_two_admins_do_not_overwrite_each_other_unseen(client, masuk, admin_kabupaten, klu):
    masuk(client, admin_kabupaten)
    form = form_with(client.get(reverse("ambang", args=[klu.pk])), "turun")
    save = reverse("ambang_simpan", args=[klu.pk])
    client.post(save, form | {"turun": "2,0"})
    told = client.post(save, form | {"turun": "3,0"})
    assert "kini tersimpan “2,0”" in words(told)
    assert thresholds_of(klu)["turun"] == 200


def test_a_camat_reads_the_thresholds(client, masuk, camat, klu):
    told = words(masuk(client, camat).get(reverse("ambang", args=[klu.pk])))
    assert "turun 1,0 poin atau lebih" in told
    assert "Ambang ditetapkan oleh admin kabupaten." in told


# --- A threshold of one's own, just met and just missed -------------------------------------------

FALL = facts(counts={SOKONG: [(1000, 845), (1000, 850)]})
WIDER = facts(counts={SOKONG: [(1000, 840), (1000, 843), (1000, 846)]}, targets=TARGETS)
SAME = facts(counts={SOKONG: [(40, 30)] * 4})
UP = jump(60, 10, 10)
NEAR = facts(unsent=UNSENT, meeting=datetime.date(2026, 6, 24))

OWN = {
    "turun": (FALL, "turun", {"turun": 50}, {"turun": 51}, "turun 0,5 poin"),
    "melebar": (WIDER, "melebar", {"melebar": 30}, {"melebar": 31}, "melebar 0,3 poin"),
    "melebar_putaran": (
        WIDER, "melebar", {"melebar": 30, "melebar_putaran": 1},
        {"melebar": 30, "melebar_putaran": 3}, "1 putaran berturut-turut",
    ),
    "sama_putaran": (
        SAME, "sama_persis", {"sama_wajib": 1, "sama_putaran": 4},
        {"sama_wajib": 1, "sama_putaran": 5}, "4 putaran berturut-turut",
    ),
    "sama_wajib": (SAME, "sama_persis", {"sama_wajib": 40}, {"sama_wajib": 41}, "wajib 40"),
    "lonjakan": (UP, "lonjakan", {"lonjakan": 599}, {"lonjakan": 600}, "5,99 poin"),
    "lonjakan_kali": (
        UP, "lonjakan", {"lonjakan": 500, "lonjakan_kali": 5},
        {"lonjakan": 500, "lonjakan_kali": 6}, "5 kali perubahan tengah",
    ),
    "belum_kirim": (
        NEAR, "belum_kirim", {"belum_kirim": 14}, {"belum_kirim": 13}, "14 hari sebelum",
    ),
}  # fmt: skip


def test_every_threshold_is_tried():
    assert set(OWN) == set(DEFAULTS)


@pytest.mark.parametrize("key", OWN)
def test_a_kabupatens_own_threshold_fires_where_it_is_just_met_and_is_named(key):
    made, rule, met, missed, named = OWN[key]
    warning = the(replace(made, thresholds=DEFAULTS | met), rule)
    assert named in warning.why
    assert "Sokong" in warning.sentence
    assert re.search(r"\d", warning.sentence)
    assert rule not in fired(replace(made, thresholds=DEFAULTS | missed))
