"""The whole circle, from an empty database: what June agrees, November reviews, and so on.

People type figures, sessions and plans on their pages; reports, visits and what a meeting says of a
plan are written by the actions behind theirs. At the end every row of every sheet of four meetings
is read word by word: nothing may stand there that nobody typed and plain arithmetic does not give.
"""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.urls import reverse

from formats.specs._shared import DOCUMENTS, DOCUMENTS_BY_KEY, ELEMENTS
from rakorcam.actions_plans import amend_item, carry_over
from rakorcam.actions_progress import confirm_progress, record_in_meeting, record_progress
from rakorcam.actions_targets import set_agreed_target
from rakorcam.actions_visits import record_visit
from rakorcam.models import Amendment, PersonMet, PlanItem, Progress, Rakorcam, Visit
from rakorcam.worksheets import worksheets_of
from tests.factories import guide_type
from tests.pages import Person
from tests.rakorcam.siklus import DAYS, make_period, moment, text

DAY = datetime.date
JUNE, NOVEMBER, NEXT_JUNE, NEXT_NOVEMBER = DAYS
KIA, NIKAH = (str(DOCUMENTS_BY_KEY[key].id) for key in ("kia", "akta-nikah"))
UNITS = {KIA: "anak", NIKAH: "orang"}
# (wajib, memiliki) of Tanjung, Sokong and Jenggala in each round; Jenggala comes late in the first.
FIGURES = {
    JUNE: {NIKAH: ((4480, 3655), (5120, 3777)), KIA: ((2905, 2290), (3777, 2998))},
    NOVEMBER: {
        NIKAH: ((4490, 3689), (5131, 3815), (2466, 1902)),
        KIA: ((2911, 2401), (3790, 3122), (1877, 1450)),
    },
    NEXT_JUNE: {
        NIKAH: ((4502, 3721), (5140, 3861), (2470, 1933)),
        KIA: ((2916, 2544), (3801, 3290), (1881, 1602)),
    },
    NEXT_NOVEMBER: {
        NIKAH: ((4511, 3760), (5152, 3903), (2478, 1999)),
        KIA: ((2920, 2633), (3808, 3401), (1886, 1711)),
    },
}
# Percent to be reached, as typed; the next June's of KIA is what November agrees.
TARGETS = {JUNE: {KIA: "85"}, NOVEMBER: {KIA: "86"}, NEXT_NOVEMBER: {KIA: "92"}}
AGREED = "91,5"
# Agreed in June; nobody ever reports on it, and November neither finishes it nor goes on with it.
SILENT = "Menunjuk petugas loket"
ROOM = {JUNE: ("Tanjung",), NOVEMBER: ("Tanjung", "Sokong")}
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
# What the sheets say of themselves: the guide's rows, and the words between what people typed.
OURS = (
    *(one.label for one in (*DOCUMENTS, *ELEMENTS)), "Dst", "desa", "dari", "semua desa",
    "Belum terdata:", "belum dilaporkan", "belum dibenarkan PTPD", "dalam rapat", "diubah",
    "menjadi:", "alasan:", "lanjutan dari", "Rakorcam Perencanaan, Juni 2026",
    "Rakorcam Evaluasi, November 2026", "Rakorcam Perencanaan, Juni 2027", "APBDes",
    "selesai", "berjalan", "terhambat", "Selesai", "Berjalan", "Terhambat", "Direncanakan",
    "usulan",
)  # fmt: skip


def dotted(number):
    """Return a count as people write it."""
    return f"{number:,}".replace(",", ".")


def percent(part, whole):
    """Return a share with one decimal, half up."""
    exact = Decimal(part) * 100 / Decimal(whole)
    return f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%".replace(".", ",")


