import django.db.models.deletion
import fristed.vault.tables
from django.db import migrations, models


# What is released is never changed, whoever asks: not by a bug, not by the owner's update.
IMMUTABLE = """
create function publications_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'released tables are never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger releasedtable_is_immutable before update or delete on publications_releasedtable
  for each row execute function publications_refuse_change();
create trigger tablewithdrawal_is_immutable before update or delete on publications_tablewithdrawal
  for each row execute function publications_refuse_change();
alter table publications_releasedtable add constraint releasedtable_shows_no_small_cell
  check (not jsonb_path_exists(cells, '$[*] ? (@ > 0 && @ < 5)'));
"""
MUTABLE = """
alter table publications_releasedtable drop constraint releasedtable_shows_no_small_cell;
drop trigger tablewithdrawal_is_immutable on publications_tablewithdrawal;
drop trigger releasedtable_is_immutable on publications_releasedtable;
drop function publications_refuse_change();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
    ]

    operations = [
        fristed.vault.tables.CreateTables(
            models=[
                migrations.CreateModel(
                    name='PublishedSeries',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=8, unique=True)),
                        ('name', models.JSONField()),
                        ('about', models.JSONField()),
                        ('position', models.PositiveSmallIntegerField()),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('about__has_keys', ['nb', 'nn', 'en']), ('name__has_keys', ['nb', 'nn', 'en'])), name='publishedseries_in_three_languages')],
                    },
                ),
                migrations.CreateModel(
                    name='ReleasedEstimate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('lists', models.JSONField()),
                        ('band', models.JSONField()),
                        ('is_sample', models.BooleanField()),
                        ('released_on', models.DateField()),
                        ('drafted_by', models.CharField(max_length=26)),
                        ('released_by', models.CharField(max_length=26)),
                        ('sha256', models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('drafted_by', models.F('released_by')), _negated=True), name='releasedestimate_released_by_another'), models.UniqueConstraint(fields=('year', 'is_sample'), name='releasedestimate_one_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='ReleasedReport',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('year', models.PositiveSmallIntegerField()),
                        ('editions', models.JSONField()),
                        ('paper_nb', models.BinaryField()),
                        ('paper_nn', models.BinaryField()),
                        ('is_sample', models.BooleanField()),
                        ('released_on', models.DateField()),
                        ('drafted_by', models.CharField(max_length=26)),
                        ('released_by', models.CharField(max_length=26)),
                        ('sha256', models.CharField(max_length=64, unique=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('drafted_by', models.F('released_by')), _negated=True), name='releasedreport_released_by_another')],
                    },
                ),
                migrations.CreateModel(
                    name='ReleasedTable',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('ref', models.CharField(max_length=26, unique=True)),
                        ('ledger_number', models.PositiveIntegerField(unique=True)),
                        ('title', models.JSONField()),
                        ('measure', models.JSONField()),
                        ('dimensions', models.JSONField()),
                        ('cells', models.JSONField()),
                        ('notes', models.JSONField()),
                        ('period_from', models.DateField()),
                        ('period_to', models.DateField()),
                        ('is_sample', models.BooleanField()),
                        ('released_on', models.DateField()),
                        ('drafted_by', models.CharField(max_length=26)),
                        ('released_by', models.CharField(max_length=26)),
                        ('sha256', models.CharField(max_length=64, unique=True)),
                        ('series', models.CharField(blank=True, default='', max_length=32)),
                        ('total', models.PositiveIntegerField(null=True)),
                        ('parquet', models.BinaryField(default=b'')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('drafted_by', ''), _negated=True), models.Q(('released_by', ''), _negated=True), models.Q(('drafted_by', models.F('released_by')), _negated=True)), name='releasedtable_released_by_another'), models.CheckConstraint(condition=models.Q(('period_to__gte', models.F('period_from'))), name='releasedtable_period_starts_before_it_ends'), models.CheckConstraint(condition=models.Q(('measure__has_keys', ['nb', 'nn', 'en']), ('title__has_keys', ['nb', 'nn', 'en'])), name='releasedtable_in_three_languages'), models.CheckConstraint(condition=models.Q(('total', None), ('total', 0), ('total__gte', 5), _connector='OR'), name='releasedtable_total_is_no_small_count'), models.CheckConstraint(condition=models.Q(('notes', []), _negated=True), name='releasedtable_has_notes'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='releasedtable_sha256_is_one')],
                    },
                ),
                migrations.CreateModel(
                    name='PublishedCount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='publications.publishedseries')),
                        ('year', models.PositiveSmallIntegerField()),
                        ('span', models.CharField(choices=[('full', 'hele året'), ('H1', 'første halvår'), ('Jun-Dec', 'juni til desember')], max_length=8)),
                        ('measure', models.CharField(choices=[('new', 'nye saker'), ('active', 'aktive saker'), ('cases', 'saker med råd eller annen bistand')], max_length=8)),
                        ('category', models.CharField(choices=[('total', 'alle saker'), ('NSK', 'negativ sosial kontroll'), ('trusler_vold', 'trusler eller vold'), ('frykt_TE', 'frykt for tvangsekteskap'), ('gjennomfort_TE', 'gjennomført tvangsekteskap'), ('frykt_ufrivillig_utland', 'frykt for ufrivillig opphold i utlandet'), ('ufrivillig_utland', 'ufrivillig opphold i utlandet'), ('kjonnslemlestelse', 'kjønnslemlestelse'), ('under18', 'under 18 år'), ('abroad_at_contact', 'i utlandet ved første kontakt'), ('abroad_children', 'barn i utlandet ved første kontakt'), ('contacted_by_MR', 'kontaktet av rådgiver ved skole'), ('contacted_by_barnevern', 'kontaktet av barnevernet'), ('contacted_by_politi', 'kontaktet av politiet')], max_length=32)),
                        ('value', models.PositiveIntegerField()),
                        ('tag', models.CharField(choices=[('S', 'lest hos den ansvarlige, eller likt i to kilder'), ('P', 'én pressekilde'), ('D', 'regnet ut her'), ('C', 'kildene er uenige'), ('K', 'allmenn kunnskap, ikke kontrollert'), ('O', 'vår egen inndeling')], max_length=1)),
                        ('source', models.TextField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('series', 'year', 'span', 'measure', 'category', 'value'), name='publishedcount_once'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='publishedcount_has_a_source')],
                    },
                ),
                migrations.CreateModel(
                    name='PublishedChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='publications.publishedseries')),
                        ('kind', models.CharField(choices=[('change', 'endring i prosent'), ('difference', 'endring i antall'), ('share', 'andel av alle')], max_length=12)),
                        ('from_year', models.PositiveSmallIntegerField()),
                        ('to_year', models.PositiveSmallIntegerField()),
                        ('category', models.CharField(choices=[('total', 'alle saker'), ('NSK', 'negativ sosial kontroll'), ('trusler_vold', 'trusler eller vold'), ('frykt_TE', 'frykt for tvangsekteskap'), ('gjennomfort_TE', 'gjennomført tvangsekteskap'), ('frykt_ufrivillig_utland', 'frykt for ufrivillig opphold i utlandet'), ('ufrivillig_utland', 'ufrivillig opphold i utlandet'), ('kjonnslemlestelse', 'kjønnslemlestelse'), ('under18', 'under 18 år'), ('abroad_at_contact', 'i utlandet ved første kontakt'), ('abroad_children', 'barn i utlandet ved første kontakt'), ('contacted_by_MR', 'kontaktet av rådgiver ved skole'), ('contacted_by_barnevern', 'kontaktet av barnevernet'), ('contacted_by_politi', 'kontaktet av politiet')], max_length=32)),
                        ('value', models.PositiveIntegerField(blank=True, null=True)),
                        ('published', models.CharField(max_length=12)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('series', 'kind', 'from_year', 'to_year', 'category', 'value'), name='publishedchange_once', nulls_distinct=False)],
                    },
                ),
                migrations.CreateModel(
                    name='SeriesBreak',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('series', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='breaks', to='publications.publishedseries')),
                        ('first_year', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('categories', 'nye kategorier'), ('name', 'nytt navn på tjenesten')], max_length=12)),
                        ('note', models.JSONField()),
                        ('source', models.TextField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('series', 'first_year', 'kind'), name='seriesbreak_once')],
                    },
                ),
                migrations.CreateModel(
                    name='TableWithdrawal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='publications.releasedtable')),
                        ('withdrawn_on', models.DateField()),
                        ('withdrawn_by', models.CharField(max_length=26)),
                        ('reason', models.JSONField()),
                        ('replaced_by', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='publications.releasedtable')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason__has_keys', ['nb', 'nn', 'en'])), name='tablewithdrawal_reason_in_three_languages'), models.CheckConstraint(condition=models.Q(('replaced_by', None), models.Q(('replaced_by', models.F('table')), _negated=True), _connector='OR'), name='tablewithdrawal_not_replaced_by_itself')],
                    },
                ),
            ],
        ),
        migrations.RunSQL(IMMUTABLE, MUTABLE),
    ]
