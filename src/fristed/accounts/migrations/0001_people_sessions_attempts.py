import django.db.models.deletion
import django.db.models.functions.text
import fristed.vault.fields
import fristed.vault.tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        fristed.vault.tables.CreateTables(
            models=[
                migrations.CreateModel(
                    name='Attempts',
                    fields=[
                        ('bucket', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('count', models.PositiveIntegerField()),
                        ('ends_at', models.DateTimeField(db_index=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('username', models.CharField(max_length=64, unique=True)),
                        ('name', models.CharField(max_length=120)),
                        ('door', models.CharField(choices=[('desk', 'ansatte'), ('partner', 'fagfolk i andre tjenester')], default='desk', max_length=8)),
                        ('is_active', models.BooleanField(default=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('username', django.db.models.functions.text.Lower('username')), models.Q(('username', ''), _negated=True)), name='user_username_is_lower_case'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='user_has_a_name'), models.CheckConstraint(condition=models.Q(('door__in', ['desk', 'partner'])), name='user_has_a_door')],
                    },
                ),
                migrations.CreateModel(
                    name='DeskSession',
                    fields=[
                        ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                        ('session_key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('session_data', models.BinaryField()),
                        ('signed_in_at', models.DateTimeField()),
                        ('last_seen_at', models.DateTimeField()),
                        ('elsewhere', models.CharField(blank=True, db_index=True, max_length=64)),
                        ('whose', models.CharField(blank=True, db_index=True, max_length=64)),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('session_key__regex', '^[0-9a-f]{64}$')), name='desksession_key_is_a_hash')],
                    },
                ),
                migrations.CreateModel(
                    name='PartnerSession',
                    fields=[
                        ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                        ('session_key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('session_data', models.BinaryField()),
                        ('signed_in_at', models.DateTimeField()),
                        ('last_seen_at', models.DateTimeField()),
                        ('elsewhere', models.CharField(blank=True, db_index=True, max_length=64)),
                        ('whose', models.CharField(blank=True, db_index=True, max_length=64)),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('session_key__regex', '^[0-9a-f]{64}$')), name='partnersession_key_is_a_hash')],
                    },
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('unit', models.CharField(max_length=40)),
                        ('quarter', models.CharField(max_length=6)),
                        ('creator', models.CharField(max_length=26)),
                        ('public_key', models.BinaryField(max_length=32)),
                        ('wrapped', models.BinaryField(max_length=80)),
                        ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('place', models.CharField(max_length=200)),
                        ('saved_on', models.DateField()),
                        ('text', fristed.vault.fields.SealedTextField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['author', 'place'], name='draft_of_author'), models.Index(fields=['saved_on'], name='draft_saved_on')],
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='draft_ref_once')],
                    },
                ),
            ],
        ),
    ]
