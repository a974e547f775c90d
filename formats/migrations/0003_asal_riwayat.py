"""Where a write came from stands apart from a model's own field of that name."""

from django.db import migrations, models

HISTORY = (
    "historicalattachment",
    "historicaldocumenttype",
    "historicalperiod",
    "historicaltargetoverride",
    "historicaltarget",
    "historicalelementstate",
    "historicalcoverage",
)

SOURCE = models.CharField(
    "sumber",
    max_length=8,
    choices=[
        ("ketik", "diketik"),
        ("tempel", "ditempel"),
        ("impor", "diimpor"),
        ("tautan", "lewat tautan"),
        ("luring", "dari antrean luring"),
        ("aula", "dari aula"),
    ],
    default="ketik",
    editable=False,
)


class Migration(migrations.Migration):
    dependencies = [("formats", "0002_tujuh_jenis")]

    operations = [
        *(migrations.RenameField(model, "source", "history_source") for model in HISTORY),
        # Its own field "source" had taken the place of the history's.
        migrations.AddField("historicalcollection", "history_source", SOURCE),
    ]
