"""How a question of a questionnaire is written: filled in, or as the form a hand fills in.

Lines carry what a paper draws (a box, a tick, dots) beside what they say; what is ours and not the
guide's has the role "kita".
"""

from formats.render.lines import BOX, TICK, Line, rupiah, whole
from formats.replies import option_key
from formats.spec import Answer

UNANSWERED = "belum dijawab"
EMPTIED = "dikosongkan"
CORRECTED = "Koreksi kecamatan"
OURS = "kita"
_WITH_FIGURES = (Answer.COUNTS, Answer.AMOUNTS)


def asked_lines(asked):
    """Return the Lines of a question of several parts, each part under its own words."""
    found = []
    for number, part in enumerate(asked.parts, 1):
        words = part.question.label
        found.append(Line(f"{number}. {words}" if asked.question.numbered else words, "nomor"))
        found += [line.also("dalam") for line in answered_lines(part)]
    return tuple(found)


def answered_lines(answered):
    """Return the Lines of one question: its form, or its answer and the correction beside it."""
    question, reply = answered.question, answered.reply
    hint = (Line(question.hint, "petunjuk"),) if question.hint else ()
    if reply is None:
        return (*hint, *_form(question))
    found = [*hint, *_filled(question, reply)]
    if not reply.is_answered:
        found.append(Line(UNANSWERED, "rinci"))
    if answered.correction is not None:
        told = f"{CORRECTED}: {in_words(question, answered.correction)} ({answered.reason})"
        found.append(Line(told, "terpisah"))
    return tuple(found)


def in_words(question, reply):
    """Return an answer on one line: what is ticked and named, with its figures."""
    if not reply.is_answered:
        return EMPTIED
    if not reply.has_any:
        return question.nothing
    told = [
        (line.text, line.figure)
        for option, line in _options(question, reply).items()
        if option != question.other or not reply.others
    ]
    told += _others(question, reply)
    found = [] if reply.amount is None else [rupiah(reply.amount)]
    found += [f"{what} {figure}".strip() for what, figure in told]
    return "; ".join([*found, *reply.points])


# --- The form to be filled by hand ----------------------------------------------------------------


def _form(question):
    if question.kind is Answer.RUPIAH:
        yield Line(question.prefix, rooms=1)
    else:
        mark = BOX if question.boxed or question.options else ""
        has_figures = question.kind in _WITH_FIGURES
        for option in question.named:
            yield Line(option, _role(question), mark, rooms=int(has_figures))
        # One line for others has its room behind the words, several have lines of their own.
        several = question.other_lines > 1
        if question.other:
            yield Line(question.other, mark=mark, rooms=int(not several))
        others = question.other_lines if several else question.lines
        for _ in range(others):
            yield Line("", mark=mark, rooms=1 + has_figures)
    if question.has_nothing:
        yield Line(question.nothing, OURS, BOX)


def _role(question):
    return OURS if question.ours else ""


# --- What was filled in ---------------------------------------------------------------------------


def _filled(question, reply):
    if reply.amount is not None:
        yield Line(rupiah(reply.amount), "utama")
    ticked = _options(question, reply)
    for option in question.options:
        yield ticked.get(option, Line(option, mark=BOX)).also(_role(question))
    if not _on_its_line(question, reply):
        mark = TICK if question.boxed or question.options else ""
        for what, figure in _others(question, reply):
            yield Line(what, "utama", mark, figure)
    yield from (Line(point) for point in reply.points)
    if question.has_nothing:
        yield Line(question.nothing, OURS, TICK if reply.nothing else BOX)


def _options(question, reply):
    """Return printed option -> Line, of those that are ticked or have a figure.

    The option that asks for others is ticked with them.
    """
    found = {}
    for option in question.options:
        key = option_key(option)
        number = reply.number_of(key)
        if number is not None:
            # Told to be none: the figure stands, the box stays open.
            mark = TICK if number else BOX
            found[option] = Line(option, "utama", mark, _figure(question, option, number))
        elif key in reply.options:
            found[option] = Line(option, "utama", TICK)
    if question.other and reply.others:
        found[question.other] = Line(question.other, "utama", TICK, _on_its_line(question, reply))
    return found


def _others(question, reply):
    """Return (what, figure) of each other thing that is named."""
    return [
        (what, "" if number is None else _figure(question, what, number))
        for what, number in reply.others
    ]


def _on_its_line(question, reply):
    """Return the only other thing named, where the guide gives it no line of its own, else ""."""
    alone = question.other_lines == 1 and len(reply.others) == 1
    return reply.others[0][0] if alone else ""


def _figure(question, label, number):
    money = question.kind is Answer.AMOUNTS and "(Rp)" not in label
    return rupiah(number) if money else whole(number)
