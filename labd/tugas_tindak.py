"""What waits for a person in the follow-up: to confirm, late, unheard of, to report."""

from django.urls import reverse

from desa.access import holds
from formats.render import cells
from labd.tugas_lembar import Task, listed
from rakorcam.followup import has_agreed
from rakorcam.tindak import FollowUp


def follow_tasks(user, kecamatan, today):
    """Yield a Task for what waits for this person; nothing, and no query, for who only reads.

    A desa is told its own items at once. The team's many are counted by `follow_words`, a moment
    after the page.
    """
    if holds(user, "progress.edit", kecamatan):
        if has_agreed(kecamatan):
            yield _team_task(kecamatan)
    elif any(one.desa_id and one.desa.kecamatan_id == kecamatan.pk
             for one in user.current_assignments):  # fmt: skip
        yield from _own_tasks(FollowUp(user, kecamatan, today))


def follow_words(user, kecamatan, today, agreed=None):
    """Return what waits, is late and was not reported; "" for who does not follow up plans.

    `agreed` are the kecamatan's Followed items where they were read already.
    """
    if not holds(user, "progress.edit", kecamatan):
        return ""
    page = FollowUp(user, kecamatan, today, agreed)
    waiting = sum(len(line.waiting) + len(line.waiting_budget) for line in page.items)
    late = page.shown(page.items, "terlambat")
    silent = page.shown(page.items, "belum-lapor")
    told = [
        (waiting if page.reach.confirms else 0, "laporan menunggu Anda benarkan"),
        (len(late), "rencana terlambat"),
        (len(silent), "rencana belum dilaporkan triwulan ini"),
        (0 if page.reach.confirms else len(_returned(page)), "laporan dikembalikan PTPD"),
    ]
    words = ", ".join(f"{cells.text(count)} {what}" for count, what in told if count)
    return f"{words or 'Tidak ada yang terlambat atau belum dilaporkan'}."


def _team_task(kecamatan):
    return Task(
        "Tindak lanjut rencana",
        "Laporan yang menunggu, rencana yang terlambat atau belum dilaporkan.",
        reverse("tindak_daftar", args=[kecamatan.pk]),
        "Buka tindak lanjut",
        later="tindak",
    )


def _own_tasks(page):
    """Yield the Tasks of the own desa: what was returned, and what nobody heard of this quarter."""
    yield from _returned_tasks(page)
    silent = [
        line for line in page.shown(page.parts, "belum-lapor") if line.record and not line.sent_back
    ]
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


def _returned(page):
    """Return (line, row, address of its form) of all that was returned and is to be told anew."""
    found = []
    for line in page.parts:
        if line.record:
            desa = [one.pk for one in line.desa]
            name = "tindak_catat_desa" if desa else "tindak_catat"
            url = reverse(name, args=[*desa, line.item.pk])
            found += [(line, row, url) for row in line.sent_back]
        for row in line.sent_back_budget:
            if row.desa_id in page.reach.budgets:
                place = [row.desa_id, line.item.pk, row.document]
                found.append((line, row, reverse("tindak_dokumen", args=place)))
    return found


def _returned_tasks(page):
    """Yield the Task to tell anew what PTPD returned."""
    found = _returned(page)
    if len(found) == 1:
        line, row, url = found[0]
        yield Task(
            f"Perbaiki laporan: {line.terms.what}",
            f"Dikembalikan PTPD: {row.return_reason}",
            url,
            "Laporkan lagi",
        )
    elif found:
        lines = list(dict.fromkeys(line.terms.what for line, _row, _url in found))
        yield Task(
            f"Perbaiki {cells.text(len(found))} laporan",
            f"Dikembalikan PTPD: {listed(lines, most=3, rest='rencana')}.",
            _list(page, "perhatian"),
            "Buka rencana",
        )


def _what(lines):
    return listed([line.terms.what for line in lines], most=3, rest="rencana")


def _list(page, name):
    return reverse("tindak_daftar", args=[page.kecamatan.pk]) + f"?tampil={name}"
