"""Formats 8, 10 and 11 on their pages: what is said, going on, targets (rules 12, 23, 25)."""

import datetime

import pytest
from django.urls import reverse

from rakorcam import actions
from rakorcam.actions_plans import amend_item
from rakorcam.models import AgreedTarget, Amendment, PlanItem, Progress
from rakorcam.worksheets import worksheets_of
from tests import factories
from tests.factories import guide_type
from tests.pages import fields_of, form_with, words
from tests.rakorcam.siklus import DAYS, add, hold, moment, month, prepare, report
from tests.shared import from_world, laid_once, lay_tanjung

NIK = "5208010101900001"
JUNE, NOVEMBER = "2026-06", "2026-11"
AT = moment(DAYS[NOVEMBER])


@pytest.fixture
def nikah():
    """Return the key of the row of Akta Nikah."""
    return str(guide_type("akta-nikah").pk)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Lay down June's isbat for two desa, agreed beside a talk at KUA in the same row."""
    with laid_once(django_db_blocker):
        world = lay_tanjung()
        nikah, ptpd, (_, *two) = str(guide_type("akta-nikah").pk), world.ptpd, world.desa
        june = prepare(world.tanjung, JUNE, ptpd)
        item = add(
            june, 7, nikah, by=ptpd, desa=two, what="Isbat nikah terpadu",
            in_charge="Kasi Pemerintahan", target_number=40, target_unit="pasangan",
            from_month=month("2026-07"), to_month=month("2026-09"),
        )  # fmt: skip
        add(june, 7, nikah, by=ptpd, what="Penyuluhan di KUA", in_charge="Camat")
        hold(june, ptpd)
        day, said = datetime.date(2026, 9, 20), "Sidang di balai"
        report(item, day, by=ptpd, desa=two[0], number=12, done=said)
        yield world


klu, tanjung, ptpd = map(from_world, ("klu", "tanjung", "ptpd"))


@pytest.fixture
def isbat(world, db):
    """Return June's isbat."""
    return PlanItem.unscoped.get(what="Isbat nikah terpadu")


@pytest.fixture
def november(tanjung, isbat, ptpd):
    """Return November's frozen session."""
    session = prepare(tanjung, NOVEMBER, ptpd)
    actions.freeze(session, by=ptpd, at=AT)
    return session


@pytest.fixture
def typist(client, masuk, notulis):
    """Return the client of the notulis of Tanjung."""
    return masuk(client, notulis)


@pytest.fixture
def saying(november, nikah, isbat):
    """Return the address where the group speaks about the isbat."""
    return reverse("tinjau_catat", args=[november.pk, 10, nikah, isbat.pk])


@pytest.fixture
def say(typist, saying, jenggala):
    """Return the function that says something of the isbat in the meeting."""

    def say(form=None, **told):
        form = form_with(typist.get(saying), "state") if form is None else form
        usual = {"desa": [str(jenggala.pk)], "state": "berjalan", "number": "5"}
        return typist.post(saying, {**form, **usual, **told})

    return say


# --- Pairs ----------------------------------------------------------------------------------------


def test_each_plan_stands_beside_its_own_realisation(typist, november):
    page = typist.get(reverse("lembar_kerja", args=[november.pk, 10]))
    pairs = page.content.decode().split('<div class="pasangan"')[1:]

    assert len(pairs) == 2
    assert "Isbat nikah terpadu" in pairs[0]
    assert "Berjalan · 12 dari 40 pasangan" in pairs[0]
    assert "Sidang di balai" in pairs[0]
    assert "Penyuluhan di KUA" in pairs[1]
    assert "belum dilaporkan" in pairs[1]
    assert "Sidang di balai" not in pairs[1]


def test_a_row_without_earlier_plans_says_so_and_offers_nothing_to_fill(typist, november):
    page = words(typist.get(reverse("lembar_kerja", args=[november.pk, 8])))

    assert page.count("Tidak ada rencana terdahulu di baris ini.") == 4
    assert "Isi baris" not in page


