"""`import_wilayah`: every layout is read, nothing is deleted, a mistake stores nothing."""

import io
import tarfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from desa.models import Desa, Kabupaten, Kecamatan
from desa.region_file import LARGEST, RegionFileError, read
from desa.wilayah import zone_of

HEAD = "code,district_code,name,district_name\n"
KLU = {
    "regencies": "code,province_code,name\n52.08,52,Kabupaten Lombok Utara\n",
    "districts": "code,regency_code,name\n52.08.01,52.08,Tanjung\n52.08.02,52.08,Gangga\n",
    "villages": (
        "code,district_code,name\n"
        "52.08.01.2001,52.08.01,Tanjung\n"
        "52.08.01.2002,52.08.01,Sokong\n"
        "52.08.02.2001,52.08.02,Gondang\n"
    ),
}


def package(path, parts, prefix="package/data/"):
    with tarfile.open(path, "w:gz") as tar:
        for name, text in parts.items():
            member = tarfile.TarInfo(f"{prefix}{name}.csv")
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return path


@pytest.fixture
def muat(tmp_path, db):
    """Return a function that imports lines of one list and returns what was said."""

    def run(*lines, **options):
        file = tmp_path / "wilayah.csv"
        file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        return imported(file, **options)

    return run


def imported(path, **options):
    out = io.StringIO()
    call_command("import_wilayah", str(path), stdout=out, **options)
    return out.getvalue().splitlines()


def row(code, name, kecamatan="Tanjung"):
    return f"{code},{code[:8]},{name},{kecamatan}"


FOUR = (
    row("52.08.01.2001", "Tanjung"),
    row("52.08.01.2002", "Sokong"),
    row("52.08.02.2001", "Gondang", "Gangga"),
    row("52.08.02.2002", "Bentek", "Gangga"),
)


class TestTheShippedRegions:
    def test_lombok_utara_comes_with_five_kecamatan_and_43_desa(self, db):
        said = imported("desa/data/wilayah_klu.csv")
        assert said[0] == "Kabupaten: 1 dalam berkas; 1 baru, 0 berganti nama, 0 pindah, 0 hilang."
        kabupaten = Kabupaten.unscoped.get()
        assert (kabupaten.code, kabupaten.name, kabupaten.zone) == (
            "52.08",
            "Lombok Utara",
            "Asia/Makassar",
        )
        assert list(Kecamatan.unscoped.order_by("code").values_list("name", flat=True)) == [
            "Tanjung",
            "Gangga",
            "Kayangan",
            "Bayan",
            "Pemenang",
        ]
        assert Desa.unscoped.count() == 43
        assert Desa.unscoped.valid_on(date(2020, 1, 1)).count() == 43

    def test_loading_them_again_changes_nothing(self, db):
        imported("desa/data/wilayah_klu.csv")
        said = imported("desa/data/wilayah_klu.csv")
        assert said[-1] == "Desa: 43 dalam berkas; 0 baru, 0 berganti nama, 0 pindah, 0 hilang."
        assert Desa.history.count() == 43


