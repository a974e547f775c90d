"""Visits to a desa between the meetings, with the people met and photos."""

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
        ('rakorcam', '0005_perubahan_rencana'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalVisit',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('date', models.DateField(verbose_name='tanggal')),
                ('place', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='tempat')),
                ('by_whom', desa.fields.SafeCharField(max_length=200, verbose_name='dilakukan oleh')),
                ('looked_at', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='yang dilihat')),
                ('findings', desa.fields.SafeTextField(max_length=1000, verbose_name='temuan')),
                ('challenges', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='tantangan')),
                ('follow_up', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='tindak lanjut')),
                ('unit', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='unit penanggung jawab')),
                ('recommendation', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='rekomendasi')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('desa', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desa.desa')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical pembinaan',
                'verbose_name_plural': 'historical pembinaan',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('date', models.DateField(verbose_name='tanggal')),
                ('place', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='tempat')),
                ('by_whom', desa.fields.SafeCharField(max_length=200, verbose_name='dilakukan oleh')),
                ('looked_at', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='yang dilihat')),
                ('findings', desa.fields.SafeTextField(max_length=1000, verbose_name='temuan')),
                ('challenges', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='tantangan')),
                ('follow_up', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='tindak lanjut')),
                ('unit', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='unit penanggung jawab')),
                ('recommendation', desa.fields.SafeTextField(blank=True, max_length=1000, verbose_name='rekomendasi')),
                ('desa', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='desa.desa')),
            ],
            options={
                'verbose_name': 'pembinaan',
                'verbose_name_plural': 'pembinaan',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='PersonMet',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='urutan')),
                ('name', desa.fields.SafeCharField(max_length=120, verbose_name='nama')),
                ('office', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='jabatan')),
                ('sex', models.CharField(blank=True, choices=[('L', 'L'), ('P', 'P')], max_length=1, verbose_name='L/P')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='rakorcam.visit')),
            ],
            options={
                'verbose_name': 'orang yang ditemui',
                'verbose_name_plural': 'orang yang ditemui',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalVisitPhoto',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('file', models.TextField(max_length=100, verbose_name='foto')),
                ('name', desa.fields.SafeCharField(max_length=120, verbose_name='nama berkas')),
                ('added_at', models.DateTimeField(editable=False)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.visit')),
            ],
            options={
                'verbose_name': 'historical foto pembinaan',
                'verbose_name_plural': 'historical foto pembinaan',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalPersonMet',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='urutan')),
                ('name', desa.fields.SafeCharField(max_length=120, verbose_name='nama')),
                ('office', desa.fields.SafeCharField(blank=True, max_length=120, verbose_name='jabatan')),
                ('sex', models.CharField(blank=True, choices=[('L', 'L'), ('P', 'P')], max_length=1, verbose_name='L/P')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='rakorcam.visit')),
            ],
            options={
                'verbose_name': 'historical orang yang ditemui',
                'verbose_name_plural': 'historical orang yang ditemui',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='VisitPhoto',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file', models.FileField(upload_to='', verbose_name='foto')),
                ('name', desa.fields.SafeCharField(max_length=120, verbose_name='nama berkas')),
                ('added_at', models.DateTimeField(editable=False)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='rakorcam.visit')),
            ],
            options={
                'verbose_name': 'foto pembinaan',
                'verbose_name_plural': 'foto pembinaan',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
    ]
