"""The guide's yearly cycle (Bagan 1): where a kecamatan stands in its six steps, from plain facts.

Plain values in, plain values out; no database, no formatting. The position follows the meetings of
the year alone, since carrying out and pembinaan run side by side between them.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from formats.values import Amount, Share
from rakorcam.models import Kind, SessionState

# As the guide words them, chapter II.A.2.
STEPS = (
    "Survei dan pendataan realisasi pelaksanaan LABD",
    "Pelaksanaan Rakorcam – 1. Perencanaan Kegiatan LABD",
    "Pelaksanaan Kesepakatan Hasil Rakorcam Tematik LABD – 1",
    "Pembinaan dan Monitoring Pelaksanaan LABD, oleh Tim Kecamatan (PTPD dan Pendamping Desa)",
    "Pelaksanaan Rakorcam Tematik – 2. Evaluasi Pelaksanaan LABD",
    "Pelaksanaan Hasil Kesepakatan dari Rakorcam Tematik – 2. Evaluasi Pelaksanaan LABD",
)
DATA, PLANNING, CARRYING_OUT, VISITING, EVALUATION, AFTER = range(1, 7)
_MEETS, _LAST = "hari rapat", "kunjungan terakhir"
# The guide holds the first meeting in June, the second in November or December (II.A.3).
_LAST_DAYS = {
    Kind.PERENCANAAN: lambda year: date(year, 6, 30),
    Kind.EVALUASI: lambda year: date(year, 12, 31),
}


class StepState(Enum):
    """How a step of the cycle stands."""

    SUDAH = "sudah"
    BERJALAN = "berjalan"
    BELUM = "belum"
    TERLAMBAT = "terlambat"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of the year: its state, the day it meets, when it was frozen and agreed."""

    kind: str
    state: str
    date: date
    frozen: date | None = None
    agreed: date | None = None

    @property
    def is_over(self):
        """Return whether it has closed."""
        return self.state == SessionState.SELESAI

    @property
    def is_ready(self):
        """Return whether its data are frozen, or it went on without."""
        return self.frozen is not None or self.state != SessionState.PERSIAPAN


@dataclass(frozen=True, slots=True)
class Round:
    """A period of the year: its days, and how many of how many desa told what."""

    code: str
    label: str
    opens: date
    closes: date
    complete: int
    told: int
    of: int
    sent: int
    asked: int

    @property
    def is_complete(self):
        """Return whether every desa told all of Formats 1 and 2."""
        return self.of > 0 and self.complete == self.told == self.of


@dataclass(frozen=True, slots=True)
class Agreement:
    """The plan items agreed in one meeting: how many there are, are closed, late, reported.

    `closed` are done with, `finished` those that were carried out. `reported` of `waiting` open
    items that have begun are *belum lapor* for no desa (rules.md 22). `rkp` and
    `apbdes` count the desa-and-item pairs that are in the document and confirmed.
    """

    count: int = 0
    closed: int = 0
    finished: int = 0
    late: int = 0
    reported: int = 0
    waiting: int = 0
    last: date | None = None
    rkp: int = 0
    apbdes: int = 0


@dataclass(frozen=True, slots=True)
class Visits:
    """The pembinaan of the year: how many, in how many of how many desa, and the last one."""

    count: int = 0
    desa: int = 0
    of: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """All that is known of one kecamatan in one year; meetings and rounds None where none is."""

    year: int
    planning: Meeting | None = None
    evaluation: Meeting | None = None
    first: Round | None = None
    second: Round | None = None
    agreed: Agreement = Agreement()
    agreed_after: Agreement = Agreement()
    visits: Visits = Visits()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its number, the guide's words, how it stands, its day, and what is known of it.

    `facts` are (label, value) pairs; `day` is its day, None while unknown, and `about` says in
    words which day that is.
    """

    number: int
    title: str
    state: StepState
    day: date | None
    about: str
    facts: tuple = ()


def position(planning, evaluation):
    """Return the number of the step at which the year stands, from its two Meetings or None."""
    if evaluation is not None:
        return AFTER if evaluation.is_over else EVALUATION
    if planning is None or not planning.is_ready:
        return DATA
    return CARRYING_OUT if planning.is_over else PLANNING


def due(year, kind, meeting):
    """Return the day by which a meeting is to be held: the end of the guide's month, or later."""
    last = _LAST_DAYS[kind](year)
    return max(last, meeting.date) if meeting else last


