import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import fristed.vault.tables
from django.db import migrations, models


# Sorts names as people in Norway do: after lower-casing, æ ø å become the characters after z,
# other accents go. `rules.sorting.nb_key` is the same in Python; a test compares them.
NB_KEY = r"""
create function nb_key(t text) returns text language sql immutable strict parallel safe as $$
  select translate(
    regexp_replace(
      normalize(translate(lower(t), 'æøåäö', '{|}{|'), NFD), '[\u0300-\u036f]', '', 'g'),
    'đŋŧ', 'dnt')
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
    ]

    operations = [
        migrations.RunSQL(NB_KEY, "drop function nb_key(text)"),
        fristed.vault.tables.CreateTables(
            models=[
                migrations.CreateModel(
                    name='LoadedData',
                    fields=[
                        ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                        ('sha256', models.CharField(max_length=64)),
                        ('loaded_at', models.DateTimeField()),
                    ],
                ),
                migrations.CreateModel(
                    name='CodeList',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40, unique=True)),
                        ('title', models.JSONField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('title__has_keys', ['nb', 'nn', 'en'])), name='codelist_title_in_three_languages')],
                    },
                ),
                migrations.CreateModel(
                    name='CodeListVersion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='codelists.codelist')),
                        ('version', models.CharField(max_length=16)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('source', models.TextField()),
                        ('tag', models.CharField(choices=[('S', 'lest hos den ansvarlige, eller likt i to kilder'), ('P', 'én pressekilde'), ('D', 'regnet ut her'), ('C', 'kildene er uenige'), ('K', 'allmenn kunnskap, ikke kontrollert'), ('O', 'vår egen inndeling')], max_length=1)),
                        ('note', models.JSONField(default=dict)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('code_list', 'version'), name='codelistversion_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='codelistversion_starts_before_it_ends'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('code_list'), models.F('code_list'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('valid_from'), models.F('valid_to'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='codelistversion_one_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Code',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='codes', to='codelists.codelistversion')),
                        ('value', models.CharField(max_length=40)),
                        ('position', models.PositiveSmallIntegerField()),
                        ('label', models.JSONField()),
                        ('help', models.JSONField(default=dict)),
                        ('source', models.TextField(blank=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('version', 'value'), name='code_once_in_a_version'), models.CheckConstraint(condition=models.Q(('label__has_keys', ['nb', 'nn', 'en'])), name='code_label_in_three_languages')],
                    },
                ),
                migrations.CreateModel(
                    name='CodeMapping',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('from_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mappings_onwards', to='codelists.codelistversion')),
                        ('to_version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mappings_back', to='codelists.codelistversion')),
                        ('value', models.CharField(max_length=40)),
                        ('values', models.JSONField(default=list)),
                        ('kind', models.CharField(choices=[('same', 'samme'), ('renamed', 'nytt navn'), ('wider', 'videre'), ('split', 'delt'), ('none', 'ingen motsvarighet')], max_length=8)),
                        ('is_break', models.BooleanField()),
                        ('note', models.JSONField(default=dict)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('from_version', 'to_version', 'value'), name='codemapping_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'none'), ('values', [])), models.Q(models.Q(('kind', 'none'), _negated=True), models.Q(('values', []), _negated=True)), _connector='OR'), name='codemapping_none_has_no_values')],
                    },
                ),
                migrations.CreateModel(
                    name='County',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=2, unique=True)),
                        ('name', models.CharField(max_length=80)),
                        ('first_on', models.DateField(blank=True, null=True)),
                        ('last_on', models.DateField(blank=True, null=True)),
                        ('continues_from', models.CharField(blank=True, max_length=16)),
                        ('note', models.CharField(blank=True, max_length=120)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('first_on', None), ('last_on', None), ('last_on__gte', models.F('first_on')), _connector='OR'), name='county_starts_before_it_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='Document',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=40)),
                        ('version', models.CharField(max_length=16)),
                        ('kind', models.CharField(choices=[('mandate', 'mandat'), ('guideline', 'retningslinje')], max_length=12)),
                        ('title', models.JSONField()),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('source', models.TextField()),
                        ('tag', models.CharField(choices=[('S', 'lest hos den ansvarlige, eller likt i to kilder'), ('P', 'én pressekilde'), ('D', 'regnet ut her'), ('C', 'kildene er uenige'), ('K', 'allmenn kunnskap, ikke kontrollert'), ('O', 'vår egen inndeling')], max_length=1)),
                        ('note', models.JSONField(default=dict)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='document_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='document_starts_before_it_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='Definition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='definitions', to='codelists.document')),
                        ('term', models.CharField(max_length=40)),
                        ('label', models.JSONField()),
                        ('text', models.JSONField()),
                        ('source', models.TextField()),
                        ('tag', models.CharField(choices=[('S', 'lest hos den ansvarlige, eller likt i to kilder'), ('P', 'én pressekilde'), ('D', 'regnet ut her'), ('C', 'kildene er uenige'), ('K', 'allmenn kunnskap, ikke kontrollert'), ('O', 'vår egen inndeling')], max_length=1)),
                        ('valid_from', models.DateField()),
                        ('valid_to', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('term', 'valid_from'), name='definition_once'), models.CheckConstraint(condition=models.Q(('label__has_keys', ['nb', 'nn', 'en']), ('text__has_keys', ['nb', 'nn', 'en'])), name='definition_in_three_languages')],
                    },
                ),
                migrations.CreateModel(
                    name='DutyCriteria',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('topic', models.CharField(max_length=40)),
                        ('version', models.CharField(max_length=16)),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('standard', models.CharField(choices=[('certain_or_most_likely', 'sikkert eller mest sannsynlig'), ('reason_to_believe', 'grunn til å tro'), ('none', 'ikke noe eget beviskrav')], max_length=24)),
                        ('about', models.JSONField()),
                        ('questions', models.JSONField()),
                        ('conclusions', models.JSONField()),
                        ('parts', models.JSONField(default=list)),
                        ('calls', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None)),
                        ('source', models.TextField()),
                        ('tag', models.CharField(choices=[('S', 'lest hos den ansvarlige, eller likt i to kilder'), ('P', 'én pressekilde'), ('D', 'regnet ut her'), ('C', 'kildene er uenige'), ('K', 'allmenn kunnskap, ikke kontrollert'), ('O', 'vår egen inndeling')], max_length=1)),
                        ('checked_by', models.CharField(blank=True, max_length=120)),
                        ('checked_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('topic', 'version'), name='dutycriteria_once'), models.CheckConstraint(condition=models.Q(models.Q(('checked_by', ''), ('checked_on', None)), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_on__isnull', False)), _connector='OR'), name='dutycriteria_checked_by_someone_on_a_day'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='dutycriteria_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('about__has_keys', ['nb', 'nn', 'en'])), name='dutycriteria_about_in_three_languages'), models.CheckConstraint(condition=models.Q(('conclusions__has_keys', ['met', 'not_met', 'open'])), name='dutycriteria_has_its_three_conclusions')],
                    },
                ),
                migrations.CreateModel(
                    name='LawReference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('topic', models.CharField(max_length=40)),
                        ('act', models.CharField(max_length=80)),
                        ('section', models.CharField(max_length=40)),
                        ('rule', models.JSONField()),
                        ('valid_from', models.DateField(blank=True, null=True)),
                        ('valid_to', models.DateField(blank=True, null=True)),
                        ('source', models.TextField()),
                        ('tag', models.CharField(choices=[('S', 'lest hos den ansvarlige, eller likt i to kilder'), ('P', 'én pressekilde'), ('D', 'regnet ut her'), ('C', 'kildene er uenige'), ('K', 'allmenn kunnskap, ikke kontrollert'), ('O', 'vår egen inndeling')], max_length=1)),
                        ('checked_by', models.CharField(blank=True, max_length=120)),
                        ('checked_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('topic', 'act', 'section', 'valid_from'), name='lawreference_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('checked_by', ''), ('checked_on', None)), models.Q(models.Q(('checked_by', ''), _negated=True), ('checked_on__isnull', False)), _connector='OR'), name='lawreference_checked_by_someone_on_a_day'), models.CheckConstraint(condition=models.Q(('rule__has_keys', ['nb', 'nn', 'en'])), name='lawreference_rule_in_three_languages')],
                    },
                ),
                migrations.CreateModel(
                    name='Municipality',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=4, unique=True)),
                        ('name', models.CharField(max_length=80)),
                        ('county', models.CharField(max_length=2)),
                        ('first_on', models.DateField(blank=True, null=True)),
                        ('last_on', models.DateField(blank=True, null=True)),
                        ('population_2025', models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('first_on', None), ('last_on', None), ('last_on__gte', models.F('first_on')), _connector='OR'), name='municipality_starts_before_it_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='MunicipalityChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('old', models.CharField(max_length=4)),
                        ('new', models.CharField(max_length=4)),
                        ('changed_on', models.DateField()),
                        ('kind', models.CharField(choices=[('renumbered', 'nytt nummer'), ('merged', 'slått sammen'), ('split', 'delt')], max_length=10)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('old', 'new', 'changed_on'), name='municipalitychange_once')],
                    },
                ),
            ],
        ),
    ]
