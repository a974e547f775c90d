"""Visits to desa: recorded with what they found, read by whom they concern, printed on one F4."""

import datetime
import io
import re
import uuid
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from formats.render.naskah import SIZES, largest_on_one_page, naskah_pdf
from formats.render.pdf import RefusedFetch, StaticFetcher
from rakorcam.models import PersonMet, PlanItem, Progress, Visit, VisitPhoto
from tests import factories
from tests.formats.made import PRINTED
from tests.pages import form_with, words

DAY = datetime.date(2024, 8, 12)
NIK = "5208010101900001"
FULL = ("Berkas akta kelahiran di loket desa masih menunggu tanda tangan saksi. " * 20)[:1000]
TEXTS = ("looked_at", "findings", "challenges", "follow_up", "recommendation")


@pytest.fixture(autouse=True)
def files(tmp_path, settings):
    """Keep the photos of a test in its own folder."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def isbat(tanjung, sokong):
    """Return an agreed item of 2024 for Sokong, counted in pasangan."""
    session = factories.RakorcamFactory(
        kecamatan=tanjung, state="selesai", date=datetime.date(2024, 6, 18),
        period=factories.PeriodFactory(kabupaten=tanjung.kabupaten, code="2024-06"),
    )  # fmt: skip
    return _item(session, [sokong], what="Isbat nikah", target_number=40, target_unit="pasangan")


def _item(session, desa, **told):
    return factories.PlanItemFactory(
        session=session, desa=desa, all_desa=False, from_month=datetime.date(2024, 7, 1),
        to_month=datetime.date(2024, 9, 1), **told,
    )  # fmt: skip


def photo(name="loket.jpg", size=(1200, 900)):
    """Return a photo as a phone sends it."""
    return SimpleUploadedFile(name, factories.small_photo(size))


def send(client, desa, **told):
    """Open the form for a desa, fill it in as told and send it."""
    url = reverse("pembinaan_baru", args=[desa.pk])
    fields = form_with(client.get(url), "findings")
    told = {"date": "12/8/2024", "findings": "Loket sudah dipakai", **told}
    return client.post(url, fields | {name.replace("__", "-"): one for name, one in told.items()})


def about(item, name):
    """Return the name of a field about a plan item."""
    return f"kemajuan-{item.pk}-{name}"


# --- Recording ------------------------------------------------------------------------------------


def test_a_visit_brings_people_photos_and_progress_with_it(client, masuk, ptpd, sokong, isbat):
    masuk(client, ptpd)
    told = {
        "place": "Kantor desa", "orang__0__name": "Inaq Sri", "orang__0__office": "Kadus",
        "orang__0__sex": "P", "photos": [photo(), photo("papan.jpg")],
        about(isbat, "state"): "berjalan", about(isbat, "number"): "12",
        about(isbat, "done"): "12 pasangan terdaftar",
    }  # fmt: skip

    answer = send(client, sokong, **told)

    visit = Visit.unscoped.get()
    assert answer.url == reverse("pembinaan", args=[visit.pk])
    assert (visit.desa, visit.date, visit.by_whom) == (sokong, DAY, "Ptpd")
    person = PersonMet.unscoped.get()
    assert (person.name, person.office, person.sex) == ("Inaq Sri", "Kadus", "P")
    assert set(VisitPhoto.unscoped.values_list("name", flat=True)) == {"loket.jpg", "papan.jpg"}
    entry = Progress.unscoped.get()
    assert (entry.visit, entry.item, entry.desa, entry.date) == (visit, isbat, sokong, DAY)
    assert (entry.state, entry.number, entry.is_confirmed) == ("berjalan", 12, True)
    page = words(client.get(answer.url))
    for told in ("Inaq Sri", "Kadus, P", "Loket sudah dipakai", "12 pasangan · 12 pasangan terdaf"):
        assert told in page


def test_what_a_pendamping_finds_waits_for_ptpd(client, masuk, pendamping, sokong, isbat):
    masuk(client, pendamping)
    url = reverse("pembinaan_baru", args=[sokong.pk])
    assert "berlaku setelah PTPD membenarkannya" in words(client.get(url))

    send(client, sokong, **{about(isbat, "state"): "selesai", about(isbat, "number"): "40"})

    entry = Progress.unscoped.get()
    assert (entry.number, entry.is_confirmed) == (40, False)


def test_the_same_visit_sent_twice_is_stored_once(client, masuk, ptpd, sokong, isbat):
    masuk(client, ptpd)
    key = str(uuid.uuid4())
    for _time in range(2):
        send(client, sokong, kunci=key, **{about(isbat, "state"): "berjalan"})

    assert [str(one.pk) for one in Visit.unscoped.all()] == [key]
    assert Progress.unscoped.count() == 1


REFUSED = [
    ({"findings": ""}, "Temuan: Belum diisi."),
    ({"findings": f"Bu Sri {NIK}"}, "Temuan: Ada 16 angka berurutan"),
    ({"date": "31/12/2098"}, "Tanggal: Tanggal pembinaan (31 Desember 2098) belum terjadi."),
    ({"date": "kemarin"}, "Tanggal: Tertulis “kemarin”. Tulis tanggal seperti 31/05/2026."),
    ({"orang__0__office": "Kadus"}, "Nama: Belum diisi."),
    ({"orang__0__name": f"Sri {NIK}"}, "Nama: Ada 16 angka berurutan"),
    ({"item done": "Sudah rapat"}, "Keadaan (Isbat nikah): Pilih keadaannya"),
    ({"item state": "terhambat"}, "Kendala (Isbat nikah): Tulis kendalanya"),
    ({"item state": "berjalan", "item number": "dua"}, "Capaian sampai hari itu (Isbat nikah)"),
    ({"item state": "berjalan", "date": "1/5/2024"},
     "Keadaan (Isbat nikah): Rencana ini disepakati 18 Juni 2024, sesudah pembinaan ini."),
    ({"photos": [SimpleUploadedFile("a.jpg", b"bukan foto")]}, "Foto: Isi berkas a.jpg bukan foto"),
    ({"photos": [photo(f"{n}.jpg", (8, 8)) for n in range(5)]},
     "Foto: Terpilih 5 foto. Paling banyak 4."),
]  # fmt: skip


@pytest.mark.sekali
@pytest.mark.parametrize(("told", "sentence"), REFUSED, ids=[one for _, one in REFUSED])
def test_what_does_not_fit_is_said_and_nothing_is_stored_or_lost(
    client, masuk, ptpd, sokong, isbat, told, sentence
):
    masuk(client, ptpd)
    told = {
        about(isbat, name.removeprefix("item ")) if name.startswith("item ") else name: value
        for name, value in told.items()
    }

    answer = send(client, sokong, place="Kantor desa", **told)

    assert answer.status_code == 200
    assert sentence in words(answer)
    assert form_with(answer, "findings")["place"] == "Kantor desa"
    assert not (Visit.unscoped.exists() or Progress.unscoped.exists())


def test_an_item_without_a_number_in_its_target_asks_for_none(
    client, masuk, ptpd, sokong, jenggala, isbat
):
    rapat = _item(isbat.session, [sokong], what="Rapat Pokja")
    other = _item(isbat.session, [jenggala], what="Hanya Jenggala")
    whole = _item(isbat.session, [], what="Tingkat kecamatan")
    form = form_with(
        masuk(client, ptpd).get(reverse("pembinaan_baru", args=[sokong.pk])), "findings"
    )
    asked = {name for name in form if name.startswith("kemajuan-")}
    assert about(isbat, "number") in asked and about(rapat, "state") in asked
    assert about(rapat, "number") not in asked
    assert not any(str(one.pk) in name for one in (other, whole) for name in asked)


def test_a_finished_item_is_not_asked_about_any_more(client, masuk, ptpd, sokong, isbat):
    factories.ProgressFactory(item=isbat, desa=sokong, state="selesai", date=DAY)
    answer = masuk(client, ptpd).get(reverse("pembinaan_baru", args=[sokong.pk]))
    assert "Tidak ada rencana Desa Sokong yang masih berjalan." in words(answer)


# --- Reading --------------------------------------------------------------------------------------


def test_the_list_shows_one_year_newest_first_and_may_be_narrowed_to_a_desa(
    client, masuk, ptpd, sokong, jenggala
):
    for desa, day, found in (
        (sokong, "2024-02-01", "Februari"), (jenggala, "2024-05-02", "Mei"),
        (sokong, "2023-11-03", "Tahun lalu"),
    ):  # fmt: skip
        factories.VisitFactory(desa=desa, date=day, findings=found)
    url = reverse("pembinaan_daftar", args=[sokong.kecamatan_id])
    masuk(client, ptpd)

    newest = words(client.get(url))
    assert newest.index("Mei") < newest.index("Februari") and "Tahun lalu" not in newest
    assert "Tanjung belum pernah dikunjungi" in newest
    assert "Tahun lalu" in words(client.get(url, {"tahun": "2023"}))
    narrowed = words(client.get(url, {"tahun": "2024", "desa": str(sokong.pk)}))
    assert "Februari" in narrowed and "Mei" not in re.sub("terakhir 2 Mei", "", narrowed)


def test_an_empty_list_says_what_to_do(client, masuk, ptpd, camat, tanjung):
    url = reverse("pembinaan_daftar", args=[tanjung.pk])
    assert "Pilih desa yang dikunjungi di daftar desa" in words(masuk(client, ptpd).get(url))
    assert "Yang mencatat pembinaan adalah PTPD" in words(masuk(client, camat).get(url))


def test_a_desa_reads_its_own_visits_and_not_its_neighbours(
    client, masuk, kepala_desa, kepala_jenggala, sokong, jenggala
):
    own = factories.VisitFactory(desa=sokong, date=DAY, findings="Loket Sokong")
    url = reverse("pembinaan_daftar", args=[sokong.kecamatan_id])
    page = words(masuk(client, kepala_desa).get(url))
    assert "Loket Sokong" in page and "Jenggala" not in page
    for name in ("pembinaan", "pembinaan_berkas"):
        assert client.get(reverse(name, args=[own.pk])).status_code == 200
    masuk(client, kepala_jenggala)
    assert "Loket Sokong" not in words(client.get(url))
    for name in ("pembinaan", "pembinaan_berkas"):
        assert client.get(reverse(name, args=[own.pk])).status_code == 404


def test_a_photo_is_served_to_the_visits_readers_alone(
    client, masuk, kepala_desa, kepala_jenggala, sokong
):
    kept = factories.VisitPhotoFactory(visit__desa=sokong)
    url = reverse("pembinaan_foto", args=[kept.pk])

    answer = masuk(client, kepala_desa).get(url)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).format == "JPEG"
    assert masuk(client, kepala_jenggala).get(url).status_code == 404


def test_photos_keep_the_order_in_which_they_were_chosen(client, masuk, ptpd, sokong):
    names = ["c.jpg", "a.jpg", "d.jpg", "b.jpg"]
    masuk(client, ptpd)
    send(client, sokong, photos=[photo(name, (8, 8)) for name in names])
    visit = Visit.unscoped.get()

    page = client.get(reverse("pembinaan", args=[visit.pk])).content.decode()

    assert re.findall(r"Foto pembinaan \d: (\w\.jpg)", page) == names


@pytest.mark.sekali
def test_a_photo_gone_from_the_disk_is_said_in_words(client, masuk, ptpd, sokong):
    kept = factories.VisitPhotoFactory(visit__desa=sokong)
    kept.file.storage.delete(kept.file.name)
    answer = masuk(client, ptpd).get(reverse("pembinaan_foto", args=[kept.pk]))
    assert answer.status_code == 404
    assert "tidak ada di penyimpanan server" in words(answer)
    paper = client.get(reverse("pembinaan_berkas", args=[kept.visit_id]))
    assert "Foto loket.jpg tidak ada di penyimpanan." in flat(paper.content)


# --- On paper -------------------------------------------------------------------------------------


def pages(content):
    return PdfReader(io.BytesIO(content)).pages


def flat(content):
    """Return a paper's text with single spaces."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages(content)))


