"""The app that puts our own site in the place of Django's admin site."""

from django.contrib.admin.apps import AdminConfig


class LabdAdminConfig(AdminConfig):
    """Django's admin with the site of `desa.admin_site`."""

    default_site = "desa.admin_site.LabdAdminSite"

    def ready(self):
        """Register what the apps declare, less Django's groups, which give no rights here."""
        super().ready()
        from django.contrib import admin
        from django.contrib.auth.models import Group

        if admin.site.is_registered(Group):
            admin.site.unregister(Group)
