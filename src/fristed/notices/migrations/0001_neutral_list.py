import django.db.models.deletion
import fristed.vault.tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        fristed.vault.tables.CreateTables(
            models=[
                migrations.CreateModel(
                    name='NeutralText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('use', models.CharField(choices=[('message', 'en melding'), ('voicemail', 'en telefonsvarer'), ('calendar', 'en kalender')], max_length=12)),
                        ('words', models.JSONField()),
                        ('status', models.CharField(choices=[('proposed', 'venter på en kollega'), ('in_use', 'i bruk'), ('ended', 'ikke i bruk')], default='proposed', max_length=8)),
                        ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_on', models.DateField()),
                        ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('approved_on', models.DateField(null=True)),
                        ('ended_on', models.DateField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='neutraltext_ref_once'), models.CheckConstraint(condition=models.Q(('words__has_keys', ['nb', 'nn', 'en'])), name='neutraltext_in_three_languages'), models.CheckConstraint(condition=models.Q(('approved_by', None), ('written_by', None), models.Q(('approved_by', models.F('written_by')), _negated=True), _connector='OR'), name='neutraltext_seen_by_a_second_eye'), models.CheckConstraint(condition=models.Q(models.Q(('approved_by', None), ('approved_on', None), ('status', 'proposed')), models.Q(('approved_by__isnull', False), ('approved_on__isnull', False), ('status', 'in_use')), models.Q(('ended_on__isnull', False), ('status', 'ended')), _connector='OR'), name='neutraltext_in_use_is_approved')],
                    },
                ),
                migrations.CreateModel(
                    name='Outgoing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notices.neutraltext')),
                        ('channel', models.CharField(choices=[('sms', 'SMS'), ('mail', 'e-post')], max_length=4)),
                        ('about', models.CharField(max_length=26)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sent_on', models.DateField()),
                        ('state', models.CharField(choices=[('begun', 'sendes'), ('sent', 'sendt'), ('failed', 'ikke sendt')], default='begun', max_length=6)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='outgoing_ref_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ReplyText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('kind', models.CharField(choices=[('module', 'en ferdig tekst (::)'), ('article', 'en artikkel (??)')], max_length=8)),
                        ('keyword', models.CharField(max_length=40)),
                        ('words', models.JSONField()),
                        ('law_version', models.CharField(blank=True, max_length=80)),
                        ('review_on', models.DateField()),
                        ('used', models.PositiveIntegerField(default=0)),
                        ('status', models.CharField(choices=[('proposed', 'venter på en kollega'), ('in_use', 'i bruk'), ('ended', 'ikke i bruk')], default='proposed', max_length=8)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_on', models.DateField()),
                        ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ended_on', models.DateField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='replytext_ref_once'), models.UniqueConstraint(condition=models.Q(('status', 'in_use')), fields=('kind', 'keyword'), name='replytext_one_in_use'), models.CheckConstraint(condition=models.Q(('words__has_keys', ['nb', 'nn', 'en'])), name='replytext_in_three_languages'), models.CheckConstraint(condition=models.Q(('kind', 'module'), models.Q(('law_version', ''), _negated=True), _connector='OR'), name='replytext_article_stands_on_a_law'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'in_use'), _negated=True), models.Q(('approved_by__isnull', False), models.Q(('approved_by', models.F('written_by')), _negated=True)), _connector='OR'), name='replytext_in_use_was_seen_by_another')],
                    },
                ),
            ],
        ),
    ]