# --- What the group says --------------------------------------------------------------------------


def test_an_amendment_after_the_freezing_does_not_change_what_the_group_is_asked(
    say, november, isbat, sokong, jenggala, ptpd
):
    content = {**isbat.content, "target_number": None, "target_unit": ""}
    amendment = Amendment(item=isbat, reason="Tanpa target", **content)
    amend_item(amendment, desa=[sokong], by=ptpd, at=AT)

    say(done="Saksi baru ditemukan")

    entry = Progress.unscoped.get(session=november)
    assert (entry.desa, entry.number) == (jenggala, 5)


def test_what_the_group_says_is_stored_for_the_desa_it_chose(
    say, typist, november, jenggala, isbat
):
    response = say(done="Saksi baru ditemukan")

    entry = Progress.unscoped.get(session=november)
    assert (entry.item, entry.desa, entry.state, entry.number) == (isbat, jenggala, "berjalan", 5)
    assert (entry.date, entry.is_confirmed) == (november.date, True)
    page = words(typist.get(response.url))
    assert "Berjalan · 17 dari 40 pasangan" in page
    assert "Saksi baru ditemukan (24 November 2026, dalam rapat)" in page
    assert "1 dari 7 baris berisi pembahasan" in page
    assert str(entry.history.get().history_user) == "Notulis"


def test_one_sentence_for_several_desa_is_an_entry_for_each(say, sokong, jenggala):
    say(desa=[str(sokong.pk), str(jenggala.pk)], state="selesai", number="", done="Beres")

    assert {one.desa for one in Progress.unscoped.filter(done="Beres")} == {sokong, jenggala}


def test_a_form_sent_twice_is_said_once(say, typist, saying, november):
    form = form_with(typist.get(saying), "state")

    say(form=form)
    again = say(form=form)

    assert again.status_code == 302
    assert Progress.unscoped.filter(session=november).count() == 1


BAD = [
    ({"state": ""}, "Keadaannya: Belum diisi."),
    ({"desa": []}, "Di desa mana: Pilih paling sedikit satu desa."),
    ({"state": "terhambat"}, "Kendala: Tulis kendalanya: apa yang menghambat."),
    ({"number": "lima"}, "Capaian sampai sekarang (pasangan): Tertulis “lima”."),
    ({"done": f"Bu Siti {NIK}"}, "Yang sudah dikerjakan: Ada 16 angka berurutan"),
    ({"obstacle": "a" * 1001}, "Kendala: Tertulis 1001 huruf. Paling banyak 1000 huruf."),
]


@pytest.mark.parametrize(("told", "sentence"), BAD, ids=[next(iter(one)) for one, _ in BAD])
def test_what_cannot_be_stored_gets_a_sentence_and_stays(say, november, told, sentence):
    response = say(**told)

    assert response.status_code == 200
    assert sentence in words(response)
    shown = fields_of(response)
    assert all(shown[name] == value for name, value in told.items() if isinstance(value, str))
    assert not Progress.unscoped.filter(session=november).exists()


def test_going_on_is_no_state_to_say(say, november):
    assert "Keadaannya: Pilihan ini tidak ada dalam daftar." in words(say(state="dilanjutkan"))
    assert not Progress.unscoped.filter(session=november).exists()


def test_a_number_for_several_desa_at_once_is_refused(say, november, sokong, jenggala):
    response = say(desa=[str(sokong.pk), str(jenggala.pk)])

    assert "Angka dicatat per desa. Pilih satu desa, atau kosongkan angkanya." in words(response)
    assert not Progress.unscoped.filter(session=november).exists()


def test_a_number_above_the_target_is_stored_and_calmly_said(say, typist):
    page = words(typist.get(say(number="400").url))

    assert "Yang ditulis, 400 pasangan, lebih besar dari targetnya, 40 pasangan." in page
    assert Progress.unscoped.filter(number=400).exists()


