"""One factory per model, without surprises: what a test does not name is the plainest valid value.

Rows are made through the unscoped manager and validated by nothing but the database, so that a test
may also lay down what the site itself would refuse.
"""

import datetime
import io

import factory
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile
from PIL import Image

from desa.models import Assignment, Desa, Kabupaten, Kecamatan, User
from desa.rights import Role
from formats.models import (
    Attachment,
    Collection,
    Coverage,
    DocumentType,
    ElementState,
    Period,
    Target,
    TargetOverride,
)
from rakorcam.models import (
    Discussion,
    Kind,
    PlanItem,
    Progress,
    Rakorcam,
    SessionState,
    Snapshot,
    Visit,
    VisitPhoto,
    Worksheet,
)

UTC = datetime.UTC
# Wednesday 10 June 2026, 10.00 in Lombok Utara.
AT = datetime.datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
TODAY = datetime.date(2026, 6, 10)
NEVER = datetime.date(2099, 12, 31)
# The first real desa of Tanjung, in the order of their codes.
DESA_TANJUNG = (
    "Tanjung",
    "Sokong",
    "Jenggala",
    "Tegal Maja",
    "Sigar Penjalin",
    "Medana",
    "Teniga",
    "Sama Guna",
)


class ModelFactory(factory.django.DjangoModelFactory):
    """A factory that comes in by the unscoped door."""

    class Meta:
        abstract = True

    @classmethod
    def _get_manager(cls, model_class):
        return model_class._default_manager


class KabupatenFactory(ModelFactory):
    """A kabupaten in WITA."""

    class Meta:
        model = Kabupaten

    code = factory.Sequence(lambda n: f"99.{n % 100:02}")
    name = factory.Sequence(lambda n: f"Kabupaten {n}")
    zone = "Asia/Makassar"


class KecamatanFactory(ModelFactory):
    """A kecamatan without desa; `desa=3` gives it three."""

    class Meta:
        model = Kecamatan
        skip_postgeneration_save = True

    kabupaten = factory.SubFactory(KabupatenFactory)
    code = factory.LazyAttributeSequence(lambda one, n: f"{one.kabupaten.code}.{n % 100:02}")
    name = factory.Sequence(lambda n: f"Kecamatan {n}")

    @factory.post_generation
    def desa(self, create, count, **kwargs):
        """Add `count` desa."""
        make_desa(self, count or 0)


class DesaFactory(ModelFactory):
    """A desa that has always been there."""

    class Meta:
        model = Desa

    kecamatan = factory.SubFactory(KecamatanFactory)
    code = factory.LazyAttributeSequence(lambda one, n: f"{one.kecamatan.code}.{2001 + n % 7999}")
    name = factory.Sequence(lambda n: f"Desa {n}")


def make_desa(kecamatan, count, names=()):
    """Add `count` desa to `kecamatan`, coded 2001, 2002, …, and return them in that order."""
    known = Desa.unscoped.filter(kecamatan=kecamatan).count()
    return [
        DesaFactory(
            kecamatan=kecamatan,
            code=f"{kecamatan.code}.{2001 + n}",
            name=names[n] if n < len(names) else f"Desa {n + 1}",
        )
        for n in range(known, known + count)
    ]


class UserFactory(ModelFactory):
    """An account without assignments; the password is never needed, see `masuk`."""

    class Meta:
        model = User
        django_get_or_create = ("username",)

    username = factory.Sequence(lambda n: f"akun{n}")
    password = factory.LazyFunction(lambda: make_password(None))
    name = factory.LazyAttribute(lambda one: one.username.replace("_", " ").title())


class AssignmentFactory(ModelFactory):
    """A PTPD of a kecamatan; for other levels name the role and its area."""

    class Meta:
        model = Assignment

    user = factory.SubFactory(UserFactory)
    role = Role.PT


def make_user(username, *posts):
    """Return an account holding `posts`, each a pair of a role and the region it holds in."""
    user = UserFactory(username=username)
    for role, region in posts:
        AssignmentFactory(user=user, role=role, **{type(region).__name__.lower(): region})
    return user


class PeriodFactory(ModelFactory):
    """The round of June 2026; it stays open, since views ask the real clock."""

    class Meta:
        model = Period

    kabupaten = factory.SubFactory(KabupatenFactory)
    code = "2026-06"
    label = "Juni 2026"
    reference_date = datetime.date(2026, 6, 15)
    opens = datetime.date(2026, 5, 1)
    closes = NEVER


class CollectionFactory(ModelFactory):
    """A kecamatan's header of Format 1, with its data date and source."""

    class Meta:
        model = Collection

    kecamatan = factory.SubFactory(KecamatanFactory)
    period = factory.SubFactory(
        PeriodFactory, kabupaten=factory.SelfAttribute("..kecamatan.kabupaten")
    )
    data_date = datetime.date(2026, 5, 31)
    source = "Buku induk penduduk"
    filled_by = "PTPD"


class DocumentTypeFactory(ModelFactory):
    """A kecamatan's own type; the guide's seven are there from the start, see `guide_type`."""

    class Meta:
        model = DocumentType

    kecamatan = factory.SubFactory(KecamatanFactory)
    own_label = factory.Sequence(lambda n: f"Dokumen {n}")
    own_wajib = "Semua penduduk"
    own_memiliki = "Dokumen sudah diterima"


