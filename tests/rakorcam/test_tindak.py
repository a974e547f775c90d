"""The pages of the follow-up: what is due, late, unheard of and unconfirmed, for whom."""

import datetime

import pytest
from django.urls import reverse

from desa import waktu
from rakorcam.actions_plans import amend_item, carry_over
from rakorcam.actions_progress import record_budget_entry, set_item_state
from rakorcam.models import Amendment, BudgetEntry, PlanItem, SessionState
from rakorcam.tindak import FollowUp
from rakorcam.tindak_baris import documents_of
from tests.factories import PlanItemFactory, ProgressFactory, RakorcamFactory, guide_type
from tests.pages import words
from tests.rakorcam.siklus import DAYS, add, hold, moment, month, prepare, report

DAY = datetime.date
NOW = DAY(2026, 11, 10)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Let it be 10 November 2026, in the fourth quarter."""
    monkeypatch.setattr(waktu, "now", lambda: moment(NOW))


@pytest.fixture
def june(tanjung, sokong, jenggala, ptpd):
    """Return June's closed session with four items, each at another point of its life."""
    session = prepare(tanjung, "2026-06", ptpd)
    nikah = str(guide_type("akta-nikah").pk)
    add(
        session, 7, nikah, by=ptpd, desa=[sokong, jenggala], what="Isbat nikah",
        from_month=month("2026-08"), to_month=month("2026-09"), target_number=40,
        target_unit="pasangan",
    )  # fmt: skip
    add(
        session, 6, "pokja", by=ptpd, desa=[jenggala], what="SK Pokja",
        from_month=month("2026-10"), to_month=month("2026-12"),
    )  # fmt: skip
    add(
        session, 6, "ruang", by=ptpd, what="Rapat loket",
        from_month=month("2026-11"), to_month=month("2027-02"),
    )  # fmt: skip
    add(
        session, 6, "ruang", by=ptpd, desa=[sokong], what="Papan nama",
        from_month=month("2027-03"), to_month=month("2027-04"),
    )  # fmt: skip
    return hold(session, ptpd)


@pytest.fixture
def isbat(june):
    """Return the item for Sokong and Jenggala, counted in pasangan, of which September is past."""
    return PlanItem.unscoped.get(what="Isbat nikah")


@pytest.fixture
def opened(client, masuk):
    """Return the function that opens a page as somebody and gives the response."""

    def opened(user, name, *args, **query):
        return masuk(client, user).get(reverse(name, args=args), query)

    return opened


def shown(user, kecamatan, name):
    """Return what the filter `name` shows to `user`, in order."""
    page = FollowUp(user, kecamatan, NOW)
    return [line.terms.what for line in page.shown(page.items, name)]


# --- The list -------------------------------------------------------------------------------------


def test_ptpd_finds_what_is_due_late_and_unheard_of(june, tanjung, ptpd):
    assert shown(ptpd, tanjung, "triwulan") == ["SK Pokja", "Rapat loket"]
    assert shown(ptpd, tanjung, "terlambat") == ["Isbat nikah"]
    assert shown(ptpd, tanjung, "belum-lapor") == ["Isbat nikah", "SK Pokja", "Rapat loket"]
    assert shown(ptpd, tanjung, "menunggu") == []
    assert shown(ptpd, tanjung, "perhatian") == ["Isbat nikah", "SK Pokja", "Rapat loket"]
    assert shown(ptpd, tanjung, "semua")[-1] == "Papan nama"


def test_what_a_desa_reported_waits_and_stands_first(
    isbat, tanjung, jenggala, kepala_jenggala, ptpd
):
    sk = PlanItem.unscoped.get(what="SK Pokja")
    report(sk, DAY(2026, 11, 2), by=kepala_jenggala, desa=jenggala, confirmed=False, done="Draf SK")

    assert shown(ptpd, tanjung, "menunggu") == ["SK Pokja"]
    assert shown(ptpd, tanjung, "perhatian")[0] == "SK Pokja"
    assert shown(ptpd, tanjung, "belum-lapor") == ["Isbat nikah", "Rapat loket"]


