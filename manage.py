#!/usr/bin/env python
"""Command line of the site: `manage.py COMMAND`."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured


def main():
    """Run the command named on the command line.

    A wrong or missing setting ends here with its one sentence and status 1: without this, Django
    would hide it behind "Unknown command" for every command of ours.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labd.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    try:
        _ = settings.INSTALLED_APPS
    except ImproperlyConfigured as error:
        sys.exit(f"Pengaturan belum benar: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
