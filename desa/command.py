"""The manner of our commands: a mistake is one Indonesian sentence and a status, no class name."""

import sys

from django.core.management.base import BaseCommand, CommandError


class SentenceCommand(BaseCommand):
    """A command that says a CommandError plainly on standard error and ends with its status."""

    def execute(self, *args, **options):
        """Run; called from the shell, a CommandError becomes its own words alone."""
        try:
            return super().execute(*args, **options)
        except CommandError as error:
            if not self._called_from_command_line or options.get("traceback"):
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)
