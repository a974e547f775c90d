"""What one desa told, as lines to show: elements with what they rest on, lembar isian, answers."""

from dataclasses import dataclass

from formats.proposals import ASKED_IN
from formats.render import cells
from formats.render.answers import in_words
from formats.specs import REGISTRY
from formats.surveys import unanswered
from formats.values import Missing, State
from labd.tugas_lembar import listed

BY_TEAM = "diisi tim kecamatan"


@dataclass(frozen=True, slots=True)
class ElementLine:
    """One element in one desa: its state, what proves it, and who says so.

    `origin` tells whether it was proposed from answers, checked, or set by the kecamatan; `moved`
    what the answers propose now although the kecamatan set it otherwise, "" when they do not.
    """

    element: object
    facts: object
    origin: str
    moved: str = ""
    files: int = 0

    @property
    def shape(self):
        """Return the name of the shape in which its state is drawn."""
        is_untold = self.facts.state is State.BELUM_DIISI
        return "terdata" if is_untold else self.facts.state.value

    @property
    def word(self):
        """Return its state in words."""
        is_untold = self.facts.state is State.BELUM_DIISI
        return cells.text(Missing.NOT_TOLD if is_untold else self.facts.state)


def element_line(element, facts, *, cell, was, book, desa, files=0):
    """Return the ElementLine of an Element in a desa (its id).

    `cell` are the stored fields of ElementState, `was` what the answers proposed when the team set
    it, `book` the SurveyBook of the desa, `files` how many files prove it.
    """
    proposal = book.proposals(desa).get(element.key)
    if proposal is None:
        return ElementLine(element, facts, BY_TEAM if cell["state"] else "", files=files)
    if cell["state"]:
        moved = proposal.stored != was
        now = cells.text(proposal.state).lower() if moved else ""
        origin = f"ditetapkan kecamatan: {cell['reason']}"
        return ElementLine(element, facts, origin, now, files)
    return ElementLine(element, facts, _proposed(element, proposal, book, desa), files=files)


def _proposed(element, proposal, book, desa):
    """Return what the state of an element that nobody set rests on."""
    asked = ASKED_IN[element.key]
    if proposal.state is State.BELUM_DIISI:
        word = "belum terjawab di" if book.is_in(desa, element.key) else "menunggu"
        return f"{word} {REGISTRY[asked].name}"
    numbers = sorted({number for number, _key in proposal.sources} or {asked})
    names = listed([REGISTRY[number].name for number in numbers])
    checked = all(book.of(desa, number).checked for number in numbers)
    return f"usulan dari {names}, {'sudah' if checked else 'belum'} diperiksa kecamatan"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One lembar isian of a desa: the SheetCell with its state, and (question, answer) in words.

    `answers` are empty while it does not count (rules.md 14); `blank` counts the questions that
    were handed in without an answer.
    """

    cell: object
    answers: tuple = ()
    blank: int = 0

    @property
    def spec(self):
        """Return the questionnaire."""
        return self.cell.spec


def sheet_line(cell, facts):
    """Return the SheetLine of a SheetCell with its SurveyFacts; corrections are in place."""
    if not (cell.survey and cell.survey.counts):
        return SheetLine(cell)
    told = tuple(
        (leaf.short or leaf.label, in_words(leaf, reply))
        for leaf in cell.spec.leaves
        if not leaf.challenge and (reply := facts.reply(leaf.key)).is_answered
    )
    return SheetLine(cell, told, len(unanswered(cell.spec, facts.replies)))
