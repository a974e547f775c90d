"""Formats 4 and 5: lembar isian, jawaban, koreksi, tema, tanda tantangan; what was proposed."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.manager
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import desa.fields
import formats.models.surveys


class Migration(migrations.Migration):

    dependencies = [
        ('desa', '0002_asal_riwayat'),
        ('formats', '0003_asal_riwayat'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='elementstate',
            name='proposed',
            field=models.CharField(blank=True, choices=[('sudah', 'Sudah'), ('sebagian', 'Sebagian'), ('belum', 'Belum')], editable=False, max_length=8, verbose_name='usulan saat ditetapkan'),
        ),
        migrations.AddField(
            model_name='historicalelementstate',
            name='proposed',
            field=models.CharField(blank=True, choices=[('sudah', 'Sudah'), ('sebagian', 'Sebagian'), ('belum', 'Belum')], editable=False, max_length=8, verbose_name='usulan saat ditetapkan'),
        ),
        migrations.CreateModel(
            name='ChallengeTag',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=40, verbose_name='pertanyaan')),
                ('text', desa.fields.SafeCharField(max_length=1000, verbose_name='tantangan')),
                ('elements', models.JSONField(blank=True, default=list, validators=[formats.models.surveys.known_elements], verbose_name='elemen')),
                ('documents', models.ManyToManyField(blank=True, related_name='+', to='formats.documenttype')),
            ],
            options={
                'verbose_name': 'tanda tantangan',
                'verbose_name_plural': 'tanda tantangan',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalChallengeTag',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('question', models.CharField(max_length=40, verbose_name='pertanyaan')),
                ('text', desa.fields.SafeCharField(max_length=1000, verbose_name='tantangan')),
                ('elements', models.JSONField(blank=True, default=list, validators=[formats.models.surveys.known_elements], verbose_name='elemen')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical tanda tantangan',
                'verbose_name_plural': 'historical tanda tantangan',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalChallengeTag_documents',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('challengetag', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.challengetag')),
                ('documenttype', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.documenttype')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='formats.historicalchallengetag')),
            ],
            options={
                'verbose_name': 'HistoricalChallengeTag_documents',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSurvey',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='format')),
                ('state', models.CharField(choices=[('draf', 'Draf'), ('terkirim', 'Terkirim'), ('diperiksa', 'Diperiksa'), ('dikembalikan', 'Dikembalikan')], default='draf', max_length=12, verbose_name='keadaan')),
                ('filled_on', models.DateField(blank=True, null=True, verbose_name='tanggal pengisian')),
                ('by_kecamatan', models.BooleanField(default=False, verbose_name='dikirim tim kecamatan')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='dikirim')),
                ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='diubah')),
                ('note', desa.fields.SafeCharField(blank=True, max_length=500, verbose_name='catatan pengembalian')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('desa', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desa.desa')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('period', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.period', verbose_name='periode')),
            ],
            options={
                'verbose_name': 'historical lembar isian',
                'verbose_name_plural': 'historical lembar isian',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalTheme',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('name', desa.fields.SafeCharField(max_length=60, verbose_name='nama tema')),
                ('is_active', models.BooleanField(default=True, verbose_name='dipakai')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('kabupaten', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='desa.kabupaten')),
            ],
            options={
                'verbose_name': 'historical tema',
                'verbose_name_plural': 'historical tema',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Survey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='format')),
                ('state', models.CharField(choices=[('draf', 'Draf'), ('terkirim', 'Terkirim'), ('diperiksa', 'Diperiksa'), ('dikembalikan', 'Dikembalikan')], default='draf', max_length=12, verbose_name='keadaan')),
                ('filled_on', models.DateField(blank=True, null=True, verbose_name='tanggal pengisian')),
                ('by_kecamatan', models.BooleanField(default=False, verbose_name='dikirim tim kecamatan')),
                ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='dikirim')),
                ('changed_at', models.DateTimeField(blank=True, null=True, verbose_name='diubah')),
                ('note', desa.fields.SafeCharField(blank=True, max_length=500, verbose_name='catatan pengembalian')),
                ('desa', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='desa.desa')),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='formats.period', verbose_name='periode')),
            ],
            options={
                'verbose_name': 'lembar isian',
                'verbose_name_plural': 'lembar isian',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalCorrection',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('question', models.CharField(max_length=40, verbose_name='pertanyaan')),
                ('value', desa.fields.SafeJSONField(blank=True, default=dict, verbose_name='jawaban')),
                ('reason', desa.fields.SafeCharField(max_length=200, verbose_name='alasan')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('survey', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.survey')),
            ],
            options={
                'verbose_name': 'historical koreksi kecamatan',
                'verbose_name_plural': 'historical koreksi kecamatan',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='historicalchallengetag',
            name='survey',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.survey'),
        ),
        migrations.CreateModel(
            name='HistoricalAnswer',
            fields=[
                ('history_source', models.CharField(choices=[('ketik', 'diketik'), ('tempel', 'ditempel'), ('impor', 'diimpor'), ('tautan', 'lewat tautan'), ('luring', 'dari antrean luring'), ('aula', 'dari aula')], default='ketik', editable=False, max_length=8, verbose_name='sumber')),
                ('id', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('question', models.CharField(max_length=40, verbose_name='pertanyaan')),
                ('value', desa.fields.SafeJSONField(blank=True, default=dict, verbose_name='jawaban')),
                ('carried', models.BooleanField(default=False, verbose_name='sama seperti periode lalu')),
                ('history_change_reason', models.TextField(null=True)),
                ('history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('survey', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.survey')),
            ],
            options={
                'verbose_name': 'historical jawaban',
                'verbose_name_plural': 'historical jawaban',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=40, verbose_name='pertanyaan')),
                ('value', desa.fields.SafeJSONField(blank=True, default=dict, verbose_name='jawaban')),
                ('reason', desa.fields.SafeCharField(max_length=200, verbose_name='alasan')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='formats.survey')),
            ],
            options={
                'verbose_name': 'koreksi kecamatan',
                'verbose_name_plural': 'koreksi kecamatan',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='challengetag',
            name='survey',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tags', to='formats.survey'),
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(max_length=40, verbose_name='pertanyaan')),
                ('value', desa.fields.SafeJSONField(blank=True, default=dict, verbose_name='jawaban')),
                ('carried', models.BooleanField(default=False, verbose_name='sama seperti periode lalu')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='formats.survey')),
            ],
            options={
                'verbose_name': 'jawaban',
                'verbose_name_plural': 'jawaban',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', desa.fields.SafeCharField(max_length=60, verbose_name='nama tema')),
                ('is_active', models.BooleanField(default=True, verbose_name='dipakai')),
                ('kabupaten', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='themes', to='desa.kabupaten')),
            ],
            options={
                'verbose_name': 'tema',
                'verbose_name_plural': 'tema',
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'unscoped',
            },
            managers=[
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='HistoricalChallengeTag_themes',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('challengetag', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.challengetag')),
                ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='formats.historicalchallengetag')),
                ('theme', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='formats.theme')),
            ],
            options={
                'verbose_name': 'HistoricalChallengeTag_themes',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='challengetag',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='+', to='formats.theme'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.UniqueConstraint(fields=('desa', 'period', 'number'), name='survey_once'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draf'), ('sent_at__isnull', False), _connector='OR'), name='survey_sent_has_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'dikembalikan'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='survey_returned_needs_note', violation_error_message='Tulis catatan pengembalian.'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(fields=('survey', 'question'), name='correction_once'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('survey', 'question'), name='answer_once'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.UniqueConstraint(models.F('kabupaten'), django.db.models.functions.text.Lower('name'), name='theme_once_per_kabupaten', violation_error_message='Tema dengan nama ini sudah ada.'),
        ),
    ]
