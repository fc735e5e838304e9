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
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('service', models.CharField(choices=[('adviser', 'mangfoldsrådgiverne'), ('envoy', 'spesialutsendingene for integreringssaker'), ('guidance', 'veiledningen til fagfolk, alle enheter samlet')], max_length=12)),
                        ('measure', models.CharField(choices=[('new_cases', 'nye saker'), ('active_cases', 'saker som var åpne i løpet av året'), ('inquiries', 'henvendelser fra fagfolk'), ('steered', 'tjenester den som spurte, fikk vite om'), ('aftermath', 'hva den som spurte, sa kom ut av svaret'), ('passings', 'hvor henvendelser ble sendt videre, og hvorfor'), ('answer_times', 'hvor lenge fagfolk ventet på svar'), ('hours', 'timer arbeid med saker')], default='new_cases', max_length=16)),
                        ('sides', models.JSONField(default=list)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('status', models.CharField(choices=[('queued', 'i kø'), ('building', 'telles nå'), ('ready', 'klar'), ('failed', 'ble ikke laget'), ('released', 'frigitt')], default='queued', max_length=8)),
                        ('drafted_by', models.CharField(max_length=26)),
                        ('drafted_on', models.DateField()),
                        ('counting_rule', models.CharField(blank=True, max_length=24)),
                        ('base', models.PositiveSmallIntegerField(default=5)),
                        ('total', models.PositiveIntegerField(null=True)),
                        ('dimensions', models.JSONField(default=list)),
                        ('cells', models.JSONField(default=list)),
                        ('grid', models.CharField(blank=True, max_length=64)),
                        ('closing', models.JSONField(default=dict)),
                        ('verdict', models.JSONField(default=dict)),
                        ('utility', models.JSONField(default=dict)),
                        ('glimpse', models.BinaryField(null=True)),
                        ('glimpse_at', models.DateTimeField(null=True)),
                        ('failure', models.CharField(blank=True, max_length=24)),
                        ('table', models.CharField(blank=True, max_length=26)),
                        ('is_sample', models.BooleanField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['ready', 'released']), _negated=True), models.Q(models.Q(('verdict', {}), _negated=True), models.Q(('cells', []), _negated=True)), _connector='OR'), name='draft_ready_has_a_verdict'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'released'), models.Q(('table', ''), _negated=True)), models.Q(models.Q(('status', 'released'), _negated=True), ('table', '')), _connector='OR'), name='draft_released_has_a_table')],
                    },
                ),
                migrations.CreateModel(
                    name='Exercise',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('purpose', models.CharField(max_length=300)),
                        ('legal_basis', models.CharField(max_length=500)),
                        ('tallier', models.CharField(blank=True, max_length=120)),
                        ('stage', models.CharField(choices=[('planned', 'planlagt'), ('proposed', 'venter på en til som starter den'), ('started', 'i gang'), ('answered', 'talt, ikke frigitt'), ('released', 'frigitt'), ('stopped', 'stanset')], default='planned', max_length=8)),
                        ('planned_by', models.CharField(max_length=26)),
                        ('planned_on', models.DateField()),
                        ('proposed_by', models.CharField(blank=True, max_length=26)),
                        ('proposed_on', models.DateField(null=True)),
                        ('started_by', models.CharField(blank=True, max_length=26)),
                        ('started_on', models.DateField(null=True)),
                        ('band', models.JSONField(default=dict)),
                        ('band_on', models.DateField(null=True)),
                        ('failure', models.CharField(blank=True, max_length=24)),
                        ('estimate', models.CharField(blank=True, max_length=26)),
                        ('is_sample', models.BooleanField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('stage__in', ['planned', 'proposed', 'stopped']), models.Q(models.Q(('started_by', ''), _negated=True), models.Q(('proposed_by', ''), _negated=True), models.Q(('started_by', models.F('proposed_by')), _negated=True)), _connector='OR'), name='exercise_started_by_two'), models.CheckConstraint(condition=models.Q(models.Q(('stage__in', ['answered', 'released']), _negated=True), models.Q(('band', {}), _negated=True), _connector='OR'), name='exercise_answered_has_a_band'), models.CheckConstraint(condition=models.Q(models.Q(('purpose', ''), _negated=True), models.Q(('legal_basis', ''), _negated=True)), name='exercise_has_a_ground')],
                    },
                ),
                migrations.CreateModel(
                    name='KnownFigure',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('measure', models.CharField(choices=[('new_cases', 'nye saker'), ('active_cases', 'saker som var åpne i løpet av året'), ('inquiries', 'henvendelser fra fagfolk'), ('steered', 'tjenester den som spurte, fikk vite om'), ('aftermath', 'hva den som spurte, sa kom ut av svaret'), ('passings', 'hvor henvendelser ble sendt videre, og hvorfor'), ('answer_times', 'hvor lenge fagfolk ventet på svar'), ('hours', 'timer arbeid med saker')], max_length=16)),
                        ('service', models.CharField(choices=[('adviser', 'mangfoldsrådgiverne'), ('envoy', 'spesialutsendingene for integreringssaker'), ('guidance', 'veiledningen til fagfolk, alle enheter samlet')], max_length=12)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('where', models.JSONField(default=dict)),
                        ('value', models.PositiveIntegerField()),
                        ('source', models.CharField(max_length=300)),
                        ('published_on', models.DateField()),
                        ('noted_by', models.CharField(max_length=26)),
                        ('noted_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('measure', 'service', 'year', 'where', 'value'), name='knownfigure_once'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='knownfigure_has_a_source')],
                    },
                ),
                migrations.CreateModel(
                    name='LedgerEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('series', models.CharField(max_length=32)),
                        ('number', models.PositiveIntegerField()),
                        ('kind', models.CharField(max_length=8)),
                        ('period', models.CharField(max_length=4)),
                        ('base', models.PositiveSmallIntegerField()),
                        ('levels', models.JSONField()),
                        ('cells', models.JSONField()),
                        ('note', models.JSONField(default=dict)),
                        ('previous', models.CharField(max_length=64)),
                        ('hash', models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('series', 'number'), name='ledgerentry_no_forks'), models.UniqueConstraint(condition=models.Q(('kind', 'close')), fields=('series', 'period'), name='ledgerentry_a_year_closes_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Reply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('asker', models.CharField(choices=[('press', 'presse'), ('parliament', 'Stortinget'), ('ministry', 'et departement'), ('research', 'forskning'), ('other', 'andre')], max_length=12)),
                        ('asked_on', models.DateField()),
                        ('question', models.CharField(max_length=600)),
                        ('answer', models.CharField(max_length=2000)),
                        ('table', models.CharField(max_length=26)),
                        ('answered_by', models.CharField(max_length=26)),
                        ('answered_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('answered_on__gte', models.F('asked_on'))), name='reply_after_the_question')],
                    },
                ),
                migrations.CreateModel(
                    name='Season',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('drawn_on', models.DateField()),
                        ('base', models.PositiveSmallIntegerField()),
                        ('years', models.JSONField()),
                        ('outlooks', models.JSONField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='season_is_one')],
                    },
                ),
                migrations.CreateModel(
                    name='ExerciseParty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('exercise', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parties', to='statistics.exercise')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=120)),
                        ('service', models.CharField(blank=True, choices=[('adviser', 'mangfoldsrådgiverne'), ('envoy', 'spesialutsendingene for integreringssaker'), ('guidance', 'veiledningen til fagfolk, alle enheter samlet')], max_length=12)),
                        ('commitment', models.JSONField(default=dict)),
                        ('committed_on', models.DateField(null=True)),
                        ('batch', models.BinaryField(null=True)),
                        ('passed', models.JSONField(default=list)),
                        ('destroyed_on', models.DateField(null=True)),
                        ('destroyed_by', models.CharField(blank=True, max_length=26)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('exercise', 'number'), name='exerciseparty_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('commitment', {}), ('committed_on', None)), models.Q(('committed_on__isnull', False), models.Q(('commitment', {}), _negated=True)), _connector='OR'), name='exerciseparty_committed_has_a_day')],
                    },
                ),
            ],
        ),
    ]
