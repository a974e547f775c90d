"""What a table that is shared is made of, and how it is laid out as a Sheet.

A Sheet is what the workbook, the CSV and the JSON are written from, so all three say the same.
"""

from dataclasses import dataclass

from formats.sheet import Cell, Head, Row, Sheet, SheetColumn
from formats.spec import Kind

WHOLE = "Data lengkap, tidak disamarkan; hanya untuk digunakan di dalam pemerintahan."
REGION_CODES = ("Kode wilayah", "Kode dan Data Wilayah Administrasi Pemerintahan, Kemendagri")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a shared table: its name for machines, its heading, how it is read."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Shared:
    """One table that is shared: its title, what it tells, its columns, and how rows are made.

    What is `inside_only` is never handed over masked.
    """

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: object
    inside_only: bool = False


DOCUMENT = Column("dokumen", "Jenis dokumen", width=2)
FIGURES = (
    Column("wajib", "Wajib memiliki", Kind.COUNT),
    Column("memiliki", "Sudah memiliki", Kind.COUNT),
    Column("belum_memiliki", "Belum memiliki", Kind.COUNT),
    Column("cakupan_persen", "Cakupan (%)", Kind.PERCENT),
    Column("target_persen", "Target (%)", Kind.PERCENT),
    Column("kesenjangan_poin", "Kesenjangan (poin)", Kind.COUNT, 1.2),
    Column("kurang_ke_target", "Kurang ke target", Kind.COUNT, 1.2),
)
REACH = (
    Column("satuan", "Satuan"),
    Column("desa_melapor", "Desa yang melapor", Kind.COUNT),
    Column("desa_seluruhnya", "Desa seluruhnya", Kind.COUNT),
)


def register_in(tables):
    """Return the decorator that keeps tables, each by its name, in the dict `tables`."""

    def shared(name, title, about, *columns, inside_only=False):
        """Register a function source -> (row key, values, is a sum) as the table `name`."""

        def register(function):
            tables[name] = Shared(name, title, about, columns, function, inside_only)
            return function

        return register

    return shared


def lay(table, source, *, header, notes, place=("", ""), is_sample):
    """Return a Shared table of a source as a Sheet, with what the figures are around it."""
    rows = tuple(
        Row(
            str(key),
            tuple(
                Cell(column.kind, value)
                for column, value in zip(table.columns, values, strict=True)
            ),
            "total" if is_sum else "body",
        )
        for key, values, is_sum in table.rows(source)
    )
    return Sheet(
        number=0,
        name=table.name.capitalize(),
        title=table.title,
        subtitle="",
        landscape=True,
        header=header,
        head=(tuple(Head(column.heading) for column in table.columns),),
        columns=tuple(
            SheetColumn(column.key, column.kind, column.width, discussion=False)
            for column in table.columns
        ),
        rows=rows,
        notes=notes,
        footnote="",
        foot=(),
        place=place,
        meeting=(),
        is_sample=is_sample,
        is_draft=False,
    )
