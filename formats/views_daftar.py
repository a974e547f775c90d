"""The lembar isian of a kecamatan: what waits to be checked, who is late, and what to tell them."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_safe

from desa import waktu
from desa.access import access, holds, holds_whole
from desa.models import Desa, Kecamatan
from formats.models import Survey, SurveyState
from formats.periods import period_shown
from formats.specs import REGISTRY
from formats.survey_data import questionnaires
from formats.surveys import days_since

# Who may see a lembar isian of some format of a kecamatan; the rows are scoped by desa.
READ = "survey4.read"
LATE = ("", SurveyState.DRAF, SurveyState.DIKEMBALIKAN)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One lembar isian in the table: its state, since how many days, and where it is."""

    desa: object
    spec: object
    survey: object
    days: int | None

    @property
    def state(self):
        """Return the state, "" while nobody began."""
        return self.survey.state if self.survey else ""

    @property
    def badge(self):
        """Return the name of the badge."""
        return self.state or "belum_diisi"


class SurveyList:
    """All lembar isian of the desa a person may read in one kecamatan and period."""

    def __init__(self, kecamatan, period, at, *, desa, surveys):
        """Lay out the sheets of `desa` (each with id and name).

        `surveys` is (desa id as text, format number) -> Survey.
        """
        self.kecamatan, self.period, self.at = kecamatan, period, at
        self.specs = [REGISTRY[number] for number in questionnaires()]
        self.desa = list(desa)
        self.rows = [
            (one, [self._cell(one, spec, surveys.get((str(one.id), spec.number)))
                   for spec in self.specs])
            for one in self.desa
        ]  # fmt: skip

    @classmethod
    def read(cls, user, kecamatan, period, at):
        """Return the list of what `user` may read, in two queries."""
        places = Desa.objects.allowed(user, READ).filter(kecamatan=kecamatan)
        places = list(places.valid_on(period.reference_date))
        found = Survey.unscoped.filter(desa__in=[one.pk for one in places], period=period)
        surveys = {(str(one.desa_id), one.number): one for one in found}
        return cls(kecamatan, period, at, desa=places, surveys=surveys)

    def _cell(self, desa, spec, survey):
        kabupaten = self.kecamatan.kabupaten
        moment = survey and (survey.sent_at if survey.counts else survey.changed_at)
        days = days_since(moment, kabupaten, self.at)
        if survey is None and self.period.is_open(self.at):
            days = (waktu.today(kabupaten, self.at) - self.period.opens).days
        return SheetCell(desa, spec, survey, days)

    @property
    def cells(self):
        """Return every lembar isian, desa by desa."""
        return [cell for _desa, cells in self.rows for cell in cells]

    @property
    def queue(self):
        """Return the sheets that wait to be checked, the longest waiting first."""
        waiting = [cell for cell in self.cells if cell.state == SurveyState.TERKIRIM]
        return sorted(waiting, key=lambda cell: cell.survey.sent_at)

    @property
    def late(self):
        """Return the sheets that are not handed in."""
        return [cell for cell in self.cells if cell.state in LATE]

    @property
    def counts(self):
        """Return (spec, how many desa handed it in) pairs."""
        return [
            (spec, sum(cell.spec is spec and cell.state not in LATE for cell in self.cells))
            for spec in self.specs
        ]

    @property
    def reminder(self):
        """Return the text for WhatsApp that names who has not sent what; "" when all have."""
        returned = [cell for cell in self.late if cell.state == SurveyState.DIKEMBALIKAN]
        named = {
            spec: [c.desa.name for c in self.late if c.spec is spec and c not in returned]
            for spec in self.specs
        }
        lines = [
            f"- {spec.name} ({spec.about}): {', '.join(names)}"
            for spec, names in named.items()
            if names
        ]
        lines += [
            f"- {cell.spec.name} Desa {cell.desa.name} perlu diperbaiki: {cell.survey.note}"
            for cell in returned
        ]
        if not lines:
            return ""
        return "\n".join([
            f"Yth. Bapak/Ibu di Kecamatan {self.kecamatan.name}.",
            f"Lembar isian LABD {self.period.label} berikut belum kami terima:",
            *lines,
            "Mohon diisi dan dikirim lewat Rakorcam LABD. Terima kasih.",
        ])  # fmt: skip


@require_safe
@access(READ, kecamatan=Kecamatan)
def lembar_daftar(request, kecamatan, periode):
    """Show what waits to be checked and how far each desa's lembar isian are."""
    period = period_shown(request, kecamatan, periode)
    context = {
        "kecamatan": kecamatan,
        "period": period,
        "daftar": SurveyList.read(request.user, kecamatan, period, waktu.now()),
        "may_check": holds(request.user, "checking.decide", kecamatan),
        "may_remind": holds_whole(request.user, "survey4.edit", kecamatan),
    }
    return render(request, "formats/lembar_daftar.html", context)
