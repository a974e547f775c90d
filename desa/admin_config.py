"""The app that puts our own site in the place of Django's admin site."""

from django.contrib.admin.apps import AdminConfig


class LabdAdminConfig(AdminConfig):
    """Django's admin with the site of `desa.admin_site`, showing what our own apps declare.

    Django's groups give no rights here, and locked logins open by themselves after a while.
    """

    default_site = "desa.admin_site.LabdAdminSite"

    def ready(self):
        """Register what the apps declare, less what the libraries bring along."""
        super().ready()
        from django.apps import apps
        from django.contrib import admin

        for model in apps.get_models():
            if admin.site.is_registered(model) and not hasattr(model, "history"):
                admin.site.unregister(model)
