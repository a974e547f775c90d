"""The early warnings on the home page: a line at once, how many a moment later."""

from django.urls import reverse

from desa.access import holds
from formats.render import cells
from labd.dasbor.warnings_gather import warnings_of
from labd.tugas_lembar import Task


def warning_task(kecamatan, period):
    """Return the Task that leads to the warnings; all periods are read only by `warning_words`."""
    return Task(
        "Peringatan dini",
        "Cakupan turun, kesenjangan melebar, lembar belum terkirim, rencana terlambat.",
        reverse("peringatan", kwargs={"kecamatan": kecamatan.pk, "periode": period.code}),
        "Buka peringatan",
        later="peringatan",
    )


def warning_words(user, kecamatan, period, today, agreed):
    """Return how many warnings nobody has answered and the worst; "" for who answers none.

    `agreed` are the kecamatan's Followed items.
    """
    if not holds(user, "warnings.edit", kecamatan):
        return ""
    found = warnings_of(kecamatan, period, today, agreed)
    if not found:
        return "Tidak ada peringatan yang belum ditanggapi."
    return f"{cells.text(len(found))} belum ditanggapi; terberat: {found[0].head}."
