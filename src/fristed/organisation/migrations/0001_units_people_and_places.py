import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
import fristed.kernel.roles
import fristed.vault.tables
from django.conf import settings
from django.db import migrations, models


# A text as a range of one, for "one at a time" constraints without an extension.
TEXTRANGE = 'create type textrange as range (subtype = text, collation = "C")'


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("codelists", "0001_lists_law_and_places"),  # for nb_key
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(TEXTRANGE, "drop type textrange"),
        fristed.vault.tables.CreateTables(
            models=[
                migrations.CreateModel(
                    name='CooperationAgreement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='organisation.schoolowner')),
                        ('agency', models.CharField(max_length=16)),
                        ('signed_on', models.DateField(blank=True, null=True)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('notice_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='cooperationagreement_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('signed_on', None), ('signed_on__lte', models.F('starts_on')), _connector='OR'), name='cooperationagreement_is_signed_before_it_starts'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('owner'), models.F('owner'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='cooperationagreement_one_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='School',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('kind', models.CharField(choices=[('lower_secondary', 'ungdomsskole'), ('upper_secondary', 'videregående skole'), ('guidance_centre', 'fylkeskommunalt veiledningssenter'), ('adult_education', 'voksenopplæring'), ('mobile_team', 'ambulerende team')], max_length=16)),
                        ('name', models.CharField(max_length=120)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='organisation.schoolowner')),
                        ('municipality', models.CharField(max_length=4)),
                        ('organisation_number', models.CharField(blank=True, max_length=9)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('is_sample', models.BooleanField(default=False)),
                        ('sort_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='nb_key'), output_field=models.TextField(db_collation='C'))),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='school_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('municipality__regex', '^[0-9]{4}$')), name='school_municipality_is_a_code'), models.UniqueConstraint(condition=models.Q(('organisation_number', ''), _negated=True), fields=('organisation_number',), name='school_organisation_number_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Deployment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to=settings.AUTH_USER_MODEL)),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='organisation.school')),
                        ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deployments', to='organisation.cooperationagreement')),
                        ('share', models.PositiveSmallIntegerField()),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                        ('ground', models.CharField(blank=True, max_length=200)),
                        ('ground_figure', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                        ('ground_source', models.CharField(blank=True, max_length=300)),
                        ('ground_as_of', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='deployment_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('share__range', (1, 100))), name='deployment_share_is_a_percentage'), models.CheckConstraint(condition=models.Q(models.Q(('ground', ''), ('ground_as_of', None), ('ground_figure', None), ('ground_source', '')), models.Q(models.Q(('ground', ''), _negated=True), ('ground_as_of__isnull', False), ('ground_figure__isnull', False), models.Q(('ground_source', ''), _negated=True)), _connector='OR'), name='deployment_ground_is_a_figure_with_its_source'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('school'), models.F('school'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='deployment_once_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='HelpService',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('name', models.JSONField()),
                        ('about', models.JSONField(default=dict)),
                        ('number', models.CharField(blank=True, max_length=16)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('chat', models.CharField(blank=True, max_length=80)),
                        ('hours', models.JSONField(default=dict)),
                        ('hours_tag', models.CharField(blank=True, choices=[('S', 'lest hos den ansvarlige, eller likt i to kilder'), ('P', 'én pressekilde'), ('D', 'regnet ut her'), ('C', 'kildene er uenige'), ('K', 'allmenn kunnskap, ikke kontrollert'), ('O', 'vår egen inndeling')], max_length=1)),
                        ('is_always_open', models.BooleanField(default=False)),
                        ('week', models.CharField(blank=True, max_length=7)),
                        ('opens', models.TimeField(blank=True, null=True)),
                        ('closes', models.TimeField(blank=True, null=True)),
                        ('is_acute', models.BooleanField(default=False)),
                        ('is_anonymous', models.BooleanField(blank=True, null=True)),
                        ('owner', models.CharField(max_length=80)),
                        ('tag', models.CharField(choices=[('S', 'lest hos den ansvarlige, eller likt i to kilder'), ('P', 'én pressekilde'), ('D', 'regnet ut her'), ('C', 'kildene er uenige'), ('K', 'allmenn kunnskap, ikke kontrollert'), ('O', 'vår egen inndeling')], max_length=1)),
                        ('source', models.TextField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('last_verified', models.DateField(blank=True, null=True)),
                        ('changed_on', models.DateField(blank=True, null=True)),
                        ('starts_on', models.DateField(blank=True, null=True)),
                        ('ends_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('name__has_keys', ['nb', 'nn', 'en'])), name='helpservice_name_in_three_languages'), models.CheckConstraint(condition=models.Q(models.Q(('hours', {}), ('hours_tag', '')), models.Q(models.Q(('hours', {}), _negated=True), models.Q(('hours_tag', ''), _negated=True)), _connector='OR'), name='helpservice_hours_carry_their_tag'), models.CheckConstraint(condition=models.Q(models.Q(('closes', None), ('opens', None), ('week', '')), models.Q(models.Q(('week', ''), _negated=True), ('closes__isnull', False), ('is_always_open', False), ('opens__isnull', False)), _connector='OR'), name='helpservice_clock_is_whole')],
                    },
                ),
                migrations.CreateModel(
                    name='LocalService',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('municipality', models.CharField(max_length=4)),
                        ('kind', models.CharField(choices=[('crisis_centre', 'krisesenter'), ('child_welfare', 'barnevernvakt')], max_length=14)),
                        ('name', models.CharField(max_length=120)),
                        ('number', models.CharField(max_length=16)),
                        ('owner', models.CharField(max_length=80)),
                        ('source', models.TextField()),
                        ('last_verified', models.DateField(blank=True, null=True)),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('municipality', 'kind'), name='localservice_one_of_each'), models.CheckConstraint(condition=models.Q(('municipality__regex', '^[0-9]{4}$')), name='localservice_municipality_is_a_code')],
                    },
                ),
                migrations.CreateModel(
                    name='SchoolHoliday',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('county', models.CharField(max_length=2)),
                        ('name', models.CharField(max_length=60)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('source', models.CharField(blank=True, max_length=300)),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='schoolholiday_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), ('is_sample', True), _connector='OR'), name='schoolholiday_has_a_source_or_is_sample'), models.UniqueConstraint(fields=('county', 'starts_on'), include=('name',), name='schoolholiday_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SchoolOwner',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('kind', models.CharField(choices=[('county', 'fylkeskommune'), ('municipality', 'kommune'), ('private', 'privat')], max_length=12)),
                        ('name', models.CharField(max_length=120)),
                        ('place', models.CharField(blank=True, max_length=4)),
                        ('organisation_number', models.CharField(blank=True, max_length=9)),
                        ('is_sample', models.BooleanField(default=False)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'county'), ('place__regex', '^[0-9]{2}$')), models.Q(('kind', 'municipality'), ('place__regex', '^[0-9]{4}$')), ('kind', 'private'), _connector='OR'), name='schoolowner_public_body_has_a_place'), models.UniqueConstraint(condition=models.Q(('organisation_number', ''), _negated=True), fields=('organisation_number',), name='schoolowner_organisation_number_once')],
                    },
                ),
                migrations.CreateModel(
                    name='StandIn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stands_in', to=settings.AUTH_USER_MODEL)),
                        ('stands_in_for', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stood_in_by', to=settings.AUTH_USER_MODEL)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('arranged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='standin_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('person', models.F('stands_in_for')), _negated=True), name='standin_for_another'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('stands_in_for'), models.F('stands_in_for'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='standin_once_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Unit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('code', models.SlugField(max_length=40, unique=True)),
                        ('kind', models.CharField(choices=[('adviser_team', 'rådgivere i en region'), ('mission', 'utenriksstasjon'), ('expert_team', 'fagteam'), ('competence_team', 'Kompetanseteamet'), ('regional_network', 'regionalt kompetansenettverk'), ('directorate', 'direktoratet')], max_length=16)),
                        ('name', models.CharField(max_length=120)),
                        ('sort_key', models.GeneratedField(db_persist=True, expression=models.Func(models.F('name'), function='nb_key'), output_field=models.TextField(db_collation='C'))),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='unit_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('code__regex', '^[a-z][a-z0-9-]*$')), name='unit_code_is_a_slug')],
                    },
                ),
                migrations.CreateModel(
                    name='Mission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='mission', to='organisation.unit')),
                        ('city', models.CharField(max_length=60)),
                        ('country', models.CharField(max_length=2)),
                        ('zone', models.CharField(max_length=40)),
                        ('working_week', models.CharField(blank=True, max_length=7)),
                        ('source', models.TextField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('working_week__regex', '^[1-7]{0,7}$')), name='mission_working_week_is_iso_days')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='organisation.unit')),
                        ('role', models.CharField(choices=[('adviser', 'adviser'), ('envoy', 'envoy'), ('local_staff', 'local_staff'), ('expert_team', 'expert_team'), ('competence_team', 'competence_team'), ('regional_network', 'regional_network'), ('leader', 'leader'), ('analyst', 'analyst'), ('data_protection_officer', 'data_protection_officer'), ('editor', 'editor'), ('administrator', 'administrator')], max_length=24)),
                        ('leads', models.BooleanField(default=False)),
                        ('employer', models.CharField(max_length=16)),
                        ('professional_lead', models.CharField(max_length=16)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('leads', False), ('role', fristed.kernel.roles.Role['LEADER']), _connector='OR'), name='membership_only_a_leader_leads'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('unit'), models.F('unit'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('role'), models.F('role'), models.Value('[]'), function='textrange'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='membership_one_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='UnitCounty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counties', to='organisation.unit')),
                        ('county', models.CharField(max_length=2)),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='unitcounty_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('county__regex', '^[0-9]{2}$')), name='unitcounty_is_a_county_code'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(django.db.models.functions.comparison.Cast('county', models.BigIntegerField()), django.db.models.functions.comparison.Cast('county', models.BigIntegerField()), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='unitcounty_one_unit_at_a_time')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementExpense',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='organisation.cooperationagreement')),
                        ('expense', models.CharField(max_length=40)),
                        ('payer', models.CharField(choices=[('directorate', 'direktoratet'), ('head_teacher', 'skoleleder'), ('owner', 'skoleeier')], max_length=12)),
                        ('share', models.PositiveSmallIntegerField(default=100)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'expense', 'payer'), name='agreementexpense_once'), models.CheckConstraint(condition=models.Q(('share__range', (1, 100))), name='agreementexpense_share_is_a_percentage')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementDuty',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='organisation.cooperationagreement')),
                        ('duty', models.CharField(max_length=40)),
                        ('answers', models.CharField(choices=[('directorate', 'direktoratet'), ('head_teacher', 'skoleleder'), ('owner', 'skoleeier')], max_length=12)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('agreement', 'duty'), name='agreementduty_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MissionArea',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('mission', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='areas', to='organisation.mission')),
                        ('scope', models.CharField(choices=[('operative', 'arbeid med enkeltsaker'), ('guidance_primary', 'veiledning, først'), ('guidance_secondary', 'veiledning, dernest')], max_length=20)),
                        ('country', models.CharField(blank=True, max_length=2)),
                        ('region', models.JSONField(default=dict)),
                        ('note', models.JSONField(default=dict)),
                        ('position', models.PositiveSmallIntegerField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('mission', 'position'), name='missionarea_once'), models.CheckConstraint(condition=models.Q(models.Q(('country', ''), models.Q(('region', {}), _negated=True)), models.Q(models.Q(('country', ''), _negated=True), ('region', {})), _connector='OR'), name='missionarea_is_a_country_or_a_region')],
                    },
                ),
                migrations.CreateModel(
                    name='NeighbouringSchool',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('deployment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbours', to='organisation.deployment')),
                        ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='neighbour_of', to='organisation.school')),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='neighbouringschool_starts_before_it_ends'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('deployment'), models.F('deployment'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('school'), models.F('school'), models.Value('[]'), function='int8range'), '&&'), (models.Func(models.F('starts_on'), models.F('ends_on'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='neighbouringschool_once_at_a_time')],
                    },
                ),
            ],
        ),
    ]
