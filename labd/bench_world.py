"""What is measured on: the demo, and a kecamatan of 43 desa beside its five."""

from dataclasses import dataclass

from desa import history, waktu
from desa.actions import create_account, made_up_password
from desa.models import Desa, Kecamatan, User
from desa.rights import Role
from formats.actions import Edit, save_coverage, save_document_type
from formats.models import DocumentType, Period
from labd import demo
from rakorcam.models import Rakorcam

BAYAN, UNSENT = "52.08.04", "52.08.01.2007"
LARGE = 43


@dataclass(frozen=True, slots=True)
class World:
    """The demo's period, session and people, and two more kecamatan with somebody to type there.

    `unsent` is the desa of Tanjung that has not sent its Format 4; `twelve` is
    Bayan with its 12 desa and `large` a made-up kecamatan of 43.
    """

    at: object
    period: Period
    session: Rakorcam
    ptpd: User
    dukcapil: User
    unsent: Desa
    twelve: Kecamatan
    ptpd_twelve: User
    large: Kecamatan
    ptpd_large: User

    @classmethod
    def laid(cls):
        """Fill an empty database and return what lies in it."""
        at = waktu.now()
        demo.load(at=at, password=made_up_password())
        period = Period.unscoped.select_related("kabupaten").get(code=demo.PERIOD)
        twelve = Kecamatan.unscoped.select_related("kabupaten").get(code=BAYAN)
        large = _large(period, at)
        return cls(
            at=at,
            period=period,
            session=Rakorcam.unscoped.select_related("kecamatan__kabupaten", "period").get(
                period=period
            ),
            ptpd=User.objects.get(username="ptpd.tanjung"),
            dukcapil=User.objects.get(username="dukcapil.klu"),
            unsent=Desa.unscoped.get(code=UNSENT),
            twelve=twelve,
            ptpd_twelve=_ptpd("ptpd.bayan", twelve, at),
            large=large,
            ptpd_large=_ptpd("ptpd.besar", large, at),
        )

    def add_type(self, kecamatan):
        """Give a kecamatan an eighth document type, told by every desa."""
        kind = DocumentType(
            kecamatan=kecamatan,
            own_label="Surat Pindah",
            own_wajib="Penduduk yang pindah",
            own_memiliki="Surat pindah terbit",
        )
        save_document_type(kind, by=None, at=self.at)
        _tell(kecamatan, self.period, self.at, [kind])


def _ptpd(username, kecamatan, at):
    return create_account(
        username=username, name=f"PTPD {kecamatan.name}", password=made_up_password(),
        role=Role.PT, area=kecamatan, by=None, at=at,
    )  # fmt: skip


def _large(period, at):
    code = f"{period.kabupaten.code}.99"
    kecamatan = Kecamatan(code=code, name="Empat Puluh Tiga", kabupaten=period.kabupaten)
    history.save(kecamatan, by=None, at=at)
    desa = [
        Desa(code=f"{code}.{2001 + n}", name=f"Desa Ke-{n + 1}", kecamatan=kecamatan)
        for n in range(LARGE)
    ]
    history.bulk_save(Desa, new=desa, by=None, at=at)
    _tell(kecamatan, period, at, DocumentType.unscoped.used_by(kecamatan))
    return kecamatan


def _tell(kecamatan, period, at, kinds):
    """Give every desa of a kecamatan both counts of `kinds`."""
    desa = list(Desa.unscoped.filter(kecamatan=kecamatan).order_by("code"))
    edits = []
    for place, one in enumerate(desa):
        for step, kind in enumerate(kinds):
            row, wajib = (str(one.pk), str(kind.pk)), 1000 + 37 * place + 113 * step
            edits.append(Edit(row, "wajib", None, wajib))
            edits.append(Edit(row, "memiliki", None, wajib - 11 * step - place))
    save_coverage(kecamatan=kecamatan, period=period, desa=desa, edits=edits, by=None, at=at)