def day_text(day):
    """Return a day as the sheets write it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def months_text(first, last):
    """Return a span of months."""
    start, end = (int(month[5:7]) - 1 for month in (first, last))
    if first[:4] != last[:4]:
        return f"{MONTHS[start]} {first[:4]}–{MONTHS[end]} {last[:4]}"
    span = MONTHS[start] if start == end else f"{MONTHS[start]}–{MONTHS[end]}"
    return f"{span} {first[:4]}"


class Circle:
    """The people of Tanjung at work; remembers every word and figure they type."""

    def __init__(self, client, tanjung, places, **people):
        self.tanjung, self.people = tanjung, people
        self.pages = {name: Person(client, user) for name, user in people.items()}
        self.desa = {one.name: one for one in places}
        self.said = {*OURS, *self.desa}

    def say(self, *told):
        """Remember what was typed."""
        self.said |= {dotted(one) if isinstance(one, int) else one for one in told if one}

    def reckon(self, code, target):
        """Remember what plain arithmetic makes of the figures of one round."""
        for document, figures in FIGURES[code].items():
            wajib, memiliki = (sum(column) for column in zip(*figures, strict=True))
            self.say(percent(memiliki, wajib), wajib, memiliki, UNITS[document])
            self.say(f"{len(figures)} dari 3 desa", "0 dari 3 desa")
            if document in target:
                hundredths = int(Decimal(target[document].replace(",", ".")) * 100)
                self.say(percent(hundredths, 10_000), -(-hundredths * wajib // 10_000))
        there = len(ROOM.get(code, ()))
        self.say(f"{there} desa", f"{3 - there} desa")

    def collect(self, code):
        """Type targets, Format 1 and Format 2 of one round on their pages."""
        place = [self.tanjung.pk, code]
        if code in TARGETS:
            klu = [self.tanjung.kabupaten_id, code]
            self.pages["dukcapil"].fill_in(
                "target_kabupaten", *klu, having=f"t-{KIA}",
                at=reverse("target_kabupaten_simpan", args=klu),
                **{f"t-{document}": typed for document, typed in TARGETS[code].items()},
            )  # fmt: skip
        cells = {
            f"s:{desa.pk}:{document}:{field}": str(count)
            for document, figures in FIGURES[code].items()
            for desa, counts in zip(self.desa.values(), figures, strict=False)
            for field, count in zip(("wajib", "memiliki"), counts, strict=True)
        }
        self.pages["ptpd"].fill_in(
            "format", *place, 1, having="dasar", at=reverse("format_simpan", args=[*place, 1]),
            **cells,
        )  # fmt: skip
        rooms = {
            f"e:{desa.pk}:ruang:state": "sudah" if name in ROOM[code] else "belum"
            for name, desa in (self.desa.items() if code in ROOM else ())
        }
        if rooms:
            self.pages["ptpd"].fill_in(
                "format", *place, 2, having="dasar", at=reverse("format_simpan", args=[*place, 2]),
                **rooms,
            )  # fmt: skip
        self.reckon(code, TARGETS.get(code, {KIA: AGREED}))

    def open(self, code, kind):
        """Open and freeze the meeting of one round on its pages; return the session."""
        day = DAYS[code]
        self.pages["ptpd"].fill_in(
            "rakorcam_baru", self.tanjung.pk, having="period", kind=kind, period=code,
            date=f"{day:%d/%m/%Y}", time="08.30", place="Aula Kantor Camat",
        )  # fmt: skip
        session = Rakorcam.unscoped.get(kecamatan=self.tanjung, period__code=code)
        self.pages["ptpd"].fill_in("rakorcam_bekukan", session.pk, having=None)
        return session

    def plan(self, session, number, row, what, desa=(), *, months, **more):
        """Type a plan item on its page, as the notulis; return it."""
        first, last = months
        typed = {
            "what": what, "from_month": first, "to_month": last, "in_charge": "Kasi Pemerintahan",
            **more,
        }  # fmt: skip
        self.pages["notulis"].fill_in(
            "lembar_kerja_baris", session.pk, number, row, having="what", **typed,
            where="pilih" if desa else "semua", desa=[str(self.desa[one].pk) for one in desa],
        )  # fmt: skip
        self.say(what, typed["in_charge"], months_text(first, last))
        if "budget" in more:
            self.say(f"Rp{more['budget']}")
        self.say(more.get("target_unit"), int(more.get("target_number", 0)))
        return PlanItem.unscoped.get(session=session, what=what)

    def problem(self, session, row, words):
        """Type what stands in the way, as the notulis."""
        self.pages["notulis"].fill_in(
            "lembar_kerja_baris", session.pk, 7, row, having="problems-text",
            at=reverse("catatan_tambah", args=[session.pk, 7, row, "problems"]),
            **{"problems-text": words},
        )  # fmt: skip
        self.say(words)

    def go_on(self, session, number, row, what, months):
        """Go on with what an earlier meeting left open, in one click on its row's page."""
        here, worker = [session.pk, number, row], self.pages["notulis"]
        page = worker.open("lembar_kerja_baris", *here).content.decode()
        (click,) = re.findall(rf'action="([^"]+/lanjut/)">(?:.(?!</form>))+: {what}<', page)
        worker.fill_in("lembar_kerja_baris", *here, having=None, at=click)
        self.say(months_text(*months))

    def hold(self, session):
        """Begin, agree every worksheet, close: on the pages, for the camat."""
        ask = {"having": None, "capacity": "atas nama camat"}
        worker = self.pages["ptpd"]
        worker.fill_in("rakorcam_mulai", session.pk, another_day="on", **ask)
        for spec in worksheets_of(session):
            worker.fill_in("sepakati", session.pk, spec.number, **ask)
        worker.fill_in("rakorcam_tutup", session.pk, **ask)

    def entry(self, item, day, state, desa="", **more):
        """Return a Progress not yet stored, its words remembered."""
        self.say(day_text(day), more.get("number"), more.get("done"), more.get("obstacle"))
        return Progress(item=item, desa=self.desa.get(desa), date=day, state=state, **more)

    def report(self, item, day, state, desa="", *, by="ptpd", confirmed=True, **more):
        """Report on an item; what the desa writes PTPD confirms on the next day, or not yet."""
        entry = self.entry(item, day, state, desa, **more)
        own = by == "ptpd"
        record_progress(entry, by=self.people[by], at=moment(day), confirmed=own)
        if confirmed and not own:
            later = moment(day + datetime.timedelta(days=1))
            confirm_progress(entry, by=self.people["ptpd"], at=later)


