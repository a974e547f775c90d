"""The accounts of the demo: one person per role, one of two posts, a desa with open tasks."""

from dataclasses import dataclass

from desa.rights import Role


@dataclass(frozen=True, slots=True)
class Person:
    """A demo account: its name, and its (role, region code) assignments."""

    username: str
    name: str
    duties: tuple


TANJUNG, GANGGA = "52.08.01", "52.08.02"
SOKONG, TENIGA = "52.08.01.2002", "52.08.01.2007"

PEOPLE = (
    Person("ptpd.tanjung", "Baiq Nurhayati", ((Role.PT, TANJUNG),)),
    Person("notulis.tanjung", "Siti Aisyah", ((Role.NO, TANJUNG),)),
    Person("camat.tanjung", "Lalu Mahendra", ((Role.CA, TANJUNG),)),
    Person("sekcam.tanjung", "Ni Made Astuti", ((Role.SE, TANJUNG),)),
    Person("pendamping.tanjung", "Lalu Hadi", ((Role.PD, TANJUNG),)),
    Person("desa.sokong", "Kepala Desa Sokong", ((Role.DS, SOKONG),)),
    Person("petugas.sokong", "Petugas Desa Sokong", ((Role.PE, SOKONG),)),
    Person("desa.teniga", "Kepala Desa Teniga", ((Role.DS, TENIGA),)),
    Person("petugas.teniga", "Petugas Desa Teniga", ((Role.PE, TENIGA),)),
    Person("ptpd.gangga", "Raden Wirawan", ((Role.PT, GANGGA),)),
    Person("rangkap", "Dewi Anggraini", ((Role.PT, TANJUNG), (Role.NO, GANGGA))),
    Person("admin.klu", "Bagian Tata Pemerintahan", ((Role.AK, "52.08"),)),
    Person("dukcapil.klu", "Dinas Dukcapil", ((Role.DU, "52.08"),)),
)
