"""The rules of the early warnings: each fires where it should, and just not where it should not."""

import datetime

import pytest

from formats.thresholds import DEFAULTS
from formats.values import State
from labd.dasbor.families import Place
from labd.dasbor.warnings import RULES, Facts, Item, Kind, Round, find_warnings
from rakorcam.monitoring import Entry

CODES = ("2026-06", "2025-11", "2025-06", "2024-11")
LABELS = {
    "2026-06": "Juni 2026",
    "2025-11": "November 2025",
    "2025-06": "Juni 2025",
    "2024-11": "November 2024",
}
DAYS = {
    "2026-06": datetime.date(2026, 5, 31),
    "2025-11": datetime.date(2025, 10, 31),
    "2025-06": datetime.date(2025, 5, 31),
    "2024-11": datetime.date(2024, 10, 31),
}
KIA = Kind("kia", "KIA", "anak")
KEMATIAN = Kind("kematian", "Akta Kematian", "peristiwa", flow=True)
TODAY = datetime.date(2026, 6, 10)
MONTH = {n: datetime.date(2026, n, 1) for n in range(1, 13)}


def place(name, code="01", *, family="", rounds=CODES, inside=True):
    """Return a desa that is there in every round."""
    return Place(name.lower(), code, name, family or name.lower(), frozenset(rounds), inside)


SOKONG, TENIGA, MEDANA = place("Sokong"), place("Teniga", "02"), place("Medana", "03")


def facts(*, counts=None, kind=KIA, places=(SOKONG,), days=None, thresholds=None, **told):
    """Return Facts; `counts` is desa -> (wajib, memiliki) of each round, the present one first."""
    rounds = tuple(Round(code, LABELS[code], (days or DAYS).get(code)) for code in CODES)
    series = {
        (code, desa.id, kind.id): (*pair[:2], pair[2] if len(pair) > 2 else "")
        for desa, pairs in (counts or {}).items()
        for code, pair in zip(CODES, pairs, strict=False)
        if pair
    }
    told = {"kinds": (kind,), "today": TODAY, **told}
    return Facts(
        rounds, thresholds=DEFAULTS | (thresholds or {}), places=places, counts=series, **told
    )


def fired(made):
    """Return the keys of the rules that fired, the most serious first."""
    return [warning.rule.key for warning in find_warnings(made)]


def the(made, key):
    """Return the one warning of a rule."""
    (warning,) = [one for one in find_warnings(made) if one.rule.key == key]
    return warning


def test_the_most_serious_rules_stand_first_in_the_table():
    gravities = [rule.gravity for rule in RULES]
    assert gravities == sorted(gravities, reverse=True)


# --- Coverage fell --------------------------------------------------------------------------------


def test_a_fall_of_exactly_one_point_fires_and_names_desa_figure_and_rule():
    warning = the(facts(counts={SOKONG: [(1000, 840), (1000, 850)]}), "turun")

    assert warning.sentence == (
        "KIA di Desa Sokong turun 1,0 poin sejak November 2025, dari 85,0% menjadi 84,0% "
        "(840 dari 1.000 anak)."
    )
    assert warning.why == "turun 1,0 poin atau lebih sejak putaran sebelumnya"
    assert (warning.desa, warning.about, warning.level) == (("sokong",), "kia", 100)


def test_a_fall_just_below_one_point_does_not_fire():
    made = facts(counts={SOKONG: [(100_000, 84_001), (100_000, 85_000)]})
    assert fired(made) == []


def test_a_fall_is_counted_in_exact_fractions():
    # 2/3 less 196/300 is exactly 4/3 points; a threshold of 1,33 is met, 1,34 is not.
    counts = {SOKONG: [(300, 196), (3, 2)]}
    assert fired(facts(counts=counts, thresholds={"turun": 133})) == ["turun"]
    assert fired(facts(counts=counts, thresholds={"turun": 134})) == []


def test_what_was_not_reported_is_not_compared():
    assert fired(facts(counts={SOKONG: [(1000, None), (1000, 850)]})) == []
    assert fired(facts(counts={SOKONG: [None, (1000, 850)]})) == []
    assert fired(facts(counts={SOKONG: [(0, 0), (1000, 850)]})) == []


def test_a_flow_is_compared_between_two_known_windows_and_prints_them():
    counts = {SOKONG: [(40, 20), (40, 30)]}
    warning = the(facts(counts=counts, kind=KEMATIAN), "turun")
    assert "12 bulan s.d. 31 Mei 2026 dibandingkan 12 bulan s.d. 31 Oktober 2025" in (
        warning.sentence
    )


