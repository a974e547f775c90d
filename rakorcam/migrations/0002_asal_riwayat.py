"""Where a write came from stands apart from a model's own field of that name."""

from django.db import migrations

HISTORY = (
    "historicalplanitem",
    "historicalrakorcam",
    "historicalworksheet",
    "historicaldiscussion",
)


class Migration(migrations.Migration):
    dependencies = [("rakorcam", "0001_sesi_dan_rencana")]

    operations = [
        *(migrations.RenameField(model, "source", "history_source") for model in HISTORY),
    ]