def steps(year, today):
    """Return the six Steps of a Year as they stand on `today`."""
    made = (
        _data(year, today),
        _meeting(year, year.planning, Kind.PERENCANAAN, today),
        _carrying_out(year.planning, year.agreed, "rkp"),
        _visiting(year, today),
        _meeting(year, year.evaluation, Kind.EVALUASI, today),
        _carrying_out(year.evaluation, year.agreed_after, "apbdes"),
    )
    return tuple(
        Step(number, title, *one)
        for number, (title, one) in enumerate(zip(STEPS, made, strict=True), 1)
    )


def _data(year, today):
    """Say how far the first collection is; it is done once the meeting's data are frozen."""
    told, meeting = year.first, year.planning
    facts = _round(told)
    if meeting and meeting.frozen:
        return StepState.SUDAH, meeting.frozen, "data dibekukan", facts
    if meeting and meeting.is_ready:
        return StepState.SUDAH, meeting.date, _MEETS, facts
    if told is None:
        late = today > due(year.year, Kind.PERENCANAAN, meeting)
        state = StepState.TERLAMBAT if late else StepState.BELUM
        return state, None, "", (("Periode pendataan", "belum dibuat"),)
    if today > due(year.year, Kind.PERENCANAAN, meeting):
        return StepState.TERLAMBAT, told.closes, "isian ditutup", facts
    if today >= told.opens:
        return StepState.BERJALAN, told.closes, "isian ditutup", facts
    return StepState.BELUM, told.opens, "isian dibuka", facts


def _round(told):
    if told is None:
        return ()
    return (
        (f"Periode {told.label} dibuka", told.opens),
        ("Format 1 lengkap", Share(told.complete, told.of, "desa")),
        ("Format 2 terdata", Share(told.told, told.of, "desa")),
        ("Lembar isian terkirim", Share(told.sent, told.asked, "lembar")),
    )


def _meeting(year, meeting, kind, today):
    """Say whether a meeting was held; late when its day, or the guide's month, has passed."""
    facts = _round(year.second) if kind == Kind.EVALUASI else ()
    if meeting is None:
        late = today > due(year.year, kind, None)
        return StepState.TERLAMBAT if late else StepState.BELUM, None, "", facts
    if meeting.frozen:
        facts += (("Data dibekukan", meeting.frozen),)
    if meeting.is_over:
        if meeting.agreed:
            facts += (("Lembar kerja disepakati", meeting.agreed),)
        return StepState.SUDAH, meeting.date, _MEETS, facts
    late = today > meeting.date and meeting.state == SessionState.PERSIAPAN
    return StepState.TERLAMBAT if late else StepState.BERJALAN, meeting.date, _MEETS, facts


def _carrying_out(meeting, agreed, document):
    """Say how the items agreed in a meeting are; done when each is closed, late when one is."""
    if meeting is None or not meeting.is_over:
        return StepState.BELUM, None, "", ()
    words = {"rkp": "Masuk RKP Desa", "apbdes": "Masuk APBDes"}
    facts = [("Rencana selesai", Share(agreed.finished, agreed.count, "rencana"))]
    if agreed.late:
        facts.append(("Terlambat", Amount(agreed.late, "rencana")))
    if agreed.waiting:
        facts.append(("Dilaporkan triwulan ini", Share(agreed.reported, agreed.waiting, "rencana")))
    facts.append((words[document], Amount(getattr(agreed, document), "catatan desa")))
    if agreed.late:
        state = StepState.TERLAMBAT
    else:
        is_done = agreed.count > 0 and agreed.closed == agreed.count
        state = StepState.SUDAH if is_done else StepState.BERJALAN
    if agreed.last:
        return state, agreed.last, "laporan terakhir", tuple(facts)
    return state, meeting.date, "disepakati", tuple(facts)


def _visiting(year, today):
    """Say how many desa were visited; done when all were, late when the year ended before."""
    visits = year.visits
    facts = (
        ("Desa dikunjungi", Share(visits.desa, visits.of, "desa")),
        ("Kunjungan", visits.count),
    )
    if visits.of and visits.desa == visits.of:
        return StepState.SUDAH, visits.last, _LAST, facts
    if today > date(year.year, 12, 31):
        return StepState.TERLAMBAT, visits.last, _LAST, facts
    begun = visits.count or (year.planning and year.planning.is_over)
    return StepState.BERJALAN if begun else StepState.BELUM, visits.last, _LAST, facts