def test_the_list_says_what_where_when_who_and_how_far(isbat, tanjung, sokong, ptpd, opened):
    report(isbat, DAY(2026, 9, 1), by=ptpd, desa=sokong, number=12, done="Sidang pertama")

    said = words(opened(ptpd, "tindak_daftar", tanjung.pk))

    assert (
        "Terlambat Berjalan Isbat nikah Format 7, Akta Nikah · Sokong, Jenggala 12 dari 40 "
        "pasangan Laporan terakhir 1 September 2026 Belum lapor triwulan ini: semua desa "
        "Agustus–September 2026 Kepala desa"
    ) in said  # fmt: skip
    assert "Selasa, 10 November 2026 · Triwulan IV 2026 · 0 dari 3 rencana sudah dilaporkan" in said


def test_grouped_by_desa_each_desa_has_its_own_part(isbat, tanjung, sokong, ptpd, opened):
    report(isbat, DAY(2026, 10, 1), by=ptpd, desa=sokong, number=12, state="selesai", done="Sidang")

    page = FollowUp(ptpd, tanjung, NOW)
    late = {
        title: [line.terms.what for line in lines] for title, lines in page.by_desa("terlambat")
    }

    assert late == {"Desa Jenggala": ["Isbat nikah"]}
    assert [title for title, _lines in page.by_desa("semua")] == [
        "Desa Sokong", "Desa Jenggala", "Kecamatan Tanjung",
    ]  # fmt: skip
    said = words(opened(ptpd, "tindak_daftar", tanjung.pk, per="desa", tampil="semua"))
    assert "12 pasangan dari target bersama 40 pasangan" in said


def test_a_desa_sees_its_own_items_and_of_them_its_own_progress(
    isbat, tanjung, sokong, jenggala, ptpd, kepala_desa, opened
):
    report(isbat, DAY(2026, 10, 1), by=ptpd, desa=jenggala, number=9, done="Rahasia Jenggala")
    report(isbat, DAY(2026, 10, 2), by=ptpd, desa=sokong, number=12, done="Sidang di Sokong")

    for page in (
        opened(kepala_desa, "tindak_daftar", tanjung.pk, tampil="semua"),
        opened(kepala_desa, "tindak_rencana", isbat.pk),
    ):
        said = words(page)
        assert "12 pasangan dari target bersama 40 pasangan" in said
        assert "Rahasia Jenggala" not in said and "21" not in said
        assert "SK Pokja" not in said and "Rapat loket" not in said


def test_other_items_do_not_exist_for_a_desa(june, tanjung, kepala_desa, ptpd, opened):
    for what in ("SK Pokja", "Rapat loket"):
        item = PlanItem.unscoped.get(what=what)
        assert opened(kepala_desa, "tindak_rencana", item.pk).status_code == 404
        assert opened(ptpd, "tindak_rencana", item.pk).status_code == 200


def test_an_item_not_agreed_is_not_followed_up_by_anybody(tanjung, sokong, ptpd, opened):
    item = add(prepare(tanjung, "2026-06", ptpd), 6, "pokja", by=ptpd, desa=[sokong])

    for name, args in (
        ("tindak_rencana", [item.pk]),
        ("tindak_catat_desa", [sokong.pk, item.pk]),
        ("tindak_ubah", [item.pk]),
    ):
        page = opened(ptpd, name, *args)
        assert page.status_code == 404
        assert "belum disepakati dalam Rakorcam yang selesai" in words(page)


def test_without_any_agreed_item_the_list_says_what_comes_next(tanjung, ptpd, kepala_desa, opened):
    said = words(opened(ptpd, "tindak_daftar", tanjung.pk))
    assert "Rencana muncul di sini setelah Rakorcam ditutup. Buka Rakorcam" in said
    said = words(opened(kepala_desa, "tindak_daftar", tanjung.pk))
    assert "Belum ada rencana yang menyebut desa Anda." in said


def test_the_way_in_leads_to_the_chosen_kecamatan(tanjung, gangga, periode, rangkap, client, masuk):
    masuk(client, rangkap)
    chosen = {"kecamatan": str(gangga.pk), "periode": periode.code}
    here = reverse("tindak_daftar", args=[tanjung.pk])
    there = reverse("tindak_daftar", args=[gangga.pk])

    assert client.get(reverse("tindak_lanjut")).url == here
    assert client.get(reverse("pilih"), {**chosen, "kembali": here}).url == there
    assert client.get(reverse("tindak_lanjut")).url == there


