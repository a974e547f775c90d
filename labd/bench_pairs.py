"""What `make bench` measures: each page or paper of ours beside the barest way to the same."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory
from django.urls import reverse

from desa.models import Desa
from formats.data import gather
from formats.render.paper import PrintStamp
from formats.render.pdf import printable, sheet_pdf
from formats.render.xlsx import sheet_xlsx
from formats.specs import REGISTRY
from formats.tables import sheet_of
from labd.bench import Pair
from labd.bench_dasbor import dashboard_address
from labd.bench_evaluasi import PLANS, review_sheets, reviewing
from labd.bench_excel import recorded, replay
from labd.bench_plano import plano_pairs, weasyprint_alone
from rakorcam.worksheets import stand_of, worksheet_sheet, worksheets_of


def pairs(world):
    """Yield every Pair, laying more data in between where the next one needs it."""
    handler = WSGIHandler()
    yield from _pages(world, handler)
    yield from _papers(world)
    yield from plano_pairs(world, _stamp(world))
    yield from _looking_back(world, handler)
    yield from _workbooks(world)


def _pages(world, handler):
    ptpd = Visitor(handler, world.ptpd)
    yield _page("Beranda PTPD", ptpd, reverse("beranda"), 4)
    kabupaten = Visitor(handler, world.dukcapil)
    yield _page("Beranda kabupaten", kabupaten, reverse("beranda"), 4)
    yield _page("Halaman Rakorcam", ptpd, reverse("rakorcam", args=[world.session.pk]), 4)
    here = [world.unsent.pk, world.period.code, 4]
    yield _page("Format 4, satu langkah", ptpd, reverse("lembar_langkah", args=[*here, "sop"]), 6)
    yield _page("Format 4, semua pertanyaan", ptpd, reverse("lembar_semua", args=here), 6)
    recap = reverse("format", args=[world.unsent.kecamatan_id, world.period.code, 3])
    yield _page("Format 3, 8 desa", ptpd, recap, 8)
    for kecamatan, user, desa, bar in (
        (world.twelve, world.ptpd_twelve, 12, 8),
        (world.large, world.ptpd_large, 43, 12),
    ):
        visitor = Visitor(handler, user)
        url = reverse("format", args=[kecamatan.pk, world.period.code, 1])
        if desa == 12:
            yield _page(f"Format 1, {desa} desa × 7 jenis", visitor, url, bar)
        world.add_type(kecamatan)
        yield _page(f"Format 1, {desa} desa × 8 jenis", visitor, url, bar)
    twelve = Visitor(handler, world.ptpd_twelve)
    yield _page("Dasbor camat, 12 desa × 8 jenis × 20 periode", twelve, dashboard_address(world), 5)
    beside = reverse("dasbor_kabupaten", args=[world.period.kabupaten_id, world.period.code])
    yield _page("Dasbor kabupaten", kabupaten, beside, 7)


def _page(name, visitor, url, bar):
    empty = reverse("beranda_kosong")
    visitor.get(url)
    return Pair(
        f"{name} : halaman kosong", lambda: visitor.get(url), lambda: visitor.get(empty), bar
    )


class Visitor:
    """A logged-in browser that asks the whole site: every middleware, the view, the answer."""

    def __init__(self, handler, user):
        self.handler = handler
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.asking = {
            "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": f"sessionid={session.session_key}",
            "HTTP_ACCEPT_ENCODING": "gzip",
        }

    def get(self, url):
        """Return the body of a page; raises RuntimeError for any status but 200."""
        environ, told = RequestFactory().get(url, **self.asking).environ, []
        response = self.handler(environ, lambda status, headers: told.append(status))
        body = b"".join(response)
        response.close()
        if told != ["200 OK"]:
            raise RuntimeError(f"{url}: {told[0]}")
        return body


def _stamp(world):
    return PrintStamp("bench", world.at, world.period.kabupaten.zone)


def _papers(world):
    for spec in worksheets_of(world.session):
        yield _paper(world, world.session, spec, f"{spec.name} PDF F4")


def _paper(world, session, spec, name):
    stamp = _stamp(world)

    def ours():
        return sheet_pdf(worksheet_sheet(spec, stand_of(session)), "F4", printed=stamp)

    bare = printable(worksheet_sheet(spec, stand_of(session)), "F4", printed=stamp)
    return Pair(f"{name} : WeasyPrint saja", ours, lambda: weasyprint_alone(bare), 1.15)


def _looking_back(world, handler):
    session, visitor = reviewing(world), Visitor(handler, world.ptpd_large)
    for spec in review_sheets(session):
        name = f"{spec.name}, {PLANS} rencana"
        yield _page(name, visitor, reverse("lembar_kerja", args=[session.pk, spec.number]), 12)
        yield _paper(world, session, spec, f"{name}, PDF F4")


def _workbooks(world):
    spec, stamp = REGISTRY[1], _stamp(world)
    desa = Desa.unscoped.filter(kecamatan=world.large)

    def ours():
        data = gather(world.large, world.period, desa)
        return sheet_xlsx(sheet_of(spec, data), "F4", printed=stamp)

    writes = recorded(ours())
    yield Pair(
        f"Format 1 Excel, 43 desa × {writes.columns} kolom : openpyxl saja",
        ours,
        lambda: replay(writes),
        1.3,
    )