@pytest.mark.parametrize(
    "day", [None, DAYS["2026-06"], datetime.date(2026, 6, 1)], ids=["unknown", "same", "later"]
)
def test_a_flow_is_not_compared_where_a_window_is_unknown_or_does_not_follow(day):
    made = facts(counts={SOKONG: [(40, 20), (40, 30)]}, kind=KEMATIAN, days=DAYS | {"2025-11": day})
    assert fired(made) == []


# --- Gap wider ------------------------------------------------------------------------------------

TARGETS = {(code, "kia"): 9000 for code in CODES}


def test_a_gap_wider_by_exactly_half_a_point_in_two_rounds_fires():
    made = facts(counts={SOKONG: [(1000, 840), (1000, 845), (1000, 850)]}, targets=TARGETS)
    warning = the(made, "melebar")

    assert warning.sentence == (
        "Kesenjangan KIA di Desa Sokong melebar 2 putaran: Juni 2025 5,0 poin, "
        "November 2025 5,5 poin, Juni 2026 6,0 poin; kurang 60 anak."
    )
    assert warning.why == (
        "kesenjangan melebar 0,5 poin atau lebih pada tiap putaran, 2 putaran berturut-turut"
    )
    assert warning.level == 100


@pytest.mark.parametrize(
    "counts",
    [
        [(10_000, 8401), (10_000, 8450), (10_000, 8500)],
        [(1000, 840), (1000, 845), (1000, 845)],
        [(1000, 840), None, (1000, 850)],
        [(1000, 910), (1000, 920), (1000, 930)],
    ],
    ids=["0,49 in one round", "only once", "a round missing", "still above the target"],
)
def test_a_gap_that_is_not_wider_twice_does_not_fire(counts):
    assert "melebar" not in fired(facts(counts={SOKONG: counts}, targets=TARGETS))


def test_without_a_target_in_some_round_no_gap_is_compared():
    targets = {key: value for key, value in TARGETS.items() if key[0] != "2025-11"}
    counts = {SOKONG: [(1000, 840), (1000, 845), (1000, 850)]}
    assert fired(facts(counts=counts, targets=targets)) == []


def test_a_higher_target_widens_the_gap_too():
    targets = {("2026-06", "kia"): 9200, ("2025-11", "kia"): 9100, ("2025-06", "kia"): 9000}
    counts = {SOKONG: [(40, 32)] * 3}
    assert fired(facts(counts=counts, targets=targets)) == ["melebar"]


# --- Memiliki above wajib -------------------------------------------------------------------------


def test_more_who_have_than_must_have_fires_until_a_note_is_written():
    made = facts(counts={SOKONG: [(1213, 1226)]}, kind=Kind("kk", "Kartu Keluarga", "KK"))
    assert the(made, "di_atas_wajib").sentence == (
        "Kartu Keluarga di Desa Sokong: memiliki lebih besar dari wajib; memiliki 1.226, wajib "
        "1.213, selisih 13 KK. Perbaiki angkanya, atau tulis catatannya."
    )
    assert fired(facts(counts={SOKONG: [(0, 1)]})) == ["di_atas_wajib"]


@pytest.mark.parametrize("cell", [(100, 100), (100, 101, "KK pindahan"), (None, 5), (5, None)])
def test_as_many_or_explained_or_untold_does_not_fire(cell):
    assert fired(facts(counts={SOKONG: [cell]})) == []


# --- Same to the digit ----------------------------------------------------------------------------


def test_counts_the_same_in_three_rounds_fire_from_fifty_on():
    warning = the(facts(counts={SOKONG: [(50, 30)] * 3}), "sama_persis")
    assert warning.sentence == (
        "KIA di Desa Sokong sama persis 3 putaran: 30 dari 50 anak sejak Juni 2025. "
        "Periksa apakah angkanya diperbarui."
    )
    assert warning.why.endswith("3 putaran berturut-turut, wajib 50 atau lebih")


@pytest.mark.parametrize(
    "counts",
    [[(49, 30)] * 3, [(50, 30)] * 2, [(50, 30), (50, 30), (50, 31)], [(50, 30), None, (50, 30)]],
    ids=["49 must have", "two rounds", "one digit", "a round missing"],
)
def test_smaller_fewer_or_other_counts_are_not_the_same(counts):
    assert fired(facts(counts={SOKONG: counts})) == []


