"""The "Buka …" links of the guide: real pages of the chosen kecamatan and period.

Only pages that the person may open get an address, so that a guide read by another role offers
nothing that would refuse.
"""

from dataclasses import dataclass

from django.urls import reverse

from desa import waktu
from desa.access import has_anywhere, holds


@dataclass(frozen=True, slots=True)
class Link:
    """One page to open: its URL name, the capability it asks, the place it is about."""

    name: str
    capability: str
    arguments: tuple = ()
    number: int | None = None


PERIOD = ("kecamatan", "periode")
# Key in the templates -> page.
LINKS = {
    "data_desa": Link("data_desa", "coverage.read", PERIOD),
    "format_1": Link("format", "coverage.read", PERIOD, 1),
    "format_2": Link("format", "elements.read", PERIOD, 2),
    "format_3": Link("format", "recap.read", PERIOD, 3),
    "banding": Link("banding", "recap.read", PERIOD),
    "lembar": Link("lembar_daftar", "survey4.read", PERIOD),
    "pengaduan": Link("pengaduan", "coverage.read", PERIOD),
    "target": Link("target", "targets.read", PERIOD),
    "target_kabupaten": Link("target_kabupaten", "targets.edit", ("kabupaten", "periode")),
    "jenis_dokumen": Link("jenis_dokumen", "own_types.read", ("kecamatan",)),
    "tema": Link("tema", "own_types.read", ("kecamatan",)),
    "rakorcam": Link("rakorcam_daftar", "worksheet.read"),
    "rakorcam_baru": Link("rakorcam_baru", "session.edit", ("kecamatan",)),
    "siklus": Link("siklus", "dashboard.read", ("kecamatan", "tahun")),
    "tindak": Link("tindak_daftar", "progress.read", ("kecamatan",)),
    "pembinaan": Link("pembinaan_daftar", "visits.read", ("kecamatan",)),
    "anggaran": Link("anggaran", "dashboard.read", ("kecamatan",)),
    "laporan": Link("laporan_daftar", "dashboard.read", ("kecamatan",)),
    "halaman_desa": Link("dasbor_desa", "recap.read", ("desa", "periode")),
    "dasbor": Link("dasbor", "dashboard.read", PERIOD),
    "dasbor_kabupaten": Link("dasbor_kabupaten", "comparison.read", ("kabupaten", "periode")),
    "bagikan_kabupaten": Link("bagikan_kabupaten", "comparison.read", ("kabupaten", "periode")),
    "bagikan": Link("bagikan", "dashboard.read", PERIOD),
    "peringatan": Link("peringatan", "warnings.read", PERIOD),
    "ambang": Link("ambang", "regions.read", ("kabupaten",)),
    "pengelolaan": Link("admin:index", "accounts.edit"),
}


def links_for(user, konteks):
    """Return address by key of LINKS: the pages this person may open now (no query)."""
    known = _known(user, konteks)
    return {
        key: reverse(link.name, kwargs=_arguments(link, known))
        for key, link in LINKS.items()
        if known.keys() >= set(link.arguments) and _may(user, link, konteks)
    }


def _known(user, konteks):
    """Return the values that addresses are made of, as far as they are chosen.

    The desa is that of a desa's own account.
    """
    if konteks is None:
        return {}
    kabupaten = konteks.kecamatan.kabupaten
    known = {
        "kecamatan": konteks.kecamatan.pk,
        "kabupaten": kabupaten.pk,
        "tahun": waktu.today(kabupaten).year,
    }
    for one in user.current_assignments:
        if one.desa_id and one.desa.kecamatan_id == konteks.kecamatan.pk:
            known["desa"] = one.desa_id
    if konteks.period:
        known["periode"] = konteks.period.code
    return known


def _arguments(link, known):
    given = {name: known[name] for name in link.arguments}
    return given if link.number is None else {**given, "number": link.number}


def _may(user, link, konteks):
    if not link.arguments:
        return has_anywhere(user, link.capability)
    whole = "kabupaten" in link.arguments
    return holds(user, link.capability, konteks.kecamatan.kabupaten if whole else konteks.kecamatan)
