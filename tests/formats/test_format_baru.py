"""A Format 12 is one new spec file, and nothing else: page, PDF and Excel follow from it."""

import io
import sys

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from formats import specs
from formats.checks import specs_are_sound
from formats.specs import REGISTRY
from rakorcam.actions import agree_worksheet, freeze, start
from tests import factories
from tests.factories import AT, guide_type
from tests.pages import form_with, words

COVERAGE = '''"""Format 12: two figures per desa, for this test only."""

from formats.spec import Axis, Column, FormatSpec, Kind, Repeat
from formats.specs._shared import DESA, NUMBER

SPEC = FormatSpec(
    number=12,
    title="Kesenjangan Cakupan di Setiap Desa",
    filled_by="sistem",
    rows=Axis.DESA,
    source="coverage",
    header=("Kecamatan", "Periode"),
    columns=(
        NUMBER,
        DESA,
        Repeat(
            axis=Axis.DOCUMENTS,
            columns=(
                Column(key="percent", heading="Cakupan", kind=Kind.PERCENT, compute="percent"),
                Column(key="gap", heading="Kurang", kind=Kind.GAP, compute="gap", total=True),
            ),
        ),
    ),
    last_row="Sekecamatan",
    footnote="Format percobaan.",
)
'''

WORKSHEET = '''"""Format 12: a third discussion group, for this test only."""

from formats.spec import Axis, Column, FormatSpec, Kind
from formats.specs._shared import DOCUMENT, NUMBER, PLANS, TIMES

SPEC = FormatSpec(
    number=12,
    title="Rencana Sosialisasi Adminduk",
    filled_by="Rakorcam Perencanaan, kelompok 3",
    rows=Axis.DOCUMENTS,
    source="worksheet",
    session="perencanaan",
    group=3,
    columns=(
        NUMBER,
        DOCUMENT,
        Column(
            key="gap", heading="Kesenjangan", kind=Kind.GAP, group="Keadaan", compute="gap"
        ),
        Column(
            key="reach", heading="Desa", kind=Kind.TEXT, group="Keadaan", compute="reach"
        ),
        Column(key="audience", heading="Sasaran", kind=Kind.LINES, discussion=True),
        PLANS,
        TIMES,
    ),
)
'''


@pytest.fixture
def new_format(tmp_path):
    """Return the function that adds a spec file to the package and reads the registry again."""

    def add(text):
        (tmp_path / "format_12.py").write_text(text, encoding="utf-8")
        specs.__path__.append(str(tmp_path))
        specs.reload()

    yield add
    specs.__path__.remove(str(tmp_path))
    sys.modules.pop("formats.specs.format_12", None)
    specs.reload()
    assert 12 not in REGISTRY


@pytest.fixture
def figures(sokong, jenggala, tanjung, periode):
    """Lay down two desa's coverage of KIA and its target."""
    factories.CollectionFactory(kecamatan=tanjung, period=periode)
    factories.TargetFactory(period=periode, document=guide_type(), hundredths=9000)
    factories.CoverageFactory(desa=sokong, period=periode, wajib=100, memiliki=80)
    factories.CoverageFactory(desa=jenggala, period=periode, wajib=300, memiliki=290)


def pdf_text(response):
    """Return the text of a PDF with single spaces."""
    reader = PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def cells_of(response):
    """Return every value of a workbook's first sheet."""
    page = openpyxl.load_workbook(io.BytesIO(response.content)).active
    return [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]


def test_a_new_format_of_figures_gets_page_pdf_and_excel(
    new_format, figures, client, masuk, ptpd, tanjung, periode
):
    masuk(client, ptpd)
    place = {"kecamatan": tanjung.pk, "periode": periode.code, "number": 12}
    assert client.get(reverse("format", kwargs=place)).status_code == 404

    new_format(COVERAGE)

    assert specs_are_sound(None) == []
    page = words(client.get(reverse("format", kwargs=place)))
    assert "Format 12 · Kesenjangan Cakupan di Setiap Desa" in page
    assert "7. KIA" in page
    assert "Cakupan Kurang" in page
    assert "80,0% kurang 10,0 poin, 10 anak" in page
    assert "Sekecamatan" in page
    assert "melampaui 2,5 poin" in page
    assert "Format percobaan." in page
    listing = client.get(reverse("data_desa", args=[tanjung.pk, periode.code]))
    assert "Kesenjangan Cakupan di Setiap Desa" in words(listing)

    pdf = client.get(reverse("format_berkas", kwargs={**place, "ext": "pdf"}), {"kertas": "A4"})
    assert pdf["Content-Type"] == "application/pdf"
    assert "Kesenjangan Cakupan di Setiap Desa" in pdf_text(pdf)
    assert "Sekecamatan" in pdf_text(pdf)

    xlsx = cells_of(client.get(reverse("format_berkas", kwargs={**place, "ext": "xlsx"})))
    assert {"Cakupan", "Kurang", "Sokong", 0.8, 10.0, -2.5} <= set(xlsx)


def test_a_new_worksheet_is_printed_typed_frozen_and_agreed_with_the_others(
    new_format, figures, client, masuk, ptpd, tanjung, periode
):
    new_format(WORKSHEET)
    session = factories.RakorcamFactory(kecamatan=tanjung, period=periode)
    freeze(session, by=ptpd, at=AT)
    kia = str(guide_type().pk)
    masuk(client, ptpd)

    assert "Format 12 · Rencana Sosialisasi Adminduk" in words(
        client.get(reverse("rakorcam", args=[session.pk]))
    )
    row = reverse("lembar_kerja_baris", args=[session.pk, 12, kia])
    client.post(reverse("catatan_tambah", args=[session.pk, 12, kia, "audience"]), {
        "audience-text": "Ibu balita di posyandu",
    })  # fmt: skip
    form = form_with(client.get(row), "what")
    client.post(row, {
        **form, "what": "Sosialisasi KIA di posyandu", "where": "semua",
        "from_month": "2026-07-01", "to_month": "2026-09-01", "in_charge": "Kader",
    })  # fmt: skip

    page = words(client.get(reverse("lembar_kerja", args=[session.pk, 12])))
    for told in (
        "melampaui 2,5 poin", "2 dari 3 desa", "Ibu balita di posyandu",
        "Sosialisasi KIA di posyandu", "Juli–September 2026",
    ):  # fmt: skip
        assert told in page

    place = [session.pk, 12]
    pdf = pdf_text(client.get(reverse("lembar_kerja_berkas", args=[*place, "pdf"])))
    plano = pdf_text(
        client.get(reverse("lembar_kerja_berkas", args=[*place, "pdf"]), {"kertas": "A1"})
    )
    for paper in (pdf, plano):
        assert "Format 12. Rencana Sosialisasi Adminduk" in paper
        assert "Sosialisasi KIA di posyandu" in paper
        assert "Kelompok 3" in paper
    xlsx = cells_of(client.get(reverse("lembar_kerja_berkas", args=[*place, "xlsx"])))
    assert {"Kesenjangan", "Sasaran", "Ibu balita di posyandu"} <= set(xlsx)

    start(session, by=ptpd, at=AT)
    agreed = agree_worksheet(session, REGISTRY[12], by=ptpd, at=AT)
    assert agreed.number == 12
