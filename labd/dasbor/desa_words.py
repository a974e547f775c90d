"""What matters most in one desa, in sentences: for its page, and for the paper of a visit."""

from formats.models import SurveyState
from formats.render import cells
from formats.values import Hundredths, Ratio, State
from labd.tugas_lembar import listed


def headline(standings, period):
    """Return (head, rest): the document furthest below its target in people, and its figures.

    `standings` are the figures.Standing of the desa, `period` the name of the period.
    """
    filled = [one for one in standings if one.facts.is_filled]
    known = [one for one in standings if one.has_gap]
    worst = furthest(standings)
    if not filled:
        return f"Format 1 belum diisi untuk {period}.", ""
    if worst is None and known:
        return "Target tercapai", f" pada {_of(known, 'dokumen yang terukur')}."
    if worst is None:
        return _unmeasured(standings, filled, period)
    below = sum(one.is_below for one in known)
    rest = f" ({cells.decimal(worst.missing)} poin; {cells.text(worst.share)})."
    if below > 1:
        rest += f" Di bawah target: {below} dari {len(known)} dokumen."
    people = cells.text(worst.short)
    return f"{worst.document.label} paling jauh di bawah target: kurang {people}", rest


def _unmeasured(standings, filled, period):
    """Return why no filled document can be measured: nobody must have one, or no target is set."""
    counted = [one for one in filled if isinstance(one.coverage.value, Ratio)]
    if not counted:
        labels = listed([one.document.label for one in filled], rest="jenis")
        return f"Wajib 0 pada yang terisi ({labels}),", " jadi tidak ada jarak yang dihitung."
    if any(isinstance(one.target.value, Hundredths) for one in standings):
        labels = listed([one.document.label for one in counted], rest="jenis")
        return f"Target {labels} belum ditetapkan,", " jadi jaraknya belum dapat dihitung."
    return f"Target {period} belum ditetapkan,", " jadi jaraknya belum dapat dihitung."


def _of(known, words):
    return f"semua {len(known)} {words}" if len(known) > 1 else f"{known[0].document.label}"


def furthest(standings):
    """Return the Standing furthest below its target in people, or None without any."""
    below = [one for one in standings if one.is_below]
    return max(below, key=lambda one: (one.gap.people, one.gap.exact), default=None)


def lacks(board):
    """Return a (name, words) pair for each kind of thing that a DesaBoard says is lacking."""
    untold = [one.document.label for one in board.standings if not one.facts.is_filled]
    found = []
    if untold and len(untold) < len(board.standings):
        found.append(("Format 1 belum diisi", listed(untold, rest="jenis")))
    for state, name in (
        (State.BELUM, "Elemen LABD yang belum ada"),
        (State.SEBAGIAN, "Elemen LABD yang baru sebagian"),
        (State.BELUM_DIISI, "Elemen LABD yang belum terdata"),
    ):
        labels = [one.element.label for one in board.told.elements if one.facts.state is state]
        if labels:
            found.append((name, ", ".join(labels)))
    found += _sheets(board.told.sheets)
    if board.complaints.total.waiting:
        found.append(("Pengaduan warga", f"{board.complaints.total.waiting} belum ditangani"))
    plans = board.plans
    if plans and (plans.late or plans.silent):
        counts = [(len(plans.late), "terlambat"), (len(plans.silent), "belum lapor triwulan ini")]
        told = [f"{number} {word}" for number, word in counts if number]
        found.append(("Rencana", ", ".join(told)))
    return found


def _sheets(sheets):
    apart = {"Dikembalikan untuk diperbaiki": [], "Belum dikirim": []}
    for one in sheets:
        if one.cell.survey and one.cell.survey.counts:
            continue
        is_back = one.cell.state == SurveyState.DIKEMBALIKAN
        apart["Dikembalikan untuk diperbaiki" if is_back else "Belum dikirim"].append(one.spec.name)
    return [(name, " dan ".join(names)) for name, names in apart.items() if names]
