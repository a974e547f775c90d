"""A Sheet as readable text, for goldens that a person can check line by line."""

from formats.render import cells


def sheet_as_text(sheet):
    """Return everything a Sheet says, one heading row or table row per line."""
    marks = [mark for mark, on in (("DRAF", sheet.is_draft), ("contoh", sheet.is_sample)) if on]
    found = [
        cells.title(sheet),
        sheet.subtitle,
        cells.meeting(sheet),
        ", ".join(cells.place(sheet)),
    ]
    found += [f"[{mark}]" for mark in marks]
    found += [f"{label}: {text}" for label, text in cells.header(sheet)]
    found += [_joined(_heading(head) for head in row) for row in sheet.head]
    found += [_joined(_cell(cell) for cell in row.cells) + _role(row) for row in sheet.rows]
    found += [line for part in sheet.parts for line in _part(part)]
    found += cells.notes(sheet)
    found += [cells.foot(sheet)]
    return "\n".join(line for line in found if line.strip()) + "\n"


def _part(part):
    """Return one table of several: its heading, its head, its rows, its notes."""
    return [
        part.subtitle,
        *(_joined(_heading(head) for head in row) for row in part.head),
        *(_joined(_cell(cell) for cell in row.cells) + _role(row) for row in part.rows),
        *(cells.text(note) for note in part.notes),
    ]


def _joined(parts):
    return " | ".join(parts).rstrip()


def _heading(head):
    spans = [
        f"{count} {what}"
        for count, what in ((head.columns, "kolom"), (head.rows, "baris"))
        if count > 1
    ]
    return f"{head.text} ({', '.join(spans)})" if spans else head.text


def _cell(cell):
    parts = [*cells.lines(cell.value)]
    for value in cell.detail:
        parts += cells.lines(value)
    return " / ".join(parts) + (" !" if cell.warning else "")


def _role(row):
    return "" if row.role == "body" else f"   <{row.role}>"
