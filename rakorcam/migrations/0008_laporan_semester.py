"""Reports of half a year (annex 11), one per kecamatan and half-year."""

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
        ('rakorcam', '0007_kemajuan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalHalfYearReport',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('code', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^20\\d\\d-S[12]$', 'Semester ditulis tahun-S1 atau tahun-S2.')], verbose_name='kode semester')),
                ('meetings', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='Rakorcam')),
                ('coverage', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='cakupan dokumen')),
                ('plans', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='kemajuan rencana')),
                ('visits', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='pembinaan')),
                ('challenges', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='tantangan dan cara mengatasinya')),
                ('stakeholders', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='pemetaan pemangku kepentingan')),
                ('lessons', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='pembelajaran')),
                ('recommendations', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='rekomendasi')),
                ('documents', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='dokumen pendukung')),
                ('made_by', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='dibuat oleh')),
                ('office', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='jabatan')),
                ('submitted_to', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='diserahkan ke')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='tanggal penyerahan')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kecamatan', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desa.kecamatan')),
            ],
            options={
                'verbose_name': 'historical laporan semester',
                'verbose_name_plural': 'historical laporan semester',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HalfYearReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=7, validators=[django.core.validators.RegexValidator('^20\\d\\d-S[12]$', 'Semester ditulis tahun-S1 atau tahun-S2.')], verbose_name='kode semester')),
                ('meetings', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='Rakorcam')),
                ('coverage', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='cakupan dokumen')),
                ('plans', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='kemajuan rencana')),
                ('visits', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='pembinaan')),
                ('challenges', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='tantangan dan cara mengatasinya')),
                ('stakeholders', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='pemetaan pemangku kepentingan')),
                ('lessons', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='pembelajaran')),
                ('recommendations', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='rekomendasi')),
                ('documents', desa.fields.SafeTextField(blank=True, max_length=60000, verbose_name='dokumen pendukung')),
                ('made_by', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='dibuat oleh')),
                ('office', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='jabatan')),
                ('submitted_to', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='diserahkan ke')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='tanggal penyerahan')),
                ('kecamatan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desa.kecamatan')),
            ],
            options={
                'verbose_name': 'laporan semester',
                'verbose_name_plural': 'laporan semester',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
                'constraints': [models.UniqueConstraint(fields=('kecamatan', 'code'), name='half_year_report_once')],
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
    ]
