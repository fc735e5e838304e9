import django.db.models.deletion
import fristed.vault.fields
import fristed.vault.tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('vault', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        fristed.vault.tables.CreateTables(
            models=[
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('token_hash', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                        ('sealed', models.BinaryField()),
                        ('started_at', models.DateTimeField()),
                        ('seen_at', models.DateTimeField(db_index=True)),
                        ('is_queued', models.BooleanField(default=False)),
                        ('is_opened', models.BooleanField(default=False)),
                        ('is_duress', models.BooleanField(default=False)),
                        ('new_after', models.PositiveIntegerField(null=True)),
                        ('own_after', models.PositiveIntegerField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Conversation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.file')),
                        ('unit', models.CharField(max_length=40)),
                        ('county', models.CharField(blank=True, max_length=2)),
                        ('language', models.CharField(max_length=2)),
                        ('status', models.CharField(choices=[('waiting', 'venter på svar'), ('answered', 'besvart'), ('handed_over', 'er blitt en sak'), ('closed', 'lukket av den unge'), ('ended', 'avsluttet fordi det har vært stille lenge')], default='waiting', max_length=12)),
                        ('opened_on', models.DateField()),
                        ('waiting_since', models.DateField(null=True)),
                        ('answered_on', models.DateField(null=True)),
                        ('last_on', models.DateField(null=True)),
                        ('urgency', models.PositiveSmallIntegerField(choices=[(0, 'haster ikke'), (1, 'haster'), (2, 'haster nå')], default=0)),
                        ('taken_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('draft_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('messages_written', models.PositiveIntegerField(default=0)),
                        ('shown_to_youth', models.PositiveIntegerField(default=0)),
                        ('once', models.BinaryField(max_length=32, unique=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status', 'waiting'), ('waiting_since__isnull', False)), models.Q(models.Q(('status', 'waiting'), _negated=True), ('waiting_since', None)), _connector='OR'), name='conversation_waits_since_a_day')],
                        'indexes': [models.Index(fields=['unit', 'status'], name='contact_waiting_for_unit')],
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.file')),
                        ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='contact.conversation')),
                        ('number', models.PositiveIntegerField()),
                        ('sender', models.CharField(choices=[('youth', 'Youth'), ('desk', 'Desk'), ('word', 'Word'), ('draft', 'Draft'), ('note', 'Note')], max_length=5)),
                        ('author', models.CharField(blank=True, max_length=26)),
                        ('written_on', models.DateField()),
                        ('text', fristed.vault.fields.SealedTextField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('conversation', 'number'), name='contact_message_numbered')],
                    },
                ),
                migrations.CreateModel(
                    name='Passing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('conversation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='passings', to='contact.conversation')),
                        ('from_unit', models.CharField(max_length=40)),
                        ('to_unit', models.CharField(max_length=40)),
                        ('offered_on', models.DateField()),
                        ('accepted_on', models.DateField(null=True)),
                        ('withdrawn_on', models.DateField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='passed_ref_once'), models.UniqueConstraint(condition=models.Q(('accepted_on', None), ('withdrawn_on', None)), fields=('conversation',), name='passed_one_offer_at_a_time'), models.CheckConstraint(condition=models.Q(('accepted_on', None), ('withdrawn_on', None), _connector='OR'), name='passed_not_both')],
                        'indexes': [models.Index(fields=['to_unit'], name='contact_passed_to')],
                    },
                ),
                migrations.CreateModel(
                    name='Code',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.file')),
                        ('sealed_code', models.BinaryField(null=True)),
                        ('lookup', models.BinaryField(null=True, unique=True)),
                        ('youth_wrap', models.BinaryField(null=True)),
                        ('asked_on', models.DateField()),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('lookup__isnull', True)), fields=['id'], name='contact_code_pending')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('lookup__isnull', True), ('sealed_code__isnull', False), ('youth_wrap__isnull', True)), models.Q(('lookup__isnull', False), ('sealed_code__isnull', True), ('youth_wrap__isnull', False)), _connector='OR'), name='code_is_pending_or_bound')],
                    },
                ),
            ],
        ),
    ]