# --- Jump -----------------------------------------------------------------------------------------


def jump(sokong, *others):
    """Return facts in which desa rose by so many points of a thousand, from 500."""
    places = (SOKONG, TENIGA, MEDANA)
    rises = zip(places, (sokong, *others), strict=True)
    counts = {desa: [(1000, 500 + rise), (1000, 500)] for desa, rise in rises}
    return facts(counts=counts, places=places)


def test_a_rise_above_ten_points_and_three_times_the_median_fires():
    warning = the(jump(101, 10, 33), "lonjakan")
    assert warning.sentence == (
        "KIA di Desa Sokong melonjak 10,1 poin sejak November 2025, dari 50,0% menjadi 60,1% "
        "(601 dari 1.000 anak); perubahan tengah kecamatan 3,3 poin. Periksa angkanya."
    )


@pytest.mark.parametrize(
    "rises", [(100, 10, 10), (102, 34, 10 + 24), (150, 10, 50), (150, 10, -50)]
)
def test_a_rise_of_ten_points_or_of_three_times_the_median_does_not_fire(rises):
    assert "lonjakan" not in fired(jump(*rises))


# --- Split desa -----------------------------------------------------------------------------------

OLD = place("Induk", "01", rounds=CODES)
NEW = place("Anak", "02", family="induk", rounds=CODES[:1])


def test_a_split_family_is_compared_together_and_the_sentence_says_so():
    counts = {OLD: [(600, 500), (1000, 900)], NEW: [(400, 380)]}
    warning = the(facts(counts=counts, places=(OLD, NEW)), "turun")
    assert warning.sentence.startswith(
        "KIA di Desa Induk bersama Anak (pemekaran) turun 2,0 poin sejak November 2025, "
        "dari 90,0% menjadi 88,0% (880 dari 1.000 anak)"
    )
    assert warning.names == ("Induk", "Anak")


def test_a_split_family_is_not_compared_while_one_of_it_is_missing():
    counts = {OLD: [(600, 300), (1000, 900)]}
    assert fired(facts(counts=counts, places=(OLD, NEW))) == []


def test_a_split_family_that_reaches_into_another_kecamatan_is_not_compared():
    away = place("Anak", "02", family="induk", rounds=CODES[:1], inside=False)
    counts = {OLD: [(600, 300), (1000, 900)], away: [(400, 380)]}
    assert fired(facts(counts=counts, places=(OLD, away))) == []


def test_after_the_split_each_desa_stands_for_itself_again():
    young = place("Anak", "02", family="induk", rounds=CODES[:2])
    counts = {OLD: [(600, 500), (600, 540)], young: [(400, 380), (400, 380)]}
    warning = the(facts(counts=counts, places=(OLD, young)), "turun")
    assert warning.names == ("Induk",)


def test_a_new_desa_without_induk_is_compared_with_nobody():
    new = place("Baru", rounds=CODES[:1])
    assert fired(facts(counts={new: [(100, 1), (100, 90)]}, places=(new,))) == []


# --- Lembar isian before the meeting --------------------------------------------------------------

UNSENT = {"sokong": ("Format 4", "Format 5")}


def test_not_sent_seven_days_before_the_meeting_fires():
    made = facts(unsent=UNSENT, meeting=datetime.date(2026, 6, 17))
    warning = the(made, "belum_kirim")
    assert warning.sentence == (
        "Desa Sokong belum mengirim Format 4 dan Format 5; Rakorcam 7 hari lagi, "
        "Rabu, 17 Juni 2026."
    )
    assert warning.why == "belum dikirim 7 hari sebelum tanggal Rakorcam"
    assert warning.level == 2


@pytest.mark.parametrize(("days", "words"), [(0, "hari ini"), (1, "besok"), (-3, "3 hari lalu")])
def test_the_sentence_says_how_near_the_meeting_is(days, words):
    made = facts(unsent=UNSENT, meeting=TODAY + datetime.timedelta(days))
    assert words in the(made, "belum_kirim").sentence


def test_eight_days_before_or_without_a_meeting_or_with_all_sent_nothing_fires():
    assert fired(facts(unsent=UNSENT, meeting=datetime.date(2026, 6, 18))) == []
    assert fired(facts(unsent=UNSENT)) == []
    assert fired(facts(unsent={"sokong": ()}, meeting=TODAY)) == []


