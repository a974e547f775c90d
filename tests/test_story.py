"""The first half of a year in Tanjung, typed on the pages: figures, freezing, agreement, sheets.

What people type is what the demo holds, so both must print the same sheets, and those are the
goldens tests/formats/golden/tanjung_*.txt: a person can check them against the shipped figures.
The lembar isian of the desa come from the demo's own hand.
"""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from desa.models import Desa
from formats.data import gather
from formats.models import Period
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS_BY_KEY, ELEMENTS
from formats.tables import sheet_of
from labd import demo_figures, demo_plans, demo_surveys
from rakorcam.models import Rakorcam, SessionState
from rakorcam.worksheets import stand_of, worksheet_sheet
from tests import factories
from tests.factories import DESA_TANJUNG
from tests.formats.as_text import sheet_as_text
from tests.pages import Person, words

GOLDEN = Path(__file__).parent / "formats" / "golden"
NUMBERS = (1, 2, 6, 7)
NIKAH = str(DOCUMENTS_BY_KEY["akta-nikah"].id)


def golden(number):
    """Return the text a sheet of Tanjung must have."""
    return (GOLDEN / f"tanjung_{number:02}.txt").read_text("utf-8")


def sheets(session):
    """Return number -> text of the four sheets as they would print now."""
    desa = Desa.unscoped.filter(kecamatan=session.kecamatan)
    data = gather(session.kecamatan, session.period, desa)
    stand = stand_of(session)
    found = {number: sheet_of(REGISTRY[number], data) for number in (1, 2)}
    found |= {number: worksheet_sheet(REGISTRY[number], stand) for number in (6, 7)}
    with timezone.override(ZoneInfo(session.kecamatan.kabupaten.zone)):
        return {number: sheet_as_text(sheet) for number, sheet in found.items()}


def apart_from_the_moment(text):
    """Return a sheet's text without the sample mark and the moment of freezing."""
    text = text.replace("[contoh]\n", "")
    return re.sub(r"Data dibekukan .*? \(bekuan ke-1\)", "Data dibekukan", text)


# --- The demo's Tanjung ---------------------------------------------------------------------------


def test_the_demos_tanjung_prints_its_goldens(demo):
    printed = sheets(Rakorcam.unscoped.get(period__code="2026-06"))

    assert printed == {number: golden(number) for number in NUMBERS}


# --- The same, typed by people --------------------------------------------------------------------


@pytest.fixture
def desa(tanjung):
    """Return the eight desa of Tanjung by code."""
    factories.make_desa(tanjung, 5, DESA_TANJUNG)
    return {one.code: one for one in tanjung.desa_set.order_by("code")}


@pytest.fixture
def typed(client, tanjung, desa, periode, ptpd, dukcapil, klu):
    """Type targets, Format 1 and Format 2 on their pages; the desa answer Formats 4 and 5."""
    Period.unscoped.update(reference_date="2026-05-31")
    place = [tanjung.pk, periode.code]
    targets = {
        f"t-{DOCUMENTS_BY_KEY[key].id}": str(hundredths / 100).replace(".", ",")
        for key, hundredths in demo_figures.TARGETS.items()
    }
    Person(client, dukcapil).fill_in(
        "target_kabupaten", klu.pk, periode.code, having=f"t-{NIKAH}", **targets,
        at=reverse("target_kabupaten_simpan", args=[klu.pk, periode.code]),
    )  # fmt: skip
    figures = {
        f"s:{desa[code].pk}:{DOCUMENTS_BY_KEY[key].id}:{field}": str(count)
        for code, key, *counts in demo_figures.counts()
        if code in desa
        for field, count in zip(("wajib", "memiliki"), counts, strict=True)
    }
    worker = Person(client, ptpd)
    told = worker.fill_in(
        "format", *place, 1, having="dasar", at=reverse("format_simpan", args=[*place, 1]),
        data_date="31/05/2026", source="UPTD Dukcapil Tanjung", filled_by="Tim Kecamatan (PTPD)",
        **figures,
    )  # fmt: skip
    assert "115 isian tersimpan, pukul" in told
    assert "8 dari 8 desa lengkap" in told
    elements = {}
    for code, one in desa.items():
        for element in ELEMENTS:
            if element.surveyed:
                continue
            state, evidence, note = demo_figures.element(code, element.key)
            cell = {"state": state, "evidence": evidence, "note": note}
            elements |= {f"e:{one.pk}:{element.key}:{name}": cell[name] for name in cell}
    demo_surveys.load(tanjung, periode, {"ptpd.tanjung": ptpd})
    told = worker.fill_in(
        "format", *place, 2, having="dasar", at=reverse("format_simpan", args=[*place, 2]),
        **elements,
    )  # fmt: skip
    assert "7 dari 8 desa terdata lengkap" in told


