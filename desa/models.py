"""Who and where: regions with Kemendagri codes, accounts and their assignments."""

import uuid

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from desa import history
from desa.access import Area, Scope, ScopedManager, ScopedModel, ScopedQuerySet
from desa.fields import SafeCharField
from desa.nik import MESSAGE as NIK_MESSAGE
from desa.nik import has_nik
from desa.rights import ROLE_LEVEL, Level, Role


def _code(pattern, example):
    return RegexValidator(pattern, f"Kode wilayah Kemendagri ditulis seperti {example}.")


class Region(ScopedModel):
    """What kabupaten, kecamatan and desa share: a Kemendagri code as text, a name, a lifetime.

    The code is unique but not the key, since a region keeps its identity when it is recoded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = SafeCharField("nama", max_length=80)
    valid_from = models.DateField("berlaku sejak", null=True, blank=True)
    valid_to = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta(ScopedModel.Meta):
        abstract = True

    def __str__(self):
        return f"{self.name} ({self.code})"


def _lifetime(name):
    return models.CheckConstraint(
        name=f"{name}_lifetime",
        condition=Q(valid_to__isnull=True)
        | Q(valid_from__isnull=True)
        | Q(valid_to__gte=F("valid_from")),
        violation_error_message="Berlaku sampai tidak boleh mendahului berlaku sejak.",
    )


class Kabupaten(Region):
    """A kabupaten or kota; keeps the time zone, periods, targets and the type list."""

    scope = Scope(Level.KABUPATEN)
    ZONES = [
        ("Asia/Jakarta", "WIB, Asia/Jakarta"),
        ("Asia/Makassar", "WITA, Asia/Makassar"),
        ("Asia/Jayapura", "WIT, Asia/Jayapura"),
    ]

    code = models.CharField(
        "kode", max_length=5, unique=True, validators=[_code(r"^\d\d\.\d\d$", "52.08")]
    )
    zone = models.CharField("zona waktu", max_length=32, choices=ZONES, default="Asia/Jakarta")
    is_sample = models.BooleanField(
        "data contoh",
        default=False,
        help_text="Setiap halaman dan kertas menyebut: data contoh, bukan data resmi.",
    )
    history = history.records()

    class Meta(Region.Meta):
        verbose_name_plural = "kabupaten"
        constraints = [_lifetime("kabupaten")]


class Kecamatan(Region):
    """A kecamatan, whose camat calls the Rakorcam."""

    scope = Scope(Level.KECAMATAN)

    code = models.CharField(
        "kode", max_length=8, unique=True, validators=[_code(r"^\d\d\.\d\d\.\d\d$", "52.08.01")]
    )
    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT)
    history = history.records()

    class Meta(Region.Meta):
        verbose_name_plural = "kecamatan"
        constraints = [_lifetime("kecamatan")]


class DesaQuerySet(ScopedQuerySet):
    """Filters on desa that compose with scoping."""

    def valid_on(self, date):
        """Return the desa that exist on `date`, in the order of their codes."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=date),
            Q(valid_to__isnull=True) | Q(valid_to__gte=date),
        ).order_by("code")


class DesaManager(ScopedManager):
    """The front door to desa; what it lets through can be asked `valid_on`."""

    _queryset_class = DesaQuerySet


class Desa(Region):
    """A desa or kelurahan; `induk` is the desa it was split from (pemekaran)."""

    scope = Scope(Level.DESA)

    code = models.CharField(
        "kode",
        max_length=13,
        unique=True,
        validators=[_code(r"^\d\d\.\d\d\.\d\d\.\d{4}$", "52.08.01.2001")],
    )
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT)
    induk = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="pemekaran"
    )
    history = history.records()

    unscoped = DesaQuerySet.as_manager()
    objects = DesaManager()

    class Meta(Region.Meta):
        verbose_name_plural = "desa"
        constraints = [_lifetime("desa")]


class User(AbstractUser):
    """An account; it may hold several assignments, each with its own role and area."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = SafeCharField("nama", max_length=120, blank=True)
    first_name = None
    last_name = None
    history = history.records(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"

    def __str__(self):
        return self.name or self.username

    def save(self, *args, **kwargs):
        """Save; the time of a login is not a change that history tells."""
        if set(kwargs.get("update_fields") or ()) != {"last_login"}:
            super().save(*args, **kwargs)
            return
        self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            del self.skip_history_when_saving

    def get_full_name(self):
        """Return the person's name, else the account name."""
        return str(self)

    get_short_name = get_full_name

    def clean(self):
        """Refuse a NIK in the account name and address, whose fields are Django's own."""
        super().clean()
        for label, text in (("Nama akun", self.username), ("Surel", self.email)):
            if has_nik(text):
                raise ValidationError(f"{label}: {NIK_MESSAGE}", code="nik")

    @cached_property
    def current_assignments(self):
        """Return this account's assignments with areas loaded; one query per request."""
        return list(
            Assignment.unscoped.filter(user=self)
            .select_related("kabupaten", "kecamatan__kabupaten", "desa__kecamatan__kabupaten")
            .order_by("role", "pk")
        )


class Assignment(models.Model):
    """One role of one account in exactly one area of that role's level."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="assignments", verbose_name="akun")
    role = models.CharField("peran", max_length=2, choices=Role)
    kabupaten = models.ForeignKey(Kabupaten, models.PROTECT, null=True, blank=True)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True)
    desa = models.ForeignKey(Desa, models.PROTECT, null=True, blank=True)
    history = history.records()

    unscoped = models.Manager()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        default_manager_name = "unscoped"
        constraints = [
            models.CheckConstraint(
                name="assignment_area_fits_role",
                condition=Q(
                    *(
                        Q(
                            role__in=[role for role in Role if ROLE_LEVEL[role] == level],
                            **{f"{other.value}__isnull": other != level for other in Level},
                        )
                        for level in Level
                    ),
                    _connector=Q.OR,
                ),
                violation_error_message=(
                    "Isi tepat satu wilayah: kabupaten untuk admin kabupaten dan Dukcapil, "
                    "kecamatan untuk camat, sekcam, PTPD, pendamping dan notulis, desa untuk "
                    "pemerintah desa dan petugas desa."
                ),
            ),
            *(
                models.UniqueConstraint(
                    name=f"assignment_once_per_{level.value}",
                    fields=["user", "role", level.value],
                    condition=Q(**{f"{level.value}__isnull": False}),
                    violation_error_message="Penugasan ini sudah ada.",
                )
                for level in Level
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.place}"

    @property
    def place(self):
        """Return where the assignment holds, in words."""
        region = self.desa or self.kecamatan or self.kabupaten
        return f"{Level(ROLE_LEVEL[Role(self.role)]).label} {region.name}"

    @cached_property
    def area(self):
        """Return the Area this assignment gives rights in."""
        return Area.of(self)

    def clean(self):
        """Refuse an unknown role in words; the area itself is a database constraint."""
        if self.role not in Role:
            raise ValidationError({"role": "Peran ini tidak ada."})
