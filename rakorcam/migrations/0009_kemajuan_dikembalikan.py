"""PTPD gives a wrong report back: when, by whom, why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import desa.fields


class Migration(migrations.Migration):

    dependencies = [
        ('desa', '0002_asal_riwayat'),
        ('rakorcam', '0008_laporan_semester'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='budgetentry',
            name='return_reason',
            field=desa.fields.SafeCharField(blank=True, max_length=200, verbose_name='alasan dikembalikan'),
        ),
        migrations.AddField(
            model_name='budgetentry',
            name='returned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='dikembalikan'),
        ),
        migrations.AddField(
            model_name='budgetentry',
            name='returned_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalbudgetentry',
            name='return_reason',
            field=desa.fields.SafeCharField(blank=True, max_length=200, verbose_name='alasan dikembalikan'),
        ),
        migrations.AddField(
            model_name='historicalbudgetentry',
            name='returned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='dikembalikan'),
        ),
        migrations.AddField(
            model_name='historicalbudgetentry',
            name='returned_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalprogress',
            name='return_reason',
            field=desa.fields.SafeCharField(blank=True, max_length=200, verbose_name='alasan dikembalikan'),
        ),
        migrations.AddField(
            model_name='historicalprogress',
            name='returned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='dikembalikan'),
        ),
        migrations.AddField(
            model_name='historicalprogress',
            name='returned_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='progress',
            name='return_reason',
            field=desa.fields.SafeCharField(blank=True, max_length=200, verbose_name='alasan dikembalikan'),
        ),
        migrations.AddField(
            model_name='progress',
            name='returned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='dikembalikan'),
        ),
        migrations.AddField(
            model_name='progress',
            name='returned_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='budgetentry',
            constraint=models.CheckConstraint(condition=models.Q(('returned_at', None), models.Q(models.Q(('return_reason', ''), _negated=True), ('confirmed_at', None)), _connector='OR'), name='budget_entry_returned_says_why', violation_error_message='Tulis alasan mengembalikannya.'),
        ),
        migrations.AddConstraint(
            model_name='progress',
            constraint=models.CheckConstraint(condition=models.Q(('returned_at', None), models.Q(models.Q(('return_reason', ''), _negated=True), ('confirmed_at', None)), _connector='OR'), name='progress_returned_says_why', violation_error_message='Tulis alasan mengembalikannya.'),
        ),
    ]