@pytest.fixture
def circle(client, klu, tanjung, desa_tanjung, periode, ptpd, dukcapil, notulis, kepala_desa):
    """Return the people of Tanjung before anything is typed."""
    return Circle(
        client, tanjung, desa_tanjung, ptpd=ptpd, dukcapil=dukcapil, notulis=notulis,
        kepala=kepala_desa,
    )  # fmt: skip


def rows_of(session, number):
    """Return the rows of a worksheet as printed, without title, headings and foot."""
    lines = text(session, number).splitlines()
    return [line for line in lines if re.match(r"\d+\. \|", line)]


def unexplained(line, said):
    """Return what is left of a row when all that was said is taken out of it."""
    longest = sorted(said, key=len, reverse=True)
    words = "|".join(rf"(?<![\w.,]){re.escape(one)}(?!\w)" for one in longest)
    left = re.sub(words, " ", re.sub(r"^\d+\. \|", "", line))
    # The numbers of several items in one row, and what stands between words.
    left = re.sub(r"(?<!\w)\d+\)", " ", left.replace("<tail>", " "))
    return re.sub(r"[\s|/·,;:.()–]+", " ", left).strip()


def assert_all_explained(circle, session):
    """Every row of every worksheet of a session is made of what was typed and reckoned."""
    for spec in worksheets_of(session):
        for line in rows_of(session, spec.number):
            assert unexplained(line, circle.said) == "", (spec.number, line)


def row_of(session, number, label):
    """Return the one row of a worksheet with this label."""
    (found,) = [line for line in rows_of(session, number) if f"| {label} |" in line]
    return found


