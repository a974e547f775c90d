"""One look at a page on the walk through all of them, and the people who look."""

from dataclasses import dataclass

PTPD, GANGGA, CAMAT, NOTULIS = "ptpd.tanjung", "ptpd.gangga", "camat.tanjung", "notulis.tanjung"
PENDAMPING, DESA, KABUPATEN = "pendamping.tanjung", "desa.sokong", "admin.klu"
TENIGA, PETUGAS = "desa.teniga", "petugas.teniga"
DUKCAPIL, BOTH, STRANGER = "dukcapil.klu", "rangkap", ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at one page: by whom, where (a key of demo_world), and what the person does first.

    A key is a URL name, with the example it is shown on; `name` is the URL name alone.
    """

    who: str
    key: str
    step: object = None
    status: int = 200

    @property
    def name(self):
        return self.key.split()[0]

    def __str__(self):
        done = f" {self.step.__name__}" if self.step else ""
        return f"{self.key}{done} {self.who or 'tanpa masuk'}"
