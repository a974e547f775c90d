from django.apps import AppConfig


class FormatsConfig(AppConfig):
    """What is asked, and how a sheet looks."""

    name = "formats"
    verbose_name = "Format 1 sampai 11"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the system checks over the specs."""
        from formats import checks  # noqa: F401  registers itself
