from django.db import migrations

# What closed a year is never changed, and what an attack was told is never untold.
INSERT_ONLY = """
create function statistics_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is never changed' using errcode = 'integrity_constraint_violation';
end $$;
create trigger ledgerentry_is_insert_only before update or delete on statistics_ledgerentry
  for each row execute function statistics_refuse_change();
create trigger knownfigure_is_insert_only before update or delete on statistics_knownfigure
  for each row execute function statistics_refuse_change();
alter table statistics_ledgerentry add constraint ledgerentry_holds_no_small_cell
  check (not jsonb_path_exists(cells, '$.* ? (@ < 5)'));
"""
CHANGEABLE = """
alter table statistics_ledgerentry drop constraint ledgerentry_holds_no_small_cell;
drop trigger knownfigure_is_insert_only on statistics_knownfigure;
drop trigger ledgerentry_is_insert_only on statistics_ledgerentry;
drop function statistics_refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ("statistics", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(INSERT_ONLY, CHANGEABLE),
    ]
