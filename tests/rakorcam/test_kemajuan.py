"""Progress, states, amendments, budgeting and visits: what is stored, what is refused in words."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from desa.uploads import clean_upload
from rakorcam import actions
from rakorcam.actions_plans import add_paper_item, amend_item, carry_over
from rakorcam.actions_progress import (
    confirm_budget_entry,
    confirm_progress,
    record_budget_entry,
    record_in_meeting,
    record_progress,
    remove_in_meeting,
    set_item_state,
)
from rakorcam.actions_targets import set_agreed_target
from rakorcam.actions_visits import record_visit
from rakorcam.followup import follow
from rakorcam.models import (
    Amendment,
    BudgetEntry,
    PersonMet,
    PlanItem,
    Progress,
    Rakorcam,
    Visit,
    VisitPhoto,
)
from tests import factories
from tests.factories import guide_type
from tests.rakorcam.sesi import refusal
from tests.rakorcam.siklus import DAYS, add, hold, moment, month, prepare, report
from tests.shared import from_world, laid_once, lay_tanjung

DAY = datetime.date
NIK = "5208010101900001"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Lay down June's closed session: an isbat for Sokong, a meeting of the kecamatan itself."""
    with laid_once(django_db_blocker):
        world = lay_tanjung()
        session = prepare(world.tanjung, "2026-06", world.ptpd)
        add(
            session, 7, str(guide_type("akta-nikah").pk), by=world.ptpd, desa=[world.desa[1]],
            what="Isbat", target_number=40, target_unit="pasangan",
        )  # fmt: skip
        add(session, 6, "pokja", by=world.ptpd, what="Rapat Pokja")
        hold(session, world.ptpd)
        yield world


klu, tanjung, ptpd = map(from_world, ("klu", "tanjung", "ptpd"))


@pytest.fixture
def june(tanjung):
    """Return June's closed session."""
    return Rakorcam.unscoped.get(kecamatan=tanjung)


@pytest.fixture
def isbat(june):
    """Return the item for Sokong, counted in pasangan."""
    return PlanItem.unscoped.get(what="Isbat")


@pytest.fixture
def rapat(june):
    """Return the item of the kecamatan itself, which counts nothing."""
    return PlanItem.unscoped.get(what="Rapat Pokja")


@pytest.fixture
def november(tanjung, june, ptpd):
    """Return November's session in preparation."""
    return prepare(tanjung, "2026-11", ptpd)


def state_of(item):
    """Return an item's state now."""
    return follow(item).state


# --- Progress -------------------------------------------------------------------------------------


def test_an_entry_is_stored_with_its_history_and_counts_once_confirmed(
    isbat, sokong, ptpd, kepala_desa
):
    told = report(isbat, DAY(2026, 7, 5), by=kepala_desa, desa=sokong, number=5, confirmed=False)
    assert (told.is_confirmed, state_of(isbat)) == (False, "direncanakan")

    confirm_progress(told, by=ptpd, at=moment(DAY(2026, 7, 6)))

    assert state_of(isbat) == "berjalan"
    rows = Progress.history.order_by("history_date")
    assert [(str(one.history_user), one.confirmed_by) for one in rows] == [
        ("Kepala Desa", None),
        ("Ptpd", ptpd),
    ]
    told.refresh_from_db()
    assert refusal(confirm_progress, told, by=ptpd, at=moment(DAY(2026, 7, 7))) == [
        "Catatan ini sudah dibenarkan."
    ]


def test_the_same_entry_sent_twice_is_stored_once(isbat, sokong, ptpd):
    told = report(isbat, DAY(2026, 7, 5), by=ptpd, desa=sokong, number=5)

    again = Progress(
        pk=told.pk, item=isbat, desa=sokong, date=told.date, state="berjalan", number=5
    )
    record_progress(again, by=ptpd, at=moment(DAY(2026, 7, 6)), confirmed=True)

    assert Progress.unscoped.count() == 1


