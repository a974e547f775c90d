"""Progress on plan items, and whether desa budgeted for them."""

import uuid

import django.db.models.deletion
import django.db.models.manager
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import desa.fields


class Migration(migrations.Migration):

    dependencies = [
        ('desa', '0002_asal_riwayat'),
        ('rakorcam', '0006_pembinaan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalBudgetEntry',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='dibenarkan')),
                ('document', models.CharField(choices=[('rkp', 'RKP Desa'), ('apbdes', 'APBDes')], max_length=8, verbose_name='dokumen')),
                ('included', models.BooleanField(default=False, verbose_name='sudah masuk')),
                ('document_number', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='nomor dokumen')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desa', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desa.desa')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.planitem')),
            ],
            options={
                'verbose_name': 'historical penganggaran rencana',
                'verbose_name_plural': 'historical penganggaran rencana',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalProgress',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='dibenarkan')),
                ('date', models.DateField(verbose_name='tanggal')),
                ('state', models.CharField(choices=[('berjalan', 'Berjalan'), ('selesai', 'Selesai'), ('terhambat', 'Terhambat'), ('dibatalkan', 'Dibatalkan')], max_length=12, verbose_name='keadaan')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='capaian, angka')),
                ('done', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='yang sudah dikerjakan')),
                ('obstacle', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='kendala')),
                ('photo', models.TextField(blank=True, max_length=100, verbose_name='foto')),
                ('photo_name', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='nama foto')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='dicatat')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('confirmed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desa', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desa.desa')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.planitem')),
                ('session', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.rakorcam', verbose_name='dalam rapat')),
                ('visit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.visit', verbose_name='dari pembinaan')),
            ],
            options={
                'verbose_name': 'historical kemajuan',
                'verbose_name_plural': 'historical kemajuan',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='BudgetEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='dibenarkan')),
                ('document', models.CharField(choices=[('rkp', 'RKP Desa'), ('apbdes', 'APBDes')], max_length=8, verbose_name='dokumen')),
                ('included', models.BooleanField(default=False, verbose_name='sudah masuk')),
                ('document_number', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='nomor dokumen')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desa', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desa.desa')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='budget_entries', to='rakorcam.planitem')),
            ],
            options={
                'verbose_name': 'penganggaran rencana',
                'verbose_name_plural': 'penganggaran rencana',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.UniqueConstraint(fields=('item', 'desa', 'document'), name='budget_entry_once'), models.CheckConstraint(condition=models.Q(('included', False), models.Q(('document_number', ''), _negated=True), _connector='OR'), name='budget_entry_included_has_number', violation_error_message='Tulis nomor dokumen yang sudah memuat rencana ini.')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='dibenarkan')),
                ('date', models.DateField(verbose_name='tanggal')),
                ('state', models.CharField(choices=[('berjalan', 'Berjalan'), ('selesai', 'Selesai'), ('terhambat', 'Terhambat'), ('dibatalkan', 'Dibatalkan')], max_length=12, verbose_name='keadaan')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='capaian, angka')),
                ('done', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='yang sudah dikerjakan')),
                ('obstacle', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='kendala')),
                ('photo', models.FileField(blank=True, upload_to='', verbose_name='foto')),
                ('photo_name', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='nama foto')),
                ('recorded_at', models.DateTimeField(editable=False, verbose_name='dicatat')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('desa', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desa.desa')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='rakorcam.planitem')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rakorcam.rakorcam', verbose_name='dalam rapat')),
                ('visit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='progress', to='rakorcam.visit', verbose_name='dari pembinaan')),
            ],
            options={
                'verbose_name': 'kemajuan',
                'verbose_name_plural': 'kemajuan',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'terhambat'), _negated=True), models.Q(('obstacle', ''), _negated=True), _connector='OR'), name='progress_obstructed_says_why', violation_error_message='Tulis kendalanya: apa yang menghambat.')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
    ]
