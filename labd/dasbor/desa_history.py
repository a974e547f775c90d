"""Who changed what of one desa, and when: the rows of history of one period, told in lines.

What one person stored at one moment is one line, however many cells it was.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from desa.access import holds
from formats.models import Attachment, Complaint, Coverage, ElementState, Survey, SurveyState
from formats.proposals import ASKED_IN
from formats.render import cells
from formats.specs._shared import ELEMENTS_BY_KEY
from formats.tables import live_specs
from formats.values import Share, State
from labd.tugas_lembar import listed
from rakorcam.models import BudgetEntry, Progress, SessionState, Visit

# How many lines stand on the page and on their own one; how many rows of each kind are read.
MOST, ALL, READ = 10, 50, 100
# How many things a line names, and how many letters of a plan item's wording.
NAMED, ROOM = 3, 60
REMOVED, MADE = "-", "+"
# What an element asked in a lembar isian is while the kecamatan set nothing else.
FOLLOWS = "mengikuti usulan"
SURVEYED = {
    SurveyState.DRAF: "diisi",
    SurveyState.TERKIRIM: "dikirim",
    SurveyState.DIPERIKSA: "diperiksa",
    SurveyState.DIKEMBALIKAN: "dikembalikan",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One change: when, by whom (None: the system), of what kind, what it was, where it stands."""

    at: object
    by: object
    kind: str
    what: str
    url: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What one person stored of one kind at one moment, in words."""

    at: object
    by: object
    words: str
    url: str


def history_of(user, desa, period, most=MOST):
    """Return the `most` newest HistoryLines of a desa of what a person may read.

    Coverage, elements, lembar isian and complaints are those of the period, plans and visits of any
    time; nothing of a meeting that has not closed. Eight queries. The caller has asked for the
    right to read the history.
    """
    here = {"desa": desa, "period": period}
    events = [
        *_coverage(desa, period, here),
        *_elements(desa, period, here),
        *_files(desa, period),
        *_surveys(desa, period, here),
        *_complaints(desa, period, here),
    ]
    if holds(user, "progress.read", desa):
        events += _progress(desa)
    if holds(user, "confirming.read", desa):
        events += _budget(desa)
    if holds(user, "visits.read", desa):
        events += _visits(desa)
    return history_lines(events, most)


def history_lines(events, most=MOST):
    """Return the `most` newest HistoryLines of Events."""
    groups = {}
    for one in sorted(events, key=lambda event: event.at, reverse=True):
        groups.setdefault((one.at, str(one.by), one.kind), []).append(one)
    return [_line(group) for group in list(groups.values())[:most]]


def _line(group):
    first, names = group[0], list(dict.fromkeys(one.what for one in group))
    if len(group) > 1:
        names = [name.partition(":")[0] for name in names]
    told = listed(list(dict.fromkeys(names)), NAMED, "isian")
    return HistoryLine(
        first.at, first.by, f"{first.kind}, {told}" if told else first.kind, first.url
    )


def _rows(model, **where):
    found = model.history.filter(**where).select_related("history_user")
    return found.order_by("-history_date")


def _spec_of(source):
    return next(spec for spec in live_specs() if spec.source == source)


def _coverage(desa, period, here):
    spec = _spec_of("coverage")
    url = reverse("format", args=[desa.kecamatan_id, period.code, spec.number])
    for row in _rows(Coverage, **here).select_related("document", "history_user")[:READ]:
        kind = row.document
        told = Share(row.memiliki, row.wajib, kind.unit)
        words = f": {cells.text(told)}" if None not in (row.wajib, row.memiliki) else ""
        yield _event(row, spec.name, f"{kind.label}{words}", url)


def _elements(desa, period, here):
    spec = _spec_of("elements")
    for row in _rows(ElementState, **here)[:READ]:
        url = reverse("bukti_elemen", args=[desa.pk, period.code, row.element])
        state = row.state or (FOLLOWS if row.element in ASKED_IN else State.BELUM_DIISI.value)
        yield _event(row, spec.name, f"{ELEMENTS_BY_KEY[row.element].label}: {state}", url)


def _files(desa, period):
    where = {"element_state__desa": desa, "element_state__period": period}
    found = _rows(Attachment, **where).select_related("element_state", "history_user")
    for row in found[:READ]:
        element = row.element_state.element
        url = reverse("bukti_elemen", args=[desa.pk, period.code, element])
        label = ELEMENTS_BY_KEY[element].label
        word = "dihapus" if row.history_type == REMOVED else "ditambahkan"
        yield _event(row, "berkas bukti", f"{label}: {word}", url)


def _surveys(desa, period, here):
    """Yield each time a lembar isian came into another state; not every answer of a draft."""
    newer = {}
    for row in reversed(_rows(Survey, **here)[:READ]):
        if newer.get(row.number) != row.state:
            url = reverse("lembar", args=[desa.pk, period.code, row.number])
            yield _event(row, f"{row.instance.spec.name} {SURVEYED[row.state]}", "", url)
        newer[row.number] = row.state


def _complaints(desa, period, here):
    url = reverse("pengaduan", args=[desa.kecamatan_id, period.code])
    for row in _rows(Complaint, **here).select_related("document", "history_user")[:READ]:
        yield _event(row, "pengaduan warga", row.document.label, url)


def _progress(desa):
    # What a meeting under way writes is its own until it closes.
    is_over = Q(session=None) | Q(session__state=SessionState.SELESAI)
    for row in _of_agreed(Progress, desa).filter(is_over)[:READ]:
        yield _of_item(row, f"kemajuan {_told_how(row)}")


def _of_agreed(model, desa):
    """Return the rows of a desa about items whose session has closed, and not opened again."""
    found = _rows(model, desa=desa, item__session__state=SessionState.SELESAI)
    return found.select_related("item", "history_user")


def _told_how(row):
    if row.history_type == REMOVED:
        return "dihapus"
    if row.returned_at:
        return "dikembalikan"
    return "dibenarkan" if row.confirmed_at and row.history_type != MADE else "dicatat"


def _budget(desa):
    for row in _of_agreed(BudgetEntry, desa)[:READ]:
        yield _of_item(row, row.get_document_display())


def _of_item(row, kind):
    text = " ".join(row.item.what.split())
    short = text if len(text) <= ROOM else f"{text[:ROOM].rsplit(' ', 1)[0]}…"
    return _event(row, kind, f"“{short}”", reverse("tindak_rencana", args=[row.item_id]))


def _visits(desa):
    for row in _rows(Visit, desa=desa)[:READ]:
        url = reverse("pembinaan", args=[row.id])
        yield _event(row, "pembinaan", f"kunjungan {cells.text(row.date)}", url)


def _event(row, kind, what, url):
    return Event(row.history_date, row.history_user, kind, what, url)
