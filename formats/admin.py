"""Where periods are kept; closing later than planned needs a reason (rules.md 1)."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from desa.admin_site import ReasonForm, ScopedAdmin
from formats.models import Period


class PeriodForm(ReasonForm):
    """A period; its closing day is not moved silently."""

    def clean(self):
        """Ask for the reason when the closing day of an existing period moves."""
        data = super().clean()
        is_moved = not self.instance._state.adding and "closes" in self.changed_data
        if is_moved and not data.get("alasan"):
            raise ValidationError({"alasan": "Tulis alasan mengubah tanggal tutup periode ini."})
        return data


@admin.register(Period)
class PeriodAdmin(ScopedAdmin):
    """Periods of one's kabupaten."""

    form = PeriodForm
    list_display = ("label", "code", "kabupaten", "reference_date", "opens", "closes")
    list_select_related = ("kabupaten",)
    search_fields = ("label", "code")
    ordering = ("-code",)
    fields = ("kabupaten", "code", "label", "reference_date", "opens", "closes", "alasan")
    autocomplete_fields = ("kabupaten",)

    def get_readonly_fields(self, request, obj=None):
        """Return what stays once the period is there: addresses and papers carry its code."""
        return ("kabupaten", "code") if obj else ()
