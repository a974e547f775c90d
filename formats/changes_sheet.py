"""The comparison of two rounds as a Sheet: what the page, the paper and the workbook show."""

from dataclasses import dataclass

from formats.changes import BETTER, SPLIT, WORSE
from formats.render import cells
from formats.sheet import RowFacts, Table, build_sheet, with_parts
from formats.specs._shared import ELEMENTS, ELEMENTS_BY_KEY
from formats.specs.changes import comparison
from formats.tables import frame, whole_foot
from formats.values import Missing, Name, Names, State

_ONLY_TOLD = (
    "Perubahan hanya dihitung dari desa yang angkanya ada di kedua periode; yang belum diisi tidak "
    "dianggap nol."
)
_TOGETHER = "Desa yang dimekarkan di antara kedua periode dihitung bersama desa induknya."
_ALONE = "Desa yang dimekarkan di antara kedua periode tidak dibandingkan tanpa desa serumpunnya."
_NONE_CHANGED = "Tidak ada elemen yang keadaannya berubah di antara kedua periode."


@dataclass(frozen=True, slots=True)
class _Way:
    """One ElementChange as its row shows it."""

    element_label: str
    then: object
    now: object
    way: str


def changes_sheet(rounds):
    """Return the Sheet of Rounds: kecamatan, element sums, element changes, desa.

    A reader of some desa gets neither the sums of the kecamatan nor its elements.
    """
    spec = comparison(rounds.labels, is_whole=rounds.is_whole)
    changes = rounds.element_changes()
    sums = {kind.id: rounds.of_kecamatan(kind) for kind in rounds.after.documents}
    tables = (
        _kecamatan(rounds, sums) if rounds.is_whole else None,
        _sums(rounds, changes) if rounds.is_whole else None,
        _ways(changes),
        _desa(rounds, sums),
    )
    around = {**frame(rounds.after), "header": _header(rounds, sums, changes)}
    foot = (whole_foot(rounds.before), whole_foot(rounds.after))
    return with_parts(spec, build_sheet(spec, Table(rows=(), foot=foot, **around)), tables)


def _header(rounds, sums, changes):
    before, after = whole_foot(rounds.before), whole_foot(rounds.after)
    told = [_ways_in_words(changes)]
    if rounds.is_whole:
        told.insert(0, _kinds_in_words(sums.values()))
    return {
        "Kecamatan": rounds.after.header.kecamatan,
        "Kabupaten": rounds.after.header.kabupaten,
        "Periode awal": before,
        "Periode akhir": after,
        "Ringkasan": " ".join(told),
    }


def _kinds_in_words(sums):
    """Return how many document types went up, down, nowhere, or were not compared."""
    points = [one.points for one in sums]
    parts = [
        (sum(one is not None and one > 0 for one in points), "naik"),
        (sum(one is not None and one < 0 for one in points), "turun"),
        (sum(one == 0 for one in points), "tetap"),
        (sum(one is None for one in points), "tidak dibandingkan"),
    ]
    return f"Cakupan {len(points)} jenis dokumen: {_counted(parts)}."


def _ways_in_words(changes):
    if not changes:
        return "Elemen: tidak ada yang berubah."
    ways = [one.way for one in changes]
    known = [BETTER, WORSE]
    others = [way for way in dict.fromkeys(ways) if way not in known]
    return f"Elemen: {_counted([(ways.count(way), way) for way in (*known, *others)])}."


def _counted(parts):
    return ", ".join(f"{cells.text(number)} {word}" for number, word in parts if number)


def _kecamatan(rounds, sums):
    return Table(
        rows=tuple(
            RowFacts(kind.id, kind.label, sums[kind.id], detail=_flow(kind))
            for kind in rounds.after.documents
        ),
        notes=_notes(rounds),
    )


def _flow(kind):
    return ("peristiwa dalam 12 bulan",) if kind.flow else ()


def _notes(rounds):
    units = rounds.units()
    if any(unit.is_alone for unit in units):
        return (f"{_ONLY_TOLD} {_ALONE}",)
    if any(unit.is_split for unit in units):
        return (f"{_ONLY_TOLD} {_TOGETHER}",)
    return (_ONLY_TOLD,)


def _desa(rounds, sums):
    """Return each type with its desa under it; to a reader of some desa, each type of each desa."""
    rows = []
    for kind in rounds.after.documents:
        if rounds.is_whole:
            rows.append(RowFacts(kind.id, kind.label, sums[kind.id], role="total"))
        rows += [_unit_row(rounds, kind, unit) for unit in rounds.units()]
    return Table(rows=tuple(rows), notes=_notes(rounds))


def _unit_row(rounds, kind, unit):
    family = (SPLIT,) if unit.is_split else ()
    label, detail = unit.label, family
    if not rounds.is_whole:
        label, detail = kind.label, (unit.label, *family)
    change = rounds.of_unit(unit, kind)
    return RowFacts(f"{kind.id}:{unit.key}", label, change, detail=detail)


def _sums(rounds, changes):
    sums = rounds.element_sums(changes)
    return Table(
        rows=tuple(RowFacts(one.key, one.label, sums[one.key]) for one in ELEMENTS),
    )


def _ways(changes):
    rows = tuple(
        RowFacts(
            f"{one.unit.key}:{one.element}",
            one.unit.label,
            _Way(
                ELEMENTS_BY_KEY[one.element].label,
                _states(one.before),
                _states(one.after),
                one.way,
            ),
        )
        for one in changes
    )
    return Table(rows=rows, notes=() if rows else (_NONE_CHANGED,))


def _states(told):
    """Return a single state as itself, those of a split family behind the names of its desa."""
    if len(told) == 1:
        return _shown(told[0][1])
    return Names(
        tuple(Name(name, cells.text(_shown(state)).lower()) for name, state in told), counted=False
    )


def _shown(state):
    return Missing.NOT_TOLD if state is State.BELUM_DIISI else state
