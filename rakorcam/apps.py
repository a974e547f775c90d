from django.apps import AppConfig


class RakorcamConfig(AppConfig):
    """When they meet, and what they agree."""

    name = "rakorcam"
    verbose_name = "Rakorcam"
    default_auto_field = "django.db.models.BigAutoField"
