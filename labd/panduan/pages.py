"""The pages of the user guide: for which roles each one is written.

The words stand in `templates/panduan/<slug>.html`, one file per page, for whoever mends or
translates them.
"""

from dataclasses import dataclass

from desa.rights import Role


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page: its address, whom it names, the roles it is for, and what it is about."""

    slug: str
    title: str
    roles: frozenset
    about: str

    @property
    def template(self):
        """Return the template that holds the page's words."""
        return f"panduan/{self.slug}.html"


PAGES = (
    GuidePage(
        "ptpd",
        "PTPD",
        frozenset({Role.PT}),
        "Mendata, memeriksa, menyiapkan Rakorcam, dan mengikuti rencana sampai selesai.",
    ),
    GuidePage(
        "pendamping-desa",
        "pendamping desa",
        frozenset({Role.PD}),
        "Membantu desa mengisi, mencatat pembinaan, dan membantu fasilitasi Rakorcam.",
    ),
    GuidePage(
        "notulis",
        "notulis",
        frozenset({Role.NO}),
        "Mencetak plano sebelum rapat dan mengetik hasil diskusi kelompok selama rapat.",
    ),
    GuidePage(
        "camat",
        "camat dan sekcam",
        frozenset({Role.CA, Role.SE}),
        "Membaca dasbor, memimpin Rakorcam, menyepakati, dan mengawal tindak lanjut.",
    ),
    GuidePage(
        "pemerintah-desa",
        "pemerintah desa dan petugas desa",
        frozenset({Role.DS, Role.PE}),
        "Mengisi Format 4 atau Format 5 dan melaporkan kemajuan rencana, juga dari HP.",
    ),
    GuidePage(
        "admin-kabupaten",
        "admin kabupaten",
        frozenset({Role.AK}),
        "Membuka periode, menjaga akun, menetapkan target, dan memantau kecamatan.",
    ),
    GuidePage(
        "dinas-dukcapil",
        "Dinas Dukcapil",
        frozenset({Role.DU}),
        "Menetapkan target, membaca cakupan setiap desa, dan menimbang yang perlu dibantu.",
    ),
)
BY_SLUG = {page.slug: page for page in PAGES}


def pages_for(user):
    """Return the pages of the person's own roles, in the order of PAGES."""
    held = {one.role for one in user.current_assignments}
    return [page for page in PAGES if page.roles & held]