@pytest.mark.sekali
def test_a_visit_stands_on_one_f4_with_its_photos(client, masuk, ptpd, sokong, isbat):
    visit = factories.VisitFactory(
        desa=sokong, date=DAY, place="Kantor desa", follow_up="Jemput bola", unit="Kaur Pelayanan"
    )
    factories.ProgressFactory(item=isbat, desa=sokong, visit=visit, number=12, date=DAY)
    factories.VisitPhotoFactory(visit=visit)

    answer = masuk(client, ptpd).get(reverse("pembinaan_berkas", args=[visit.pk]))

    (page,) = pages(answer.content)
    size = [float(side) * 25.4 / 72 for side in (page.mediabox.width, page.mediabox.height)]
    assert size == pytest.approx([215, 330], abs=0.5)
    assert len(page.images) == 1
    for told in (
        "Desa Sokong, Kecamatan Tanjung", "Senin, 12 Agustus 2024", "Kantor desa", "Jemput bola",
        "Unit/pihak yang bertanggung jawab: Kaur Pelayanan", "Isbat nikah: berjalan, 12 pasangan",
    ):  # fmt: skip
        assert told in flat(answer.content)


@pytest.mark.sekali
def test_the_names_known_stand_under_the_lines_to_sign(client, masuk, ptpd, sokong):
    visit = factories.VisitFactory(desa=sokong, date=DAY, by_whom="Baiq Nurhayati, PTPD")
    PersonMet.unscoped.create(visit=visit, position=1, name="Inaq Sri", office="Kadus")
    address = reverse("pembinaan_berkas", args=[visit.pk])
    masuk(client, ptpd)

    (page,) = pages(client.get(address).content)
    signed = " ".join(page.extract_text().split("Yang dikunjungi,")[1].split())
    assert "Inaq Sri, Kadus" in signed
    assert "Baiq Nurhayati, PTPD" in signed

    # Of several who were met nobody knows who signs.
    PersonMet.unscoped.create(visit=visit, position=2, name="Made")
    (page,) = pages(client.get(address).content)
    signed = page.extract_text().split("Yang dikunjungi,")[1]
    assert "Inaq Sri" not in signed and "Made" not in signed


