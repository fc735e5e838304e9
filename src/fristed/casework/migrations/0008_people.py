from django.db import migrations

from fristed.kernel.walls import ACTOR, allow, allow_every_row, definer, together, wall

LIVE = "since <= now() and (until is null or until > now())"
MINE = f"select case_id from casework_access where user_id = {ACTOR} and {LIVE}"

LINKED = f"""
create function casework_linked(p_case bigint)
returns table (link varchar, readable varchar, adviser_id bigint, linked_on date)
language sql stable security definer set search_path = public, pg_temp as $$
    -- That a case belongs together with another, and whom to ask: for those who see this one. The
    -- other's reference only for those who see that too, and why only where the link was made.
    select case when l.case_id = p_case then l.ref else '' end,
           case when c.file_id in ({MINE}) then c.ref else '' end, c.adviser_id, l.linked_on
    from casework_caselink l
    join casework_case c
        on c.file_id = case when l.case_id = p_case then l.other_id else l.case_id end
    where p_case in (l.case_id, l.other_id) and l.ended_on is null and p_case in ({MINE})
    order by l.id
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ("casework", "0007_exports"),
    ]

    operations = [
        migrations.RunSQL(
            *together(
                *(
                    part
                    for table in ("casework_personincase", "casework_channel", "casework_caselink")
                    for part in (wall(table), allow(table, "fristed_desk", "case_id", MINE))
                ),
                allow_every_row("casework_caselink", "fristed_gate", command="select"),
                definer(
                    "casework_linked(bigint)",
                    LINKED,
                    callers="fristed_desk",
                    needs={"casework_caselink": "select"},
                ),
            )
        ),
    ]
