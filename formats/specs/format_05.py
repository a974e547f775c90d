"""Format 5: the questionnaire of the officer of Disdukcapil in the desa."""

from formats.spec import Answer, Axis, FormatSpec, Question
from formats.specs._shared import OURS, SURVEY_COLUMNS

_OTHERS = "Lainnya, sebutkan"

SPEC = FormatSpec(
    number=5,
    title=("Lembar Isian Petugas Disdukcapil di Desa atau Petugas Pencatatan Kependudukan Desa"),
    filled_by="Petugas Disdukcapil di Desa / PPKD",
    rows=Axis.QUESTIONS,
    source="survey",
    right="survey5",
    about="petugas di desa",
    landscape=False,
    columns=SURVEY_COLUMNS,
    footnote=OURS,
    header=("Tanggal Pengisian", "Desa", "Kecamatan", "Kabupaten"),
    questions=(
        Question(
            key="status",
            short="Status petugas",
            label="Apa status Petugas Disdukcapil di Desa?",
            kind=Answer.CHECKS,
            options=("Aparatur Desa", "Pihak lain", _OTHERS),
            other_lines=2,
            several=True,
            nothing="Tidak ada petugas",
        ),
        Question(
            key="difasilitasi",
            short="Dokumen yang difasilitasi",
            label=(
                "Berapa jumlah dokumen yang telah difasilitasi oleh Petugas Disdukcapil di Desa?"
            ),
            kind=Answer.COUNTS,
            options=("Kartu Keluarga", "Akta Kelahiran", "Akta Kematian", _OTHERS),
            other_lines=2,
            boxed=True,
        ),
        Question(
            key="formulir",
            short="Formulir yang digunakan",
            label=(
                "Formulir apa yang digunakan Petugas Disdukcapil di Desa dalam melaksanakan "
                "tugasnya?"
            ),
            kind=Answer.CHECKS,
            options=(
                "Lembar Kerja Pendataan",
                "Formulir Permohonan",
                "Formulir Rekapitulasi Dokumen",
                "Formulir Tanda Terima Permohonan",
                "Formulir Tanda Terima Dokumen",
                _OTHERS,
            ),
            other_lines=2,
            several=True,
        ),
        Question(
            key="insentif",
            short="Dukungan insentif",
            label=(
                "Bagaimana dukungan insentif untuk pelaksanaan tugas Petugas Disdukcapil di Desa?"
            ),
            kind=Answer.AMOUNTS,
            options=(
                "Honor bulanan (Rp)",
                "Biaya perjalanan (Rp)",
                "Ongkos per dokumen (Rp)",
                _OTHERS,
            ),
            other_lines=2,
            boxed=True,
            help="Insentif dari anggaran desa untuk petugas; warga tidak dipungut biaya.",
        ),
        Question(
            key="materi",
            short="Materi pelatihan yang diterima",
            label="Materi pelatihan yang diterima Petugas Disdukcapil di Desa?",
            kind=Answer.CHECKS,
            options=("Buku Saku", "SOP", "Buku Panduan PPKD", _OTHERS),
            other_lines=2,
            several=True,
        ),
        Question(
            key="pelatihan",
            short="Pelatihan yang dibutuhkan",
            label="Pelatihan apa yang masih dibutuhkan Petugas Disdukcapil di Desa?",
            kind=Answer.CHECKS,
            options=(
                "Mekanisme Pelayanan",
                "Mekanisme Pelayanan Online",
                "Mekanisme Pendataan",
                "Mekanisme Rekapitulasi Data",
                "Strategi Komunikasi",
                _OTHERS,
            ),
            other_lines=2,
            several=True,
        ),
        Question(
            key="kelompok_rentan",
            short="Layanan kelompok rentan",
            label="Bagaimana layanan terhadap kelompok rentan?",
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
            label="Apa yang perlu ditingkatkan dari pelaksanaan LABD di Desa?",
            kind=Answer.NARRATIVE,
            hint="(jelaskan)",
            lines=6,
        ),
    ),
)