def as_typed(plan, desa):
    """Return the fields of a plan's form as a person fills them in."""
    told = plan.content
    where = "semua" if told.pop("all_desa") else "pilih" if plan.desa else "kecamatan"
    return {
        **{name: "" if value is None else str(value) for name, value in told.items()},
        "where": where,
        "desa": [str(desa[code].pk) for code in plan.desa],
    }


@pytest.fixture
def session(client, typed, tanjung, desa, ptpd, notulis):
    """Open a Rakorcam, freeze its data, and let the notulis type what the groups propose."""
    told = Person(client, ptpd).fill_in(
        "rakorcam_baru", tanjung.pk, having="period", kind="perencanaan", period="2026-06",
        date="18/06/2026", time="08.30", place="Aula Kantor Camat Tanjung",
    )  # fmt: skip
    assert "Langkah berikutnya: bekukan data." in told
    session = Rakorcam.unscoped.get()
    Person(client, ptpd).fill_in("rakorcam_bekukan", session.pk, having=None)
    writer = Person(client, notulis)
    for name, text in demo_plans.PROBLEMS:
        row = [session.pk, 7, demo_plans.row_key(name)]
        writer.fill_in(
            "lembar_kerja_baris", *row, having="problems-text",
            at=reverse("catatan_tambah", args=[*row, "problems"]), **{"problems-text": text},
        )  # fmt: skip
    for plan in demo_plans.PLANS:
        row = [session.pk, plan.number, demo_plans.row_key(plan.row)]
        writer.fill_in("lembar_kerja_baris", *row, having="what", **as_typed(plan, desa))
    return session


def test_what_people_type_prints_the_same_sheets_until_the_desa_read_them(
    session, client, ptpd, camat, kepala_desa, desa
):
    before = sheets(session)
    printed = {number: apart_from_the_moment(text) for number, text in before.items()}
    assert printed == {number: apart_from_the_moment(golden(number)) for number in NUMBERS}

    ask = {"having": None, "capacity": "atas nama camat"}
    worker = Person(client, ptpd)

    assert "Rakorcam dimulai." in worker.fill_in(
        "rakorcam_mulai", session.pk, another_day="on", **ask
    )
    for number in (6, 7):
        told = worker.fill_in("sepakati", session.pk, number, **ask)
        assert f"Format {number} disepakati." in told
        assert "oleh Ptpd (atas nama camat)" in told
    told = Person(client, camat).fill_in("rakorcam_tutup", session.pk, having=None)
    assert "Rakorcam selesai." in told

    sokong, place = desa["52.08.01.2002"], [session.kecamatan_id, session.period.code]
    worker.fill_in(
        "format", *place, 1, having="dasar", at=reverse("format_simpan", args=[*place, 1]),
        **{f"s:{sokong.pk}:{NIKAH}:memiliki": "4000"},
    )  # fmt: skip

    after = sheets(Rakorcam.unscoped.get())
    assert Rakorcam.unscoped.get().state == SessionState.SELESAI
    assert (after[6], after[7]) == (before[6], before[7])
    assert after[1] != before[1]
    page = words(Person(client, kepala_desa).open("lembar_kerja", session.pk, 7))
    assert "Isbat nikah terpadu bersama Pengadilan Agama dan KUA" in page
    assert "Sokong, Tegal Maja, Medana · Kasi Pemerintahan · 40 pasangan" in page
