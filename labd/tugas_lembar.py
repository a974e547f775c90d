"""What waits for a person on the lembar isian (Formats 4 and 5): to fill, to check, to remind."""

from dataclasses import dataclass

from django.urls import reverse

from desa.access import holds, holds_whole
from desa.rights import grant
from formats.models import SurveyState
from formats.render import cells
from formats.surveys import FOR_THE_DESA
from formats.views_daftar import SurveyList


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: what, the words under it, where it is done.

    `later` is the key of better words, which take longer to find than the page may wait.
    """

    title: str
    words: str
    url: str
    button: str
    later: str = ""


def sheets_of(kecamatan, period, data, at):
    """Return the SurveyList of what `data`, the Data a person may read, holds."""
    return SurveyList(kecamatan, period, at, desa=data.desa, surveys=data.surveys.rows)


def survey_tasks(user, found):
    """Yield a Task for each lembar isian that waits for this person, their own desa's first."""
    kecamatan, period = found.kecamatan, found.period
    if period.is_open(found.at):
        yield from _own(user, found)
    if found.queue and holds(user, "checking.decide", kecamatan):
        longest = found.queue[0]
        yield Task(
            f"Periksa {cells.text(len(found.queue))} lembar isian",
            f"Paling lama menunggu: {longest.spec.name} Desa {longest.desa.name}.",
            reverse("lembar_daftar", args=[kecamatan.pk, period.code]),
            "Buka antrean",
        )


def reminder_tasks(user, found):
    """Yield the Task to remind those who have not sent, for who reminds them."""
    late = list(dict.fromkeys(cell.desa.name for cell in found.late))
    if late and found.period.is_open(found.at) and _reminds(user, found.kecamatan):
        yield Task(
            f"Ingatkan {cells.text(len(late))} desa yang belum mengirim lembar isian",
            f"{listed(late)}.",
            reverse("lembar_daftar", args=[found.kecamatan.pk, found.period.code]) + "#pengingat",
            "Salin pengingat",
        )


def _reminds(user, kecamatan):
    """Return whether the person fills lembar isian for desa, and so reminds them of it."""
    return holds_whole(user, "survey4.edit", kecamatan)


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


def listed(names, most=6, rest="desa"):
    """Return names joined for a sentence, the rest counted; `rest` says what they are."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} dan {len(names) - most} {rest} lain"
