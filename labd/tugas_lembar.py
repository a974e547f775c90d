"""What waits for a person on the lembar isian (Formats 4 and 5): to fill, to check, to remind."""

from dataclasses import dataclass

from django.urls import reverse

from desa.access import holds
from desa.rights import grant
from formats.models import SurveyState
from formats.render import cells
from formats.surveys import FOR_THE_DESA
from formats.views_daftar import SurveyList


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: what, the words under it, where it is done."""

    title: str
    words: str
    url: str
    button: str


def survey_tasks(user, kecamatan, period, data, at):
    """Yield a Task for each lembar isian that waits for this person, their own desa's first.

    `data` is the Data of what the person may read of the kecamatan in the period.
    """
    found = SurveyList(kecamatan, period, at, desa=data.desa, surveys=data.surveys.rows)
    if not found.desa:
        return
    if period.is_open(at):
        yield from _own(user, found)
    page = reverse("lembar_daftar", args=[kecamatan.pk, period.code])
    if found.queue and holds(user, "checking.decide", kecamatan):
        longest = found.queue[0]
        yield Task(
            f"Periksa {cells.text(len(found.queue))} lembar isian",
            f"Paling lama menunggu: {longest.spec.name} Desa {longest.desa.name}.",
            page,
            "Buka antrean",
        )
    late = list(dict.fromkeys(cell.desa.name for cell in found.late))
    if late and period.is_open(at) and holds(user, "survey4.edit", kecamatan):
        yield Task(
            f"Ingatkan {cells.text(len(late))} desa yang belum mengirim lembar isian",
            f"{listed(late)}.",
            f"{page}#pengingat",
            "Salin pengingat",
        )


def _own(user, found):
    """Yield the sheets the person answers for their own desa."""
    for cell in found.late:
        if not _answers(user, cell):
            continue
        place = {"desa": cell.desa.id, "periode": found.period.code, "number": cell.spec.number}
        title, words, button = {
            SurveyState.DIKEMBALIKAN: (
                f"Perbaiki {cell.spec.name}",
                f"Dikembalikan kecamatan: {cell.survey.note}" if cell.survey else "",
                f"Buka {cell.spec.name}",
            ),
            SurveyState.DRAF: (
                f"Lanjutkan {cell.spec.name}",
                f"{cell.spec.title}. Sudah dimulai, belum dikirim.",
                f"Lanjutkan {cell.spec.name}",
            ),
        }.get(
            cell.state,
            (f"Isi {cell.spec.name}", f"{cell.spec.title}.", f"Isi {cell.spec.name}"),
        )
        yield Task(title, words, reverse("lembar", kwargs=place), button)


def _answers(user, cell):
    """Return whether the person answers this very sheet, not for the desa but as the desa."""
    for one in user.current_assignments:
        given = str(one.desa_id) == cell.desa.id and grant(one.role, f"{cell.spec.right}.edit")
        if given and given.note != FOR_THE_DESA:
            return True
    return False


def listed(names, most=6):
    """Return names joined for a sentence, the rest counted."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} dan {len(names) - most} desa lain"