# --- Officer and budget ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("petugas", "Desa Sokong: Petugas Disdukcapil di Desa belum ada"),
        ("anggaran", "Desa Sokong: Anggaran Pendukung Pelaksanaan LABD belum ada"),
    ],
)
def test_a_desa_without_officer_or_budget_fires(key, words):
    made = facts(elements={("sokong", key): State.BELUM, ("sokong", "ruang"): State.SUDAH})
    warning = the(made, key)
    assert warning.sentence == f"{words}; sudah ada 1 dari 5 elemen utama LABD."
    assert warning.why


@pytest.mark.parametrize("state", [State.SEBAGIAN, State.SUDAH, State.BELUM_DIISI])
def test_partly_there_or_not_told_does_not_fire(state):
    elements = {("sokong", "petugas"): state, ("sokong", "anggaran"): state}
    assert fired(facts(elements=elements)) == []


# --- Plans ----------------------------------------------------------------------------------------


def item(**told):
    """Return an item of Sokong and Teniga, January to May 2026, under way."""
    made = {
        "id": "i", "what": "Menerbitkan SK Pokja", "state": "berjalan",
        "desa": (("sokong", "Sokong"), ("teniga", "Teniga")),
        "from_month": MONTH[1], "to_month": MONTH[5], **told,
    }  # fmt: skip
    return Item(**made)


def entry(desa="", *, state="berjalan", day=datetime.date(2026, 5, 1)):
    """Return a confirmed entry of this quarter."""
    return Entry(desa=desa, date=day, state=state)


BOTH = (entry("sokong"), entry("teniga"))


def test_an_open_item_whose_last_month_has_ended_fires():
    entries = (entry("sokong", state="selesai"), entry("teniga"))
    warning = the(facts(items=(item(entries=entries),)), "lewat_waktu")
    assert warning.sentence == (
        "Rencana “Menerbitkan SK Pokja” terlambat 1 bulan: dijadwalkan Januari–Mei 2026, "
        "keadaannya berjalan. Desa: Teniga."
    )
    assert (warning.level, warning.names) == (1, ("Teniga",))


def test_an_item_in_its_last_month_or_done_is_not_overdue():
    assert fired(facts(items=(item(to_month=MONTH[6], entries=BOTH),))) == []
    assert fired(facts(items=(item(state="selesai"),))) == []
    assert fired(facts(items=(item(state="dilanjutkan"),))) == []


def test_an_item_without_entry_this_quarter_fires_and_names_the_silent_desa():
    entries = (entry("sokong"), entry("teniga", day=datetime.date(2026, 3, 31)))
    warning = the(facts(items=(item(to_month=MONTH[9], entries=entries),)), "belum_lapor")
    assert warning.sentence == (
        "Rencana “Menerbitkan SK Pokja” belum dilaporkan pada Triwulan II 2026 oleh 1 dari 2 desa; "
        "dijadwalkan Januari–September 2026. Desa: Teniga."
    )


def test_an_entry_of_the_first_day_of_the_quarter_is_enough():
    entries = tuple(entry(one, day=datetime.date(2026, 4, 1)) for one in ("sokong", "teniga"))
    assert fired(facts(items=(item(to_month=MONTH[9], entries=entries),))) == []


def test_an_item_that_begins_next_month_has_nothing_to_report_yet():
    assert fired(facts(items=(item(from_month=MONTH[7], to_month=MONTH[9]),))) == []


def test_an_item_of_no_desa_is_the_kecamatans():
    made = facts(items=(item(desa=(), to_month=MONTH[9]),))
    warning = the(made, "belum_lapor")
    assert warning.names == ()
    assert warning.sentence.endswith("pada Triwulan II 2026; dijadwalkan Januari–September 2026.")


# --- All together ---------------------------------------------------------------------------------


def test_the_most_serious_comes_first_and_the_worst_within_a_rule():
    counts = {SOKONG: [(1000, 800), (1000, 850)], TENIGA: [(1000, 700), (1000, 850)]}
    made = facts(
        counts=counts, places=(SOKONG, TENIGA), elements={("sokong", "petugas"): State.BELUM}
    )
    assert [(one.rule.key, one.names) for one in find_warnings(made)] == [
        ("turun", ("Teniga",)),
        ("turun", ("Sokong",)),
        ("petugas", ("Sokong",)),
    ]


def test_thresholds_are_the_kabupatens():
    counts = {SOKONG: [(1000, 845), (1000, 850)]}
    warning = the(facts(counts=counts, thresholds={"turun": 50}), "turun")
    assert warning.why == "turun 0,5 poin atau lebih sejak putaran sebelumnya"