REFUSED = [
    ({"date": DAY(2026, 6, 1)}, "Tanggal kemajuan (1 Juni 2026) mendahului kesepakatannya "
     "(18 Juni 2026)."),
    ({"date": DAY(2026, 8, 1)}, "Tanggal kemajuan (1 Agustus 2026) belum terjadi."),
    ({"desa": None}, "Pilih desanya: kemajuan rencana ini dicatat per desa."),
    ({"state": "terhambat"}, "Tulis kendalanya: apa yang menghambat."),
    ({"state": "dilanjutkan"}, "Nilai 'dilanjutkan' bukan pilihan yang valid."),
    ({"number": -1}, "Pastikan nilai ini lebih besar dari atau sama dengan 0."),
    ({"done": f"Bu Sri {NIK}"}, "Ada 16 angka berurutan"),
    ({"obstacle": f"Bu Sri {NIK}"}, "Ada 16 angka berurutan"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "sentence"), REFUSED, ids=[next(iter(one)) for one, _ in REFUSED])
def test_an_entry_that_does_not_fit_is_refused_and_nothing_is_stored(
    isbat, sokong, ptpd, more, sentence
):
    told = {"item": isbat, "desa": sokong, "date": DAY(2026, 7, 5), "state": "berjalan", **more}

    sentences = refusal(record_progress, Progress(**told), by=ptpd, at=moment(DAY(2026, 7, 6)))

    assert any(sentence in one for one in sentences), sentences
    assert (Progress.unscoped.count(), Progress.history.count()) == (0, 0)


def test_a_foreign_desa_and_a_number_without_a_unit_are_refused(
    isbat, rapat, jenggala, gangga, ptpd
):
    gondang = gangga.desa_set.get(name="Gondang")
    day = DAY(2026, 7, 5)

    for desa in (jenggala, gondang):
        assert refusal(report, isbat, day, by=ptpd, desa=desa) == [
            f"Rencana ini tidak menyebut Desa {desa.name}."
        ]
    assert refusal(report, rapat, day, by=ptpd, desa=jenggala) == ["Rencana ini untuk kecamatan."]
    assert refusal(report, rapat, day, by=ptpd, number=3) == [
        "Rencana ini tidak punya target berangka; tulis capaiannya dengan kata."
    ]
    assert not Progress.unscoped.exists()


def test_a_closed_item_takes_no_entry_until_ptpd_opens_it(isbat, sokong, ptpd):
    report(isbat, DAY(2026, 7, 5), by=ptpd, desa=sokong, state="selesai")
    assert refusal(report, isbat, DAY(2026, 7, 6), by=ptpd, desa=sokong) == [
        "Rencana ini sudah selesai; kemajuannya tidak dicatat lagi."
    ]

    set_item_state(
        isbat, state="berjalan", reason="Keliru lapor", by=ptpd, at=moment(DAY(2026, 7, 7))
    )
    report(isbat, DAY(2026, 7, 8), by=ptpd, desa=sokong, number=3)

    assert Progress.unscoped.count() == 2


def test_an_item_not_agreed_takes_no_entry(gangga, ptpd):
    session = prepare(gangga, "2026-06", ptpd)
    item = add(session, 6, "pokja", by=ptpd)

    assert refusal(report, item, DAY(2026, 7, 1), by=ptpd) == [
        "Rencana ini belum disepakati dalam Rakorcam yang selesai."
    ]


def test_a_carried_item_takes_no_entry_but_its_carrier_does(november, isbat, sokong, ptpd):
    carrier = carry_over(isbat, session=november, by=ptpd, at=moment(november.date))
    report(isbat, DAY(2026, 11, 20), by=ptpd, desa=sokong)
    hold(november, ptpd)

    assert state_of(isbat) == "dilanjutkan"
    assert refusal(report, isbat, DAY(2026, 12, 1), by=ptpd, desa=sokong) == [
        "Rencana ini sudah dilanjutkan; catat pada rencana lanjutannya."
    ]
    report(carrier, DAY(2026, 12, 1), by=ptpd, desa=sokong, number=9)
    assert [one.date.month for one in follow(carrier).entries] == [11, 12]


def photo(name="foto.jpg"):
    """Return an uploaded photo, cleaned."""
    out = io.BytesIO()
    Image.new("RGB", (20, 10)).save(out, "JPEG")
    return clean_upload(SimpleUploadedFile(name, out.getvalue(), "image/jpeg"))


