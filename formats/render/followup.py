"""How an agreed activity, what became of it and what stood in its way are written, line by line.

`write` is `cells.written`: numbers, months and dates are written there and nowhere else.
"""

from formats.render.lines import Line
from formats.values import Agreed, Change, Outcome, Remark, Report, Trouble

UNTOLD = "belum dilaporkan"
UNCONFIRMED = "belum dibenarkan PTPD"
NO_TROUBLE = "–"


def agreed_lines(agreed, write):
    """Return what was agreed, by whom and when, where it came from, and its later changes."""
    found = [*write(agreed.plan), Line(_text(agreed.months, write), "rinci")]
    found += [Line(words, "rinci") for words in agreed.origin]
    found += [line for change in agreed.changes for line in change_lines(change, write)]
    return tuple(found)


def change_lines(change, write):
    """Return one later change: when, what it is now, why."""
    told = [line.plain for line in (*write(change.plan), *write(change.months))]
    day = _text(change.day, write)
    return (Line(f"diubah {day} menjadi: {' · '.join(told)} (alasan: {change.reason})", "rinci"),)


def outcome_lines(outcome, write):
    """Return the state and the sum, then what each desa told, then who told nothing."""
    reached = _text(outcome.reached, write) if outcome.reached else ""
    head = " · ".join(part for part in (outcome.state, reached) if part)
    found = [Line(head or UNTOLD, "utama" if head else "")]
    if outcome.reason:
        found.append(Line(f"ditetapkan PTPD: {outcome.reason}", "rinci"))
    found += [line for report in outcome.reports for line in report_lines(report, write, "rinci")]
    if outcome.silent and head:
        found.append(Line(f"{UNTOLD}: {', '.join(outcome.silent)}", "rinci"))
    return tuple(found)


def trouble_lines(trouble, write):
    """Return what stood in the way, desa by desa: a dash where reports name nothing.

    Where nobody reported it says so, since nothing told is not nothing in the way; only a wall
    sheet leaves that to the hand (formats.render.plano).
    """
    if trouble.reports:
        return tuple(line for report in trouble.reports for line in report_lines(report, write))
    return (Line(NO_TROUBLE if trouble.is_known else UNTOLD),)


def report_lines(report, write, role=""):
    """Return what one desa, or several alike, told as one line: where, how far, what."""
    number = _text(report.number, write) if report.number else ""
    state = ", ".join(part for part in (report.state, number) if part)
    remarks = "; ".join(_text(remark, write) for remark in report.remarks)
    told = ". ".join(part for part in (state, remarks) if part)
    note = f" ({report.note})" if report.note else ""
    where = f"{', '.join(report.places)}: " if report.places else ""
    return (Line(f"{where}{told}{note}", role),)


def remark_lines(remark, write):
    """Return what was told, with its day and what the reader must know of it."""
    about = ", ".join(part for part in (_text(remark.day, write), remark.note) if part)
    return (Line(f"{remark.words.rstrip('.')} ({about})"),)


def _text(value, write):
    return " · ".join(line.plain for line in write(value))


_WRITERS = {
    Agreed: agreed_lines,
    Change: change_lines,
    Outcome: outcome_lines,
    Remark: remark_lines,
    Report: report_lines,
    Trouble: trouble_lines,
}


def writers(write):
    """Return kind -> function that writes a value of it as lines, for the one table of `cells`."""
    return {kind: _bound(function, write) for kind, function in _WRITERS.items()}


def _bound(function, write):
    return lambda value: function(value, write)
