from django.db import migrations

from fristed.kernel.walls import definer

MEMBERS = """
create function organisation_region_members(p_day date)
returns table (person bigint, ref text, name text, unit text, role text)
language sql stable security definer set search_path = public, pg_temp as $$
    select p.id, p.ref, p.name, u.code, m.role
    from organisation_membership m
    join organisation_unit u on u.id = m.unit_id
    join accounts_user p on p.id = m.person_id
    where u.code in (select organisation_own_regions()) and not m.leads
        and m.starts_on <= p_day and (m.ends_on is null or m.ends_on >= p_day)
    order by p.name, p.id
$$
"""


class Migration(migrations.Migration):
    """Members of a regional network know each other at the partner door, and nobody else."""

    dependencies = [("organisation", "0007_own_regions")]
    operations = [
        migrations.RunSQL(
            *definer(
                "organisation_region_members(date)",
                MEMBERS,
                callers="fristed_partner",
                needs={
                    "organisation_membership": "select",
                    "organisation_unit": "select",
                    "accounts_user": "select",
                },
            )
        )
    ]