class TestLayouts:
    @pytest.fixture
    def folder(self, tmp_path):
        for name, text in KLU.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return tmp_path

    def test_a_tarball_a_folder_and_its_data_folder_say_the_same(self, tmp_path, folder):
        (tmp_path / "luar").mkdir()
        inner = tmp_path / "luar" / "data"
        inner.mkdir()
        for name, text in KLU.items():
            (inner / f"{name}.csv").write_text(text, encoding="utf-8")
        tarball = read(package(tmp_path / "idn.tgz", KLU))
        for other in (read(folder), read(tmp_path / "luar")):
            assert (other.kabupaten, other.kecamatan, other.desa) == (
                tarball.kabupaten,
                tarball.kecamatan,
                tarball.desa,
            )
        assert tarball.kabupaten["52.08"].name == "Lombok Utara"

    def test_codes_without_dots_are_the_same_codes(self, tmp_path):
        parts = {name: text.replace("52.08.0", "52080") for name, text in KLU.items()}
        parts = {name: text.replace(".200", "200") for name, text in parts.items()}
        assert "5208012001" in parts["villages"]
        assert list(read(package(tmp_path / "idn.tgz", parts)).desa) == [
            "52.08.01.2001",
            "52.08.01.2002",
            "52.08.02.2001",
        ]

    def test_a_double_quote_in_a_name_was_meant_as_an_apostrophe(self, muat):
        muat('52.08.01.2001,52.08.01,"Soka""an",Tanjung', row("52.08.01.2002", "Sari  Mulya "))
        assert set(Desa.unscoped.values_list("name", flat=True)) == {"Soka'an", "Sari Mulya"}

    def test_a_kota_keeps_its_word(self, tmp_path):
        parts = KLU | {"regencies": "code,province_code,name\n52.08,52,Kota Mataram\n"}
        assert read(package(tmp_path / "a.tgz", parts)).kabupaten["52.08"].name == "Kota Mataram"

    def test_the_name_of_a_kabupaten_may_be_given(self, muat):
        muat("52.03.01.2001,52.03.01,Sepit,Keruak", kabupaten=["52.03=Lombok Timur"])
        assert Kabupaten.unscoped.get().name == "Lombok Timur"

    @pytest.mark.parametrize(
        ("code", "zone"),
        [
            ("11.01", "Asia/Jakarta"),
            ("35.78", "Asia/Jakarta"),
            ("61.01", "Asia/Jakarta"),
            ("52.08", "Asia/Makassar"),
            ("64.01", "Asia/Makassar"),
            ("73.71", "Asia/Makassar"),
            ("81.01", "Asia/Jayapura"),
            ("96.71", "Asia/Jayapura"),
        ],
    )
    def test_the_clock_follows_the_province(self, code, zone):
        assert zone_of(code) == zone


