"""The demo: real desa, synthetic figures, every oddity once and its counts never in Tanjung.

What desa answer to Formats 4 and 5 is in test_demo_lembar, what Tanjung agreed and did about it in
test_demo_siklus.
"""

import csv
import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import reverse

import labd
from desa.models import Desa, Kabupaten, Kecamatan, User
from formats.actions import Edit, save_coverage
from formats.models import Coverage, ElementState, Period
from formats.specs._shared import DOCUMENTS, DOCUMENTS_BY_KEY, ELEMENTS
from labd.demo import load
from labd.demo_accounts import PEOPLE
from rakorcam.models import Rakorcam
from rakorcam.worksheets import stand_of, worksheet_sheet, worksheets_of
from tests.factories import AT, masuk
from tests.pages import words

PASSWORD = "rahasia-contoh-1"
FILE = Path(labd.__file__).parent / "data" / "demo_desa_sintetis.csv"
TANJUNG = "52.08.01"
JUNE, NOVEMBER = "2026-06", "2026-11"
# The file's columns of wajib and memiliki, in the guide's order of the types.
COLUMNS = (
    ("wajib_ktp", "perekaman_ktp"),
    ("jumlah_kk", "kk_memiliki"),
    ("anak_0_18", "akta_kelahiran_0_18"),
    ("berstatus_kawin", "akta_nikah_buku_nikah"),
    ("cerai_hidup", "akta_cerai"),
    ("kematian_tercatat_setahun", "akta_kematian_setahun"),
    ("anak_0_16", "kia"),
)


def lines():
    """Return the rows of the shipped file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(rows):
    """Return the desa codes of rows."""
    return {row.desa.code for row in rows.select_related("desa")}


def coverage(code=JUNE):
    """Return the figures of one period that are told."""
    rows = Coverage.unscoped.filter(period__code=code)
    return rows.exclude(wajib=None).exclude(memiliki=None)


def june_session():
    """Return Tanjung's session of June."""
    return Rakorcam.unscoped.get(period__code=JUNE)


def rows_and_histories():
    """Return how many rows and history rows every model of ours has."""
    return {
        model.__name__: model._default_manager.count()
        for app in ("desa", "formats", "rakorcam")
        for model in apps.get_app_config(app).get_models()
    }


# --- What it holds --------------------------------------------------------------------------------


def test_all_five_kecamatan_and_43_real_desa_are_there(demo):
    assert list(Kecamatan.unscoped.order_by("code").values_list("name", flat=True)) == [
        "Tanjung",
        "Gangga",
        "Kayangan",
        "Bayan",
        "Pemenang",
    ]
    assert sorted(Desa.unscoped.values_list("code", "name")) == sorted(
        (row["code"], row["desa"]) for row in lines()
    )


def test_tanjungs_figures_are_the_files_own(demo):
    for row in lines():
        if not row["code"].startswith(TANJUNG):
            continue
        stored = {
            one.document_id: (one.wajib, one.memiliki, one.note)
            for one in coverage().filter(desa__code=row["code"])
        }
        assert stored == {
            kind.id: (int(row[wajib]), int(row[memiliki]), "")
            for kind, (wajib, memiliki) in zip(DOCUMENTS, COLUMNS, strict=True)
        }


def test_every_desa_but_one_gave_all_seven_types(demo):
    told = coverage()

    assert told.count() == 42 * 7
    silent = set(Desa.unscoped.values_list("code", flat=True)) - codes(told)
    assert len(silent) == 1
    assert not silent.pop().startswith(TANJUNG)


def test_exactly_one_cell_is_above_one_hundred_percent_and_one_has_nobody(demo):
    rows = coverage()
    above = [row for row in rows.select_related("desa") if row.memiliki > row.wajib]
    nobody = [row for row in rows.select_related("desa") if row.wajib == 0]

    assert len(above) == 1
    assert [row.memiliki for row in nobody] == [0]
    assert not any(row.desa.code.startswith(TANJUNG) for row in (*above, *nobody))


