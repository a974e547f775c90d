"""Format 4: the questionnaire of the desa government."""

from formats.spec import Answer, Axis, FormatSpec, Question
from formats.specs._shared import OURS, SURVEY_COLUMNS

SPEC = FormatSpec(
    number=4,
    title=(
        "Identifikasi Tantangan dan Peluang Pelaksanaan Layanan Administrasi Kependudukan "
        "Berbasis Desa"
    ),
    subtitle="A. Lembar Isian Pemerintah Desa",
    filled_by="pemerintah desa",
    rows=Axis.QUESTIONS,
    source="survey",
    right="survey4",
    about="pemerintah desa",
    landscape=False,
    columns=SURVEY_COLUMNS,
    footnote=OURS,
    header=("Tanggal Pengisian", "Desa", "Kecamatan", "Kabupaten"),
    questions=(
        Question(
            key="dasar_hukum",
            short="Dasar hukum LABD",
            label="Apakah dasar hukum penyelenggaraan LABD di Desa Anda?",
            kind=Answer.CHECKS,
            options=(
                "Perdes Kewenangan Lokal Skala Desa",
                "Perdes Pengelolaan Keuangan Desa",
                "Perdes Prioritas Penggunaan ADD",
                "Perdes Percepatan Dokumen Kependudukan",
                "Perdes atau aturan Lainnya, sebutkan",
            ),
            other_lines=1,
            several=True,
        ),
        Question(
            key="anggaran",
            short="Dukungan anggaran desa",
            label="Bagaimana dukungan anggaran desa untuk pelaksanaan LABD?",
            kind=Answer.GROUP,
            numbered=True,
            parts=(
                Question(
                    key="anggaran_total",
                    help="Tulis angka rupiah saja, misalnya 12.000.000. Kosongkan bila belum tahu.",
                    label=(
                        "Total anggaran yang disediakan Desa untuk penyelenggaraan LABD dalam "
                        "tahun berjalan"
                    ),
                    kind=Answer.RUPIAH,
                    prefix="Rp",
                    nothing="Tidak ada anggaran tahun ini",
                ),
                Question(
                    key="anggaran_penggunaan",
                    moot_without="anggaran_total",
                    label="Anggaran tersebut digunakan untuk (sebutkan)",
                    kind=Answer.TEXTS,
                    lines=5,
                    boxed=True,
                ),
                Question(
                    key="anggaran_sumber",
                    moot_without="anggaran_total",
                    label="Sumber Anggaran penyelenggaraan LABD",
                    kind=Answer.CHECKS,
                    options=("ADD", "DD", "Lainnya, sebutkan"),
                    other_lines=2,
                ),
            ),
        ),
        Question(
            key="sop",
            short="Tata baku laksana/SOP",
            label="Apa saja tata baku laksana/SOP terkait LABD yang tersedia di desa?",
            kind=Answer.CHECKS,
            options=(
                "Tata baku laksana pendataan dan pemutakhiran data penduduk",
                "Tata baku laksana fasilitasi dokumen kependudukan",
                "Tata baku laksana koordinasi Petugas Disdukcapil di Desa dengan Pemerintah Desa.",
                "Tata baku laksana penyajian data kependudukan skala desa",
                "Lainnya, sebutkan",
            ),
            other_lines=2,
            several=True,
        ),
        Question(
            key="monev",
            short="Monitoring dan evaluasi",
            label="Bagaimana sistem monitoring dan evaluasi LABD di desa?",
            kind=Answer.NARRATIVE,
            hint="(jelaskan)",
            lines=6,
        ),
        Question(
            key="pengelolaan_data",
            short="Pengelolaan dan pemanfaatan data",
            label="Bagaimana pengelolaan dan pemanfaatan data kependudukan di desa?",
            kind=Answer.NARRATIVE,
            hint="(jelaskan)",
            lines=6,
        ),
        Question(
            key="tantangan",
            short="Tantangan",
            challenge=True,
            label="Apa tantangan penyelenggaraan LABD di desa?",
            kind=Answer.NARRATIVE,
            hint="(jelaskan)",
            lines=6,
        ),
        Question(
            key="perlu_ditingkatkan",
            short="Yang perlu ditingkatkan",
            label="Apa yang perlu ditingkatkan dari pelaksanaan LABD di desa?",
            kind=Answer.NARRATIVE,
            hint="(jelaskan)",
            lines=6,
        ),
        Question(
            key="petugas",
            short="Petugas di desa",
            label="Apakah ada Petugas Disdukcapil di Desa Anda?",
            kind=Answer.CHOICE,
            options=("Ada; petugas mengisi Format 5", "Tidak ada petugas"),
            ours=True,
        ),
    ),
)
