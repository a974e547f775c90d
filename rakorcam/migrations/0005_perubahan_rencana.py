"""Later changes of an agreed item, and the targets a group agrees for the next June."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.manager
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import desa.fields


class Migration(migrations.Migration):

    dependencies = [
        ('desa', '0002_asal_riwayat'),
        ('formats', '0005_kolom_l_p'),
        ('rakorcam', '0004_lanjutan_rencana'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', desa.fields.SafeTextField(max_length=500, verbose_name='apa yang dikerjakan')),
                ('all_desa', models.BooleanField(default=True, verbose_name='semua desa')),
                ('from_month', models.DateField(help_text='Hari pertama bulan itu.', verbose_name='mulai')),
                ('to_month', models.DateField(help_text='Hari pertama bulan itu.', verbose_name='sampai')),
                ('in_charge', desa.fields.SafeCharField(max_length=120, verbose_name='penanggung jawab')),
                ('target_number', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='target, angka')),
                ('target_unit', desa.fields.SafeCharField(blank=True, max_length=40, verbose_name='satuan')),
                ('budget', models.PositiveBigIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1000000000000)], verbose_name='anggaran')),
                ('budget_source', models.CharField(blank=True, choices=[('rkp', 'RKP Desa'), ('apbdes', 'APBDes'), ('apbd', 'APBD'), ('tanpa', 'Tanpa anggaran'), ('lainnya', 'Lainnya')], max_length=8, verbose_name='sumber anggaran')),
                ('reason', desa.fields.SafeCharField(max_length=200, verbose_name='alasan')),
                ('amended_at', models.DateTimeField(verbose_name='diubah')),
                ('amended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                ('desa', models.ManyToManyField(blank=True, related_name='+', to='desa.desa', verbose_name='desa')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='rakorcam.planitem')),
            ],
            options={
                'verbose_name': 'perubahan rencana',
                'verbose_name_plural': 'perubahan rencana',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalAgreedTarget',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('hundredths', models.PositiveIntegerField(help_text='9940 berarti 99,40%.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='target (perseratus persen)')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('document', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.documenttype', verbose_name='jenis dokumen')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.rakorcam')),
            ],
            options={
                'verbose_name': 'historical target yang disepakati',
                'verbose_name_plural': 'historical target yang disepakati',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAmendment',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('what', desa.fields.SafeTextField(max_length=500, verbose_name='apa yang dikerjakan')),
                ('all_desa', models.BooleanField(default=True, verbose_name='semua desa')),
                ('from_month', models.DateField(help_text='Hari pertama bulan itu.', verbose_name='mulai')),
                ('to_month', models.DateField(help_text='Hari pertama bulan itu.', verbose_name='sampai')),
                ('in_charge', desa.fields.SafeCharField(max_length=120, verbose_name='penanggung jawab')),
                ('target_number', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='target, angka')),
                ('target_unit', desa.fields.SafeCharField(blank=True, max_length=40, verbose_name='satuan')),
                ('budget', models.PositiveBigIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(1000000000000)], verbose_name='anggaran')),
                ('budget_source', models.CharField(blank=True, choices=[('rkp', 'RKP Desa'), ('apbdes', 'APBDes'), ('apbd', 'APBD'), ('tanpa', 'Tanpa anggaran'), ('lainnya', 'Lainnya')], max_length=8, verbose_name='sumber anggaran')),
                ('reason', desa.fields.SafeCharField(max_length=200, verbose_name='alasan')),
                ('amended_at', models.DateTimeField(verbose_name='diubah')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('amended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.planitem')),
            ],
            options={
                'verbose_name': 'historical perubahan rencana',
                'verbose_name_plural': 'historical perubahan rencana',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalAmendment_desa',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('amendment', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.amendment')),
                ('desa', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desa.desa')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='rakorcam.historicalamendment')),
            ],
            options={
                'verbose_name': 'HistoricalAmendment_desa',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='AgreedTarget',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('hundredths', models.PositiveIntegerField(help_text='9940 berarti 99,40%.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10000)], verbose_name='target (perseratus persen)')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='formats.documenttype', verbose_name='jenis dokumen')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreed_targets', to='rakorcam.rakorcam')),
            ],
            options={
                'verbose_name': 'target yang disepakati',
                'verbose_name_plural': 'target yang disepakati',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.UniqueConstraint(fields=('session', 'document'), name='agreed_target_once'), models.CheckConstraint(condition=models.Q(('hundredths__gte', 1), ('hundredths__lte', 10000)), name='agreed_target_within_percent')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('to_month__gte', models.F('from_month'))), name='amendment_months_in_order', violation_error_message='Bulan sampai mendahului bulan mulai.'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('target_number__isnull', True), ('target_unit', '')), models.Q(('target_number__isnull', False), models.Q(('target_unit', ''), _negated=True)), _connector='OR'), name='amendment_number_has_unit', violation_error_message='Target ditulis dengan angka dan satuannya, misalnya 40 pasangan.'),
        ),
    ]
