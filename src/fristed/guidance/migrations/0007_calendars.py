from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, definer, together, wall

HERS = f"select {ACTOR}"
DAY = "{0}::timestamp at time zone 'Europe/Oslo'"
FROM, UNTIL = DAY.format("x.starts_on"), DAY.format("(x.ends_on + 1)")
DAYS = f"{FROM} < p_until and {UNTIL} > p_from"
BUSY = f"""
create function guidance_busy(p_people bigint[], p_from timestamptz, p_until timestamptz)
returns table (ref text, person bigint, sort text, unit text, place text,
               starts_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
    select n.ref, m.person_id, 'meeting', n.unit, n.place, n.starts_at, e.ends_at
    from guidance_networkmeeting n
    cross join lateral (select n.starts_at + make_interval(mins => n.minutes) as ends_at,
                               (n.starts_at at time zone 'Europe/Oslo')::date as day) e
    join organisation_unit u on u.code = n.unit
    join organisation_membership m on m.unit_id = u.id and not m.leads
        and m.starts_on <= e.day and (m.ends_on is null or m.ends_on >= e.day)
    where m.person_id = any(p_people) and n.starts_at < p_until and e.ends_at > p_from
    union all
    select x.ref, x.person_id, 'duty', x.unit, '', {FROM}, {UNTIL}
    from guidance_duty x where x.person_id = any(p_people) and {DAYS}
    union all
    select x.ref, x.person_id, 'away', '', '', {FROM}, {UNTIL}
    from guidance_absence x where x.person_id = any(p_people) and {DAYS}
    union all
    select x.ref, x.stands_in_for_id, 'away', '', '', {FROM}, {UNTIL}
    from organisation_standin x where x.stands_in_for_id = any(p_people) and {DAYS}
$$
"""
FEED = """
create function guidance_feed_of(p_digest bytea) returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
    select f.person_id from guidance_calendarfeed f
    join accounts_user u on u.id = f.person_id and u.is_active
    where f.digest = p_digest
$$
"""
NEEDS = {
    "guidance_networkmeeting": "select",
    "guidance_duty": "select",
    "guidance_absence": "select",
    "organisation_unit": "select",
    "organisation_membership": "select",
    "organisation_standin": "select",
}


class Migration(migrations.Migration):

    dependencies = [
        ("guidance", "0006_network_meetings"),
        ("accounts", "0003_partner_door"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                wall("guidance_absence"),
                allow("guidance_absence", "fristed_desk", "person_id", HERS),
                allow_every_row("guidance_absence", "fristed_worker"),
                allow_every_row("guidance_absence", "fristed_gate", command="select"),
                wall("guidance_calendarfeed"),
                allow("guidance_calendarfeed", "fristed_desk", "person_id", HERS),
                allow_every_row("guidance_calendarfeed", "fristed_gate", command="select"),
                allow_every_row("guidance_networkmeeting", "fristed_gate", command="select"),
                definer(
                    "guidance_busy(bigint[], timestamptz, timestamptz)",
                    BUSY,
                    callers="fristed_desk",
                    needs=NEEDS,
                ),
                definer(
                    "guidance_feed_of(bytea)",
                    FEED,
                    callers="fristed_desk",
                    needs={"guidance_calendarfeed": "select", "accounts_user": "select"},
                ),
            )
        ),
    ]
