"""The comparison of two rounds: a sheet of ours beside the guide's formats."""

from dataclasses import replace

from formats.spec import Axis, Column, FormatSpec, Kind
from formats.specs._shared import DESA, DOCUMENT, ELEMENT

NAME = "Perbandingan periode"
_SIDES = ("before", "after")
_CHANGE = "Perubahan"
_BY = "sistem"
_KIND = replace(DOCUMENT, width=2.2)


def comparison(labels, *, is_whole=True):
    """Return the FormatSpec of the comparison of two rounds, given their names in order.

    A reader of some desa (not `is_whole`) gets the types down, each with its desa.
    """
    return FormatSpec(
        number=0,
        label=NAME,
        title=f"Dari {labels[0]} ke {labels[1]}",
        filled_by=_BY,
        rows=Axis.FACTS,
        source="changes",
        header=("Kecamatan", "Kabupaten", "Ringkasan", "Periode awal", "Periode akhir"),
        parts=(
            _part("Cakupan kecamatan", "kecamatan", _KIND, *_coverage(labels)),
            _part("Elemen utama LABD di kecamatan", "element_sums", *_sums(labels)),
            _part("Elemen utama LABD yang berubah di desa", "element_changes", *_ways(labels)),
            _part("Cakupan per desa", "desa", DESA if is_whole else _KIND, *_coverage(labels)),
        ),
    )


def _part(title, source, *columns):
    return FormatSpec(
        number=0,
        title=title,
        filled_by=_BY,
        rows=Axis.FACTS,
        source=source,
        columns=columns,
    )


def _coverage(labels):
    """Yield memiliki, wajib and percent of both rounds, and the change."""
    for side, label in zip(_SIDES, labels, strict=True):
        yield _figure(f"{side}_memiliki", "Memiliki", label, 0.7)
        yield _figure(f"{side}_wajib", "Wajib", label, 0.7)
        yield _figure(f"{side}_percent", "%", label, 0.8, f"percent_{side}", Kind.PERCENT)
    yield _figure("people", "Memiliki", _CHANGE, 1.5, "change_people")
    yield _figure("points", "Cakupan", _CHANGE, 0.9, "change_points")


def _figure(key, heading, group, width, compute="", kind=Kind.COUNT):
    return Column(
        key=key, heading=heading, kind=kind, group=group, width=width, compute=compute, total=True
    )


def _sums(labels):
    """Yield the number of desa in each state in both rounds, and how many went which way."""
    yield replace(ELEMENT, width=2.4)
    words = (("sudah", "Sudah"), ("sebagian", "Sebagian"), ("belum", "Belum"))
    for side, label in zip(_SIDES, labels, strict=True):
        for key, heading in (*words, ("unknown", "Belum terdata")):
            yield _count(f"{side}_{key}", heading, label)
    yield _count("better", "Membaik", _CHANGE)
    yield _count("worse", "Menurun", _CHANGE)


def _count(key, heading, group):
    return Column(key=key, heading=heading, kind=Kind.COUNT, group=group, width=0.6)


def _ways(labels):
    """Yield which desa, which element, from what to what."""
    yield DESA
    yield Column(key="element_label", heading="Elemen", kind=Kind.TEXT, width=2.6)
    yield Column(key="then", heading=labels[0], kind=Kind.STATE, width=1.6)
    yield Column(key="now", heading=labels[1], kind=Kind.STATE, width=1.6)
    yield Column(key="way", heading=_CHANGE, kind=Kind.TEXT, width=1.4)
