"""Complaints of residents: counts per desa and document type, what was done, never a name."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from formats.complaint_actions import save_complaints
from formats.complaints import ComplaintFacts, complaints_of, summed
from formats.models import Complaint
from tests import factories
from tests.factories import AT, guide_type, make_user
from tests.pages import form_with, words

FIELDS = ("waiting", "in_hand", "settled")


def told(waiting=0, in_hand=0, settled=0, done=""):
    """Return the fields of a complaint row."""
    return {"waiting": waiting, "in_hand": in_hand, "settled": settled, "done": done}


def record(desa, period, by=None, **kinds):
    """Record complaints by the key of the type (- written _)."""
    values = {guide_type(key.replace("_", "-")): one for key, one in kinds.items()}
    save_complaints(desa=desa, period=period, values=values, by=by, at=AT)


def entry(desa, period):
    """Return the address of a desa's form."""
    return reverse("pengaduan_isi", args=[desa.pk, period.code])


def overview(client, kecamatan, period):
    """Return the page of a kecamatan's complaints."""
    return client.get(reverse("pengaduan", args=[kecamatan.pk, period.code]))


def named(field, key="kia"):
    """Return the name of a field in the browser."""
    return f"{guide_type(key).pk}-{field}"


def filled(client, desa, period, key="kia", **values):
    """Return the desa's form as a person fills in one type."""
    form = form_with(client.get(entry(desa, period)), named("done"))
    return form | {named(name, key): value for name, value in values.items()}


def test_a_ptpd_records_counts_and_what_was_done(client, masuk, ptpd, sokong, periode):
    masuk(client, ptpd)
    form = filled(client, sokong, periode, waiting="1.203", settled="2", done="Blangko diminta")

    shown = client.post(entry(sokong, periode), form, follow=True)

    row = Complaint.unscoped.get()
    assert (row.waiting, row.in_hand, row.settled, row.done) == (1203, 0, 2, "Blangko diminta")
    assert row.history.get().history_user == ptpd
    assert "Sokong KIA 1.203 0 2 Blangko diminta" in words(shown)
    assert "tercatat dari 1 dari 3 desa" in words(shown)