# --- One item -------------------------------------------------------------------------------------


def test_the_agreed_wording_stays_beside_who_changed_it_when_and_why(isbat, sokong, ptpd, opened):
    amendment = Amendment(
        item=isbat, reason="Jenggala menunda", **{**isbat.content, "what": "Isbat di Sokong"}
    )
    amend_item(amendment, desa=[sokong], by=ptpd, at=moment(DAY(2026, 9, 3)))

    said = words(opened(ptpd, "tindak_rencana", isbat.pk))

    assert (
        "Disepakati 18 Juni 2026 Isbat nikah Sokong, Jenggala · Kepala desa · 40 pasangan" in said
    )
    assert "Diubah 3 September 2026 oleh Ptpd. Alasan: Jenggala menunda Isbat di Sokong" in said


def test_a_carried_item_is_listed_once_and_its_page_tells_the_whole_story(
    isbat, tanjung, sokong, ptpd, opened, monkeypatch
):
    report(isbat, DAY(2026, 9, 1), by=ptpd, desa=sokong, number=12, done="Sidang pertama")
    november = prepare(tanjung, "2026-11", ptpd)
    carrier = carry_over(isbat, session=november, by=ptpd, at=moment(DAYS["2026-11"]))
    hold(november, ptpd)

    assert shown(ptpd, tanjung, "semua").count("Isbat nikah") == 1
    said = words(opened(ptpd, "tindak_rencana", carrier.pk))
    assert "Lanjutan dari Isbat nikah, Rakorcam Perencanaan, Juni 2026" in said
    assert "1 September 2026 Berjalan, 12 pasangan. Sidang pertama" in said
    old = words(opened(ptpd, "tindak_rencana", isbat.pk))
    assert "Rencana ini sudah dilanjutkan. Buka rencana lanjutannya" in old
    assert "Catat kemajuan" not in old


def test_the_page_offers_only_what_the_person_may_do(
    isbat, sokong, ptpd, pendamping, camat, notulis, kepala_desa, petugas_desa, opened
):
    told = {"confirmed": False, "desa": sokong, "done": "Sidang"}
    report(isbat, DAY(2026, 10, 1), by=kepala_desa, **told)
    offers = ("Tetapkan keadaan", "Ubah rencana", "Catat kemajuan", "Benarkan", "Isi RKP Desa")

    found = {}
    for user in (ptpd, pendamping, camat, notulis, kepala_desa, petugas_desa):
        said = words(opened(user, "tindak_rencana", isbat.pk))
        found[user.username] = [word for word in offers if word in said]

    assert found == {
        "ptpd": list(offers),
        "pendamping": ["Catat kemajuan", "Isi RKP Desa"],
        "camat": ["Ubah rencana"],
        "notulis": [],
        "kepala_desa": ["Catat kemajuan", "Isi RKP Desa"],
        "petugas_desa": ["Catat kemajuan"],
    }


def test_what_ptpd_set_is_shown_with_its_reason(isbat, ptpd, opened):
    set_item_state(
        isbat, state="dibatalkan", reason="Dana dialihkan", by=ptpd, at=moment(DAY(2026, 9, 1))
    )
    said = words(opened(ptpd, "tindak_rencana", isbat.pk))
    assert "Dibatalkan Ditetapkan PTPD: Dana dialihkan" in said
    assert "Catat kemajuan" not in said


def test_june_is_asked_for_rkp_desa_and_from_november_for_apbdes(isbat, ptpd, sokong):
    line = next(
        one for one in FollowUp(ptpd, isbat.session.kecamatan, NOW).items if one.item == isbat
    )
    assert documents_of(line.one, DAY(2026, 10, 31)) == ("rkp",)
    assert documents_of(line.one, DAY(2026, 11, 1)) == ("rkp", "apbdes")
    line.item.budget_source = "apbd"
    assert documents_of(line.one, NOW) == ()


