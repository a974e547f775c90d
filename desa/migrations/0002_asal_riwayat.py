"""Where a write came from stands apart from a model's own field of that name."""

from django.db import migrations

HISTORY = (
    "historicalkabupaten",
    "historicaluser",
    "historicalkecamatan",
    "historicaldesa",
    "historicalassignment",
)


class Migration(migrations.Migration):
    dependencies = [("desa", "0001_wilayah_dan_akun")]

    operations = [
        *(migrations.RenameField(model, "source", "history_source") for model in HISTORY),
    ]