def test_nothing_recorded_zero_and_some_are_three_things(client, masuk, ptpd, sokong, periode):
    masuk(client, ptpd)
    assert "tercatat dari 0 dari 3 desa" in words(overview(client, sokong.kecamatan, periode))
    client.post(entry(sokong, periode), filled(client, sokong, periode, waiting="0"))
    assert complaints_of([sokong.pk], periode) == {
        (str(sokong.pk), str(guide_type().pk)): ComplaintFacts()
    }
    page = words(overview(client, sokong.kecamatan, periode))
    assert "Tidak ada pengaduan dari desa yang sudah mencatat." in page
    client.post(
        entry(sokong, periode), filled(client, sokong, periode, **dict.fromkeys(FIELDS, ""))
    )
    assert not Complaint.unscoped.exists()
    assert [one.history_type for one in Complaint.history.order_by("history_date")] == ["+", "-"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("waiting", "-1", "Jumlah tidak boleh kurang dari 0."),
        ("in_hand", "1,5", "Tulis bilangan bulat."),
        ("settled", "100.000", "Paling besar 99.999"),
        ("done", "Bu Ani 5208010101900001 sudah", "mirip NIK"),
        ("done", "x" * 301, "Tertulis 301 huruf. Paling banyak 300 huruf."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_stored(
    client, masuk, ptpd, sokong, periode, field, typed, sentence
):
    masuk(client, ptpd)
    form = filled(client, sokong, periode, **{field: typed})
    form[named("waiting", "kartu-keluarga")] = "3"
    shown = client.post(entry(sokong, periode), form)
    assert sentence in words(shown)
    assert form_with(shown, named("done"))[named(field)] == typed
    assert not Complaint.unscoped.exists()


def test_the_page_asks_not_to_name_anybody(client, masuk, ptpd, sokong, periode):
    page = words(masuk(client, ptpd).get(entry(sokong, periode)))
    assert "Jangan menulis nama, NIK, alamat, atau nomor telepon warga." in page


def test_two_people_do_not_overwrite_each_other_unseen(client, masuk, ptpd, sokong, periode):
    masuk(client, ptpd)
    form = filled(client, sokong, periode, waiting="4")
    record(sokong, periode, kia=told(9), akta_nikah=told(1))
    shown = client.post(entry(sokong, periode), form)
    assert "kini tersimpan “9”" in words(shown)
    client.post(entry(sokong, periode), form_with(shown, named("done")))
    assert complaints_of([sokong.pk], periode)[str(sokong.pk), str(guide_type().pk)].waiting == 4
    assert Complaint.unscoped.count() == 2


def test_the_same_form_sent_twice_is_one_save(client, masuk, ptpd, sokong, periode):
    masuk(client, ptpd)
    form = filled(client, sokong, periode, waiting="4")
    for _again in range(2):
        assert client.post(entry(sokong, periode), form).status_code == 302
    assert Complaint.history.count() == 1


def test_a_closed_period_is_read_only(client, masuk, ptpd, sokong, klu):
    old = factories.PeriodFactory(
        kabupaten=klu, code="2025-11", label="November 2025",
        reference_date=datetime.date(2025, 10, 31), opens=datetime.date(2025, 10, 1),
        closes=datetime.date(2025, 12, 31),
    )  # fmt: skip
    masuk(client, ptpd)
    form = filled(client, sokong, old, waiting="4")
    assert "yang tercatat hanya dapat dibaca" in words(client.get(entry(sokong, old)))
    assert "sudah ditutup" in words(client.post(entry(sokong, old), form))
    with pytest.raises(ValidationError):
        record(sokong, old, kia=told(1))
    assert not Complaint.unscoped.exists()
    assert "Catat" not in words(overview(client, sokong.kecamatan, old)).partition("per desa")[2]


def test_complaints_stand_beside_the_gap_the_most_waiting_first(
    client, masuk, camat, sokong, jenggala, periode
):
    factories.TargetFactory(period=periode)
    factories.CoverageFactory(desa=sokong, period=periode)
    record(sokong, periode, kia=told(2, 0, 1, "Jemput bola"), akta_nikah=told(0, 0, 0))
    record(jenggala, periode, kartu_keluarga=told(5))

    page = words(overview(masuk(client, camat), sokong.kecamatan, periode))

    assert "Belum ditangani 7 Sedang ditangani 0 Selesai 1" in page
    first = "Jenggala Kartu Keluarga 5 0 0 belum ditulis –"
    second = "Sokong KIA 2 0 1 Jemput bola kurang 15,0 poin, 15 anak"
    assert page.index(first) < page.index(second)
    assert "Akta Nikah 0" not in page


def test_a_desa_reads_its_own_complaints_only(
    client, masuk, kepala_desa, sokong, jenggala, periode
):
    record(sokong, periode, kia=told(2))
    record(jenggala, periode, kia=told(9))
    page = words(overview(masuk(client, kepala_desa), sokong.kecamatan, periode))
    assert "Sokong KIA 2" in page and "Jenggala" not in page


def test_sums_add_up_every_state(sokong, jenggala, periode):
    record(sokong, periode, kia=told(1, 2, 3, "a"), akta_nikah=told(10, 0, 0))
    record(jenggala, periode, kia=told(0, 5, 0))
    found = summed(complaints_of([sokong.pk, jenggala.pk], periode))
    assert (found.waiting, found.in_hand, found.settled, found.total) == (11, 7, 3, 21)


def test_data_desa_leads_there(client, masuk, ptpd, tanjung, periode):
    page = masuk(client, ptpd).get(reverse("data_desa", args=[tanjung.pk, periode.code]))
    assert reverse("pengaduan", args=[tanjung.pk, periode.code]) in page.content.decode()


@pytest.mark.parametrize("count", [3, 43])
def test_the_page_asks_the_same_number_of_queries_for_3_and_43_desa(
    client, masuk, klu, periode, count, django_assert_num_queries
):
    kecamatan = factories.KecamatanFactory(kabupaten=klu, code="52.08.01", name="Tanjung")
    kia = guide_type()
    desa = factories.make_desa(kecamatan, count)
    Complaint.unscoped.bulk_create(
        Complaint(desa=one, period=periode, document=kia, waiting=1) for one in desa
    )
    masuk(client, make_user("camat_sini", ("CA", kecamatan)))
    overview(client, kecamatan, periode)
    with django_assert_num_queries(16):
        overview(client, kecamatan, periode)
