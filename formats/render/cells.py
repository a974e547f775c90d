"""The one table of how every value is written: as text in id-ID, and as an Excel cell.

`text` gives one line, `lines` the lines of a cell on paper, `excel` a real value with its number
format. Pages, papers, workbooks and template filters all read this table; nothing else rounds a
number, sets a decimal comma or decides what stands for "no data".
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from desa.waktu import ZONE_NAMES
from formats.render import followup
from formats.render.answers import answered_lines, asked_lines
from formats.render.lines import Line, dotted, rupiah, whole
from formats.render.paper import PrintStamp
from formats.values import (
    Amount,
    Answered,
    Asked,
    Content,
    Definition,
    Foot,
    Frozen,
    Gap,
    Hundredths,
    Lines,
    Missing,
    MonthSpan,
    Name,
    Names,
    Plan,
    Ratio,
    Rupiah,
    Said,
    Share,
    Shift,
    State,
    SurveyStanding,
    Tally,
    Window,
    half_up,
    rounded,
)

NONE = "–"
DOT = " · "
SAMPLE = "data contoh, bukan data resmi"
DRAFT = "DRAF, data belum dibekukan"
WARNING = "!"
WARNING_NOTE = "! memiliki lebih besar dari wajib; catatannya belum ditulis."

_MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
_DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
_STATES = {
    State.SUDAH: "Sudah",
    State.SEBAGIAN: "Sebagian",
    State.BELUM: "Belum",
    State.BELUM_DIISI: "Belum diisi",
}
_MISSING = {Missing.NOT_FILLED: "", Missing.NOT_TOLD: "Belum terdata"}
_DATE_FORMAT = "[$-421]d mmmm yyyy"


@dataclass(frozen=True, slots=True)
class ExcelValue:
    """What Excel stores: a real value, its number format, and the lines a number cannot carry."""

    value: object
    number_format: str = "General"
    aside: tuple = ()


# --- Numbers --------------------------------------------------------------------------------------


def decimal(number, places=1):
    """Return an exact number rounded half up, with a comma: 99,2."""
    size = rounded(number, places)
    before, after = divmod(abs(size), 10**places)
    written = dotted(before) + (f",{after:0{places}}" if places else "")
    return f"−{written}" if size < 0 else written


def _places(target):
    """Return how many decimals a target needs: 2 when it was set to a hundredth, else 1."""
    return 2 if target.number % 10 else 1


def _percent(ratio, places=1):
    return f"{decimal(ratio.percent, places)}%"


def _gap(gap):
    points = decimal(abs(gap.exact) * 100)
    if gap.exact > 0:
        return f"kurang {points} poin, {whole(gap.people)} {gap.unit}"
    return f"melampaui {points} poin" if gap.exact else "tercapai"


def _shift(shift):
    size, unit = abs(shift.by), f" {shift.unit}".rstrip()
    if not size:
        return "tetap"
    if isinstance(size, Fraction) and not half_up(size):
        return f"{'naik' if shift.by > 0 else 'turun'} <0,1{unit}"
    written = decimal(size) if isinstance(size, Fraction) else whole(size)
    return f"{'+' if shift.by > 0 else '−'}{written}{unit}"


def _amount(amount):
    return " ".join(part for part in (amount.word, whole(amount.number), amount.unit) if part)


# --- Dates ----------------------------------------------------------------------------------------


def long_date(day):
    """Return a date with its weekday: Kamis, 18 Juni 2026."""
    return f"{_DAYS[day.weekday()]}, {_date(day)}"


def _date(day):
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _local(at):
    """Return (local moment, zone name) in the zone in force, else in the moment's own.

    Pages have the kabupaten's zone in force (desa.middleware), papers their stamp's.
    """
    zone = timezone.get_current_timezone()
    if getattr(zone, "key", "") in ZONE_NAMES:
        at = at.astimezone(zone)
    return at, ZONE_NAMES.get(getattr(at.tzinfo, "key", ""), "UTC")


def clock(at):
    """Return the time of an aware moment with its zone: 09.42 WITA."""
    moment, zone = _local(at)
    return f"{moment:%H.%M} {zone}"


def local_date(at):
    """Return the date of an aware moment in the zone that `clock` writes."""
    return _local(at)[0].date()


def _moment(at):
    return f"{_date(local_date(at))} pukul {clock(at)}"


def _months(span):
    first, last = _MONTHS[span.start.month - 1], _MONTHS[span.end.month - 1]
    if span.start.year != span.end.year:
        return f"{first} {span.start.year}–{last} {span.end.year}"
    return f"{first} {span.end.year}" if first == last else f"{first}–{last} {span.end.year}"


# --- Texts ----------------------------------------------------------------------------------------


def _foot(foot):
    day = f"Data per {_date(foot.data_date)}" if foot.data_date else "tanggal data belum diisi"
    by = f"diisi {foot.filled_by}" if foot.filled_by else ""
    return DOT.join(part for part in (foot.period, day, foot.source, by) if part)


def _frozen(frozen):
    return f"Data dibekukan {_moment(frozen.at)} (bekuan ke-{frozen.number})"


def _stamp(stamp):
    by = f"Dicetak {stamp.by}," if stamp.by else "Dicetak"
    return f"{by} {_moment(stamp.at)}"


def _definition(definition):
    parts = [
        f"wajib = {definition.wajib}" if definition.wajib else "",
        f"memiliki = {definition.memiliki}" if definition.memiliki else "",
        text(definition.reach),
    ]
    return f"{definition.label}: {'; '.join(part for part in parts if part)}"


def _name(name):
    return f"{name.name} ({name.note})" if name.note else name.name


def _names(names):
    joined = ", ".join(_name(name) for name in names.names) or NONE
    if names.label:
        return (Line(f"{names.label}: {joined}", "terpisah"),)
    if not (names.names and names.counted):
        return (Line(joined),)
    return (Line(f"{len(names.names)} desa", "utama"), Line(joined))


def _tally(tally):
    told = (
        (f"{tally.sudah} sudah", "utama"),
        (f"{tally.sebagian} sebagian{DOT}{tally.belum} belum", "rinci"),
        (f"{tally.belum_diisi} belum terdata", "rinci"),
    )
    return tuple(Line(*one) for one in told)


def _standing(standing):
    day = f" {_date(local_date(standing.sent_at))}" if standing.sent_at else ""
    return f"{standing.state}{day}" + (f": {standing.note}" if standing.note else "")


def _plan(plan):
    budget = text(plan.budget) if plan.budget else ""
    about = (
        ", ".join(plan.places),
        plan.in_charge,
        text(plan.target) if plan.target else "",
        ", ".join(part for part in (budget, plan.budget_source) if part),
    )
    rest = DOT.join(part for part in about if part)
    return (Line(plan.what), *(Line(told, "rinci") for told in (rest, plan.origin) if told))


def _numbered(several):
    if len(several.texts) == 1:
        return written(several.texts[0])
    found = []
    for number, value in enumerate(several.texts, 1):
        first, *rest = written(value)
        found += [Line(f"{number}) {first.text}", first.role), *rest]
    return tuple(found)


def _content(content):
    return written(content.value) + tuple(
        Line(line.text, line.role or "rinci") for value in content.detail for line in written(value)
    )


# --- The table ------------------------------------------------------------------------------------

_ONE_LINE = {
    str: str,
    int: whole,
    Fraction: decimal,
    type(None): lambda _: "",
    Missing: lambda missing: _MISSING.get(missing, NONE),
    State: _STATES.__getitem__,
    Ratio: _percent,
    Hundredths: lambda target: _percent(target, _places(target)),
    Share: lambda share: f"{whole(share.part)} dari {whole(share.whole)} {share.unit}",
    Amount: _amount,
    Gap: _gap,
    Shift: _shift,
    Rupiah: lambda money: rupiah(money.amount),
    date: _date,
    datetime: _moment,
    MonthSpan: _months,
    Window: lambda window: f"12 bulan s.d. {_date(window.until)}",
    Foot: _foot,
    Frozen: _frozen,
    PrintStamp: _stamp,
    Definition: _definition,
    Name: _name,
    Said: lambda said: f"{said.who}: {said.words}",
    SurveyStanding: _standing,
}
_SEVERAL_LINES = {
    Names: _names,
    Tally: _tally,
    Plan: _plan,
    Lines: _numbered,
    Answered: answered_lines,
    Asked: asked_lines,
    Content: _content,
    **followup.writers(lambda value: written(value)),
}

_EXCEL = {
    int: lambda number: ExcelValue(number, "#,##0"),
    Fraction: lambda number: ExcelValue(float(number), "#,##0.0"),
    Missing: lambda missing: ExcelValue(text(missing) or None),
    type(None): lambda _: ExcelValue(None),
    Ratio: lambda ratio: ExcelValue(ratio.part / ratio.whole, "0.0%"),
    Hundredths: lambda target: ExcelValue(target.number / 10_000, f"0.{'0' * _places(target)}%"),
    Gap: lambda gap: ExcelValue(
        float(gap.exact * 100),
        '"kurang "0.0" poin";"melampaui "0.0" poin";"tercapai"',
        (f"{whole(gap.people)} {gap.unit}",) if gap.exact > 0 else (),
    ),
    Amount: lambda amount: ExcelValue(
        amount.number, f"{_literal(amount.word, ' ')}#,##0{_literal(' ', amount.unit)}"
    ),
    Shift: lambda shift: ExcelValue(
        float(shift.by) if isinstance(shift.by, Fraction) else shift.by, _signed(shift)
    ),
    Rupiah: lambda money: ExcelValue(money.amount, '"Rp"#,##0'),
    date: lambda day: ExcelValue(day, _DATE_FORMAT),
}


def _signed(shift):
    places = ("0.0" if isinstance(shift.by, Fraction) else "#,##0") + _literal(" ", shift.unit)
    return f'"+"{places};"−"{places};"tetap"'


def _literal(*parts):
    """Return text as an Excel number format prints it, or nothing when there is no word."""
    joined = "".join(parts).replace('"', "")
    return f'"{joined}"' if joined.strip() else ""


def written(value):
    """Return a value as a tuple of Line; raises TypeError for a kind the table does not know."""
    several = _SEVERAL_LINES.get(type(value))
    if several:
        return several(value) if value != Lines(()) else ()
    return (Line(text(value)),)


def lines(value):
    """Return a value as the lines of a cell on paper, empty for what was not filled in."""
    return tuple(line.plain for line in written(value) if not line.is_empty)


def text(value):
    """Return a value on one line; raises TypeError for a kind the table does not know."""
    one = _ONE_LINE.get(type(value))
    if one:
        return one(value)
    if isinstance(value, str):
        return str(value)
    if type(value) not in _SEVERAL_LINES:
        raise TypeError(f"Tidak ada cara menulis {type(value).__name__}.")
    return DOT.join(lines(value))


def excel(value):
    """Return a value as an ExcelValue: numbers and dates stay what they are, the rest is text."""
    writer = _EXCEL.get(type(value))
    return writer(value) if writer else ExcelValue("\n".join(lines(value)) or None)


# --- What a sheet says around its table -----------------------------------------------------------


def title(sheet):
    """Return "Format 6. Rencana Kerja ..."."""
    return f"{sheet.name}. {sheet.title}"


def meeting(sheet):
    """Return the meeting a sheet belongs to, its date with the weekday."""
    return DOT.join(long_date(one) if type(one) is date else text(one) for one in sheet.meeting)


def place(sheet):
    """Return (kecamatan, kabupaten) as printed; empty when the sheet has none."""
    kecamatan, kabupaten = sheet.place
    if not kecamatan:
        return ()
    if kabupaten and not kabupaten.startswith(("Kabupaten ", "Kota ")):
        kabupaten = f"Kabupaten {kabupaten}"
    return tuple(part for part in (f"Kecamatan {kecamatan}", kabupaten) if part)


def header(sheet):
    """Return the (label, text) pairs above a sheet."""
    return tuple((label, text(value)) for label, value in sheet.header)


def notes(sheet):
    """Return the lines under a sheet: definitions numbered as its groups, notes, the footnote."""
    found, number = [], 0
    if any(cell.warning for row in sheet.rows for cell in row.cells):
        found.append(WARNING_NOTE)
    for value in sheet.notes:
        number += isinstance(value, Definition)
        found.append(f"{number}. {text(value)}" if isinstance(value, Definition) else text(value))
    if sheet.footnote:
        found.append(sheet.footnote)
    return tuple(found)


def foot(sheet):
    """Return what every page says of its data: date and source, n dari m desa, freezing."""
    parts = [text(value) for value in sheet.foot]
    return DOT.join(part for part in (DRAFT if sheet.is_draft else "", *parts) if part)


def marks(sheet, printed):
    """Return the second foot line: the sample mark, and who printed when."""
    return DOT.join(part for part in (SAMPLE if sheet.is_sample else "", text(printed)) if part)
