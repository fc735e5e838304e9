import django.contrib.postgres.fields
import django.db.models.deletion
import fristed.vault.fields
import fristed.vault.tables
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_people_sessions_attempts'),
        ('vault', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        fristed.vault.tables.CreateTables(
            models=[
                migrations.CreateModel(
                    name='Inquiry',
                    fields=[
                        ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='vault.file')),
                        ('ref', models.CharField(max_length=26)),
                        ('unit', models.CharField(max_length=40)),
                        ('asker', models.CharField(blank=True, max_length=26)),
                        ('channel', models.CharField(choices=[('form', 'skjema'), ('phone', 'telefon'), ('mail', 'e-post'), ('list', 'e-post fra en liste'), ('automatic', 'automatisk e-post')], default='form', max_length=10)),
                        ('kind', models.CharField(choices=[('question', 'et spørsmål'), ('concern', 'en bekymring'), ('guidance', 'ønske om veiledning'), ('course', 'ønske om kurs')], max_length=8)),
                        ('urgency', models.CharField(choices=[('acute', 'det haster: noe kan skje i dag'), ('ordinary', 'det kan vente til neste arbeidsdag')], max_length=8)),
                        ('role', models.CharField(max_length=40)),
                        ('service', models.CharField(max_length=40)),
                        ('audience', models.CharField(max_length=40)),
                        ('is_main', models.BooleanField()),
                        ('county', models.CharField(max_length=2)),
                        ('language', models.CharField(max_length=2)),
                        ('status', models.CharField(choices=[('sent', 'sendt'), ('read', 'lest'), ('taken_up', 'tatt opp'), ('answered', 'besvart'), ('closed', 'avsluttet')], default='sent', max_length=8)),
                        ('asked_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField(null=True)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('waited_minutes', models.PositiveIntegerField(null=True)),
                        ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_on', models.DateField(null=True)),
                        ('became', models.CharField(blank=True, choices=[('case', 'en sak'), ('consultation', 'en drøfting')], max_length=12)),
                        ('became_ref', models.CharField(blank=True, max_length=26)),
                        ('texts_written', models.PositiveIntegerField(default=0)),
                        ('answers_seen', models.PositiveIntegerField(default=0)),
                        ('minutes', models.PositiveIntegerField(default=0)),
                        ('reply_to', fristed.vault.fields.SealedTextField(null=True)),
                        ('once', models.BinaryField(max_length=32)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='inquiry_ref_once'), models.UniqueConstraint(fields=('once',), name='inquiry_form_once'), models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('status__in', ['read', 'sent', 'taken_up'])), models.Q(models.Q(('status__in', ['read', 'sent', 'taken_up']), _negated=True), ('due_at', None)), _connector='OR'), name='inquiry_waits_until_a_moment'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('waited_minutes', None)), models.Q(('answered_at__gte', models.F('asked_at')), ('waited_minutes__isnull', False)), _connector='OR'), name='inquiry_answered_is_measured'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('status', 'closed')), models.Q(models.Q(('status', 'closed'), _negated=True), ('closed_on', None)), _connector='OR'), name='inquiry_closed_has_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('became', ''), ('became_ref', '')), models.Q(models.Q(('became', ''), _negated=True), models.Q(('became_ref', ''), _negated=True)), _connector='OR'), name='inquiry_became_something')],
                        'indexes': [models.Index(condition=models.Q(('due_at__isnull', False)), fields=['unit', 'due_at'], name='guidance_waits_for_unit'), models.Index(fields=['asker', 'asked_at'], name='guidance_asked_by'), models.Index(condition=models.Q(('answered_at__isnull', False)), fields=['answered_at'], name='guidance_answered')],
                    },
                ),
                migrations.CreateModel(
                    name='MailServer',
                    fields=[
                        ('way', models.CharField(choices=[('in', 'In'), ('out', 'Out')], max_length=3, primary_key=True, serialize=False)),
                        ('seen_at', models.DateTimeField(null=True)),
                        ('failing_since', models.DateTimeField(null=True)),
                        ('waiting', models.PositiveIntegerField(default=0)),
                    ],
                ),
                migrations.CreateModel(
                    name='NetworkItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='guidance.networkmeeting')),
                        ('position', models.PositiveSmallIntegerField()),
                        ('what', models.CharField(max_length=200)),
                        ('agreed', models.TextField(blank=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('meeting', 'position'), name='networkitem_placed')],
                    },
                ),
                migrations.CreateModel(
                    name='Aftermath',
                    fields=[
                        ('inquiry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='aftermath', serialize=False, to='guidance.inquiry')),
                        ('acted', models.CharField(choices=[('yes', 'ja'), ('partly', 'delvis'), ('no', 'nei')], max_length=8)),
                        ('service', models.CharField(blank=True, max_length=40)),
                        ('is_unsure', models.BooleanField()),
                        ('told_on', models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name='AgencyContact',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('agency', models.CharField(max_length=40)),
                        ('name', models.CharField(max_length=80)),
                        ('reach', models.CharField(max_length=120)),
                        ('substitute', models.CharField(blank=True, max_length=160)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(null=True)),
                        ('confirmed_on', models.DateField()),
                        ('kept_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='agencycontact_ref_once'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='agencycontact_starts_before_it_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='AnswerDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.file')),
                        ('inquiry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='guidance.inquiry')),
                        ('version', models.PositiveIntegerField(default=1)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('saved_at', models.DateTimeField()),
                        ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('text', fristed.vault.fields.SealedTextField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='answerdraft_ref_once'), models.CheckConstraint(condition=models.Q(('seen_by', None), models.Q(('seen_by', models.F('written_by')), _negated=True), _connector='OR'), name='answerdraft_second_eye_is_another')],
                    },
                ),
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.file')),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='guidance.inquiry')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('delete_on', models.DateField(db_index=True)),
                        ('about', fristed.vault.fields.SealedTextField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='attachment_ref_once'), models.UniqueConstraint(fields=('inquiry', 'number'), name='attachment_numbered')],
                    },
                ),
                migrations.CreateModel(
                    name='CalendarFeed',
                    fields=[
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('digest', models.BinaryField(max_length=32)),
                        ('made_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('digest',), name='calendarfeed_digest_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Duty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('unit', models.CharField(max_length=40)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('substitute', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='duty_ref_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='duty_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('substitute', None), models.Q(('substitute', models.F('person')), _negated=True), _connector='OR'), name='duty_substitute_is_another')],
                        'indexes': [models.Index(fields=['unit', 'ends_on'], name='guidance_duty_of')],
                    },
                ),
                migrations.CreateModel(
                    name='Looking',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='guidance.inquiry')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('seen_at', models.DateTimeField(db_index=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('inquiry', 'person'), name='looking_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Mail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.BinaryField(max_length=32)),
                        ('channel', models.CharField(choices=[('form', 'skjema'), ('phone', 'telefon'), ('mail', 'e-post'), ('list', 'e-post fra en liste'), ('automatic', 'automatisk e-post')], max_length=10)),
                        ('came_at', models.DateTimeField()),
                        ('inquiry', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='mail', to='guidance.inquiry')),
                        ('troubles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), default=list, size=None)),
                        ('receipt', models.CharField(choices=[('waiting', 'Waiting'), ('sent', 'Sent'), ('not_sent', 'Not Sent'), ('given_up', 'Given Up')], max_length=8)),
                        ('link', models.BinaryField(max_length=32)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('digest',), name='mail_taken_in_once')],
                        'indexes': [models.Index(fields=['came_at'], name='guidance_mail_came')],
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.file')),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='guidance.inquiry')),
                        ('number', models.PositiveIntegerField()),
                        ('sender', models.CharField(choices=[('asker', 'Asker'), ('team', 'Team')], max_length=5)),
                        ('author', models.CharField(blank=True, max_length=26)),
                        ('written_at', models.DateTimeField()),
                        ('is_masked', models.BooleanField(default=False)),
                        ('once', models.BinaryField(max_length=32, null=True)),
                        ('text', fristed.vault.fields.SealedTextField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='message_ref_once'), models.UniqueConstraint(fields=('inquiry', 'number'), name='message_numbered'), models.UniqueConstraint(fields=('inquiry', 'once'), name='message_form_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Method',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('title', models.CharField(max_length=80)),
                        ('aim', models.CharField(max_length=300)),
                        ('how', models.TextField()),
                        ('evidence', models.CharField(choices=[('research', 'forsket på'), ('evaluated', 'evaluert'), ('experience', 'egen erfaring')], max_length=10)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('verdict', models.CharField(choices=[('helps', 'det hjalp'), ('mixed', 'det hjalp noen ganger'), ('did_not_work', 'prøvd, virket ikke')], max_length=12)),
                        ('status', models.CharField(choices=[('waiting', 'Waiting'), ('in_use', 'In Use')], max_length=8)),
                        ('review_on', models.DateField()),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_on', models.DateField()),
                        ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='method_ref_once'), models.CheckConstraint(condition=models.Q(('seen_by', None), models.Q(('seen_by', models.F('written_by')), _negated=True), _connector='OR'), name='method_seen_by_another'), models.CheckConstraint(condition=models.Q(('evidence', 'experience'), models.Q(('source', ''), _negated=True), _connector='OR'), name='method_research_has_a_source')],
                    },
                ),
                migrations.CreateModel(
                    name='MethodComment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('method', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='guidance.method')),
                        ('text', models.CharField(max_length=600)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_on', models.DateField()),
                    ],
                ),
                migrations.CreateModel(
                    name='MethodUse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('method', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='guidance.method')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('used_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('method', 'by', 'used_on'), name='methoduse_once_a_day')],
                    },
                ),
                migrations.CreateModel(
                    name='Network',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('unit', models.CharField(max_length=40)),
                        ('status', models.CharField(choices=[('proposed', 'foreslått'), ('trial', 'på prøve'), ('running', 'i drift'), ('ended', 'avviklet')], max_length=8)),
                        ('counties', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), size=None)),
                        ('run_by', models.CharField(max_length=40)),
                        ('mandate', models.TextField(blank=True)),
                        ('mandate_until', models.DateField(null=True)),
                        ('source', models.CharField(max_length=200)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='network_ref_once'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='network_starts_before_it_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkAddition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('unit', models.CharField(max_length=40)),
                        ('keyword', models.CharField(max_length=40)),
                        ('beside', models.CharField(max_length=26)),
                        ('text', models.TextField()),
                        ('written_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_on', models.DateField()),
                        ('review_on', models.DateField()),
                        ('ended_on', models.DateField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('unit', 'keyword'), name='networkaddition_one_at_a_time'), models.CheckConstraint(condition=models.Q(('review_on__gt', models.F('written_on'))), name='networkaddition_is_reviewed_later')],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkBody',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('network_unit', models.CharField(max_length=40)),
                        ('body', models.CharField(max_length=40)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('network_unit', 'body', 'starts_on'), name='networkbody_once')],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkAction',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='guidance.networkitem')),
                        ('unit', models.CharField(max_length=40)),
                        ('what', models.CharField(max_length=200)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('due_on', models.DateField()),
                        ('done_on', models.DateField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='networkaction_ref_once')],
                    },
                ),
                migrations.CreateModel(
                    name='NetworkMeeting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('unit', models.CharField(max_length=40)),
                        ('starts_at', models.DateTimeField()),
                        ('minutes', models.PositiveSmallIntegerField()),
                        ('place', models.CharField(choices=[('online', 'på nett'), ('runner', 'hos den som driver nettverket'), ('member', 'hos en av virksomhetene')], max_length=8)),
                        ('called_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='networkmeeting_ref_once'), models.CheckConstraint(condition=models.Q(('minutes__gt', 0)), name='networkmeeting_lasts')],
                        'indexes': [models.Index(fields=['unit', 'starts_at'], name='guidance_meetings_of')],
                    },
                ),
                migrations.CreateModel(
                    name='Note',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.file')),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='guidance.inquiry')),
                        ('kind', models.CharField(choices=[('note', 'notat'), ('phone', 'telefonsamtale'), ('discussion', 'drøftet med en kollega')], max_length=10)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_at', models.DateTimeField()),
                        ('minutes', models.PositiveSmallIntegerField(default=0)),
                        ('text', fristed.vault.fields.SealedTextField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='note_ref_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Original',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.file')),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='originals', to='guidance.inquiry')),
                        ('number', models.PositiveIntegerField()),
                        ('delete_on', models.DateField(db_index=True)),
                        ('text', fristed.vault.fields.SealedTextField(null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='original_ref_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Passing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passings', to='guidance.inquiry')),
                        ('from_unit', models.CharField(max_length=40)),
                        ('to_unit', models.CharField(max_length=40)),
                        ('why', models.CharField(choices=[('region_first', 'regionen svarer først'), ('handed_back', 'regionen ga den tilbake'), ('not_answered', 'regionen svarte ikke innen en arbeidsdag'), ('nearest', 'rådgiverne i fylket er nærmest'), ('own_law', 'spørsmålet hører til Kompetanseteamet'), ('course', 'kurs går til rådgiverne i fylket'), ('mistake', 'den kom til feil enhet')], max_length=12)),
                        ('passed_at', models.DateTimeField()),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='passing_ref_once')],
                        'indexes': [models.Index(fields=['passed_at'], name='guidance_passed')],
                    },
                ),
                migrations.CreateModel(
                    name='PatternGroup',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('name', models.CharField(max_length=80)),
                        ('made_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='patterngroup_ref_once'), models.UniqueConstraint(fields=('name',), name='patterngroup_named_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PatternNote',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('text', models.TextField()),
                        ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notes', to='guidance.patterngroup')),
                        ('status', models.CharField(choices=[('waiting', 'Waiting'), ('in_use', 'In Use')], max_length=8)),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('written_on', models.DateField()),
                        ('seen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='patternnote_ref_once'), models.CheckConstraint(condition=models.Q(('seen_by', None), models.Q(('seen_by', models.F('written_by')), _negated=True), _connector='OR'), name='patternnote_seen_by_another')],
                    },
                ),
                migrations.CreateModel(
                    name='Steering',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('inquiry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steered', to='guidance.inquiry')),
                        ('service', models.CharField(max_length=40)),
                        ('told_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('inquiry', 'service'), name='steering_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Absence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('ref',), name='absence_ref_once'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='absence_starts_before_it_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='Address',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='vault.file')),
                        ('unit', models.CharField(max_length=40)),
                        ('quarter', models.CharField(max_length=6)),
                        ('wrapped', models.BinaryField(max_length=80)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('file', 'unit'), name='address_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Claim',
                    fields=[
                        ('inquiry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='claim', serialize=False, to='guidance.inquiry')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('claimed_at', models.DateTimeField()),
                        ('believed_by', models.CharField(blank=True, max_length=26)),
                        ('believed_at', models.DateTimeField(null=True)),
                        ('offer', models.CharField(blank=True, max_length=26)),
                        ('mac', models.BinaryField(max_length=32, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('believed_at', None), ('believed_by', ''), ('mac', None), ('offer', '')), models.Q(('believed_at__isnull', False), ('mac__isnull', False), models.Q(('believed_by', ''), _negated=True), models.Q(('offer', ''), _negated=True)), _connector='OR'), name='claim_believed_by_somebody')],
                    },
                ),
            ],
        ),
    ]
