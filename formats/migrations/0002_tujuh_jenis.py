"""The guide's seven document types; their wording stands in the specs, not in the database."""

import uuid

from django.db import migrations

NAMESPACE = uuid.UUID("6e1b4c52-0f0e-5a0c-9d4e-52080000aaaa")
KEYS = (
    "perekaman-ktp",
    "kartu-keluarga",
    "akta-kelahiran",
    "akta-nikah",
    "akta-cerai",
    "akta-kematian",
    "kia",
)


def add(apps, schema_editor):
    types = apps.get_model("formats", "DocumentType")
    types._base_manager.using(schema_editor.connection.alias).bulk_create(
        types(id=uuid.uuid5(NAMESPACE, key), key=key, position=number, own_unit="")
        for number, key in enumerate(KEYS, 1)
    )


def remove(apps, schema_editor):
    types = apps.get_model("formats", "DocumentType")
    types._base_manager.using(schema_editor.connection.alias).filter(key__in=KEYS).delete()


class Migration(migrations.Migration):
    dependencies = [("formats", "0001_isian")]

    operations = [migrations.RunPython(add, remove)]