def test_what_was_said_is_removed_after_asking(say, typist, november):
    say()
    entry = Progress.unscoped.get(session=november)
    url = reverse("tinjau_hapus", args=[entry.pk])

    assert "Isbat nikah terpadu (Jenggala): Berjalan" in words(typist.get(url))
    assert "Catatan rapat dihapus." in words(typist.get(typist.post(url).url))
    assert not Progress.unscoped.filter(session=november).exists()


def test_what_was_reported_between_the_meetings_is_not_removed_here(typist, november, isbat):
    entry = Progress.unscoped.get(item=isbat)

    assert typist.post(reverse("tinjau_hapus", args=[entry.pk])).status_code == 404
    assert Progress.unscoped.filter(pk=entry.pk).exists()


def test_an_agreed_sheet_takes_nothing_more(say, typist, november, ptpd):
    say()
    form = {"kunci": ""}
    actions.start(november, by=ptpd, at=AT)
    spec = next(one for one in worksheets_of(november) if one.number == 10)
    actions.agree_worksheet(november, spec, by=ptpd, at=AT)

    refused = say(form=form, done="Terlambat")

    assert "Format 10 sudah disepakati" in words(refused)
    assert fields_of(refused)["done"] == "Terlambat"
    assert not Progress.unscoped.filter(done="Terlambat").exists()
    typist.post(reverse("tinjau_hapus", args=[Progress.unscoped.get(session=november).pk]))
    assert Progress.unscoped.filter(session=november).count() == 1


def test_an_item_of_another_row_is_not_found(typist, november, isbat):
    kia = str(guide_type().pk)
    for name in ("tinjau_catat", "rencana_lanjut"):
        assert typist.get(reverse(name, args=[november.pk, 10, kia, isbat.pk])).status_code == 404


# --- Going on -------------------------------------------------------------------------------------


@pytest.fixture
def going_on(november, nikah, isbat):
    """Return the address that goes on with the isbat."""
    return reverse("rencana_lanjut", args=[november.pk, 10, nikah, isbat.pk])


def test_one_click_goes_on_and_the_new_item_says_from_where(typist, november, going_on, isbat):
    typist.post(going_on)
    back = typist.post(going_on)

    carried = PlanItem.unscoped.get(carried_from=isbat)
    assert (carried.number, carried.session) == (11, november)
    page = words(typist.get(back.url))
    assert "Dilanjutkan di Format 11" in page
    assert page.count("Lanjutkan ke Format 11") == 1
    eleven = words(typist.get(reverse("lembar_kerja", args=[november.pk, 11])))
    assert "lanjutan dari Rakorcam Perencanaan, Juni 2026" in eleven


def test_who_removes_the_new_item_may_go_on_again(typist, going_on, isbat):
    typist.post(going_on)
    carried = PlanItem.unscoped.get(carried_from=isbat)
    typist.post(reverse("rencana_hapus", args=[carried.pk]))
    assert not isbat.carriers.exists()

    typist.post(going_on)

    assert isbat.carriers.count() == 1


def test_what_is_done_is_not_gone_on_with(say, typist, going_on, sokong, jenggala, isbat):
    say(desa=[str(sokong.pk), str(jenggala.pk)], state="selesai", number="")

    assert words(typist.get(going_on, follow=True)).count("Lanjutkan ke Format 11") == 1
    page = words(typist.post(going_on, follow=True))
    assert "Rencana ini sudah selesai, jadi tidak dilanjutkan." in page
    assert not isbat.carriers.exists()


# --- Without an earlier session -------------------------------------------------------------------


@pytest.fixture
def first(gangga, ptpd_gangga):
    """Return the first session the neighbour ever had here: an evaluation."""
    return prepare(gangga, NOVEMBER, ptpd_gangga)


