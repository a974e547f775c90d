"""A plan item may go on with an earlier one, come from paper, and have its state set by PTPD."""

import django.db.models.deletion
from django.db import migrations, models

import desa.fields


class Migration(migrations.Migration):

    dependencies = [
        ('desa', '0002_asal_riwayat'),
        ('rakorcam', '0003_kutipan_desa'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalplanitem',
            name='carried_from',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.planitem', verbose_name='lanjutan dari'),
        ),
        migrations.AddField(
            model_name='historicalplanitem',
            name='from_paper',
            field=models.BooleanField(default=False, verbose_name='dari kertas'),
        ),
        migrations.AddField(
            model_name='historicalplanitem',
            name='state_reason',
            field=desa.fields.SafeCharField(blank=True, max_length=200, verbose_name='alasan penetapan'),
        ),
        migrations.AddField(
            model_name='historicalplanitem',
            name='state_set',
            field=models.CharField(blank=True, choices=[('direncanakan', 'Direncanakan'), ('berjalan', 'Berjalan'), ('selesai', 'Selesai'), ('terhambat', 'Terhambat'), ('dibatalkan', 'Dibatalkan')], max_length=12, verbose_name='keadaan yang ditetapkan'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='carried_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carriers', to='rakorcam.planitem', verbose_name='lanjutan dari'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='from_paper',
            field=models.BooleanField(default=False, verbose_name='dari kertas'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='state_reason',
            field=desa.fields.SafeCharField(blank=True, max_length=200, verbose_name='alasan penetapan'),
        ),
        migrations.AddField(
            model_name='planitem',
            name='state_set',
            field=models.CharField(blank=True, choices=[('direncanakan', 'Direncanakan'), ('berjalan', 'Berjalan'), ('selesai', 'Selesai'), ('terhambat', 'Terhambat'), ('dibatalkan', 'Dibatalkan')], max_length=12, verbose_name='keadaan yang ditetapkan'),
        ),
        migrations.AddConstraint(
            model_name='planitem',
            constraint=models.CheckConstraint(condition=models.Q(('state_set', ''), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='plan_item_state_set_has_reason', violation_error_message='Tulis alasan menetapkan keadaan rencana.'),
        ),
    ]
