"""The report's proposals: what the facts of half a year say, as text a person goes on with.

A line that begins with "- " is a point. Every figure is written by formats.render.cells.
"""

from collections import Counter

from formats.recaps import gap, realisation
from formats.render import cells
from formats.specs._shared import ELEMENTS_BY_KEY
from formats.values import Hundredths, Missing, Share, Shift
from rakorcam.models import SECTION_ROOM, ItemState

POINT = "- "


def proposals(facts):
    """Return section -> proposed text of HalfFacts; lessons are left to people."""
    return {name: _fit(make(facts)) for name, make in _SECTIONS.items()}


def _fit(lines):
    """Return the lines as one text within the room of a section; what is cut is counted."""
    lines, kept, room = list(lines), [], SECTION_ROOM - 80
    for place, line in enumerate(lines):
        room -= len(line) + 1
        if room < 0:
            kept.append(f"{POINT}dan {len(lines) - place} lainnya, lihat catatan aslinya.")
            break
        kept.append(line)
    return "\n".join(kept)


def _flat(text):
    """Return a typed text on one line."""
    return " ".join(text.split())


def _ended(text):
    """Return a typed text on one line with a full stop."""
    text = _flat(text)
    return text if not text or text[-1] in ".!?" else f"{text}."


def _point(*parts):
    return POINT + " ".join(part for part in parts if part)


# --- Progress -------------------------------------------------------------------------------------


def _meetings(facts):
    if not facts.sessions:
        yield "Tidak ada Rakorcam yang selesai dalam semester ini."
        return
    yield f"Rakorcam yang diselenggarakan: {len(facts.sessions)}."
    for one in facts.sessions:
        where = f", di {one.place}" if one.place else ""
        data = f"data periode {one.period.label}"
        yield _point(f"{one.get_kind_display()}, {cells.long_date(one.date)}{where}; {data}.")


def _coverage(facts):
    if facts.data is None:
        yield "Tidak ada pengumpulan data dalam semester ini."
        return
    header = facts.data.header
    day = f", data per {cells.text(header.day)}" if header.day else ""
    yield f"Cakupan kecamatan pada {header.period}{day}, dibanding target dan periode sebelumnya:"
    for kind in facts.data.documents:
        yield _point(f"{kind.label}: {'; '.join(_document(facts, kind))}.")


def _document(facts, kind):
    """Yield what is said of one type: coverage, target with its gap, change."""
    total = facts.data.total(kind)
    told = realisation(total)
    if not total.is_filled:
        yield "belum diisi"
        return
    yield cells.DOT.join(cells.text(value) for value in (told.value, *told.detail))
    if total.target is None:
        yield "belum ada target"
    else:
        short = gap(total).value
        found = "" if short is Missing.NO_DENOMINATOR else f", {cells.text(short)}"
        yield f"target {cells.text(Hundredths(total.target))}{found}"
    if facts.rounds is not None:
        yield _change(facts.rounds, kind)


def _change(rounds, kind):
    change, before = rounds.of_kecamatan(kind), rounds.labels[0]
    if change.why:
        return f"tidak dibandingkan dengan {before}: {change.why}"
    if change.points is None:
        return f"tidak dibandingkan dengan {before}: wajib 0"
    shared = f" ({cells.text(change.shared)})" if change.shared else ""
    points = cells.text(Shift(change.points, "poin"))
    people = cells.text(Shift(change.people, kind.unit))
    return f"dibanding {before}: {points}, {people}{shared}"


def _plans(facts):
    if not facts.plans:
        yield "Tidak ada rencana yang ditindaklanjuti dalam semester ini."
        return
    counts = Counter(one.state for one in facts.plans)
    told = ", ".join(f"{counts[s]} {s.label.lower()}" for s in ItemState if counts[s])
    late = sum(one.is_late for one in facts.plans)
    ending = f" Terlambat: {late}." if late else ""
    yield f"Pada {cells.text(facts.until)} ada {len(facts.plans)} rencana: {told}.{ending}"
    for one in facts.plans:
        terms = one.told.terms
        yield _point(f"{_flat(terms.what)} ({_places(facts, one)}):", f"{_standing(one)}.")


def _places(facts, one):
    names = [desa.name for desa in one.told.desa]
    if not names:
        return "kecamatan"
    if len(names) > 1 and len(names) == len(facts.desa):
        return "semua desa"
    return ", ".join(names)