def june(circle):
    """Collect, meet and agree in June; return (session, isbat, sekolah, sk)."""
    circle.collect(JUNE)
    session = circle.open(JUNE, "perencanaan")
    circle.problem(session, NIKAH, "Biaya dan jarak ke Pengadilan Agama")
    isbat = circle.plan(
        session, 7, NIKAH, "Isbat nikah terpadu", ("Sokong", "Jenggala"),
        months=("2026-07-01", "2026-09-01"), target_number="40", target_unit="pasangan",
        budget="25.000.000", budget_source="apbdes",
    )  # fmt: skip
    sekolah = circle.plan(
        session, 7, KIA, "Jemput bola KIA di sekolah", months=("2026-08-01", "2026-10-01"),
        target_number="300", target_unit="anak",
    )  # fmt: skip
    sk = circle.plan(
        session, 6, "pokja", "Menerbitkan SK Pokja Adminduk", months=("2026-07-01", "2026-08-01")
    )
    circle.plan(session, 6, "petugas", SILENT, ("Sokong",), months=("2026-09-01", "2026-10-01"))
    circle.hold(session)
    return session, isbat, sekolah, sk


def two_quarters(circle, isbat, sekolah, sk):
    """Report, change a plan, visit a desa and report again."""
    circle.report(isbat, DAY(2026, 8, 20), "berjalan", "Sokong", number=5, done="Sidang pertama")
    circle.report(
        sekolah, DAY(2026, 9, 3), "berjalan", "Tanjung", number=40, done="Dua sekolah didatangi"
    )
    circle.say(day_text(DAY(2026, 9, 14)), "Blangko berkurang", dotted(200), dotted(16 + 3))
    changed = {**sekolah.content, "target_number": 200}
    amend_item(
        Amendment(item=sekolah, reason="Blangko berkurang", **changed), desa=(),
        by=circle.people["ptpd"], at=moment(DAY(2026, 9, 14)),
    )  # fmt: skip
    circle.report(
        isbat, DAY(2026, 9, 30), "selesai", "Sokong", number=16, by="kepala",
        done="Sidang kedua di kantor desa",
    )  # fmt: skip
    found = circle.entry(
        isbat, DAY(2026, 10, 7), "terhambat", number=3, obstacle="Saksi nikah sudah meninggal"
    )
    visit = Visit(
        desa=circle.desa["Jenggala"], date=DAY(2026, 10, 7), by_whom="PTPD dan pendamping desa",
        findings="Berkas tujuh pasangan belum lengkap", follow_up="KUA memeriksa berkas",
        unit="KUA Tanjung",
    )  # fmt: skip
    met = [PersonMet(name="Sekretaris Desa Jenggala", office="Sekretaris desa", sex="P")]
    record_visit(
        visit, people=met, progress=[found], confirmed=True, by=circle.people["ptpd"],
        at=moment(DAY(2026, 10, 8)),
    )  # fmt: skip
    circle.report(sekolah, DAY(2026, 10, 12), "berjalan", "Sokong", number=55, done="Satu PAUD")
    circle.say(dotted(40 + 55))
    circle.report(sk, DAY(2026, 10, 20), "selesai", "Tanjung", done="SK nomor 12 terbit")
    circle.report(
        sk, DAY(2026, 11, 3), "selesai", "Sokong", by="kepala", confirmed=False, done="SK menyusul"
    )


