"""One format as a file from the command line: the sheets and renderers of the pages."""

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from desa.models import Desa, Kecamatan
from formats import survey_tables, tables
from formats.data import gather
from formats.models import Period
from formats.render.download import WRITERS
from formats.render.paper import PAPERS, PrintStamp
from formats.render.tiled import wall_pdf
from formats.render.tiles import TILE_PAPERS
from formats.spec import Axis, FormatSpec
from formats.specs import REGISTRY
from formats.surveys import find_survey
from rakorcam import worksheets
from rakorcam.models import Rakorcam, SessionState

# The guide's eleven; those not written as a spec with a source yet are named, not denied.
GUIDE = range(1, 12)
BY = "perintah di server"


class Refused(ValueError):
    """The command asks for what there is not; the message says so in one sentence."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written, everything of it known to exist."""

    spec: FormatSpec
    kecamatan: Kecamatan
    period: Period
    desa: Desa | None
    paper: str
    tile: str
    output: Path
    blank: bool


def order_of(*, number, kecamatan, period, output, desa="", paper="F4", tile="", blank=False):
    """Return the Order that words from a command line describe; raises Refused."""
    spec = _spec(number)
    place = _kecamatan(kecamatan)
    when = _period(period, place)
    _paper(paper, tile, spec, Path(output))
    if spec.is_questionnaire and not (desa or blank):
        raise Refused(
            f"{spec.name} dibuat per desa; tulis --desa, atau --blank untuk formulir kosong."
        )
    return Order(
        spec=spec,
        kecamatan=place,
        period=when,
        desa=_desa(desa, place, when, spec) if desa else None,
        paper=paper,
        tile=tile,
        output=_output(output),
        blank=blank,
    )


def write(order, *, at):
    """Render an Order and put the file in its place, whole or not at all; raises Refused."""
    stamp = PrintStamp(BY, at, order.kecamatan.kabupaten.zone)
    if order.tile:
        content = wall_pdf(sheet(order), order.paper, order.tile, printed=stamp)
    else:
        content = WRITERS[_kind(order.output)](sheet(order), order.paper, printed=stamp)
    _put(order.output, content)


def sheet(order):
    """Return the Sheet of an Order: live figures, a desa's answers, or what a session froze."""
    if order.spec.is_questionnaire:
        return _questionnaire(order)
    if order.spec.source in tables.SOURCES:
        desa = Desa.unscoped.filter(kecamatan=order.kecamatan)
        if order.desa:
            desa = desa.filter(pk=order.desa.pk)
        data = gather(order.kecamatan, order.period, desa, is_whole=order.desa is None)
        return tables.sheet_of(order.spec, data, blank=order.blank)
    return worksheets.worksheet_sheet(
        order.spec, _stand(order), tail=PAPERS[order.paper].is_plano, blank=order.blank
    )


def _questionnaire(order):
    survey = find_survey(order.desa, order.period, order.spec) if order.desa else None
    return survey_tables.survey_sheet(
        order.spec, period=order.period, desa=order.desa, kecamatan=order.kecamatan,
        survey=survey, blank=order.blank,
    )  # fmt: skip


def _stand(order):
    """Return what a worksheet stands on: its session, or (DRAF) the figures before there is one."""
    sessions = Rakorcam.unscoped.filter(
        kecamatan=order.kecamatan, period=order.period, kind=order.spec.session
    ).exclude(state=SessionState.DIBATALKAN)
    session = sessions.select_related("kecamatan__kabupaten", "period").order_by("-date").first()
    if session:
        return worksheets.stand_of(session)
    return worksheets.stand_before(order.kecamatan, order.period, order.spec.session)


def _spec(number):
    spec = {str(one.number): one for one in REGISTRY.values()}.get(number)
    sources = {*tables.SOURCES, *worksheets.SOURCES, survey_tables.SOURCE}
    if spec and spec.source in sources:
        return spec
    if spec or number in map(str, GUIDE):
        raise Refused(f"Format {number} belum tersedia.")
    raise Refused(f"Format “{number}” tidak ada; panduan memuat Format 1 sampai 11.")


