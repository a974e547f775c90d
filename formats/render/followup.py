"""How an agreed activity, what became of it and what stood in its way are written, line by line.

`write` is `cells.written`: numbers, months and dates are written there and nowhere else.
"""

from formats.render.lines import Line

UNTOLD = "belum dilaporkan"
UNCONFIRMED = "belum dibenarkan PTPD"
NO_TROUBLE = "–"


def agreed_lines(agreed, write):
    """Return what was agreed, by whom and when, where it came from, and its later changes."""
    found = [*write(agreed.plan), Line(_text(agreed.months, write), "rinci")]
    found += [Line(words, "rinci") for words in agreed.origin]
    for change in agreed.changes:
        told = [line.plain for line in (*write(change.plan), *write(change.months))]
        day = _text(change.day, write)
        found.append(
            Line(f"diubah {day} menjadi: {' · '.join(told)} (alasan: {change.reason})", "rinci")
        )
    return tuple(found)


def outcome_lines(outcome, write):
    """Return the state and the sum, then what each desa told, then who told nothing."""
    reached = _text(outcome.reached, write) if outcome.reached else ""
    head = " · ".join(part for part in (outcome.state, reached) if part)
    found = [Line(head or UNTOLD, "utama" if head else "")]
    if outcome.reason:
        found.append(Line(f"ditetapkan PTPD: {outcome.reason}", "rinci"))
    found += [Line(_report(report, write), "rinci") for report in outcome.reports]
    if outcome.silent and head:
        found.append(Line(f"{UNTOLD}: {', '.join(outcome.silent)}", "rinci"))
    return tuple(found)


def trouble_lines(trouble, write):
    """Return what stood in the way, desa by desa; a dash where reports name nothing."""
    if trouble.reports:
        return tuple(Line(_report(report, write)) for report in trouble.reports)
    return (Line(NO_TROUBLE if trouble.is_known else ""),)


def _report(report, write):
    number = _text(report.number, write) if report.number else ""
    state = ", ".join(part for part in (report.state, number) if part)
    remarks = "; ".join(_remark(remark, write) for remark in report.remarks)
    told = ". ".join(part for part in (state, remarks) if part)
    note = f" ({report.note})" if report.note else ""
    where = f"{', '.join(report.places)}: " if report.places else ""
    return f"{where}{told}{note}"


def _remark(remark, write):
    about = ", ".join(part for part in (_text(remark.day, write), remark.note) if part)
    return f"{remark.words.rstrip('.')} ({about})"


def _text(value, write):
    return " · ".join(line.plain for line in write(value))
