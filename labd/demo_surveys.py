"""The demo's answers to Formats 4 and 5: what desa wrote, and what their kecamatan said of it.

One row per desa in data/demo_lembar_isian.csv (numbers point at the printed options, 0 is *Tidak
ada*, blank is not answered), the sentences in data/demo_kata.json. Who has an account types with
it; other desa's forms have no name in their history, as if imported.
"""

import csv
import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from desa import waktu
from desa.history import Source
from desa.rights import Role
from formats.actions import Edit, save_elements
from formats.models import SurveyState
from formats.replies import EMPTY, Reply, option_key
from formats.specs import REGISTRY
from formats.specs._shared import DOCUMENTS_BY_KEY
from formats.survey_actions import (
    ReplyEdit,
    add_themes,
    check_survey,
    correct_reply,
    return_survey,
    save_replies,
    send_survey,
    tag_challenge,
)
from labd.demo_accounts import PEOPLE, TANJUNG
from labd.demo_rounds import JUNE_2026, NOVEMBER_2026, wita

DATA = Path(__file__).parent / "data"
DESA, OFFICER = FORMS = 4, 5
# Period code -> when the first desa typed, when the kecamatan checked.
DAYS = {
    JUNE_2026.code: (wita(2026, 6, 1, 9, 20), wita(2026, 6, 11, 9, 20)),
    NOVEMBER_2026.code: (wita(2026, 11, 2, 9, 20), wita(2026, 11, 12, 9, 20)),
}
# So many questions of a draft are answered.
BEGUN = 4
# A desa's Format 5 that the kecamatan team handed in: there is no officer to do it.
BY_THE_TEAM = ("52.08.01.2008", OFFICER)
RETURNED = "Anggaran tertulis Rp240.000.000. Cocokkan dengan APBDes 2026, lalu kirim lagi."
# Desa code -> what the kecamatan puts beside a sent answer.
CORRECTED = {
    "52.08.02.2003": (
        "anggaran_total",
        Reply(amount=40_500_000),
        "Menurut APBDes 2026 yang diperlihatkan desa",
    )
}
# Desa code -> the cell of Format 2 that PTPD sets otherwise than the survey proposes.
OVERRIDDEN = {
    "52.08.01.2003": {
        "state": "sebagian",
        "evidence": "1 SOP dilihat PTPD",
        "note": "Perdes belum ada",
        "reason": "SOP pendataan ada di kantor desa",
    },
    "52.08.02.2006": {
        "state": "belum",
        "evidence": "",
        "note": "",
        "reason": "Perdes dan SOP yang dicentang baru rancangan",
    },
}
# Desa code -> what its row says otherwise in November; the rest stayed as it was.
LATER = {
    "52.08.01.2003": {"perdes": "1", "sop": "2", "tantangan_4": "1 4"},
    "52.08.01.2004": {"format_4": "terkirim"},
    "52.08.01.2006": {"perdes": "1", "format_5": "diperiksa"},
    "52.08.01.2008": {"anggaran": "12000000", "penggunaan": "3 4", "sumber": "1"},
    "52.08.02.2004": {"format_5": "diperiksa"},
    "52.08.03.2003": {"format_4": "diperiksa", "anggaran": "24000000"},
    "52.08.03.2008": {"format_4": "diperiksa", "format_5": "terkirim"},
    "52.08.03.2010": {"anggaran": "12000000"},
    "52.08.04.2004": {"format_4": "diperiksa"},
    "52.08.04.2007": {"format_5": "diperiksa"},
    "52.08.05.2002": {"format_4": "diperiksa"},
}
HELPED = ("kk", "lahir", "mati")
NOTHING = Reply(nothing=True)


@dataclass(frozen=True, slots=True)
class Challenge:
    """One challenge in a desa's words, and what PTPD says it is about."""

    text: str
    elements: tuple
    documents: tuple
    themes: tuple