def test_a_plan_from_paper_is_typed_changed_and_removed_in_its_row(client, masuk, rangkap, first):
    typist, theirs = masuk(client, rangkap), PlanItem.unscoped.filter(session=first)
    row = reverse("lembar_kerja_baris", args=[first.pk, 8, "pokja"])
    form = form_with(typist.get(row), "what")
    typed = {
        **form, "what": "Membentuk Pokja", "in_charge": "Kepala desa", "from_month": "2025-07-01",
        "to_month": "2025-12-01",
    }  # fmt: skip

    page = words(typist.get(typist.post(row, typed).url))

    item = theirs.get()
    assert (item.from_paper, item.number) == (True, 8)
    for told in ("Membentuk Pokja", "Juli–Desember 2025", "dari kertas", "belum dilaporkan"):
        assert told in page
    change = reverse("rencana_ubah", args=[item.pk])
    typist.post(change, {**form_with(typist.get(change), "what"), "what": "Membentuk dua Pokja"})
    assert theirs.get().what == "Membentuk dua Pokja"
    typist.post(reverse("rencana_hapus", args=[item.pk]))
    assert not theirs.exists()


def test_a_kecamatan_with_an_earlier_session_types_none_from_paper(typist, november, nikah):
    row = reverse("lembar_kerja_baris", args=[november.pk, 10, nikah])
    assert "Ketik rencana terdahulu" not in words(typist.get(row))

    refused = typist.post(row, {
        "what": "Membentuk Pokja", "where": "semua", "in_charge": "Kades",
        "from_month": "2026-07-01", "to_month": "2026-07-01",
    })  # fmt: skip

    assert PlanItem.unscoped.filter(from_paper=True).count() == 0
    assert refused.status_code == 200


# --- The next June's target -----------------------------------------------------------------------


@pytest.fixture
def target(november):
    """Return the address of KIA's target of next June."""
    return reverse("target_juni", args=[november.pk, 11, str(guide_type().pk)])


@pytest.fixture
def row_11(november):
    """Return the address of KIA's row of Format 11."""
    return reverse("lembar_kerja_baris", args=[november.pk, 11, str(guide_type().pk)])


def test_the_agreed_target_is_typed_in_its_row_and_says_what_it_does(typist, target, row_11):
    page = typist.get(row_11)
    assert "Sesudah Rakorcam ditutup, target ini berlaku di Kecamatan Tanjung untuk Juni 2027" in (
        words(page)
    )

    typist.post(target, {**form_with(page, "percent"), "percent": "91,5"})

    assert AgreedTarget.unscoped.get().hundredths == 9150
    again = typist.get(row_11)
    assert "91,5%" in words(again)
    typist.post(target, {**form_with(again, "percent"), "percent": ""})
    assert not AgreedTarget.unscoped.exists()


def test_the_proposal_is_shown_beside_the_target(typist, tanjung, ptpd, isbat, klu):
    session = prepare(tanjung, NOVEMBER, ptpd)
    factories.TargetFactory(period=session.period, hundredths=8500)

    page = words(
        typist.get(reverse("lembar_kerja_baris", args=[session.pk, 11, str(guide_type().pk)]))
    )

    assert "Usulan 85,0%. Kosongkan untuk memakai usulan itu." in page


@pytest.mark.parametrize("typed", ["seratus", "101", "-3", NIK])
def test_a_bad_target_gets_a_sentence_and_stays(typist, target, row_11, typed):
    back = typist.post(target, {**form_with(typist.get(row_11), "percent"), "percent": typed})

    assert "Target yang disepakati (%): Tertulis" in words(back)
    assert fields_of(back)["percent"] == typed
    assert not AgreedTarget.unscoped.exists()


def test_a_target_somebody_else_agreed_meanwhile_is_not_replaced_unseen(typist, target, row_11):
    form = form_with(typist.get(row_11), "percent")
    typist.post(target, {**form, "percent": "90"})

    back = typist.post(target, {**form, "percent": "95"})

    assert "Diubah orang lain selagi Anda mengetik." in words(back)
    assert fields_of(back)["percent"] == "95"
    assert AgreedTarget.unscoped.get().hundredths == 9000
    typist.post(target, form_with(back, "percent"))
    assert AgreedTarget.unscoped.get().hundredths == 9500