def test_a_photo_is_kept_and_anything_else_is_refused(isbat, sokong, ptpd, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    entry = Progress(item=isbat, desa=sokong, date=DAY(2026, 7, 5), state="berjalan")
    record_progress(entry, by=ptpd, at=moment(DAY(2026, 7, 6)), photo=photo())
    assert (entry.photo_name, entry.photo.size > 100) == ("foto.jpg", True)

    pdf = clean_upload(SimpleUploadedFile("sk.pdf", b"%PDF-1.4\nstartxref\n%%EOF\n"))
    other = Progress(item=isbat, desa=sokong, date=DAY(2026, 7, 5), state="berjalan")
    assert refusal(
        record_progress, other, by=ptpd, at=moment(DAY(2026, 7, 6)), photo=pdf
    ) == ["Berkas sk.pdf bukan foto."]  # fmt: skip


# --- In the meeting -------------------------------------------------------------------------------


def test_only_a_reviewed_item_is_reported_on_in_the_meeting(november, gangga, ptpd):
    theirs = hold(prepare(gangga, "2026-06", ptpd), ptpd)
    item = PlanItem.unscoped.filter(session=theirs).first()

    assert refusal(
        record_in_meeting, november, item, desa=[], state="selesai", by=ptpd,
        at=moment(november.date),
    ) == ["Rencana ini tidak ditinjau dalam Rakorcam ini."]  # fmt: skip


def test_what_was_typed_in_the_meeting_is_removed_until_it_is_agreed(november, isbat, sokong, ptpd):
    at = moment(november.date)
    (told,) = record_in_meeting(november, isbat, desa=[sokong], state="selesai", by=ptpd, at=at)
    remove_in_meeting(told, by=ptpd, at=at)
    assert not Progress.unscoped.exists()
    (told,) = record_in_meeting(november, isbat, desa=[sokong], state="selesai", by=ptpd, at=at)
    hold(november, ptpd)

    assert refusal(remove_in_meeting, told, by=ptpd, at=at) == [
        "Rakorcam ini sudah selesai; lembar kerjanya tetap."
    ]


# --- Carrying over, paper, amendments -------------------------------------------------------------


def test_an_item_that_others_build_on_is_not_removed(june, november, isbat, camat, ptpd):
    carry_over(isbat, session=november, by=ptpd, at=moment(november.date))
    actions.reopen(june, reason="Keliru", by=camat, at=moment(november.date))

    assert refusal(actions.remove_plan_item, isbat, by=ptpd, at=moment(november.date)) == [
        "Rencana ini sudah dilanjutkan di Rakorcam lain, jadi tetap ada."
    ]


def test_a_review_takes_no_new_plans_and_paper_only_before_the_first_session(november, ptpd):
    item = PlanItem(
        session=november, number=8, row="pokja", what="Lama", in_charge="Kades", all_desa=False,
        from_month=month("2026-01"), to_month=month("2026-02"),
    )  # fmt: skip
    told = {"desa": [], "by": ptpd, "at": moment(november.date)}

    assert refusal(actions.add_plan_item, item, **told) == [
        "Format 8 meninjau rencana terdahulu, tanpa rencana baru."
    ]
    assert refusal(add_paper_item, item, **told) == [
        "Rakorcam terdahulu sudah tercatat; rencananya muncul sendiri di lembar ini."
    ]


def test_an_amendment_needs_a_reason_and_months_in_order_and_leaves_the_agreed_wording(
    isbat, sokong, jenggala, ptpd
):
    at = moment(DAY(2026, 8, 1))
    content = {**isbat.content, "what": "Isbat di dua desa"}
    assert refusal(
        amend_item, Amendment(item=isbat, reason=" ", **content), desa=[sokong], by=ptpd, at=at
    ) == ["Tulis alasan mengubah rencana yang disepakati."]
    wrong = {**content, "from_month": month("2026-09"), "to_month": month("2026-08")}
    assert refusal(
        amend_item, Amendment(item=isbat, reason="Alasan", **wrong), desa=[sokong], by=ptpd, at=at
    ) == ["Bulan sampai mendahului bulan mulai."]
    assert not Amendment.unscoped.exists()

    amend_item(
        Amendment(item=isbat, reason="Jenggala ikut", **content), desa=[sokong, jenggala],
        by=ptpd, at=at,
    )  # fmt: skip

    isbat.refresh_from_db()
    assert (isbat.what, list(isbat.desa.all())) == ("Isbat", [sokong])
    report(isbat, DAY(2026, 8, 2), by=ptpd, desa=jenggala, number=2)
    assert follow(isbat).terms.what == "Isbat di dua desa"


# --- State, budget, visits, targets ---------------------------------------------------------------


def test_a_state_is_set_with_a_reason_and_taken_back(isbat, ptpd):
    told = {"by": ptpd, "at": moment(DAY(2026, 8, 1))}
    assert refusal(set_item_state, isbat, state="dibatalkan", reason="", **told) == [
        "Tulis alasan menetapkan keadaan rencana."
    ]
    assert refusal(set_item_state, isbat, state="dilanjutkan", reason="x", **told) == [
        "Dilanjutkan hanya lewat melanjutkan rencana ke Rakorcam berikutnya."
    ]
    set_item_state(isbat, state="dibatalkan", reason="Dana dialihkan", **told)
    assert state_of(isbat) == "dibatalkan"
    set_item_state(isbat, state="", reason="Dana kembali", **told)
    assert state_of(isbat) == "direncanakan"


def test_a_desa_says_whether_it_budgeted_and_ptpd_confirms(isbat, sokong, jenggala, ptpd):
    told = {"document": "rkp", "by": ptpd, "at": moment(DAY(2026, 10, 1))}
    assert refusal(record_budget_entry, isbat, desa=jenggala, included=True, **told) == [
        "Rencana ini tidak menyebut Desa Jenggala."
    ]
    assert refusal(record_budget_entry, isbat, desa=sokong, included=True, **told) == [
        "Tulis nomor dokumen yang sudah memuat rencana ini."
    ]
    record_budget_entry(isbat, desa=sokong, included=False, confirmed=True, **told)
    again = record_budget_entry(
        isbat, desa=sokong, included=True, document_number="Perdes 5/2026", **told
    )
    assert (BudgetEntry.unscoped.count(), again.is_confirmed) == (1, False)
    assert confirm_budget_entry(again, by=ptpd, at=told["at"]).is_confirmed


def test_a_visit_is_stored_with_people_photos_and_findings_or_not_at_all(
    isbat, sokong, jenggala, ptpd, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    at = moment(DAY(2026, 10, 2))
    told = {"date": DAY(2026, 10, 1), "by_whom": "PTPD", "findings": "Berkas belum lengkap"}
    bad = Visit(desa=jenggala, **told)
    assert refusal(
        record_visit, bad, people=[PersonMet(name="Inaq Sri")],
        progress=[Progress(item=isbat, state="berjalan")], by=ptpd, at=at,
    ) == ["Rencana ini tidak menyebut Desa Jenggala."]  # fmt: skip
    assert not (Visit.unscoped.exists() or PersonMet.unscoped.exists())

    visit = Visit(desa=sokong, **told)
    record_visit(
        visit, people=[PersonMet(name="Inaq Sri", office="Kadus", sex="P")], photos=[photo()],
        progress=[Progress(item=isbat, state="berjalan", number=4)], confirmed=True, by=ptpd, at=at,
    )  # fmt: skip

    assert (visit.people.get().name, VisitPhoto.unscoped.get().visit) == ("Inaq Sri", visit)
    entry = visit.progress.get()
    assert (entry.desa, entry.date, entry.is_confirmed) == (sokong, visit.date, True)
    late = Visit(desa=sokong, **{**told, "date": DAY(2026, 12, 1)})
    assert refusal(record_visit, late, by=ptpd, at=at) == [
        "Tanggal pembinaan (1 Desember 2026) belum terjadi."
    ]


def test_a_target_is_set_where_the_meeting_sets_targets_and_not_over_anothers(
    june, november, gangga, ptpd
):
    told = {"document": guide_type(), "by": ptpd, "at": moment(november.date)}
    assert refusal(set_agreed_target, session=june, hundredths=9000, base=None, **told) == [
        "Rakorcam ini tidak menetapkan target."
    ]
    set_agreed_target(session=november, hundredths=9000, base=None, **told)
    (stale,) = refusal(set_agreed_target, session=november, hundredths=9500, base=None, **told)
    assert stale.startswith("Diubah orang lain")
    set_agreed_target(session=november, hundredths=None, base=9000, **told)
    theirs = factories.DocumentTypeFactory(kecamatan=gangga)
    assert refusal(
        set_agreed_target, session=november, hundredths=9000, base=None,
        **{**told, "document": theirs},
    ) == ["Lembar kerja ini tidak punya jenis dokumen itu."]  # fmt: skip


def test_november_closes_as_june_does(november, camat, ptpd):
    assert hold(november, camat).state == "selesai"
    assert sorted(november.worksheets.values_list("number", flat=True)) == [8, 9, 10, 11]
    assert DAYS["2026-11"] == november.date
