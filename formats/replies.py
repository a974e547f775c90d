"""What people answer to one question of Formats 4 and 5, as one plain value.

A `Reply` holds whatever its question's kind asks; `from_json` and `to_json` carry it through the
database and a snapshot unchanged. Rp0, *Tidak ada* and nothing at all are three different replies
(rules.md 13).
"""

from dataclasses import dataclass
from functools import cache

from django.utils.text import slugify

from formats.spec import LINE_ROOM, NARRATIVE_ROOM, WITH_NOTHING, Answer

MOST_NUMBER = 10**12
# More lines than any desa needs; a form of thousands is a mistake or an attack.
MOST_LINES = 20


@cache
def option_key(text):
    """Return the key under which an option is stored: its words, without signs."""
    return slugify(text)[:60]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: ticked options, named others, numbers by option, an amount, a text.

    `options` are option keys; `others` pairs (what, number or None); `numbers` pairs (option key,
    number), in people's counts or whole rupiah; `amount` whole rupiah; `nothing` is *Tidak ada*.
    """

    options: tuple[str, ...] = ()
    others: tuple[tuple[str, int | None], ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()
    amount: int | None = None
    text: str = ""
    nothing: bool = False

    @property
    def has_any(self):
        """Return whether something is named: an option, another, a number, an amount, a text."""
        return bool(
            self.options or self.others or self.numbers or self.text or self.amount is not None
        )

    @property
    def is_answered(self):
        """Return whether the question is answered, be it with *Tidak ada*."""
        return self.nothing or self.has_any

    @property
    def money(self):
        """Return the amount in rupiah, 0 for *Tidak ada*, None when not answered."""
        return 0 if self.nothing else self.amount

    def number_of(self, key):
        """Return the number given for an option, or None."""
        return dict(self.numbers).get(key)

    @property
    def points(self):
        """Return a narrative's lines that say something, each once."""
        return tuple(dict.fromkeys(line.strip() for line in self.text.splitlines() if line.strip()))

    def to_json(self):
        """Return the reply as what JSON can hold, without what is empty."""
        told = {
            "options": list(self.options),
            "others": [list(pair) for pair in self.others],
            "numbers": [list(pair) for pair in self.numbers],
            "text": self.text,
        }
        found = {name: value for name, value in told.items() if value}
        if self.amount is not None:
            found["amount"] = self.amount
        return found | ({"nothing": True} if self.nothing else {})

    @classmethod
    def from_json(cls, told):
        """Return the Reply that `to_json` made."""
        return cls(
            options=tuple(told.get("options", ())),
            others=tuple((what, number) for what, number in told.get("others", ())),
            numbers=tuple((key, number) for key, number in told.get("numbers", ())),
            amount=told.get("amount"),
            text=told.get("text", ""),
            nothing=told.get("nothing", False),
        )


EMPTY = Reply()
# Which parts of a Reply a kind of question is answered with, beside *Tidak ada*.
PARTS = {
    Answer.CHECKS: ("options", "others"),
    Answer.CHOICE: ("options",),
    Answer.RUPIAH: ("amount",),
    Answer.TEXTS: ("others",),
    Answer.NARRATIVE: ("text",),
    Answer.COUNTS: ("numbers", "others"),
    Answer.AMOUNTS: ("numbers", "others"),
    Answer.GROUP: (),
}


def mistakes(question, reply):
    """Yield a sentence for everything that cannot be an answer to `question`."""
    known = {option_key(option) for option in question.options}
    if set(reply.to_json()) - {*PARTS[question.kind], "nothing"}:
        yield "Isian ini tidak cocok dengan pertanyaannya."
    if set(reply.options) - known or {key for key, _ in reply.numbers} - known:
        yield "Pilihan ini tidak ada di pertanyaannya."
    if reply.nothing and question.kind not in WITH_NOTHING:
        yield f"Pertanyaan ini tidak punya pilihan “{question.nothing}”."
    if reply.nothing and reply.has_any and not (reply.amount == 0 and not reply.options):
        yield f"“{question.nothing}” dicentang, padahal ada yang diisi. Pilih salah satu."
    if question.kind is Answer.CHOICE and len(reply.options) > 1:
        yield "Pilih satu saja."
    if len(reply.others) > MOST_LINES:
        yield f"Tertulis {len(reply.others)} baris. Paling banyak {MOST_LINES} baris."
    if not all(what.strip() for what, _ in reply.others):
        yield "Ada baris yang belum menyebut apa."
    for what, _number in reply.others:
        if len(what) > LINE_ROOM:
            yield f"Tertulis {len(what)} huruf. Paling banyak {LINE_ROOM} huruf per baris."
    if len(reply.text) > NARRATIVE_ROOM:
        yield f"Tertulis {len(reply.text)} huruf. Paling banyak {NARRATIVE_ROOM} huruf."
    pairs = (*reply.numbers, *reply.others)
    numbers = [number for _what, number in pairs if number is not None]
    numbers += [] if reply.amount is None else [reply.amount]
    if any(not 0 <= number <= MOST_NUMBER for number in numbers):
        yield "Angka paling kecil 0 dan paling besar 1.000.000.000.000."
