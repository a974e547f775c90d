"""The vocabulary in which a format is written as data.

A format is a `FormatSpec`: what its rows are (`Axis`), its columns (`Column`, or `Repeat` for a
group repeated along an axis) or its questions, where its facts come from (`source`), and how its
page lies. `formats.sheet.build_sheet` turns a spec and facts into a `Sheet`; forms, pages, PDF and
Excel follow from it. What a spec cannot say is not in the software: extend this file instead.
"""

from dataclasses import dataclass, field
from enum import Enum


class Axis(Enum):
    """What the rows, or the repeated groups, of a format run over."""

    DESA = "desa"
    ELEMENTS = "elemen"
    DOCUMENTS = "jenis dokumen"
    QUESTIONS = "pertanyaan"
    FACTS = "uraian"


class Kind(Enum):
    """How a cell is read, aligned, and written (formats.render.cells)."""

    ORDINAL = "nomor urut"
    LABEL = "nama baris"
    TEXT = "teks"
    COUNT = "bilangan"
    PERCENT = "persen"
    GAP = "kesenjangan"
    STATE = "keadaan"
    NAMES = "nama desa"
    LINES = "butir"
    REPLY = "isian"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    `key` names the fact it shows; `compute` instead names a function of `formats.recaps` that
    makes the value from the row's facts. `entered` columns are typed by people on the entry page,
    `discussion` columns by the meeting (they get the free room of a plano). `width` is a share of
    the table's width, relative to the other columns. `group` is the heading over neighbours.
    A discussion column may be `proposed`: filled from data until the meeting says otherwise, and
    typed as something else than plain text (a progress entry, a target). `paired` columns list the
    same items in step, which stand side by side.
    """

    key: str
    heading: str
    kind: Kind
    group: str = ""
    entered: bool = False
    discussion: bool = False
    proposed: bool = False
    paired: bool = False
    compute: str = ""
    total: bool = False
    width: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Columns repeated for each item of `axis`, under a heading with the item's name.

    A single column without a heading of its own stands under the item's name alone.
    """

    axis: Axis
    columns: tuple[Column, ...]

    @property
    def is_single(self):
        """Return whether the item's name is all the heading its column has."""
        return len(self.columns) == 1 and not self.columns[0].heading


class Answer(Enum):
    """The real kind of a question of Formats 4 and 5."""

    CHECKS = "centang"
    RUPIAH = "rupiah"
    TEXTS = "daftar teks"
    NARRATIVE = "uraian"
    COUNTS = "jumlah menurut jenis"
    AMOUNTS = "rupiah menurut jenis"
    CHOICE = "pilihan"
    GROUP = "kelompok"