def test_the_team_entered_room_and_pokja_of_every_desa_and_one_pokja_is_partly_there(demo):
    entered = ElementState.unscoped.filter(period__code=JUNE, element__in=["ruang", "pokja"])
    partly = entered.filter(state="sebagian")

    assert entered.exclude(state="").count() == 43 * 2
    assert [row.note for row in partly] == ["dibentuk, SK belum"]
    assert not any(code.startswith(TANJUNG) for code in codes(partly))


def test_no_count_of_tanjung_is_odd_and_only_teniga_has_not_told_all(demo):
    data = stand_of(june_session()).data

    assert (data.complete_desa(), data.told_desa()) == (8, 7)
    assert not any(
        data.coverage(desa, kind).is_above for desa in data.desa for kind in data.documents
    )
    untold = {
        element.key: [one.name for one in data.recap(element.key).unknown] for element in ELEMENTS
    }
    assert untold == {one.key: ["Teniga"] if one.surveyed else [] for one in ELEMENTS}


# --- Marked as a sample ---------------------------------------------------------------------------


def test_every_sheet_says_it_is_a_sample(demo):
    assert Kabupaten.unscoped.get().is_sample
    for session in Rakorcam.unscoped.all():
        stand = stand_of(session)
        assert all(worksheet_sheet(spec, stand).is_sample for spec in worksheets_of(session))


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.username)
def test_every_account_logs_in_and_its_home_says_it_is_a_sample(demo, client, person):
    stranger = client.get(reverse("masuk"))
    assert "Data contoh, bukan data resmi." in words(stranger)

    client.post(reverse("masuk"), {"username": person.username, "password": PASSWORD})
    home = client.get(reverse("beranda"))

    assert home.status_code == 200
    assert "Data contoh, bukan data resmi." in words(home)
    assert person.name in words(home)


def test_every_page_of_the_demo_says_it_is_a_sample(demo, client):
    session, period = june_session(), Period.unscoped.get(code=JUNE)
    place, here = [session.kecamatan_id, period.code], [session.pk]
    masuk(client, User.objects.get(username="ptpd.tanjung"))
    kia = DOCUMENTS_BY_KEY["kia"].id
    for name, args in (
        ("data_desa", place),
        ("format", [*place, 1]),
        ("format", [*place, 2]),
        ("target", place),
        ("jenis_dokumen", place[:1]),
        ("rakorcam_daftar", []),
        ("rakorcam", here),
        ("bekuan", here),
        ("lembar_kerja", [*here, 6]),
        ("lembar_kerja_baris", [*here, 7, kia]),
        ("format", [place[0], "2031-06", 1]),
    ):
        page = client.get(reverse(name, args=args))
        assert "Data contoh, bukan data resmi." in words(page), name


# --- Loaded again ---------------------------------------------------------------------------------


def test_a_second_call_keeps_what_people_typed(demo):
    ptpd = User.objects.get(username="ptpd.tanjung")
    sokong = Desa.unscoped.get(code="52.08.01.2002")
    kia = DOCUMENTS_BY_KEY["kia"].id
    save_coverage(
        kecamatan=sokong.kecamatan, period=Period.unscoped.get(code=JUNE), desa=[sokong],
        edits=[Edit((str(sokong.pk), str(kia)), "memiliki", 2292, 2300)], by=ptpd, at=AT,
    )  # fmt: skip
    ptpd.set_password("sandi-sendiri-77")
    ptpd.save()
    before = rows_and_histories()

    assert load(at=AT, password="kata-sandi-lain-9") is False

    assert coverage().get(desa=sokong, document=kia).memiliki == 2300
    assert User.objects.get(username="ptpd.tanjung").check_password("sandi-sendiri-77")
    assert rows_and_histories() == before


def test_a_later_call_opens_the_latest_periods_again(demo):
    later = AT + datetime.timedelta(days=1000)
    assert not any(period.is_open(later) for period in Period.unscoped.all())

    load(at=later, password=PASSWORD)

    told = {period.code for period in Period.unscoped.all() if period.is_open(later)}
    assert told == {JUNE, NOVEMBER}
