from django.db import migrations, models

APPEND = """
create function audit_append(
    p_chain text, p_at timestamptz, p_event text, p_ref text, p_action text, p_actor text,
    p_subject text, p_about text, p_detail text
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    last record;
    next_number bigint := 1;
    before bytea := ''::bytea;
    at_text text := to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
    together bytea := ''::bytea;
    part text;
begin
    -- One writer at a time for each chain; the lock ends with this short transaction.
    perform pg_advisory_xact_lock(hashtextextended('audit:' || p_chain, 0));
    select number, hash into last from audit_entry
        where chain = p_chain order by number desc limit 1;
    if found then
        next_number := last.number + 1;
        before := last.hash;
    end if;
    -- The same bytes as sealing.trail.link: every field with its length before it.
    together := int4send(octet_length(before)) || before;
    foreach part in array array[p_chain, next_number::text, at_text, p_event, p_ref, p_action,
                                p_actor, p_subject, p_about, p_detail] loop
        together := together
            || int4send(octet_length(convert_to(part, 'UTF8'))) || convert_to(part, 'UTF8');
    end loop;
    insert into audit_entry (chain, number, at, event, ref, action, actor, subject, about,
                             detail, previous, hash)
    values (p_chain, next_number, p_at, p_event, p_ref, p_action, p_actor, p_subject, p_about,
            p_detail, before, sha256(together));
    return next_number;
end $$;
revoke execute on function audit_append from public;
grant execute on function audit_append to fristed_audit;

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the trail is insert only';
end $$;
create trigger audit_entry_insert_only before update or delete or truncate on audit_entry
    for each statement execute function audit_refuse_change();
create trigger audit_outcome_insert_only before update or delete or truncate on audit_outcome
    for each statement execute function audit_refuse_change();
"""

UNDO = """
drop trigger audit_outcome_insert_only on audit_outcome;
drop trigger audit_entry_insert_only on audit_entry;
drop function audit_refuse_change();
drop function audit_append;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [
    ]
    operations = [
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.CharField(max_length=26, unique=True)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chain', models.CharField(max_length=12)),
                ('number', models.BigIntegerField()),
                ('at', models.DateTimeField()),
                ('event', models.CharField(choices=[('begun', 'Begun'), ('opened', 'Opened'), ('refused', 'Refused'), ('done', 'Done'), ('failed', 'Failed')], max_length=8)),
                ('ref', models.CharField(max_length=26, unique=True)),
                ('action', models.CharField(max_length=60)),
                ('actor', models.CharField(blank=True, max_length=60)),
                ('subject', models.CharField(blank=True, max_length=60)),
                ('about', models.CharField(blank=True, max_length=26)),
                ('detail', models.CharField(blank=True, max_length=400)),
                ('previous', models.BinaryField(max_length=32)),
                ('hash', models.BinaryField(max_length=32)),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'at'], name='audit_entry_about_subject')],
                'constraints': [models.UniqueConstraint(fields=('chain', 'number'), name='audit_entry_numbered'), models.UniqueConstraint(condition=models.Q(('event', 'done')), fields=('about',), name='audit_entry_done_once')],
            },
        ),
        migrations.RunSQL(APPEND, UNDO),
    ]