def test_only_what_is_confirmed_counts_as_budgeted(isbat, sokong, jenggala, ptpd, tanjung, opened):
    told = {"document": "rkp", "included": True, "by": ptpd, "at": moment(DAY(2026, 9, 1))}
    record_budget_entry(isbat, desa=sokong, document_number="Perdes 5/2026", **told, confirmed=True)
    record_budget_entry(isbat, desa=jenggala, document_number="Perdes 6/2026", **told)

    said = words(opened(ptpd, "tindak_daftar", tanjung.pk))

    assert "RKP Desa: sudah masuk di 1 dari 2 desa (1 menunggu dibenarkan)" in said
    assert "APBDes: belum terdata" in said
    assert "RKP Desa, Desa Jenggala menunggu dibenarkan PTPD Sudah masuk, Perdes 6/2026" in said


def test_a_carrier_shows_what_was_budgeted_for_the_item_it_goes_on_with(
    isbat, sokong, jenggala, ptpd, kepala_jenggala, tanjung, opened
):
    told = {"document": "rkp", "by": ptpd, "at": moment(NOW), "confirmed": True}
    record_budget_entry(
        isbat, desa=sokong, included=True, document_number="Perdes 5/2026", **told
    )  # fmt: skip
    november = prepare(tanjung, "2026-11", ptpd)
    carrier = carry_over(isbat, session=november, by=ptpd, at=moment(DAYS["2026-11"]))
    hold(november, ptpd)

    said = words(opened(ptpd, "tindak_rencana", carrier.pk))
    assert "Pada rencana sebelumnya" in said
    assert "RKP Desa Desa Sokong: sudah masuk, Perdes 5/2026" in said
    assert "Perdes 5/2026" not in words(opened(kepala_jenggala, "tindak_rencana", carrier.pk))


def test_progress_of_a_desa_no_longer_named_stays_readable(isbat, sokong, jenggala, ptpd, opened):
    report(isbat, DAY(2026, 8, 5), by=ptpd, desa=jenggala, number=3, done="Pendataan")
    amendment = Amendment(item=isbat, reason="Ditunda", **isbat.content)
    amend_item(amendment, desa=[sokong], by=ptpd, at=moment(DAY(2026, 9, 3)))

    said = words(opened(ptpd, "tindak_rencana", isbat.pk))

    assert (
        "Desa yang tidak disebut lagi Jenggala, 5 Agustus 2026 Berjalan, 3 pasangan. Pend" in said
    )


# --- How many queries -----------------------------------------------------------------------------


@pytest.fixture(params=[3, 20], ids=["3 rencana", "20 rencana"])
def many(request, tanjung, desa_tanjung, periode, ptpd):
    """Return 3 or 20 agreed items, each reported on by every desa, and amended once."""
    session = RakorcamFactory(kecamatan=tanjung, period=periode, state=SessionState.SELESAI)
    items = [PlanItemFactory(session=session, desa=desa_tanjung) for _ in range(request.param)]
    told = {"reason": "Ditinjau", "amended_at": moment(NOW), "amended_by": ptpd}
    for item in items:
        amendment = Amendment.unscoped.create(item=item, **item.content, **told)
        amendment.desa.set(desa_tanjung)
        for desa, confirmed in zip(desa_tanjung, (None, None, moment(NOW)), strict=True):
            ProgressFactory(item=item, desa=desa, confirmed_at=confirmed)
            BudgetEntry.unscoped.create(item=item, desa=desa, document="rkp")
    return items


PAGES = [("", 16), ("?per=desa&tampil=semua", 16), ("rencana", 21)]


@pytest.mark.sekali
@pytest.mark.parametrize(("page", "queries"), PAGES, ids=[page or "daftar" for page, _ in PAGES])
def test_pages_ask_as_often_for_20_items_as_for_3(
    many, tanjung, ptpd, client, masuk, django_assert_num_queries, page, queries
):
    here = reverse("tindak_daftar", args=[tanjung.pk]) + page
    path = reverse("tindak_rencana", args=[many[0].pk]) if page == "rencana" else here
    masuk(client, ptpd).get(path)

    with django_assert_num_queries(queries):
        assert client.get(path).status_code == 200
