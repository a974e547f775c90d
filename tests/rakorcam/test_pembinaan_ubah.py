"""A saved visit changed: its texts, the people met, its photos; what it found of plans stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rakorcam.models import PersonMet, Visit, VisitPhoto
from tests import factories
from tests.pages import form_with, words
from tests.rakorcam.siklus import month

DAY = month("2024-08")


@pytest.fixture(autouse=True)
def files(tmp_path, settings):
    """Keep the photos of a test in its own folder."""
    settings.MEDIA_ROOT = tmp_path


def photo(name):
    """Return a photo as a phone sends it."""
    return SimpleUploadedFile(name, factories.small_photo())


def test_the_texts_may_be_changed_and_the_day_stays(client, masuk, ptpd, sokong):
    visit = factories.VisitFactory(desa=sokong, date=DAY)
    url = reverse("pembinaan_ubah", args=[visit.pk])
    fields = form_with(masuk(client, ptpd).get(url), "findings")
    assert "date" not in fields

    client.post(url, fields | {"findings": "Loket ditutup", "date": "1/1/2024"})

    visit.refresh_from_db()
    assert (visit.findings, visit.date) == ("Loket ditutup", DAY)
    assert str(Visit.history.latest().history_user) == "Ptpd"


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(
    client, masuk, ptpd, sokong
):
    visit = factories.VisitFactory(desa=sokong, date=DAY)
    url = reverse("pembinaan_ubah", args=[visit.pk])
    fields = form_with(masuk(client, ptpd).get(url), "findings")
    Visit.unscoped.update(findings="Loket baru")

    answer = client.post(url, fields | {"findings": "Loket ditutup"})

    assert "kini tersimpan “Loket baru”" in words(answer)
    assert Visit.unscoped.get().findings == "Loket baru"


@pytest.fixture
def seen(sokong):
    """Return a visit at which two were met and two photos taken."""
    visit = factories.VisitFactory(desa=sokong, date=DAY)
    for place, (name, office) in enumerate((("Inaq Sri", "Kadus"), ("Made", "")), 1):
        PersonMet.unscoped.create(visit=visit, position=place, name=name, office=office)
    for place, name in enumerate(("loket.jpg", "papan.jpg"), 1):
        factories.VisitPhotoFactory(visit=visit, position=place, name=name)
    return visit


@pytest.fixture
def change(client, masuk, ptpd, seen):
    """Return the function that changes the visit on its page as the PTPD."""
    url = reverse("pembinaan_ubah", args=[seen.pk])
    masuk(client, ptpd)

    def change(fields=None, **told):
        fields = form_with(client.get(url), "findings") if fields is None else fields
        told = {name.replace("__", "-"): one for name, one in told.items()}
        return client.post(url, {**fields, **told})

    return change


def people_of(visit):
    """Return (name, office, L/P) of those met, in order."""
    rows = PersonMet.unscoped.filter(visit=visit).order_by("position")
    return list(rows.values_list("name", "office", "sex"))


def test_people_are_corrected_added_and_taken_away_with_their_history(change, seen):
    change(orang__0__office="Kepala Dusun", orang__1__name="", orang__2__name="Zaini",
           orang__2__sex="L")  # fmt: skip

    assert people_of(seen) == [("Inaq Sri", "Kepala Dusun", ""), ("Zaini", "", "L")]
    # The second row became another person; who stood there is in the history, with who changed it.
    told = PersonMet.history.filter(name__in=["Inaq Sri", "Made"])
    assert set(told.values_list("name", "office")) >= {("Inaq Sri", "Kepala Dusun")}
    assert {str(one.history_user) for one in PersonMet.history.filter(name="Zaini")} == {"Ptpd"}


def test_taking_everybody_away_leaves_nobody(change, seen):
    change(orang__0__name="", orang__0__office="", orang__1__name="")

    assert people_of(seen) == []
    gone = PersonMet.history.filter(history_type="-")
    assert set(gone.values_list("name", flat=True)) == {"Inaq Sri", "Made"}


def test_saving_unchanged_writes_nothing_of_the_people(change, seen):
    before = PersonMet.history.count()
    change()

    assert PersonMet.history.count() == before
    assert people_of(seen) == [("Inaq Sri", "Kadus", ""), ("Made", "", "")]


def test_people_that_somebody_else_changed_meanwhile_are_not_overwritten_unseen(
    change, client, seen
):
    fields = form_with(client.get(reverse("pembinaan_ubah", args=[seen.pk])), "findings")
    PersonMet.unscoped.filter(name="Made").update(office="Kaur")

    answer = change(fields, orang__2__name="Zaini")

    told = words(answer)
    assert "Orang yang ditemui: Diubah orang lain" in told
    assert "kini tersimpan “Inaq Sri, Kadus; Made, Kaur”" in told
    assert people_of(seen)[1] == ("Made", "Kaur", "")
    change(form_with(answer, "findings"))
    assert people_of(seen)[2][0] == "Zaini"


def test_photos_are_added_and_taken_away(change, seen, client, django_capture_on_commit_callbacks):
    first = VisitPhoto.unscoped.get(name="loket.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        change(gone=[str(first.pk)], photos=[photo("baru.jpg")])

    names = VisitPhoto.unscoped.filter(visit=seen).order_by("position")
    assert list(names.values_list("name", flat=True)) == ["papan.jpg", "baru.jpg"]
    assert not first.file.storage.exists(first.file.name)
    (gone,) = VisitPhoto.history.filter(history_type="-")
    assert (gone.name, str(gone.history_user)) == ("loket.jpg", "Ptpd")


def test_more_photos_than_fit_the_paper_are_refused_and_nothing_is_lost(change, seen):
    answer = change(photos=[photo(f"{n}.jpg") for n in range(3)], findings="Loket ditutup")

    told = words(answer)
    assert "Foto menjadi lebih dari 4." in told
    assert "Pilih lagi sebelum menyimpan." in told
    assert form_with(answer, "findings")["findings"] == "Loket ditutup"
    assert VisitPhoto.unscoped.count() == 2
    seen.refresh_from_db()
    assert seen.findings != "Loket ditutup"


def test_a_photo_of_another_visit_is_not_taken_away(change, seen, jenggala):
    other = factories.VisitPhotoFactory(visit=factories.VisitFactory(desa=jenggala))

    assert "tidak ada dalam daftar" in words(change(gone=[str(other.pk)]))
    assert VisitPhoto.unscoped.filter(pk=other.pk).exists()
