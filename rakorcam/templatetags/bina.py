"""The ways from following up plans to what belongs to it, for whoever may go there."""

from django import template

from desa.access import holds

register = template.Library()


@register.inclusion_tag("rakorcam/bina/_tautan.html", takes_context=True)
def tautan_bina(context, kecamatan):
    """Show the buttons to a kecamatan's visits and reports, as far as the reader has the right."""
    user = context["request"].user
    return {
        "kecamatan": kecamatan,
        "visits": holds(user, "visits.read", kecamatan),
        "reports": holds(user, "dashboard.read", kecamatan),
    }