@pytest.mark.sekali
@pytest.mark.parametrize("paper", ["F4", "A4"])
def test_a_full_visit_still_stands_on_one_page(client, masuk, ptpd, sokong, isbat, paper):
    visit = factories.VisitFactory(
        desa=sokong, date=DAY, place="Kantor desa", by_whom="P" * 200, unit="U" * 120,
        **dict.fromkeys(TEXTS, FULL),
    )  # fmt: skip
    for place in range(8):
        PersonMet.unscoped.create(
            visit=visit, position=place, name=f"Orang {place}", office="Kadus"
        )
    for _one in range(4):
        factories.VisitPhotoFactory(visit=visit)
    factories.ProgressFactory(item=isbat, desa=sokong, visit=visit, done=FULL[:300], date=DAY)

    answer = masuk(client, ptpd).get(
        reverse("pembinaan_berkas", args=[visit.pk]), {"kertas": paper}
    )

    (page,) = pages(answer.content)
    assert len(page.images) == 4
    told = re.sub(r"\s+", "", page.extract_text())
    assert told.count(re.sub(r"\s+", "", FULL)[:60]) >= len(TEXTS)


def test_a_paper_loads_its_own_photos_and_nothing_else(settings):
    fetcher = StaticFetcher({"satu": b"isi"})
    assert fetcher.fetch("foto:satu").read() == b"isi"
    for address in (
        "foto:dua", "foto:../rahasia", "file:///etc/hostname", "https://contoh.go.id/a.jpg",
        f"file://{settings.MEDIA_ROOT}/a.jpg", "static:../labd/settings.py",
    ):  # fmt: skip
        with pytest.raises(RefusedFetch):
            fetcher.fetch(address)
    with pytest.raises(RefusedFetch):
        StaticFetcher().fetch("foto:satu")


