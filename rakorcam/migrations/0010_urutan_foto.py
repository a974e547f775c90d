"""Photos of a visit keep the order in which they were chosen."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rakorcam', '0009_kemajuan_dikembalikan'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalvisitphoto',
            name='position',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='urutan'),
        ),
        migrations.AddField(
            model_name='visitphoto',
            name='position',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='urutan'),
        ),
    ]
