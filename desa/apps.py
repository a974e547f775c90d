from django.apps import AppConfig


class DesaConfig(AppConfig):
    """Who and where."""

    name = "desa"
    verbose_name = "Wilayah dan akun"
    default_auto_field = "django.db.models.BigAutoField"
