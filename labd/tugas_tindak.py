"""What waits for a person in the follow-up: to confirm, late, unheard of, to report."""

from django.urls import reverse

from desa.access import holds
from formats.render import cells
from labd.tugas_lembar import Task, listed
from rakorcam.tindak import FollowUp


def follow_tasks(user, kecamatan, today):
    """Yield a Task for what waits for this person; nothing, and no query, for who only reads."""
    if holds(user, "progress.edit", kecamatan):
        page = FollowUp(user, kecamatan, today)
        yield from _team_tasks(page)
    elif any(one.desa_id and one.desa.kecamatan_id == kecamatan.pk
             for one in user.current_assignments):  # fmt: skip
        yield from _own_tasks(FollowUp(user, kecamatan, today))


def _team_tasks(page):
    waiting = [line for line in page.items if line.is_waiting]
    count = sum(len(line.waiting) + len(line.waiting_budget) for line in waiting)
    if count and page.reach.confirms:
        yield Task(
            f"Benarkan {cells.text(count)} laporan desa",
            f"{_what(waiting)}. Laporan dihitung setelah Anda membenarkannya.",
            _list(page, "menunggu"),
            "Buka laporan",
        )
    late = page.shown(page.items, "terlambat")
    if late:
        yield Task(
            f"{cells.text(len(late))} rencana terlambat",
            f"{_what(late)}.",
            _list(page, "terlambat"),
            "Lihat yang terlambat",
        )
    silent = [line for line in page.shown(page.items, "belum-lapor") if line not in late]
    if silent:
        yield Task(
            f"{cells.text(len(silent))} rencana belum dilaporkan triwulan ini",
            f"{_what(silent)}.",
            _list(page, "belum-lapor"),
            "Lihat yang belum lapor",
        )


def _own_tasks(page):
    """Yield the Task to report on the items of the own desa that nobody heard of this quarter."""
    silent = [line for line in page.shown(page.parts, "belum-lapor") if line.record]
    if len(silent) == 1:
        line = silent[0]
        yield Task(
            f"Laporkan kemajuan: {line.terms.what}",
            f"{cells.text(line.months)}. Belum ada laporan Desa {line.desa[0].name} triwulan ini.",
            reverse("tindak_catat_desa", args=[line.desa[0].pk, line.item.pk]),
            "Catat kemajuan",
        )
    elif silent:
        yield Task(
            f"Laporkan kemajuan {cells.text(len(silent))} rencana",
            f"{_what(silent)}. Belum ada laporan triwulan ini.",
            _list(page, "belum-lapor"),
            "Buka rencana",
        )


def _what(lines):
    return listed([line.terms.what for line in lines], most=3, rest="rencana")


def _list(page, name):
    return reverse("tindak_daftar", args=[page.kecamatan.pk]) + f"?tampil={name}"
