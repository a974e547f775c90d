"""Text fields that refuse residents' identity numbers by construction (rules.md 27).

They refuse the character NUL too, which PostgreSQL cannot store.
"""

from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models
from django.utils.functional import cached_property

from desa.nik import refuse_nik, refuse_nik_within, texts_within

NUL = "Ada tanda kosong (NUL) yang tidak dapat disimpan. Hapus, lalu ketik ulang."
refuse_nul = ProhibitNullCharactersValidator(NUL)


def refuse_nul_within(value):
    """Raise ValidationError when any text inside a JSON value holds NUL."""
    for text in texts_within(value):
        refuse_nul(text)


class SafeCharField(models.CharField):
    """A short text that never stores a 16-digit number."""

    default_validators = [refuse_nik, refuse_nul]


class SafeTextField(models.TextField):
    """A narrative that never stores a 16-digit number; `max_length` is enforced when validating."""

    default_validators = [refuse_nik, refuse_nul]

    @cached_property
    def validators(self):
        """Return the validators, the length's among them: Django asks it of its own forms only."""
        limit = [] if self.max_length is None else [MaxLengthValidator(self.max_length)]
        return [*super().validators, *limit]


class SafeJSONField(models.JSONField):
    """A structured value in which no text, however deep, holds a 16-digit number."""

    default_validators = [refuse_nik_within, refuse_nul_within]