class TestChanges:
    def test_a_new_name_keeps_the_row_and_is_written_in_its_history(self, muat):
        muat(*FOUR)
        sokong = Desa.unscoped.get(name="Sokong")
        said = muat(FOUR[0], row("52.08.01.2002", "Sokong Raya"), *FOUR[2:])
        assert "  berganti nama: Sokong menjadi Sokong Raya (52.08.01.2002)" in said
        sokong.refresh_from_db()
        assert sokong.name == "Sokong Raya"
        latest = sokong.history.first()
        assert (latest.history_type, latest.history_source, latest.history_change_reason) == (
            "~",
            "impor",
            "import_wilayah wilayah.csv",
        )

    def test_a_desa_no_longer_named_ends_and_stays(self, muat):
        muat(*FOUR)
        said = muat(*FOUR[:3], tanggal="2026-06-30")
        assert said[-1] == "  hilang: Bentek (52.08.02.2002)"
        bentek = Desa.unscoped.get(name="Bentek")
        assert bentek.valid_to == date(2026, 6, 29)
        assert bentek in Desa.unscoped.valid_on(date(2026, 6, 29))
        assert bentek not in Desa.unscoped.valid_on(date(2026, 6, 30))

    def test_a_desa_already_ended_does_not_end_again(self, muat):
        muat(*FOUR)
        muat(*FOUR[:3], tanggal="2026-06-30")
        said = muat(*FOUR[:3], tanggal="2026-09-30")
        assert said[-1].endswith("0 hilang.")
        assert Desa.unscoped.get(name="Bentek").valid_to == date(2026, 6, 29)

    def test_a_desa_named_again_holds_again(self, muat):
        muat(*FOUR)
        muat(*FOUR[:3])
        said = muat(*FOUR)
        assert said[-1] == "  berlaku kembali: Bentek (52.08.02.2002)"
        assert Desa.unscoped.get(name="Bentek").valid_to is None

    def test_a_new_desa_of_a_known_kabupaten_begins_on_the_day(self, muat):
        muat(*FOUR)
        muat(*FOUR, row("52.08.01.2003", "Jenggala"), tanggal="2026-06-30")
        jenggala = Desa.unscoped.get(name="Jenggala")
        assert jenggala.valid_from == date(2026, 6, 30)
        assert jenggala not in Desa.unscoped.valid_on(date(2026, 6, 15))

    def test_a_recoded_desa_in_another_kecamatan_keeps_its_row(self, muat):
        muat(*FOUR)
        sokong = Desa.unscoped.get(name="Sokong")
        said = muat(FOUR[0], *FOUR[2:], row("52.08.02.2009", "SOKONG", "Gangga"))
        assert "  pindah: SOKONG: 52.08.01.2002 menjadi 52.08.02.2009, dari Tanjung ke Gangga" in (
            said
        )
        sokong.refresh_from_db()
        assert (sokong.code, sokong.kecamatan.name, sokong.valid_to) == (
            "52.08.02.2009",
            "Gangga",
            None,
        )

    def test_the_same_code_under_another_kecamatan_is_a_move(self, muat):
        muat(*FOUR)
        said = muat(*FOUR[:3], "52.08.02.2002,52.08.01,Bentek,Tanjung")
        assert any(line.startswith("  pindah: Bentek") for line in said)
        assert Desa.unscoped.get(name="Bentek").kecamatan.name == "Tanjung"

    def test_two_desa_of_one_name_are_not_guessed_at(self, muat):
        muat(*FOUR, row("52.08.02.2003", "Sokong", "Gangga"))
        said = muat(FOUR[0], *FOUR[2:], row("52.08.03.2001", "Sokong", "Kayangan"))
        assert said[-1] == "  hilang: Sokong (52.08.02.2003)"
        assert Desa.unscoped.filter(name="Sokong").count() == 3
        assert not any("pindah: Sokong" in line for line in said)

    def test_within_one_kecamatan_the_name_is_enough(self, muat):
        muat(*FOUR, row("52.08.02.2003", "Sokong", "Gangga"))
        before = dict(Desa.unscoped.values_list("code", "pk"))
        muat(
            FOUR[0],
            *FOUR[2:],
            row("52.08.01.2012", "Sokong"),
            row("52.08.02.2013", "Sokong", "Gangga"),
        )
        after = dict(Desa.unscoped.values_list("code", "pk"))
        assert after["52.08.01.2012"] == before["52.08.01.2002"]
        assert after["52.08.02.2013"] == before["52.08.02.2003"]

    def test_a_recoded_kecamatan_keeps_its_row_and_takes_its_desa_along(self, muat):
        muat(*FOUR)
        gangga = Kecamatan.unscoped.get(name="Gangga")
        desa = set(gangga.desa_set.values_list("pk", flat=True))
        muat(
            *FOUR[:2],
            row("52.08.09.2001", "Gondang", "Gangga"),
            row("52.08.09.2002", "Bentek", "Gangga"),
        )
        gangga.refresh_from_db()
        assert (gangga.code, gangga.valid_to) == ("52.08.09", None)
        assert set(gangga.desa_set.values_list("pk", flat=True)) == desa
        assert Desa.unscoped.count() == 4

    def test_a_kabupaten_that_the_file_does_not_name_is_left_alone(self, muat):
        muat(*FOUR)
        muat("52.03.01.2001,52.03.01,Sepit,Keruak", kabupaten=["52.03=Lombok Timur"])
        assert not Desa.unscoped.filter(valid_to__isnull=False).exists()
        assert not Kecamatan.unscoped.filter(valid_to__isnull=False).exists()

    def test_a_dry_run_says_everything_and_stores_nothing(self, muat):
        muat(*FOUR)
        said = muat(*FOUR[:3], row("52.08.01.2007", "Teniga"), dry_run=True)
        assert "  baru: Teniga (52.08.01.2007)" in said
        assert "  hilang: Bentek (52.08.02.2002)" in said
        assert said[-1] == "Hanya laporan (--dry-run): tidak ada yang disimpan."
        assert set(Desa.unscoped.values_list("name", flat=True)) == {
            "Tanjung",
            "Sokong",
            "Gondang",
            "Bentek",
        }
        assert not Desa.unscoped.filter(valid_to__isnull=False).exists()

    def test_a_desa_cannot_end_before_it_began(self, muat):
        muat(*FOUR)
        muat(*FOUR, row("52.08.01.2003", "Jenggala"), tanggal="2026-06-30")
        with pytest.raises(CommandError, match=r"berlaku sejak 30/06/2026"):
            muat(*FOUR, tanggal="2026-01-31")