def guide_type(key="kia"):
    """Return one of the guide's seven types."""
    return DocumentType.unscoped.get(key=key)


class TargetFactory(ModelFactory):
    """A target of the kabupaten, 95 %."""

    class Meta:
        model = Target

    period = factory.SubFactory(PeriodFactory)
    document = factory.LazyFunction(guide_type)
    hundredths = 9500


class TargetOverrideFactory(ModelFactory):
    """A kecamatan's own target, 90 %."""

    class Meta:
        model = TargetOverride

    kecamatan = factory.SubFactory(KecamatanFactory)
    period = factory.SubFactory(
        PeriodFactory, kabupaten=factory.SelfAttribute("..kecamatan.kabupaten")
    )
    document = factory.LazyFunction(guide_type)
    hundredths = 9000
    reason = "Kesepakatan kecamatan"


class CoverageFactory(ModelFactory):
    """One desa and one type: 80 of 100 people."""

    class Meta:
        model = Coverage

    desa = factory.SubFactory(DesaFactory)
    period = factory.SubFactory(
        PeriodFactory, kabupaten=factory.SelfAttribute("..desa.kecamatan.kabupaten")
    )
    document = factory.LazyFunction(guide_type)
    wajib = 100
    memiliki = 80


class ElementStateFactory(ModelFactory):
    """Element 2 of one desa: a room or desk is there."""

    class Meta:
        model = ElementState

    desa = factory.SubFactory(DesaFactory)
    period = factory.SubFactory(
        PeriodFactory, kabupaten=factory.SelfAttribute("..desa.kecamatan.kabupaten")
    )
    element = "ruang"
    state = "sudah"


class AttachmentFactory(ModelFactory):
    """A PDF that proves an element."""

    class Meta:
        model = Attachment

    element_state = factory.SubFactory(ElementStateFactory)
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.4\n%%EOF\n", name="sk.pdf"))
    name = "sk.pdf"
    content_type = "application/pdf"
    added_at = AT


class RakorcamFactory(ModelFactory):
    """A Rakorcam Perencanaan in preparation."""

    class Meta:
        model = Rakorcam

    kecamatan = factory.SubFactory(KecamatanFactory)
    period = factory.SubFactory(
        PeriodFactory, kabupaten=factory.SelfAttribute("..kecamatan.kabupaten")
    )
    kind = Kind.PERENCANAAN
    state = SessionState.PERSIAPAN
    date = datetime.date(2026, 6, 18)
    place = "Aula kantor camat"


class SnapshotFactory(ModelFactory):
    """A first bekuan of a given payload; real ones are made by the action that freezes."""

    class Meta:
        model = Snapshot

    session = factory.SubFactory(RakorcamFactory)
    number = 1
    payload = factory.LazyFunction(dict)
    checksum = factory.LazyAttribute(lambda one: Snapshot.seal(one.payload))
    frozen_at = AT


class WorksheetFactory(ModelFactory):
    """An agreed worksheet."""

    class Meta:
        model = Worksheet

    session = factory.SubFactory(RakorcamFactory)
    number = 6
    agreed_at = AT


class DiscussionFactory(ModelFactory):
    """One problem in the KIA row of Format 7."""

    class Meta:
        model = Discussion

    session = factory.SubFactory(RakorcamFactory)
    number = 7
    row = factory.LazyFunction(lambda: str(guide_type().pk))
    column = "problems"
    text = "Blangko KIA sering habis"


class PlanItemFactory(ModelFactory):
    """One activity for all desa, July to September 2026."""

    class Meta:
        model = PlanItem
        skip_postgeneration_save = True

    session = factory.SubFactory(RakorcamFactory)
    number = 6
    row = "perdes-sop"
    what = "Menyusun perdes bersama BPD"
    from_month = datetime.date(2026, 7, 1)
    to_month = datetime.date(2026, 9, 1)
    in_charge = "Kasi Pemerintahan"

    @factory.post_generation
    def desa(self, create, desa, **kwargs):
        """Name single desa instead of all."""
        if desa:
            self.desa.set(desa)


class ProgressFactory(ModelFactory):
    """A confirmed report of August 2026 that an item is under way, without a desa."""

    class Meta:
        model = Progress

    item = factory.SubFactory(PlanItemFactory)
    date = datetime.date(2026, 8, 10)
    state = "berjalan"
    recorded_at = AT
    confirmed_at = AT


class VisitFactory(ModelFactory):
    """A visit to a desa in October 2026."""

    class Meta:
        model = Visit

    desa = factory.SubFactory(DesaFactory)
    date = datetime.date(2026, 10, 7)
    by_whom = "PTPD"
    findings = "Berkas permohonan belum lengkap"


def masuk(client, user):
    """Log `user` in without a password and return the client."""
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


class VisitPhotoFactory(ModelFactory):
    """A small photo taken at a visit."""

    class Meta:
        model = VisitPhoto

    visit = factory.SubFactory(VisitFactory)
    file = factory.LazyFunction(lambda: ContentFile(small_photo(), name="loket.jpg"))
    name = "loket.jpg"
    added_at = AT


def small_photo(size=(8, 6)):
    """Return the bytes of a JPEG."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    return out.getvalue()
