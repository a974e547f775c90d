"""Where regions, accounts and assignments are kept; scoped in desa.admin_site."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from desa import history, waktu
from desa.access import accounts_within
from desa.actions import made_up_password
from desa.admin_site import REASON, ReasonForm, ScopedAdmin, ScopedChoices, in_words
from desa.models import Assignment, Desa, Kabupaten, Kecamatan, User

LIFETIME = ("valid_from", "valid_to")


class RegionForm(ReasonForm):
    """A region whose code continues the code of the region above."""

    def clean(self):
        """Refuse a code that belongs under another region."""
        data = super().clean()
        parent = next((name for name in ("kecamatan", "kabupaten") if name in data), None)
        above = parent and data[parent]
        if above and {"code", parent} & set(self.changed_data):
            code = data.get("code") or self.instance.code
            if not code.startswith(f"{above.code}."):
                sentence = f"Tertulis “{code}”. Kode di {above.name} dimulai dengan {above.code}."
                raise ValidationError({"code": sentence})
        return data


class RegionAdmin(ScopedAdmin):
    """What the three levels share."""

    form = RegionForm
    search_fields = ("name", "code")
    ordering = ("code",)


@admin.register(Kabupaten)
class KabupatenAdmin(RegionAdmin):
    """Kabupaten; created by import or by a superuser."""

    list_display = ("name", "code", "zone", "is_sample")
    fields = ("code", "name", "zone", "is_sample", *LIFETIME, "alasan")

    def has_add_permission(self, request):
        """Return whether this is a superuser."""
        return request.user.is_superuser

    def get_readonly_fields(self, request, obj=None):
        """Return what only a superuser changes."""
        return () if request.user.is_superuser else ("code", "is_sample", *LIFETIME)


@admin.register(Kecamatan)
class KecamatanAdmin(RegionAdmin):
    """Kecamatan of one's kabupaten."""

    list_display = ("name", "code", "kabupaten", *LIFETIME)
    list_select_related = ("kabupaten",)
    fields = ("code", "name", "kabupaten", *LIFETIME, "alasan")
    autocomplete_fields = ("kabupaten",)


@admin.register(Desa)
class DesaAdmin(RegionAdmin):
    """Desa of one's kabupaten, with the desa each was split from."""

    list_display = ("name", "code", "kecamatan", *LIFETIME)
    list_select_related = ("kecamatan",)
    fields = ("code", "name", "kecamatan", "induk", *LIFETIME, "alasan")
    autocomplete_fields = ("kecamatan", "induk")


class AssignmentFormSet(forms.BaseInlineFormSet):
    """The assignments of one account; none twice."""

    def clean(self):
        """Refuse the same assignment typed twice."""
        super().clean()
        seen = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            post = tuple(data.get(one) for one in ("role", "kabupaten", "kecamatan", "desa"))
            if not any(post) or data.get("DELETE"):
                continue
            if post in seen:
                raise ValidationError("Penugasan yang sama tertulis dua kali.")
            seen.add(post)


class AssignmentInline(ScopedChoices, admin.TabularInline):
    """Assignments inside the account; areas outside one's kabupaten are not offered."""

    model = Assignment
    formset = AssignmentFormSet
    fields = ("role", "kabupaten", "kecamatan", "desa")
    autocomplete_fields = ("kabupaten", "kecamatan", "desa")
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        """Return the formset; only a superuser may leave an account without an assignment."""
        needed = 0 if request.user.is_superuser else 1
        return super().get_formset(
            request, obj, min_num=needed, validate_min=bool(needed), **kwargs
        )

    def has_view_permission(self, request, obj=None):
        """Return whether the person may enter; the account has come through get_queryset."""
        return self.admin_site.has_permission(request)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request, obj=None):
        """Return whether the person may enter."""
        return self.admin_site.has_permission(request)


class UserForm(ReasonForm):
    """An account; its password is made by the system and shown once."""

    sandi_baru = forms.BooleanField(
        label="Buat kata sandi baru",
        required=False,
        help_text="Kata sandi lama tidak berlaku lagi; yang baru ditampilkan satu kali.",
    )


@admin.register(User)
class UserAdmin(ScopedAdmin):
    """Accounts whose every assignment lies in one's own kabupaten; never superusers."""

    form = UserForm
    inlines = (AssignmentInline,)
    list_display = ("username", "name", "tugas", "is_active", "last_login")
    list_filter = ("is_active", "assignments__role")
    search_fields = ("username", "name")
    ordering = ("username",)

    def rows(self, user):
        """Return all accounts for a superuser, else those this person keeps."""
        rows = User.objects.all() if user.is_superuser else accounts_within(user, "accounts.edit")
        return rows.prefetch_related(
            "assignments__kabupaten", "assignments__kecamatan", "assignments__desa"
        )

    @admin.display(description="penugasan")
    def tugas(self, user):
        """Return the account's assignments in words."""
        return ", ".join(sorted(map(str, user.assignments.all()))) or "–"

    def get_fields(self, request, obj=None):
        """Return the fields; superuser is offered to superusers only."""
        owner = ("is_superuser",) if request.user.is_superuser else ()
        renew = ("sandi_baru",) if obj else ()
        return ("username", "name", "email", "is_active", *owner, *renew, "alasan")

    def told(self, obj):
        """Return the account's history together with that of its assignments."""
        posts = Assignment.history.filter(user=obj).select_related(
            "history_user", "kabupaten", "kecamatan", "desa"
        )
        rows = [in_words(one, kinds=_given(one)) for one in posts]
        return sorted((*super().told(obj), *rows), key=lambda row: row["at"], reverse=True)

    def save_model(self, request, obj, form, change):
        """Store the account; a new one, or one that lost its password, gets a made-up one."""
        renewed = not change or form.cleaned_data.get("sandi_baru")
        password = made_up_password()
        if renewed:
            obj.set_password(password)
        super().save_model(request, obj, form, change)
        if renewed:
            messages.warning(
                request,
                f"Kata sandi {obj.username} (hanya ditampilkan sekali ini): {password}",
            )

    def save_formset(self, request, form, formset, change):
        """Store and remove assignments, each with its history row."""
        formset.save(commit=False)
        reason = form.cleaned_data.get("alasan") or REASON
        for gone in formset.deleted_objects:
            history.delete(gone, by=request.user, at=waktu.now(), reason=reason)
        for row in (*formset.new_objects, *(row for row, _ in formset.changed_objects)):
            self.write(request, row, reason)


def _given(row):
    post = str(row.instance)
    return {
        "+": f"penugasan {post} diberikan",
        "~": f"penugasan {post} diubah",
        "-": f"penugasan {post} dicabut",
    }
