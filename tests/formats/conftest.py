"""Saving figures of Tanjung as its people do: by actions, and in the grid of Format 1."""

import datetime

import pytest
from django.urls import reverse

from formats.actions import save_coverage, save_elements
from tests import factories
from tests.factories import AT, guide_type
from tests.pages import form_with


@pytest.fixture
def save(tanjung, periode, ptpd):
    """Return the function that saves edits to Format 1 of Tanjung as its PTPD."""

    def save(*edits, by=ptpd, at=AT, **more):
        return save_coverage(
            kecamatan=tanjung, period=periode, desa=list(tanjung.desa_set.all()),
            edits=list(edits), by=by, at=at, **more,
        )  # fmt: skip

    return save


@pytest.fixture
def mark(tanjung, periode, ptpd):
    """Return the function that saves edits to Format 2 of Tanjung."""

    def mark(*edits, by=ptpd, at=AT, overriding=True):
        return save_elements(
            kecamatan=tanjung, period=periode, desa=list(tanjung.desa_set.all()),
            edits=list(edits), by=by, at=at, overriding=overriding,
        )  # fmt: skip

    return mark


@pytest.fixture
def page(client, masuk, ptpd, tanjung, periode):
    """Return the function that opens Format 1 of Tanjung as its PTPD."""
    masuk(client, ptpd)
    return lambda: client.get(reverse("format", args=[tanjung.pk, periode.code, 1]))


@pytest.fixture
def send(client, page, tanjung, periode):
    """Return the function that types into the grid as it stands and presses Simpan."""

    def send(typed, form=None):
        form = form_with(page(), "dasar") if form is None else form
        return client.post(
            reverse("format_simpan", args=[tanjung.pk, periode.code, 1]), {**form, **typed}
        )

    return send


@pytest.fixture
def november(klu):
    """Return the period before June 2026."""
    return factories.PeriodFactory(
        kabupaten=klu,
        code="2025-11",
        label="November 2025",
        reference_date=datetime.date(2025, 11, 15),
        opens=datetime.date(2025, 10, 1),
    )


@pytest.fixture
def dated(tanjung, november, periode):
    """Give both rounds of Tanjung their data date."""
    for period, day in (
        (november, datetime.date(2025, 10, 31)),
        (periode, datetime.date(2026, 5, 31)),
    ):
        factories.CollectionFactory(kecamatan=tanjung, period=period, data_date=day)


@pytest.fixture
def lay(november, periode, dated):
    """Return the function that lays down memiliki of wajib in both rounds (None: not filled)."""

    def lay(desa, then, now, key="kia"):
        for period, told in ((november, then), (periode, now)):
            if told is not None:
                factories.CoverageFactory(
                    desa=desa, period=period, document=guide_type(key),
                    memiliki=told[0], wajib=told[1],
                )  # fmt: skip

    return lay
