"""docs/hak-akses.md, written from desa.rights: the table as people read it."""

from desa.rights import COLUMNS, FOOTNOTES, LINK, RIGHTS, ROLE_LEVEL, Level, Role

SUPERSCRIPT = str.maketrans("12345", "¹²³⁴⁵")
LETTERS = (
    ("E", "mengubah", "melihat, mengubah, membatalkan"),
    ("R", "melihat", "melihat saja"),
    ("O", "mengubah milik desa sendiri", "melihat, mengubah, membatalkan di desanya"),
    ("o", "melihat milik desa sendiri", "melihat di desanya"),
    ("A", "memutuskan", "melihat, mengubah, membatalkan, memutuskan atau mengunci"),
    ("–", "tidak ada", "tidak satu pun"),
)
VERBS = (
    ("read", "melihat; juga wilayah di atasnya sejauh memuat milik sendiri"),
    ("edit", "mengisi dan mengubah"),
    ("cancel", "membatalkan"),
    ("decide", "memutuskan, mengunci, membenarkan"),
)


def page():
    """Return the whole page as Markdown."""
    return "\n".join(
        [
            "# Hak akses",
            "",
            "Ditulis oleh `manage.py hak_akses` dari `desa/rights.py`; jangan diubah dengan "
            "tangan. Uji setiap alamat × setiap peran dibangun dari tabel di halaman ini.",
            "",
            "Hak adalah pasangan (kemampuan, wilayah), masing-masing dari satu penugasan. PTPD "
            "Tanjung yang juga notulis di Gangga hanya mempunyai hak notulis di Gangga. Di luar "
            "wilayah jawabannya 404, di dalam wilayah tanpa hak 403. Tanpa masuk hanya halaman "
            "masuk dan `healthz` yang terbuka.",
            "",
            "## Peran",
            "",
            *_table(
                ("", "peran", "bertugas di"),
                [(role.value, role.label, Level(ROLE_LEVEL[role]).value) for role in Role],
            ),
            "",
            "`tautan` adalah orang yang membuka satu lembar lewat tautan, tanpa akun.",
            "",
            "## Tabel",
            "",
            *_table(("kunci", "kemampuan", *_heads()), [_row(right) for right in RIGHTS.values()]),
            "",
            *(f"{note.translate(SUPERSCRIPT)} {text}.  " for note, text in FOOTNOTES.items()),
            "",
            "`sendiri`: hanya lembar atau tanda hadir yang dituju tautan itu.",
            "",
            "Admin kabupaten memelihara sistem dan tidak mengubah angka atau kesepakatan "
            "kecamatan.",
            "",
            "## Huruf",
            "",
            *_table(("huruf", "arti", "kata kerja"), LETTERS),
            "",
            "## Kata kerja",
            "",
            "Setiap tampilan menyebut satu kemampuan dan satu kata kerja, misalnya "
            '`@access("coverage.edit")`.',
            "",
            *_table(("kata kerja", "arti"), [(f"`{verb}`", text) for verb, text in VERBS]),
            "",
        ]
    )


def _heads():
    return ["tautan" if column == LINK else str(column) for column in COLUMNS]


def _row(right):
    return (f"`{right.key}`", right.label, *(_mark(right.grants[one]) for one in COLUMNS))


def _mark(grant):
    if grant.letter == "own":
        return "sendiri"
    return "–" if grant.letter == "-" else grant.letter + grant.note.translate(SUPERSCRIPT)


def _table(heads, rows):
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