def november(circle, isbat, sekolah, sk):
    """Collect, look back, carry over what is unfinished and plan on; return what was carried."""
    circle.collect(NOVEMBER)
    session = circle.open(NOVEMBER, "evaluasi")
    typing = {"by": circle.people["notulis"], "at": moment(DAYS[NOVEMBER])}
    record_in_meeting(
        session, sk, desa=list(circle.desa.values()), state="selesai",
        done="SK terbit di tiga desa", **typing,
    )  # fmt: skip
    circle.say(
        "SK terbit di tiga desa", day_text(DAYS[NOVEMBER]), months_text("2026-11", "2027-01")
    )
    carried = [carry_over(item, session=session, **typing) for item in (isbat, sekolah)]
    circle.plan(
        session, 9, "ruang", "Membuat loket bersama", ("Jenggala",),
        months=("2026-12-01", "2026-12-01"),
    )  # fmt: skip
    set_agreed_target(
        session=session, document=guide_type("kia"), hundredths=9150, base=None, **typing
    )
    wajib = sum(one[0] for one in FIGURES[NOVEMBER][KIA])
    circle.say(f"{AGREED}%", -(-9150 * wajib // 10_000))
    circle.hold(session)
    return session, *carried


def test_the_circle_of_two_years(circle, klu):
    for code in (NOVEMBER, NEXT_JUNE, NEXT_NOVEMBER):
        make_period(klu, code)
    first, isbat, sekolah, sk = june(circle)
    assert_all_explained(circle, first)
    printed = [rows_of(first, number) for number in (6, 7)]
    two_quarters(circle, isbat, sekolah, sk)

    look_back, isbat_again, _sekolah = november(circle, isbat, sekolah, sk)
    assert_all_explained(circle, look_back)
    nikah, kia = (row_of(look_back, 10, label) for label in ("Akta Nikah", "KIA"))
    for words in (
        "Isbat nikah terpadu / Sokong, Jenggala · Kasi Pemerintahan · 40 pasangan · Rp25.000.000",
        "Terhambat · 19 dari 40 pasangan",
        "Sokong: selesai, 16 pasangan. Sidang pertama (20 Agustus 2026); Sidang kedua di kantor "
        "desa (30 September 2026)",
        "Jenggala: terhambat, 3 pasangan",
        "Jenggala: Saksi nikah sudah meninggal (7 Oktober 2026)",
    ):
        assert words in nikah
    assert "diubah 14 September 2026 menjadi: Jemput bola KIA di sekolah" in kia
    assert "Berjalan · 95 dari 200 anak" in kia
    assert "belum dilaporkan: Jenggala" in kia
    pokja = row_of(look_back, 8, "Pokja Adminduk Desa")
    assert "| Selesai /" in pokja
    assert "SK terbit di tiga desa (24 November 2026, dalam rapat)" in pokja
    assert "SK menyusul (3 November 2026) (belum dibenarkan PTPD)" in pokja
    assert "Isbat nikah terpadu" in row_of(look_back, 11, "Akta Nikah")
    assert "Membuat loket bersama" in row_of(look_back, 9, "Ruang/Loket Pelayanan")

    # Next June plans anew and shows the target that November agreed.
    circle.report(
        isbat_again, DAY(2027, 2, 10), "berjalan", "Jenggala", number=9, done="Saksi baru ditemukan"
    )
    circle.say(dotted(16 + 9))
    circle.collect(NEXT_JUNE)
    again = circle.open(NEXT_JUNE, "perencanaan")
    circle.plan(again, 7, NIKAH, "Penyuluhan di KUA", months=("2027-07-01", "2027-08-01"))
    circle.go_on(again, 6, "petugas", SILENT, ("2027-06-01", "2027-07-01"))
    circle.plan(again, 6, "ruang", "Menambah jam loket", months=("2027-07-01", "2027-07-01"))
    circle.hold(again)
    assert_all_explained(circle, again)
    assert "91,5%" in row_of(again, 7, "KIA")
    went_on = row_of(again, 6, "Petugas Disdukcapil di Desa")
    assert f"{SILENT} / Sokong · Kasi Pemerintahan / lanjutan dari" in went_on

    # The November after reviews November's items and June's, and no item that is done with.
    circle.collect(NEXT_NOVEMBER)
    last = circle.open(NEXT_NOVEMBER, "evaluasi")
    assert_all_explained(circle, last)
    nikah = row_of(last, 10, "Akta Nikah")
    assert nikah.index("1) Isbat nikah terpadu") < nikah.index("2) Penyuluhan di KUA")
    assert "lanjutan dari Rakorcam Perencanaan, Juni 2026" in nikah
    assert "1) Berjalan · 25 dari 40 pasangan" in nikah
    assert "Saksi nikah sudah meninggal (7 Oktober 2026)" in nikah
    assert "Jemput bola KIA di sekolah" in row_of(last, 10, "KIA")
    rooms = row_of(last, 8, "Ruang/Loket Pelayanan")
    assert rooms.index("Membuat loket bersama") < rooms.index("Menambah jam loket")
    assert "SK Pokja" not in row_of(last, 8, "Pokja Adminduk Desa")
    assert row_of(last, 8, "Petugas Disdukcapil di Desa").count(SILENT) == 1
    assert [rows_of(first, number) for number in (6, 7)] == printed