def _kecamatan(code):
    found = Kecamatan.unscoped.filter(code=code).select_related("kabupaten").first()
    if found is None:
        raise Refused(f"Kecamatan “{code}” tidak ada; tulis kodenya seperti 52.08.01.")
    return found


def _period(code, kecamatan):
    kabupaten = kecamatan.kabupaten
    known = Period.unscoped.filter(kabupaten=kabupaten).newest_first()
    found = known.filter(code=code).select_related("kabupaten").first()
    if found is None:
        codes = ", ".join(known.values_list("code", flat=True)[:6]) or "belum ada"
        raise Refused(
            f"Periode “{code}” tidak ada di Kabupaten {kabupaten.name}; yang ada: {codes}."
        )
    return found


def _desa(code, kecamatan, period, spec):
    if spec.rows is not Axis.DESA and not spec.is_questionnaire:
        raise Refused(f"{spec.name} tidak dibuat per desa; hilangkan --desa.")
    found = Desa.unscoped.filter(code=code).select_related("kecamatan__kabupaten").first()
    if found is None:
        raise Refused(f"Desa “{code}” tidak ada; tulis kodenya seperti 52.08.01.2001.")
    if found.kecamatan_id != kecamatan.pk:
        raise Refused(f"Desa {found} di luar Kecamatan {kecamatan}.")
    if not Desa.unscoped.filter(pk=found.pk).valid_on(period.reference_date).exists():
        raise Refused(f"Desa {found} tidak berlaku pada tanggal acuan periode {period.code}.")
    return found


def _paper(name, tile, spec, output):
    if name not in PAPERS:
        raise Refused(f"Kertas “{name}” tidak dikenal; pilih salah satu: {', '.join(PAPERS)}.")
    if tile and tile not in TILE_PAPERS:
        raise Refused(
            f"Kertas ubin “{tile}” tidak dikenal; pilih salah satu: {', '.join(TILE_PAPERS)}."
        )
    walls = [paper.name for paper in PAPERS.values() if paper.is_plano]
    if name in walls and (spec.parts or spec.is_questionnaire):
        office = ", ".join(name for name in PAPERS if name not in walls)
        raise Refused(f"{spec.name} tidak dibuat sebagai plano; pilih salah satu: {office}.")
    if tile and _kind(output) == "xlsx":
        raise Refused("Ubin hanya dibuat sebagai PDF; tulis --output BERKAS.pdf.")
    if tile and name not in walls:
        raise Refused(
            f"Hanya plano yang dibagi menjadi ubin, bukan {name}; tulis juga --paper, pilih salah "
            f"satu: {', '.join(walls)}."
        )


def _kind(path):
    """Return what a file becomes, by its name: pdf, xlsx, or what nobody can write."""
    return path.suffix[1:].lower()


def _output(name):
    path = Path(name)
    if _kind(path) not in WRITERS:
        raise Refused(f"Nama berkas “{name}” tidak berakhir .pdf atau .xlsx.")
    try:
        if not path.parent.is_dir():
            raise Refused(f"Folder “{path.parent}” tidak ada; buat dahulu atau pilih yang lain.")
        if path.is_dir():
            raise Refused(f"“{name}” adalah folder; tulis nama berkas di dalamnya.")
    except OSError as error:
        raise _unwritable(path) from error
    return path


def _unwritable(path):
    return Refused(f"Berkas “{path}” tidak dapat ditulis; periksa nama, izin, dan ruang simpannya.")


def _put(path, content):
    """Write aside and rename, so that nobody ever finds half a file."""
    aside = None
    try:
        descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=".export-")
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(aside, 0o666 & ~_umask())
        os.replace(aside, path)
    except OSError as error:
        if aside:
            with contextlib.suppress(OSError):
                os.unlink(aside)
        raise _unwritable(path) from error


def _umask():
    """Return the mask of new files, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
