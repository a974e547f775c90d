"""Text fields that refuse residents' identity numbers by construction (rules.md 27)."""

from django.db import models

from desa.nik import refuse_nik


class SafeCharField(models.CharField):
    """A short text that never stores a 16-digit number."""

    default_validators = [refuse_nik]


class SafeTextField(models.TextField):
    """A narrative that never stores a 16-digit number; `max_length` is enforced when validating."""

    default_validators = [refuse_nik]
