"""The dashboard as a short text for WhatsApp: masked Material in, plain text out."""

from itertools import accumulate

from formats.render import cells
from formats.values import Hundredths, State
from labd.dasbor import figures

LONGEST = 1000
_CLOSING = "Angka 1 sampai 4 orang disamarkan."


def message(material):
    """Return the text, at most LONGEST letters; what matters least is left out first."""
    header = material.data.header
    day = f", data per {cells.text(header.day)}" if header.day else ""
    opening = f"*LABD Kecamatan {header.kecamatan}*\n{header.period}{day}"
    parts = [opening, *_furthest(material), *_coverage(material), *_elements(material.data),
             *_plans(material.plans)]  # fmt: skip
    closing = f"\n{_CLOSING}" + (f"\n({cells.SAMPLE})" if header.is_sample else "")
    room = LONGEST - len(closing)
    lengths = accumulate(len(one) + 1 for one in parts)
    kept = [one for one, length in zip(parts, lengths, strict=True) if length <= room]
    return "\n".join([*kept, closing])


def _coverage(material):
    lines = []
    for document in material.data.documents:
        facts, told = material.whole(document)
        words = ", ".join(_standing(document, told)) if facts.is_filled else "belum diisi"
        lines.append(f"- {document.label}: {words}")
    return _under("Cakupan:", lines)


def _under(heading, lines):
    """Return the lines, the heading in one with the first: it never stands alone."""
    return [f"\n{heading}\n{lines[0]}", *lines[1:]] if lines else []


def _standing(document, told):
    percent = cells.text(told.coverage)
    yield percent if percent != cells.NONE else "wajib 0"
    if isinstance(told.target, Hundredths):
        yield f"target {cells.text(told.target)}"
    if told.short == 0:
        yield "tercapai"
    elif isinstance(told.short, int):
        yield f"kurang {cells.text(told.short)} {document.unit}"


def _furthest(material):
    """Yield which desa is furthest below, told only from columns of which nothing is masked.

    Which document and which desa would else tell how the masked ones lie to them.
    """
    seen = [one for one in material.data.documents if material.is_open(one)]
    document = figures.neediest([figures.Standing(one, material.whole(one)[0]) for one in seen])
    if document is None:
        return
    rows = [
        figures.HeatRow(desa, (figures.Standing(document, material.data.coverage(desa, document)),))
        for desa in material.desa
    ]
    desa = figures.furthest(rows, document)
    if desa is not None:
        short = material.places(document)[desa.id].short
        people = f"kurang {cells.text(short)} {document.unit}"
        yield f"\nPaling jauh di bawah target {document.label}: Desa {desa.name}, {people}."


def _elements(data):
    lines = []
    for one in figures.element_columns(data):
        states = [data.element(desa, one.element.key).state for desa in data.desa]
        have = states.count(State.SUDAH)
        lines.append(f"- {one.element.label}: {have} dari {len(states)} desa")
    return _under("Elemen utama yang sudah ada:", lines)


def _plans(plans):
    if plans.total:
        late = f", {len(plans.late)} terlambat" if plans.late else ""
        yield f"\nRencana yang disepakati: {plans.total}{late}."