def _standing(one):
    terms, told = one.told.terms, [one.state.label.lower()]
    if one.is_late:
        told.append("terlambat")
    if terms.target_unit:
        if one.reached is None:
            target = f"{cells.text(terms.target_number)} {terms.target_unit}"
            told.append(f"target {target}, capaian belum dilaporkan")
        else:
            told.append(cells.text(Share(one.reached, terms.target_number, terms.target_unit)))
    return ", ".join(told)


def _visits(facts):
    if not facts.visits:
        yield "Tidak ada pembinaan yang dicatat dalam semester ini."
        return
    reach = Share(len({one.desa_id for one in facts.visits}), len(facts.desa), "desa")
    yield f"Pembinaan: {len(facts.visits)} kunjungan ke {cells.text(reach)}."
    for one in facts.visits:
        yield _point(f"{_visit(one)}:", _ended(one.findings))


def _visit(one):
    return f"{cells.text(one.date)}, Desa {one.desa.name}"


# --- Challenges, people, what follows -------------------------------------------------------------


def _challenges(facts):
    lines = [*_quoted(facts), *_obstacles(facts), *_seen(facts)]
    return lines or ["Tidak ada tantangan yang dilaporkan dalam semester ini."]


def _quoted(facts):
    quotes = facts.data.quotes if facts.data else ()
    if not quotes:
        return
    places = len({quote.desa for quote in quotes})
    yield f"Tantangan dari lembar isian desa: {len(quotes)}, dari {places} desa."
    counts = Counter(name for quote in quotes for name in _about(facts, quote))
    yield f"Menurut tandanya: {', '.join(f'{name} {count}' for name, count in _ranked(counts))}."


def _about(facts, quote):
    """Return the names of what a quote is tagged with."""
    labels = {kind.id: kind.label for kind in facts.data.documents}
    return (
        *(ELEMENTS_BY_KEY[key].label for key in quote.elements if key in ELEMENTS_BY_KEY),
        *(labels[key] for key in quote.documents if key in labels),
        *quote.themes,
    ) or ("Belum ditandai",)


def _obstacles(facts):
    found = [
        _point(f"{_flat(one.told.terms.what)} ({facts.desa.get(desa, 'kecamatan')}):", _ended(told))
        for one in facts.plans
        for desa, told in one.obstacles
    ]
    if found:
        yield f"Kendala yang dilaporkan dalam kemajuan rencana: {len(found)}."
        yield from found


def _seen(facts):
    found = [one for one in facts.visits if one.challenges]
    if found:
        yield f"Tantangan yang ditemukan dalam pembinaan: {len(found)}."
    for one in found:
        follow = f"Tindak lanjut: {_ended(one.follow_up)}" if one.follow_up else ""
        unit = f"Penanggung jawab: {_ended(one.unit)}" if one.unit else ""
        yield _point(f"{_visit(one)}:", _ended(one.challenges), follow, unit)


def _stakeholders(facts):
    charged = Counter(_flat(one.told.terms.in_charge) for one in facts.plans)
    if charged:
        yield "Penanggung jawab rencana:"
        yield from (_point(f"{name}: {count} rencana") for name, count in _ranked(charged))
    met = Counter(
        _flat(person.office) or "jabatan tidak dicatat"
        for one in facts.visits
        for person in one.people.all()
    )
    if met:
        yield f"Orang yang ditemui dalam pembinaan: {met.total()}."
        yield from (_point(f"{name}: {count} orang") for name, count in _ranked(met))


def _ranked(counter):
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0].casefold()))


def _lessons(_facts):
    return ()


def _recommendations(facts):
    for one in facts.visits:
        if one.recommendation:
            yield _point(f"{_ended(one.recommendation)} ({_visit(one)})")


def _documents(facts):
    yield from (_point(f"Lembar kerja {one}") for one in facts.sessions)
    yield from (_point(f"Catatan pembinaan {_visit(one)}") for one in facts.visits)


_SECTIONS = {
    "meetings": _meetings,
    "coverage": _coverage,
    "plans": _plans,
    "visits": _visits,
    "challenges": _challenges,
    "stakeholders": _stakeholders,
    "lessons": _lessons,
    "recommendations": _recommendations,
    "documents": _documents,
}
