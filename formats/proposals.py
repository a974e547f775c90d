"""What the answers to Formats 4 and 5 propose for the elements of LABD (rules.md 16).

Plain values in, plain values out. An element that no survey asks about has no proposal.
"""

from dataclasses import dataclass, field

from formats.recaps import ElementFacts
from formats.replies import EMPTY, option_key
from formats.specs import REGISTRY
from formats.values import Amount, Rupiah, State

DESA, OFFICER = 4, 5
NO_OFFICER = option_key("Tidak ada petugas")


@dataclass(frozen=True, slots=True)
class SurveyFacts:
    """A lembar isian as recaps read it: its state, and the replies that count, by question key.

    `replies` already have the kecamatan's corrections in place, and are empty while the form does
    not count (rules.md 14). `checked` tells *diperiksa* from *terkirim*.
    """

    state: str
    replies: dict = field(default_factory=dict)
    checked: bool = False

    def reply(self, key):
        """Return the reply to one question; EMPTY when it was not answered."""
        return self.replies.get(key, EMPTY)


UNTOLD = SurveyFacts("")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the surveys propose for one element: its state, why, and the answers it rests on.

    `evidence` and `note` are values to write (formats.render.cells); `sources` are (format number,
    question key) pairs.
    """

    state: State = State.BELUM_DIISI
    evidence: tuple = ()
    note: str = ""
    sources: tuple = ()

    @property
    def stored(self):
        """Return the state as ElementState keeps it: blank for *belum diisi*."""
        return "" if self.state is State.BELUM_DIISI else self.state.value


def propose_rules(desa, officer):
    """Propose element 1: any Perdes and any SOP; exactly one of them is *sebagian*."""
    perdes, sop = desa.reply("dasar_hukum"), desa.reply("sop")
    sources = tuple(
        (DESA, key) for key, reply in (("dasar_hukum", perdes), ("sop", sop)) if reply.is_answered
    )
    evidence = (*_named("dasar_hukum", perdes), *_counted(sop, "SOP"))
    if perdes.has_any and sop.has_any:
        return Proposal(State.SUDAH, evidence, "", sources)
    if perdes.has_any or sop.has_any:
        missing, reply = ("SOP", sop) if perdes.has_any else ("Perdes", perdes)
        word = "belum ada" if reply.nothing else "belum dijawab"
        return Proposal(State.SEBAGIAN, evidence, f"{missing} {word}", sources)
    if perdes.nothing and sop.nothing:
        return Proposal(State.BELUM, (), "", sources)
    return Proposal(sources=sources)


def propose_officer(desa, officer):
    """Propose element 3: a status ticked in Format 5; *Tidak ada petugas* said in either form."""
    status, told = officer.reply("status"), desa.reply("petugas")
    if status.has_any:
        return Proposal(State.SUDAH, _named("status", status, OFFICER), "", ((OFFICER, "status"),))
    if status.nothing:
        return Proposal(State.BELUM, (), "", ((OFFICER, "status"),))
    if NO_OFFICER in told.options:
        return Proposal(State.BELUM, (), "", ((DESA, "petugas"),))
    return Proposal()


def propose_budget(desa, officer):
    """Propose element 5: this year's budget above Rp0, Rp0 or *Tidak ada*, or not answered."""
    reply = desa.reply("anggaran_total")
    if reply.money is None:
        return Proposal()
    sources = ((DESA, "anggaran_total"),)
    if reply.money == 0:
        return Proposal(State.BELUM, (), "", sources)
    origin = _named("anggaran_sumber", desa.reply("anggaran_sumber"))
    return Proposal(State.SUDAH, (Rupiah(reply.money), *origin), "", sources)


# The questions that propose an element.
PROPOSING = (
    "dasar_hukum", "sop", "petugas", "status", "anggaran_total", "anggaran_sumber",
)  # fmt: skip
# Element key -> the format whose answers propose it.
ASKED_IN = {"perdes-sop": DESA, "petugas": OFFICER, "anggaran": DESA}
PROPOSE = {
    "perdes-sop": propose_rules,
    "petugas": propose_officer,
    "anggaran": propose_budget,
}


def proposals(desa, officer):
    """Return element key -> Proposal from the SurveyFacts of Formats 4 and 5."""
    return {key: propose(desa, officer) for key, propose in PROPOSE.items()}


def effective(entered, proposal, write):
    """Return the ElementFacts that count: what the team entered, else what is proposed.

    `entered` is an ElementFacts or None; `write` turns a value into words.
    """
    if proposal is None:
        return entered or ElementFacts()
    told = "; ".join(write(value) for value in proposal.evidence)
    if entered and entered.state is not State.BELUM_DIISI:
        return entered
    return ElementFacts(
        proposal.state,
        (entered.evidence if entered else "") or told,
        proposal.note or (entered.note if entered else ""),
    )


def _named(key, reply, number=DESA):
    """Return the words of the ticked options and the others named, as one text in a tuple."""
    question = REGISTRY[number].question(key)
    words = [one for one in question.named if option_key(one) in reply.options]
    others = [what for what, _number in reply.others]
    if option_key(question.other) in reply.options and not others:
        others = ["lainnya"]
    joined = ", ".join([*words, *others])
    return (joined,) if joined else ()


def _counted(reply, unit):
    """Return how many options and others are named, as an Amount in a tuple."""
    named = len(reply.options) + len(reply.others)
    # "Lainnya" ticked beside what it names is one thing, not two.
    if reply.others and any(key.startswith("lainnya") for key in reply.options):
        named -= 1
    return (Amount(named, unit),) if named else ()
