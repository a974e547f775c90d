"""From when on something is worth an early warning: what a kabupaten may set, and the defaults.

Points are whole hundredths of a percentage point, the rest plain counts.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThresholdSpec:
    """One threshold: its key, its words on the page, its default and the least and most it may be.

    `unit` is "poin" for hundredths of a point, else the word behind the count.
    """

    key: str
    label: str
    unit: str
    default: int
    least: int
    most: int
    help: str = ""

    @property
    def is_points(self):
        """Return whether the number is in hundredths of a percentage point."""
        return self.unit == "poin"


THRESHOLDS = (
    ThresholdSpec("turun", "Cakupan turun paling sedikit", "poin", 100, 1, 10_000),
    ThresholdSpec("melebar", "Kesenjangan melebar paling sedikit", "poin", 50, 1, 10_000),
    ThresholdSpec(
        "melebar_putaran", "Melebar sebanyak itu selama", "putaran", 2, 1, 5,
        "Berturut-turut.",
    ),
    ThresholdSpec(
        "sama_putaran", "Angka sama persis selama", "putaran", 3, 2, 6, "Berturut-turut."
    ),
    ThresholdSpec(
        "sama_wajib", "Angka sama diperiksa bila wajib paling sedikit", "", 50, 1, 9_999_999,
        "Angka kecil sering sama tanpa salah.",
    ),
    ThresholdSpec("lonjakan", "Cakupan naik lebih dari", "poin", 1000, 1, 10_000),
    ThresholdSpec(
        "lonjakan_kali", "Dan lebih dari", "kali", 3, 1, 100,
        "Dari perubahan tengah (median) semua desa di kecamatan itu.",
    ),
    ThresholdSpec(
        "belum_kirim", "Lembar isian belum dikirim menjelang Rakorcam", "hari", 7, 0, 60,
        "Dihitung mundur dari tanggal rapat.",
    ),
)  # fmt: skip
DEFAULTS = {spec.key: spec.default for spec in THRESHOLDS}
