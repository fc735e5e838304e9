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
                    name='BrokenLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('where', models.CharField(max_length=120)),
                        ('owner', models.CharField(max_length=80)),
                        ('target', models.CharField(max_length=200)),
                        ('fault', models.CharField(choices=[('missing', 'finnes ikke, eller vises ikke'), ('broken', 'svarer at siden ikke finnes'), ('away', 'svarer ikke'), ('not_public', 'er ikke en åpen adresse')], max_length=10)),
                        ('since', models.DateField()),
                        ('checked_on', models.DateField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('where', 'target'), name='brokenlink_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Page',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('number', models.PositiveSmallIntegerField(unique=True)),
                        ('kind', models.CharField(choices=[('audience', 'Hvem er du?'), ('check', 'Kjenn etter selv'), ('safety', 'Hjelp'), ('call', 'Hva skjer hvis jeg ringer?'), ('topic', 'Hva det kan være'), ('rights', 'Rettigheter'), ('story', 'Historier'), ('guide', 'Veiledere og brosjyrer')], max_length=8)),
                        ('audiences', models.JSONField(default=list)),
                        ('is_important', models.BooleanField(default=False)),
                        ('owner', models.CharField(max_length=40)),
                        ('facts', models.JSONField(default=list)),
                        ('is_composite', models.BooleanField(default=False)),
                        ('consent', models.CharField(blank=True, max_length=80)),
                        ('checked_on', models.DateField()),
                        ('checked_by', models.CharField(blank=True, max_length=26)),
                        ('next_check_on', models.DateField()),
                        ('withdrawn_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('next_check_on__gt', models.F('checked_on'))), name='page_is_checked_again_later'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'story'), _negated=True), ('is_composite', True), models.Q(('consent', ''), _negated=True), _connector='OR'), name='page_story_is_composite_or_consented')],
                    },
                ),
                migrations.CreateModel(
                    name='OldAddress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('path', models.CharField(max_length=200, unique=True)),
                        ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='old_addresses', to='portal.page')),
                        ('goal', models.CharField(blank=True, choices=[('start', 'forsiden'), ('help', 'hjelp nå'), ('read', 'alt man kan lese'), ('advisers', 'her er det rådgivere'), ('figures', 'tall')], max_length=8)),
                        ('language', models.CharField(default='nb', max_length=2)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('goal', ''), ('page__isnull', False)), models.Q(('page', None), models.Q(('goal', ''), _negated=True)), _connector='OR'), name='oldaddress_leads_to_one_place'), models.CheckConstraint(condition=models.Q(('language__in', ('nb', 'nn', 'en'))), name='oldaddress_language_is_the_houses')],
                    },
                ),
                migrations.CreateModel(
                    name='Snapshot',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='portal.page')),
                        ('language', models.CharField(max_length=3)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=80)),
                        ('lead', models.CharField(max_length=300)),
                        ('blocks', models.JSONField()),
                        ('house', models.JSONField(default=dict)),
                        ('made_from', models.JSONField(default=list)),
                        ('state', models.CharField(choices=[('draft', 'utkast'), ('shown', 'publisert'), ('recalled', 'trukket tilbake')], default='draft', max_length=8)),
                        ('changed_on', models.DateField()),
                        ('written_by', models.CharField(blank=True, max_length=26)),
                        ('signed_by', models.CharField(blank=True, max_length=26)),
                        ('signed_on', models.DateField(blank=True, null=True)),
                        ('recalled_on', models.DateField(blank=True, null=True)),
                        ('recall_note', models.JSONField(default=dict)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('page', 'language', 'version'), name='snapshot_version_once'), models.CheckConstraint(condition=models.Q(('state', 'draft'), ('language__in', ('nb', 'nn', 'en')), models.Q(('signed_by', ''), _negated=True), _connector='OR'), name='snapshot_shown_translation_is_signed'), models.CheckConstraint(condition=models.Q(models.Q(('signed_by', ''), ('signed_on', None)), models.Q(models.Q(('signed_by', ''), _negated=True), ('signed_on__isnull', False)), _connector='OR'), name='snapshot_signed_by_someone_on_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('recalled_on', None), models.Q(('state', 'recalled'), _negated=True)), models.Q(('recall_note__has_keys', ['nb', 'nn', 'en']), ('recalled_on__isnull', False), ('state', 'recalled')), _connector='OR'), name='snapshot_recalled_says_why')],
                    },
                ),
                migrations.CreateModel(
                    name='Tally',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('week', models.DateField()),
                        ('page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tallies', to='portal.page')),
                        ('language', models.CharField(max_length=3)),
                        ('answer', models.CharField(choices=[('found', 'Ja'), ('hard', 'Nei, det var vanskelig å forstå'), ('missing', 'Nei, det jeg lette etter, sto ikke der'), ('wrong', 'Nei, noe er feil'), ('no_result', 'Søk uten treff')], max_length=9)),
                        ('count', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('week', 'page', 'language', 'answer'), name='tally_once', nulls_distinct=False)],
                    },
                ),
            ],
        ),
    ]
