import django.contrib.postgres.fields
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
                    name='RetentionRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('case', 'Case'), ('conversation', 'Conversation'), ('consultation', 'Consultation'), ('compartment', 'Compartment'), ('inquiry', 'Inquiry'), ('trip', 'Trip'), ('register', 'Register'), ('approval', 'Approval')], max_length=12, unique=True)),
                        ('months', models.PositiveIntegerField()),
                        ('signed_off_by', models.CharField(blank=True, max_length=60)),
                        ('signed_off_on', models.DateField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='File',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('kind', models.CharField(choices=[('case', 'Case'), ('conversation', 'Conversation'), ('consultation', 'Consultation'), ('compartment', 'Compartment'), ('inquiry', 'Inquiry'), ('trip', 'Trip'), ('register', 'Register'), ('approval', 'Approval')], max_length=12)),
                        ('unit', models.CharField(max_length=40)),
                        ('quarter', models.CharField(max_length=6)),
                        ('creator', models.CharField(blank=True, max_length=26)),
                        ('public_key', models.BinaryField(max_length=32)),
                        ('wrapped', models.BinaryField(max_length=80)),
                        ('items', models.IntegerField(default=0)),
                        ('chained', models.IntegerField(default=0)),
                        ('closed_on', models.DateField(null=True)),
                        ('legal_hold', models.BooleanField(default=False)),
                        ('expires_on', models.DateField(null=True)),
                        ('shielded_on', models.DateField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('chained__lt', models.F('items'))), fields=['id'], name='vault_file_unchained')],
                    },
                ),
                migrations.CreateModel(
                    name='UnitKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('unit', models.CharField(max_length=40)),
                        ('quarter', models.CharField(blank=True, max_length=6)),
                        ('public_key', models.BinaryField(max_length=32)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('unit', 'quarter'), name='vault_unitkey_once')],
                    },
                ),
                migrations.CreateModel(
                    name='BlobChunk',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.file')),
                        ('blob', models.CharField(max_length=26)),
                        ('number', models.IntegerField()),
                        ('data', models.BinaryField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('file', 'blob', 'number'), name='vault_chunk_numbered')],
                    },
                ),
                migrations.CreateModel(
                    name='Bar',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.file')),
                        ('ref', models.CharField(max_length=26)),
                        ('holder', models.CharField(max_length=26)),
                        ('holder_account', models.BigIntegerField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('holder_account', 'file'), name='vault_bar_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Grant',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.file')),
                        ('holder', models.CharField(max_length=26)),
                        ('holder_account', models.BigIntegerField()),
                        ('parts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField(null=True)),
                        ('ground', models.CharField(choices=[('creator', 'Creator'), ('team', 'Team'), ('share', 'Share'), ('hand_over', 'Hand Over'), ('stand_in', 'Stand In'), ('break_glass', 'Break Glass')], max_length=12)),
                        ('given_by', models.CharField(max_length=26)),
                        ('mac', models.BinaryField(max_length=32)),
                        ('revoked_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['holder_account', 'file'], name='vault_grant_of_holder')],
                    },
                ),
                migrations.CreateModel(
                    name='Item',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.file')),
                        ('number', models.IntegerField()),
                        ('item', models.UUIDField()),
                        ('slot', models.CharField(max_length=90)),
                        ('part', models.CharField(max_length=20)),
                        ('digest', models.BinaryField(max_length=32)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='vault_item_numbered')],
                    },
                ),
            ],
        ),
    ]
