"""The home page: what waits for this person, most urgent first, in words and links."""

from dataclasses import dataclass, field

from django.urls import reverse

from desa import waktu
from desa.access import holds, holds_whole
from formats.data import gather_for
from formats.tables import live_specs
from labd.overview import kabupaten_rows
from labd.tugas_lembar import Task, listed, reminder_tasks, sheets_of, survey_tasks
from labd.tugas_peringatan import warning_task
from labd.tugas_tindak import follow_tasks
from rakorcam.cycle_facts import standing
from rakorcam.models import Rakorcam, SessionState
from rakorcam.pages import SessionPage


@dataclass(slots=True)
class Home:
    """Everything the home page shows."""

    today: object
    kecamatan: object
    period: object
    tasks: list = field(default_factory=list)
    data: object = None
    rows: list = field(default_factory=list)
    session: object = None
    days: int | None = None
    others: list = field(default_factory=list)
    step: object = None


def home_of(user, konteks, at):
    """Return the Home of a person in the chosen kecamatan and period, at the moment `at`."""
    kecamatan, period = konteks.kecamatan, konteks.period
    home = Home(waktu.today(kecamatan.kabupaten, at), kecamatan, period)
    if holds_whole(user, "comparison.read", kecamatan.kabupaten):
        home.others = kabupaten_rows(kecamatan.kabupaten, period)
        home.tasks = list(_kabupaten_tasks(user, kecamatan.kabupaten, period, home.others))
        return home
    home.data = gather_for(user, "coverage", kecamatan, period)
    home.rows = [
        (desa, home.data.filled_types(desa), home.data.filled_elements(desa))
        for desa in home.data.desa
    ]
    home.session = _session(user, kecamatan, period)
    if home.session and home.session.is_typable:
        home.days = (home.session.date - home.today).days
    home.tasks = list(_tasks(user, home, at))
    if holds(user, "dashboard.read", kecamatan):
        home.step = standing(kecamatan, home.today)
    return home


def _session(user, kecamatan, period):
    """Return the newest session of this kecamatan and period this person may read, or None."""
    sessions = Rakorcam.objects.allowed(user, "worksheet.read").exclude(
        state=SessionState.DIBATALKAN
    )
    found = sessions.filter(kecamatan=kecamatan, period=period).order_by("-date", "pk")
    return found.select_related("kecamatan__kabupaten", "period").first()


def _tasks(user, home, at):
    place = {"kecamatan": home.kecamatan.pk, "periode": home.period.code}
    sheets = sheets_of(home.kecamatan, home.period, home.data, at)
    yield from survey_tasks(user, sheets)
    if home.period.is_open(at):
        yield from _entry_tasks(user, home, place)
    yield from reminder_tasks(user, sheets)
    yield from follow_tasks(user, home.kecamatan, home.today)
    if home.session is not None:
        yield from _session_tasks(home.session, SessionPage(home.session, user))
    elif holds(user, "session.edit", home.kecamatan):
        yield Task(
            "Buat Rakorcam",
            f"Untuk {home.period.label} belum ada Rakorcam di Kecamatan {home.kecamatan.name}.",
            reverse("rakorcam_baru", args=[home.kecamatan.pk]),
            "Buat Rakorcam",
        )
    if holds(user, "warnings.edit", home.kecamatan):
        yield warning_task(home.kecamatan, home.period)


def _entry_tasks(user, home, place):
    """Yield what is still to be typed in the formats this person types in."""
    unfilled = {
        "coverage": (
            "Lengkapi",
            [desa.name for desa, types, _ in home.rows if types < len(home.data.documents)],
            "Ada jenis dokumen yang belum diisi; kosong dihitung belum diisi, bukan nol.",
        ),
        "elements": (
            "Isi status elemen di",
            [desa.name for desa, _, elements in home.rows if elements < home.data.element_count],
            "Ruang/loket dan Pokja diisi tim kecamatan; yang lain dari lembar isian desa.",
        ),
    }
    for spec in live_specs():
        if spec.source not in unfilled or not holds(user, f"{spec.source}.edit", home.kecamatan):
            continue
        verb, names, words = unfilled[spec.source]
        if names and spec.entered:
            yield Task(
                f"{verb} {spec.name} untuk {len(names)} desa",
                f"{listed(names)}. {words}",
                reverse("format", kwargs={**place, "number": spec.number}),
                f"Buka {spec.name}",
            )


def _session_tasks(session, page):
    """Yield the next step of a session, as far as this person takes it."""
    may, frozen = page.may, page.stand.snapshot is not None
    title, url = session.get_kind_display(), reverse("rakorcam", args=[session.pk])
    if may["bekukan"] and not frozen:
        yield Task(
            f"Bekukan data untuk {title}",
            "Lembar kerja dicetak dari data yang dibekukan.",
            reverse("rakorcam_bekukan", args=[session.pk]),
            "Bekukan data",
        )
    names = _formats([line.spec.number for line in page.lines])
    if session.state == SessionState.PERSIAPAN and may["cetak"] and names:
        words = "Dari bekuan terakhir." if frozen else "Sebelum dibekukan tercetak tanda DRAF."
        printing = reverse("rakorcam_cetak", args=[session.pk])
        yield Task(f"Cetak plano {names}", words, printing, "Cetak plano")
    if may["mulai"]:
        yield Task(f"Mulai {title}", "Data sudah dibekukan.", url, "Buka Rakorcam")
    if session.state == SessionState.BERLANGSUNG:
        for line in page.lines:
            if not line.agreed:
                yield Task(
                    f"Isi dan sepakati {line.spec.name}",
                    f"{line.filled} dari {line.rows} baris berisi pembahasan.",
                    reverse("lembar_kerja", args=[session.pk, line.spec.number]),
                    f"Buka {line.spec.name}",
                )
    if may["tutup"]:
        yield Task(f"Tutup {title}", "Semua lembar kerja disepakati.", url, "Tutup Rakorcam")
    if session.state == SessionState.SELESAI:
        yield Task(f"Baca kesepakatan {title}", f"{names} sudah disepakati.", url, "Buka Rakorcam")


def _formats(numbers):
    """Return "Format 6 dan 7", or "Format 8, 9, 10 dan 11"; "" for none."""
    *first, last = map(str, numbers or [""])
    return f"Format {', '.join(first)} dan {last}" if first else f"Format {last}" if last else ""


def _kabupaten_tasks(user, kabupaten, period, rows):
    place = {"kabupaten": kabupaten.pk, "periode": period.code}
    if holds(user, "targets.edit", kabupaten) and not any(row.has_targets for row in rows):
        yield Task(
            f"Tetapkan target {period.label}",
            "Tanpa target, kesenjangan tidak dapat dihitung.",
            reverse("target_kabupaten", kwargs=place),
            "Tetapkan target",
        )
    late = [row.kecamatan.name for row in rows if row.complete < row.desa]
    if late:
        first = next(row.kecamatan for row in rows if row.complete < row.desa)
        yield Task(
            f"Format 1 belum lengkap di {len(late)} kecamatan",
            f"{', '.join(late)}.",
            reverse("data_desa", kwargs={"kecamatan": first.pk, "periode": period.code}),
            f"Buka {first.name}",
        )