def load(kecamatan, period, people, told=JUNE_2026):
    """Fill Formats 4 and 5 of the desa of one kecamatan; `people` is user name -> User.

    The kecamatan's PTPD then checks, returns, corrects, tags and overrides what the data say.
    `told` is the demo's Round of the period.
    """
    first_day, checked_at = DAYS[told.code]
    ptpd = _account(people, Role.PT, kecamatan.code)
    add_themes(kecamatan.kabupaten, _words()["tema"], by=people.get("admin.klu"), at=first_day)
    places = {one.code: one for one in kecamatan.desa_set.order_by("code")}
    words = _Words(told)
    for place, row in enumerate(_rows(told)):
        desa = places.get(row["code"])
        for number in FORMS if desa else ():
            if row[f"format_{number}"]:
                # Every third desa elsewhere, so that untagged challenges are seen as well.
                tagging = kecamatan.code == TANJUNG or (told is JUNE_2026 and place % 3 == 0)
                _form(desa, period, number, row, words, people, ptpd, place, tagging)
    if told is JUNE_2026:
        _override(kecamatan, period, places, ptpd, checked_at + timedelta(hours=3))


def _rows(told):
    """Return the rows of a round; by November some desa have more to tell."""
    with (DATA / "demo_lembar_isian.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return rows if told is JUNE_2026 else [_later(row, place) for place, row in enumerate(rows)]


def _later(row, place):
    """Return a desa's row as it is in November: other people helped, and what LATER says."""
    helped = {
        column: str(int(row[column]) * (9 + place % 4) // 10) for column in HELPED if row[column]
    }
    return {**row, **helped, **LATER.get(row["code"], {})}


def _words():
    return json.loads((DATA / "demo_kata.json").read_text(encoding="utf-8"))


def _account(people, role, code):
    """Return the first demo account that holds a role in a region, or None."""
    names = (one.username for one in PEOPLE if (role, code) in one.duties)
    return next((people[name] for name in names if name in people), None)


def _form(desa, period, number, row, words, people, ptpd, place, tagging):
    """Take one lembar isian as far as its row says: draft, sent, checked or returned."""
    spec, state = REGISTRY[number], row[f"format_{number}"]
    team = (desa.code, number) == BY_THE_TEAM
    role = Role.DS if number == DESA else Role.PE
    by = ptpd if team else _account(people, role, desa.code)
    first_day, checked_at = DAYS[period.code]
    at = first_day + timedelta(days=place % 9, hours=number - DESA, minutes=7 * place)
    challenges = words.challenges(number, row)
    replies = _replies(number, row, words, place, challenges)
    told = [key for key, reply in replies.items() if reply != EMPTY]
    if state == SurveyState.DRAF:
        told = told[:BEGUN]
    survey = save_replies(
        desa=desa, period=period, spec=spec,
        edits=[ReplyEdit(key, EMPTY, replies[key]) for key in told],
        by=by, at=at, source=Source.TYPED if by else Source.IMPORTED,
    )  # fmt: skip
    if state == SurveyState.DRAF:
        return
    at += timedelta(minutes=25)
    day = waktu.today(period.kabupaten, at)
    survey = send_survey(survey, by=by, at=at, day=day, by_kecamatan=team)
    at = checked_at + timedelta(minutes=10 * place)
    if state == SurveyState.DIKEMBALIKAN:
        return_survey(survey, note=RETURNED, by=ptpd, at=at)
    elif state == SurveyState.DIPERIKSA:
        if number == DESA and desa.code in CORRECTED and period.code == JUNE_2026.code:
            question, reply, reason = CORRECTED[desa.code]
            correct_reply(
                survey, question=question, reply=reply, base=None, reason=reason, by=ptpd, at=at
            )
        check_survey(survey, by=ptpd, at=at)
        for one in challenges if tagging else ():
            _tag(survey, one, ptpd, at)


def _tag(survey, challenge, by, at):
    tag_challenge(
        survey, question="tantangan", text=challenge.text, elements=challenge.elements,
        documents=[DOCUMENTS_BY_KEY[key].id for key in challenge.documents],
        themes=survey.period.kabupaten.themes.filter(name__in=challenge.themes), by=by, at=at,
    )  # fmt: skip


def _override(kecamatan, period, places, ptpd, at):
    empty = dict.fromkeys(("state", "evidence", "note", "reason"), "")
    edits = [
        Edit((str(places[code].pk), "perdes-sop"), "cell", empty, cell)
        for code, cell in OVERRIDDEN.items()
        if code in places
    ]
    if edits:
        save_elements(
            kecamatan=kecamatan, period=period, desa=list(places.values()), edits=edits, by=ptpd,
            at=at, overriding=True,
        )  # fmt: skip


class _Words:
    """The sentences of the demo, those of a desa with its own figures in them."""

    def __init__(self, told):
        self.pools = _words()
        self.short = {}
        for code, key, wajib, memiliki in told.counts():
            self.short[code, key] = wajib - memiliki

    def lines(self, pool, place):
        """Return one or two sentences of a pool for the desa at a place in the list."""
        found = self.pools[pool]
        picked = [found[place % len(found)]]
        if place % 3:
            picked.append(found[(place * 4 + 3) % len(found)])
        return Reply(text="\n".join(dict.fromkeys(picked)))

    def challenges(self, number, row):
        """Return the Challenges a row names for one format."""
        pool, code = self.pools[f"tantangan_{number}"], row["code"]
        figures = {
            "km": self.pools["km_ke_gerung"][code[:8]],
            "pasangan": self._about(code, "akta-nikah"),
            "lansia": self._about(code, "perekaman-ktp"),
        }
        return [
            Challenge(
                told["teks"].format(**figures),
                *(tuple(told.get(name, ())) for name in ("elemen", "jenis", "tema")),
            )
            for told in (pool[int(one) - 1] for one in row[f"tantangan_{number}"].split())
        ]

    def _about(self, code, key):
        """Return half of those without a document, in tens as people say it."""
        return max(1, self.short.get((code, key), 0) // 20) * 10


def _replies(number, row, words, place, challenges):
    """Return question key -> Reply of one form, in printed order."""
    text = Reply(text="\n".join(one.text for one in challenges))
    if number == DESA:
        return _desa_replies(row, words, place, text)
    return _officer_replies(row, words, place, text)


def _desa_replies(row, words, place, text):
    uses = [words.pools["penggunaan"][int(one) - 1] for one in row["penggunaan"].split()]
    amount = int(row["anggaran"]) if row["anggaran"] else None
    officer = "2" if row["status"] == "0" else "1"
    return {
        "dasar_hukum": _checks(DESA, "dasar_hukum", row["perdes"], row["perdes_lain"]),
        "anggaran_total": Reply(amount=amount),
        "anggaran_penggunaan": Reply(others=tuple((use, None) for use in uses)),
        "anggaran_sumber": _checks(DESA, "anggaran_sumber", row["sumber"], row["sumber_lain"]),
        "sop": _checks(DESA, "sop", row["sop"], row["sop_lain"]),
        "monev": words.lines("monev", place),
        "pengelolaan_data": words.lines("pengelolaan_data", place),
        "tantangan": text,
        "perlu_ditingkatkan": words.lines("perlu_ditingkatkan_4", place),
        "petugas": _checks(DESA, "petugas", officer),
    }


def _officer_replies(row, words, place, text):
    found = {
        "status": _checks(OFFICER, "status", row["status"], row["status_lain"]),
        "difasilitasi": _numbers("difasilitasi", row, ("kk", "lahir", "mati")),
        "formulir": _checks(OFFICER, "formulir", row["formulir"]),
        "insentif": _numbers("insentif", row, ("honor", "perjalanan", "per_dokumen")),
        "materi": _checks(OFFICER, "materi", row["materi"]),
        "pelatihan": _checks(OFFICER, "pelatihan", row["pelatihan"]),
    }
    if row["status"] != "0":
        found["kelompok_rentan"] = words.lines("kelompok_rentan", place)
        found["tantangan"] = text
        found["perlu_ditingkatkan"] = words.lines("perlu_ditingkatkan_5", place)
    return found


def _checks(number, key, marks, named=""):
    """Return the Reply that ticks printed options by their numbers and names another."""
    if marks == "0":
        return NOTHING
    question = REGISTRY[number].question(key)
    options = [option_key(question.options[int(one) - 1]) for one in marks.split()]
    if named:
        options.append(option_key(question.other))
    return Reply(options=tuple(dict.fromkeys(options)), others=((named, None),) if named else ())


def _numbers(key, row, columns):
    """Return the Reply that gives a number for printed options, and for one named in the row."""
    other = row[f"{key}_lain"]
    if other == "0":
        return NOTHING
    options = REGISTRY[OFFICER].question(key).named
    what, _, number = other.partition("=")
    return Reply(
        numbers=tuple(
            (option_key(option), int(row[column]))
            for option, column in zip(options, columns, strict=True)
            if row[column]
        ),
        others=((what, int(number)),) if what else (),
    )
