import django.db.models.deletion
import fristed.vault.tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        fristed.vault.tables.CreateTables(
            models=[
                migrations.CreateModel(
                    name='Report',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('status', models.CharField(choices=[('writing', 'skrives'), ('released', 'frigitt')], default='writing', max_length=8)),
                        ('started_by', models.CharField(max_length=26)),
                        ('started_on', models.DateField()),
                        ('is_sample', models.BooleanField()),
                        ('edition', models.CharField(blank=True, max_length=26)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'writing')), fields=('year',), name='report_one_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'released'), models.Q(('edition', ''), _negated=True)), models.Q(('edition', ''), ('status', 'writing')), _connector='OR'), name='report_released_has_an_edition')],
                    },
                ),
                migrations.CreateModel(
                    name='Comment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reporting.report')),
                        ('chapter', models.CharField(max_length=16)),
                        ('text', models.CharField(max_length=1000)),
                        ('said_by', models.CharField(max_length=26)),
                        ('said_at', models.DateTimeField()),
                        ('settled_by', models.CharField(blank=True, max_length=26)),
                    ],
                ),
                migrations.CreateModel(
                    name='Version',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='reporting.report')),
                        ('chapter', models.CharField(max_length=16)),
                        ('number', models.PositiveSmallIntegerField()),
                        ('nb', models.TextField(blank=True)),
                        ('nn', models.TextField(blank=True)),
                        ('tables', models.JSONField(default=list)),
                        ('written_by', models.CharField(max_length=26)),
                        ('written_at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('report', 'chapter', 'number'), name='version_numbered')],
                    },
                ),
            ],
        ),
    ]
