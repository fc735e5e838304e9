from django.db import migrations

from fristed.kernel.walls import allow_every_row, definer, together

MINUTES_EACH = 10  # as `rules.consulting` plans them
BUSY = f"""
create function casework_busy(p_people bigint[], p_from timestamptz, p_until timestamptz)
returns table (ref text, person bigint, unit text, starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select t.ref, m.person_id, t.unit, t.starts_at, e.ends_at
    from casework_teammeeting t
    cross join lateral (
        select t.starts_at + make_interval(mins => {MINUTES_EACH} * count(*)::integer) as ends_at,
               (t.starts_at at time zone 'Europe/Oslo')::date as day
        from casework_agendaitem i where i.meeting_id = t.id) e
    join organisation_unit u on u.code = t.unit
    join organisation_membership m on m.unit_id = u.id and not m.leads
        and m.starts_on <= e.day and (m.ends_on is null or m.ends_on >= e.day)
    where m.person_id = any(p_people) and t.starts_at < p_until and e.ends_at > p_from
$$
"""


class Migration(migrations.Migration):
    """When a team meets takes its members' time in all their other roles too. Never about what."""

    dependencies = [
        ("casework", "0026_effect"),
        ("guidance", "0007_calendars"),
    ]
    operations = [
        migrations.RunSQL(
            *together(
                allow_every_row("casework_teammeeting", "fristed_gate", command="select"),
                allow_every_row("casework_agendaitem", "fristed_gate", command="select"),
                definer(
                    "casework_busy(bigint[], timestamptz, timestamptz)",
                    BUSY,
                    callers="fristed_desk",
                    needs={
                        "casework_teammeeting": "select",
                        "casework_agendaitem": "select",
                        "organisation_unit": "select",
                        "organisation_membership": "select",
                    },
                ),
            )
        ),
    ]
