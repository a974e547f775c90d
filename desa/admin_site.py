"""The admin of regions, accounts and periods: who enters, what they find, what is written down.

Superusers keep the installation; admin kabupaten enter by the right `accounts.edit` and find their
own kabupaten only. Nothing is deleted here. Every write leaves one history row with its reason.
"""

from functools import update_wrapper
from itertools import pairwise

from django import forms
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from desa import history, waktu
from desa.access import has_anywhere
from desa.nik import refuse_nik

REASON = "lewat halaman pengelolaan"
SHOWN = 100
KINDS = {"+": "dibuat", "~": "diubah", "-": "dihapus"}


class LabdAdminSite(admin.AdminSite):
    """The admin site behind our own login."""

    site_header = "Pengelolaan Rakorcam LABD"
    site_title = "Rakorcam LABD"
    index_title = "Yang dapat Anda kelola"
    enable_nav_sidebar = False

    def has_permission(self, request):
        """Return whether this person keeps accounts, or the installation itself."""
        user = request.user
        return user.is_active and (user.is_superuser or has_anywhere(user, "accounts.edit"))

    def admin_view(self, view, cacheable=False):
        """Refuse a person who is logged in without the right, instead of asking to log in."""
        guarded = super().admin_view(view, cacheable)

        def inner(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, guarded)

    def login(self, request, extra_context=None):
        """Send everybody to the one login, which is throttled."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", "/admin/"))

    login.login_required = False

    def password_change(self, request, extra_context=None):
        """Send to the site's own page."""
        return redirect("kata_sandi")

    def each_context(self, request):
        """Return the context of every admin page."""
        return super().each_context(request) | {"site_url": "/"}


class ReasonForm(forms.ModelForm):
    """A form with a reason that ends up in the history."""

    alasan = forms.CharField(
        label="Alasan",
        required=False,
        max_length=200,
        validators=[refuse_nik],
        help_text="Boleh kosong; tersimpan di riwayat.",
    )


class ScopedChoices:
    """Foreign keys offer only what the person may keep; no pop-ups."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Narrow the choices to the related admin's own rows."""
        related = db_field.remote_field.model
        if self.admin_site.is_registered(related):
            kwargs["queryset"] = self.admin_site.get_model_admin(related).get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Drop the links that open another form inside this one."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for link in ("add", "change", "delete", "view"):
            if hasattr(field and field.widget, f"can_{link}_related"):
                setattr(field.widget, f"can_{link}_related", False)
        return field


class ScopedAdmin(ScopedChoices, admin.ModelAdmin):
    """Rows of the person's own areas, written through desa.history, never deleted."""

    capability = "regions.edit"
    form = ReasonForm
    actions = None
    list_per_page = 50

    def get_queryset(self, request):
        """Return what this person keeps, in the order of the lists and of the choices."""
        return self.rows(request.user).order_by(*self.ordering)

    def rows(self, user):
        """Return all rows for a superuser, else those on which the person holds the right."""
        if user.is_superuser:
            return self.model.unscoped.all()
        return self.model.objects.allowed(user, self.capability)

    def has_module_permission(self, request):
        """Return whether the person may enter at all; the rows are scoped."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request, obj=None):
        """Return whether the person may enter; `obj` has come through get_queryset."""
        return self.admin_site.has_permission(request)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        """Return whether the person may enter; the choices are scoped."""
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request, obj=None):
        """Return False: regions and periods end, accounts are switched off."""
        return False

    def get_object(self, request, object_id, from_field=None):
        """Return the row, or raise Http404 outside the person's area."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None:
            raise Http404
        return obj

    def save_model(self, request, obj, form, change):
        """Store the row with its one history row."""
        self.write(request, obj, form.cleaned_data.get("alasan"))

    def write(self, request, obj, reason=""):
        """Store one row as this person, with a reason."""
        history.save(obj, by=request.user, at=waktu.now(), reason=reason or REASON)

    def log_addition(self, request, obj, message):
        """Write no second log (rules.md 26)."""

    def log_change(self, request, obj, message):
        """Write no second log (rules.md 26)."""

    def history_view(self, request, object_id, extra_context=None):
        """Show who changed what, when and why; read only."""
        obj = self.get_object(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Riwayat: {obj}",
            "rows": self.told(obj)[:SHOWN],
            "obj": obj,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/riwayat.html", context)

    def told(self, obj):
        """Return the row's history in words, newest first."""
        rows = obj.history.select_related("history_user").order_by("-history_date", "-history_id")
        return [
            in_words(row, _changes(row, earlier) if earlier else ())
            for row, earlier in pairwise([*rows[: SHOWN + 1], None])
        ]


def in_words(row, changes=(), kinds=KINDS):
    """Return one history row as the history page shows it."""
    return {
        "at": row.history_date,
        "by": row.history_user or "perintah di server",
        "kind": kinds[row.history_type],
        "reason": row.history_change_reason or "",
        "source": row.get_history_source_display(),
        "changes": list(changes),
    }


def _changes(row, earlier):
    for change in row.diff_against(earlier, foreign_keys_are_objs=True).changes:
        label = row.instance_type._meta.get_field(change.field).verbose_name
        yield label, _said(change.old), _said(change.new)


def _said(value):
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "kosong" if value in (None, "") else value