# The discussion columns that show plan items: what, and when.
PLAN_COLUMNS = ("plans", "times")
# Kinds whose "nothing there" must be told apart from "not answered" (rules.md 13).
WITH_NOTHING = (Answer.CHECKS, Answer.RUPIAH, Answer.COUNTS, Answer.AMOUNTS)
NOTHING = "Tidak ada"
# Most letters of a narrative, and of one line of a list.
NARRATIVE_ROOM, LINE_ROOM = 1000, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a questionnaire, worded as the guide prints it.

    `options` are the printed choices or rows, the last of which asks to name others when
    `other_lines` is above zero; `lines` is the room on paper; `parts` are the questions of a group.
    Not the guide's but ours, and shown apart: `nothing`, the words of *Tidak ada*; `ours`, a whole
    question; `short`, its name in a list; `help`, a sentence under it. What a desa writes under a
    `challenge` is tagged and quoted (rules.md 18). Where the amount of the question `moot_without`
    is nothing, there is nothing to answer.
    """

    key: str
    label: str
    kind: Answer
    hint: str = ""
    options: tuple[str, ...] = ()
    other_lines: int = 0
    lines: int = 0
    prefix: str = ""
    boxed: bool = False
    numbered: bool = False
    several: bool = False
    parts: tuple["Question", ...] = ()
    nothing: str = NOTHING
    ours: bool = False
    short: str = ""
    help: str = ""
    challenge: bool = False
    moot_without: str = ""

    @property
    def leaves(self):
        """Return the questions that are answered: the parts of a group, else the question."""
        return self.parts or (self,)

    @property
    def has_nothing(self):
        """Return whether *Tidak ada* can be ticked."""
        return self.kind in WITH_NOTHING

    @property
    def named(self):
        """Return the options that stand for themselves, without the one that asks for others."""
        return self.options[:-1] if self.other_lines else self.options

    @property
    def other(self):
        """Return the option that asks to name others, or "" when there is none."""
        return self.options[-1] if self.other_lines else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatSpec:
    """One of the guide's formats, whole.

    `source` names where its facts come from, as registered in `formats.tables` (live) or
    `rakorcam.worksheets` (a session's). `session` is the kind of Rakorcam that works on it and
    `group` its discussion group. `version` rises with every change of wording or columns, and is
    kept in snapshots. A format of several tables has `parts`, each a spec of its own with its own
    source, whose title is its heading. `right` names the right that guards a questionnaire
    (desa.rights); `about` says in a word who answers it. A table of few columns takes only `span`
    of the paper's width.
    """

    number: int
    title: str
    filled_by: str
    rows: Axis
    source: str
    columns: tuple = ()
    questions: tuple[Question, ...] = ()
    subtitle: str = ""
    header: tuple[str, ...] = ()
    last_row: str = ""
    footnote: str = ""
    definitions: bool = False
    session: str = ""
    group: int = 0
    landscape: bool = True
    span: float = 1.0
    version: int = 1
    parts: tuple["FormatSpec", ...] = ()
    right: str = ""
    about: str = ""
    label: str = ""
    flat: tuple[Column, ...] = field(init=False, default=())

    def __post_init__(self):
        """Keep the columns without their repeats, for those who only ask what exists."""
        columns = []
        for part in self.columns:
            columns.extend(part.columns if isinstance(part, Repeat) else (part,))
        object.__setattr__(self, "flat", tuple(columns))

    @property
    def name(self):
        """Return "Format 6", or the label of a sheet that is not the guide's."""
        return self.label or f"Format {self.number}"

    @property
    def heading(self):
        """Return "Format 1 · Pendataan ...", without saying Format twice."""
        return f"{self.name} · {self.title.removeprefix('Format ')}"

    @property
    def entered(self):
        """Return the columns that people type on the entry page."""
        return tuple(column for column in self.flat if column.entered)

    @property
    def discussion(self):
        """Return the columns that the meeting fills."""
        return tuple(column for column in self.flat if column.discussion)

    @property
    def texts(self):
        """Return the discussion columns that take plain texts: no plans, nothing proposed."""
        return tuple(
            column
            for column in self.discussion
            if not column.proposed and column.key not in PLAN_COLUMNS
        )

    @property
    def has_plans(self):
        """Return whether plan items are born in it."""
        return any(column.key in PLAN_COLUMNS for column in self.discussion)

    @property
    def leaves(self):
        """Return every question that is answered, in printed order."""
        return tuple(leaf for question in self.questions for leaf in question.leaves)

    @property
    def is_questionnaire(self):
        """Return whether it asks questions instead of filling a table."""
        return bool(self.questions)

    def question(self, key):
        """Return the question, or part of one, called `key`; raises KeyError without one."""
        for question in (*self.questions, *self.leaves):
            if question.key == key:
                return question
        raise KeyError(key)

    def whole(self, key):
        """Return the printed question that `key`, of it or a part of it, belongs to."""
        for question in self.questions:
            if key == question.key or any(key == leaf.key for leaf in question.leaves):
                return question
        raise KeyError(key)

    def column(self, key):
        """Return the column called `key`; raises KeyError when there is none."""
        for column in self.flat:
            if column.key == key:
                return column
        raise KeyError(key)
