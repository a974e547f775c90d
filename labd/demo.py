"""Filling a database with the demo, through the same actions people use.

Rounds of collection from June 2024 to November 2026; in Tanjung the plan that June 2026 agreed,
what became of it in two quarters, and the evaluation that waits for its meeting.
"""

from datetime import date, timedelta
from pathlib import Path

from django.contrib.auth.hashers import make_password
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
from labd import demo_figures, demo_plans, demo_progress, demo_surveys
from labd.demo_accounts import PEOPLE, TANJUNG
from labd.demo_rounds import EARLIER, JUNE_2026, NOVEMBER_2026, TRIED
from rakorcam.models import Rakorcam

KABUPATEN = "52.08"
# The round whose plans Tanjung follows up, and the round in which it looks back.
PERIOD, LATEST = JUNE_2026.code, NOVEMBER_2026.code
REGIONS = Path(desa.__file__).parent / "data" / "wilayah_klu.csv"
# How long entry stays open after the demo is loaded, so that people can try it.
OPEN_DAYS = 180


class RealData(RuntimeError):
    """The database holds the real Lombok Utara: sample figures would pass for its own."""


@transaction.atomic
def load(*, at, password):
    """Fill the database once; a second call keeps all that people changed, reopens the latest
    periods, and makes again only accounts that are gone.

    A demo that an earlier version filled stays as it is, without the rounds it does not have: what
    people typed there would stand among figures that know nothing of it. Returns True when the
    demo was filled now.
    """
    kabupaten = _regions(at)
    people = _accounts(password, at)
    if Rakorcam.unscoped.filter(kecamatan__code=TANJUNG, period__code=PERIOD).exists():
        _reopen(kabupaten, at)
        return False
    for told in (*EARLIER, JUNE_2026):
        _collect(told, kabupaten, people, at)
    kecamatan = Kecamatan.unscoped.select_related("kabupaten").get(code=TANJUNG)
    items = demo_plans.plan_june(_period(JUNE_2026, kabupaten, at), kecamatan, people)
    demo_progress.follow_up(items, kecamatan, people)
    november = _collect(NOVEMBER_2026, kabupaten, people, at)
    demo_plans.prepare_november(november, kecamatan, people)
    return True


def is_complete():
    """Return whether the demo in this database goes on to the latest round."""
    return Period.unscoped.filter(kabupaten__code=KABUPATEN, code=LATEST).exists()


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


def _period(told, kabupaten, at):
    """Return the Period of a Round, made if it is not there."""
    period = Period.unscoped.filter(kabupaten=kabupaten, code=told.code).first()
    if period is None:
        opens, closes = _open_days(told, kabupaten, at)
        period = Period(
            kabupaten=kabupaten, code=told.code, label=told.label,
            reference_date=told.reference_date, opens=opens, closes=closes,
        )  # fmt: skip
        history.save(period, by=None, at=at, reason="data contoh", source=Source.IMPORTED)
    return period


def _open_days(told, kabupaten, at):
    """Return the first and last day of entry; what people may try is open, whatever the clock."""
    if told not in TRIED:
        return told.opens, told.closes
    day = waktu.today(kabupaten, at)
    return min(told.opens, day), max(told.closes, day + timedelta(days=OPEN_DAYS))


def _reopen(kabupaten, at):
    for told in TRIED:
        period = Period.unscoped.filter(kabupaten=kabupaten, code=told.code).first()
        if period is None or period.is_open(at):
            continue
        opens, closes = _open_days(told, kabupaten, at)
        period.opens, period.closes = min(period.opens, opens), max(period.closes, closes)
        history.save(period, by=None, at=at, reason="diperpanjang supaya contoh dapat dicoba")


def _accounts(password, at):
    known = {user.username: user for user in User.objects.all()}
    missing = [person for person in PEOPLE if person.username not in known]
    # All sample people have one password; hashing it is meant to be slow, so it is done once.
    encoded = make_password(password) if missing else ""
    return known | {one.username: _account(one, password, encoded, at) for one in missing}


def _account(person, password, encoded, at):
    (role, code), *others = person.duties
    user = create_account(
        username=person.username, name=person.name, password=password, role=role,
        area=_region(code), by=None, at=at, encoded=encoded,
    )  # fmt: skip
    for role, code in others:
        add_assignment(user=user, role=role, area=_region(code), by=None, at=at)
    return user


def _region(code):
    model = {5: Kabupaten, 8: Kecamatan, 13: Desa}[len(code)]
    return model.unscoped.get(code=code)


def _collect(told, kabupaten, people, at):
    """Type one round: targets and figures, and of those to be tried elements and lembar isian."""
    period = _period(told, kabupaten, at)
    values = {str(DOCUMENTS_BY_KEY[key].id): target for key, target in told.targets().items()}
    save_targets(period=period, values=values, base={}, by=people["dukcapil.klu"], at=told.typed_at)
    _entries(told, period, people["ptpd.tanjung"])
    for kecamatan in kabupaten.kecamatan_set.order_by("code") if told in TRIED else ():
        demo_surveys.load(kecamatan, period, people, told)
    return period


def _entries(told, period, by):
    types = dict(DocumentType.unscoped.exclude(key="").values_list("key", "pk"))
    counts = {}
    for code, key, wajib, memiliki in told.counts():
        counts.setdefault(code, []).append((str(types[key]), wajib, memiliki))
    for kecamatan in Kecamatan.unscoped.filter(kabupaten=period.kabupaten).order_by("code"):
        places = list(Desa.unscoped.filter(kecamatan=kecamatan).valid_on(period.reference_date))
        common = {
            "kecamatan": kecamatan, "period": period, "desa": places, "by": by,
            "at": told.typed_at, "source": Source.IMPORTED,
        }  # fmt: skip
        save_coverage(edits=[*_header(told, kecamatan), *_counts(places, counts)], **common)
        if told in TRIED:
            save_elements(edits=list(_elements(told, places)), overriding=False, **common)


def _header(told, kecamatan):
    yield Edit(HEADER, "data_date", None, told.reference_date)
    yield Edit(HEADER, "source", "", f"UPTD Dukcapil {kecamatan.name}")
    yield Edit(HEADER, "filled_by", "", "Tim Kecamatan (PTPD)")


def _counts(places, counts):
    for place in places:
        for document, wajib, memiliki in counts.get(place.code, ()):
            row = (str(place.pk), document)
            yield Edit(row, "wajib", None, wajib)
            yield Edit(row, "memiliki", None, memiliki)


def _elements(told, places):
    empty = dict.fromkeys(("state", "evidence", "note", "reason"), "")
    for place in places:
        for element in ELEMENTS:
            if element.surveyed:
                continue
            state, evidence, note = demo_figures.element(
                place.code, element.key, later=told is NOVEMBER_2026
            )
            cell = {**empty, "state": state, "evidence": evidence, "note": note}
            yield Edit((str(place.pk), element.key), "cell", empty, cell)
