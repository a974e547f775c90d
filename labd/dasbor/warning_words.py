"""The sentences of the early warnings, each in two parts: what is wrong, then its figures."""

from fractions import Fraction

from formats.recaps import CoverageFacts, gap
from formats.render import cells
from formats.thresholds import THRESHOLDS
from formats.values import Amount, MonthSpan, Ratio, Share, Window
from labd.tugas_lembar import listed
from rakorcam.models import ItemState

# How much of a plan item's wording stands in a sentence.
ROOM = 80


def written(thresholds):
    """Return threshold key -> its number as a sentence writes it."""
    return {
        spec.key: points(Fraction(thresholds[spec.key], 100))
        if spec.is_points
        else cells.text(thresholds[spec.key])
        for spec in THRESHOLDS
    }


def points(number):
    """Return points with one decimal, or two where one would hide what was set or found."""
    return cells.decimal(number, 2 if Fraction(number * 10).denominator != 1 else 1)


def _share(kind, pair):
    wajib, memiliki = pair
    return cells.text(Share(memiliki, wajib, kind.unit))


def _ratio(pair):
    return cells.text(Ratio(pair[1], pair[0]))


def _from_to(facts, kind, counts):
    words = (
        f" sejak {facts.rounds[1].label}, dari {_ratio(counts[1])} menjadi {_ratio(counts[0])} "
        f"({_share(kind, counts[0])})"
    )
    if not kind.flow:
        return words
    new, old = (cells.text(Window(one.day)) for one in facts.rounds[:2])
    return f"{words}, {new} dibandingkan {old}"


def fall(facts, kind, unit, counts, points_down):
    """Return the sentence of a coverage that fell."""
    head = f"{kind.label} di {unit.name} turun {cells.decimal(points_down)} poin"
    return head, f"{_from_to(facts, kind, counts)}."


def jump(facts, kind, unit, counts, points_up, middle):
    """Return the sentence of a coverage that rose suspiciously far."""
    head = f"{kind.label} di {unit.name} melonjak {cells.decimal(points_up)} poin"
    around = f"perubahan tengah kecamatan {cells.decimal(middle)} poin"
    return head, f"{_from_to(facts, kind, counts)}; {around}. Periksa angkanya."


def widening(facts, kind, unit, gaps, pair, target):
    """Return the sentence of a gap that grew round after round; `gaps` newest first."""
    head = f"Kesenjangan {kind.label} di {unit.name} melebar {cells.text(len(gaps) - 1)} putaran"
    rounds = list(zip(facts.rounds, gaps, strict=False))[::-1]
    steps = ", ".join(f"{one.label} {cells.decimal(size)} poin" for one, size in rounds)
    short = gap(CoverageFacts(*pair, target=target, unit=kind.unit)).value.people
    return head, f": {steps}; kurang {cells.text(Amount(short, kind.unit))}."


def same(facts, kind, unit, pair, times):
    """Return the sentence of counts that did not change by a digit."""
    head = f"{kind.label} di {unit.name} sama persis {cells.text(times)} putaran"
    since = facts.rounds[times - 1].label
    return head, f": {_share(kind, pair)} sejak {since}. Periksa apakah angkanya diperbarui."


def above(kind, place, wajib, memiliki):
    """Return the sentence of more people having a document than must have it."""
    head = f"{kind.label} di Desa {place.name}: memiliki lebih besar dari wajib"
    more = cells.text(Amount(memiliki - wajib, kind.unit))
    pair = f"memiliki {cells.text(memiliki)}, wajib {cells.text(wajib)}, selisih {more}"
    return head, f"; {pair}. Perbaiki angkanya, atau tulis catatannya."


def unsent(place, names, meeting, today):
    """Return the sentence of lembar isian that are not in before the meeting."""
    days = (meeting - today).days
    when = {0: "hari ini", 1: "besok"}.get(days, f"{cells.text(abs(days))} hari lagi")
    if days < 0:
        when = f"seharusnya {cells.text(-days)} hari lalu"
    head = f"Desa {place.name} belum mengirim {' dan '.join(names)}"
    return head, f"; Rakorcam {when}, {cells.long_date(meeting)}."


def lacking(place, label, have, of):
    """Return the sentence of a desa without an officer or a budget."""
    head = f"Desa {place.name}: {label} belum ada"
    return head, f"; sudah ada {cells.text(Share(have, of, 'elemen utama LABD'))}."


def _what(item):
    text = " ".join(item.what.split())
    return f"“{text}”" if len(text) <= ROOM else f"“{text[:ROOM].rsplit(' ', 1)[0]}…”"


def _months(item):
    return cells.text(MonthSpan(item.from_month, item.to_month))


def _desa(places):
    names = listed([name for _desa, name in places])
    return f" Desa: {names}." if names else ""


def late(item, months, places):
    """Return the sentence of a plan item whose last month has ended; `places` still wait."""
    head = f"Rencana {_what(item)} terlambat {cells.text(months)} bulan"
    state = ItemState(item.state).label.lower()
    return head, f": dijadwalkan {_months(item)}, keadaannya {state}.{_desa(places)}"


def quiet(item, quarter, places):
    """Return the sentence of a plan item that nobody reported on this quarter."""
    head = f"Rencana {_what(item)} belum dilaporkan pada {quarter.label}"
    of = f" oleh {cells.text(Share(len(places), len(item.desa), 'desa'))}" if places else ""
    return head, f"{of}; dijadwalkan {_months(item)}.{_desa(places)}"