class TestMistakes:
    @pytest.mark.parametrize(
        ("lines", "words"),
        [
            ([], "tidak berisi satu desa pun"),
            (["52.08.01.201,52.08.01,Sokong,Tanjung"], "baris 2: “52.08.01.201” bukan kode desa"),
            (["52.08.01.2001,52.08,Sokong,Tanjung"], "bukan kode kecamatan"),
            (["٥٢.08.01.2001,52.08.01,Sokong,Tanjung"], "bukan kode desa"),
            (["52.08.01.2001,52.08.01,,Tanjung"], "namanya kosong"),
            (["52.08.01.2001,52.08.01,Sokong"], "jumlah kolomnya"),
            (["52.08.01.2001,52.08.01,Sokong,Tanjung,lagi"], "jumlah kolomnya"),
            (["52.08.01.2001,52.08.01,5208012001900001,Tanjung"], "16 angka"),
            ([f"52.08.01.2001,52.08.01,{'a' * 81},Tanjung"], "lebih dari 80 huruf"),
            ([row("52.08.01.2001", "A"), row("52.08.01.2001", "B")], "baris 3: kode 52.08.01.2001"),
            ([row("52.08.01.2001", "A"), row("52.08.01.2002", "B", "X")], "mempunyai dua nama"),
            ([row("99.01.01.2001", "A")], "nama kabupaten 99.01 belum diketahui"),
            (['52.08.01.2001,52.08.01,"Sokong,Tanjung'], "CSV yang utuh"),
        ],
    )
    def test_each_is_one_sentence_and_nothing_is_stored(self, muat, lines, words):
        with pytest.raises(CommandError) as refused:
            muat(*lines)
        assert words in str(refused.value)
        assert str(refused.value).endswith(".")
        assert not Desa.unscoped.exists() and not Kabupaten.unscoped.exists()

    def test_a_late_mistake_undoes_everything(self, muat):
        muat(*FOUR, row("52.08.01.2003", "Jenggala"), tanggal="2026-06-30")
        with pytest.raises(CommandError):
            muat(row("52.08.07.2001", "Baru", "Baru"), "52.08.07.2002,52.08.07,,Baru")
        assert Kecamatan.unscoped.count() == 2

    def test_a_missing_file_and_a_file_of_another_kind_are_named(self, tmp_path, db):
        with pytest.raises(CommandError, match="tidak ada"):
            imported(tmp_path / "hilang.csv")
        other = tmp_path / "gambar.csv"
        other.write_bytes(b"\xff\xd8\xff\xe0" * 20)
        with pytest.raises(CommandError, match="bukan teks CSV"):
            imported(other)

    def test_a_list_without_its_columns_names_them(self, tmp_path, db):
        file = tmp_path / "a.csv"
        file.write_text("kode,nama\n1,2\n", encoding="utf-8")
        with pytest.raises(CommandError, match="code, district_code, name, district_name"):
            imported(file)

    def test_a_cut_tarball_is_refused(self, tmp_path):
        whole = package(tmp_path / "a.tgz", KLU).read_bytes()
        (tmp_path / "b.tgz").write_bytes(whole[: len(whole) // 2])
        with pytest.raises(RegionFileError, match=r"rusak|tidak berisi|bukan teks"):
            read(tmp_path / "b.tgz")

    def test_a_tarball_is_never_unpacked_and_its_links_are_not_followed(self, tmp_path):
        path = tmp_path / "a.tgz"
        with tarfile.open(path, "w:gz") as tar:
            link = tarfile.TarInfo("package/data/regencies.csv")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(link)
        with pytest.raises(RegionFileError, match="tidak berisi regencies"):
            read(path)
        outside = package(tmp_path / "b.tgz", KLU, prefix="../../luar/")
        assert len(read(outside).desa) == 3
        assert not (tmp_path.parent.parent / "luar").exists()

    def test_a_member_far_too_large_is_refused_unread(self, tmp_path):
        path = tmp_path / "a.tgz"
        with tarfile.open(path, "w:gz", compresslevel=1) as tar:
            member = tarfile.TarInfo("package/data/regencies.csv")
            member.size = LARGEST + 1
            tar.addfile(member, io.BytesIO(bytes(member.size)))
        with pytest.raises(RegionFileError, match="lebih besar dari 32 MB"):
            read(path)

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"tanggal": "30 Juni"}, "tulis seperti 2026-06-30"),
            ({"kabupaten": ["Lombok"]}, "52.08=Lombok Utara"),
            ({"kabupaten": ["5=Lombok"]}, "bukan kode kabupaten"),
        ],
    )
    def test_options_are_checked_in_words(self, muat, options, words):
        with pytest.raises(CommandError, match=words):
            muat(*FOUR, **options)
