"""A text of the discussion may be a desa's own words: from which desa, from which format."""

import django.db.models.deletion
from django.db import migrations, models

import desa.fields


class Migration(migrations.Migration):

    dependencies = [
        ('desa', '0002_asal_riwayat'),
        ('rakorcam', '0002_asal_riwayat'),
    ]

    operations = [
        migrations.AddField(
            model_name='discussion',
            name='desa',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desa.desa'),
        ),
        migrations.AddField(
            model_name='discussion',
            name='quoted_from',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='dikutip dari format'),
        ),
        migrations.AddField(
            model_name='historicaldiscussion',
            name='desa',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desa.desa'),
        ),
        migrations.AddField(
            model_name='historicaldiscussion',
            name='quoted_from',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='dikutip dari format'),
        ),
        migrations.AlterField(
            model_name='discussion',
            name='text',
            field=desa.fields.SafeTextField(max_length=1000, verbose_name='isi'),
        ),
        migrations.AlterField(
            model_name='historicaldiscussion',
            name='text',
            field=desa.fields.SafeTextField(max_length=1000, verbose_name='isi'),
        ),
    ]
