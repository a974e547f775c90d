"""The twelve months in which a flow is counted, in words (rules.md 11)."""

from formats.render import cells
from formats.values import Window

UNKNOWN, APART = "12 bulan, tanggal data belum diisi", "jendela berbeda"


def window_words(standing, unknown=UNKNOWN):
    """Return the window of a Standing's figure, "" without a figure and for what is no flow.

    `unknown` is said where the figure has no one window: its day is not known, or those summed
    in it differ (then APART).
    """
    if not (standing.document.flow and standing.facts.is_filled):
        return ""
    until = standing.facts.flow_until
    return cells.text(Window(until)) if until else unknown
