"""What head, rows and notes of a wall sheet take: told beforehand, or measured when laid out.

All lengths are in plano units (rem; 1 mm on A1).
"""

from dataclasses import dataclass

from formats.render.lettering import PADDING, RULE

MM_PER_PX = 25.4 / 96
# The class of a guide line.
GUIDE = "garis"
# What was told beforehand and what is measured differ by rounding alone when they differ by less.
_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Heights:
    """What head, rows, and the notes under the table take, told beforehand or measured.

    `filled` has for each row where the print ends in each of its cells, from the row's top.
    """

    head: float
    filled: tuple[tuple[float, ...], ...]
    notes: float = 0.0

    @property
    def rows(self):
        """Return the height that each row needs."""
        return tuple(max(ends) + PADDING + RULE for ends in self.filled)

    def beside(self, told):
        """Return these, with what was `told` of as many rows where rounding alone sets it off."""
        rows = zip(self.filled, told.filled, strict=True)
        return Heights(
            _near(self.head, told.head),
            tuple(tuple(map(_near, ends, others)) for ends, others in rows),
            _near(self.notes, told.notes),
        )


def _near(found, told):
    return told if abs(found - told) < _ROUNDING else found


def measure(laid, paper):
    """Return the Heights of a plano's laid out pages, in plano units.

    A row that flows over several has as many rows there.
    """
    unit = MM_PER_PX / paper.unit
    head, filled, notes = 0.0, [], 0.0
    for page in laid:
        for box in page._page_box.descendants():
            if box.element_tag == "thead":
                head = box.height * unit
            elif box.element_tag == "tr" and (box.element.get("class") or "").startswith("b"):
                filled.append(tuple((_end(cell) - box.position_y) * unit for cell in box.children))
            elif box.element_tag == "div" and box.element.get("class") == "catatan":
                notes = box.margin_height() * unit
    return Heights(head, tuple(filled), notes)


def _end(cell):
    """Return where the print of a laid out cell ends, above its guide lines, on its page."""
    return max(
        (one.position_y + one.margin_height() for one in cell.children if not _is_guide(one)),
        default=cell.content_box_y(),
    )


def _is_guide(box):
    return (box.element.get("class") or "").startswith(GUIDE)