# --- Queries --------------------------------------------------------------------------------------


LIST, FORM, PAGE = 8, 10, 9


@pytest.mark.sekali
@pytest.mark.parametrize("count", [3, 20])
def test_pages_ask_as_often_for_20_visits_and_items_as_for_3(
    count, client, masuk, ptpd, sokong, isbat, django_assert_num_queries
):
    factories.make_desa(sokong.kecamatan, count)
    visits = [factories.VisitFactory(desa=sokong, date=DAY) for _one in range(count)]
    for place in range(count):
        item = _item(isbat.session, [sokong], what=f"Rencana {place}")
        factories.ProgressFactory(item=item, desa=sokong, visit=visits[0], date=DAY)
        PersonMet.unscoped.create(visit=visits[0], name=f"Orang {place}")
    masuk(client, ptpd)
    asked = {
        reverse("pembinaan_daftar", args=[sokong.kecamatan_id]): LIST,
        reverse("pembinaan_baru", args=[sokong.pk]): FORM,
        reverse("pembinaan", args=[visits[0].pk]): PAGE,
    }
    assert PlanItem.unscoped.count() == count + 1
    for url, queries in asked.items():
        client.get(url)
        with django_assert_num_queries(queries):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize("largest", [*SIZES[1:], 0])
def test_of_the_sizes_that_fit_one_page_the_largest_is_taken(largest):
    taken = largest_on_one_page(
        lambda size: SimpleNamespace(size=size, pages=[1] if size <= largest else [1, 2])
    )
    assert (taken.size if taken else 0) == largest


@pytest.mark.sekali
def test_naskah_that_never_fits_flows_over_pages_in_a_readable_size():
    texts = [{"heading": "Temuan", "text": FULL * 15}]
    content = naskah_pdf(
        "rakorcam/bina/cetak.html", {"page": {"texts": texts}}, printed=PRINTED, is_sample=False,
        on_one_page=True,
    )  # fmt: skip
    assert len(pages(content)) > 1
