"""Filling a database with the demo, through the same actions people use."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from django.db import transaction

import desa
from desa import history, region_file, waktu
from desa.actions import add_assignment, create_account
from desa.history import Source
from desa.models import Desa, Kabupaten, Kecamatan, User
from desa.wilayah import import_regions
from formats.actions import HEADER, Edit, save_coverage, save_elements, save_targets
from formats.models import DocumentType, Period
from formats.specs._shared import DOCUMENTS_BY_KEY, ELEMENTS
from labd import demo_figures, demo_surveys
from labd.demo_accounts import PEOPLE, TANJUNG
from rakorcam.actions import add_discussion, add_plan_item, freeze, open_session
from rakorcam.models import BudgetSource, Discussion, Kind, PlanItem, Rakorcam

KABUPATEN = "52.08"
PERIOD = "2026-06"
REGIONS = Path(desa.__file__).parent / "data" / "wilayah_klu.csv"
# When the sample people typed and froze, on the kabupaten's clock (WITA).
TYPED_AT = datetime(2026, 6, 8, 1, 42, tzinfo=UTC)
FROZEN_AT = datetime(2026, 6, 15, 0, 5, tzinfo=UTC)
OPENS, CLOSES = date(2026, 5, 1), date(2026, 12, 31)
# How long entry stays open after the demo is loaded, so that people can try it.
OPEN_DAYS = 180


class RealData(RuntimeError):
    """The database holds the real Lombok Utara: sample figures would pass for its own."""


@transaction.atomic
def load(*, at, password):
    """Fill the database once; a second call keeps all that people changed, reopens the period, and
    makes again only accounts that are gone.

    Returns True when the demo was filled now.
    """
    kabupaten = _regions(at)
    period = _period(kabupaten, at)
    people = _accounts(password, at)
    if Rakorcam.unscoped.filter(kecamatan__code=TANJUNG, period=period).exists():
        return False
    ptpd = people["ptpd.tanjung"]
    _targets(period, people["dukcapil.klu"], TYPED_AT)
    _entries(kabupaten, period, ptpd, TYPED_AT)
    for kecamatan in kabupaten.kecamatan_set.order_by("code"):
        demo_surveys.load(kecamatan, period, people)
    _session(period, ptpd, people["notulis.tanjung"], FROZEN_AT)
    return True


def _regions(at):
    known = Kabupaten.unscoped.filter(code=KABUPATEN).first()
    if known and not known.is_sample:
        raise RealData(
            f"Basis data ini sudah memuat {known} yang sesungguhnya; data contoh tidak dicampurkan."
        )
    if known:
        return known
    regions = region_file.read(REGIONS, region_file.shipped_names())
    import_regions(regions=regions, day=date(2026, 1, 1), by=None, at=at)
    kabupaten = Kabupaten.unscoped.get(code=KABUPATEN)
    kabupaten.is_sample = True
    return history.save(kabupaten, by=None, at=at, reason="data contoh", source=Source.IMPORTED)


def _period(kabupaten, at):
    # Open on any machine, whatever its clock says.
    day = waktu.today(kabupaten, at)
    opens, closes = min(OPENS, day), max(CLOSES, day + timedelta(days=OPEN_DAYS))
    period = Period.unscoped.filter(kabupaten=kabupaten, code=PERIOD).first()
    if period is None:
        period = Period(
            kabupaten=kabupaten,
            code=PERIOD,
            label="Juni 2026",
            reference_date=date(2026, 5, 31),
            opens=opens,
            closes=closes,
        )
    elif period.is_open(at):
        return period
    period.opens, period.closes = min(period.opens, opens), max(period.closes, closes)
    return history.save(period, by=None, at=at, reason="diperpanjang supaya contoh dapat dicoba")


def _accounts(password, at):
    people = {}
    for person in PEOPLE:
        user = User.objects.filter(username=person.username).first()
        people[person.username] = user or _account(person, password, at)
    return people


def _account(person, password, at):
    (role, code), *others = person.duties
    user = create_account(
        username=person.username, name=person.name, password=password, role=role,
        area=_region(code), by=None, at=at,
    )  # fmt: skip
    for role, code in others:
        add_assignment(user=user, role=role, area=_region(code), by=None, at=at)
    return user


def _region(code):
    model = {5: Kabupaten, 8: Kecamatan, 13: Desa}[len(code)]
    return model.unscoped.get(code=code)


def _targets(period, by, at):
    values = {str(DOCUMENTS_BY_KEY[key].id): target for key, target in demo_figures.TARGETS.items()}
    save_targets(period=period, values=values, base={}, by=by, at=at)


def _entries(kabupaten, period, by, at):
    types = dict(DocumentType.unscoped.exclude(key="").values_list("key", "pk"))
    told = {}
    for code, key, wajib, memiliki in demo_figures.counts():
        told.setdefault(code, []).append((str(types[key]), wajib, memiliki))
    for kecamatan in Kecamatan.unscoped.filter(kabupaten=kabupaten).order_by("code"):
        places = list(Desa.unscoped.filter(kecamatan=kecamatan).valid_on(period.reference_date))
        common = {
            "kecamatan": kecamatan, "period": period, "desa": places, "by": by, "at": at,
            "source": Source.IMPORTED,
        }  # fmt: skip
        save_coverage(edits=[*_header(kecamatan), *_counts(places, told)], **common)
        save_elements(edits=list(_elements(places)), overriding=False, **common)


def _header(kecamatan):
    yield Edit(HEADER, "data_date", None, date(2026, 5, 31))
    yield Edit(HEADER, "source", "", f"UPTD Dukcapil {kecamatan.name}")
    yield Edit(HEADER, "filled_by", "", "Tim Kecamatan (PTPD)")


def _counts(places, told):
    for place in places:
        for document, wajib, memiliki in told.get(place.code, ()):
            row = (str(place.pk), document)
            yield Edit(row, "wajib", None, wajib)
            yield Edit(row, "memiliki", None, memiliki)


def _elements(places):
    empty = dict.fromkeys(("state", "evidence", "note", "reason"), "")
    for place in places:
        for element in ELEMENTS:
            if element.surveyed:
                continue
            state, evidence, note = demo_figures.element(place.code, element.key)
            cell = {**empty, "state": state, "evidence": evidence, "note": note}
            yield Edit((str(place.pk), element.key), "cell", empty, cell)


def _session(period, ptpd, notulis, at):
    kecamatan = Kecamatan.unscoped.select_related("kabupaten").get(code=TANJUNG)
    session = open_session(
        kecamatan=kecamatan, period=period, kind=Kind.PERENCANAAN, date=date(2026, 6, 18),
        time=time(8, 30), place="Aula Kantor Camat Tanjung", by=ptpd, at=at,
    )  # fmt: skip
    freeze(session, by=ptpd, at=at)
    nikah = str(DOCUMENTS_BY_KEY["akta-nikah"].id)
    add_discussion(
        Discussion(
            session=session,
            number=7,
            row=nikah,
            column="problems",
            text="Pasangan menikah sebelum ada buku nikah; biaya dan jarak ke Pengadilan Agama.",
        ),
        by=notulis,
        at=at,
    )
    places = Desa.unscoped.filter(code__in=["52.08.01.2002", "52.08.01.2004", "52.08.01.2006"])
    _plan(
        session, 7, nikah, notulis, at, places,
        what="Isbat nikah terpadu bersama Pengadilan Agama dan KUA",
        from_month=date(2026, 8, 1), to_month=date(2026, 9, 1), in_charge="Kasi Pemerintahan",
        target_number=40, target_unit="pasangan", budget=25_000_000,
        budget_source=BudgetSource.APBDES,
    )  # fmt: skip
    _plan(
        session, 6, "pokja", notulis, at, (),
        what="Menerbitkan SK kepala desa tentang Pokja Adminduk", all_desa=True,
        from_month=date(2026, 7, 1), to_month=date(2026, 8, 1), in_charge="Kepala desa",
    )  # fmt: skip


def _plan(session, number, row, by, at, places, *, all_desa=False, **told):
    item = PlanItem(session=session, number=number, row=row, all_desa=all_desa, **told)
    add_plan_item(item, desa=list(places), by=by, at=at)
