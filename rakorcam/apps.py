from django.apps import AppConfig


class RakorcamConfig(AppConfig):
    name = "rakorcam"
    verbose_name = "Rakorcam"
    default_auto_field = "django.db.models.BigAutoField"
