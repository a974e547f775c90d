"""Whether a kecamatan records Format 1 by sex as well."""

from django.db import migrations, models

HOLDERS = ("collection", "historicalcollection")


class Migration(migrations.Migration):
    dependencies = [("formats", "0004_lembar_isian")]

    operations = [
        migrations.AddField(
            holder, "records_lp", models.BooleanField("dicatat menurut L dan P", default=False)
        )
        for holder in HOLDERS
    ]
