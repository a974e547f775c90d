"""How the cells of a workbook look: fonts, fills and borders, made once and shared."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from formats.render import rich
from formats.render.pairs import PAIR
from formats.spec import Kind

_FONT, _INK, _GREY = rich.FONT, rich.INK, rich.GREY
_LINK, _HEAD, _SUM, _AMBER = "0E4A6F", "E8ECF0", "F3F5F7", "FCEFCB"
_NONE, _THIN, _THICK = Side(), Side(style="thin", color=_INK), Side(style="medium", color=_INK)
_LIGHT = Side(style="thin", color="C5CCD4")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SEAMS = {None: _THIN, True: _LIGHT, False: _NONE}
_NAMING = (Kind.ORDINAL, Kind.LABEL)
_NUMBERS = (Kind.COUNT, Kind.PERCENT, Kind.GAP)
# Of a cell in a file to type in.
LOCKED, TYPED = "terkunci", "diisi"

WRAPPED = ("note", "long title")
_TEXTS = {
    "warn": {"size": 14, "bold": True, "color": "8C2F0D"},
    "title": {"size": 14, "bold": True},
    "long title": {"size": 14, "bold": True},
    "strong": {"size": 10, "bold": True},
    "typed": {"size": 10, "bold": True},
    "quiet": {"size": 10, "color": _GREY},
    "code": {"size": 9, "color": _GREY},
    "note": {"size": 9, "color": _GREY},
    "step": {"size": 11},
}


class Styles:
    """The styles of one workbook; every cell of a kind shares one record of it.

    To build fonts and borders again for every cell would take longer than all the rest.
    """

    def __init__(self):
        self.made = {}

    def put(self, page, row, column, value, style, number_format="General"):
        """Write a value in its style: the name of one, or a tuple for a cell of the table."""
        cell = page.cell(row, column)
        quoted = put_value(cell, value)
        key = (style, number_format, quoted)
        made = self.made.get(key)
        if made is None:
            cell.number_format, cell.quotePrefix = number_format, quoted
            _dress(cell, style)
            self.made[key] = cell._style
        else:
            cell._style = made


def put_value(cell, value):
    """Write a value; return whether it is text that begins like a formula."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        # Whatever it looks like to Excel, a formula or an error code: text stays text.
        cell.data_type = "s"
        return value.startswith(_FORMULA_STARTS)
    if value is not None:
        cell.value = value
    return False


def _dress(cell, style):
    if style == "head":
        cell.font = Font(name=_FONT, size=10, bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
    elif isinstance(style, str):
        cell.font = Font(name=_FONT, **{"color": _INK} | _TEXTS[style])
        wraps = style in WRAPPED or style == "step"
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=wraps)
        if style == "typed":
            cell.border = Border(left=_NONE, right=_NONE, top=_NONE, bottom=_THIN)
            cell.protection = Protection(locked=False)
    else:
        _dress_body(cell, *style)


def _dress_body(cell, kind, role, ends_group, warning, lock="", seam=()):
    """Dress a cell of the table; `seam` says of its top and foot whether its row goes on there.

    None is the edge of a row, True a light line between two pairs, False no line at all.
    """
    is_total, is_name = role == "total", kind is Kind.LABEL and role not in ("detail", PAIR)
    is_link = is_name and role == "link"
    cell.font = Font(
        name=_FONT,
        size=10,
        bold=is_total or is_name,
        italic=role == "ours",
        underline="single" if is_link else None,
        color=_LINK if is_link else _GREY if role == PAIR and kind in _NAMING else _INK,
    )
    is_shut = lock == LOCKED and kind in _NUMBERS
    if warning or is_total or is_shut:
        fill = _AMBER if warning else _HEAD if is_shut else _SUM
        cell.fill = PatternFill("solid", fgColor=fill)
    if lock == TYPED:
        cell.protection = Protection(locked=False)
    side = "center" if kind is Kind.ORDINAL else "right" if kind in _NUMBERS else "left"
    cell.alignment = Alignment(
        horizontal=side,
        vertical="top",
        wrap_text=True,
        indent=int(role == "detail" and kind is Kind.LABEL),
    )
    above, below = seam or (None, None)
    cell.border = Border(
        left=_THIN,
        right=_THICK if ends_group else _THIN,
        top=_THICK if is_total else _SEAMS[above],
        bottom=_SEAMS[below],
    )
